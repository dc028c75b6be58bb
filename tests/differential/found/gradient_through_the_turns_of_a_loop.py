import collections
import tensorflow as tf
Pair = collections.namedtuple("Pair", "c h")
x = tf.placeholder(tf.float32, [4, 3])
class Late(tf.nn.rnn_cell.RNNCell):
    state_size = property(lambda self: 3)
    output_size = property(lambda self: 3)
    def __call__(self, inputs, state, scope=None):
        with tf.variable_scope(scope or "late"):
            return tf.identity(state), tf.layers.dense(inputs + state, 3, name="next")
def body(turn, state):
    later = tf.layers.dense(state.c, 3, name="later")
    return turn + 1, Pair(later, tf.layers.dense(state.c, 3, name="now"))
def apart(turn, first, second):
    return turn + 1, tf.layers.dense(first, 3, name="reached"), tf.layers.dense(first, 3, name="apart")
def step(state, item):
    return tf.layers.dense(state[0] + item, 3, name="scanned"), state[0]
def loop_fn(time, output, state, loop_state):
    return time >= 5, x, (tf.zeros([4, 3]) if output is None else state), output, None
_, pair = tf.while_loop(lambda turn, state: turn < 5, body, (tf.constant(0), Pair(x, x)))
_, reached, _ = tf.while_loop(lambda turn, first, second: turn < 5, apart, (tf.constant(0), x, x))
_, scanned = tf.scan(step, tf.zeros([5, 4, 3]), (x, x))
with tf.variable_scope("dynamic"):
    dynamic, _ = tf.nn.dynamic_rnn(Late(), tf.zeros([4, 6, 3]), dtype=tf.float32)
with tf.variable_scope("raw"):
    raw, _, _ = tf.nn.raw_rnn(Late(), loop_fn)
for loss in (pair.h, reached, scanned, dynamic, raw.stack()):
    tf.train.MomentumOptimizer(0.1, 0.9).minimize(tf.reduce_sum(loss))

import tensorflow as tf
try:
    v2 = tf.Variable(True, dtype=tf.float32)
except ValueError:
    v4 = tf.get_variable("b", 4)
def f1(i):
    l1 = tf.keras.layers.PReLU(name="add")
    l1(tf.zeros([2, 3]))
    return i + 1
tf.map_fn(f1, tf.constant([1, 2]))
def get1(getter, name, *args, **kwargs):
    kwargs["reuse"] = tf.AUTO_REUSE; return getter(name, *args, **kwargs)
with tf.variable_scope("A", custom_getter=get1):
    tf.get_variable("bias", [3])
    v7 = tf.get_variable("a", [3])
    c2 = tf.variable_scope("dense", reuse="yes")
for i1, _ in enumerate([5, 6]):
    def f2(scope="f", reuse=None):
        with tf.name_scope(scope):
            pass
    f2("block")
    f2()

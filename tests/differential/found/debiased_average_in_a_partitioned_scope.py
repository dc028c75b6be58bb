import contextlib
import tensorflow as tf
try:
    with contextlib.ExitStack() as stack:
        stack.enter_context(tf.variable_scope("w", partitioner=tf.fixed_size_partitioner(2)))
        v2 = tf.Variable(tf.ones([2, 3]))
        e1 = tf.train.ExponentialMovingAverage(0.99, zero_debias=True)
        e1.apply([v2 * 2.0])
except ValueError:
    v3 = tf.get_variable("tv3")

import tensorflow as tf
def first():
    v = tf.get_variable("v", [2])
    tf.train.FtrlOptimizer(0.1).minimize(tf.reduce_sum(v * v))
    return tf.constant(1.0)
def second():
    return tf.constant(1.0)
tf.cond(tf.constant(True), first, second)

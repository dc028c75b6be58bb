import tensorflow as tf
def first():
    return tf.constant(1.0)
def second():
    tf.get_variable("bias", [3], partitioner=tf.fixed_size_partitioner(3))
    return tf.constant(1.0)
tf.cond(tf.constant(True), first, second)

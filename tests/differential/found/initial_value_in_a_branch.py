import tensorflow as tf
def first():
    return tf.get_variable("b", initializer=tf.zeros([2, 3]))
def second():
    return tf.constant(1.0)
tf.cond(tf.constant(True), first, second)

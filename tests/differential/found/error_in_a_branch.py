import tensorflow as tf
def first():
    return tf.constant(1.0)
def second():
    try:
        tf.get_variable("b:0", [3])
    except ValueError:
        tf.get_variable("b", [3])
    tf.Variable(0)
    return tf.constant(1.0)
tf.cond(tf.constant(True), first, second)

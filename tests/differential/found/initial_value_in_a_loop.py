import tensorflow as tf
def body(i):
    with tf.init_scope():
        x = tf.ones([2, 2])
    tf.Variable(x, name="lifted")
    tf.Variable(1.0, name="constant")
    tf.Variable(tf.ones([2, 2]))
    return i + 1
tf.while_loop(lambda i: i < 3, body, [tf.constant(0)])

import tensorflow as tf
def body(i):
    v = tf.get_variable("v", [2])
    tf.train.ExponentialMovingAverage(0.9).apply([v])
    return i + 1
tf.while_loop(lambda i: i < 3, body, [tf.constant(0)])

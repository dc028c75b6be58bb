import tensorflow as tf

with tf.variable_scope("net"):
    weights = tf.get_variable("w", [7, 4])
bias = tf.get_variable("bias", [4], tf.float64)
scale = tf.get_variable("scale", [4])

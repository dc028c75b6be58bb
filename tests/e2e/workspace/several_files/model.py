import tensorflow as tf


def build(images):
    with tf.variable_scope("my_net"):
        weights = tf.get_variable("weights", [784, 512])
        biases = tf.get_variable("biases", [512])
    return tf.matmul(images, weights) + biases

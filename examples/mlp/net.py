"""A network that is built twice over the same variables: once for training, once for validation."""

import tensorflow as tf


def my_net(input, reuse):
    with tf.variable_scope("my_net", reuse=reuse):
        weights = tf.get_variable("weights", [input.get_shape()[-1], 512])
        biases = tf.get_variable("biases", [512], initializer=tf.zeros_initializer())
        return tf.nn.relu(tf.matmul(input, weights) + biases)

"""What a layer of the encoder is made of."""

import tensorflow as tf


def dense(x, size, name):
    with tf.variable_scope(name):
        kernel = tf.get_variable("kernel", [x.shape[-1], size])
        bias = tf.get_variable("bias", [size], initializer=tf.zeros_initializer())
        return tf.tensordot(x, kernel, 1) + bias


def attention(x, size):
    with tf.variable_scope("attention"):
        query, key, value = (dense(x, size, name) for name in ("query", "key", "value"))
        weights = tf.nn.softmax(tf.matmul(query, key, transpose_b=True))
        return dense(tf.matmul(weights, value), size, "output")

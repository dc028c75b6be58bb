"""A net that two programs build, each with a size of its own."""

import tensorflow as tf


def build(size):
    with tf.variable_scope("shared_net"):
        return tf.get_variable("table", [size, 8])

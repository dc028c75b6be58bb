"""What is only possible, and what is not known by name, before the program runs."""

import os

import tensorflow as tf

with tf.variable_scope("net"):
    always = tf.get_variable("always", [4])
    if os.environ.get("EXTRA"):
        sometimes = tf.get_variable("sometimes", [4])

kind = os.environ.get("KIND", "plain")
with tf.variable_scope("tower_%s" % kind):
    head = tf.get_variable("head", [10, 2])

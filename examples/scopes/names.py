"""What a name scope does to names, and what a variable scope does."""

import tensorflow as tf

with tf.name_scope("my_scope"):
    v1 = tf.get_variable("var1", [1])  # name scopes do not reach get_variable
    v2 = tf.Variable(1.0, name="var2")
    a = tf.add(v1, v2)

with tf.variable_scope("my_scope"):
    v3 = tf.get_variable("var3", [1])
    v4 = tf.Variable(1.0, name="var4")  # the name scope of that name is taken
    b = tf.add(v3, v4)

with tf.variable_scope("my_scope"):
    v5 = tf.get_variable("var3", [1])  # an error: nothing was said about reuse

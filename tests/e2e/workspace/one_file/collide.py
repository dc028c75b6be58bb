import tensorflow as tf

with tf.variable_scope("scope1"):
    v1 = tf.get_variable("v1", [10, 4])

with tf.variable_scope("scope1"):
    again = tf.get_variable("v1", [10, 4])

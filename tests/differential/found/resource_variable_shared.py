import tensorflow as tf
with tf.variable_scope("a") as s:
    tf.get_variable("b", initializer=0, use_resource=True)
with tf.variable_scope(s, reuse=True):
    tf.get_variable("b")

import tensorflow as tf
with tf.variable_scope(None, "block", initializer=1.0):
    tf.train.get_or_create_global_step()

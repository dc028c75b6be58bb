import tensorflow as tf
tf.get_variable_scope().set_partitioner(tf.fixed_size_partitioner(2))
tf.get_variable("kernel", (5, 2))
with tf.variable_scope(tf.get_variable_scope(), reuse=True):
    tf.get_variable("kernel", (5, 2))

import tensorflow as tf
with tf.variable_scope("a/b", partitioner=tf.fixed_size_partitioner(2)):
    tf.get_variable("b", (4,), dtype=tf.complex64)

import tensorflow as tf
with tf.variable_scope("net", partitioner=tf.fixed_size_partitioner(2)):
    tf.layers.batch_normalization(tf.zeros([2, 3]))
    tf.get_variable("after", [4])

import tensorflow as tf
with tf.variable_scope(tf.get_variable_scope(), partitioner=tf.fixed_size_partitioner(2)):
    v = tf.get_variable("v", initializer=tf.ones([3]))
    tf.get_variable("n", initializer=[1, 2, 3])

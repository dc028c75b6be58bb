import tensorflow as tf
v9 = tf.get_variable("tv9", [2, 3])
with tf.variable_scope("p", partitioner=tf.fixed_size_partitioner(2)):
    v=tf.get_variable("p",[4])
a=tf.reduce_sum(v9)
tf.get_variable(tf.constant(1.0).op.name+"a",[1])
a=tf.reduce_sum(v)
tf.get_variable(tf.constant(1.0).op.name+"b",[1])
a=tf.reduce_sum(v9+1.0)
tf.get_variable(tf.constant(1.0).op.name+"c",[1])

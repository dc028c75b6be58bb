import tensorflow as tf
step=tf.train.get_or_create_global_step()
v9 = tf.get_variable("tv9", [2, 3])
with tf.variable_scope("p", partitioner=tf.fixed_size_partitioner(2)):
    v=tf.get_variable("p",[4])
l=tf.reduce_sum(v9)+tf.reduce_sum(v)
for i,o in enumerate([tf.train.FtrlOptimizer(.1),tf.train.AdagradDAOptimizer(.1,step),tf.train.ProximalAdagradOptimizer(.1)]):
    o.minimize(l)
    tf.get_variable(tf.constant(1.0).op.name+"v%d"%i,[1])
    o.minimize(l)
    tf.get_variable(tf.constant(1.0).op.name+"w%d"%i,[1])

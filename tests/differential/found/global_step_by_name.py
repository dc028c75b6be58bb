import tensorflow as tf
tf.Variable(0, name="global_step")
tf.train.get_or_create_global_step()
tf.train.create_global_step()

import tensorflow as tf
tf.get_variable("b", dtype=tf.float32, initializer=[[1, 2], [3, 4]])

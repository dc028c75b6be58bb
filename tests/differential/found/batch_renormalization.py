import tensorflow as tf
tf.layers.batch_normalization(tf.placeholder(tf.float32, [None, 8, 8, 3]), renorm=True)
tf.layers.batch_normalization(tf.zeros([2, 3]), renorm=True, name="bn")

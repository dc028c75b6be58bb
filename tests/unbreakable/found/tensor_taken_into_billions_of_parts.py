# Each part would be a tensor.
import tensorflow as tf
x = tf.placeholder(tf.float32)
tf.unstack(x, 10 ** 9)
tf.unstack(tf.zeros([10 ** 9]))
tf.split(x, 10 ** 9)
tf.split(x, tf.placeholder(tf.int32, [10 ** 9]), num=10 ** 9)

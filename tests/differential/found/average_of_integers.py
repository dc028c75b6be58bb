import tensorflow as tf
v = tf.get_variable("v", [2])
n = tf.get_variable("n", initializer=(1, 2))
try:
    tf.train.ExponentialMovingAverage(0.99).apply([v, n])
except TypeError:
    tf.get_variable("after", [1])

import tensorflow as tf
x = tf.zeros([2, 3])
v = tuple(tf.get_variable("w{}".format(i), [x.get_shape()[-1], 5]) for i in (1, 2))
tuple(tf.get_variable("v%d" % i) for i in (1, 2))

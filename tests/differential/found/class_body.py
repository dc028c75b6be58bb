import tensorflow as tf
class Model(object):
    w = tf.get_variable("w", [3])
    v = tf.get_variable("v")

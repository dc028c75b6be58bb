import tensorflow as tf
tf.get_variable("", (2, 3))

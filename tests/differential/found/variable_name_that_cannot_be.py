import tensorflow as tf
tf.Variable(True, name="x y")

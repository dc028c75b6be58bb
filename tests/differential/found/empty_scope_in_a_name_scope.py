import tensorflow as tf
with tf.name_scope("net"):
    with tf.variable_scope(""):
        tf.Variable(True)

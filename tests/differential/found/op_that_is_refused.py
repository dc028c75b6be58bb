import tensorflow as tf
tf.get_variable("before", [1])
try:
    tf.matmul(tf.ones([2, 3]), tf.ones([2, 3]))
    tf.get_variable("never", [1])
except ValueError:
    pass

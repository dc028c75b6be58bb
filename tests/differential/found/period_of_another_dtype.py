import tensorflow as tf
try:
    with tf.variable_scope("b", dtype=tf.float64):
        tf.nn.dynamic_rnn(tf.contrib.rnn.PhasedLSTMCell(4), (tf.zeros([2, 5, 1]), tf.zeros([2, 5, 3])), dtype=tf.float32)
except ValueError:
    tf.get_variable("after", [1])

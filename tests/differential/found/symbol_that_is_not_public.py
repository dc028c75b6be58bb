import tensorflow as tf
try:
    cell = tf.contrib.rnn.LayerNormLSTMCell(4)
except AttributeError:
    cell = tf.nn.rnn_cell.LSTMCell(4)
cell(tf.zeros([2, 3]), cell.zero_state(2, tf.float32))

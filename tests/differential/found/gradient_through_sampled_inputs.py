import tensorflow as tf
def embedded(ids):
    with tf.variable_scope("embedded", reuse=tf.AUTO_REUSE):
        return tf.nn.embedding_lookup(tf.get_variable("table", [7, 3]), ids)
lengths = tf.placeholder(tf.int32, [4])
cell = tf.nn.rnn_cell.BasicLSTMCell(5)
helper = tf.contrib.seq2seq.GreedyEmbeddingHelper(embedded, tf.fill([4], 1), 2)
first = tf.contrib.seq2seq.BasicDecoder(cell, helper, cell.zero_state(4, tf.float32), tf.layers.Dense(7))
def late(ids):
    with tf.variable_scope("late", reuse=tf.AUTO_REUSE):
        return tf.nn.embedding_lookup(tf.get_variable("table", [7, 3]), ids)
inputs = tf.placeholder(tf.float32, [4, 6, 3])
helper = tf.contrib.seq2seq.ScheduledEmbeddingTrainingHelper(inputs, lengths, late, 0.5)
second = tf.contrib.seq2seq.BasicDecoder(cell, helper, cell.zero_state(4, tf.float32), tf.layers.Dense(7))
for number, decoder in enumerate([first, second]):
    with tf.variable_scope("decoder_%d" % number):
        outputs, _, _ = tf.contrib.seq2seq.dynamic_decode(decoder, maximum_iterations=9)
    tf.train.MomentumOptimizer(0.1, 0.9).minimize(tf.reduce_sum(outputs.rnn_output))

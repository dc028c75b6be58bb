"""An encoder of as many layers as its configuration says."""

import tensorflow as tf

from layers import attention, dense


class Config(object):
    def __init__(self, vocabulary=30522, hidden=256, layers=12):
        self.vocabulary = vocabulary
        self.hidden = hidden
        self.layers = layers


class Encoder(object):
    def __init__(self, config, tokens, scope=None):
        with tf.variable_scope(scope, default_name="encoder"):
            self.table = tf.get_variable("embeddings", [config.vocabulary, config.hidden])
            x = tf.nn.embedding_lookup(self.table, tokens)
            for index in range(config.layers):
                with tf.variable_scope("layer_%d" % index):
                    x = x + attention(x, config.hidden)
                    x = x + dense(tf.nn.relu(dense(x, 4 * config.hidden, "inner")), config.hidden, "outer")
            self.output = x

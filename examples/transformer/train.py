"""Two encoders with variables of their own, and an output that shares the first one's embeddings."""

import tensorflow as tf

from model import Config, Encoder

config = Config(layers=4)
source = tf.placeholder(tf.int32, [None, 128], name="source")
target = tf.placeholder(tf.int32, [None, 128], name="target")

encoded_source = Encoder(config, source)
encoded_target = Encoder(config, target)

with tf.variable_scope("encoder", reuse=True):
    table = tf.get_variable("embeddings", [config.vocabulary, config.hidden])
logits = tf.tensordot(encoded_target.output, tf.transpose(table), 1)

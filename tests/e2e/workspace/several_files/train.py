import tensorflow as tf

import model

images = tf.placeholder(tf.float32, [None, 784])
logits = model.build(images)

with tf.variable_scope("my_net", reuse=True):
    shared = tf.get_variable("weights", [784, 512])

"""Trains on images; the same variables serve the validation images."""

import tensorflow as tf

from net import my_net

train_images = tf.placeholder(tf.float32, [None, 784], name="train_images")
validation_images = tf.placeholder(tf.float32, [None, 784], name="validation_images")

train_output = my_net(train_images, reuse=False)
validation_output = my_net(validation_images, reuse=True)

loss = tf.reduce_mean(tf.square(train_output))
train_step = tf.train.AdamOptimizer(1e-3).minimize(loss)

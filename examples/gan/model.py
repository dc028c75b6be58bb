"""A generator and a discriminator; the discriminator looks at real and at generated images."""

import tensorflow as tf


def generator(noise):
    with tf.variable_scope("generator"):
        hidden = tf.layers.dense(noise, 128, activation=tf.nn.relu, name="hidden")
        return tf.layers.dense(hidden, 784, activation=tf.nn.sigmoid, name="image")


def discriminator(image, reuse=None):
    with tf.variable_scope("discriminator", reuse=reuse):
        hidden = tf.layers.dense(image, 128, activation=tf.nn.relu, name="hidden")
        return tf.layers.dense(hidden, 1, name="logit")

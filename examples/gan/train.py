"""Builds the two networks. It forgets something."""

import tensorflow as tf

from model import discriminator, generator

real = tf.placeholder(tf.float32, [None, 784], name="real")
noise = tf.placeholder(tf.float32, [None, 64], name="noise")

fake = generator(noise)
real_logit = discriminator(real)
fake_logit = discriminator(fake)  # the discriminator is to be shared: this call needs reuse=True

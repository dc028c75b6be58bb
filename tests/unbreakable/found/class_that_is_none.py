import tensorflow as tf

isinstance(tf.estimator.RunConfig(), {1: {}})

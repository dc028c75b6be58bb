# No tensor has as many dimensions.
import numpy as np
import tensorflow as tf
np.all(3, range(10 ** 12))
tf.reduce_sum(tf.zeros([2, 3]), range(10 ** 30))

# A dimension that is not 1 is squeezed out, and no value is left.
import tensorflow as tf
import numpy as np
tf.squeeze([], 0)
np.ravel([], 0)
tf.squeeze(tf.constant([1.0, 2.0]), axis=0)

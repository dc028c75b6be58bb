# An axis, a block or a split that the array does not have, and more parts than anybody would count.
import numpy as np
import tensorflow as tf

tf.nn.log_softmax(1.0, 1)
tf.nn.softmax(1.0, axis=0)
tf.nn.space_to_batch(3, None, 0, 1)
tf.space_to_batch_nd(tf.zeros([2, 4, 4, 1]), [0, 2], [[0, 0], [0, 0]])
tf.space_to_batch_nd(tf.zeros([2, 4, 4, 1]), [2, 2], [0, [0]])
tf.batch_to_space_nd(tf.zeros([2, 4, 4, 1]), [0, 2], [[0, 0]])
np.split([2, 3], 1, 2)
np.array_split([2, 3], 10**12)
np.split([2, 3], [1], axis=-5)

# Infinity as an integer, ranges without end as arrays, and ranks too small for what is done.
import itertools
import numpy as np
import tensorflow as tf
from future.builtins import round

np.array([range(10**12), range(10**30)])
tf.constant(np.inf, tf.int32)
tf.convert_to_tensor(float("nan"), tf.int64)
tf.nn.avg_pool(3, {"a": 1})
tf.nn.avg_pool2d(True, [])
tf.nn.max_pool(tf.zeros([2, 3, 3, 1]), [], [], "SAME")
round(tf.train.AdamOptimizer(), dtype=[1])
tf.nn.conv1d(float("nan"), True)
tf.nn.depthwise_conv2d(tf.zeros([1, 2, 2, 1]), 3, 1, "SAME")
list(itertools.permutations(True))
tf.zeros([4])[-1:float("nan")]
tf.zeros([4])[float("inf")]

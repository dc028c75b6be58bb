# Infinity as an integer, and ranges without end as arrays.
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

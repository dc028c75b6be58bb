# Whoever looks through a list that is its own item, down to what it is made of, does not come to an end.
import numpy as np
import tensorflow as tf

looped = [1]
looped.append(looped)
np.average(looped)
np.array([1, looped])
tf.add(1, looped)
tf.reshape(1, looped)
tf.convert_to_tensor(looped)
isinstance(1, looped)
tf.layers.dense(looped, 3)
tf.get_variable("after", [1])

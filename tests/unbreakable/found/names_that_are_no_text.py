# What stands where a name should be: a class, a list of lists, a number too large for any list.
import collections, gym
import numpy as np
import tensorflow as tf
import unknown

class Plain(object):
    pass

def named():
    pass

tf.contrib.staging.StagingArea.clear(tf.nn.rnn_cell.LSTMCell(4), name=-1)
tf.losses.sigmoid_cross_entropy(1, tf.ones([2]), tf.ones([2]), 1, True, tf.nn.rnn_cell.GRUCell(3), [1])
tf.metrics.specificity_at_sensitivity(3, tf, 1, True, [[1], [2]])
gym._Registered.__getattr__(tf.TensorShape(None))
tf.contrib.seq2seq.AttentionWrapperState(3).clone(inputs="", key=1)
collections.UserDict(True, tf.float32, 1)
named.__name__ = 3
str(named) + named.unknown
ValueError("a").__class__ = True

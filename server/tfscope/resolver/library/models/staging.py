# models: tf.contrib.staging
"""tf.contrib.staging (tensorflow/python/ops/data_flow_ops.py, BaseStagingArea): tensors put aside and taken again."""

import tensorflow as tf
from tfscope_primitives import operation, tensor


class StagingArea(object):
    def __init__(self, dtypes, shapes=None, names=None, shared_name=None, capacity=0, memory_limit=0):
        self.dtypes = list(dtypes)
        self.shapes = [tf.TensorShape(shape) for shape in shapes] if shapes is not None else [tf.TensorShape(None)] * len(self.dtypes)
        self.names = names
        self.name = "StagingArea"

    def put(self, values, name=None):
        return operation(name or "%s_put" % self.name)

    def get(self, name=None):
        with tf.name_scope(name or "%s_get" % self.name):
            taken = [tensor(shape, dtype) for shape, dtype in zip(self.shapes, self.dtypes)]
        if self.names:
            return dict(zip(self.names, taken))
        return taken

    def peek(self, index, name=None):
        return self.get(name or "%s_peek" % self.name)

    def size(self, name=None):
        return tensor([], tf.int32, "%s_size" % self.name, name)

    def clear(self, name=None):
        return operation(name or "%s_clear" % self.name)

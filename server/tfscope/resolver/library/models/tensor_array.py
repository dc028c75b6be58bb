"""`tf.TensorArray` (tensorflow/python/ops/tensor_array_ops.py, _GraphTensorArray)."""

# models: tf, tf.python.ops.tensor_array_ops

import tensorflow as tf
from tfscope_primitives import operation, tensor


class TensorArray(object):
    """An array of tensors. What was written is shared between an array and the arrays its writes give."""

    def __init__(self, dtype, size=None, dynamic_size=None, clear_after_read=None, tensor_array_name=None, handle=None,
                 flow=None, infer_shape=True, element_shape=None, colocate_with_first_write_call=True, name=None):
        self.dtype = tf.as_dtype(dtype)
        self._infer_shape = infer_shape
        self._shapes = [] if element_shape is None else [tf.TensorShape(element_shape)]
        self._written = []
        if flow is None:
            operation(name or "TensorArray")
        self.handle, self.flow = handle, flow

    @property
    def element_shape(self):
        return self._shapes[0] if self._shapes else tf.TensorShape(None)

    def _wrote(self, value, shape):
        self._written.append(value)
        if self._infer_shape and not self._shapes:
            self._shapes.append(shape)
        return self

    def _element(self, shape, default_name, name):
        written = list(self._written)
        return tensor(shape, self.dtype, default_name, name)

    def read(self, index, name=None):
        return self._element(self.element_shape, "TensorArrayReadV3", name)

    def write(self, index, value, name=None):
        with tf.name_scope(name, "TensorArrayWrite", [index, value]):
            value = tf.convert_to_tensor(value, name="value")
            operation("TensorArrayWriteV3")
        return self._wrote(value, value.get_shape())

    def stack(self, name=None):
        with tf.name_scope(name, "TensorArrayStack", []):
            return self.gather(None, name=name)

    def gather(self, indices, name=None):
        return self._element(tf.TensorShape([None]).concatenate(self.element_shape), "TensorArrayGatherV3", name)

    def concat(self, name=None):
        shape = tf.TensorShape([None]).concatenate(self.element_shape[1:])
        return self._element(shape, "TensorArrayConcatV3", name)

    def unstack(self, value, name=None):
        with tf.name_scope(name, "TensorArrayUnstack", [value]):
            return self.scatter(None, value, name=name)

    def scatter(self, indices, value, name=None):
        with tf.name_scope(name, "TensorArrayScatter", [value]):
            value = tf.convert_to_tensor(value, name="value")
            operation("TensorArrayScatterV3")
        return self._wrote(value, value.get_shape()[1:])

    def split(self, value, lengths, name=None):
        with tf.name_scope(name, "TensorArraySplit", [value, lengths]):
            value = tf.convert_to_tensor(value, name="value")
            operation("TensorArraySplitV3")
        return self._wrote(value, tf.TensorShape([None]).concatenate(value.get_shape()[1:]))

    def identity(self):
        return self

    grad = lambda self, source, flow=None, name=None: self

    def size(self, name=None):
        return tensor([], tf.int32, "TensorArraySizeV3", name)

    def close(self, name=None):
        return operation("TensorArrayCloseV3", name)

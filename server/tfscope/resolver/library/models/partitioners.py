"""Partitioners of variables (tensorflow/python/ops/partitioned_variables.py)."""

# models: tf, tf.python.ops.partitioned_variables

import math

import tensorflow as tf
from tfscope_primitives import tensor


def fixed_size_partitioner(num_shards, axis=0):
    def _partitioner(shape, **unused_args):
        partitions = [1] * len(shape)
        partitions[axis] = min(num_shards, shape.dims[axis].value)
        return partitions

    return _partitioner


def variable_axis_size_partitioner(max_shard_bytes, axis=0, bytes_per_string_element=16, max_shards=None):
    if max_shard_bytes < 1 or bytes_per_string_element < 1:
        raise ValueError("Both max_shard_bytes and bytes_per_string_element must be positive.")
    if max_shards and max_shards < 1:
        raise ValueError("max_shards must be positive.")

    def _partitioner(shape, dtype):
        partitions = [1] * shape.ndims
        bytes_per_slice = 1.0 * shape.num_elements() / shape.dims[axis].value * _size(dtype, bytes_per_string_element)
        slices_per_shard = max(1, math.floor(max_shard_bytes / bytes_per_slice))
        shards = int(math.ceil(1.0 * shape.dims[axis].value / slices_per_shard))
        partitions[axis] = min(max_shards, shards) if max_shards else shards
        return partitions

    return _partitioner


def min_max_variable_partitioner(max_partitions=1, axis=0, min_slice_size=256 << 10, bytes_per_string_element=16):
    def _partitioner(shape, dtype):
        if axis >= len(shape):
            raise ValueError("Can not partition variable along axis %d when shape is only %s" % (axis, shape))
        partitions = [1] * len(shape)
        wanted = 1.0 * shape.num_elements() * _size(dtype, bytes_per_string_element) / min_slice_size
        partitions[axis] = max(1, min(shape.dims[axis].value, max_partitions, int(math.ceil(wanted))))
        return partitions

    return _partitioner


def _size(dtype, bytes_per_string_element):
    return bytes_per_string_element if dtype.base_dtype == tf.string else dtype.size


def create_partitioned_variables(shape, slicing, initializer, dtype=tf.float32, trainable=True, collections=None,
                                 name=None, reuse=None):
    if len(shape) != len(slicing):
        raise ValueError("The 'shape' and 'slicing' of a partitioned Variable must have the length: shape: %s, "
                         "slicing: %s" % (shape, slicing))
    if len(shape) < 1:
        raise ValueError("A partitioned Variable must have rank at least 1: shape: %s" % shape)
    axis = max(range(len(slicing)), key=lambda i: slicing[i])
    size, longer = divmod(shape[axis], slicing[axis])
    parts = []
    with tf.variable_scope(name, "PartitionedVariable", reuse=reuse):
        for i in range(slicing[axis]):
            part = list(shape)
            part[axis] = size + (1 if i < longer else 0)
            given = callable(initializer)
            parts.append(tf.get_variable("part_%d" % i, part if given else None, dtype if given else None,
                                         initializer if given else tensor(part, initializer.dtype),
                                         trainable=trainable, collections=collections))
    return parts

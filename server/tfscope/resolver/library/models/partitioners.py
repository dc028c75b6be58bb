"""Partitioners of variables (tensorflow/python/ops/partitioned_variables.py)."""

# models: tf, tf.python.ops.partitioned_variables

import math


def _only(shape, axis, count):
    """One part along every axis but `axis`."""
    partitions = [1] * shape.ndims
    partitions[axis] = count
    return partitions


def _element_size(dtype, bytes_per_string_element):
    return bytes_per_string_element if dtype.name == "string" else dtype.size


def fixed_size_partitioner(num_shards, axis=0):
    def partitioner(shape, **unused_args):
        return _only(shape, axis, min(num_shards, shape[axis].value))

    return partitioner


def variable_axis_size_partitioner(max_shard_bytes, axis=0, bytes_per_string_element=16, max_shards=None):
    def partitioner(shape, dtype):
        size = shape[axis].value
        slice_bytes = shape.num_elements() // size * _element_size(dtype, bytes_per_string_element)
        slices_per_shard = max(1, math.floor(max_shard_bytes / slice_bytes))
        shards = int(math.ceil(size / slices_per_shard))
        return _only(shape, axis, min(max_shards, shards) if max_shards else shards)

    return partitioner


def min_max_variable_partitioner(max_partitions=1, axis=0, min_slice_size=256 << 10, bytes_per_string_element=16):
    def partitioner(shape, dtype):
        total = shape.num_elements() * _element_size(dtype, bytes_per_string_element)
        return _only(shape, axis, max(1, min(shape[axis].value, max_partitions, max(1, total // min_slice_size))))

    return partitioner

"""Helpers of the contrib layers (tensorflow/contrib/layers/python/layers/utils.py)."""

# models: tf.contrib.layers.python.layers.utils, tf.contrib.slim.utils

from collections import OrderedDict, namedtuple

import tensorflow as tf
from tfscope_primitives import constant_of

NamedOutputs = namedtuple("NamedOutputs", ["name", "outputs"])


def collect_named_outputs(collections, alias, outputs):
    """Puts `outputs` into the collections under the name `alias`; a program reads them as end points."""
    if collections:
        append_tensor_alias(outputs, alias)
        tf.add_to_collections(collections, outputs)
    return outputs


def append_tensor_alias(tensor, alias):
    if alias[-1] == "/":
        alias = alias[:-1]
    if hasattr(tensor, "aliases"):
        tensor.aliases.append(alias)
    else:
        tensor.aliases = [alias]
    return tensor


def gather_tensors_aliases(tensors):
    aliases = []
    for tensor in tensors:
        aliases += get_tensor_aliases(tensor)
    return aliases


def get_tensor_aliases(tensor):
    if hasattr(tensor, "aliases"):
        return tensor.aliases
    return [tensor.op.name] if tensor.name[-2:] == ":0" else [tensor.name]


def convert_collection_to_dict(collection, clear_collection=False):
    output = OrderedDict()
    for tensor in tf.get_collection(collection):
        for alias in get_tensor_aliases(tensor):
            output[alias] = tensor
    if clear_collection:
        tf.get_default_graph().clear_collection(collection)
    return output


def constant_value(value_or_tensor_or_var, dtype=None):
    """A Python value as it is, a constant tensor's value, None for what TensorFlow does not know statically."""
    if value_or_tensor_or_var is None:
        raise ValueError("value_or_tensor_or_var cannot be None")
    return constant_of(value_or_tensor_or_var)


def static_cond(pred, fn1, fn2):
    return fn1() if pred else fn2()


def smart_cond(pred, fn1, fn2, name=None):
    value = constant_value(pred)
    if value is not None:
        return static_cond(value, fn1, fn2)
    return tf.cond(pred, fn1, fn2, name=name)


def get_variable_collections(variables_collections, name):
    if isinstance(variables_collections, dict):
        return variables_collections.get(name, None)
    return variables_collections


def _dimension(shape, dim, min_rank=1):
    dims = shape.dims
    if dims is None:
        raise ValueError("dims of shape must be known but is None")
    if len(dims) < min_rank:
        raise ValueError("rank of shape must be at least %d not: %d" % (min_rank, len(dims)))
    value = dims[dim].value
    if value is None:
        raise ValueError("dimension %d of shape must be known but is None: %s" % (dim, shape))
    return value


def channel_dimension(shape, data_format, min_rank=1):
    return _dimension(shape, 1 if data_format == "channels_first" else -1, min_rank=min_rank)


def last_dimension(shape, min_rank=1):
    return _dimension(shape, -1, min_rank=min_rank)


def two_element_tuple(int_or_tuple):
    if isinstance(int_or_tuple, (list, tuple)):
        if len(int_or_tuple) != 2:
            raise ValueError("Must be a list with 2 elements: %s" % int_or_tuple)
        return int(int_or_tuple[0]), int(int_or_tuple[1])
    if isinstance(int_or_tuple, tf.TensorShape):
        return int_or_tuple[0], int_or_tuple[1]
    return int(int_or_tuple), int(int_or_tuple)


def n_positive_integers(n, value):
    if isinstance(value, (list, tuple)):
        if len(value) != n:
            raise ValueError("Expected sequence of %d positive integers, but received %r" % (n, value))
        return tuple(int(item) for item in value)
    return (int(value),) * n

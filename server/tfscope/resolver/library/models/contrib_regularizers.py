"""Initializers, regularizers and summaries of contrib layers (tensorflow/contrib/layers/python/layers/)."""

# models: tf.contrib.layers, tf.contrib.layers.python.layers, tf.contrib.slim, tf.contrib.layers.python.layers.initializers
# models: tf.contrib.layers.python.layers.regularizers, tf.contrib.layers.python.layers.summaries
# models: tf.contrib.layers.summaries, tf.contrib.slim.summaries, tf.contrib.slim.initializers
# models: tf.contrib.slim.regularizers

import re

import tensorflow as tf
from tfscope_primitives import is_unknown, tensor

# -- initializers


def variance_scaling_initializer(factor=2.0, mode="FAN_IN", uniform=False, seed=None, dtype=tf.float32):
    def _initializer(shape, dtype=dtype, partition_info=None):
        return tensor(shape, dtype, "random_uniform" if uniform else "truncated_normal")

    return _initializer


def xavier_initializer(uniform=True, seed=None, dtype=tf.float32):
    return variance_scaling_initializer(factor=1.0, mode="FAN_AVG", uniform=uniform, seed=seed, dtype=dtype)


xavier_initializer_conv2d = xavier_initializer


# -- regularizers: functions of a variable; a scale of 0 gives one without a loss


def _scaled(scale, scope, default_name):
    if is_unknown(scale):
        scale = 1.0
    if isinstance(scale, int):
        raise ValueError("scale cannot be an integer: %s" % scale)
    if scale == 0.0:
        return lambda weights: None

    def regularizer(weights, name=None):
        with tf.name_scope(scope, default_name, [weights]) as name:
            return tensor([], weights.dtype, default_name, name)

    return regularizer


def l1_regularizer(scale, scope=None):
    return _scaled(scale, scope, "l1_regularizer")


def l2_regularizer(scale, scope=None):
    return _scaled(scale, scope, "l2_regularizer")


def l1_l2_regularizer(scale_l1=1.0, scale_l2=1.0, scope=None):
    scope = scope or "l1_l2_regularizer"
    if not is_unknown(scale_l1) and scale_l1 == 0.0:
        return l2_regularizer(scale_l2, scope)
    if not is_unknown(scale_l2) and scale_l2 == 0.0:
        return l1_regularizer(scale_l1, scope)
    return sum_regularizer([l1_regularizer(scale_l1), l2_regularizer(scale_l2)], scope=scope)


def sum_regularizer(regularizer_list, scope=None):
    regularizer_list = [regularizer for regularizer in regularizer_list if regularizer is not None]
    if not regularizer_list:
        return None

    def sum_reg(weights):
        with tf.name_scope(scope, "sum_regularizer", [weights]) as name:
            losses = [loss for loss in [regularizer(weights) for regularizer in regularizer_list] if loss is not None]
            return tf.add_n(losses, name=name) if losses else None

    return sum_reg


def apply_regularization(regularizer, weights_list=None):
    if not weights_list:
        weights_list = tf.get_collection(tf.GraphKeys.WEIGHTS)
    if not weights_list:
        raise ValueError("No weights to regularize.")
    with tf.name_scope("get_regularization_penalty", values=weights_list) as scope:
        for weights in weights_list:
            regularizer(weights)
        penalty = tensor([], tf.float32, "AddN", scope)
        tf.add_to_collection(tf.GraphKeys.REGULARIZATION_LOSSES, penalty)
        return penalty


# -- summaries


def summarize_tensor(tensor, tag=None):
    tag = tag or "%s_summary" % tensor.op.name
    return tf.summary.scalar(tag, tensor) if tensor.get_shape().ndims == 0 else tf.summary.histogram(tag, tensor)


def summarize_activation(op):
    return tf.summary.histogram("%s/activation" % op.op.name, op)


def summarize_tensors(tensors, summarizer=summarize_tensor):
    return [summarizer(item) for item in tensors]


def summarize_collection(collection, name_filter=None, summarizer=summarize_tensor):
    items = [op for op in tf.get_collection(collection) if name_filter is None or re.match(name_filter, op.op.name)]
    return summarize_tensors(items, summarizer)


def summarize_activations(name_filter=None, summarizer=summarize_activation):
    return summarize_collection(tf.GraphKeys.ACTIVATIONS, name_filter, summarizer)


def summarize_variables(name_filter=None, summarizer=summarize_tensor):
    return summarize_collection(tf.GraphKeys.GLOBAL_VARIABLES, name_filter, summarizer)


def summarize_weights(name_filter=None, summarizer=summarize_tensor):
    return summarize_collection(tf.GraphKeys.WEIGHTS, name_filter, summarizer)


def summarize_biases(name_filter=None, summarizer=summarize_tensor):
    return summarize_collection(tf.GraphKeys.BIASES, name_filter, summarizer)


def add_histogram_summary(tensor, name=None, prefix=None, print_summary=False):
    return summarize_tensor(tensor, name)


def add_scalar_summary(tensor, name=None, prefix=None, print_summary=False):
    return summarize_tensor(tensor, name)


def add_image_summary(tensor, name=None, prefix=None, print_summary=False):
    return None


def add_histogram_summaries(tensors, prefix=None):
    return None


def add_scalar_summaries(tensors, prefix=None):
    return None


def add_zero_fraction_summary(tensor, name=None, prefix=None, print_summary=False):
    return None


def add_image_summaries(tensors, prefix=None):
    return None

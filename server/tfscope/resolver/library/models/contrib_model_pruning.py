"""Weights with masks (tensorflow/contrib/model_pruning/python/pruning.py)."""

# models: tf.contrib.model_pruning, tf.contrib.model_pruning.python.pruning

import tensorflow as tf

_MASKS, _THRESHOLDS, _MASKED_WEIGHTS, _WEIGHTS = "masks", "thresholds", "masked_weights", "kernel"


def apply_mask(x, scope=""):
    with tf.variable_scope(scope):
        mask = tf.get_variable("mask", x.shape, initializer=tf.ones_initializer(), trainable=False, dtype=x.dtype)
    with tf.variable_scope(scope):
        threshold = tf.get_variable("threshold", [], initializer=tf.zeros_initializer(), trainable=False, dtype=x.dtype)
    masked_weights = tf.multiply(mask, x, "weights/masked_weight")
    if mask not in tf.get_collection(_MASKS):
        tf.add_to_collection(_THRESHOLDS, threshold)
        tf.add_to_collection(_MASKS, mask)
        tf.add_to_collection(_MASKED_WEIGHTS, masked_weights)
        tf.add_to_collection(_WEIGHTS, x)
    return masked_weights


def get_masked_weights():
    return tf.get_collection(_MASKED_WEIGHTS)


def get_masks():
    return tf.get_collection(_MASKS)


def get_thresholds():
    return tf.get_collection(_THRESHOLDS)


def get_weights():
    return tf.get_collection(_WEIGHTS)

"""`tf.contrib.crf` (tensorflow/contrib/crf/python/ops/crf.py)."""

# models: tf.contrib.crf, tf.contrib.crf.python.ops.crf

import tensorflow as tf
from tfscope_primitives import dims, is_unknown, tensor, unknown


def _batch(inputs):
    shape = dims(inputs)
    return shape if is_unknown(shape) or shape is None else list(shape)[:1]


def crf_log_likelihood(inputs, tag_indices, sequence_lengths, transition_params=None):
    """Makes the transitions in the current variable scope unless they are given."""
    num_tags = inputs.get_shape()[2].value
    if transition_params is None:
        transition_params = tf.get_variable("transitions", [num_tags, num_tags])
    return tensor(_batch(inputs), inputs.dtype, "sub"), transition_params


def crf_decode(potentials, transition_params, sequence_length):
    shape = dims(potentials)
    tags = shape if is_unknown(shape) or shape is None else list(shape)[:2]
    return tensor(tags, tf.int32), tensor(_batch(potentials), potentials.dtype)


def _score(inputs):
    return tensor(_batch(inputs), inputs.dtype)


def crf_sequence_score(inputs, tag_indices, sequence_lengths, transition_params):
    return _score(inputs)


def crf_multitag_sequence_score(inputs, tag_bitmap, sequence_lengths, transition_params):
    return _score(inputs)


def crf_log_norm(inputs, sequence_lengths, transition_params):
    return _score(inputs)


def crf_unary_score(tag_indices, sequence_lengths, inputs):
    return _score(inputs)


def crf_binary_score(tag_indices, sequence_lengths, transition_params):
    shape = dims(tag_indices)
    return tensor(shape if is_unknown(shape) or shape is None else list(shape)[:1], transition_params.dtype)


def viterbi_decode(score, transition_params):
    return unknown("viterbi"), unknown("viterbi_score")

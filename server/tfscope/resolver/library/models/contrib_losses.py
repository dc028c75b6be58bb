"""The older losses, predictions first (tensorflow/contrib/losses/python/losses/loss_ops.py)."""

# models: tf.contrib.losses, tf.contrib.slim.losses, tf.contrib.losses.python.losses
# models: tf.contrib.losses.python.losses.loss_ops

import tensorflow as tf
from tensorflow.contrib.framework.python.ops.arg_scope import add_arg_scope
from tfscope_primitives import dims, tensor

_new = tf.losses
get_losses = _new.get_losses
get_regularization_losses = _new.get_regularization_losses
add_loss = add_arg_scope(_new.add_loss)


def get_total_loss(add_regularization_losses=True, name="total_loss"):
    return _new.get_total_loss(add_regularization_losses, name)


def compute_weighted_loss(losses, weights=1.0, scope=None):
    return _new.compute_weighted_loss(losses, weights, scope)


def absolute_difference(predictions, labels=None, weights=1.0, scope=None):
    return _new.absolute_difference(labels, predictions, weights, scope)


def sigmoid_cross_entropy(logits, multi_class_labels, weights=1.0, label_smoothing=0, scope=None):
    return _new.sigmoid_cross_entropy(multi_class_labels, logits, weights, label_smoothing, scope)


def softmax_cross_entropy(logits, onehot_labels, weights=1.0, label_smoothing=0, scope=None):
    return _new.softmax_cross_entropy(onehot_labels, logits, weights, label_smoothing, scope)


def sparse_softmax_cross_entropy(logits, labels, weights=1.0, scope=None):
    return _new.sparse_softmax_cross_entropy(labels, logits, weights, scope)


def log_loss(predictions, labels=None, weights=1.0, epsilon=1e-7, scope=None):
    return _new.log_loss(labels, predictions, weights, epsilon, scope)


def hinge_loss(logits, labels=None, scope=None):
    """Not weighted, not in the collection."""
    with tf.name_scope(scope, "hinge_loss", [logits, labels]):
        return tensor(dims(logits), logits.dtype, "Relu", inputs=[logits])


def mean_squared_error(predictions, labels=None, weights=1.0, scope=None):
    return _new.mean_squared_error(labels, predictions, weights, scope)


def mean_pairwise_squared_error(predictions, labels=None, weights=1.0, scope=None):
    return _new.mean_pairwise_squared_error(labels, predictions, weights, scope)


def cosine_distance(predictions, labels=None, axis=None, weights=1.0, scope=None, dim=None):
    return _new.cosine_distance(labels, predictions, axis, weights, scope, dim=dim)

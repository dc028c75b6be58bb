"""Metrics and their local variables (tensorflow/python/ops/metrics_impl.py). A metric gives (value, update op)."""

# models: tf.metrics, tf.python.ops.metrics, tf.python.ops.metrics_impl

import tensorflow as tf
from tfscope_primitives import dims, tensor


def metric_variable(shape, dtype, validate_shape=True, name=None):
    """In the current name scope, never in the variable store; the initial value is a function, for `tf.cond`'s sake."""
    return tf.Variable(lambda: tensor(shape, dtype, inputs=[]), trainable=False, name=name,
                       collections=[tf.GraphKeys.LOCAL_VARIABLES, tf.GraphKeys.METRIC_VARIABLES])


def _result(metrics_collections, updates_collections, shape=(), dtype=tf.float32, names=("value", "update_op")):
    value, update = [tensor(shape, dtype, name, inputs=[]) for name in names]
    return _collected(metrics_collections, updates_collections, value, update)


def _collected(metrics_collections, updates_collections, value, update):
    if metrics_collections:
        tf.add_to_collections(metrics_collections, value)
    if updates_collections:
        tf.add_to_collections(updates_collections, update)
    return value, update


def mean(values, weights=None, metrics_collections=None, updates_collections=None, name=None):
    with tf.variable_scope(name, "mean", (values, weights)):
        metric_variable([], tf.float32, name="total")
        metric_variable([], tf.float32, name="count")
        return _result(metrics_collections, updates_collections)


def mean_tensor(values, weights=None, metrics_collections=None, updates_collections=None, name=None):
    with tf.variable_scope(name, "mean", (values, weights)):
        shape = dims(values)
        metric_variable(shape, tf.float32, name="total_tensor")
        metric_variable(shape, tf.float32, name="count_tensor")
        return _result(metrics_collections, updates_collections, shape)


def accuracy(labels, predictions, weights=None, metrics_collections=None, updates_collections=None, name=None):
    if labels.dtype != predictions.dtype:
        predictions = tf.cast(predictions, labels.dtype)
    correct = tf.cast(tf.equal(predictions, labels), tf.float32)
    return mean(correct, weights, metrics_collections, updates_collections, name or "accuracy")


def mean_absolute_error(labels, predictions, weights=None, metrics_collections=None, updates_collections=None,
                        name=None):
    return mean(tf.abs(predictions - labels), weights, metrics_collections, updates_collections,
                name or "mean_absolute_error")


def mean_squared_error(labels, predictions, weights=None, metrics_collections=None, updates_collections=None,
                       name=None):
    return mean(tf.squared_difference(labels, predictions), weights, metrics_collections, updates_collections,
                name or "mean_squared_error")


def mean_relative_error(labels, predictions, normalizer, weights=None, metrics_collections=None,
                        updates_collections=None, name=None):
    return mean(predictions, weights, metrics_collections, updates_collections, name or "mean_relative_error")


def mean_cosine_distance(labels, predictions, dim, weights=None, metrics_collections=None, updates_collections=None,
                         name=None):
    value, update = mean(tf.multiply(predictions, labels), weights, name=name or "mean_cosine_distance")
    return _collected(metrics_collections, updates_collections, tf.subtract(1.0, value), tf.subtract(1.0, update))


def percentage_below(values, threshold, weights=None, metrics_collections=None, updates_collections=None, name=None):
    return mean(tf.cast(tf.less(values, threshold), tf.float32), weights, metrics_collections, updates_collections,
                name or "percentage_below_threshold")


def root_mean_squared_error(labels, predictions, weights=None, metrics_collections=None, updates_collections=None,
                            name=None):
    value, update = mean_squared_error(labels, predictions, weights, name=name or "root_mean_squared_error")
    return _collected(metrics_collections, updates_collections, tf.sqrt(value), tf.sqrt(update))


def mean_per_class_accuracy(labels, predictions, num_classes, weights=None, metrics_collections=None,
                            updates_collections=None, name=None):
    with tf.variable_scope(name, "mean_accuracy", (predictions, labels, weights)):
        metric_variable([num_classes], tf.float32, name="total")
        metric_variable([num_classes], tf.float32, name="count")
        return _result(metrics_collections, updates_collections, names=("mean_accuracy", "update_op"))


def mean_iou(labels, predictions, num_classes, weights=None, metrics_collections=None, updates_collections=None,
             name=None):
    with tf.variable_scope(name, "mean_iou", (predictions, labels, weights)):
        metric_variable([num_classes, num_classes], tf.float64, name="total_confusion_matrix")
        return _result(metrics_collections, updates_collections, names=("Select_1", "AssignAdd"))


# -- counts of a condition

_COUNTED = ("Identity", "AssignAdd")


def _count(default_name):
    def metric(labels, predictions, weights=None, metrics_collections=None, updates_collections=None, name=None):
        with tf.variable_scope(name, default_name, (predictions, labels, weights)):
            metric_variable([], tf.float32, name="count")
            return _result(metrics_collections, updates_collections, names=_COUNTED)

    return metric


true_positives = _count("true_positives")
false_positives = _count("false_positives")
true_negatives = _count("true_negatives")
false_negatives = _count("false_negatives")


def precision(labels, predictions, weights=None, metrics_collections=None, updates_collections=None, name=None):
    with tf.variable_scope(name, "precision", (predictions, labels, weights)):
        true_positives(labels, predictions, weights)
        false_positives(labels, predictions, weights)
        return _result(metrics_collections, updates_collections)


def recall(labels, predictions, weights=None, metrics_collections=None, updates_collections=None, name=None):
    with tf.variable_scope(name, "recall", (predictions, labels, weights)):
        true_positives(labels, predictions, weights)
        false_negatives(labels, predictions, weights)
        return _result(metrics_collections, updates_collections)


# -- at thresholds

_CONFUSION = ("true_positives", "false_negatives", "true_negatives", "false_positives")


def _at_thresholds(count, includes=_CONFUSION):
    for name in _CONFUSION:
        if name in includes:
            metric_variable([count], tf.float32, name=name)


def auc(labels, predictions, weights=None, num_thresholds=200, metrics_collections=None, updates_collections=None,
        curve="ROC", name=None, summation_method="trapezoidal", thresholds=None):
    with tf.variable_scope(name, "auc", (labels, predictions, weights)):
        _at_thresholds(num_thresholds if thresholds is None else len(thresholds) + 2)
        return _result(metrics_collections, updates_collections)


def _counts_at_thresholds(default_name):
    def metric(labels, predictions, thresholds, weights=None, metrics_collections=None, updates_collections=None,
               name=None):
        with tf.variable_scope(name, default_name, (predictions, labels, weights)):
            _at_thresholds(len(thresholds), (default_name,))
            return _result(metrics_collections, updates_collections, [len(thresholds)], names=_COUNTED)

    return metric


true_positives_at_thresholds = _counts_at_thresholds("true_positives")
false_positives_at_thresholds = _counts_at_thresholds("false_positives")
true_negatives_at_thresholds = _counts_at_thresholds("true_negatives")
false_negatives_at_thresholds = _counts_at_thresholds("false_negatives")


def precision_at_thresholds(labels, predictions, thresholds, weights=None, metrics_collections=None,
                            updates_collections=None, name=None):
    with tf.variable_scope(name, "precision_at_thresholds", (predictions, labels, weights)):
        _at_thresholds(len(thresholds), ("true_positives", "false_positives"))
        names = ("precision_value", "precision_update_op")
        return _result(metrics_collections, updates_collections, [len(thresholds)], names=names)


def recall_at_thresholds(labels, predictions, thresholds, weights=None, metrics_collections=None,
                         updates_collections=None, name=None):
    with tf.variable_scope(name, "recall_at_thresholds", (predictions, labels, weights)):
        _at_thresholds(len(thresholds), ("true_positives", "false_negatives"))
        names = ("recall_value", "recall_update_op")
        return _result(metrics_collections, updates_collections, [len(thresholds)], names=names)


def _at_operating_point(default_name):
    def metric(labels, predictions, threshold, weights=None, num_thresholds=200, metrics_collections=None,
               updates_collections=None, name=None, **kwargs):
        with tf.variable_scope(name, default_name, (predictions, labels, weights)):
            _at_thresholds(num_thresholds)
            return _result(metrics_collections, updates_collections)

    return metric


def sensitivity_at_specificity(labels, predictions, specificity, *args, **kwargs):
    return _at_operating_point("sensitivity_at_specificity")(labels, predictions, specificity, *args, **kwargs)


def specificity_at_sensitivity(labels, predictions, sensitivity, *args, **kwargs):
    return _at_operating_point("specificity_at_sensitivity")(labels, predictions, sensitivity, *args, **kwargs)


# -- among the best k: the variables are named by a name scope, as is


def _at_k_name(name, k=None, class_id=None):
    name = "%s_at_%d" % (name, k) if k is not None else "%s_at_k" % name
    return "%s_class%d" % (name, class_id) if class_id is not None else name


def _streaming_at_k(name, k, class_id):
    with tf.name_scope(None, _at_k_name(name, k, class_id)) as scope:
        metric_variable([], tf.float64, name=scope)


def _ratio_at_k(metric_name, other, k, class_id, metrics_collections, updates_collections, name):
    with tf.name_scope(name, _at_k_name(metric_name, k, class_id)) as scope:
        _streaming_at_k("true_positive", k, class_id)
        _streaming_at_k(other, k, class_id)
        return _result(metrics_collections, updates_collections, (), tf.float64, (scope, "update"))


def recall_at_k(labels, predictions, k, class_id=None, weights=None, metrics_collections=None,
                updates_collections=None, name=None):
    with tf.name_scope(name, _at_k_name("recall", k, class_id)) as scope:
        return recall_at_top_k(labels, predictions, k, class_id, weights, metrics_collections, updates_collections,
                               scope)


def recall_at_top_k(labels, predictions_idx, k=None, class_id=None, weights=None, metrics_collections=None,
                    updates_collections=None, name=None):
    return _ratio_at_k("recall", "false_negative", k, class_id, metrics_collections, updates_collections, name)


def precision_at_k(labels, predictions, k, class_id=None, weights=None, metrics_collections=None,
                   updates_collections=None, name=None):
    with tf.name_scope(name, _at_k_name("precision", k, class_id)) as scope:
        return precision_at_top_k(labels, predictions, k, class_id, weights, metrics_collections,
                                  updates_collections, scope)


sparse_precision_at_k = precision_at_k


def precision_at_top_k(labels, predictions_idx, k=None, class_id=None, weights=None, metrics_collections=None,
                       updates_collections=None, name=None):
    return _ratio_at_k("precision", "false_positive", k, class_id, metrics_collections, updates_collections, name)


def average_precision_at_k(labels, predictions, k, weights=None, metrics_collections=None, updates_collections=None,
                           name=None):
    with tf.name_scope(name, _at_k_name("average_precision", k)) as scope:
        tensor((), tf.float64, "Max", inputs=[])
        for part in ("max", "total"):
            with tf.name_scope(None, part) as part_scope:
                metric_variable([], tf.float64, name=part_scope)
        return _result(metrics_collections, updates_collections, (), tf.float64, ("mean", scope))


sparse_average_precision_at_k = average_precision_at_k

"""`tf.contrib.metrics`: mostly `tf.metrics` under older names (tensorflow/contrib/metrics/python/ops/metric_ops.py)."""

# models: tf.contrib.metrics

import tensorflow as tf


def _swapped(metric):
    """The streaming metrics take the predictions first."""

    def streaming(predictions, labels, *args, **kwargs):
        return metric(labels, predictions, *args, **kwargs)

    return streaming


def streaming_mean(values, weights=None, metrics_collections=None, updates_collections=None, name=None):
    return tf.metrics.mean(values, weights, metrics_collections, updates_collections, name)


streaming_mean_tensor = tf.metrics.mean_tensor
streaming_accuracy = _swapped(tf.metrics.accuracy)
streaming_precision = _swapped(tf.metrics.precision)
streaming_recall = _swapped(tf.metrics.recall)
streaming_true_positives = _swapped(tf.metrics.true_positives)
streaming_true_negatives = _swapped(tf.metrics.true_negatives)
streaming_false_positives = _swapped(tf.metrics.false_positives)
streaming_false_negatives = _swapped(tf.metrics.false_negatives)
streaming_auc = _swapped(tf.metrics.auc)
streaming_precision_at_thresholds = _swapped(tf.metrics.precision_at_thresholds)
streaming_recall_at_thresholds = _swapped(tf.metrics.recall_at_thresholds)
streaming_mean_absolute_error = _swapped(tf.metrics.mean_absolute_error)
streaming_mean_squared_error = _swapped(tf.metrics.mean_squared_error)
streaming_root_mean_squared_error = _swapped(tf.metrics.root_mean_squared_error)
streaming_mean_cosine_distance = _swapped(tf.metrics.mean_cosine_distance)
streaming_mean_iou = _swapped(tf.metrics.mean_iou)
streaming_sparse_precision_at_k = _swapped(tf.metrics.sparse_precision_at_k)
streaming_sparse_recall_at_k = _swapped(tf.metrics.recall_at_k)
streaming_sparse_average_precision_at_k = _swapped(tf.metrics.average_precision_at_k)


def accuracy(predictions, labels, weights=None, name=None):
    with tf.name_scope(name, "accuracy"):
        return tf.reduce_mean(tf.cast(tf.equal(predictions, labels), tf.float32))


def aggregate_metrics(*value_update_tuples):
    if not value_update_tuples:
        raise ValueError("Expected at least one value_tensor/update_op pair")
    values, updates = zip(*value_update_tuples)
    return list(values), list(updates)


def aggregate_metric_map(names_to_tuples):
    names = list(names_to_tuples.keys())
    return (dict((name, names_to_tuples[name][0]) for name in names),
            dict((name, names_to_tuples[name][1]) for name in names))

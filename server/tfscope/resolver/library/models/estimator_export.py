"""What an estimator is fed with and exports: input receivers, input functions (estimator/export, estimator/inputs)."""

# models: tf.estimator.export, tf.estimator.inputs, tf.python.estimator.export.export

import collections

import tensorflow as tf
from tfscope_primitives import dims, is_unknown, tensor, unknown

ServingInputReceiver = collections.namedtuple(
    "ServingInputReceiver", ["features", "receiver_tensors", "receiver_tensors_alternatives"])
ServingInputReceiver.__new__.__defaults__ = (None,)
TensorServingInputReceiver = ServingInputReceiver


class ExportOutput(object):
    def __init__(self, *args, **kwargs):
        self.outputs = args[0] if args else kwargs.get("outputs")


ClassificationOutput = PredictOutput = RegressionOutput = ExportOutput


def build_raw_serving_input_receiver_fn(features, default_batch_size=None):
    def serving_input_receiver_fn():
        receivers = {}
        for name in features:
            shape = dims(features[name])
            receivers[name] = tf.placeholder(features[name].dtype, [default_batch_size] + list(shape[1:]), name)
        return ServingInputReceiver(receivers, receivers)

    return serving_input_receiver_fn


def build_parsing_serving_input_receiver_fn(feature_spec, default_batch_size=None):
    def serving_input_receiver_fn():
        serialized = tf.placeholder(tf.string, [default_batch_size], "input_example_tensor")
        return ServingInputReceiver(tf.parse_example(serialized, feature_spec), {"examples": serialized})

    return serving_input_receiver_fn


def _column(values, batch_size):
    shape = dims(values)
    return tensor(shape if is_unknown(shape) or shape is None else [None] + list(shape[1:]),
                  tf.convert_to_tensor(values).dtype if isinstance(values, (list, tuple)) else values.dtype, inputs=[])


def numpy_input_fn(x, y=None, batch_size=128, num_epochs=1, shuffle=None, queue_capacity=1000, num_threads=1):
    """Batches of unknown size from a queue in the graph."""

    def column(values):
        return values if is_unknown(values) else _column(values, batch_size)

    def input_fn():
        with tf.name_scope("enqueue_input"):
            pass
        features = {key: column(x[key]) for key in x} if isinstance(x, dict) else column(x)
        if y is None:
            return features
        labels = {key: column(y[key]) for key in y} if isinstance(y, dict) else column(y)
        return features, labels

    return input_fn


def pandas_input_fn(x, y=None, *args, **kwargs):
    return lambda: (unknown("features"), unknown("labels"))

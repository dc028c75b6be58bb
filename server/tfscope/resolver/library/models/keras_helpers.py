"""Keras' functions: activations, regularizers, constraints, utils, callbacks (tensorflow/python/keras/)."""

# models: keras.activations, keras.regularizers, keras.constraints, keras.utils, keras.callbacks, keras.losses, keras.metrics, keras.utils.np_utils
# models: tf.keras.activations, tf.keras.regularizers, tf.keras.constraints, tf.keras.utils, tf.keras.callbacks
# models: tf.keras.losses, tf.keras.metrics

import functools

import tensorflow as tf
from tfscope_primitives import dims, is_unknown, own_store, tensor, unknown

# -- TensorFlow 1's variables in layers of TensorFlow 2


def track_tf1_style_variables(method):
    """variable_scope_shim.py of tf_keras: each layer has a store of its own, which always reuses."""

    @functools.wraps(method)
    def tracked(self, *args, **kwargs):
        if getattr(self, "_tf1_style_var_store", None) is None:
            self._tf1_style_var_store = own_store()
        with self._tf1_style_var_store:
            return method(self, *args, **kwargs)

    return tracked


# -- activations and losses: one op of the arguments' shape


def linear(x):
    return x


def _alike(x):
    return tensor(dims(x), x.dtype, inputs=[x])


selu, tanh, sigmoid, softplus, softsign, softmax = (
    tf.nn.selu, tf.tanh, tf.sigmoid, tf.nn.softplus, tf.nn.softsign, tf.nn.softmax)


def relu(x, alpha=0.0, max_value=None, threshold=0):
    return tf.nn.relu(x) if alpha == 0.0 and max_value is None and threshold == 0 else _alike(x)


def elu(x, alpha=1.0):
    return tf.nn.elu(x) if alpha == 1 else _alike(x)


def function_of(layer):
    """A merging layer as a function: `tf.keras.layers.add` of `Add`."""

    def merge(inputs, **kwargs):
        return layer(**kwargs)(inputs)

    return merge


def hard_sigmoid(x):
    return _alike(x)


exponential = hard_sigmoid


def get(identifier):
    """A function by its name; anything else as it is."""
    if isinstance(identifier, str):
        return {"linear": linear, "relu": relu, "tanh": tanh, "sigmoid": sigmoid, "softmax": softmax, "elu": elu,
                "selu": selu, "softplus": softplus, "softsign": softsign}.get(identifier, hard_sigmoid)
    return linear if identifier is None else identifier


def deserialize(name, custom_objects=None):
    return (custom_objects or {}).get(name) or get(name)


def _row_loss(y_true, y_pred, *args, **kwargs):
    shape = dims(y_pred)
    return tensor(shape if shape is None or is_unknown(shape) else shape[:-1], y_pred.dtype, inputs=[y_pred])


mean_squared_error = mean_absolute_error = binary_crossentropy = categorical_crossentropy = _row_loss
sparse_categorical_crossentropy = hinge = squared_hinge = kullback_leibler_divergence = poisson = _row_loss
cosine_similarity = logcosh = mean_absolute_percentage_error = mean_squared_logarithmic_error = _row_loss
mse = MSE = mae = MAE = _row_loss


# -- regularizers and constraints


class Regularizer:
    def __init__(self, *args, **kwargs):
        self.arguments = args

    def __call__(self, x):
        return tensor([], x.dtype, "add", inputs=[x])

    def get_config(self):
        return {}


class L1L2(Regularizer):
    pass


def l1(l=0.01):  # noqa: E741 - the name Keras gives it
    return L1L2(l)


def l2(l=0.01):  # noqa: E741 - the name Keras gives it
    return L1L2(l)


def l1_l2(l1=0.01, l2=0.01):
    return L1L2(l1, l2)


class Constraint:
    def __init__(self, *args, **kwargs):
        self.arguments = args

    def __call__(self, w):
        return w


class MaxNorm(Constraint):
    pass


class NonNeg(Constraint):
    pass


class UnitNorm(Constraint):
    pass


class MinMaxNorm(Constraint):
    pass


max_norm, non_neg, unit_norm, min_max_norm = MaxNorm, NonNeg, UnitNorm, MinMaxNorm


# -- utils and callbacks


def multi_gpu_model(model, gpus=None, cpu_merge=True, cpu_relocation=False):
    return model


def plot_model(*args, **kwargs):
    return None


def to_categorical(y, num_classes=None, dtype="float32"):
    return unknown("categorical")


normalize = get_file = to_categorical


class Progbar:
    def __init__(self, *args, **kwargs):
        self.target = None

    def update(self, *args, **kwargs):
        return None

    add = update


class Sequence:
    pass


class Callback:
    def __init__(self, *args, **kwargs):
        self.model = None

    def set_model(self, model):
        self.model = model


EarlyStopping = ModelCheckpoint = TensorBoard = LearningRateScheduler = ReduceLROnPlateau = CSVLogger = Callback
LambdaCallback = TerminateOnNaN = ProgbarLogger = History = BaseLogger = RemoteMonitor = Callback

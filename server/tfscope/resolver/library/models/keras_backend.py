"""tf.keras.backend (tensorflow/python/keras/backend.py)."""

# models: keras.backend, keras.backend.tensorflow_backend
# models: tf.keras.backend, tf.python.keras.backend

import tensorflow as tf
from tensorflow.python.layers.utils import conv_output_length
from tfscope_primitives import dims, object_number, tensor, unknown

_SETTINGS = {"image_data_format": "channels_last", "floatx": "float32", "epsilon": 1e-7}


def image_data_format():
    return _SETTINGS["image_data_format"]


def set_image_data_format(data_format):
    _SETTINGS["image_data_format"] = data_format


def floatx():
    return _SETTINGS["floatx"]


def set_floatx(value):
    _SETTINGS["floatx"] = value


def epsilon():
    return _SETTINGS["epsilon"]


def backend():
    return "tensorflow"


def get_uid(prefix=""):
    return object_number("uid of " + prefix) + 1


def clear_session():
    tf.reset_default_graph()


def get_session(op_input_list=()):
    return unknown("session")


def set_session(session):
    return None


def set_learning_phase(value):
    _SETTINGS["learning_phase"] = value


def learning_phase():
    if "learning_phase" in _SETTINGS:
        return _SETTINGS["learning_phase"]
    return tensor([], tf.bool, "keras_learning_phase", inputs=())


def in_train_phase(x, alt, training=None):
    return x() if callable(x) else x


def in_test_phase(x, alt, training=None):
    return x() if callable(x) else x


def variable(value, dtype=None, name=None, constraint=None):
    return tf.Variable(value, dtype=dtype, name=name)


def placeholder(shape=None, ndim=None, dtype=None, sparse=False, name=None):
    if shape is None and ndim is not None:
        shape = [None] * ndim
    return tf.placeholder(dtype or floatx(), shape=shape, name=name)


def constant(value, dtype=None, shape=None, name=None):
    return tf.constant(value, dtype=dtype or floatx(), shape=shape, name=name)


def is_keras_tensor(x):
    return hasattr(x, "_keras_history")


def int_shape(x):
    return tuple(x.get_shape().as_list())


def ndim(x):
    return x.get_shape().ndims


def dtype(x):
    return x.dtype.base_dtype.name


def shape(x):
    return tf.shape(x)


def count_params(x):
    return x.get_shape().num_elements()


def _variable_of(make):
    def run(shape, dtype=None, name=None):
        return tf.Variable(make(shape, dtype or floatx(), name), dtype=dtype, name=name)

    return run


zeros, ones = _variable_of(tf.zeros), _variable_of(tf.ones)


def cast(x, dtype):
    return tf.cast(x, dtype)


def dot(x, y):
    left, right = dims(x), dims(y)
    return tensor(None if left is None or right is None else left[:-1] + right[:-2] + right[-1:], x.dtype, "MatMul",
                  inputs=[x, y])


def batch_dot(x, y, axes=None):
    left, right = dims(x), dims(y)
    return tensor(None if left is None or right is None else left[:-1] + right[2:], x.dtype, "MatMul", inputs=[x, y])


def _reduction(reduce):
    def run(x, axis=None, keepdims=False):
        return reduce(x, axis=axis, keepdims=keepdims)

    return run


sum, mean, max, min = _reduction(tf.reduce_sum), _reduction(tf.reduce_mean), _reduction(tf.reduce_max), _reduction(
    tf.reduce_min)
prod, any, all = _reduction(tf.reduce_prod), _reduction(tf.reduce_any), _reduction(tf.reduce_all)
logsumexp = _reduction(tf.reduce_logsumexp)
square, abs, sqrt, exp, log, sign, round, sin, cos = (
    tf.square, tf.abs, tf.sqrt, tf.exp, tf.log, tf.sign, tf.round, tf.sin, tf.cos)
relu, elu, softmax, softplus, softsign, tanh, sigmoid = (
    tf.nn.relu, tf.nn.elu, tf.nn.softmax, tf.nn.softplus, tf.nn.softsign, tf.tanh, tf.sigmoid)
maximum, minimum, pow, equal, not_equal, greater, less = (
    tf.maximum, tf.minimum, tf.pow, tf.equal, tf.not_equal, tf.greater, tf.less)
zeros_like, ones_like, identity, stop_gradient, gather, stack, tile, reverse = (
    tf.zeros_like, tf.ones_like, tf.identity, tf.stop_gradient, tf.gather, tf.stack, tf.tile, tf.reverse)
random_normal, random_uniform, truncated_normal = tf.random_normal, tf.random_uniform, tf.truncated_normal
reshape, expand_dims, squeeze, one_hot, map_fn, foldl, foldr = (
    tf.reshape, tf.expand_dims, tf.squeeze, tf.one_hot, tf.map_fn, tf.foldl, tf.foldr)
gradients, switch, name_scope = tf.gradients, tf.cond, tf.name_scope


def argmax(x, axis=-1):
    return tf.argmax(x, axis)


def argmin(x, axis=-1):
    return tf.argmin(x, axis)


def clip(x, min_value, max_value):
    return tf.clip_by_value(x, min_value, max_value)


def l2_normalize(x, axis=None):
    return tf.nn.l2_normalize(x, axis)


def concatenate(tensors, axis=-1):
    return tf.concat(tensors, axis)


def permute_dimensions(x, pattern):
    return tf.transpose(x, perm=pattern)


def transpose(x):
    return tf.transpose(x)


def flatten(x):
    return tf.reshape(x, [-1])


def batch_flatten(x):
    shape = dims(x)
    total = 1
    for size in shape[1:]:
        total = None if total is None or size is None else total * size
    return tensor([shape[0], total], x.dtype, "Reshape", inputs=[x])


def repeat_elements(x, rep, axis):
    shape = dims(x)
    shape[axis] = None if shape[axis] is None else shape[axis] * rep
    return tensor(shape, x.dtype, "concat", inputs=[x])


def dropout(x, level, noise_shape=None, seed=None):
    return tensor(dims(x), x.dtype, inputs=[x])


def hard_sigmoid(x):
    return tensor(dims(x), x.dtype, inputs=[x])


def bias_add(x, bias, data_format=None):
    return tensor(dims(x), x.dtype, "BiasAdd", inputs=[x, bias])


def conv2d(x, kernel, strides=(1, 1), padding="valid", data_format=None, dilation_rate=(1, 1)):
    shape, window = dims(x), dims(kernel)
    sizes = [conv_output_length(size, window[i], padding, strides[i], dilation_rate[i])
             for i, size in enumerate(shape[1:-1])]
    return tensor(shape[:1] + sizes + window[-1:], x.dtype, "Conv2D", inputs=[x, kernel])


def _row_loss(target, output, from_logits=False, axis=-1):
    return tensor(dims(output)[:-1], output.dtype, inputs=[output])


categorical_crossentropy = sparse_categorical_crossentropy = _row_loss


def binary_crossentropy(target, output, from_logits=False):
    return tensor(dims(output), output.dtype, inputs=[output])


def update(x, new_x):
    return tf.assign(x, new_x)


def update_add(x, increment):
    return tf.assign_add(x, increment)


def function(inputs, outputs, updates=None, name=None, **kwargs):
    return unknown("function")


def eval(x):
    return unknown("value")


get_value = batch_get_value = eval


def set_value(x, value):
    return None


batch_set_value = set_value

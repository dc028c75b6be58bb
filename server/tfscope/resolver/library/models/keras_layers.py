"""tf.keras.layers (tensorflow/python/keras/layers/): each layer's variables in their order, and its result's shape."""

# models: tf.keras.layers, tf.python.keras.layers, tf.keras, tf.python.keras

import inspect

import tensorflow as tf
from tensorflow.python.keras.engine.base_layer import Layer
from tensorflow.keras.utils import function_of
from tensorflow.python.layers.utils import conv_output_length, deconv_output_length, normalize_tuple
from tfscope_primitives import dims, is_unknown, tensor


def activated(activation, outputs):
    """`outputs` after an activation given as a function or by name."""
    if activation is None or isinstance(activation, str):
        return outputs
    return activation(outputs)


def _same(inputs, default_name=None):
    return tensor(dims(inputs), inputs.dtype, default_name, inputs=[inputs])


def _is_vague(shape):
    return shape is None or is_unknown(shape)


def _product(sizes):
    result = 1
    for size in sizes:
        result = None if result is None or size is None else result * size
    return result


def _value(dimension):
    return dimension.value if isinstance(dimension, tf.Dimension) else dimension


# -- core layers


class Dense(Layer):
    supports_masking = True

    def __init__(self, units, activation=None, use_bias=True, kernel_initializer="glorot_uniform",
                 bias_initializer="zeros", kernel_regularizer=None, bias_regularizer=None, activity_regularizer=None,
                 kernel_constraint=None, bias_constraint=None, **kwargs):
        super().__init__(**kwargs)
        self.units, self.activation, self.use_bias = int(units), activation, use_bias
        self.kernel_initializer, self.bias_initializer = kernel_initializer, bias_initializer
        self.kernel_regularizer, self.bias_regularizer = kernel_regularizer, bias_regularizer

    def build(self, input_shape):
        last = _value(input_shape[-1])
        self.kernel = self.add_weight("kernel", shape=[last, self.units], initializer=self.kernel_initializer,
                                      regularizer=self.kernel_regularizer, trainable=True)
        self.bias = None
        if self.use_bias:
            self.bias = self.add_weight("bias", shape=[self.units], initializer=self.bias_initializer,
                                        regularizer=self.bias_regularizer, trainable=True)
        self.built = True

    def call(self, inputs):
        shape = dims(inputs)
        outputs = tensor(shape if _is_vague(shape) else shape[:-1] + [self.units], self.kernel.dtype, "MatMul",
                         inputs=[inputs, self.kernel])
        if self.use_bias:
            outputs = tensor(dims(outputs), outputs.dtype, "BiasAdd", inputs=[outputs, self.bias])
        return activated(self.activation, outputs)

    def compute_output_shape(self, input_shape):
        return tf.TensorShape(list(input_shape)[:-1] + [self.units])


class Activation(Layer):
    supports_masking = True

    def __init__(self, activation, **kwargs):
        super().__init__(**kwargs)
        self.activation = activation

    def call(self, inputs):
        return activated(self.activation, inputs) if callable(self.activation) else _same(inputs)


class _Elementwise(Layer):
    """A layer without variables whose result has its input's shape."""

    supports_masking = True

    def __init__(self, *args, **kwargs):
        given = {key: kwargs[key] for key in ("name", "dtype", "trainable", "input_shape", "batch_input_shape")
                 if key in kwargs}
        super().__init__(**given)

    def call(self, inputs, training=None):
        return _same(inputs)


class Dropout(_Elementwise):
    pass


class SpatialDropout1D(_Elementwise):
    pass


class SpatialDropout2D(_Elementwise):
    pass


class SpatialDropout3D(_Elementwise):
    pass


class GaussianNoise(_Elementwise):
    pass


class GaussianDropout(_Elementwise):
    pass


class AlphaDropout(_Elementwise):
    pass


class ActivityRegularization(_Elementwise):
    pass


class Masking(_Elementwise):
    pass


class ReLU(_Elementwise):
    pass


class LeakyReLU(_Elementwise):
    pass


class ELU(_Elementwise):
    pass


class ThresholdedReLU(_Elementwise):
    pass


class Softmax(_Elementwise):
    pass


class PReLU(Layer):
    supports_masking = True

    def __init__(self, alpha_initializer="zeros", alpha_regularizer=None, alpha_constraint=None, shared_axes=None,
                 **kwargs):
        super().__init__(**kwargs)
        self.alpha_initializer, self.alpha_regularizer = alpha_initializer, alpha_regularizer
        self.shared_axes = shared_axes if isinstance(shared_axes, (list, tuple, type(None))) else [shared_axes]

    def build(self, input_shape):
        shape = [_value(size) for size in list(input_shape)[1:]]
        for axis in self.shared_axes or []:
            shape[axis - 1] = 1
        self.alpha = self.add_weight(shape=shape, name="alpha", initializer=self.alpha_initializer,
                                     regularizer=self.alpha_regularizer)
        self.built = True

    def call(self, inputs):
        return tensor(dims(inputs), inputs.dtype, inputs=[inputs, self.alpha])


class Flatten(Layer):
    def __init__(self, data_format=None, **kwargs):
        super().__init__(**kwargs)

    def call(self, inputs):
        shape = dims(inputs)
        return tensor(None if _is_vague(shape) else [shape[0], _product(shape[1:])], inputs.dtype, "Reshape",
                      inputs=[inputs])


class Reshape(Layer):
    def __init__(self, target_shape, **kwargs):
        super().__init__(**kwargs)
        self.target_shape = tuple(target_shape)

    def call(self, inputs):
        shape, target = dims(inputs), list(self.target_shape)
        if _is_vague(shape):
            return tensor([None] + [None if size == -1 else size for size in target], inputs.dtype, inputs=[inputs])
        if -1 in target:
            total, known = _product(shape[1:]), _product([size for size in target if size != -1])
            target[target.index(-1)] = None if total is None else total // known
        return tensor([shape[0]] + target, inputs.dtype, "Reshape", inputs=[inputs])


class Permute(Layer):
    def __init__(self, dims, **kwargs):
        super().__init__(**kwargs)
        self.dims = tuple(dims)

    def call(self, inputs):
        return tf.transpose(inputs, perm=(0,) + self.dims)


class RepeatVector(Layer):
    def __init__(self, n, **kwargs):
        super().__init__(**kwargs)
        self.n = n

    def call(self, inputs):
        shape = dims(inputs)
        return tensor(None if _is_vague(shape) else [shape[0], self.n, shape[1]], inputs.dtype, inputs=[inputs])


class Lambda(Layer):
    def __init__(self, function, output_shape=None, mask=None, arguments=None, **kwargs):
        super().__init__(**kwargs)
        self.function, self.arguments = function, arguments or {}
        self.mask, self.supports_masking = mask, mask is not None

    def call(self, inputs, mask=None, training=None):
        given = {"mask": mask} if "mask" in _named_arguments(self.function) else {}
        given.update(self.arguments)
        return self.function(inputs, **given)

    def compute_mask(self, inputs, mask=None):
        return self.mask(inputs, mask) if callable(self.mask) else self.mask


def _named_arguments(function):
    spec = inspect.getfullargspec(function)
    return () if is_unknown(spec) else spec.args


class Embedding(Layer):
    def __init__(self, input_dim, output_dim, embeddings_initializer="uniform", embeddings_regularizer=None,
                 activity_regularizer=None, embeddings_constraint=None, mask_zero=False, input_length=None, **kwargs):
        if "input_shape" not in kwargs:
            kwargs["input_shape"] = _lengths(input_length)
        dtype = kwargs.pop("dtype", tf.float32)
        super().__init__(dtype=dtype, **kwargs)
        self.input_dim, self.output_dim = input_dim, output_dim
        self.embeddings_initializer, self.embeddings_regularizer = embeddings_initializer, embeddings_regularizer
        self.mask_zero = self.supports_masking = mask_zero

    def compute_mask(self, inputs, mask=None):
        return tf.not_equal(inputs, 0) if self.mask_zero else None

    def build(self, input_shape):
        self.embeddings = self.add_weight(shape=(self.input_dim, self.output_dim), name="embeddings",
                                          initializer=self.embeddings_initializer,
                                          regularizer=self.embeddings_regularizer)
        self.built = True

    def call(self, inputs):
        shape = dims(inputs)
        return tensor(shape if _is_vague(shape) else shape + [self.output_dim], self.embeddings.dtype,
                      "embedding_lookup", inputs=[self.embeddings])


def _lengths(input_length):
    if isinstance(input_length, (list, tuple)):
        return tuple(input_length)
    return (input_length,)


# -- convolutions


class Conv(Layer):
    def __init__(self, rank, filters, kernel_size, strides=1, padding="valid", data_format=None, dilation_rate=1,
                 activation=None, use_bias=True, kernel_initializer="glorot_uniform", bias_initializer="zeros",
                 kernel_regularizer=None, bias_regularizer=None, activity_regularizer=None, kernel_constraint=None,
                 bias_constraint=None, trainable=True, name=None, **kwargs):
        super().__init__(trainable=trainable, name=name, **kwargs)
        self.rank, self.filters = rank, filters
        self.kernel_size = normalize_tuple(kernel_size, rank, "kernel_size")
        self.strides = normalize_tuple(strides, rank, "strides")
        self.dilation_rate = normalize_tuple(dilation_rate, rank, "dilation_rate")
        self.padding, self.data_format = padding.lower(), data_format or "channels_last"
        self.activation, self.use_bias = activation, use_bias
        self.kernel_initializer, self.bias_initializer = kernel_initializer, bias_initializer
        self.kernel_regularizer, self.bias_regularizer = kernel_regularizer, bias_regularizer

    def _channel_axis(self):
        return 1 if self.data_format == "channels_first" else -1

    def _add_kernel(self, name, shape):
        return self.add_weight(name=name, shape=shape, initializer=self.kernel_initializer,
                               regularizer=self.kernel_regularizer, trainable=True)

    def _add_bias(self, size):
        self.bias = None
        if self.use_bias:
            self.bias = self.add_weight(name="bias", shape=(size,), initializer=self.bias_initializer,
                                        regularizer=self.bias_regularizer, trainable=True)
        self.built = True

    def build(self, input_shape):
        channels = _value(input_shape[self._channel_axis()])
        self.kernel = self._add_kernel("kernel", self.kernel_size + (channels, self.filters))
        self._add_bias(self.filters)

    def _length(self, size, i):
        padding = "valid" if self.padding == "valid" else "same"
        return conv_output_length(size, self.kernel_size[i], padding, self.strides[i], self.dilation_rate[i])

    def _output_channels(self, channels):
        return self.filters

    def call(self, inputs):
        outputs = tensor(self._output_dims(dims(inputs)), inputs.dtype, inputs=[inputs, self._trainable_weights])
        return activated(self.activation, outputs)

    def _output_dims(self, shape):
        if _is_vague(shape):
            return shape
        first = self.data_format == "channels_first"
        sizes = [self._length(size, i) for i, size in enumerate(shape[2:] if first else shape[1:-1])]
        channels = self._output_channels(shape[1] if first else shape[-1])
        return [shape[0], channels] + sizes if first else [shape[0]] + sizes + [channels]

    def compute_output_shape(self, input_shape):
        return tf.TensorShape(self._output_dims(tf.TensorShape(input_shape).as_list()))


class Conv1D(Conv):
    def __init__(self, filters, kernel_size, strides=1, padding="valid", data_format="channels_last", dilation_rate=1,
                 *args, **kwargs):
        super().__init__(1, filters, kernel_size, strides, padding, data_format, dilation_rate, *args,
                                     **kwargs)


class Conv2D(Conv):
    def __init__(self, filters, kernel_size, strides=(1, 1), padding="valid", data_format=None, dilation_rate=(1, 1),
                 *args, **kwargs):
        super().__init__(2, filters, kernel_size, strides, padding, data_format, dilation_rate, *args,
                                     **kwargs)


class Conv3D(Conv):
    def __init__(self, filters, kernel_size, strides=(1, 1, 1), padding="valid", data_format=None,
                 dilation_rate=(1, 1, 1), *args, **kwargs):
        super().__init__(3, filters, kernel_size, strides, padding, data_format, dilation_rate, *args,
                                     **kwargs)


class _Transposed(Conv):
    def build(self, input_shape):
        channels = _value(input_shape[self._channel_axis()])
        self.kernel = self._add_kernel("kernel", self.kernel_size + (self.filters, channels))
        self._add_bias(self.filters)

    def _length(self, size, i):
        return deconv_output_length(size, self.kernel_size[i], self.padding, self.strides[i])


class Conv2DTranspose(_Transposed):
    def __init__(self, filters, kernel_size, strides=(1, 1), padding="valid", output_padding=None, data_format=None,
                 dilation_rate=(1, 1), *args, **kwargs):
        super().__init__(2, filters, kernel_size, strides, padding, data_format, dilation_rate,
                                              *args, **kwargs)


class Conv3DTranspose(_Transposed):
    def __init__(self, filters, kernel_size, strides=(1, 1, 1), padding="valid", output_padding=None, data_format=None,
                 *args, **kwargs):
        super().__init__(3, filters, kernel_size, strides, padding, data_format, 1, *args, **kwargs)


class _Separable(Conv):
    def __init__(self, rank, filters, kernel_size, strides=1, padding="valid", data_format=None, dilation_rate=1,
                 depth_multiplier=1, activation=None, use_bias=True, depthwise_initializer="glorot_uniform",
                 pointwise_initializer="glorot_uniform", bias_initializer="zeros", depthwise_regularizer=None,
                 pointwise_regularizer=None, bias_regularizer=None, **kwargs):
        for key in ("activity_regularizer", "depthwise_constraint", "pointwise_constraint", "bias_constraint"):
            kwargs.pop(key, None)
        super().__init__(rank, filters, kernel_size, strides, padding, data_format, dilation_rate,
                                         activation, use_bias, bias_regularizer=bias_regularizer, **kwargs)
        self.depth_multiplier = depth_multiplier
        self.depthwise_regularizer, self.pointwise_regularizer = depthwise_regularizer, pointwise_regularizer

    def build(self, input_shape):
        channels = _value(input_shape[self._channel_axis()])
        self.depthwise_kernel = self.add_weight(name="depthwise_kernel", trainable=True,
                                                shape=self.kernel_size + (channels, self.depth_multiplier),
                                                regularizer=self.depthwise_regularizer)
        shape = (1,) * self.rank + (self.depth_multiplier * channels, self.filters)
        self.pointwise_kernel = self.add_weight(name="pointwise_kernel", shape=shape, trainable=True,
                                                regularizer=self.pointwise_regularizer)
        self._add_bias(self.filters)


class SeparableConv1D(_Separable):
    def __init__(self, filters, kernel_size, *args, **kwargs):
        super().__init__(1, filters, kernel_size, *args, **kwargs)


class SeparableConv2D(_Separable):
    def __init__(self, filters, kernel_size, *args, **kwargs):
        super().__init__(2, filters, kernel_size, *args, **kwargs)


class DepthwiseConv2D(Conv):
    def __init__(self, kernel_size, strides=(1, 1), padding="valid", depth_multiplier=1, data_format=None,
                 activation=None, use_bias=True, depthwise_initializer="glorot_uniform", bias_initializer="zeros",
                 depthwise_regularizer=None, bias_regularizer=None, activity_regularizer=None,
                 depthwise_constraint=None, bias_constraint=None, **kwargs):
        super().__init__(2, None, kernel_size, strides, padding, data_format, 1, activation,
                                              use_bias, kernel_regularizer=depthwise_regularizer,
                                              bias_regularizer=bias_regularizer, **kwargs)
        self.depth_multiplier = depth_multiplier

    def build(self, input_shape):
        channels = _value(input_shape[self._channel_axis()])
        self.depthwise_kernel = self._add_kernel("depthwise_kernel",
                                                 self.kernel_size + (channels, self.depth_multiplier))
        self._add_bias(channels * self.depth_multiplier)

    def _output_channels(self, channels):
        return None if channels is None else channels * self.depth_multiplier


Convolution1D, Convolution2D, Convolution3D = Conv1D, Conv2D, Conv3D
Convolution2DTranspose, Convolution3DTranspose = Conv2DTranspose, Conv3DTranspose
SeparableConvolution1D, SeparableConvolution2D = SeparableConv1D, SeparableConv2D


# -- normalization


class BatchNormalization(Layer):
    supports_masking = True

    def __init__(self, axis=-1, momentum=0.99, epsilon=1e-3, center=True, scale=True, beta_initializer="zeros",
                 gamma_initializer="ones", moving_mean_initializer="zeros", moving_variance_initializer="ones",
                 beta_regularizer=None, gamma_regularizer=None, beta_constraint=None, gamma_constraint=None,
                 renorm=False, renorm_clipping=None, renorm_momentum=0.99, fused=None, trainable=True,
                 virtual_batch_size=None, adjustment=None, name=None, **kwargs):
        super().__init__(name=name, trainable=trainable, **kwargs)
        self.axis, self.center, self.scale, self.renorm = axis, center, scale, renorm
        self.beta_regularizer, self.gamma_regularizer = beta_regularizer, gamma_regularizer

    def build(self, input_shape):
        axes = self.axis if isinstance(self.axis, (list, tuple)) else [self.axis]
        shape = [_value(input_shape[axis]) for axis in axes]
        if len(axes) > 1:
            positive = [axis % len(input_shape) for axis in axes]
            shape = [_value(size) if i in positive else 1 for i, size in enumerate(input_shape)]
        self.gamma = self.beta = None
        if self.scale:
            self.gamma = self.add_weight(name="gamma", shape=shape, regularizer=self.gamma_regularizer)
        if self.center:
            self.beta = self.add_weight(name="beta", shape=shape, regularizer=self.beta_regularizer)
        self.moving_mean = self.add_weight(name="moving_mean", shape=shape, trainable=False)
        self.moving_variance = self.add_weight(name="moving_variance", shape=shape, trainable=False)
        if self.renorm:
            for name, size in (("renorm_mean", shape), ("renorm_mean_weight", ()), ("renorm_stddev", shape),
                               ("renorm_stddev_weight", ())):
                self.add_weight(name=name, shape=size, trainable=False)
        self.built = True

    def call(self, inputs, training=None):
        if training is None or is_unknown(training) or training:
            self.add_update([self._moved(self.moving_mean), self._moved(self.moving_variance)])
        return tensor(dims(inputs), inputs.dtype, inputs=[inputs, self.gamma, self.beta])

    def _moved(self, average):
        return _same(average, "AssignSubVariableOp")


class LayerNormalization(Layer):
    supports_masking = True

    def __init__(self, axis=-1, epsilon=1e-3, center=True, scale=True, beta_initializer="zeros",
                 gamma_initializer="ones", beta_regularizer=None, gamma_regularizer=None, beta_constraint=None,
                 gamma_constraint=None, trainable=True, name=None, **kwargs):
        super().__init__(name=name, trainable=trainable, **kwargs)
        self.axis, self.center, self.scale = axis, center, scale

    def build(self, input_shape):
        axes = self.axis if isinstance(self.axis, (list, tuple)) else [self.axis]
        rank = len(input_shape)
        shape = [_value(input_shape[axis]) for axis in axes if is_unknown(rank) or axis < rank]
        self.gamma = self.add_weight(name="gamma", shape=shape) if self.scale else None
        self.beta = self.add_weight(name="beta", shape=shape) if self.center else None
        self.built = True

    def call(self, inputs):
        return tensor(dims(inputs), inputs.dtype, inputs=[inputs, self.gamma, self.beta])


# -- pooling, padding, upsampling


class _Pooling(Layer):
    rank = 2

    def __init__(self, pool_size=2, strides=None, padding="valid", data_format=None, **kwargs):
        super().__init__(**kwargs)
        self.pool_size = normalize_tuple(pool_size, self.rank, "pool_size")
        self.strides = normalize_tuple(strides if strides is not None else pool_size, self.rank, "strides")
        self.padding, self.data_format = padding.lower(), data_format or "channels_last"

    def call(self, inputs):
        shape = dims(inputs)
        if _is_vague(shape):
            return _same(inputs)
        first = self.data_format == "channels_first"
        sizes = [conv_output_length(size, self.pool_size[i], self.padding, self.strides[i])
                 for i, size in enumerate(shape[2:] if first else shape[1:-1])]
        return tensor(shape[:2] + sizes if first else shape[:1] + sizes + shape[-1:], inputs.dtype, inputs=[inputs])


class MaxPooling1D(_Pooling):
    rank = 1


class MaxPooling2D(_Pooling):
    pass


class MaxPooling3D(_Pooling):
    rank = 3


class AveragePooling1D(_Pooling):
    rank = 1


class AveragePooling2D(_Pooling):
    pass


class AveragePooling3D(_Pooling):
    rank = 3


class _GlobalPooling(Layer):
    def __init__(self, data_format=None, **kwargs):
        super().__init__(**kwargs)
        self.data_format = data_format or "channels_last"

    def call(self, inputs):
        shape = dims(inputs)
        if _is_vague(shape):
            return tensor([None, None], inputs.dtype, inputs=[inputs])
        channels = shape[1] if self.data_format == "channels_first" else shape[-1]
        return tensor([shape[0], channels], inputs.dtype, "Mean", inputs=[inputs])


class GlobalAveragePooling1D(_GlobalPooling):
    pass


class GlobalAveragePooling2D(_GlobalPooling):
    pass


class GlobalAveragePooling3D(_GlobalPooling):
    pass


class GlobalMaxPooling1D(_GlobalPooling):
    pass


class GlobalMaxPooling2D(_GlobalPooling):
    pass


class GlobalMaxPooling3D(_GlobalPooling):
    pass


MaxPool1D, MaxPool2D, MaxPool3D = MaxPooling1D, MaxPooling2D, MaxPooling3D
AvgPool1D, AvgPool2D, AvgPool3D = AveragePooling1D, AveragePooling2D, AveragePooling3D
GlobalAvgPool1D, GlobalAvgPool2D = GlobalAveragePooling1D, GlobalAveragePooling2D
GlobalAvgPool3D = GlobalAveragePooling3D
GlobalMaxPool1D, GlobalMaxPool2D, GlobalMaxPool3D = GlobalMaxPooling1D, GlobalMaxPooling2D, GlobalMaxPooling3D


class _Resizing(Layer):
    """A layer that changes each spatial size by a rule of its own."""

    def _resized(self, size, i):
        return size

    def call(self, inputs):
        shape = dims(inputs)
        if _is_vague(shape):
            return _same(inputs)
        first = self.data_format == "channels_first"
        sizes = [None if size is None else self._resized(size, i)
                 for i, size in enumerate(shape[2:] if first else shape[1:-1])]
        return tensor(shape[:2] + sizes if first else shape[:1] + sizes + shape[-1:], inputs.dtype, inputs=[inputs])


class UpSampling1D(_Resizing):
    rank = 1

    def __init__(self, size=2, data_format=None, interpolation="nearest", **kwargs):
        super().__init__(**kwargs)
        self.size, self.data_format = normalize_tuple(size, self.rank, "size"), data_format or "channels_last"

    def _resized(self, size, i):
        return size * self.size[i]


class UpSampling2D(UpSampling1D):
    rank = 2


class UpSampling3D(UpSampling1D):
    rank = 3


def _pairs(value, rank):
    """Padding or cropping as a pair for each dimension."""
    if isinstance(value, int):
        return [(value, value)] * rank
    if rank == 1 and not isinstance(value[0], (list, tuple)):
        return [tuple(value)]
    return [(item, item) if isinstance(item, int) else tuple(item) for item in value]


class ZeroPadding1D(_Resizing):
    rank = 1

    def __init__(self, padding=1, data_format=None, **kwargs):
        super().__init__(**kwargs)
        self.padding, self.data_format = _pairs(padding, self.rank), data_format or "channels_last"

    def _resized(self, size, i):
        return size + sum(self.padding[i])


class ZeroPadding2D(ZeroPadding1D):
    rank = 2


class ZeroPadding3D(ZeroPadding1D):
    rank = 3


class Cropping1D(_Resizing):
    rank = 1

    def __init__(self, cropping=1, data_format=None, **kwargs):
        super().__init__(**kwargs)
        self.cropping, self.data_format = _pairs(cropping, self.rank), data_format or "channels_last"

    def _resized(self, size, i):
        return size - sum(self.cropping[i])


class Cropping2D(Cropping1D):
    rank = 2


class Cropping3D(Cropping1D):
    rank = 3


# -- merging


class _Merge(Layer):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)

    def call(self, inputs):
        result = inputs[0]
        for item in inputs[1:]:
            result = result + item
        return result

    def compute_mask(self, inputs, mask=None):
        if mask is None:
            return None
        masks = [tf.expand_dims(item, 0) for item in mask if item is not None]
        return tf.reduce_all(tf.concat(masks, 0), 0)


class Add(_Merge):
    pass


class Subtract(_Merge):
    pass


class Multiply(_Merge):
    pass


class Average(_Merge):
    pass


class Maximum(_Merge):
    pass


class Minimum(_Merge):
    pass


class Concatenate(_Merge):
    def __init__(self, axis=-1, **kwargs):
        super().__init__(**kwargs)
        self.axis = axis

    def call(self, inputs):
        return tf.concat(inputs, self.axis)

    def compute_mask(self, inputs, mask=None):
        if mask is None:
            return None
        masks = [_mask_as_wide_as(item, given) for item, given in zip(inputs, mask)]
        return tf.reduce_all(tf.concat(masks, self.axis), -1)


def _mask_as_wide_as(item, mask):
    if mask is None:
        return tf.ones_like(item, dtype=tf.bool)
    return tf.expand_dims(mask, -1) if mask.shape.ndims < item.shape.ndims else mask


class Dot(_Merge):
    def __init__(self, axes, normalize=False, **kwargs):
        super().__init__(**kwargs)
        self.axes = axes if isinstance(axes, (list, tuple)) else [axes, axes]

    def call(self, inputs):
        left, right = dims(inputs[0]), dims(inputs[1])
        if _is_vague(left) or _is_vague(right):
            return tensor(None, inputs[0].dtype, inputs=inputs)
        left.pop(self.axes[0])
        right.pop(self.axes[1])
        right.pop(0)
        shape = left + right
        return tensor(shape if len(shape) > 1 else shape + [1], inputs[0].dtype, inputs=inputs)


add, subtract, multiply, average, maximum, minimum = [
    function_of(layer) for layer in (Add, Subtract, Multiply, Average, Maximum, Minimum)]


def concatenate(inputs, axis=-1, **kwargs):
    return Concatenate(axis=axis, **kwargs)(inputs)


def dot(inputs, axes, normalize=False, **kwargs):
    return Dot(axes=axes, normalize=normalize, **kwargs)(inputs)


# -- wrappers


class Wrapper(Layer):
    def __init__(self, layer, **kwargs):
        self.layer = layer
        super().__init__(**kwargs)


class TimeDistributed(Wrapper):
    """The inner layer is built in the wrapper's name scope, without one of its own."""

    supports_masking = True

    def build(self, input_shape):
        if not self.layer.built:
            sizes = tf.TensorShape(input_shape).as_list()
            if self.layer._dtype is None:
                self.layer._dtype = self._dtype
            self.layer.build(tf.TensorShape([sizes[0]] + sizes[2:]))
            self.layer.built = True
        self.built = True

    def call(self, inputs, training=None, mask=None):
        shape = dims(inputs)
        if _is_vague(shape):
            return tensor(None, inputs.dtype, inputs=[inputs, self.layer.weights])
        outputs = self.layer.call(tensor([shape[0]] + shape[2:], inputs.dtype, inputs=[inputs]))
        inner = dims(outputs)
        return tensor(None if _is_vague(inner) else [shape[0], shape[1]] + inner[1:], outputs.dtype, inputs=[outputs])

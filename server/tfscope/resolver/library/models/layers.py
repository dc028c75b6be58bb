"""`tf.layers` (tensorflow/python/layers/base.py, core.py, convolutional.py, normalization.py, pooling.py)."""

# models: tf.layers, tf.python.layers.base, tf.python.layers.core, tf.python.layers.convolutional, tf.python.layers.layers

import re

import tensorflow as tf
from tfscope_primitives import constant_of, dims, is_unknown, object_number, tensor, unknown, via


def snake_case(name):
    intermediate = re.sub("(.)([A-Z][a-z0-9]+)", r"\1_\2", name)
    insecure = re.sub("([a-z])([A-Z])", r"\1_\2", intermediate).lower()
    return "private" + insecure if insecure[0] == "_" else insecure


class InputSpec(object):
    def __init__(self, dtype=None, shape=None, ndim=None, max_ndim=None, min_ndim=None, axes=None):
        self.ndim, self.axes, self.shape, self.dtype = ndim, axes, shape, dtype
        self.min_ndim, self.max_ndim = min_ndim, max_ndim


class Layer(object):
    """base.Layer: the scope of a layer is captured at construction (`_scope`) or at its first use."""

    def __init__(self, trainable=True, name=None, dtype=None, **kwargs):
        self._scope = None
        self._reuse = kwargs.get("_reuse")
        scope = kwargs.get("_scope")
        self.trainable = trainable
        self.built = False
        self._dtype = dtype
        self._current_scope = None
        self._trainable_weights = []
        self._non_trainable_weights = []
        self._updates = []
        self._collected = 0
        self._losses = []
        self.input_spec = None
        self._activity_regularizer = kwargs.get("activity_regularizer")
        self._set_names(name)
        if scope:
            with tf.variable_scope(scope) as captured_scope:
                self._scope = captured_scope

    def _set_names(self, name):
        """The name that `name` gives, and the one a scope is made from. Unnamed layers are numbered with Keras' own."""
        self._name, self._base_name = name, name
        if not name or isinstance(name, tf.VariableScope):
            base = snake_case(type(self).__name__)
            self._base_name = name.name if name else base
            self._name = base + "_" + str(object_number(base) + 1)

    @property
    def dtype(self):
        return self._dtype

    @property
    def name(self):
        return self._name

    @property
    def graph(self):
        return tf.get_default_graph()

    @property
    def updates(self):
        return self._updates

    @property
    def losses(self):
        return self._losses

    @property
    def trainable_weights(self):
        return self._trainable_weights if self.trainable else []

    @property
    def non_trainable_weights(self):
        return self._non_trainable_weights if self.trainable else self._trainable_weights + self._non_trainable_weights

    @property
    def weights(self):
        return self._trainable_weights + self._non_trainable_weights

    @property
    def variables(self):
        return self.weights

    @property
    def trainable_variables(self):
        return self.trainable_weights

    @property
    def non_trainable_variables(self):
        return self.non_trainable_weights

    @property
    def scope_name(self):
        if not self._scope:
            raise ValueError('No name available for layer scope because the layer "' + self._name
                             + '" has not been used yet. The scope name is determined the first time the layer'
                             + " instance is called. You must therefore call the layer before querying `scope_name`.")
        return self._scope.name

    def add_loss(self, losses, inputs=None):
        self._losses.append(losses)
        tf.add_to_collections("regularization_losses", losses)

    def add_update(self, updates, inputs=None):
        self._updates.extend(updates if isinstance(updates, (list, tuple)) else [updates])

    def _collect_updates(self):
        """Puts what `call` added into the collection; a layer that is not trainable has no updates."""
        if self.trainable:
            for update in self._updates[self._collected:]:
                tf.add_to_collection(tf.GraphKeys.UPDATE_OPS, update)
            self._collected = len(self._updates)

    def _name_scope(self):
        return self._current_scope.original_name_scope

    def _set_scope(self, scope=None):
        if self._scope is None:
            if self._reuse:
                with tf.variable_scope(scope if scope is not None else self._base_name) as captured_scope:
                    self._scope = captured_scope
            else:
                with tf.variable_scope(scope, default_name=self._base_name) as captured_scope:
                    self._scope = captured_scope

    def add_weight(self, name, shape=None, dtype=None, initializer=None, regularizer=None, trainable=None,
                   constraint=None, use_resource=None, synchronization=None, aggregation=None, partitioner=None,
                   **kwargs):
        if trainable is None:
            trainable = True
        if dtype is None:
            dtype = self._dtype or tf.float32
        self._set_scope(None)
        reuse = self.built or self._reuse
        with tf.variable_scope(self._scope, reuse=reuse, auxiliary_name_scope=False) as scope:
            self._current_scope = scope
            initializer = initializer or scope.initializer
            if isinstance(initializer, (str, dict)):
                initializer = tf.keras.initializers.get(initializer)
            with tf.name_scope(self._name_scope()):
                with via("tf.layers." + type(self).__name__):
                    variable = tf.get_variable(name, shape=shape, dtype=dtype, initializer=initializer,
                                               regularizer=regularizer, trainable=trainable and self.trainable,
                                               partitioner=partitioner)
        if trainable:
            self._trainable_weights.append(variable)
        else:
            self._non_trainable_weights.append(variable)
        return variable

    add_variable = add_weight

    def build(self, input_shape):
        self.built = True

    def call(self, inputs, *args, **kwargs):
        return inputs

    def _build_once(self, inputs):
        if self.built:
            return
        if self._dtype is None:
            self._dtype = _dtype_of(inputs)
        self.build(_shape_of(inputs))
        self.built = True

    def __call__(self, inputs, *args, **kwargs):
        scope = kwargs.pop("scope", None)
        self._set_scope(scope)
        reuse = True if self.built else self._reuse
        with tf.variable_scope(self._scope, reuse=reuse, auxiliary_name_scope=False) as entered:
            self._current_scope = entered
            with tf.name_scope(self._name_scope()):
                self._build_once(inputs)
                if _takes_scope(self.call):
                    kwargs["scope"] = entered
                outputs = self.call(inputs, *args, **kwargs)
        if self._updates:
            self._collect_updates()
        return outputs

    def apply(self, inputs, *args, **kwargs):
        return self.__call__(inputs, *args, **kwargs)

    def get_config(self):
        return {"name": self._name, "trainable": self.trainable, "dtype": self._dtype}

    def count_params(self):
        return sum(weight.get_shape().num_elements() for weight in self.weights)


def _takes_scope(call):
    return "scope" in call.__code__.co_varnames


def _shape_of(inputs):
    if is_unknown(inputs):
        return unknown("input_shape")
    if isinstance(inputs, (list, tuple)):
        return [_shape_of(item) for item in inputs]
    return inputs.get_shape() if hasattr(inputs, "get_shape") else tf.convert_to_tensor(inputs).get_shape()


def _dtype_of(inputs):
    if is_unknown(inputs):
        return unknown("dtype")
    while isinstance(inputs, (list, tuple)) and len(inputs):
        inputs = inputs[0]
    return inputs.dtype if hasattr(inputs, "dtype") else tf.float32


def _activated(activation, outputs):
    return activation(outputs) if activation is not None else outputs


class Dense(Layer):
    def __init__(self, units, activation=None, use_bias=True, kernel_initializer=None,
                 bias_initializer=tf.zeros_initializer(), kernel_regularizer=None, bias_regularizer=None,
                 activity_regularizer=None, kernel_constraint=None, bias_constraint=None, trainable=True, name=None,
                 **kwargs):
        super(Dense, self).__init__(trainable=trainable, name=name, **kwargs)
        self.units, self.activation, self.use_bias = units, activation, use_bias
        self.kernel_initializer, self.bias_initializer = kernel_initializer, bias_initializer
        self.kernel_regularizer, self.bias_regularizer = kernel_regularizer, bias_regularizer

    def build(self, input_shape):
        last_dim = input_shape[-1].value
        self.kernel = self.add_weight("kernel", shape=[last_dim, self.units], initializer=self.kernel_initializer,
                                      regularizer=self.kernel_regularizer, dtype=self.dtype, trainable=True)
        self.bias = None
        if self.use_bias:
            self.bias = self.add_weight("bias", shape=[self.units], initializer=self.bias_initializer,
                                        regularizer=self.bias_regularizer, dtype=self.dtype, trainable=True)
        self.built = True

    def call(self, inputs):
        shape = dims(inputs)
        outputs = tensor(shape[:-1] + [self.units] if shape is not None else None, self.dtype, "MatMul")
        if self.use_bias:
            outputs = tensor(dims(outputs), self.dtype, "BiasAdd")
        return _activated(self.activation, outputs)


class Dropout(Layer):
    def __init__(self, rate=0.5, noise_shape=None, seed=None, name=None, **kwargs):
        super(Dropout, self).__init__(name=name, **kwargs)
        self.rate = rate

    def call(self, inputs, training=False):
        return tensor(dims(inputs), inputs.dtype)


class Flatten(Layer):
    def __init__(self, data_format=None, **kwargs):
        super(Flatten, self).__init__(**kwargs)

    def call(self, inputs):
        shape = dims(inputs)
        if shape is None:
            return tensor(None, inputs.dtype)
        rest = 1
        for dim in shape[1:]:
            rest = None if rest is None or dim is None else rest * dim
        return tensor([shape[0], rest], inputs.dtype, "Reshape")


def _tuple(value, n):
    """conv_utils.normalize_tuple: ints, whatever they were given as."""
    return (value,) * n if isinstance(value, int) else tuple([int(item) for item in value])


def _output_length(length, window, padding, stride, dilation=1):
    if length is None:
        return None
    if padding == "same":
        return -(-length // stride)
    reach = (window - 1) * dilation + 1
    if padding == "valid":
        return -(-(length - reach + 1) // stride)
    return -(-length // stride)


def _deconv_length(length, window, padding, stride):
    if length is None:
        return None
    length = length * stride
    if padding == "valid":
        length = length + max(window - stride, 0)
    return length


class _Conv(Layer):
    def __init__(self, rank, filters, kernel_size, strides=1, padding="valid", data_format="channels_last",
                 dilation_rate=1, activation=None, use_bias=True, kernel_initializer=None,
                 bias_initializer=tf.zeros_initializer(), kernel_regularizer=None, bias_regularizer=None,
                 activity_regularizer=None, kernel_constraint=None, bias_constraint=None, trainable=True, name=None,
                 **kwargs):
        super(_Conv, self).__init__(trainable=trainable, name=name, **kwargs)
        self.rank, self.filters = rank, filters
        self.kernel_size, self.strides = _tuple(kernel_size, rank), _tuple(strides, rank)
        self.padding = padding.lower()
        self.data_format, self.dilation_rate = data_format, _tuple(dilation_rate, rank)
        self.activation, self.use_bias = activation, use_bias
        self.kernel_initializer, self.bias_initializer = kernel_initializer, bias_initializer
        self.kernel_regularizer, self.bias_regularizer = kernel_regularizer, bias_regularizer

    def _channels(self, input_shape):
        return input_shape[1 if self.data_format == "channels_first" else -1].value

    def _add_bias(self, size):
        self.bias = None
        if self.use_bias:
            self.bias = self.add_weight(name="bias", shape=(size,), initializer=self.bias_initializer,
                                        regularizer=self.bias_regularizer, trainable=True, dtype=self.dtype)

    def build(self, input_shape):
        self.kernel = self.add_weight(name="kernel",
                                      shape=self.kernel_size + (self._channels(input_shape), self.filters),
                                      initializer=self.kernel_initializer, regularizer=self.kernel_regularizer,
                                      trainable=True, dtype=self.dtype)
        self._add_bias(self.filters)
        self.built = True

    def _arranged(self, batch, lengths, channels):
        if self.data_format == "channels_first":
            return [batch, channels] + lengths
        return [batch] + lengths + [channels]

    def _spatial(self, shape):
        return shape[2:] if self.data_format == "channels_first" else shape[1:-1]

    def _output(self, inputs, channels, length):
        shape = dims(inputs)
        if shape is None:
            return tensor(None, inputs.dtype)
        lengths = [length(size, i) for i, size in enumerate(self._spatial(shape))]
        return tensor(self._arranged(shape[0], lengths, channels), inputs.dtype)

    def call(self, inputs):
        outputs = self._output(inputs, self.filters, lambda size, i: _output_length(
            size, self.kernel_size[i], self.padding, self.strides[i], self.dilation_rate[i]))
        return _activated(self.activation, outputs)


class Conv1D(_Conv):
    def __init__(self, filters, kernel_size, strides=1, padding="valid", data_format="channels_last",
                 dilation_rate=1, activation=None, use_bias=True, kernel_initializer=None,
                 bias_initializer=tf.zeros_initializer(), kernel_regularizer=None, bias_regularizer=None,
                 activity_regularizer=None, kernel_constraint=None, bias_constraint=None, trainable=True, name=None,
                 **kwargs):
        super(Conv1D, self).__init__(
            1, filters, kernel_size, strides, padding, data_format, dilation_rate, activation=activation,
            use_bias=use_bias, kernel_initializer=kernel_initializer, bias_initializer=bias_initializer,
            kernel_regularizer=kernel_regularizer, bias_regularizer=bias_regularizer,
            activity_regularizer=activity_regularizer, kernel_constraint=kernel_constraint,
            bias_constraint=bias_constraint, trainable=trainable, name=name, **kwargs)


class Conv2D(_Conv):
    def __init__(self, filters, kernel_size, strides=(1, 1), padding="valid", data_format="channels_last",
                 dilation_rate=(1, 1), activation=None, use_bias=True, kernel_initializer=None,
                 bias_initializer=tf.zeros_initializer(), kernel_regularizer=None, bias_regularizer=None,
                 activity_regularizer=None, kernel_constraint=None, bias_constraint=None, trainable=True, name=None,
                 **kwargs):
        super(Conv2D, self).__init__(
            2, filters, kernel_size, strides, padding, data_format, dilation_rate, activation=activation,
            use_bias=use_bias, kernel_initializer=kernel_initializer, bias_initializer=bias_initializer,
            kernel_regularizer=kernel_regularizer, bias_regularizer=bias_regularizer,
            activity_regularizer=activity_regularizer, kernel_constraint=kernel_constraint,
            bias_constraint=bias_constraint, trainable=trainable, name=name, **kwargs)


class Conv3D(_Conv):
    def __init__(self, filters, kernel_size, strides=(1, 1, 1), padding="valid", data_format="channels_last",
                 dilation_rate=(1, 1, 1), activation=None, use_bias=True, kernel_initializer=None,
                 bias_initializer=tf.zeros_initializer(), kernel_regularizer=None, bias_regularizer=None,
                 activity_regularizer=None, kernel_constraint=None, bias_constraint=None, trainable=True, name=None,
                 **kwargs):
        super(Conv3D, self).__init__(
            3, filters, kernel_size, strides, padding, data_format, dilation_rate, activation=activation,
            use_bias=use_bias, kernel_initializer=kernel_initializer, bias_initializer=bias_initializer,
            kernel_regularizer=kernel_regularizer, bias_regularizer=bias_regularizer,
            activity_regularizer=activity_regularizer, kernel_constraint=kernel_constraint,
            bias_constraint=bias_constraint, trainable=trainable, name=name, **kwargs)


class _ConvTranspose(_Conv):
    def __init__(self, rank, filters, kernel_size, strides=1, padding="valid", data_format="channels_last", **kwargs):
        super(_ConvTranspose, self).__init__(rank, filters, kernel_size, strides, padding, data_format, **kwargs)

    def build(self, input_shape):
        self.kernel = self.add_weight(name="kernel",
                                      shape=self.kernel_size + (self.filters, self._channels(input_shape)),
                                      initializer=self.kernel_initializer, regularizer=self.kernel_regularizer,
                                      trainable=True, dtype=self.dtype)
        self._add_bias(self.filters)
        self.built = True

    def call(self, inputs):
        outputs = self._output(inputs, self.filters, lambda size, i: _deconv_length(
            size, self.kernel_size[i], self.padding, self.strides[i]))
        return _activated(self.activation, outputs)


class Conv2DTranspose(_ConvTranspose):
    def __init__(self, filters, kernel_size, strides=(1, 1), padding="valid", data_format="channels_last",
                 activation=None, use_bias=True, kernel_initializer=None,
                 bias_initializer=tf.zeros_initializer(), kernel_regularizer=None, bias_regularizer=None,
                 activity_regularizer=None, kernel_constraint=None, bias_constraint=None, trainable=True, name=None,
                 **kwargs):
        super(Conv2DTranspose, self).__init__(
            2, filters, kernel_size, strides, padding, data_format, activation=activation,
            use_bias=use_bias, kernel_initializer=kernel_initializer, bias_initializer=bias_initializer,
            kernel_regularizer=kernel_regularizer, bias_regularizer=bias_regularizer,
            activity_regularizer=activity_regularizer, kernel_constraint=kernel_constraint,
            bias_constraint=bias_constraint, trainable=trainable, name=name, **kwargs)


class Conv3DTranspose(_ConvTranspose):
    def __init__(self, filters, kernel_size, strides=(1, 1, 1), padding="valid", data_format="channels_last",
                 activation=None, use_bias=True, kernel_initializer=None,
                 bias_initializer=tf.zeros_initializer(), kernel_regularizer=None, bias_regularizer=None,
                 activity_regularizer=None, kernel_constraint=None, bias_constraint=None, trainable=True, name=None,
                 **kwargs):
        super(Conv3DTranspose, self).__init__(
            3, filters, kernel_size, strides, padding, data_format, activation=activation,
            use_bias=use_bias, kernel_initializer=kernel_initializer, bias_initializer=bias_initializer,
            kernel_regularizer=kernel_regularizer, bias_regularizer=bias_regularizer,
            activity_regularizer=activity_regularizer, kernel_constraint=kernel_constraint,
            bias_constraint=bias_constraint, trainable=trainable, name=name, **kwargs)


class _SeparableConv(_Conv):
    def __init__(self, rank, filters, kernel_size, strides=1, padding="valid", data_format="channels_last",
                 dilation_rate=1, depth_multiplier=1, activation=None, use_bias=True, depthwise_initializer=None,
                 pointwise_initializer=None, bias_initializer=tf.zeros_initializer(), depthwise_regularizer=None,
                 pointwise_regularizer=None, bias_regularizer=None, activity_regularizer=None,
                 depthwise_constraint=None, pointwise_constraint=None, bias_constraint=None, trainable=True, name=None,
                 **kwargs):
        super(_SeparableConv, self).__init__(rank, filters, kernel_size, strides, padding, data_format, dilation_rate,
                                             activation, use_bias, bias_initializer=bias_initializer,
                                             bias_regularizer=bias_regularizer, trainable=trainable, name=name, **kwargs)
        self.depth_multiplier = depth_multiplier
        self.depthwise_initializer, self.pointwise_initializer = depthwise_initializer, pointwise_initializer
        self.depthwise_regularizer, self.pointwise_regularizer = depthwise_regularizer, pointwise_regularizer

    def build(self, input_shape):
        channels = self._channels(input_shape)
        self.depthwise_kernel = self.add_weight(name="depthwise_kernel",
                                                shape=self.kernel_size + (channels, self.depth_multiplier),
                                                initializer=self.depthwise_initializer,
                                                regularizer=self.depthwise_regularizer, trainable=True, dtype=self.dtype)
        self.pointwise_kernel = self.add_weight(name="pointwise_kernel",
                                                shape=(1,) * self.rank + (self.depth_multiplier * channels, self.filters),
                                                initializer=self.pointwise_initializer,
                                                regularizer=self.pointwise_regularizer, trainable=True, dtype=self.dtype)
        self._add_bias(self.filters)
        self.built = True


class SeparableConv1D(_SeparableConv):
    def __init__(self, filters, kernel_size, strides=1, padding="valid", data_format="channels_last",
                 dilation_rate=1, depth_multiplier=1, activation=None, use_bias=True, depthwise_initializer=None,
                 pointwise_initializer=None, bias_initializer=tf.zeros_initializer(), depthwise_regularizer=None,
                 pointwise_regularizer=None, bias_regularizer=None, activity_regularizer=None,
                 depthwise_constraint=None, pointwise_constraint=None, bias_constraint=None, trainable=True, name=None,
                 **kwargs):
        super(SeparableConv1D, self).__init__(
            1, filters, kernel_size, strides, padding, data_format, dilation_rate, depth_multiplier, activation,
            use_bias, depthwise_initializer, pointwise_initializer, bias_initializer, depthwise_regularizer,
            pointwise_regularizer, bias_regularizer, activity_regularizer, depthwise_constraint, pointwise_constraint,
            bias_constraint, trainable, name, **kwargs)


class SeparableConv2D(_SeparableConv):
    def __init__(self, filters, kernel_size, strides=(1, 1), padding="valid", data_format="channels_last",
                 dilation_rate=(1, 1), depth_multiplier=1, activation=None, use_bias=True, depthwise_initializer=None,
                 pointwise_initializer=None, bias_initializer=tf.zeros_initializer(), depthwise_regularizer=None,
                 pointwise_regularizer=None, bias_regularizer=None, activity_regularizer=None,
                 depthwise_constraint=None, pointwise_constraint=None, bias_constraint=None, trainable=True, name=None,
                 **kwargs):
        super(SeparableConv2D, self).__init__(
            2, filters, kernel_size, strides, padding, data_format, dilation_rate, depth_multiplier, activation,
            use_bias, depthwise_initializer, pointwise_initializer, bias_initializer, depthwise_regularizer,
            pointwise_regularizer, bias_regularizer, activity_regularizer, depthwise_constraint, pointwise_constraint,
            bias_constraint, trainable, name, **kwargs)


class BatchNormalization(Layer):
    def __init__(self, axis=-1, momentum=0.99, epsilon=1e-3, center=True, scale=True,
                 beta_initializer=tf.zeros_initializer(), gamma_initializer=tf.ones_initializer(),
                 moving_mean_initializer=tf.zeros_initializer(), moving_variance_initializer=tf.ones_initializer(),
                 beta_regularizer=None, gamma_regularizer=None, beta_constraint=None, gamma_constraint=None,
                 renorm=False, renorm_clipping=None, renorm_momentum=0.99, fused=None, trainable=True,
                 virtual_batch_size=None, adjustment=None, name=None, **kwargs):
        super(BatchNormalization, self).__init__(name=name, trainable=trainable, **kwargs)
        self.axis, self.center, self.scale, self.renorm = axis, center, scale, renorm
        self.beta_initializer, self.gamma_initializer = beta_initializer, gamma_initializer
        self.beta_regularizer, self.gamma_regularizer = beta_regularizer, gamma_regularizer
        self.moving_mean_initializer = moving_mean_initializer
        self.moving_variance_initializer = moving_variance_initializer

    def build(self, input_shape):
        axes = self.axis if isinstance(self.axis, (list, tuple)) else [self.axis]
        sizes = [input_shape[axis].value for axis in axes]
        rank = input_shape.ndims
        if len(sizes) == 1:
            shape = (sizes[0],)
        else:
            positive = [axis if axis >= 0 else axis + rank for axis in axes]
            shape = tuple(input_shape[i].value if i in positive else 1 for i in range(rank))
        dtype = tf.float32 if self.dtype in (tf.float16, tf.bfloat16) else self.dtype
        self.gamma = self.beta = None
        if self.scale:
            self.gamma = self.add_weight(name="gamma", shape=shape, dtype=dtype, initializer=self.gamma_initializer,
                                         regularizer=self.gamma_regularizer, trainable=True)
        if self.center:
            self.beta = self.add_weight(name="beta", shape=shape, dtype=dtype, initializer=self.beta_initializer,
                                        regularizer=self.beta_regularizer, trainable=True)
        # The moving averages are never partitioned.
        partitioner = self._scope.partitioner
        self._scope.set_partitioner(None)
        self.moving_mean = self.add_weight(name="moving_mean", shape=shape, dtype=dtype,
                                           initializer=self.moving_mean_initializer, trainable=False)
        self.moving_variance = self.add_weight(name="moving_variance", shape=shape, dtype=dtype,
                                               initializer=self.moving_variance_initializer, trainable=False)
        if self.renorm:
            for name in ("moving_stddev", "renorm_mean", "renorm_stddev"):
                self.add_weight(name=name, shape=shape, dtype=dtype, initializer=tf.zeros_initializer(), trainable=False)
        if partitioner:
            self._scope.set_partitioner(partitioner)
        self.built = True

    def call(self, inputs, training=False):
        outputs = tensor(dims(inputs), inputs.dtype)
        if is_unknown(training) or constant_of(training) is None or training:
            self.add_update([tensor(dims(variable), variable.dtype, "AssignMovingAvg")
                             for variable in (self.moving_mean, self.moving_variance)])
        return outputs


class _Pooling(Layer):
    def __init__(self, rank, pool_size, strides, padding="valid", data_format="channels_last", name=None, **kwargs):
        super(_Pooling, self).__init__(name=name, **kwargs)
        self.rank, self.pool_size = rank, _tuple(pool_size, rank)
        self.strides = _tuple(strides if strides is not None else pool_size, rank)
        self.padding, self.data_format = padding.lower(), data_format

    def call(self, inputs):
        shape = dims(inputs)
        if shape is None:
            return tensor(None, inputs.dtype)
        first = self.data_format == "channels_first"
        lengths = [_output_length(size, self.pool_size[i], self.padding, self.strides[i])
                   for i, size in enumerate(shape[2:] if first else shape[1:-1])]
        return tensor(shape[:2] + lengths if first else shape[:1] + lengths + shape[-1:], inputs.dtype)


class MaxPooling1D(_Pooling):
    def __init__(self, pool_size, strides, padding="valid", data_format="channels_last", name=None, **kwargs):
        super(MaxPooling1D, self).__init__(1, pool_size, strides, padding, data_format, name, **kwargs)


class MaxPooling2D(_Pooling):
    def __init__(self, pool_size, strides, padding="valid", data_format="channels_last", name=None, **kwargs):
        super(MaxPooling2D, self).__init__(2, pool_size, strides, padding, data_format, name, **kwargs)


class MaxPooling3D(_Pooling):
    def __init__(self, pool_size, strides, padding="valid", data_format="channels_last", name=None, **kwargs):
        super(MaxPooling3D, self).__init__(3, pool_size, strides, padding, data_format, name, **kwargs)


class AveragePooling1D(MaxPooling1D):
    pass


class AveragePooling2D(MaxPooling2D):
    pass


class AveragePooling3D(MaxPooling3D):
    pass


AvgPool1D, AvgPool2D, MaxPool1D, MaxPool2D = AveragePooling1D, AveragePooling2D, MaxPooling1D, MaxPooling2D


def dense(inputs, units, activation=None, use_bias=True, kernel_initializer=None,
          bias_initializer=tf.zeros_initializer(), kernel_regularizer=None, bias_regularizer=None,
          activity_regularizer=None, kernel_constraint=None, bias_constraint=None, trainable=True, name=None,
          reuse=None):
    layer = Dense(units, activation=activation, use_bias=use_bias, kernel_initializer=kernel_initializer,
                  bias_initializer=bias_initializer, kernel_regularizer=kernel_regularizer,
                  bias_regularizer=bias_regularizer, trainable=trainable, name=name, _scope=name, _reuse=reuse)
    return layer.apply(inputs)


def conv1d(inputs, filters, kernel_size, strides=1, padding="valid", data_format="channels_last", dilation_rate=1,
           activation=None, use_bias=True, kernel_initializer=None, bias_initializer=tf.zeros_initializer(),
           kernel_regularizer=None, bias_regularizer=None, activity_regularizer=None, kernel_constraint=None,
           bias_constraint=None, trainable=True, name=None, reuse=None):
    layer = Conv1D(filters, kernel_size, strides, padding, data_format, dilation_rate, activation=activation,
                   use_bias=use_bias, kernel_initializer=kernel_initializer, bias_initializer=bias_initializer,
                   kernel_regularizer=kernel_regularizer, bias_regularizer=bias_regularizer, trainable=trainable,
                   name=name, _scope=name, _reuse=reuse)
    return layer.apply(inputs)


def conv2d(inputs, filters, kernel_size, strides=(1, 1), padding="valid", data_format="channels_last",
           dilation_rate=(1, 1), activation=None, use_bias=True, kernel_initializer=None,
           bias_initializer=tf.zeros_initializer(), kernel_regularizer=None, bias_regularizer=None,
           activity_regularizer=None, kernel_constraint=None, bias_constraint=None, trainable=True, name=None,
           reuse=None):
    layer = Conv2D(filters, kernel_size, strides, padding, data_format, dilation_rate, activation=activation,
                   use_bias=use_bias, kernel_initializer=kernel_initializer, bias_initializer=bias_initializer,
                   kernel_regularizer=kernel_regularizer, bias_regularizer=bias_regularizer, trainable=trainable,
                   name=name, _scope=name, _reuse=reuse)
    return layer.apply(inputs)


def conv3d(inputs, filters, kernel_size, strides=(1, 1, 1), padding="valid", data_format="channels_last",
           dilation_rate=(1, 1, 1), activation=None, use_bias=True, kernel_initializer=None,
           bias_initializer=tf.zeros_initializer(), kernel_regularizer=None, bias_regularizer=None,
           activity_regularizer=None, kernel_constraint=None, bias_constraint=None, trainable=True, name=None,
           reuse=None):
    layer = Conv3D(filters, kernel_size, strides, padding, data_format, dilation_rate, activation=activation,
                   use_bias=use_bias, kernel_initializer=kernel_initializer, bias_initializer=bias_initializer,
                   kernel_regularizer=kernel_regularizer, bias_regularizer=bias_regularizer, trainable=trainable,
                   name=name, _scope=name, _reuse=reuse)
    return layer.apply(inputs)


def conv2d_transpose(inputs, filters, kernel_size, strides=(1, 1), padding="valid", data_format="channels_last",
                     activation=None, use_bias=True, kernel_initializer=None, bias_initializer=tf.zeros_initializer(),
                     kernel_regularizer=None, bias_regularizer=None, activity_regularizer=None, kernel_constraint=None,
                     bias_constraint=None, trainable=True, name=None, reuse=None):
    layer = Conv2DTranspose(filters, kernel_size, strides, padding, data_format, activation=activation,
                            use_bias=use_bias, kernel_initializer=kernel_initializer, bias_initializer=bias_initializer,
                            kernel_regularizer=kernel_regularizer, bias_regularizer=bias_regularizer,
                            trainable=trainable, name=name, _scope=name, _reuse=reuse)
    return layer.apply(inputs)


def conv3d_transpose(inputs, filters, kernel_size, strides=(1, 1, 1), padding="valid", data_format="channels_last",
                     activation=None, use_bias=True, kernel_initializer=None, bias_initializer=tf.zeros_initializer(),
                     kernel_regularizer=None, bias_regularizer=None, activity_regularizer=None, kernel_constraint=None,
                     bias_constraint=None, trainable=True, name=None, reuse=None):
    layer = Conv3DTranspose(filters, kernel_size, strides, padding, data_format, activation=activation,
                            use_bias=use_bias, kernel_initializer=kernel_initializer, bias_initializer=bias_initializer,
                            kernel_regularizer=kernel_regularizer, bias_regularizer=bias_regularizer,
                            trainable=trainable, name=name, _scope=name, _reuse=reuse)
    return layer.apply(inputs)


def separable_conv2d(inputs, filters, kernel_size, strides=(1, 1), padding="valid", data_format="channels_last",
                     dilation_rate=(1, 1), depth_multiplier=1, activation=None, use_bias=True,
                     depthwise_initializer=None, pointwise_initializer=None, bias_initializer=tf.zeros_initializer(),
                     depthwise_regularizer=None, pointwise_regularizer=None, bias_regularizer=None,
                     activity_regularizer=None, depthwise_constraint=None, pointwise_constraint=None,
                     bias_constraint=None, trainable=True, name=None, reuse=None):
    layer = SeparableConv2D(filters, kernel_size, strides, padding, data_format, dilation_rate, depth_multiplier,
                            activation=activation, use_bias=use_bias, depthwise_initializer=depthwise_initializer,
                            pointwise_initializer=pointwise_initializer, bias_initializer=bias_initializer,
                            depthwise_regularizer=depthwise_regularizer, pointwise_regularizer=pointwise_regularizer,
                            bias_regularizer=bias_regularizer, trainable=trainable, name=name, _scope=name,
                            _reuse=reuse)
    return layer.apply(inputs)


def separable_conv1d(inputs, filters, kernel_size, strides=1, padding="valid", data_format="channels_last",
                     dilation_rate=1, depth_multiplier=1, activation=None, use_bias=True, depthwise_initializer=None,
                     pointwise_initializer=None, bias_initializer=tf.zeros_initializer(), depthwise_regularizer=None,
                     pointwise_regularizer=None, bias_regularizer=None, activity_regularizer=None,
                     depthwise_constraint=None, pointwise_constraint=None, bias_constraint=None, trainable=True,
                     name=None, reuse=None):
    layer = SeparableConv1D(filters, kernel_size, strides, padding, data_format, dilation_rate, depth_multiplier,
                            activation=activation, use_bias=use_bias, depthwise_initializer=depthwise_initializer,
                            pointwise_initializer=pointwise_initializer, bias_initializer=bias_initializer,
                            depthwise_regularizer=depthwise_regularizer, pointwise_regularizer=pointwise_regularizer,
                            bias_regularizer=bias_regularizer, trainable=trainable, name=name, _scope=name,
                            _reuse=reuse)
    return layer.apply(inputs)


def batch_normalization(inputs, axis=-1, momentum=0.99, epsilon=1e-3, center=True, scale=True,
                        beta_initializer=tf.zeros_initializer(), gamma_initializer=tf.ones_initializer(),
                        moving_mean_initializer=tf.zeros_initializer(),
                        moving_variance_initializer=tf.ones_initializer(), beta_regularizer=None,
                        gamma_regularizer=None, beta_constraint=None, gamma_constraint=None, training=False,
                        trainable=True, name=None, reuse=None, renorm=False, renorm_clipping=None,
                        renorm_momentum=0.99, fused=None, virtual_batch_size=None, adjustment=None):
    layer = BatchNormalization(axis=axis, momentum=momentum, epsilon=epsilon, center=center, scale=scale,
                               beta_initializer=beta_initializer, gamma_initializer=gamma_initializer,
                               moving_mean_initializer=moving_mean_initializer,
                               moving_variance_initializer=moving_variance_initializer,
                               beta_regularizer=beta_regularizer, gamma_regularizer=gamma_regularizer, renorm=renorm,
                               fused=fused, trainable=trainable, virtual_batch_size=virtual_batch_size,
                               adjustment=adjustment, name=name, _reuse=reuse, _scope=name)
    return layer.apply(inputs, training=training)


def dropout(inputs, rate=0.5, noise_shape=None, seed=None, training=False, name=None):
    return Dropout(rate, noise_shape=noise_shape, seed=seed, name=name).apply(inputs, training=training)


def flatten(inputs, name=None, data_format="channels_last"):
    return Flatten(name=name, data_format=data_format).apply(inputs)


def max_pooling1d(inputs, pool_size, strides, padding="valid", data_format="channels_last", name=None):
    return MaxPooling1D(pool_size, strides, padding, data_format, name=name).apply(inputs)


def max_pooling2d(inputs, pool_size, strides, padding="valid", data_format="channels_last", name=None):
    return MaxPooling2D(pool_size, strides, padding, data_format, name=name).apply(inputs)


def max_pooling3d(inputs, pool_size, strides, padding="valid", data_format="channels_last", name=None):
    return MaxPooling3D(pool_size, strides, padding, data_format, name=name).apply(inputs)


def average_pooling1d(inputs, pool_size, strides, padding="valid", data_format="channels_last", name=None):
    return AveragePooling1D(pool_size, strides, padding, data_format, name=name).apply(inputs)


def average_pooling2d(inputs, pool_size, strides, padding="valid", data_format="channels_last", name=None):
    return AveragePooling2D(pool_size, strides, padding, data_format, name=name).apply(inputs)


def average_pooling3d(inputs, pool_size, strides, padding="valid", data_format="channels_last", name=None):
    return AveragePooling3D(pool_size, strides, padding, data_format, name=name).apply(inputs)

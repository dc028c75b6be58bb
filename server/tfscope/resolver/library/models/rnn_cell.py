"""`tf.nn.rnn_cell` (tensorflow/python/ops/rnn_cell_impl.py, rnn_cell_wrapper_impl.py) and the helpers that cells of
programs are built with (tensorflow/contrib/rnn/python/ops/core_rnn_cell.py)."""

# models: tf.nn.rnn_cell, tf.contrib.rnn, tf.python.ops.rnn_cell_impl, tf.python.ops.rnn_cell
# models: tf.contrib.rnn.python.ops.core_rnn_cell, tf.contrib.rnn.python.ops.core_rnn_cell_impl
# models: tf.contrib.rnn.python.ops.rnn_cell, tf.python.ops.rnn_cell_wrapper_impl

import collections

import tensorflow as tf
from tfscope_primitives import collecting_getter, given, is_unknown, map_structure, product_with_weights, remark_shared_cells, tensor

_WEIGHTS_VARIABLE_NAME = "kernel"
_BIAS_VARIABLE_NAME = "bias"

LSTMStateTuple = collections.namedtuple("LSTMStateTuple", ("c", "h"))


def assert_like_rnncell(cell_name, cell):
    return None


def _activation_of(given, default=tf.tanh):
    """tf.keras.activations.get, with the cell's default."""
    if given is None:
        return default
    if isinstance(given, str):
        return tf.identity if given == "linear" else getattr(tf.nn, given)
    return given


def _initializer_of(given):
    """tf.keras.initializers.get: names and configurations become initializers."""
    return tf.glorot_uniform_initializer() if isinstance(given, (str, dict)) else given


def _depth(shape):
    """The size of the last dimension of a TensorShape."""
    return shape[-1].value


def _zero_state_tensors(state_size, batch_size, dtype):
    def zeros(size):
        return tensor(tf.TensorShape([batch_size]).concatenate(size), dtype, "zeros")

    return map_structure(zeros, state_size)


class RNNCell(tf.layers.Layer):
    """A cell takes the scope that is current at its first call; its layer scope is then below that one."""

    def __init__(self, trainable=True, name=None, dtype=None, **kwargs):
        super(RNNCell, self).__init__(trainable=trainable, name=name, dtype=dtype, **kwargs)
        self._is_tf_rnn_cell = True

    def __call__(self, inputs, state, scope=None):
        if scope is not None:
            with tf.variable_scope(scope, custom_getter=collecting_getter(self)) as scope:
                return super(RNNCell, self).__call__(inputs, state, scope=scope)
        scope = getattr(self, "rnncell_scope", None)
        if scope is None:
            scope = tf.variable_scope(tf.get_variable_scope(), custom_getter=collecting_getter(self))
            self.rnncell_scope = scope
        with scope:
            return super(RNNCell, self).__call__(inputs, state)

    @property
    def state_size(self):
        raise NotImplementedError("Abstract method")

    @property
    def output_size(self):
        raise NotImplementedError("Abstract method")

    def build(self, _):
        pass

    def get_initial_state(self, inputs=None, batch_size=None, dtype=None):
        if inputs is not None:
            batch_size, dtype = inputs.shape[0].value, inputs.dtype
        return self.zero_state(batch_size, dtype)

    def zero_state(self, batch_size, dtype):
        with tf.name_scope(type(self).__name__ + "ZeroState", values=[batch_size]):
            return _zero_state_tensors(self.state_size, batch_size, dtype)


class LayerRNNCell(RNNCell):
    """A cell whose variables are made in `build`, once, like those of a layer."""

    def __call__(self, inputs, state, scope=None, *args, **kwargs):
        return tf.layers.Layer.__call__(self, inputs, state, *args, scope=scope, **kwargs)


class BasicRNNCell(LayerRNNCell):
    def __init__(self, num_units, activation=None, reuse=None, name=None, dtype=None, **kwargs):
        super(BasicRNNCell, self).__init__(_reuse=reuse, name=name, dtype=dtype, **kwargs)
        self._num_units = num_units
        self._activation = _activation_of(activation)

    @property
    def state_size(self):
        return self._num_units

    @property
    def output_size(self):
        return self._num_units

    def build(self, inputs_shape):
        self._kernel = self.add_variable("kernel", shape=[_depth(inputs_shape) + self._num_units, self._num_units])
        self._bias = self.add_variable("bias", shape=[self._num_units], initializer=tf.zeros_initializer())
        self.built = True

    def call(self, inputs, state):
        gate_inputs = tf.nn.bias_add(product_with_weights(tf.concat([inputs, state], 1), self._kernel), self._bias)
        output = self._activation(gate_inputs)
        return output, output


class GRUCell(LayerRNNCell):
    def __init__(self, num_units, activation=None, reuse=None, kernel_initializer=None, bias_initializer=None,
                 name=None, dtype=None, **kwargs):
        super(GRUCell, self).__init__(_reuse=reuse, name=name, dtype=dtype, **kwargs)
        self._num_units = num_units
        self._activation = _activation_of(activation)
        self._kernel_initializer = _initializer_of(kernel_initializer)
        self._bias_initializer = _initializer_of(bias_initializer)

    @property
    def state_size(self):
        return self._num_units

    @property
    def output_size(self):
        return self._num_units

    def _add_bias(self, name, size, default):
        initializer = default if self._bias_initializer is None else self._bias_initializer
        return self.add_variable(name, shape=[size], initializer=initializer)

    def build(self, inputs_shape):
        units = self._num_units
        rows = _depth(inputs_shape) + units
        self._gate_kernel = self.add_variable("gates/kernel", shape=[rows, 2 * units],
                                              initializer=self._kernel_initializer)
        self._gate_bias = self._add_bias("gates/bias", 2 * units, tf.ones_initializer())
        self._candidate_kernel = self.add_variable("candidate/kernel", shape=[rows, units],
                                                   initializer=self._kernel_initializer)
        self._candidate_bias = self._add_bias("candidate/bias", units, tf.zeros_initializer())
        self.built = True

    def call(self, inputs, state):
        gates = tf.nn.bias_add(product_with_weights(tf.concat([inputs, state], 1), self._gate_kernel), self._gate_bias)
        r, u = tf.split(tf.sigmoid(gates), 2, 1)
        candidate = product_with_weights(tf.concat([inputs, r * state], 1), self._candidate_kernel)
        new_h = u * state + (1 - u) * self._activation(tf.nn.bias_add(candidate, self._candidate_bias))
        return new_h, new_h


class BasicLSTMCell(LayerRNNCell):
    def __init__(self, num_units, forget_bias=1.0, state_is_tuple=True, activation=None, reuse=None, name=None,
                 dtype=None, **kwargs):
        super(BasicLSTMCell, self).__init__(_reuse=reuse, name=name, dtype=dtype, **kwargs)
        self._num_units = num_units
        self._forget_bias = forget_bias
        self._state_is_tuple = state_is_tuple
        self._activation = _activation_of(activation)

    @property
    def state_size(self):
        return LSTMStateTuple(self._num_units, self._num_units) if self._state_is_tuple else 2 * self._num_units

    @property
    def output_size(self):
        return self._num_units

    def build(self, inputs_shape):
        units = self._num_units
        self._kernel = self.add_variable("kernel", shape=[_depth(inputs_shape) + units, 4 * units])
        self._bias = self.add_variable("bias", shape=[4 * units], initializer=tf.zeros_initializer())
        self.built = True

    def call(self, inputs, state):
        if self._state_is_tuple:
            c, h = state
        else:
            c, h = tf.split(state, 2, 1)
        gates = tf.nn.bias_add(product_with_weights(tf.concat([inputs, h], 1), self._kernel), self._bias)
        i, j, f, o = tf.split(gates, 4, 1)
        kept = tf.multiply(c, tf.sigmoid(tf.add(f, self._forget_bias)))
        new_c = tf.add(kept, tf.multiply(tf.sigmoid(i), self._activation(j)))
        new_h = tf.multiply(self._activation(new_c), tf.sigmoid(o))
        return new_h, LSTMStateTuple(new_c, new_h) if self._state_is_tuple else tf.concat([new_c, new_h], 1)


def _lstm_state(num_units, num_proj, state_is_tuple=True):
    """The size of an LSTM's state and of its output."""
    output_size = num_proj if is_unknown(num_proj) or num_proj else num_units
    return (LSTMStateTuple(num_units, output_size) if state_is_tuple else num_units + output_size), output_size


class LSTMCell(LayerRNNCell):
    def __init__(self, num_units, use_peepholes=False, cell_clip=None, initializer=None, num_proj=None, proj_clip=None,
                 num_unit_shards=None, num_proj_shards=None, forget_bias=1.0, state_is_tuple=True, activation=None,
                 reuse=None, name=None, dtype=None, **kwargs):
        super(LSTMCell, self).__init__(_reuse=reuse, name=name, dtype=dtype, **kwargs)
        self._num_units, self._num_proj = num_units, num_proj
        self._use_peepholes, self._forget_bias = use_peepholes, forget_bias
        self._cell_clip, self._proj_clip = cell_clip, proj_clip
        self._initializer = _initializer_of(initializer)
        self._num_unit_shards, self._num_proj_shards = num_unit_shards, num_proj_shards
        self._state_is_tuple = state_is_tuple
        self._activation = _activation_of(activation)
        self._state_size, self._output_size = _lstm_state(num_units, num_proj, state_is_tuple)

    @property
    def state_size(self):
        return self._state_size

    @property
    def output_size(self):
        return self._output_size

    def _weight(self, name, shape, shards=None):
        partitioner = tf.fixed_size_partitioner(shards) if shards is not None else None
        return self.add_variable(name, shape=shape, initializer=self._initializer, partitioner=partitioner)

    def build(self, inputs_shape):
        units = self._num_units
        h_depth = self._num_proj if given(self._num_proj) else units
        self._kernel = self._weight("kernel", [_depth(inputs_shape) + h_depth, 4 * units], self._num_unit_shards)
        self._bias = self.add_variable("bias", shape=[4 * units], initializer=tf.zeros_initializer())
        if self._use_peepholes:
            self._w_f_diag = self._weight("w_f_diag", [units])
            self._w_i_diag = self._weight("w_i_diag", [units])
            self._w_o_diag = self._weight("w_o_diag", [units])
        if given(self._num_proj):
            self._proj_kernel = self._weight("projection/kernel", [units, self._num_proj], self._num_proj_shards)
        self.built = True

    def call(self, inputs, state):
        num_proj = self._num_proj if given(self._num_proj) else self._num_units
        if self._state_is_tuple:
            c_prev, m_prev = state
        else:
            c_prev = tf.slice(state, [0, 0], [-1, self._num_units])
            m_prev = tf.slice(state, [0, self._num_units], [-1, num_proj])
        gates = tf.nn.bias_add(product_with_weights(tf.concat([inputs, m_prev], 1), self._kernel), self._bias)
        i, j, f, o = tf.split(gates, 4, 1)
        c = self._new_memory(c_prev, i, j, f)
        m = tf.sigmoid(o + self._w_o_diag * c if self._use_peepholes else o) * self._activation(c)
        if given(self._num_proj):
            m = tf.matmul(m, self._proj_kernel)
            if self._proj_clip is not None:
                m = tf.clip_by_value(m, -self._proj_clip, self._proj_clip)
        return m, LSTMStateTuple(c, m) if self._state_is_tuple else tf.concat([c, m], 1)

    def _new_memory(self, c_prev, i, j, f):
        if self._use_peepholes:
            kept = tf.sigmoid(f + self._forget_bias + self._w_f_diag * c_prev) * c_prev
            c = kept + tf.sigmoid(i + self._w_i_diag * c_prev) * self._activation(j)
        else:
            c = tf.sigmoid(f + self._forget_bias) * c_prev + tf.sigmoid(i) * self._activation(j)
        return c if self._cell_clip is None else tf.clip_by_value(c, -self._cell_clip, self._cell_clip)


class _InnerCell(RNNCell):
    """What the cells around another cell have in common; `_inner` is the cell inside."""

    @property
    def state_size(self):
        return self._inner().state_size

    @property
    def output_size(self):
        return self._inner().output_size

    def zero_state(self, batch_size, dtype):
        with tf.name_scope(type(self).__name__ + "ZeroState", values=[batch_size]):
            return self._inner().zero_state(batch_size, dtype)


class _RNNCellWrapperV1(_InnerCell):
    """A wrapper opens no scope of its own: the scope goes to the wrapped cell."""

    def __init__(self, cell, *args, **kwargs):
        super(_RNNCellWrapperV1, self).__init__(*args, **kwargs)
        self.cell = cell

    def _inner(self):
        return self.cell

    @property
    def wrapped_cell(self):
        return self.cell

    @property
    def _cell(self):
        return self.cell

    def __call__(self, inputs, state, scope=None):
        return self._call_wrapped_cell(inputs, state, cell_call_fn=self.cell.__call__, scope=scope)


def _probability(given):
    """What the wrapper keeps of a keep probability: a float, or the tensor; one not known counts as a tensor."""
    if is_unknown(given):
        return tensor([], tf.float32)
    return float(given) if isinstance(given, (int, float)) else tf.convert_to_tensor(given)


def _may_drop(probability):
    return not isinstance(probability, float) or probability < 1


class DropoutWrapper(_RNNCellWrapperV1):
    def __init__(self, cell, input_keep_prob=1.0, output_keep_prob=1.0, state_keep_prob=1.0,
                 variational_recurrent=False, input_size=None, dtype=None, seed=None,
                 dropout_state_filter_visitor=None, **kwargs):
        super(DropoutWrapper, self).__init__(cell, dtype=dtype, **kwargs)
        with tf.name_scope("DropoutWrapperInit"):
            self._input_keep_prob = _probability(input_keep_prob)
            self._state_keep_prob = _probability(state_keep_prob)
            self._output_keep_prob = _probability(output_keep_prob)
        self._variational_recurrent = variational_recurrent

    def _dropout(self, values, keep_prob):
        return map_structure(lambda value: tf.nn.dropout(value, rate=1.0 - keep_prob), values)

    def _dropout_state(self, state):
        """The memory of an LSTM is not dropped (_default_dropout_state_filter_visitor)."""
        if isinstance(state, LSTMStateTuple):
            return LSTMStateTuple(state.c, self._dropout(state.h, self._state_keep_prob))
        if isinstance(state, (list, tuple)) and not hasattr(state, "_fields"):
            return type(state)([self._dropout_state(part) for part in state])
        return self._dropout(state, self._state_keep_prob)

    def _call_wrapped_cell(self, inputs, state, cell_call_fn, **kwargs):
        if _may_drop(self._input_keep_prob):
            inputs = self._dropout(inputs, self._input_keep_prob)
        output, new_state = cell_call_fn(inputs, state, **kwargs)
        if _may_drop(self._state_keep_prob):
            new_state = self._dropout_state(new_state)
        if _may_drop(self._output_keep_prob):
            output = self._dropout(output, self._output_keep_prob)
        return output, new_state


class ResidualWrapper(_RNNCellWrapperV1):
    def __init__(self, cell, residual_fn=None, **kwargs):
        super(ResidualWrapper, self).__init__(cell, **kwargs)
        self._residual_fn = residual_fn

    def _call_wrapped_cell(self, inputs, state, cell_call_fn, **kwargs):
        outputs, new_state = cell_call_fn(inputs, state, **kwargs)
        if self._residual_fn is not None:
            return self._residual_fn(inputs, outputs), new_state
        return map_structure(lambda given, made: given + made, inputs, outputs), new_state


class DeviceWrapper(_RNNCellWrapperV1):
    def __init__(self, cell, device, **kwargs):
        super(DeviceWrapper, self).__init__(cell, **kwargs)
        self._device = device

    def _call_wrapped_cell(self, inputs, state, cell_call_fn, **kwargs):
        return cell_call_fn(inputs, state, **kwargs)


class MultiRNNCell(RNNCell):
    def __init__(self, cells, state_is_tuple=True):
        super(MultiRNNCell, self).__init__()
        remark_shared_cells(cells)
        self._cells = cells
        self._state_is_tuple = state_is_tuple

    @property
    def cells(self):
        return self._cells

    @property
    def state_size(self):
        if self._state_is_tuple:
            return tuple([cell.state_size for cell in self._cells])
        return sum([cell.state_size for cell in self._cells])

    @property
    def output_size(self):
        return self._cells[-1].output_size

    def zero_state(self, batch_size, dtype):
        with tf.name_scope(type(self).__name__ + "ZeroState", values=[batch_size]):
            if self._state_is_tuple:
                return tuple([cell.zero_state(batch_size, dtype) for cell in self._cells])
            return super(MultiRNNCell, self).zero_state(batch_size, dtype)

    def _inner_weights(self, kind):
        return [weight for cell in self._cells if isinstance(cell, tf.layers.Layer) for weight in getattr(cell, kind)]

    @property
    def trainable_weights(self):
        return self._inner_weights("trainable_weights") if self.trainable else []

    @property
    def non_trainable_weights(self):
        others = self._inner_weights("non_trainable_weights")
        return others if self.trainable else self._inner_weights("trainable_weights") + others

    @property
    def weights(self):
        return self.trainable_weights + self.non_trainable_weights

    def call(self, inputs, state):
        position, output, new_states = 0, inputs, []
        for i, cell in enumerate(self._cells):
            with tf.variable_scope("cell_%d" % i):
                if self._state_is_tuple:
                    current = state[i]
                else:
                    current = tf.slice(state, [0, position], [-1, cell.state_size])
                    position += cell.state_size
                output, new_state = cell(output, current)
                new_states.append(new_state)
        return output, tuple(new_states) if self._state_is_tuple else tf.concat(new_states, 1)


# -- core_rnn_cell.py


def _as_list(args):
    return args if isinstance(args, (list, tuple)) else [args]


def _kernel_and_bias(args, output_size, bias, bias_initializer, kernel_initializer):
    """The weights of a linear map over the columns of all `args`, in the current scope, and the bias if asked for."""
    dtype = args[0].dtype
    rows = sum([_depth(arg.get_shape()) for arg in args])
    with tf.variable_scope(tf.get_variable_scope()) as outer_scope:
        kernel = tf.get_variable("kernel", [rows, output_size], dtype=dtype, initializer=kernel_initializer)
        if not bias:
            return kernel, None
        with tf.variable_scope(outer_scope) as inner_scope:
            inner_scope.set_partitioner(None)
            if bias_initializer is None:
                bias_initializer = tf.constant_initializer(0.0, dtype=dtype)
            return kernel, tf.get_variable("bias", [output_size], dtype=dtype, initializer=bias_initializer)


def _mapped(args, kernel, bias):
    result = tf.matmul(args[0] if len(args) == 1 else tf.concat(args, 1), kernel)
    return result if bias is None else tf.nn.bias_add(result, bias)


class _Linear(object):
    def __init__(self, args, output_size, build_bias, bias_initializer=None, kernel_initializer=None):
        self._build_bias = build_bias
        self._weights, self._biases = _kernel_and_bias(_as_list(args), output_size, build_bias, bias_initializer,
                                                       kernel_initializer)

    def __call__(self, args):
        return _mapped(_as_list(args), self._weights, self._biases)


def _linear(args, output_size, bias, bias_initializer=None, kernel_initializer=None, **older):
    if older:
        raise TypeError("_linear() got an unexpected keyword argument")
    args = _as_list(args)
    kernel, biases = _kernel_and_bias(args, output_size, bias, bias_initializer, kernel_initializer)
    return _mapped(args, kernel, biases)


class _AroundCell(_InnerCell):
    """A cell that calls another one inside its own layer scope."""

    def __init__(self, cell, reuse=None):
        super(_AroundCell, self).__init__(_reuse=reuse)
        self._cell = cell

    def _inner(self):
        return self._cell


class EmbeddingWrapper(_AroundCell):
    def __init__(self, cell, embedding_classes, embedding_size, initializer=None, reuse=None):
        super(EmbeddingWrapper, self).__init__(cell, reuse)
        self._embedding_classes, self._embedding_size = embedding_classes, embedding_size
        self._initializer = initializer

    def call(self, inputs, state):
        initializer = self._initializer or tf.get_variable_scope().initializer or tf.random_uniform_initializer()
        dtype = state[0].dtype if isinstance(state, tuple) else state.dtype
        embedding = tf.get_variable("embedding", [self._embedding_classes, self._embedding_size],
                                    initializer=initializer, dtype=dtype)
        return self._cell(tf.nn.embedding_lookup(embedding, tf.reshape(inputs, [-1])), state)


class InputProjectionWrapper(_AroundCell):
    def __init__(self, cell, num_proj, activation=None, input_size=None, reuse=None):
        super(InputProjectionWrapper, self).__init__(cell, reuse)
        self._num_proj, self._activation = num_proj, activation
        self._linear = None

    def call(self, inputs, state):
        if self._linear is None:
            self._linear = _Linear(inputs, self._num_proj, True)
        projected = self._linear(inputs)
        return self._cell(self._activation(projected) if self._activation else projected, state)


class OutputProjectionWrapper(_AroundCell):
    def __init__(self, cell, output_size, activation=None, reuse=None):
        super(OutputProjectionWrapper, self).__init__(cell, reuse)
        self._output_size, self._activation = output_size, activation
        self._linear = None

    @property
    def output_size(self):
        return self._output_size

    def call(self, inputs, state):
        output, new_state = self._cell(inputs, state)
        if self._linear is None:
            self._linear = _Linear(output, self._output_size, True)
        projected = self._linear(output)
        return self._activation(projected) if self._activation else projected, new_state

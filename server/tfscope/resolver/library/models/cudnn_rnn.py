"""`tf.contrib.cudnn_rnn` (tensorflow/contrib/cudnn_rnn/python/layers/cudnn_rnn.py, ops/cudnn_rnn_ops.py)."""

# models: tf.contrib.cudnn_rnn, tf.contrib.cudnn_rnn.python.layers.cudnn_rnn
# models: tf.contrib.cudnn_rnn.python.ops.cudnn_rnn_ops

import tensorflow as tf
from tfscope_primitives import tensor, via

CUDNN_RNN_UNIDIRECTION, CUDNN_RNN_BIDIRECTION = "unidirectional", "bidirectional"
CUDNN_INPUT_LINEAR_MODE, CUDNN_INPUT_SKIP_MODE, CUDNN_INPUT_AUTO_MODE = "linear_input", "skip_input", "auto_select"
CUDNN_LSTM, CUDNN_GRU, CUDNN_RNN_RELU, CUDNN_RNN_TANH = "lstm", "gru", "rnn_relu", "rnn_tanh"


class _CudnnRNN(tf.layers.Layer):
    """All weights of all layers are one variable, whose shape only the GPU's library knows."""

    _rnn_mode = None

    def __init__(self, num_layers, num_units, input_mode=CUDNN_INPUT_LINEAR_MODE, direction=CUDNN_RNN_UNIDIRECTION,
                 dropout=0.0, seed=None, dtype=tf.float32, kernel_initializer=None, bias_initializer=None, name=None):
        super(_CudnnRNN, self).__init__(dtype=dtype, name=name)
        self._num_layers, self._num_units, self._input_mode = num_layers, num_units, input_mode
        self._direction, self._input_size = direction, None

    @property
    def num_layers(self):
        return self._num_layers

    @property
    def num_units(self):
        return self._num_units

    @property
    def input_mode(self):
        return self._input_mode

    @property
    def input_size(self):
        return self._input_size

    @property
    def rnn_mode(self):
        return self._rnn_mode

    @property
    def direction(self):
        return self._direction

    @property
    def num_dirs(self):
        return 1 if self._direction == CUDNN_RNN_UNIDIRECTION else 2

    def _update_trainable_weights(self, getter, *args, **kwargs):
        variable = getter(*args, **kwargs)
        if all([variable is not known for known in self._trainable_weights]):
            self._trainable_weights.append(variable)
        return variable

    def build(self, input_shape):
        if self.built:
            return
        self._input_size = input_shape[-1].value
        self._set_scope(None)
        with tf.variable_scope(self._scope, reuse=self.built, custom_getter=self._update_trainable_weights):
            with via("tf.contrib.cudnn_rnn." + type(self).__name__):
                params = tensor(None, self.dtype, "CudnnRNNCanonicalToParams")
                self.kernel = tf.get_variable("opaque_kernel", dtype=self.dtype, initializer=params,
                                              validate_shape=False)
        self.built = True

    def state_shape(self, batch_size):
        shape = [self.num_layers * self.num_dirs, batch_size, self.num_units]
        return (shape, shape) if self._rnn_mode == CUDNN_LSTM else (shape,)

    def call(self, inputs, initial_state=None, sequence_lengths=None, time_major=True, training=True):
        shape, kernel = inputs.get_shape(), self.kernel
        batch_size = shape[1 if time_major else 0]
        outputs = tensor(shape[:2].concatenate([self.num_units * self.num_dirs]), self.dtype, "CudnnRNN")
        return outputs, tuple([tensor(size, self.dtype) for size in self.state_shape(batch_size)])


class CudnnLSTM(_CudnnRNN):
    _rnn_mode = CUDNN_LSTM


class CudnnGRU(_CudnnRNN):
    _rnn_mode = CUDNN_GRU


class CudnnRNNTanh(_CudnnRNN):
    _rnn_mode = CUDNN_RNN_TANH


class CudnnRNNRelu(_CudnnRNN):
    _rnn_mode = CUDNN_RNN_RELU


class CudnnCompatibleLSTMCell(tf.contrib.rnn.LSTMBlockCell):
    def __init__(self, num_units, reuse=None):
        super(CudnnCompatibleLSTMCell, self).__init__(num_units, forget_bias=0, reuse=reuse,
                                                      name="cudnn_compatible_lstm_cell")


class CudnnCompatibleGRUCell(tf.nn.rnn_cell.GRUCell):
    def __init__(self, num_units, reuse=None, kernel_initializer=None):
        super(CudnnCompatibleGRUCell, self).__init__(num_units, reuse=reuse, kernel_initializer=kernel_initializer)

    def _add_kernel(self, name, shape):
        return self.add_variable(name, shape=shape, initializer=self._kernel_initializer)

    def build(self, inputs_shape):
        depth, units = inputs_shape[1].value, self._num_units
        self._gate_kernel = self._add_kernel("gates/kernel", [depth + units, 2 * units])
        self._gate_bias = self._add_bias("gates/bias", 2 * units, tf.ones_initializer())
        self._input_kernel = self._add_kernel("candidate/input_projection/kernel", [depth, units])
        self._hidden_kernel = self._add_kernel("candidate/hidden_projection/kernel", [units, units])
        zeros = tf.zeros_initializer()
        self._input_bias = self._add_bias("candidate/input_projection/bias", units, zeros)
        self._hidden_bias = self._add_bias("candidate/hidden_projection/bias", units, zeros)

    def call(self, inputs, state):
        gates = tf.nn.bias_add(tf.matmul(tf.concat([inputs, state], 1), self._gate_kernel), self._gate_bias)
        r, u = tf.split(tf.sigmoid(gates), 2, 1)
        candidate = tf.nn.bias_add(tf.matmul(inputs, self._input_kernel), self._input_bias)
        candidate = candidate + r * tf.nn.bias_add(tf.matmul(state, self._hidden_kernel), self._hidden_bias)
        new_h = (1 - u) * self._activation(candidate) + u * state
        return new_h, new_h

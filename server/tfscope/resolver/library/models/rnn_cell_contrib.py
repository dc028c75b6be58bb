"""The cells of `tf.contrib.rnn` (tensorflow/contrib/rnn/python/ops/rnn_cell.py, lstm_ops.py, gru_ops.py)."""

# models: tf.contrib.rnn, tf.contrib.rnn.python.ops.rnn_cell, tf.contrib.rnn.python.ops.lstm_ops
# models: tf.contrib.rnn.python.ops.gru_ops

import collections

import tensorflow as tf
from tensorflow.python.ops import rnn_cell_impl
from tfscope_primitives import fail_if_caught, flatten, map_structure, tensor

RNNCell, LayerRNNCell = rnn_cell_impl.RNNCell, rnn_cell_impl.LayerRNNCell
LSTMStateTuple = rnn_cell_impl.LSTMStateTuple
_Linear, _depth = rnn_cell_impl._Linear, rnn_cell_impl._depth
_activation_of, _lstm_state = rnn_cell_impl._activation_of, rnn_cell_impl._lstm_state


class _UnitsCell(object):
    """State and output of a cell that has `_num_units`."""

    @property
    def state_size(self):
        return self._num_units

    @property
    def output_size(self):
        return self._num_units


class _SizedCell(object):
    """State and output of a cell that keeps their sizes."""

    @property
    def state_size(self):
        return self._state_size

    @property
    def output_size(self):
        return self._output_size


def _clipped(value, limit):
    return value if limit is None else tf.clip_by_value(value, -limit, limit)


# -- variables in shards, without a partitioner


def _get_concat_variable(name, shape, dtype, num_shards):
    shards = _get_sharded_variable(name, shape, dtype, num_shards)
    return shards[0] if len(shards) == 1 else tf.concat(shards, 0, name=name + "/concat")


def _get_sharded_variable(name, shape, dtype, num_shards):
    size, longer = divmod(shape[0], num_shards)
    return [tf.get_variable(name + "_%d" % i, [size + (1 if i < longer else 0)] + shape[1:], dtype=dtype)
            for i in range(num_shards)]


def _norm(g, b, inp, scope, dtype=None):
    """Layer normalization whose variables are made first and then reused by `layer_norm`."""
    shape = inp.get_shape()[-1:]
    with tf.variable_scope(scope):
        tf.get_variable("gamma", shape=shape, initializer=tf.constant_initializer(g), dtype=dtype)
        tf.get_variable("beta", shape=shape, initializer=tf.constant_initializer(b), dtype=dtype)
    return tf.contrib.layers.layer_norm(inp, reuse=True, scope=scope)


class _Normed(object):
    def _maybe_norm(self, parts, scopes, dtype=None):
        if not self._layer_norm:
            return parts
        return [_norm(self._norm_gain, self._norm_shift, part, scope, dtype) for part, scope in zip(parts, scopes)]


class CoupledInputForgetGateLSTMCell(_SizedCell, _Normed, RNNCell):
    def __init__(self, num_units, use_peepholes=False, initializer=None, num_proj=None, proj_clip=None,
                 num_unit_shards=1, num_proj_shards=1, forget_bias=1.0, state_is_tuple=True, activation=tf.tanh,
                 reuse=None, layer_norm=False, norm_gain=1.0, norm_shift=0.0):
        RNNCell.__init__(self, _reuse=reuse)
        self._num_units, self._num_proj, self._use_peepholes = num_units, num_proj, use_peepholes
        self._num_unit_shards, self._num_proj_shards = num_unit_shards, num_proj_shards
        self._proj_clip, self._forget_bias, self._activation = proj_clip, forget_bias, activation
        self._layer_norm, self._norm_gain, self._norm_shift = layer_norm, norm_gain, norm_shift
        self._state_is_tuple = state_is_tuple
        self._state_size, self._output_size = _lstm_state(num_units, num_proj, state_is_tuple)

    def call(self, inputs, state):
        units, dtype = self._num_units, inputs.dtype
        num_proj = units if self._num_proj is None else self._num_proj
        c_prev, m_prev = state if self._state_is_tuple else tf.split(state, [units, num_proj], 1)
        rows = _depth(inputs.get_shape()) + num_proj
        kernel = _get_concat_variable("W", [rows, 3 * units], dtype, self._num_unit_shards)
        bias = tf.get_variable("B", shape=[3 * units], initializer=tf.zeros_initializer(), dtype=dtype)
        matrix = tf.matmul(tf.concat([inputs, m_prev], 1), kernel)
        parts = tf.split(matrix if self._layer_norm else tf.nn.bias_add(matrix, bias), 3, 1)
        j, f, o = self._maybe_norm(parts, ("transform", "forget", "output"))
        f, w_o_diag = f + self._forget_bias, None
        if self._use_peepholes:
            f = f + tf.get_variable("W_F_diag", shape=[units], dtype=dtype) * c_prev
            w_o_diag = tf.get_variable("W_O_diag", shape=[units], dtype=dtype)
        f = tf.sigmoid(f)
        c = f * c_prev + (1 - f) * self._activation(j)
        c = self._maybe_norm([c], ("state",))[0]
        m = tf.sigmoid(o + w_o_diag * c if self._use_peepholes else o) * self._activation(c)
        if self._num_proj is not None:
            m = tf.matmul(m, _get_concat_variable("W_P", [units, self._num_proj], dtype, self._num_proj_shards))
            m = _clipped(m, self._proj_clip)
        return m, LSTMStateTuple(c, m) if self._state_is_tuple else tf.concat([c, m], 1)


def _frequency_slices(inputs, feature_size, skip, start, end):
    """The windows over the features of `inputs` between two of them."""
    count = int((end - start - feature_size) / skip) + 1
    return [tf.slice(inputs, [0, start + i * skip], [-1, feature_size]) for i in range(count)]


class TimeFreqLSTMCell(_SizedCell, RNNCell):
    def __init__(self, num_units, use_peepholes=False, cell_clip=None, initializer=None, num_unit_shards=1,
                 forget_bias=1.0, feature_size=None, frequency_skip=1, reuse=None):
        RNNCell.__init__(self, _reuse=reuse)
        self._num_units, self._use_peepholes, self._cell_clip = num_units, use_peepholes, cell_clip
        self._num_unit_shards, self._forget_bias = num_unit_shards, forget_bias
        self._feature_size, self._frequency_skip = feature_size, frequency_skip
        self._state_size, self._output_size = 2 * num_units, num_units

    def call(self, inputs, state):
        units, dtype = self._num_units, inputs.dtype
        windows = _frequency_slices(inputs, self._feature_size, self._frequency_skip, 0, _depth(inputs.get_shape()))
        rows = _depth(windows[0].get_shape()) + 2 * units
        kernel = _get_concat_variable("W", [rows, 4 * units], dtype, self._num_unit_shards)
        bias = tf.get_variable("B", shape=[4 * units], initializer=tf.zeros_initializer(), dtype=dtype)
        if self._use_peepholes:
            for name in ("W_F_diag", "W_I_diag", "W_O_diag"):
                tf.get_variable(name, shape=[units], dtype=dtype)
        states, outputs = [], []
        m = tensor([inputs.get_shape()[0], units], dtype, "zeros")
        for number, window in enumerate(windows):
            c_prev = tf.slice(state, [0, 2 * number * units], [-1, units])
            m_prev = tf.slice(state, [0, (2 * number + 1) * units], [-1, units])
            gates = tf.nn.bias_add(tf.matmul(tf.concat([window, m_prev, m], 1), kernel), bias)
            i, j, f, o = tf.split(gates, 4, 1)
            c = tf.sigmoid(f + self._forget_bias) * c_prev + tf.sigmoid(i) * tf.tanh(j)
            m = tf.sigmoid(o) * tf.tanh(_clipped(c, self._cell_clip))
            states, outputs = states + [c, m], outputs + [m]
        return tf.concat(outputs, 1), tf.concat(states, 1)


class GridLSTMCell(_SizedCell, RNNCell):
    def __init__(self, num_units, use_peepholes=False, share_time_frequency_weights=False, cell_clip=None,
                 initializer=None, num_unit_shards=1, forget_bias=1.0, feature_size=None, frequency_skip=None,
                 num_frequency_blocks=None, start_freqindex_list=None, end_freqindex_list=None,
                 couple_input_forget_gates=False, state_is_tuple=True, reuse=None):
        RNNCell.__init__(self, _reuse=reuse)
        self._num_units, self._use_peepholes, self._cell_clip = num_units, use_peepholes, cell_clip
        self._share_time_frequency_weights = share_time_frequency_weights
        self._couple_input_forget_gates = couple_input_forget_gates
        self._num_unit_shards, self._forget_bias = num_unit_shards, forget_bias
        self._feature_size, self._frequency_skip = feature_size, frequency_skip
        self._num_frequency_blocks = num_frequency_blocks
        self._starts, self._ends = start_freqindex_list, end_freqindex_list
        self._state_is_tuple = state_is_tuple
        self._total_blocks = sum([int(count) for count in num_frequency_blocks])
        self._output_size = num_units * self._total_blocks * 2
        self._state_tuple_type, self._state_size = None, self._output_size
        if state_is_tuple:
            self._set_state_tuple("GridLSTMStateTuple", [""])

    def _set_state_tuple(self, name, prefixes):
        fields = [prefix + "state_f%02d_b%02d_%s" % (freq, block, part) for prefix in prefixes
                  for block, count in enumerate(self._num_frequency_blocks) for freq in range(count)
                  for part in ("c", "m")]
        self._state_tuple_type = collections.namedtuple(name, fields)
        self._state_size = self._state_tuple_type(*([self._num_units] * len(fields)))

    @property
    def state_tuple_type(self):
        return self._state_tuple_type

    def call(self, inputs, state):
        outputs, states = self._all_blocks(self._make_tf_features(inputs), state, "state")
        state_out = self._state_tuple_type(*states) if self._state_is_tuple else tf.concat(states, 1)
        return tf.concat(outputs, 1), state_out

    def _all_blocks(self, blocks, state, prefix):
        outputs, states = [], []
        for block, windows in enumerate(blocks):
            block_outputs, block_states = self._compute(windows, block, state, prefix)
            outputs, states = outputs + block_outputs, states + block_states
        return outputs, states

    def _peepholes(self, block, axis, dtype):
        gates = ("I", "O") if self._couple_input_forget_gates else ("F", "I", "O")
        for gate in gates:
            for side in ("f", "t"):
                tf.get_variable("W_%s_diag_%s%s_%d" % (gate, axis, side, block), shape=[self._num_units], dtype=dtype)

    def _compute(self, windows, block, state, prefix):
        """The variables of one block of frequencies, and its steps over them."""
        units, dtype = self._num_units, windows[0].dtype
        gates = 3 if self._couple_input_forget_gates else 4
        rows = _depth(windows[0].get_shape()) + 2 * units
        for axis in ("f",) if self._share_time_frequency_weights else ("f", "t"):
            kernel = _get_concat_variable("W_%s_%d" % (axis, block), [rows, gates * units], dtype,
                                          self._num_unit_shards)
            bias = tf.get_variable("B_%s_%d" % (axis, block), shape=[gates * units],
                                   initializer=tf.zeros_initializer(), dtype=dtype)
        if self._use_peepholes:
            self._peepholes(block, "freq", dtype)
            if not self._share_time_frequency_weights:
                self._peepholes(block, "time", dtype)
        outputs, states = [], []
        m_freq = tensor([windows[0].get_shape()[0], units], dtype, "zeros")
        for number, window in enumerate(windows):
            if self._state_is_tuple:
                m_prev = getattr(state, "%s_f%02d_b%02d_m" % (prefix, number, block))
            else:
                m_prev = tf.slice(state, [0, (2 * number + 1) * units], [-1, units])
            parts = tf.split(tf.nn.bias_add(tf.matmul(tf.concat([window, m_prev, m_freq], 1), kernel), bias), gates, 1)
            c, m_time, m_freq = tf.tanh(parts[0]), tf.tanh(parts[1]), tf.tanh(parts[2])
            outputs, states = outputs + [m_time, m_freq], states + [c, m_time]
        return outputs, states

    def _make_tf_features(self, inputs, slice_offset=0):
        if slice_offset:
            inputs = tf.pad(inputs, [[0, 0], [0, slice_offset] if slice_offset > 0 else [-slice_offset, 0]])
            slice_offset = max(slice_offset, 0)
        if not self._starts:
            end = _depth(inputs.get_shape())
            count = self._num_frequency_blocks[0]
            end = self._feature_size + (count - 1) * self._frequency_skip
            return [_frequency_slices(inputs, self._feature_size, self._frequency_skip, slice_offset,
                                      slice_offset + end)]
        return [_frequency_slices(inputs, self._feature_size, self._frequency_skip, start + slice_offset,
                                  end + slice_offset) for start, end in zip(self._starts, self._ends)]


class BidirectionalGridLSTMCell(GridLSTMCell):
    def __init__(self, num_units, use_peepholes=False, share_time_frequency_weights=False, cell_clip=None,
                 initializer=None, num_unit_shards=1, forget_bias=1.0, feature_size=None, frequency_skip=None,
                 num_frequency_blocks=None, start_freqindex_list=None, end_freqindex_list=None,
                 couple_input_forget_gates=False, backward_slice_offset=0, reuse=None):
        super(BidirectionalGridLSTMCell, self).__init__(
            num_units, use_peepholes, share_time_frequency_weights, cell_clip, initializer, num_unit_shards,
            forget_bias, feature_size, frequency_skip, num_frequency_blocks, start_freqindex_list, end_freqindex_list,
            couple_input_forget_gates, True, reuse)
        self._backward_slice_offset = int(backward_slice_offset)
        self._set_state_tuple("BidirectionalGridLSTMStateTuple", ["fwd_", "bwd_"])
        self._output_size = 2 * num_units * self._total_blocks * 2

    def call(self, inputs, state):
        forward = self._make_tf_features(inputs)
        backward = self._make_tf_features(inputs, self._backward_slice_offset)
        with tf.variable_scope("fwd"):
            outputs, states = self._all_blocks(forward, state, "fwd_state")
        with tf.variable_scope("bwd"):
            reversed_outputs, reversed_states = self._all_blocks([each[::-1] for each in backward], state, "bwd_state")
        return tf.concat(outputs + reversed_outputs, 1), self._state_tuple_type(*(states + reversed_states))


# -- wrappers


class AttentionCellWrapper(RNNCell):
    def __init__(self, cell, attn_length, attn_size=None, attn_vec_size=None, input_size=None, state_is_tuple=True,
                 reuse=None):
        super(AttentionCellWrapper, self).__init__(_reuse=reuse)
        attn_size = cell.output_size if attn_size is None else attn_size
        self._cell, self._attn_length, self._attn_size = cell, attn_length, attn_size
        self._attn_vec_size = attn_size if attn_vec_size is None else attn_vec_size
        self._input_size, self._state_is_tuple = input_size, state_is_tuple
        self._linear1 = self._linear2 = self._linear3 = None

    @property
    def state_size(self):
        size = (self._cell.state_size, self._attn_size, self._attn_size * self._attn_length)
        return size if self._state_is_tuple else sum(list(size))

    @property
    def output_size(self):
        return self._attn_size

    def call(self, inputs, state):
        if not self._state_is_tuple:
            state = tf.split(state, [self._cell.state_size, self._attn_size, self._attn_size * self._attn_length], 1)
        state, attns, attn_states = state
        attn_states = tf.reshape(attn_states, [-1, self._attn_length, self._attn_size])
        input_size = self._input_size
        if input_size is None:
            input_size = _depth(inputs.get_shape())
        if self._linear1 is None:
            self._linear1 = _Linear([inputs, attns], input_size, True)
        cell_output, new_state = self._cell(self._linear1([inputs, attns]), state)
        query = tf.concat(flatten(new_state), 1) if self._state_is_tuple else new_state
        new_attns, new_attn_states = self._attention(query, attn_states)
        with tf.variable_scope("attn_output_projection"):
            if self._linear2 is None:
                self._linear2 = _Linear([cell_output, new_attns], self._attn_size, True)
            output = self._linear2([cell_output, new_attns])
        new_attn_states = tf.concat([new_attn_states, tf.expand_dims(output, 1)], 1)
        new_attn_states = tf.reshape(new_attn_states, [-1, self._attn_length * self._attn_size])
        new_state = (new_state, new_attns, new_attn_states)
        return output, new_state if self._state_is_tuple else tf.concat(list(new_state), 1)

    def _attention(self, query, attn_states):
        with tf.variable_scope("attention"):
            size = self._attn_vec_size
            k = tf.get_variable("attn_w", [1, 1, self._attn_size, size])
            v = tf.get_variable("attn_v", [size])
            hidden = tf.reshape(attn_states, [-1, self._attn_length, 1, self._attn_size])
            features = tf.nn.conv2d(hidden, k, [1, 1, 1, 1], "SAME")
            if self._linear3 is None:
                self._linear3 = _Linear(query, size, True)
            y = tf.reshape(self._linear3(query), [-1, 1, 1, size])
            weights = tf.nn.softmax(tf.reduce_sum(v * tf.tanh(features + y), [2, 3]))
            read = tf.reduce_sum(tf.reshape(weights, [-1, self._attn_length, 1, 1]) * hidden, [1, 2])
            rest = tensor([attn_states.get_shape()[0], self._attn_length - 1, self._attn_size], attn_states.dtype)
            return tf.reshape(read, [-1, self._attn_size]), rest


class _ThroughCell(RNNCell):
    """A wrapper that was never initialized as a layer: it has no scope of its own."""

    @property
    def state_size(self):
        return self._cell.state_size

    @property
    def output_size(self):
        return self._cell.output_size

    def zero_state(self, batch_size, dtype):
        with tf.name_scope(type(self).__name__ + "ZeroState", values=[batch_size]):
            return self._cell.zero_state(batch_size, dtype)


class HighwayWrapper(_ThroughCell):
    def __init__(self, cell, couple_carry_transform_gates=True, carry_bias_init=1.0):
        self._cell, self._couple_carry_transform_gates = cell, couple_carry_transform_gates
        self._carry_bias_init = carry_bias_init

    def _gate(self, name, inp, bias):
        size = _depth(inp.get_shape())
        weight = tf.get_variable(name + "_w", [size, size])
        bias = tf.get_variable(name + "_b", [size], initializer=tf.constant_initializer(bias))
        return tf.sigmoid(tf.nn.xw_plus_b(inp, weight, bias))

    def _highway(self, inp, out):
        carry = self._gate("carry", inp, self._carry_bias_init)
        if self._couple_carry_transform_gates:
            return inp * carry + out * (1 - carry)
        return inp * carry + out * self._gate("transform", inp, -self._carry_bias_init)

    def __call__(self, inputs, state, scope=None):
        outputs, new_state = self._cell(inputs, state, scope=scope)
        return map_structure(self._highway, inputs, outputs), new_state


class CompiledWrapper(_ThroughCell):
    def __init__(self, cell, compile_stateful=False):
        self._cell = cell

    def __call__(self, inputs, state, scope=None):
        return self._cell(inputs, state, scope=scope)


# -- cells that get their variables as they are called


class LayerNormBasicLSTMCell(_Normed, RNNCell):
    def __init__(self, num_units, forget_bias=1.0, input_size=None, activation=tf.tanh, layer_norm=True, norm_gain=1.0,
                 norm_shift=0.0, dropout_keep_prob=1.0, dropout_prob_seed=None, reuse=None):
        RNNCell.__init__(self, _reuse=reuse)
        self._num_units, self._forget_bias, self._activation = num_units, forget_bias, activation
        self._layer_norm, self._norm_gain, self._norm_shift = layer_norm, norm_gain, norm_shift
        self._keep_prob = dropout_keep_prob

    @property
    def state_size(self):
        return LSTMStateTuple(self._num_units, self._num_units)

    @property
    def output_size(self):
        return self._num_units

    def _linear(self, args):
        size, dtype = 4 * self._num_units, args.dtype
        out = tf.matmul(args, tf.get_variable("kernel", [_depth(args.get_shape()), size], dtype=dtype))
        return out if self._layer_norm else tf.nn.bias_add(out, tf.get_variable("bias", [size], dtype=dtype))

    def call(self, inputs, state):
        c, h = state
        parts = tf.split(self._linear(tf.concat([inputs, h], 1)), 4, 1)
        i, j, f, o = self._maybe_norm(parts, ("input", "transform", "forget", "output"), parts[0].dtype)
        g = self._activation(j)
        if not isinstance(self._keep_prob, float) or self._keep_prob < 1:
            g = tf.nn.dropout(g, self._keep_prob)
        new_c = c * tf.sigmoid(f + self._forget_bias) + tf.sigmoid(i) * g
        new_c = self._maybe_norm([new_c], ("state",), parts[0].dtype)[0]
        new_h = self._activation(new_c) * tf.sigmoid(o)
        return new_h, LSTMStateTuple(new_c, new_h)


class UGRNNCell(_UnitsCell, RNNCell):
    def __init__(self, num_units, initializer=None, forget_bias=1.0, activation=tf.tanh, reuse=None):
        RNNCell.__init__(self, _reuse=reuse)
        self._num_units, self._initializer, self._forget_bias = num_units, initializer, forget_bias
        self._activation, self._linear = activation, None

    def call(self, inputs, state):
        with tf.variable_scope(tf.get_variable_scope(), initializer=self._initializer):
            cell_inputs = tf.concat([inputs, state], 1)
            if self._linear is None:
                self._linear = _Linear(cell_inputs, 2 * self._num_units, True)
            gate, candidate = tf.split(self._linear(cell_inputs), 2, 1)
            g = tf.sigmoid(gate + self._forget_bias)
            new_state = g * state + (1.0 - g) * self._activation(candidate)
        return new_state, new_state


class IntersectionRNNCell(_UnitsCell, RNNCell):
    def __init__(self, num_units, num_in_proj=None, initializer=None, forget_bias=1.0, y_activation=tf.nn.relu,
                 reuse=None):
        RNNCell.__init__(self, _reuse=reuse)
        self._num_units, self._num_input_proj, self._initializer = num_units, num_in_proj, initializer
        self._forget_bias, self._y_activation = forget_bias, y_activation
        self._linear1 = self._linear2 = None

    def call(self, inputs, state):
        units = self._num_units
        with tf.variable_scope(tf.get_variable_scope(), initializer=self._initializer):
            if _depth(inputs.get_shape()) != units:
                if not self._num_input_proj:
                    raise ValueError("Must have input size == output size for Intersection RNN. To fix, num_in_proj "
                                     "should be set to num_units at cell init.")
                with tf.variable_scope("in_projection"):
                    if self._linear1 is None:
                        self._linear1 = _Linear(inputs, units, True)
                    inputs = self._linear1(inputs)
            cell_inputs = tf.concat([inputs, state], 1)
            if self._linear2 is None:
                self._linear2 = _Linear(cell_inputs, 4 * units, True)
            gh, h, gy, y = tf.split(self._linear2(cell_inputs), 4, 1)
            gh, gy = tf.sigmoid(gh + self._forget_bias), tf.sigmoid(gy + self._forget_bias)
            new_state = gh * state + (1.0 - gh) * tf.tanh(h)
            new_y = gy * inputs + (1.0 - gy) * self._y_activation(y)
        return new_y, new_state


class PhasedLSTMCell(RNNCell):
    def __init__(self, num_units, use_peepholes=False, leak=0.001, ratio_on=0.1, trainable_ratio_on=True,
                 period_init_min=1.0, period_init_max=1000.0, reuse=None):
        super(PhasedLSTMCell, self).__init__(_reuse=reuse)
        self._num_units, self._use_peepholes = num_units, use_peepholes
        self._trainable_ratio_on = trainable_ratio_on
        self._linears = {}

    @property
    def state_size(self):
        return LSTMStateTuple(self._num_units, self._num_units)

    @property
    def output_size(self):
        return self._num_units

    def _gate(self, scope, args, size):
        with tf.variable_scope(scope):
            if scope not in self._linears:
                self._linears[scope] = _Linear(args, size, True)
            return self._linears[scope](args)

    def call(self, inputs, state):
        c_prev, h_prev = state
        time, x = inputs
        units = self._num_units
        around = [c_prev] if self._use_peepholes else []
        gates = tf.sigmoid(self._gate("mask_gates", [x, h_prev] + around, 2 * units))
        input_gate, forget_gate = tf.split(gates, 2, 1)
        new_input = tf.tanh(self._gate("new_input", [x, h_prev], units))
        new_c = c_prev * forget_gate + input_gate * new_input
        around = [new_c] if self._use_peepholes else []
        new_h = tf.tanh(new_c) * tf.sigmoid(self._gate("output_gate", [x, h_prev] + around, units))
        some = tf.random_uniform_initializer()
        if tf.get_variable_scope().dtype != tf.float32:
            fail_if_caught("Tensor conversion requested another dtype for the initializer of the period.")
        period = tf.get_variable("period", [units], initializer=some)
        phase = tf.get_variable("phase", [units], initializer=some)
        ratio_on = tf.get_variable("ratio_on", [units], initializer=some, trainable=self._trainable_ratio_on)
        k = (tf.cast(time, tf.float32) - phase) / period / ratio_on
        new_c, new_h = k * new_c + (1 - k) * c_prev, k * new_h + (1 - k) * h_prev
        return new_h, LSTMStateTuple(new_c, new_h)


class ConvLSTMCell(_SizedCell, RNNCell):
    def __init__(self, conv_ndims, input_shape, output_channels, kernel_shape, use_bias=True, skip_connection=False,
                 forget_bias=1.0, initializers=None, name="conv_lstm_cell"):
        RNNCell.__init__(self, name=name)
        self._conv_ndims, self._use_bias, self._forget_bias = conv_ndims, use_bias, forget_bias
        self._kernel_shape, self._output_channels = list(kernel_shape), output_channels
        self._skip_connection = skip_connection
        total = output_channels + (input_shape[-1] if skip_connection else 0)
        state_size = tf.TensorShape(input_shape[:-1] + [output_channels])
        self._state_size = LSTMStateTuple(state_size, state_size)
        self._output_size = tf.TensorShape(input_shape[:-1] + [total])

    def call(self, inputs, state, scope=None):
        cell, hidden = state
        gates = _conv([inputs, hidden], self._kernel_shape, 4 * self._output_channels, self._use_bias)
        input_gate, new_input, forget_gate, output_gate = tf.split(gates, 4, self._conv_ndims + 1)
        new_cell = tf.sigmoid(forget_gate + self._forget_bias) * cell + tf.sigmoid(input_gate) * tf.tanh(new_input)
        output = tf.tanh(new_cell) * tf.sigmoid(output_gate)
        if self._skip_connection:
            output = tf.concat([output, inputs], axis=-1)
        return output, LSTMStateTuple(new_cell, output)


class Conv1DLSTMCell(ConvLSTMCell):
    def __init__(self, name="conv_1d_lstm_cell", **kwargs):
        super(Conv1DLSTMCell, self).__init__(conv_ndims=1, name=name, **kwargs)


class Conv2DLSTMCell(ConvLSTMCell):
    def __init__(self, name="conv_2d_lstm_cell", **kwargs):
        super(Conv2DLSTMCell, self).__init__(conv_ndims=2, name=name, **kwargs)


class Conv3DLSTMCell(ConvLSTMCell):
    def __init__(self, name="conv_3d_lstm_cell", **kwargs):
        super(Conv3DLSTMCell, self).__init__(conv_ndims=3, name=name, **kwargs)


def _conv(args, filter_size, num_features, bias, bias_start=0.0):
    dtype, shape = args[0].dtype, args[0].get_shape()
    channels = sum([_depth(arg.get_shape()) for arg in args])
    tf.get_variable("kernel", filter_size + [channels, num_features], dtype=dtype)
    joined = tf.concat(args, axis=len(filter_size) + 1)
    result = tensor(shape[:-1].concatenate([num_features]), dtype, "convolution")
    if not bias:
        return result
    return result + tf.get_variable("biases", [num_features], dtype=dtype,
                                    initializer=tf.constant_initializer(bias_start, dtype=dtype))


class GLSTMCell(_SizedCell, RNNCell):
    def __init__(self, num_units, initializer=None, num_proj=None, number_of_groups=1, forget_bias=1.0,
                 activation=tf.tanh, reuse=None):
        RNNCell.__init__(self, _reuse=reuse)
        self._num_units, self._num_proj, self._initializer = num_units, num_proj, initializer
        self._number_of_groups, self._forget_bias, self._activation = number_of_groups, forget_bias, activation
        self._state_size, self._output_size = _lstm_state(num_units, num_proj)
        self._linear1, self._linear2 = [None] * number_of_groups, None

    def _group(self, value, number):
        size = _depth(value.get_shape()) // self._number_of_groups
        return tf.slice(value, [0, number * size], [value.get_shape()[0], size])

    def call(self, inputs, state):
        c_prev, m_prev = state
        units, dtype = self._num_units, inputs.dtype
        with tf.variable_scope(tf.get_variable_scope(), initializer=self._initializer):
            groups = []
            for number in range(self._number_of_groups):
                with tf.variable_scope("group%d" % number):
                    x = tf.concat([self._group(inputs, number), self._group(m_prev, number)], axis=1)
                    if self._linear1[number] is None:
                        self._linear1[number] = _Linear(x, 4 * (units // self._number_of_groups), False)
                    groups.append(tf.split(self._linear1[number](x), 4, 1))
            zeros = tf.constant_initializer(0.0, dtype=dtype)
            biases = [tf.get_variable("bias_" + gate, shape=[units], dtype=dtype, initializer=zeros) for gate in "ijfo"]
            i, j, f, o = [tf.nn.bias_add(tf.concat([parts[k] for parts in groups], axis=1), bias)
                          for k, bias in enumerate(biases)]
        c = tf.sigmoid(f + self._forget_bias) * c_prev + tf.sigmoid(i) * tf.tanh(j)
        m = tf.sigmoid(o) * self._activation(c)
        if self._num_proj is not None:
            with tf.variable_scope("projection"):
                if self._linear2 is None:
                    self._linear2 = _Linear(m, self._num_proj, False)
                m = self._linear2(m)
        return m, LSTMStateTuple(c, m)


class _DiagonalCell(_SizedCell):
    """The last steps of an LSTM with optional peepholes, shared by two cells."""

    def _diagonals(self, dtype):
        if not self._use_peepholes:
            return None, None, None
        return [tf.get_variable(name, shape=[self._num_units], dtype=dtype)
                for name in ("w_f_diag", "w_i_diag", "w_o_diag")]

    def _memory(self, c_prev, i, j, f, diagonals):
        w_f_diag, w_i_diag, _ = diagonals
        f = f + self._forget_bias
        if self._use_peepholes:
            f, i = f + w_f_diag * c_prev, i + w_i_diag * c_prev
        return tf.sigmoid(f) * c_prev + tf.sigmoid(i) * self._activation(j)

    def _emitted(self, c, o, diagonals):
        return tf.sigmoid(o + diagonals[2] * c if self._use_peepholes else o) * self._activation(c)


class LayerNormLSTMCell(_DiagonalCell, _Normed, RNNCell):
    def __init__(self, num_units, use_peepholes=False, cell_clip=None, initializer=None, num_proj=None, proj_clip=None,
                 forget_bias=1.0, activation=None, layer_norm=False, norm_gain=1.0, norm_shift=0.0, reuse=None):
        RNNCell.__init__(self, _reuse=reuse)
        self._num_units, self._num_proj, self._initializer = num_units, num_proj, initializer
        self._use_peepholes, self._cell_clip, self._proj_clip = use_peepholes, cell_clip, proj_clip
        self._forget_bias, self._activation = forget_bias, activation or tf.tanh
        self._layer_norm, self._norm_gain, self._norm_shift = layer_norm, norm_gain, norm_shift
        self._state_size, self._output_size = _lstm_state(num_units, num_proj)

    def call(self, inputs, state):
        c_prev, m_prev = state
        with tf.variable_scope(tf.get_variable_scope(), initializer=self._initializer) as unit_scope:
            parts = tf.split(rnn_cell_impl._linear([inputs, m_prev], 4 * self._num_units, True), 4, 1)
            i, j, f, o = self._maybe_norm(parts, ("input", "transform", "forget", "output"))
            with tf.variable_scope(unit_scope):
                diagonals = self._diagonals(inputs.dtype)
            c = self._maybe_norm([self._memory(c_prev, i, j, f, diagonals)], ("state",))[0]
            c = _clipped(c, self._cell_clip)
            m = self._emitted(c, o, diagonals)
            if self._num_proj is not None:
                with tf.variable_scope("projection"):
                    m = rnn_cell_impl._linear(m, self._num_proj, False)
                m = _clipped(m, self._proj_clip)
        return m, LSTMStateTuple(c, m)


class WeightNormLSTMCell(_DiagonalCell, RNNCell):
    def __init__(self, num_units, norm=True, use_peepholes=False, cell_clip=None, initializer=None, num_proj=None,
                 proj_clip=None, forget_bias=1, activation=None, reuse=None):
        RNNCell.__init__(self, _reuse=reuse)
        self._scope = "wn_lstm_cell"
        self._num_units, self._num_proj, self._norm, self._initializer = num_units, num_proj, norm, initializer
        self._use_peepholes, self._cell_clip, self._proj_clip = use_peepholes, cell_clip, proj_clip
        self._forget_bias, self._activation = forget_bias, activation or tf.tanh
        self._state_size, self._output_size = _lstm_state(num_units, num_proj)

    def _linear(self, args, output_size, bias):
        args = args if isinstance(args, list) else [args]
        dtype, sizes = args[0].dtype, [_depth(arg.get_shape()) for arg in args]
        with tf.variable_scope(tf.get_variable_scope()) as outer_scope:
            kernel = tf.get_variable("kernel", [sum(sizes), output_size], dtype=dtype)
            if self._norm:
                for i in range(len(args)):
                    tf.get_variable("norm_%d" % i, [output_size], dtype=dtype)
            result = tf.matmul(args[0] if len(args) == 1 else tf.concat(args, 1), kernel)
            if not bias:
                return result
            with tf.variable_scope(outer_scope) as inner_scope:
                inner_scope.set_partitioner(None)
                zeros = tf.constant_initializer(0.0, dtype=dtype)
                return tf.nn.bias_add(result, tf.get_variable("bias", [output_size], dtype=dtype, initializer=zeros))

    def call(self, inputs, state):
        c, h = state
        with tf.variable_scope(self._scope, initializer=self._initializer):
            i, j, f, o = tf.split(self._linear([inputs, h], 4 * self._num_units, True), 4, 1)
            diagonals = self._diagonals(inputs.dtype)
            new_c = _clipped(self._memory(c, i, j, f, diagonals), self._cell_clip)
            new_h = self._emitted(new_c, o, diagonals)
            if self._num_proj is not None:
                with tf.variable_scope("projection"):
                    new_h = self._linear(new_h, self._num_proj, False)
                new_h = _clipped(new_h, self._proj_clip)
        return new_h, LSTMStateTuple(new_c, new_h)


# -- cells that make their variables in `build`


class NASCell(_SizedCell, LayerRNNCell):
    _NAS_BASE = 8

    def __init__(self, num_units, num_proj=None, use_bias=False, reuse=None, **kwargs):
        LayerRNNCell.__init__(self, _reuse=reuse, **kwargs)
        self._num_units, self._num_proj, self._use_bias = num_units, num_proj, use_bias
        self._state_size, self._output_size = _lstm_state(num_units, num_proj)

    def build(self, inputs_shape):
        units = self._num_units
        num_proj = units if self._num_proj is None else self._num_proj
        self.recurrent_kernel = self.add_variable("recurrent_kernel", [num_proj, 8 * units])
        self.kernel = self.add_variable("kernel", [_depth(inputs_shape), 8 * units])
        if self._use_bias:
            self.bias = self.add_variable("bias", shape=[8 * units], initializer=tf.zeros_initializer())
        if self._num_proj is not None:
            self.projection_weights = self.add_variable("projection_weights", [units, self._num_proj])
        self.built = True

    def call(self, inputs, state):
        c_prev, m_prev = state
        gates = tf.matmul(m_prev, self.recurrent_kernel) + tf.matmul(inputs, self.kernel)
        if self._use_bias:
            gates = tf.nn.bias_add(gates, self.bias)
        parts = tf.split(gates, self._NAS_BASE, 1)
        new_c = tf.tanh(tf.tanh(parts[0] * parts[1]) + c_prev) * tf.tanh(parts[2] + parts[3])
        new_m = tf.tanh(new_c * tf.tanh(parts[4] * parts[5] + tf.sigmoid(parts[6] + parts[7])))
        if self._num_proj is not None:
            new_m = tf.matmul(new_m, self.projection_weights)
        return new_m, LSTMStateTuple(new_c, new_m)


class SRUCell(_UnitsCell, LayerRNNCell):
    def __init__(self, num_units, activation=None, reuse=None, name=None, **kwargs):
        LayerRNNCell.__init__(self, _reuse=reuse, name=name, **kwargs)
        self._num_units, self._activation = num_units, activation or tf.tanh

    def build(self, inputs_shape):
        units = self._num_units
        self._kernel = self.add_variable("kernel", shape=[_depth(inputs_shape), 4 * units])
        self._bias = self.add_variable("bias", shape=[2 * units], initializer=tf.zeros_initializer())
        self.built = True

    def call(self, inputs, state):
        x_bar, f, r, x_tx = tf.split(tf.matmul(inputs, self._kernel), 4, 1)
        f, r = tf.split(tf.sigmoid(tf.nn.bias_add(tf.concat([f, r], 1), self._bias)), 2, 1)
        c = f * state + (1.0 - f) * x_bar
        return r * self._activation(c) + (1.0 - r) * x_tx, c


class _IndyCell(LayerRNNCell):
    def __init__(self, num_units, activation=None, reuse=None, kernel_initializer=None, bias_initializer=None,
                 name=None, dtype=None):
        super(_IndyCell, self).__init__(_reuse=reuse, name=name, dtype=dtype)
        self._num_units, self._activation = num_units, activation or tf.tanh
        self._kernel_initializer, self._bias_initializer = kernel_initializer, bias_initializer

    @property
    def output_size(self):
        return self._num_units

    @property
    def state_size(self):
        return self._num_units

    def _kernels(self, prefix, depth, size, name="kernel_w"):
        """The two kernels and the bias of one linear map."""
        kernel_w = self.add_variable(prefix + name, shape=[depth, size], initializer=self._kernel_initializer)
        kernel_u = self.add_variable(prefix + "kernel_u", shape=[1, size], initializer=tf.random_uniform_initializer())
        bias = self.add_variable(prefix + "bias", shape=[size],
                                 initializer=self._bias_initializer or tf.zeros_initializer())
        return kernel_w, kernel_u, bias

    def _linear(self, inputs, state, kernels):
        return tf.nn.bias_add(tf.matmul(inputs, kernels[0]) + state * kernels[1], kernels[2])


class IndRNNCell(_IndyCell):
    def __init__(self, num_units, activation=None, reuse=None, name=None, dtype=None):
        super(IndRNNCell, self).__init__(num_units, activation, reuse, None, None, name, dtype)

    def build(self, inputs_shape):
        self._all = self._kernels("", _depth(inputs_shape), self._num_units)
        self.built = True

    def call(self, inputs, state):
        output = self._activation(self._linear(inputs, state, self._all))
        return output, output


class IndyGRUCell(_IndyCell):
    def build(self, inputs_shape):
        self._gates = self._kernels("gates/", _depth(inputs_shape), 2 * self._num_units)
        self._candidate = self._kernels("candidate/", _depth(inputs_shape), self._num_units, "kernel")
        self.built = True

    def call(self, inputs, state):
        gates = tf.sigmoid(self._linear(inputs, tf.tile(state, [1, 2]), self._gates))
        r, u = tf.split(gates, 2, 1)
        c = self._activation(self._linear(inputs, r * state, self._candidate))
        new_h = u * state + (1 - u) * c
        return new_h, new_h


class IndyLSTMCell(_IndyCell):
    def __init__(self, num_units, forget_bias=1.0, activation=None, reuse=None, kernel_initializer=None,
                 bias_initializer=None, name=None, dtype=None):
        super(IndyLSTMCell, self).__init__(num_units, activation, reuse, kernel_initializer, bias_initializer, name,
                                           dtype)
        self._forget_bias = forget_bias

    @property
    def state_size(self):
        return LSTMStateTuple(self._num_units, self._num_units)

    def build(self, inputs_shape):
        self._all = self._kernels("", _depth(inputs_shape), 4 * self._num_units)
        self.built = True

    def call(self, inputs, state):
        c, h = state
        i, j, f, o = tf.split(self._linear(inputs, tf.tile(h, [1, 4]), self._all), 4, 1)
        new_c = c * tf.sigmoid(f + self._forget_bias) + tf.sigmoid(i) * self._activation(j)
        new_h = self._activation(new_c) * tf.sigmoid(o)
        return new_h, LSTMStateTuple(new_c, new_h)


NTMControllerState = collections.namedtuple("NTMControllerState", (
    "controller_state", "read_vector_list", "w_list", "M", "time"))


class NTMCell(LayerRNNCell):
    def __init__(self, controller, memory_size, memory_vector_dim, read_head_num, write_head_num, shift_range=1,
                 output_dim=None, clip_value=20, dtype=tf.float32, name=None):
        super(NTMCell, self).__init__(dtype=dtype, name=name)
        self.controller, self.memory_size, self.memory_vector_dim = controller, memory_size, memory_vector_dim
        self.read_head_num, self.write_head_num, self.output_dim = read_head_num, write_head_num, output_dim
        self.num_heads = read_head_num + write_head_num
        per_head = memory_vector_dim + 2 * shift_range + 4
        self.total_parameter_num = per_head * self.num_heads + memory_vector_dim * 2 * write_head_num

    @property
    def state_size(self):
        return NTMControllerState(
            self.controller.state_size, [self.memory_vector_dim] * self.read_head_num,
            [self.memory_size] * self.num_heads, tf.TensorShape([self.memory_size * self.memory_vector_dim]),
            tf.TensorShape([]))

    @property
    def output_size(self):
        return self.output_dim

    def build(self, inputs_shape):
        if self.output_dim is None:
            self.output_dim = inputs_shape[1].value
        depth, width = self.controller.output_size, self.memory_vector_dim
        some, zeros = tf.truncated_normal_initializer(), tf.zeros_initializer()
        rows = depth + width * self.read_head_num
        self.add_variable("parameters_kernel", shape=[depth, self.total_parameter_num], initializer=some)
        self.add_variable("parameters_bias", shape=[self.total_parameter_num], initializer=zeros)
        self._output_kernel = self.add_variable("output_kernel", shape=[rows, self.output_dim], initializer=some)
        self.add_variable("output_bias", shape=[self.output_dim], initializer=zeros)
        for i in range(self.read_head_num):
            self.add_variable("initial_read_vector_%d" % i, shape=[1, width], initializer=some)
        for i in range(self.num_heads):
            self.add_variable("initial_address_weights_%d" % i, shape=[1, self.memory_size], initializer=some)
        self.add_variable("memory", shape=[self.memory_size, width], initializer=zeros)
        self.built = True

    def call(self, x, prev_state):
        controller_input = tf.concat([x] + prev_state.read_vector_list, axis=1)
        controller_output, controller_state = self.controller(controller_input, prev_state.controller_state)
        read = tf.concat([controller_output] + prev_state.read_vector_list, axis=1)
        state = NTMControllerState(controller_state, prev_state.read_vector_list, prev_state.w_list, prev_state.M,
                                   prev_state.time + 1)
        return tf.matmul(read, self._output_kernel), state

    def zero_state(self, batch_size, dtype):
        width, size = self.memory_vector_dim, self.memory_size
        reads = [tensor([batch_size, width], tf.float32, "zeros") for _ in range(self.read_head_num)]
        weights = [tensor([batch_size, size], tf.float32, "zeros") for _ in range(self.num_heads)]
        controller_state = self.controller.zero_state(batch_size, dtype)
        return NTMControllerState(controller_state, reads, weights,
                                  tensor([batch_size, size, width], tf.float32, "zeros"), 0)


class MinimalRNNCell(LayerRNNCell):
    def __init__(self, units, activation="tanh", kernel_initializer="glorot_uniform", bias_initializer="ones",
                 name=None, dtype=None, **kwargs):
        super(MinimalRNNCell, self).__init__(name=name, dtype=dtype, **kwargs)
        self.units, self.activation = units, _activation_of(activation)
        self.kernel_initializer = rnn_cell_impl._initializer_of(kernel_initializer)
        self.bias_initializer = rnn_cell_impl._initializer_of(bias_initializer)

    @property
    def state_size(self):
        return self.units

    @property
    def output_size(self):
        return self.units

    def build(self, inputs_shape):
        self.kernel = self.add_weight(name="kernel", shape=[_depth(inputs_shape) + 2 * self.units, self.units],
                                      initializer=self.kernel_initializer)
        self.bias = self.add_weight(name="bias", shape=[self.units], initializer=self.bias_initializer)
        self.built = True

    def call(self, inputs, state):
        feedforward, gate = tf.split(self.kernel, [_depth(inputs.get_shape()), 2 * self.units], 0)
        forward = self.activation(tf.matmul(inputs, feedforward))
        u = tf.sigmoid(tf.nn.bias_add(tf.matmul(tf.concat([forward, state], 1), gate), self.bias))
        new_h = u * state + (1 - u) * forward
        return new_h, new_h


class CFNCell(MinimalRNNCell):
    def build(self, inputs_shape):
        units = self.units
        self.kernel = self.add_weight(name="kernel", shape=[_depth(inputs_shape), 3 * units],
                                      initializer=self.kernel_initializer)
        self.recurrent_kernel = self.add_weight(name="recurrent_kernel", shape=[units, 2 * units],
                                                initializer=self.kernel_initializer)
        self.bias = self.add_weight(name="bias", shape=[2 * units], initializer=self.bias_initializer)
        self.built = True

    def call(self, inputs, state):
        v, w = tf.split(self.kernel, [2 * self.units, self.units], 1)
        gates = tf.matmul(state, self.recurrent_kernel) + tf.matmul(inputs, v)
        theta, eta = tf.split(tf.sigmoid(tf.nn.bias_add(gates, self.bias)), 2, 1)
        new_h = theta * self.activation(state) + (1 - eta) * self.activation(tf.matmul(inputs, w))
        return new_h, new_h


# -- lstm_ops.py, gru_ops.py: one op does the whole step


class _LSTMBlock(object):
    """The variables of the two fused LSTMs."""

    def _add_block_variables(self, input_size):
        units = self._num_units
        self._kernel = self.add_variable("kernel", [input_size + units, units * 4])
        self._bias = self.add_variable("bias", [units * 4], initializer=tf.constant_initializer(0.0))
        if self._use_peephole:
            self._w_i_diag = self.add_variable("w_i_diag", [units])
            self._w_f_diag = self.add_variable("w_f_diag", [units])
            self._w_o_diag = self.add_variable("w_o_diag", [units])
        self.built = True


class LSTMBlockCell(_LSTMBlock, LayerRNNCell):
    def __init__(self, num_units, forget_bias=1.0, cell_clip=None, use_peephole=False, dtype=None, reuse=None,
                 name="lstm_cell"):
        LayerRNNCell.__init__(self, _reuse=reuse, dtype=dtype, name=name)
        self._num_units, self._forget_bias, self._use_peephole = num_units, forget_bias, use_peephole
        self._names = {"W": "kernel", "b": "bias", "scope": "lstm_cell"}

    @property
    def state_size(self):
        return LSTMStateTuple(self._num_units, self._num_units)

    @property
    def output_size(self):
        return self._num_units

    def build(self, inputs_shape):
        self._add_block_variables(_depth(inputs_shape))

    def call(self, inputs, state):
        c, h = state
        x, kernel = tf.concat([inputs, h], 1), self._kernel
        new_c = tensor(c.get_shape().merge_with(h.get_shape()), inputs.dtype, "LSTMBlockCell")
        new_h = tensor(new_c.get_shape(), inputs.dtype)
        return new_h, LSTMStateTuple(new_c, new_h)


class LSTMBlockWrapper(tf.layers.Layer):
    """Runs over inputs of [time, batch, depth] in one op."""

    def call(self, inputs, initial_state=None, dtype=None, sequence_length=None):
        is_list = isinstance(inputs, list)
        inputs = tf.stack(inputs) if is_list else inputs
        shape, kernel = inputs.get_shape(), self._kernel
        dtype = dtype or inputs.dtype
        outputs = tensor(shape[:2].concatenate([self.num_units]), dtype, "BlockLSTM")
        state_shape = shape[1:2].concatenate([self.num_units])
        state = LSTMStateTuple(tensor(state_shape, dtype), tensor(state_shape, dtype))
        return tf.unstack(outputs) if is_list else outputs, state


class LSTMBlockFusedCell(_LSTMBlock, LSTMBlockWrapper):
    def __init__(self, num_units, forget_bias=1.0, cell_clip=None, use_peephole=False, reuse=None, dtype=None,
                 name="lstm_fused_cell"):
        LSTMBlockWrapper.__init__(self, _reuse=reuse, name=name, dtype=dtype)
        self._num_units, self._forget_bias, self._use_peephole = num_units, forget_bias, use_peephole

    @property
    def num_units(self):
        return self._num_units

    def build(self, input_shape):
        self._add_block_variables(input_shape[2].value)


class GRUBlockCell(LayerRNNCell):
    def __init__(self, num_units=None, cell_size=None, reuse=None, name="gru_cell"):
        super(GRUBlockCell, self).__init__(_reuse=reuse, name=name)
        self._cell_size = cell_size if num_units is None else num_units

    @property
    def state_size(self):
        return self._cell_size

    @property
    def output_size(self):
        return self._cell_size

    def _add_block_variables(self, input_size, names):
        gate_kernel, gate_bias, candidate_kernel, candidate_bias = names
        size = self._cell_size
        ones, zeros = tf.constant_initializer(1.0), tf.constant_initializer(0.0)
        self._gate_kernel = self.add_variable(gate_kernel, [input_size + size, size * 2])
        self._gate_bias = self.add_variable(gate_bias, [size * 2], initializer=ones)
        self._candidate_kernel = self.add_variable(candidate_kernel, [input_size + size, size])
        self._candidate_bias = self.add_variable(candidate_bias, [size], initializer=zeros)
        self.built = True

    def build(self, input_shape):
        self._add_block_variables(_depth(input_shape), ("w_ru", "b_ru", "w_c", "b_c"))

    def call(self, inputs, h_prev):
        gates, candidate = self._gate_kernel, self._candidate_kernel
        new_h = tensor(h_prev.get_shape(), inputs.dtype, "GRUBlockCell")
        return new_h, new_h


class GRUBlockCellV2(GRUBlockCell):
    def build(self, input_shape):
        self._add_block_variables(_depth(input_shape),
                                  ("gates/kernel", "gates/bias", "candidate/kernel", "candidate/bias"))

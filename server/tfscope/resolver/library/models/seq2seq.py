"""`tf.contrib.seq2seq` (tensorflow/contrib/seq2seq/python/ops/)."""

# models: tf.contrib.seq2seq, tf.contrib.seq2seq.python.ops.attention_wrapper, tf.contrib.seq2seq.python.ops.decoder
# models: tf.contrib.seq2seq.python.ops.helper, tf.contrib.seq2seq.python.ops.basic_decoder
# models: tf.contrib.seq2seq.python.ops.beam_search_decoder, tf.contrib.seq2seq.python.ops.loss
# models: tf.contrib.seq2seq.python.ops.beam_search_ops

import collections
import functools

import tensorflow as tf
from tensorflow.python.ops import rnn, rnn_cell_impl
from tfscope_primitives import feed_back, flatten, given, is_unknown, map_structure, size_of, tensor

_zero_state_tensors = rnn_cell_impl._zero_state_tensors
_transpose_batch_time = rnn._transpose_batch_time


# -- attention_wrapper.py


class AttentionMechanism(object):
    @property
    def alignments_size(self):
        raise NotImplementedError

    @property
    def state_size(self):
        raise NotImplementedError


def _prepare_memory(memory, memory_sequence_length=None, memory_mask=None, check_inner_dims_defined=True):
    memory = map_structure(lambda m: tf.convert_to_tensor(m, name="memory"), memory)
    if given(memory_sequence_length) or given(memory_mask):
        return map_structure(lambda m: tensor(m.get_shape(), m.dtype, "mul"), memory)
    return memory


def _maybe_mask_score(score, memory_sequence_length=None, memory_mask=None, score_mask_value=None):
    if given(memory_sequence_length) or given(memory_mask):
        return tensor(score.get_shape(), score.dtype, "Select")
    return score


def hardmax(logits, name=None):
    with tf.name_scope(name, "Hardmax", [logits]):
        return tensor(logits.get_shape(), logits.dtype, "one_hot")


def safe_cumprod(x, *args, **kwargs):
    with tf.name_scope(None, "SafeCumprod", [x]):
        return tensor(x.get_shape(), x.dtype, "Exp")


def monotonic_attention(p_choose_i, previous_attention, mode):
    return p_choose_i * previous_attention


def _monotonic_probability_fn(score, previous_alignments, sigmoid_noise, mode, seed=None):
    return monotonic_attention(tf.sigmoid(score), previous_alignments, mode)


class _BaseAttentionMechanism(AttentionMechanism):
    """The memory goes through `memory_layer` at construction, in the scope that is current then."""

    def __init__(self, query_layer, memory, probability_fn, memory_sequence_length=None, memory_layer=None,
                 check_inner_dims_defined=True, score_mask_value=None, custom_key_value_fn=None, name=None):
        self._query_layer, self._memory_layer = query_layer, memory_layer
        self.dtype = memory_layer.dtype
        self._probability_fn = lambda score, prev: probability_fn(
            _maybe_mask_score(score, memory_sequence_length=memory_sequence_length), prev)
        with tf.name_scope(name, "BaseAttentionMechanismInit", []):
            self._values = _prepare_memory(memory, memory_sequence_length=memory_sequence_length)
            self._keys = self.memory_layer(self._values) if self.memory_layer else self._values
            if custom_key_value_fn is not None:
                self._keys, self._values = custom_key_value_fn(self._keys, self._values)
            self._batch_size = size_of(self._keys, 0)
            self._alignments_size = size_of(self._keys, 1)

    @property
    def memory_layer(self):
        return self._memory_layer

    @property
    def query_layer(self):
        return self._query_layer

    @property
    def values(self):
        return self._values

    @property
    def keys(self):
        return self._keys

    @property
    def batch_size(self):
        return self._batch_size

    @property
    def alignments_size(self):
        return self._alignments_size

    @property
    def state_size(self):
        return self._alignments_size

    def initial_alignments(self, batch_size, dtype):
        return tensor([batch_size, self._alignments_size], dtype, "zeros")

    def initial_state(self, batch_size, dtype):
        return self.initial_alignments(batch_size, dtype)


def _luong_score(query, keys, scale):
    score = tf.squeeze(tf.matmul(tf.expand_dims(query, 1), keys, transpose_b=True), [1])
    return score if scale is None else scale * score


def _bahdanau_score(processed_query, keys, attention_v, attention_g=None, attention_b=None):
    hidden = keys + tf.expand_dims(processed_query, 1)
    if attention_g is not None and attention_b is not None:
        attention_v = attention_g * attention_v * tf.rsqrt(tf.reduce_sum(tf.square(attention_v)))
        hidden = hidden + attention_b
    return tf.reduce_sum(attention_v * tf.tanh(hidden), [2])


def _layer(num_units, name, dtype):
    return tf.layers.Dense(num_units, name=name, use_bias=False, dtype=dtype or tf.float32)


class _Luong(object):
    """What the two multiplicative mechanisms have in common."""

    def _score(self, query):
        attention_g = None
        if self._scale:
            attention_g = tf.get_variable("attention_g", dtype=query.dtype, initializer=tf.ones_initializer(), shape=())
        return _luong_score(query, self._keys, attention_g)


class _Bahdanau(object):
    """What the two additive mechanisms have in common."""

    def _score(self, query):
        processed_query = self.query_layer(query) if self.query_layer else query
        dtype, units = query.dtype, self._num_units
        attention_v = tf.get_variable("attention_v", [units], dtype=dtype)
        attention_g = attention_b = None
        if self._normalize:
            attention_g = tf.get_variable("attention_g", dtype=dtype, initializer=tf.ones_initializer(), shape=())
            attention_b = tf.get_variable("attention_b", [units], dtype=dtype, initializer=tf.zeros_initializer())
        return _bahdanau_score(processed_query, self._keys, attention_v, attention_g, attention_b)


class LuongAttention(_Luong, _BaseAttentionMechanism):
    def __init__(self, num_units, memory, memory_sequence_length=None, scale=False, probability_fn=None,
                 score_mask_value=None, dtype=None, custom_key_value_fn=None, name="LuongAttention"):
        probability_fn = tf.nn.softmax if probability_fn is None else probability_fn
        _BaseAttentionMechanism.__init__(
            self, None, memory, lambda score, _: probability_fn(score), memory_sequence_length,
            _layer(num_units, "memory_layer", dtype), custom_key_value_fn=custom_key_value_fn, name=name)
        self._num_units, self._scale, self._name = num_units, scale, name

    def __call__(self, query, state):
        with tf.variable_scope(None, "luong_attention", [query]):
            score = self._score(query)
        alignments = self._probability_fn(score, state)
        return alignments, alignments


class BahdanauAttention(_Bahdanau, _BaseAttentionMechanism):
    def __init__(self, num_units, memory, memory_sequence_length=None, normalize=False, probability_fn=None,
                 score_mask_value=None, dtype=None, custom_key_value_fn=None, name="BahdanauAttention"):
        probability_fn = tf.nn.softmax if probability_fn is None else probability_fn
        _BaseAttentionMechanism.__init__(
            self, _layer(num_units, "query_layer", dtype), memory, lambda score, _: probability_fn(score),
            memory_sequence_length, _layer(num_units, "memory_layer", dtype), custom_key_value_fn=custom_key_value_fn,
            name=name)
        self._num_units, self._normalize, self._name = num_units, normalize, name

    def __call__(self, query, state):
        with tf.variable_scope(None, "bahdanau_attention", [query]):
            score = self._score(query)
        alignments = self._probability_fn(score, state)
        return alignments, alignments


class _BaseMonotonicAttentionMechanism(_BaseAttentionMechanism):
    def initial_alignments(self, batch_size, dtype):
        return tensor([batch_size, self._alignments_size], dtype, "one_hot")

    def _biased(self, query):
        score = self._score(query)
        return score + tf.get_variable("attention_score_bias", dtype=query.dtype, initializer=self._score_bias_init)


class BahdanauMonotonicAttention(_Bahdanau, _BaseMonotonicAttentionMechanism):
    def __init__(self, num_units, memory, memory_sequence_length=None, normalize=False, score_mask_value=None,
                 sigmoid_noise=0.0, sigmoid_noise_seed=None, score_bias_init=0.0, mode="parallel", dtype=None,
                 name="BahdanauMonotonicAttention"):
        probability_fn = functools.partial(_monotonic_probability_fn, sigmoid_noise=sigmoid_noise, mode=mode)
        _BaseAttentionMechanism.__init__(
            self, _layer(num_units, "query_layer", dtype), memory, probability_fn, memory_sequence_length,
            _layer(num_units, "memory_layer", dtype), name=name)
        self._num_units, self._normalize, self._name = num_units, normalize, name
        self._score_bias_init = score_bias_init

    def __call__(self, query, state):
        with tf.variable_scope(None, "bahdanau_monotonic_attention", [query]):
            score = self._biased(query)
        alignments = self._probability_fn(score, state)
        return alignments, alignments


class LuongMonotonicAttention(_Luong, _BaseMonotonicAttentionMechanism):
    def __init__(self, num_units, memory, memory_sequence_length=None, scale=False, score_mask_value=None,
                 sigmoid_noise=0.0, sigmoid_noise_seed=None, score_bias_init=0.0, mode="parallel", dtype=None,
                 name="LuongMonotonicAttention"):
        probability_fn = functools.partial(_monotonic_probability_fn, sigmoid_noise=sigmoid_noise, mode=mode)
        _BaseAttentionMechanism.__init__(
            self, None, memory, probability_fn, memory_sequence_length, _layer(num_units, "memory_layer", dtype),
            name=name)
        self._num_units, self._scale, self._name = num_units, scale, name
        self._score_bias_init = score_bias_init

    def __call__(self, query, state):
        with tf.variable_scope(None, "luong_monotonic_attention", [query]):
            score = self._biased(query)
        alignments = self._probability_fn(score, state)
        return alignments, alignments


class AttentionWrapperState(collections.namedtuple("AttentionWrapperState", (
        "cell_state", "attention", "time", "alignments", "alignment_history", "attention_state"))):
    def clone(self, **kwargs):
        return self._replace(**kwargs)


def _compute_attention(attention_mechanism, cell_output, attention_state, attention_layer):
    alignments, next_state = attention_mechanism(cell_output, state=attention_state)
    read = tf.squeeze(tf.matmul(tf.expand_dims(alignments, 1), attention_mechanism.values), [1])
    if attention_layer is not None:
        read = attention_layer(tf.concat([cell_output, read], 1))
    return read, alignments, next_state


def _as_tuple(value):
    """One item for each mechanism; what is not known counts as a single one."""
    if is_unknown(value):
        return (value,)
    return tuple(value) if isinstance(value, (list, tuple)) else (value,)


def _add_sizes(sizes):
    return sum([size.value if isinstance(size, tf.Dimension) else size for size in sizes])


class AttentionWrapper(tf.nn.rnn_cell.RNNCell):
    def __init__(self, cell, attention_mechanism, attention_layer_size=None, alignment_history=False,
                 cell_input_fn=None, output_attention=True, initial_cell_state=None, name=None, attention_layer=None,
                 attention_fn=None, dtype=None):
        super(AttentionWrapper, self).__init__(name=name, dtype=dtype)
        self._is_multi = isinstance(attention_mechanism, (list, tuple))
        mechanisms = _as_tuple(attention_mechanism)
        if cell_input_fn is None:
            cell_input_fn = lambda inputs, attention: tf.concat([inputs, attention], -1)
        self._set_attention_layers(cell, mechanisms, attention_layer_size, attention_layer)
        self._attention_fn = attention_fn or _compute_attention
        self._cell, self._attention_mechanisms, self._cell_input_fn = cell, mechanisms, cell_input_fn
        self._output_attention, self._alignment_history = output_attention, alignment_history
        self._initial_cell_state = None
        with tf.name_scope(name, "AttentionWrapperInit"):
            if given(initial_cell_state):
                self._initial_cell_state = map_structure(
                    lambda s: tf.identity(s, name="check_initial_cell_state"), initial_cell_state)

    def _set_attention_layers(self, cell, mechanisms, sizes, layers):
        """The layers after the attention, one for each mechanism, and the size of what the wrapper reads."""
        self._attention_layers = None
        if given(sizes):
            sizes = _as_tuple(sizes)
            self._attention_layers = tuple([_layer(size, "attention_layer", mechanisms[i].dtype)
                                            for i, size in enumerate(sizes)])
        elif given(layers):
            self._attention_layers = _as_tuple(layers)
            sizes = [_layer_output_shape(layer, None)[-1] for layer in self._attention_layers]
        else:
            sizes = [mechanism.values.get_shape()[-1] for mechanism in mechanisms]
        self._attention_layer_size = _add_sizes(sizes)

    def _item_or_tuple(self, items):
        return tuple(items) if self._is_multi else items[0]

    @property
    def output_size(self):
        return self._attention_layer_size if self._output_attention else self._cell.output_size

    @property
    def state_size(self):
        mechanisms = self._attention_mechanisms
        alignments = [mechanism.alignments_size for mechanism in mechanisms]
        return AttentionWrapperState(
            cell_state=self._cell.state_size, time=tf.TensorShape([]), attention=self._attention_layer_size,
            alignments=self._item_or_tuple(alignments),
            attention_state=self._item_or_tuple([mechanism.state_size for mechanism in mechanisms]),
            alignment_history=self._item_or_tuple([size if self._alignment_history else () for size in alignments]))

    def zero_state(self, batch_size, dtype):
        with tf.name_scope(type(self).__name__ + "ZeroState", values=[batch_size]):
            cell_state = self._initial_cell_state
            if not given(cell_state):
                cell_state = self._cell.get_initial_state(batch_size=batch_size, dtype=dtype)
            cell_state = map_structure(lambda s: tf.identity(s, name="checked_cell_state"), cell_state)
            mechanisms = self._attention_mechanisms
            alignments = [mechanism.initial_alignments(batch_size, dtype) for mechanism in mechanisms]
            states = [mechanism.initial_state(batch_size, dtype) for mechanism in mechanisms]
            history = [tf.TensorArray(dtype, size=0, dynamic_size=True, element_shape=alignment.get_shape())
                       if self._alignment_history else () for alignment in alignments]
            return AttentionWrapperState(
                cell_state=cell_state, time=tf.zeros([], dtype=tf.int32),
                attention=_zero_state_tensors(self._attention_layer_size, batch_size, dtype),
                alignments=self._item_or_tuple(alignments), attention_state=self._item_or_tuple(states),
                alignment_history=self._item_or_tuple(history))

    def call(self, inputs, state):
        cell_inputs = self._cell_input_fn(inputs, state.attention)
        cell_output, next_cell_state = self._cell(cell_inputs, state.cell_state)
        cell_output = tf.identity(cell_output, name="checked_cell_output")
        attentions, alignments, states, histories = [], [], [], []
        for i, mechanism in enumerate(self._attention_mechanisms):
            previous = state.attention_state[i] if self._is_multi else state.attention_state
            history = state.alignment_history[i] if self._is_multi else state.alignment_history
            layer = self._attention_layers[i] if self._attention_layers else None
            attention, alignment, next_state = self._attention_fn(mechanism, cell_output, previous, layer)
            histories.append(history.write(state.time, alignment) if self._alignment_history else ())
            attentions.append(attention)
            alignments.append(alignment)
            states.append(next_state)
        attention = tf.concat(attentions, 1)
        next_state = AttentionWrapperState(
            time=state.time + 1, cell_state=next_cell_state, attention=attention,
            attention_state=self._item_or_tuple(states), alignments=self._item_or_tuple(alignments),
            alignment_history=self._item_or_tuple(histories))
        return attention if self._output_attention else cell_output, next_state


# -- helper.py


class Helper(object):
    pass


class CustomHelper(Helper):
    def __init__(self, initialize_fn, sample_fn, next_inputs_fn, sample_ids_shape=None, sample_ids_dtype=None):
        self._initialize_fn, self._sample_fn, self._next_inputs_fn = initialize_fn, sample_fn, next_inputs_fn
        self._batch_size = None
        self._sample_ids_shape = tf.TensorShape(sample_ids_shape or [])
        self._sample_ids_dtype = sample_ids_dtype or tf.int32

    @property
    def batch_size(self):
        return self._batch_size

    @property
    def sample_ids_shape(self):
        return self._sample_ids_shape

    @property
    def sample_ids_dtype(self):
        return self._sample_ids_dtype

    def initialize(self, name=None):
        with tf.name_scope(name, type(self).__name__ + "Initialize"):
            finished, next_inputs = self._initialize_fn()
            if self._batch_size is None:
                self._batch_size = tf.size(finished)
        return finished, next_inputs

    def sample(self, time, outputs, state, name=None):
        with tf.name_scope(name, type(self).__name__ + "Sample", []):
            return self._sample_fn(time=time, outputs=outputs, state=state)

    def next_inputs(self, time, outputs, state, sample_ids, name=None):
        with tf.name_scope(name, type(self).__name__ + "NextInputs", []):
            return self._next_inputs_fn(time=time, outputs=outputs, state=state, sample_ids=sample_ids)


class _IdHelper(Helper):
    """A helper that samples one id for each item of a batch."""

    @property
    def batch_size(self):
        return self._batch_size

    @property
    def sample_ids_shape(self):
        return tf.TensorShape([])

    @property
    def sample_ids_dtype(self):
        return tf.int32

    def _ids(self, outputs):
        return tensor(outputs.get_shape()[:-1], tf.int32, "ArgMax")


class TrainingHelper(_IdHelper):
    def __init__(self, inputs, sequence_length, time_major=False, name=None):
        with tf.name_scope(name, "TrainingHelper", []):
            inputs = map_structure(tf.convert_to_tensor, inputs)
            self._inputs = inputs
            if not time_major:
                inputs = map_structure(_transpose_batch_time, inputs)
            self._sequence_length = tf.convert_to_tensor(sequence_length, name="sequence_length")
            self._zero_inputs = map_structure(lambda inp: tensor(inp.get_shape()[1:], inp.dtype, "zeros_like"), inputs)
            self._batch_size = tf.size(sequence_length)

    @property
    def inputs(self):
        return self._inputs

    @property
    def sequence_length(self):
        return self._sequence_length

    def _read(self):
        with tf.name_scope("cond"):
            return map_structure(lambda zero: tensor(zero.get_shape(), zero.dtype, "Merge"), self._zero_inputs)

    def initialize(self, name=None):
        with tf.name_scope(name, "TrainingHelperInitialize"):
            return tf.equal(0, self._sequence_length), self._read()

    def sample(self, time, outputs, name=None, **unused_kwargs):
        with tf.name_scope(name, "TrainingHelperSample", []):
            return self._ids(outputs)

    def next_inputs(self, time, outputs, state, name=None, **unused_kwargs):
        with tf.name_scope(name, "TrainingHelperNextInputs", []):
            return time + 1 >= self._sequence_length, self._read(), state


def _embedding_function(embedding):
    if isinstance(embedding, tf.Tensor) or isinstance(embedding, (list, tuple)):
        return lambda ids: tf.nn.embedding_lookup(embedding, ids)
    return embedding


class ScheduledEmbeddingTrainingHelper(TrainingHelper):
    def __init__(self, inputs, sequence_length, embedding, sampling_probability, time_major=False, seed=None,
                 scheduling_seed=None, name=None):
        with tf.name_scope(name, "ScheduledEmbeddingSamplingWrapper", []):
            self._embedding_fn = _embedding_function(embedding)
            super(ScheduledEmbeddingTrainingHelper, self).__init__(inputs, sequence_length, time_major, name)

    def sample(self, time, outputs, state, name=None):
        with tf.name_scope(name, "ScheduledEmbeddingTrainingHelperSample", []):
            return self._ids(outputs)

    def next_inputs(self, time, outputs, state, sample_ids, name=None):
        with tf.name_scope(name, "ScheduledEmbeddingTrainingHelperNextInputs", []):
            finished, inputs, state = super(ScheduledEmbeddingTrainingHelper, self).next_inputs(
                time=time, outputs=outputs, state=state, sample_ids=sample_ids, name=name)
            with tf.name_scope("cond"):
                sampled = self._embedding_fn(tensor([None], tf.int32, "GatherNd"))
            return finished, tensor(inputs.get_shape(), inputs.dtype), state


class ScheduledOutputTrainingHelper(TrainingHelper):
    def __init__(self, inputs, sequence_length, sampling_probability, time_major=False, seed=None, next_inputs_fn=None,
                 auxiliary_inputs=None, name=None):
        with tf.name_scope(name, "ScheduledOutputTrainingHelper", []):
            if auxiliary_inputs is not None:
                inputs = map_structure(lambda x, y: tf.concat((x, y), -1), inputs, auxiliary_inputs)
            self._next_inputs_fn, self._has_auxiliary = next_inputs_fn, auxiliary_inputs is not None
            super(ScheduledOutputTrainingHelper, self).__init__(inputs, sequence_length, time_major, name)

    def sample(self, time, outputs, state, name=None):
        with tf.name_scope(name, "ScheduledOutputTrainingHelperSample", []):
            return tensor([self._batch_size], tf.int32, "Cast")

    def next_inputs(self, time, outputs, state, sample_ids, name=None):
        with tf.name_scope(name, "ScheduledOutputTrainingHelperNextInputs", []):
            finished, inputs, state = super(ScheduledOutputTrainingHelper, self).next_inputs(
                time=time, outputs=outputs, state=state, sample_ids=sample_ids, name=name)
            if self._next_inputs_fn is not None:
                with tf.name_scope("cond"):
                    self._next_inputs_fn(tensor(tf.TensorShape([None]).concatenate(outputs.get_shape()[1:]),
                                                outputs.dtype, "GatherNd"))
            return finished, map_structure(lambda inp: tensor(inp.get_shape(), inp.dtype), inputs), state


class GreedyEmbeddingHelper(_IdHelper):
    def __init__(self, embedding, start_tokens, end_token):
        self._embedding_fn = _embedding_function(embedding)
        self._start_tokens = tf.convert_to_tensor(start_tokens, dtype=tf.int32, name="start_tokens")
        self._end_token = tf.convert_to_tensor(end_token, dtype=tf.int32, name="end_token")
        self._batch_size = tf.size(start_tokens)
        self._start_inputs = self._embedding_fn(self._start_tokens)

    def initialize(self, name=None):
        return tensor([self._batch_size], tf.bool, "Tile"), self._start_inputs

    def sample(self, time, outputs, state, name=None):
        return self._ids(outputs)

    def next_inputs(self, time, outputs, state, sample_ids, name=None):
        finished = tf.equal(sample_ids, self._end_token)
        with tf.name_scope("cond"):
            embedded = self._embedding_fn(sample_ids)
        return finished, tensor(embedded.get_shape(), embedded.dtype), state


class SampleEmbeddingHelper(GreedyEmbeddingHelper):
    def __init__(self, embedding, start_tokens, end_token, softmax_temperature=None, seed=None):
        super(SampleEmbeddingHelper, self).__init__(embedding, start_tokens, end_token)


class InferenceHelper(Helper):
    def __init__(self, sample_fn, sample_shape, sample_dtype, start_inputs, end_fn, next_inputs_fn=None):
        self._sample_fn, self._end_fn, self._next_inputs_fn = sample_fn, end_fn, next_inputs_fn
        self._sample_shape, self._sample_dtype = tf.TensorShape(sample_shape), sample_dtype
        self._start_inputs = tf.convert_to_tensor(start_inputs, name="start_inputs")
        self._batch_size = tf.shape(start_inputs)[0]

    @property
    def batch_size(self):
        return self._batch_size

    @property
    def sample_ids_shape(self):
        return self._sample_shape

    @property
    def sample_ids_dtype(self):
        return self._sample_dtype

    def initialize(self, name=None):
        return tensor([self._batch_size], tf.bool, "Tile"), self._start_inputs

    def sample(self, time, outputs, state, name=None):
        return self._sample_fn(outputs)

    def next_inputs(self, time, outputs, state, sample_ids, name=None):
        next_inputs = sample_ids if self._next_inputs_fn is None else self._next_inputs_fn(sample_ids)
        return self._end_fn(sample_ids), next_inputs, state


# -- basic_decoder.py, decoder.py


class Decoder(object):
    def finalize(self, outputs, final_state, sequence_lengths):
        raise NotImplementedError

    @property
    def tracks_own_finished(self):
        return False


def _layer_output_shape(layer, size):
    """The shape, without the batch, of what an output layer gives for an output of `size`."""
    if hasattr(layer, "units"):
        return tf.TensorShape([layer.units])
    return layer.compute_output_shape(tf.TensorShape([None]).concatenate(size))[1:]


BasicDecoderOutput = collections.namedtuple("BasicDecoderOutput", ("rnn_output", "sample_id"))


class BasicDecoder(Decoder):
    def __init__(self, cell, helper, initial_state, output_layer=None):
        self._cell, self._helper, self._initial_state = cell, helper, initial_state
        self._output_layer = output_layer

    @property
    def batch_size(self):
        return self._helper.batch_size

    def _rnn_output_size(self):
        size = self._cell.output_size
        if self._output_layer is None:
            return size
        return map_structure(lambda s: _layer_output_shape(self._output_layer, s), size)

    @property
    def output_size(self):
        return BasicDecoderOutput(self._rnn_output_size(), self._helper.sample_ids_shape)

    @property
    def output_dtype(self):
        dtype = flatten(self._initial_state)[0].dtype
        return BasicDecoderOutput(map_structure(lambda _: dtype, self._rnn_output_size()),
                                  self._helper.sample_ids_dtype)

    def initialize(self, name=None):
        return self._helper.initialize() + (self._initial_state,)

    def step(self, time, inputs, state, name=None):
        with tf.name_scope(name, "BasicDecoderStep", []):
            outputs, cell_state = self._cell(inputs, state)
            if self._output_layer is not None:
                outputs = self._output_layer(outputs)
            sample_ids = self._helper.sample(time=time, outputs=outputs, state=cell_state)
            finished, next_inputs, next_state = self._helper.next_inputs(
                time=time, outputs=outputs, state=cell_state, sample_ids=sample_ids)
        return BasicDecoderOutput(outputs, sample_ids), next_state, next_inputs, finished


def _loop_copy(value):
    return value if isinstance(value, tf.TensorArray) else rnn._like(value)


def dynamic_decode(decoder, output_time_major=False, impute_finished=False, maximum_iterations=None,
                   parallel_iterations=32, swap_memory=False, scope=None, **kwargs):
    with tf.variable_scope(scope, "decoder"):
        finished, inputs, state = decoder.initialize()
        sizes, dtypes = decoder.output_size, decoder.output_dtype
        batch = tf.TensorShape([decoder.batch_size])
        with tf.name_scope("while"):
            time = tensor([], tf.int32, "Identity")
            variables = [map_structure(_loop_copy, value) for value in (inputs, state)]
            step_outputs, next_state, next_inputs, _ = decoder.step(time, *variables)
            feed_back(variables, [next_inputs, next_state])

        def stacked(size, dtype, made):
            """A size that is a shape says what is stacked; where it is a number the first write does."""
            element = made.get_shape()
            if isinstance(size, tf.TensorShape) and size.ndims:
                element = batch.concatenate(size)
            return tensor(tf.TensorShape([None]).concatenate(element), dtype, "TensorArrayGatherV3")

        outputs = map_structure(stacked, sizes, dtypes, step_outputs)
        final_state = map_structure(lambda first, made: _loop_copy(first), state, next_state)
        lengths = tensor(tf.convert_to_tensor(finished).get_shape(), tf.int32)
        try:
            outputs, final_state = decoder.finalize(outputs, final_state, lengths)
        except NotImplementedError:
            pass
        if not output_time_major:
            outputs = map_structure(_transpose_batch_time, outputs)
    return outputs, final_state, lengths


# -- beam_search_decoder.py


BeamSearchDecoderState = collections.namedtuple("BeamSearchDecoderState", (
    "cell_state", "log_probs", "finished", "lengths", "accumulated_attention_probs"))
BeamSearchDecoderOutput = collections.namedtuple("BeamSearchDecoderOutput", ("scores", "predicted_ids", "parent_ids"))
FinalBeamSearchDecoderOutput = collections.namedtuple("FinalBeamDecoderOutput", (
    "predicted_ids", "beam_search_decoder_output"))


def _tile_batch(t, multiplier):
    t = tf.convert_to_tensor(t, name="t")
    shape = t.get_shape()
    return tensor(tf.TensorShape([shape[0] * multiplier]).concatenate(shape[1:]), t.dtype, "Reshape")


def tile_batch(t, multiplier, name=None):
    with tf.name_scope(name, "tile_batch", []):
        return map_structure(lambda part: _tile_batch(part, multiplier), t)


def gather_tree(step_ids, parent_ids, max_sequence_lengths, end_token, name=None):
    return tensor(step_ids.get_shape(), step_ids.dtype, "GatherTree", name)


def gather_tree_from_array(t, parent_ids, sequence_length):
    return tensor(t.get_shape(), t.dtype, "Reshape")


def _is_batched(value):
    """Whether a part of a state has a batch dimension: scalars and arrays have none."""
    return not isinstance(value, tf.TensorArray) and value.get_shape().ndims != 0


class BeamSearchDecoder(Decoder):
    def __init__(self, cell, embedding, start_tokens, end_token, initial_state, beam_width, output_layer=None,
                 length_penalty_weight=0.0, coverage_penalty_weight=0.0, reorder_tensor_arrays=True):
        self._cell, self._output_layer, self._beam_width = cell, output_layer, beam_width
        self._embedding_fn = _embedding_function(embedding)
        self._start_tokens = tf.convert_to_tensor(start_tokens, dtype=tf.int32, name="start_tokens")
        self._end_token = tf.convert_to_tensor(end_token, dtype=tf.int32, name="end_token")
        self._batch_size = tf.size(start_tokens)
        self._initial_cell_state = map_structure(self._split, initial_state)
        self._start_tokens = tf.tile(tf.expand_dims(self._start_tokens, 1), [1, self._beam_width])
        self._start_inputs = self._embedding_fn(self._start_tokens)

    @property
    def batch_size(self):
        return self._batch_size

    @property
    def tracks_own_finished(self):
        return True

    @property
    def output_size(self):
        shape = tf.TensorShape([self._beam_width])
        return BeamSearchDecoderOutput(shape, shape, shape)

    @property
    def output_dtype(self):
        dtype = flatten(self._initial_cell_state)[0].dtype
        return BeamSearchDecoderOutput(dtype, tf.int32, tf.int32)

    def _split(self, value):
        """[batch * beams, ...] as [batch, beams, ...]."""
        if not _is_batched(value):
            return value
        shape = tf.TensorShape([self._batch_size, self._beam_width]).concatenate(value.get_shape()[1:])
        return tensor(shape, value.dtype, "Reshape")

    def _merge(self, value):
        """[batch, beams, ...] as [batch * beams, ...]."""
        if not _is_batched(value):
            return value
        shape = value.get_shape()
        return tensor(tf.TensorShape([shape[0] * self._beam_width]).concatenate(shape[2:]), value.dtype, "Reshape")

    def _per_beam(self, dtype):
        return tensor([self._batch_size, self._beam_width], dtype)

    def initialize(self, name=None):
        dtype = flatten(self._initial_cell_state)[0].dtype
        state = BeamSearchDecoderState(self._initial_cell_state, self._per_beam(dtype), self._per_beam(tf.bool),
                                       self._per_beam(tf.int64), ())
        return self._per_beam(tf.bool), self._start_inputs, state

    def step(self, time, inputs, state, name=None):
        with tf.name_scope(name, "BeamSearchDecoderStep", []):
            cell_inputs = map_structure(self._merge, inputs)
            outputs, cell_state = self._cell(cell_inputs, map_structure(self._merge, state.cell_state))
            outputs = map_structure(self._split, outputs)
            cell_state = map_structure(self._split, cell_state)
            if self._output_layer is not None:
                outputs = self._output_layer(outputs)
            scores = tensor([self._batch_size, self._beam_width], outputs.dtype)
            ids, parents = self._per_beam(tf.int32), self._per_beam(tf.int32)
            with tf.name_scope("cond"):
                next_inputs = self._embedding_fn(ids)
            lengths = self._per_beam(tf.int64)
            next_state = BeamSearchDecoderState(cell_state, scores, self._per_beam(tf.bool), lengths, ())
        return BeamSearchDecoderOutput(scores, ids, parents), next_state, next_inputs, self._per_beam(tf.bool)

    def finalize(self, outputs, final_state, sequence_lengths):
        predicted = gather_tree(outputs.predicted_ids, outputs.parent_ids, None, self._end_token)
        return FinalBeamSearchDecoderOutput(predicted, outputs), final_state


# -- loss.py


def sequence_loss(logits, targets, weights, average_across_timesteps=True, average_across_batch=True,
                  sum_over_timesteps=False, sum_over_batch=False, softmax_loss_function=None, name=None):
    with tf.name_scope(name, "sequence_loss", [logits, targets, weights]):
        flat_logits = tf.reshape(logits, [-1, size_of(logits, 2)])
        flat_targets = tf.reshape(targets, [-1])
        if softmax_loss_function is None:
            loss = tf.nn.sparse_softmax_cross_entropy_with_logits(labels=flat_targets, logits=flat_logits)
        else:
            loss = softmax_loss_function(labels=flat_targets, logits=flat_logits)
        loss = loss * tf.reshape(weights, [-1])
        over_time, over_batch = average_across_timesteps or sum_over_timesteps, average_across_batch or sum_over_batch
        if over_time and over_batch:
            return tf.reduce_sum(loss)
        loss = tf.reshape(loss, [size_of(logits, 0), size_of(logits, 1)])
        return tf.reduce_sum(loss, axis=[0] if over_batch else [1]) if over_time or over_batch else loss

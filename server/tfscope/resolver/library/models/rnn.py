"""Functions that run a recurrent cell over time (tensorflow/python/ops/rnn.py, contrib/rnn/python/ops/rnn.py)."""

# models: tf.nn, tf.contrib.rnn, tf.python.ops.rnn, tf.contrib.rnn.python.ops.rnn
# models: tf.contrib.rnn.python.ops.fused_rnn_cell

import tensorflow as tf
from tfscope_primitives import (
    batch_and_time_swapped, feed_back, flatten, given, is_nested, is_unknown, map_structure, operation, pack_as,
    size_of, tensor)


_transpose_batch_time = transpose_batch_time = batch_and_time_swapped


def _best_effort_input_batch_size(flat_input):
    return size_of(flat_input[0], 1)


best_effort_input_batch_size = _best_effort_input_batch_size


def _like(value):
    """What a loop gives for a loop variable: a tensor of the same shape."""
    if isinstance(value, tf.TensorArray):
        return value
    value = tf.convert_to_tensor(value)
    return tensor(value.get_shape(), value.dtype)


def _initial_state(cell, initial_state, batch_size, dtype):
    if given(initial_state):
        return initial_state
    if not given(dtype):
        raise ValueError("If there is no initial_state, you must give a dtype.")
    if getattr(cell, "get_initial_state", None) is not None:
        return cell.get_initial_state(inputs=None, batch_size=batch_size, dtype=dtype)
    return cell.zero_state(batch_size, dtype)


def _state_dtype(dtype, state):
    return dtype if given(dtype) else flatten(state)[0].dtype


def _called(cell, inputs, state):
    """Calls a cell; cells of Keras take and give their state in a list."""
    if is_unknown(cell) or getattr(cell, "zero_state", None) is not None:
        return cell(inputs, state)
    output, new_state = cell(inputs, state if is_nested(state) else [state])
    return output, new_state if is_nested(state) else new_state[0]


def bidirectional_dynamic_rnn(cell_fw, cell_bw, inputs, sequence_length=None, initial_state_fw=None,
                              initial_state_bw=None, dtype=None, parallel_iterations=None, swap_memory=False,
                              time_major=False, scope=None):
    time_axis, batch_axis = (0, 1) if time_major else (1, 0)

    def reverse(value):
        if given(sequence_length):
            return tf.reverse_sequence(value, sequence_length, seq_axis=time_axis, batch_axis=batch_axis)
        return tf.reverse(value, axis=[time_axis])

    with tf.variable_scope(scope or "bidirectional_rnn"):
        with tf.variable_scope("fw") as fw_scope:
            output_fw, state_fw = dynamic_rnn(cell_fw, inputs, sequence_length, initial_state_fw, dtype,
                                              time_major=time_major, scope=fw_scope)
        with tf.variable_scope("bw") as bw_scope:
            reversed_inputs = map_structure(reverse, inputs)
            reversed_output, state_bw = dynamic_rnn(cell_bw, reversed_inputs, sequence_length, initial_state_bw, dtype,
                                                    time_major=time_major, scope=bw_scope)
    output_bw = map_structure(reverse, reversed_output)
    return (output_fw, output_bw), (state_fw, state_bw)


def dynamic_rnn(cell, inputs, sequence_length=None, initial_state=None, dtype=None, parallel_iterations=None,
                swap_memory=False, time_major=False, scope=None):
    with tf.variable_scope(scope or "rnn"):
        flat_input = [tf.convert_to_tensor(value) for value in flatten(inputs)]
        if not time_major:
            flat_input = [_transpose_batch_time(value) for value in flat_input]
        if given(sequence_length):
            tf.identity(tf.cast(sequence_length, tf.int32), name="sequence_length")
        batch_size = _best_effort_input_batch_size(flat_input)
        state = _initial_state(cell, initial_state, batch_size, dtype)
        outputs, final_state = _dynamic_rnn_loop(cell, pack_as(inputs, flat_input), state, dtype)
        return outputs if time_major else map_structure(_transpose_batch_time, outputs), final_state


def _dynamic_rnn_loop(cell, inputs, state, dtype):
    """The cell is called once, in the name scope of the loop."""
    leading = flatten(inputs)[0].get_shape()[:2]
    output_size, output_dtype = cell.output_size, _state_dtype(dtype, state)
    step_inputs = map_structure(lambda value: tensor(value.get_shape()[1:], value.dtype), inputs)
    with tf.name_scope("while"):
        # The loop's own counters (control_flow_ops.while_loop with maximum_iterations).
        for name in ("Less", "Less", "LogicalAnd", "add"):
            operation(name)
        held_state = map_structure(_like, state)
        step_output, new_state = _called(cell, step_inputs, held_state)
        feed_back(held_state, new_state)

    def final_output(size, made):
        return tensor(leading.concatenate(size), output_dtype)

    return map_structure(final_output, output_size, step_output), map_structure(_final_state, state, new_state)


def _final_state(first, made):
    """A state after the loop: of the first one's shape, computed from both."""
    return tensor(first.get_shape(), first.dtype, inputs=[first, made])


def raw_rnn(cell, loop_fn, parallel_iterations=None, swap_memory=False, scope=None):
    with tf.variable_scope(scope or "rnn"):
        time = tf.constant(0, dtype=tf.int32)
        finished, next_input, state, emit_structure, loop_state = loop_fn(time, None, None, None)
        state = map_structure(tf.convert_to_tensor, state)
        batch = flatten(next_input)[0].get_shape()[:1]
        emit_ta = _emit_arrays(cell, emit_structure, batch, flatten(state)[0].dtype)
        had_loop_state = loop_state is not None
        if loop_state is None:
            loop_state = tf.constant(0, dtype=tf.int32)
        with tf.name_scope("while"):
            variables = [map_structure(_like, value) for value in (next_input, state, loop_state)]
            output, cell_state = cell(variables[0], variables[1])
            _, new_input, new_state, emitted, new_loop_state = loop_fn(time + 1, output, cell_state, variables[2])
            feed_back(variables, [new_input, new_state, new_loop_state])
            emit_ta = map_structure(lambda array, value: array.write(time, value), emit_ta, emitted)
        final_state = map_structure(_final_state, state, cell_state)
        final_loop_state = map_structure(_final_state, loop_state, new_loop_state) if had_loop_state else None
        return emit_ta, final_state, final_loop_state


def _emit_arrays(cell, emit_structure, batch, dtype):
    if emit_structure is not None:
        return map_structure(lambda emit: tf.TensorArray(emit.dtype, size=0, dynamic_size=True, name="rnn_output",
                                                         element_shape=batch.concatenate(emit.get_shape())),
                             emit_structure)
    return map_structure(lambda size: tf.TensorArray(dtype, size=0, dynamic_size=True, name="rnn_output",
                                                     element_shape=batch.concatenate(size)), cell.output_size)


def static_rnn(cell, inputs, initial_state=None, dtype=None, sequence_length=None, scope=None):
    outputs = []
    with tf.variable_scope(scope or "rnn") as varscope:
        first_input = flatten(inputs)[0]
        batch_size = size_of(first_input, 0)
        state = _initial_state(cell, initial_state, batch_size, dtype)
        for time, input_ in enumerate(inputs):
            if time > 0:
                varscope.reuse_variables()
            if given(sequence_length):
                with tf.name_scope("cond"):
                    output, state = _called(cell, input_, state)
            else:
                output, state = _called(cell, input_, state)
            outputs.append(output)
    return outputs, state


def static_state_saving_rnn(cell, inputs, state_saver, state_name, sequence_length=None, scope=None):
    initial_state = map_structure(state_saver.state, state_name)
    outputs, state = static_rnn(cell, inputs, initial_state=initial_state, sequence_length=sequence_length, scope=scope)
    map_structure(state_saver.save_state, state_name, state)
    outputs[-1] = map_structure(tf.identity, outputs[-1])
    return outputs, map_structure(tf.identity, state)


state_saving_rnn = static_state_saving_rnn


def _reverse_seq(input_seq, lengths):
    if given(lengths):
        return [map_structure(_like, value) for value in reversed(input_seq)]
    return list(reversed(input_seq))


def static_bidirectional_rnn(cell_fw, cell_bw, inputs, initial_state_fw=None, initial_state_bw=None, dtype=None,
                             sequence_length=None, scope=None):
    with tf.variable_scope(scope or "bidirectional_rnn"):
        with tf.variable_scope("fw") as fw_scope:
            output_fw, state_fw = static_rnn(cell_fw, inputs, initial_state_fw, dtype, sequence_length, scope=fw_scope)
        with tf.variable_scope("bw") as bw_scope:
            reversed_inputs = _reverse_seq(inputs, sequence_length)
            reversed_output, state_bw = static_rnn(cell_bw, reversed_inputs, initial_state_bw, dtype, sequence_length,
                                                   scope=bw_scope)
    output_bw = _reverse_seq(reversed_output, sequence_length)
    outputs = map_structure(lambda fw, bw: tf.concat([fw, bw], 1), output_fw, output_bw)
    return outputs, state_fw, state_bw


# -- contrib/rnn/python/ops/rnn.py


def _nth(states, i):
    return states[i] if states else None


def stack_bidirectional_rnn(cells_fw, cells_bw, inputs, initial_states_fw=None, initial_states_bw=None, dtype=None,
                            sequence_length=None, scope=None):
    states_fw, states_bw, layer = [], [], inputs
    with tf.variable_scope(scope or "stack_bidirectional_rnn"):
        for i, (cell_fw, cell_bw) in enumerate(zip(cells_fw, cells_bw)):
            with tf.variable_scope("cell_%d" % i) as cell_scope:
                layer, state_fw, state_bw = static_bidirectional_rnn(
                    cell_fw, cell_bw, layer, _nth(initial_states_fw, i), _nth(initial_states_bw, i), dtype,
                    sequence_length, scope=cell_scope)
            states_fw.append(state_fw)
            states_bw.append(state_bw)
    return layer, tuple(states_fw), tuple(states_bw)


def stack_bidirectional_dynamic_rnn(cells_fw, cells_bw, inputs, initial_states_fw=None, initial_states_bw=None,
                                    dtype=None, sequence_length=None, parallel_iterations=None, time_major=False,
                                    scope=None, swap_memory=False):
    states_fw, states_bw, layer = [], [], inputs
    with tf.variable_scope(scope or "stack_bidirectional_rnn"):
        for i, (cell_fw, cell_bw) in enumerate(zip(cells_fw, cells_bw)):
            with tf.variable_scope("cell_%d" % i):
                outputs, (state_fw, state_bw) = bidirectional_dynamic_rnn(
                    cell_fw, cell_bw, layer, sequence_length, _nth(initial_states_fw, i), _nth(initial_states_bw, i),
                    dtype, time_major=time_major)
                layer = tf.concat(outputs, 2)
            states_fw.append(state_fw)
            states_bw.append(state_bw)
    return layer, tuple(states_fw), tuple(states_bw)


# -- contrib/rnn/python/ops/fused_rnn_cell.py


class FusedRNNCell(object):
    pass


class FusedRNNCellAdaptor(FusedRNNCell):
    def __init__(self, cell, use_dynamic_rnn=False):
        self._cell, self._use_dynamic_rnn = cell, use_dynamic_rnn

    def __call__(self, inputs, initial_state=None, dtype=None, sequence_length=None, scope=None):
        is_list = isinstance(inputs, list)
        if self._use_dynamic_rnn:
            outputs, state = dynamic_rnn(self._cell, tf.stack(inputs) if is_list else inputs, sequence_length,
                                         initial_state, dtype, time_major=True, scope=scope)
            return tf.unstack(outputs) if is_list else outputs, state
        outputs, state = static_rnn(self._cell, inputs if is_list else tf.unstack(inputs), initial_state, dtype,
                                    sequence_length, scope=scope)
        return outputs if is_list else tf.stack(outputs), state


class TimeReversedFusedRNN(FusedRNNCell):
    def __init__(self, cell):
        self._cell = cell

    def _reverse(self, value, lengths):
        if isinstance(value, list):
            return list(reversed(value))
        return tf.reverse(value, [0]) if lengths is None else tf.reverse_sequence(value, lengths, 0, 1)

    def __call__(self, inputs, initial_state=None, dtype=None, sequence_length=None, scope=None):
        outputs, state = self._cell(self._reverse(inputs, sequence_length), initial_state=initial_state, dtype=dtype,
                                    sequence_length=sequence_length, scope=scope)
        return self._reverse(outputs, sequence_length), state

"""Recurrent cells: where their variables stand and which shapes they have.

The answers were recorded from TensorFlow 1.15.5.
"""

from __future__ import annotations

from fixtures import check


def test_the_variables_of_the_basic_cells() -> None:
    """Each cell has a layer scope of its own, named after its class."""
    check(
        """
        import tensorflow as tf

        x = tf.placeholder(tf.float32, [4, 8])
        cells = tf.nn.rnn_cell
        rnn = cells.BasicRNNCell(5)
        rnn(x, rnn.zero_state(4, tf.float32))  # name: basic_rnn_cell/kernel [13, 5], basic_rnn_cell/bias [5]
        gru = cells.GRUCell(5)
        gru(x, gru.zero_state(4, tf.float32))
        # name: gru_cell/gates/kernel [13, 10], gru_cell/gates/bias [10], gru_cell/candidate/kernel [13, 5]
        # name: gru_cell/candidate/bias [5]
        lstm = cells.BasicLSTMCell(5)
        lstm(x, lstm.zero_state(4, tf.float32))  # name: basic_lstm_cell/kernel [13, 20], basic_lstm_cell/bias [20]
        """
    )


def test_an_lstm_with_peepholes_and_a_projection() -> None:
    """The projection's size counts among the kernel's rows."""
    check(
        """
        import tensorflow as tf

        cell = tf.nn.rnn_cell.LSTMCell(7, use_peepholes=True, num_proj=3)
        output, state = cell(tf.zeros([4, 8]), cell.zero_state(4, tf.float32))
        # name: lstm_cell/kernel [11, 28], lstm_cell/bias [28], lstm_cell/w_f_diag [7], lstm_cell/w_i_diag [7]
        # name: lstm_cell/w_o_diag [7], lstm_cell/projection/kernel [7, 3]
        tf.get_variable("sizes", [output.shape[1].value, state.c.shape[1].value, state.h.shape[1].value])
        # name: sizes [3, 7, 3]
        """
    )


def test_a_cell_keeps_the_scope_of_its_first_call() -> None:
    """A cell object called again, from anywhere, has its variables and asks for none."""
    check(
        """
        import tensorflow as tf

        cell = tf.nn.rnn_cell.GRUCell(5)
        state = cell.zero_state(4, tf.float32)
        with tf.variable_scope("first"):
            _, state = cell(tf.zeros([4, 8]), state)
            # name: first/gru_cell/gates/kernel, first/gru_cell/gates/bias, first/gru_cell/candidate/kernel
            # name: first/gru_cell/candidate/bias
        with tf.variable_scope("second"):
            cell(tf.zeros([4, 8]), state)
        tf.nn.rnn_cell.GRUCell(5)(tf.zeros([4, 8]), state)
        # name: gru_cell/gates/kernel, gru_cell/gates/bias, gru_cell/candidate/kernel, gru_cell/candidate/bias
        """
    )


def test_a_cells_name_is_made_unique_below_its_scope() -> None:
    """Two cells called in one scope count; `name=` is the base of the name."""
    check(
        """
        import tensorflow as tf

        x, h = tf.zeros([4, 8]), tf.zeros([4, 5])
        with tf.variable_scope("net"):
            tf.nn.rnn_cell.BasicRNNCell(5)(x, h)  # name: net/basic_rnn_cell/kernel, net/basic_rnn_cell/bias
            tf.nn.rnn_cell.BasicRNNCell(5)(x, h)  # name: net/basic_rnn_cell_1/kernel, net/basic_rnn_cell_1/bias
            tf.nn.rnn_cell.BasicRNNCell(5, name="mine")(x, h)  # name: net/mine/kernel, net/mine/bias
        """
    )


def test_cells_in_a_multi_cell_are_numbered() -> None:
    """`MultiRNNCell` opens `cell_0`, `cell_1`, ... in a scope of its own; wrappers open none."""
    check(
        """
        import tensorflow as tf

        cells = tf.nn.rnn_cell
        first, second = cells.DropoutWrapper(cells.GRUCell(6), 0.5), cells.ResidualWrapper(cells.GRUCell(6))
        stack = cells.MultiRNNCell([first, second])
        output, state = stack(tf.zeros([4, 8]), stack.zero_state(4, tf.float32))
        # name: multi_rnn_cell/cell_0/gru_cell/gates/kernel [14, 12], multi_rnn_cell/cell_0/gru_cell/gates/bias [12]
        # name: multi_rnn_cell/cell_0/gru_cell/candidate/kernel [14, 6]
        # name: multi_rnn_cell/cell_0/gru_cell/candidate/bias [6]
        # name: multi_rnn_cell/cell_1/gru_cell/gates/kernel [12, 12], multi_rnn_cell/cell_1/gru_cell/gates/bias [12]
        # name: multi_rnn_cell/cell_1/gru_cell/candidate/kernel [12, 6]
        # name: multi_rnn_cell/cell_1/gru_cell/candidate/bias [6]
        tf.get_variable("sizes", [output.shape[1].value, len(state), len(stack.trainable_weights)])
        # name: sizes [6, 2, 0]
        """
    )


def test_one_cell_object_in_two_layers() -> None:
    """`[cell] * n` shares the weights; layers of different input sizes cannot."""
    check(
        """
        import tensorflow as tf

        cell = tf.nn.rnn_cell.BasicLSTMCell(8)
        stack = tf.nn.rnn_cell.MultiRNNCell([cell] * 2)
        stack(tf.zeros([4, 8]), stack.zero_state(4, tf.float32))
        # name: multi_rnn_cell/cell_0/basic_lstm_cell/kernel [16, 32]
        # name: multi_rnn_cell/cell_0/basic_lstm_cell/bias [32]
        """
    )


def test_a_cell_with_variables_made_in_call() -> None:
    """A cell that asks for its variables in `call` reuses them from its second call on."""
    check(
        """
        import tensorflow as tf


        class Cell(tf.nn.rnn_cell.RNNCell):
            def __init__(self, units, reuse=None):
                super(Cell, self).__init__(_reuse=reuse)
                self.units = units

            state_size = output_size = property(lambda self: self.units)

            def __call__(self, inputs, state, scope=None):
                return super(Cell, self).__call__(inputs, state, scope)


        class Doubled(Cell):
            def build(self, shape):
                self.kernel = self.add_variable("w", [shape[1].value, self.units])  # name: doubled/w [5, 3]

            def call(self, inputs, state):
                new = tf.matmul(inputs, self.kernel) + state
                return new, new


        cell, state = Doubled(3), tf.zeros([2, 3])
        cell(tf.zeros([2, 5]), state)
        cell(tf.zeros([2, 5]), state)
        cell(tf.zeros([2, 5]), state, scope="ignored")
        """
    )


def test_a_cell_of_the_old_kind() -> None:
    """A cell with a `__call__` of its own opens what scopes it likes, and collides like anything else."""
    check(
        """
        import tensorflow as tf
        from tensorflow.contrib.rnn.python.ops.core_rnn_cell import _linear


        class OldCell(tf.contrib.rnn.RNNCell):
            def __init__(self, units):
                self.units = units

            def __call__(self, inputs, state, scope=None):
                with tf.variable_scope(scope or type(self).__name__):
                    new = tf.tanh(_linear([inputs, state], self.units, True))
                    # error: [variable-already-exists] Variable OldCell/kernel already exists
                    # reuse: OldCell/kernel, OldCell/bias
                    # name: OldCell/kernel [8, 3], OldCell/bias [3], again/OldCell/kernel [8, 3]
                    # name: again/OldCell/bias [3]
                return new, new


        cell, state = OldCell(3), tf.zeros([2, 3])
        _, state = cell(tf.zeros([2, 5]), state)
        with tf.variable_scope("again"):
            _, state = cell(tf.zeros([2, 5]), state)
        cell(tf.zeros([2, 5]), state)
        """
    )


def test_projections_stand_in_the_wrappers_scope() -> None:
    """The wrapped cell's scope is below the wrapper's, whichever of them makes its variables first."""
    check(
        """
        import tensorflow as tf

        rnn = tf.contrib.rnn
        x, h = tf.zeros([4, 8]), tf.zeros([4, 5])
        rnn.InputProjectionWrapper(rnn.GRUCell(5), 3)(x, h)
        # name: input_projection_wrapper/kernel [8, 3], input_projection_wrapper/bias [3]
        # name: input_projection_wrapper/gru_cell/gates/kernel [8, 10]
        # name: input_projection_wrapper/gru_cell/gates/bias [10]
        # name: input_projection_wrapper/gru_cell/candidate/kernel [8, 5]
        # name: input_projection_wrapper/gru_cell/candidate/bias [5]
        rnn.OutputProjectionWrapper(rnn.GRUCell(5), 3)(x, h)
        # name: output_projection_wrapper/gru_cell/gates/kernel [13, 10]
        # name: output_projection_wrapper/gru_cell/gates/bias [10]
        # name: output_projection_wrapper/gru_cell/candidate/kernel [13, 5]
        # name: output_projection_wrapper/gru_cell/candidate/bias [5], output_projection_wrapper/kernel [5, 3]
        # name: output_projection_wrapper/bias [3]
        rnn.EmbeddingWrapper(rnn.GRUCell(5), 20, 6)(tf.zeros([4], tf.int32), h)
        # name: embedding_wrapper/embedding [20, 6], embedding_wrapper/gru_cell/gates/kernel [11, 10]
        # name: embedding_wrapper/gru_cell/gates/bias [10], embedding_wrapper/gru_cell/candidate/kernel [11, 5]
        # name: embedding_wrapper/gru_cell/candidate/bias [5]
        """
    )


def test_a_sharded_kernel_is_in_parts() -> None:
    """`num_unit_shards` partitions the kernel only."""
    check(
        """
        import tensorflow as tf

        cell = tf.nn.rnn_cell.LSTMCell(4, num_unit_shards=2)
        cell(tf.zeros([4, 7]), cell.zero_state(4, tf.float32))
        # name: lstm_cell/kernel/part_0 [6, 16], lstm_cell/kernel/part_1 [5, 16], lstm_cell/bias [16]
        """
    )


def test_layer_normalization_inside_a_cell() -> None:
    """The cell makes `gamma` and `beta`, and the normalization finds them."""
    check(
        """
        import tensorflow as tf

        cell = tf.contrib.rnn.LayerNormBasicLSTMCell(4)
        cell(tf.zeros([4, 3]), cell.zero_state(4, tf.float32))
        # name: layer_norm_basic_lstm_cell/kernel [7, 16], layer_norm_basic_lstm_cell/input/gamma [4]
        # name: layer_norm_basic_lstm_cell/input/beta [4], layer_norm_basic_lstm_cell/transform/gamma [4]
        # name: layer_norm_basic_lstm_cell/transform/beta [4], layer_norm_basic_lstm_cell/forget/gamma [4]
        # name: layer_norm_basic_lstm_cell/forget/beta [4], layer_norm_basic_lstm_cell/output/gamma [4]
        # name: layer_norm_basic_lstm_cell/output/beta [4], layer_norm_basic_lstm_cell/state/gamma [4]
        # name: layer_norm_basic_lstm_cell/state/beta [4]
        # reuse: layer_norm_basic_lstm_cell/input/beta, layer_norm_basic_lstm_cell/input/gamma
        # reuse: layer_norm_basic_lstm_cell/transform/beta, layer_norm_basic_lstm_cell/transform/gamma
        # reuse: layer_norm_basic_lstm_cell/forget/beta, layer_norm_basic_lstm_cell/forget/gamma
        # reuse: layer_norm_basic_lstm_cell/output/beta, layer_norm_basic_lstm_cell/output/gamma
        # reuse: layer_norm_basic_lstm_cell/state/beta, layer_norm_basic_lstm_cell/state/gamma
        """
    )


def test_attention_over_a_cells_own_past() -> None:
    """`AttentionCellWrapper` has three linear maps and an attention in its scope."""
    check(
        """
        import tensorflow as tf

        cell = tf.contrib.rnn.AttentionCellWrapper(tf.contrib.rnn.GRUCell(5), attn_length=3, attn_size=4)
        output, state = cell(tf.zeros([2, 6]), cell.zero_state(2, tf.float32))
        # name: attention_cell_wrapper/kernel [10, 6], attention_cell_wrapper/bias [6]
        # name: attention_cell_wrapper/gru_cell/gates/kernel [11, 10]
        # name: attention_cell_wrapper/gru_cell/gates/bias [10]
        # name: attention_cell_wrapper/gru_cell/candidate/kernel [11, 5]
        # name: attention_cell_wrapper/gru_cell/candidate/bias [5]
        # name: attention_cell_wrapper/attention/attn_w [1, 1, 4, 4], attention_cell_wrapper/attention/attn_v [4]
        # name: attention_cell_wrapper/attention/kernel [5, 4], attention_cell_wrapper/attention/bias [4]
        # name: attention_cell_wrapper/attn_output_projection/kernel [9, 4]
        # name: attention_cell_wrapper/attn_output_projection/bias [4]
        tf.get_variable("sizes", [output.shape[1].value, state[1].shape[1].value, state[2].shape[1].value])
        # name: sizes [4, 4, 12]
        """
    )


def test_a_highway_around_a_cell_has_no_scope() -> None:
    """`HighwayWrapper` asks for its weights in the scope that is current."""
    check(
        """
        import tensorflow as tf

        with tf.variable_scope("net"):
            cell = tf.contrib.rnn.HighwayWrapper(tf.contrib.rnn.GRUCell(5))
            cell(tf.zeros([2, 5]), tf.zeros([2, 5]))
            # name: net/gru_cell/gates/kernel [10, 10], net/gru_cell/gates/bias [10]
            # name: net/gru_cell/candidate/kernel [10, 5], net/gru_cell/candidate/bias [5], net/carry_w [5, 5]
            # name: net/carry_b [5]
        """
    )


def test_convolutional_cells() -> None:
    """The kernel covers the input's and the state's channels."""
    check(
        """
        import tensorflow as tf

        cell = tf.contrib.rnn.ConvLSTMCell(2, [8, 8, 3], 5, [3, 3])
        output, state = cell(tf.zeros([2, 8, 8, 3]), cell.zero_state(2, tf.float32))
        # name: conv_lstm_cell/kernel [3, 3, 8, 20], conv_lstm_cell/biases [20]
        tf.get_variable("sizes", output.shape.as_list() + [state.c.shape[3].value])  # name: sizes [2, 8, 8, 5, 5]
        """
    )


def test_weights_of_the_gpus_library_are_one_variable() -> None:
    """TensorFlow does not know the size of `opaque_kernel`."""
    check(
        """
        import tensorflow as tf

        lstm = tf.contrib.cudnn_rnn.CudnnLSTM(2, 7, direction="bidirectional")
        output, states = lstm(tf.zeros([10, 4, 8]))  # name: cudnn_lstm/opaque_kernel
        tf.get_variable("sizes", [output.shape[2].value, states[0].shape[0].value])  # name: sizes
        tf.contrib.cudnn_rnn.CudnnLSTM(1, 7)(tf.zeros([10, 4, 8]))  # name: cudnn_lstm_1/opaque_kernel
        """
    )


def test_a_shared_cell_object_cannot_take_two_sizes() -> None:
    """The kernel was made for the first layer's input; the second layer's fails as TensorFlow's product does."""
    check(
        """
        import tensorflow as tf

        cell = tf.nn.rnn_cell.BasicLSTMCell(16)
        stack = tf.nn.rnn_cell.MultiRNNCell([cell] * 2)
        stack(tf.zeros([4, 8]), stack.zero_state(4, tf.float32))
        # name: multi_rnn_cell/cell_0/basic_lstm_cell/kernel, multi_rnn_cell/cell_0/basic_lstm_cell/bias
        # error: [shape-mismatch] Dimensions must be equal, but are 32 and 24 for
        """
    )

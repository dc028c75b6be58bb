"""The functions that run a cell over time: their scopes, their outputs, and what a second one collides with.

The answers were recorded from TensorFlow 1.15.5.
"""

from __future__ import annotations

from fixtures import check


def test_dynamic_rnn_opens_a_scope() -> None:
    """The scope is `rnn`; outputs have the cell's size, states too."""
    check(
        """
        import tensorflow as tf

        x = tf.placeholder(tf.float32, [None, 10, 8])
        outputs, state = tf.nn.dynamic_rnn(tf.nn.rnn_cell.BasicLSTMCell(16), x, dtype=tf.float32)
        # name: rnn/basic_lstm_cell/kernel [24, 64], rnn/basic_lstm_cell/bias [64]
        tf.get_variable("sizes", outputs.shape.as_list()[1:] + state.h.shape.as_list()[1:])
        # name: sizes [10, 16, 16]
        """
    )


def test_a_second_dynamic_rnn_collides() -> None:
    """Both ask for the scope `rnn` by name, which is not made unique."""
    check(
        """
        import tensorflow as tf

        x = tf.placeholder(tf.float32, [4, 10, 8])
        outputs, _ = tf.nn.dynamic_rnn(tf.nn.rnn_cell.BasicLSTMCell(8), x, dtype=tf.float32)
        # name: rnn/basic_lstm_cell/kernel, rnn/basic_lstm_cell/bias
        tf.nn.dynamic_rnn(tf.nn.rnn_cell.BasicLSTMCell(8), outputs, dtype=tf.float32)
        # error: [variable-already-exists] Variable rnn/basic_lstm_cell/kernel already exists
        # reuse: rnn/basic_lstm_cell/kernel, rnn/basic_lstm_cell/bias
        """
    )


def test_a_scope_for_each_dynamic_rnn() -> None:
    """With `scope=` each has a place of its own."""
    check(
        """
        import tensorflow as tf

        x = tf.placeholder(tf.float32, [4, 10, 8])
        for name in ("a", "b"):
            x, _ = tf.nn.dynamic_rnn(tf.nn.rnn_cell.GRUCell(5), x, dtype=tf.float32, scope=name)
            # name: a/gru_cell/gates/kernel [13, 10], a/gru_cell/gates/bias [10]
            # name: a/gru_cell/candidate/kernel [13, 5], a/gru_cell/candidate/bias [5]
            # name: b/gru_cell/gates/kernel [10, 10], b/gru_cell/gates/bias [10]
            # name: b/gru_cell/candidate/kernel [10, 5], b/gru_cell/candidate/bias [5]
        """
    )


def test_one_cell_run_twice() -> None:
    """The second run finds the cell built, so nothing is asked for."""
    check(
        """
        import tensorflow as tf

        x = tf.placeholder(tf.float32, [4, 10, 8])
        cell = tf.nn.rnn_cell.GRUCell(8)
        x, _ = tf.nn.dynamic_rnn(cell, x, dtype=tf.float32)
        # name: rnn/gru_cell/gates/kernel [16, 16], rnn/gru_cell/gates/bias [16]
        # name: rnn/gru_cell/candidate/kernel [16, 8], rnn/gru_cell/candidate/bias [8]
        tf.nn.dynamic_rnn(cell, x, dtype=tf.float32)
        """
    )


def test_both_directions() -> None:
    """Forward and backward cells stand in `fw` and `bw`."""
    check(
        """
        import tensorflow as tf

        x = tf.placeholder(tf.float32, [4, 10, 8])
        cells = tf.nn.rnn_cell
        both, _ = tf.nn.bidirectional_dynamic_rnn(cells.GRUCell(3), cells.GRUCell(5), x, dtype=tf.float32)
        # name: bidirectional_rnn/fw/gru_cell/gates/kernel [11, 6], bidirectional_rnn/fw/gru_cell/gates/bias [6]
        # name: bidirectional_rnn/fw/gru_cell/candidate/kernel [11, 3]
        # name: bidirectional_rnn/fw/gru_cell/candidate/bias [3]
        # name: bidirectional_rnn/bw/gru_cell/gates/kernel [13, 10], bidirectional_rnn/bw/gru_cell/gates/bias [10]
        # name: bidirectional_rnn/bw/gru_cell/candidate/kernel [13, 5]
        # name: bidirectional_rnn/bw/gru_cell/candidate/bias [5]
        tf.get_variable("sizes", tf.concat(both, 2).shape.as_list())  # name: sizes [4, 10, 8]
        """
    )


def test_a_stack_of_both_directions() -> None:
    """Each level has its own `cell_i`."""
    check(
        """
        import tensorflow as tf

        cells = [[tf.nn.rnn_cell.BasicRNNCell(3) for _ in range(2)] for _ in range(2)]
        x = tf.placeholder(tf.float32, [4, 10, 8])
        outputs, _, _ = tf.contrib.rnn.stack_bidirectional_dynamic_rnn(cells[0], cells[1], x, dtype=tf.float32)
        # name: stack_bidirectional_rnn/cell_0/bidirectional_rnn/fw/basic_rnn_cell/kernel [11, 3]
        # name: stack_bidirectional_rnn/cell_0/bidirectional_rnn/fw/basic_rnn_cell/bias [3]
        # name: stack_bidirectional_rnn/cell_0/bidirectional_rnn/bw/basic_rnn_cell/kernel [11, 3]
        # name: stack_bidirectional_rnn/cell_0/bidirectional_rnn/bw/basic_rnn_cell/bias [3]
        # name: stack_bidirectional_rnn/cell_1/bidirectional_rnn/fw/basic_rnn_cell/kernel [9, 3]
        # name: stack_bidirectional_rnn/cell_1/bidirectional_rnn/fw/basic_rnn_cell/bias [3]
        # name: stack_bidirectional_rnn/cell_1/bidirectional_rnn/bw/basic_rnn_cell/kernel [9, 3]
        # name: stack_bidirectional_rnn/cell_1/bidirectional_rnn/bw/basic_rnn_cell/bias [3]
        tf.get_variable("sizes", outputs.shape.as_list())  # name: sizes [4, 10, 6]
        """
    )


def test_static_rnn_reuses_from_its_second_step() -> None:
    """Variables asked for in `call` are reused at each further step."""
    check(
        """
        import tensorflow as tf


        class Cell(tf.nn.rnn_cell.RNNCell):
            state_size = output_size = 3

            def __call__(self, inputs, state, scope=None):
                new = tf.matmul(inputs, tf.get_variable("w", [5, 3])) + state  # name: rnn/w [5, 3]
                # reuse: rnn/w x3
                return new, new


        steps = tf.unstack(tf.zeros([4, 2, 5]))
        outputs, state = tf.nn.static_rnn(Cell(), steps, dtype=tf.float32)
        tf.get_variable("sizes", [len(outputs)] + state.shape.as_list())  # name: sizes [4, 2, 3]
        """
    )


def test_raw_rnn_calls_its_function_before_and_in_the_loop() -> None:
    """The function of the loop is built twice, in the same scope."""
    check(
        """
        import tensorflow as tf

        cell = tf.nn.rnn_cell.GRUCell(6)


        def step(time, output, state, loop_state):
            embedding = tf.get_variable("embedding", [10, 5]) if time is None or output is None else None
            # name: rnn/embedding [10, 5]
            state = cell.zero_state(2, tf.float32) if output is None else state
            return time >= 3, tf.zeros([2, 5]), state, output, None


        emitted, state, _ = tf.nn.raw_rnn(cell, step)
        # name: rnn/gru_cell/gates/kernel [11, 12], rnn/gru_cell/gates/bias [12]
        # name: rnn/gru_cell/candidate/kernel [11, 6], rnn/gru_cell/candidate/bias [6]
        tf.get_variable("sizes", emitted.stack().shape.as_list()[1:] + state.shape.as_list())
        # name: sizes [2, 6, 2, 6]
        """
    )


def test_name_scopes_of_the_loop() -> None:
    """Ops of the body stand in `rnn/while`; the variables do not."""
    check(
        """
        import tensorflow as tf


        class Cell(tf.nn.rnn_cell.RNNCell):
            state_size = output_size = 3

            def __call__(self, inputs, state, scope=None):
                new = tf.tanh(state, name="new")  # op: rnn/while/new
                return new, new


        x = tf.zeros([2, 4, 5])  # op: zeros
        tf.nn.dynamic_rnn(Cell(), x, dtype=tf.float32)
        """,
        record_ops=True,
    )

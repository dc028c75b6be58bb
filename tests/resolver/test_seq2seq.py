"""Attention, decoders and the sequence models of the first years: scopes, variables and the shapes they give.

The answers were recorded from TensorFlow 1.15.5.
"""

from __future__ import annotations

from fixtures import check


def test_the_memory_layer_is_made_with_the_mechanism() -> None:
    """The memory goes through its layer at construction; the query's layer waits for the first step."""
    check(
        """
        import tensorflow as tf

        seq2seq = tf.contrib.seq2seq
        memory = tf.placeholder(tf.float32, [4, 7, 12])
        with tf.variable_scope("decoder"):
            attention = seq2seq.BahdanauAttention(10, memory)  # name: decoder/memory_layer/kernel [12, 10]
            cell = seq2seq.AttentionWrapper(tf.nn.rnn_cell.GRUCell(9), attention, attention_layer_size=5)
            output, state = cell(tf.zeros([4, 3]), cell.zero_state(4, tf.float32))
            # name: decoder/attention_wrapper/gru_cell/gates/kernel [17, 18]
            # name: decoder/attention_wrapper/gru_cell/gates/bias [18]
            # name: decoder/attention_wrapper/gru_cell/candidate/kernel [17, 9]
            # name: decoder/attention_wrapper/gru_cell/candidate/bias [9]
            # name: decoder/attention_wrapper/bahdanau_attention/query_layer/kernel [9, 10]
            # name: decoder/attention_wrapper/bahdanau_attention/attention_v [10]
            # name: decoder/attention_wrapper/attention_layer/kernel [21, 5]
            tf.get_variable("sizes", output.shape.as_list() + state.alignments.shape.as_list())
            # name: decoder/sizes [4, 5, 4, 7]
        """
    )


def test_luong_attention_has_a_variable_only_when_scaled() -> None:
    """Without an attention layer what is read has the memory's size."""
    check(
        """
        import tensorflow as tf

        seq2seq = tf.contrib.seq2seq
        memory = tf.placeholder(tf.float32, [4, 7, 12])
        for scale in (False, True):
            with tf.variable_scope("scaled" if scale else "plain"):
                attention = seq2seq.LuongAttention(10, memory, scale=scale)
                # name: plain/memory_layer/kernel [12, 10], scaled/memory_layer/kernel [12, 10]
                cell = seq2seq.AttentionWrapper(tf.nn.rnn_cell.GRUCell(10), attention)
                output, _ = cell(tf.zeros([4, 3]), cell.zero_state(4, tf.float32))
                # name: plain/attention_wrapper/gru_cell/gates/kernel [25, 20]
                # name: plain/attention_wrapper/gru_cell/gates/bias [20]
                # name: plain/attention_wrapper/gru_cell/candidate/kernel [25, 10]
                # name: plain/attention_wrapper/gru_cell/candidate/bias [10]
                # name: scaled/attention_wrapper/gru_cell/gates/kernel [25, 20]
                # name: scaled/attention_wrapper/gru_cell/gates/bias [20]
                # name: scaled/attention_wrapper/gru_cell/candidate/kernel [25, 10]
                # name: scaled/attention_wrapper/gru_cell/candidate/bias [10]
                # name: scaled/attention_wrapper/luong_attention/attention_g []
                tf.get_variable("size", [output.shape[1].value])  # name: plain/size [12], scaled/size [12]
        """
    )


def test_dynamic_decode_runs_its_step_once() -> None:
    """The decoder's scope is made unique; the output layer is built in it."""
    check(
        """
        import tensorflow as tf

        seq2seq = tf.contrib.seq2seq
        cell = tf.nn.rnn_cell.GRUCell(6)
        helper = seq2seq.TrainingHelper(tf.placeholder(tf.float32, [4, 9, 5]), tf.constant([9, 9, 9, 9]))
        layer = tf.layers.Dense(20, use_bias=False, name="projection")
        decoder = seq2seq.BasicDecoder(cell, helper, cell.zero_state(4, tf.float32), layer)
        outputs, state, lengths = seq2seq.dynamic_decode(decoder)
        # name: decoder/gru_cell/gates/kernel [11, 12], decoder/gru_cell/gates/bias [12]
        # name: decoder/gru_cell/candidate/kernel [11, 6], decoder/gru_cell/candidate/bias [6]
        # name: decoder/projection/kernel [6, 20]
        tf.get_variable("sizes", [outputs.rnn_output.shape[2].value, state.shape[1].value])  # name: sizes [20, 6]
        seq2seq.dynamic_decode(decoder)
        """
    )


def test_training_and_inference_share_by_scope() -> None:
    """A second decoder in the same scope, reused, finds everything that the first one made."""
    check(
        """
        import tensorflow as tf

        seq2seq = tf.contrib.seq2seq


        def decode(helper, reuse):
            with tf.variable_scope("decode", reuse=reuse):
                cell = tf.nn.rnn_cell.BasicLSTMCell(6)
                decoder = seq2seq.BasicDecoder(cell, helper, cell.zero_state(4, tf.float32), tf.layers.Dense(20))
                return seq2seq.dynamic_decode(decoder, maximum_iterations=10)
                # name: decode/decoder/basic_lstm_cell/kernel [11, 24], decode/decoder/basic_lstm_cell/bias [24]
                # name: decode/decoder/dense/kernel [6, 20], decode/decoder/dense/bias [20]
                # reuse: decode/decoder/basic_lstm_cell/kernel, decode/decoder/basic_lstm_cell/bias
                # reuse: decode/decoder/dense/kernel, decode/decoder/dense/bias


        embedding = tf.get_variable("embedding", [20, 5])  # name: embedding [20, 5]
        decode(seq2seq.TrainingHelper(tf.placeholder(tf.float32, [4, 9, 5]), tf.constant([9, 9, 9, 9])), None)
        decode(seq2seq.GreedyEmbeddingHelper(embedding, tf.fill([4], 1), 2), True)
        """
    )


def test_beam_search_reads_tiled_memory() -> None:
    """The batch of the cell is the batch times the beams."""
    check(
        """
        import tensorflow as tf

        seq2seq = tf.contrib.seq2seq
        embedding = tf.get_variable("embedding", [50, 8])  # name: embedding [50, 8]
        memory = seq2seq.tile_batch(tf.placeholder(tf.float32, [4, 7, 12]), 3)
        cell = seq2seq.AttentionWrapper(tf.nn.rnn_cell.GRUCell(10), seq2seq.LuongAttention(10, memory), 5)
        # name: memory_layer/kernel [12, 10]
        decoder = seq2seq.BeamSearchDecoder(cell, embedding, tf.fill([4], 1), 2, cell.zero_state(12, tf.float32), 3,
                                            output_layer=tf.layers.Dense(50))
        outputs, state, _ = seq2seq.dynamic_decode(decoder, maximum_iterations=20)
        # name: decoder/attention_wrapper/gru_cell/gates/kernel [23, 20]
        # name: decoder/attention_wrapper/gru_cell/gates/bias [20]
        # name: decoder/attention_wrapper/gru_cell/candidate/kernel [23, 10]
        # name: decoder/attention_wrapper/gru_cell/candidate/bias [10]
        # name: decoder/attention_wrapper/attention_layer/kernel [22, 5], decoder/dense/kernel [5, 50]
        # name: decoder/dense/bias [50]
        tf.get_variable("sizes", [memory.shape[0].value, outputs.predicted_ids.shape[2].value])
        # name: sizes [12, 3]
        """
    )


def test_embedding_attention_seq2seq() -> None:
    """The encoder's cell is a copy; the decoder's steps reuse from the second on."""
    check(
        """
        import tensorflow as tf

        seq2seq = tf.contrib.legacy_seq2seq
        tokens = [tf.placeholder(tf.int32, [None]) for _ in range(2)]
        cell = tf.nn.rnn_cell.GRUCell(5)
        outputs, _ = seq2seq.embedding_attention_seq2seq(tokens, tokens, cell, 30, 40, 6, scope="m")
        # name: m/rnn/embedding_wrapper/embedding, m/rnn/embedding_wrapper/gru_cell/gates/kernel
        # name: m/rnn/embedding_wrapper/gru_cell/gates/bias, m/rnn/embedding_wrapper/gru_cell/candidate/kernel
        # name: m/rnn/embedding_wrapper/gru_cell/candidate/bias, m/embedding_attention_decoder/embedding
        # name: m/embedding_attention_decoder/attention_decoder/AttnW_0
        # name: m/embedding_attention_decoder/attention_decoder/AttnV_0
        # name: m/embedding_attention_decoder/attention_decoder/kernel
        # name: m/embedding_attention_decoder/attention_decoder/bias
        # name: m/embedding_attention_decoder/attention_decoder/output_projection_wrapper/gru_cell/gates/kernel
        # name: m/embedding_attention_decoder/attention_decoder/output_projection_wrapper/gru_cell/gates/bias
        # name: m/embedding_attention_decoder/attention_decoder/output_projection_wrapper/gru_cell/candidate/kernel
        # name: m/embedding_attention_decoder/attention_decoder/output_projection_wrapper/gru_cell/candidate/bias
        # name: m/embedding_attention_decoder/attention_decoder/output_projection_wrapper/kernel
        # name: m/embedding_attention_decoder/attention_decoder/output_projection_wrapper/bias
        # name: m/embedding_attention_decoder/attention_decoder/Attention_0/kernel
        # name: m/embedding_attention_decoder/attention_decoder/Attention_0/bias
        # name: m/embedding_attention_decoder/attention_decoder/AttnOutputProjection/kernel
        # name: m/embedding_attention_decoder/attention_decoder/AttnOutputProjection/bias
        # reuse: m/rnn/embedding_wrapper/embedding, m/embedding_attention_decoder/attention_decoder/kernel
        # reuse: m/embedding_attention_decoder/attention_decoder/bias
        # reuse: m/embedding_attention_decoder/attention_decoder/Attention_0/kernel
        # reuse: m/embedding_attention_decoder/attention_decoder/Attention_0/bias
        # reuse: m/embedding_attention_decoder/attention_decoder/AttnOutputProjection/kernel
        # reuse: m/embedding_attention_decoder/attention_decoder/AttnOutputProjection/bias
        tf.get_variable("size%d" % outputs[0].shape[1].value, [])  # name: size40
        """
    )


def test_a_tied_model_has_one_cell() -> None:
    """Encoder and decoder run in one scope, the second reusing."""
    check(
        """
        import tensorflow as tf

        steps = [tf.zeros([3, 5]) for _ in range(2)]
        tf.contrib.legacy_seq2seq.tied_rnn_seq2seq(steps, steps, tf.nn.rnn_cell.GRUCell(4))
        # name: combined_tied_rnn_seq2seq/tied_rnn_seq2seq/gru_cell/gates/kernel [9, 8]
        # name: combined_tied_rnn_seq2seq/tied_rnn_seq2seq/gru_cell/gates/bias [8]
        # name: combined_tied_rnn_seq2seq/tied_rnn_seq2seq/gru_cell/candidate/kernel [9, 4]
        # name: combined_tied_rnn_seq2seq/tied_rnn_seq2seq/gru_cell/candidate/bias [4]
        """
    )


def test_buckets_share() -> None:
    """Each bucket after the first reuses the variables of the first."""
    check(
        """
        import tensorflow as tf

        seq2seq = tf.contrib.legacy_seq2seq
        tokens = [tf.placeholder(tf.int32, [None]) for _ in range(4)]
        weights = [tf.placeholder(tf.float32, [None]) for _ in range(4)]


        def model(sources, targets):
            return seq2seq.embedding_rnn_seq2seq(sources, targets, tf.nn.rnn_cell.BasicRNNCell(5), 30, 40, 6, scope="m")
            # name: m/rnn/embedding_wrapper/embedding [30, 6], m/rnn/embedding_wrapper/basic_rnn_cell/kernel [11, 5]
            # name: m/rnn/embedding_wrapper/basic_rnn_cell/bias [5], m/embedding_rnn_decoder/embedding [40, 6]
            # name: m/embedding_rnn_decoder/rnn_decoder/output_projection_wrapper/basic_rnn_cell/kernel [11, 5]
            # name: m/embedding_rnn_decoder/rnn_decoder/output_projection_wrapper/basic_rnn_cell/bias [5]
            # name: m/embedding_rnn_decoder/rnn_decoder/output_projection_wrapper/kernel [5, 40]
            # name: m/embedding_rnn_decoder/rnn_decoder/output_projection_wrapper/bias [40]
            # reuse: m/rnn/embedding_wrapper/embedding x4, m/rnn/embedding_wrapper/basic_rnn_cell/kernel
            # reuse: m/rnn/embedding_wrapper/basic_rnn_cell/bias, m/embedding_rnn_decoder/embedding
            # reuse: m/embedding_rnn_decoder/rnn_decoder/output_projection_wrapper/basic_rnn_cell/kernel
            # reuse: m/embedding_rnn_decoder/rnn_decoder/output_projection_wrapper/basic_rnn_cell/bias
            # reuse: m/embedding_rnn_decoder/rnn_decoder/output_projection_wrapper/kernel
            # reuse: m/embedding_rnn_decoder/rnn_decoder/output_projection_wrapper/bias


        seq2seq.model_with_buckets(tokens, tokens, tokens, weights, [(2, 2), (3, 4)], model)
        """
    )

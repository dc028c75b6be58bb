"""`tf.contrib.legacy_seq2seq` (tensorflow/contrib/legacy_seq2seq/python/ops/seq2seq.py)."""

# models: tf.contrib.legacy_seq2seq, tf.contrib.legacy_seq2seq.python.ops.seq2seq, tf.nn.seq2seq

import copy

import tensorflow as tf
from tensorflow.contrib.rnn.python.ops import core_rnn_cell
from tfscope_primitives import flatten, is_nested, pack_as, size_of, tensor

Linear = core_rnn_cell._Linear


def _copied(cell):
    """`copy.deepcopy`, which fails for a cell that another cell's scope or its own has tied to a graph."""
    if _is_tied_to_graph(cell):
        raise TypeError("can't pickle _thread.RLock objects")
    return copy.deepcopy(cell)


def _is_tied_to_graph(cell):
    scope = getattr(cell, "_current_scope", None)
    if hasattr(cell, "rnncell_scope") or scope is not None and scope.custom_getter is not None:
        return True
    return hasattr(cell, "cell") and _is_tied_to_graph(cell.cell)


def _extract_argmax_and_embed(embedding, output_projection=None, update_embedding=True):
    def loop_function(prev, _):
        if output_projection is not None:
            prev = tf.nn.xw_plus_b(prev, output_projection[0], output_projection[1])
        embedded = tf.nn.embedding_lookup(embedding, tf.argmax(prev, 1))
        return embedded if update_embedding else tf.stop_gradient(embedded)

    return loop_function


def rnn_decoder(decoder_inputs, initial_state, cell, loop_function=None, scope=None):
    with tf.variable_scope(scope or "rnn_decoder"):
        state, outputs, prev = initial_state, [], None
        for i, inp in enumerate(decoder_inputs):
            if loop_function is not None and prev is not None:
                with tf.variable_scope("loop_function", reuse=True):
                    inp = loop_function(prev, i)
            if i > 0:
                tf.get_variable_scope().reuse_variables()
            output, state = cell(inp, state)
            outputs.append(output)
            if loop_function is not None:
                prev = output
    return outputs, state


def basic_rnn_seq2seq(encoder_inputs, decoder_inputs, cell, dtype=tf.float32, scope=None):
    with tf.variable_scope(scope or "basic_rnn_seq2seq"):
        _, enc_state = tf.nn.static_rnn(_copied(cell), encoder_inputs, dtype=dtype)
        return rnn_decoder(decoder_inputs, enc_state, cell)


def tied_rnn_seq2seq(encoder_inputs, decoder_inputs, cell, loop_function=None, dtype=tf.float32, scope=None):
    with tf.variable_scope("combined_tied_rnn_seq2seq"):
        scope = scope or "tied_rnn_seq2seq"
        _, enc_state = tf.nn.static_rnn(cell, encoder_inputs, dtype=dtype, scope=scope)
        tf.get_variable_scope().reuse_variables()
        return rnn_decoder(decoder_inputs, enc_state, cell, loop_function=loop_function, scope=scope)


def _by_feed_previous(feed_previous, decode, count, state_like):
    """Decodes once for a bool; for a tensor both ways in a `cond`, the second reusing what the first made."""
    if isinstance(feed_previous, bool):
        return decode(feed_previous, True)

    def decoder(feed):
        with tf.variable_scope(tf.get_variable_scope(), reuse=None if feed else True):
            outputs, state = decode(feed, False)
            return outputs + flatten(state)

    made = tf.cond(feed_previous, lambda: decoder(True), lambda: decoder(False))
    return made[:count], pack_as(state_like, made[count:]) if is_nested(state_like) else made[count]


def embedding_rnn_decoder(decoder_inputs, initial_state, cell, num_symbols, embedding_size, output_projection=None,
                          feed_previous=False, update_embedding_for_previous=True, scope=None):
    with tf.variable_scope(scope or "embedding_rnn_decoder"):
        embedding = tf.get_variable("embedding", [num_symbols, embedding_size])
        loop_function = None
        if feed_previous:
            loop_function = _extract_argmax_and_embed(embedding, output_projection, update_embedding_for_previous)
        embedded = (tf.nn.embedding_lookup(embedding, i) for i in decoder_inputs)
        return rnn_decoder(embedded, initial_state, cell, loop_function=loop_function)


def embedding_rnn_seq2seq(encoder_inputs, decoder_inputs, cell, num_encoder_symbols, num_decoder_symbols,
                          embedding_size, output_projection=None, feed_previous=False, dtype=None, scope=None):
    with tf.variable_scope(scope or "embedding_rnn_seq2seq") as scope:
        if dtype is not None:
            scope.set_dtype(dtype)
        encoder_cell = core_rnn_cell.EmbeddingWrapper(_copied(cell), embedding_classes=num_encoder_symbols,
                                                      embedding_size=embedding_size)
        _, encoder_state = tf.nn.static_rnn(encoder_cell, encoder_inputs, dtype=dtype or scope.dtype)
        if output_projection is None:
            cell = core_rnn_cell.OutputProjectionWrapper(cell, num_decoder_symbols)

        def decode(feed, update):
            return embedding_rnn_decoder(decoder_inputs, encoder_state, cell, num_decoder_symbols, embedding_size,
                                         output_projection=output_projection, feed_previous=feed,
                                         update_embedding_for_previous=update)

        return _by_feed_previous(feed_previous, decode, len(decoder_inputs), encoder_state)


def embedding_tied_rnn_seq2seq(encoder_inputs, decoder_inputs, cell, num_symbols, embedding_size,
                               num_decoder_symbols=None, output_projection=None, feed_previous=False, dtype=None,
                               scope=None):
    with tf.variable_scope(scope or "embedding_tied_rnn_seq2seq", dtype=dtype) as scope:
        dtype = scope.dtype
        embedding = tf.get_variable("embedding", [num_symbols, embedding_size], dtype=dtype)
        encoded = [tf.nn.embedding_lookup(embedding, x) for x in encoder_inputs]
        decoded = [tf.nn.embedding_lookup(embedding, x) for x in decoder_inputs]
        output_symbols = num_symbols if num_decoder_symbols is None else num_decoder_symbols
        if output_projection is None:
            cell = core_rnn_cell.OutputProjectionWrapper(cell, output_symbols)

        def decode(feed, update):
            loop_function = _extract_argmax_and_embed(embedding, output_projection, update) if feed else None
            return tied_rnn_seq2seq(encoded, decoded, cell, loop_function=loop_function, dtype=dtype)

        state_like = None
        if not isinstance(feed_previous, bool):
            state_like = cell.zero_state(encoder_inputs[0].get_shape()[0].value, dtype)
        return _by_feed_previous(feed_previous, decode, len(decoder_inputs), state_like)


def attention_decoder(decoder_inputs, initial_state, attention_states, cell, output_size=None, num_heads=1,
                      loop_function=None, dtype=None, scope=None, initial_state_attention=False):
    if output_size is None:
        output_size = cell.output_size
    with tf.variable_scope(scope or "attention_decoder", dtype=dtype) as scope:
        dtype = scope.dtype
        attend = _attention(attention_states, num_heads, dtype)
        state, outputs, prev = initial_state, [], None
        batch, size = decoder_inputs[0].get_shape()[0], attention_states.get_shape()[2]
        attns = [tensor([batch, size], dtype, "zeros") for _ in range(num_heads)]
        if initial_state_attention:
            attns = attend(initial_state)
        for i, inp in enumerate(decoder_inputs):
            if i > 0:
                tf.get_variable_scope().reuse_variables()
            if loop_function is not None and prev is not None:
                with tf.variable_scope("loop_function", reuse=True):
                    inp = loop_function(prev, i)
            inputs = [tf.cast(each, dtype) for each in [inp] + attns]
            cell_output, state = cell(Linear(inputs, inp.get_shape()[1], True)(inputs), state)
            if i == 0 and initial_state_attention:
                with tf.variable_scope(tf.get_variable_scope(), reuse=True):
                    attns = attend(state)
            else:
                attns = attend(state)
            with tf.variable_scope("AttnOutputProjection"):
                inputs = [tf.cast(cell_output, dtype)] + attns
                output = Linear(inputs, output_size, True)(inputs)
            if loop_function is not None:
                prev = output
            outputs.append(output)
    return outputs, state


def _attention(attention_states, num_heads, dtype):
    """Makes the variables of the attention; gives the function from a query to what each head reads."""
    length = size_of(attention_states, 1)
    size = attention_states.get_shape()[2].value
    hidden = tf.reshape(attention_states, [-1, length, 1, size])
    features, v = [], []
    for head in range(num_heads):
        kernel = tf.get_variable("AttnW_%d" % head, [1, 1, size, size], dtype=dtype)
        features.append(tf.nn.conv2d(hidden, kernel, [1, 1, 1, 1], "SAME"))
        v.append(tf.get_variable("AttnV_%d" % head, [size], dtype=dtype))

    def attend(query):
        if is_nested(query):
            query = tf.concat(flatten(query), 1)
        read = []
        for head in range(num_heads):
            with tf.variable_scope("Attention_%d" % head):
                y = tf.reshape(Linear(query, size, True)(query), [-1, 1, 1, size])
                score = tf.reduce_sum(v[head] * tf.tanh(features[head] + y), [2, 3])
                weights = tf.reshape(tf.nn.softmax(score), [-1, length, 1, 1])
                read.append(tf.reshape(tf.reduce_sum(weights * hidden, [1, 2]), [-1, size]))
        return read

    return attend


def embedding_attention_decoder(decoder_inputs, initial_state, attention_states, cell, num_symbols, embedding_size,
                                num_heads=1, output_size=None, output_projection=None, feed_previous=False,
                                update_embedding_for_previous=True, dtype=None, scope=None,
                                initial_state_attention=False):
    if output_size is None:
        output_size = cell.output_size
    with tf.variable_scope(scope or "embedding_attention_decoder", dtype=dtype):
        embedding = tf.get_variable("embedding", [num_symbols, embedding_size])
        loop_function = None
        if feed_previous:
            loop_function = _extract_argmax_and_embed(embedding, output_projection, update_embedding_for_previous)
        embedded = [tf.nn.embedding_lookup(embedding, i) for i in decoder_inputs]
        return attention_decoder(embedded, initial_state, attention_states, cell, output_size=output_size,
                                 num_heads=num_heads, loop_function=loop_function,
                                 initial_state_attention=initial_state_attention)


def embedding_attention_seq2seq(encoder_inputs, decoder_inputs, cell, num_encoder_symbols, num_decoder_symbols,
                                embedding_size, num_heads=1, output_projection=None, feed_previous=False, dtype=None,
                                scope=None, initial_state_attention=False):
    with tf.variable_scope(scope or "embedding_attention_seq2seq", dtype=dtype) as scope:
        encoder_cell = core_rnn_cell.EmbeddingWrapper(_copied(cell), embedding_classes=num_encoder_symbols,
                                                      embedding_size=embedding_size)
        encoder_outputs, encoder_state = tf.nn.static_rnn(encoder_cell, encoder_inputs, dtype=scope.dtype)
        attention_states = tf.concat([tf.reshape(each, [-1, 1, cell.output_size]) for each in encoder_outputs], 1)
        output_size = None
        if output_projection is None:
            cell = core_rnn_cell.OutputProjectionWrapper(cell, num_decoder_symbols)
            output_size = num_decoder_symbols

        def decode(feed, update):
            return embedding_attention_decoder(
                decoder_inputs, encoder_state, attention_states, cell, num_decoder_symbols, embedding_size,
                num_heads=num_heads, output_size=output_size, output_projection=output_projection, feed_previous=feed,
                update_embedding_for_previous=update, initial_state_attention=initial_state_attention)

        return _by_feed_previous(feed_previous, decode, len(decoder_inputs), encoder_state)


def one2many_rnn_seq2seq(encoder_inputs, decoder_inputs_dict, enc_cell, dec_cells_dict, num_encoder_symbols,
                         num_decoder_symbols_dict, embedding_size, feed_previous=False, dtype=None, scope=None):
    outputs, states = {}, {}
    with tf.variable_scope(scope or "one2many_rnn_seq2seq", dtype=dtype) as scope:
        enc_cell = core_rnn_cell.EmbeddingWrapper(enc_cell, embedding_classes=num_encoder_symbols,
                                                  embedding_size=embedding_size)
        _, encoder_state = tf.nn.static_rnn(enc_cell, encoder_inputs, dtype=scope.dtype)
        for name, decoder_inputs in decoder_inputs_dict.items():
            symbols = num_decoder_symbols_dict[name]
            with tf.variable_scope("one2many_decoder_" + str(name)):
                cell = core_rnn_cell.OutputProjectionWrapper(dec_cells_dict[name], symbols)

                def decode(feed, update):
                    return embedding_rnn_decoder(decoder_inputs, encoder_state, cell, symbols, embedding_size,
                                                 feed_previous=feed)

                outputs[name], states[name] = _by_feed_previous(feed_previous, decode, len(decoder_inputs),
                                                                encoder_state)
    return outputs, states


def sequence_loss_by_example(logits, targets, weights, average_across_timesteps=True, softmax_loss_function=None,
                             name=None):
    with tf.name_scope(name, "sequence_loss_by_example", []):
        losses = []
        for logit, target, weight in zip(logits, targets, weights):
            if softmax_loss_function is None:
                loss = tf.nn.sparse_softmax_cross_entropy_with_logits(labels=tf.reshape(target, [-1]), logits=logit)
            else:
                loss = softmax_loss_function(labels=target, logits=logit)
            losses.append(loss * weight)
        total = tf.add_n(losses)
        return total / (tf.add_n(weights) + 1e-12) if average_across_timesteps else total


def sequence_loss(logits, targets, weights, average_across_timesteps=True, average_across_batch=True,
                  softmax_loss_function=None, name=None):
    with tf.name_scope(name, "sequence_loss", []):
        cost = tf.reduce_sum(sequence_loss_by_example(
            logits, targets, weights, average_across_timesteps=average_across_timesteps,
            softmax_loss_function=softmax_loss_function))
        return cost / tf.cast(tf.shape(targets[0])[0], cost.dtype) if average_across_batch else cost


def model_with_buckets(encoder_inputs, decoder_inputs, targets, weights, buckets, seq2seq, softmax_loss_function=None,
                       per_example_loss=False, name=None):
    losses, outputs = [], []
    loss_of = sequence_loss_by_example if per_example_loss else sequence_loss
    with tf.name_scope(name, "model_with_buckets", []):
        for j, (sources, steps) in enumerate(buckets):
            with tf.variable_scope(tf.get_variable_scope(), reuse=True if j > 0 else None):
                bucket_outputs, _ = seq2seq(encoder_inputs[:sources], decoder_inputs[:steps])
                outputs.append(bucket_outputs)
                losses.append(loss_of(bucket_outputs, targets[:steps], weights[:steps],
                                      softmax_loss_function=softmax_loss_function))
    return outputs, losses

"""Less usual calls of TensorFlow's libraries, one line each: what varies is the scope around and the name inside."""

from __future__ import annotations

from differential.core import joined, reuse_argument
from differential.libraries import image, named, tensor
from differential.writer import Writer, statement

SEQUENCE = "tf.zeros([2, 5, 3])"
LENGTHS = "tf.constant([5, 3])"

CONTRIB_CELLS = (
    "tf.contrib.rnn.BasicLSTMCell(4)", "tf.contrib.rnn.LSTMCell(4)", "tf.contrib.rnn.GRUCell(4)",
    "tf.contrib.rnn.LayerNormBasicLSTMCell(4)", "tf.contrib.rnn.LSTMBlockCell(4)", "tf.contrib.rnn.GRUBlockCellV2(4)",
    "tf.contrib.rnn.OutputProjectionWrapper(tf.contrib.rnn.GRUCell(4), 6)",
    "tf.contrib.rnn.InputProjectionWrapper(tf.contrib.rnn.GRUCell(4), 6)",
    "tf.contrib.rnn.AttentionCellWrapper(tf.contrib.rnn.GRUCell(4), 3, state_is_tuple=True)",
    "tf.contrib.rnn.EmbeddingWrapper(tf.contrib.rnn.GRUCell(4), 10, 3)",
    "tf.contrib.rnn.ResidualWrapper(tf.contrib.rnn.GRUCell(3))",
    "tf.contrib.rnn.TimeFreqLSTMCell(4, feature_size=3, frequency_skip=1)", "tf.contrib.rnn.UGRNNCell(4)",
    "tf.contrib.rnn.IntersectionRNNCell(3)", "tf.contrib.rnn.NASCell(4)", "tf.contrib.rnn.PhasedLSTMCell(4)",
    "tf.contrib.rnn.ConvLSTMCell(1, [5, 3], 4, [3])", "tf.contrib.rnn.GLSTMCell(4, number_of_groups=1)",
    "tf.contrib.rnn.LayerNormLSTMCell(4)", "tf.contrib.rnn.SimpleLSTMCell(4)", "tf.contrib.rnn.SRUCell(4)",
    "tf.contrib.rnn.IndRNNCell(4)", "tf.contrib.rnn.IndyGRUCell(4)",
    "tf.contrib.rnn.HighwayWrapper(tf.contrib.rnn.GRUCell(3))",
    "tf.contrib.rnn.CoupledInputForgetGateLSTMCell(4)", "tf.contrib.rnn.Conv1DLSTMCell([5, 3], 4, [3])",
)  # fmt: skip


@statement(1.5, "contrib")
def contrib_cell(w: Writer) -> None:
    cell = w.among(*CONTRIB_CELLS)
    if "Embedding" in cell:
        sequence = "tf.zeros([2, 5, 1], tf.int32)"
    elif "Conv" in cell:
        sequence = "tf.zeros([2, 7, 5, 3])"
    elif "Phased" in cell:
        sequence = "(tf.zeros([2, 5, 1]), tf.zeros([2, 5, 3]))"
    else:
        sequence = SEQUENCE
    w.line(f"tf.nn.dynamic_rnn({joined(cell, sequence, 'dtype=tf.float32', scope(w))})")


def scope(w: Writer, probability: float = 0.5) -> str | None:
    return w.sometimes(probability, f"scope={w.scope_name()}")


@statement(1.2, "contrib")
def legacy_seq2seq(w: Writer) -> None:
    inputs, words = "[tf.zeros([2, 3])] * 2", "[tf.zeros([2], tf.int32)] * 2"
    cell = "tf.contrib.rnn.GRUCell(4)"
    call = w.among(
        f"basic_rnn_seq2seq({inputs}, {inputs}, {cell}",
        f"tied_rnn_seq2seq({inputs}, {inputs}, {cell}",
        f"rnn_decoder({inputs}, tf.zeros([2, 4]), {cell}",
        f"embedding_rnn_seq2seq({words}, {words}, {cell}, 10, 10, 3",
        f"embedding_attention_seq2seq({words}, {words}, {cell}, 10, 10, 3",
        f"embedding_rnn_decoder({words}, tf.zeros([2, 4]), {cell}, 10, 3",
        f"attention_decoder({inputs}, tf.zeros([2, 4]), tf.zeros([2, 5, 4]), {cell}",
        f"embedding_tied_rnn_seq2seq({words}, {words}, {cell}, 10, 3",
    )
    w.line(f"tf.contrib.legacy_seq2seq.{joined(call, scope(w))})")


@statement(1.2, "contrib")
def seq2seq(w: Writer) -> None:
    mechanism = w.among("BahdanauAttention", "LuongAttention", "BahdanauMonotonicAttention")
    attention, cell, decoder = w.fresh("att"), w.fresh("cell"), w.fresh("dec")
    w.line(f"{attention} = tf.contrib.seq2seq.{mechanism}({joined('4', 'tf.zeros([2, 5, 6])', named(w, 0.2))})")
    extras = joined(
        w.sometimes(0.5, "attention_layer_size=4"), w.sometimes(0.2, "alignment_history=True"), named(w, 0.2)
    )
    w.line(f"{cell} = tf.contrib.seq2seq.AttentionWrapper({joined('tf.contrib.rnn.GRUCell(4)', attention, extras)})")
    helper = f"tf.contrib.seq2seq.TrainingHelper({SEQUENCE}, {LENGTHS})"
    layer = w.sometimes(0.6, f"output_layer=tf.layers.Dense({joined('7', named(w))})")
    start = f"{cell}.zero_state(2, tf.float32)"
    w.line(f"{decoder} = tf.contrib.seq2seq.BasicDecoder({joined(cell, helper, start, layer)})")
    w.line(f"tf.contrib.seq2seq.dynamic_decode({joined(decoder, scope(w, 0.3))})")


@statement(2, "contrib")
def more_contrib_layers(w: Writer) -> None:
    extras = joined(scope(w), None)
    images = image(w)
    regularized = "weights_regularizer=tf.contrib.layers.l2_regularizer(0.1)"
    w.line("tf.contrib.layers." + w.among(
        f"instance_norm({joined(images, extras)})", f"group_norm({joined(images, 'groups=3', extras)})",
        f"bias_add({joined(tensor(w), extras)})", f"linear({joined(tensor(w), '3', extras)})",
        f"relu({joined(tensor(w), '3', extras)})",
        f"embed_sequence({joined('tf.zeros([2, 5], tf.int32)', '10', '3', extras)})",
        f"conv2d_in_plane({joined(images, '3', extras)})", f"convolution2d({joined(images, '4', '[3, 3]', extras)})",
        f"fully_connected({joined(tensor(w), '3', regularized, extras)})",
        "batch_norm("
        f"{joined(tensor(w), w.among('scale=True', 'center=False', 'is_training=False', 'renorm=True'), extras)})",
        f"layer_norm({joined(tensor(w), w.among('center=False', 'scale=False'), extras)})",
        f"conv2d({joined(images, '4', '3', 'normalizer_fn=tf.contrib.layers.batch_norm', extras)})",
        f"conv3d({joined('tf.zeros([2, 4, 4, 4, 3])', '4', '3', extras)})",
        f"separable_conv2d({joined(images, 'None', '3', '2', extras)})", f"unit_norm({joined(tensor(w), '1')})",
        f"avg_pool2d({images}, 2)", f"max_pool2d({images}, 2)", "one_hot_encoding(tf.constant([1, 2]), 5)",
        f"sequence_to_images({SEQUENCE}, 5)" if False else f"spatial_softmax({joined(images)})",
    ))  # fmt: skip


@statement(1, "contrib")
def framework(w: Writer) -> None:
    w.line("tf.contrib.framework." + w.among(
        f"model_variable({w.variable_name()}, [2])", f"variable({w.variable_name()}, [2], trainable=False)",
        "get_or_create_global_step()", f"local_variable(1.0, name={w.variable_name()})",
        f"get_variables_to_restore(exclude=[{w.scope_name()}])", "get_global_step()",
    ))  # fmt: skip
    with w.block(w.among(f"for q in tf.contrib.framework.get_variables({w.scope_name()}):",
                         "for q in tf.contrib.framework.get_variables_by_name('w'):",
                         "for q in tf.contrib.framework.get_trainable_variables():")):  # fmt: skip
        w.line('tf.Variable(1.0, name="of/" + q.op.name)')


@statement(0.8, "contrib")
def optimize_loss(w: Writer) -> None:
    variable = w.fresh("v")
    w.line(f'{variable} = tf.get_variable("u{variable}", [2])')
    optimizer = w.among('"Adam"', '"SGD"', "tf.train.MomentumOptimizer(0.1, 0.9)", "tf.train.AdamOptimizer")
    loss = f"tf.reduce_sum({variable} * {variable})"
    w.line(w.among(
        f"tf.contrib.layers.optimize_loss({loss}, tf.train.get_or_create_global_step(), 0.1, {optimizer})",
        f"slim.learning.create_train_op({loss}, tf.train.AdamOptimizer())",
        f"tf.contrib.training.create_train_op({loss}, tf.train.RMSPropOptimizer(0.1))",
    ))  # fmt: skip


@statement(2, "layers")
def more_layers(w: Writer) -> None:
    extras = joined(named(w), reuse_argument(w, 0.2))
    images, volume = image(w), "tf.zeros([2, 4, 4, 4, 3])"
    w.line("tf.layers." + w.among(
        f"conv3d({joined(volume, '4', '3', extras)})", f"conv3d_transpose({joined(volume, '4', '3', extras)})",
        f"separable_conv1d({joined('tf.zeros([2, 8, 3])', '4', '3', extras)})",
        f"conv2d({joined(images, '4', '3', 'dilation_rate=2', extras)})",
        f"conv2d({joined('tf.zeros([2, 3, 8, 8])', '4', '3', DATA_FORMAT, extras)})",
        f"batch_normalization({joined(images, 'axis=1', extras)})",
        f"batch_normalization({joined(images, 'renorm=True', extras)})",
        f"dense({joined(SEQUENCE, '4', extras)})", f"average_pooling2d({joined(images, '2', '2', named(w, 0.3))})",
        f"dense({joined(tensor(w), '4', 'kernel_initializer=tf.zeros_initializer()', extras)})",
        f"dense({joined(tensor(w), '4', 'kernel_regularizer=tf.nn.l2_loss', extras)})",
        f"dense({joined(tensor(w), '4', 'trainable=False', extras)})", f"max_pooling1d({joined(SEQUENCE, '2', '2')})",
    ))  # fmt: skip


DATA_FORMAT = 'data_format="channels_first"'


@statement(1, "rnn")
def more_cells(w: Writer) -> None:
    cell = w.among(
        "tf.nn.rnn_cell.ResidualWrapper(tf.nn.rnn_cell.GRUCell(3))",
        'tf.nn.rnn_cell.DeviceWrapper(tf.nn.rnn_cell.GRUCell(4), "/cpu:0")',
        "tf.nn.rnn_cell.LSTMCell(4, initializer=tf.zeros_initializer(), forget_bias=0.0)",
        "tf.nn.rnn_cell.LSTMCell(4, num_proj=3, use_peepholes=True)",
        "tf.nn.rnn_cell.LSTMCell(4, num_unit_shards=2, num_proj_shards=2, num_proj=3)",
        "tf.nn.rnn_cell.MultiRNNCell([tf.nn.rnn_cell.LSTMCell(n) for n in (4, 5)], state_is_tuple=True)",
        "tf.nn.rnn_cell.DropoutWrapper(tf.nn.rnn_cell.ResidualWrapper(tf.nn.rnn_cell.LSTMCell(3)), 0.5)",
        "tf.nn.rnn_cell.MultiRNNCell([tf.nn.rnn_cell.DropoutWrapper(tf.nn.rnn_cell.GRUCell(4), 0.5)] * 2)"
        if w.chance(0.1) else "tf.nn.rnn_cell.GRUCell(4, kernel_initializer=tf.zeros_initializer())",
    )  # fmt: skip
    extras = joined("dtype=tf.float32", scope(w))
    w.line(w.among(
        f"tf.nn.dynamic_rnn({joined(cell, SEQUENCE, LENGTHS, extras)})",
        f"tf.nn.dynamic_rnn({joined(cell, 'tf.zeros([5, 2, 3])', 'time_major=True', extras)})",
        f"tf.nn.static_bidirectional_rnn({joined(cell, cell, '[tf.zeros([2, 3])] * 2', extras)})",
        f"tf.nn.static_rnn({joined(cell, '[tf.zeros([2, 3])] * 2', extras)})",
    ))  # fmt: skip


@statement(1, "training")
def more_training(w: Writer) -> None:
    variable = w.fresh("v")
    w.line(f'{variable} = tf.get_variable("x{variable}", [2])')
    loss = f"tf.reduce_sum(tf.square({variable}))"
    step = "tf.train.get_or_create_global_step()"
    clipped = f"tf.clip_by_global_norm(tf.gradients({loss}, [{variable}]), 1.0)[0]"
    w.line(w.among(
        f"tf.train.ProximalAdagradOptimizer(0.1).minimize({loss})",
        f"tf.train.AdagradDAOptimizer(0.1, {step}).minimize({loss})",
        f"tf.train.MomentumOptimizer(0.1, 0.9, use_nesterov=True, name={w.op_name()}).minimize({loss})",
        f"tf.train.AdamOptimizer().apply_gradients([(tf.gradients({loss}, {variable})[0], {variable})])",
        f"tf.train.AdamOptimizer().apply_gradients(zip({clipped}, [{variable}]))",
        f"tf.train.AdamOptimizer(tf.train.exponential_decay(0.1, {step}, 10, 0.9)).minimize({loss})",
        f"tf.train.SyncReplicasOptimizer(tf.train.AdamOptimizer(), 2).minimize({loss}, global_step={step})",
        f"tf.metrics.mean({loss})", f"tf.metrics.accuracy(tf.constant([1]), tf.constant([1]), name={w.op_name()})",
        f"tf.train.AdamOptimizer().minimize({loss} + "
        "tf.add_n([tf.nn.l2_loss(q) for q in tf.trainable_variables('x')]))",
    ))  # fmt: skip

"""Statements about what TensorFlow builds on scopes: layers, cells, optimizers, moving averages, contrib and slim."""

from __future__ import annotations

from differential.core import joined, reuse_argument
from differential.writer import Writer, statement

SAME = 'padding="same"'
LAYERS = ("Dense(3)", "Dense(4, use_bias=False)", "BatchNormalization()", "Dropout(0.5)", "Flatten()")


def tensor(w: Writer) -> str:
    return w.some("x") or w.among("tf.zeros([2, 3])", "tf.ones([5, 4])")


def named(w: Writer, probability: float = 0.5) -> str | None:
    return f"name={w.variable_name()}" if w.chance(probability) else None


def image(w: Writer) -> str:
    return w.among("tf.zeros([2, 8, 8, 3])", "tf.placeholder(tf.float32, [None, 8, 8, 3])")


@statement(3, "layers")
def layer_function(w: Writer) -> None:
    name = w.fresh("x")
    extras = joined(named(w), reuse_argument(w, 0.25))
    call = w.among(
        f"dense({joined(tensor(w), w.among('3', '4'), extras)})",
        f"dense({joined(tensor(w), w.among('3', '4'), extras)})",
        f"dense({joined(tensor(w), '2', w.among('tf.nn.relu', 'activation=tf.tanh', 'use_bias=False'), extras)})",
        f"batch_normalization({joined(tensor(w), extras)})",
        f"batch_normalization({joined(tensor(w), 'training=True', w.among('scale=False', 'center=False'), extras)})",
        f"dropout({joined(tensor(w), named(w, 0.3))})",
    )
    w.line(f"{name} = tf.layers.{call}")
    w.known("x", name)


@statement(1.5, "layers")
def image_layers(w: Writer) -> None:
    extras = joined(named(w), reuse_argument(w, 0.25))
    w.line("tf.layers." + w.among(
        f"conv2d({joined(image(w), '4', '3', extras)})",
        f"conv2d({joined(image(w), '4', '(3, 3)', 'strides=2', w.among(SAME, 'use_bias=False'), extras)})",
        f"conv2d_transpose({joined(image(w), '4', '3', extras)})",
        f"separable_conv2d({joined(image(w), '4', '3', extras)})",
        f"max_pooling2d({joined(image(w), '2', '2', named(w, 0.3))})",
        f"flatten({joined(image(w), named(w, 0.3))})",
        f"conv1d({joined('tf.zeros([2, 8, 3])', '4', '3', extras)})",
        f"dense({joined(f'tf.layers.flatten(tf.layers.conv2d({image(w)}, 2, 3))', '3', extras)})",
    ))  # fmt: skip


@statement(1.5, "layers")
def layer_object(w: Writer) -> None:
    kind = w.among(*LAYERS)
    arguments = joined(kind[:-1].partition("(")[2], named(w), w.sometimes(0.1, "trainable=False"),
                       w.sometimes(0.08, '_scope="sc"', "_reuse=True"))  # fmt: skip
    name = w.fresh("l")
    w.line(f"{name} = tf.layers.{kind.partition('(')[0]}({arguments})")
    w.known("layer", name)
    w.line(f"{name}(tf.zeros([2, 3]))")


@statement(1.5, "layers")
def layer_called(w: Writer) -> object:
    layer = w.some("layer")
    if layer is None:
        return False
    w.line(w.among(f"{layer}(tf.zeros([2, 3]))", f"{layer}.apply(tf.ones([5, 3]))"))
    return None


@statement(0.6, "layers")
def layer_class(w: Writer) -> object:
    if w.depth > 2:
        return False
    name, instance = w.fresh("Layer"), w.fresh("l")
    with w.block(f"class {name}(tf.layers.Layer):"):
        with w.block("def build(self, shape):"), w.inner_names(without=("x",)):
            w.line(f"self.k = self.add_weight({w.variable_name()}, shape=[int(shape[-1]), 2])")
            if w.chance(0.4):
                w.body(1, 1)
            w.line(w.among("self.built = True", f"super({name}, self).build(shape)"))
        with w.block("def call(self, inputs):"), w.inner_names(without=("x",)):
            if w.chance(0.5):
                w.body(1, 2)
            w.line("return tf.matmul(inputs, self.k)")
    w.line(f"{instance} = {name}({named(w) or ''})")
    w.line(f"{instance}(tf.zeros([2, 3]))")
    w.known("layer", instance)
    return None


CELLS = ("BasicLSTMCell(4)", "LSTMCell(4)", "GRUCell(4)", "BasicRNNCell(4)", "LSTMCell(4, use_peepholes=True)",
         "LSTMCell(6, num_proj=4)", "GRUCell(3)")  # fmt: skip


def new_cell(w: Writer) -> str:
    kind, _, arguments = w.among(*CELLS)[:-1].partition("(")
    reuse = w.sometimes(0.12, "reuse=tf.AUTO_REUSE", "reuse=True")
    cell = f"tf.nn.rnn_cell.{kind}({joined(arguments, named(w, 0.25), reuse)})"
    return w.among(cell, cell, cell, f"tf.nn.rnn_cell.DropoutWrapper({cell}, output_keep_prob=0.5)",
                   f"tf.nn.rnn_cell.MultiRNNCell([{cell}, tf.nn.rnn_cell.GRUCell(4)])",
                   f"tf.nn.rnn_cell.MultiRNNCell([{cell} for _ in range(2)])")  # fmt: skip


@statement(1, "rnn")
def cell(w: Writer) -> None:
    name = w.fresh("cell")
    w.line(f"{name} = {new_cell(w)}")
    w.known("cell", name)


@statement(2.5, "rnn")
def recurrent_network(w: Writer) -> None:
    a, b = w.some("cell") or new_cell(w), w.some("cell") or new_cell(w)
    scope = w.sometimes(0.5, f"scope={w.scope_name()}")
    sequence, state = "tf.zeros([2, 5, 3])", f"{a}.zero_state(2, tf.float32)"
    steps = w.among("[tf.zeros([2, 3])] * 2", "tf.unstack(tf.zeros([2, 5, 3]), axis=1)", "[tf.zeros([2, 3])]")
    w.line(w.among(
        f"tf.nn.dynamic_rnn({joined(a, sequence, 'dtype=tf.float32', scope)})",
        f"tf.nn.dynamic_rnn({joined(a, sequence, 'dtype=tf.float32', scope)})",
        f"tf.nn.static_rnn({joined(a, steps, 'dtype=tf.float32', scope)})",
        f"tf.nn.bidirectional_dynamic_rnn({joined(a, b, sequence, 'dtype=tf.float32', scope)})",
        f"{a}(tf.zeros([2, 3]), {state})" if a.startswith("cell") else state,
    ))  # fmt: skip


OPTIMIZERS = ("GradientDescentOptimizer(0.1)", "AdamOptimizer()", "MomentumOptimizer(0.1, 0.9)",
              "RMSPropOptimizer(0.1)", "AdagradOptimizer(0.1)", "AdadeltaOptimizer()", "FtrlOptimizer(0.1)",
              "AdamOptimizer(0.1, name=\"opt\")",
              "RMSPropOptimizer(0.1, centered=True)")  # fmt: skip


@statement(1.2, "training")
def optimizer(w: Writer) -> None:
    variable = w.fresh("v")
    w.line(f'{variable} = tf.get_variable("z{variable}", [2])')
    loss = f"tf.reduce_sum({variable} * {variable})"
    name = w.some("optimizer") if w.chance(0.4) else None
    if name is None:
        name = w.fresh("o")
        w.line(f"{name} = tf.train.{w.among(*OPTIMIZERS)}")
        w.known("optimizer", name)
    if w.chance(0.3):
        gradients = w.fresh("gv")
        w.line(f"{gradients} = {name}.compute_gradients({loss})")
        w.line(f"{name}.apply_gradients({gradients})")
    else:
        extras = joined(w.sometimes(0.2, f"var_list=[{variable}]"),
                        w.sometimes(0.2, "global_step=tf.train.get_or_create_global_step()"))  # fmt: skip
        w.line(f"{name}.minimize({joined(loss, extras)})")


@statement(0.6, "training")
def moving_average(w: Writer) -> None:
    variable, name = w.fresh("v"), w.fresh("e")
    w.line(f'{variable} = tf.get_variable("z{variable}", [2])')
    extras = joined(w.sometimes(0.2, 'name="avg"'), w.sometimes(0.2, "zero_debias=True"))
    w.line(f"{name} = tf.train.ExponentialMovingAverage({joined('0.9', extras)})")
    w.line(f"{name}.apply([{variable}])")


@statement(2.5, "contrib")
def contrib_layer(w: Writer) -> None:
    scope = w.sometimes(0.5, f"scope={w.scope_name()}")
    extras = joined(scope, reuse_argument(w, 0.2) if scope else None)
    plain = w.among("normalizer_fn=slim.batch_norm", "biases_initializer=None")
    library = w.among("slim", "tf.contrib.layers")
    w.line(f"{library}." + w.among(
        f"fully_connected({joined(tensor(w), '3', extras)})",
        f"fully_connected({joined(tensor(w), '3', 'activation_fn=None', plain, extras)})",
        f"conv2d({joined(image(w), '4', '3', extras)})",
        f"batch_norm({joined(tensor(w), extras)})",
        f"layer_norm({joined(tensor(w), extras)})",
        f"conv2d_transpose({joined(image(w), '4', '3', extras)})",
        f"flatten({image(w)})",
        f"dropout({tensor(w)})",
        f"max_pool2d({image(w)}, 2)",
        f"separable_conv2d({joined(image(w), '4', '3', 'depth_multiplier=1', extras)})",
    ))  # fmt: skip


@statement(1, "contrib")
def slim_scope(w: Writer) -> None:
    arguments = w.among("activation_fn=None", "normalizer_fn=slim.batch_norm", "reuse=tf.AUTO_REUSE",
                        "weights_regularizer=slim.l2_regularizer(0.1)", "biases_initializer=None")  # fmt: skip
    with w.block(f"with slim.arg_scope([slim.fully_connected, slim.conv2d], {arguments}):"):
        w.body(1, 3)


@statement(0.7, "contrib")
def slim_repeat(w: Writer) -> None:
    scope = w.sometimes(0.6, f"scope={w.scope_name()}")
    w.line(w.among(f"slim.repeat({joined(tensor(w), '2', 'slim.fully_connected', '3', scope)})",
                   f"slim.stack({joined(tensor(w), 'slim.fully_connected', '[3, 4]', scope)})",
                   f"slim.variable({w.variable_name()}, shape=[2])",
                   f"slim.model_variable({w.variable_name()}, [2], initializer=tf.zeros_initializer())"))  # fmt: skip

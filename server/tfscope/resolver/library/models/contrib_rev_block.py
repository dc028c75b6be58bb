"""Reversible blocks and recomputed gradients (tensorflow/contrib/layers/python/layers/rev_block_lib.py).

Only the way forward is followed: on the way back TensorFlow calls the same functions again, reusing their variables.
"""

# models: tf.contrib.layers, tf.contrib.slim, tf.contrib.layers.python.layers
# models: tf.contrib.layers.python.layers.rev_block_lib

import functools

import tensorflow as tf


def _in_scope(fn, scope):
    @functools.wraps(fn)
    def wrapped(*args, **kwargs):
        with tf.variable_scope(scope, use_resource=True):
            return fn(*args, **kwargs)

    return wrapped


class RevBlock(tf.layers.Layer):
    def __init__(self, f, g, num_layers=1, f_side_input=None, g_side_input=None, use_efficient_backprop=True,
                 name="revblock", **kwargs):
        super().__init__(name=name, **kwargs)
        f = f if isinstance(f, list) else [f] * num_layers
        g = g if isinstance(g, list) else [g] * num_layers
        self.f = [_in_scope(fn, "revlayer_%d/f" % i) for i, fn in enumerate(f)]
        self.g = [_in_scope(fn, "revlayer_%d/g" % i) for i, fn in enumerate(g)]
        self.num_layers = num_layers
        self._f_more = [f_side_input] if f_side_input else []
        self._g_more = [g_side_input] if g_side_input else []

    def call(self, inputs, forward=True):
        scope = tf.get_variable_scope()
        before = len(scope.global_variables())
        outputs = self._forward(*inputs) if forward else self._backward(*inputs)
        trainable = scope.trainable_variables()
        for variable in scope.global_variables()[before:]:
            (self._trainable_weights if variable in trainable else self._non_trainable_weights).append(variable)
        return outputs

    def _forward(self, x1, x2):
        for f, g in zip(self.f, self.g):
            x1 = x1 + f(x2, *self._f_more)
            x2 = x2 + g(x1, *self._g_more)
        return x1, x2

    def _backward(self, y1, y2):
        for f, g in reversed(list(zip(self.f, self.g))):
            y2 = y2 - g(y1, *self._g_more)
            y1 = y1 - f(y2, *self._f_more)
        return y1, y2

    def forward(self, x1, x2):
        return self.apply([x1, x2])

    def backward(self, y1, y2):
        return self.apply([y1, y2], forward=False)


def rev_block(x1, x2, f, g, num_layers=1, f_side_input=None, g_side_input=None, is_training=True):
    block = RevBlock(f, g, num_layers, f_side_input, g_side_input, _reuse=tf.get_variable_scope().reuse)
    return block.forward(x1, x2)


def recompute_grad(*args, **kwargs):
    """A decorator with or without arguments; the function runs once on the way forward."""
    if len(args) == 1 and callable(args[0]):
        return _recomputed(args[0])
    return _recomputed


def _recomputed(fn):
    @functools.wraps(fn)
    def wrapped(*args):
        return fn(*args)

    return wrapped

"""Functions with gradients of their own (tensorflow/python/ops/custom_gradient.py)."""

# models: tf, tf.python.ops.custom_gradient

import functools

import tensorflow as tf


def custom_gradient(f):
    """_graph_mode_decorator: what `f` gives and the function for its gradient; the arguments are copied along with the
    results, so a gradient reaches them whatever `f` does."""

    @functools.wraps(f)
    def decorated(*args, **kwargs):
        if kwargs:
            raise ValueError("The custom_gradient decorator currently supports keywords arguments only when eager "
                             "execution is enabled.")
        args = [tf.convert_to_tensor(arg) for arg in args]
        result, _ = f(*args)
        flat = tf.nest.flatten(result)
        copies = tf.identity_n(flat + args)
        return tf.nest.pack_sequence_as(result, copies[:len(flat)])

    return decorated


def grad_pass_through(f):
    @custom_gradient
    def passed(*args, **kwargs):
        return f(*args, **kwargs), lambda *grads, **variables: grads

    return passed

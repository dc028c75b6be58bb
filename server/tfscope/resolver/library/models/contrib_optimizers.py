"""`optimize_loss` (tensorflow/contrib/layers/python/layers/optimizers.py)."""

# models: tf.contrib.layers, tf.contrib.layers.python.layers, tf.contrib.slim, tf.contrib.layers.python.layers.optimizers

import tensorflow as tf
from tfscope_primitives import dims, tensor

OPTIMIZER_CLS_NAMES = {
    "Adagrad": tf.train.AdagradOptimizer, "Adam": tf.train.AdamOptimizer, "Ftrl": tf.train.FtrlOptimizer,
    "Momentum": lambda learning_rate: tf.train.MomentumOptimizer(learning_rate, momentum=0.9),
    "RMSProp": tf.train.RMSPropOptimizer, "SGD": tf.train.GradientDescentOptimizer,
}
OPTIMIZER_SUMMARIES = ["learning_rate", "loss", "gradients", "gradient_norm", "global_gradient_norm"]


def optimize_loss(loss, global_step, learning_rate, optimizer, gradient_noise_scale=None, gradient_multipliers=None,
                  clip_gradients=None, learning_rate_decay_fn=None, update_ops=None, variables=None, name=None,
                  summaries=None, colocate_gradients_with_ops=False, increment_global_step=True):
    """Everything, the slots too, stands in one scope; a learning rate that is a number becomes a variable."""
    if global_step is None:
        global_step = tf.train.get_global_step()
    with tf.variable_scope(name, "OptimizeLoss", [loss, global_step]):
        rate = _learning_rate(learning_rate)
        if learning_rate is not None and learning_rate_decay_fn is not None:
            rate = learning_rate_decay_fn(rate, global_step)
        opt = _optimizer(optimizer, rate)
        gradients = opt.compute_gradients(loss, tf.trainable_variables() if variables is None else variables)
        if callable(clip_gradients):
            gradients = clip_gradients(gradients)
        opt.apply_gradients(gradients, global_step=global_step if increment_global_step else None, name="train")
        return tensor(dims(loss), loss.dtype, "control_dependency", inputs=[loss])


def _learning_rate(given):
    if isinstance(given, float):
        return tf.get_variable("learning_rate", [], trainable=False, initializer=tf.constant_initializer(given))
    if isinstance(given, int):
        raise ValueError("Learning rate should be 0d Tensor or float. Got %s of type %s" % (given, type(given)))
    return given


def _optimizer(given, rate):
    if isinstance(given, str):
        return OPTIMIZER_CLS_NAMES[given](learning_rate=rate)
    if isinstance(given, type):
        return given(learning_rate=rate)
    if isinstance(given, tf.train.Optimizer):
        return given
    return given(rate) if rate is not None else given()


def adaptive_clipping_fn(std_factor=2.0, decay=0.95, static_max_norm=None, global_step=None, report_summary=False,
                         epsilon=1e-8, name=None):
    """Keeps two moving averages of the gradients' norm."""

    def gradient_clipping(grads_and_vars):
        with tf.variable_scope(name, "AdaptiveMaxNorm"):
            for average in ["mean", "sq_mean"]:
                tf.get_variable(average, shape=[], dtype=tf.float32, initializer=tf.zeros_initializer(),
                                trainable=False)
        return grads_and_vars

    return gradient_clipping

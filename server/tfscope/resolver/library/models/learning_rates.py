"""Learning-rate decays: one name scope each (tensorflow/python/training/learning_rate_decay.py,
keras/optimizer_v2/learning_rate_schedule.py)."""

# models: tf.train, tf.python.training.learning_rate_decay

import tensorflow as tf
from tfscope_primitives import tensor


def _decayed(scope, name, rate, step):
    decayed = tensor((), getattr(rate, "dtype", tf.float32), scope, name, inputs=[])
    if step is None:
        raise ValueError("None values not supported.")
    return decayed


def exponential_decay(learning_rate, global_step, decay_steps, decay_rate, staircase=False, name=None):
    return _decayed("ExponentialDecay", name, learning_rate, global_step)


def natural_exp_decay(learning_rate, global_step, decay_steps, decay_rate, staircase=False, name=None):
    rate = tf.exp(tf.negative(decay_rate))
    return _decayed("ExponentialDecay", name, rate, global_step)


def piecewise_constant(x, boundaries, values, name=None):
    return _decayed("PiecewiseConstant", name, None, x)


piecewise_constant_decay = piecewise_constant


def polynomial_decay(learning_rate, global_step, decay_steps, end_learning_rate=0.0001, power=1.0, cycle=False,
                     name=None):
    return _decayed("PolynomialDecay", name, learning_rate, global_step)


def inverse_time_decay(learning_rate, global_step, decay_steps, decay_rate, staircase=False, name=None):
    return _decayed("InverseTimeDecay", name, learning_rate, global_step)


def cosine_decay(learning_rate, global_step, decay_steps, alpha=0.0, name=None):
    return _decayed("CosineDecay", name, learning_rate, global_step)


def cosine_decay_restarts(learning_rate, global_step, first_decay_steps, t_mul=2.0, m_mul=1.0, alpha=0.0, name=None):
    return _decayed("SGDRDecay", name, learning_rate, global_step)


def linear_cosine_decay(learning_rate, global_step, decay_steps, num_periods=0.5, alpha=0.0, beta=0.001, name=None):
    return _decayed("LinearCosineDecay", name, learning_rate, global_step)


def noisy_linear_cosine_decay(learning_rate, global_step, decay_steps, initial_variance=1.0, variance_decay=0.55,
                              num_periods=0.5, alpha=0.0, beta=0.001, name=None):
    return _decayed("NoisyLinearCosineDecay", name, learning_rate, global_step)

"""TensorFlow Probability's distributions, as far as their shapes (tensorflow_probability/python/distributions)."""

# models: tensorflow_probability.distributions

import tensorflow as tf
from tfscope_primitives import dims, is_unknown, unknown

Normal = tf.distributions.Normal
Laplace = tf.distributions.Laplace
Uniform = tf.distributions.Uniform
Beta = tf.distributions.Beta
Gamma = tf.distributions.Gamma
Exponential = tf.distributions.Exponential
Bernoulli = tf.distributions.Bernoulli
Categorical = tf.distributions.Categorical
Dirichlet = tf.distributions.Dirichlet
Multinomial = tf.distributions.Multinomial
OneHotCategorical = tf.contrib.distributions.OneHotCategorical
RelaxedOneHotCategorical = tf.contrib.distributions.RelaxedOneHotCategorical
MultivariateNormalDiag = tf.contrib.distributions.MultivariateNormalDiag
kl_divergence = tf.distributions.kl_divergence


class Logistic(Normal):
    def __init__(self, loc, scale, validate_args=False, allow_nan_stats=True, name="Logistic"):
        super().__init__(loc, scale, name=name)


class LogNormal(Normal):
    def __init__(self, loc, scale, validate_args=False, allow_nan_stats=True, name="LogNormal"):
        super().__init__(loc, scale, name=name)


class TruncatedNormal(Normal):
    def __init__(self, loc, scale, low, high, validate_args=False, allow_nan_stats=True, name="TruncatedNormal"):
        super().__init__(loc, scale, name=name)


def _shape_of(value):
    sizes = dims(value)
    return sizes if is_unknown(sizes) else tf.TensorShape(sizes)


class MultivariateNormalTriL(tf.distributions.Distribution):
    """The batch is that of `loc`, which a scale of a larger one would widen: then it is not known."""

    def __init__(
        self, loc=None, scale_tril=None, validate_args=False, allow_nan_stats=True, name="MultivariateNormalTriL"
    ):
        shape = _shape_of(loc) if loc is not None else unknown("shape")
        scale = _shape_of(scale_tril) if scale_tril is not None else tf.TensorShape([None, None])
        if is_unknown(shape) or is_unknown(scale) or shape.ndims is None or scale.ndims is None:
            super().__init__(name, tf.float32, unknown("shape"), [None])
        else:
            super().__init__(name, loc.dtype, tf.broadcast_static_shape(shape[:-1], scale[:-2]), shape[-1:])
        self.loc = loc


class Independent(tf.distributions.Distribution):
    """The last `reinterpreted_batch_ndims` of a batch, by default all but the first, are part of the event."""

    def __init__(self, distribution, reinterpreted_batch_ndims=None, validate_args=False, name=None):
        self.distribution = distribution
        batch, event = self._reinterpreted(distribution, reinterpreted_batch_ndims)
        dtype = unknown("dtype") if is_unknown(distribution) else distribution.dtype
        named_after = "" if is_unknown(distribution) else distribution.name.rstrip("/")
        super().__init__(name or "Independent" + named_after, dtype, batch, event)

    @staticmethod
    def _reinterpreted(distribution, count):
        batch = unknown("shape") if is_unknown(distribution) else distribution.batch_shape
        if is_unknown(batch) or batch.ndims is None or is_unknown(count):
            return unknown("shape"), [None]
        kept = min(batch.ndims, 1) if count is None else batch.ndims - count
        return batch[:kept], batch[kept:].concatenate(distribution.event_shape)

    def mean(self, name="mean"):
        return self.distribution.mean()

    def stddev(self, name="stddev"):
        return self.distribution.stddev()

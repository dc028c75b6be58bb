"""Initializers and regularizers (tensorflow/python/ops/init_ops.py, contrib/layers/python/layers/initializers.py)."""

# models: keras.initializers, tf.initializers, tf.python.ops.init_ops, tf.keras.initializers, tf

import tensorflow as tf
from tfscope_primitives import tensor


class Initializer(object):
    def __init__(self, *args, **kwargs):
        self.dtype = kwargs.get("dtype", tf.float32)

    def __call__(self, shape, dtype=None, partition_info=None):
        return tensor(shape, dtype or self.dtype)

    def get_config(self):
        return {}

    @classmethod
    def from_config(cls, config):
        return cls()


class Zeros(Initializer):
    pass


class Ones(Initializer):
    pass


class Constant(Initializer):
    def __init__(self, value=0, dtype=tf.float32, verify_shape=False):
        self.value, self.dtype = value, dtype


class RandomUniform(Initializer):
    pass


class RandomNormal(Initializer):
    pass


class TruncatedNormal(Initializer):
    pass


class UniformUnitScaling(Initializer):
    pass


class VarianceScaling(Initializer):
    pass


class Orthogonal(Initializer):
    pass


class ConvolutionDeltaOrthogonal(Initializer):
    pass


class Identity(Initializer):
    pass


class GlorotUniform(VarianceScaling):
    pass


class GlorotNormal(VarianceScaling):
    pass


zeros_initializer = zeros = Zeros
ones_initializer = ones = Ones
constant_initializer = constant = Constant
random_uniform_initializer = random_uniform = RandomUniform
random_normal_initializer = random_normal = RandomNormal
truncated_normal_initializer = truncated_normal = TruncatedNormal
uniform_unit_scaling_initializer = uniform_unit_scaling = UniformUnitScaling
variance_scaling_initializer = variance_scaling = VarianceScaling
orthogonal_initializer = orthogonal = Orthogonal
glorot_uniform_initializer = glorot_uniform = GlorotUniform
glorot_normal_initializer = glorot_normal = GlorotNormal
identity_initializer = identity = Identity


def he_normal(seed=None):
    return VarianceScaling(dtype=tf.float32)


def he_uniform(seed=None):
    return VarianceScaling(dtype=tf.float32)


def lecun_normal(seed=None):
    return VarianceScaling(dtype=tf.float32)


def lecun_uniform(seed=None):
    return VarianceScaling(dtype=tf.float32)

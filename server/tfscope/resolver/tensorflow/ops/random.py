"""Random ops (tensorflow/python/ops/random_ops.py)."""

from __future__ import annotations

from tfscope.resolver.library.registry import OpCall, op
from tfscope.resolver.python.values import Value
from tfscope.resolver.tensorflow.dtypes import FLOAT32, INT64, dtype_of
from tfscope.resolver.tensorflow.ops.creation import shape_argument
from tfscope.resolver.tensorflow.ops.operands import asked_dtype, dtype_of_operand, size_of
from tfscope.resolver.tensorflow.shapes import UNSEEN, broadcast, concatenated
from tfscope.resolver.tensorflow.tensors import Tensor, dims_of_operand


def _normal(names: str, default: str) -> None:
    @op(*names.split(), default=default)
    def shape_of(call: OpCall, shape: Value, mean: Value = 0.0, stddev: Value = 1.0, dtype: Value = FLOAT32,
                 seed: Value = None, name: Value = None) -> Value:  # fmt: skip
        return call.tensor(shape_argument(shape), dtype_of(dtype))


_normal("tf.random_normal tf.random.normal", "random_normal")
_normal("tf.truncated_normal tf.random.truncated_normal", "truncated_normal")


@op("tf.random_uniform", "tf.random.uniform", default="random_uniform")
def _uniform(call: OpCall, shape: Value, minval: Value = 0, maxval: Value = None, dtype: Value = FLOAT32,
             seed: Value = None, name: Value = None) -> Value:  # fmt: skip
    return call.tensor(shape_argument(shape), dtype_of(dtype))


@op("tf.random_gamma", "tf.random.gamma", default="random_gamma")
def _gamma(call: OpCall, shape: Value, alpha: Value, beta: Value = None, dtype: Value = FLOAT32, seed: Value = None,
           name: Value = None) -> Value:  # fmt: skip
    scale = () if beta is None else dims_of_operand(beta)
    dims = concatenated(shape_argument(shape), broadcast(dims_of_operand(alpha), scale))
    kind = alpha.dtype if isinstance(alpha, Tensor) else dtype_of(dtype)
    return call.tensor(dims, kind, inner="Maximum")


@op("tf.random_poisson", default="random_poisson")
def _poisson(call: OpCall, lam: Value, shape: Value, dtype: Value = FLOAT32, seed: Value = None, name: Value = None) -> Value:
    return call.tensor(concatenated(shape_argument(shape), dims_of_operand(lam)), dtype_of(dtype), inner="RandomPoissonV2")


@op("tf.random.poisson", default="random_poisson")
def _poisson_v1(call: OpCall, lam: Value, shape: Value, dtype: Value = FLOAT32, seed: Value = None, name: Value = None) -> Value:
    return call.tensor(concatenated(shape_argument(shape), dims_of_operand(lam)), dtype_of(dtype), inner="RandomPoissonV2")


def _drawn(call: OpCall, logits: Value, num_samples: Value, dtype: Value) -> Tensor:
    dims = dims_of_operand(logits)
    rows = dims[0] if isinstance(dims, tuple) and dims else None
    return call.tensor((rows, size_of(num_samples)), asked_dtype(dtype, INT64), inner="Multinomial")


@op("tf.multinomial", "tf.random.multinomial", default="multinomial")
def _multinomial(call: OpCall, logits: Value, num_samples: Value, seed: Value = None, name: Value = None,
                 output_dtype: Value = None) -> Value:  # fmt: skip
    return _drawn(call, logits, num_samples, output_dtype)


@op("tf.random.categorical", default="categorical")
def _categorical(call: OpCall, logits: Value, num_samples: Value, dtype: Value = None, seed: Value = None,
                 name: Value = None) -> Value:  # fmt: skip
    return _drawn(call, logits, num_samples, dtype)


@op("tf.random_crop", "tf.image.random_crop", default="random_crop")
def _random_crop(call: OpCall, value: Value, size: Value, seed: Value = None, name: Value = None) -> Value:
    dims = shape_argument(size)
    return call.tensor(dims if dims is not None else UNSEEN, dtype_of_operand(value))

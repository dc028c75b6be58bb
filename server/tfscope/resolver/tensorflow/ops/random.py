"""Random ops (tensorflow/python/ops/random_ops.py)."""

from __future__ import annotations

from tfscope.resolver.library.registry import OpCall, op
from tfscope.resolver.python.values import Unknown, Value
from tfscope.resolver.tensorflow.dtypes import FLOAT32, dtype_of
from tfscope.resolver.tensorflow.shapes import UNSEEN, dims_of


def _random(name: str, *aliases: str) -> None:
    @op(f"tf.{name}", *aliases, default=name)
    def shape_of(call: OpCall, shape: Value, *args: Value, **kwargs: Value) -> Value:
        dtype = kwargs.get("dtype") or next((arg for arg in args if dtype_of(arg) is not None), None)
        return call.tensor(UNSEEN if isinstance(shape, Unknown) else dims_of(shape), dtype_of(dtype) or FLOAT32)


_random("random_normal", "tf.random.normal")
_random("truncated_normal", "tf.random.truncated_normal")
_random("random_uniform", "tf.random.uniform")

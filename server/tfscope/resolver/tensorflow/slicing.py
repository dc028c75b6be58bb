"""Static shapes of `tensor[...]` (tensorflow/core/util/strided_slice_op.cc)."""

from __future__ import annotations

import math
from typing import Any

from tfscope.resolver.python.values import Unknown, Value
from tfscope.resolver.tensorflow.constants import constant_of, item_of
from tfscope.resolver.tensorflow.shapes import UNSEEN, Dims


def sliced(tensor: Any, key: Value) -> tuple[Dims, Value]:
    """The shape of `tensor[key]`, and its value where the tensor's is known."""
    keys = list(key) if isinstance(key, tuple) else [key]
    constant = _sliced_constant(tensor.constant, keys)
    if tensor.dims is UNSEEN:
        return UNSEEN, constant
    if tensor.dims is None:
        return None, constant
    return _sliced_dims(tensor.dims, keys), constant


def _sliced_dims(dims: Any, keys: list[Value]) -> Dims:
    named = sum(1 for key in keys if key is not None and key is not Ellipsis and not _is_new_axis(key))
    if Ellipsis not in [k for k in keys if k is Ellipsis]:
        keys = [*keys, Ellipsis]
    result: list[Any] = []
    position = 0
    for key in keys:
        if key is Ellipsis:
            count = len(dims) - named
            result.extend(dims[position : position + max(count, 0)])
            position, named = position + max(count, 0), named + max(count, 0)
            continue
        if key is None or _is_new_axis(key):
            result.append(1)
            continue
        if position >= len(dims):
            return UNSEEN
        if isinstance(key, slice):
            result.append(_sliced_dim(dims[position], key))
        elif hasattr(key, "dims") and key.dims not in ((), UNSEEN, None):
            return UNSEEN
        position += 1
    return tuple(result)


def _is_new_axis(key: Value) -> bool:
    return type(key).__name__ == "NewAxis"


def _sliced_dim(dim: Any, key: slice) -> Any:
    parts = [_bound(part) for part in (key.start, key.stop, key.step)]
    if parts[0] in (None, 0) and key.start is parts[0] and parts[1] is None and parts[2] in (None, 1, -1):
        return dim
    if any(part is NOT_KNOWN for part in parts):
        return None
    if any(isinstance(part, Unknown) for part in parts):
        return Unknown("dim")
    if not isinstance(dim, int):
        # TensorFlow gives no bound for a slice of an unknown dimension, not even `[:5]` or `[0:0]`.
        return dim if isinstance(dim, Unknown) else None
    return len(range(*slice(*parts).indices(dim)))


NOT_KNOWN = object()


def _bound(part: Value) -> Any:
    """A bound of a slice as an int; NOT_KNOWN for a tensor whose value TensorFlow does not know, an Unknown for what
    this analysis does not know."""
    if part is None or isinstance(part, (int, Unknown)):
        return part
    constant = constant_of(part)
    if isinstance(constant, float):
        return int(constant) if math.isfinite(constant) else Unknown("bound")
    return constant if isinstance(constant, (int, Unknown)) else NOT_KNOWN


def _sliced_constant(constant: Value, keys: list[Value]) -> Value:
    if constant is None or len(keys) != 1:
        return None
    key = keys[0]
    if isinstance(key, slice):
        bounds = [_bound(part) for part in (key.start, key.stop, key.step)]
        if any(bound is not None and not isinstance(bound, int) for bound in bounds):
            return None
        return item_of(constant, slice(*bounds))
    return item_of(constant, _bound(key))

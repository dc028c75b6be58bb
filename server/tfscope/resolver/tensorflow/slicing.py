"""Static shapes of `tensor[...]` (tensorflow/core/util/strided_slice_op.cc)."""

from __future__ import annotations

from typing import Any

from tfscope.resolver.python.values import Unknown, Value
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
        elif hasattr(key, "dims") and key.dims not in ((), UNSEEN):
            return UNSEEN
        position += 1
    return tuple(result)


def _is_new_axis(key: Value) -> bool:
    return type(key).__name__ == "NewAxis"


def _sliced_dim(dim: Any, key: slice) -> Any:
    parts = []
    for part in (key.start, key.stop, key.step):
        part = getattr(part, "index_value", part) if part is not None else None
        constant = getattr(part, "constant", None) if not isinstance(part, int) else part
        if part is not None and not isinstance(constant, int):
            return None if hasattr(part, "constant") else Unknown("dim")
        parts.append(constant if part is not None else None)
    if parts[0] in (None, 0) and parts[1] is None and parts[2] in (None, 1, -1):
        return dim
    if not isinstance(dim, int):
        return _sliced_unknown(dim, parts)
    return len(range(*slice(*parts).indices(dim)))


def _sliced_unknown(dim: Any, parts: list[Any]) -> Any:
    start, stop, step = parts
    # TensorFlow gives no bound for a slice of an unknown dimension, not even `[:5]`, except an empty one.
    if start is not None and stop is not None and (start < 0) == (stop < 0) and (step or 1) > 0 and stop <= start:
        return 0
    return dim if isinstance(dim, Unknown) else None


def _sliced_constant(constant: Value, keys: list[Value]) -> Value:
    if not isinstance(constant, tuple) or len(keys) != 1:
        return None
    key = keys[0]
    try:
        result = constant[key]
    except (TypeError, IndexError):
        return None
    return result if isinstance(result, (int, float, tuple)) else None

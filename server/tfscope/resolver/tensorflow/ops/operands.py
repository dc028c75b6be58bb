"""What the shape functions of ops share: the dtypes, axes and plain values of arguments."""

from __future__ import annotations

from typing import Any

from tfscope.resolver.python.values import Unknown, Value
from tfscope.resolver.tensorflow.constants import constant_of
from tfscope.resolver.tensorflow.dtypes import DType, dtype_of, dtype_of_python
from tfscope.resolver.tensorflow.shapes import UNSEEN, Dims
from tfscope.resolver.tensorflow.tensors import Tensor, dims_of_operand

_PLAIN = (int, float, str, bytes, complex, bool, list, tuple)


def plain(value: Value) -> Value:
    """A Python number or list for a value that may be a constant tensor or a dimension."""
    if isinstance(value, (int, float, str, list, tuple)) or value is None:
        return value
    constant = getattr(value, "constant", None)
    if constant is not None:
        return constant
    index = getattr(value, "index_value", None)
    return value if index is None else index


def dtype_of_operand(value: Value) -> DType | None:
    """The dtype of an op's argument."""
    if isinstance(value, Tensor):
        return value.dtype
    if isinstance(value, (list, tuple)):
        first = first_tensor(value)
        return first.dtype if first is not None else dtype_of_python(value)
    return dtype_of_python(value) if isinstance(value, _PLAIN) else getattr(value, "dtype", None)


def first_tensor(value: Value) -> Tensor | None:
    """The first tensor in a nested list, which decides the dtype of all."""
    for item in value:
        if isinstance(item, Tensor):
            return item
        if isinstance(item, (list, tuple)):
            found = first_tensor(item)
            if found is not None:
                return found
    return None


def common_dtype(*values: Value) -> DType | None:
    """The dtype of several arguments that must agree: a tensor's decides, then an array's, then what Python has."""
    for value in values:
        if isinstance(value, Tensor) and value.dtype is not None:
            return value.dtype
    if any(isinstance(value, (Tensor, Unknown)) for value in values):
        return None
    found = [dtype_of_operand(value) for value in values]
    for value, dtype in zip(values, found, strict=True):
        if not isinstance(value, (int, float, list, tuple)) and dtype is not None:
            return dtype
    return next((dtype for dtype in found if dtype is not None and dtype.is_floating), found[0] if found else None)


def asked_dtype(dtype: Value, default: DType | None) -> DType | None:
    """The dtype that an optional argument names."""
    if dtype is None:
        return default
    return dtype_of(dtype)


def given(*values: Value) -> Value:
    """The first argument that is not None: TensorFlow has new and old names for some."""
    return next((value for value in values if value is not None), None)


# tensorflow/core/framework/tensor_shape.h, MaxDimensions
_MOST_DIMS = 254


def axes_of(axis: Value) -> list[int] | None:
    """An axis argument as a list of ints; None when it is not known."""
    axis = plain(axis)
    if isinstance(axis, int):
        return [axis]
    if isinstance(axis, range):
        return None if axis[_MOST_DIMS:] else list(axis)
    if isinstance(axis, (list, tuple)):
        axes = [plain(item) for item in axis]
        return axes if all(isinstance(item, int) for item in axes) else None
    return None


def rank_of(value: Value) -> int | None:
    """The rank of an argument when it is known here."""
    dims = dims_of_operand(value)
    return len(dims) if isinstance(dims, tuple) else None


def length_of(value: Value) -> int | None:
    """The length of a vector when it is known here."""
    dims = dims_of_operand(value)
    return dims[0] if isinstance(dims, tuple) and len(dims) == 1 and isinstance(dims[0], int) else None


def size_of(value: Value) -> Any:
    """A scalar argument as a dimension: an int, None where TensorFlow does not know it, or an Unknown."""
    constant = constant_of(value)
    if isinstance(constant, float) and constant.is_integer():
        return int(constant)
    return constant if isinstance(constant, (int, Unknown)) else None


def with_dim(dims: Dims, axis: Any, dim: Any) -> Dims:
    """`dims` with one dimension replaced."""
    if not isinstance(dims, tuple):
        return dims
    if not isinstance(axis, int) or not -len(dims) <= axis < len(dims):
        return UNSEEN if axis is not None and not isinstance(axis, int) else (None,) * len(dims)
    position = axis % len(dims)
    return (*dims[:position], dim, *dims[position + 1 :])


def unknown_of_rank(dims: Dims) -> Dims:
    """A shape of which only the rank is known."""
    return (None,) * len(dims) if isinstance(dims, tuple) else dims


def product(left: Any, right: Any) -> Any:
    """The product of two dimensions."""
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        return Unknown("dim")
    return None if left is None or right is None else left * right


def total(parts: list[Any]) -> Any:
    """The sum of dimensions."""
    if any(part is None for part in parts):
        return None
    return Unknown("dim") if any(isinstance(part, Unknown) for part in parts) else sum(parts)


def agreed(*parts: Any) -> Any:
    """A dimension that several arguments share: the best known one (InferenceContext::Merge)."""
    for part in parts:
        if isinstance(part, int):
            return part
    return next((part for part in parts if isinstance(part, Unknown)), None)


def merged(*shapes: Dims) -> Dims:
    """The shape that several arguments share, each known in part."""
    known = [dims for dims in shapes if isinstance(dims, tuple)]
    if not known:
        return UNSEEN if any(dims is UNSEEN for dims in shapes) else None
    rank = len(known[0])
    if any(len(dims) != rank for dims in known):
        return UNSEEN
    unseen = any(dims is UNSEEN for dims in shapes)
    parts = [agreed(*column) for column in zip(*known, strict=True)]
    return tuple(Unknown("dim") if part is None and unseen else part for part in parts)


def prefix(dims: Dims, count: int) -> Dims:
    """All dimensions but the last `count`."""
    if not isinstance(dims, tuple):
        return dims
    return dims[: len(dims) - count] if len(dims) >= count else UNSEEN


def same_rank_unknown(rank: int | None) -> Dims:
    return (None,) * rank if rank is not None else None

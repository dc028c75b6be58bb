"""Static shapes (tensorflow/python/framework/tensor_shape.py).

Dimensions: an int; None for a dimension that TensorFlow itself does not know; an Unknown for one that TensorFlow
knows and this analysis does not. `Dims` is a tuple of these, None for a rank that TensorFlow does not know, and
UNSEEN where the analysis does not know the rank.
"""

from __future__ import annotations

from typing import Any

from tfscope.resolver.python.values import NativeObject, Unknown, Value


class Unseen:
    """The shape of something the analysis does not know."""

    def __repr__(self) -> str:
        return "<unseen>"


UNSEEN = Unseen()
Dim = Any
Dims = Any


class Dimension(NativeObject):
    """`tf.Dimension`: arithmetic with an unknown dimension is unknown."""

    type_name = "Dimension"

    def __init__(self, value: Dim) -> None:
        self.value = value

    @property
    def index_value(self) -> Dim:
        return self.value if isinstance(self.value, int) else None

    def text(self, interpreter: Any) -> str:
        if isinstance(self.value, Unknown):
            return str(self.value)
        return "?" if self.value is None else str(self.value)

    def get_value(self, interpreter: Any) -> Value:
        return self.value

    get__value = get_value

    def py___int__(self, interpreter: Any) -> Value:
        return self.value if self.value is not None else interpreter.failed(
            TypeError("__int__ returned non-int (type NoneType)"), "int()")  # fmt: skip

    def truth(self) -> bool | None:
        return bool(self.value) if not isinstance(self.value, Unknown) else None

    def binary(self, interpreter: Any, operator: str, other: Value, reflected: bool) -> Value:
        if isinstance(other, (list, tuple, str)):
            return NotImplemented
        value = dim_of(other)
        if isinstance(other, NativeObject) and not isinstance(other, Dimension):
            return NotImplemented
        if isinstance(self.value, Unknown) or isinstance(value, Unknown):
            return Dimension(Unknown("dim"))
        if self.value is None or value is None:
            return Dimension(None)
        left, right = (value, self.value) if reflected else (self.value, value)
        from tfscope.resolver.python.operators import binary

        result = binary(interpreter, "//" if operator == "/" else operator, left, right)
        return result if isinstance(result, float) else Dimension(result)

    def compare(self, interpreter: Any, operator: str, other: Value, reflected: bool) -> Value:
        value = dim_of(other)
        if other is None:
            return operator == "!=" if self.value is not None else None
        if isinstance(self.value, Unknown) or isinstance(value, Unknown):
            return Unknown("dim")
        if self.value is None or value is None:
            return None
        from tfscope.resolver.python.operators import compare

        return compare(interpreter, operator, self.value, value)

    def joined(self, other: Value) -> Value:
        return Dimension(joined_dim(self.value, other.value)) if isinstance(other, Dimension) else NotImplemented


class TensorShape(NativeObject):
    """`tf.TensorShape`."""

    type_name = "TensorShape"

    def __init__(self, dims: Dims) -> None:
        self.dims = dims

    def text(self, interpreter: Any) -> str | None:
        return shape_text(self.dims) if self.dims is not UNSEEN else None

    def _known(self, interpreter: Any, name: str) -> tuple[Dim, ...] | None:
        if self.dims is UNSEEN:
            return None
        if self.dims is None:
            interpreter.failed(ValueError(f"{name}() is not defined on an unknown TensorShape."), name)
            return None
        return self.dims

    def py_as_list(self, interpreter: Any) -> Value:
        dims = self._known(interpreter, "as_list")
        return Unknown("shape") if dims is None else list(dims)

    def get_ndims(self, interpreter: Any) -> Value:
        if self.dims is UNSEEN:
            return Unknown("ndims")
        return None if self.dims is None else len(self.dims)

    get_rank = get_ndims

    def get_dims(self, interpreter: Any) -> Value:
        if self.dims is UNSEEN:
            return Unknown("dims")
        return None if self.dims is None else [Dimension(dim) for dim in self.dims]

    get__dims = get_dims

    def py_num_elements(self, interpreter: Any) -> Value:
        return element_count(self.dims)

    def py_is_fully_defined(self, interpreter: Any) -> Value:
        if self.dims is None:
            return False
        if self.dims is UNSEEN:
            return Unknown("is_fully_defined()")
        if None in self.dims:
            return False
        return True if all(isinstance(d, int) for d in self.dims) else Unknown("is_fully_defined()")

    def py_with_rank(self, interpreter: Any, rank: Value) -> Value:
        if self.dims is None and isinstance(rank, int):
            return TensorShape((None,) * rank)
        return self

    def py_with_rank_at_least(self, interpreter: Any, rank: Value) -> Value:
        return self

    def py_with_rank_at_most(self, interpreter: Any, rank: Value) -> Value:
        return self

    def py_assert_has_rank(self, interpreter: Any, rank: Value) -> Value:
        return None

    def py_assert_is_compatible_with(self, interpreter: Any, other: Value) -> Value:
        return None

    def py_assert_is_fully_defined(self, interpreter: Any) -> Value:
        return None

    def py_assert_same_rank(self, interpreter: Any, other: Value) -> Value:
        return None

    def py_merge_with(self, interpreter: Any, other: Value) -> Value:
        return TensorShape(merged_dims(self.dims, dims_of(other)))

    def py_concatenate(self, interpreter: Any, other: Value) -> Value:
        return TensorShape(concatenated(self.dims, dims_of(other)))

    def py_is_compatible_with(self, interpreter: Any, other: Value) -> Value:
        verdict = compatible(self.dims, dims_of(other))
        return Unknown("is_compatible_with()") if verdict is None else verdict

    def item(self, interpreter: Any, key: Value) -> Value:
        if self.dims is UNSEEN:
            return TensorShape(UNSEEN) if isinstance(key, slice) else Dimension(Unknown("dim"))
        if self.dims is None:
            return TensorShape(None) if isinstance(key, slice) else Dimension(None)
        from tfscope.resolver.python.operators import get_item

        result = get_item(interpreter, self.dims, key)
        if isinstance(result, tuple):
            return TensorShape(result)
        return Dimension(result)

    def iterate(self, interpreter: Any) -> list[Value] | None:
        if self.dims is UNSEEN or self.dims is None:
            return None
        return [Dimension(dim) for dim in self.dims]

    def length(self) -> Value:
        if self.dims is None:
            raise ValueError("Cannot take the length of shape with unknown rank.")
        return Unknown("ndims") if self.dims is UNSEEN else len(self.dims)

    def truth(self) -> bool | None:
        return None if self.dims is UNSEEN else self.dims is not None

    def compare(self, interpreter: Any, operator: str, other: Value, reflected: bool) -> Value:
        if operator not in ("==", "!="):
            return NotImplemented
        if isinstance(other, Unknown) or not isinstance(other, (TensorShape, list, tuple)):
            return NotImplemented if isinstance(other, Unknown) else operator == "!="
        from tfscope.resolver.python.operators import compare

        right = dims_of(other)
        if self.dims is UNSEEN or right is UNSEEN:
            return Unknown("shape == shape")
        return compare(interpreter, operator, self.dims, right)

    def binary(self, interpreter: Any, operator: str, other: Value, reflected: bool) -> Value:
        if operator == "+":
            other_dims = dims_of(other)
            parts = (other_dims, self.dims) if reflected else (self.dims, other_dims)
            return TensorShape(concatenated(*parts))
        return NotImplemented

    def joined(self, other: Value) -> Value:
        return TensorShape(joined_dims(self.dims, other.dims)) if isinstance(other, TensorShape) else NotImplemented


# -- from values


def dim_of(value: Value) -> Dim:
    """The dimension that a value stands for."""
    if isinstance(value, Dimension):
        return value.value
    if isinstance(value, bool) or value is None:
        return int(value) if value is not None else None
    if isinstance(value, int):
        return None if value < 0 else value
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, str) and value.isdecimal():
        return int(value)
    constant = getattr(value, "constant", None)
    if isinstance(constant, int):
        return constant
    if hasattr(value, "constant"):
        return constant if isinstance(constant, Unknown) else (Unknown("dim") if _is_concrete(value) else None)
    return value if isinstance(value, Unknown) else Unknown("dim")


def _is_concrete(value: Value) -> bool:
    """Whether the value is a number or array of Python's: it is TensorFlow that sees it, whoever does not."""
    return getattr(value, "is_concrete", False)


def dims_of(value: Value) -> Dims:
    """The shape that a value stands for: a TensorShape, a list, an int, a constant tensor."""
    if isinstance(value, TensorShape):
        return value.dims
    if value is None:
        return None
    if isinstance(value, (list, tuple)):
        return tuple(dim_of(item) for item in value)
    if isinstance(value, (int, Dimension)):
        return (dim_of(value),)
    constant = getattr(value, "constant", None)
    if isinstance(constant, (list, tuple)):
        return tuple(None if isinstance(c, int) and c < 0 else c for c in constant)
    if isinstance(constant, Unknown):
        length = value.dims[0] if isinstance(value.dims, tuple) and len(value.dims) == 1 else UNSEEN
        return tuple(Unknown("dim") for _ in range(length)) if isinstance(length, int) else UNSEEN
    if hasattr(value, "dims") and hasattr(value, "constant"):
        length = value.dims[0] if isinstance(value.dims, tuple) and len(value.dims) == 1 else UNSEEN
        if _is_concrete(value):
            return tuple(Unknown("dim") for _ in range(length)) if isinstance(length, int) else UNSEEN
        return (None,) * length if isinstance(length, int) else (UNSEEN if length is UNSEEN else None)
    return UNSEEN


# -- about shapes


def recorded(dims: Dims) -> tuple[int | None, ...] | None:
    """The shape as events give it: None for what is not known, whoever does not know it."""
    if dims is UNSEEN or dims is None:
        return None
    return tuple(dim if isinstance(dim, int) else None for dim in dims)


def is_fully_defined(dims: Dims) -> bool | None:
    """Whether TensorFlow knows every dimension; None when that cannot be told."""
    if dims is UNSEEN:
        return None
    if dims is None or None in dims:
        return False
    return True if all(isinstance(dim, int) for dim in dims) else None


def element_count(dims: Dims) -> Value:
    if dims is None:
        return None
    if dims is UNSEEN:
        return Unknown("num_elements()")
    total = 1
    for dim in dims:
        if dim is None:
            return None
        if not isinstance(dim, int):
            return Unknown("num_elements()")
        total *= dim
    return total


def compatible(left: Dims, right: Dims) -> bool | None:
    """TensorShape.is_compatible_with: unknown matches everything. None: cannot be told."""
    if left is UNSEEN or right is UNSEEN:
        return None
    if left is None or right is None:
        return True
    if len(left) != len(right):
        return False
    verdict: bool | None = True
    for a, b in zip(left, right, strict=True):
        if isinstance(a, int) and isinstance(b, int) and a != b:
            return False
        if (isinstance(a, Unknown) and b is not None) or (isinstance(b, Unknown) and a is not None):
            verdict = verdict if a is b else None
    return verdict


def joined_dim(left: Dim, right: Dim) -> Dim:
    if left is right or (isinstance(left, int) and left == right):
        return left
    return Unknown("dim")


def joined_dims(left: Dims, right: Dims) -> Dims:
    """The shape of something that has one of two shapes."""
    if left is None and right is None:
        return None
    if not isinstance(left, tuple) or not isinstance(right, tuple) or len(left) != len(right):
        return UNSEEN
    return tuple(joined_dim(a, b) for a, b in zip(left, right, strict=True))


def _unsure(dims: tuple[Dim, ...]) -> Dims:
    """A shape of which more may be known than it says."""
    return tuple(Unknown("dim") if dim is None else dim for dim in dims)


def merged_dims(left: Dims, right: Dims) -> Dims:
    """The shape of something that has both of two shapes, as far as they say."""
    if left is UNSEEN or right is UNSEEN:
        known = right if left is UNSEEN else left
        return _unsure(known) if isinstance(known, tuple) else UNSEEN
    if left is None or right is None:
        return right if left is None else left
    if len(left) != len(right):
        return left
    return tuple(a if isinstance(a, int) else (b if b is not None else a) for a, b in zip(left, right, strict=True))


def concatenated(left: Dims, right: Dims) -> Dims:
    if left is UNSEEN or right is UNSEEN:
        return UNSEEN
    return None if left is None or right is None else (*left, *right)


def broadcast(left: Dims, right: Dims) -> Dims:
    """The shape of an elementwise result (common_shapes.broadcast_shape)."""
    if left is UNSEEN or right is UNSEEN:
        return UNSEEN
    if left is None or right is None:
        return None
    longest = max(len(left), len(right))
    a, b = (1,) * (longest - len(left)) + left, (1,) * (longest - len(right)) + right
    return tuple(_broadcast_dim(x, y) for x, y in zip(a, b, strict=True))


def _broadcast_dim(left: Dim, right: Dim) -> Dim:
    if left == 1 and isinstance(left, int):
        return right
    if right == 1 and isinstance(right, int):
        return left
    if left is None or right is None:
        known = right if left is None else left
        return known if isinstance(known, int) and known > 1 else None
    if isinstance(left, int):
        return left
    return right if isinstance(right, int) else left


def shape_text(dims: Dims, unknown: str = "?") -> str:
    """A shape as TensorFlow 1.15 prints it in messages: `(2, 3)`, `(6,)`, `(?, 3)`, `<unknown>`."""
    if dims is UNSEEN or dims is None:
        return "<unknown>"
    parts = [str(dim) if isinstance(dim, int) else unknown for dim in dims]
    return f"({parts[0]},)" if len(parts) == 1 else f"({', '.join(parts)})"

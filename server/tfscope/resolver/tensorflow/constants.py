"""Values of tensors that TensorFlow knows while the graph is built.

TensorFlow works out every part of a graph that depends on constants and known shapes only when an op's shape needs it
(core/common_runtime/eval_const_tensor.cc), and knows the parts of a vector of dimensions one by one
(core/common_runtime/shape_refiner.cc, ConstantPartialShape). `Tensor.constant` holds such a value: a number, or nested
tuples of numbers. In a flat tuple a None is a number that TensorFlow does not know, an Unknown one that this analysis
does not know; either may also stand for the whole value.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tfscope.resolver.python.values import Unknown, Value

Constant = Any
_NUMBERS = (int, float)
# Larger values are not followed.
_MOST_ITEMS = 256


class Parts(tuple):
    """A vector of which TensorFlow knows the parts, but that is not worked out as a whole: what is cut out of a shape
    that is not fully known."""

    __slots__ = ()


def constant_of(value: Value) -> Constant:
    """The constant that a value is or becomes as an argument of an op; None when TensorFlow knows none."""
    if isinstance(value, _NUMBERS) or value is None:
        return value
    if isinstance(value, (list, tuple)):
        return tuple(map(constant_of, value)) if len(value) <= _MOST_ITEMS else None
    if isinstance(value, Unknown):
        return value
    found = getattr(value, "constant", None)
    if found is None and type(value).__name__ == "Dimension":
        return value.value
    if found is None and type(value).__name__ == "TensorShape":
        return value.dims if isinstance(value.dims, tuple) else Unknown("shape")
    return found


def is_known(constant: Constant) -> bool:
    """Whether every part of a constant is known, so that TensorFlow can compute with it."""
    if isinstance(constant, tuple):
        return type(constant) is not Parts and all(map(is_known, constant))
    return isinstance(constant, _NUMBERS)


def is_unseen(constant: Constant) -> bool:
    """Whether TensorFlow may know a constant of which this analysis does not know all."""
    if isinstance(constant, tuple):
        return type(constant) is not Parts and any(map(is_unseen, constant)) and not any(part is None for part in constant)
    return isinstance(constant, Unknown)


def folded(function: Callable[..., Any], *operands: Constant) -> Constant:
    """`function` of whole constants: None where TensorFlow does not know one of them."""
    if all(map(is_known, operands)):
        try:
            result = function(*operands)
        except (ArithmeticError, ValueError, TypeError, IndexError, OverflowError):
            return None
        return result
    return Unknown("constant") if all(is_known(o) or is_unseen(o) for o in operands) else None


def elementwise(function: Callable[..., Any], *operands: Constant) -> Constant:
    """`function` applied to numbers, with broadcasting of numbers against tuples."""
    for operand in operands:
        if operand is None:
            return None
    return folded(lambda *known: _mapped(function, known), *operands)


def _mapped(function: Callable[..., Any], operands: tuple[Constant, ...]) -> Constant:
    lengths = {len(operand) for operand in operands if isinstance(operand, tuple)}
    if not lengths:
        return function(*operands)
    length = max(lengths)
    if lengths - {1, length}:
        return None
    parts = [operand if isinstance(operand, tuple) else (operand,) for operand in operands]
    spread = [part * length if len(part) == 1 else part for part in parts]
    return tuple(_mapped(function, items) for items in zip(*spread, strict=True))


def flattened(constant: Constant) -> list[Any]:
    """The numbers of a constant in order."""
    if isinstance(constant, tuple):
        return [number for part in constant for number in flattened(part)]
    return [constant]


def item_of(constant: Constant, key: Value) -> Constant:
    """`constant[key]`. A single item is known only when all items are; a slice keeps what is known of its parts."""
    if isinstance(constant, Unknown):
        return constant
    if not isinstance(constant, tuple):
        return None
    try:
        if isinstance(key, int):
            found = constant[key]
            return found if is_known(constant) else (Unknown("item") if is_unseen(constant) else None)
        part = constant[key]
        return part if is_known(constant) else Parts(part)
    except (TypeError, IndexError, ValueError):
        return None

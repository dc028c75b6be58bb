"""What can be computed with small arrays: nested lists of numbers. Everything here is plain Python, without NumPy.

A function gives None where the lists do not fit or hold something that is no number.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from typing import Any

Items = Any
Shape = tuple[int, ...]


def shape_of(items: Items) -> Shape:
    """The shape of nested lists."""
    found = []
    while isinstance(items, list):
        found.append(len(items))
        items = items[0] if items else None
    return tuple(found)


def flat(items: Items) -> list[Any]:
    """All numbers in order."""
    if not isinstance(items, list):
        return [items]
    return [number for part in items for number in flat(part)] if items and isinstance(items[0], list) else list(items)


def folded(numbers: list[Any], shape: Shape) -> Items:
    """Nested lists of a shape from its numbers in order."""
    if not shape:
        return numbers[0] if numbers else None
    if len(shape) == 1:
        return list(numbers)
    step = math.prod(shape[1:])
    return [folded(numbers[start * step : (start + 1) * step], shape[1:]) for start in range(shape[0])]


def mapped(function: Callable[[Any], Any], items: Items) -> Items:
    """`function` of each number; None if one of them fails."""
    try:
        return _mapped(function, items)
    except (ArithmeticError, ValueError, TypeError):
        return None


def _mapped(function: Callable[[Any], Any], items: Items) -> Items:
    return [_mapped(function, item) for item in items] if isinstance(items, list) else function(items)


def combined(function: Callable[[Any, Any], Any], left: Items, right: Items) -> Items:
    """`function` of each pair of numbers, with NumPy's broadcasting."""
    a, b = shape_of(left), shape_of(right)
    if not a and not b:
        try:
            return function(left, right)
        except (ArithmeticError, ValueError, TypeError):
            return None
    shape = broadcast_shape(a, b)
    if shape is None:
        return None
    try:
        return folded([function(x, y) for x, y in zip(flat(spread(left, shape)), flat(spread(right, shape)), strict=True)], shape)
    except (ArithmeticError, ValueError, TypeError):
        return None


def broadcast_shape(left: Shape, right: Shape) -> Shape | None:
    result = []
    for a, b in itertools.zip_longest(reversed(left), reversed(right), fillvalue=1):
        if a != b and 1 not in (a, b):
            return None
        result.append(b if a == 1 else a)
    return tuple(reversed(result))


def spread(items: Items, shape: Shape) -> Items:
    """`items` repeated along dimensions of size 1 and missing ones, to fill `shape`."""
    own = shape_of(items)
    for size in reversed(shape[: len(shape) - len(own)]):
        items = [items] * size
    return _spread(items, shape)


def _spread(items: Items, shape: Shape) -> Items:
    if not shape:
        return items
    parts = items * shape[0] if len(items) == 1 else items
    return [_spread(part, shape[1:]) for part in parts]


def reduced(function: Callable[[list[Any]], Any], items: Items, axes: list[int] | None, keep: bool = False) -> Items:
    """`function` of the numbers along `axes`; of all numbers when there are none given."""
    shape = shape_of(items)
    if axes is None:
        result = _applied(function, flat(items))
        return folded([result], (1,) * len(shape)) if keep and shape else result
    chosen = {axis % len(shape) for axis in axes} if shape else set()
    kept = [axis for axis in range(len(shape)) if axis not in chosen]
    moved = transposed(items, [*kept, *sorted(chosen)])
    outer = tuple(shape[axis] for axis in kept)
    step = math.prod(shape[axis] for axis in chosen)
    numbers = flat(moved)
    results = [_applied(function, numbers[i * step : (i + 1) * step]) for i in range(math.prod(outer))]
    if None in results:
        return None
    return folded(results, tuple(1 if axis in chosen else size for axis, size in enumerate(shape)) if keep else outer)


def _applied(function: Callable[[list[Any]], Any], numbers: list[Any]) -> Any:
    try:
        return function(numbers)
    except (ArithmeticError, ValueError, TypeError):
        return None


def transposed(items: Items, order: list[int]) -> Items:
    shape = shape_of(items)
    numbers = flat(items)
    strides = [math.prod(shape[axis + 1 :]) for axis in range(len(shape))]
    new_shape = tuple(shape[axis] for axis in order)
    places = itertools.product(*(range(size) for size in new_shape))
    picked = [numbers[sum(index * strides[axis] for index, axis in zip(place, order, strict=True))] for place in places]
    return folded(picked, new_shape)


def joined(parts: list[Items], axis: int) -> Items:
    """Arrays one after another along `axis`."""
    if axis == 0:
        return [row for part in parts for row in part]
    return [joined(list(rows), axis - 1) for rows in zip(*parts, strict=True)]


def picked(items: Items, keys: list[Any]) -> Items:
    """`items[keys]` for ints, slices and None; the keys have been filled up to the rank."""
    if not keys:
        return items
    key, rest = keys[0], keys[1:]
    if key is None:
        return [picked(items, rest)]
    if isinstance(key, int):
        return picked(items[key], rest)
    if isinstance(key, slice):
        return [picked(item, rest) for item in items[key]]
    return [picked(items[index], rest) for index in key]

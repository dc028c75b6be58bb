"""Functions that rearrange arrays."""

from __future__ import annotations

import itertools
from typing import Any

from tfscope.resolver.library.numpy import nested
from tfscope.resolver.library.numpy.array import Array, common_dtype, known_array
from tfscope.resolver.library.numpy.making import filled
from tfscope.resolver.library.registry import function
from tfscope.resolver.python.iteration import known_items
from tfscope.resolver.python.values import Unknown, Value
from tfscope.resolver.tensorflow.ops.array import concatenated_on, padded, reshaped, squeezed
from tfscope.resolver.tensorflow.ops.operands import axes_of, plain, product, with_dim
from tfscope.resolver.tensorflow.shapes import UNSEEN, Dims
from tfscope.resolver.tensorflow.tensors import dims_of_operand

# Nobody splits an array into more by hand, and each part is a value of its own.
_MOST_PARTS = 10_000


def _known(item: Value) -> Array:
    known = known_array(item)
    if known is not None:
        return known
    dims = dims_of_operand(item) if isinstance(item, (list, tuple)) else UNSEEN
    return Array(dims, None)


def _is_complete(dims: Dims) -> bool:
    return isinstance(dims, tuple) and all(isinstance(dim, int) for dim in dims)


def _rearranged(array: Array, dims: Dims) -> Array:
    """The same numbers in another shape."""
    if array.items is None or not _is_complete(dims):
        return Array(dims, array.dtype)
    return Array(dims, array.dtype, nested.folded(nested.flat(array.items), dims))


@function("numpy.reshape")
def _reshape(interpreter: Any, a: Value, newshape: Value = None, *args: Value, **kwargs: Value) -> Value:
    array = _known(a)
    return _rearranged(array, _unsure(reshaped(array.dims, kwargs.get("shape", newshape))))


def _unsure(dims: Dims) -> Dims:
    """NumPy knows every size."""
    if dims is None:
        return UNSEEN
    return tuple(Unknown("dim") if dim is None else dim for dim in dims) if isinstance(dims, tuple) else dims


@function("numpy.transpose")
def _transpose(interpreter: Any, a: Value, axes: Value = None) -> Value:
    array = _known(a)
    if not isinstance(array.dims, tuple):
        return Array(UNSEEN, array.dtype)
    order = list(range(len(array.dims)))[::-1] if axes is None else axes_of(axes)
    if order is None or len(order) != len(array.dims):
        return Array((Unknown("dim"),) * len(array.dims), array.dtype)
    return _ordered(array, order)


def _ordered(array: Array, order: list[int]) -> Array:
    dims = tuple(array.dims[axis] for axis in order)
    return (
        Array(
            dims, array.dtype, None if array.items is None or len(dims) < 2 else nested.transposed(array.items, order)
        )
        if (len(dims) > 1)
        else array
    )


def _moving(name: str, arrange: Any) -> None:
    @function(f"numpy.{name}")
    def run(interpreter: Any, a: Value, first: Value, second: Value = 0) -> Value:
        array = _known(a)
        if not isinstance(array.dims, tuple) or not isinstance(first, int) or not isinstance(second, int):
            return Array(UNSEEN, array.dtype)
        return _ordered(array, arrange(list(range(len(array.dims))), first, second))


def _swapped(order: list[int], first: int, second: int) -> list[int]:
    order[first], order[second] = order[second], order[first]
    return order


def _moved(order: list[int], source: int, destination: int) -> list[int]:
    axis = order.pop(source)
    order.insert(destination if destination >= 0 else destination + len(order) + 1, axis)
    return order


_moving("swapaxes", _swapped)
_moving("moveaxis", _moved)
_moving("rollaxis", _moved)


@function("numpy.expand_dims")
def _expand_dims(interpreter: Any, a: Value, axis: Value) -> Value:
    array, axes = _known(a), axes_of(axis)
    if not isinstance(array.dims, tuple) or axes is None:
        return Array(UNSEEN, array.dtype)
    dims = list(array.dims)
    for place in sorted(place % (len(array.dims) + len(axes)) for place in axes):
        dims.insert(place, 1)
    return _rearranged(array, tuple(dims))


@function("numpy.squeeze")
def _squeeze(interpreter: Any, a: Value, axis: Value = None) -> Value:
    array = _known(a)
    return _rearranged(array, squeezed(array.dims, axis))


@function("numpy.atleast_1d", "numpy.atleast_2d")
def _at_least(interpreter: Any, a: Value) -> Value:
    array = _known(a)
    if not isinstance(array.dims, tuple):
        return array
    return _rearranged(array, (1,) * (2 - len(array.dims)) + array.dims)


# -- joining and splitting


@function("numpy.concatenate")
def _concatenate(interpreter: Any, arrays: Value, axis: Value = 0, *args: Value, **kwargs: Value) -> Value:
    parts = _parts(interpreter, arrays)
    return Array(UNSEEN, None) if parts is None else _joined(parts, plain(axis))


def _parts(interpreter: Any, arrays: Value) -> list[Array] | None:
    items = known_items(interpreter, arrays)
    return None if items is None or not items else [_known(item) for item in items]


def _joined(parts: list[Array], axis: Value) -> Array:
    dtype = common_dtype([part.dtype for part in parts if part.dtype is not None])
    dims = concatenated_on([part.dims for part in parts], axis)
    if not isinstance(dims, tuple) or not isinstance(axis, int) or any(part.items is None for part in parts):
        return Array(_unsure(dims), dtype)
    return Array(dims, dtype, nested.joined([part.items for part in parts], axis % len(dims)))


@function("numpy.stack")
def _stack(interpreter: Any, arrays: Value, axis: Value = 0, *args: Value) -> Value:
    parts = _parts(interpreter, arrays)
    if parts is None or not isinstance(parts[0].dims, tuple) or not isinstance(axis, int):
        return Array(UNSEEN, None)
    place = axis % (len(parts[0].dims) + 1)
    deeper = [
        _rearranged(part, (*part.dims[:place], 1, *part.dims[place:])) if isinstance(part.dims, tuple) else part
        for part in parts
    ]
    return _joined(deeper, place)


@function("numpy.hstack")
def _hstack(interpreter: Any, tup: Value) -> Value:
    parts = _parts(interpreter, tup)
    if parts is None or not isinstance(parts[0].dims, tuple):
        return Array(UNSEEN, None)
    return _joined(parts, 0 if len(parts[0].dims) == 1 else 1)


@function("numpy.vstack", "numpy.row_stack")
def _vstack(interpreter: Any, tup: Value) -> Value:
    parts = _parts(interpreter, tup)
    if parts is None:
        return Array(UNSEEN, None)
    rows = [
        _rearranged(part, (1, *part.dims)) if isinstance(part.dims, tuple) and len(part.dims) == 1 else part
        for part in parts
    ]
    return _joined(rows, 0)


@function("numpy.append")
def _append(interpreter: Any, arr: Value, values: Value, axis: Value = None) -> Value:
    parts = [_known(arr), _known(values)]
    if axis is not None:
        return _joined(parts, plain(axis))
    return _joined([_rearranged(part, _unsure(reshaped(part.dims, [-1]))) for part in parts], 0)


def _splitting(name: str, strict: bool) -> None:
    @function(f"numpy.{name}")
    def run(interpreter: Any, ary: Value, indices_or_sections: Value, axis: Value = 0) -> Value:
        array, count = _known(ary), plain(indices_or_sections)
        size = _size_along(array, axis)
        if size is None or (isinstance(count, int) and count > _MOST_PARTS):
            return Unknown(f"np.{name}()")
        if isinstance(count, int):
            bounds = _even_bounds(size, count)
        else:
            inner = [plain(item) for item in count] if isinstance(count, (list, tuple)) else [None]
            if not all(isinstance(item, int) for item in inner):
                return Unknown(f"np.{name}()")
            bounds = [0, *inner, size]
        return [_section(array, axis % len(array.dims), start, end) for start, end in itertools.pairwise(bounds)]


def _size_along(array: Array, axis: Value) -> int | None:
    """None where the array has no such axis, or it is not known how long it is."""
    if not isinstance(array.dims, tuple) or not isinstance(axis, int) or not -len(array.dims) <= axis < len(array.dims):
        return None
    return array.dims[axis] if isinstance(array.dims[axis], int) else None


def _even_bounds(size: int, count: int) -> list[int]:
    bounds = [0]
    for index in range(count):
        bounds.append(bounds[-1] + size // count + (index < size % count))
    return bounds


def _section(array: Array, axis: int, start: int, end: int) -> Array:
    dims = with_dim(array.dims, axis, max(0, end - start))
    items = None if array.items is None else nested.picked(array.items, [slice(None)] * axis + [slice(start, end)])
    return Array(dims, array.dtype, items)


_splitting("split", True)
_splitting("array_split", False)


@function("numpy.tile")
def _tile(interpreter: Any, A: Value, reps: Value) -> Value:
    array, counts = _known(A), plain(reps)
    counts = (
        [counts]
        if isinstance(counts, int)
        else [plain(c) for c in counts]
        if isinstance(counts, (list, tuple))
        else None
    )
    if counts is None or not isinstance(array.dims, tuple):
        return Array(UNSEEN, array.dtype)
    rank = max(len(counts), len(array.dims))
    counts = [1] * (rank - len(counts)) + counts
    full = _rearranged(array, (1,) * (rank - len(array.dims)) + array.dims)
    dims = tuple(
        product(dim, count) if isinstance(count, int) else Unknown("dim")
        for dim, count in zip(full.dims, counts, strict=True)
    )
    if full.items is None or not _is_complete(dims):
        return Array(dims, array.dtype)
    items = full.items
    for axis, count in enumerate(counts):
        items = nested.joined([items] * count, axis) if count != 1 else items
    return Array(dims, array.dtype, items)


@function("numpy.repeat")
def _repeat(interpreter: Any, a: Value, repeats: Value, axis: Value = None) -> Value:
    array, count = _known(a), plain(repeats)
    if axis is None:
        array, axis = _rearranged(array, _unsure(reshaped(array.dims, [-1]))), 0
    if not isinstance(array.dims, tuple) or not isinstance(axis, int) or not isinstance(count, int):
        return Array(UNSEEN, array.dtype)
    dims = with_dim(array.dims, axis, product(array.dims[axis], count))
    if array.items is None or axis != 0:
        return Array(dims, array.dtype)
    return Array(dims, array.dtype, [item for item in array.items for _ in range(count)])


@function("numpy.delete")
def _delete(interpreter: Any, arr: Value, obj: Value, axis: Value = None) -> Value:
    array, places = _known(arr), plain(obj)
    if axis is None:
        array, axis = _rearranged(array, _unsure(reshaped(array.dims, [-1]))), 0
    size = _size_along(array, axis)
    listed = [places] if isinstance(places, int) else places
    if size is None or not isinstance(listed, list) or not all(type(p) is int and -size <= p < size for p in listed):
        return Array(UNSEEN, array.dtype)
    gone = {place % size for place in listed}
    kept = [place for place in range(size) if place not in gone]
    axis %= len(array.dims)
    items = None if array.items is None else nested.picked(array.items, [*[slice(None)] * axis, kept])
    return Array(with_dim(array.dims, axis, len(kept)), array.dtype, items)


@function("numpy.broadcast_to")
def _broadcast_to(interpreter: Any, array: Value, shape: Value) -> Value:
    known, dims = _known(array), _unsure(reshaped(None, shape))
    if known.items is None or not _is_complete(dims):
        return Array(dims, known.dtype)
    return Array(dims, known.dtype, nested.spread(known.items, dims))


@function("numpy.pad")
def _pad(interpreter: Any, array: Value, pad_width: Value, *args: Value, **kwargs: Value) -> Value:
    known = _known(array)
    widths = plain(pad_width)
    if isinstance(widths, int) and isinstance(known.dims, tuple):
        widths = [[widths, widths]] * len(known.dims)
    return Array(_unsure(padded(known.dims, widths)), known.dtype)


@function("numpy.flip", "numpy.fliplr", "numpy.flipud", "numpy.roll")
def _turned(interpreter: Any, m: Value, *args: Value, **kwargs: Value) -> Value:
    known = _known(m)
    return Array(known.dims, known.dtype)


# -- matrices


def _triangle(name: str, keep: Any) -> None:
    @function(f"numpy.{name}")
    def run(interpreter: Any, m: Value, k: Value = 0) -> Value:
        array = _known(m)
        if not isinstance(array.items, list) or len(array.dims) != 2 or not isinstance(k, int):
            return Array(array.dims, array.dtype)
        rows = [
            [item if keep(j - i, k) else type(item)(0) for j, item in enumerate(row)]
            for i, row in enumerate(array.items)
        ]
        return Array(array.dims, array.dtype, rows)


_triangle("triu", lambda distance, k: distance >= k)
_triangle("tril", lambda distance, k: distance <= k)


@function("numpy.diag")
def _diag(interpreter: Any, v: Value, k: Value = 0) -> Value:
    array = _known(v)
    if not isinstance(array.dims, tuple) or k != 0:
        return Array(UNSEEN, array.dtype)
    if len(array.dims) == 2:
        sizes = array.dims
        return Array((min(sizes) if _is_complete(sizes) else Unknown("dim"),), array.dtype)
    if isinstance(array.items, list):
        numbers = array.items
        return Array(
            array.dims * 2,
            array.dtype,
            [[n if i == j else type(n)(0) for j in range(len(numbers))] for i, n in enumerate(numbers)],
        )
    return Array(array.dims * 2, array.dtype)


@function("numpy.meshgrid")
def _meshgrid(interpreter: Any, *xi: Value, indexing: Value = "xy", **kwargs: Value) -> Value:
    arrays = [_known(x) for x in xi]
    sizes = [array.dims[0] if isinstance(array.dims, tuple) and array.dims else Unknown("dim") for array in arrays]
    order = list(range(len(sizes)))
    if indexing == "xy" and len(order) > 1:
        order[0], order[1] = 1, 0
    dims = tuple(sizes[axis] for axis in order)
    return [_along(array, dims, order.index(axis)) for axis, array in enumerate(arrays)]


def _along(array: Array, dims: Dims, axis: int) -> Array:
    """A vector repeated over a grid, running along one axis of it."""
    if array.items is None or not _is_complete(dims):
        return Array(dims, array.dtype)
    column = nested.folded(array.items, tuple(dims[axis] if place == axis else 1 for place in range(len(dims))))
    return Array(dims, array.dtype, nested.spread(column, dims))


__all__ = ["filled"]

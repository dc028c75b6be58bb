"""Ops on arrays: names and static shapes (tensorflow/python/ops/array_ops.py)."""

from __future__ import annotations

import math
from typing import Any

from tfscope.resolver.library.registry import OpCall, op
from tfscope.resolver.python.values import Unknown, Value
from tfscope.resolver.tensorflow.dtypes import FLOAT32, INT32, dtype_of, dtype_of_python
from tfscope.resolver.tensorflow.ops.math import dtype_of_operand
from tfscope.resolver.tensorflow.shapes import UNSEEN, Dims, dims_of, element_count, joined_dims
from tfscope.resolver.tensorflow.tensors import Tensor, dims_of_operand


def plain(value: Value) -> Value:
    """A Python number or list for a value that may be a constant tensor or a dimension."""
    constant = getattr(value, "constant", None)
    if constant is not None:
        return constant
    index = getattr(value, "index_value", None)
    return value if index is None else index


@op("tf.placeholder", "tf.sparse_placeholder", default="Placeholder")
def _placeholder(call: OpCall, dtype: Value, shape: Value = None, name: Value = None) -> Value:
    dims = UNSEEN if isinstance(shape, Unknown) else dims_of(shape)
    return call.tensor(dims, dtype_of(dtype))


@op("tf.placeholder_with_default", default="PlaceholderWithDefault")
def _placeholder_with_default(call: OpCall, input: Value, shape: Value, name: Value = None) -> Value:
    return call.tensor(dims_of(shape), dtype_of_operand(input))


@op("tf.constant", default="Const")
def _constant(call: OpCall, value: Value, dtype: Value = None, shape: Value = None, name: Value = None,
              verify_shape: Value = False) -> Value:  # fmt: skip
    dims = dims_of(shape) if shape is not None else dims_of_operand(value)
    constant = tuple(value) if isinstance(value, list) else value
    known = constant if isinstance(constant, (int, float, tuple)) else None
    return call.tensor(dims, dtype_of(dtype) or dtype_of_python(value), known)


@op("tf.shape", default="Shape")
def _shape(call: OpCall, input: Value, name: Value = None, out_type: Value = INT32) -> Value:
    dims = dims_of_operand(input)
    if not isinstance(dims, tuple):
        return call.tensor((None,) if dims is None else (Unknown("rank"),), dtype_of(out_type))
    return call.tensor((len(dims),), dtype_of(out_type), dims)


@op("tf.rank", default="Rank")
def _rank(call: OpCall, input: Value, name: Value = None) -> Value:
    dims = dims_of_operand(input)
    return call.tensor((), INT32, len(dims) if isinstance(dims, tuple) else None)


@op("tf.size", default="Size")
def _size(call: OpCall, input: Value, name: Value = None, out_type: Value = INT32) -> Value:
    count = element_count(dims_of_operand(input))
    return call.tensor((), dtype_of(out_type), count if isinstance(count, int) else None)


@op("tf.reshape", default="Reshape")
def _reshape(call: OpCall, tensor: Value, shape: Value, name: Value = None) -> Value:
    return call.tensor(reshaped(dims_of_operand(tensor), shape), dtype_of_operand(tensor))


def reshaped(dims: Dims, shape: Value) -> Dims:
    """The shape of `tf.reshape`: one -1 is worked out where everything else is known."""
    parts = _shape_parts(shape)
    if parts is None:
        wanted = dims_of(shape)
        return wanted
    unknown = [i for i, part in enumerate(parts) if part == -1 or part is None]
    if any(isinstance(part, Unknown) for part in parts):
        return tuple(Unknown("dim") if part == -1 else part for part in parts)
    if len(unknown) == 1:
        parts[unknown[0]] = _missing_dim(dims, parts)
    else:
        parts = [None if part == -1 else part for part in parts]
    return tuple(parts)


def _shape_parts(shape: Value) -> list[Any] | None:
    """A reshape's target as a list of ints, with -1 and None for what is worked out or unknown."""
    shape = plain(shape)
    if isinstance(shape, int):
        return [shape]
    if hasattr(shape, "dims") and not isinstance(shape, Tensor):
        shape = shape.dims
    if not isinstance(shape, (list, tuple)):
        return None
    return [_part(item) for item in shape]


def _part(item: Value) -> Any:
    value = plain(item)
    if isinstance(value, (int, Unknown)):
        return value
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if type(value).__name__ == "Dimension":
        return value.value
    return None


def _missing_dim(dims: Dims, parts: list[Any]) -> Any:
    total = element_count(dims)
    rest = math.prod(part for part in parts if isinstance(part, int) and part != -1)
    if isinstance(total, int):
        return total // rest if rest else None
    return total if isinstance(total, Unknown) else None


@op("tf.transpose", default="transpose")
def _transpose(call: OpCall, a: Value, perm: Value = None, name: Value = None) -> Value:
    dims, order = dims_of_operand(a), plain(perm)
    if not isinstance(dims, tuple):
        rank = len(order) if isinstance(order, (list, tuple)) else None
        dims = (None,) * rank if dims is None and rank is not None else dims
    elif order is None:
        dims = dims[::-1]
    elif isinstance(order, (list, tuple)) and len(order) == len(dims) and all(isinstance(plain(i), int) for i in order):
        dims = tuple(dims[plain(i)] for i in order)
    else:
        dims = UNSEEN
    return call.tensor(dims, dtype_of_operand(a))


@op("tf.expand_dims", default="ExpandDims")
def _expand_dims(call: OpCall, input: Value, axis: Value = None, name: Value = None, dim: Value = None) -> Value:
    dims, axis = dims_of_operand(input), plain(dim if axis is None else axis)
    if not isinstance(dims, tuple) or not isinstance(axis, int):
        return call.tensor(dims if not isinstance(dims, tuple) else UNSEEN, dtype_of_operand(input))
    axis = axis if axis >= 0 else axis + len(dims) + 1
    return call.tensor((*dims[:axis], 1, *dims[axis:]), dtype_of_operand(input))


@op("tf.squeeze", default="Squeeze")
def _squeeze(call: OpCall, input: Value, axis: Value = None, name: Value = None, squeeze_dims: Value = None) -> Value:
    dims, axis = dims_of_operand(input), squeeze_dims if axis is None else axis
    if not isinstance(dims, tuple):
        return call.tensor(dims, dtype_of_operand(input))
    if axis is None or axis == []:
        known = None if None in dims else tuple(dim for dim in dims if dim != 1)
        return call.tensor(known, dtype_of_operand(input))
    axes = axis if isinstance(axis, (list, tuple)) else [axis]
    if not dims or not all(isinstance(a, int) for a in axes):
        return call.tensor(UNSEEN, dtype_of_operand(input))
    removed = {a % len(dims) for a in axes}
    return call.tensor(tuple(dim for i, dim in enumerate(dims) if i not in removed), dtype_of_operand(input))


@op("tf.concat", default="concat")
def _concat(call: OpCall, values: Value, axis: Value, name: Value = "concat") -> Value:
    if isinstance(values, int) and isinstance(axis, (list, tuple)):
        values, axis = axis, values
    if not isinstance(values, (list, tuple)):
        return call.tensor(UNSEEN, None)
    return call.tensor(concatenated_on([dims_of_operand(item) for item in values], plain(axis)), dtype_of_operand(
        values[0]) if values else None)  # fmt: skip


def concatenated_on(shapes: list[Dims], axis: Value) -> Dims:
    """The shape of values joined along `axis`."""
    known = [dims for dims in shapes if isinstance(dims, tuple)]
    if not known or not isinstance(axis, int) or not known[0]:
        return UNSEEN if UNSEEN in shapes or shapes == [] else None
    rank = len(known[0])
    axis %= rank
    result: list[Any] = []
    for position in range(rank):
        parts = [dims[position] if isinstance(dims, tuple) and len(dims) == rank else (
            None if dims is None else Unknown("dim")) for dims in shapes]  # fmt: skip
        result.append(_summed(parts) if position == axis else _agreed(parts))
    return tuple(result)


def _summed(parts: list[Any]) -> Any:
    if any(isinstance(part, Unknown) for part in parts):
        return Unknown("dim")
    return None if None in parts else sum(parts)


def _agreed(parts: list[Any]) -> Any:
    return next((part for part in parts if isinstance(part, int)), parts[0])


@op("tf.stack", "tf.pack", default="stack")
def _stack(call: OpCall, values: Value, axis: Value = 0, name: Value = "stack") -> Value:
    if not isinstance(values, (list, tuple)):
        dims = dims_of_operand(values)
        return call.tensor(dims, dtype_of_operand(values))
    inner = dims_of_operand(values[0]) if values else UNSEEN
    constants = tuple(plain(item) if isinstance(plain(item), (int, float)) else None for item in values)
    if not isinstance(inner, tuple) or not isinstance(axis, int):
        return call.tensor(UNSEEN if inner is UNSEEN else None, dtype_of_operand(values[0]) if values else None)
    position = axis if axis >= 0 else axis + len(inner) + 1
    dims = (*inner[:position], len(values), *inner[position:])
    dtype = next((d for d in (dtype_of_operand(v) for v in values if isinstance(v, Tensor)) if d), None)
    return call.tensor(dims, dtype or dtype_of_operand(values[0]), constants if inner == () else None)


@op("tf.unstack", "tf.unpack", default="unstack")
def _unstack(call: OpCall, value: Value, num: Value = None, axis: Value = 0, name: Value = "unstack") -> Value:
    dims = dims_of_operand(value)
    count = num
    if isinstance(dims, tuple) and isinstance(axis, int) and dims:
        count = dims[axis] if count is None else count
        dims = tuple(d for i, d in enumerate(dims) if i != axis % len(dims))
    if not isinstance(count, int):
        return Unknown("unstack()")
    return [call.tensor(dims, dtype_of_operand(value)) for _ in range(count)]


@op("tf.split", default="split")
def _split(call: OpCall, value: Value, num_or_size_splits: Value, axis: Value = 0, num: Value = None,
           name: Value = "split") -> Value:  # fmt: skip
    if isinstance(value, int) and isinstance(num_or_size_splits, int) and isinstance(axis, Tensor):
        value, axis = axis, value
    sizes, axis, dims = plain(num_or_size_splits), plain(axis), dims_of_operand(value)
    dtype = dtype_of_operand(value)
    if isinstance(sizes, int):
        part = _divided(dims, axis, sizes)
        return [call.tensor(part, dtype) for _ in range(sizes)]
    if isinstance(sizes, (list, tuple)):
        return [call.tensor(_with_dim(dims, axis, plain(size)), dtype) for size in sizes]
    return Unknown("split()")


def _divided(dims: Dims, axis: Value, count: int) -> Dims:
    if not isinstance(dims, tuple) or not isinstance(axis, int):
        return dims if not isinstance(dims, tuple) else UNSEEN
    dim = dims[axis]
    return _with_dim(dims, axis, dim // count if isinstance(dim, int) and count else dim)


def _with_dim(dims: Dims, axis: Value, dim: Any) -> Dims:
    if not isinstance(dims, tuple) or not isinstance(axis, int) or not dims:
        return dims if not isinstance(dims, tuple) else UNSEEN
    position = axis % len(dims)
    return (*dims[:position], dim, *dims[position + 1 :])


@op("tf.tile", default="Tile")
def _tile(call: OpCall, input: Value, multiples: Value, name: Value = None) -> Value:
    dims, counts = dims_of_operand(input), _shape_parts(multiples)
    if not isinstance(dims, tuple):
        return call.tensor(dims, dtype_of_operand(input))
    if counts is None or len(counts) != len(dims):
        return call.tensor((None,) * len(dims), dtype_of_operand(input))
    return call.tensor(tuple(_product(d, c) for d, c in zip(dims, counts, strict=True)), dtype_of_operand(input))


def _product(left: Any, right: Any) -> Any:
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        return Unknown("dim")
    return None if left is None or right is None else left * right


@op("tf.gather", default="GatherV2")
def _gather(call: OpCall, params: Value, indices: Value, validate_indices: Value = None, name: Value = None,
            axis: Value = None, batch_dims: Value = 0) -> Value:  # fmt: skip
    dims, inner = dims_of_operand(params), dims_of_operand(indices)
    position = plain(axis) if axis is not None else 0
    if not isinstance(dims, tuple) or not isinstance(inner, tuple) or not isinstance(position, int) or not dims:
        return call.tensor(UNSEEN if UNSEEN in (dims, inner) else None, dtype_of_operand(params))
    position %= len(dims)
    return call.tensor((*dims[:position], *inner, *dims[position + 1 :]), dtype_of_operand(params))


@op("tf.nn.embedding_lookup", default="embedding_lookup")
def _embedding_lookup(call: OpCall, params: Value, ids: Value, partition_strategy: Value = "mod",
                      name: Value = None) -> Value:  # fmt: skip
    params = params[0] if isinstance(params, (list, tuple)) and params else params
    dims, inner = dims_of_operand(params), dims_of_operand(ids)
    if not isinstance(dims, tuple) or not isinstance(inner, tuple):
        return call.tensor(UNSEEN if UNSEEN in (dims, inner) else None, dtype_of_operand(params))
    return call.tensor((*inner, *dims[1:]), dtype_of_operand(params))


@op("tf.one_hot", default="one_hot")
def _one_hot(call: OpCall, indices: Value, depth: Value, on_value: Value = None, off_value: Value = None,
             axis: Value = None, dtype: Value = None, name: Value = None) -> Value:  # fmt: skip
    dims, depth = dims_of_operand(indices), plain(depth)
    if not isinstance(dims, tuple):
        return call.tensor(dims, dtype_of(dtype) or FLOAT32)
    size = depth if isinstance(depth, (int, Unknown)) else None
    position = len(dims) if axis is None or axis == -1 else axis
    if not isinstance(position, int):
        return call.tensor(UNSEEN, dtype_of(dtype) or FLOAT32)
    return call.tensor((*dims[:position], size, *dims[position:]), dtype_of(dtype) or FLOAT32)


def _filled(name: str) -> None:
    @op(f"tf.{name}", default=name)
    def shape_of(call: OpCall, shape: Value, dtype: Value = None, name: Value = None) -> Value:
        dims = UNSEEN if isinstance(shape, Unknown) else dims_of(shape)
        return call.tensor(dims, dtype_of(dtype) or FLOAT32)


_filled("zeros")
_filled("ones")


@op("tf.fill", default="Fill")
def _fill(call: OpCall, dims: Value, value: Value, name: Value = None) -> Value:
    return call.tensor(UNSEEN if isinstance(dims, Unknown) else dims_of(dims), dtype_of_operand(value))


@op("tf.range", default="range")
def _range(call: OpCall, start: Value, limit: Value = None, delta: Value = 1, dtype: Value = None,
           name: Value = "range") -> Value:  # fmt: skip
    start, limit, delta = plain(start), plain(limit), plain(delta)
    if limit is None:
        start, limit = 0, start
    known = all(isinstance(part, (int, float)) for part in (start, limit, delta)) and delta
    count = max(0, math.ceil((limit - start) / delta)) if known else None
    return call.tensor((count,), dtype_of(dtype) or INT32)


@op("tf.pad", default="Pad")
def _pad(call: OpCall, tensor: Value, paddings: Value, mode: Value = "CONSTANT", name: Value = None,
         constant_values: Value = 0) -> Value:  # fmt: skip
    dims, pairs = dims_of_operand(tensor), plain(paddings)
    if not isinstance(dims, tuple) or not isinstance(pairs, (list, tuple)) or len(pairs) != len(dims):
        return call.tensor((None,) * len(dims) if isinstance(dims, tuple) else dims, dtype_of_operand(tensor))
    return call.tensor(tuple(_padded(d, p) for d, p in zip(dims, pairs, strict=True)), dtype_of_operand(tensor))


def _padded(dim: Any, pair: Value) -> Any:
    parts = [plain(item) for item in pair] if isinstance(pair, (list, tuple)) else [None]
    if not isinstance(dim, int) or not all(isinstance(part, int) for part in parts):
        return dim if isinstance(dim, Unknown) or dim is None else Unknown("dim")
    return dim + sum(parts)


@op("tf.slice", default="Slice")
def _slice(call: OpCall, input_: Value, begin: Value, size: Value, name: Value = None) -> Value:
    dims, starts, sizes = dims_of_operand(input_), _shape_parts(begin), _shape_parts(size)
    if sizes is None:
        return call.tensor((None,) * len(dims) if isinstance(dims, tuple) else dims, dtype_of_operand(input_))
    result: list[Any] = []
    for index, part in enumerate(sizes):
        if part != -1:
            result.append(part)
            continue
        start = starts[index] if starts is not None and index < len(starts) else None
        dim = dims[index] if isinstance(dims, tuple) and index < len(dims) else None
        result.append(dim - start if isinstance(dim, int) and isinstance(start, int) else None)
    return call.tensor(tuple(result), dtype_of_operand(input_))


@op("tf.where", default="Where")
def _where(call: OpCall, condition: Value, x: Value = None, y: Value = None, name: Value = None) -> Value:
    if x is None:
        dims = dims_of_operand(condition)
        return call.tensor((None, len(dims)) if isinstance(dims, tuple) else UNSEEN, dtype_of("int64"))
    return call.tensor(joined_dims(dims_of_operand(x), dims_of_operand(y)), dtype_of_operand(x))


@op("tf.reverse", "tf.reverse_v2", default="ReverseV2")
def _reverse(call: OpCall, tensor: Value, axis: Value = None, name: Value = None) -> Value:
    return call.tensor(dims_of_operand(tensor), dtype_of_operand(tensor))


@op("tf.reverse_sequence", default="ReverseSequence")
def _reverse_sequence(call: OpCall, input: Value, *args: Value, **kwargs: Value) -> Value:
    return call.tensor(dims_of_operand(input), dtype_of_operand(input))


@op("tf.sequence_mask", default="SequenceMask")
def _sequence_mask(call: OpCall, lengths: Value, maxlen: Value = None, dtype: Value = None, name: Value = None) -> Value:
    dims, longest = dims_of_operand(lengths), plain(maxlen)
    size = longest if isinstance(longest, int) else None
    return call.tensor((*dims, size) if isinstance(dims, tuple) else dims, dtype_of(dtype) or dtype_of("bool"))

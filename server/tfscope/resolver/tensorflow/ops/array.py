"""Ops that rearrange a tensor (tensorflow/python/ops/array_ops.py, core/ops/array_ops.cc)."""

from __future__ import annotations

import math
from typing import Any

from tfscope.resolver.library.registry import OpCall, op, op_table
from tfscope.resolver.python.values import Unknown, Value
from tfscope.resolver.tensorflow.constants import (
    Constant,
    Parts,
    constant_of,
    elementwise,
    flattened,
    folded,
    is_known,
    item_of,
)
from tfscope.resolver.tensorflow.dtypes import INT32, DType, dtype_of
from tfscope.resolver.tensorflow.ops.creation import shape_argument
from tfscope.resolver.tensorflow.ops.operands import (
    agreed,
    axes_of,
    dtype_of_operand,
    given,
    length_of,
    merged,
    plain,
    product,
    size_of,
    total,
    unknown_of_rank,
    with_dim,
)  # fmt: skip
from tfscope.resolver.tensorflow.shapes import (
    UNSEEN,
    Dims,
    TensorShape,
    broadcast,
    dims_of,
    element_count,
    is_fully_defined,
)
from tfscope.resolver.tensorflow.tensors import Tensor, dims_of_operand

# -- what a shape is


@op("tf.shape", "tf.shape_v2", default="Shape")
def _shape(call: OpCall, input: Value, name: Value = None, out_type: Value = INT32) -> Value:
    dims, dtype = dims_of_operand(input), dtype_of(out_type)
    if hasattr(input, "dense_shape"):
        return _shape_of_sparse(call, input, dtype)
    if not isinstance(dims, tuple):
        return call.tensor(
            (None,) if dims is None else (Unknown("rank"),), dtype, None if dims is None else Unknown("shape")
        )
    return call.tensor((len(dims),), dtype, dims)


def _shape_of_sparse(call: OpCall, sparse: Any, dtype: DType | None) -> Value:
    return call.tensor(sparse.dense_shape.dims, dtype, inner="Cast")


@op("tf.shape_n", default="ShapeN")
def _shape_n(call: OpCall, input: Value, out_type: Value = INT32, name: Value = None) -> Value:
    items = input if isinstance(input, (list, tuple)) else []
    shapes = [dims_of_operand(item) for item in items]
    return [call.tensor((len(dims),) if isinstance(dims, tuple) else (None,), dtype_of(out_type),
                        dims if isinstance(dims, tuple) else None) for dims in shapes]  # fmt: skip


@op("tf.rank", default="Rank")
def _rank(call: OpCall, input: Value, name: Value = None) -> Value:
    dims = dims_of_operand(input)
    return call.tensor((), INT32, len(dims) if isinstance(dims, tuple) else (None if dims is None else Unknown("rank")))


@op("tf.size", default="Size")
def _size(call: OpCall, input: Value, name: Value = None, out_type: Value = INT32) -> Value:
    if hasattr(input, "dense_shape"):
        return call.tensor((), dtype_of(out_type))
    return call.tensor((), dtype_of(out_type), element_count(dims_of_operand(input)))


@op("tf.broadcast_static_shape", default="")
def _broadcast_static_shape(call: OpCall, shape_x: Value, shape_y: Value) -> Value:
    call.unnamed()
    return TensorShape(broadcast(dims_of(shape_x), dims_of(shape_y)))


@op("tf.broadcast_dynamic_shape", default="BroadcastArgs")
def _broadcast_dynamic_shape(call: OpCall, shape_x: Value, shape_y: Value) -> Value:
    left, right = length_of(shape_x), length_of(shape_y)
    length = max(left, right) if left is not None and right is not None else None
    return call.tensor(
        (length,), dtype_of_operand(shape_x), folded(_broadcast_args, constant_of(shape_x), constant_of(shape_y))
    )


def _broadcast_args(left: Constant, right: Constant) -> Constant:
    return tuple(broadcast(left, right))


@op("tf.required_space_to_batch_paddings", default="required_space_to_batch_paddings")
def _required_paddings(call: OpCall, input_shape: Value, block_shape: Value, base_paddings: Value = None,
                       name: Value = None) -> Value:  # fmt: skip
    count = length_of(block_shape)
    return (call.tensor((count, 2), INT32, inner="paddings"), call.tensor((count, 2), INT32, inner="crops"))


# -- reshaping


@op("tf.reshape", "tf.manip.reshape", default="Reshape")
def _reshape(call: OpCall, tensor: Value, shape: Value, name: Value = None) -> Value:
    dims = reshaped(dims_of_operand(tensor), shape)
    constant = constant_of(tensor)
    known = tuple(flattened(constant)) if isinstance(dims, tuple) and len(dims) == 1 and is_known(constant) else None
    return call.tensor(dims, dtype_of_operand(tensor), known)


def reshaped(dims: Dims, shape: Value) -> Dims:
    """The shape of `tf.reshape`: one -1 is worked out where everything else is known (SetOutputShapeForReshape)."""
    parts = target_parts(shape)
    if parts is None:
        return dims_of(shape) if not isinstance(shape, Unknown) else UNSEEN
    unknown = [i for i, part in enumerate(parts) if part == -1 or part is None]
    if any(isinstance(part, Unknown) for part in parts):
        return tuple(Unknown("dim") if part == -1 else part for part in parts)
    if len(unknown) == 1:
        parts[unknown[0]] = missing_dim(dims, parts)
    else:
        parts = [None if part == -1 else part for part in parts]
    return tuple(parts)


def target_parts(shape: Value) -> list[Any] | None:
    """A list of sizes as ints, with -1 as it is, None for what TensorFlow does not know, Unknown for what we do not."""
    if isinstance(shape, int):
        return [shape]
    if not isinstance(shape, (list, tuple)) and hasattr(shape, "dims") and not hasattr(shape, "constant"):
        return list(shape.dims) if isinstance(shape.dims, tuple) else None
    constant = constant_of(shape)
    if isinstance(constant, int):
        return [constant]
    if not isinstance(constant, tuple):
        length = length_of(shape) if isinstance(shape, Tensor) else None
        return None if length is None else [Unknown("dim") if isinstance(constant, Unknown) else None] * length
    return [int(part) if isinstance(part, float) else part for part in constant]


def missing_dim(dims: Dims, parts: list[Any]) -> Any:
    """The one size that is not given. Dimensions that stand on both sides cancel out when TensorFlow does not know
    them, but for a single unknown one on each side."""
    rest = math.prod(part for part in parts if isinstance(part, int) and part != -1)
    count = element_count(dims)
    if isinstance(count, int):
        return count // rest if rest else None
    return Unknown("dim") if isinstance(count, Unknown) else None


@op("tf.transpose", default="transpose")
def _transpose(
    call: OpCall, a: Value, perm: Value = None, name: Value = "transpose", conjugate: Value = False
) -> Value:
    return call.tensor(transposed(dims_of_operand(a), perm), dtype_of_operand(a))


def transposed(dims: Dims, perm: Value) -> Dims:
    order = axes_of(perm)
    if not isinstance(dims, tuple):
        return (None,) * len(order) if dims is None and order is not None else dims
    if perm is None:
        return dims[::-1]
    if order is not None and len(order) == len(dims):
        return tuple(dims[i] for i in order)
    return (None,) * len(dims) if isinstance(perm, Tensor) and perm.constant is None else (Unknown("dim"),) * len(dims)


@op("tf.expand_dims", default="ExpandDims")
def _expand_dims(call: OpCall, input: Value, axis: Value = None, name: Value = None, dim: Value = None) -> Value:
    dims, axis = dims_of_operand(input), plain(given(axis, dim))
    dtype = dtype_of_operand(input)
    if not isinstance(dims, tuple):
        return call.tensor(dims, dtype)
    if isinstance(axis, (list, tuple)) and len(axis) == 1:
        axis = plain(axis[0])
    if not isinstance(axis, int):
        return call.tensor(None if isinstance(axis, Tensor) else UNSEEN, dtype)
    position = axis if axis >= 0 else axis + len(dims) + 1
    constant = constant_of(input) if dims == () else None
    return call.tensor((*dims[:position], 1, *dims[position:]), dtype, None if constant is None else (constant,))


@op("tf.squeeze", default="Squeeze")
def _squeeze(call: OpCall, input: Value, axis: Value = None, name: Value = None, squeeze_dims: Value = None) -> Value:
    axis = given(axis, squeeze_dims)
    dims = squeezed(dims_of_operand(input), axis)
    constant = constant_of(input)
    if isinstance(dims, tuple) and len(dims) <= 1 and is_known(constant):
        numbers = flattened(constant)
        if dims or len(numbers) == 1:
            return call.tensor(dims, dtype_of_operand(input), tuple(numbers) if dims else numbers[0])
    return call.tensor(dims, dtype_of_operand(input))


def squeezed(dims: Dims, axis: Value) -> Dims:
    if not isinstance(dims, tuple):
        return dims
    if axis is None or axis == []:
        if any(isinstance(dim, Unknown) for dim in dims):
            return UNSEEN
        return None if None in dims else tuple(dim for dim in dims if dim != 1)
    axes = axes_of(axis)
    if not dims or axes is None:
        return UNSEEN
    removed = {a % len(dims) for a in axes}
    return tuple(dim for i, dim in enumerate(dims) if i not in removed)


# -- joining and splitting


@op("tf.concat", default="concat")
def _concat(call: OpCall, values: Value, axis: Value, name: Value = "concat") -> Value:
    """One value alone is given back under an identity (array_ops.concat)."""
    if not isinstance(values, (list, tuple)):
        if isinstance(values, Tensor):
            return call.tensor(values.dims, values.dtype, inner="concat")
        return call.tensor(UNSEEN)
    if len(values) == 1:
        only = values[0]
        return call.tensor(dims_of_operand(only), dtype_of_operand(only), constant_of(only), inner="concat")
    dims = concatenated_on([dims_of_operand(item) for item in values], plain(axis))
    return call.tensor(dims, dtype_of_operand(list(values)), _joined_constant(values, dims))


def _joined_constant(values: Value, dims: Dims) -> Constant:
    """Parts of vectors that are known one by one stay known (ConcatV2 in ShapeRefiner::ConstantPartialShape)."""
    if not isinstance(dims, tuple) or len(dims) != 1:
        return None
    parts: list[Any] = []
    whole = True
    for value in values:
        constant = constant_of(value)
        if not isinstance(constant, tuple):
            length = length_of(value)
            if length is None:
                return constant if isinstance(constant, Unknown) else None
            constant = (Unknown("item") if isinstance(constant, Unknown) else None,) * length
        parts.extend(constant)
        whole = whole and type(constant) is not Parts
    return tuple(parts) if whole else Parts(parts)


def concatenated_on(shapes: list[Dims], axis: Value) -> Dims:
    """The shape of values joined along `axis`."""
    known = [dims for dims in shapes if isinstance(dims, tuple)]
    if not known:
        return UNSEEN if UNSEEN in shapes or not shapes else None
    rank = len(known[0])
    if not isinstance(axis, int) or rank == 0:
        unknown = isinstance(axis, Tensor) and axis.constant is None
        return (None,) * rank if unknown else UNSEEN
    position = axis % rank
    columns = [[dims[i] if isinstance(dims, tuple) and len(dims) == rank else (None if dims is None else Unknown("dim"))
                for dims in shapes] for i in range(rank)]  # fmt: skip
    return tuple(total(column) if i == position else agreed(*column) for i, column in enumerate(columns))


@op("tf.stack", default="stack")
def _stack(call: OpCall, values: Value, axis: Value = 0, name: Value = "stack") -> Value:
    if isinstance(values, Tensor):
        call.unnamed()
        return values
    if not isinstance(values, (list, tuple)):
        return call.tensor(dims_of_operand(values), dtype_of_operand(values))
    dtype = dtype_of_operand(list(values))
    inner = merged(*(dims_of_operand(value) for value in values)) if values else UNSEEN
    if not isinstance(inner, tuple) or not isinstance(axis, int):
        return call.tensor(UNSEEN if inner is not None else None, dtype)
    position = axis if axis >= 0 else axis + len(inner) + 1
    constant = tuple(constant_of(value) for value in values) if inner == () else None
    return call.tensor((*inner[:position], len(values), *inner[position:]), dtype, constant)


@op("tf.parallel_stack", default="parallel_stack")
def _parallel_stack(call: OpCall, values: Value, name: Value = "parallel_stack") -> Value:
    inner = merged(*map(dims_of_operand, values)) if isinstance(values, (list, tuple)) else UNSEEN
    return call.tensor((len(values), *inner) if isinstance(inner, tuple) else inner, dtype_of_operand(values),
                       inner="ParallelConcat")  # fmt: skip


# Into more parts no program takes a tensor: they would fill the memory, and nobody names them.
_MOST_PARTS = 10_000


@op("tf.unstack", default="unstack")
def _unstack(call: OpCall, value: Value, num: Value = None, axis: Value = 0, name: Value = "unstack") -> Value:
    dims, dtype = dims_of_operand(value), dtype_of_operand(value)
    count = plain(num)
    if isinstance(dims, tuple) and isinstance(axis, int) and dims:
        count = dims[axis] if count is None else count
        dims = tuple(d for i, d in enumerate(dims) if i != axis % len(dims))
    if not isinstance(count, int) or count > _MOST_PARTS:
        return Unknown("unstack()")
    constant = constant_of(value)
    return [call.tensor(dims, dtype, item_of(constant, index) if dims == () else None) for index in range(count)]


@op("tf.split", default="split")
def _split(call: OpCall, value: Value, num_or_size_splits: Value, axis: Value = 0, num: Value = None,
           name: Value = "split") -> Value:  # fmt: skip
    dims, dtype, axis = dims_of_operand(value), dtype_of_operand(value), plain(axis)
    sizes = plain(num_or_size_splits)
    if not isinstance(num_or_size_splits, Tensor):
        call.other_op("Const")
    if isinstance(sizes, int) and sizes <= _MOST_PARTS:
        return call.tensors([_divided(dims, axis, sizes)] * sizes, dtype)
    count = num if isinstance(num, int) else length_of(num_or_size_splits)
    if isinstance(sizes, (list, tuple)):
        return call.tensors(
            [with_dim(dims, axis, size) for size in _section_sizes(dims, axis, list(map(plain, sizes)))], dtype
        )
    if count is None or count > _MOST_PARTS:
        return Unknown("split()")
    return call.tensors([with_dim(dims, axis, None)] * count, dtype)


def _section_sizes(dims: Dims, axis: Value, sizes: list[Any]) -> list[Any]:
    """The sizes of the parts; one -1 is worked out."""
    if -1 not in sizes:
        return [size if isinstance(size, (int, Unknown)) else None for size in sizes]
    whole = dims[axis] if isinstance(dims, tuple) and isinstance(axis, int) and dims else None
    rest = [size for size in sizes if size != -1]
    last = whole - sum(rest) if isinstance(whole, int) and all(isinstance(size, int) for size in rest) else (
        whole if isinstance(whole, Unknown) else None)  # fmt: skip
    return [last if size == -1 else size for size in sizes]


def _divided(dims: Dims, axis: Value, count: int) -> Dims:
    if not isinstance(dims, tuple) or not isinstance(axis, int) or not dims:
        return with_dim(dims, axis, None)
    dim = dims[axis] if -len(dims) <= axis < len(dims) else None
    return with_dim(dims, axis, dim // count if isinstance(dim, int) and count else dim)


# -- repeating and padding


@op("tf.tile", "tf.manip.tile", default="Tile")
def _tile(call: OpCall, input: Value, multiples: Value, name: Value = None) -> Value:
    dims, counts, dtype = dims_of_operand(input), target_parts(multiples), dtype_of_operand(input)
    if counts is None and isinstance(multiples, Unknown):
        return call.tensor((Unknown("dim"),) * len(dims) if isinstance(dims, tuple) else UNSEEN, dtype)
    if not isinstance(dims, tuple):
        return call.tensor((None,) * len(counts) if counts is not None and dims is None else dims, dtype)
    if counts is None or len(counts) != len(dims):
        return call.tensor(unknown_of_rank(dims), dtype)
    constant = constant_of(input)
    repeated = (
        constant * counts[0]
        if isinstance(constant, tuple) and len(counts) == 1 and isinstance(counts[0], int)
        else None
    )
    return call.tensor(tuple(product(d, c) for d, c in zip(dims, counts, strict=True)), dtype, repeated)


@op("tf.repeat", default="Repeat")
def _repeat(call: OpCall, input: Value, repeats: Value, axis: Value = None, name: Value = None) -> Value:
    dims, count = dims_of_operand(input), constant_of(repeats)
    if axis is None:
        call.other_op("Reshape")
        dims, axis = (element_count(dims),), 0
    if not isinstance(dims, tuple) or not isinstance(axis, int):
        return call.tensor(dims, dtype_of_operand(input), inner="Reshape")
    if isinstance(count, int):
        size, last = product(dims[axis], count), "Reshape"
    else:
        size = sum(count) if isinstance(count, tuple) and is_known(count) and len(count) > 1 else None
        last = "boolean_mask/GatherV2"
    return call.tensor(with_dim(dims, axis, size), dtype_of_operand(input), inner=last)


@op("tf.pad", default="Pad")
def _pad(call: OpCall, tensor: Value, paddings: Value, mode: Value = "CONSTANT", name: Value = None,
         constant_values: Value = 0) -> Value:  # fmt: skip
    if isinstance(mode, str) and mode.upper() in ("REFLECT", "SYMMETRIC"):
        call.default = "MirrorPad"
    elif isinstance(constant_values, Tensor) or constant_values != 0:
        call.default = "PadV2"
    return call.tensor(padded(dims_of_operand(tensor), paddings), dtype_of_operand(tensor))


def padded(dims: Dims, paddings: Value) -> Dims:
    pairs = constant_of(paddings)
    if not isinstance(dims, tuple):
        return (None,) * len(pairs) if dims is None and isinstance(pairs, tuple) else dims
    if isinstance(pairs, Unknown):
        return (Unknown("dim"),) * len(dims)
    if not isinstance(pairs, tuple) or len(pairs) != len(dims):
        return unknown_of_rank(dims)
    # The op knows all of the paddings or none; Python then looks at each one that is known (array_ops.pad).
    return tuple(
        total([dim, *pair]) if isinstance(pair, tuple) else Unknown("dim")
        for dim, pair in zip(dims, pairs, strict=True)
    )


@op("tf.reverse", "tf.reverse_v2", "tf.manip.reverse", default="ReverseV2")
def _reverse(call: OpCall, tensor: Value, axis: Value, name: Value = None) -> Value:
    constant = constant_of(tensor)
    turned = constant[::-1] if isinstance(constant, tuple) and is_known(constant) else None
    return call.tensor(dims_of_operand(tensor), dtype_of_operand(tensor), turned)


@op("tf.reverse_sequence", default="ReverseSequence")
def _reverse_sequence(call: OpCall, input: Value, seq_lengths: Value, seq_axis: Value = None, batch_axis: Value = None,
                      name: Value = None, seq_dim: Value = None, batch_dim: Value = None) -> Value:  # fmt: skip
    dims, batch = dims_of_operand(input), plain(given(batch_axis, batch_dim, 0))
    rows = length_of(seq_lengths)
    if isinstance(dims, tuple) and rows is not None and isinstance(batch, int) and dims[batch] is None:
        dims = with_dim(dims, batch, rows)
    return call.tensor(dims, dtype_of_operand(input))


@op("tf.broadcast_to", default="BroadcastTo")
def _broadcast_to(call: OpCall, input: Value, shape: Value, name: Value = None) -> Value:
    return call.tensor(shape_argument(shape), dtype_of_operand(input))


@op("tf.ensure_shape", default="EnsureShape")
def _ensure_shape(call: OpCall, x: Value, shape: Value, name: Value = None) -> Value:
    from tfscope.resolver.tensorflow.shapes import merged_dims

    return call.tensor(merged_dims(dims_of_operand(x), shape_argument(shape)), dtype_of_operand(x))


@op("tf.identity_n", default="IdentityN")
def _identity_n(call: OpCall, input: Value, name: Value = None) -> Value:
    items = input if isinstance(input, (list, tuple)) else [input]
    return [call.tensor(dims_of_operand(item), dtype_of_operand(item)) for item in items]


@op("tf.tuple", default="tuple")
def _tuple(call: OpCall, tensors: Value, name: Value = None, control_inputs: Value = None) -> Value:
    if not isinstance(tensors, (list, tuple)):
        return Unknown("tuple()")
    found = [item for item in tensors if item is not None]
    names = iter(["control_dependency", *(f"control_dependency_{i}" for i in range(1, len(found)))])
    return [
        None if item is None else call.tensor(dims_of_operand(item), dtype_of_operand(item), inner=next(names), of=item)
        for item in tensors
    ]


@op("tf.bitcast", default="Bitcast")
def _bitcast(call: OpCall, input: Value, type: Value, name: Value = None) -> Value:
    dims, before, after = dims_of_operand(input), dtype_of_operand(input), dtype_of(type)
    if not isinstance(dims, tuple) or before is None or after is None:
        return call.tensor(UNSEEN, after)
    small, large = before.get_size(None), after.get_size(None)
    if small > large:
        dims = (*dims, small // large)
    elif small < large:
        dims = dims[:-1]
    return call.tensor(dims, after)


# -- blocks


@op("tf.space_to_depth", "tf.nn.space_to_depth", default="SpaceToDepth")
def _space_to_depth(
    call: OpCall, input: Value, block_size: Value, name: Value = None, data_format: Value = "NHWC"
) -> Value:
    return call.tensor(_blocked(dims_of_operand(input), block_size, data_format, 1), dtype_of_operand(input))


@op("tf.depth_to_space", "tf.nn.depth_to_space", default="DepthToSpace")
def _depth_to_space(
    call: OpCall, input: Value, block_size: Value, name: Value = None, data_format: Value = "NHWC"
) -> Value:
    return call.tensor(_blocked(dims_of_operand(input), block_size, data_format, -1), dtype_of_operand(input))


def _blocked(dims: Dims, block: Value, data_format: Value, direction: int) -> Dims:
    """Sizes divided by the block and depth multiplied by its square, or the other way round."""
    if not isinstance(dims, tuple) or len(dims) != 4:
        return (None,) * 4 if dims is None else UNSEEN
    if not isinstance(block, int) or data_format not in ("NHWC", "NCHW"):
        return UNSEEN
    first = data_format == "NCHW"
    batch, depth, sizes = (dims[0], dims[1], dims[2:]) if first else (dims[0], dims[3], dims[1:3])
    spatial = [_scaled(size, block, -direction) for size in sizes]
    channels = _scaled(depth, block * block, direction)
    return (batch, channels, *spatial) if first else (batch, *spatial, channels)


def _scaled(dim: Any, factor: int, direction: int) -> Any:
    if not isinstance(dim, int):
        return dim if dim is None else Unknown("dim")
    return dim * factor if direction > 0 else dim // factor


def _to_batch(call: OpCall, input: Value, block: Value, paddings: Value, direction: int) -> Tensor:
    dims, sizes, pairs = dims_of_operand(input), constant_of(block), constant_of(paddings)
    if isinstance(sizes, int):
        sizes = (sizes, sizes)
    if not isinstance(dims, tuple) or not _are_blocks(sizes, len(dims)):
        return call.tensor(unknown_of_rank(dims), dtype_of_operand(input))
    known = isinstance(pairs, tuple) and is_known(pairs) and _are_pairs(pairs, len(sizes))
    count = math.prod(sizes)
    batch = _scaled(dims[0], count, direction)
    spatial = []
    for index, size in enumerate(sizes):
        dim = dims[1 + index]
        if direction > 0:
            spatial.append(_scaled(total([dim, *pairs[index]]), size, -1) if known else None)
        else:
            spatial.append(total([_scaled(dim, size, 1), *(-part for part in pairs[index])]) if known else None)
    return call.tensor((batch, *spatial, *dims[1 + len(sizes) :]), dtype_of_operand(input))


def _are_blocks(sizes: Value, rank: int) -> bool:
    """Whether a tensor of that rank, of which the first dimension is the batch, can be cut into blocks of `sizes`."""
    return isinstance(sizes, tuple) and len(sizes) < rank and all(isinstance(size, int) and size > 0 for size in sizes)


def _are_pairs(pairs: tuple, count: int) -> bool:
    return len(pairs) == count and all(isinstance(pair, tuple) and len(pair) == 2 for pair in pairs)


@op("tf.space_to_batch", "tf.nn.space_to_batch", default="SpaceToBatchND")
def _space_to_batch(call: OpCall, input: Value, paddings: Value, block_size: Value = None, name: Value = None,
                    block_shape: Value = None) -> Value:  # fmt: skip
    return _to_batch(call, input, given(block_size, block_shape), paddings, 1)


@op("tf.space_to_batch_nd", "tf.manip.space_to_batch_nd", default="SpaceToBatchND")
def _space_to_batch_nd(call: OpCall, input: Value, block_shape: Value, paddings: Value, name: Value = None) -> Value:
    return _to_batch(call, input, block_shape, paddings, 1)


@op("tf.batch_to_space", default="BatchToSpaceND")
def _batch_to_space(call: OpCall, input: Value, crops: Value, block_size: Value, name: Value = None,
                    block_shape: Value = None) -> Value:  # fmt: skip
    return _to_batch(call, input, given(block_size, block_shape), crops, -1)


@op("tf.batch_to_space_nd", "tf.manip.batch_to_space_nd", default="BatchToSpaceND")
def _batch_to_space_nd(call: OpCall, input: Value, block_shape: Value, crops: Value, name: Value = None) -> Value:
    return _to_batch(call, input, block_shape, crops, -1)


def _patches(call: OpCall, images: Value, sizes: Value, strides: Value, rates: Value, padding: Value) -> Tensor:
    """The patches of an image, each laid out in the depth (ExtractImagePatches in core/ops/array_ops.cc)."""
    from tfscope.resolver.tensorflow.ops.convolution import window_output

    dims, windows, steps, gaps = dims_of_operand(images), plain(sizes), plain(strides), plain(rates)
    if not isinstance(dims, tuple) or not all(
        isinstance(part, (list, tuple)) and len(part) == 4 for part in (windows, steps, gaps)
    ):
        return call.tensor((None,) * 4 if dims is None else UNSEEN, dtype_of_operand(images))
    rows = window_output(dims[1], windows[1], steps[1], padding, gaps[1])
    columns = window_output(dims[2], windows[2], steps[2], padding, gaps[2])
    depth = product(dims[3], product(windows[1], windows[2]))
    return call.tensor((dims[0], rows, columns, depth), dtype_of_operand(images))


@op("tf.extract_image_patches", "tf.image.extract_image_patches", default="ExtractImagePatches")
def _extract_image_patches(
    call: OpCall,
    images: Value,
    ksizes: Value = None,
    strides: Value = None,
    rates: Value = None,
    padding: Value = None,
    name: Value = None,
    sizes: Value = None,
) -> Value:
    return _patches(call, images, given(ksizes, sizes), strides, rates, padding)


@op("tf.image.extract_patches", default="ExtractImagePatches")
def _extract_patches(call: OpCall, images: Value, sizes: Value, strides: Value, rates: Value, padding: Value,
                     name: Value = None) -> Value:  # fmt: skip
    return _patches(call, images, sizes, strides, rates, padding)


__all__ = [
    "concatenated_on",
    "elementwise",
    "is_fully_defined",
    "op_table",
    "padded",
    "reshaped",
    "size_of",
    "squeezed",
    "transposed",
]

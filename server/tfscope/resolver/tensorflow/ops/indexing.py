"""Gathering, scattering, slicing, choosing (tensorflow/python/ops/array_ops.py, state_ops.py, core/ops/array_ops.cc)."""

from __future__ import annotations

from collections import namedtuple
from typing import Any

from tfscope.resolver.library.registry import OpCall, op
from tfscope.resolver.python.values import Unknown, Value
from tfscope.resolver.tensorflow.constants import Constant, constant_of, flattened, folded, is_known, item_of
from tfscope.resolver.tensorflow.dtypes import INT32, INT64, dtype_of
from tfscope.resolver.tensorflow.ops.array import target_parts
from tfscope.resolver.tensorflow.ops.creation import shape_argument
from tfscope.resolver.tensorflow.ops.operands import common_dtype, dtype_of_operand, merged, plain, unknown_of_rank
from tfscope.resolver.tensorflow.shapes import UNSEEN, Dims, broadcast
from tfscope.resolver.tensorflow.tensors import Tensor, Variable, dims_of_operand

# -- gathering


@op("tf.gather", default="GatherV2")
def _gather(call: OpCall, params: Value, indices: Value, validate_indices: Value = None, name: Value = None,
            axis: Value = None, batch_dims: Value = 0) -> Value:  # fmt: skip
    dims = gathered(dims_of_operand(params), dims_of_operand(indices), 0 if axis is None else plain(axis), plain(batch_dims))
    return call.tensor(dims, dtype_of_operand(params), _gathered_constant(params, indices) if axis in (None, 0) else None)


def gathered(dims: Dims, indices: Dims, axis: Value, batch: Value = 0) -> Dims:
    """The shape of rows picked along `axis`; the first `batch` dimensions belong together."""
    if not isinstance(dims, tuple) or not isinstance(indices, tuple):
        return UNSEEN if UNSEEN in (dims, indices) else None
    if not isinstance(axis, int) or not isinstance(batch, int) or not dims:
        return UNSEEN
    position = max(axis % len(dims), batch if axis == 0 else 0)
    return (*dims[:position], *indices[batch:], *dims[position + 1 :])


def _gathered_constant(params: Value, indices: Value) -> Constant:
    values, places = constant_of(params), constant_of(indices)
    if isinstance(places, int) and isinstance(values, tuple):
        return item_of(values, places)
    return folded(lambda v, p: tuple(v[i] for i in p), values, places) if isinstance(places, tuple) else None


@op("tf.batch_gather", default="BatchGather")
def _batch_gather(call: OpCall, params: Value, indices: Value, name: Value = None) -> Value:
    dims, inner = dims_of_operand(params), dims_of_operand(indices)
    if not isinstance(dims, tuple) or not isinstance(inner, tuple):
        return call.tensor(UNSEEN, dtype_of_operand(params), inner="Reshape_3")
    return call.tensor((*inner, *dims[len(inner) :]), dtype_of_operand(params), inner="Reshape_3")


@op("tf.gather_nd", "tf.manip.gather_nd", default="GatherNd")
def _gather_nd(call: OpCall, params: Value, indices: Value, name: Value = None, batch_dims: Value = 0) -> Value:
    dims, inner = dims_of_operand(params), dims_of_operand(indices)
    if not isinstance(dims, tuple) or not isinstance(inner, tuple) or not inner:
        return call.tensor(UNSEEN if UNSEEN in (dims, inner) else None, dtype_of_operand(params))
    depth = inner[-1]
    if not isinstance(depth, int):
        return call.tensor(UNSEEN if isinstance(depth, Unknown) else None, dtype_of_operand(params))
    start = depth + (batch_dims if isinstance(batch_dims, int) else 0)
    return call.tensor((*inner[:-1], *dims[start:]), dtype_of_operand(params))


@op("tf.boolean_mask", default="boolean_mask")
def _boolean_mask(call: OpCall, tensor: Value, mask: Value, name: Value = "boolean_mask", axis: Value = None) -> Value:
    """What the mask keeps, in a row: how many is not known (array_ops.boolean_mask)."""
    dims, covered = dims_of_operand(tensor), dims_of_operand(mask)
    first = 0 if axis is None else plain(axis)
    if not isinstance(dims, tuple) or not isinstance(covered, tuple) or not isinstance(first, int):
        result: Dims = UNSEEN if UNSEEN in (dims, covered) else None
    else:
        first %= max(len(dims), 1)
        result = (*dims[:first], None, *dims[first + len(covered) :])
    return call.tensor(result, dtype_of_operand(tensor), inner="GatherV2")


@op("tf.dynamic_partition", default="DynamicPartition")
def _dynamic_partition(call: OpCall, data: Value, partitions: Value, num_partitions: Value, name: Value = None) -> Value:
    dims, covered = dims_of_operand(data), dims_of_operand(partitions)
    count = plain(num_partitions)
    if not isinstance(count, int):
        return Unknown("dynamic_partition()")
    known = isinstance(dims, tuple) and isinstance(covered, tuple)
    shape = (None, *dims[len(covered) :]) if known else (UNSEEN if UNSEEN in (dims, covered) else None)
    return call.tensors([shape] * count, dtype_of_operand(data))


@op("tf.dynamic_stitch", default="DynamicStitch")
def _dynamic_stitch(call: OpCall, indices: Value, data: Value, name: Value = None) -> Value:
    if not isinstance(indices, (list, tuple)) or not isinstance(data, (list, tuple)) or not data:
        return call.tensor(UNSEEN)
    rows = constant_of(indices)
    count = max(flattened(rows), default=-1) + 1 if is_known(rows) else None
    first, item = dims_of_operand(indices[0]), dims_of_operand(data[0])
    known = isinstance(first, tuple) and isinstance(item, tuple)
    return call.tensor((count, *item[len(first) :]) if known else UNSEEN, dtype_of_operand(list(data)))


# -- choosing


@op("tf.where", "tf.select", default="Where")
def _where(call: OpCall, condition: Value, x: Value = None, y: Value = None, name: Value = None) -> Value:
    if x is None or y is None:
        return _places(call, condition)
    call.default = "Select"
    dims = merged(dims_of_operand(x), dims_of_operand(y))
    chosen = folded(_chosen, *map(constant_of, (condition, x, y)))
    return call.tensor(dims, common_dtype(x, y), chosen if isinstance(chosen, tuple) else None)


def _chosen(condition: Constant, x: Constant, y: Constant) -> Constant:
    return tuple(a if test else b for test, a, b in zip(condition, x, y, strict=True))


def _places(call: OpCall, condition: Value) -> Tensor:
    dims = dims_of_operand(condition)
    if not isinstance(dims, tuple):
        return call.tensor((None, None) if dims is None else (None, Unknown("rank")), INT64)
    return call.tensor((None, len(dims)), INT64)


@op("tf.where_v2", default="Where")
def _where_v2(call: OpCall, condition: Value, x: Value = None, y: Value = None, name: Value = None) -> Value:
    if x is None or y is None:
        return _places(call, condition)
    call.default = "SelectV2"
    dims = broadcast(dims_of_operand(condition), broadcast(dims_of_operand(x), dims_of_operand(y)))
    return call.tensor(dims, common_dtype(x, y))


_UNIQUE = namedtuple("Unique", ("y", "idx"))
_UNIQUE_WITH_COUNTS = namedtuple("UniqueWithCounts", ("y", "idx", "count"))
_LIST_DIFF = namedtuple("ListDiff", ("out", "idx"))


@op("tf.unique", default="Unique")
def _unique(call: OpCall, x: Value, out_idx: Value = INT32, name: Value = None) -> Value:
    return _UNIQUE(call.tensor((None,), dtype_of_operand(x)), call.tensor(dims_of_operand(x), dtype_of(out_idx)))


@op("tf.unique_with_counts", default="UniqueWithCounts")
def _unique_with_counts(call: OpCall, x: Value, out_idx: Value = INT32, name: Value = None) -> Value:
    values, places = call.tensor((None,), dtype_of_operand(x)), call.tensor(dims_of_operand(x), dtype_of(out_idx))
    return _UNIQUE_WITH_COUNTS(values, places, call.tensor((None,), dtype_of(out_idx)))


@op("tf.setdiff1d", default="ListDiff")
def _setdiff1d(call: OpCall, x: Value, y: Value, index_dtype: Value = INT32, name: Value = None) -> Value:
    return _LIST_DIFF(call.tensor((None,), dtype_of_operand(x)), call.tensor((None,), dtype_of(index_dtype)))


# -- slicing


@op("tf.slice", default="Slice")
def _slice(call: OpCall, input_: Value, begin: Value, size: Value, name: Value = None) -> Value:
    dims, dtype = dims_of_operand(input_), dtype_of_operand(input_)
    starts, sizes = target_parts(begin), target_parts(size)
    if sizes is None:
        if starts is not None and dims is None:
            return call.tensor((None,) * len(starts), dtype)
        return call.tensor(unknown_of_rank(dims) if isinstance(size, Tensor) else UNSEEN, dtype)
    constant = constant_of(input_)
    part = constant[starts[0] : starts[0] + sizes[0]] if (
        isinstance(constant, tuple) and len(sizes) == 1 and is_known((*(starts or [None]), *sizes)) and sizes[0] >= 0) else None  # fmt: skip
    return call.tensor(tuple(_slice_size(dims, starts, index, part) for index, part in enumerate(sizes)), dtype, part)


def _slice_size(dims: Dims, starts: list[Any] | None, index: int, size: Any) -> Any:
    if size != -1:
        return size
    start = starts[index] if starts is not None and index < len(starts) else None
    dim = dims[index] if isinstance(dims, tuple) and index < len(dims) else (Unknown("dim") if dims is UNSEEN else None)
    if isinstance(dim, int) and isinstance(start, int):
        return dim - start
    return Unknown("dim") if isinstance(dim, Unknown) or isinstance(start, Unknown) else None


@op("tf.strided_slice", default="StridedSlice")
def _strided_slice(call: OpCall, input_: Value, begin: Value, end: Value, strides: Value = None, begin_mask: Value = 0,
                   end_mask: Value = 0, ellipsis_mask: Value = 0, new_axis_mask: Value = 0, shrink_axis_mask: Value = 0,
                   var: Value = None, name: Value = None) -> Value:  # fmt: skip
    from tfscope.resolver.tensorflow.slicing import sliced

    if strides is None:
        call.other_op("ones_like")
    starts, ends = target_parts(begin), target_parts(end)
    steps = [1] * len(starts) if strides is None and starts is not None else target_parts(strides)
    masks = (begin_mask, end_mask, ellipsis_mask, new_axis_mask, shrink_axis_mask)
    if starts is None or ends is None or steps is None or not all(isinstance(mask, int) for mask in masks):
        return call.tensor(None if not any(isinstance(p, Unknown) for p in (begin, end, strides)) else UNSEEN, dtype_of_operand(input_))
    keys = tuple(_key(index, starts, ends, steps, masks) for index in range(len(starts)))
    source = input_ if isinstance(input_, Tensor) else Tensor(call.graph, dims_of_operand(input_), None)
    dims, constant = sliced(source, keys)
    return call.tensor(dims, dtype_of_operand(input_), constant)


def _key(index: int, starts: list[Any], ends: list[Any], steps: list[Any], masks: tuple[int, ...]) -> Value:
    """The subscript that a position of begin, end, strides and the masks stands for."""
    bit = 1 << index
    if masks[2] & bit:
        return Ellipsis
    if masks[3] & bit:
        return None
    if masks[4] & bit:
        return starts[index] if starts[index] is not None else 0
    unknown = Unknown("bound")
    start = None if masks[0] & bit else (unknown if starts[index] is None else starts[index])
    end = None if masks[1] & bit else (unknown if ends[index] is None else ends[index])
    return slice(start, end, steps[index])


# -- scattering


@op("tf.scatter_nd", "tf.manip.scatter_nd", default="ScatterNd")
def _scatter_nd(call: OpCall, indices: Value, updates: Value, shape: Value, name: Value = None) -> Value:
    return call.tensor(shape_argument(shape), dtype_of_operand(updates))


def _update(names: str, default: str) -> None:
    @op(*names.split(), default=default)
    def shape(call: OpCall, ref: Value, indices: Value, updates: Value, use_locking: Value = True, name: Value = None) -> Value:
        return call.tensor(dims_of_operand(ref), dtype_of_operand(ref))


for _names, _default in (
    ("tf.scatter_update", "ScatterUpdate"), ("tf.scatter_add", "ScatterAdd"), ("tf.scatter_sub", "ScatterSub"),
    ("tf.scatter_mul", "ScatterMul"), ("tf.scatter_div", "ScatterDiv"), ("tf.scatter_max", "ScatterMax"),
    ("tf.scatter_min", "ScatterMin"), ("tf.scatter_nd_update", "ScatterNdUpdate"), ("tf.scatter_nd_add", "ScatterNdAdd"),
    ("tf.scatter_nd_sub", "ScatterNdSub"),
):  # fmt: skip
    _update(_names, _default)


@op("tf.assign", default="Assign")
def _assign(call: OpCall, ref: Value, value: Value, validate_shape: Value = None, use_locking: Value = None,
            name: Value = None) -> Value:  # fmt: skip
    return call.tensor(dims_of_operand(ref if isinstance(ref, Variable) else value), dtype_of_operand(ref))


def _assign_by(name: str, default: str) -> None:
    @op(name, default=default)
    def shape(call: OpCall, ref: Value, value: Value, use_locking: Value = None, name: Value = None) -> Value:
        return call.tensor(dims_of_operand(ref), dtype_of_operand(ref))


_assign_by("tf.assign_add", "AssignAdd")
_assign_by("tf.assign_sub", "AssignSub")


@op("tf.is_variable_initialized", default="IsVariableInitialized")
def _is_variable_initialized(call: OpCall, variable: Value) -> Value:
    return call.tensor((), dtype_of("bool"))


@op("tf.count_up_to", default="CountUpTo")
def _count_up_to(call: OpCall, ref: Value, limit: Value, name: Value = None) -> Value:
    return call.tensor((), dtype_of_operand(ref))


@op("tf.unravel_index", default="UnravelIndex")
def _unravel_index(call: OpCall, indices: Value, dims: Value, name: Value = None) -> Value:
    inner, rank = dims_of_operand(indices), dims_of_operand(dims)
    rows = rank[0] if isinstance(rank, tuple) and rank else None
    return call.tensor((rows, *inner) if isinstance(inner, tuple) else UNSEEN, dtype_of_operand(indices))


@op("tf.edit_distance", default="edit_distance")
def _edit_distance(call: OpCall, hypothesis: Value, truth: Value, normalize: Value = True,
                   name: Value = "edit_distance") -> Value:  # fmt: skip
    dims = getattr(hypothesis, "dims", UNSEEN)
    return call.tensor(dims[:-1] if isinstance(dims, tuple) else dims, dtype_of("float32"))

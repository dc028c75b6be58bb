"""Reductions, segments, sorting and counting (tensorflow/python/ops/math_ops.py)."""

from __future__ import annotations

import math
from collections import namedtuple
from collections.abc import Callable
from typing import Any

from tfscope.resolver.library.registry import OpCall, op, op_table
from tfscope.resolver.python.values import Unknown, Value
from tfscope.resolver.tensorflow.constants import Constant, constant_of, flattened, folded
from tfscope.resolver.tensorflow.dtypes import BOOL, DTYPES, INT32, INT64, STRING, dtype_of
from tfscope.resolver.tensorflow.ops.operands import (
    agreed,
    asked_dtype,
    axes_of,
    dtype_of_operand,
    given,
    merged,
    plain,
    prefix,
    size_of,
    unknown_of_rank,
    with_dim,
)  # fmt: skip
from tfscope.resolver.tensorflow.partitioned import PartitionedVariable
from tfscope.resolver.tensorflow.shapes import UNSEEN, Dims, broadcast
from tfscope.resolver.tensorflow.tensors import Tensor, Variable, dims_of_operand


def reduced(dims: Dims, axis: Value, keep: bool) -> Dims:
    """The shape after a reduction over `axis`: an int, a list, None for all (ReductionShape in common_shape_fns.cc)."""
    if axis is None:
        if keep:
            return (1,) * len(dims) if isinstance(dims, tuple) else dims
        return ()
    if not isinstance(dims, tuple):
        return dims
    axes = axes_of(axis)
    if axes is None:
        return _reduced_unknown(dims, axis, keep)
    if any(not -len(dims) <= a < len(dims) for a in axes):
        return UNSEEN
    removed = {a % len(dims) for a in axes}
    if keep:
        return tuple(1 if i in removed else dim for i, dim in enumerate(dims))
    return tuple(dim for i, dim in enumerate(dims) if i not in removed)


def _reduced_unknown(dims: tuple[Any, ...], axis: Value, keep: bool) -> Dims:
    """The axis is a tensor that TensorFlow does not know (or something we do not know)."""
    if not isinstance(axis, Tensor) or isinstance(axis.constant, Unknown):
        return UNSEEN
    return (None,) * len(dims) if keep else None


_FOLDS: dict[str, Callable[[list[Any]], Any]] = {
    "Sum": sum,
    "Prod": math.prod,
    "Max": max,
    "Min": min,
    "Mean": lambda items: sum(items) / len(items),
    "Any": any,
    "All": all,
}


def _fold(default: str, operand: Value, axis: Value) -> Constant:
    """The constant result of reducing a constant to a scalar."""
    constant = constant_of(operand)
    compute = _FOLDS.get(default)
    if compute is None or not isinstance(constant, (tuple, Unknown)) or (isinstance(constant, tuple) and not constant):
        return None
    whole = axis is None or (
        axes_of(axis) in ([0], [-1]) and not isinstance(constant[0] if isinstance(constant, tuple) else 0, tuple)
    )
    return folded(lambda items: compute(flattened(items)), constant) if whole else None


_REDUCTIONS = """
tf.reduce_sum tf.math.reduce_sum: Sum
tf.reduce_mean tf.math.reduce_mean: Mean
tf.reduce_max tf.math.reduce_max: Max
tf.reduce_min tf.math.reduce_min: Min
tf.reduce_prod tf.math.reduce_prod: Prod
tf.reduce_any tf.math.reduce_any: Any
tf.reduce_all tf.math.reduce_all: All
"""


def _reduction(names: list[str], default: str) -> None:
    @op(*names, default=default)
    def shape(call: OpCall, input_tensor: Value, axis: Value = None, keepdims: Value = None, name: Value = None,
              reduction_indices: Value = None, keep_dims: Value = None) -> Value:  # fmt: skip
        return reduce(call, default, input_tensor, given(axis, reduction_indices), given(keepdims, keep_dims))


def reduce(call: OpCall, default: str, operand: Value, axis: Value, keep: Value) -> Tensor:
    """A reduction and the ops it makes for a missing axis (math_ops._ReductionDims)."""
    dims = dims_of_operand(operand)
    if axis is None:
        # Only of tensors is the rank asked for, and a variable is none (common_shapes.rank).
        is_tensor = isinstance(operand, (Tensor, Unknown)) and not isinstance(operand, (Variable, PartitionedVariable))
        name_all_axes(call, dims if is_tensor else None)
    dtype = BOOL if default in ("Any", "All") else dtype_of_operand(operand)
    keeps = bool(keep) if not isinstance(keep, Unknown) else None
    result = reduced(dims, axis, bool(keeps)) if keeps is not None else UNSEEN
    return call.tensor(result, dtype, None if keep else _fold(default, operand, axis))


def name_all_axes(call: OpCall, dims: Dims) -> None:
    """The op that lists all axes: a constant where the rank is known."""
    if dims is None:
        call.other_op("Rank")
        call.other_op("range")
    else:
        call.other_op("Const")


for _line in _REDUCTIONS.strip().splitlines():
    _names, _, _default = _line.partition(": ")
    _reduction(_names.split(), _default)


@op("tf.math.reduce_euclidean_norm", default="EuclideanNorm")
def _euclidean_norm(
    call: OpCall, input_tensor: Value, axis: Value = None, keepdims: Value = False, name: Value = None
) -> Value:
    return reduce(call, "EuclideanNorm", input_tensor, axis, keepdims)


@op("tf.reduce_logsumexp", "tf.math.reduce_logsumexp", default="ReduceLogSumExp")
def _reduce_logsumexp(call: OpCall, input_tensor: Value, axis: Value = None, keepdims: Value = None, name: Value = None,
                      reduction_indices: Value = None, keep_dims: Value = None) -> Value:  # fmt: skip
    dims = reduced(dims_of_operand(input_tensor), given(axis, reduction_indices), bool(given(keepdims, keep_dims)))
    return call.tensor(dims, dtype_of_operand(input_tensor), inner="Add")


@op("tf.math.reduce_variance", default="reduce_variance")
def _reduce_variance(
    call: OpCall, input_tensor: Value, axis: Value = None, keepdims: Value = False, name: Value = None
) -> Value:
    return call.tensor(
        reduced(dims_of_operand(input_tensor), axis, bool(keepdims)), dtype_of_operand(input_tensor), inner="Mean_1"
    )


@op("tf.math.reduce_std", default="reduce_std")
def _reduce_std(
    call: OpCall, input_tensor: Value, axis: Value = None, keepdims: Value = False, name: Value = None
) -> Value:
    return call.tensor(
        reduced(dims_of_operand(input_tensor), axis, bool(keepdims)), dtype_of_operand(input_tensor), inner="Sqrt"
    )


@op("tf.count_nonzero", "tf.math.count_nonzero", default="count_nonzero")
def _count_nonzero(call: OpCall, input_tensor: Value = None, axis: Value = None, keepdims: Value = None,
                   dtype: Value = INT64, name: Value = None, reduction_indices: Value = None, keep_dims: Value = None,
                   input: Value = None) -> Value:  # fmt: skip
    dims = dims_of_operand(given(input_tensor, input))
    kind = dtype_of(dtype)
    result = reduced(dims, given(axis, reduction_indices), bool(given(keepdims, keep_dims)))
    return call.tensor(result, kind, inner="Sum" if kind is INT64 else "Cast_1")


@op("tf.reduce_join", "tf.strings.reduce_join", default="ReduceJoin")
def _reduce_join(call: OpCall, inputs: Value, axis: Value = None, keep_dims: Value = None, separator: Value = "",
                 name: Value = None, reduction_indices: Value = None, keepdims: Value = None) -> Value:  # fmt: skip
    result = reduced(dims_of_operand(inputs), given(axis, reduction_indices), bool(given(keepdims, keep_dims)))
    return call.tensor(result, STRING, inner="ReduceJoin")


def _extreme_index(call: OpCall, input: Value, axis: Value, output_type: Value) -> Tensor:
    constant = constant_of(input)
    dims = reduced(dims_of_operand(input), 0 if axis is None else axis, False)
    index = (
        folded(lambda items: items.index(max(items)), constant) if isinstance(constant, tuple) and dims == () else None
    )
    return call.tensor(dims, dtype_of(output_type), index)


@op("tf.argmax", "tf.math.argmax", default="ArgMax")
def _argmax(call: OpCall, input: Value, axis: Value = None, name: Value = None, dimension: Value = None,
            output_type: Value = INT64) -> Value:  # fmt: skip
    return _extreme_index(call, input, given(axis, dimension), output_type)


@op("tf.argmin", "tf.math.argmin", default="ArgMin")
def _argmin(call: OpCall, input: Value, axis: Value = None, name: Value = None, dimension: Value = None,
            output_type: Value = INT64) -> Value:  # fmt: skip
    return call.tensor(reduced(dims_of_operand(input), given(axis, dimension, 0), False), dtype_of(output_type))


def _old_extreme(public: str, default: str) -> None:
    @op(public, default=default)
    def shape(call: OpCall, input: Value, dimension: Value, output_type: Value = INT64, name: Value = None) -> Value:
        return call.tensor(reduced(dims_of_operand(input), dimension, False), dtype_of(output_type))


_old_extreme("tf.arg_max", "ArgMax")
_old_extreme("tf.arg_min", "ArgMin")


# -- sums of tensors


_NO_TENSORS = "inputs must be a list of at least one Tensor/IndexedSlices with the same dtype and shape"


@op("tf.add_n", "tf.math.add_n", default="AddN")
def _add_n(call: OpCall, inputs: Value, name: Value = None) -> Value:
    """One tensor alone is given back, under a name only when one is asked for (math_ops.add_n)."""
    if not isinstance(inputs, (list, tuple)):
        return call.tensor(UNSEEN)
    if not inputs:
        return call.interpreter.failed(ValueError(_NO_TENSORS), "add_n()")
    if len(inputs) == 1 and isinstance(inputs[0], Tensor) and name is None:
        call.unnamed()
        return inputs[0]
    return call.tensor(merged(*map(dims_of_operand, inputs)), dtype_of_operand(list(inputs)))


@op("tf.accumulate_n", "tf.math.accumulate_n", default="AccumulateNV2")
def _accumulate_n(
    call: OpCall, inputs: Value, shape: Value = None, tensor_dtype: Value = None, name: Value = None
) -> Value:
    items = inputs if isinstance(inputs, (list, tuple)) else [inputs]
    return call.tensor(merged(*map(dims_of_operand, items)), dtype_of_operand(items[0]) if items else None)


# -- segments


def _segment(call: OpCall, default: str, data: Value, segment_ids: Value) -> Tensor:
    dims = dims_of_operand(data)
    return call.tensor((None, *dims[1:]) if isinstance(dims, tuple) else dims, dtype_of_operand(data))


op_table("""
tf.segment_sum tf.math.segment_sum: SegmentSum(data, segment_ids, name)
tf.segment_mean tf.math.segment_mean: SegmentMean(data, segment_ids, name)
tf.segment_max tf.math.segment_max: SegmentMax(data, segment_ids, name)
tf.segment_min tf.math.segment_min: SegmentMin(data, segment_ids, name)
tf.segment_prod tf.math.segment_prod: SegmentProd(data, segment_ids, name)
""", _segment)  # fmt: skip


def _unsorted_segment(call: OpCall, default: str, data: Value, segment_ids: Value, num_segments: Value) -> Tensor:
    dims, ids = dims_of_operand(data), dims_of_operand(segment_ids)
    inner = "truediv" if default in ("UnsortedSegmentMean", "UnsortedSegmentSqrtN") else None
    if not isinstance(dims, tuple) or not isinstance(ids, tuple):
        return call.tensor(UNSEEN if UNSEEN in (dims, ids) else None, dtype_of_operand(data), inner=inner)
    return call.tensor((size_of(num_segments), *dims[len(ids) :]), dtype_of_operand(data), inner=inner)


op_table("""
tf.unsorted_segment_sum tf.math.unsorted_segment_sum: UnsortedSegmentSum(data, segment_ids, num_segments, name)
tf.unsorted_segment_max tf.math.unsorted_segment_max: UnsortedSegmentMax(data, segment_ids, num_segments, name)
tf.unsorted_segment_min tf.math.unsorted_segment_min: UnsortedSegmentMin(data, segment_ids, num_segments, name)
tf.unsorted_segment_prod tf.math.unsorted_segment_prod: UnsortedSegmentProd(data, segment_ids, num_segments, name)
tf.unsorted_segment_mean tf.math.unsorted_segment_mean: UnsortedSegmentMean(data, segment_ids, num_segments, name)
tf.unsorted_segment_sqrt_n tf.math.unsorted_segment_sqrt_n: UnsortedSegmentSqrtN(data, segment_ids, num_segments, name)
""", _unsorted_segment)  # fmt: skip


def _sparse_segment(
    call: OpCall, default: str, data: Value, indices: Value, segment_ids: Value, num_segments: Value
) -> Tensor:
    dims = dims_of_operand(data)
    count = None if num_segments is None else size_of(num_segments)
    return call.tensor((count, *dims[1:]) if isinstance(dims, tuple) else dims, dtype_of_operand(data))


op_table("""
tf.sparse_segment_sum tf.sparse.segment_sum: SparseSegmentSum(data, indices, segment_ids, name, num_segments)
tf.sparse_segment_mean tf.sparse.segment_mean: SparseSegmentMean(data, indices, segment_ids, name, num_segments)
tf.sparse_segment_sqrt_n tf.sparse.segment_sqrt_n: SparseSegmentSqrtN(data, indices, segment_ids, name, num_segments)
""", _sparse_segment)  # fmt: skip


# -- sorting and counting

_TOP_K = namedtuple("TopKV2", ("values", "indices"))


@op("tf.nn.top_k", "tf.math.top_k", default="TopKV2")
def _top_k(call: OpCall, input: Value, k: Value = 1, sorted: Value = True, name: Value = None) -> Value:
    dims = dims_of_operand(input)
    shape = (*dims[:-1], size_of(k)) if isinstance(dims, tuple) and dims else dims
    return _TOP_K(call.tensor(shape, dtype_of_operand(input)), call.tensor(shape, INT32))


@op("tf.nn.in_top_k", "tf.math.in_top_k", default="in_top_k")
def _in_top_k(call: OpCall, predictions: Value, targets: Value, k: Value, name: Value = None) -> Value:
    left, right = dims_of_operand(predictions), dims_of_operand(targets)
    rows = agreed(*(dims[0] for dims in (left, right) if isinstance(dims, tuple) and dims))
    return call.tensor((rows,), BOOL, inner="InTopKV2")


@op("tf.sort", "tf.contrib.framework.sort", default="sort")
def _sort(call: OpCall, values: Value, axis: Value = -1, direction: Value = "ASCENDING", name: Value = None) -> Value:
    ascending = direction != "DESCENDING"
    dims = _sorted_dims(dims_of_operand(values), axis)
    return call.tensor(dims, dtype_of_operand(values), inner="Neg_1" if ascending else "TopKV2")


@op("tf.argsort", "tf.contrib.framework.argsort", default="argsort")
def _argsort(call: OpCall, values: Value, axis: Value = -1, direction: Value = "ASCENDING", stable: Value = False,
             name: Value = None) -> Value:  # fmt: skip
    return call.tensor(_sorted_dims(dims_of_operand(values), axis), INT32, inner="TopKV2:1")


def _sorted_dims(dims: Dims, axis: Value) -> Dims:
    """Sorting is a top_k of the whole last axis, whose size TensorFlow reads from the shape: it is known only when
    the whole shape is (sort_ops._descending_sort)."""
    if isinstance(dims, tuple) and dims and None in dims:
        return with_dim(dims, axis, None) if plain(axis) in (-1, len(dims) - 1) else unknown_of_rank(dims)
    return dims


@op("tf.bincount", "tf.math.bincount", default="bincount")
def _bincount(call: OpCall, arr: Value, weights: Value = None, minlength: Value = None, maxlength: Value = None,
              dtype: Value = INT32) -> Value:  # fmt: skip
    kind = dtype_of(dtype) if weights is None else dtype_of_operand(weights)
    return call.tensor((None,), kind, inner="Bincount")


@op("tf.histogram_fixed_width", default="histogram_fixed_width")
def _histogram(
    call: OpCall, values: Value, value_range: Value, nbins: Value = 100, dtype: Value = INT32, name: Value = None
) -> Value:
    return call.tensor((size_of(nbins),), dtype_of(dtype))


@op("tf.histogram_fixed_width_bins", default="histogram_fixed_width_bins")
def _histogram_bins(call: OpCall, values: Value, value_range: Value, nbins: Value = 100, dtype: Value = INT32,
                    name: Value = None) -> Value:  # fmt: skip
    return call.tensor(dims_of_operand(values), dtype_of(dtype), inner="Reshape_1")


@op("tf.confusion_matrix", "tf.math.confusion_matrix", default="confusion_matrix")
def _confusion_matrix(call: OpCall, labels: Value, predictions: Value, num_classes: Value = None, dtype: Value = INT32,
                      name: Value = None, weights: Value = None) -> Value:  # fmt: skip
    size = None if num_classes is None else size_of(num_classes)
    return call.tensor((size, size), dtype_of(dtype), inner="SparseTensorDenseAdd")


@op("tf.nn.zero_fraction", "tf.math.zero_fraction", default="zero_fraction")
def _zero_fraction(call: OpCall, value: Value, name: Value = None) -> Value:
    return call.tensor((), DTYPES["float32"], inner="fraction")


@op("tf.math.polyval", default="polyval")
def _polyval(call: OpCall, coeffs: Value, x: Value, name: Value = None) -> Value:
    return call.tensor(dims_of_operand(x), dtype_of_operand(x), inner="add")


@op("tf.lbeta", "tf.math.lbeta", default="lbeta")
def _lbeta(call: OpCall, x: Value, name: Value = None) -> Value:
    return call.tensor(prefix(dims_of_operand(x), 1), dtype_of_operand(x), inner="sub")


@op("tf.is_non_decreasing", "tf.debugging.is_non_decreasing", "tf.math.is_non_decreasing", default="is_non_decreasing")
def _is_non_decreasing(call: OpCall, x: Value, name: Value = None) -> Value:
    return call.tensor((), BOOL, inner="All")


@op("tf.is_strictly_increasing", "tf.debugging.is_strictly_increasing", "tf.math.is_strictly_increasing",
    default="is_strictly_increasing")  # fmt: skip
def _is_strictly_increasing(call: OpCall, x: Value, name: Value = None) -> Value:
    return call.tensor((), BOOL, inner="All")


@op("tf.searchsorted", default="LowerBound")
def _searchsorted(call: OpCall, sorted_sequence: Value, values: Value, side: Value = "left", out_type: Value = INT32,
                  name: Value = None) -> Value:  # fmt: skip
    """The values are searched for in rows, which are made before and undone after."""
    for other in ("Shape", "strided_slice", "Reshape", "Shape", "strided_slice", "Reshape", "LowerBound", "Shape"):
        call.other_op(other)
    call.default = "Reshape"
    return call.tensor(dims_of_operand(values), asked_dtype(out_type, INT32))


__all__ = ["broadcast", "name_all_axes", "reduce", "reduced"]

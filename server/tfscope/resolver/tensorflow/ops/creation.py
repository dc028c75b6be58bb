"""Tensors made of nothing but a shape or constants (tensorflow/python/ops/array_ops.py, framework/constant_op.py)."""

from __future__ import annotations

import math
from typing import Any

from tfscope.resolver.library.registry import OpCall, op
from tfscope.resolver.python.values import Unknown, Value
from tfscope.resolver.tensorflow.constants import constant_of, flattened, is_known, is_unseen
from tfscope.resolver.tensorflow.dtypes import BOOL, FLOAT32, INT32, DType, dtype_of
from tfscope.resolver.tensorflow.ops.operands import (
    asked_dtype,
    common_dtype,
    dtype_of_operand,
    given,
    product,
    size_of,
)
from tfscope.resolver.tensorflow.shapes import UNSEEN, Dims, dims_of, element_count, is_fully_defined
from tfscope.resolver.tensorflow.tensors import Tensor, Variable, dims_of_operand


def shape_argument(shape: Value) -> Dims:
    """The shape that an argument says, which may be a list of tensors and numbers, a TensorShape or a tensor."""
    return UNSEEN if isinstance(shape, Unknown) else dims_of(shape)


@op("tf.placeholder", default="Placeholder")
def _placeholder(call: OpCall, dtype: Value, shape: Value = None, name: Value = None) -> Value:
    return call.tensor(shape_argument(shape), dtype_of(dtype))


@op("tf.placeholder_with_default", default="PlaceholderWithDefault")
def _placeholder_with_default(call: OpCall, input: Value, shape: Value, name: Value = None) -> Value:
    return call.tensor(shape_argument(shape), dtype_of_operand(input))


@op("tf.constant", default="Const")
def _constant(call: OpCall, value: Value, dtype: Value = None, shape: Value = None, name: Value = None,
              verify_shape: Value = False) -> Value:  # fmt: skip
    wanted = dtype_of(dtype) if dtype is not None else dtype_of_operand(value)
    constant = constant_of(value)
    if shape is None:
        return call.tensor(dims_of_operand(value), wanted, _in_dtype(constant, wanted))
    dims = shape_argument(shape)
    count = element_count(dims)
    one = isinstance(constant, (int, float)) and isinstance(dims, tuple) and len(dims) == 1
    filled = (constant,) * count if one and isinstance(count, int) and count <= 64 else None
    return call.tensor(dims, wanted, filled if dims != () else constant)


def _in_dtype(constant: Value, dtype: DType | None) -> Value:
    """A float that is made an integer, or the other way round, is computed with as such."""
    if isinstance(constant, bool) or dtype is None:
        return constant
    if isinstance(constant, int) and dtype.is_floating:
        return float(constant)
    return int(constant) if isinstance(constant, float) and math.isfinite(constant) and dtype.is_integer else constant


@op("tf.convert_to_tensor", default="Const")
def _convert_to_tensor(
    call: OpCall,
    value: Value,
    dtype: Value = None,
    name: Value = None,
    preferred_dtype: Value = None,
    dtype_hint: Value = None,
) -> Value:
    return converted(call, value, dtype, given(preferred_dtype, dtype_hint), name)


@op("tf.convert_to_tensor_or_indexed_slices", "tf.convert_to_tensor_or_sparse_tensor", default="Const")
def _convert_to_tensor_or_more(call: OpCall, value: Value, dtype: Value = None, name: Value = None) -> Value:
    return converted(call, value, dtype, None, name)


def converted(call: OpCall, value: Value, dtype: Value, preferred: Value, name: Value) -> Value:
    """ops.convert_to_tensor: tensors are given back, lists that hold tensors are packed, the rest is a constant."""
    if isinstance(value, Variable):
        call.unnamed()
        return read_of(call, value)
    if isinstance(value, Tensor) or hasattr(value, "dense_shape") or type(value).__name__ == "IndexedSlices":
        call.unnamed()
        return value
    wanted = dtype_of(dtype) if dtype is not None else (dtype_of_operand(value) or asked_dtype(preferred, None))
    if isinstance(value, (list, tuple)) and holds_tensor(value):
        call.unnamed()
        full = call.graph.op_name_for(call.interpreter, "packed", name)
        return Tensor(call.graph, dims_of_operand(value), wanted, full, constant_of(value), inputs=tuple(value))
    if type(value).__name__ == "TensorShape":
        call.unnamed()
        full = call.graph.op_name_for(call.interpreter, "shape_as_tensor", name)
        dims = value.dims
        return Tensor(
            call.graph,
            (len(dims),) if isinstance(dims, tuple) else UNSEEN,
            asked_dtype(dtype, INT32),
            full,
            constant_of(value),
        )
    return call.tensor(dims_of_operand(value), wanted, _in_dtype(constant_of(value), wanted))


def read_of(call: OpCall, variable: Variable) -> Tensor:
    """A variable as a tensor: a plain one has one read op from the start, a resource is read anew."""
    full = call.other_op("ReadVariableOp") if variable.is_resource else f"{variable.op_name}/read"
    return Tensor(call.graph, variable.dims, variable.dtype, full, inputs=(variable,))


def holds_tensor(value: Value) -> bool:
    """Whether a nested list has tensors in it, which makes it a Pack op instead of a constant."""
    return any(isinstance(item, Tensor) or (isinstance(item, (list, tuple)) and holds_tensor(item)) for item in value)


# -- filled tensors


def _fill_constant(dims: Dims, item: Any) -> Value:
    if isinstance(dims, tuple) and len(dims) == 1 and isinstance(dims[0], int) and dims[0] <= 64:
        return (item,) * dims[0]
    return item if dims == () else None


def _filled(name: str, item: int) -> None:
    @op(f"tf.{name}", default=name)
    def shape_of(call: OpCall, shape: Value, dtype: Value = FLOAT32, name: Value = None) -> Value:
        dims = shape_argument(shape)
        return call.tensor(dims, dtype_of(dtype), _fill_constant(dims, item))


_filled("zeros", 0)
_filled("ones", 1)


@op("tf.fill", default="Fill")
def _fill(call: OpCall, dims: Value, value: Value, name: Value = None) -> Value:
    shape = shape_argument(dims)
    constant = constant_of(value)
    return call.tensor(shape, dtype_of_operand(value), _fill_constant(shape, constant) if is_known(constant) else None)


def _like(name: str, item: int) -> None:
    @op(f"tf.{name}", default=name)
    def shape_of(call: OpCall, tensor: Value, dtype: Value = None, name: Value = None, optimize: Value = True) -> Value:
        dims = dims_of_operand(tensor)
        known = is_fully_defined(dims) is True
        return call.tensor(
            dims, asked_dtype(dtype, dtype_of_operand(tensor)), _fill_constant(dims, item) if known else None
        )


_like("zeros_like", 0)
_like("ones_like", 1)


# -- sequences


@op("tf.range", default="range")
def _range(call: OpCall, start: Value, limit: Value = None, delta: Value = 1, dtype: Value = None,
           name: Value = "range") -> Value:  # fmt: skip
    if limit is None:
        start, limit = 0, start
    bounds = tuple(constant_of(part) for part in (start, limit, delta))
    wanted = dtype_of(dtype) if dtype is not None else _range_dtype(start, limit, delta)
    if not is_known(bounds) or not bounds[2]:
        return call.tensor((Unknown("range") if is_unseen(bounds) else None,), wanted)
    first, end, step = bounds
    count = max(0, math.ceil((end - first) / step))
    return call.tensor((count,), wanted, tuple(first + step * i for i in range(count)) if count <= 64 else None)


def _range_dtype(*parts: Value) -> DType | None:
    """The widest dtype among the bounds, in the order int32, int64, float32, float64."""
    found = [dtype_of_operand(part) for part in parts]
    if None in found:
        return None
    order = ["int32", "int64", "float32", "float64"]
    return max(found, key=lambda dtype: order.index(dtype.name) if dtype.name in order else -1)


@op("tf.linspace", "tf.lin_space", default="LinSpace")
def _linspace(call: OpCall, start: Value, stop: Value, num: Value, name: Value = None) -> Value:
    return call.tensor((size_of(num),), common_dtype(start, stop))


@op("tf.one_hot", default="one_hot")
def _one_hot(call: OpCall, indices: Value, depth: Value, on_value: Value = None, off_value: Value = None,
             axis: Value = None, dtype: Value = None, name: Value = None) -> Value:  # fmt: skip
    dims = dims_of_operand(indices)
    value = given(on_value, off_value)
    wanted = asked_dtype(dtype, dtype_of_operand(value) if value is not None else FLOAT32)
    if not isinstance(dims, tuple):
        return call.tensor(dims, wanted)
    position = len(dims) if axis is None or axis == -1 else axis
    if not isinstance(position, int):
        return call.tensor(UNSEEN, wanted)
    return call.tensor((*dims[:position], size_of(depth), *dims[position:]), wanted)


@op("tf.sequence_mask", default="SequenceMask")
def _sequence_mask(
    call: OpCall, lengths: Value, maxlen: Value = None, dtype: Value = BOOL, name: Value = None
) -> Value:
    """Without a length the longest one counts, which TensorFlow works out when `lengths` is a constant."""
    dims, wanted = dims_of_operand(lengths), dtype_of(dtype)
    if maxlen is None:
        constant = constant_of(lengths)
        size = max(flattened(constant)) if is_known(constant) and constant != () else (
            Unknown("maxlen") if is_unseen(constant) else None)  # fmt: skip
    else:
        size = size_of(maxlen)
    shape = (*dims, size) if isinstance(dims, tuple) else dims
    return call.tensor(shape, wanted, inner="Less" if wanted is BOOL else "Cast_1")


@op("tf.meshgrid", default="meshgrid")
def _meshgrid(call: OpCall, *args: Value, **kwargs: Value) -> Value:
    sizes = [element_count(dims_of_operand(item)) for item in args]
    order = list(sizes)
    if kwargs.get("indexing", "xy") == "xy" and len(order) > 1:
        order[0], order[1] = order[1], order[0]
    dims = tuple(order)
    dtype = dtype_of_operand(args[0]) if args else None
    names = ["mul", *(f"mul_{index}" for index in range(1, len(args)))]
    return [call.tensor(dims, dtype, inner=name, of=arg) for name, arg in zip(names, args, strict=False)]


__all__ = ["converted", "holds_tensor", "product", "shape_argument"]

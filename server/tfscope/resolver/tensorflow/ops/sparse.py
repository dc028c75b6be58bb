"""Sparse tensors and indexed slices (tensorflow/python/framework/sparse_tensor.py, ops/sparse_ops.py)."""

from __future__ import annotations

from typing import Any

from tfscope.resolver.library.registry import OpCall, op, value
from tfscope.resolver.python.types import NativeType
from tfscope.resolver.python.values import NativeObject, Unknown, Value
from tfscope.resolver.tensorflow.constants import constant_of
from tfscope.resolver.tensorflow.dtypes import BOOL, INT64, DType, dtype_of
from tfscope.resolver.tensorflow.ops.creation import shape_argument
from tfscope.resolver.tensorflow.ops.operands import dtype_of_operand, given, length_of, size_of
from tfscope.resolver.tensorflow.ops.reductions import reduced
from tfscope.resolver.tensorflow.shapes import UNSEEN, Dims, TensorShape, dims_of
from tfscope.resolver.tensorflow.tensors import Tensor, dims_of_operand


class SparseTensor(NativeObject):
    """`tf.SparseTensor`: three tensors."""

    type_name = "SparseTensor"

    def __init__(self, indices: Any, values: Any, dense_shape: Any) -> None:
        self.indices = indices
        self.values = values
        self.dense_shape = dense_shape

    @property
    def dims(self) -> Dims:
        return dims_of(self.dense_shape) if isinstance(self.dense_shape, Tensor) else UNSEEN

    @property
    def dtype(self) -> DType | None:
        return dtype_of_operand(self.values)

    def with_values(self, values: Any) -> SparseTensor:
        return SparseTensor(self.indices, values, self.dense_shape)

    def get_indices(self, interpreter: Any) -> Value:
        return self.indices

    def get_values(self, interpreter: Any) -> Value:
        return self.values

    def get_dense_shape(self, interpreter: Any) -> Value:
        return self.dense_shape

    def get_dtype(self, interpreter: Any) -> Value:
        return self.dtype if self.dtype is not None else Unknown("dtype")

    def get_shape(self, interpreter: Any) -> Value:
        return TensorShape(self.dims)

    def py_get_shape(self, interpreter: Any) -> Value:
        return TensorShape(self.dims)

    def get_op(self, interpreter: Any) -> Value:
        return self.values.get_op(interpreter) if isinstance(self.values, Tensor) else Unknown("op")

    def get_name(self, interpreter: Any) -> Value:
        return Unknown("name")

    def get_graph(self, interpreter: Any) -> Value:
        return interpreter.graphs.current

    def joined(self, other: Value) -> Value:
        if not isinstance(other, SparseTensor):
            return NotImplemented
        parts = zip((self.indices, self.values, self.dense_shape), (other.indices, other.values, other.dense_shape), strict=True)
        return SparseTensor(*(a.joined(b) if isinstance(a, Tensor) else a for a, b in parts))


class IndexedSlices(NativeObject):
    """`tf.IndexedSlices`: the rows of a gradient."""

    type_name = "IndexedSlices"

    def __init__(self, values: Value, indices: Value, dense_shape: Value = None) -> None:
        self.values = values
        self.indices = indices
        self.dense_shape_value = dense_shape

    def get_values(self, interpreter: Any) -> Value:
        return self.values

    def get_indices(self, interpreter: Any) -> Value:
        return self.indices

    def get_dense_shape(self, interpreter: Any) -> Value:
        return self.dense_shape_value

    def get_name(self, interpreter: Any) -> Value:
        return self.values.get_name(interpreter) if isinstance(self.values, Tensor) else Unknown("name")

    def get_dtype(self, interpreter: Any) -> Value:
        return dtype_of_operand(self.values) or Unknown("dtype")


def _make_sparse(interpreter: Any, indices: Value = None, values: Value = None, dense_shape: Value = None) -> Value:
    """`tf.SparseTensor(...)`, which converts its parts in a name scope of its own."""
    graph = interpreter.graphs.current
    full = graph.scope_name_for(interpreter, "SparseTensor")
    parts = []
    for part, name, dtype in ((indices, "indices", INT64), (values, "values", None), (dense_shape, "dense_shape", INT64)):
        if not isinstance(part, Tensor):
            kind = dtype or dtype_of_operand(part)
            part = Tensor(graph, dims_of_operand(part), kind, f"{full}/{name}", constant_of(part))
        parts.append(part)
    return SparseTensor(*parts)


value("tf.SparseTensor", "tf.sparse.SparseTensor")(NativeType("tf.SparseTensor", (SparseTensor,), _make_sparse))
value("tf.IndexedSlices")(NativeType("tf.IndexedSlices", (IndexedSlices,), lambda i, values, indices, dense_shape=None: (
    IndexedSlices(values, indices, dense_shape))))  # fmt: skip


def _sparse(call: OpCall, dtype: DType | None, rank: Any, dense_shape: Value = None, inner: str | None = None) -> SparseTensor:
    """A sparse result of one op with three outputs, in TensorFlow's order."""
    prefix = "" if inner is None else inner
    made = []
    for index, (dims, kind) in enumerate((((None, rank), INT64), ((None,), dtype), ((rank,), INT64))):
        made.append(call.tensor(dims, kind, inner=None if inner is None else f"{prefix}:{index}"))
    if dense_shape is not None:
        made[2].constant = dense_shape
    call.after("SparseTensor")
    return SparseTensor(*made)


def _rank(sparse: Value) -> Any:
    dims = getattr(sparse, "dims", UNSEEN)
    return len(dims) if isinstance(dims, tuple) else (Unknown("rank") if dims is UNSEEN else None)


def _dtype(sparse: Value) -> DType | None:
    return sparse.dtype if isinstance(sparse, SparseTensor) else None


@op("tf.sparse_placeholder", "tf.sparse.placeholder", default="")
def _sparse_placeholder(call: OpCall, dtype: Value, shape: Value = None, name: Value = None) -> Value:
    """Three placeholders; a fully known shape is a constant (array_ops.sparse_placeholder)."""
    call.unnamed()
    graph, base = call.graph, name if isinstance(name, str) else None
    named = {part: None if base is None else f"{base}/{part}" for part in ("values", "indices", "shape")}
    dims = shape_argument(shape)
    rank = len(dims) if isinstance(dims, tuple) else (None if dims is None else Unknown("rank"))
    known = isinstance(dims, tuple) and all(isinstance(dim, int) for dim in dims)

    def part(kind: str, default: str, shape_of_part: Dims, part_dtype: Any, constant: Value = None) -> Tensor:
        return Tensor(graph, shape_of_part, part_dtype, graph.op_name_for(call.interpreter, default, named[kind]), constant)

    if known:
        shape_part = part("shape", "Const", (rank,), INT64, dims)
    values = part("values", "Placeholder", (None,), dtype_of(dtype))
    indices = part("indices", "Placeholder", (None, rank), INT64)
    if not known:
        shape_part = part("shape", "Placeholder", (rank,), INT64)
    graph.scope_name_for(call.interpreter, "SparseTensor")
    return SparseTensor(indices, values, shape_part)


@op("tf.sparse_tensor_dense_matmul", "tf.sparse.sparse_dense_matmul", "tf.sparse.matmul", default="SparseTensorDenseMatMul")
def _sparse_dense_matmul(call: OpCall, sp_a: Value, b: Value, adjoint_a: Value = False, adjoint_b: Value = False,
                         name: Value = None) -> Value:  # fmt: skip
    left, right = getattr(sp_a, "dims", UNSEEN), dims_of_operand(b)
    rows = None if left is None else (left[-1 if adjoint_a else 0] if isinstance(left, tuple) and len(left) == 2 else Unknown("dim"))
    columns = None if right is None else (right[0 if adjoint_b else -1] if isinstance(right, tuple) and right else Unknown("dim"))
    return call.tensor((rows, columns), dtype_of_operand(b), inner="SparseTensorDenseMatMul")


@op("tf.sparse_tensor_to_dense", "tf.sparse.to_dense", default="SparseToDense")
def _sparse_tensor_to_dense(call: OpCall, sp_input: Value, default_value: Value = None, validate_indices: Value = True,
                            name: Value = None) -> Value:  # fmt: skip
    return call.tensor(getattr(sp_input, "dims", UNSEEN), _dtype(sp_input))


@op("tf.sparse_to_dense", default="SparseToDense")
def _sparse_to_dense(call: OpCall, sparse_indices: Value, output_shape: Value, sparse_values: Value, default_value: Value = 0,
                     validate_indices: Value = True, name: Value = None) -> Value:  # fmt: skip
    return call.tensor(shape_argument(output_shape), dtype_of_operand(sparse_values))


@op("tf.sparse_reduce_sum", "tf.sparse.reduce_sum", default="SparseReduceSum")
def _sparse_reduce_sum(call: OpCall, sp_input: Value, axis: Value = None, keepdims: Value = None, reduction_axes: Value = None,
                       keep_dims: Value = None) -> Value:  # fmt: skip
    """The op itself does not know its shape; the Python around it sets what follows from the input's."""
    axis = given(axis, reduction_axes)
    if axis is None:
        call.other_op("Const")
    return call.tensor(reduced(getattr(sp_input, "dims", UNSEEN), axis, bool(given(keepdims, keep_dims))), _dtype(sp_input))


@op("tf.sparse_add", "tf.sparse.add", default="SparseAdd")
def _sparse_add(call: OpCall, a: Value, b: Value, threshold: Value = None, thresh: Value = None) -> Value:
    if isinstance(a, SparseTensor) and isinstance(b, SparseTensor):
        return _sparse(call, a.dtype, _rank(a))
    call.default = "SparseTensorDenseAdd"
    dense = b if isinstance(a, SparseTensor) else a
    return call.tensor(dims_of_operand(dense), dtype_of_operand(dense))


@op("tf.sparse_reshape", "tf.sparse.reshape", default="SparseReshape")
def _sparse_reshape(call: OpCall, sp_input: Value, shape: Value, name: Value = None) -> Value:
    rank = length_of(shape)
    indices, dense = call.tensor((None, rank), INT64), call.tensor((rank,), INT64, constant_of(shape))
    values = call.tensor((None,), _dtype(sp_input), inner=None)
    call.after("SparseTensor")
    return SparseTensor(indices, values, dense)


def _same_sparse(names: str, default: str) -> None:
    """Ops that keep the shape of a sparse tensor."""

    @op(*names.split(), default=default)
    def shape(call: OpCall, sp_input: Value, *rest: Value, name: Value = None, **kwargs: Value) -> Value:
        dims = getattr(sp_input, "dims", None)
        return _sparse(call, _dtype(sp_input), _rank(sp_input), dims if isinstance(dims, tuple) else None)


_same_sparse("tf.sparse_reorder tf.sparse.reorder", "SparseReorder")
_same_sparse("tf.sparse_softmax tf.sparse.softmax", "SparseSoftmax")
_same_sparse("tf.sparse_retain tf.sparse.retain", "SparseRetain")
_same_sparse("tf.sparse_minimum tf.sparse.minimum", "SparseSparseMinimum")
_same_sparse("tf.sparse_maximum tf.sparse.maximum", "SparseSparseMaximum")


def _loose_sparse(names: str, default: str) -> None:
    """Ops that give a sparse tensor of the same rank and of sizes that are not followed."""

    @op(*names.split(), default=default)
    def shape(call: OpCall, sp_input: Value, *rest: Value, name: Value = None, **kwargs: Value) -> Value:
        result = _sparse(call, _dtype(sp_input), _rank(sp_input))
        result.dense_shape.constant = Unknown("dense_shape")
        return result


_loose_sparse("tf.sparse_slice tf.sparse.slice", "SparseSlice")
_loose_sparse("tf.sparse_transpose tf.sparse.transpose", "SparseTranspose")
_loose_sparse("tf.sparse_reset_shape tf.sparse.reset_shape", "SparseResetShape")


@op("tf.sparse_concat", "tf.sparse.concat", default="SparseConcat")
def _sparse_concat(call: OpCall, axis: Value, sp_inputs: Value, name: Value = None, expand_nonconcat_dim: Value = False,
                   concat_dim: Value = None, expand_nonconcat_dims: Value = None) -> Value:  # fmt: skip
    first = sp_inputs[0] if isinstance(sp_inputs, (list, tuple)) and sp_inputs else None
    result = _sparse(call, _dtype(first), _rank(first))
    result.dense_shape.constant = Unknown("dense_shape")
    return result


@op("tf.sparse.from_dense", "tf.contrib.layers.dense_to_sparse", default="dense_to_sparse")
def _from_dense(call: OpCall, tensor: Value, name: Value = None) -> Value:
    dims = dims_of_operand(tensor)
    result = _sparse(call, dtype_of_operand(tensor), len(dims) if isinstance(dims, tuple) else None, inner="dense_to_sparse")
    result.dense_shape.constant = dims if isinstance(dims, tuple) else None
    return result


@op("tf.sparse_to_indicator", "tf.sparse.to_indicator", default="SparseToDense")
def _sparse_to_indicator(call: OpCall, sp_input: Value, vocab_size: Value, name: Value = None) -> Value:
    dims = getattr(sp_input, "dims", UNSEEN)
    return call.tensor((*dims[:-1], size_of(vocab_size)) if isinstance(dims, tuple) else dims, BOOL)


@op("tf.sparse_fill_empty_rows", "tf.sparse.fill_empty_rows", default="SparseFillEmptyRows")
def _sparse_fill_empty_rows(call: OpCall, sp_input: Value, default_value: Value, name: Value = None) -> Value:
    dims = getattr(sp_input, "dims", UNSEEN)
    result = _sparse(call, _dtype(sp_input), _rank(sp_input), dims if isinstance(dims, tuple) else None)
    return (result, call.tensor((dims[0] if isinstance(dims, tuple) and dims else None,), BOOL))

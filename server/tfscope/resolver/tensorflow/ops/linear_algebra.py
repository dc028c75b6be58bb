"""Linear algebra (tensorflow/python/ops/math_ops.py, linalg_ops.py, special_math_ops.py, array_ops.py)."""

from __future__ import annotations

from collections import namedtuple
from typing import Any

from tfscope.resolver.library.registry import OpCall, op, op_table
from tfscope.resolver.python.values import Unknown, Value
from tfscope.resolver.tensorflow.dtypes import DTYPES, FLOAT32, INT32, dtype_of
from tfscope.resolver.tensorflow.ops.operands import (
    agreed,
    asked_dtype,
    axes_of,
    common_dtype,
    dtype_of_operand,
    given,
    plain,
    prefix,
    product,
    size_of,
)  # fmt: skip
from tfscope.resolver.tensorflow.ops.reductions import reduced
from tfscope.resolver.tensorflow.shapes import UNSEEN, Dims, broadcast, dims_of
from tfscope.resolver.tensorflow.tensors import Tensor, dims_of_operand


def multiplied(left: Dims, right: Dims, transpose_left: Value = False, transpose_right: Value = False) -> Dims:
    """The shape of a matrix product. Python uses the plain MatMul unless one rank is known to be above 2."""
    flags = (transpose_left, transpose_right)
    if left is UNSEEN or right is UNSEEN or any(isinstance(flag, Unknown) for flag in flags):
        return UNSEEN
    if left is None or right is None:
        return None
    if len(left) < 2 or len(right) < 2:
        return UNSEEN
    rows = left[-1] if transpose_left else left[-2]
    columns = right[-2] if transpose_right else right[-1]
    batch = broadcast(left[:-2], right[:-2])
    return (*batch, rows, columns) if isinstance(batch, tuple) else UNSEEN


@op("tf.matmul", "tf.linalg.matmul", default="MatMul")
def _matmul(call: OpCall, a: Value, b: Value, transpose_a: Value = False, transpose_b: Value = False,
            adjoint_a: Value = False, adjoint_b: Value = False, a_is_sparse: Value = False,
            b_is_sparse: Value = False, name: Value = None) -> Value:  # fmt: skip
    dims = multiplied(dims_of_operand(a), dims_of_operand(b), transpose_a or adjoint_a, transpose_b or adjoint_b)
    return call.tensor(dims, common_dtype(a, b))


@op("tf.sparse_matmul", default="SparseMatMul")
def _sparse_matmul(call: OpCall, a: Value, b: Value, transpose_a: Value = False, transpose_b: Value = False,
                   a_is_sparse: Value = False, b_is_sparse: Value = False, name: Value = None) -> Value:  # fmt: skip
    return call.tensor(multiplied(dims_of_operand(a), dims_of_operand(b), transpose_a, transpose_b), FLOAT32)


@op("tf.linalg.matvec", default="MatVec")
def _matvec(call: OpCall, a: Value, b: Value, transpose_a: Value = False, adjoint_a: Value = False,
            a_is_sparse: Value = False, b_is_sparse: Value = False, name: Value = None) -> Value:  # fmt: skip
    right = dims_of_operand(b)
    right = (*right, 1) if isinstance(right, tuple) else right
    dims = multiplied(dims_of_operand(a), right, transpose_a or adjoint_a)
    return call.tensor(prefix(dims, 1), common_dtype(a, b), inner="Squeeze")


@op("tf.tensordot", "tf.linalg.tensordot", default="Tensordot")
def _tensordot(call: OpCall, a: Value, b: Value, axes: Value, name: Value = None) -> Value:
    return call.tensor(contracted(dims_of_operand(a), dims_of_operand(b), axes), common_dtype(a, b))


def contracted(left: Dims, right: Dims, axes: Value) -> Dims:
    """The shape of a tensor contraction over `axes`: a count, or a pair of axes or lists of axes."""
    if not isinstance(left, tuple) or not isinstance(right, tuple):
        return UNSEEN if UNSEEN in (left, right) else None
    axes = plain(axes)
    if isinstance(axes, int):
        over_left, over_right = list(range(len(left) - axes, len(left))), list(range(axes))
    elif isinstance(axes, (list, tuple)) and len(axes) == 2:
        over_left, over_right = axes_of(axes[0]), axes_of(axes[1])
    else:
        return UNSEEN
    if over_left is None or over_right is None or not left or not right:
        return UNSEEN
    removed_left, removed_right = {a % len(left) for a in over_left}, {a % len(right) for a in over_right}
    kept = [dim for i, dim in enumerate(left) if i not in removed_left]
    return tuple(kept + [dim for i, dim in enumerate(right) if i not in removed_right])


@op("tf.einsum", "tf.linalg.einsum", default="einsum")
def _einsum(call: OpCall, equation: Value, *inputs: Value, **kwargs: Value) -> Value:
    shapes = [dims_of_operand(item) for item in inputs]
    dims = summed(equation, shapes) if isinstance(equation, str) else UNSEEN
    return call.tensor(dims, common_dtype(*inputs) if inputs else None, inner=_last_of_einsum(equation, shapes))


def summed(equation: str, shapes: list[Dims]) -> Dims:
    """The shape that an einsum equation gives; without an arrow, the letters that stand once, in order."""
    inputs, arrow, output = equation.replace(" ", "").partition("->")
    parts = inputs.split(",")
    if "." in equation or len(parts) != len(shapes):
        return UNSEEN
    if not arrow:
        letters = inputs.replace(",", "")
        output = "".join(sorted(letter for letter in set(letters) if letters.count(letter) == 1))
    sizes: dict[str, list[Any]] = {}
    for letters, dims in zip(parts, shapes, strict=True):
        known = dims if isinstance(dims, tuple) and len(dims) == len(letters) else None
        for index, letter in enumerate(letters):
            sizes.setdefault(letter, []).append(
                known[index] if known else (Unknown("dim") if dims is not None else None)
            )
    return tuple(agreed(*sizes.get(letter, [None])) for letter in output)


def _last_of_einsum(equation: Value, shapes: list[Dims]) -> str:
    """The name, inside the scope, of the op that gives the result (special_math_ops._einsum_v1). Where an
    equation takes more than a plain product, it depends on which reshapes and transposes are needed."""
    if not isinstance(equation, str) or "->" not in equation:
        return ""
    inputs, _, output = equation.replace(" ", "").partition("->")
    parts = inputs.split(",")
    if len(parts) == 1:
        return "Sum" if len(output) < len(inputs) else "transpose"
    left, right = parts[0], parts[1]
    shared = [letter for letter in left if letter in right and letter not in output]
    if not shared:
        return "Mul"
    batch = [letter for letter in left if letter in right and letter in output]
    if not batch and len(left) == len(right) == len(output) == 2 and left[-1] == right[0]:
        return "MatMul"
    if len(shared) != 1 or len(parts) > 2:
        return ""
    free = [letter for letter in left if letter not in right] + [letter for letter in right if letter not in left]
    in_order = batch + free == list(output)
    return ("Reshape_2" if batch else "Reshape_1") if in_order and len(free) + len(batch) <= 3 else ""


@op("tf.norm", "tf.linalg.norm", default="norm")
def _norm(call: OpCall, tensor: Value, ord: Value = "euclidean", axis: Value = None, keepdims: Value = None,
          name: Value = None, keep_dims: Value = None) -> Value:  # fmt: skip
    keep = bool(given(keepdims, keep_dims))
    dims = reduced(dims_of_operand(tensor), axis, keep)
    return call.tensor(dims, dtype_of_operand(tensor), inner="Sqrt" if keep else "Squeeze")


@op("tf.linalg.normalize", default="normalize")
def _normalize(call: OpCall, tensor: Value, ord: Value = "euclidean", axis: Value = None, name: Value = None) -> Value:
    dims, dtype = dims_of_operand(tensor), dtype_of_operand(tensor)
    return (call.tensor(dims, dtype, inner="truediv"), call.tensor(reduced(dims, axis, True), dtype, inner="norm/Sqrt"))


@op("tf.trace", "tf.linalg.trace", default="Trace")
def _trace(call: OpCall, x: Value, name: Value = None) -> Value:
    return call.tensor(prefix(dims_of_operand(x), 2), dtype_of_operand(x))


# -- diagonals


@op("tf.diag", "tf.linalg.tensor_diag", default="Diag")
def _tensor_diag(call: OpCall, diagonal: Value, name: Value = None) -> Value:
    dims = dims_of_operand(diagonal)
    return call.tensor(dims * 2 if isinstance(dims, tuple) else dims, dtype_of_operand(diagonal))


@op("tf.diag_part", "tf.linalg.tensor_diag_part", default="DiagPart")
def _tensor_diag_part(call: OpCall, input: Value, name: Value = None) -> Value:
    dims = dims_of_operand(input)
    half = tuple(map(agreed, dims[: len(dims) // 2], dims[len(dims) // 2 :])) if isinstance(dims, tuple) else dims
    return call.tensor(half, dtype_of_operand(input))


@op("tf.matrix_diag", "tf.linalg.diag", default="diag")
def _matrix_diag(call: OpCall, diagonal: Value, name: Value = "diag", k: Value = 0, num_rows: Value = -1,
                 num_cols: Value = -1, padding_value: Value = 0) -> Value:  # fmt: skip
    dims = dims_of_operand(diagonal)
    if not isinstance(dims, tuple) or not dims:
        return call.tensor(dims, dtype_of_operand(diagonal))
    return call.tensor((*dims, dims[-1]) if k == 0 else UNSEEN, dtype_of_operand(diagonal))


@op("tf.matrix_diag_part", "tf.linalg.diag_part", default="diag_part")
def _matrix_diag_part(
    call: OpCall, input: Value, name: Value = "diag_part", k: Value = 0, padding_value: Value = 0
) -> Value:
    dims = dims_of_operand(input)
    if not isinstance(dims, tuple) or len(dims) < 2:
        return call.tensor(dims, dtype_of_operand(input))
    return call.tensor((*dims[:-2], _smaller(*dims[-2:])) if k == 0 else UNSEEN, dtype_of_operand(input))


def _smaller(left: Any, right: Any) -> Any:
    if isinstance(left, int) and isinstance(right, int):
        return min(left, right)
    return Unknown("dim") if isinstance(left, Unknown) or isinstance(right, Unknown) else None


@op("tf.matrix_set_diag", "tf.linalg.set_diag", default="set_diag")
def _set_diag(call: OpCall, input: Value, diagonal: Value, name: Value = "set_diag", k: Value = 0) -> Value:
    return call.tensor(dims_of_operand(input), dtype_of_operand(input))


@op("tf.eye", "tf.linalg.eye", default="eye")
def _eye(call: OpCall, num_rows: Value, num_columns: Value = None, batch_shape: Value = None, dtype: Value = FLOAT32,
         name: Value = None) -> Value:  # fmt: skip
    rows = size_of(num_rows)
    columns = rows if num_columns is None else size_of(num_columns)
    batch = () if batch_shape is None else dims_of(batch_shape)
    dims = (*batch, rows, columns) if isinstance(batch, tuple) else UNSEEN
    return call.tensor(dims, dtype_of(dtype), inner="diag" if num_columns is None else "set_diag")


def _swapped(call: OpCall, a: Value, inner: str) -> Tensor:
    dims = dims_of_operand(a)
    swapped = (*dims[:-2], dims[-1], dims[-2]) if isinstance(dims, tuple) and len(dims) >= 2 else dims
    return call.tensor(swapped, dtype_of_operand(a), inner=inner)


@op("tf.matrix_transpose", "tf.linalg.matrix_transpose", "tf.linalg.transpose", default="matrix_transpose")
def _matrix_transpose(call: OpCall, a: Value, name: Value = "matrix_transpose", conjugate: Value = False) -> Value:
    return _swapped(call, a, "transpose")


@op("tf.linalg.adjoint", default="adjoint")
def _adjoint(call: OpCall, matrix: Value, name: Value = None) -> Value:
    return _swapped(call, matrix, "matrix_transpose/transpose")


# -- solving and decomposing


def _determinant(call: OpCall, default: str, input: Value) -> Tensor:
    return call.tensor(
        prefix(dims_of_operand(input), 2), dtype_of_operand(input), inner="mul" if default == "logdet" else None
    )


op_table("""
tf.matrix_determinant tf.linalg.det: MatrixDeterminant(input, name)
tf.linalg.logdet: logdet(matrix, name)
""", _determinant)  # fmt: skip

_SIGN_AND_LOG = namedtuple("LogMatrixDeterminant", ("sign", "log_abs_determinant"))


@op("tf.linalg.slogdet", default="LogMatrixDeterminant")
def _slogdet(call: OpCall, input: Value, name: Value = None) -> Value:
    dims, dtype = prefix(dims_of_operand(input), 2), dtype_of_operand(input)
    return _SIGN_AND_LOG(*call.tensors([dims, dims], dtype))


def _solved(call: OpCall, default: str, matrix: Value, rhs: Value, *rest: Value) -> Tensor:
    left, right = dims_of_operand(matrix), dims_of_operand(rhs)
    inner = {"cholesky_solve": "MatrixTriangularSolve_1", "matrix_solve_ls": ""}
    if not isinstance(left, tuple) or not isinstance(right, tuple) or len(left) < 2 or not right:
        return call.tensor(UNSEEN, dtype_of_operand(matrix), inner=inner.get(default))
    rows = left[-1] if default == "matrix_solve_ls" else left[-2]
    return call.tensor((*left[:-2], rows, right[-1]), dtype_of_operand(matrix), inner=inner.get(default))


op_table("""
tf.matrix_solve tf.linalg.solve: MatrixSolve(matrix, rhs, adjoint, name)
tf.matrix_triangular_solve tf.linalg.triangular_solve: MatrixTriangularSolve(matrix, rhs, lower, adjoint, name)
tf.cholesky_solve tf.linalg.cholesky_solve: cholesky_solve(chol, rhs, name)
tf.matrix_solve_ls tf.linalg.lstsq: matrix_solve_ls(matrix, rhs, l2_regularizer, fast, name)
""", _solved)  # fmt: skip


@op("tf.svd", "tf.linalg.svd", default="Svd")
def _svd(
    call: OpCall, tensor: Value, full_matrices: Value = False, compute_uv: Value = True, name: Value = None
) -> Value:
    dims, dtype = dims_of_operand(tensor), dtype_of_operand(tensor)
    if not isinstance(dims, tuple) or len(dims) < 2:
        shapes: list[Dims] = [dims, dims, dims]
    else:
        batch, (rows, columns) = dims[:-2], dims[-2:]
        least = _smaller(rows, columns)
        left, right = (rows, columns) if full_matrices else (least, least)
        shapes = [(*batch, least), (*batch, rows, left), (*batch, columns, right)]
    results = tuple(call.tensors(shapes, dtype))
    call.after("Real")
    return results if compute_uv else results[0]


@op("tf.qr", "tf.linalg.qr", default="Qr")
def _qr(call: OpCall, input: Value, full_matrices: Value = False, name: Value = None) -> Value:
    dims, dtype = dims_of_operand(input), dtype_of_operand(input)
    if not isinstance(dims, tuple) or len(dims) < 2:
        return _QR(*call.tensors([dims, dims], dtype))
    batch, (rows, columns) = dims[:-2], dims[-2:]
    inner = rows if full_matrices else _smaller(rows, columns)
    return _QR(*call.tensors([(*batch, rows, inner), (*batch, inner, columns)], dtype))


_QR = namedtuple("Qr", ("q", "r"))
_LU = namedtuple("Lu", ("lu", "p"))


@op("tf.linalg.lu", default="Lu")
def _lu(call: OpCall, input: Value, output_idx_type: Value = INT32, name: Value = None) -> Value:
    dims = dims_of_operand(input)
    return _LU(call.tensor(dims, dtype_of_operand(input)), call.tensor(prefix(dims, 1), dtype_of(output_idx_type)))


@op("tf.self_adjoint_eig", "tf.linalg.eigh", default="SelfAdjointEigV2")
def _eigh(call: OpCall, tensor: Value, name: Value = None) -> Value:
    dims = dims_of_operand(tensor)
    return tuple(call.tensors([prefix(dims, 1), dims], dtype_of_operand(tensor)))


@op("tf.self_adjoint_eigvals", "tf.linalg.eigvalsh", default="SelfAdjointEigV2")
def _eigvalsh(call: OpCall, tensor: Value, name: Value = None) -> Value:
    return call.tensor(prefix(dims_of_operand(tensor), 1), dtype_of_operand(tensor))


@op("tf.linalg.expm", default="matrix_exponential")
def _expm(call: OpCall, input: Value, name: Value = None) -> Value:
    return call.tensor(dims_of_operand(input), dtype_of_operand(input), inner="Reshape_1")


__all__ = ["DTYPES", "asked_dtype", "contracted", "multiplied", "product"]

"""Mathematical ops: names and static shapes (tensorflow/python/ops/math_ops.py)."""

from __future__ import annotations

from tfscope.resolver.library.registry import OpCall, op
from tfscope.resolver.python.values import Unknown, Value
from tfscope.resolver.tensorflow.dtypes import BOOL, INT64, dtype_of, dtype_of_python
from tfscope.resolver.tensorflow.shapes import UNSEEN, Dims, broadcast
from tfscope.resolver.tensorflow.tensors import Tensor, dims_of_operand

# Elementwise ops of one argument: public names (below `tf.`) and the op's own name.
_UNARY = {
    "abs": "Abs", "negative": "Neg", "square": "Square", "sqrt": "Sqrt", "rsqrt": "Rsqrt", "exp": "Exp", "log": "Log",
    "log1p": "Log1p", "expm1": "Expm1", "sin": "Sin", "cos": "Cos", "tan": "Tan", "asin": "Asin", "acos": "Acos",
    "atan": "Atan", "sinh": "Sinh", "cosh": "Cosh", "tanh": "Tanh", "sigmoid": "Sigmoid", "sign": "Sign",
    "floor": "Floor", "ceil": "Ceil", "round": "Round", "rint": "Rint", "reciprocal": "Reciprocal", "erf": "Erf",
    "erfc": "Erfc", "lgamma": "Lgamma", "digamma": "Digamma", "logical_not": "LogicalNot", "is_nan": "IsNan",
    "is_inf": "IsInf", "is_finite": "IsFinite", "identity": "Identity", "stop_gradient": "StopGradient",
    "zeros_like": "zeros_like", "ones_like": "ones_like", "cumsum": "Cumsum", "cumprod": "Cumprod",
    "log_sigmoid": "LogSigmoid", "softplus": "Softplus", "conj": "Conj", "angle": "Angle", "real": "Real",
    "imag": "Imag", "check_numerics": "CheckNumerics", "nn.relu": "Relu", "nn.relu6": "Relu6", "nn.elu": "Elu",
    "nn.selu": "Selu", "nn.softplus": "Softplus", "nn.softsign": "Softsign", "nn.sigmoid": "Sigmoid",
    "nn.tanh": "Tanh", "nn.softmax": "Softmax", "nn.log_softmax": "LogSoftmax", "nn.leaky_relu": "LeakyRelu",
    "nn.swish": "swish", "nn.crelu": "CRelu", "nn.l2_normalize": "l2_normalize", "nn.lrn": "LRN",
    "nn.local_response_normalization": "LRN", "nn.log_sigmoid": "LogSigmoid", "nn.bias_add": "BiasAdd",
    "nn.dropout": "dropout", "clip_by_value": "clip_by_value", "clip_by_norm": "clip_by_norm", "invert": "Invert",
}  # fmt: skip
_BOOLEAN = {"is_nan", "is_inf", "is_finite", "logical_not"}
_BINARY = {
    "add": "Add", "subtract": "Sub", "multiply": "Mul", "divide": "truediv", "div": "div", "truediv": "truediv",
    "floordiv": "floordiv", "floor_div": "FloorDiv", "mod": "FloorMod", "floormod": "FloorMod", "pow": "Pow",
    "maximum": "Maximum", "minimum": "Minimum", "squared_difference": "SquaredDifference", "atan2": "Atan2",
    "div_no_nan": "div_no_nan", "realdiv": "RealDiv",
}  # fmt: skip
_COMPARE = {
    "equal": "Equal", "not_equal": "NotEqual", "less": "Less", "less_equal": "LessEqual", "greater": "Greater",
    "greater_equal": "GreaterEqual", "logical_and": "LogicalAnd", "logical_or": "LogicalOr", "logical_xor": "LogicalXor",
}  # fmt: skip
_REDUCTIONS = {
    "reduce_sum": "Sum", "reduce_mean": "Mean", "reduce_max": "Max", "reduce_min": "Min", "reduce_prod": "Prod",
    "reduce_any": "Any", "reduce_all": "All", "reduce_logsumexp": "ReduceLogSumExp", "reduce_std": "reduce_std",
    "reduce_variance": "reduce_variance", "reduce_euclidean_norm": "EuclideanNorm",
}  # fmt: skip
_PLAIN_MATH = ("nn.", "clip", "identity", "stop_gradient", "zeros_like", "ones_like", "check", "invert")


def dtype_of_operand(value: Value) -> Value:
    """The dtype of an op's argument."""
    if isinstance(value, Tensor):
        return value.dtype
    return dtype_of_python(value) if isinstance(value, (int, float, str, bool, list, tuple)) else getattr(value, "dtype", None)


def _aliases(name: str) -> list[str]:
    return [] if name.startswith(_PLAIN_MATH) else [f"tf.math.{name}"]


def _unary(name: str, default: str) -> None:
    @op(f"tf.{name}", *_aliases(name), default=default)
    def shape(call: OpCall, x: Value = None, *rest: Value, **kwargs: Value) -> Value:
        x = _first(x, kwargs)
        return call.tensor(dims_of_operand(x), BOOL if name in _BOOLEAN else dtype_of_operand(x))


def _first(x: Value, kwargs: dict[str, Value]) -> Value:
    """The argument under whatever keyword the op calls it."""
    if x is not None:
        return x
    for key in ("input", "features", "tensor", "logits", "value", "t", "input_tensor", "labels"):
        if key in kwargs:
            return kwargs[key]
    return next(iter(kwargs.values()), None)


def _binary(name: str, default: str, is_comparison: bool) -> None:
    @op(f"tf.{name}", f"tf.math.{name}", default=default)
    def shape(call: OpCall, x: Value, y: Value, name: Value = None) -> Value:
        dtype = BOOL if is_comparison else dtype_of_operand(x if isinstance(x, Tensor) else y)
        return call.tensor(broadcast(dims_of_operand(x), dims_of_operand(y)), dtype)


def _reduction(name: str, default: str) -> None:
    @op(f"tf.{name}", f"tf.math.{name}", default=default)
    def shape(call: OpCall, input_tensor: Value, axis: Value = None, keepdims: Value = None, name: Value = None,
              reduction_indices: Value = None, keep_dims: Value = None) -> Value:  # fmt: skip
        axis = reduction_indices if axis is None else axis
        keep = keepdims if keepdims is not None else keep_dims
        dtype = dtype_of_operand(input_tensor)
        return call.tensor(reduced(dims_of_operand(input_tensor), axis, bool(keep)), dtype)


def reduced(dims: Dims, axis: Value, keep: bool) -> Dims:
    """The shape after a reduction over `axis` (an int, a list, None for all)."""
    if axis is None and not keep:
        return ()
    if not isinstance(dims, tuple):
        return dims
    axes = axis if isinstance(axis, (list, tuple)) else [axis]
    if axis is None:
        axes = list(range(len(dims)))
    axes = [getattr(a, "constant", a) for a in axes]
    if not all(isinstance(a, int) for a in axes):
        return UNSEEN
    removed = {a % len(dims) for a in axes} if dims else set()
    if keep:
        return tuple(1 if i in removed else dim for i, dim in enumerate(dims))
    return tuple(dim for i, dim in enumerate(dims) if i not in removed)


for _name, _default in _UNARY.items():
    _unary(_name, _default)
for _name, _default in _BINARY.items():
    _binary(_name, _default, False)
for _name, _default in _COMPARE.items():
    _binary(_name, _default, True)
for _name, _default in _REDUCTIONS.items():
    _reduction(_name, _default)


@op("tf.cast", "tf.dtypes.cast", default="Cast")
def _cast(call: OpCall, x: Value, dtype: Value, name: Value = None) -> Value:
    constant = x.constant if isinstance(x, Tensor) else None
    return call.tensor(dims_of_operand(x), dtype_of(dtype), constant)


for _name, _dtype in (("to_float", "float32"), ("to_int32", "int32"), ("to_int64", "int64"), ("to_double", "float64")):

    @op(f"tf.{_name}", default="To" + _name[3:].capitalize())
    def _to(call: OpCall, x: Value, name: Value = None, *, _dtype: str = _dtype) -> Value:
        return call.tensor(dims_of_operand(x), dtype_of(_dtype))


@op("tf.matmul", "tf.linalg.matmul", "tf.batch_matmul", default="MatMul")
def _matmul(call: OpCall, a: Value, b: Value, transpose_a: Value = False, transpose_b: Value = False,
            adjoint_a: Value = False, adjoint_b: Value = False, a_is_sparse: Value = False,
            b_is_sparse: Value = False, name: Value = None) -> Value:  # fmt: skip
    left, right = dims_of_operand(a), dims_of_operand(b)
    dtype = dtype_of_operand(a)
    if not isinstance(left, tuple) or not isinstance(right, tuple) or len(left) < 2 or len(right) < 2:
        return call.tensor(UNSEEN if UNSEEN in (left, right) else None, dtype)
    rows = left[-1] if transpose_a or adjoint_a else left[-2]
    columns = right[-2] if transpose_b or adjoint_b else right[-1]
    batch = left[:-2] if len(left) >= len(right) else right[:-2]
    return call.tensor((*batch, rows, columns), dtype)


@op("tf.argmax", "tf.math.argmax", default="ArgMax")
def _argmax(call: OpCall, input: Value, axis: Value = None, name: Value = None, dimension: Value = None,
            output_type: Value = INT64) -> Value:  # fmt: skip
    axis = dimension if axis is None else axis
    return call.tensor(reduced(dims_of_operand(input), 0 if axis is None else axis, False), dtype_of(output_type))


@op("tf.argmin", "tf.math.argmin", default="ArgMin")
def _argmin(call: OpCall, input: Value, axis: Value = None, name: Value = None, dimension: Value = None) -> Value:
    axis = dimension if axis is None else axis
    return call.tensor(reduced(dims_of_operand(input), 0 if axis is None else axis, False), INT64)


@op("tf.add_n", "tf.math.add_n", default="AddN")
def _add_n(call: OpCall, inputs: Value, name: Value = None) -> Value:
    first = inputs[0] if isinstance(inputs, (list, tuple)) and inputs else Unknown("inputs")
    return call.tensor(dims_of_operand(first), dtype_of_operand(first))

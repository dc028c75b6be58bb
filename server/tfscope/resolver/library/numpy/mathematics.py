"""Functions that compute: with small known arrays exactly, else with shapes and dtypes."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from tfscope.resolver.library.numpy import nested
from tfscope.resolver.library.numpy.array import Array, common_dtype, known_array, result_of
from tfscope.resolver.library.registry import function, value
from tfscope.resolver.python import operators
from tfscope.resolver.python.values import NativeFunction, NativeObject, Unknown, Value
from tfscope.resolver.tensorflow.dtypes import BOOL, DTYPES, INT64, DType
from tfscope.resolver.tensorflow.ops.linear_algebra import contracted, multiplied, summed
from tfscope.resolver.tensorflow.ops.operands import axes_of, plain, prefix
from tfscope.resolver.tensorflow.ops.reductions import reduced
from tfscope.resolver.tensorflow.shapes import UNSEEN, Dims, broadcast
from tfscope.resolver.tensorflow.tensors import Tensor, dims_of_operand

_FLOAT64 = DTYPES["float64"]


def _label(name: str, *items: Value) -> str:
    return f"np.{name}({', '.join(map(operators.label, items))})"


# -- number by number

_INTEGERS_STAY = {"abs", "absolute", "fabs", "square", "sign", "negative", "clip"}


def _unary(name: str, compute: Callable[[Any], Any]) -> None:
    @function(f"numpy.{name}")
    def run(interpreter: Any, x: Value, *args: Value, **kwargs: Value) -> Value:
        known = known_array(x)
        if known is None:
            return Unknown(_label(name, x))
        dtype = (
            known.dtype if name in _INTEGERS_STAY or (known.dtype is not None and known.dtype.is_floating) else _FLOAT64
        )
        if name in _TESTS:
            dtype = BOOL
        items = None if known.items is None else nested.mapped(compute, known.items)
        if items is None and isinstance(x, (int, float)):
            return _failed(interpreter, name, compute, x)
        return result_of(items, known.dims, dtype)


def _failed(interpreter: Any, name: str, compute: Callable[[Any], Any], x: Value) -> Value:
    try:
        return compute(x)
    except (ArithmeticError, ValueError) as error:
        return interpreter.failed(error, f"np.{name}()")


_TESTS = {"isnan", "isinf", "isfinite", "logical_not"}
_UNARY: dict[str, Callable[[Any], Any]] = {
    "sqrt": math.sqrt,
    "log": math.log,
    "log2": math.log2,
    "log10": math.log10,
    "log1p": math.log1p,
    "exp": math.exp,
    "exp2": lambda x: 2.0**x,
    "expm1": math.expm1,
    "floor": lambda x: float(math.floor(x)),
    "ceil": lambda x: float(math.ceil(x)),
    "rint": lambda x: float(round(x)),
    "trunc": lambda x: float(math.trunc(x)),
    "abs": abs,
    "absolute": abs,
    "fabs": lambda x: float(abs(x)),
    "square": lambda x: x * x,
    "sin": math.sin,
    "cos": math.cos,
    "tan": math.tan,
    "tanh": math.tanh,
    "sinh": math.sinh,
    "cosh": math.cosh,
    "arctan": math.atan,
    "arcsin": math.asin,
    "arccos": math.acos,
    "sign": lambda x: (x > 0) - (x < 0),
    "negative": lambda x: -x,
    "isnan": math.isnan,
    "isinf": math.isinf,
    "isfinite": math.isfinite,
    "logical_not": lambda x: not x,
    "deg2rad": math.radians,
    "radians": math.radians,
    "rad2deg": math.degrees,
    "degrees": math.degrees,
    "cbrt": lambda x: math.copysign(abs(x) ** (1 / 3), x),
    "nan_to_num": lambda x: 0.0 if math.isnan(x) else x,
    "reciprocal": lambda x: 1 / x,
}
for _name, _compute in _UNARY.items():
    _unary(_name, _compute)


@function("numpy.round", "numpy.around", "numpy.round_")
def _round(interpreter: Any, a: Value, decimals: Value = 0, *args: Value) -> Value:
    known = known_array(a)
    if known is None or not isinstance(decimals, int):
        return Unknown(_label("round", a))
    items = None if known.items is None else nested.mapped(
        lambda x: x if isinstance(x, int) else float(round(x, decimals)), known.items)  # fmt: skip
    return result_of(items, known.dims, known.dtype)


def _binary(names: str, compute: Callable[[Any, Any], Any], dtype: DType | None = None) -> None:
    def run(interpreter: Any, x1: Value, x2: Value, *args: Value, **kwargs: Value) -> Value:
        left, right = known_array(x1), known_array(x2)
        if left is None or right is None:
            return Unknown(_label(names.split()[0], x1, x2))
        items = None
        if left.items is not None and right.items is not None:
            items = nested.combined(compute, left.items, right.items)
        kind = dtype or common_dtype([array.dtype for array in (left, right) if array.dtype is not None])
        return result_of(items, broadcast(left.dims, right.dims), kind)

    function(*[f"numpy.{name}" for name in names.split()])(run)


_binary("add", lambda x, y: x + y)
_binary("subtract", lambda x, y: x - y)
_binary("multiply", lambda x, y: x * y)
_binary("divide true_divide", lambda x, y: x / y, _FLOAT64)
_binary("floor_divide", lambda x, y: x // y)
_binary("mod remainder fmod", lambda x, y: x % y)
_binary("power float_power", lambda x, y: x**y)
_binary("maximum fmax", max)
_binary("minimum fmin", min)
_binary("gcd", math.gcd)
_binary("hypot", math.hypot, _FLOAT64)
_binary("arctan2", math.atan2, _FLOAT64)
_binary("equal", lambda x, y: x == y, BOOL)
_binary("not_equal", lambda x, y: x != y, BOOL)
_binary("less", lambda x, y: x < y, BOOL)
_binary("less_equal", lambda x, y: x <= y, BOOL)
_binary("greater", lambda x, y: x > y, BOOL)
_binary("greater_equal", lambda x, y: x >= y, BOOL)
_binary("logical_and", lambda x, y: bool(x and y), BOOL)
_binary("logical_or", lambda x, y: bool(x or y), BOOL)
_binary("isclose", lambda x, y: abs(x - y) <= 1e-8 + 1e-5 * abs(y), BOOL)


@function("numpy.clip")
def _clip(interpreter: Any, a: Value, a_min: Value, a_max: Value, *args: Value) -> Value:
    known, low, high = known_array(a), plain(a_min), plain(a_max)
    if known is None:
        return Unknown(_label("clip", a))
    bounds_known = all(bound is None or isinstance(bound, (int, float)) for bound in (low, high))
    items = (
        nested.mapped(lambda x: _clipped(x, low, high), known.items)
        if known.items is not None and bounds_known
        else None
    )
    return result_of(items, known.dims, known.dtype)


def _clipped(number: Any, low: Any, high: Any) -> Any:
    number = number if low is None else max(number, low)
    return number if high is None else min(number, high)


# -- reductions


def _reduction(names: str, compute: Callable[[list[Any]], Any], dtype: DType | None = None) -> None:
    def run(
        interpreter: Any, a: Value, axis: Value = None, *args: Value, keepdims: Value = False, **kwargs: Value
    ) -> Value:
        known = known_array(a)
        if known is None:
            return Unknown(_label(names.split()[0], a))
        axes = None if axis is None else axes_of(axis)
        if known.items is not None and (axis is None or axes is not None):
            found = nested.reduced(compute, known.items, axes, keepdims is True)
            if found is not None:
                return result_of(found, (), dtype or known.dtype)
        dims = reduced(known.dims, axis, keepdims is True)
        return Array(dims, dtype or known.dtype) if dims != () else Unknown(_label(names.split()[0], a))

    function(*[f"numpy.{name}" for name in names.split()])(run)


def _mean(numbers: list[Any]) -> float:
    return sum(numbers) / len(numbers)


def _variance(numbers: list[Any]) -> float:
    mean = _mean(numbers)
    return sum((number - mean) ** 2 for number in numbers) / len(numbers)


def _median(numbers: list[Any]) -> float:
    ordered = sorted(numbers)
    middle = len(ordered) // 2
    return float(ordered[middle]) if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


_reduction("prod product", lambda numbers: math.prod(numbers) if numbers else 1.0)
_reduction("sum nansum", lambda numbers: sum(numbers) if numbers else 0.0)
_reduction("max amax nanmax", max)
_reduction("min amin nanmin", min)
_reduction("mean average nanmean", _mean, _FLOAT64)
_reduction("std", lambda numbers: math.sqrt(_variance(numbers)), _FLOAT64)
_reduction("var", _variance, _FLOAT64)
_reduction("median", _median, _FLOAT64)
_reduction("argmax", lambda numbers: numbers.index(max(numbers)), INT64)
_reduction("argmin", lambda numbers: numbers.index(min(numbers)), INT64)
_reduction("all", all, BOOL)
_reduction("any", any, BOOL)
_reduction("count_nonzero", lambda numbers: sum(1 for number in numbers if number), INT64)
_reduction("ptp", lambda numbers: max(numbers) - min(numbers))


def _running(name: str, combine: Callable[[Any, Any], Any]) -> None:
    @function(f"numpy.{name}")
    def run(interpreter: Any, a: Value, axis: Value = None, *args: Value) -> Value:
        known = known_array(a)
        if known is None or (axis is not None and known.items is None):
            return Array(dims_of_operand(a) if axis is not None else UNSEEN, None)
        if known.items is None or (axis not in (None, 0, -1) or (len(known.dims) > 1 and axis is not None)):
            return Array(known.dims if axis is not None else UNSEEN, known.dtype)
        results: list[Any] = []
        for number in nested.flat(known.items):
            results.append(combine(results[-1], number) if results else number)
        return Array((len(results),), known.dtype, results)


_running("cumsum", lambda total, number: total + number)
_running("cumprod", lambda total, number: total * number)


# -- choosing and ordering


@function("numpy.where")
def _where(interpreter: Any, condition: Value, x: Value = None, y: Value = None) -> Value:
    test = known_array(condition)
    if test is None:
        return Unknown("np.where()")
    if x is None or y is None:
        return _places(test)
    chosen = [known_array(x), known_array(y)]
    if None in chosen:
        return Array(UNSEEN, None)
    dtype = common_dtype([array.dtype for array in chosen if array.dtype is not None])
    dims = broadcast(test.dims, broadcast(chosen[0].dims, chosen[1].dims))
    if any(array.items is None for array in (test, *chosen)):
        return Array(dims, dtype)
    pairs = nested.combined(lambda a, b: (a, b), chosen[0].items, chosen[1].items)
    return result_of(nested.combined(lambda truth, pair: pair[0] if truth else pair[1], test.items, pairs), dims, dtype)


def _places(test: Array) -> Value:
    """`np.where(mask)`: the places of what is true, one vector for each dimension."""
    rank = len(test.dims) if isinstance(test.dims, tuple) else 1
    if rank != 1 or not isinstance(test.items, list):
        return tuple(Array((Unknown("dim"),), INT64) for _ in range(rank))
    places = [index for index, truth in enumerate(test.items) if truth]
    return (Array((len(places),), INT64, places),)


@function("numpy.sort")
def _sort(interpreter: Any, a: Value, axis: Value = -1, *args: Value) -> Value:
    known = known_array(a)
    if known is None:
        return Array(UNSEEN, None)
    is_vector = isinstance(known.items, list) and len(known.dims) == 1
    return Array(known.dims, known.dtype, sorted(known.items) if is_vector else None)


@function("numpy.argsort")
def _argsort(interpreter: Any, a: Value, axis: Value = -1, *args: Value) -> Value:
    known = known_array(a)
    if known is None:
        return Array(UNSEEN, INT64)
    is_vector = isinstance(known.items, list) and len(known.dims) == 1
    order = sorted(range(len(known.items)), key=known.items.__getitem__) if is_vector else None
    return Array(known.dims, INT64, order)


@function("numpy.unique")
def _unique(interpreter: Any, ar: Value, *args: Value, **kwargs: Value) -> Value:
    known = known_array(ar)
    if args or kwargs:
        return Unknown("np.unique()")
    if known is None or known.items is None:
        return Array((Unknown("dim"),), known.dtype if known is not None else None)
    numbers = sorted(set(nested.flat(known.items)))
    return Array((len(numbers),), known.dtype, numbers)


@function("numpy.diff")
def _diff(interpreter: Any, a: Value, *args: Value, **kwargs: Value) -> Value:
    known = known_array(a)
    if args or kwargs or known is None or not isinstance(known.items, list) or len(known.dims) != 1:
        return Array(UNSEEN, None)
    results = [after - before for before, after in zip(known.items, known.items[1:], strict=False)]
    return Array((len(results),), known.dtype, results)


@function("numpy.array_equal", "numpy.allclose")
def _all_equal(interpreter: Any, a1: Value, a2: Value, *args: Value, **kwargs: Value) -> Value:
    left, right = known_array(a1), known_array(a2)
    if left is None or right is None or left.items is None or right.items is None:
        return Unknown("np.array_equal()")
    pairs = nested.combined(lambda x, y: abs(x - y) <= 1e-8 + 1e-5 * abs(y), left.items, right.items)
    return Unknown("np.array_equal()") if pairs is None else all(nested.flat(pairs))


# -- linear algebra: sizes


def _dims(item: Value) -> Dims:
    known = known_array(item)
    return known.dims if known is not None else UNSEEN


@function("numpy.dot")
def _dot(interpreter: Any, a: Value, b: Value, *args: Value) -> Value:
    left, right = known_array(a), known_array(b)
    if left is None or right is None or not isinstance(left.dims, tuple) or not isinstance(right.dims, tuple):
        return Array(UNSEEN, None)
    dtype = common_dtype([array.dtype for array in (left, right) if array.dtype is not None])
    if not left.dims or not right.dims:
        return left.binary(interpreter, "*", right, False)
    if len(left.dims) == len(right.dims) == 1:
        if left.items is not None and right.items is not None:
            return sum(x * y for x, y in zip(left.items, right.items, strict=False))
        return Unknown("np.dot()")
    place = 0 if len(right.dims) == 1 else len(right.dims) - 2
    return Array(contracted(left.dims, right.dims, [[len(left.dims) - 1], [place]]), dtype)


@function("numpy.matmul")
def _matmul(interpreter: Any, a: Value, b: Value, *args: Value) -> Value:
    return Array(multiplied(_dims(a), _dims(b)), getattr(a, "dtype", None))


@function("numpy.outer")
def _outer(interpreter: Any, a: Value, b: Value, *args: Value) -> Value:
    left, right = known_array(a), known_array(b)
    if left is None or right is None or not isinstance(left.dims, tuple) or not isinstance(right.dims, tuple):
        return Array(UNSEEN, None)
    dtype = common_dtype([array.dtype for array in (left, right) if array.dtype is not None])
    items = (
        [[x * y for y in right.items] for x in left.items]
        if (isinstance(left.items, list) and isinstance(right.items, list) and len(left.dims) == len(right.dims) == 1)
        else None
    )
    return Array((*left.dims[:1], *right.dims[:1]), dtype, items)


@function("numpy.einsum")
def _einsum(interpreter: Any, subscripts: Value, *operands: Value, **kwargs: Value) -> Value:
    dims = summed(subscripts, [_dims(item) for item in operands]) if isinstance(subscripts, str) else UNSEEN
    return Array(dims, None)


def _least(dims: Dims) -> Any:
    rows, columns = dims[-2:]
    return min(rows, columns) if isinstance(rows, int) and isinstance(columns, int) else Unknown("dim")


@function("numpy.linalg.qr")
def _qr(interpreter: Any, a: Value, mode: Value = "reduced") -> Value:
    dims = _dims(a)
    if not isinstance(dims, tuple) or len(dims) != 2:
        return (Array(UNSEEN, _FLOAT64), Array(UNSEEN, _FLOAT64))
    inner = dims[0] if mode == "complete" else _least(dims)
    return (Array((dims[0], inner), _FLOAT64), Array((inner, dims[1]), _FLOAT64))


@function("numpy.linalg.svd")
def _svd(interpreter: Any, a: Value, full_matrices: Value = True, compute_uv: Value = True, *args: Value) -> Value:
    dims = _dims(a)
    if not isinstance(dims, tuple) or len(dims) < 2:
        return tuple(Array(UNSEEN, _FLOAT64) for _ in range(3))
    least, batch = _least(dims), dims[:-2]
    left, right = (dims[-2], dims[-1]) if full_matrices else (least, least)
    shapes = ((*batch, dims[-2], left), (*batch, least), (*batch, right, dims[-1]))
    results = tuple(Array(shape, _FLOAT64) for shape in shapes)
    return results if compute_uv else results[1]


@function("numpy.linalg.inv", "numpy.linalg.pinv", "numpy.linalg.cholesky")
def _inverse(interpreter: Any, a: Value, *args: Value, **kwargs: Value) -> Value:
    dims = _dims(a)
    return Array((*dims[:-2], dims[-1], dims[-2]) if isinstance(dims, tuple) and len(dims) >= 2 else UNSEEN, _FLOAT64)


@function("numpy.linalg.det")
def _det(interpreter: Any, a: Value) -> Value:
    dims = prefix(_dims(a), 2)
    return Array(dims, _FLOAT64) if dims != () else Unknown("det()")


@function("numpy.linalg.eigh", "numpy.linalg.eig")
def _eigh(interpreter: Any, a: Value, *args: Value) -> Value:
    dims = _dims(a)
    return (Array(prefix(dims, 1), _FLOAT64), Array(dims, _FLOAT64))


@function("numpy.linalg.norm")
def _norm(interpreter: Any, x: Value, ord: Value = None, axis: Value = None, keepdims: Value = False) -> Value:
    known = known_array(x)
    if known is None:
        return Unknown("norm()")
    if known.items is not None and ord is None and axis is None and keepdims is False:
        return math.sqrt(sum(number * number for number in nested.flat(known.items)))
    dims = reduced(known.dims, axis, keepdims is True)
    return Array(dims, _FLOAT64) if dims != () else Unknown("norm()")


# -- facts about arrays, dtypes, constants


@function("numpy.ndim")
def _ndim(interpreter: Any, a: Value) -> Value:
    dims = _dims(a)
    return len(dims) if isinstance(dims, tuple) else Unknown("ndim")


@function("numpy.shape")
def _shape(interpreter: Any, a: Value) -> Value:
    """What `a.shape` is, also where that is no tuple, as with a tensor (numpy/core/fromnumeric.py, shape)."""
    if isinstance(a, Tensor):
        return a.attr(interpreter, "shape")
    dims = _dims(a)
    return dims if isinstance(dims, tuple) else Unknown("shape")


@function("numpy.size")
def _size(interpreter: Any, a: Value, axis: Value = None) -> Value:
    dims = _dims(a)
    if not isinstance(dims, tuple) or not all(isinstance(dim, int) for dim in dims) or axis is not None:
        return dims[axis] if isinstance(dims, tuple) and isinstance(axis, int) else Unknown("size")
    return math.prod(dims)


@function("numpy.isscalar")
def _isscalar(interpreter: Any, element: Value) -> Value:
    return Unknown("isscalar()") if isinstance(element, Unknown) else isinstance(element, (int, float, str, complex))


class NumberLimits(NativeObject):
    """`numpy.iinfo` and `numpy.finfo`."""

    type_name = "iinfo"

    def __init__(self, dtype: DType) -> None:
        self.dtype = dtype

    def attr(self, interpreter: Any, name: str) -> Value:
        if name in ("min", "max"):
            return getattr(self.dtype, f"get_{name}")(interpreter)
        if name == "bits":
            return 8 * self.dtype.get_size(interpreter)
        found = _SMALL.get(self.dtype.name)
        if found is None or name not in ("eps", "tiny", "resolution"):
            return self.dtype if name == "dtype" else Unknown(name)
        return found[("eps", "tiny", "resolution").index(name)]


# eps, tiny, resolution
_SMALL = {
    "float16": (0.0009765625, 6.103515625e-05, 0.001),
    "float32": (1.1920928955078125e-07, 1.1754943508222875e-38, 1e-6),
    "float64": (2.220446049250313e-16, 2.2250738585072014e-308, 1e-15),
}


@function("numpy.iinfo", "numpy.finfo")
def _limits(interpreter: Any, dtype: Value) -> Value:
    from tfscope.resolver.library.numpy.array import numpy_dtype

    known = numpy_dtype(dtype)
    return Unknown("iinfo()") if known is None else NumberLimits(known)


@function("numpy.dtype")
def _dtype(interpreter: Any, dtype: Value) -> Value:
    from tfscope.resolver.library.numpy.array import numpy_dtype

    return numpy_dtype(dtype) or Unknown("dtype")


for _name in ("set_printoptions", "savetxt", "save", "savez", "seterr", "savez_compressed", "errstate"):
    value(f"numpy.{_name}")(NativeFunction(f"numpy.{_name}", lambda interpreter, args, kwargs: None))
for _name in ("load", "loadtxt", "genfromtxt", "histogram", "float128"):
    value(f"numpy.{_name}")(Unknown(f"np.{_name}"))
value("numpy.pi")(math.pi)
value("numpy.e")(math.e)
value("numpy.inf", "numpy.Inf", "numpy.infty", "numpy.PINF")(math.inf)
value("numpy.NINF")(-math.inf)
value("numpy.nan", "numpy.NaN", "numpy.NAN")(math.nan)
value("numpy.newaxis")(None)

"""NumPy, as far as sizes, dtypes and small numbers go (no array is ever computed)."""

from __future__ import annotations

import math
from typing import Any

from tfscope.resolver.library.registry import NATIVES, function, value
from tfscope.resolver.python import operators
from tfscope.resolver.python.iteration import known_items
from tfscope.resolver.python.types import NativeType
from tfscope.resolver.python.values import MissingAttributeError, NativeFunction, NativeObject, Unknown, Value
from tfscope.resolver.tensorflow.dtypes import DTYPES, INT64, DType, dtype_of
from tfscope.resolver.tensorflow.shapes import UNSEEN, Dims, broadcast, dims_of, element_count
from tfscope.resolver.tensorflow.tensors import dims_of_list, dims_of_operand

_LARGEST_KNOWN = 10_000


class Array(NativeObject):
    """An array: its shape and dtype, and its items as nested lists where they are few and known."""

    type_name = "ndarray"
    is_concrete = True

    def __init__(self, dims: Dims, dtype: DType | None, items: Value = None) -> None:
        self.dims = dims
        self.dtype = dtype
        self.items = items

    @property
    def constant(self) -> Value:
        return tuple(self.items) if isinstance(self.items, list) else self.items

    @property
    def index_value(self) -> Value:
        return self.items if isinstance(self.items, int) else None

    def get_shape(self, interpreter: Any) -> Value:
        return self.dims if isinstance(self.dims, tuple) else Unknown("shape")

    def get_dtype(self, interpreter: Any) -> Value:
        return self.dtype if self.dtype is not None else Unknown("dtype")

    def get_ndim(self, interpreter: Any) -> Value:
        return len(self.dims) if isinstance(self.dims, tuple) else Unknown("ndim")

    def get_size(self, interpreter: Any) -> Value:
        return element_count(self.dims)

    def get_T(self, interpreter: Any) -> Value:  # noqa: N802
        return Array(self.dims[::-1] if isinstance(self.dims, tuple) else UNSEEN, self.dtype)

    def attr(self, interpreter: Any, name: str) -> Value:
        public = NATIVES.get(f"numpy.{name}")
        if isinstance(public, NativeFunction) and not hasattr(type(self), "get_" + name):
            return NativeFunction(f"ndarray.{name}", lambda inner, args, kwargs: public.run(inner, [self, *args], kwargs))
        try:
            return super().attr(interpreter, name)
        except MissingAttributeError:
            return Unknown(f"array.{name}")

    def py_tolist(self, interpreter: Any) -> Value:
        return self.items if self.items is not None else Unknown("tolist()")

    def py_astype(self, interpreter: Any, dtype: Value, *args: Value, **kwargs: Value) -> Value:
        return Array(self.dims, dtype_of(dtype), self.items)

    def py_item(self, interpreter: Any, *args: Value) -> Value:
        return self.items if isinstance(self.items, (int, float)) else Unknown("item()")

    def py_copy(self, interpreter: Any) -> Value:
        return Array(self.dims, self.dtype, self.items)

    def py_flatten(self, interpreter: Any, *args: Value) -> Value:
        return Array((element_count(self.dims),), self.dtype)

    py_ravel = py_flatten

    def py_fill(self, interpreter: Any, item: Value) -> Value:
        return None

    def py___int__(self, interpreter: Any) -> Value:
        return int(self.items) if isinstance(self.items, (int, float)) else Unknown("int()")

    def py___float__(self, interpreter: Any) -> Value:
        return float(self.items) if isinstance(self.items, (int, float)) else Unknown("float()")

    def truth(self) -> bool | None:
        return None if self.items is None or isinstance(self.items, list) else bool(self.items)

    def length(self) -> Value:
        return self.dims[0] if isinstance(self.dims, tuple) and self.dims else NotImplemented

    def iterate(self, interpreter: Any) -> list[Value] | None:
        if isinstance(self.items, list):
            return [made_array(item) if isinstance(item, list) else item for item in self.items]
        if isinstance(self.dims, tuple) and self.dims and isinstance(self.dims[0], int) and self.dims[0] <= _LARGEST_KNOWN:
            return [Array(self.dims[1:], self.dtype) for _ in range(self.dims[0])]
        return None

    def item(self, interpreter: Any, key: Value) -> Value:
        if isinstance(self.items, list) and isinstance(key, (int, slice)):
            result = operators.get_item(interpreter, self.items, key)
            return made_array(result, self.dtype) if isinstance(result, list) else result
        if not isinstance(self.dims, tuple):
            return Array(UNSEEN, self.dtype)
        from tfscope.resolver.tensorflow.slicing import sliced

        dims, _ = sliced(self, key)
        return Array(dims, self.dtype)

    def set_item(self, interpreter: Any, key: Value, item: Value) -> None:
        """`array[i] = x` and `array[mask] = x` of an array of numbers; after anything else the items are not known."""
        items, places = self.items, _places(self.items, key)
        if places is None or not isinstance(item, (int, float)) or interpreter.journal.undecided:
            self.items = None
            return
        self.items = [item if place in places else old for place, old in enumerate(items)]

    def binary(self, interpreter: Any, operator: str, other: Value, reflected: bool) -> Value:
        if isinstance(other, NativeObject) and not isinstance(other, Array):
            return NotImplemented
        right = other.items if isinstance(other, Array) else other
        items = _elementwise(interpreter, operator, self.items, right, reflected)
        dims = dims_of_operand(other) if not isinstance(other, Unknown) else UNSEEN
        return Array(broadcast(self.dims, dims), self.dtype, items)

    def unary(self, interpreter: Any, operator: str) -> Value:
        def changed(item: Value) -> Value:
            if isinstance(item, list):
                parts = [changed(part) for part in item]
                return None if None in parts else parts
            if not isinstance(item, (int, float)):
                return None
            result = abs(item) if operator == "abs" else operators.unary(interpreter, operator, item)
            return result if isinstance(result, (int, float)) else None

        return Array(self.dims, self.dtype, changed(self.items))

    def compare(self, interpreter: Any, operator: str, other: Value, reflected: bool) -> Value:
        if operator == "in" or isinstance(other, (NativeObject, Unknown)) or other is None:
            return NotImplemented if other is not None else operator == "!="
        if isinstance(self.items, (int, float)):
            return operators.compare(interpreter, operator, self.items, other)
        verdicts = None
        if isinstance(self.items, list) and isinstance(other, (int, float)):
            verdicts = [operators.compare(interpreter, operator, item, other) if isinstance(item, (int, float)) else None
                        for item in self.items]  # fmt: skip
            verdicts = verdicts if all(isinstance(verdict, bool) for verdict in verdicts) else None
        return Array(self.dims, DTYPES["bool"], verdicts)

    def joined(self, other: Value) -> Value:
        from tfscope.resolver.tensorflow.shapes import joined_dims

        return Array(joined_dims(self.dims, other.dims), self.dtype) if isinstance(other, Array) else NotImplemented


def _places(items: Value, key: Value) -> set[int] | None:
    """The places of a flat list of items that a subscript stands for."""
    if not isinstance(items, list) or any(isinstance(item, list) for item in items):
        return None
    if isinstance(key, Array) and isinstance(key.items, list) and len(key.items) == len(items):
        return {place for place, chosen in enumerate(key.items) if chosen is True}
    if isinstance(key, int) and -len(items) <= key < len(items):
        return {key % len(items)}
    return None


def _elementwise(interpreter: Any, operator: str, left: Value, right: Value, reflected: bool) -> Value:
    if left is None or right is None or isinstance(right, Unknown):
        return None
    if isinstance(left, (list, tuple)):
        others = right if isinstance(right, (list, tuple)) else [right] * len(left)
        if len(others) != len(left):
            return None
        parts = [_elementwise(interpreter, operator, a, b, reflected) for a, b in zip(left, others, strict=True)]
        return None if None in parts else parts
    if isinstance(right, (list, tuple)):
        parts = [_elementwise(interpreter, operator, left, b, reflected) for b in right]
        return None if None in parts else parts
    pair = (right, left) if reflected else (left, right)
    result = operators.binary(interpreter, operator, *pair)
    return result if isinstance(result, (int, float)) else None


def made_array(items: Value, dtype: DType | None = None) -> Value:
    """An array of nested lists of known items."""
    from tfscope.resolver.tensorflow.dtypes import dtype_of_python

    inferred = dtype_of_python(items)
    natural = {"int32": INT64, "float32": DTYPES["float64"]}.get(inferred.name, inferred) if inferred else None
    dims = dims_of_list(items) if isinstance(items, list) else ()
    return Array(dims, dtype or natural, items)


@function("numpy.array", "numpy.asarray", "numpy.asanyarray", "numpy.ascontiguousarray")
def _array(interpreter: Any, item: Value = None, dtype: Value = None, *args: Value, **kwargs: Value) -> Value:
    wanted = dtype_of(dtype)
    if isinstance(item, Array):
        return Array(item.dims, wanted or item.dtype, item.items)
    if isinstance(item, (int, float)):
        return Array((), wanted, item)
    known = known_items(interpreter, item) if isinstance(item, (list, tuple, range)) else None
    if known is None or len(known) > _LARGEST_KNOWN:
        return Array(dims_of_operand(item) if not isinstance(item, Unknown) else UNSEEN, wanted)
    items = [_plain(part) for part in known]
    if any(isinstance(part, NativeObject) or operators.contains_unknown(part) for part in items):
        return Array(dims_of_list(known), wanted)
    return made_array(items, wanted)


def _plain(item: Value) -> Value:
    if isinstance(item, Array):
        return item.items if item.items is not None else item
    return [_plain(part) for part in item] if isinstance(item, (list, tuple)) else item


def _filled(name: str, fill: float) -> None:
    @function(f"numpy.{name}")
    def run(interpreter: Any, shape: Value, dtype: Value = None, *args: Value, **kwargs: Value) -> Value:
        dims = dims_of(shape) if not isinstance(shape, Unknown) else UNSEEN
        wanted = dtype_of(dtype) or DTYPES["float64"]
        small = isinstance(dims, tuple) and len(dims) == 1 and isinstance(dims[0], int) and dims[0] <= 64
        return Array(dims, wanted, [fill] * dims[0] if small else None)


_filled("zeros", 0.0)
_filled("ones", 1.0)
_filled("empty", 0.0)


@function("numpy.full")
def _full(interpreter: Any, shape: Value, fill_value: Value, dtype: Value = None) -> Value:
    return Array(dims_of(shape), dtype_of(dtype))


@function("numpy.eye", "numpy.identity")
def _eye(interpreter: Any, n: Value, m: Value = None, *args: Value, dtype: Value = None, **kwargs: Value) -> Value:
    return Array(dims_of([n, n if m is None else m]), dtype_of(dtype) or DTYPES["float64"])


def _like(name: str) -> None:
    @function(f"numpy.{name}")
    def run(interpreter: Any, item: Value, *args: Value, **kwargs: Value) -> Value:
        return Array(dims_of_operand(item), getattr(item, "dtype", None))


for _name in ("zeros_like", "ones_like", "empty_like", "abs", "exp", "log1p", "sin", "cos", "tanh", "clip", "sign",
              "nan_to_num", "random.permutation", "square", "isnan"):  # fmt: skip
    _like(_name)


@function("numpy.arange")
def _arange(interpreter: Any, *args: Value, dtype: Value = None, **kwargs: Value) -> Value:
    bounds = [int(a) if isinstance(a, float) and a.is_integer() else a for a in args[:3]]
    if not bounds or not all(isinstance(bound, int) for bound in bounds) or (len(bounds) == 3 and bounds[2] == 0):
        return Array((Unknown("dim"),), dtype_of(dtype))
    items = range(*bounds)
    if len(items) > _LARGEST_KNOWN:
        return Array((len(items),), dtype_of(dtype))
    return Array((len(items),), dtype_of(dtype) or INT64, list(items))


@function("numpy.linspace", "numpy.logspace", "numpy.geomspace")
def _linspace(interpreter: Any, start: Value, stop: Value, num: Value = 50, *args: Value, **kwargs: Value) -> Value:
    return Array(dims_of([num]), DTYPES["float64"])


def _reduction(name: str, compute: Any) -> None:
    @function(f"numpy.{name}")
    def run(interpreter: Any, item: Value, axis: Value = None, *args: Value, **kwargs: Value) -> Value:
        from tfscope.resolver.tensorflow.ops.reductions import reduced

        numbers = _numbers(interpreter, item)
        if numbers is not None and axis is None and (numbers or name in ("prod", "sum")):
            return compute(numbers)
        if not isinstance(item, Array):
            return Unknown(f"np.{name}()")
        return Array(reduced(item.dims, axis, bool(kwargs.get("keepdims"))), item.dtype)


def _numbers(interpreter: Any, item: Value) -> list[Any] | None:
    """The items of a flat list or array, None unless all are known numbers."""
    items = item.items if isinstance(item, Array) else item
    if isinstance(items, (int, float)):
        return [items]
    known = known_items(interpreter, items) if items is not None else None
    if known is None:
        return None
    plain: list[Any] = []
    for part in known:
        part = getattr(part, "index_value", part) if isinstance(part, NativeObject) else part
        if isinstance(part, (list, tuple)):
            inner = _numbers(interpreter, part)
            if inner is None:
                return None
            plain.extend(inner)
        elif isinstance(part, (int, float)):
            plain.append(part)
        else:
            return None
    return plain


_reduction("prod", math.prod)
_reduction("product", math.prod)
_reduction("sum", sum)
_reduction("max", max)
_reduction("min", min)
_reduction("amax", max)
_reduction("amin", min)
_reduction("mean", lambda numbers: sum(numbers) / len(numbers))
_reduction("std", lambda numbers: (sum((n - sum(numbers) / len(numbers)) ** 2 for n in numbers) / len(numbers)) ** 0.5)
_reduction("argmax", lambda numbers: numbers.index(max(numbers)))
_reduction("argmin", lambda numbers: numbers.index(min(numbers)))
_reduction("all", all)
_reduction("any", any)


def _number(name: str, compute: Any) -> None:
    @function(f"numpy.{name}")
    def run(interpreter: Any, item: Value, *args: Value, **kwargs: Value) -> Value:
        plain = getattr(item, "index_value", None) if isinstance(item, NativeObject) else item
        plain = item.items if isinstance(item, Array) and isinstance(item.items, (int, float)) else plain
        if isinstance(plain, (int, float)):
            try:
                return compute(plain)
            except (ValueError, OverflowError) as error:
                return interpreter.failed(error, f"np.{name}()")
        return Array(item.dims, item.dtype) if isinstance(item, Array) else Unknown(f"np.{name}({operators.label(item)})")


for _name, _compute in (("sqrt", math.sqrt), ("log", math.log), ("log2", math.log2), ("log10", math.log10),
                        ("floor", lambda x: float(math.floor(x))), ("ceil", lambda x: float(math.ceil(x))),
                        ("round", round), ("rint", lambda x: float(round(x))), ("absolute", abs), ("exp2", lambda x: 2.0**x)):  # fmt: skip
    _number(_name, _compute)


@function("numpy.power")
def _power(interpreter: Any, base: Value, exponent: Value) -> Value:
    return operators.binary(interpreter, "**", base, exponent)


for _name, _symbol in (("add", "+"), ("subtract", "-"), ("multiply", "*"), ("divide", "/"), ("mod", "%")):

    @function(f"numpy.{_name}")
    def _binary(interpreter: Any, left: Value, right: Value, *, _symbol: str = _symbol) -> Value:
        return operators.binary(interpreter, _symbol, left, right)


@function("numpy.cumsum", "numpy.cumprod")
def _cumsum(interpreter: Any, item: Value, *args: Value, **kwargs: Value) -> Value:
    numbers = _numbers(interpreter, item)
    if numbers is None:
        return Array(dims_of_operand(item), None)
    total, items = 0, []
    for number in numbers:
        total += number
        items.append(total)
    return made_array(items)


@function("numpy.reshape")
def _reshape(interpreter: Any, item: Value, *shape: Value, **kwargs: Value) -> Value:
    from tfscope.resolver.tensorflow.ops.array import reshaped

    wanted = list(shape) if len(shape) != 1 else shape[0]
    return Array(reshaped(dims_of_operand(item), wanted), getattr(item, "dtype", None))


@function("numpy.transpose")
def _transpose(interpreter: Any, item: Value, *axes: Value) -> Value:
    dims = dims_of_operand(item)
    order = axes[0] if len(axes) == 1 and isinstance(axes[0], (list, tuple)) else axes
    if isinstance(dims, tuple) and order and all(isinstance(axis, int) for axis in order):
        return Array(tuple(dims[axis] for axis in order), getattr(item, "dtype", None))
    return Array(dims[::-1] if isinstance(dims, tuple) else UNSEEN, getattr(item, "dtype", None))


@function("numpy.expand_dims")
def _expand_dims(interpreter: Any, item: Value, axis: Value) -> Value:
    dims = dims_of_operand(item)
    if not isinstance(dims, tuple) or not isinstance(axis, int):
        return Array(UNSEEN, None)
    axis = axis if axis >= 0 else axis + len(dims) + 1
    return Array((*dims[:axis], 1, *dims[axis:]), getattr(item, "dtype", None))


@function("numpy.concatenate", "numpy.hstack", "numpy.vstack", "numpy.stack", "numpy.append")
def _concatenate(interpreter: Any, items: Value, *args: Value, **kwargs: Value) -> Value:
    return Array(UNSEEN, None)


for _name in ("random.rand", "random.randn", "random.random_sample", "random.ranf"):

    @function(f"numpy.{_name}")
    def _random(interpreter: Any, *shape: Value) -> Value:
        return Array(dims_of(list(shape)), DTYPES["float64"]) if shape else Unknown("random()")


def _random_sized(name: str, dtype: str, position: int) -> None:
    @function(f"numpy.random.{name}")
    def run(interpreter: Any, *args: Value, size: Value = None, **kwargs: Value) -> Value:
        size = args[position] if size is None and len(args) > position else size
        return Unknown(f"random.{name}()") if size is None else Array(dims_of(size), DTYPES[dtype])


for _name, _kind, _position in (("uniform", "float64", 2), ("normal", "float64", 2), ("randint", "int64", 2),
                                ("random", "float64", 0), ("choice", "int64", 1), ("multivariate_normal", "float64", 2),
                                ("binomial", "int64", 2), ("standard_normal", "float64", 0)):  # fmt: skip
    _random_sized(_name, _kind, _position)
for _name in ("random.seed", "random.shuffle", "set_printoptions", "savetxt", "save", "savez", "seterr"):
    function(f"numpy.{_name}")(lambda interpreter, *args, **kwargs: None)
function("numpy.random.RandomState")(lambda interpreter, *args: Unknown("RandomState"))

for _name, _dtype in DTYPES.items():
    value(f"numpy.{_name}")(_dtype)
for _name, _kind in (("float", "float64"), ("int", "int64"), ("bool_", "bool"), ("float_", "float64"), ("int_", "int64"),
                     ("str_", "string"), ("object", "string"), ("intp", "int64"), ("long", "int64"), ("bool", "bool")):  # fmt: skip
    value(f"numpy.{_name}")(DTYPES[_kind])
value("numpy.pi")(math.pi)
value("numpy.e")(math.e)
value("numpy.inf", "numpy.Inf", "numpy.infty")(math.inf)
value("numpy.nan", "numpy.NaN", "numpy.NAN")(math.nan)
value("numpy.newaxis")(None)
value("numpy.ndarray")(NativeType("numpy.ndarray", (Array,)))
for _name in ("integer", "floating", "number", "generic", "inexact", "signedinteger", "character", "bool8"):
    value(f"numpy.{_name}")(NativeType(f"numpy.{_name}", ()))


@function("numpy.dtype")
def _dtype(interpreter: Any, given: Value) -> Value:
    return dtype_of(given) or Unknown("dtype")


@function("numpy.ndim")
def _ndim(interpreter: Any, item: Value) -> Value:
    dims = dims_of_operand(item)
    return len(dims) if isinstance(dims, tuple) else Unknown("ndim")


@function("numpy.shape")
def _shape(interpreter: Any, item: Value) -> Value:
    dims = dims_of_operand(item)
    return dims if isinstance(dims, tuple) else Unknown("shape")


@function("numpy.isscalar")
def _isscalar(interpreter: Any, item: Value) -> Value:
    return Unknown("isscalar()") if isinstance(item, Unknown) else isinstance(item, (int, float, str, complex))


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
        small = {"float16": (1e-3, 6e-5), "float32": (1.1920929e-07, 1.1754944e-38), "float64": (2.2e-16, 2.2e-308)}
        found = small.get(self.dtype.name)
        if found is None or name not in ("eps", "tiny", "resolution"):
            return self.dtype if name == "dtype" else Unknown(name)
        return found[1] if name == "tiny" else found[0]


@function("numpy.iinfo", "numpy.finfo")
def _limits(interpreter: Any, dtype: Value) -> Value:
    known = dtype_of(dtype)
    return Unknown("iinfo()") if known is None else NumberLimits(known)


def _iscloses(name: str) -> None:
    value(f"numpy.{name}")(Unknown(f"np.{name}"))


for _name in ("load", "loadtxt", "genfromtxt", "where", "argsort", "sort", "unique", "dot", "matmul", "histogram",
              "allclose", "isclose", "array_equal", "meshgrid", "linalg", "split", "tile", "repeat", "float128"):  # fmt: skip
    _iscloses(_name)

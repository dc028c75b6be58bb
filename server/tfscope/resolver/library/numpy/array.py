"""`numpy.ndarray`: a shape, a dtype and, where they are few and known, the items."""

from __future__ import annotations

import operator as operator_module
from typing import Any

from tfscope.resolver.library.numpy import nested
from tfscope.resolver.library.registry import NATIVES, value
from tfscope.resolver.python import operators
from tfscope.resolver.python.introspection import NUMBER_METHODS
from tfscope.resolver.python.types import NativeType
from tfscope.resolver.python.values import MissingAttributeError, NativeFunction, NativeObject, Unknown, Value
from tfscope.resolver.tensorflow.dtypes import BOOL, DTYPES, INT64, DType, dtype_of, dtype_of_python
from tfscope.resolver.tensorflow.shapes import UNSEEN, Dims, broadcast, element_count, joined_dims
from tfscope.resolver.tensorflow.tensors import dims_of_list, dims_of_operand

# Larger arrays are shapes and dtypes only.
MOST_ITEMS = 10_000
_NUMBERS = (int, float)
_FLOAT64 = DTYPES["float64"]
_COMPUTED = {
    "+": operator_module.add, "-": operator_module.sub, "*": operator_module.mul, "/": operator_module.truediv,
    "//": operator_module.floordiv, "%": operator_module.mod, "**": operator_module.pow, "==": operator_module.eq,
    "!=": operator_module.ne, "<": operator_module.lt, "<=": operator_module.le, ">": operator_module.gt,
    ">=": operator_module.ge, "&": operator_module.and_, "|": operator_module.or_,
}  # fmt: skip


class Array(NativeObject):
    """An array. `items` are nested lists of numbers, a number for an array without dimensions, None when not known."""

    type_name = "ndarray"
    is_concrete = True

    def __init__(self, dims: Dims, dtype: DType | None, items: Value = None) -> None:
        self.dims = dims
        self.dtype = dtype
        self.items = items

    @property
    def constant(self) -> Value:
        return _tupled(self.items)

    @property
    def index_value(self) -> Value:
        return self.items if isinstance(self.items, int) else None

    # -- attributes and methods

    def get_shape(self, interpreter: Any) -> Value:
        return self.dims if isinstance(self.dims, tuple) else Unknown("shape")

    def get_dtype(self, interpreter: Any) -> Value:
        return self.dtype if self.dtype is not None else Unknown("dtype")

    def get_ndim(self, interpreter: Any) -> Value:
        return len(self.dims) if isinstance(self.dims, tuple) else Unknown("ndim")

    def get_size(self, interpreter: Any) -> Value:
        return element_count(self.dims)

    def get_T(self, interpreter: Any) -> Value:
        return interpreter.call(NATIVES["numpy.transpose"], [self], {})

    def attr(self, interpreter: Any, name: str) -> Value:
        """A method is the function of that name."""
        public = NATIVES.get(f"numpy.{name}")
        own = hasattr(type(self), "get_" + name) or hasattr(type(self), "py_" + name)
        if isinstance(public, NativeFunction) and not own:
            return NativeFunction(
                f"ndarray.{name}", lambda inner, args, kwargs: public.run(inner, [self, *args], kwargs)
            )
        try:
            return super().attr(interpreter, name)
        except MissingAttributeError:
            return Unknown(f"array.{name}")

    def py_tolist(self, interpreter: Any) -> Value:
        return self.items if self.items is not None else Unknown("tolist()")

    def py_astype(self, interpreter: Any, dtype: Value, *args: Value, **kwargs: Value) -> Value:
        return converted(self, numpy_dtype(dtype))

    def py_item(self, interpreter: Any, *args: Value) -> Value:
        if self.items is None or not all(isinstance(arg, int) for arg in args):
            return Unknown("item()")
        numbers = nested.flat(self.items)
        place = args[0] if args else 0
        return numbers[place] if len(args) <= 1 and -len(numbers) <= place < len(numbers) else Unknown("item()")

    def py_copy(self, interpreter: Any, *args: Value) -> Value:
        return Array(self.dims, self.dtype, self.items)

    def py_reshape(self, interpreter: Any, *shape: Value, **kwargs: Value) -> Value:
        wanted = list(shape) if len(shape) != 1 else shape[0]
        return interpreter.call(NATIVES["numpy.reshape"], [self, wanted], {})

    def py_transpose(self, interpreter: Any, *axes: Value) -> Value:
        order = list(axes) if len(axes) > 1 else (axes[0] if axes else None)
        return interpreter.call(NATIVES["numpy.transpose"], [self, order], {})

    def py_flatten(self, interpreter: Any, *args: Value) -> Value:
        return interpreter.call(NATIVES["numpy.reshape"], [self, -1], {})

    py_ravel = py_flatten

    def py_fill(self, interpreter: Any, item: Value) -> Value:
        self.items = None

    def py___int__(self, interpreter: Any) -> Value:
        return int(self.items) if isinstance(self.items, _NUMBERS) else Unknown("int()")

    def py___float__(self, interpreter: Any) -> Value:
        return float(self.items) if isinstance(self.items, _NUMBERS) else Unknown("float()")

    def truth(self) -> bool | None:
        return None if self.items is None or isinstance(self.items, list) else bool(self.items)

    def length(self) -> Value:
        return self.dims[0] if isinstance(self.dims, tuple) and self.dims else NotImplemented

    # -- items

    def iterate(self, interpreter: Any) -> list[Value] | None:
        if isinstance(self.items, list):
            return [Array(self.dims[1:], self.dtype, item) if isinstance(item, list) else item for item in self.items]
        if isinstance(self.dims, tuple) and self.dims and isinstance(self.dims[0], int) and self.dims[0] <= MOST_ITEMS:
            return [Array(self.dims[1:], self.dtype) for _ in range(self.dims[0])]
        return None

    def item(self, interpreter: Any, key: Value) -> Value:
        if isinstance(self.items, list):
            keys = self._plain_keys(key)
            if keys is not None:
                try:
                    return of_items(nested.picked(self.items, keys), self.dtype)
                except IndexError as error:
                    return interpreter.failed(error, "array[...]")
        if not isinstance(self.dims, tuple):
            return Array(UNSEEN, self.dtype)
        from tfscope.resolver.tensorflow.slicing import sliced

        listed = key if isinstance(key, tuple) else (key,)
        if any(isinstance(part, (list, Array)) for part in listed):
            return self._chosen(listed)
        dims, _ = sliced(self, key)
        return Array(dims, self.dtype)

    def _chosen(self, keys: tuple[Value, ...]) -> Value:
        """`array[rows]` with a list or array of places, or a mask, as the only key."""
        dims = dims_of_operand(keys[0])
        is_mask = isinstance(keys[0], Array) and keys[0].dtype is BOOL
        if len(keys) > 1 or is_mask or not isinstance(dims, tuple):
            return Array(UNSEEN, self.dtype)
        return Array((*dims, *self.dims[1:]), self.dtype)

    def _plain_keys(self, key: Value) -> list[Any] | None:
        """A subscript as one key for each dimension; None when it holds anything but known ints, slices, new axes and
        one list of ints."""
        keys: list[Any] = []
        named = 0
        for part in key if isinstance(key, tuple) else (key,):
            part = getattr(part, "index_value", part) if isinstance(part, NativeObject) and part.items is None else part
            if isinstance(part, Array):
                part = _as_places(part)
            if isinstance(part, slice):
                bounds = [getattr(bound, "index_value", bound) for bound in (part.start, part.stop, part.step)]
                part = slice(*bounds) if all(bound is None or isinstance(bound, int) for bound in bounds) else part
                if not all(bound is None or isinstance(bound, int) for bound in (part.start, part.stop, part.step)):
                    return None
            elif isinstance(part, list):
                if not all(type(place) is int for place in part) or named:
                    return None
            elif part is not None and part is not Ellipsis and type(part) is not int:
                return None
            named += part is not None and part is not Ellipsis
            keys.append(part)
        rank = len(nested.shape_of(self.items))
        if named > rank:
            return None
        missing = [slice(None)] * (rank - named)
        if Ellipsis in [part for part in keys if part is Ellipsis]:
            place = next(index for index, part in enumerate(keys) if part is Ellipsis)
            return [*keys[:place], *missing, *keys[place + 1 :]]
        return [*keys, *missing]

    def set_item(self, interpreter: Any, key: Value, item: Value) -> None:
        """`array[i] = x`, `array[i:j] = x` and `array[mask] = x` of a vector; after anything else the items are not
        known."""
        places = _places(self.items, key)
        given = None if places is None else self._numbers_for(len(places), item)
        if places is None or given is None or interpreter.journal.undecided:
            self.items = None
            return
        put = dict(zip(places, given, strict=True))
        self.items = [put.get(place, old) for place, old in enumerate(self.items)]

    def _numbers_for(self, count: int, item: Value) -> list[Any] | None:
        """The numbers that `item` puts into `count` places of this array, None if that is not known."""
        known = known_array(item)
        numbers = known.items if known is not None else item
        given = numbers if isinstance(numbers, list) else [numbers] * count
        if len(given) != count or not all(isinstance(number, _NUMBERS) for number in given):
            return None
        if self.dtype is None or not (self.dtype.is_integer or self.dtype.is_floating):
            return given
        return [int(number) if self.dtype.is_integer else float(number) for number in given]

    # -- operators

    def binary(self, interpreter: Any, operator: str, other: Value, reflected: bool) -> Value:
        if isinstance(other, NativeObject) and not isinstance(other, Array):
            return NotImplemented
        if operator == "@":
            pair = [other, self] if reflected else [self, other]
            return interpreter.call(NATIVES["numpy.matmul"], pair, {})
        known, items = known_array(other), None
        if self.items is not None and known is not None and known.items is not None and operator in _COMPUTED:
            pair = (known.items, self.items) if reflected else (self.items, known.items)
            items = nested.combined(_COMPUTED[operator], *pair)
        dims = UNSEEN if isinstance(other, Unknown) else broadcast(self.dims, dims_of_operand(other))
        return Array(dims, self._result_dtype(operator, other), items)

    def _result_dtype(self, operator: str, other: Value) -> DType | None:
        dtypes = [self.dtype, other.dtype if isinstance(other, Array) else None]
        if isinstance(other, float) and self.dtype is not None and self.dtype.is_integer:
            return _FLOAT64
        found = common_dtype([dtype for dtype in dtypes if dtype is not None])
        return _FLOAT64 if operator == "/" and found is not None and found.is_integer else found

    def unary(self, interpreter: Any, operator: str) -> Value:
        compute = {"-": operator_module.neg, "abs": abs, "+": operator_module.pos}.get(operator)
        items = nested.mapped(compute, self.items) if compute is not None and self.items is not None else None
        return Array(self.dims, self.dtype, items)

    def compare(self, interpreter: Any, operator: str, other: Value, reflected: bool) -> Value:
        if other is None:
            return operator == "!="
        if (
            operator == "in"
            or isinstance(other, Unknown)
            or (isinstance(other, NativeObject) and not isinstance(other, Array))
        ):
            return NotImplemented
        if isinstance(self.items, _NUMBERS) and isinstance(other, _NUMBERS):
            return operators.compare(interpreter, operator, self.items, other)
        result = self.binary(interpreter, operator, other, False)
        return Array(result.dims, BOOL, result.items)

    def joined(self, other: Value) -> Value:
        return Array(joined_dims(self.dims, other.dims), self.dtype) if isinstance(other, Array) else NotImplemented


value("numpy.ndarray")(NativeType("numpy.ndarray", (Array,)))


def _tupled(items: Value) -> Value:
    return tuple(map(_tupled, items)) if isinstance(items, list) else items


def _as_places(key: Array) -> Value:
    """A vector of places, or of truths, as a list of places."""
    if not isinstance(key.items, list):
        return key.items if key.items is not None else key
    if key.dtype is BOOL:
        return [place for place, chosen in enumerate(key.items) if chosen is True]
    return key.items


def _places(items: Value, key: Value) -> list[int] | None:
    """The places of a flat list of items that a subscript stands for, in order."""
    if not isinstance(items, list) or any(isinstance(item, list) for item in items):
        return None
    if isinstance(key, Array) and isinstance(key.items, list) and len(key.items) == len(items):
        return [place for place, chosen in enumerate(key.items) if chosen is True]
    if isinstance(key, slice) and all(isinstance(part, (int, type(None))) for part in (key.start, key.stop, key.step)):
        return list(range(len(items)))[key]
    if isinstance(key, int) and -len(items) <= key < len(items):
        return [key % len(items)]
    return None


# -- values as arrays


def numpy_dtype(given: Value) -> DType | None:
    """The dtype that NumPy takes a value for: its Python types are 64 bits wide."""
    return {int: INT64, float: _FLOAT64, bool: BOOL}.get(given) if isinstance(given, type) else dtype_of(given)


def _scalar_as(number: float, dtype: Value, *args: Value, **kwargs: Value) -> Value:
    """`numpy.float64(2.0).astype(int)`: scalars are plain numbers here."""
    wanted = numpy_dtype(dtype)
    if wanted is None or not (wanted.is_integer or wanted.is_floating):
        return Unknown("astype()")
    try:
        return int(number) if wanted.is_integer else float(number)
    except (OverflowError, ValueError):  # an infinity or no number
        return Unknown("astype()")


NUMBER_METHODS["astype"] = _scalar_as


def common_dtype(dtypes: list[DType]) -> DType | None:
    """The dtype of arrays together, roughly: floats before integers, wider before narrower."""
    if not dtypes:
        return None
    return max(dtypes, key=lambda dtype: (dtype.is_floating, dtype.is_integer, dtype.get_size(None)))


def natural_dtype(items: Value) -> DType | None:
    inferred = dtype_of_python(nested.flat(items) if isinstance(items, list) else items)
    return {"int32": INT64, "float32": _FLOAT64}.get(inferred.name, inferred) if inferred is not None else None


def of_items(items: Value, dtype: DType | None) -> Value:
    """An array of nested lists, a number for a single item."""
    return Array(nested.shape_of(items), dtype, items) if isinstance(items, list) else items


def made_array(items: Value, dtype: DType | None = None) -> Value:
    """An array of nested lists of numbers, whose items get the dtype."""
    wanted = dtype or natural_dtype(items)
    dims = dims_of_list(items) if isinstance(items, list) else ()
    return Array(dims, wanted, _in_dtype(items, wanted))


def _in_dtype(items: Value, dtype: DType | None) -> Value:
    if dtype is None or items is None:
        return items
    if dtype.is_floating:
        return nested.mapped(float, items)
    return nested.mapped(int, items) if dtype.is_integer else items


def converted(array: Array, dtype: DType | None) -> Array:
    return Array(array.dims, dtype, _in_dtype(array.items, dtype))


def known_array(item: Value) -> Array | None:
    """What a function is given as an array; None when nothing is known of it."""
    if isinstance(item, Array):
        return item
    if isinstance(item, bool):
        return Array((), BOOL, item)
    if isinstance(item, _NUMBERS):
        return Array((), INT64 if isinstance(item, int) else _FLOAT64, item)
    if isinstance(item, range):
        item = item if item[MOST_ITEMS:] else list(item)
    if isinstance(item, (list, tuple)):
        return _of_list(item)
    plain = getattr(item, "index_value", None)
    if isinstance(plain, int):
        return Array((), INT64, plain)
    dims = getattr(item, "dims", UNSEEN)
    if type(item).__name__ == "TensorShape" and isinstance(dims, tuple):
        return _of_list(dims)
    return None


def _of_list(items: Any) -> Array:
    if len(items) > MOST_ITEMS:
        return Array((len(items), *(dims_of_operand(items[0]) if items else ())), None)
    parts = [known_array(item) for item in items]
    if not items:
        return Array((0,), _FLOAT64, [])
    if any(part is None for part in parts):
        inner = dims_of_operand(items[0])
        unknown = isinstance(items[0], Unknown)
        return Array((len(items), *inner) if isinstance(inner, tuple) else ((len(items),) if unknown else UNSEEN), None)
    dtype = common_dtype([part.dtype for part in parts if part.dtype is not None])
    dims = parts[0].dims
    for part in parts[1:]:
        dims = joined_dims(dims, part.dims)
    outer = (len(parts), *dims) if isinstance(dims, tuple) else UNSEEN
    if any(part.items is None for part in parts) or len({part.dims for part in parts}) > 1:
        return Array(outer, dtype)
    return Array(outer, dtype, _in_dtype([part.items for part in parts], dtype))


def result_of(items: Value, dims: Dims, dtype: DType | None) -> Value:
    """What a function gives: a number where the result is one and known, else an array."""
    if items is not None and not isinstance(items, list):
        return items
    return Array(nested.shape_of(items) if isinstance(items, list) else dims, dtype, items)

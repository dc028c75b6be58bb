"""TensorFlow's dtypes (tensorflow/python/framework/dtypes.py)."""

from __future__ import annotations

from functools import cache
from typing import Any

from tfscope.resolver.python.values import NativeObject, Unknown, Value

_INTEGERS = ("int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64")
_FLOATS = ("float16", "float32", "float64", "bfloat16")
_COMPLEX = ("complex64", "complex128")
_OTHERS = ("bool", "string", "qint8", "qint16", "qint32", "quint8", "quint16", "resource", "variant")

_LARGEST = {"float16": 65504.0, "float32": 3.4028234663852886e38, "float64": 1.7976931348623157e308}


@cache
def _size(name: str) -> int:
    """The bytes of an item of a dtype."""
    digits = "".join(c for c in name if c.isdigit())
    return int(digits) // 8 if digits else 1


class DType(NativeObject):
    """A dtype. The reference dtype of a variable is the same object as its base here."""

    type_name = "DType"

    def __init__(self, name: str) -> None:
        self.name = name

    def __repr__(self) -> str:
        return f"tf.{self.name}"

    def text(self, interpreter: Any) -> str:
        return f"<dtype: '{self.name}'>"

    def get_name(self, interpreter: Any) -> Value:
        return self.name

    def get_base_dtype(self, interpreter: Any) -> Value:
        return self

    def get_as_numpy_dtype(self, interpreter: Any) -> Value:
        return self

    def get_real_dtype(self, interpreter: Any) -> Value:
        return {"complex64": DTYPES["float32"], "complex128": DTYPES["float64"]}.get(self.name, self)

    def get_is_floating(self, interpreter: Any) -> Value:
        return self.name in _FLOATS

    def get_is_integer(self, interpreter: Any) -> Value:
        return self.name in _INTEGERS

    def get_is_bool(self, interpreter: Any) -> Value:
        return self.name == "bool"

    def get_is_complex(self, interpreter: Any) -> Value:
        return self.name in _COMPLEX

    def get_size(self, interpreter: Any) -> Value:
        return _size(self.name)

    def get_itemsize(self, interpreter: Any) -> Value:
        return self.get_size(interpreter)

    def get_type(self, interpreter: Any) -> Value:
        return self

    def get_min(self, interpreter: Any) -> Value:
        if self.name in _INTEGERS:
            return 0 if self.name.startswith("u") else -(2 ** (8 * self.get_size(interpreter) - 1))
        return -_LARGEST[self.name] if self.name in _LARGEST else Unknown("min")

    def get_max(self, interpreter: Any) -> Value:
        if self.name in _INTEGERS:
            return 2 ** (8 * self.get_size(interpreter) - (0 if self.name.startswith("u") else 1)) - 1
        return _LARGEST.get(self.name, Unknown("max"))

    def py_is_compatible_with(self, interpreter: Any, other: Value) -> Value:
        other_dtype = dtype_of(other)
        return other_dtype is self if other_dtype is not None or not isinstance(other, Unknown) else Unknown("dtype")

    def call(self, interpreter: Any, args: list[Value], kwargs: dict[str, Value]) -> Value:
        """As numpy's scalar types are called: `np.float32(x)`."""
        item = args[0] if args else 0
        number = item if isinstance(item, (int, float)) else getattr(item, "items", None)
        if isinstance(number, (int, float)):
            try:
                return float(number) if self.is_floating else int(number) if self.is_integer else bool(number)
            except (ValueError, OverflowError) as error:
                return interpreter.failed(error, self.name)
        return item.py_astype(interpreter, self) if hasattr(item, "py_astype") else Unknown(self.name)

    def compare(self, interpreter: Any, operator: str, other: Value, reflected: bool) -> Value:
        if operator in ("==", "!="):
            other_dtype = dtype_of(other)
            if other_dtype is None and isinstance(other, Unknown):
                return NotImplemented
            return (other_dtype is self) is (operator == "==")
        return NotImplemented

    @property
    def is_default_initializable_with_zeros(self) -> bool:
        return self.name in _INTEGERS or self.name in ("bool", "string")

    @property
    def is_floating(self) -> bool:
        return self.name in _FLOATS

    @property
    def is_integer(self) -> bool:
        return self.name in _INTEGERS


DTYPES: dict[str, DType] = {name: DType(name) for name in (*_INTEGERS, *_FLOATS, *_COMPLEX, *_OTHERS)}
DTYPES.update(half=DTYPES["float16"], double=DTYPES["float64"])
# Names that `tf.as_dtype` takes besides (dtypes._STRING_TO_TF).
_OTHER_NAMES = {"float": "float32"}
FLOAT32, INT32, INT64, BOOL, STRING = (DTYPES[n] for n in ("float32", "int32", "int64", "bool", "string"))


def dtype_of(value: Value) -> DType | None:
    """The dtype that `value` names (a DType, a numpy or Python type, a string); None when it names none."""
    if isinstance(value, DType):
        return value
    if isinstance(value, str):
        name = value.removesuffix("_ref")
        return DTYPES.get(_OTHER_NAMES.get(name, name))
    return {float: FLOAT32, int: INT32, bool: BOOL, str: STRING}.get(value) if isinstance(value, type) else None


def dtype_of_python(value: Value) -> DType | None:
    """The dtype a plain Python value becomes in a constant; of a list, its first item's."""
    if isinstance(value, bool):
        return BOOL
    if isinstance(value, int):
        return INT32
    if isinstance(value, float):
        return FLOAT32
    if isinstance(value, (str, bytes)):
        return STRING
    if isinstance(value, (list, tuple)):
        found = [dtype_of_python(item) for item in value]
        if FLOAT32 in found:
            return FLOAT32
        return found[0] if found else FLOAT32
    return getattr(value, "dtype", None)

"""NumPy, as far as sizes, dtypes, names and small numbers go: large arrays are never computed."""

from __future__ import annotations

from tfscope.resolver.library.numpy import making, mathematics, shaping
from tfscope.resolver.library.numpy.array import Array, made_array
from tfscope.resolver.library.registry import value
from tfscope.resolver.python.types import NativeType
from tfscope.resolver.tensorflow.dtypes import DTYPES

__all__ = ["Array", "made_array", "making", "mathematics", "shaping"]

for _name, _dtype in DTYPES.items():
    value(f"numpy.{_name}")(_dtype)
for _name, _kind in (("float", "float64"), ("int", "int64"), ("bool_", "bool"), ("float_", "float64"), ("int_", "int64"),
                     ("str_", "string"), ("object", "string"), ("intp", "int64"), ("long", "int64"), ("bool", "bool"),
                     ("single", "float32"), ("intc", "int32"), ("longlong", "int64"), ("ubyte", "uint8"), ("unicode_", "string"),
                     ("object_", "string"), ("bytes_", "string")):  # fmt: skip
    value(f"numpy.{_name}")(DTYPES[_kind])
for _name in ("integer", "floating", "number", "generic", "inexact", "signedinteger", "character", "bool8"):
    value(f"numpy.{_name}")(NativeType(f"numpy.{_name}", ()))

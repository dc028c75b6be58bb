"""Text from values: `str`, `%`, `.format` and f-strings, keeping what is not known as placeholders."""

from __future__ import annotations

import re
import string
from typing import TYPE_CHECKING, Any

from tfscope.resolver.python.symbolic import is_symbolic
from tfscope.resolver.python.values import (
    MISSING,
    ClassValue,
    Function,
    Instance,
    NativeObject,
    Unknown,
    Value,
)

if TYPE_CHECKING:
    from tfscope.resolver.python.interpreter import Interpreter

_SCALARS = (int, float, complex, bool, bytes, type(None))
_CONVERSION = re.compile(r"%(\((?P<key>[^)]*)\))?(?P<flags>[#0\- +]*)(?P<width>\*|\d+)?(\.(?P<precision>\*|\d+))?[hlL]?(?P<type>[%a-zA-Z])")  # fmt: skip # noqa: E501
_LONG_NUMBER = re.compile(r"\d{5,}")


def text_of(interpreter: Interpreter, value: Value, use_repr: bool = False) -> str:
    """`str(value)` (or `repr`), a placeholder for what is not known."""
    if isinstance(value, str):
        return repr(value) if use_repr and not is_symbolic(value) else value
    if isinstance(value, _SCALARS):
        return repr(value) if use_repr else str(value)
    if isinstance(value, Instance):
        return _instance_text(interpreter, value, use_repr)
    if isinstance(value, Unknown):
        return str(value)
    if isinstance(value, NativeObject):
        text = value.text(interpreter) if hasattr(value, "text") else None
        return text if text is not None else str(Unknown(value.type_name))
    return _container_text(interpreter, value)


def _instance_text(interpreter: Interpreter, value: Instance, use_repr: bool) -> str:
    for name in ("__repr__",) if use_repr else ("__str__", "__repr__"):
        if value.cls.lookup(name) is not MISSING:
            result = interpreter.call_method(value, name, [])
            return result if isinstance(result, str) else str(Unknown(value.cls.name))
    if isinstance(value.payload, (str, int)) and "_member_map_" not in value.cls.attrs:
        return str(value.payload)
    if "_member_map_" in value.cls.attrs:
        return f"{value.cls.name}.{value.attrs['name']}"
    if isinstance(value.payload, BaseException):
        return text_of(interpreter, value.payload)
    return str(Unknown(value.cls.name))


def _container_text(interpreter: Interpreter, value: Value) -> str:
    if type(value) in (list, tuple):
        inner = ", ".join(text_of(interpreter, item, True) for item in value)
        if isinstance(value, list):
            return f"[{inner}]"
        return f"({inner},)" if len(value) == 1 else f"({inner})"
    if type(value) is dict:
        pairs = (f"{text_of(interpreter, k, True)}: {text_of(interpreter, v, True)}" for k, v in value.items())
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, BaseException):
        return ", ".join(text_of(interpreter, argument) for argument in value.args)
    if isinstance(value, (ClassValue, Function)):
        return f"<{value.name}>"
    if isinstance(value, range):
        return str(value)
    return str(Unknown(type(value).__name__))


def percent_formatted(interpreter: Interpreter, template: str, values: Value) -> Value:
    """`template % values`."""
    if is_symbolic(template) or _LONG_NUMBER.search(template):
        return _with_all(interpreter, template, values)
    if isinstance(values, Unknown) and template.count("%") > 1:
        return _CONVERSION.sub(lambda match: "%" if match["type"] == "%" else str(Unknown(values.label)), template)
    mapping = values.payload if isinstance(values, Instance) else values
    if isinstance(mapping, dict) and _CONVERSION.search(template) and "%(" in template:
        return _percent_with(interpreter, template, lambda key: mapping.get(key, Unknown(key)))
    arguments = iter(values if isinstance(values, tuple) else (values,))
    return _percent_with(interpreter, template, lambda key: next(arguments, MISSING))


def _percent_with(interpreter: Interpreter, template: str, take: Any) -> Value:
    def replaced(match: re.Match) -> str:
        if match["type"] == "%":
            return "%"
        width, precision = match["width"], match["precision"]
        stars = [take(None) for part in (width, precision) if part == "*"]
        value = take(match["key"])
        if value is MISSING:
            raise TypeError("not enough arguments for format string")
        return _one_conversion(interpreter, match, value, stars)

    try:
        return _CONVERSION.sub(replaced, template)
    except (TypeError, ValueError, OverflowError) as error:
        return interpreter.failed(error, "formatted text")


def _one_conversion(interpreter: Interpreter, match: re.Match, value: Value, stars: list[Value]) -> str:
    kind = match["type"]
    value = numeric_payload(value)
    if kind in "sra" or not isinstance(value, (int, float, str)) or isinstance(value, str):
        text = text_of(interpreter, value, kind in "ra")
        if kind not in "sra" and isinstance(value, str) and not is_symbolic(value) and kind != "c":
            raise TypeError(f"%{kind} format: a number is required, not str")
        if is_symbolic(text) or kind not in "sra":
            return text
        value, kind = text, "s"
    if any(not isinstance(star, int) for star in stars):
        return str(Unknown("text"))
    spec = re.sub(r"\([^)]*\)", "", match[0])[:-1].rstrip("hlL") + kind
    return spec % (*stars, value)


def numeric_payload(value: Value) -> Value:
    """The plain number inside a value that behaves as one."""
    if isinstance(value, Instance) and isinstance(value.payload, (int, float, str)):
        return value.payload
    index = getattr(value, "index_value", None)
    return index if index is not None and isinstance(value, NativeObject) else value


def _with_all(interpreter: Interpreter, template: str, values: Value) -> Value:
    """A template that is itself not wholly known: every conversion is filled with text."""
    arguments = iter(values if isinstance(values, tuple) else (values,))
    return re.sub(
        "%[sdir]", lambda match: text_of(interpreter, next(arguments, Unknown("value"))), template
    )


class _Formatter(string.Formatter):
    """`str.format` with the interpreter's own attribute and item access."""

    def __init__(self, interpreter: Interpreter) -> None:
        super().__init__()
        self._interpreter = interpreter

    def get_field(self, field_name: str, args: Any, kwargs: Any) -> Any:
        from tfscope.resolver.python.attributes import get_attribute
        from tfscope.resolver.python.operators import get_item

        first, rest = _split_field(field_name)
        value = self.get_value(first, args, kwargs)
        for is_attribute, part in rest:
            value = (get_attribute if is_attribute else get_item)(self._interpreter, value, part)
        return value, first

    def get_value(self, key: Any, args: Any, kwargs: Any) -> Any:
        if isinstance(key, int):
            return args[key] if key < len(args) else Unknown(str(key))
        return kwargs.get(key, Unknown(key))

    def convert_field(self, value: Any, conversion: str | None) -> Any:
        return text_of(self._interpreter, value, conversion in ("r", "a")) if conversion else value

    def format_field(self, value: Any, format_spec: str) -> Any:
        return formatted_value(self._interpreter, value, "", format_spec)


def _split_field(field_name: str) -> tuple[Any, list[tuple[bool, Any]]]:
    head = re.match(r"[^.\[]*", field_name)[0]
    rest = [
        (bool(attribute), attribute or (int(index) if index.isdigit() else index))
        for attribute, index in re.findall(r"\.([^.\[]+)|\[([^\]]*)\]", field_name[len(head) :])
    ]
    return (int(head) if head.isdigit() else head), rest


def brace_formatted(interpreter: Interpreter, template: str, args: list[Value], kwargs: dict[str, Value]) -> Value:
    """`template.format(*args, **kwargs)`."""
    if _LONG_NUMBER.search(template):
        return Unknown("formatted text")
    try:
        return _Formatter(interpreter).vformat(template, args, kwargs)
    except (TypeError, ValueError, KeyError, IndexError, OverflowError) as error:
        return interpreter.failed(error, "formatted text")


def formatted_value(interpreter: Interpreter, value: Value, conversion: str, spec: Value) -> str:
    """`format(value, spec)`."""
    value = numeric_payload(value)
    if conversion:
        value = text_of(interpreter, value, conversion in "ra")
    if not isinstance(value, (int, float, str)) or (isinstance(value, str) and is_symbolic(value)):
        return text_of(interpreter, value)
    if not isinstance(spec, str) or is_symbolic(spec) or _LONG_NUMBER.search(spec):
        return text_of(interpreter, value)
    try:
        return format(value, spec)
    except (TypeError, ValueError, OverflowError) as error:
        failed = interpreter.failed(error, "formatted text")
        return text_of(interpreter, failed)

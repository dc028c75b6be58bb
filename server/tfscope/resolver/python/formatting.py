"""Text from values: `str`, `%`, `.format` and f-strings, keeping what is not known as placeholders."""

from __future__ import annotations

import collections
import re
import string
from typing import TYPE_CHECKING, Any

from tfscope.resolver.python.symbolic import is_symbolic, placeholder
from tfscope.resolver.python.values import (
    MISSING,
    BoundMethod,
    ClassValue,
    Function,
    Instance,
    NativeFunction,
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
        return _scalar_text(value, use_repr)
    if isinstance(value, Instance):
        return _instance_text(interpreter, value, use_repr)
    if isinstance(value, Unknown):
        return str(value)
    if isinstance(value, NativeObject):
        text = value.text(interpreter) if hasattr(value, "text") else None
        return text if text is not None else str(Unknown(value.type_name))
    if isinstance(value, BaseException):
        return _exception_text(interpreter, value, use_repr)
    return _container_text(interpreter, value)


def _scalar_text(value: Value, use_repr: bool) -> str:
    try:
        return repr(value) if use_repr else str(value)
    except ValueError:  # more digits than Python will write out
        return str(Unknown("a large number"))


def _instance_text(interpreter: Interpreter, value: Instance, use_repr: bool) -> str:
    for name in ("__repr__",) if use_repr else ("__str__", "__repr__"):
        if name == "__repr__" and not use_repr and isinstance(value.payload, (str, BaseException)):
            break
        if value.cls.lookup(name) is not MISSING:
            result = interpreter.call_method(value, name, [])
            return _text_of_result(value, result)
    return own_text(interpreter, value, use_repr)


def _text_of_result(value: Instance, result: Value) -> str:
    if isinstance(result, Instance) and isinstance(result.payload, str):
        return result.payload
    return result if isinstance(result, str) else str(Unknown(value.cls.name))


def own_text(interpreter: Interpreter, value: Value, use_repr: bool = False) -> str:
    """`object.__str__(value)` or `object.__repr__(value)`."""
    if not isinstance(value, Instance):
        return text_of(interpreter, value, use_repr)
    if "_member_map_" in value.cls.attrs and "name" in value.attrs:
        name = f"{value.cls.name}.{value.attrs['name']}"
        return f"<{name}: {text_of(interpreter, value.attrs['value'], True)}>" if use_repr else name
    if isinstance(value.payload, BaseException):
        return _exception_text(interpreter, value.payload, use_repr, value.cls.name)
    if value.payload is not None:
        return text_of(interpreter, value.payload, use_repr)
    return placeholder(value.cls.name, interpreter.address_of(value))


def _exception_text(interpreter: Interpreter, value: BaseException, use_repr: bool, name: str | None = None) -> str:
    args = value.args
    if use_repr:
        inner = ", ".join(text_of(interpreter, argument, True) for argument in args)
        return f"{name or type(value).__name__}({inner})"
    if len(args) == 1:
        return text_of(interpreter, args[0], isinstance(value, KeyError))
    return text_of(interpreter, args) if args else ""


def _container_text(interpreter: Interpreter, value: Value) -> str:
    if isinstance(value, (list, tuple, dict, set, frozenset)):
        return _guarded_text(interpreter, value)
    if isinstance(value, ClassValue):
        return f"<class '{value.module.name}.{value.attrs.get('__qualname__', value.name)}'>"
    if isinstance(value, type):
        return repr(value)
    if isinstance(value, (Function, NativeFunction, BoundMethod)):
        return _function_text(interpreter, value)
    if isinstance(value, slice):
        return f"slice({', '.join(text_of(interpreter, part, True) for part in (value.start, value.stop, value.step))})"
    if isinstance(value, (range, bytearray, type(Ellipsis), type(NotImplemented))):
        return str(value)
    return str(Unknown(getattr(value, "name", type(value).__name__)))


def _function_text(interpreter: Interpreter, value: Value) -> str:
    """With an address as Python would give one: programs keep functions by their text, and take names out of it."""
    if isinstance(value, NativeFunction) and not value.binds:
        return f"<built-in function {value.name}>"
    kind, function = ("bound method", value.function) if isinstance(value, BoundMethod) else ("function", value)
    name = getattr(function, "name", "function").rpartition(".")[2]
    return f"<{kind} {name} at 0x{interpreter.address_of(value):x}>"


def _guarded_text(interpreter: Interpreter, value: Value) -> str:
    """The text of a container, `...` where it contains itself."""
    if interpreter.journal.is_vague(value):
        return str(Unknown(type(value).__name__))
    opening, closing = _BRACKETS.get(type(value), ("[", "]"))
    if id(value) in interpreter.being_shown:
        return f"{opening}...{closing}"
    interpreter.charge(len(value) >> 2)
    interpreter.being_shown.add(id(value))
    try:
        return _parts_text(interpreter, value)
    finally:
        interpreter.being_shown.discard(id(value))


_BRACKETS: dict[type, tuple[str, str]] = {tuple: ("(", ")"), dict: ("{", "}"), set: ("{", "}")}


def _parts_text(interpreter: Interpreter, value: Value) -> str:
    if isinstance(value, dict):
        pairs = (f"{text_of(interpreter, k, True)}: {text_of(interpreter, v, True)}" for k, v in value.items())
        return _wrapped(value, "{" + ", ".join(pairs) + "}")
    if isinstance(value, (set, frozenset)):
        return _set_text(interpreter, value)
    parts = [text_of(interpreter, item, True) for item in value]
    if isinstance(value, tuple):
        fields = getattr(value, "_fields", None)
        if fields is not None:
            return f"{type(value).__name__}({', '.join(f'{n}={p}' for n, p in zip(fields, parts, strict=False))})"
        return f"({parts[0]},)" if len(parts) == 1 else f"({', '.join(parts)})"
    return _wrapped(value, f"[{', '.join(parts)}]")


def _wrapped(value: Value, inner: str) -> str:
    """The text of a container of a special kind (`DefaultDict`, a view) around that of its items."""
    if isinstance(value, collections.Counter):
        return repr(value)
    form = getattr(type(value), "text_form", None)
    return inner if form is None else form(value, inner)


def _set_text(interpreter: Interpreter, value: Value) -> str:
    if not value:
        return f"{type(value).__name__}()"
    if len(value) > 1 and not all(isinstance(item, (int, float)) for item in value):
        # Python gives such a set another order each time it runs.
        return str(Unknown(type(value).__name__))
    inner = "{" + ", ".join(text_of(interpreter, item, True) for item in value) + "}"
    return inner if isinstance(value, set) else f"frozenset({inner})"


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
    result = _percent_with(interpreter, template, lambda key: next(arguments, MISSING))
    if isinstance(values, (tuple, str, int, float)) and next(arguments, MISSING) is not MISSING:
        interpreter.failed(TypeError("not all arguments converted during string formatting"), "formatted text")
    return result


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
        if kind == "a" and not is_symbolic(text):
            text = text.encode("ascii", "backslashreplace").decode()
        if kind not in "sra" and isinstance(value, str) and not is_symbolic(value) and kind != "c":
            raise TypeError(f"%{kind} format: a number is required, not str")
        if is_symbolic(text) or kind not in "sra":
            return text
        value, kind = text, "s"
    if any(not isinstance(star, int) for star in stars):
        return str(Unknown("text"))
    spec = re.sub(r"\([^)]*\)", "", match[0])[:-1].rstrip("hlL") + kind
    return spec % (*stars, value)


def takes_no_spec(value: Value) -> bool:
    """Whether `value` is of a built-in type whose `__format__` takes no specification."""
    return isinstance(value, (list, tuple, dict, set, frozenset, type(None), bytes))


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
        self._count = 0

    def parse(self, format_string: Any) -> Any:
        """As the base class's, with every field that has no number given one."""
        for literal, field, spec, conversion in super().parse(format_string):
            if field is not None and (not field or field[0] in ".["):
                field = f"{self._count}{field}"
                self._count += 1
            yield literal, field, spec, conversion

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
            return args[key] if key < len(args) else self._interpreter.failed(IndexError("Replacement index"), str(key))
        if key in kwargs:
            return kwargs[key]
        vague = self._interpreter.journal.is_vague(kwargs)
        return Unknown(key) if vague else self._interpreter.failed(KeyError(key), key)

    def convert_field(self, value: Any, conversion: str | None) -> Any:
        return _converted(self._interpreter, value, conversion) if conversion else value

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


def _converted(interpreter: Interpreter, value: Value, conversion: str) -> str:
    """A value after `!s`, `!r` or `!a`."""
    text = text_of(interpreter, value, conversion in "ra")
    return text.encode("ascii", "backslashreplace").decode() if conversion == "a" and not is_symbolic(text) else text


def formatted_value(interpreter: Interpreter, value: Value, conversion: str, spec: Value) -> str:
    """`format(value, spec)`."""
    if conversion:
        value = _converted(interpreter, value, conversion)
    elif isinstance(value, Instance) and value.cls.lookup("__format__") is not MISSING:
        return text_of(interpreter, interpreter.call_method(value, "__format__", [spec]))
    if not isinstance(value, Instance) or "_member_map_" not in value.cls.attrs:
        value = numeric_payload(value)
    if isinstance(value, str) and is_symbolic(value):
        return value
    if not isinstance(value, (int, float, str, complex)):
        text = text_of(interpreter, value)
        if spec and takes_no_spec(value):
            interpreter.failed(TypeError("unsupported format string"), "formatted text")
        return text
    if isinstance(value, str) and not spec:
        return value
    if not isinstance(spec, str) or is_symbolic(spec) or _LONG_NUMBER.search(spec):
        return text_of(interpreter, value)
    try:
        return format(value, spec)
    except (TypeError, ValueError, OverflowError) as error:
        failed = interpreter.failed(error, "formatted text")
        return text_of(interpreter, failed)

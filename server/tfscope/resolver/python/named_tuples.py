"""Named tuples' methods that make another: the tuple keeps the program's own class."""

from __future__ import annotations

from collections.abc import Callable

from tfscope.resolver.python.arguments import arguments_by_name
from tfscope.resolver.python.interpreter import Interpreter
from tfscope.resolver.python.values import MISSING, ClassValue, Instance, NativeFunction, Unknown, Value


def maker_of(cls: ClassValue, name: str, payload: Value = None) -> Value:
    """`_make` of a class that derives from a named tuple, `_replace` of an object of it that holds `payload`; MISSING
    for any other name."""
    host = cls.host_base
    if host is None or not hasattr(host, "_fields") or name not in ("_make", "_replace"):
        return MISSING

    def make(interpreter: Interpreter, args: list[Value], kwargs: dict[str, Value]) -> Value:
        from tfscope.resolver.python.iteration import known_items

        items = known_items(interpreter, args[0]) if args else None
        if items is None:
            return Unknown(f"{cls.name}._make()")
        return made(interpreter, lambda: host._make(items))

    def replace(interpreter: Interpreter, args: list[Value], kwargs: dict[str, Value]) -> Value:
        if not hasattr(payload, "_replace"):
            return Unknown(f"{cls.name}._replace()")
        changes = arguments_by_name(interpreter, payload._fields, [], kwargs)
        return made(interpreter, lambda: payload._replace(**changes))

    def made(interpreter: Interpreter, new: Callable[[], tuple]) -> Value:
        try:
            return Instance(cls, new())
        except (TypeError, ValueError) as error:
            return interpreter.failed(error, f"{cls.name}.{name}()")

    if name == "_make":
        return NativeFunction("namedtuple._make", make)
    return NativeFunction("namedtuple._replace", replace) if payload is not None else MISSING

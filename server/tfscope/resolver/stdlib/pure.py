"""Functions of the standard library that Python itself computes, where all arguments are known."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tfscope.resolver.library.registry import NATIVES
from tfscope.resolver.python.formatting import numeric_payload
from tfscope.resolver.python.interpreter import Interpreter
from tfscope.resolver.python.operators import contains_unknown, label
from tfscope.resolver.python.values import Instance, NativeFunction, NativeObject, Unknown, Value


def register_pure(name: str, function: Callable[..., Any]) -> None:
    """Registers `function`, which must have no effects, under its dotted name."""

    def run(interpreter: Interpreter, args: list[Value], kwargs: dict[str, Value]) -> Value:
        plain = [numeric_payload(arg) for arg in args]
        named = {key: numeric_payload(value) for key, value in kwargs.items()}
        everything = [*plain, *named.values()]
        if any(isinstance(v, (Instance, NativeObject)) or contains_unknown(v) for v in everything):
            return Unknown(f"{name.rpartition('.')[2]}({', '.join(label(arg) for arg in args[:2])})")
        try:
            return function(*plain, **named)
        except Exception as error:  # the function's own error
            return interpreter.failed(error, f"{name}()")

    NATIVES[name] = NativeFunction(name, run)

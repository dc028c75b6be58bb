"""Scopes used as decorators."""

from __future__ import annotations

from collections.abc import Callable

from tfscope.resolver.python.values import NativeFunction, NativeObject, Value


def wrapped_in(make_context: Callable[[], NativeObject], function: Value) -> NativeFunction:
    """`function` with a context entered around each call."""

    def run(interpreter: object, args: list[Value], kwargs: dict[str, Value]) -> Value:
        context = make_context()
        context.enter(interpreter)
        try:
            return interpreter.call(function, args, kwargs)
        finally:
            context.exit(interpreter, None)

    return NativeFunction(getattr(function, "name", "function"), run)

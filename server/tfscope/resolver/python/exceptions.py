"""Exceptions of the program: raising, matching, and knowing beforehand whether one would be caught."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tfscope.resolver.python.control import RaisedError, Signal
from tfscope.resolver.python.expressions import compile_expression
from tfscope.resolver.python.interpreter import Frame
from tfscope.resolver.python.scopes import Block
from tfscope.resolver.python.values import ClassValue, Instance, Unknown, Value
from tfscope.syntax import Unit

_ENDS_PROGRAM = {"exit", "quit", "_exit", "abort"}


class Catcher:
    """An active handler. `classes` are what it takes; Unknown among them takes everything."""

    __slots__ = ("classes",)

    def __init__(self, classes: tuple[Value, ...]) -> None:
        self.classes = classes

    @staticmethod
    def of(frame: Frame, handlers: Handlers) -> Catcher | None:
        """The catcher for a `try` with `handlers`, None when all of them let the error go on."""
        classes = tuple(cls for handler in handlers.items if handler.keeps for cls in handler.classes(frame))
        return Catcher(classes) if classes else None

    def takes(self, exception: Value) -> bool:
        return any(isinstance(cls, Unknown) or is_exception(exception, cls) for cls in self.classes)


def is_exception(exception: Value, cls: Value) -> bool:
    """Whether `exception` (a value or a class) is of the exception class `cls`."""
    if isinstance(exception, Instance):
        exception = exception.cls
    if isinstance(exception, ClassValue):
        return exception.is_subclass(cls)
    if isinstance(exception, BaseException):
        exception = type(exception)
    if isinstance(cls, type) and isinstance(exception, type):
        return issubclass(exception, cls)
    return isinstance(exception, Unknown) and cls in (Exception, BaseException)


@dataclass(slots=True)
class Handler:
    """One `except` clause. `keeps`: whether it takes the error rather than passing it on or ending the program."""

    test: Callable[[Frame], Value] | None
    name: str | None
    body: Callable[[Frame], Signal | None]
    keeps: bool

    def classes(self, frame: Frame) -> tuple[Value, ...]:
        if self.test is None:
            return (BaseException,)
        value = self.test(frame)
        return value if isinstance(value, tuple) else (value,)

    def run(self, frame: Frame, error: RaisedError) -> Signal | None:
        outer, frame.handled = frame.handled, error
        if self.name is not None:
            frame.vars[self.name] = error.value
        try:
            return self.body(frame)
        finally:
            frame.handled = outer


@dataclass(slots=True)
class Handlers:
    items: list[Handler]

    def matching(self, frame: Frame, exception: Value) -> Handler | None:
        for handler in self.items:
            if Catcher(handler.classes(frame)).takes(exception):
                return handler
        return None


def compile_handlers(nodes: list[ast.ExceptHandler], block: Block, unit: Unit) -> Handlers:
    from tfscope.resolver.python.statements import compile_block

    return Handlers([
        Handler(
            compile_expression(node.type, block, unit) if node.type is not None else None,
            node.name,
            compile_block(node.body, block, unit),
            not _passes_on(node.body),
        )
        for node in nodes
    ])  # fmt: skip


def _passes_on(body: list[ast.stmt]) -> bool:
    """Whether a handler's body surely ends by raising or by ending the program."""
    return any(isinstance(node, ast.Raise) or _ends_program(node) for node in body)


def _ends_program(node: ast.stmt) -> bool:
    if not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)):
        return False
    function = node.value.func
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    return name in _ENDS_PROGRAM


def raised_value(frame: Frame, value: Value, is_bare: bool) -> RaisedError:
    """The error that a `raise` statement raises; a bare one raises the error being handled again."""
    if is_bare:
        owner: Frame | None = frame
        while owner is not None and owner.handled is None:
            owner = owner.outer
        return owner.handled if owner is not None and owner.handled else RaisedError(RuntimeError())
    if isinstance(value, ClassValue) or (isinstance(value, type) and issubclass(value, BaseException)):
        value = frame.interpreter.call(value, [], {})
    return RaisedError(value)


HOST_EXCEPTIONS: dict[str, Any] = {
    name: value
    for name, value in vars(builtins).items()
    if isinstance(value, type) and issubclass(value, BaseException)
}

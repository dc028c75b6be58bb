"""Exceptions of the program: raising, matching, and knowing beforehand whether one would be caught."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tfscope.resolver.python.control import RaisedError, Signal
from tfscope.resolver.python.expressions import compile_expression, store_name
from tfscope.resolver.python.interpreter import Frame, Interpreter
from tfscope.resolver.python.introspection import is_immutable
from tfscope.resolver.python.scopes import Block
from tfscope.resolver.python.values import ClassValue, Instance, Unknown, Value
from tfscope.syntax import Unit

_ENDS_PROGRAM = {"exit", "quit", "_exit", "abort"}


class Catcher:
    """An active handler. `classes` are what it takes; Unknown among them takes everything. `imports` are the modules,
    each as its name and dots, that the handlers of a `try` in `frame` import."""

    __slots__ = ("classes", "frame", "imports")

    def __init__(self, classes: tuple[Value, ...], frame: Frame | None = None,
                 imports: tuple[tuple[str, int], ...] = ()) -> None:  # fmt: skip
        self.classes = classes
        self.frame = frame
        self.imports = imports

    @staticmethod
    def of(frame: Frame, handlers: Handlers) -> Catcher | None:
        """The catcher for a `try` with `handlers`, None when all of them let the error go on as it is."""
        kept = tuple(cls for handler in handlers.items if handler.keeps for cls in handler.classes(frame))
        turned = [handler for handler in handlers.items if handler.raises is not None]
        if turned:
            return _TurningCatcher(kept, frame, turned)
        return Catcher(kept, frame, handlers.imports) if kept else None

    def takes(self, exception: Value) -> bool:
        return any(isinstance(cls, Unknown) or is_exception(exception, cls) for cls in self.classes)


class _TurningCatcher(Catcher):
    """The catcher of handlers of which some raise an error of another class: they take what they turn into something
    that an outer handler takes."""

    __slots__ = ("handlers",)

    def __init__(self, classes: tuple[Value, ...], frame: Frame, handlers: list[Handler]) -> None:
        super().__init__(classes, frame)
        self.handlers = handlers

    def takes(self, exception: Value) -> bool:
        if super().takes(exception):
            return True
        active = self.frame.interpreter.catchers
        outer = active[: next((i for i, catcher in enumerate(active) if catcher is self), len(active))]
        for handler in self.handlers:
            if Catcher(handler.classes(self.frame)).takes(exception):
                raised = handler.raises(self.frame)
                return any(catcher.takes(raised) for catcher in reversed(outer))
        return False


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
    """One `except` clause. `keeps`: whether it takes the error rather than passing it on or ending the program.

    `raises` gives the class of the error that it surely raises instead, if it does.
    """

    test: Callable[[Frame], Value] | None
    name: str | None
    store: Callable[[Frame, Value], None] | None
    body: Callable[[Frame], Any]
    keeps: bool
    raises: Callable[[Frame], Value] | None

    def classes(self, frame: Frame) -> tuple[Value, ...]:
        if self.test is None:
            return (BaseException,)
        value = self.test(frame)
        return value if isinstance(value, tuple) else (value,)

    def enter(self, frame: Frame, error: RaisedError) -> RaisedError | None:
        """Begins handling `error`; gives the one that was being handled before, for `leave`."""
        outer, frame.handled = frame.handled, error
        if self.store is not None:
            self.store(frame, error.value)
        return outer

    def leave(self, frame: Frame, outer: RaisedError | None) -> None:
        frame.handled = outer
        if self.name is not None:
            frame.interpreter.journal.touch(frame.vars)
            frame.vars.pop(self.name, None)

    def run(self, frame: Frame, error: RaisedError) -> Signal | None:
        outer = self.enter(frame, error)
        try:
            return self.body(frame)
        finally:
            self.leave(frame, outer)


@dataclass(slots=True)
class Handlers:
    """The `except` clauses of a `try`, and the modules they import instead of what its body imports."""

    items: list[Handler]
    imports: tuple[tuple[str, int], ...]

    def matching(self, frame: Frame, exception: Value) -> Handler | None:
        for handler in self.items:
            if Catcher(handler.classes(frame)).takes(exception):
                return handler
        return None


def compile_handlers(nodes: list[ast.ExceptHandler], block: Block, unit: Unit,
                     compile_body: Callable[[list[ast.stmt], Block, Unit], Any]) -> Handlers:  # fmt: skip
    """The handlers of a `try`; `compile_body` compiles their bodies."""
    return Handlers([
        Handler(
            compile_expression(node.type, block, unit) if node.type is not None else None,
            node.name,
            store_name(node.name, block) if node.name is not None else None,
            compile_body(node.body, block, unit),
            not _passes_on(node.body),
            _raised_class(node.body, block, unit),
        )
        for node in nodes
    ], _imported(nodes))  # fmt: skip


def _imported(nodes: list[ast.ExceptHandler]) -> tuple[tuple[str, int], ...]:
    """The modules that the clauses import, each with the number of its dots; also what may be a submodule."""
    found = []
    for statement in (statement for node in nodes for statement in node.body):
        if isinstance(statement, ast.Import):
            found += [(alias.name, 0) for alias in statement.names]
        elif isinstance(statement, ast.ImportFrom):
            base = [statement.module] if statement.module else []
            found += [(".".join(base), statement.level)] if base else []
            found += [(".".join([*base, alias.name]), statement.level) for alias in statement.names]
    return tuple(found)


def _passes_on(body: list[ast.stmt]) -> bool:
    """Whether a handler's body surely ends by raising or by ending the program."""
    return any(isinstance(node, ast.Raise) or _ends_program(node) for node in body)


def _raised_class(body: list[ast.stmt], block: Block, unit: Unit) -> Callable[[Frame], Value] | None:
    """Reads the class in the `raise SomeError(...)` that a handler's body surely ends with."""
    raised = next((node.exc for node in body if isinstance(node, ast.Raise)), None)
    if isinstance(raised, ast.Call):
        raised = raised.func
    return compile_expression(raised, block, unit) if isinstance(raised, (ast.Name, ast.Attribute)) else None


def _ends_program(node: ast.stmt) -> bool:
    if not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)):
        return False
    function = node.value.func
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    return name in _ENDS_PROGRAM


def raised_again(frame: Frame) -> RaisedError:
    """What a bare `raise` raises: the error that is being handled."""
    handled = handled_error(frame)
    return handled if handled is not None else RaisedError(RuntimeError("No active exception to reraise"))


def handled_error(frame: Frame) -> RaisedError | None:
    """The error that `frame`, or else the function that called it, is handling."""
    if frame.handled is not None:
        return frame.handled
    for active in reversed(frame.interpreter.frames):
        if active.handled is not None:
            return active.handled
    return None


def made_exception(interpreter: Interpreter, value: Value) -> Value:
    """The exception that raising `value` raises: classes are called."""
    if isinstance(value, ClassValue) or (isinstance(value, type) and issubclass(value, BaseException)):
        return interpreter.call(value, [], {})
    if is_immutable(value) or isinstance(value, type):
        return TypeError("exceptions must derive from BaseException")
    return value


def note_origin(frame: Frame, value: Value, cause: Value, has_cause: bool) -> None:
    """Keeps what `raise value from cause` says, and what was being handled."""
    attrs = value.attrs if isinstance(value, Instance) else vars(value) if isinstance(value, BaseException) else None
    if attrs is None:
        return
    handled = handled_error(frame)
    attrs["__context__"] = handled.value if handled is not None and handled.value is not value else None
    attrs["__cause__"] = cause
    attrs["__suppress_context__"] = has_cause


HOST_EXCEPTIONS: dict[str, Any] = {
    name: value
    for name, value in vars(builtins).items()
    if isinstance(value, type) and issubclass(value, BaseException)
}

"""`with`: entering and leaving context managers of every kind."""

from __future__ import annotations

from tfscope.resolver.python.attributes import get_attribute
from tfscope.resolver.python.control import RaisedError
from tfscope.resolver.python.exceptions import Catcher
from tfscope.resolver.python.interpreter import Interpreter
from tfscope.resolver.python.operators import label, truth
from tfscope.resolver.python.values import (
    MISSING,
    Function,
    GeneratorValue,
    Instance,
    NativeObject,
    Unknown,
    Value,
)


class GeneratorContext(NativeObject):
    """What a function decorated with `contextlib.contextmanager` returns; also usable as a decorator."""

    type_name = "contextmanager"

    def __init__(self, generator: Value) -> None:
        self.generator = generator

    def enter(self, interpreter: Interpreter) -> Value:
        if not isinstance(self.generator, GeneratorValue):
            return Unknown("with")
        ended, value = interpreter.resume(self.generator, None)
        return None if ended else value

    def exit(self, interpreter: Interpreter, raised: RaisedError | None) -> bool:
        if not isinstance(self.generator, GeneratorValue):
            return False
        if raised is None:
            interpreter.resume(self.generator, None)
            return False
        ended, _ = interpreter.resume(self.generator, None, raised)
        return ended


class CatchingContext(NativeObject):
    """A context manager that swallows exceptions of `classes`: `contextlib.suppress`, `pytest.raises`."""

    type_name = "suppress"

    def __init__(self, classes: tuple[Value, ...]) -> None:
        self.catcher = Catcher(classes)

    def exit(self, interpreter: Interpreter, raised: RaisedError | None) -> bool:
        return raised is not None and self.catcher.takes(raised.value)


class ExitStackValue(NativeObject):
    """`contextlib.ExitStack`."""

    type_name = "ExitStack"

    def __init__(self) -> None:
        self.pending: list[Value] = []

    def py_enter_context(self, interpreter: Interpreter, manager: Value) -> Value:
        value, _ = enter_context(interpreter, manager)
        interpreter.journal.touch(self.pending)
        self.pending.append(manager)
        return value

    def py_callback(self, interpreter: Interpreter, function: Value, *args: Value, **kwargs: Value) -> Value:
        interpreter.journal.touch(self.pending)
        self.pending.append((function, list(args), kwargs))
        return function

    def py_push(self, interpreter: Interpreter, manager: Value) -> Value:
        interpreter.journal.touch(self.pending)
        self.pending.append(manager)
        return manager

    def py_close(self, interpreter: Interpreter) -> None:
        self.exit(interpreter, None)

    def exit(self, interpreter: Interpreter, raised: RaisedError | None) -> bool:
        swallowed = False
        interpreter.journal.touch(self.pending)
        while self.pending:
            manager = self.pending.pop()
            if isinstance(manager, tuple):
                interpreter.call(*manager)
            else:
                swallowed = leave_context(interpreter, manager, None if swallowed else raised) or swallowed
        return swallowed


def enter_context(interpreter: Interpreter, manager: Value) -> tuple[Value, Catcher | None]:
    """Enters `manager`: the value for `as`, and the catcher to hold while the block runs, if it swallows errors."""
    if isinstance(manager, NativeObject):
        value = manager.enter(interpreter)
        return value, getattr(manager, "catcher", None)
    if isinstance(manager, Instance) and manager.cls.lookup("__enter__") is not MISSING:
        catcher = Catcher((BaseException,)) if _may_swallow(manager) else None
        return interpreter.call_method(manager, "__enter__", []), catcher
    return Unknown(f"with {label(manager)}"), None


def leave_context(interpreter: Interpreter, manager: Value, raised: RaisedError | None) -> bool:
    """Leaves `manager`; whether it swallowed `raised`."""
    if isinstance(manager, NativeObject):
        return manager.exit(interpreter, raised)
    if isinstance(manager, Instance) and manager.cls.lookup("__exit__") is not MISSING:
        kind = Unknown("exc_type") if raised is not None else None
        value = raised.value if raised is not None else None
        trace = Unknown("traceback") if raised is not None else None
        result = interpreter.call(get_attribute(interpreter, manager, "__exit__"), [kind, value, trace], {})
        return raised is not None and truth(interpreter, result) is True
    return False


def _may_swallow(manager: Instance) -> bool:
    """Whether a user-written `__exit__` returns anything that could be true."""
    import ast

    function = manager.cls.lookup("__exit__")
    if not isinstance(function, Function):
        return False
    return any(
        isinstance(node, ast.Return) and node.value is not None
        and not (isinstance(node.value, ast.Constant) and not node.value.value)
        for node in ast.walk(function.code.node)
    )  # fmt: skip

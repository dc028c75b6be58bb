"""`with`: entering and leaving context managers of every kind."""

from __future__ import annotations

import re
from collections.abc import Callable

from tfscope.resolver.python.attributes import bound
from tfscope.resolver.python.control import RaisedError
from tfscope.resolver.python.exceptions import Catcher
from tfscope.resolver.python.interpreter import Interpreter
from tfscope.resolver.python.operators import label, truth
from tfscope.resolver.python.types import class_of
from tfscope.resolver.python.values import (
    MISSING,
    Function,
    GeneratorValue,
    Instance,
    NativeFunction,
    NativeObject,
    Unknown,
    Value,
)


class GeneratorContext(NativeObject):
    """What a function decorated with `contextlib.contextmanager` returns; also usable as a decorator."""

    type_name = "contextmanager"
    is_callable = True

    def __init__(self, interpreter: Interpreter, make: Callable[[Interpreter], Value]) -> None:
        self._make = make
        self.generator = make(interpreter)
        self.catcher: Catcher | None = None

    def enter(self, interpreter: Interpreter) -> Value:
        if not isinstance(self.generator, GeneratorValue):
            return Unknown("with")
        ended, value = interpreter.resume(self.generator, None)
        classes = [cls for catcher in self.generator.catchers for cls in catcher.classes]
        self.catcher = Catcher(tuple(classes)) if classes else None
        return None if ended else value

    def exit(self, interpreter: Interpreter, raised: RaisedError | None) -> bool:
        if not isinstance(self.generator, GeneratorValue):
            return False
        if raised is None:
            interpreter.resume(self.generator, None)
            return False
        ended, _ = interpreter.resume(self.generator, None, raised)
        return ended

    def call(self, interpreter: Interpreter, args: list[Value], kwargs: dict[str, Value]) -> Value:
        if len(args) != 1 or kwargs:
            return NotImplemented
        return run_inside(args[0], lambda inner: GeneratorContext(inner, self._make))


def run_inside(function: Value, make: Callable[[Interpreter], Value]) -> Value:
    """`function` as decorated by a context manager, of which `make` gives one for each call."""

    def run(interpreter: Interpreter, args: list[Value], kwargs: dict[str, Value]) -> Value:
        manager = make(interpreter)
        _, catcher = enter_context(interpreter, manager)
        try:
            with interpreter.catching(catcher):
                result = interpreter.call(function, args, kwargs)
        except RaisedError as error:
            if leave_context(interpreter, manager, error):
                return None
            raise
        leave_context(interpreter, manager, None)
        return result

    made = NativeFunction(getattr(function, "name", "function"), run)
    made.attrs["__wrapped__"] = function
    return made


_ASSERT_RAISES = re.compile(r"\bassertRaises\w*\(\)$")


class CatchingContext(NativeObject):
    """A context manager that swallows exceptions of `classes`: `contextlib.suppress`, `pytest.raises`."""

    type_name = "suppress"

    def __init__(self, classes: tuple[Value, ...]) -> None:
        self.catcher = Catcher(classes)

    def exit(self, interpreter: Interpreter, raised: RaisedError | None) -> bool:
        return raised is not None and self.catcher.takes(raised.value)


class ExitStackValue(NativeObject):
    """`contextlib.ExitStack`. What is pending are functions `(interpreter, raised) -> swallowed`."""

    type_name = "ExitStack"

    def __init__(self) -> None:
        self.pending: list[Callable[[Interpreter, RaisedError | None], bool]] = []
        self.catchers: list[Catcher] = []

    @property
    def catcher(self) -> Catcher:
        """What the managers entered so far, and those still to come, take."""
        return _StackCatcher(self.catchers)

    def _push(self, interpreter: Interpreter, leave: Callable, catcher: Catcher | None = None) -> None:
        interpreter.journal.touch(self.pending)
        self.pending.append(leave)
        if catcher is not None:
            self.catchers.append(catcher)

    def py_enter_context(self, interpreter: Interpreter, manager: Value) -> Value:
        value, catcher = enter_context(interpreter, manager)
        self._push(interpreter, lambda inner, raised: leave_context(inner, manager, raised), catcher)
        return value

    def py_callback(self, interpreter: Interpreter, function: Value, *args: Value, **kwargs: Value) -> Value:
        def leave(inner: Interpreter, raised: RaisedError | None) -> bool:
            inner.call(function, list(args), kwargs)
            return False

        self._push(interpreter, leave)
        return function

    def py_push(self, interpreter: Interpreter, leaving: Value) -> Value:
        if is_manager(leaving):
            self._push(interpreter, lambda inner, raised: leave_context(inner, leaving, raised))
        else:
            everything = Catcher((BaseException,))
            self._push(interpreter, lambda inner, raised: call_exit(inner, leaving, raised), everything)
        return leaving

    def py_pop_all(self, interpreter: Interpreter) -> Value:
        other = ExitStackValue()
        other.pending, other.catchers = list(self.pending), list(self.catchers)
        interpreter.journal.touch(self.pending)
        self.pending.clear()
        return other

    def py_close(self, interpreter: Interpreter) -> None:
        self.exit(interpreter, None)

    def exit(self, interpreter: Interpreter, raised: RaisedError | None) -> bool:
        swallowed = False
        interpreter.journal.touch(self.pending)
        while self.pending:
            leave = self.pending.pop()
            swallowed = leave(interpreter, None if swallowed else raised) or swallowed
        return swallowed


class _StackCatcher(Catcher):
    """Takes what any of a growing list of catchers takes."""

    __slots__ = ("catchers",)

    def __init__(self, catchers: list[Catcher]) -> None:
        super().__init__(())
        self.catchers = catchers

    def takes(self, exception: Value) -> bool:
        return any(catcher.takes(exception) for catcher in self.catchers)


class Traceback(NativeObject):
    """The traceback that `__exit__` gets."""

    type_name = "traceback"


def is_manager(value: Value) -> bool:
    """Whether `value` has an `__exit__` of its own."""
    if isinstance(value, Instance):
        return value.cls.lookup("__exit__") is not MISSING
    return isinstance(value, NativeObject)


def enter_context(interpreter: Interpreter, manager: Value) -> tuple[Value, Catcher | None]:
    """Enters `manager`: the value for `as`, and the catcher to hold while the block runs, if it swallows errors."""
    if isinstance(manager, NativeObject):
        value = manager.enter(interpreter)
        return value, getattr(manager, "catcher", None)
    if isinstance(manager, Instance) and manager.cls.lookup("__enter__") is not MISSING:
        catcher = Catcher((BaseException,)) if _may_swallow(manager) else None
        return interpreter.call_method(manager, "__enter__", []), catcher
    if isinstance(manager, Instance) and not manager.cls.has_unknown_base:
        interpreter.failed(TypeError(f"'{manager.cls.name}' object is not a context manager"), "with")
    if _expects_errors(manager):
        return manager, Catcher((BaseException,))
    return Unknown(f"with {label(manager)}"), None


def leave_context(interpreter: Interpreter, manager: Value, raised: RaisedError | None) -> bool:
    """Leaves `manager`; whether it swallowed `raised`."""
    if isinstance(manager, NativeObject):
        return manager.exit(interpreter, raised)
    if isinstance(manager, Instance) and manager.cls.lookup("__exit__") is not MISSING:
        hook = manager.cls.lookup("__exit__")
        return call_exit(interpreter, bound(interpreter, hook, manager, manager.cls), raised)
    return raised is not None and _expects_errors(manager)


def _expects_errors(manager: Value) -> bool:
    """Whether it is `self.assertRaises(...)` or one of its kin of a class of tests that is not known: errors are what
    its block is for."""
    return isinstance(manager, Unknown) and _ASSERT_RAISES.search(manager.label) is not None


def call_exit(interpreter: Interpreter, function: Value, raised: RaisedError | None) -> bool:
    """Calls an `__exit__`; whether it swallowed `raised`."""
    if raised is None:
        interpreter.call(function, [None, None, None], {})
        return False
    result = interpreter.call(function, [class_of(raised.value), raised.value, Traceback()], {})
    return truth(interpreter, result) is True


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

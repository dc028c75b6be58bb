"""What an initializer asks for: its own shape, or one from the call."""

from __future__ import annotations

from tfscope.resolver.python.values import MISSING, BoundMethod, ClassValue, Function, Instance, Partial, Unknown, Value


def needs_no_arguments(initializer: Value) -> bool | None:
    """Whether every parameter of the callable has a default, as `get_variable` asks when no shape is given."""
    if isinstance(initializer, Function):
        return len(initializer.code.parameters) == len(initializer.defaults)
    if isinstance(initializer, BoundMethod) and isinstance(initializer.function, Function):
        return len(initializer.function.code.parameters) - 1 == len(initializer.function.defaults)
    if isinstance(initializer, Instance):
        call = initializer.cls.lookup("__call__")
        return False if isinstance(call, Function) and call is not MISSING else None
    if isinstance(initializer, ClassValue):
        return False
    if isinstance(initializer, (Partial, Unknown)):
        return None
    return None

"""Keys of dicts and sets: what hashes and compares as the program's own `__hash__` and `__eq__` say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tfscope.resolver.python.values import MISSING, Instance, Value

if TYPE_CHECKING:
    from tfscope.resolver.python.interpreter import Interpreter


def stored_key(interpreter: Interpreter, container: Any, key: Value) -> Value:
    """The key under which a host dict or set keeps `key`: of an object that defines `__eq__`, the equal one that is
    there already."""
    if type(key) is not Instance:
        return key
    if isinstance(key.payload, (int, str, tuple, float, frozenset)) and key.cls.lookup("__eq__") is MISSING:
        return key.payload
    if key.cls.lookup("__eq__") is MISSING:
        return key
    return _equal_key(interpreter, container, key)


def _equal_key(interpreter: Interpreter, container: Any, key: Instance) -> Value:
    from tfscope.resolver.python.comparison import equal

    for base in key.cls.mro:
        attrs = getattr(base, "attrs", {})
        if attrs.get("__hash__", MISSING) is None or ("__eq__" in attrs and "__hash__" not in attrs):
            interpreter.failed(TypeError(f"unhashable type: '{key.cls.name}'"), key.cls.name)
        if "__hash__" in attrs:
            break
    interpreter.charge(len(container))
    for other in container:
        if other is key or (type(other) is Instance and equal(interpreter, other, key) is True):
            return other
    return key


def holds_objects(values: Any) -> bool:
    """Whether any of `values` is an object of the program, whose key has to be looked for."""
    return any(type(value) is Instance for value in values)

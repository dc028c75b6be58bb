"""The methods that the abstract classes of `collections.abc` add to what a class defines itself."""

from __future__ import annotations

import collections.abc
from collections.abc import Callable
from typing import TYPE_CHECKING

from tfscope.resolver.python.values import MISSING, ClassValue, NativeFunction, Unknown, Value

if TYPE_CHECKING:
    from tfscope.resolver.python.interpreter import Interpreter


def _items(interpreter: Interpreter, owner: Value) -> list[Value] | None:
    from tfscope.resolver.python.iteration import known_items

    return known_items(interpreter, owner)


def _item(interpreter: Interpreter, owner: Value, key: Value) -> Value:
    return interpreter.call_method(owner, "__getitem__", [key])


# -- Mapping


def _keys(interpreter: Interpreter, owner: Value) -> Value:
    keys = _items(interpreter, owner)
    return Unknown("keys()") if keys is None else keys


def _values(interpreter: Interpreter, owner: Value) -> Value:
    keys = _items(interpreter, owner)
    return Unknown("values()") if keys is None else [_item(interpreter, owner, key) for key in keys]


def _pairs(interpreter: Interpreter, owner: Value) -> Value:
    keys = _items(interpreter, owner)
    return Unknown("items()") if keys is None else [(key, _item(interpreter, owner, key)) for key in keys]


def _get(interpreter: Interpreter, owner: Value, key: Value, default: Value = None) -> Value:
    raised, value = interpreter.attempt((KeyError,), lambda: _item(interpreter, owner, key))
    return default if raised else value


def _has_key(interpreter: Interpreter, owner: Value, key: Value) -> Value:
    raised, _ = interpreter.attempt((KeyError,), lambda: _item(interpreter, owner, key))
    return not raised


def _mapping_equals(interpreter: Interpreter, owner: Value, other: Value) -> Value:
    from tfscope.resolver.python.operators import compare

    pairs = [interpreter.call(interpreter.builtins["dict"], [side], {}) for side in (owner, other)]
    return compare(interpreter, "==", *pairs)


def _setdefault(interpreter: Interpreter, owner: Value, key: Value, default: Value = None) -> Value:
    raised, value = interpreter.attempt((KeyError,), lambda: _item(interpreter, owner, key))
    if not raised:
        return value
    interpreter.call_method(owner, "__setitem__", [key, default])
    return default


def _pop(interpreter: Interpreter, owner: Value, key: Value, *default: Value) -> Value:
    raised, value = interpreter.attempt((KeyError,), lambda: _item(interpreter, owner, key))
    if raised:
        return default[0] if default else interpreter.failed(KeyError(key), "pop()")
    interpreter.call_method(owner, "__delitem__", [key])
    return value


def _update(interpreter: Interpreter, owner: Value, source: Value = None, **kwargs: Value) -> Value:
    made = interpreter.call(interpreter.builtins["dict"], [source] if source is not None else [], kwargs)
    for key, value in made.items() if isinstance(made, dict) else ():
        interpreter.call_method(owner, "__setitem__", [key, value])


# -- Sequence


def _contains(interpreter: Interpreter, owner: Value, item: Value) -> Value:
    from tfscope.resolver.python.operators import compare

    items = _items(interpreter, owner)
    return Unknown("in") if items is None else compare(interpreter, "in", item, items)


def _in_list(name: str) -> Callable:
    def run(interpreter: Interpreter, owner: Value, *args: Value) -> Value:
        items = _items(interpreter, owner)
        return Unknown(f"{name}()") if items is None else interpreter.call_method(items, name, list(args))

    return run


def _reversed(interpreter: Interpreter, owner: Value) -> Value:
    items = _items(interpreter, owner)
    return Unknown("reversed()") if items is None else items[::-1]


def _append(interpreter: Interpreter, owner: Value, item: Value) -> Value:
    count = interpreter.call_method(owner, "__len__", [])
    interpreter.call_method(owner, "insert", [count, item])


def _extend(interpreter: Interpreter, owner: Value, items: Value) -> Value:
    for item in _items(interpreter, items) or ():
        _append(interpreter, owner, item)


def _methods(**functions: Callable) -> dict[str, NativeFunction]:
    def native(name: str, function: Callable) -> NativeFunction:
        return NativeFunction(
            f"abc.{name}",
            lambda interpreter, args, kwargs: function(
                interpreter, *args, **interpreter.host_keywords(function, 1 + len(args), kwargs)
            ),
        )

    return {name: native(name, function) for name, function in functions.items()}


MIXINS: dict[type, dict[str, NativeFunction]] = {
    collections.abc.MutableMapping: _methods(setdefault=_setdefault, pop=_pop, update=_update),
    collections.abc.Mapping: _methods(
        keys=_keys, values=_values, items=_pairs, get=_get, __contains__=_has_key, __eq__=_mapping_equals
    ),
    collections.abc.MutableSequence: _methods(append=_append, extend=_extend),
    collections.abc.Sequence: _methods(
        index=_in_list("index"), count=_in_list("count"), __contains__=_contains, __reversed__=_reversed
    ),
}


def add_mixins(cls: ClassValue) -> None:
    """Gives a new class the methods of its abstract bases that it does not have from elsewhere."""
    for host in cls.mro:
        for name, method in MIXINS.get(host, {}).items() if isinstance(host, type) else ():
            if cls.lookup(name) is MISSING:
                cls.attrs[name] = method

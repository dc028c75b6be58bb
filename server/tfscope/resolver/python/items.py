"""`container[key]`: reading, storing and deleting items."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from tfscope.resolver.python.comparison import contains_unknown, keys_contain
from tfscope.resolver.python.enumerations import is_enum
from tfscope.resolver.python.keys import stored_key
from tfscope.resolver.python.symbolic import is_symbolic
from tfscope.resolver.python.truths import label
from tfscope.resolver.python.values import (
    MISSING,
    BoundMethod,
    ClassMethod,
    ClassValue,
    Function,
    Instance,
    NativeFunction,
    NativeObject,
    Unknown,
    Value,
)

if TYPE_CHECKING:
    from tfscope.resolver.python.interpreter import Interpreter

_NOT_SUBSCRIPTABLE = (int, float, complex, type(None), set, frozenset, Function, NativeFunction, BoundMethod)
_NO_INDEX = (str, float, type(None), list, dict, tuple, set)


def get_item(interpreter: Interpreter, container: Value, key: Value) -> Value:
    """`container[key]`."""
    if isinstance(container, (list, tuple, str, bytes, range)):
        return _sequence_item(interpreter, container, key)
    if isinstance(container, dict):
        return _dict_item(interpreter, container, key)
    if isinstance(container, NativeObject):
        result = container.item(interpreter, key)
        return Unknown(_item_label(container, key)) if result is NotImplemented else result
    if isinstance(container, Instance):
        return _instance_item(interpreter, container, key)
    if isinstance(container, Unknown):
        return _unknown_item(interpreter, container, key)
    if isinstance(container, (ClassValue, type)):
        return _class_item(interpreter, container, key)
    if isinstance(container, _NOT_SUBSCRIPTABLE):
        return interpreter.failed(TypeError("object is not subscriptable"), _item_label(container, key))
    return Unknown(_item_label(container, key))


def _item_label(container: Value, key: Value) -> str:
    return f"{label(container)}[{label(key)}]"


def _sequence_item(interpreter: Interpreter, container: Any, key: Value) -> Value:
    key = _index(interpreter, key)
    if isinstance(key, slice):
        return _sequence_slice(interpreter, container, key)
    if not isinstance(key, int) or interpreter.journal.is_vague(container):
        if isinstance(key, _NO_INDEX):
            return interpreter.failed(TypeError("indices must be integers or slices"), _item_label(container, key))
        return _some_item(interpreter, container, key)
    if isinstance(container, str) and is_symbolic(container):
        return Unknown(_item_label(container, key))
    try:
        return container[key]
    except Exception as error:  # IndexError
        return interpreter.failed(error, _item_label(container, key))


def _index(interpreter: Interpreter, key: Value) -> Value:
    """The plain number inside an index that behaves as one."""
    if isinstance(key, Instance):
        if isinstance(key.payload, int):
            return key.payload
        return interpreter.call_method(key, "__index__", []) if key.cls.lookup("__index__") is not MISSING else key
    if isinstance(key, NativeObject):
        index = getattr(key, "index_value", None)
        return key if index is None else index
    return key


def _some_item(interpreter: Interpreter, container: Any, key: Value) -> Value:
    """The item at an unknown place: what all of them have in common."""
    if isinstance(container, (list, tuple)) and 0 < len(container) <= 8 and not interpreter.journal.is_vague(container):
        result = container[0]
        for item in container[1:]:
            result = interpreter.join(result, item)
        return result
    return Unknown(_item_label(container, key))


def _sequence_slice(interpreter: Interpreter, container: Any, key: slice) -> Value:
    parts = [_index(interpreter, part) for part in (key.start, key.stop, key.step)]
    plain = all(part is None or isinstance(part, int) for part in parts)
    symbolic = isinstance(container, str) and is_symbolic(container)
    if not plain or symbolic or interpreter.journal.is_vague(container):
        return Unknown(f"{label(container)}[...]")
    try:
        return container[slice(*parts)]
    except Exception as error:  # a zero step
        return interpreter.failed(error, _item_label(container, key))


def _dict_item(interpreter: Interpreter, container: dict, key: Value) -> Value:
    key = stored_key(interpreter, container, key)
    try:
        return container[key]
    except KeyError as error:
        vague = interpreter.journal.is_vague(container) or contains_unknown(key)
        factory = getattr(container, "default_factory", None)
        if factory is not None and not vague:
            return _default_item(interpreter, container, key, factory)
        return Unknown(_item_label(container, key)) if vague else interpreter.failed(error, _item_label(container, key))
    except TypeError as error:
        return interpreter.failed(error, _item_label(container, key))


def _default_item(interpreter: Interpreter, container: dict, key: Value, factory: Value) -> Value:
    value = interpreter.call(factory, [], {})
    interpreter.journal.touch(container)
    container[key] = value
    return value


def _instance_item(interpreter: Interpreter, container: Instance, key: Value) -> Value:
    if container.cls.lookup("__getitem__") is not MISSING:
        return interpreter.call_method(container, "__getitem__", [key])
    if container.payload is None:
        if container.cls.has_unknown_base:
            return Unknown(_item_label(container, key))
        return interpreter.failed(TypeError("object is not subscriptable"), _item_label(container, key))
    knows_missing = isinstance(container.payload, dict) and container.cls.lookup("__missing__") is not MISSING
    if knows_missing and keys_contain(interpreter, container.payload, key) is False:
        return interpreter.call_method(container, "__missing__", [key])
    return get_item(interpreter, container.payload, key)


def _unknown_item(interpreter: Interpreter, container: Unknown, key: Value) -> Value:
    if container.choices:
        results = [get_item(interpreter, choice, key) for choice in container.choices]
        joined = results[0]
        for result in results[1:]:
            joined = interpreter.join(joined, result)
        return joined
    return Unknown(_item_label(container, key), library=container.library)


def _class_item(interpreter: Interpreter, container: Value, key: Value) -> Value:
    if not isinstance(container, ClassValue):
        return container
    if is_enum(container):
        return container.attrs["_member_map_"].get(key, Unknown(_item_label(container, key)))
    metaclass = container.metaclass
    if type(metaclass) is ClassValue and metaclass.lookup("__getitem__") is not MISSING:
        return interpreter.call(metaclass.lookup("__getitem__"), [container, key], {})
    hook = container.lookup("__class_getitem__")
    if hook is not MISSING:
        return interpreter.call(hook.function if isinstance(hook, ClassMethod) else hook, [container, key], {})
    return container


def set_item(interpreter: Interpreter, container: Value, key: Value, value: Value) -> None:
    """`container[key] = value`."""
    if isinstance(container, dict):
        interpreter.journal.touch(container)
        put_key(interpreter, container, key, value)
    elif isinstance(container, list):
        _set_list_item(interpreter, container, key, value)
    elif isinstance(container, NativeObject):
        container.set_item(interpreter, key, value)
    elif isinstance(container, Instance):
        _set_instance_item(interpreter, container, key, value)
    elif isinstance(container, (*_NOT_SUBSCRIPTABLE, tuple, str, bytes, range)):
        interpreter.failed(TypeError("object does not support item assignment"), "[...] =")


def _set_instance_item(interpreter: Interpreter, container: Instance, key: Value, value: Value) -> None:
    if container.cls.lookup("__setitem__") is not MISSING:
        interpreter.call_method(container, "__setitem__", [key, value])
    elif container.payload is not None:
        set_item(interpreter, container.payload, key, value)
    elif not container.cls.has_unknown_base:
        interpreter.failed(TypeError("object does not support item assignment"), "[...] =")


def _set_list_item(interpreter: Interpreter, container: list, key: Value, value: Value) -> None:
    from tfscope.resolver.python.iteration import known_items

    interpreter.journal.touch(container)
    key = _index(interpreter, key)
    if isinstance(key, slice):
        key = slice(*[_index(interpreter, part) for part in (key.start, key.stop, key.step)])
        value = known_items(interpreter, value)
    if contains_unknown(key) or (value is None and isinstance(key, slice)) or isinstance(key, NativeObject):
        interpreter.journal.mark_vague(container)
        return
    try:
        container[key] = value
    except Exception as error:  # an index out of range, or of a wrong type
        if not interpreter.journal.is_vague(container):
            interpreter.failed(error, "[...] =")


def put_key(interpreter: Interpreter, container: dict, key: Value, value: Value) -> None:
    """Stores in a dict that nobody else can see changing; an unknown key makes the rest of it uncertain."""
    put_keys(interpreter, container, [(key, value)])


def put_keys(interpreter: Interpreter, container: dict, pairs: Iterable[tuple[Value, Value]]) -> None:
    """Stores `pairs` as `put_key` does. The rest becomes uncertain once, at the end: there may be many of them."""
    is_known = True
    for key, value in pairs:
        try:
            container[stored_key(interpreter, container, key)] = value
            is_known = is_known and not isinstance(key, Unknown)
        except TypeError as error:
            is_known = False
            if not contains_unknown(key):
                interpreter.failed(error, "[...] =")
    if not is_known:
        blur(interpreter, container)


def blur(interpreter: Interpreter, container: dict) -> None:
    """Any key may have come into a dict. What is in it stays as the best that is known; but None is there to be filled
    in, as the sizes of a configuration are that a file then gives."""
    interpreter.journal.mark_vague(container)
    for key, value in container.items():
        if value is None:
            container[key] = Unknown(_item_label(container, key))


def update_named(interpreter: Interpreter, target: dict, named: dict[str, Value]) -> None:
    """What the keywords of a call give to a dict. Those that an unknown `**mapping` gives are none of the others."""
    if interpreter.journal.is_vague(named):
        blur(interpreter, target)
    target.update(named)


def update_dict(interpreter: Interpreter, target: dict, source: Value) -> None:
    """`target.update(source)` for a mapping of any kind."""
    if isinstance(source, Instance) and isinstance(source.payload, dict):
        source = source.payload
    if isinstance(source, Instance) and source.cls.lookup("keys") is not MISSING:
        source = _mapping_of(interpreter, source)
    if isinstance(source, dict):
        target.update(source)
        if interpreter.journal.is_vague(source):
            blur(interpreter, target)
        return
    if source is not None:
        blur(interpreter, target)


def _mapping_of(interpreter: Interpreter, source: Instance) -> Value:
    from tfscope.resolver.python.iteration import known_items

    keys = known_items(interpreter, interpreter.call_method(source, "keys", []))
    return source if keys is None else {key: get_item(interpreter, source, key) for key in keys}


def delete_item(interpreter: Interpreter, container: Value, key: Value) -> None:
    """`del container[key]`."""
    if isinstance(container, NativeObject):
        container.delete_item(interpreter, key)
        return
    if isinstance(container, Instance):
        if container.cls.lookup("__delitem__") is not MISSING:
            interpreter.call_method(container, "__delitem__", [key])
            return
        container = container.payload
    if isinstance(container, (int, float, str, tuple, set, frozenset, range, type(None))):
        interpreter.failed(TypeError(f"'{type(container).__name__}' object doesn't support item deletion"), "del")
    if not isinstance(container, (dict, list)):
        return
    key = stored_key(interpreter, container, key) if isinstance(container, dict) else _index(interpreter, key)
    interpreter.journal.touch(container)
    try:
        del container[key]
    except Exception as error:
        if contains_unknown(key) or isinstance(key, slice) or interpreter.journal.is_vague(container):
            interpreter.journal.mark_vague(container)
        else:
            interpreter.failed(error, "del")


def made_set(interpreter: Interpreter, values: list[Value]) -> Value:
    """A set of `values`; unknown members make it uncertain."""
    made: set[Value] = set()
    try:
        for value in values:
            made.add(stored_key(interpreter, made, value))
    except TypeError as error:
        return interpreter.failed(error, "set")
    if any(contains_unknown(value) for value in values):
        interpreter.journal.mark_vague(made)
    return made

"""The construction of built-in types: `int("3")`, `list(...)`, `type(name, bases, attrs)`."""

from __future__ import annotations

import functools
import itertools
import types as host_types
from collections.abc import Callable, Iterable, Iterator

from tfscope.resolver.python import formatting, operators
from tfscope.resolver.python.arguments import arguments_by_name, spreads
from tfscope.resolver.python.attributes import find_attribute
from tfscope.resolver.python.classes import finished_class
from tfscope.resolver.python.enumerations import EnumBase, functional_enum
from tfscope.resolver.python.interpreter import Interpreter
from tfscope.resolver.python.iteration import LazyItems, is_iterable, iterated, known_items
from tfscope.resolver.python.symbolic import is_symbolic
from tfscope.resolver.python.types import class_of
from tfscope.resolver.python.values import (
    MISSING,
    BoundMethod,
    ClassMethod,
    ClassValue,
    Instance,
    ModuleValue,
    NativeObject,
    PropertyValue,
    StaticMethod,
    SuperValue,
    Unknown,
    Value,
)

_LONGEST_RANGE = 1 << 40
OBJECT = ClassValue("object", [], {}, ModuleValue("builtins"))


def construct(interpreter: Interpreter, cls: type, args: list[Value], kwargs: dict[str, Value]) -> Value:
    """`cls(*args, **kwargs)` for a built-in type or a named tuple."""
    maker = MAKERS.get(cls)
    label = f"{cls.__name__}()"
    if cls is dict:
        args, kwargs = [kwargs, *args], {}
    if maker is not None:
        try:
            return maker(interpreter, *args, **interpreter.host_keywords(maker, 1 + len(args), kwargs))
        except (TypeError, ValueError, OverflowError) as error:
            return interpreter.failed(error, label)
    if spreads(args):
        return Unknown(label)
    if issubclass(cls, EnumBase) and len(args) > 1:
        return functional_enum(interpreter, cls, *args[:2])
    if hasattr(cls, "_fields") and interpreter.journal.is_vague(kwargs):
        args, kwargs = [], arguments_by_name(interpreter, cls._fields, args, kwargs)
    if issubclass(cls, BaseException) or hasattr(cls, "_fields") or cls in (bytes, complex, slice, object):
        try:
            return cls(*args, **kwargs)
        except Exception as error:  # the constructor's own TypeError or ValueError
            return interpreter.failed(error, label)
    return Unknown(label)


def _make_object(interpreter: Interpreter, *args: Value) -> Value:
    return Instance(OBJECT)


def _make_str(interpreter: Interpreter, object: Value = "", *args: Value, **kwargs: Value) -> Value:
    if (args or kwargs) and isinstance(object, (bytes, bytearray)):
        return interpreter.call_method(object, "decode", list(args), kwargs)
    return formatting.text_of(interpreter, object)


def _make_int(interpreter: Interpreter, value: Value = 0, base: Value = 10) -> Value:
    value = formatting.numeric_payload(value)
    if isinstance(value, (NativeObject, Instance)):
        return _by_method(interpreter, value, "__int__", "int")
    if isinstance(value, Unknown):
        return over_choices(interpreter, value, lambda choice: _make_int(interpreter, choice, base)) or Unknown(
            value.label
        )
    if isinstance(value, str):
        if is_symbolic(value) or len(value) > 100:
            return Unknown("int()")
        return int(value, base) if isinstance(base, int) else Unknown("int()")
    return int(value)


def _make_float(interpreter: Interpreter, value: Value = 0.0) -> Value:
    value = formatting.numeric_payload(value)
    if isinstance(value, (NativeObject, Instance)):
        return _by_method(interpreter, value, "__float__", "float")
    if isinstance(value, Unknown) or (isinstance(value, str) and is_symbolic(value)):
        return Unknown(operators.label(value))
    return float(value)


def over_choices(interpreter: Interpreter, value: Unknown, function: Callable[[Value], Value]) -> Value:
    if not value.choices:
        return None
    results = [function(choice) for choice in value.choices]
    return functools.reduce(interpreter.join, results)


def _by_method(interpreter: Interpreter, value: Value, method: str, name: str) -> Value:
    found = find_attribute(interpreter, value, method)
    return Unknown(f"{name}()") if found is MISSING else interpreter.call(found, [], {})


def _make_bool(interpreter: Interpreter, value: Value = False) -> Value:
    verdict = operators.truth(interpreter, value)
    return Unknown(operators.label(value)) if verdict is None else verdict


def _all_items(interpreter: Interpreter, items: Value) -> list[Value] | None:
    """The items of an argument; a TypeError when it surely has none."""
    known = known_items(interpreter, items)
    if known is None and is_iterable(items) is False:
        raise TypeError("object is not iterable")
    return known


def _make_list(interpreter: Interpreter, items: Value = ()) -> Value:
    known = _all_items(interpreter, items)
    return _vague_list(interpreter, items) if known is None else known


def _vague_list(interpreter: Interpreter, items: Value) -> Value:
    if isinstance(items, list):
        copy = list(items)
        interpreter.journal.mark_vague(copy)
        return copy
    return Unknown(operators.label(items))


def _make_tuple(interpreter: Interpreter, items: Value = ()) -> Value:
    known = _all_items(interpreter, items)
    return Unknown(operators.label(items)) if known is None else tuple(known)


def _make_set(interpreter: Interpreter, items: Value = ()) -> Value:
    known = _all_items(interpreter, items)
    return Unknown(operators.label(items)) if known is None else operators.made_set(interpreter, known)


def _make_frozenset(interpreter: Interpreter, items: Value = ()) -> Value:
    made = _make_set(interpreter, items)
    return frozenset(made) if isinstance(made, set) else made


def _make_dict(interpreter: Interpreter, named: dict[str, Value], source: Value = None) -> Value:
    """`named`: the items that keywords give, perhaps not all of them."""
    made: dict[Value, Value] = {}
    if isinstance(source, (dict, Instance)):
        operators.update_dict(interpreter, made, source)
    elif source is not None:
        _fill_pairs(interpreter, made, source)
    operators.update_named(interpreter, made, named)
    return made


def _fill_pairs(interpreter: Interpreter, made: dict, source: Value) -> None:
    pairs = _all_items(interpreter, source)
    if pairs is None:
        interpreter.journal.mark_vague(made)
    operators.put_keys(interpreter, made, _known_pairs(interpreter, made, pairs or ()))


def _known_pairs(interpreter: Interpreter, made: dict, pairs: Iterable[Value]) -> Iterator[tuple[Value, Value]]:
    for pair in pairs:
        parts = _all_items(interpreter, pair)
        if parts is None:
            interpreter.journal.mark_vague(made)
        elif len(parts) != 2:
            raise ValueError("dictionary update sequence element has a wrong length; 2 is required")
        else:
            yield parts[0], parts[1]


def _make_type(interpreter: Interpreter, value: Value, bases: Value = None, attrs: Value = None) -> Value:
    if isinstance(attrs, dict) and isinstance(bases, tuple) and isinstance(value, str):
        return finished_class(interpreter.frames[-1], value, list(bases), dict(attrs), {}, None, {})
    return class_of(value)


def _make_range(interpreter: Interpreter, *args: Value) -> Value:
    numbers = [_index(interpreter, arg) for arg in args]
    if not all(isinstance(number, int) and abs(number) < _LONGEST_RANGE for number in numbers):
        if any(isinstance(number, (float, str, type(None), list)) for number in numbers):
            raise TypeError("object cannot be interpreted as an integer")
        return Unknown("range()")
    return range(*numbers)


def _index(interpreter: Interpreter, value: Value) -> Value:
    if isinstance(value, Instance) and value.cls.lookup("__index__") is not MISSING:
        return interpreter.call_method(value, "__index__", [])
    value = formatting.numeric_payload(value)
    return int(value) if isinstance(value, bool) else value


def _make_bytes(interpreter: Interpreter, source: Value = b"", *args: Value, **kwargs: Value) -> Value:
    if isinstance(source, str):
        # Python 2's `bytes` is `str`.
        return source if args or kwargs or interpreter.frames[-1].module.python2 else _no_encoding()
    if isinstance(source, int):
        return bytes(source) if source < operators.LARGEST else Unknown("bytes()")
    if isinstance(source, Instance) and source.cls.lookup("__bytes__") is not MISSING:
        return interpreter.call_method(source, "__bytes__", [])
    known = known_items(interpreter, source)
    return Unknown("bytes()") if known is None or operators.contains_unknown(known) else bytes(known)


def _no_encoding() -> Value:
    raise TypeError("string argument without an encoding")


def _make_bytearray(interpreter: Interpreter, *args: Value, **kwargs: Value) -> Value:
    made = _make_bytes(interpreter, *args, **kwargs)
    return bytearray(made) if isinstance(made, bytes) else made


def _make_property(interpreter: Interpreter, fget: Value = None, fset: Value = None, fdel: Value = None,
                   doc: Value = None) -> Value:  # fmt: skip
    return PropertyValue(fget, fset, fdel)


def _make_super(interpreter: Interpreter, owner: Value = None, receiver: Value = None) -> Value:
    if owner is None:
        return interpreter.zero_argument_super(interpreter.frames[-1])
    return SuperValue(owner, receiver)


def _make_reversed(interpreter: Interpreter, items: Value) -> Value:
    if isinstance(items, Instance) and items.cls.lookup("__reversed__") is not MISSING:
        return interpreter.call_method(items, "__reversed__", [])
    known = known_items(interpreter, items)
    return Unknown("reversed()") if known is None else LazyItems(iter(known[::-1]))


def _make_enumerate(interpreter: Interpreter, items: Value, start: Value = 0) -> Value:
    source = iterated(interpreter, items)
    if source is None or not isinstance(start, int):
        return Unknown("enumerate()")
    return LazyItems(enumerate(source, start))


def _make_zip(interpreter: Interpreter, *sources: Value, **kwargs: Value) -> Value:
    iterables = [iterated(interpreter, source) for source in sources]
    known = [iterable for iterable in iterables if iterable is not None]
    if len(known) == len(iterables):
        return LazyItems(zip(*iterables, strict=False))
    sized = [iterable for iterable in known if isinstance(iterable, (list, tuple, range))]
    if not sized:
        return Unknown("zip()")
    # As long as the known ones: a parallel list of unknown length fits its partner in a program that works.
    filled = [
        iterable if iterable is not None else (Unknown(f"{operators.label(source)}[{i}]") for i in itertools.count())
        for iterable, source in zip(iterables, sources, strict=True)
    ]
    return LazyItems(zip(*filled, strict=False))


def _make_map(interpreter: Interpreter, function: Value, *sources: Value) -> Value:
    zipped = _make_zip(interpreter, *sources)
    if not isinstance(zipped, LazyItems):
        return Unknown("map()")
    return LazyItems(interpreter.call(function, list(items), {}) for items in zipped.items)


def _make_filter(interpreter: Interpreter, function: Value, source: Value) -> Value:
    items = known_items(interpreter, source)
    if items is None:
        return Unknown("filter()")
    kept: list[Value] = []
    for item in items:
        verdict = item if function is None else interpreter.call(function, [item], {})
        truth = operators.truth(interpreter, verdict)
        if truth is not False:
            kept.append(item)
        if truth is None:
            interpreter.journal.mark_vague(kept)
    return kept if interpreter.journal.is_vague(kept) else LazyItems(iter(kept))


MAKERS: dict[type, Callable] = {
    str: _make_str, int: _make_int, float: _make_float, bool: _make_bool, list: _make_list, tuple: _make_tuple,
    set: _make_set, frozenset: _make_frozenset, dict: _make_dict, type: _make_type, range: _make_range,
    bytes: _make_bytes, bytearray: _make_bytearray, property: _make_property, super: _make_super,
    reversed: _make_reversed, enumerate: _make_enumerate, zip: _make_zip, map: _make_map, filter: _make_filter,
    object: _make_object,
    host_types.MethodType: lambda interpreter, function, receiver: BoundMethod(function, receiver),
    staticmethod: lambda interpreter, function: StaticMethod(function),
    classmethod: lambda interpreter, function: ClassMethod(function),
}  # fmt: skip

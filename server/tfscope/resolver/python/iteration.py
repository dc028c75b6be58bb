"""The items of a value, where they are known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from tfscope.resolver.python.symbolic import is_symbolic
from tfscope.resolver.python.values import (
    MISSING,
    ClassValue,
    GeneratorValue,
    Instance,
    NativeObject,
    Unknown,
    Value,
)

if TYPE_CHECKING:
    from tfscope.resolver.python.interpreter import Interpreter

_LONGEST_LIST = 200_000
HOST_ITERATORS = (type(iter([])), type(iter(())), type(iter({})), type(iter(range(0))), type(iter(set())),
                  type(iter("")), type(iter({}.items())), type(iter({}.values())), type(reversed([])))  # fmt: skip


class LazyItems:
    """Items produced one at a time by a model (`enumerate`, `zip`, `itertools.count`), each pass continuing."""

    __slots__ = ("items",)

    def __init__(self, items: Iterator[Value]) -> None:
        self.items = items


def iterated(interpreter: Interpreter, value: Value) -> Iterable[Value] | None:
    """What a `for` loop over `value` would see, one at a time; None when that is not known."""
    kind = type(value)
    if kind in (list, dict, set, frozenset):
        if interpreter.journal.is_vague(value):
            return None
        return value if kind is list else list(value)
    if kind in (tuple, range, bytes):
        return value
    if kind is str:
        return None if is_symbolic(value) else value
    if kind is GeneratorValue:
        return interpreter.generated(value)
    if kind is LazyItems:
        return value.items
    return _iterated_object(interpreter, value)


def _iterated_object(interpreter: Interpreter, value: Value) -> Iterable[Value] | None:
    if isinstance(value, HOST_ITERATORS) or type(value) in (type({}.items()), type({}.keys()), type({}.values())):
        return value if isinstance(value, HOST_ITERATORS) else list(value)
    if isinstance(value, Instance):
        return _iterated_instance(interpreter, value)
    if isinstance(value, NativeObject):
        return value.iterate(interpreter)
    if isinstance(value, tuple):
        return value
    if isinstance(value, ClassValue) and "_member_map_" in value.attrs:
        return list(value.attrs["_member_map_"].values())
    return None


def _iterated_instance(interpreter: Interpreter, value: Instance) -> Iterable[Value] | None:
    method = value.cls.lookup("__iter__")
    if method is not MISSING:
        result = interpreter.call_method(value, "__iter__", [])
        if result is value:
            return _stepped(interpreter, value)
        return iterated(interpreter, result)
    if value.payload is not None:
        return iterated(interpreter, value.payload)
    if value.cls.lookup("__getitem__") is not MISSING and value.cls.lookup("__len__") is not MISSING:
        count = interpreter.call_method(value, "__len__", [])
        if type(count) is int and count < _LONGEST_LIST:
            return [interpreter.call_method(value, "__getitem__", [index]) for index in range(count)]
    return None


def _stepped(interpreter: Interpreter, value: Instance) -> Iterator[Value] | None:
    name = "__next__" if value.cls.lookup("__next__") is not MISSING else "next"
    if value.cls.lookup(name) is MISSING:
        return None
    return _steps(interpreter, value, name)


def _steps(interpreter: Interpreter, value: Instance, name: str) -> Iterator[Value]:
    while True:
        ended, item = interpreter.until_stop_iteration(lambda: interpreter.call_method(value, name, []))
        if ended or isinstance(item, Unknown):
            return
        yield item


def known_items(interpreter: Interpreter, value: Value, expected: int | None = None) -> list[Value] | None:
    """All items of `value` as a list, None when they are not known or too many. `expected` bounds endless ones."""
    items = iterated(interpreter, value)
    if items is None:
        return None
    if isinstance(items, (list, tuple)):
        return list(items)
    if isinstance(items, range) and len(items) > _LONGEST_LIST:
        return None
    result: list[Value] = []
    for item in items:
        interpreter.step()
        result.append(item)
        if len(result) > _LONGEST_LIST:
            return None
    return result

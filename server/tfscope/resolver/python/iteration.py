"""The items of a value, where they are known."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from tfscope.resolver.python.enumerations import is_enum, members_of
from tfscope.resolver.python.symbolic import is_symbolic
from tfscope.resolver.python.values import (
    MISSING,
    BoundMethod,
    ClassValue,
    Function,
    GeneratorValue,
    Instance,
    ModuleValue,
    NativeFunction,
    NativeObject,
    Unknown,
    Value,
)

if TYPE_CHECKING:
    from tfscope.resolver.python.interpreter import Interpreter

LONGEST_LIST = 200_000
_NOT_ITERABLE = (int, float, complex, type(None), Function, NativeFunction, BoundMethod, ModuleValue)
HOST_ITERATORS = (type(iter([])), type(iter(())), type(iter({})), type(iter(range(0))), type(iter(set())),
                  type(iter("")), type(iter({}.items())), type(iter({}.values())), type(reversed([])))  # fmt: skip


class LazyItems:
    """Items produced one at a time by a model (`enumerate`, `zip`, `itertools.count`), each pass continuing."""

    __slots__ = ("items",)

    def __init__(self, items: Iterator[Value]) -> None:
        self.items = items


class Doubts:
    """Whether it is not certain how often a comprehension's loops run."""

    __slots__ = ("any",)

    def __init__(self) -> None:
        self.any = False


class GeneratorExpression(LazyItems):
    """A generator expression. Over a known, finite source all of it runs when somebody iterates it, so that an
    undecided condition is seen before the items are used; `next` and its like take one item at a time."""

    __slots__ = ("_complete", "_finite", "doubts")

    def __init__(self, steps: Iterator[Value], doubts: Doubts, finite: bool) -> None:
        super().__init__(steps)
        self.doubts = doubts
        self._finite = finite
        self._complete = False

    def all_items(self, interpreter: Interpreter) -> Iterator[Value] | None:
        """What is left of the items, None when it is not certain how many there are."""
        if self._finite and not self._complete:
            self._complete = True
            self.items = iter(list(self.items))
        return None if self.doubts.any else self.items


def is_finite(value: Value) -> bool:
    """Whether iterating `value` surely ends, without running code of the program."""
    return isinstance(value, (list, tuple, dict, set, frozenset, str, bytes)) or (
        isinstance(value, range) and len(value) <= LONGEST_LIST
    )


def iterated_once(interpreter: Interpreter, value: Value) -> tuple[Value, bool]:
    """As `iter(value)` for a generator expression: what it will go through, and whether that can be done at once."""
    if is_finite(value):
        return value, True
    if isinstance(value, (LazyItems, GeneratorValue, range)):
        return value, False
    items = iterated(interpreter, value)
    if items is None or isinstance(items, (list, tuple)):
        return value if items is None else items, True
    return LazyItems(iter(items)), False


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
    if kind is GeneratorExpression:
        return value.all_items(interpreter)
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
    if isinstance(value, ClassValue):
        return _iterated_class(interpreter, value)
    if isinstance(value, (list, dict, set, frozenset)):
        return None if interpreter.journal.is_vague(value) else list(value)
    return value if isinstance(value, (bytearray, str)) else None


def _iterated_class(interpreter: Interpreter, value: ClassValue) -> Iterable[Value] | None:
    if is_enum(value):
        return members_of(value)
    metaclass = value.metaclass
    if type(metaclass) is ClassValue and metaclass.lookup("__iter__") is not MISSING:
        return iterated(interpreter, interpreter.call(metaclass.lookup("__iter__"), [value], {}))
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
    if value.cls.lookup("__getitem__") is not MISSING:
        return _indexed(interpreter, value)
    return None


def _indexed(interpreter: Interpreter, value: Instance) -> Iterator[Value]:
    """The items of an object that has only `__getitem__`, up to its IndexError or, where none comes, its length."""
    count = interpreter.call_method(value, "__len__", []) if value.cls.lookup("__len__") is not MISSING else None
    for index in itertools.count():
        if type(count) is int and index >= count:
            return
        interpreter.step()
        get = functools.partial(interpreter.call_method, value, "__getitem__", [index])
        raised, item = interpreter.attempt((IndexError, StopIteration), get)
        if raised or index > LONGEST_LIST:
            return
        yield item


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


def is_iterable(value: Value) -> bool | None:
    """Whether `iter(value)` works; None when that is not known."""
    if isinstance(value, Unknown):
        verdicts = {is_iterable(choice) for choice in value.choices}
        return verdicts.pop() if len(verdicts) == 1 else None
    if isinstance(value, Instance):
        if any(value.cls.lookup(name) is not MISSING for name in ("__iter__", "__getitem__")):
            return True
        if value.payload is not None:
            return is_iterable(value.payload)
        return None if value.cls.has_unknown_base else False
    if isinstance(value, _NOT_ITERABLE):
        return False
    return None


def known_items(interpreter: Interpreter, value: Value, expected: int | None = None) -> list[Value] | None:
    """All items of `value` as a list, None when they are not known or too many. `expected` bounds endless ones."""
    items = iterated(interpreter, value)
    if items is None:
        return None
    if isinstance(items, (list, tuple)):
        return list(items)
    if isinstance(items, range) and len(items) > LONGEST_LIST:
        return None
    result: list[Value] = []
    for item in items:
        interpreter.step()
        result.append(item)
        if len(result) > LONGEST_LIST:
            return None
    return result

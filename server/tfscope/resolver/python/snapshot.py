"""What an interpretation is at one moment, to be put back later: then the program goes on from there again.

Only between two statements of the entry file can it be left and taken up, where no call is on its way. Everything
that can be reached is copied, one level deep each, and put back into the very same objects; so nothing depends on who
changes what, or how.
"""

from __future__ import annotations

import datetime
import decimal
import enum
import fractions
import re
import types
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from tfscope.resolver.python.iteration import HOST_ITERATORS, LazyItems
from tfscope.resolver.python.values import MISSING, Function, FunctionCode, GeneratorValue

_ROOM, _RECORDS = "tfscope.resolver.", "tfscope.resolver.records"
_MOST_OBJECTS = 400_000
# What cannot change, or is not the program's: texts, what was compiled of them, and what all programs share.
_CONSTANT = (
    type(None), bool, int, float, complex, str, bytes, range, slice, type, types.ModuleType, types.BuiltinFunctionType,
    types.CodeType, type(NotImplemented), type(...), re.Pattern, re.Match, enum.Enum, decimal.Decimal,
    fractions.Fraction, datetime.date, datetime.time, datetime.timedelta, datetime.tzinfo, property, FunctionCode,
    types.MethodDescriptorType, types.WrapperDescriptorType, types.MethodWrapperType, types.GetSetDescriptorType,
    types.MemberDescriptorType, types.GenericAlias,
)  # fmt: skip
# Of these nobody can tell how far they have come.
_HALF_CONSUMED = (GeneratorValue, LazyItems, *HOST_ITERATORS)

# Notes an object's contents, if they can change, and adds what it holds to those that are still to be visited.
_Visit = Callable[["Snapshot", Any, list[Any]], None]


class CannotBeTakenError(Exception):
    """Something that the program holds cannot be put back."""


class Snapshot:
    """Everything that `root` leads to. Raises CannotBeTakenError where something in it could not be put back."""

    def __init__(self, root: object, apart_from: Iterable[object] = ()) -> None:
        """apart_from: what `root` leads to and is not to be looked into."""
        self._dicts: list[tuple[dict, dict]] = []
        self._lists: list[tuple[Any, list]] = []
        self._sets: list[tuple[set, set]] = []
        self._slots: list[tuple[Any, tuple[str, ...], list[Any]]] = []
        self._follow(root, {id(item) for item in apart_from})

    def restore(self) -> None:
        """Puts everything back as it was."""
        for owner, names, values in self._slots:
            for name, value in zip(names, values, strict=True):
                _set_slot(owner, name, value)
        for owned, contents in self._dicts:
            dict.clear(owned)
            dict.update(owned, contents)
        for owned, contents in self._lists:
            owned[:] = contents
        for owned, contents in self._sets:
            owned.clear()
            owned |= contents

    def _follow(self, root: object, seen: set[int]) -> None:
        visits = _VISITS
        pending = [root]
        while pending:
            item = pending.pop()
            visit = visits.get(type(item), MISSING)
            if visit is MISSING:
                visit = visits[type(item)] = _visit_for(type(item))
            if visit is None or id(item) in seen:
                continue
            seen.add(id(item))
            visit(self, item, pending)
            if len(seen) > _MOST_OBJECTS:
                raise CannotBeTakenError

    # -- the kinds of objects

    def note_dict(self, item: dict, pending: list[Any]) -> None:
        self._dicts.append((item, dict(item)))
        pending.extend(item.values())
        pending.extend(key for key in item if type(key) is not str)

    def note_subclass_of_dict(self, item: Any, pending: list[Any]) -> None:
        self.note_dict(item, pending)
        self.note_object(item, pending)

    def note_list(self, item: list, pending: list[Any]) -> None:
        self._lists.append((item, list(item)))
        pending.extend(item)

    def note_subclass_of_list(self, item: Any, pending: list[Any]) -> None:
        self.note_list(item, pending)
        self.note_object(item, pending)

    def note_bytearray(self, item: bytearray, pending: list[Any]) -> None:
        self._lists.append((item, list(item)))

    def note_deque(self, item: deque, pending: list[Any]) -> None:
        # It has no slices to put contents back into.
        raise CannotBeTakenError

    def note_set(self, item: set, pending: list[Any]) -> None:
        self._sets.append((item, set(item)))
        pending.extend(item)

    def note_items(self, item: Any, pending: list[Any]) -> None:
        pending.extend(item)

    def note_function_of_ours(self, item: types.FunctionType, pending: list[Any]) -> None:
        pending.extend(_held_in_cells(item))
        pending.extend(item.__defaults__ or ())

    def note_bound_method(self, item: types.MethodType, pending: list[Any]) -> None:
        pending.append(item.__self__)
        pending.append(item.__func__)

    def note_partial(self, item: partial, pending: list[Any]) -> None:
        pending.extend((item.func, *item.args, *item.keywords.values()))

    def note_exception(self, item: BaseException, pending: list[Any]) -> None:
        self.note_dict(vars(item), pending)
        pending.extend(item.args)

    def note_function(self, item: Function, pending: list[Any]) -> None:
        if item.outer is not None or not item.globals.is_library:
            self.note_object(item, pending)

    def note_object(self, item: Any, pending: list[Any]) -> None:
        names = _slot_names(type(item))
        if names:
            values = [getattr(item, name, MISSING) for name in names]
            self._slots.append((item, names, values))
            pending.extend(values)
        attributes = getattr(item, "__dict__", None)
        if attributes is not None:
            self.note_dict(attributes, pending)

    def note_half_consumed(self, item: Any, pending: list[Any]) -> None:
        raise CannotBeTakenError


def _visit_for(kind: type) -> _Visit | None:
    """How objects of `kind` are noted, None where nothing in them can change."""
    if issubclass(kind, _HALF_CONSUMED):
        return Snapshot.note_half_consumed
    for base, visit in _BY_BASE.items():
        if issubclass(kind, base):
            return visit
    if issubclass(kind, _CONSTANT):
        return None
    if kind.__module__.startswith(_ROOM):
        return Snapshot.note_object
    # The rest of tfscope, to which the program's values do not reach, and what is not known here.
    return None if kind.__module__.startswith("tfscope.") else Snapshot.note_half_consumed


def _slot_names(kind: type) -> tuple[str, ...]:
    names = _SLOT_NAMES.get(kind)
    if names is None:
        names = _SLOT_NAMES[kind] = tuple(_all_slots(kind))
    return names


def _all_slots(kind: type) -> Iterator[str]:
    for base in kind.__mro__:
        slots = vars(base).get("__slots__", ())
        for name in (slots,) if isinstance(slots, str) else slots:
            if name not in ("__dict__", "__weakref__"):
                yield name


def _set_slot(owner: Any, name: str, value: Any) -> None:
    if value is not MISSING:
        object.__setattr__(owner, name, value)
    elif hasattr(owner, name):
        object.__delattr__(owner, name)


def _held_in_cells(function: types.FunctionType) -> Iterator[Any]:
    for cell in function.__closure__ or ():
        try:
            yield cell.cell_contents
        except ValueError:  # not filled yet
            continue


_SLOT_NAMES: dict[type, tuple[str, ...]] = {}
_VISITS: dict[type, _Visit | None] = {
    dict: Snapshot.note_dict,
    list: Snapshot.note_list,
    set: Snapshot.note_set,
    tuple: Snapshot.note_items,
    frozenset: Snapshot.note_items,
    Function: Snapshot.note_function,
    types.FunctionType: Snapshot.note_function_of_ours,
    types.MethodType: Snapshot.note_bound_method,
    partial: Snapshot.note_partial,
}
_BY_BASE: dict[type, _Visit] = {
    dict: Snapshot.note_subclass_of_dict,
    list: Snapshot.note_subclass_of_list,
    bytearray: Snapshot.note_bytearray,
    deque: Snapshot.note_deque,
    set: Snapshot.note_set,
    tuple: Snapshot.note_items,
    frozenset: Snapshot.note_items,
    BaseException: Snapshot.note_exception,
}

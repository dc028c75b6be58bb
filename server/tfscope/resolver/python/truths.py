"""Whether a value is true, and what a person sees in place of something computed from it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tfscope.resolver.python.symbolic import is_symbolic, label_of
from tfscope.resolver.python.values import (
    MISSING,
    BoundMethod,
    ClassValue,
    Function,
    HostUnbound,
    Instance,
    ModuleValue,
    NativeFunction,
    NativeObject,
    Unknown,
    Value,
)

if TYPE_CHECKING:
    from tfscope.resolver.python.interpreter import Interpreter

SCALARS = frozenset({int, float, bool, str, bytes, complex, type(None)})
_CONTAINERS = (list, tuple, dict, set, frozenset, range)


def label(value: Value) -> str:
    """What a person sees in place of something computed from `value`."""
    if isinstance(value, Unknown):
        return value.label
    if isinstance(value, str):
        return label_of(value)
    if type(value) in SCALARS:
        return repr(value)
    if isinstance(value, Instance):
        return value.cls.name
    if isinstance(value, (Function, ClassValue, NativeFunction, ModuleValue)):
        return value.name.rpartition(".")[2]
    if isinstance(value, BoundMethod):
        return label(value.function)
    if isinstance(value, HostUnbound):
        return value.name
    return getattr(value, "type_name", type(value).__name__)


def element_of(iterable: Value, name: str) -> Value:
    """An unknown element of `iterable`, shown under the loop variable's name."""
    return Unknown(name)


def truth(interpreter: Interpreter, value: Value) -> bool | None:
    """Whether `value` is true; None when that is not known."""
    if value is True or value is False:
        return value
    kind = type(value)
    if kind is str:
        return _string_truth(value)
    if kind in SCALARS:
        return bool(value)
    if kind in (list, dict, set):
        return None if interpreter.journal.is_vague(value) else bool(value)
    if isinstance(value, Unknown):
        return _unknown_truth(interpreter, value)
    if isinstance(value, NativeObject):
        return value.truth()
    if kind is Instance:
        return _instance_truth(interpreter, value)
    if isinstance(value, _CONTAINERS):
        return bool(value)
    return True


def _string_truth(value: str) -> bool | None:
    if not is_symbolic(value):
        return bool(value)
    return True if re.sub("\ue000[^\ue002]*\ue002", "", value) else None


def _unknown_truth(interpreter: Interpreter, value: Unknown) -> bool | None:
    if not value.choices:
        return True if value.exists else None
    verdicts = {truth(interpreter, choice) for choice in value.choices}
    return verdicts.pop() if len(verdicts) == 1 else None


def _instance_truth(interpreter: Interpreter, value: Instance) -> bool | None:
    for name in ("__bool__", "__nonzero__", "__len__"):
        if value.cls.lookup(name) is not MISSING:
            return truth(interpreter, interpreter.call_method(value, name, []))
    if value.payload is not None and not isinstance(value.payload, BaseException):
        return truth(interpreter, value.payload)
    return None if value.cls.has_unknown_base else True


def is_plain(value: Value) -> bool:
    """Whether everything that `value` can do is known: it is none of a library's and has no unknown base."""
    if isinstance(value, Instance):
        return not value.cls.has_unknown_base
    return not isinstance(value, (Unknown, NativeObject))

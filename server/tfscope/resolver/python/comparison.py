"""Comparison: `==`, `<`, `is`, `in` and their opposites, each of which may be undecided."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from tfscope.resolver.python.arithmetic import operand_order, unary, unsupported
from tfscope.resolver.python.enumerations import is_enum, members_of
from tfscope.resolver.python.keys import stored_key
from tfscope.resolver.python.symbolic import constant_prefix, is_symbolic, label_of
from tfscope.resolver.python.truths import SCALARS, label, truth
from tfscope.resolver.python.values import (
    MISSING,
    BoundMethod,
    ClassValue,
    Function,
    Instance,
    NativeObject,
    Unknown,
    Value,
    View,
)

if TYPE_CHECKING:
    from tfscope.resolver.python.interpreter import Interpreter

_COMPARE: dict[str, Callable[[Any, Any], Any]] = {
    "==": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip
_COMPARE_METHOD = {"==": "eq", "!=": "ne", "<": "lt", "<=": "le", ">": "gt", ">=": "ge"}
_REFLECTED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}
_SETS = (set, frozenset)
_COMPARED_BY_VALUE = (range, slice, bytearray)


def compare(interpreter: Interpreter, symbol: str, left: Value, right: Value) -> Value:
    """`left symbol right` for comparison operators; an Unknown where it cannot be told."""
    if symbol == "is" or symbol == "is not":
        verdict = _identical(interpreter, left, right)
    elif symbol == "in" or symbol == "not in":
        verdict = _contains(interpreter, right, left)
    else:
        return _compared(interpreter, symbol, left, right)
    if verdict is None:
        return Unknown(f"{label(left)} {symbol} {label(right)}")
    return verdict if not symbol.endswith("not") and not symbol.startswith("not") else not verdict


def _identical(interpreter: Interpreter, left: Value, right: Value) -> bool | None:
    if left is right:
        return True
    for value, other in ((left, right), (right, left)):
        if isinstance(value, Unknown):
            if value.is_none is False and other is None:
                return False
            verdicts = {_identical(interpreter, choice, other) for choice in value.choices}
            return verdicts.pop() if len(verdicts) == 1 else None
    if isinstance(left, (str, int)) and type(left) is type(right):
        return left == right
    if isinstance(left, (BoundMethod, Function, tuple)):
        return False if left is None or right is None else left is right
    return False


def _compared(interpreter: Interpreter, symbol: str, left: Value, right: Value) -> Value:
    a, b = type(left), type(right)
    if a in SCALARS and b in SCALARS:
        if a is str and b is str and (is_symbolic(left) or is_symbolic(right)):
            return _symbolic_compared(symbol, left, right)
        return _host_compared(interpreter, symbol, left, right)
    for value, other, mirrored in ((left, right, False), (right, left, True)):
        if isinstance(value, NativeObject):
            result = value.compare(interpreter, _REFLECTED[symbol] if mirrored else symbol, other, mirrored)
            if result is not NotImplemented:
                return result
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        return _unknown_compared(interpreter, symbol, left, right)
    if a is Instance or b is Instance:
        return _instance_compared(interpreter, symbol, left, right)
    if isinstance(left, NativeObject) or isinstance(right, NativeObject):
        return (left is right) is (symbol == "==") if symbol in ("==", "!=") else Unknown(
            f"{label(left)} {symbol} {label(right)}")  # fmt: skip
    if symbol in ("==", "!="):
        verdict = equal(interpreter, left, right)
        return Unknown(f"{label(left)} {symbol} {label(right)}") if verdict is None else verdict is (symbol == "==")
    if contains_unknown(left) or contains_unknown(right):
        return Unknown(f"{label(left)} {symbol} {label(right)}")
    return _host_compared(interpreter, symbol, left, right)


def _host_compared(interpreter: Interpreter, symbol: str, left: Value, right: Value) -> Value:
    try:
        return _COMPARE[symbol](left, right)
    except Exception as error:  # the operation's own TypeError
        return interpreter.failed(error, f"{label(left)} {symbol} {label(right)}")


def _symbolic_compared(symbol: str, left: str, right: str) -> Value:
    if symbol in ("==", "!="):
        if left == right:
            return symbol == "=="
        a, b = constant_prefix(left), constant_prefix(right)
        if not a.startswith(b) and not b.startswith(a):
            return symbol == "!="
    return Unknown(f"{label_of(left)} {symbol} {label_of(right)}")


def _unknown_compared(interpreter: Interpreter, symbol: str, left: Value, right: Value) -> Value:
    if left is right and symbol in ("==", "<=", ">="):
        return True
    for value, other, mirrored in ((left, right, False), (right, left, True)):
        if isinstance(value, Unknown) and value.choices:
            results = [
                _compared(interpreter, symbol, *((other, c) if mirrored else (c, other))) for c in value.choices
            ]
            if all(result is results[0] for result in results) and isinstance(results[0], bool):
                return results[0]
    return Unknown(f"{label(left)} {symbol} {label(right)}")


def _instance_compared(interpreter: Interpreter, symbol: str, left: Value, right: Value) -> Value:
    methods = [f"__{_COMPARE_METHOD[name]}__" for name in (symbol, _REFLECTED[symbol])]
    for value, other, name in operand_order(left, right, *methods):
        if isinstance(value, Instance) and value.cls.lookup(name) is not MISSING:
            result = interpreter.call_method(value, name, [other])
            if result is not NotImplemented:
                return result
    if symbol == "!=" and any(isinstance(v, Instance) and v.cls.lookup("__eq__") is not MISSING for v in (left, right)):
        return unary(interpreter, "not", _instance_compared(interpreter, "==", left, right))
    payloads = [value.payload if isinstance(value, Instance) else value for value in (left, right)]
    if not any(payload is None or isinstance(payload, (Instance, BaseException)) for payload in payloads):
        return _compared(interpreter, symbol, *payloads)
    if symbol in ("==", "!="):
        return (left is right) is (symbol == "==")
    return unsupported(interpreter, symbol, left, right)


def equal(interpreter: Interpreter, left: Value, right: Value) -> bool | None:
    """Whether two values are equal; None when that is not known."""
    if left is right:
        return True
    if isinstance(left, (list, tuple)) and isinstance(right, (list, tuple)):
        return _sequences_equal(interpreter, left, right)
    if isinstance(left, dict) and isinstance(right, dict):
        return _dicts_equal(interpreter, left, right)
    if isinstance(left, _SETS) and isinstance(right, _SETS):
        return _sets_equal(interpreter, left, right)
    if isinstance(left, (Unknown, Instance, NativeObject)) or isinstance(right, (Unknown, Instance, NativeObject)):
        return truth(interpreter, _compared(interpreter, "==", left, right))
    if isinstance(left, (dict, list, tuple, *_SETS)) or isinstance(right, (dict, list, tuple, *_SETS)):
        return _view_equals(left, right)
    if type(left) in SCALARS and type(right) in SCALARS:
        return truth(interpreter, _compared(interpreter, "==", left, right))
    if isinstance(left, BoundMethod) and isinstance(right, BoundMethod):
        return left.receiver is right.receiver and left.function is right.function
    return left == right if isinstance(left, _COMPARED_BY_VALUE) and type(left) is type(right) else False


def _view_equals(left: Value, right: Value) -> bool:
    """`dict.keys() == {...}`; everything else of different kinds is not equal."""
    view, other = (left, right) if isinstance(left, View) else (right, left)
    return isinstance(view, View) and isinstance(other, _SETS) and len(view) == len(other) and all(
        item in other for item in view
    )  # fmt: skip


def _dicts_equal(interpreter: Interpreter, left: dict, right: dict) -> bool | None:
    if interpreter.journal.is_vague(left) or interpreter.journal.is_vague(right):
        return None
    if left.keys() != right.keys():
        return None if contains_unknown(tuple(left)) or contains_unknown(tuple(right)) else False
    return _sequences_equal(interpreter, [left[k] for k in left], [right[k] for k in left])


def _sets_equal(interpreter: Interpreter, left: Any, right: Any) -> bool | None:
    if interpreter.journal.is_vague(left) or interpreter.journal.is_vague(right):
        return None
    if left == right:
        return True
    return None if contains_unknown(left) or contains_unknown(right) else False


def _sequences_equal(interpreter: Interpreter, left: Any, right: Any) -> bool | None:
    if interpreter.journal.is_vague(left) or interpreter.journal.is_vague(right):
        return None
    if len(left) != len(right) or isinstance(left, list) is not isinstance(right, list):
        return False
    pair = (id(left), id(right))
    if pair in interpreter.being_compared:
        interpreter.failed(RecursionError("maximum recursion depth exceeded in comparison"), "==")
        return None
    interpreter.being_compared.add(pair)
    try:
        verdicts = [equal(interpreter, a, b) for a, b in zip(left, right, strict=True)]
    finally:
        interpreter.being_compared.discard(pair)
    return False if False in verdicts else (None if None in verdicts else True)


def _contains(interpreter: Interpreter, container: Value, item: Value) -> bool | None:
    if isinstance(container, Unknown):
        verdicts = {_contains(interpreter, choice, item) for choice in container.choices}
        return verdicts.pop() if len(verdicts) == 1 else None
    if isinstance(container, Instance):
        return _instance_contains(interpreter, container, item)
    if isinstance(container, NativeObject):
        result = container.compare(interpreter, "in", item, True)
        if result is not NotImplemented:
            return truth(interpreter, result)
        items = container.iterate(interpreter)
        return None if items is None else _contains(interpreter, list(items), item)
    if isinstance(container, str):
        return _string_contains(interpreter, container, item)
    if isinstance(container, (dict, set, frozenset)):
        return keys_contain(interpreter, container, item)
    if isinstance(container, range):
        return item in container if isinstance(item, (int, float, str, list, dict, tuple, type(None))) else None
    if isinstance(container, (list, tuple)):
        return _sequence_contains(interpreter, container, item)
    return _iterated_contains(interpreter, container, item)


def _iterated_contains(interpreter: Interpreter, container: Value, item: Value) -> bool | None:
    from tfscope.resolver.python.iteration import is_iterable, known_items

    if isinstance(container, bytes):
        return item in container if isinstance(item, (int, bytes)) else None
    if isinstance(container, ClassValue):
        return _class_contains(interpreter, container, item)
    if is_iterable(container) is False:
        interpreter.failed(TypeError("argument is not iterable"), "in")
        return None
    items = known_items(interpreter, container)
    return None if items is None else _contains(interpreter, items, item)


def _class_contains(interpreter: Interpreter, container: ClassValue, item: Value) -> bool | None:
    if is_enum(container):
        return _contains(interpreter, members_of(container), item)
    metaclass = container.metaclass
    if type(metaclass) is ClassValue and metaclass.lookup("__contains__") is not MISSING:
        return truth(interpreter, interpreter.call(metaclass.lookup("__contains__"), [container, item], {}))
    return None


def _sequence_contains(interpreter: Interpreter, container: Any, item: Value) -> bool | None:
    if any(member is item for member in container):
        return True
    if isinstance(item, Unknown) and not item.choices:
        return None if container else False
    members = container
    if type(item) is str and not is_symbolic(item):
        if item in container:
            return True
        members = [member for member in container if type(member) is not str or is_symbolic(member)]
    interpreter.charge((len(container) >> 6) + (len(members) >> 2))
    verdicts = [equal(interpreter, member, item) for member in members]
    if True in verdicts:
        return True
    return None if None in verdicts or interpreter.journal.is_vague(container) else False


def keys_contain(interpreter: Interpreter, container: Any, item: Value) -> bool | None:
    """Whether a dict or set has a key."""
    item = stored_key(interpreter, container, item)
    try:
        if item in container:
            return True
    except TypeError as error:
        interpreter.failed(error, "in")
        return None
    if isinstance(item, Unknown) or (isinstance(item, str) and is_symbolic(item)):
        return None if container or interpreter.journal.is_vague(container) else False
    interpreter.charge(len(container) >> 8)
    return None if interpreter.journal.is_vague(container) or any(map(_is_unknown_key, container)) else False


def _is_unknown_key(key: Value) -> bool:
    return is_symbolic(key) if type(key) is str else contains_unknown(key)


def _string_contains(interpreter: Interpreter, container: str, item: Value) -> bool | None:
    if isinstance(item, str):
        if not is_symbolic(item) and item in re.sub("\ue000[^\ue002]*\ue002", "\ue000", container):
            return True
        return None if is_symbolic(container) or is_symbolic(item) else False
    if isinstance(item, (int, float, type(None), list, dict, tuple)):
        interpreter.failed(TypeError("'in <string>' requires string as left operand"), "in")
    return None


def _instance_contains(interpreter: Interpreter, container: Instance, item: Value) -> bool | None:
    if container.cls.lookup("__contains__") is not MISSING:
        return truth(interpreter, interpreter.call_method(container, "__contains__", [item]))
    if container.payload is not None:
        return _contains(interpreter, container.payload, item)
    return _iterated_contains(interpreter, container, item)


def contains_unknown(value: Value, depth: int = 3) -> bool:
    """Whether anything in `value` is not known."""
    if isinstance(value, Unknown):
        return True
    if isinstance(value, str):
        return is_symbolic(value)
    if depth and isinstance(value, (list, tuple, set, frozenset)):
        return any(contains_unknown(item, depth - 1) for item in value)
    if depth and isinstance(value, dict):
        return any(contains_unknown(k, depth - 1) or contains_unknown(v, depth - 1) for k, v in value.items())
    return False

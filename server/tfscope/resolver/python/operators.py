"""Operators over the interpreter's values.

Known values are computed by Python's own operators. Where an operand is not known the result is a labelled unknown;
strings keep what is known of them.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from tfscope.resolver.python import formatting
from tfscope.resolver.python.symbolic import constant_prefix, is_symbolic, label_of
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

_SCALARS = frozenset({int, float, bool, str, bytes, complex, type(None)})
_CONTAINERS = (list, tuple, dict, set, frozenset, range)
_LARGEST_REPEAT = 1_000_000
_LARGEST_EXPONENT = 4_096

_BINARY: dict[str, Callable[[Any, Any], Any]] = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv, "//": operator.floordiv,
    "%": operator.mod, "**": operator.pow, "<<": operator.lshift, ">>": operator.rshift, "|": operator.or_,
    "&": operator.and_, "^": operator.xor,
}  # fmt: skip
_COMPARE: dict[str, Callable[[Any, Any], Any]] = {
    "==": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip
METHOD_OF = {
    "+": "add", "-": "sub", "*": "mul", "/": "truediv", "//": "floordiv", "%": "mod", "**": "pow", "<<": "lshift",
    ">>": "rshift", "|": "or", "&": "and", "^": "xor", "@": "matmul",
}  # fmt: skip
_COMPARE_METHOD = {"==": "eq", "!=": "ne", "<": "lt", "<=": "le", ">": "gt", ">=": "ge"}
_REFLECTED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}


def label(value: Value) -> str:
    """What a person sees in place of something computed from `value`."""
    if isinstance(value, Unknown):
        return value.label
    if isinstance(value, str):
        return label_of(value)
    if type(value) in _SCALARS:
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


# -- truth


def truth(interpreter: Interpreter, value: Value) -> bool | None:
    """Whether `value` is true; None when that is not known."""
    if value is True or value is False:
        return value
    kind = type(value)
    if kind is str:
        return _string_truth(value)
    if kind in _SCALARS:
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


# -- arithmetic


def binary(interpreter: Interpreter, symbol: str, left: Value, right: Value) -> Value:
    """`left symbol right`."""
    if symbol == "/2":
        both_int = isinstance(left, int) and isinstance(right, int)
        symbol = "//" if both_int and not interpreter.frames[-1].module.attrs.get("division") else "/"
    a, b = type(left), type(right)
    if a in _SCALARS and b in _SCALARS and a is not str:
        return _computed(interpreter, symbol, left, right)
    if a is str:
        return _string_binary(interpreter, symbol, left, right)
    if isinstance(left, NativeObject) or isinstance(right, NativeObject):
        return _native_binary(interpreter, symbol, left, right)
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        return _unknown_binary(interpreter, symbol, left, right)
    if a is Instance or b is Instance:
        return _instance_binary(interpreter, symbol, left, right)
    if symbol == "*" and isinstance(left, int) and isinstance(right, (str, list, tuple)):
        return _computed(interpreter, symbol, right, left)
    return _computed(interpreter, symbol, left, right)


def _computed(interpreter: Interpreter, symbol: str, left: Value, right: Value) -> Value:
    if _is_too_large(symbol, left, right):
        interpreter.give_up(f"a value too large to compute: {label(left)} {symbol} {label(right)}")
        return Unknown(_combined_label(symbol, left, right))
    function = _BINARY.get(symbol)
    if function is None:
        return Unknown(_combined_label(symbol, left, right))
    try:
        result = function(left, right)
    except Exception as error:  # the operation's own TypeError, ZeroDivisionError ...
        return interpreter.failed(error, _combined_label(symbol, left, right))
    if isinstance(result, (list, set, dict)):
        _carry_vagueness(interpreter, result, left, right)
    return result


def _carry_vagueness(interpreter: Interpreter, result: Value, *sources: Value) -> None:
    if any(interpreter.journal.is_vague(source) for source in sources):
        interpreter.journal.mark_vague(result)


def _is_too_large(symbol: str, left: Value, right: Value) -> bool:
    if symbol in ("**", "<<"):
        return isinstance(left, int) and isinstance(right, int) and right * max(left.bit_length(), 1) > _LARGEST_EXPONENT
    if symbol == "*" and isinstance(right, int) and not isinstance(left, (int, float, complex)):
        return len(left) * right > _LARGEST_REPEAT
    return symbol == "*" and isinstance(left, int) and isinstance(right, int) and left.bit_length() > 1 << 16


def _combined_label(symbol: str, left: Value, right: Value) -> str:
    return f"{label(left)} {symbol} {label(right)}"


def _string_binary(interpreter: Interpreter, symbol: str, left: str, right: Value) -> Value:
    if symbol == "%":
        return formatting.percent_formatted(interpreter, left, right)
    if symbol == "+":
        if type(right) is str:
            return left + right
        if isinstance(right, Unknown):
            return left + str(right)
        if isinstance(right, Instance) and isinstance(right.payload, str):
            return left + right.payload
    if isinstance(right, Unknown):
        return Unknown(_combined_label(symbol, left, right))
    if isinstance(right, (NativeObject, Instance)):
        return _native_binary(interpreter, symbol, left, right)
    if symbol == "*" and is_symbolic(left) and not isinstance(right, int):
        return Unknown(_combined_label(symbol, left, right))
    return _computed(interpreter, symbol, left, right)


def _native_binary(interpreter: Interpreter, symbol: str, left: Value, right: Value) -> Value:
    if isinstance(left, NativeObject):
        result = left.binary(interpreter, symbol, right, False)
        if result is not NotImplemented:
            return result
    if isinstance(right, NativeObject):
        result = right.binary(interpreter, symbol, left, True)
        if result is not NotImplemented:
            return result
    if isinstance(left, Instance) or isinstance(right, Instance):
        return _instance_binary(interpreter, symbol, left, right)
    return Unknown(_combined_label(symbol, left, right))


def _unknown_binary(interpreter: Interpreter, symbol: str, left: Value, right: Value) -> Value:
    for value, mirrored in ((left, False), (right, True)):
        if isinstance(value, Unknown) and value.choices:
            other = left if mirrored else right
            results = [
                binary(interpreter, symbol, other, c) if mirrored else binary(interpreter, symbol, c, other)
                for c in value.choices
            ]
            joined = results[0]
            for result in results[1:]:
                joined = interpreter.join(joined, result)
            return joined
    if symbol == "+" and type(right) is str:
        return str(left) + right
    if isinstance(left, Instance) or isinstance(right, Instance):
        result = _instance_binary(interpreter, symbol, left, right)
        if not isinstance(result, Unknown):
            return result
    return Unknown(_combined_label(symbol, left, right), library=_library_of(left, right))


def _library_of(*values: Value) -> str | None:
    """The library that something computed from `values` may come from."""
    return next((v.library for v in values if isinstance(v, Unknown) and v.library is not None), None)


def _instance_binary(interpreter: Interpreter, symbol: str, left: Value, right: Value) -> Value:
    method = METHOD_OF.get(symbol, "")
    for value, other, name in ((left, right, f"__{method}__"), (right, left, f"__r{method}__")):
        if isinstance(value, Instance) and value.cls.lookup(name) is not MISSING:
            result = interpreter.call_method(value, name, [other])
            if result is not NotImplemented:
                return result
    plain = [value.payload if isinstance(value, Instance) else value for value in (left, right)]
    if plain[0] is not None and plain[1] is not None and not any(isinstance(value, Instance) for value in plain):
        return binary(interpreter, symbol, plain[0], plain[1])
    return Unknown(_combined_label(symbol, left, right))


def in_place(interpreter: Interpreter, symbol: str, left: Value, right: Value) -> Value:
    """`left symbol= right`: the value to store."""
    if symbol == "+" and type(left) is list:
        from tfscope.resolver.python.iteration import known_items

        items = known_items(interpreter, right)
        interpreter.journal.touch(left)
        if items is None:
            interpreter.journal.mark_vague(left)
        else:
            left.extend(items)
        return left
    if symbol in ("|", "&", "-") and type(left) is set and isinstance(right, (set, frozenset)):
        interpreter.journal.touch(left)
        result = _BINARY[symbol](left, right)
        left.clear()
        left.update(result)
        return left
    if type(left) is Instance:
        name = f"__i{METHOD_OF.get(symbol.rstrip('2'), '')}__"
        if left.cls.lookup(name) is not MISSING:
            return interpreter.call_method(left, name, [right])
    return binary(interpreter, symbol, left, right)


def unary(interpreter: Interpreter, symbol: str, value: Value) -> Value:
    """`symbol value`, with `not` among the symbols."""
    if symbol == "not":
        verdict = truth(interpreter, value)
        return Unknown(f"not {label(value)}") if verdict is None else not verdict
    if isinstance(value, NativeObject):
        result = value.unary(interpreter, symbol)
        return Unknown(f"{symbol}{label(value)}") if result is NotImplemented else result
    if isinstance(value, Instance):
        name = {"-": "__neg__", "+": "__pos__", "~": "__invert__"}[symbol]
        if value.cls.lookup(name) is not MISSING:
            return interpreter.call_method(value, name, [])
        return Unknown(f"{symbol}{label(value)}")
    if isinstance(value, Unknown):
        return Unknown(f"{symbol}{value.label}")
    try:
        return {"-": operator.neg, "+": operator.pos, "~": operator.invert}[symbol](value)
    except Exception as error:  # the operation's own TypeError
        return interpreter.failed(error, f"{symbol}{label(value)}")


# -- comparison


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
            if value.exists and other is None:
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
    if a in _SCALARS and b in _SCALARS:
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
    for value, other, name in (
        (left, right, f"__{_COMPARE_METHOD[symbol]}__"),
        (right, left, f"__{_COMPARE_METHOD[_REFLECTED[symbol]]}__"),
    ):
        if isinstance(value, Instance) and value.cls.lookup(name) is not MISSING:
            return interpreter.call_method(value, name, [other])
    payloads = [value.payload if isinstance(value, Instance) else value for value in (left, right)]
    if all(payload is not None for payload in payloads) and not any(isinstance(p, Instance) for p in payloads):
        return _compared(interpreter, symbol, *payloads)
    if symbol in ("==", "!="):
        return (left is right) is (symbol == "==")
    return Unknown(f"{label(left)} {symbol} {label(right)}")


def equal(interpreter: Interpreter, left: Value, right: Value) -> bool | None:
    """Whether two values are equal; None when that is not known."""
    if left is right:
        return True
    if isinstance(left, (list, tuple)) and isinstance(right, (list, tuple)):
        return _sequences_equal(interpreter, left, right)
    if isinstance(left, dict) and isinstance(right, dict):
        if interpreter.journal.is_vague(left) or interpreter.journal.is_vague(right):
            return None
        if left.keys() != right.keys():
            return False
        return _sequences_equal(interpreter, [left[k] for k in left], [right[k] for k in left])
    if isinstance(left, (dict, list, tuple, set)) or isinstance(right, (dict, list, tuple, set)):
        return left == right if isinstance(left, set) and isinstance(right, set) else False
    if isinstance(left, type) or isinstance(right, type):
        return left is right
    if type(left) in _SCALARS and type(right) in _SCALARS:
        verdict = _compared(interpreter, "==", left, right)
    elif isinstance(left, (Unknown, Instance, NativeObject)) or isinstance(right, (Unknown, Instance, NativeObject)):
        verdict = _compared(interpreter, "==", left, right)
    else:
        return False if not isinstance(left, range) else left == right
    return truth(interpreter, verdict)


def _sequences_equal(interpreter: Interpreter, left: Any, right: Any) -> bool | None:
    if interpreter.journal.is_vague(left) or interpreter.journal.is_vague(right):
        return None
    if len(left) != len(right) or isinstance(left, list) is not isinstance(right, list):
        return False
    verdicts = [equal(interpreter, a, b) for a, b in zip(left, right, strict=True)]
    if False in verdicts:
        return False
    return None if None in verdicts else True


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
        return _string_contains(container, item)
    if isinstance(container, (dict, set, frozenset)):
        return _keys_contain(interpreter, container, item)
    if isinstance(container, range):
        return item in container if isinstance(item, int) else None
    if isinstance(container, (list, tuple)):
        return _sequence_contains(interpreter, container, item)
    from tfscope.resolver.python.iteration import known_items

    items = known_items(interpreter, container)
    return None if items is None else _contains(interpreter, items, item)


def _sequence_contains(interpreter: Interpreter, container: Any, item: Value) -> bool | None:
    if any(member is item for member in container):
        return True
    if isinstance(item, Unknown) and not item.choices:
        return None if container else False
    interpreter.charge(len(container) >> 2)
    verdicts = [equal(interpreter, member, item) for member in container]
    if True in verdicts:
        return True
    return None if None in verdicts or interpreter.journal.is_vague(container) else False


def _keys_contain(interpreter: Interpreter, container: Any, item: Value) -> bool | None:
    try:
        if item in container:
            return True
    except TypeError:
        return None
    if isinstance(item, Unknown) or (isinstance(item, str) and is_symbolic(item)):
        return None if container or interpreter.journal.is_vague(container) else False
    return None if interpreter.journal.is_vague(container) or contains_unknown(tuple(container)) else False


def _string_contains(container: str, item: Value) -> bool | None:
    if isinstance(item, str):
        if not is_symbolic(item) and item in re.sub("\ue000[^\ue002]*\ue002", "\ue000", container):
            return True
        return None if is_symbolic(container) or is_symbolic(item) else False
    return None


def _instance_contains(interpreter: Interpreter, container: Instance, item: Value) -> bool | None:
    if container.cls.lookup("__contains__") is not MISSING:
        return truth(interpreter, interpreter.call_method(container, "__contains__", [item]))
    if container.payload is not None:
        return _contains(interpreter, container.payload, item)
    from tfscope.resolver.python.iteration import known_items

    items = known_items(interpreter, container)
    return None if items is None else _contains(interpreter, items, item)


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


# -- items


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
        return _class_item(container, key)
    return Unknown(_item_label(container, key))


def _item_label(container: Value, key: Value) -> str:
    return f"{label(container)}[{label(key)}]"


def _sequence_item(interpreter: Interpreter, container: Any, key: Value) -> Value:
    if isinstance(key, Instance) and isinstance(key.payload, int):
        key = key.payload
    if isinstance(key, NativeObject) and (index := getattr(key, "index_value", None)) is not None:
        key = index
    if isinstance(key, slice):
        return _sequence_slice(interpreter, container, key)
    if not isinstance(key, int) or interpreter.journal.is_vague(container):
        return _some_item(interpreter, container, key)
    if isinstance(container, str) and is_symbolic(container):
        return Unknown(_item_label(container, key))
    try:
        return container[key]
    except Exception as error:  # IndexError
        return interpreter.failed(error, _item_label(container, key))


def _some_item(interpreter: Interpreter, container: Any, key: Value) -> Value:
    """The item at an unknown place: what all of them have in common."""
    if isinstance(container, (list, tuple)) and 0 < len(container) <= 8 and not interpreter.journal.is_vague(container):
        result = container[0]
        for item in container[1:]:
            result = interpreter.join(result, item)
        return result
    return Unknown(_item_label(container, key))


def _sequence_slice(interpreter: Interpreter, container: Any, key: slice) -> Value:
    parts = [getattr(part, "index_value", part) for part in (key.start, key.stop, key.step)]
    plain = all(part is None or isinstance(part, int) for part in parts)
    symbolic = isinstance(container, str) and is_symbolic(container)
    if not plain or symbolic or interpreter.journal.is_vague(container):
        return Unknown(f"{label(container)}[...]")
    try:
        return container[slice(*parts)]
    except Exception as error:  # a zero step
        return interpreter.failed(error, _item_label(container, key))


def _dict_item(interpreter: Interpreter, container: dict, key: Value) -> Value:
    key = hash_key(key)
    try:
        return container[key]
    except KeyError as error:
        vague = interpreter.journal.is_vague(container) or contains_unknown(key)
        factory = getattr(container, "default_factory", None)
        if factory is not None and not vague:
            return _default_item(interpreter, container, key, factory)
        return Unknown(_item_label(container, key)) if vague else interpreter.failed(error, _item_label(container, key))
    except TypeError:
        return Unknown(_item_label(container, key))


def _default_item(interpreter: Interpreter, container: dict, key: Value, factory: Value) -> Value:
    value = interpreter.call(factory, [], {})
    interpreter.journal.touch(container)
    container[key] = value
    return value


def hash_key(key: Value) -> Value:
    """`key` in a form that hashes and compares as the program's would."""
    return key.payload if isinstance(key, Instance) and isinstance(key.payload, (int, str, tuple)) else key


def _instance_item(interpreter: Interpreter, container: Instance, key: Value) -> Value:
    if container.cls.lookup("__getitem__") is not MISSING:
        return interpreter.call_method(container, "__getitem__", [key])
    if container.payload is None:
        return Unknown(_item_label(container, key))
    if isinstance(container.payload, dict) and container.cls.lookup("__missing__") is not MISSING:
        if _keys_contain(interpreter, container.payload, key) is False:
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


def _class_item(container: Value, key: Value) -> Value:
    if isinstance(container, ClassValue) and "_member_map_" in container.attrs:
        return container.attrs["_member_map_"].get(key, Unknown(_item_label(container, key)))
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
        if container.cls.lookup("__setitem__") is not MISSING:
            interpreter.call_method(container, "__setitem__", [key, value])
        elif container.payload is not None:
            set_item(interpreter, container.payload, key, value)


def _set_list_item(interpreter: Interpreter, container: list, key: Value, value: Value) -> None:
    interpreter.journal.touch(container)
    try:
        container[key] = value
    except Exception:  # an index that is unknown or out of range
        interpreter.journal.mark_vague(container)


def put_key(interpreter: Interpreter, container: dict, key: Value, value: Value) -> None:
    """Stores in a dict that nobody else can see changing; an unknown key makes the rest of it uncertain."""
    try:
        container[hash_key(key)] = value
    except TypeError:
        interpreter.journal.mark_vague(container)
        return
    if isinstance(key, Unknown):
        interpreter.journal.mark_vague(container)


def update_dict(interpreter: Interpreter, target: dict, source: Value) -> None:
    """`target.update(source)` for a mapping of any kind."""
    if isinstance(source, Instance) and isinstance(source.payload, dict):
        source = source.payload
    if isinstance(source, Instance) and source.cls.lookup("keys") is not MISSING:
        source = _mapping_of(interpreter, source)
    if isinstance(source, dict):
        target.update(source)
        if interpreter.journal.is_vague(source):
            interpreter.journal.mark_vague(target)
        return
    if source is not None:
        interpreter.journal.mark_vague(target)


def _mapping_of(interpreter: Interpreter, source: Instance) -> Value:
    from tfscope.resolver.python.iteration import known_items

    keys = known_items(interpreter, interpreter.call_method(source, "keys", []))
    return source if keys is None else {key: get_item(interpreter, source, key) for key in keys}


def delete_item(interpreter: Interpreter, container: Value, key: Value) -> None:
    """`del container[key]`."""
    if isinstance(container, Instance) and container.cls.lookup("__delitem__") is not MISSING:
        interpreter.call_method(container, "__delitem__", [key])
        return
    container = container.payload if isinstance(container, Instance) else container
    if not isinstance(container, (dict, list)):
        return
    interpreter.journal.touch(container)
    try:
        del container[key]
    except Exception:  # an unknown or absent key
        interpreter.journal.mark_vague(container)


def made_set(interpreter: Interpreter, values: list[Value]) -> Value:
    """A set of `values`; unknown members make it uncertain."""
    try:
        made = {hash_key(value) for value in values}
    except TypeError:
        return Unknown("set")
    if any(contains_unknown(value) for value in values):
        interpreter.journal.mark_vague(made)
    return made


def formatted(interpreter: Interpreter, value: Value, conversion: str, spec: Value) -> str:
    """A value inside an f-string."""
    return formatting.formatted_value(interpreter, value, conversion, spec)

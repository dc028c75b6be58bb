"""What built-in functions do in a Python 2 file where that differs from Python 3."""

from __future__ import annotations

from tfscope.resolver.python import operators
from tfscope.resolver.python.builtins import adapted, sorted_values
from tfscope.resolver.python.construction import construct
from tfscope.resolver.python.formatting import numeric_payload
from tfscope.resolver.python.interpreter import Interpreter
from tfscope.resolver.python.iteration import known_items
from tfscope.resolver.python.values import NativeFunction, Unknown, Value


def _listed(interpreter: Interpreter, cls: type, args: list[Value]) -> Value:
    """The items of `cls(*args)` as the list that Python 2 gives."""
    made = construct(interpreter, cls, args, {})
    items = known_items(interpreter, made)
    return made if items is None else items


def _range(interpreter: Interpreter, *args: Value) -> Value:
    return _listed(interpreter, range, list(args))


def _zip(interpreter: Interpreter, *sources: Value) -> Value:
    return _listed(interpreter, zip, list(sources))


def _map(interpreter: Interpreter, function: Value, *sources: Value) -> Value:
    if function is None:
        return _listed(interpreter, zip, list(sources)) if len(sources) > 1 else _listed(interpreter, list, [*sources])
    return _listed(interpreter, map, [function, *sources])


def _filter(interpreter: Interpreter, function: Value, source: Value) -> Value:
    made = _listed(interpreter, filter, [function, source])
    if isinstance(source, (str, tuple)) and isinstance(made, list):
        return "".join(made) if isinstance(source, str) else tuple(made)
    return made


def _round(interpreter: Interpreter, number: Value, ndigits: Value = 0) -> Value:
    """Halves go away from zero, and the result is a float."""
    number = numeric_payload(number)
    if not isinstance(number, (int, float)) or not isinstance(ndigits, int):
        return Unknown("round()")
    scale = 10.0**ndigits
    whole = int(abs(number) * scale + 0.5)
    return (whole if number >= 0 else -whole) / scale


def _cmp(interpreter: Interpreter, left: Value, right: Value) -> Value:
    verdicts = [operators.truth(interpreter, operators.compare(interpreter, symbol, left, right)) for symbol in "<>"]
    return Unknown("cmp()") if None in verdicts else int(verdicts[1]) - int(verdicts[0])


def _apply(interpreter: Interpreter, function: Value, args: Value = (), kwargs: Value = None) -> Value:
    items = known_items(interpreter, args)
    if items is None or not isinstance(kwargs, (dict, type(None))):
        return Unknown("apply()")
    return interpreter.call(function, items, dict(kwargs or {}))


def _sorted(interpreter: Interpreter, items: Value, cmp: Value = None, key: Value = None,
            reverse: Value = False) -> Value:  # fmt: skip
    return sorted_values(interpreter, items, key, reverse, cmp)


PYTHON2_BUILTINS: dict[str, Value] = {
    name: NativeFunction(name, adapted(name, function), binds=False)
    for name, function in {
        "range": _range, "zip": _zip, "map": _map, "filter": _filter, "round": _round, "cmp": _cmp, "apply": _apply,
        "sorted": _sorted, "intern": lambda interpreter, text: text,
    }.items()
}  # fmt: skip

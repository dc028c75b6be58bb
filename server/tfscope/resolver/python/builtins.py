"""Python's built-in functions and the construction of built-in types."""

from __future__ import annotations

import builtins as host
import functools
import itertools
import types as host_types
from collections.abc import Callable
from typing import Any

from tfscope.resolver.python import formatting, operators
from tfscope.resolver.python.attributes import (
    attribute_or_missing,
    delete_attribute,
    find_attribute,
    get_attribute,
    set_attribute,
)
from tfscope.resolver.python.classes import finished_class
from tfscope.resolver.python.exceptions import HOST_EXCEPTIONS
from tfscope.resolver.python.generator_methods import next_item
from tfscope.resolver.python.interpreter import Interpreter
from tfscope.resolver.python.iteration import GeneratorExpression, LazyItems, iterated, known_items
from tfscope.resolver.python.symbolic import is_symbolic
from tfscope.resolver.python.types import class_of, is_instance, is_subclass
from tfscope.resolver.python.values import (
    MISSING,
    BoundMethod,
    ClassMethod,
    ClassValue,
    Function,
    GeneratorValue,
    Instance,
    ModuleValue,
    NativeFunction,
    NativeObject,
    Partial,
    PropertyValue,
    StaticMethod,
    SuperValue,
    Unknown,
    Value,
)

BUILTINS: dict[str, Value] = dict(HOST_EXCEPTIONS)
_LONGEST_RANGE = 1 << 40


def builtin(name: str) -> Callable[[Callable], Callable]:
    """Registers a host function `run(interpreter, *args, **kwargs)` as the built-in `name`."""

    def register(function: Callable) -> Callable:
        BUILTINS[name] = NativeFunction(name, adapted(name, function), binds=False)
        return function

    return register


def adapted(name: str, function: Callable) -> Callable[[Interpreter, list[Value], dict[str, Value]], Value]:
    """A host function in the form the interpreter calls; a call that does not fit gives an unknown result."""

    def run(interpreter: Interpreter, args: list[Value], kwargs: dict[str, Value]) -> Value:
        if any(type(arg).__name__ == "SpreadUnknown" for arg in args):
            return Unknown(f"{name}()")
        try:
            return function(interpreter, *args, **kwargs)
        except TypeError as error:
            if error.__traceback__ is not None and error.__traceback__.tb_next is None:
                return interpreter.failed(error, f"{name}()")
            raise

    return run


# -- construction


def construct(interpreter: Interpreter, cls: type, args: list[Value], kwargs: dict[str, Value]) -> Value:
    """`cls(*args, **kwargs)` for a built-in type or a named tuple."""
    maker = _MAKERS.get(cls)
    label = f"{cls.__name__}()"
    if maker is not None:
        try:
            return maker(interpreter, *args, **kwargs)
        except (TypeError, ValueError, OverflowError) as error:
            return interpreter.failed(error, label)
    if any(type(arg).__name__ == "SpreadUnknown" for arg in args):
        return Unknown(label)
    if issubclass(cls, BaseException) or hasattr(cls, "_fields") or cls in (bytes, complex, slice, object):
        try:
            return cls(*args, **kwargs)
        except Exception as error:  # the constructor's own TypeError or ValueError
            return interpreter.failed(error, label)
    return Unknown(label)


def _make_object(interpreter: Interpreter, *args: Value) -> Value:
    return Instance(OBJECT)


def _make_str(interpreter: Interpreter, value: Value = "", *args: Value, **kwargs: Value) -> Value:
    return formatting.text_of(interpreter, value)


def _make_int(interpreter: Interpreter, value: Value = 0, base: Value = 10) -> Value:
    value = formatting.numeric_payload(value)
    if isinstance(value, (NativeObject, Instance)):
        return _by_method(interpreter, value, "__int__", "int")
    if isinstance(value, Unknown):
        return _over_choices(interpreter, value, lambda choice: _make_int(interpreter, choice, base)) or Unknown(value.label)
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


def _over_choices(interpreter: Interpreter, value: Unknown, function: Callable[[Value], Value]) -> Value:
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


def _make_list(interpreter: Interpreter, items: Value = ()) -> Value:
    known = known_items(interpreter, items)
    if known is None:
        return _vague_list(interpreter, items)
    return known


def _vague_list(interpreter: Interpreter, items: Value) -> Value:
    if isinstance(items, list):
        copy = list(items)
        interpreter.journal.mark_vague(copy)
        return copy
    return Unknown(operators.label(items))


def _make_tuple(interpreter: Interpreter, items: Value = ()) -> Value:
    known = known_items(interpreter, items)
    return Unknown(operators.label(items)) if known is None else tuple(known)


def _make_set(interpreter: Interpreter, items: Value = ()) -> Value:
    known = known_items(interpreter, items)
    return Unknown(operators.label(items)) if known is None else operators.made_set(interpreter, known)


def _make_frozenset(interpreter: Interpreter, items: Value = ()) -> Value:
    made = _make_set(interpreter, items)
    return frozenset(made) if isinstance(made, set) else made


def _make_dict(interpreter: Interpreter, source: Value = None, **kwargs: Value) -> Value:
    made: dict[Value, Value] = {}
    if isinstance(source, (dict, Instance)):
        operators.update_dict(interpreter, made, source)
    elif source is not None:
        _fill_pairs(interpreter, made, source)
    made.update(kwargs)
    return made


def _fill_pairs(interpreter: Interpreter, made: dict, source: Value) -> None:
    pairs = known_items(interpreter, source)
    if pairs is None:
        interpreter.journal.mark_vague(made)
    for pair in pairs or ():
        parts = known_items(interpreter, pair)
        if parts is None or len(parts) != 2:
            interpreter.journal.mark_vague(made)
        else:
            operators.put_key(interpreter, made, parts[0], parts[1])


def _make_type(interpreter: Interpreter, value: Value, bases: Value = None, attrs: Value = None) -> Value:
    if isinstance(attrs, dict) and isinstance(bases, tuple) and isinstance(value, str):
        return finished_class(interpreter.frames[-1], value, list(bases), dict(attrs), {}, None, [])
    return class_of(value)


def _make_range(interpreter: Interpreter, *args: Value) -> Value:
    numbers = [formatting.numeric_payload(arg) for arg in args]
    numbers = [int(number) if isinstance(number, bool) else number for number in numbers]
    if not all(isinstance(number, int) and abs(number) < _LONGEST_RANGE for number in numbers):
        bad = next((n for n in numbers if not isinstance(n, int)), None)
        if isinstance(bad, float):
            raise TypeError("'float' object cannot be interpreted as an integer")
        return Unknown("range()")
    return range(*numbers)


def _make_bytes(interpreter: Interpreter, *args: Value, **kwargs: Value) -> Value:
    return args[0] if args and isinstance(args[0], str) else Unknown("bytes()")


def _make_property(interpreter: Interpreter, fget: Value = None, fset: Value = None, *args: Value, **kw: Value) -> Value:
    return PropertyValue(fget, fset)


def _make_super(interpreter: Interpreter, owner: Value = None, receiver: Value = None) -> Value:
    if owner is None:
        return interpreter.zero_argument_super(interpreter.frames[-1])
    return SuperValue(owner, receiver)


def _make_reversed(interpreter: Interpreter, items: Value) -> Value:
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


_MAKERS: dict[type, Callable] = {
    str: _make_str, int: _make_int, float: _make_float, bool: _make_bool, list: _make_list, tuple: _make_tuple,
    set: _make_set, frozenset: _make_frozenset, dict: _make_dict, type: _make_type, range: _make_range,
    bytes: _make_bytes, property: _make_property, super: _make_super, reversed: _make_reversed,
    enumerate: _make_enumerate, zip: _make_zip, map: _make_map, filter: _make_filter, object: _make_object,
    host_types.MethodType: lambda interpreter, function, receiver: BoundMethod(function, receiver),
    staticmethod: lambda interpreter, function: StaticMethod(function),
    classmethod: lambda interpreter, function: ClassMethod(function),
}  # fmt: skip
for _cls in (*_MAKERS, complex, slice):
    if _cls is host_types.MethodType:
        continue
    BUILTINS[_cls.__name__] = _cls
# Python 2's names stay known: a file that uses them without defining them is a Python 2 file.
BUILTINS.update(unicode=str, basestring=str, long=int, xrange=range, buffer=bytes)
BUILTINS.update(NotImplemented=NotImplemented, Ellipsis=Ellipsis)
BUILTINS["__debug__"] = True
OBJECT = ClassValue("object", [], {}, ModuleValue("builtins"))


# -- functions


@builtin("len")
def length(interpreter: Interpreter, value: Value) -> Value:
    """`len(value)`."""
    label = f"len({operators.label(value)})"
    if isinstance(value, str) and is_symbolic(value):
        return Unknown(label)
    if isinstance(value, (str, bytes, list, tuple, dict, set, frozenset, range)):
        return Unknown(label) if interpreter.journal.is_vague(value) else len(value)
    if isinstance(value, Instance):
        if value.cls.lookup("__len__") is not MISSING:
            return interpreter.call_method(value, "__len__", [])
        return length(interpreter, value.payload) if value.payload is not None else Unknown(label)
    if isinstance(value, NativeObject):
        result = value.length()
        return Unknown(label) if result is NotImplemented else result
    if isinstance(value, ClassValue) and "_member_map_" in value.attrs:
        return len(value.attrs["_member_map_"])
    if isinstance(value, Unknown):
        return _over_choices(interpreter, value, lambda choice: length(interpreter, choice)) or Unknown(label)
    return interpreter.failed(TypeError("object has no len()"), label)


@builtin("isinstance")
def _isinstance(interpreter: Interpreter, value: Value, classes: Value) -> Value:
    verdict = is_instance(value, classes)
    return Unknown(f"isinstance({operators.label(value)})") if verdict is None else verdict


@builtin("issubclass")
def _issubclass(interpreter: Interpreter, cls: Value, classes: Value) -> Value:
    verdict = is_subclass(cls, classes)
    return Unknown("issubclass()") if verdict is None else verdict


@builtin("hasattr")
def _hasattr(interpreter: Interpreter, value: Value, name: Value) -> Value:
    if not isinstance(name, str) or is_symbolic(name):
        return Unknown("hasattr()")
    found = attribute_or_missing(interpreter, value, name)
    if isinstance(found, Unknown) and not found.choices and not _stores(value, name):
        return Unknown(f"hasattr({operators.label(value)}, {name!r})")
    return found is not MISSING


def _stores(value: Value, name: str) -> bool:
    return name in getattr(value, "attrs", ())


@builtin("getattr")
def _getattr(interpreter: Interpreter, value: Value, name: Value, *default: Value) -> Value:
    if not isinstance(name, str) or is_symbolic(name):
        return Unknown(f"{operators.label(value)}.{operators.label(name)}")
    if not default:
        return get_attribute(interpreter, value, name)
    found = attribute_or_missing(interpreter, value, name)
    return default[0] if found is MISSING else found


@builtin("setattr")
def _setattr(interpreter: Interpreter, value: Value, name: Value, new: Value) -> Value:
    if isinstance(name, str):
        set_attribute(interpreter, value, name, new)


@builtin("delattr")
def _delattr(interpreter: Interpreter, value: Value, name: Value) -> Value:
    if isinstance(name, str):
        delete_attribute(interpreter, value, name)


@builtin("callable")
def _callable(interpreter: Interpreter, value: Value) -> Value:
    if isinstance(value, Unknown):
        return Unknown(f"callable({value.label})")
    if isinstance(value, Instance):
        return value.cls.lookup("__call__") is not MISSING
    if isinstance(value, NativeObject):
        return getattr(value, "is_callable", False) or type(value).call is not NativeObject.call
    return isinstance(value, (Function, BoundMethod, ClassValue, NativeFunction, Partial, type)) or type(
        value
    ).__name__ in ("HostMethod", "HostUnbound", "StaticMethod")


@builtin("iter")
def _iter(interpreter: Interpreter, value: Value, *sentinel: Value) -> Value:
    if isinstance(value, (GeneratorValue, LazyItems)):
        return value
    if isinstance(value, Instance) and value.cls.lookup("__iter__") is not MISSING:
        return interpreter.call_method(value, "__iter__", [])
    items = iterated(interpreter, value)
    return Unknown(operators.label(value)) if items is None else LazyItems(iter(items))


@builtin("next")
def _next(interpreter: Interpreter, value: Value, *default: Value) -> Value:
    if isinstance(value, GeneratorValue):
        if default:
            ended, item = interpreter.resume(value, None)
            return default[0] if ended else item
        return next_item(interpreter, value)
    if isinstance(value, Instance):
        name = "__next__" if value.cls.lookup("__next__") is not MISSING else "next"
        return interpreter.call_method(value, name, []) if value.cls.lookup(name) is not MISSING else Unknown("next()")
    if isinstance(value, list):
        return value[0] if value else _exhausted(interpreter, default)
    if not isinstance(value, LazyItems):
        return Unknown(f"next({operators.label(value)})")
    for item in value.items:
        return Unknown(operators.label(item)) if _in_doubt(value) else item
    return _exhausted(interpreter, default)


def _exhausted(interpreter: Interpreter, default: tuple[Value, ...]) -> Value:
    return default[0] if default else interpreter.failed(StopIteration(), "next()")


def sorted_values(interpreter: Interpreter, items: Value, key: Value = None, reverse: Value = False) -> Value:
    """`sorted(items, key=key, reverse=reverse)`, an Unknown when the order cannot be told."""
    known = known_items(interpreter, items)
    if known is None:
        return Unknown("sorted()")
    keys = [item if key is None else interpreter.call(key, [item], {}) for item in known]
    if any(operators.contains_unknown(value) for value in keys) or not isinstance(reverse, (bool, int)):
        return Unknown("sorted()") if len(known) > 1 else known
    order = functools.cmp_to_key(lambda a, b: _ordering(interpreter, keys[a], keys[b]))
    try:
        return [known[index] for index in sorted(range(len(known)), key=order, reverse=bool(reverse))]
    except TypeError as error:
        return interpreter.failed(error, "sorted()")


def _ordering(interpreter: Interpreter, left: Value, right: Value) -> int:
    if not isinstance(left, (Instance, NativeObject)):
        return -1 if left < right else int(right < left)
    if operators.truth(interpreter, operators.compare(interpreter, "<", left, right)) is True:
        return -1
    return int(operators.truth(interpreter, operators.compare(interpreter, "<", right, left)) is True)


BUILTINS["sorted"] = NativeFunction("sorted", adapted("sorted", sorted_values))


@builtin("sum")
def _sum(interpreter: Interpreter, items: Value, start: Value = 0) -> Value:
    known = known_items(interpreter, items)
    if known is None:
        return Unknown("sum()")
    return functools.reduce(lambda a, b: operators.binary(interpreter, "+", a, b), known, start)


def _extreme(name: str, symbol: str) -> None:
    @builtin(name)
    def run(interpreter: Interpreter, *args: Value, key: Value = None, default: Value = MISSING) -> Value:
        items = known_items(interpreter, args[0]) if len(args) == 1 else list(args)
        if items is None:
            return Unknown(f"{name}()")
        if not items:
            return default if default is not MISSING else interpreter.failed(ValueError("empty sequence"), f"{name}()")
        best, best_key = items[0], _keyed(interpreter, key, items[0])
        for item in items[1:]:
            item_key = _keyed(interpreter, key, item)
            verdict = operators.truth(interpreter, operators.compare(interpreter, symbol, item_key, best_key))
            if verdict is None:
                return Unknown(f"{name}()")
            if verdict:
                best, best_key = item, item_key
        return best


def _keyed(interpreter: Interpreter, key: Value, item: Value) -> Value:
    return item if key is None else interpreter.call(key, [item], {})


_extreme("min", "<")
_extreme("max", ">")


def _in_doubt(items: Value) -> bool:
    return isinstance(items, GeneratorExpression) and items.doubts.any


def _quantifier(name: str, stops_on: bool) -> None:
    @builtin(name)
    def run(interpreter: Interpreter, items: Value) -> Value:
        # One item at a time, since the first that decides ends it.
        known = items.items if isinstance(items, LazyItems) else iterated(interpreter, items)
        if known is None:
            return Unknown(f"{name}()")
        verdicts: set[bool | None] = set()
        for item in known:
            verdict = operators.truth(interpreter, item)
            if verdict is stops_on and not _in_doubt(items):
                return stops_on
            verdicts.add(None if verdict is stops_on else verdict)
        if _in_doubt(items):
            verdicts.add(None)
        return Unknown(f"{name}()") if None in verdicts else not stops_on


_quantifier("any", True)
_quantifier("all", False)


def _pure(name: str, function: Callable) -> None:
    """A built-in that Python itself computes when all arguments are plain."""

    @builtin(name)
    def run(interpreter: Interpreter, *args: Value, **kwargs: Value) -> Value:
        plain = [formatting.numeric_payload(arg) for arg in args]
        if any(isinstance(arg, (Unknown, Instance, NativeObject)) or operators.contains_unknown(arg) for arg in plain):
            return Unknown(f"{name}({', '.join(operators.label(arg) for arg in args[:2])})")
        try:
            return function(*plain, **kwargs)
        except Exception as error:  # the function's own error
            return interpreter.failed(error, f"{name}()")


for _name in ("abs", "round", "divmod", "ord", "chr", "hex", "oct", "bin"):
    _pure(_name, getattr(host, _name))
BUILTINS["unichr"] = BUILTINS["chr"]
_plain_abs = BUILTINS["abs"]


@builtin("abs")
def _abs(interpreter: Interpreter, value: Value) -> Value:
    """A tensor or an array has an absolute value of its own."""
    result = value.unary(interpreter, "abs") if isinstance(value, NativeObject) else NotImplemented
    return interpreter.call(_plain_abs, [value], {}) if result is NotImplemented else result


@builtin("pow")
def _pow(interpreter: Interpreter, base: Value, exponent: Value, *modulus: Value) -> Value:
    return operators.binary(interpreter, "**", base, exponent) if not modulus else Unknown("pow()")


@builtin("repr")
def _repr(interpreter: Interpreter, value: Value) -> Value:
    return formatting.text_of(interpreter, value, True)


@builtin("format")
def _format(interpreter: Interpreter, value: Value, spec: Value = "") -> Value:
    return formatting.formatted_value(interpreter, value, "", spec)


@builtin("print")
def _print(interpreter: Interpreter, *args: Value, **kwargs: Value) -> Value:
    return None


@builtin("id")
def _id(interpreter: Interpreter, value: Value) -> Value:
    return id(value)


@builtin("hash")
def _hash(interpreter: Interpreter, value: Value) -> Value:
    return Unknown("hash()")


@builtin("vars")
def _vars(interpreter: Interpreter, *value: Value) -> Value:
    if not value:
        return interpreter.frames[-1].vars
    attrs = getattr(value[0], "attrs", None)
    return attrs if isinstance(attrs, dict) else Unknown("vars()")


@builtin("locals")
def _locals(interpreter: Interpreter) -> Value:
    return dict(interpreter.frames[-1].vars)


@builtin("globals")
def _globals(interpreter: Interpreter) -> Value:
    return interpreter.frames[-1].module.attrs


@builtin("dir")
def _dir(interpreter: Interpreter, *value: Value) -> Value:
    if not value:
        return sorted(interpreter.frames[-1].vars)
    names: set[str] = set(getattr(value[0], "attrs", ()))
    cls = value[0].cls if isinstance(value[0], Instance) else value[0]
    if isinstance(cls, ClassValue):
        names |= {name for base in cls.mro if isinstance(base, ClassValue) for name in base.attrs}
    return sorted(names) if names else Unknown("dir()")


@builtin("eval")
def _eval(interpreter: Interpreter, text: Value, *scopes: Value) -> Value:
    return _evaluated(interpreter, text) if isinstance(text, str) and not is_symbolic(text) else Unknown("eval()")


def _evaluated(interpreter: Interpreter, text: str) -> Value:
    import ast

    from tfscope.resolver.python.expressions import compile_expression
    from tfscope.resolver.python.scopes import Block
    from tfscope.syntax import Unit

    try:
        node = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return Unknown("eval()")
    frame = interpreter.frames[-1]
    block = Block("class", "<eval>", None)
    site = frame.site
    result = compile_expression(node, block, Unit("<eval>", 1, text))(frame)
    frame.site = site
    return result


@builtin("__import__")
def _import(interpreter: Interpreter, name: Value, globals: Value = None, locals: Value = None, fromlist: Value = (),
            level: Value = 0) -> Value:  # fmt: skip
    if not isinstance(name, str) or is_symbolic(name) or not isinstance(level, int):
        return Unknown("__import__()")
    frame = interpreter.frames[-1]
    if level:
        module = interpreter.imports.import_from(frame, name, level)
        if isinstance(module, ModuleValue):
            frame.module.attrs.setdefault(name, module)
        return module
    return interpreter.imports.import_name(frame, name, bool(fromlist))


@builtin("exit")
def _exit(interpreter: Interpreter, *code: Value) -> Value:
    from tfscope.resolver.python.control import RaisedError

    raise RaisedError(SystemExit(*code))


BUILTINS["quit"] = BUILTINS["exit"]


@builtin("reduce")
def reduce_values(interpreter: Interpreter, function: Value, items: Value, *initial: Value) -> Value:
    """`functools.reduce`."""
    known = known_items(interpreter, items)
    if known is None or not (known or initial):
        return Unknown("reduce()")
    return functools.reduce(lambda a, b: interpreter.call(function, [a, b], {}), known, *initial)


for _name in ("open", "input", "raw_input", "compile", "exec", "memoryview", "bytearray", "file", "reload"):
    BUILTINS[_name] = Unknown(_name)

"""Python's built-in functions and the construction of built-in types."""

from __future__ import annotations

import builtins as host
import functools
import types as host_types
from collections.abc import Callable, Iterator

from tfscope.resolver.python import formatting, operators
from tfscope.resolver.python.arguments import spreads
from tfscope.resolver.python.attributes import (
    attribute_or_missing,
    delete_attribute,
    get_attribute,
    set_attribute,
)
from tfscope.resolver.python.construction import MAKERS, over_choices
from tfscope.resolver.python.enumerations import is_enum, members_of
from tfscope.resolver.python.evaluation import evaluated, executed
from tfscope.resolver.python.exceptions import HOST_EXCEPTIONS
from tfscope.resolver.python.generator_methods import next_item
from tfscope.resolver.python.interpreter import Interpreter
from tfscope.resolver.python.introspection import is_immutable
from tfscope.resolver.python.iteration import (
    GeneratorExpression,
    LazyItems,
    is_iterable,
    iterated,
    known_items,
)
from tfscope.resolver.python.symbolic import is_symbolic
from tfscope.resolver.python.types import is_instance, is_subclass
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
    Partial,
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
        if spreads(args):
            return Unknown(f"{name}()")
        try:
            return function(interpreter, *args, **interpreter.host_keywords(function, 1 + len(args), kwargs))
        except TypeError as error:
            if error.__traceback__ is not None and error.__traceback__.tb_next is None:
                return interpreter.failed(error, f"{name}()")
            raise

    return run


for _cls in (*MAKERS, complex, slice):
    if _cls is not host_types.MethodType:
        BUILTINS[_cls.__name__] = _cls
# Python 2's names stay known: a file that uses them without defining them is a Python 2 file.
BUILTINS.update(unicode=str, basestring=str, long=int, xrange=range, buffer=bytes)
BUILTINS.update(NotImplemented=NotImplemented, Ellipsis=Ellipsis)
BUILTINS["__debug__"] = True


# -- functions


@builtin("len")
def length(interpreter: Interpreter, value: Value) -> Value:
    """`len(value)`."""
    label = f"len({operators.label(value)})"
    if isinstance(value, str) and is_symbolic(value):
        return Unknown(label)
    if isinstance(value, (str, bytes, bytearray, list, tuple, dict, set, frozenset, range)):
        return Unknown(label) if interpreter.journal.is_vague(value) else len(value)
    if isinstance(value, Instance):
        return _length_of_instance(interpreter, value, label)
    if isinstance(value, NativeObject):
        try:
            result = value.length()
        except ValueError as error:
            return interpreter.failed(error, label)
        return Unknown(label) if result is NotImplemented else result
    if isinstance(value, ClassValue):
        return _length_of_class(interpreter, value, label)
    if isinstance(value, Unknown):
        return over_choices(interpreter, value, lambda choice: length(interpreter, choice)) or Unknown(label)
    return interpreter.failed(TypeError("object has no len()"), label)


def _length_of_instance(interpreter: Interpreter, value: Instance, label: str) -> Value:
    if value.cls.lookup("__len__") is not MISSING:
        return interpreter.call_method(value, "__len__", [])
    if value.payload is not None:
        return length(interpreter, value.payload)
    return Unknown(label) if value.cls.has_unknown_base else interpreter.failed(TypeError("no len()"), label)


def _length_of_class(interpreter: Interpreter, value: ClassValue, label: str) -> Value:
    if is_enum(value):
        return len(members_of(value))
    metaclass = value.metaclass
    if type(metaclass) is ClassValue and metaclass.lookup("__len__") is not MISSING:
        return interpreter.call(metaclass.lookup("__len__"), [value], {})
    return Unknown(label)


@builtin("isinstance")
def _isinstance(interpreter: Interpreter, value: Value, classes: Value) -> Value:
    hook = _metaclass_hook(classes, "__instancecheck__")
    if hook is not MISSING:
        return interpreter.call(hook, [classes, value], {})
    verdict = is_instance(value, classes)
    if verdict is None and is_immutable(classes):
        return interpreter.failed(TypeError("isinstance() arg 2 must be a type or tuple of types"), "isinstance()")
    return Unknown(f"isinstance({operators.label(value)})") if verdict is None else verdict


def _metaclass_hook(cls: Value, name: str) -> Value:
    metaclass = cls.metaclass if isinstance(cls, ClassValue) else None
    return metaclass.lookup(name) if type(metaclass) is ClassValue else MISSING


@builtin("issubclass")
def _issubclass(interpreter: Interpreter, cls: Value, classes: Value) -> Value:
    hook = _metaclass_hook(classes, "__subclasscheck__")
    if hook is not MISSING:
        return interpreter.call(hook, [classes, cls], {})
    if is_immutable(cls):
        return interpreter.failed(TypeError("issubclass() arg 1 must be a class"), "issubclass()")
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
    elif isinstance(value, Instance):
        interpreter.journal.touch(value.attrs)
        operators.blur(interpreter, value.attrs)


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
    if sentinel:
        return LazyItems(_until(interpreter, value, sentinel[0]))
    if isinstance(value, (GeneratorValue, LazyItems)):
        return value
    if isinstance(value, Instance) and value.cls.lookup("__iter__") is not MISSING:
        return interpreter.call_method(value, "__iter__", [])
    items = iterated(interpreter, value)
    if items is None and is_iterable(value) is False:
        return interpreter.failed(TypeError("object is not iterable"), operators.label(value))
    return Unknown(operators.label(value)) if items is None else LazyItems(iter(items))


def _until(interpreter: Interpreter, function: Value, sentinel: Value) -> Iterator[Value]:
    """`iter(function, sentinel)`; ends too where it is not known whether the sentinel has come."""
    while True:
        interpreter.step()
        item = interpreter.call(function, [], {})
        if operators.equal(interpreter, item, sentinel) is not False:
            return
        yield item


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
    if isinstance(value, (int, float, str, dict, tuple, set, range, type(None))):
        return interpreter.failed(TypeError(f"'{type(value).__name__}' object is not an iterator"), "next()")
    if not isinstance(value, LazyItems):
        return Unknown(f"next({operators.label(value)})")
    for item in value.items:
        return Unknown(operators.label(item)) if _in_doubt(value) else item
    return _exhausted(interpreter, default)


def _exhausted(interpreter: Interpreter, default: tuple[Value, ...]) -> Value:
    return default[0] if default else interpreter.failed(StopIteration(), "next()")


def sorted_values(interpreter: Interpreter, items: Value, key: Value = None, reverse: Value = False,
                  cmp: Value = None) -> Value:  # fmt: skip
    """`sorted(items, key=key, reverse=reverse)`, an Unknown when the order cannot be told. `cmp` is Python 2's."""
    known = known_items(interpreter, items)
    if known is None:
        return Unknown("sorted()")
    keys = [item if key is None else interpreter.call(key, [item], {}) for item in known]
    if any(operators.contains_unknown(value) for value in keys) or not isinstance(reverse, (bool, int)):
        return Unknown("sorted()") if len(known) > 1 else known
    order = functools.cmp_to_key(lambda a, b: _ordering(interpreter, keys[a], keys[b], cmp))
    return [known[index] for index in sorted(range(len(known)), key=order, reverse=bool(reverse))]


def _ordering(interpreter: Interpreter, left: Value, right: Value, cmp: Value) -> int:
    interpreter.step()
    if cmp is not None:
        order = interpreter.call(cmp, [left, right], {})
        return order if isinstance(order, int) else 0
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
        if not args:
            return interpreter.failed(TypeError(f"{name} expected at least 1 argument, got 0"), f"{name}()")
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
    """A built-in that Python itself computes when all arguments are plain; objects may define `__name__`."""

    @builtin(name)
    def run(interpreter: Interpreter, *args: Value, **kwargs: Value) -> Value:
        if args and isinstance(args[0], Instance) and args[0].cls.lookup(f"__{name}__") is not MISSING:
            return interpreter.call_method(args[0], f"__{name}__", list(args[1:]))
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


@builtin("ascii")
def _ascii(interpreter: Interpreter, value: Value) -> Value:
    return formatting.formatted_value(interpreter, value, "a", "")


@builtin("pow")
def _pow(interpreter: Interpreter, base: Value, exponent: Value, *modulus: Value) -> Value:
    if not modulus:
        return operators.binary(interpreter, "**", base, exponent)
    if not all(isinstance(number, int) for number in (base, exponent, modulus[0])):
        return Unknown("pow()")
    try:
        return pow(base, exponent, modulus[0])
    except ValueError as error:
        return interpreter.failed(error, "pow()")


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
    """Of text and objects Python gives another hash each time it runs: equal ones have equal labels of our own."""
    if isinstance(value, Instance) and value.cls.lookup("__hash__") is not MISSING:
        return interpreter.call_method(value, "__hash__", [])
    if operators.contains_unknown(value):
        return Unknown("hash()")
    try:
        return hash(value)
    except TypeError as error:
        return interpreter.failed(error, "hash()")


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
def _eval(interpreter: Interpreter, source: Value, globals: Value = None, locals: Value = None) -> Value:
    if not isinstance(source, str) or is_symbolic(source):
        return Unknown("eval()")
    return evaluated(interpreter, source, globals, locals)


@builtin("exec")
def _exec(interpreter: Interpreter, source: Value, globals: Value = None, locals: Value = None) -> Value:
    if isinstance(source, str) and not is_symbolic(source):
        executed(interpreter, source, globals, locals)
    else:
        interpreter.give_up("exec of a text that is not known")


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


for _name in ("open", "input", "raw_input", "compile", "memoryview", "file", "reload"):
    BUILTINS[_name] = Unknown(_name)

"""The methods that every object has from `object`, and every class from `type`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tfscope.resolver.python.values import (
    MISSING,
    ClassValue,
    Instance,
    NativeFunction,
    Unknown,
    Value,
)

if TYPE_CHECKING:
    from tfscope.resolver.python.interpreter import Interpreter

Method = Callable[["Interpreter", list[Value], dict[str, Value]], Value]
OBJECT_METHODS: dict[str, NativeFunction] = {}
TYPE_METHODS: dict[str, NativeFunction] = {}


def _method(table: dict[str, NativeFunction], owner: str, name: str) -> Callable[[Method], Method]:
    def register(run: Method) -> Method:
        table[name] = NativeFunction(f"{owner}.{name}", run)
        return run

    return register


def _of_object(name: str) -> Callable[[Method], Method]:
    return _method(OBJECT_METHODS, "object", name)


def _of_type(name: str) -> Callable[[Method], Method]:
    return _method(TYPE_METHODS, "type", name)


@_of_object("__init__")
def _init(interpreter: Interpreter, args: list[Value], kwargs: dict[str, Value]) -> Value:
    from tfscope.resolver.python.classes import refill_payload

    if args and isinstance(args[0], Instance):
        refill_payload(interpreter, args[0], args[1:], kwargs)


@_of_object("__new__")
def _new(interpreter: Interpreter, args: list[Value], kwargs: dict[str, Value]) -> Value:
    from tfscope.resolver.python.classes import new_instance

    return new_instance(interpreter, args[0], args[1:], kwargs) if args else Unknown("object")


@_of_object("__getattribute__")
def _getattribute(interpreter: Interpreter, args: list[Value], kwargs: dict[str, Value]) -> Value:
    from tfscope.resolver.python.attributes import get_own_attribute

    return get_own_attribute(interpreter, args[0], args[1])


@_of_object("__setattr__")
def _setattr(interpreter: Interpreter, args: list[Value], kwargs: dict[str, Value]) -> Value:
    from tfscope.resolver.python.attributes import set_own_attribute

    if len(args) == 3 and isinstance(args[1], str):
        set_own_attribute(interpreter, *args)


@_of_object("__delattr__")
def _delattr(interpreter: Interpreter, args: list[Value], kwargs: dict[str, Value]) -> Value:
    from tfscope.resolver.python.attributes import delete_own_attribute

    if len(args) == 2 and isinstance(args[1], str):
        delete_own_attribute(interpreter, *args)


@_of_object("__eq__")
def _eq(interpreter: Interpreter, args: list[Value], kwargs: dict[str, Value]) -> Value:
    return True if args[0] is args[1] else NotImplemented


@_of_object("__ne__")
def _ne(interpreter: Interpreter, args: list[Value], kwargs: dict[str, Value]) -> Value:
    from tfscope.resolver.python.operators import compare, unary

    return unary(interpreter, "not", compare(interpreter, "==", *args[:2]))


@_of_object("__hash__")
def _hash(interpreter: Interpreter, args: list[Value], kwargs: dict[str, Value]) -> Value:
    return id(args[0])


@_of_object("__str__")
def _str(interpreter: Interpreter, args: list[Value], kwargs: dict[str, Value]) -> Value:
    from tfscope.resolver.python.formatting import own_text

    return own_text(interpreter, args[0])


@_of_object("__repr__")
def _repr(interpreter: Interpreter, args: list[Value], kwargs: dict[str, Value]) -> Value:
    from tfscope.resolver.python.formatting import own_text

    return own_text(interpreter, args[0], True)


@_of_object("__format__")
def _format(interpreter: Interpreter, args: list[Value], kwargs: dict[str, Value]) -> Value:
    from tfscope.resolver.python.formatting import text_of

    return text_of(interpreter, args[0])


@_of_object("__init_subclass__")
def _init_subclass(interpreter: Interpreter, args: list[Value], kwargs: dict[str, Value]) -> Value:
    return None


@_of_object("__dir__")
def _dir(interpreter: Interpreter, args: list[Value], kwargs: dict[str, Value]) -> Value:
    return interpreter.call(interpreter.builtins["dir"], args[:1], {})


@_of_object("__subclasshook__")
def _subclasshook(interpreter: Interpreter, args: list[Value], kwargs: dict[str, Value]) -> Value:
    return NotImplemented


# -- type


@_of_type("__call__")
def _call(interpreter: Interpreter, args: list[Value], kwargs: dict[str, Value]) -> Value:
    from tfscope.resolver.python.classes import made_instance

    if args and isinstance(args[0], ClassValue):
        return made_instance(interpreter, args[0], args[1:], kwargs)
    return interpreter.call(args[0], args[1:], kwargs) if args else Unknown("type()")


@_of_type("__init__")
def _type_init(interpreter: Interpreter, args: list[Value], kwargs: dict[str, Value]) -> Value:
    return None


@_of_type("__prepare__")
def _prepare(interpreter: Interpreter, args: list[Value], kwargs: dict[str, Value]) -> Value:
    return {}


@_of_type("mro")
def _mro(interpreter: Interpreter, args: list[Value], kwargs: dict[str, Value]) -> Value:
    return [*args[0].mro, object] if args and isinstance(args[0], ClassValue) else Unknown("mro()")


@_of_type("__subclasses__")
def _subclasses(interpreter: Interpreter, args: list[Value], kwargs: dict[str, Value]) -> Value:
    return Unknown("subclasses")


@_of_type("__instancecheck__")
def _instancecheck(interpreter: Interpreter, args: list[Value], kwargs: dict[str, Value]) -> Value:
    from tfscope.resolver.python.types import is_instance

    verdict = is_instance(args[1], args[0])
    return Unknown("isinstance()") if verdict is None else verdict


@_of_type("register")
def _register(interpreter: Interpreter, args: list[Value], kwargs: dict[str, Value]) -> Value:
    """`ABCMeta.register`."""
    if len(args) == 2 and isinstance(args[0], ClassValue):
        interpreter.journal.touch(args[0].registered)
        args[0].registered.append(args[1])
    return args[-1]


def method_of_object(cls: ClassValue, name: str) -> Value:
    """What instances of `cls` have from `object` under `name`, else MISSING."""
    found = OBJECT_METHODS.get(name, MISSING)
    return MISSING if name == "__hash__" and cls.lookup("__eq__") is not MISSING else found

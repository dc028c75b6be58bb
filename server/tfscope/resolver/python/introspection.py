"""Attributes of functions, methods, generators, properties and built-in values."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from tfscope.resolver.python.methods import has_host_method
from tfscope.resolver.python.object_methods import OBJECT_METHODS, TYPE_METHODS
from tfscope.resolver.python.values import (
    MISSING,
    BoundMethod,
    ClassMethod,
    Function,
    GeneratorValue,
    HostMethod,
    HostUnbound,
    NativeFunction,
    NativeObject,
    Partial,
    PropertyValue,
    StaticMethod,
    Value,
)

if TYPE_CHECKING:
    from tfscope.resolver.python.interpreter import Interpreter

_IMMUTABLE = (int, float, complex, str, bytes, list, dict, set, frozenset, tuple, range, slice, type(None))
# Special methods of built-in types that a program may name itself.
_NAMED_SPECIALS = frozenset({
    "__getitem__", "__setitem__", "__delitem__", "__len__", "__contains__", "__iter__", "__getattr__", "__setattr__",
    "__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__", "__add__", "__sub__", "__mul__", "__radd__", "__mod__",
    "__truediv__", "__floordiv__", "__pow__", "__neg__", "__repr__", "__str__", "__hash__", "__or__", "__and__",
    "__getattribute__", "__bool__", "__reversed__",
})  # fmt: skip


def is_immutable(value: Value) -> bool:
    """Whether no attribute can be set on `value`."""
    return isinstance(value, _IMMUTABLE) and not hasattr(value, "__dict__")


# -- functions


def _function_attribute(interpreter: Interpreter, owner: Function, name: str) -> Value:
    if name in owner.attrs:
        return owner.attrs[name]
    reader = _FUNCTION_ATTRIBUTES.get(name)
    return reader(owner) if reader is not None else MISSING


def _docstring(owner: Function) -> Value:
    node = owner.code.outlined
    return owner.code.unit.docstring(node) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) else None


def _descriptor_get(owner: Function) -> Value:
    from tfscope.resolver.python.attributes import bound

    return NativeFunction("function.__get__", lambda interpreter, args, kwargs: bound(
        interpreter, owner, args[0], args[1] if len(args) > 1 else None))  # fmt: skip


_FUNCTION_ATTRIBUTES: dict[str, Callable[[Function], Value]] = {
    "__name__": lambda owner: owner.code.name,
    "func_name": lambda owner: owner.code.name,
    "__qualname__": lambda owner: owner.code.qualname,
    "__module__": lambda owner: owner.globals.name,
    "__doc__": _docstring,
    "__defaults__": lambda owner: tuple(owner.defaults) or None,
    "func_defaults": lambda owner: tuple(owner.defaults) or None,
    "__kwdefaults__": lambda owner: dict(owner.kwdefaults) or None,
    "__globals__": lambda owner: owner.globals.attrs,
    "__dict__": lambda owner: owner.attrs,
    "__call__": lambda owner: owner,
    "__code__": lambda owner: CodeValue(owner),
    "__closure__": lambda owner: None,
    "__annotations__": lambda owner: {},
    "__get__": _descriptor_get,
}


class CodeValue(NativeObject):
    """A function's `__code__`, as far as programs look at it."""

    type_name = "code"

    def __init__(self, function: Function) -> None:
        self.function = function

    def get_co_varnames(self, interpreter: Interpreter) -> Value:
        code = self.function.code
        extra = [name for name in (code.vararg, code.kwarg) if name is not None]
        return tuple([*code.parameters, *code.kwonly, *extra])

    def get_co_argcount(self, interpreter: Interpreter) -> Value:
        return len(self.function.code.parameters)

    def get_co_name(self, interpreter: Interpreter) -> Value:
        return self.function.code.name


def _bound_method_attribute(interpreter: Interpreter, owner: BoundMethod, name: str) -> Value:
    from tfscope.resolver.python.attributes import find_attribute

    if name in ("__self__", "im_self"):
        return owner.receiver
    if name in ("__func__", "im_func"):
        return owner.function
    return owner if name == "__call__" else find_attribute(interpreter, owner.function, name)


def _native_function_attribute(interpreter: Interpreter, owner: NativeFunction, name: str) -> Value:
    value = interpreter.shared_attribute(owner, name)
    if value is not MISSING:
        return value
    if name in owner.attrs:
        return owner.attrs[name]
    if name in ("__name__", "__qualname__"):
        return owner.name.rpartition(".")[2]
    if name == "__module__":
        return owner.name.rpartition(".")[0] or "builtins"
    if name == "__call__":
        return owner
    if name == "__dict__":
        return owner.attrs
    return None if name == "__doc__" else MISSING


def _partial_attribute(interpreter: Interpreter, owner: Partial, name: str) -> Value:
    found = {"func": owner.function, "args": tuple(owner.args), "keywords": owner.kwargs, "__call__": owner}
    return found.get(name, MISSING)


def _wrapped_attribute(interpreter: Interpreter, owner: Any, name: str) -> Value:
    from tfscope.resolver.python.attributes import bound, find_attribute

    if name == "__func__" or name == "__wrapped__":
        return owner.function
    if name == "__get__":
        return NativeFunction("method.__get__", lambda interpreter, args, kwargs: bound(
            interpreter, owner, args[0], args[1] if len(args) > 1 else None))  # fmt: skip
    return find_attribute(interpreter, owner.function, name)


def _property_attribute(interpreter: Interpreter, owner: PropertyValue, name: str) -> Value:
    made = {
        "getter": lambda function: PropertyValue(function, owner.setter, owner.deleter),
        "setter": lambda function: PropertyValue(owner.getter, function, owner.deleter),
        "deleter": lambda function: PropertyValue(owner.getter, owner.setter, function),
    }.get(name)
    if made is not None:
        return NativeFunction(f"property.{name}", lambda interpreter, args, kwargs: made(args[0]))
    return {"fget": owner.getter, "fset": owner.setter, "fdel": owner.deleter, "__doc__": None}.get(name, MISSING)


# -- generators


def _generator_attribute(interpreter: Interpreter, owner: GeneratorValue, name: str) -> Value:
    from tfscope.resolver.python import generator_methods

    method = generator_methods.METHODS.get(name)
    if method is None:
        return MISSING
    return NativeFunction(f"generator.{name}", lambda interp, args, kwargs: method(interp, owner, *args))


# -- built-in values


# What a number has when it is a library's own scalar, which is kept as a plain number; the library adds to it.
NUMBER_METHODS: dict[str, Callable[..., Value]] = {}


def host_attribute(interpreter: Interpreter, owner: Value, name: str) -> Value:
    """An attribute of a value that is Python's own."""
    if has_host_method(owner, name):
        return HostMethod(owner, name)
    if isinstance(owner, BaseException):
        return _exception_attribute(owner, name)
    if isinstance(owner, tuple) and (name in getattr(owner, "_fields", ()) or name == "_fields"):
        return getattr(owner, name, MISSING)
    if name == "__class__":
        from tfscope.resolver.python.types import class_of

        return class_of(owner)
    if name == "__doc__":
        return None
    if isinstance(owner, (int, float, complex)) and name in ("real", "imag", "numerator", "denominator"):
        return getattr(owner, name, MISSING)
    if isinstance(owner, (int, float)) and name in NUMBER_METHODS:
        run = NUMBER_METHODS[name]
        return NativeFunction(
            name, lambda inner, args, kwargs: run(owner, *args, **inner.host_keywords(run, 1 + len(args), kwargs))
        )
    if isinstance(owner, (slice, range)) and name in ("start", "stop", "step"):
        return getattr(owner, name)
    if name == "default_factory":
        return getattr(owner, name, MISSING)
    return _iterator_attribute(owner, name)


def _iterator_attribute(owner: Value, name: str) -> Value:
    from tfscope.resolver.python.iteration import HOST_ITERATORS, LazyItems

    if not isinstance(owner, (LazyItems, *HOST_ITERATORS)) or name not in ("__next__", "next", "__iter__"):
        return MISSING
    builtin = "iter" if name == "__iter__" else "next"
    return NativeFunction(f"iterator.{name}", lambda interpreter, args, kwargs: interpreter.call(
        interpreter.builtins[builtin], [owner, *args], kwargs))  # fmt: skip


def _exception_attribute(owner: BaseException, name: str) -> Value:
    if name in vars(owner):
        return vars(owner)[name]
    if name in ("args", "__cause__", "__context__", "__suppress_context__", "code", "errno", "strerror", "value"):
        return getattr(owner, name, MISSING)
    if name == "with_traceback":
        return NativeFunction("BaseException.with_traceback", lambda interpreter, args, kwargs: owner)
    if name == "__traceback__":
        return None
    if name == "__dict__":
        return vars(owner)
    return str(owner) if name == "message" else MISSING


def host_type_attribute(owner: type, name: str) -> Value:
    """An attribute of a built-in class."""
    if name in ("__name__", "__qualname__", "__module__"):
        return getattr(owner, name)
    if name == "__doc__":
        return None
    if name == "__mro__":
        return owner.__mro__
    if name in ("_fields", "_field_defaults") and hasattr(owner, name):
        return getattr(owner, name)
    if name == "_make" and hasattr(owner, "_make"):
        return NativeFunction("namedtuple._make", lambda i, args, kwargs: owner._make(args[0]))
    if name == "__new__":
        return HostNew(owner)
    if name in ("__call__", "mro") and issubclass(owner, type):
        return TYPE_METHODS[name]
    if owner is object or name in ("__init__", "__init_subclass__"):
        return OBJECT_METHODS.get(name, MISSING)
    if name in ("fromkeys", "maketrans", "from_bytes", "fromhex") and owner in _MAKERS_OF:
        return HostMethod(_MAKERS_OF[owner], name)
    plain = hasattr(owner, name) and not name.startswith("__")
    return HostUnbound(owner, name) if plain or name in _NAMED_SPECIALS else MISSING


# A value of each type through which its class methods are called.
_MAKERS_OF: dict[type, Value] = {dict: {}, str: "", int: 0, bytes: b"", float: 0.0}


class HostNew(NativeObject):
    """`SomeTuple.__new__`: callable, and its `__defaults__` can be set, as programs do with named tuples."""

    type_name = "builtin_function_or_method"

    def __init__(self, owner: type) -> None:
        self.owner = owner

    def call(self, interpreter: Interpreter, args: list[Value], kwargs: dict[str, Value]) -> Value:
        from tfscope.resolver.python.classes import new_instance

        return new_instance(interpreter, args[0], args[1:], kwargs, self.owner)

    def attr(self, interpreter: Interpreter, name: str) -> Value:
        if name == "__defaults__" and hasattr(self.owner, "_fields"):
            return self.owner.__new__.__defaults__
        return super().attr(interpreter, name)

    def set_attr(self, interpreter: Interpreter, name: str, value: Value) -> None:
        if name == "__defaults__" and hasattr(self.owner, "_fields") and isinstance(value, tuple):
            self.owner.__new__.__defaults__ = value


READERS: dict[type, Callable[[Any, Any, str], Value]] = {
    Function: _function_attribute,
    BoundMethod: _bound_method_attribute,
    NativeFunction: _native_function_attribute,
    GeneratorValue: _generator_attribute,
    Partial: _partial_attribute,
    PropertyValue: _property_attribute,
    StaticMethod: _wrapped_attribute,
    ClassMethod: _wrapped_attribute,
}

"""`type`, `isinstance` and `issubclass` over the interpreter's values."""

from __future__ import annotations

import collections.abc
import numbers
import types as host_types
from typing import Any

from tfscope.resolver.python.iteration import LazyItems
from tfscope.resolver.python.values import (
    MISSING,
    BoundMethod,
    ClassMethod,
    ClassValue,
    Function,
    GeneratorValue,
    HostMethod,
    Instance,
    MissingAttributeError,
    ModuleValue,
    NativeFunction,
    NativeObject,
    Partial,
    PropertyValue,
    StaticMethod,
    Unknown,
    Value,
    View,
)

_HOST_CLASS: dict[type, Any] = {
    Function: host_types.FunctionType, BoundMethod: host_types.MethodType, ModuleValue: host_types.ModuleType,
    NativeFunction: host_types.BuiltinFunctionType, HostMethod: host_types.BuiltinMethodType,
    GeneratorValue: host_types.GeneratorType, ClassValue: type, PropertyValue: property,
    StaticMethod: staticmethod, ClassMethod: classmethod, View: type({}.items()),
}  # fmt: skip
_BY_METHOD = {
    collections.abc.Iterable: "__iter__", collections.abc.Callable: "__call__", collections.abc.Sized: "__len__",
    collections.abc.Hashable: "__hash__", collections.abc.Iterator: "__next__",
    collections.abc.Container: "__contains__",
}  # fmt: skip


_VIEW_CLASSES = {"dict_keys": "KeysView", "dict_values": "ValuesView", "dict_items": "ItemsView"}


class NativeType(NativeObject):
    """A class of a library, as a value: `tf.Tensor`, `tf.VariableScope`. `construct` makes its instances."""

    def __init__(self, name: str, classes: tuple[type, ...], construct: Any = None) -> None:
        self.type_name = name.rpartition(".")[2]
        self.name = name
        self.classes = classes
        self.construct = construct
        self.attrs: dict[str, Value] = {}

    is_callable = True

    def attr(self, interpreter: Any, name: str) -> Value:
        value = interpreter.shared_attribute(self, name)
        if value is not MISSING:
            return value
        if name in self.attrs:
            return self.attrs[name]
        if name in ("__name__", "__qualname__"):
            return self.type_name
        for cls in self.classes:
            method = getattr(cls, "py_" + name, None)
            if method is not None:
                return NativeFunction(f"{self.name}.{name}", lambda interp, args, kwargs, method=method: method(
                    args[0], interp, *args[1:], **interp.host_keywords(method, 1 + len(args), kwargs)))  # fmt: skip
        raise MissingAttributeError(name)

    def set_attr(self, interpreter: Any, name: str, value: Value) -> None:
        interpreter.set_on_shared(self, name, value)

    def call(self, interpreter: Any, args: list[Value], kwargs: dict[str, Value]) -> Value:
        if self.construct is None:
            return NotImplemented
        return self.construct(interpreter, *args, **interpreter.host_keywords(self.construct, 1 + len(args), kwargs))

    def compare(self, interpreter: Any, operator: str, other: Value, reflected: bool) -> Value:
        if operator in ("==", "!=") and isinstance(other, NativeType):
            return (self.classes == other.classes) is (operator == "==")
        return NotImplemented


def class_of(value: Value) -> Value:
    """`type(value)`."""
    if isinstance(value, Instance):
        return value.cls
    if isinstance(value, ClassValue):
        return value.metaclass if type(value.metaclass) is ClassValue else type
    if isinstance(value, Unknown):
        return Unknown(f"type({value.label})")
    if isinstance(value, NativeObject):
        return getattr(value, "native_type", None) or NativeType(value.type_name, (type(value),))
    return _HOST_CLASS.get(type(value), type(value))


def is_instance(value: Value, classes: Value) -> bool | None:
    """`isinstance(value, classes)`; None when it cannot be told."""
    return _any(classes, lambda cls: _is_instance_of(value, cls))


def is_subclass(cls: Value, classes: Value) -> bool | None:
    """`issubclass(cls, classes)`; None when it cannot be told."""
    return _any(classes, lambda other: _is_subclass_of(cls, other))


def _any(classes: Value, test: Any) -> bool | None:
    if not isinstance(classes, (tuple, list)):
        return test(classes)
    verdicts = [_any(cls, test) for cls in classes]
    if True in verdicts:
        return True
    return None if None in verdicts else False


def _is_instance_of(value: Value, cls: Value) -> bool | None:
    if isinstance(value, Unknown):
        verdicts = {_is_instance_of(choice, cls) for choice in value.choices}
        return verdicts.pop() if len(verdicts) == 1 else None
    if isinstance(cls, Unknown):
        return None if isinstance(value, (Instance, NativeObject)) else (None if cls.library is None else False)
    if isinstance(cls, NativeType):
        return isinstance(value, cls.classes)
    if cls is object:
        return True
    if isinstance(value, Instance):
        return _instance_is(value, cls)
    if isinstance(cls, ClassValue):
        return _is_of_class(value, cls)
    if isinstance(cls, host_types.UnionType):
        return _any(cls.__args__, lambda other: _is_instance_of(value, other))
    if not isinstance(cls, type):
        return None
    return _host_is(value, cls)


def _is_of_class(value: Value, cls: ClassValue) -> bool:
    if isinstance(value, ClassValue):
        return type(value.metaclass) is ClassValue and value.metaclass.is_subclass(cls)
    return any(_is_instance_of(value, other) is True for other in cls.registered)


def _instance_is(value: Instance, cls: Value) -> bool | None:
    if value.cls.is_subclass(cls):
        return True
    if isinstance(cls, type) and cls in _BY_METHOD:
        if value.cls.lookup(_BY_METHOD[cls]) is not MISSING:
            return True
        return isinstance(value.payload, cls) if value.payload is not None else cls is collections.abc.Hashable
    if isinstance(cls, type) and value.payload is not None:
        return isinstance(value.payload, cls)
    return None if value.cls.has_unknown_base and isinstance(cls, ClassValue | type) else False


def _host_is(value: Value, cls: type) -> bool | None:
    if isinstance(value, (ClassValue, type, NativeType)):
        return cls is type or cls is collections.abc.Callable
    if isinstance(value, (Function, BoundMethod, NativeFunction, Partial, HostMethod, StaticMethod)):
        own = _HOST_CLASS.get(type(value))
        return cls is collections.abc.Callable or (own is not None and issubclass(own, cls))
    if isinstance(value, (PropertyValue, ClassMethod)):
        return issubclass(_HOST_CLASS[type(value)], cls)
    if isinstance(value, View):
        return cls is list or issubclass(getattr(collections.abc, _VIEW_CLASSES[value.name]), cls)
    if isinstance(value, ModuleValue):
        return cls is host_types.ModuleType
    if isinstance(value, (GeneratorValue, LazyItems)):
        return cls in (host_types.GeneratorType, collections.abc.Iterable, collections.abc.Iterator,
                       collections.abc.Generator)  # fmt: skip
    if isinstance(value, NativeObject):
        return _native_is(value, cls)
    return isinstance(value, cls)


def _native_is(value: NativeObject, cls: type) -> bool:
    if cls is collections.abc.Callable:
        return getattr(value, "is_callable", False) or type(value).call is not NativeObject.call
    if cls is collections.abc.Iterable:
        return type(value).iterate is not NativeObject.iterate
    return cls in getattr(value, "host_classes", ())


def _is_subclass_of(cls: Value, other: Value) -> bool | None:
    if isinstance(cls, Unknown) or isinstance(other, Unknown):
        return None
    if isinstance(cls, ClassValue):
        return cls.is_subclass(other) or (None if cls.has_unknown_base else False)
    if isinstance(cls, type) and isinstance(other, type):
        return issubclass(cls, other)
    return cls is other


NUMBER_CLASSES = {name: getattr(numbers, name) for name in ("Number", "Complex", "Real", "Rational", "Integral")}

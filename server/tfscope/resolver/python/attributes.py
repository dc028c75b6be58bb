"""Reading and writing attributes: Python's lookup rules over the interpreter's values."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from tfscope.resolver.python.methods import has_host_method
from tfscope.resolver.python.values import (
    MISSING,
    BoundMethod,
    ClassMethod,
    ClassValue,
    Function,
    GeneratorValue,
    HostMethod,
    HostUnbound,
    Instance,
    MissingAttributeError,
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

if TYPE_CHECKING:
    from tfscope.resolver.python.interpreter import Interpreter


def get_attribute(interpreter: Interpreter, owner: Value, name: str) -> Value:
    """`owner.name`. What does not exist is an AttributeError where the program handles one, else Unknown."""
    value = find_attribute(interpreter, owner, name)
    if value is not MISSING:
        return value
    from tfscope.resolver.python.operators import label

    return interpreter.failed(
        AttributeError(f"'{type_name(owner)}' object has no attribute '{name}'"), f"{label(owner)}.{name}"
    )


def find_attribute(interpreter: Interpreter, owner: Value, name: str) -> Value:
    """`owner.name`, MISSING when it surely does not exist."""
    reader = _READERS.get(type(owner))
    if reader is not None:
        return reader(interpreter, owner, name)
    if isinstance(owner, NativeObject):
        try:
            return owner.attr(interpreter, name)
        except MissingAttributeError:
            return MISSING
    if isinstance(owner, Unknown):
        return _unknown_attribute(interpreter, owner, name)
    if isinstance(owner, type):
        return _host_type_attribute(owner, name)
    return _host_attribute(owner, name)


def type_name(value: Value) -> str:
    if isinstance(value, Instance):
        return value.cls.name
    return getattr(value, "type_name", type(value).__name__)


def _unknown_attribute(interpreter: Interpreter, owner: Unknown, name: str) -> Value:
    if owner.choices:
        values = [get_attribute(interpreter, choice, name) for choice in owner.choices]
        result = values[0]
        for value in values[1:]:
            result = interpreter.join(result, value)
        return result
    library = f"{owner.library}.{name}" if owner.library is not None else None
    return Unknown(f"{owner.label}.{name}", library=library)


def _instance_attribute(interpreter: Interpreter, owner: Instance, name: str) -> Value:
    cls = owner.cls
    found = cls.lookup(name)
    if type(found) is PropertyValue:
        return interpreter.call(found.getter, [owner], {})
    if name in owner.attrs:
        return owner.attrs[name]
    if found is not MISSING:
        return bound(interpreter, found, owner, cls)
    special = _instance_special(owner, name)
    if special is not MISSING:
        return special
    if owner.payload is not None:
        value = find_attribute(interpreter, owner.payload, name)
        if value is not MISSING:
            return value
    fallback = cls.lookup("__getattr__")
    if fallback is not MISSING and not (name.startswith("__") and name.endswith("__")):
        return interpreter.call(bound(interpreter, fallback, owner, cls), [name], {})
    if cls.has_unknown_base:
        base = next(base for base in cls.mro if isinstance(base, Unknown))
        return Unknown(f"self.{name}", library=f"{base.library}.{name}" if base.library else None)
    return MISSING


def _instance_special(owner: Instance, name: str) -> Value:
    if name == "__class__":
        return owner.cls
    if name == "__dict__":
        return owner.attrs
    if name == "__doc__":
        return None
    if name == "__init__" or (name == "__setattr__"):
        return NativeFunction(f"object.{name}", lambda interpreter, args, kwargs: _object_method(
            interpreter, name, owner, args))  # fmt: skip
    return MISSING


def _object_method(interpreter: Interpreter, name: str, owner: Instance, args: list[Value]) -> Value:
    if name == "__setattr__" and len(args) == 2 and isinstance(args[0], str):
        interpreter.journal.touch(owner.attrs)
        owner.attrs[args[0]] = args[1]
    return None


def bound(interpreter: Interpreter, found: Value, owner: Value, cls: Value) -> Value:
    """A class attribute as seen through an instance (`owner`) or class (`owner` None)."""
    kind = type(found)
    if kind is Function or kind is NativeFunction:
        return BoundMethod(found, owner) if owner is not None else found
    if kind is StaticMethod:
        return found.function
    if kind is ClassMethod:
        return BoundMethod(found.function, cls)
    if kind is PropertyValue and owner is not None:
        return interpreter.call(found.getter, [owner], {})
    if kind is HostUnbound and isinstance(owner, Instance):
        return HostMethod(owner.payload if owner.payload is not None else owner, found.name)
    if kind is Instance and found.cls.lookup("__get__") is not MISSING:
        return interpreter.call_method(found, "__get__", [owner, cls])
    return found


def _class_attribute(interpreter: Interpreter, owner: ClassValue, name: str) -> Value:
    found = owner.lookup(name)
    if found is not MISSING:
        return bound(interpreter, found, None, owner)
    if name in ("__name__", "__qualname__"):
        return owner.name
    if name == "__module__":
        return owner.module.name
    if name == "__doc__":
        return None
    if name == "__dict__":
        return owner.attrs
    if name == "__mro__":
        return (*owner.mro, object)
    if name == "__bases__":
        return tuple(owner.bases) or (object,)
    if name == "__subclasses__":
        return NativeFunction("type.__subclasses__", lambda interpreter, args, kwargs: Unknown("subclasses"))
    if name in ("__init__", "__new__", "__setattr__"):
        return _inherited_constructor(owner, name)
    if owner.host_base is not None:
        value = _host_type_attribute(owner.host_base, name)
        if value is not MISSING:
            return value
    unknown = next((base for base in owner.mro if isinstance(base, Unknown)), None)
    return Unknown(f"{owner.name}.{name}", library=unknown.library) if unknown is not None else MISSING


def _inherited_constructor(owner: ClassValue, name: str) -> Value:
    from tfscope.resolver.python.classes import new_instance

    if name == "__new__":
        return NativeFunction("object.__new__", lambda interpreter, args, kwargs: new_instance(
            interpreter, args[0] if args else owner, args[1:], kwargs))  # fmt: skip
    return NativeFunction(f"object.{name}", lambda interpreter, args, kwargs: _object_method(
        interpreter, name, args[0], args[1:]) if args else None)  # fmt: skip


def _super_attribute(interpreter: Interpreter, owner: SuperValue, name: str) -> Value:
    receiver = owner.receiver
    is_class = isinstance(receiver, ClassValue)
    cls = receiver if is_class else getattr(receiver, "cls", None)
    if not isinstance(cls, ClassValue):
        return Unknown(f"super().{name}")
    found = cls.lookup_after(owner.owner, name)
    if found is not MISSING:
        return bound(interpreter, found, None if is_class else receiver, cls)
    if name == "__new__":
        return _inherited_constructor(cls, name)
    if cls.host_base is not None and not is_class:
        return _super_host_attribute(receiver, cls, name)
    if cls.has_unknown_base:
        base = next(base for base in cls.mro if isinstance(base, Unknown))
        return Unknown(f"super().{name}", library=f"{base.library}.{name}" if base.library else None)
    if name in ("__init__", "__setattr__", "__init_subclass__", "__exit__", "__enter__"):
        return NativeFunction(f"object.{name}", lambda interp, args, kwargs: _object_method(
            interp, name, receiver, args))  # fmt: skip
    if name == "__getattribute__":
        return NativeFunction("object.__getattribute__", lambda interp, args, kwargs: _instance_attribute(
            interp, receiver, args[0]))  # fmt: skip
    return MISSING


def _super_host_attribute(receiver: Instance, cls: ClassValue, name: str) -> Value:
    if name == "__init__":
        def initialise(interpreter: Interpreter, args: list[Value], kwargs: dict[str, Value]) -> Value:
            from tfscope.resolver.python.classes import refill_payload

            refill_payload(interpreter, receiver, args, kwargs)

        return NativeFunction(f"{cls.host_base.__name__}.__init__", initialise)
    return HostMethod(receiver.payload, name) if hasattr(cls.host_base, name) else MISSING


def _function_attribute(interpreter: Interpreter, owner: Function, name: str) -> Value:
    if name in owner.attrs:
        return owner.attrs[name]
    if name in ("__name__", "__qualname__", "func_name"):
        return owner.code.name
    if name == "__module__":
        return owner.globals.name
    if name == "__doc__":
        return None
    if name in ("__defaults__", "func_defaults"):
        return tuple(owner.defaults) or None
    if name == "__globals__":
        return owner.globals.attrs
    if name == "__dict__":
        return owner.attrs
    if name == "__call__":
        return owner
    if name == "__code__":
        return CodeValue(owner)
    if name == "__get__":
        return NativeFunction("function.__get__", lambda interp, args, kwargs: bound(
            interp, owner, args[0], args[1] if len(args) > 1 else None))  # fmt: skip
    return MISSING


class CodeValue(NativeObject):
    """A function's `__code__`, as far as programs look at it."""

    type_name = "code"

    def __init__(self, function: Function) -> None:
        self.function = function

    def get_co_varnames(self, interpreter: Interpreter) -> Value:
        code = self.function.code
        return tuple([*code.parameters, *code.kwonly])

    def get_co_argcount(self, interpreter: Interpreter) -> Value:
        return len(self.function.code.parameters)

    def get_co_name(self, interpreter: Interpreter) -> Value:
        return self.function.code.name


def _bound_method_attribute(interpreter: Interpreter, owner: BoundMethod, name: str) -> Value:
    if name in ("__self__", "im_self"):
        return owner.receiver
    if name in ("__func__", "im_func"):
        return owner.function
    return find_attribute(interpreter, owner.function, name)


def _module_attribute(interpreter: Interpreter, owner: ModuleValue, name: str) -> Value:
    value = owner.attrs.get(name, MISSING)
    if value is not MISSING:
        return value
    if name == "__dict__":
        return owner.attrs
    if owner.find is not None:
        return owner.find(interpreter, name)
    return interpreter.imports.submodule(owner, name)


def _native_function_attribute(interpreter: Interpreter, owner: NativeFunction, name: str) -> Value:
    if name in owner.attrs:
        return owner.attrs[name]
    if name in ("__name__", "__qualname__"):
        return owner.name.rpartition(".")[2]
    if name == "__module__":
        return owner.name.rpartition(".")[0]
    return None if name == "__doc__" else MISSING


def _generator_attribute(interpreter: Interpreter, owner: GeneratorValue, name: str) -> Value:
    if name in ("__next__", "next"):
        return NativeFunction("generator.next", lambda interp, args, kwargs: next_item(interp, owner))
    if name == "send":
        return NativeFunction("generator.send", lambda interp, args, kwargs: next_item(interp, owner, args[0]))
    if name == "close":
        return NativeFunction("generator.close", lambda interp, args, kwargs: None)
    return MISSING


def next_item(interpreter: Interpreter, generator: GeneratorValue, sent: Value = None) -> Value:
    """The generator's next value; StopIteration at its end."""
    ended, value = interpreter.resume(generator, sent)
    return interpreter.failed(StopIteration(), "next()") if ended else value


def _partial_attribute(interpreter: Interpreter, owner: Partial, name: str) -> Value:
    return {"func": owner.function, "args": tuple(owner.args), "keywords": owner.kwargs}.get(name, MISSING)


def _property_attribute(interpreter: Interpreter, owner: PropertyValue, name: str) -> Value:
    if name == "setter":
        return NativeFunction("property.setter", lambda i, args, kwargs: PropertyValue(owner.getter, args[0]))
    if name in ("deleter", "getter"):
        return NativeFunction(f"property.{name}", lambda i, args, kwargs: owner)
    return owner.getter if name == "fget" else MISSING


def _wrapped_attribute(interpreter: Interpreter, owner: Any, name: str) -> Value:
    return owner.function if name == "__func__" else find_attribute(interpreter, owner.function, name)


def _host_attribute(owner: Value, name: str) -> Value:
    if has_host_method(owner, name):
        return HostMethod(owner, name)
    if isinstance(owner, BaseException):
        return _exception_attribute(owner, name)
    if isinstance(owner, tuple) and name in getattr(owner, "_fields", ()):
        return getattr(owner, name)
    if name == "_fields" and isinstance(owner, tuple):
        return getattr(owner, "_fields", MISSING)
    if name == "__class__":
        return type(owner)
    if name == "__doc__":
        return None
    if isinstance(owner, (int, float, complex)) and name in ("real", "imag", "numerator", "denominator"):
        return getattr(owner, name, MISSING)
    if isinstance(owner, (slice, range)) and name in ("start", "stop", "step"):
        return getattr(owner, name)
    return MISSING


def _exception_attribute(owner: BaseException, name: str) -> Value:
    if name == "args":
        return owner.args
    return str(owner) if name == "message" else MISSING


def _host_type_attribute(owner: type, name: str) -> Value:
    if name in ("__name__", "__qualname__"):
        return owner.__name__
    if name == "__doc__":
        return None
    if name == "_fields" and hasattr(owner, "_fields"):
        return owner._fields
    if name == "_make" and hasattr(owner, "_make"):
        return NativeFunction("namedtuple._make", lambda i, args, kwargs: owner._make(args[0]))
    if name == "__new__":
        return HostNew(owner)
    if name == "__init__":
        return NativeFunction(f"{owner.__name__}.__init__", lambda i, args, kwargs: _host_init(i, args, kwargs))
    if name == "fromkeys" and owner is dict:
        return HostMethod({}, "fromkeys")
    if name == "maketrans" and owner is str:
        return HostMethod("", "maketrans")
    return HostUnbound(owner, name) if hasattr(owner, name) and not name.startswith("__") or name in (
        "__getitem__", "__setitem__", "__len__", "__contains__", "__getattr__", "__setattr__", "__iter__", "__delitem__",
    ) else MISSING  # fmt: skip


def _host_init(interpreter: Interpreter, args: list[Value], kwargs: dict[str, Value]) -> Value:
    from tfscope.resolver.python.classes import refill_payload

    if args and isinstance(args[0], Instance):
        refill_payload(interpreter, args[0], args[1:], kwargs)


class HostNew(NativeObject):
    """`SomeTuple.__new__`: callable, and its `__defaults__` can be set, as programs do with named tuples."""

    type_name = "builtin_function_or_method"

    def __init__(self, owner: type) -> None:
        self.owner = owner

    def call(self, interpreter: Interpreter, args: list[Value], kwargs: dict[str, Value]) -> Value:
        from tfscope.resolver.python.classes import new_instance

        return new_instance(interpreter, args[0], args[1:], kwargs, self.owner)

    def set_attr(self, interpreter: Interpreter, name: str, value: Value) -> None:
        if name == "__defaults__" and hasattr(self.owner, "_fields") and isinstance(value, tuple):
            self.owner.__new__.__defaults__ = value


_READERS: dict[type, Callable[[Any, Any, str], Value]] = {
    Instance: _instance_attribute,
    ModuleValue: _module_attribute,
    ClassValue: _class_attribute,
    SuperValue: _super_attribute,
    Function: _function_attribute,
    BoundMethod: _bound_method_attribute,
    NativeFunction: _native_function_attribute,
    GeneratorValue: _generator_attribute,
    Partial: _partial_attribute,
    PropertyValue: _property_attribute,
    StaticMethod: _wrapped_attribute,
    ClassMethod: _wrapped_attribute,
}


def set_attribute(interpreter: Interpreter, owner: Value, name: str, value: Value) -> None:
    """`owner.name = value`."""
    if type(owner) is Instance:
        _set_instance_attribute(interpreter, owner, name, value)
    elif isinstance(owner, NativeObject):
        owner.set_attr(interpreter, name, value)
    elif isinstance(owner, Function) and name in ("__defaults__", "func_defaults") and isinstance(value, tuple):
        owner.defaults = list(value)
    elif isinstance(owner, (ClassValue, Function, ModuleValue, NativeFunction)):
        interpreter.journal.touch(owner.attrs)
        owner.attrs[name] = value
    elif isinstance(owner, BoundMethod):
        set_attribute(interpreter, owner.function, name, value)


def _set_instance_attribute(interpreter: Interpreter, owner: Instance, name: str, value: Value) -> None:
    found = owner.cls.lookup(name)
    if type(found) is PropertyValue:
        if found.setter is not None:
            interpreter.call(found.setter, [owner, value], {})
        return
    hook = owner.cls.lookup("__setattr__")
    if hook is not MISSING:
        interpreter.call(bound(interpreter, hook, owner, owner.cls), [name, value], {})
        return
    if name == "__dict__" and isinstance(value, dict):
        owner.attrs = value
        return
    interpreter.journal.touch(owner.attrs)
    owner.attrs[name] = value

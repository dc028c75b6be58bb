"""Reading and writing attributes of objects, classes and modules: Python's lookup rules.

What functions, methods and built-in values have is in `introspection.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from tfscope.resolver.python import introspection
from tfscope.resolver.python.named_tuples import maker_of
from tfscope.resolver.python.object_methods import OBJECT_METHODS, TYPE_METHODS, method_of_object
from tfscope.resolver.python.values import (
    MISSING,
    BoundMethod,
    ClassMethod,
    ClassValue,
    Function,
    HostMethod,
    HostUnbound,
    Instance,
    MissingAttributeError,
    ModuleValue,
    NativeFunction,
    NativeObject,
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
    return value if value is not MISSING else _absent(interpreter, owner, name)


def _absent(interpreter: Interpreter, owner: Value, name: str) -> Value:
    from tfscope.resolver.python.operators import label

    error = AttributeError(f"'{type_name(owner)}' object has no attribute '{name}'")
    return interpreter.failed(error, f"{label(owner)}.{name}")


def find_attribute(interpreter: Interpreter, owner: Value, name: str) -> Value:
    """`owner.name`, MISSING when it surely does not exist. A `__getattr__` of the program may raise instead."""
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
        return introspection.host_type_attribute(owner, name)
    return introspection.host_attribute(interpreter, owner, name)


def attribute_or_missing(interpreter: Interpreter, owner: Value, name: str) -> Value:
    """As `hasattr` and `getattr` with a default look: an AttributeError on the way means that there is none."""
    if type(owner) is not Instance and type(owner) is not ClassValue and type(owner) is not ModuleValue:
        return find_attribute(interpreter, owner, name)
    raised, value = interpreter.attempt((AttributeError,), lambda: find_attribute(interpreter, owner, name))
    return MISSING if raised else value


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


# -- instances


def _instance_attribute(interpreter: Interpreter, owner: Instance, name: str) -> Value:
    cls = owner.cls
    if cls.hooks_access:
        return _hooked_attribute(interpreter, owner, name)
    found = cls.lookup(name)
    if found is not MISSING and overrides_instance(found):
        return bound(interpreter, found, owner, cls)
    value = owner.attrs.get(name, MISSING)
    if value is not MISSING:
        return value
    if found is not MISSING:
        return bound(interpreter, found, owner, cls)
    return _instance_fallback(interpreter, owner, name)


def overrides_instance(found: Value) -> bool:
    """Whether a class attribute comes before an instance's own: a property or other data descriptor."""
    kind = type(found)
    if kind is PropertyValue:
        return True
    return kind is Instance and found.cls.lookup("__set__") is not MISSING


def _hooked_attribute(interpreter: Interpreter, owner: Instance, name: str) -> Value:
    """An attribute of an object whose class defines `__getattribute__`."""
    hook = bound(interpreter, owner.cls.lookup("__getattribute__"), owner, owner.cls)
    if owner.cls.lookup("__getattr__") is MISSING:
        return interpreter.call(hook, [name], {})
    raised, value = interpreter.attempt((AttributeError,), lambda: interpreter.call(hook, [name], {}))
    return interpreter.call_method(owner, "__getattr__", [name]) if raised else value


def get_own_attribute(interpreter: Interpreter, owner: Value, name: Value) -> Value:
    """`object.__getattribute__(owner, name)`: the class's own `__getattribute__` and `__getattr__` are not asked."""
    if not isinstance(owner, Instance) or not isinstance(name, str):
        return get_attribute(interpreter, owner, name) if isinstance(name, str) else Unknown("attribute")
    found = owner.cls.lookup(name)
    if name in owner.attrs and not overrides_instance(found):
        return owner.attrs[name]
    if found is not MISSING:
        return bound(interpreter, found, owner, owner.cls)
    value = _inherent(interpreter, owner, name)
    return value if value is not MISSING else _absent(interpreter, owner, name)


def _instance_fallback(interpreter: Interpreter, owner: Instance, name: str) -> Value:
    value = _special(owner, name)
    if value is not MISSING:
        return value
    if owner.payload is not None:
        value = maker_of(owner.cls, name, owner.payload)
        if value is MISSING:
            value = find_attribute(interpreter, owner.payload, name)
        if value is not MISSING:
            return value
    fallback = owner.cls.lookup("__getattr__")
    if fallback is not MISSING and not _is_special_name(name):
        return interpreter.call(bound(interpreter, fallback, owner, owner.cls), [name], {})
    return _inherent(interpreter, owner, name)


def _inherent(interpreter: Interpreter, owner: Instance, name: str) -> Value:
    """What an object has without its class or the object itself naming it."""
    value = _special(owner, name)
    if value is not MISSING:
        return value
    cls = owner.cls
    if cls.has_unknown_base:
        base = next(base for base in cls.mro if isinstance(base, Unknown))
        return Unknown(f"self.{name}", library=f"{base.library}.{name}" if base.library else None)
    found = method_of_object(cls, name)
    return bound(interpreter, found, owner, cls) if found is not MISSING else MISSING


def _is_special_name(name: str) -> bool:
    return name.startswith("__") and name.endswith("__")


def _special(owner: Instance, name: str) -> Value:
    if name == "__class__":
        return owner.cls
    if name == "__dict__":
        return owner.attrs
    if name == "__doc__":
        return None
    return owner.cls.module.name if name == "__module__" else MISSING


def bound(interpreter: Interpreter, found: Value, owner: Value, cls: Value) -> Value:
    """A class attribute as seen through an instance (`owner`) or class (`owner` None)."""
    kind = type(found)
    if kind is Function:
        return BoundMethod(found, owner) if owner is not None else found
    if kind is NativeFunction:
        return BoundMethod(found, owner) if owner is not None and found.binds else found
    if kind is StaticMethod:
        return found.function
    if kind is ClassMethod:
        return _bound_to_class(interpreter, found.function, cls)
    if kind is PropertyValue and owner is not None:
        return _property_value(interpreter, found, owner)
    if kind is HostUnbound and isinstance(owner, Instance):
        return HostMethod(owner.payload if owner.payload is not None else owner, found.name)
    if kind is Instance and found.cls.lookup("__get__") is not MISSING:
        return interpreter.call_method(found, "__get__", [owner, cls])
    if isinstance(found, NativeObject):
        return found.bind(interpreter, owner, cls)
    return found


def _bound_to_class(interpreter: Interpreter, function: Value, cls: Value) -> Value:
    if isinstance(function, PropertyValue):
        return interpreter.call(function.getter, [cls], {})
    return BoundMethod(function, cls)


def _property_value(interpreter: Interpreter, found: PropertyValue, owner: Value) -> Value:
    if found.getter is None:
        return interpreter.failed(AttributeError("unreadable attribute"), "property")
    return interpreter.call(found.getter, [owner], {})


# -- classes


def _class_attribute(interpreter: Interpreter, owner: ClassValue, name: str) -> Value:
    metaclass = owner.metaclass if type(owner.metaclass) is ClassValue else None
    of_metaclass = metaclass.lookup(name) if metaclass is not None else MISSING
    if of_metaclass is not MISSING and overrides_instance(of_metaclass):
        return bound(interpreter, of_metaclass, owner, metaclass)
    found = owner.lookup(name)
    if found is not MISSING:
        return bound(interpreter, found, None, owner)
    if of_metaclass is not MISSING:
        return bound(interpreter, of_metaclass, owner, metaclass)
    value = _class_special(owner, name)
    if value is not MISSING:
        return value
    return _inherited_class_attribute(interpreter, owner, name, metaclass)


def _inherited_class_attribute(interpreter: Interpreter, owner: ClassValue, name: str, metaclass: Value) -> Value:
    if owner.host_base is not None and name not in ("__init__", "__new__"):
        value = maker_of(owner, name)
        if value is MISSING:
            value = introspection.host_type_attribute(owner.host_base, name)
        if value is not MISSING:
            return value
    if metaclass is not None and metaclass.lookup("__getattr__") is not MISSING and not _is_special_name(name):
        return interpreter.call(metaclass.lookup("__getattr__"), [owner, name], {})
    unknown = next((base for base in owner.mro if isinstance(base, Unknown)), None)
    if unknown is not None:
        return Unknown(f"{owner.name}.{name}", library=unknown.library)
    if name in OBJECT_METHODS:
        return OBJECT_METHODS[name]
    return BoundMethod(TYPE_METHODS[name], owner) if name in TYPE_METHODS else MISSING


def _class_special(owner: ClassValue, name: str) -> Value:
    if name == "__name__" or name == "__qualname__":
        return owner.name
    if name == "__module__":
        return owner.module.name
    if name == "__class__":
        return owner.metaclass if owner.metaclass is not None else type
    if name == "__doc__":
        return None
    if name == "__dict__":
        return owner.attrs
    if name == "__mro__":
        return (*owner.mro, object)
    if name == "__bases__":
        return tuple(owner.bases) or (object,)
    if name == "__base__":
        return owner.bases[0] if owner.bases else object
    if name == "__members__" and "_member_map_" in owner.attrs:
        return owner.attrs["_member_map_"]
    return MISSING


# -- super


def _super_attribute(interpreter: Interpreter, owner: SuperValue, name: str) -> Value:
    cls, instance = _seen_by_super(owner)
    if cls is None:
        return Unknown(f"super().{name}")
    found = cls.lookup_after(owner.owner, name)
    if found is not MISSING:
        return bound(interpreter, found, instance, cls)
    if name == "__new__":
        return OBJECT_METHODS[name]
    if cls.host_base is not None and isinstance(instance, Instance) and name != "__init__":
        maker = maker_of(cls, name, instance.payload)
        if maker is not MISSING:
            return maker
        if hasattr(cls.host_base, name) and name not in OBJECT_METHODS:
            return HostMethod(instance.payload, name)
    if cls.has_unknown_base:
        base = next(base for base in cls.mro if isinstance(base, Unknown))
        return Unknown(f"super().{name}", library=f"{base.library}.{name}" if base.library else None)
    found = _inherited_method(owner, cls, name)
    if found is MISSING:
        return MISSING
    return BoundMethod(found, instance if instance is not None else cls)


def _inherited_method(owner: SuperValue, cls: ClassValue, name: str) -> Value:
    if isinstance(owner.receiver, ClassValue) and name in TYPE_METHODS:
        return TYPE_METHODS[name]
    return OBJECT_METHODS.get(name, MISSING)


def _seen_by_super(owner: SuperValue) -> tuple[ClassValue | None, Value]:
    """The class whose resolution order `super` follows, and the object it binds to, None for access to a class."""
    receiver = owner.receiver
    if isinstance(receiver, Instance) and owner.owner in receiver.cls.mro:
        return receiver.cls, receiver
    if isinstance(receiver, ClassValue):
        if owner.owner in receiver.mro:
            return receiver, None
        if type(receiver.metaclass) is ClassValue and owner.owner in receiver.metaclass.mro:
            return receiver.metaclass, receiver
    return None, None


# -- modules


def _module_attribute(interpreter: Interpreter, owner: ModuleValue, name: str) -> Value:
    value = owner.attrs.get(name, MISSING)
    if value is not MISSING:
        return value
    if name == "__dict__":
        return owner.attrs
    if owner.find is not None:
        return owner.find(interpreter, name)
    return interpreter.imports.submodule(owner, name)


_READERS: dict[type, Callable[[Any, Any, str], Value]] = {
    Instance: _instance_attribute,
    ModuleValue: _module_attribute,
    ClassValue: _class_attribute,
    SuperValue: _super_attribute,
    **introspection.READERS,
}


# -- writing


def set_attribute(interpreter: Interpreter, owner: Value, name: str, value: Value) -> None:
    """`owner.name = value`."""
    if type(owner) is Instance:
        hook = owner.cls.lookup("__setattr__")
        if hook is MISSING:
            set_own_attribute(interpreter, owner, name, value)
        else:
            interpreter.call(bound(interpreter, hook, owner, owner.cls), [name, value], {})
    elif isinstance(owner, NativeObject):
        owner.set_attr(interpreter, name, value)
    elif isinstance(owner, Function) and name in ("__defaults__", "func_defaults") and isinstance(value, tuple):
        owner.defaults = list(value)
    elif isinstance(owner, ClassValue):
        _set_class_attribute(interpreter, owner, name, value)
    elif isinstance(owner, NativeFunction):
        interpreter.set_on_shared(owner, name, value)
    elif isinstance(owner, (Function, ModuleValue)):
        interpreter.journal.touch(owner.attrs)
        owner.attrs[name] = value
    elif isinstance(owner, BoundMethod):
        set_attribute(interpreter, owner.function, name, value)
    elif isinstance(owner, BaseException) or (name == "default_factory" and hasattr(owner, name)):
        try:
            setattr(owner, name, value)
        except (AttributeError, TypeError, ValueError) as error:
            interpreter.failed(error, name)
    elif introspection.is_immutable(owner):
        interpreter.failed(AttributeError(f"'{type_name(owner)}' object has no attribute '{name}'"), name)


def set_own_attribute(interpreter: Interpreter, owner: Value, name: str, value: Value) -> None:
    """`object.__setattr__(owner, name, value)`: the class's own `__setattr__` is not asked."""
    if type(owner) is not Instance:
        set_attribute(interpreter, owner, name, value)
        return
    found = owner.cls.lookup(name)
    if found is not MISSING and overrides_instance(found):
        _set_by_descriptor(interpreter, owner, name, found, value)
    elif name == "__dict__" and isinstance(_contents(value), dict):
        owner.attrs = _contents(value)
    elif name == "__class__" and isinstance(value, ClassValue):
        owner.cls = value
    elif found is MISSING and not _has_slot(owner.cls, name):
        interpreter.failed(AttributeError(f"'{owner.cls.name}' object has no attribute '{name}'"), name)
    else:
        interpreter.journal.touch(owner.attrs)
        owner.attrs[name] = value


def _contents(value: Value) -> Value:
    return value.payload if isinstance(value, Instance) else value


def _set_by_descriptor(interpreter: Interpreter, owner: Instance, name: str, found: Value, value: Value) -> None:
    if type(found) is not PropertyValue:
        interpreter.call_method(found, "__set__", [owner, value])
    elif found.setter is not None:
        interpreter.call(found.setter, [owner, value], {})
    else:
        interpreter.failed(AttributeError(f"can't set attribute '{name}'"), name)


def _has_slot(cls: ClassValue, name: str) -> bool:
    """Whether instances of `cls` can have an attribute of their own called `name`; False by `__slots__` alone."""
    for base in cls.mro:
        slots = base.attrs.get("__slots__", MISSING) if type(base) is ClassValue else MISSING
        if slots is MISSING:
            return True
        names = (slots,) if isinstance(slots, str) else slots
        if not isinstance(names, (tuple, list)) or name in names or "__dict__" in names:
            return True
    return False


def _set_class_attribute(interpreter: Interpreter, owner: ClassValue, name: str, value: Value) -> None:
    metaclass = owner.metaclass
    if type(metaclass) is ClassValue:
        found = metaclass.lookup(name)
        if type(found) is PropertyValue and found.setter is not None:
            interpreter.call(found.setter, [owner, value], {})
            return
    interpreter.journal.touch(owner.attrs)
    owner.attrs[name] = value
    if name == "__getattribute__":
        owner.hooks_access = True


# -- deleting


def delete_attribute(interpreter: Interpreter, owner: Value, name: str) -> None:
    """`del owner.name`."""
    if type(owner) is Instance:
        hook = owner.cls.lookup("__delattr__")
        if hook is MISSING:
            delete_own_attribute(interpreter, owner, name)
        else:
            interpreter.call(bound(interpreter, hook, owner, owner.cls), [name], {})
    else:
        _remove(interpreter, owner, name)


def delete_own_attribute(interpreter: Interpreter, owner: Value, name: str) -> None:
    """`object.__delattr__(owner, name)`."""
    found = owner.cls.lookup(name) if type(owner) is Instance else MISSING
    if found is MISSING or not overrides_instance(found):
        _remove(interpreter, owner, name)
    elif type(found) is not PropertyValue:
        interpreter.call_method(found, "__delete__", [owner])
    elif found.deleter is not None:
        interpreter.call(found.deleter, [owner], {})
    else:
        interpreter.failed(AttributeError(f"can't delete attribute '{name}'"), name)


def _remove(interpreter: Interpreter, owner: Value, name: str) -> None:
    attrs = {} if introspection.is_immutable(owner) else getattr(owner, "attrs", None)
    if not isinstance(attrs, dict):
        return
    if name not in attrs:
        _absent(interpreter, owner, name)
        return
    interpreter.journal.touch(attrs)
    del attrs[name]

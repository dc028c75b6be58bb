"""Making classes and their instances."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tfscope.resolver.python.values import (
    MISSING,
    ClassMethod,
    ClassValue,
    Function,
    Instance,
    ModuleValue,
    PropertyValue,
    StaticMethod,
    Unknown,
    Value,
)

if TYPE_CHECKING:
    from tfscope.resolver.python.interpreter import Frame, Interpreter

_IMPLICIT_CLASS_METHODS = ("__init_subclass__", "__class_getitem__")


def finished_class(frame: Frame, name: str, bases: list[Value], attrs: dict[str, Value],
                   keywords: dict[str, Value], unit: Any, annotations: list[str]) -> Value:  # fmt: skip
    """The class that a class statement (or `type(name, bases, attrs)`) makes, by its metaclass if it has one."""
    interpreter = frame.interpreter
    attrs.setdefault("__annotated_fields__", annotations)
    metaclass = keywords.get("metaclass", attrs.get("__metaclass__", _inherited_metaclass(bases)))
    cls = made_by_metaclass(interpreter, metaclass, name, bases, attrs, frame.module)
    if not isinstance(cls, ClassValue):
        return cls
    cls.unit = unit
    hook = cls.lookup_after(cls, "__init_subclass__")
    if hook is not MISSING:
        function = hook.function if isinstance(hook, ClassMethod) else hook
        interpreter.call(function, [cls], {k: v for k, v in keywords.items() if k != "metaclass"})
    return cls


def made_by_metaclass(interpreter: Interpreter, metaclass: Value, name: str, bases: list[Value],
                      attrs: dict[str, Value], module: ModuleValue) -> Value:  # fmt: skip
    """Makes a class as `metaclass(name, bases, attrs)` would; a metaclass that is not user-written changes nothing."""
    if not isinstance(metaclass, ClassValue):
        return plain_class(interpreter, name, bases, attrs, module)
    attrs["__metaclass_value__"] = metaclass
    maker = metaclass.lookup("__new__")
    if maker is MISSING:
        cls = plain_class(interpreter, name, bases, attrs, module)
    else:
        function = maker.function if isinstance(maker, StaticMethod) else maker
        cls = interpreter.call(function, [metaclass, name, tuple(bases), attrs], {})
    initialiser = metaclass.lookup("__init__")
    if isinstance(cls, ClassValue) and isinstance(initialiser, Function):
        interpreter.call(initialiser, [cls, name, tuple(bases), attrs], {})
    return cls


def _inherited_metaclass(bases: list[Value]) -> Value:
    for base in bases:
        if isinstance(base, ClassValue):
            found = base.lookup("__metaclass_value__")
            if found is not MISSING:
                return found
    return None


def plain_class(interpreter: Interpreter, name: str, bases: list[Value], attrs: dict[str, Value],
                module: ModuleValue) -> ClassValue:  # fmt: skip
    """As `type.__new__` makes it."""
    usable = [base for base in bases if base is not object and not _is_typing_only(base)]
    cls = ClassValue(name, usable, attrs, module)
    for attribute in attrs.values():
        _note_owner(attribute, cls)
    _finish_enum(interpreter, cls)
    return cls


def _is_typing_only(base: Value) -> bool:
    return isinstance(base, Unknown) and base.library is not None and base.library.startswith("typing.")


def _note_owner(attribute: Value, cls: ClassValue) -> None:
    if isinstance(attribute, Function) and attribute.defining_class is None:
        attribute.defining_class = cls
    elif isinstance(attribute, (StaticMethod, ClassMethod)):
        _note_owner(attribute.function, cls)
    elif isinstance(attribute, PropertyValue):
        _note_owner(attribute.getter, cls)
        _note_owner(attribute.setter, cls)


class EnumBase:
    """Stands for `enum.Enum` among the bases of a class."""


def _finish_enum(interpreter: Interpreter, cls: ClassValue) -> None:
    if EnumBase not in cls.mro:
        return
    members: dict[str, Value] = {}
    for name, value in list(cls.attrs.items()):
        if name.startswith("_") or isinstance(value, (Function, StaticMethod, ClassMethod, PropertyValue)):
            continue
        member = Instance(cls, value if isinstance(value, (int, str)) else None)
        member.attrs.update(name=name, value=value)
        cls.attrs[name] = members[name] = member
    cls.attrs["_member_map_"] = members


def construct_instance(interpreter: Interpreter, cls: ClassValue, args: list[Value],
                       kwargs: dict[str, Value]) -> Value:  # fmt: skip
    """`cls(*args, **kwargs)`: `__new__`, then `__init__`."""
    if "_member_map_" in cls.attrs:
        return _enum_member(interpreter, cls, args)
    hook = _metaclass_call(cls)
    if hook is not None:
        return interpreter.call(hook, [cls, *args], kwargs)
    return made_instance(interpreter, cls, args, kwargs)


def made_instance(interpreter: Interpreter, cls: ClassValue, args: list[Value], kwargs: dict[str, Value]) -> Value:
    """As `type.__call__` makes it."""
    maker = cls.lookup("__new__")
    if maker is not MISSING:
        function = maker.function if isinstance(maker, StaticMethod) else maker
        instance = interpreter.call(function, [cls, *args], kwargs)
    else:
        instance = new_instance(interpreter, cls, args, kwargs)
    if not isinstance(instance, Instance) or not instance.cls.is_subclass(cls):
        return instance
    initialiser = cls.lookup("__init__")
    if initialiser is not MISSING:
        interpreter.call(initialiser, [instance, *args], kwargs)
    return instance


def _metaclass_call(cls: ClassValue) -> Value:
    metaclass = cls.lookup("__metaclass_value__")
    if isinstance(metaclass, ClassValue):
        hook = metaclass.lookup("__call__")
        return hook if isinstance(hook, Function) else None
    return None


def _enum_member(interpreter: Interpreter, cls: ClassValue, args: list[Value]) -> Value:
    for member in cls.attrs["_member_map_"].values():
        if args and member.attrs["value"] == args[0]:
            return member
    return Unknown(cls.name)


def new_instance(interpreter: Interpreter, cls: Value, args: list[Value], kwargs: dict[str, Value],
                 host: type | None = None) -> Value:  # fmt: skip
    """`object.__new__`, or the `__new__` of the host class that `cls` derives from."""
    from tfscope.resolver.python.builtins import construct

    if not isinstance(cls, ClassValue):
        return construct(interpreter, cls, args, kwargs) if isinstance(cls, type) else Unknown("object")
    host = host or cls.host_base
    if host is type and len(args) == 3 and isinstance(args[2], dict):
        name, bases, attrs = args
        return plain_class(interpreter, name, list(bases), attrs, interpreter.frames[-1].module)
    instance = Instance(cls)
    if host is None or host is object or host is EnumBase:
        return instance
    if issubclass(host, BaseException):
        instance.payload = _host_exception(host, args)
        return instance
    takes_arguments = cls.lookup("__init__") is MISSING or hasattr(host, "_fields")
    instance.payload = construct(interpreter, host, args, kwargs) if takes_arguments else _empty(host)
    return instance


def _host_exception(host: type, args: list[Value]) -> Value:
    try:
        return host(*args)
    except Exception:  # a host exception with a stricter signature than the program's use of it
        return Exception(*args)


def _empty(host: type) -> Value:
    try:
        return host()
    except Exception:  # a host class that has no empty value
        return None


def refill_payload(interpreter: Interpreter, instance: Instance, args: list[Value],
                   kwargs: dict[str, Value]) -> None:  # fmt: skip
    """`dict.__init__(self, ...)` and its like on an instance of a derived class."""
    from tfscope.resolver.python.builtins import construct

    payload = instance.payload
    if isinstance(payload, BaseException):
        payload.args = tuple(args)
        return
    if not isinstance(payload, (dict, list, set)):
        return
    made = construct(interpreter, type(payload), args, kwargs)
    if type(made) is not type(payload):
        interpreter.journal.mark_vague(payload)
        return
    interpreter.journal.touch(payload)
    payload.extend(made) if isinstance(payload, list) else payload.update(made)

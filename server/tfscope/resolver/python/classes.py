"""Making classes and their instances, as `type.__new__` and `type.__call__` do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tfscope.resolver.python.mixins import add_mixins
from tfscope.resolver.python.values import (
    MISSING,
    ClassMethod,
    ClassValue,
    Function,
    Instance,
    ModuleValue,
    NativeObject,
    PropertyValue,
    StaticMethod,
    Unknown,
    Value,
    inherited_metaclass,
)

if TYPE_CHECKING:
    from tfscope.resolver.python.interpreter import Frame, Interpreter
    from tfscope.syntax import Site


class AbstractMeta(type):
    """Stands for `abc.ABCMeta`, whose classes cannot be made instances of while a method is abstract."""


ABSTRACT_MARK = "__isabstractmethod__"
# Where the annotated names of a class body are kept among its attributes, with their annotations' texts.
FIELDS = "__annotated_fields__"


def prepared_namespace(interpreter: Interpreter, name: str, bases: list[Value],
                       keywords: dict[str, Value]) -> dict[str, Value]:  # fmt: skip
    """What a class body starts from: what `__prepare__` of a user-written metaclass gives."""
    metaclass = keywords.get("metaclass", inherited_metaclass(bases))
    hook = metaclass.lookup("__prepare__") if type(metaclass) is ClassValue else MISSING
    if hook is MISSING:
        return {}
    function = hook.function if isinstance(hook, (ClassMethod, StaticMethod)) else hook
    args = [name, tuple(bases)] if isinstance(hook, StaticMethod) else [metaclass, name, tuple(bases)]
    namespace = interpreter.call(function, args, {})
    return namespace if isinstance(namespace, dict) else {}


def finished_class(frame: Frame, name: str, bases: list[Value], attrs: dict[str, Value],
                   keywords: dict[str, Value], unit: Any, annotations: dict[str, str]) -> Value:  # fmt: skip
    """The class that a class statement (or `type(name, bases, attrs)`) makes, by its metaclass if it has one."""
    interpreter = frame.interpreter
    attrs.setdefault(FIELDS, annotations)
    for base in bases:
        if isinstance(base, NativeObject):
            made = base.subclassed(interpreter, name, bases, attrs, frame.module)
            if made is not NotImplemented:
                return made
    metaclass = keywords.get("metaclass", attrs.get("__metaclass__", inherited_metaclass(bases)))
    options = {key: value for key, value in keywords.items() if key != "metaclass"}
    cls = made_by_metaclass(interpreter, metaclass, name, bases, attrs, frame.module, options)
    if not isinstance(cls, ClassValue):
        return cls
    cls.unit = unit
    hook = cls.lookup_after(cls, "__init_subclass__")
    if hook is not MISSING:
        interpreter.call(hook.function if isinstance(hook, ClassMethod) else hook, [cls], options)
    return cls


def made_by_metaclass(interpreter: Interpreter, metaclass: Value, name: str, bases: list[Value],
                      attrs: dict[str, Value], module: ModuleValue,
                      options: dict[str, Value] | None = None) -> Value:  # fmt: skip
    """Makes a class as `metaclass(name, bases, attrs, **options)` would."""
    if not isinstance(metaclass, ClassValue):
        known = metaclass if isinstance(metaclass, type) and issubclass(metaclass, type) else None
        return plain_class(interpreter, name, bases, attrs, module, known)
    arguments = [name, tuple(bases), attrs]
    maker = metaclass.lookup("__new__")
    if maker is MISSING:
        cls = plain_class(interpreter, name, bases, attrs, module, metaclass)
    else:
        function = maker.function if isinstance(maker, StaticMethod) else maker
        cls = interpreter.call(function, [metaclass, *arguments], options or {})
    initialiser = metaclass.lookup("__init__")
    if isinstance(cls, ClassValue) and isinstance(initialiser, Function):
        interpreter.call(initialiser, [cls, *arguments], options or {})
    return cls


def plain_class(interpreter: Interpreter, name: str, bases: list[Value], attrs: dict[str, Value],
                module: ModuleValue, metaclass: Value = None) -> ClassValue:  # fmt: skip
    """As `type.__new__` makes it."""
    from tfscope.resolver.python.enumerations import EnumBase, finish_enum

    usable = [base for base in bases if base is not object and not _is_typing_only(base)]
    cls = ClassValue(name, usable, attrs, module, metaclass)
    for key, attribute in list(attrs.items()):
        _tell_name(interpreter, cls, key, attribute)
    if cls.host_base is not None:
        add_mixins(cls)
    cls.is_abstract = _has_abstract_method(cls)
    if EnumBase in cls.mro:
        finish_enum(interpreter, cls)
    return cls


def _is_typing_only(base: Value) -> bool:
    return isinstance(base, Unknown) and base.library is not None and base.library.startswith("typing.")


def _tell_name(interpreter: Interpreter, cls: ClassValue, name: str, attribute: Value) -> None:
    """Calls the `__set_name__` of what stands in a class body."""
    if isinstance(attribute, NativeObject):
        attribute.set_name(interpreter, cls, name)
    elif isinstance(attribute, Instance) and attribute.cls.lookup("__set_name__") is not MISSING:
        interpreter.call_method(attribute, "__set_name__", [cls, name])


# -- instances


def construct_instance(interpreter: Interpreter, cls: ClassValue, args: list[Value],
                       kwargs: dict[str, Value]) -> Value:  # fmt: skip
    """`cls(*args, **kwargs)`: the metaclass's `__call__` if it has one of its own, else `type`'s."""
    if type(cls.metaclass) is ClassValue:
        hook = cls.metaclass.lookup("__call__")
        if hook is not MISSING:
            return interpreter.call(hook, [cls, *args], kwargs)
    return made_instance(interpreter, cls, args, kwargs)


def made_instance(interpreter: Interpreter, cls: ClassValue, args: list[Value], kwargs: dict[str, Value]) -> Value:
    """As `type.__call__` makes it: `__new__`, then `__init__`."""
    if "_member_map_" in cls.attrs:
        from tfscope.resolver.python.enumerations import member_of

        return member_of(interpreter, cls, args, kwargs)
    if cls.host_base is not None and issubclass(cls.host_base, type):
        return _called_metaclass(interpreter, cls, args, kwargs)
    if cls.is_abstract:
        interpreter.failed(TypeError(f"Can't instantiate abstract class {cls.name}"), cls.name)
    maker, initialiser = cls.lookup("__new__"), cls.lookup("__init__")
    if maker is not MISSING:
        function = maker.function if isinstance(maker, StaticMethod) else maker
        instance = interpreter.call(function, [cls, *args], kwargs)
    else:
        if initialiser is MISSING and (args or kwargs) and _takes_nothing(cls):
            interpreter.failed(TypeError(f"{cls.name}() takes no arguments"), cls.name)
        instance = new_instance(interpreter, cls, args, kwargs)
    if initialiser is not MISSING and isinstance(instance, Instance) and instance.cls.is_subclass(cls):
        interpreter.call(initialiser, [instance, *args], kwargs)
    return instance


def _called_metaclass(interpreter: Interpreter, metaclass: ClassValue, args: list[Value],
                      kwargs: dict[str, Value]) -> Value:  # fmt: skip
    if len(args) != 3 or not isinstance(args[0], str) or not isinstance(args[2], dict):
        return Unknown(metaclass.name)
    name, bases, attrs = args
    module = interpreter.frames[-1].module
    return made_by_metaclass(interpreter, metaclass, name, list(bases), dict(attrs), module, kwargs)


def _has_abstract_method(cls: ClassValue) -> bool:
    """Whether `ABCMeta` would refuse to make instances of `cls`; found, as there, when the class is made."""
    if cls.metaclass is None or not _is_abstract_meta(cls.metaclass):
        return False
    names = {name for base in cls.mro if type(base) is ClassValue for name in base.attrs}
    return any(_is_marked_abstract(cls.lookup(name)) for name in names)


def _is_marked_abstract(attribute: Value) -> bool:
    while isinstance(attribute, (StaticMethod, ClassMethod, PropertyValue)):
        attribute = attribute.getter if isinstance(attribute, PropertyValue) else attribute.function
    return isinstance(attribute, Function) and ABSTRACT_MARK in attribute.attrs


def _is_abstract_meta(metaclass: Value) -> bool:
    return metaclass is AbstractMeta or (type(metaclass) is ClassValue and AbstractMeta in metaclass.mro)


def _takes_nothing(cls: ClassValue) -> bool:
    return cls.host_base is None and not cls.has_unknown_base


def new_instance(interpreter: Interpreter, cls: Value, args: list[Value], kwargs: dict[str, Value],
                 host: type | None = None) -> Value:  # fmt: skip
    """`object.__new__`, or the `__new__` of the host class that `cls` derives from."""
    from tfscope.resolver.python.construction import construct
    from tfscope.resolver.python.enumerations import EnumBase

    if not isinstance(cls, ClassValue):
        return construct(interpreter, cls, args, kwargs) if isinstance(cls, type) else Unknown("object")
    host = host or cls.host_base
    if host is not None and issubclass(host, type) and len(args) == 3 and isinstance(args[2], dict):
        name, bases, attrs = args
        return plain_class(interpreter, name, list(bases), attrs, interpreter.frames[-1].module, cls)
    instance = Instance(cls, made_at=_present_call(interpreter))
    if host is None or host in (object, EnumBase) or getattr(host, "__abstractmethods__", None):
        return instance
    if issubclass(host, BaseException):
        instance.payload = _host_exception(host, args)
        return instance
    takes_arguments = cls.lookup("__init__") is MISSING or issubclass(host, (tuple, str, int, float, bytes, frozenset))
    instance.payload = construct(interpreter, host, args, kwargs) if takes_arguments else _empty(host)
    return instance


def _present_call(interpreter: Interpreter) -> Site | None:
    site = interpreter.frames[-1].site if interpreter.frames else None
    return None if site is None or site.unit.is_library else site


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
    from tfscope.resolver.python.construction import construct

    payload = instance.payload
    if isinstance(payload, BaseException):
        payload.args = tuple(args)
        return
    if not isinstance(payload, (dict, list, set)):
        return
    made = construct(interpreter, type(payload), args, kwargs)
    if type(made) is not type(payload) or interpreter.journal.is_vague(made):
        interpreter.journal.mark_vague(payload)
    if type(made) is not type(payload):
        return
    interpreter.journal.touch(payload)
    payload.extend(made) if isinstance(payload, list) else payload.update(made)



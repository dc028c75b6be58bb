"""`enum`: what makes a class with `Enum` among its bases special."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tfscope.resolver.python.values import (
    MISSING,
    ClassMethod,
    ClassValue,
    Function,
    Instance,
    ModuleValue,
    NativeFunction,
    NativeObject,
    PropertyValue,
    StaticMethod,
    Unknown,
    Value,
)

if TYPE_CHECKING:
    from tfscope.resolver.python.interpreter import Interpreter


class EnumBase:
    """Stands for `enum.Enum` among the bases of a class."""


class FlagBase(EnumBase):
    """`enum.Flag`."""


class IntEnumBase(int, EnumBase):
    """`enum.IntEnum`."""


class IntFlagBase(int, FlagBase):
    """`enum.IntFlag`."""


class StrEnumBase(str, EnumBase):
    """`enum.StrEnum`."""


class AutoValue(NativeObject):
    """`enum.auto()` until the class is made."""

    type_name = "auto"


_MIXINS = (int, str, float, bytes, tuple)
_DESCRIPTORS = (Function, StaticMethod, ClassMethod, PropertyValue)


def is_enum(cls: Value) -> bool:
    return type(cls) is ClassValue and "_member_map_" in cls.attrs


def members_of(cls: ClassValue) -> list[Value]:
    """The members in order, aliases left out."""
    found: list[Value] = []
    for member in cls.attrs["_member_map_"].values():
        if not any(member is other for other in found):
            found.append(member)
    return found


def finish_enum(interpreter: Interpreter, cls: ClassValue) -> None:
    """Makes the members of a class whose body has run."""
    members: dict[str, Value] = {}
    cls.attrs["_member_map_"] = members
    if FlagBase in cls.mro:
        cls.attrs.update({name: NativeFunction(f"Flag.{name}", run) for name, run in _FLAG_METHODS.items()})
    for name, value in list(cls.attrs.items()):
        if not _is_reserved(cls, name) and not isinstance(value, _DESCRIPTORS):
            cls.attrs[name] = members[name] = _member(interpreter, cls, name, value)


def _is_reserved(cls: ClassValue, name: str) -> bool:
    return (name.startswith("_") and name.endswith("_")) or name.startswith(f"_{cls.name}__")


def _member(interpreter: Interpreter, cls: ClassValue, name: str, value: Value) -> Value:
    if isinstance(value, AutoValue):
        value = _next_value(interpreter, cls, name)
    alias = _with_value(interpreter, cls, value)
    if alias is not None:
        return alias
    args = list(value) if type(value) is tuple else [value]
    maker, initialiser = cls.lookup("__new__"), cls.lookup("__init__")
    if maker is not MISSING:
        function = maker.function if isinstance(maker, StaticMethod) else maker
        made = interpreter.call(function, [cls, *args], {})
        member = made if isinstance(made, Instance) else Instance(cls)
        value = member.attrs.get("_value_", value)
    else:
        member = Instance(cls, _payload(interpreter, cls, args))
    member.attrs.update(name=name, value=value, _name_=name, _value_=value)
    if initialiser is not MISSING:
        interpreter.call(initialiser, [member, *args], {})
    return member


def _payload(interpreter: Interpreter, cls: ClassValue, args: list[Value]) -> Value:
    from tfscope.resolver.python.construction import construct

    mixin = next((host for host in cls.mro if host in _MIXINS), None)
    if mixin is None:
        return None
    made = construct(interpreter, mixin, args, {})
    return made if isinstance(made, mixin) else None


def _next_value(interpreter: Interpreter, cls: ClassValue, name: str) -> Value:
    values = [member.attrs["value"] for member in cls.attrs["_member_map_"].values()]
    generate = cls.lookup("_generate_next_value_")
    if generate is not MISSING:
        function = generate.function if isinstance(generate, StaticMethod) else generate
        return interpreter.call(function, [name, 1, len(values), values], {})
    if StrEnumBase in cls.mro:
        return name.lower()
    numbers = [value for value in values if isinstance(value, int)]
    if FlagBase in cls.mro:
        return 1 << max(numbers).bit_length() if numbers else 1
    return max(numbers, default=0) + 1


def _with_value(interpreter: Interpreter, cls: ClassValue, value: Value) -> Value:
    from tfscope.resolver.python.operators import equal

    for member in cls.attrs["_member_map_"].values():
        if equal(interpreter, member.attrs["value"], value) is True:
            return member
    return None


def member_of(interpreter: Interpreter, cls: ClassValue, args: list[Value], kwargs: dict[str, Value]) -> Value:
    """`cls(value)`; for a class without members, `cls(name, names)` makes a class with them."""
    if len(args) > 1 and not cls.attrs["_member_map_"]:
        return functional_enum(interpreter, cls, *args[:2])
    value = args[0] if args else kwargs.get("value", MISSING)
    if isinstance(value, Instance) and value.cls is cls:
        return value
    if isinstance(value, Unknown):
        return Unknown(cls.name, tuple(members_of(cls)))
    member = _with_value(interpreter, cls, value)
    if member is not None:
        return member
    if FlagBase in cls.mro and isinstance(value, int):
        return _composite(cls, value)
    return _missing(interpreter, cls, value)


def _missing(interpreter: Interpreter, cls: ClassValue, value: Value) -> Value:
    hook = cls.lookup("_missing_")
    if isinstance(hook, ClassMethod):
        found = interpreter.call(hook.function, [cls, value], {})
        if found is not None:
            return found
    return interpreter.failed(ValueError(f"{value!r} is not a valid {cls.name}"), cls.name)


def functional_enum(interpreter: Interpreter, base: Value, name: Value, names: Value) -> Value:
    """`Enum("Animal", "CAT DOG")`."""
    from tfscope.resolver.python.classes import plain_class
    from tfscope.resolver.python.iteration import known_items

    items = names.replace(",", " ").split() if isinstance(names, str) else known_items(interpreter, names)
    if items is None or not isinstance(name, str):
        return Unknown("Enum()")
    if isinstance(names, dict):
        items = list(names.items())
    attrs = {item: AutoValue() if isinstance(item, str) else None for item in items if isinstance(item, str)}
    attrs.update(item for item in items if isinstance(item, tuple) and len(item) == 2)
    module = interpreter.frames[-1].module if interpreter.frames else ModuleValue(name)
    return plain_class(interpreter, name, [base], attrs, module)


# -- flags


def _composite(cls: ClassValue, value: int) -> Value:
    names = [m.attrs["name"] for m in members_of(cls) if m.attrs["value"] and not m.attrs["value"] & ~value]
    member = Instance(cls, value if int in cls.mro else None)
    name = "|".join(names) or None
    member.attrs.update(name=name, value=value, _name_=name, _value_=value)
    return member


def _number(value: Value) -> Value:
    return value.attrs.get("value") if isinstance(value, Instance) else value


def _combined(combine):
    def run(interpreter: Interpreter, args: list[Value], kwargs: dict[str, Value]) -> Value:
        cls, numbers = args[0].cls, [_number(arg) for arg in args]
        if not all(isinstance(number, int) for number in numbers):
            return Unknown(cls.name)
        value = combine(*numbers)
        if value < 0:
            value &= _everything(cls)
        member = _with_value(interpreter, cls, value)
        return member if member is not None else _composite(cls, value)

    return run


def _everything(cls: ClassValue) -> int:
    total = 0
    for member in members_of(cls):
        total |= member.attrs["value"]
    return total


_FLAG_METHODS = {
    "__or__": _combined(lambda a, b: a | b),
    "__ror__": _combined(lambda a, b: a | b),
    "__and__": _combined(lambda a, b: a & b),
    "__rand__": _combined(lambda a, b: a & b),
    "__xor__": _combined(lambda a, b: a ^ b),
    "__invert__": _combined(lambda a: ~a),
    "__bool__": lambda interpreter, args, kwargs: bool(_number(args[0])),
    "__contains__": lambda interpreter, args, kwargs: _number(args[1]) & _number(args[0]) == _number(args[1]),
    "__eq__": lambda interpreter, args, kwargs: args[0] is args[1] or (
        isinstance(args[1], Instance) and args[1].cls is args[0].cls and _number(args[0]) == _number(args[1])
    ),
}  # fmt: skip

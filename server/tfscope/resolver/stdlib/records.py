"""Classes made from a list of fields: `namedtuple`, `typing.NamedTuple`, `dataclasses`, `attr`; `enum`, `typing`."""

import collections
import dataclasses
import typing

from tfscope.resolver.library.registry import function, native, value
from tfscope.resolver.python import operators
from tfscope.resolver.python.arguments import arguments_by_name
from tfscope.resolver.python.attributes import set_own_attribute
from tfscope.resolver.python.classes import FIELDS, plain_class
from tfscope.resolver.python.enumerations import (
    AutoValue,
    EnumBase,
    FlagBase,
    IntEnumBase,
    IntFlagBase,
    StrEnumBase,
)
from tfscope.resolver.python.formatting import text_of
from tfscope.resolver.python.iteration import known_items
from tfscope.resolver.python.values import (
    MISSING,
    ClassValue,
    Instance,
    NativeFunction,
    NativeObject,
    Unknown,
)
from tfscope.resolver.stdlib.copying import copied

# -- named tuples


@function("collections.namedtuple")
def _namedtuple(interpreter, typename, field_names=(), *, verbose=False, rename=False, defaults=None, module=None):
    plain = isinstance(field_names, str)
    names = field_names.replace(",", " ").split() if plain else known_items(interpreter, field_names)
    if names is None or not all(isinstance(name, str) for name in names) or not isinstance(typename, str):
        return Unknown("namedtuple()")
    try:
        return collections.namedtuple(typename, names, rename=bool(rename), defaults=defaults)
    except (ValueError, TypeError) as error:
        return interpreter.failed(error, "namedtuple()")


class NamedTupleBase(NativeObject):
    """`typing.NamedTuple`: a base class, and a function that makes named tuples."""

    type_name = "NamedTuple"
    is_callable = True

    def call(self, interpreter, args, kwargs):
        name, fields = args[0], known_items(interpreter, args[1]) if len(args) > 1 else list(kwargs)
        names = [field[0] if isinstance(field, tuple) and field else field for field in fields or ()]
        return _namedtuple(interpreter, name, names)

    def subclassed(self, interpreter, name, bases, attrs, module):
        names = list(attrs.get(FIELDS, ()))
        defaults = [attrs.pop(field) for field in names if field in attrs]
        host = collections.namedtuple(name, names, defaults=defaults)
        if all(key.startswith("__") for key in attrs):
            return host
        return plain_class(interpreter, name, [host], attrs, module)


class TypedDictBase(NativeObject):
    """`typing.TypedDict`: what derives from it is a dict."""

    type_name = "TypedDict"
    is_callable = True

    def call(self, interpreter, args, kwargs):
        return dict

    def subclassed(self, interpreter, name, bases, attrs, module):
        return dict


# -- data classes


class FieldValue(NativeObject):
    """`dataclasses.field(...)`, and a field of a class that has been made."""

    type_name = "Field"

    def __init__(self, default=MISSING, default_factory=MISSING, init=True, repr=True, compare=True, **other):
        self.name = None
        self.default, self.factory = default, default_factory
        self.in_init, self.in_repr, self.in_eq = init, repr, compare
        self.keyword_only = other.get("kw_only", False) is True
        self.stored = True

    def get_name(self, interpreter):
        return self.name

    def get_default(self, interpreter):
        return NO_DEFAULT if self.default is MISSING else self.default

    def get_init(self, interpreter):
        return self.in_init

    def value(self, interpreter):
        """What a new object gets when the call gives nothing; MISSING when it must."""
        return self.default if self.factory is MISSING else interpreter.call(self.factory, [], {})


NO_DEFAULT = NativeObject()
value("dataclasses.MISSING", "attr.NOTHING")(NO_DEFAULT)
value("dataclasses.FrozenInstanceError", "attr.exceptions.FrozenInstanceError")(dataclasses.FrozenInstanceError)
value("dataclasses.InitVar", "dataclasses.KW_ONLY")(Unknown("InitVar", library="typing.InitVar"))


@function("dataclasses.field")
def _field(interpreter, **options):
    return FieldValue(**options)


@function("attr.ib", "attr.attrib", "attrs.field", "attr.field")
def _attribute(interpreter, default=MISSING, *, factory=MISSING, **options):
    if isinstance(default, FieldValue):
        default, factory = MISSING, default.factory
    known = {key: options[key] for key in ("init", "repr", "kw_only") if key in options}
    return FieldValue(default, factory, **known)


@function("attr.Factory", "attrs.Factory")
def _factory(interpreter, made, takes_self=False):
    return FieldValue(default_factory=made)


@function("dataclasses.dataclass", "attr.s", "attr.attrs", "attr.dataclass", "attrs.define", "attr.define",
          "attrs.frozen", "attr.frozen")  # fmt: skip
def _dataclass(interpreter, cls=None, **options):
    if cls is None:
        return NativeFunction("dataclass()", lambda inner, args, kwargs: _made_dataclass(inner, args[0], options))
    return _made_dataclass(interpreter, cls, options)


def _made_dataclass(interpreter, cls, options):
    if not isinstance(cls, ClassValue):
        return cls
    interpreter.journal.touch(cls.attrs)
    fields = _fields_of(cls)
    keyword_only = options.get("kw_only") is True
    for field in fields.values():
        field.keyword_only = field.keyword_only or keyword_only
    cls.attrs["__dataclass_fields__"] = fields
    cls.attrs.setdefault("__match_args__", tuple(name for name, field in fields.items() if field.in_init))
    for name, run in _methods(cls, fields, options).items():
        if name not in cls.attrs:
            cls.attrs[name] = NativeFunction(f"{cls.name}.{name}", run) if run is not None else None
    return cls


def _fields_of(cls):
    """The fields of a class in order: those of its bases, then its own."""
    fields = {}
    for base in reversed(cls.mro[1:]):
        fields.update(getattr(base, "attrs", {}).get("__dataclass_fields__", {}))
    annotated = cls.attrs.get(FIELDS, {})
    loose = [name for name, item in cls.attrs.items() if isinstance(item, FieldValue) and name not in annotated]
    for name in [*annotated, *loose]:
        text = annotated.get(name, "")
        if "ClassVar" in text or "KW_ONLY" in text:
            continue
        fields[name] = _own_field(cls, name)
        fields[name].stored = "InitVar" not in text
    return fields


def _own_field(cls, name):
    given = cls.attrs.get(name, MISSING)
    field = given if isinstance(given, FieldValue) else FieldValue(given)
    field.name = name
    if isinstance(given, FieldValue):
        del cls.attrs[name]
        if field.default is not MISSING:
            cls.attrs[name] = field.default
    return field


def _methods(cls, fields, options):
    """The methods a data class gets, by name; a None stands for itself."""
    methods = {"__init__": _initialiser(cls, fields)}
    if options.get("repr", True) is not False:
        methods["__repr__"] = _shower(fields)
    if options.get("eq", True) is not False:
        methods["__eq__"] = _comparison("==", fields)
        frozen = options.get("frozen") is True or options.get("unsafe_hash") is True
        methods["__hash__"] = _hasher(fields) if frozen else None
    if options.get("order") is True:
        for name, symbol in (("lt", "<"), ("le", "<="), ("gt", ">"), ("ge", ">=")):
            methods[f"__{name}__"] = _comparison(symbol, fields)
    if options.get("frozen") is True:
        methods["__setattr__"] = methods["__delattr__"] = _refuse
    return methods


def _initialiser(cls, fields):
    positional = [name for name, field in fields.items() if field.in_init and not field.keyword_only]
    by_keyword = [name for name, field in fields.items() if field.in_init and field.keyword_only]

    def run(interpreter, args, kwargs):
        instance, *rest = args
        given = arguments_by_name(interpreter, [*positional, *by_keyword], rest, kwargs)
        unexpected = next((name for name in given if name not in fields or not fields[name].in_init), None)
        if unexpected is not None or len(rest) > len(positional):
            interpreter.failed(TypeError(f"{cls.name}() got an unexpected argument"), cls.name)
        passed = []
        for name, field in fields.items():
            item = given[name] if name in given else field.value(interpreter)
            if item is MISSING:
                if field.in_init:
                    interpreter.failed(TypeError(f"{cls.name}() missing argument: '{name}'"), cls.name)
                    item = Unknown(name)
                else:
                    continue
            if field.stored:
                set_own_attribute(interpreter, instance, name, item)
            else:
                passed.append(item)
        for hook in ("__post_init__", "__attrs_post_init__"):
            if instance.cls.lookup(hook) is not MISSING:
                interpreter.call_method(instance, hook, passed)

    return run


def _shown_fields(fields):
    return [name for name, field in fields.items() if field.in_repr and field.stored]


def _shower(fields):
    def run(interpreter, args, kwargs):
        instance = args[0]
        parts = [f"{n}={text_of(interpreter, instance.attrs.get(n), True)}" for n in _shown_fields(fields)]
        return f"{instance.cls.attrs.get('__qualname__', instance.cls.name)}({', '.join(parts)})"

    return run


def _compared_values(fields, instance):
    return tuple(instance.attrs.get(name) for name, field in fields.items() if field.in_eq and field.stored)


def _comparison(symbol, fields):
    def run(interpreter, args, kwargs):
        left, right = args
        if not isinstance(right, Instance) or right.cls is not left.cls:
            return NotImplemented
        return operators.compare(interpreter, symbol, *(_compared_values(fields, side) for side in (left, right)))

    return run


def _hasher(fields):
    return lambda interpreter, args, kwargs: interpreter.call(
        interpreter.builtins["hash"], [_compared_values(fields, args[0])], {}
    )


def _refuse(interpreter, args, kwargs):
    interpreter.failed(dataclasses.FrozenInstanceError(f"cannot assign to field {args[1]!r}"), "frozen")
    if len(args) == 3:
        set_own_attribute(interpreter, *args)


def _plain(interpreter, item, make):
    """`asdict` and `astuple`: data classes inside, in lists and dicts, are taken apart too."""
    if isinstance(item, Instance) and item.cls.lookup("__dataclass_fields__") is not MISSING:
        names = [name for name, field in item.cls.lookup("__dataclass_fields__").items() if field.stored]
        return make((name, _plain(interpreter, item.attrs.get(name), make)) for name in names)
    if type(item) in (list, tuple):
        return type(item)(_plain(interpreter, part, make) for part in item)
    if type(item) is dict:
        return {key: _plain(interpreter, part, make) for key, part in item.items()}
    return copied(interpreter, item, True)


@function("dataclasses.asdict", "attr.asdict")
def _asdict(interpreter, obj, **options):
    return _plain(interpreter, obj, dict) if isinstance(obj, Instance) else Unknown("asdict()")


@function("dataclasses.astuple", "attr.astuple")
def _astuple(interpreter, obj, **options):
    return _plain(interpreter, obj, lambda pairs: tuple(item for _, item in pairs))


@native("dataclasses.replace", "attr.evolve")
def _replace(interpreter, args, changes):
    obj = args[0] if args else None
    if not isinstance(obj, Instance):
        return Unknown("replace()")
    fields = obj.cls.lookup("__dataclass_fields__")
    if fields is MISSING:
        return interpreter.failed(TypeError("replace() should be called on dataclass instances"), "replace()")
    kept = {n: obj.attrs[n] for n, field in fields.items() if field.in_init and n in obj.attrs}
    return interpreter.call(obj.cls, [], {**kept, **arguments_by_name(interpreter, list(kept), [], changes)})


@function("dataclasses.fields", "attr.fields")
def _fields(interpreter, item):
    cls = item.cls if isinstance(item, Instance) else item
    fields = cls.lookup("__dataclass_fields__") if isinstance(cls, ClassValue) else MISSING
    return Unknown("fields()") if fields is MISSING else tuple(field for field in fields.values() if field.stored)


@function("dataclasses.is_dataclass", "attr.has")
def _is_dataclass(interpreter, item):
    cls = item.cls if isinstance(item, Instance) else item
    return isinstance(cls, ClassValue) and cls.lookup("__dataclass_fields__") is not MISSING


@function("dataclasses.make_dataclass")
def _make_dataclass(interpreter, cls_name, fields, *, bases=(), namespace=None, **options):
    bases = known_items(interpreter, bases)
    if not isinstance(cls_name, str) or not isinstance(namespace or {}, dict) or bases is None:
        return Unknown("make_dataclass()")
    attrs, annotated = dict(namespace or {}), {}
    for field in known_items(interpreter, fields) or ():
        name = field[0] if isinstance(field, tuple) else field
        annotated[name] = ""
        if isinstance(field, tuple) and len(field) == 3:
            attrs[name] = field[2]
    module = interpreter.frames[-1].module
    made = plain_class(interpreter, cls_name, list(bases), {**attrs, FIELDS: annotated}, module)
    return _made_dataclass(interpreter, made, options)


# -- enum


for _name, _cls in (("Enum", EnumBase), ("IntEnum", IntEnumBase), ("Flag", FlagBase), ("IntFlag", IntFlagBase),
                    ("StrEnum", StrEnumBase)):  # fmt: skip
    value(f"enum.{_name}")(_cls)
function("enum.unique")(lambda interpreter, cls: cls)
function("enum.auto")(lambda interpreter: AutoValue())


# -- typing


for _name in typing.__all__:
    value(f"typing.{_name}", f"typing_extensions.{_name}")(Unknown(_name, library=f"typing.{_name}"))
value("typing.NamedTuple")(NamedTupleBase())
value("typing.TypedDict", "typing_extensions.TypedDict")(TypedDictBase())
value("typing.TYPE_CHECKING")(False)
function("typing.cast")(lambda interpreter, kind, item: item)
function("typing.overload", "typing.no_type_check", "typing.final", "typing.runtime_checkable")(
    lambda interpreter, item: item
)
function("typing.NewType")(
    lambda interpreter, name, kind: NativeFunction(f"typing.{name}", lambda inner, args, kwargs: args[0])
)

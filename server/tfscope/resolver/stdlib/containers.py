"""`collections`, `copy`, `itertools`, `enum`, `dataclasses`, `typing`, `queue`, `heapq`."""

import collections
import itertools
import typing

from tfscope.resolver.library.registry import function, value
from tfscope.resolver.python import operators
from tfscope.resolver.python.builtins import construct
from tfscope.resolver.python.enumerations import AutoValue, EnumBase, FlagBase, IntEnumBase, IntFlagBase, StrEnumBase
from tfscope.resolver.python.iteration import LazyItems, iterated, known_items
from tfscope.resolver.python.values import (
    MISSING,
    ClassValue,
    Instance,
    MissingAttributeError,
    NativeFunction,
    NativeObject,
    Unknown,
)

value("collections.OrderedDict", "collections.UserDict")(dict)
value("collections.UserList")(list)
for _name in collections.abc.__all__:
    for _module in ("collections", "collections.abc"):
        value(f"{_module}.{_name}")(getattr(collections.abc, _name))


@function("collections.namedtuple", "typing.NamedTuple")
def _namedtuple(interpreter, typename, field_names=(), *, verbose=False, rename=False, defaults=None, module=None):
    names = field_names.replace(",", " ").split() if isinstance(field_names, str) else known_items(interpreter, field_names)
    names = [n[0] if isinstance(n, tuple) and n else n for n in names] if names is not None else None
    if names is None or not all(isinstance(name, str) for name in names) or not isinstance(typename, str):
        return Unknown("namedtuple()")
    try:
        return collections.namedtuple(typename, names, rename=bool(rename), defaults=defaults)
    except (ValueError, TypeError) as error:
        return interpreter.failed(error, "namedtuple()")


class DefaultDict(dict):
    """`collections.defaultdict`; the factory is called by `operators.get_item`."""

    default_factory = None


@function("collections.defaultdict")
def _defaultdict(interpreter, factory=None, *args, **kwargs):
    made = DefaultDict()
    made.default_factory = factory
    made.update(construct(interpreter, dict, list(args), kwargs))
    return made


@function("collections.Counter")
def _counter(interpreter, items=(), **kwargs):
    known = known_items(interpreter, items)
    if known is None or any(operators.contains_unknown(item) for item in known):
        return Unknown("Counter()")
    counts = DefaultDict(items) if isinstance(items, dict) else DefaultDict(collections.Counter(known))
    counts.default_factory = int
    return counts


class Deque(NativeObject):
    """`collections.deque`."""

    type_name = "deque"

    def __init__(self, items, maxlen):
        self.items, self.maxlen = items, maxlen

    def attr(self, interpreter, name):
        from tfscope.resolver.python.attributes import find_attribute

        if name in ("appendleft", "popleft", "rotate", "extendleft"):
            return NativeFunction(f"deque.{name}", lambda inner, args, kwargs: self._left(inner, name, args))
        if name == "append" and isinstance(self.maxlen, int):
            return NativeFunction("deque.append", self._append)
        if name == "maxlen":
            return self.maxlen
        found = find_attribute(interpreter, self.items, name)
        if found is MISSING:
            raise MissingAttributeError(name)
        return found

    def _append(self, interpreter, args, kwargs):
        interpreter.journal.touch(self.items)
        self.items.append(args[0])
        del self.items[: -self.maxlen or None]

    def _left(self, interpreter, name, args):
        interpreter.journal.touch(self.items)
        if name == "popleft":
            return self.items.pop(0) if self.items else interpreter.failed(IndexError(), "popleft()")
        if name == "appendleft":
            self.items.insert(0, args[0])
        else:
            interpreter.journal.mark_vague(self.items)

    def item(self, interpreter, key):
        return operators.get_item(interpreter, self.items, key)

    def set_item(self, interpreter, key, item):
        operators.set_item(interpreter, self.items, key, item)

    def iterate(self, interpreter):
        return iterated(interpreter, self.items)

    def length(self):
        return len(self.items)

    def truth(self):
        return bool(self.items)


@function("collections.deque")
def _deque(interpreter, items=(), maxlen=None):
    known = known_items(interpreter, items)
    return Unknown("deque()") if known is None else Deque(known, maxlen)


# -- copy


def copied(interpreter, item, deep, seen=None):
    """`copy.copy` and `copy.deepcopy`; what belongs to a graph is shared either way."""
    seen = {} if seen is None else seen
    if id(item) in seen:
        return seen[id(item)]
    again = (lambda part: copied(interpreter, part, True, seen)) if deep else (lambda part: part)
    if type(item) in (list, dict, set, DefaultDict) and interpreter.journal.is_vague(item):
        made = type(item)(item)
        interpreter.journal.mark_vague(made)
        return made
    if type(item) is list:
        made = seen[id(item)] = []
        made.extend(again(part) for part in item)
        return made
    if type(item) is tuple:
        return tuple(again(part) for part in item)
    if isinstance(item, dict):
        made = seen[id(item)] = type(item)()
        if isinstance(item, DefaultDict):
            made.default_factory = item.default_factory
        made.update((key, again(part)) for key, part in item.items())
        return made
    if type(item) is set:
        return set(item)
    return _copied_instance(interpreter, item, deep, seen, again) if isinstance(item, Instance) else item


def _copied_instance(interpreter, item, deep, seen, again):
    hook = "__deepcopy__" if deep else "__copy__"
    if item.cls.lookup(hook) is not MISSING:
        return interpreter.call_method(item, hook, [{}] if deep else [])
    made = seen[id(item)] = Instance(item.cls, again(item.payload) if isinstance(item.payload, (list, dict)) else item.payload)
    made.attrs.update((key, again(part)) for key, part in item.attrs.items())
    return made


@function("copy.copy")
def _copy(interpreter, item):
    return copied(interpreter, item, False)


@function("copy.deepcopy")
def _deepcopy(interpreter, item, memo=None):
    return copied(interpreter, item, True)


# -- itertools


@function("itertools.count")
def _count(interpreter, start=0, step=1):
    if not isinstance(start, (int, float)) or not isinstance(step, (int, float)):
        return Unknown("count()")
    return LazyItems(itertools.count(start, step))


@function("itertools.cycle")
def _cycle(interpreter, items):
    known = known_items(interpreter, items)
    return Unknown("cycle()") if known is None else LazyItems(itertools.cycle(known))


@function("itertools.repeat")
def _repeat(interpreter, item, times=None):
    if times is not None and not isinstance(times, int):
        return Unknown("repeat()")
    return LazyItems(itertools.repeat(item) if times is None else itertools.repeat(item, times))


@function("itertools.chain")
def _chain(interpreter, *sources):
    known = [iterated(interpreter, source) for source in sources]
    return Unknown("chain()") if None in known else LazyItems(itertools.chain(*known))


@function("itertools.chain.from_iterable")
def _chain_from(interpreter, sources):
    known = known_items(interpreter, sources)
    return Unknown("chain()") if known is None else _chain(interpreter, *known)


@function("itertools.islice")
def _islice(interpreter, items, *bounds):
    known = iterated(interpreter, items)
    if known is None or not all(bound is None or isinstance(bound, int) for bound in bounds):
        return Unknown("islice()")
    return LazyItems(itertools.islice(known, *bounds))


for _name in ("product", "combinations", "permutations", "combinations_with_replacement"):

    @function(f"itertools.{_name}")
    def _combine(interpreter, *sources, _name=_name, repeat=1):
        known = [s if isinstance(s, int) else known_items(interpreter, s) for s in sources]
        if None in known:
            return Unknown(f"{_name}()")
        extra = {"repeat": repeat} if _name == "product" else {}
        return LazyItems(getattr(itertools, _name)(*known, **extra))


for _old, _new in (("izip", zip), ("imap", map), ("ifilter", filter)):
    value(f"itertools.{_old}")(_new)


@function("itertools.zip_longest", "itertools.izip_longest")
def _zip_longest(interpreter, *sources, fillvalue=None):
    known = [known_items(interpreter, source) for source in sources]
    return Unknown("zip_longest()") if None in known else LazyItems(itertools.zip_longest(*known, fillvalue=fillvalue))


@function("itertools.starmap")
def _starmap(interpreter, function, items):
    known = known_items(interpreter, items)
    if known is None:
        return Unknown("starmap()")
    return LazyItems(interpreter.call(function, known_items(interpreter, item) or [], {}) for item in known)


@function("itertools.accumulate")
def _accumulate(interpreter, items, function=None):
    known = known_items(interpreter, items)
    if known is None:
        return Unknown("accumulate()")
    add = lambda a, b: operators.binary(interpreter, "+", a, b) if function is None else interpreter.call(function, [a, b], {})  # noqa: E731
    return LazyItems(itertools.accumulate(known, add))


@function("itertools.groupby")
def _groupby(interpreter, items, key=None):
    known = known_items(interpreter, items)
    if known is None:
        return Unknown("groupby()")
    keys = [item if key is None else interpreter.call(key, [item], {}) for item in known]
    if any(operators.contains_unknown(k) for k in keys):
        return Unknown("groupby()")
    groups = itertools.groupby(range(len(known)), key=lambda index: keys[index])
    return [(k, [known[index] for index in indexes]) for k, indexes in groups]


# -- enum, dataclasses, typing


for _name, _cls in (("Enum", EnumBase), ("IntEnum", IntEnumBase), ("Flag", FlagBase), ("IntFlag", IntFlagBase),
                    ("StrEnum", StrEnumBase)):  # fmt: skip
    value(f"enum.{_name}")(_cls)
function("enum.unique")(lambda interpreter, cls: cls)
function("enum.auto")(lambda interpreter: AutoValue())


class FieldValue(NativeObject):
    """`dataclasses.field(...)` until the class is made."""

    type_name = "Field"

    def __init__(self, default, factory):
        self.default, self.factory = default, factory


@function("dataclasses.field")
def _field(interpreter, *, default=MISSING, default_factory=MISSING, **kwargs):
    return FieldValue(default, default_factory)


@function("dataclasses.dataclass", "attr.s", "attr.attrs", "attr.dataclass", "attrs.define")
def _dataclass(interpreter, cls=None, **options):
    if cls is None:
        return NativeFunction("dataclass()", lambda inner, args, kwargs: _made_dataclass(inner, args[0]))
    return _made_dataclass(interpreter, cls)


def _made_dataclass(interpreter, cls):
    if not isinstance(cls, ClassValue) or cls.lookup("__init__") is not MISSING and "__init__" in cls.attrs:
        return cls
    cls.attrs["__init__"] = NativeFunction(f"{cls.name}.__init__", _initialise_fields(cls))
    cls.attrs["__match_args__"] = tuple(_field_names(cls))
    cls.attrs["__dataclass_fields__"] = dict.fromkeys(_field_names(cls))
    return cls


def _field_names(cls):
    names = []
    for base in reversed(cls.mro):
        if isinstance(base, ClassValue):
            own = base.attrs.get("__annotated_fields__", [])
            names.extend(name for name in own if name not in names)
    return names


def _initialise_fields(cls):
    def run(interpreter, args, kwargs):
        instance, given = args[0], dict(zip(_field_names(cls), args[1:], strict=False))
        given.update(kwargs)
        interpreter.journal.touch(instance.attrs)
        for name in _field_names(cls):
            instance.attrs[name] = given[name] if name in given else _default_of(interpreter, cls, name)
        if cls.lookup("__post_init__") is not MISSING:
            interpreter.call_method(instance, "__post_init__", [])

    return run


def _default_of(interpreter, cls, name):
    found = cls.lookup(name)
    if not isinstance(found, FieldValue):
        return Unknown(name) if found is MISSING else found
    if found.factory is not MISSING:
        return interpreter.call(found.factory, [], {})
    return Unknown(name) if found.default is MISSING else found.default


@function("dataclasses.asdict")
def _asdict(interpreter, item):
    return dict(item.attrs) if isinstance(item, Instance) else Unknown("asdict()")


@function("dataclasses.replace")
def _replace(interpreter, item, **changes):
    made = copied(interpreter, item, False)
    if isinstance(made, Instance):
        made.attrs.update(changes)
    return made


@function("dataclasses.fields")
def _fields(interpreter, item):
    return Unknown("fields()")


for _name in typing.__all__:
    if _name not in ("NamedTuple",):
        value(f"typing.{_name}")(Unknown(_name, library=f"typing.{_name}"))
value("typing.TYPE_CHECKING")(False)
function("typing.cast")(lambda interpreter, kind, item: item)
function("typing.overload", "typing.no_type_check", "typing.final")(lambda interpreter, item: item)
for _name in ("Queue", "LifoQueue", "PriorityQueue", "Empty", "Full"):
    value(f"queue.{_name}")(Unknown(_name))
for _name in ("heappush", "heappop", "heapify", "nlargest", "nsmallest"):
    value(f"heapq.{_name}")(Unknown(_name))

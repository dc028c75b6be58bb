"""`collections`, `heapq`, `bisect`, `queue`."""

import bisect
import collections
import heapq

from tfscope.resolver.library.registry import function, native, value
from tfscope.resolver.python import operators
from tfscope.resolver.python.arguments import spreads
from tfscope.resolver.python.construction import construct
from tfscope.resolver.python.formatting import text_of
from tfscope.resolver.python.iteration import iterated, known_items
from tfscope.resolver.python.values import (
    ClassValue,
    Instance,
    MissingAttributeError,
    ModuleValue,
    NativeFunction,
    NativeObject,
    PropertyValue,
    Unknown,
)

value("collections.OrderedDict")(dict)
for _name in collections.abc.__all__:
    for _module in ("collections", "collections.abc"):
        value(f"{_module}.{_name}")(getattr(collections.abc, _name))


def _data_class(name, host):
    """`UserDict` and `UserList`: a class over the built-in one, whose contents are its `data` too."""
    data = NativeFunction(f"{name}.data", lambda interpreter, args, kwargs: args[0].payload)
    attrs = {"data": PropertyValue(data), "__init__": NativeFunction(f"{name}.__init__", _filled)}
    return ClassValue(name, [host], attrs, ModuleValue("collections"))


def _filled(interpreter, args, kwargs):
    """Fills a `UserDict` through its own `__setitem__`, as Python's does."""
    owner, *rest = args
    if not isinstance(owner.payload, dict):
        interpreter.journal.touch(owner.payload)
        owner.payload.extend(known_items(interpreter, rest[0]) or [] if rest else [])
        return
    made = construct(interpreter, dict, rest, kwargs)
    for key, item in made.items() if isinstance(made, dict) else ():
        operators.set_item(interpreter, owner, key, item)


value("collections.UserDict")(_data_class("UserDict", dict))
value("collections.UserList")(_data_class("UserList", list))


class DefaultDict(dict):
    """`collections.defaultdict`; the factory is called by `operators.get_item`."""

    default_factory = None

    def text_form(self, inner):
        return f"defaultdict({getattr(self.default_factory, '__name__', 'function')}, {inner})"


@native("collections.defaultdict")
def _defaultdict(interpreter, args, kwargs):
    if spreads(args):
        return Unknown("defaultdict()")
    made = DefaultDict()
    made.default_factory = args[0] if args else None
    operators.update_dict(interpreter, made, construct(interpreter, dict, args[1:], kwargs))
    return made


@native("collections.Counter")
def _counter(interpreter, args, kwargs):
    items = args[0] if args else ()
    known = items if isinstance(items, dict) else known_items(interpreter, items)
    if known is None or operators.contains_unknown(known) or interpreter.journal.is_vague(kwargs):
        return Unknown("Counter()")
    try:
        return collections.Counter(known, **kwargs)
    except TypeError as error:
        return interpreter.failed(error, "Counter()")


class Deque(NativeObject):
    """`collections.deque`: a list, and Python's own deque for each operation on it."""

    type_name = "deque"
    _READING = ("index", "count", "copy")

    def __init__(self, items, maxlen):
        self.items, self.maxlen = items, maxlen

    def text(self, interpreter):
        end = f", maxlen={self.maxlen}" if self.maxlen is not None else ""
        return f"deque({text_of(interpreter, self.items, True)}{end})"

    def attr(self, interpreter, name):
        if name == "maxlen":
            return self.maxlen
        if name.startswith("_") or not callable(getattr(collections.deque, name, None)):
            raise MissingAttributeError(name)
        return NativeFunction(f"deque.{name}", lambda inner, args, kwargs: self._run(inner, name, args))

    def _run(self, interpreter, name, args):
        if interpreter.journal.is_vague(self.items):
            return Unknown(f"deque.{name}()")
        if name in ("extend", "extendleft"):
            args = [known_items(interpreter, args[0])]
        host = collections.deque(self.items, self.maxlen)
        interpreter.journal.touch(self.items)
        if args == [None] and name.startswith("extend"):
            interpreter.journal.mark_vague(self.items)
            return None
        try:
            result = getattr(host, name)(*args)
        except Exception as error:  # the method's own IndexError, ValueError ...
            return interpreter.failed(error, f"deque.{name}()")
        self.items[:] = host
        return Deque(list(result), self.maxlen) if name == "copy" else result

    def item(self, interpreter, key):
        return operators.get_item(interpreter, self.items, key)

    def set_item(self, interpreter, key, item):
        operators.set_item(interpreter, self.items, key, item)

    def iterate(self, interpreter):
        return iterated(interpreter, self.items)

    def compare(self, interpreter, operator, other, reflected):
        if operator == "in":
            return operators.compare(interpreter, "in", other, self.items)
        if isinstance(other, Deque):
            return operators.compare(interpreter, operator, self.items, other.items)
        return NotImplemented

    def length(self):
        return len(self.items)

    def truth(self):
        return bool(self.items)


@function("collections.deque")
def _deque(interpreter, iterable=(), maxlen=None):
    known = known_items(interpreter, iterable)
    if known is None:
        return Unknown("deque()")
    return Deque(known[-maxlen:] if isinstance(maxlen, int) and maxlen else known, maxlen)


@function("collections.ChainMap")
def _chain_map(interpreter, *maps):
    merged = {}
    for mapping in reversed(maps):
        operators.update_dict(interpreter, merged, mapping)
    return merged


# -- heapq, bisect: Python's own functions on lists whose items it can compare


def _on_list(name, run, position):
    """Registers a function that changes or reads the list that is its argument at `position`."""

    def checked(interpreter, args, kwargs):
        items = args[position] if len(args) > position else None
        if not isinstance(items, list) or interpreter.journal.is_vague(items) or not _is_comparable([*items, *args]):
            return Unknown(f"{name}()")
        interpreter.journal.touch(items)
        try:
            return run(*args, **kwargs)
        except Exception as error:  # IndexError: the list is empty
            return interpreter.failed(error, f"{name}()")

    value(name)(NativeFunction(name, checked))


def _is_comparable(values):
    return not any(isinstance(v, (Instance, NativeObject)) or operators.contains_unknown(v) for v in values)


for _name in ("heappush", "heappop", "heapify", "heappushpop", "heapreplace"):
    _on_list(f"heapq.{_name}", getattr(heapq, _name), 0)
for _name in ("nlargest", "nsmallest"):
    _on_list(f"heapq.{_name}", getattr(heapq, _name), 1)
for _name in ("bisect", "bisect_left", "bisect_right", "insort", "insort_left", "insort_right"):
    _on_list(f"bisect.{_name}", getattr(bisect, _name), 0)
for _name in ("Queue", "LifoQueue", "PriorityQueue", "Empty", "Full"):
    value(f"queue.{_name}")(Unknown(_name))

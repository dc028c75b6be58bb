"""`functools`."""

import ast

from tfscope.resolver.library.registry import function, native
from tfscope.resolver.python.attributes import bound, find_attribute
from tfscope.resolver.python.builtins import reduce_values
from tfscope.resolver.python.operators import compare, truth
from tfscope.resolver.python.types import is_instance, is_subclass
from tfscope.resolver.python.values import (
    MISSING,
    BoundMethod,
    ClassValue,
    Function,
    Instance,
    NativeFunction,
    NativeObject,
    Partial,
    Unknown,
)

function("functools.reduce")(reduce_values)


@native("functools.partial")
def _partial(interpreter, args, kwargs):
    if not args:
        return Unknown("partial()")
    if isinstance(args[0], Partial):
        inner = args[0]
        return Partial(inner.function, [*inner.args, *args[1:]], {**inner.kwargs, **kwargs})
    return Partial(args[0], args[1:], kwargs)


class PartialMethod(NativeObject):
    """`functools.partialmethod`: bound to an object before its arguments are given."""

    type_name = "partialmethod"

    def __init__(self, function, args, kwargs):
        self.function, self.args, self.kwargs = function, args, kwargs

    def bind(self, interpreter, owner, cls):
        return Partial(bound(interpreter, self.function, owner, cls), self.args, self.kwargs)


@native("functools.partialmethod")
def _partialmethod(interpreter, args, kwargs):
    return PartialMethod(args[0], args[1:], kwargs) if args else Unknown("partialmethod()")


@function("functools.wraps")
def _wraps(interpreter, wrapped, assigned=None, updated=None):
    return NativeFunction("wraps()", lambda inner, given, kw: _copied_name(inner, given[0], wrapped))


@function("functools.update_wrapper")
def _update_wrapper(interpreter, wrapper, wrapped, assigned=None, updated=None):
    return _copied_name(interpreter, wrapper, wrapped)


def _copied_name(interpreter, wrapper, wrapped):
    """Gives `wrapper` the name, documentation and attributes of `wrapped`."""
    source = wrapped.function if isinstance(wrapped, BoundMethod) else wrapped
    attrs = getattr(wrapper, "attrs", None)
    if not isinstance(attrs, dict) or not isinstance(source, (Function, NativeFunction)):
        return wrapper
    interpreter.journal.touch(attrs)
    attrs.update(source.attrs)
    for name in ("__name__", "__qualname__", "__doc__", "__module__"):
        attrs[name] = find_attribute(interpreter, source, name)
    attrs["__wrapped__"] = wrapped
    return wrapper


@function("functools.lru_cache", "functools.cache")
def _cached(interpreter, maxsize=None, typed=False):
    if maxsize is None or isinstance(maxsize, int):
        return NativeFunction("lru_cache()", lambda inner, a, k: _memoised(inner, a[0]))
    return _memoised(interpreter, maxsize)


def _memoised(interpreter, wrapped):
    """A function whose results are kept by arguments that hash."""
    results = {}

    def run(inner, args, kwargs):
        try:
            key = (tuple(args), tuple(sorted(kwargs.items())))
            hash(key)
        except TypeError:
            return inner.call(wrapped, args, kwargs)
        if key not in results:
            made = inner.call(wrapped, args, kwargs)
            inner.journal.touch_key(results, key)
            results[key] = made
        return results[key]

    made = NativeFunction(getattr(wrapped, "name", "function"), run)
    made.attrs["cache_clear"] = NativeFunction("cache_clear", lambda inner, args, kwargs: results.clear())
    return _copied_name(interpreter, made, wrapped)


class CachedProperty(NativeObject):
    """`functools.cached_property`: computed once for each object, in whose own attributes it is kept."""

    type_name = "cached_property"

    def __init__(self, getter):
        self.getter = getter
        self.name = getattr(getter, "name", "property")

    def set_name(self, interpreter, cls, name):
        self.name = name

    def bind(self, interpreter, owner, cls):
        if not isinstance(owner, Instance):
            return self
        item = interpreter.call(self.getter, [owner], {})
        interpreter.journal.touch(owner.attrs)
        owner.attrs[self.name] = item
        return item


function("functools.cached_property", "django.utils.functional.cached_property")(
    lambda interpreter, func: CachedProperty(func)
)


@function("functools.total_ordering")
def _total_ordering(interpreter, cls):
    """Adds the comparisons a class does not define, by the one it does."""
    if not isinstance(cls, ClassValue):
        return cls
    root = next((name for name in _ORDERINGS if cls.lookup(f"__{name}__") is not MISSING), None)
    for name, rule in _ORDERINGS.get(root, {}).items():
        if cls.lookup(f"__{name}__") is MISSING:
            cls.attrs[f"__{name}__"] = NativeFunction(f"{cls.name}.{name}", _derived(f"__{root}__", *rule))
    return cls


# From each comparison the others: whether it is negated, and whether equality or inequality is joined to it.
_ORDERINGS = {
    "lt": {"gt": (True, "and not"), "le": (False, "or"), "ge": (True, None)},
    "le": {"ge": (True, "or"), "lt": (False, "and not"), "gt": (True, None)},
    "gt": {"lt": (True, "and not"), "ge": (False, "or"), "le": (True, None)},
    "ge": {"le": (True, "or"), "gt": (False, "and not"), "lt": (True, None)},
}


def _derived(root, negated, joined):
    def run(interpreter, args, kwargs):
        verdict = truth(interpreter, interpreter.call_method(args[0], root, args[1:]))
        same = truth(interpreter, compare(interpreter, "==", *args)) if joined is not None else None
        if verdict is None or (joined is not None and same is None):
            return Unknown("comparison")
        verdict = not verdict if negated else verdict
        return verdict if joined is None else (verdict or same if joined == "or" else verdict and not same)

    return run


@function("functools.singledispatch")
def _singledispatch(interpreter, wrapped):
    """Chooses the implementation by the class of the first argument."""
    registered = []

    def run(inner, args, kwargs):
        chosen = [(cls, item) for cls, item in registered if args and is_instance(args[0], cls) is True]
        others = [cls for cls, _ in chosen]
        best = [item for cls, item in chosen if not any(o is not cls and is_subclass(o, cls) is True for o in others)]
        return inner.call(best[-1] if best else wrapped, args, kwargs)

    def register(inner, args, kwargs):
        cls, *rest = args
        if rest:
            registered.append((cls, rest[0]))
            return rest[0]
        if isinstance(cls, Function):
            registered.append((_first_annotation(inner, cls), cls))
            return cls
        return NativeFunction("register()", lambda again, given, kw: register(again, [cls, given[0]], {}))

    made = NativeFunction(getattr(wrapped, "name", "function"), run)
    _copied_name(interpreter, made, wrapped)
    made.attrs["register"] = NativeFunction("singledispatch.register", register)
    return made


def _first_annotation(interpreter, given):
    arguments = given.code.outlined.args
    annotation = next((argument.annotation for argument in [*arguments.posonlyargs, *arguments.args]), None)
    if not isinstance(annotation, ast.Name):
        return Unknown("annotation")
    return interpreter.global_name(interpreter.frames[-1], annotation.id)


class ComparedBy(NativeObject):
    """A key of `functools.cmp_to_key`."""

    type_name = "K"

    def __init__(self, compare, item):
        self.order, self.obj = compare, item

    def compare(self, interpreter, operator, other, reflected):
        if not isinstance(other, ComparedBy):
            return NotImplemented
        order = interpreter.call(self.order, [other.obj, self.obj] if reflected else [self.obj, other.obj], {})
        return compare(interpreter, operator, order, 0)


function("functools.cmp_to_key")(
    lambda interpreter, mycmp: NativeFunction("K", lambda inner, args, kwargs: ComparedBy(mycmp, args[0]))
)

"""`functools`."""

from tfscope.resolver.library.registry import NATIVES, function, native, value
from tfscope.resolver.python.builtins import reduce_values
from tfscope.resolver.python.values import (
    BoundMethod,
    Function,
    NativeFunction,
    Partial,
    PropertyValue,
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


value("functools.partialmethod")(NATIVES["functools.partial"])


@function("functools.wraps", "functools.update_wrapper")
def _wraps(interpreter, wrapped, *args, **kwargs):
    if args and isinstance(args[0], (Function, NativeFunction)) and isinstance(wrapped, Function):
        return _copied_name(interpreter, wrapped, args[0])
    return NativeFunction("wraps()", lambda inner, given, kw: _copied_name(inner, given[0], wrapped))


def _copied_name(interpreter, wrapper, wrapped):
    """Gives `wrapper` the name and attributes of `wrapped`."""
    attrs = getattr(wrapper, "attrs", None)
    source = wrapped.function if isinstance(wrapped, BoundMethod) else wrapped
    if isinstance(attrs, dict) and isinstance(source, (Function, NativeFunction)):
        interpreter.journal.touch(attrs)
        attrs.update(source.attrs)
        attrs["__name__"] = source.name.rpartition(".")[2]
        attrs["__wrapped__"] = wrapped
    return wrapper


@function("functools.lru_cache", "functools.cache")
def _cached(interpreter, given=None, *args, **kwargs):
    if given is None or isinstance(given, int):
        return NativeFunction("lru_cache()", lambda inner, a, k: _memoised(a[0]))
    return _memoised(given)


def _memoised(wrapped):
    """A function whose results are kept by arguments that hash."""
    results = {}

    def run(interpreter, args, kwargs):
        try:
            key = (tuple(args), tuple(sorted(kwargs.items())))
            hash(key)
        except TypeError:
            return interpreter.call(wrapped, args, kwargs)
        if key not in results or interpreter.journal.undecided:
            results[key] = interpreter.call(wrapped, args, kwargs)
        return results[key]

    return NativeFunction(getattr(wrapped, "name", "function"), run)


@function("functools.cached_property")
def _cached_property(interpreter, getter):
    def run(inner, args, kwargs):
        receiver, key = args[0], f"__cached_{getattr(getter, 'name', 'property')}__"
        if key not in receiver.attrs:
            inner.journal.touch(receiver.attrs)
            receiver.attrs[key] = inner.call(getter, [receiver], {})
        return receiver.attrs[key]

    return PropertyValue(NativeFunction("cached_property", run))


function("functools.total_ordering")(lambda interpreter, cls: cls)
function("functools.singledispatch")(lambda interpreter, given: given)
function("functools.cmp_to_key")(lambda interpreter, given: Unknown("cmp_to_key()"))

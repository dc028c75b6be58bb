"""`copy`."""

from tfscope.resolver.library.registry import function
from tfscope.resolver.python.values import MISSING, Instance
from tfscope.resolver.stdlib.containers import DefaultDict


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
    if isinstance(item, tuple):
        parts = [again(part) for part in item]
        return type(item)(*parts) if hasattr(item, "_fields") else tuple(parts)
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
    if "_member_map_" in item.cls.attrs:
        return item
    made = seen[id(item)] = Instance(item.cls, item.payload)
    if isinstance(item.payload, (list, dict, set)):
        made.payload = copied(interpreter, item.payload, deep, seen)
    if item.attrs is item.payload:
        made.attrs = made.payload
    else:
        made.attrs.update((key, again(part)) for key, part in item.attrs.items())
    return made


@function("copy.copy")
def _copy(interpreter, item):
    return copied(interpreter, item, False)


@function("copy.deepcopy")
def _deepcopy(interpreter, item, memo=None):
    return copied(interpreter, item, True)

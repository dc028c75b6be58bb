"""Methods of built-in values, run by Python itself where everything they look at is known."""

from __future__ import annotations

import collections
from typing import TYPE_CHECKING, Any

from tfscope.resolver.python.symbolic import constant_prefix, constant_suffix, is_symbolic
from tfscope.resolver.python.values import HostUnbound, Instance, Unknown, Value, View

if TYPE_CHECKING:
    from tfscope.resolver.python.interpreter import Interpreter

_TYPES = (str, bytes, bytearray, list, dict, set, frozenset, tuple, int, float, complex, range)
_MUTATING = {
    list: {"append", "extend", "insert", "pop", "remove", "clear", "sort", "reverse", "__setitem__", "__delitem__"},
    dict: {"update", "pop", "popitem", "clear", "setdefault", "subtract", "__setitem__", "__delitem__"},
    set: {"add", "discard", "remove", "update", "pop", "clear", "difference_update", "intersection_update",
          "symmetric_difference_update"},
}
_PYTHON2_DICT = {"iteritems": "items", "iterkeys": "keys", "itervalues": "values", "viewitems": "items"}
# These look at no character that a placeholder could hide.
_SAFE_ON_SYMBOLIC = {"join", "encode", "decode", "__str__"}
_OPERATORS = {
    **{f"__{name}__": ("binary", symbol) for name, symbol in (
        ("add", "+"), ("sub", "-"), ("mul", "*"), ("truediv", "/"), ("floordiv", "//"), ("mod", "%"), ("pow", "**"),
        ("or", "|"), ("and", "&"))},
    **{f"__{name}__": ("compare", symbol) for name, symbol in (
        ("eq", "=="), ("ne", "!="), ("lt", "<"), ("le", "<="), ("gt", ">"), ("ge", ">="))},
}  # fmt: skip
_EXTRA = {"__len__", "__getitem__", "__setitem__", "__delitem__", "__contains__", "__iter__", "__getattribute__",
          "__reversed__", *_OPERATORS}  # fmt: skip


def has_host_method(owner: Value, name: str) -> bool:
    if not isinstance(owner, _TYPES):
        return False
    if isinstance(owner, dict) and (name in _PYTHON2_DICT or name in ("has_key", "move_to_end")):
        return True
    if isinstance(owner, str) and name == "decode":
        return True
    return (not name.startswith("_") or name in _EXTRA or name in ("_replace", "_asdict")) and callable(
        getattr(type(owner), name, None)
    )


def call_host_method(interpreter: Interpreter, receiver: Value, name: str, args: list[Value],
                     kwargs: dict[str, Value]) -> Value:  # fmt: skip
    """`receiver.name(*args, **kwargs)` for a built-in value."""
    special = _SPECIAL.get((type(receiver), name)) or _SPECIAL.get((_family(receiver), name))
    if special is not None and not _has_own(receiver, name):
        if special in (_dict_update, _str_format, _replaced):
            args, kwargs = [kwargs, *args], {}
        try:
            return special(interpreter, receiver, *args, **interpreter.host_keywords(special, 2 + len(args), kwargs))
        except TypeError as error:
            if error.__traceback__ is None or error.__traceback__.tb_next is not None:
                raise
            return interpreter.failed(error, f"{name}()")
    if name in _OPERATORS:
        return _operator_method(interpreter, receiver, name, args)
    if interpreter.journal.is_vague(kwargs) or (isinstance(receiver, str) and not _can_see(receiver, name, args)):
        return Unknown(f"{_label(receiver)}.{name}()")
    family = _family(receiver)
    if family in (set, frozenset):
        args = _set_arguments(interpreter, receiver, name, args)
    if name in _MUTATING.get(family, ()):
        interpreter.journal.touch(receiver)
    elif interpreter.journal.is_vague(receiver) and name not in ("copy", "items", "keys", "values"):
        return _vague_result(receiver, name, args)
    try:
        result = getattr(receiver, name)(*args, **kwargs)
    except Exception as error:  # the method's own KeyError, ValueError, TypeError ...
        return interpreter.failed(error, f"{_label(receiver)}.{name}()")
    return _settled(interpreter, receiver, result)


def _set_arguments(interpreter: Interpreter, receiver: Any, name: str, args: list[Value]) -> list[Value]:
    """The arguments of a set's method in the form in which the host's set takes them."""
    from tfscope.resolver.python.iteration import known_items
    from tfscope.resolver.python.keys import stored_key

    if name in ("add", "discard", "remove", "__contains__"):
        return [stored_key(interpreter, receiver, arg) for arg in args]
    return [arg if isinstance(arg, (set, frozenset)) else known_items(interpreter, arg) for arg in args]


def _has_own(receiver: Value, name: str) -> bool:
    """Whether a subclass of a built-in type, such as `Counter`, has a method that differs from the base's."""
    return isinstance(receiver, collections.Counter) and name in ("update", "copy", "__contains__")


def _operator_method(interpreter: Interpreter, receiver: Value, name: str, args: list[Value]) -> Value:
    """`int.__add__` and its like, called by name."""
    from tfscope.resolver.python import operators

    kind, symbol = _OPERATORS[name]
    if not args:
        return interpreter.failed(TypeError("expected 1 argument, got 0"), f"{name}()")
    return {"binary": operators.binary, "compare": operators.compare}[kind](interpreter, symbol, receiver, *args[:1])


def _family(receiver: Value) -> type | None:
    return next((kind for kind in _TYPES if isinstance(receiver, kind)), None)


def _label(receiver: Value) -> str:
    from tfscope.resolver.python.operators import label

    return label(receiver)


def _vague_result(receiver: Value, name: str, args: list[Value]) -> Value:
    if isinstance(receiver, dict) and name == "get" and args:
        try:
            if args[0] in receiver:
                return receiver[args[0]]
        except TypeError:
            pass
    return Unknown(f"{_label(receiver)}.{name}()")


def _settled(interpreter: Interpreter, receiver: Value, result: Value) -> Value:
    """Views become lists of their own kind; vagueness is carried on."""
    from tfscope.resolver.python.iteration import LazyItems

    if type(result).__name__ in ("dict_keys", "dict_values", "dict_items"):
        result = View(result, type(result).__name__)
    elif hasattr(result, "__next__"):
        return LazyItems(result)
    if isinstance(result, (list, dict, set)) and interpreter.journal.is_vague(receiver):
        interpreter.journal.mark_vague(result)
    return result


def _can_see(receiver: str, name: str, args: list[Value]) -> bool:
    """Whether a string method's result is the same whatever the placeholders stand for."""
    if name in _SAFE_ON_SYMBOLIC:
        return True
    return not is_symbolic(receiver) and not any(
        isinstance(arg, Unknown) or (isinstance(arg, str) and is_symbolic(arg)) for arg in args
    )


def call_unbound(interpreter: Interpreter, callee: HostUnbound, args: list[Value], kwargs: dict[str, Value]) -> Value:
    """`dict.get(receiver, ...)` and its like."""
    if not args:
        return Unknown(f"{callee.owner.__name__}.{callee.name}()")
    receiver = args[0]
    if isinstance(receiver, Instance):
        return _unbound_on_instance(interpreter, callee, receiver, args[1:], kwargs)
    if not isinstance(receiver, callee.owner):
        return Unknown(f"{callee.owner.__name__}.{callee.name}()")
    return call_host_method(interpreter, receiver, callee.name, args[1:], kwargs)


def _unbound_on_instance(interpreter: Interpreter, callee: HostUnbound, receiver: Instance, args: list[Value],
                         kwargs: dict[str, Value]) -> Value:  # fmt: skip
    if callee.name in ("__setattr__", "__setitem__") and receiver.payload is None and len(args) == 2:
        interpreter.journal.touch(receiver.attrs)
        receiver.attrs[args[0]] = args[1]
        return None
    if receiver.payload is None:
        return Unknown(f"{callee.owner.__name__}.{callee.name}()")
    return call_host_method(interpreter, receiver.payload, callee.name, args, kwargs)


# -- methods that need more than Python's own


def _str_format(interpreter: Interpreter, receiver: str, named: dict[str, Value], *args: Value) -> Value:
    from tfscope.resolver.python.formatting import brace_formatted

    return brace_formatted(interpreter, receiver, list(args), named)


def _str_join(interpreter: Interpreter, receiver: str, items: Value = ()) -> Value:
    from tfscope.resolver.python.formatting import text_of
    from tfscope.resolver.python.iteration import known_items

    known = known_items(interpreter, items)
    if known is None:
        return Unknown(f"{receiver}.join()")
    if any(not isinstance(item, (str, Unknown, Instance)) for item in known):
        return interpreter.failed(TypeError("sequence item: expected str instance"), "join()")
    return receiver.join(text_of(interpreter, item) for item in known)


def _str_decode(interpreter: Interpreter, receiver: str, *args: Value, **kwargs: Value) -> Value:
    return receiver


def _str_encode(interpreter: Interpreter, receiver: str, *args: Value, **kwargs: Value) -> Value:
    """Bytes, except in a Python 2 file, where text and bytes are one, and where a part of the text is not known."""
    if is_symbolic(receiver) or interpreter.frames[-1].module.python2:
        return receiver
    return _plain_str(interpreter, receiver, "encode", *args, *kwargs.values())


def _str_startswith(interpreter: Interpreter, receiver: str, prefix: Value, *args: Value) -> Value:
    if not is_symbolic(receiver):
        return _plain_str(interpreter, receiver, "startswith", prefix, *args)
    known = constant_prefix(receiver)
    if isinstance(prefix, str) and not is_symbolic(prefix) and not args:
        if known.startswith(prefix):
            return True
        if not prefix.startswith(known):
            return False
    return Unknown(f"{_label(receiver)}.startswith()")


def _str_endswith(interpreter: Interpreter, receiver: str, suffix: Value, *args: Value) -> Value:
    if not is_symbolic(receiver):
        return _plain_str(interpreter, receiver, "endswith", suffix, *args)
    known = constant_suffix(receiver)
    if isinstance(suffix, str) and not is_symbolic(suffix) and not args:
        if known.endswith(suffix):
            return True
        if not suffix.endswith(known):
            return False
    return Unknown(f"{_label(receiver)}.endswith()")


def _str_rpartition(interpreter: Interpreter, receiver: str, separator: Value) -> Value:
    """What stands after the last unknown part can be parted from the rest."""
    plain = isinstance(separator, str) and not is_symbolic(separator)
    if plain and is_symbolic(receiver) and separator in constant_suffix(receiver):
        return receiver.rpartition(separator)
    return _plain_str(interpreter, receiver, "rpartition", separator)


def _plain_str(interpreter: Interpreter, receiver: str, name: str, *args: Value) -> Value:
    if not _can_see(receiver, name, list(args)):
        return Unknown(f"{_label(receiver)}.{name}()")
    try:
        return getattr(receiver, name)(*args)
    except Exception as error:  # the method's own TypeError
        return interpreter.failed(error, f"{name}()")


def _str_strip(side: str) -> Any:
    def run(interpreter: Interpreter, receiver: str, *chars: Value) -> Value:
        if chars and not (isinstance(chars[0], str) or chars[0] is None):
            return Unknown(f"{_label(receiver)}.{side}()")
        return getattr(receiver, side)(*chars)

    return run


def _str_replace(interpreter: Interpreter, receiver: str, old: Value, new: Value, *count: Value) -> Value:
    if isinstance(new, Unknown):
        new = str(new)
    if not isinstance(old, str) or not isinstance(new, str) or is_symbolic(old):
        return Unknown(f"{_label(receiver)}.replace()")
    if is_symbolic(receiver):
        return Unknown(f"{_label(receiver)}.replace()")
    return receiver.replace(old, new, *count)


def _str_split(interpreter: Interpreter, receiver: str, *args: Value, **kwargs: Value) -> Value:
    """A name is split at its slashes as if its unknown parts had none: joined again, they give the same name."""
    separator = args[0] if args else kwargs.get("sep")
    if separator == "/" and len(args) + len(kwargs) == 1:
        return receiver.split("/")
    if is_symbolic(receiver) or (isinstance(separator, str) and is_symbolic(separator)):
        return Unknown(f"{_label(receiver)}.split()")
    return _plain_str(interpreter, receiver, "split", *args, *kwargs.values())


def _list_extend(interpreter: Interpreter, receiver: list, items: Value) -> Value:
    from tfscope.resolver.python.iteration import known_items

    known = known_items(interpreter, items)
    interpreter.journal.touch(receiver)
    if known is None:
        interpreter.journal.mark_vague(receiver)
    else:
        receiver.extend(known)


def _list_sort(interpreter: Interpreter, receiver: list, cmp: Value = None, key: Value = None,
               reverse: Value = False) -> Value:  # fmt: skip
    from tfscope.resolver.python.builtins import sorted_values

    result = sorted_values(interpreter, receiver, key, reverse, cmp)
    interpreter.journal.touch(receiver)
    if isinstance(result, list):
        receiver[:] = result
        return
    interpreter.journal.mark_vague(receiver)


def _list_search(name: str) -> Any:
    def run(interpreter: Interpreter, receiver: Any, item: Value, *args: Value) -> Value:
        from tfscope.resolver.python.operators import equal

        verdicts = [equal(interpreter, member, item) for member in receiver]
        if None in verdicts or interpreter.journal.is_vague(receiver):
            return Unknown(f"{_label(receiver)}.{name}()")
        if name == "count":
            return verdicts.count(True)
        if True in verdicts:
            return verdicts.index(True)
        return interpreter.failed(ValueError("item is not in list"), f"{name}()")

    return run


def _list_remove(interpreter: Interpreter, receiver: list, item: Value) -> Value:
    index = _list_search("index")(interpreter, receiver, item)
    interpreter.journal.touch(receiver)
    if isinstance(index, int):
        del receiver[index]
    else:
        interpreter.journal.mark_vague(receiver)


def _list_pop(interpreter: Interpreter, receiver: list, index: Value = -1) -> Value:
    interpreter.journal.touch(receiver)
    if not isinstance(index, int) or interpreter.journal.is_vague(receiver):
        interpreter.journal.mark_vague(receiver)
        return Unknown(f"{_label(receiver)}.pop()")
    try:
        return receiver.pop(index)
    except IndexError as error:
        return interpreter.failed(error, "pop()")


def _dict_update(interpreter: Interpreter, receiver: dict, named: dict[str, Value], source: Value = None) -> Value:
    """`named`: the items that keywords give, perhaps not all of them."""
    from tfscope.resolver.python.construction import construct
    from tfscope.resolver.python.operators import update_dict, update_named

    interpreter.journal.touch(receiver)
    if isinstance(source, (list, tuple)):
        source = construct(interpreter, dict, [source], {})
    if source is not None:
        update_dict(interpreter, receiver, source)
    update_named(interpreter, receiver, named)


def _dict_get(interpreter: Interpreter, receiver: dict, key: Value, default: Value = None) -> Value:
    from tfscope.resolver.python.keys import stored_key
    from tfscope.resolver.python.operators import contains_unknown

    key = stored_key(interpreter, receiver, key)
    try:
        if key in receiver:
            return receiver[key]
    except TypeError:
        return Unknown("get()")
    if interpreter.journal.is_vague(receiver) or contains_unknown(key):
        return Unknown(f"{_label(receiver)}.get({_label(key)})")
    return default


def _dict_setdefault(interpreter: Interpreter, receiver: dict, key: Value, default: Value = None) -> Value:
    from tfscope.resolver.python.operators import put_key

    found = _dict_get(interpreter, receiver, key, _ABSENT)
    if found is not _ABSENT:
        return found
    interpreter.journal.touch(receiver)
    put_key(interpreter, receiver, key, default)
    return default


def _dict_pop(interpreter: Interpreter, receiver: dict, key: Value, *default: Value) -> Value:
    interpreter.journal.touch(receiver)
    try:
        if key in receiver:
            return receiver.pop(key)
    except TypeError:
        return Unknown("pop()")
    if interpreter.journal.is_vague(receiver):
        return Unknown(f"{_label(receiver)}.pop()")
    return default[0] if default else interpreter.failed(KeyError(key), "pop()")


def _dict_popitem(interpreter: Interpreter, receiver: dict, last: Value = True) -> Value:
    """The last item, or for an `OrderedDict`, which is a dict here, the first."""
    interpreter.journal.touch(receiver)
    if interpreter.journal.is_vague(receiver):
        return Unknown("popitem()")
    if not receiver:
        return interpreter.failed(KeyError("popitem(): dictionary is empty"), "popitem()")
    key = list(receiver)[-1 if last else 0]
    return key, receiver.pop(key)


def _dict_move_to_end(interpreter: Interpreter, receiver: dict, key: Value, last: Value = True) -> Value:
    if key not in receiver:
        return interpreter.failed(KeyError(key), "move_to_end()")
    interpreter.journal.touch(receiver)
    item = receiver.pop(key)
    others = {} if last else dict(receiver)
    if not last:
        receiver.clear()
    receiver[key] = item
    receiver.update(others)


def _dict_view(name: str) -> Any:
    def run(interpreter: Interpreter, receiver: dict) -> Value:
        view = getattr(receiver, name)()
        return _settled(interpreter, receiver, list(view) if interpreter.frames[-1].module.python2 else view)

    return run


def _copy_vague(interpreter: Interpreter, receiver: Any) -> Value:
    return _settled(interpreter, receiver, receiver.copy())


def _len(interpreter: Interpreter, receiver: Any) -> Value:
    from tfscope.resolver.python.builtins import length

    return length(interpreter, receiver)


def _contains(interpreter: Interpreter, receiver: Any, item: Value) -> Value:
    from tfscope.resolver.python.operators import compare

    return compare(interpreter, "in", item, receiver)


def _getitem(interpreter: Interpreter, receiver: Any, key: Value) -> Value:
    from tfscope.resolver.python.operators import get_item

    return get_item(interpreter, receiver, key)


def _setitem(interpreter: Interpreter, receiver: Any, key: Value, value: Value) -> Value:
    from tfscope.resolver.python.operators import set_item

    return set_item(interpreter, receiver, key, value)


def _delitem(interpreter: Interpreter, receiver: Any, key: Value) -> Value:
    from tfscope.resolver.python.operators import delete_item

    return delete_item(interpreter, receiver, key)


def _replaced(interpreter: Interpreter, receiver: Any, named: dict[str, Value]) -> Value:
    from tfscope.resolver.python.arguments import arguments_by_name

    try:
        return receiver._replace(**arguments_by_name(interpreter, receiver._fields, [], named))
    except (TypeError, ValueError) as error:  # a field that it does not have: which of the two depends on the Python
        return interpreter.failed(error, "_replace()")


class _Absent:
    pass


_ABSENT = _Absent()

_SPECIAL: dict[tuple[type, str], Any] = {
    (str, "format"): _str_format,
    (str, "join"): _str_join,
    (str, "decode"): _str_decode,
    (str, "encode"): _str_encode,
    (str, "startswith"): _str_startswith,
    (str, "endswith"): _str_endswith, (str, "rpartition"): _str_rpartition,
    (str, "replace"): _str_replace,
    (str, "split"): _str_split,
    **{(str, side): _str_strip(side) for side in ("strip", "lstrip", "rstrip")},
    (list, "extend"): _list_extend,
    (list, "sort"): _list_sort,
    (list, "index"): _list_search("index"),
    (list, "count"): _list_search("count"),
    (tuple, "index"): _list_search("index"),
    (tuple, "count"): _list_search("count"),
    (list, "remove"): _list_remove,
    (list, "pop"): _list_pop,
    (dict, "update"): _dict_update,
    (dict, "get"): _dict_get,
    (dict, "setdefault"): _dict_setdefault,
    (dict, "pop"): _dict_pop,
    (dict, "popitem"): _dict_popitem,
    (dict, "move_to_end"): _dict_move_to_end,
    (dict, "has_key"): _contains,
    **{(dict, name): _dict_view(name) for name in ("items", "keys", "values")},
    **{(dict, old): _dict_view(new) for old, new in _PYTHON2_DICT.items()},
    **{(kind, "copy"): _copy_vague for kind in (list, dict, set)},
    **{(kind, "__len__"): _len for kind in (list, dict, set, str, tuple)},
    **{(kind, "__contains__"): _contains for kind in (list, dict, set, str, tuple)},
    **{(kind, "__getitem__"): _getitem for kind in (list, dict, str, tuple)},
    **{(kind, "__setitem__"): _setitem for kind in (list, dict)},
    **{(kind, "__delitem__"): _delitem for kind in (list, dict)},
    (tuple, "_replace"): _replaced,
}

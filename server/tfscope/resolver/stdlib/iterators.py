"""`itertools`."""

import itertools

from tfscope.resolver.library.registry import function, value
from tfscope.resolver.python import operators
from tfscope.resolver.python.iteration import LazyItems, iterated, known_items
from tfscope.resolver.python.values import NativeFunction, Unknown


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


def _chain(interpreter, args, kwargs):
    known = [iterated(interpreter, source) for source in args]
    return Unknown("chain()") if None in known else LazyItems(itertools.chain(*known))


def _chain_from(interpreter, args, kwargs):
    known = known_items(interpreter, args[0]) if args else None
    return Unknown("chain()") if known is None else _chain(interpreter, known, {})


_chain_function = value("itertools.chain")(NativeFunction("itertools.chain", _chain))
_chain_function.attrs["from_iterable"] = NativeFunction("itertools.chain.from_iterable", _chain_from)


@function("itertools.islice")
def _islice(interpreter, items, *bounds):
    known = iterated(interpreter, items)
    if known is None or not all(bound is None or isinstance(bound, int) for bound in bounds):
        return Unknown("islice()")
    try:
        return LazyItems(itertools.islice(known, *bounds))
    except (TypeError, ValueError) as error:
        return interpreter.failed(error, "islice()")


for _name in ("product", "combinations", "permutations", "combinations_with_replacement"):

    @function(f"itertools.{_name}")
    def _combine(interpreter, *sources, _name=_name, repeat=1):
        known = [s if isinstance(s, int) else known_items(interpreter, s) for s in sources]
        if None in known:
            return Unknown(f"{_name}()")
        extra = {"repeat": repeat} if _name == "product" else {}
        try:
            return LazyItems(getattr(itertools, _name)(*known, **extra))
        except (TypeError, ValueError, OverflowError, MemoryError) as error:
            return interpreter.failed(error, f"{_name}()")


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
def _accumulate(interpreter, items, func=None, initial=None):
    known = known_items(interpreter, items)
    if known is None:
        return Unknown("accumulate()")
    add = lambda a, b: operators.binary(interpreter, "+", a, b) if func is None else interpreter.call(func, [a, b], {})  # noqa: E731
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
    return LazyItems((k, [known[index] for index in indexes]) for k, indexes in groups)


def _while(name, passes):
    """`takewhile` and its like: `passes(interpreter, items, verdicts)` chooses by the predicate's verdicts."""

    @function(f"itertools.{name}")
    def run(interpreter, predicate, items):
        source = iterated(interpreter, items)
        return Unknown(f"{name}()") if source is None else LazyItems(passes(interpreter, predicate, source))


def _holds(interpreter, predicate, item):
    verdict = item if predicate is None else interpreter.call(predicate, [item], {})
    return operators.truth(interpreter, verdict)


def _take(interpreter, predicate, source):
    for item in source:
        if _holds(interpreter, predicate, item) is not True:
            return
        yield item


def _drop(interpreter, predicate, source):
    dropping = True
    for item in source:
        dropping = dropping and _holds(interpreter, predicate, item) is True
        if not dropping:
            yield item


def _without(interpreter, predicate, source):
    for item in source:
        if _holds(interpreter, predicate, item) is not True:
            yield item


_while("takewhile", _take)
_while("dropwhile", _drop)
_while("filterfalse", _without)


@function("itertools.compress")
def _compress(interpreter, items, selectors):
    known, chosen = known_items(interpreter, items), known_items(interpreter, selectors)
    verdicts = [operators.truth(interpreter, choice) for choice in chosen or ()]
    if known is None or chosen is None or None in verdicts:
        return Unknown("compress()")
    return LazyItems(itertools.compress(known, verdicts))


@function("itertools.pairwise")
def _pairwise(interpreter, items):
    known = known_items(interpreter, items)
    return Unknown("pairwise()") if known is None else LazyItems(itertools.pairwise(known))


@function("itertools.tee")
def _tee(interpreter, items, n=2):
    known = known_items(interpreter, items)
    if known is None or not isinstance(n, int):
        return Unknown("tee()")
    return tuple(LazyItems(iter(known)) for _ in range(n))

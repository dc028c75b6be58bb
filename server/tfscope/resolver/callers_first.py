"""In which order functions are looked at on their own: callers first, as they show with what the others are called."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tfscope.resolver.python.values import FunctionCode
from tfscope.syntax import Unit

_COMMENT, _WORD = re.compile(r"#.*"), re.compile(r"[^\W\d]\w*")
_WORDS = "words of functions"


def callers_first(codes: Sequence[FunctionCode]) -> list[int]:
    """The numbers of functions in an order in which one stands behind those whose text has its name; where these have
    each other's, as they were given. The same for the same code, whatever comments it has."""
    by_name: dict[str, list[int]] = {}
    for number, code in enumerate(codes):
        if not (code.name.startswith("__") and code.name.endswith("__")):
            by_name.setdefault(code.name, []).append(number)
    callers: list[list[int]] = [[] for _ in codes]
    for caller, code in enumerate(codes):
        for name in by_name.keys() & _words(code):
            for number in by_name[name]:
                if number != caller:
                    callers[number].append(caller)
    order: dict[int, None] = {}
    for number in range(len(codes)):
        _put(number, callers, order, set())
    return list(order)


def _put(number: int, callers: Sequence[Sequence[int]], order: dict[int, None], waiting: set[int]) -> None:
    """Puts a function into the order, behind its callers. A list of what is to be done, as calls may nest deeply."""
    todo = [(number, iter(callers[number]))]
    waiting.add(number)
    while todo:
        current, rest = todo[-1]
        caller = next((one for one in rest if one not in waiting and one not in order), None)
        if caller is None:
            todo.pop()
            order.setdefault(current)
        else:
            waiting.add(caller)
            todo.append((caller, iter(callers[caller])))


def _words(code: FunctionCode) -> frozenset[str]:
    """The names in the text of a function, found once."""
    unit: Unit = code.unit
    known = unit.cache.setdefault(_WORDS, {})
    line = code.outlined.lineno
    if line not in known:
        known[line] = frozenset(_WORD.findall(_COMMENT.sub("", unit.text_of(code.outlined))))
    return known[line]

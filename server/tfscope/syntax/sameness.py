"""Whether two readings stand for the same code at the same places, so that what was derived from one holds for both."""

from __future__ import annotations

import ast
from typing import Any, NamedTuple

from tfscope.syntax.pieces import common_ends

_PLACE = ("lineno", "col_offset", "end_lineno", "end_col_offset")


class Lines(NamedTuple):
    """Some lines of a text, from 1, the last one included."""

    first: int
    last: int


def changed_lines(old: str, new: str) -> Lines | None:
    """The lines in which two texts differ, None where one has more lines than the other."""
    if old.count("\n") != new.count("\n"):
        return None
    before, after = common_ends(old, new)
    return Lines(old.count("\n", 0, before) + 1, old.count("\n", 0, len(old) - after) + 1)


def is_same_code(left: list[ast.stmt], right: list[ast.stmt], changed: Lines | None = None) -> bool:
    """Whether two lists of statements are equal in every node, constant and position. changed: where alone their texts
    may differ, both of which could be read as they stand."""
    waiting: list[tuple[Any, Any]] = [(left, right)]
    while waiting:
        a, b = waiting.pop()
        if type(a) is not type(b):
            return False
        if isinstance(a, ast.AST):
            if not (changed and _stands_outside(a, b, changed)):
                waiting.append((vars(a), vars(b)))
        elif isinstance(a, dict):
            if a.keys() != b.keys():
                return False
            waiting.extend((a[key], b[key]) for key in a)
        elif isinstance(a, list):
            if len(a) != len(b):
                return False
            waiting.extend(zip(a, b, strict=True))
        elif a != b:
            return False
    return True


def _stands_outside(a: ast.AST, b: ast.AST, changed: Lines) -> bool:
    """Whether the nodes are statements at the same place with the same text, which then is read in the same way."""
    if not isinstance(a, ast.stmt) or (changed.first <= a.end_lineno and a.lineno <= changed.last):
        return False
    # Decorators stand above the place of what they decorate.
    return not getattr(a, "decorator_list", None) and all(getattr(a, name) == getattr(b, name) for name in _PLACE)

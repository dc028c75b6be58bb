"""Following both arms of an undecided branch: what each changed, and what is true after both.

Every mutable thing that the program can change is a host dict, list or set, and whoever changes one calls `touch`
first. While an arm runs, `touch` keeps what was there before; afterwards the arm's changes are taken out as a delta
and undone, the next arm runs from the same beginning, and the deltas are merged.

Containers may define `join_items(left, right)` for their own way of merging two values of one key; either may be
MISSING, and returning MISSING leaves the key out.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

from tfscope.resolver.python.values import MISSING

Delta = dict[int, tuple[Any, Any]]


class Journal:
    """The open undecided branches, innermost last. Empty while everything is certain."""

    def __init__(self, join: Callable[[Any, Any], Any]) -> None:
        self.levels: list[Delta] = []
        self.vague: dict[int, Any] = {}
        self._join = join

    def touch(self, container: Any) -> None:
        """Must be called before `container` (a dict, list or set) is changed, when any level is open."""
        if self.levels:
            level = self.levels[-1]
            if id(container) not in level:
                level[id(container)] = (container, _copied(container))

    def open(self) -> None:
        self.levels.append({})

    def close_undone(self) -> Delta:
        """Ends the innermost level: gives what it changed, and puts everything back as it was when it was opened."""
        after: Delta = {}
        for key, (container, old) in self.levels.pop().items():
            if _is_unchanged(container, old):
                continue
            after[key] = (container, _copied(container))
            _put(container, old)
        return after

    def close_kept(self) -> None:
        """Ends the innermost level and keeps its changes."""
        before = self.levels.pop()
        if self.levels:
            outer = self.levels[-1]
            for key, entry in before.items():
                outer.setdefault(key, entry)

    def apply(self, deltas: list[Delta]) -> None:
        """Makes the state the merge of `deltas`, each relative to the present state."""
        if not deltas:
            return
        touched: dict[int, Any] = {}
        for delta in deltas:
            for key, (container, _) in delta.items():
                touched[key] = container
        for key, container in touched.items():
            self.touch(container)
            now = _copied(container)
            states = [delta[key][1] if key in delta else now for delta in deltas]
            merged = states[0]
            for state in states[1:]:
                merged = self._merged(container, merged, state)
            _put(container, merged)

    def merge_deferred(self, delta: Delta) -> None:
        """Ends the innermost level, merging what stands now with `delta`, both relative to the level's beginning."""
        before = self.levels.pop()
        for key, (container, _) in {**before, **delta}.items():
            live = _copied(container)
            base = before[key][1] if key in before else live
            other = delta[key][1] if key in delta else base
            self.touch_as(container, base)
            _put(container, self._merged(container, live, other))

    def touch_as(self, container: Any, base: Any) -> None:
        if self.levels:
            self.levels[-1].setdefault(id(container), (container, base))

    def mark_vague(self, container: Any) -> None:
        """From now on the contents of `container` are not known."""
        self.vague[id(container)] = container

    def is_vague(self, container: Any) -> bool:
        return bool(self.vague) and id(container) in self.vague

    def _merged(self, container: Any, left: Any, right: Any) -> Any:
        if isinstance(container, dict):
            return self._merged_dicts(container, left, right)
        if isinstance(container, list):
            if len(left) == len(right):
                return [self._join(a, b) for a, b in zip(left, right, strict=True)]
            self.mark_vague(container)
            return max(left, right, key=len)
        if left != right:
            self.mark_vague(container)
        return left | right

    def _merged_dicts(self, container: Any, left: dict, right: dict) -> dict:
        join = getattr(container, "join_items", None) or self._join_optional
        merged = {}
        for key in {**left, **right}:
            a, b = left.get(key, MISSING), right.get(key, MISSING)
            value = a if a is b else join(a, b)
            if value is not MISSING:
                merged[key] = value
        return merged

    def _join_optional(self, left: Any, right: Any) -> Any:
        if left is MISSING:
            return right
        return left if right is MISSING else self._join(left, right)


def _is_unchanged(container: Any, old: Any) -> bool:
    """Whether `container` holds the very objects it held; equal is not enough, since 1 equals True."""
    if len(container) != len(old) or isinstance(container, set):
        return False
    if isinstance(container, list):
        return all(map(operator.is_, container, old))
    return all(map(operator.is_, container.values(), old.values())) and all(map(operator.is_, container, old))


def _copied(container: Any) -> Any:
    if isinstance(container, dict):
        return dict(container)
    return list(container) if isinstance(container, list) else set(container)


def _put(container: Any, contents: Any) -> None:
    if isinstance(container, list):
        container[:] = contents
        return
    container.clear()
    container.update(contents)

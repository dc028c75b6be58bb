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
from typing import Any, NamedTuple

from tfscope.resolver.python.values import MISSING, Unknown

Delta = dict[int, tuple[Any, Any]]
# An item of a row that was merged costs less than a value of its own: one of 2 to the power of this.
_ITEMS_PER_VALUE_BITS = 3


class Change(NamedTuple):
    """A container that was changed. `keys`: of a dict, those whose items are others now. `has_other_keys`: whether
    items came or went; of lists and sets always."""

    container: Any
    keys: list[Any]
    has_other_keys: bool


class Journal:
    """The open undecided branches, innermost last. Empty while everything is certain."""

    def __init__(self, join: Callable[[Any, Any], Any]) -> None:
        self.levels: list[Delta] = []
        # Levels below this are not undecided branches: they only wait to be undone.
        self.floor = 0
        self.vague: dict[int, Any] = {}
        # How many values have been merged: whoever counts steps charges for them.
        self.merged_values = 0
        self._join = join

    @property
    def undecided(self) -> bool:
        """Whether what happens now happens on some ways through the program only."""
        return len(self.levels) > self.floor

    def open_trial(self) -> None:
        """From here on everything can be undone; what happens is as certain as it was."""
        self.levels.append({})
        self.floor = len(self.levels)

    def undo_trial(self) -> None:
        """Puts everything back as it was at `open_trial`, whatever branches are still open."""
        while len(self.levels) > self.floor:
            self.close_kept()
        self.floor -= 1
        self.close_undone()

    def touch(self, container: Any) -> None:
        """Must be called before `container` (a dict, list or set) is changed, when any level is open."""
        if self.levels:
            level = self.levels[-1]
            known = level.get(id(container))
            if known is None:
                level[id(container)] = (container, _copied(container))
            elif type(known[1]) is Keys:
                level[id(container)] = (container, _completed(container, known[1]))

    def touch_key(self, container: dict, key: Any) -> None:
        """As `touch`, when only `key` of a dict is going to change: large dicts are then not copied."""
        if self.levels:
            level = self.levels[-1]
            known = level.get(id(container))
            if known is None:
                level[id(container)] = (container, Keys({key: container.get(key, MISSING)}))
            elif type(known[1]) is Keys:
                known[1].setdefault(key, container.get(key, MISSING))

    def open_watch(self) -> int:
        """From here on notes what is changed; what happens is as certain as it was. Gives a mark for `close_watch`."""
        self.floor += not self.undecided
        self.levels.append({})
        return len(self.levels) - 1

    def close_watch(self, mark: int) -> list[Change]:
        """What has changed since `open_watch`. Branches that were opened since may be open still."""
        noted = self.levels.pop(mark)
        self.floor -= self.floor > mark
        for container, old in noted.values():
            self._inherit(container, old, mark)
        return [_change(container, old) for container, old in noted.values() if not _is_unchanged(container, old)]

    def open(self) -> None:
        self.levels.append({})

    def close_undone(self) -> Delta:
        """Ends the innermost level: gives what it changed, and puts everything back as it was when it was opened."""
        after: Delta = {}
        for key, (container, old) in self.levels.pop().items():
            if _is_unchanged(container, old):
                continue
            after[key] = (container, _present(container, old))
            _put(container, old)
        return after

    def close_kept(self) -> None:
        """Ends the innermost level and keeps its changes."""
        for container, old in self.levels.pop().values():
            self._inherit(container, old)

    def _inherit(self, container: Any, old: Any, depth: int | None = None) -> None:
        """What was there before an inner level was there before the outer one too, where that has not changed it.
        `depth`: how many levels are outside of the inner one; all that are open by default."""
        outer = (len(self.levels) if depth is None else depth) - 1
        if outer < 0:
            return
        level = self.levels[outer]
        known = level.get(id(container))
        if known is None:
            level[id(container)] = (container, old)
        elif type(known[1]) is Keys:
            if type(old) is Keys:
                for key, value in old.items():
                    known[1].setdefault(key, value)
            else:
                level[id(container)] = (container, {**old, **known[1]})

    def apply(self, deltas: list[Delta]) -> None:
        """Makes the state the merge of `deltas`, each relative to the present state."""
        touched = {key: container for delta in deltas for key, (container, _) in delta.items()}
        for identity, container in touched.items():
            parts = [delta[identity][1] if identity in delta else None for delta in deltas]
            if all(part is None or type(part) is Keys for part in parts):
                self._apply_keys(container, parts)
            else:
                self._apply_whole(container, parts)

    def _apply_whole(self, container: Any, parts: list[Any]) -> None:
        self.touch(container)
        now = _copied(container)
        states = [now if part is None else (_overlaid(now, part) if type(part) is Keys else part) for part in parts]
        merged = states[0]
        for state in states[1:]:
            merged = self._merged(container, merged, state)
        _put(container, merged)

    def _apply_keys(self, container: dict, parts: list[Keys | None]) -> None:
        join = getattr(container, "join_items", None) or self._join_optional
        self.merged_values += sum(len(part) for part in parts if part is not None)
        for key in dict.fromkeys(key for part in parts if part is not None for key in part):
            now = container.get(key, MISSING)
            values = [now if part is None else part.get(key, now) for part in parts]
            merged = values[0]
            for value in values[1:]:
                merged = merged if merged is value else self._counted(join(merged, value))
            self.touch_key(container, key)
            _put(container, Keys({key: merged}))

    def merge_deferred(self, delta: Delta) -> None:
        """Ends the innermost level, merging what stands now with `delta`, both relative to the level's beginning."""
        before = self.levels.pop()
        for identity, (container, _) in {**before, **delta}.items():
            old = before[identity][1] if identity in before else None
            other = delta[identity][1] if identity in delta else None
            if type(old) in (Keys, type(None)) and type(other) in (Keys, type(None)):
                self._merge_deferred_keys(container, old or Keys(), other or Keys())
            else:
                self._merge_deferred_whole(container, old, other)

    def _merge_deferred_whole(self, container: Any, old: Any, other: Any) -> None:
        live = _copied(container)
        base = live if old is None else (_overlaid(live, old) if type(old) is Keys else old)
        changed = base if other is None else (_overlaid(base, other) if type(other) is Keys else other)
        self._inherit(container, base)
        _put(container, self._merged(container, live, changed))

    def _merge_deferred_keys(self, container: dict, old: Keys, other: Keys) -> None:
        join = getattr(container, "join_items", None) or self._join_optional
        self.merged_values += len(old) + len(other)
        for key in {**old, **other}:
            live = container.get(key, MISSING)
            base = old.get(key, live)
            changed = other.get(key, base)
            self._inherit(container, Keys({key: base}))
            if live is not changed:
                _put(container, Keys({key: self._counted(join(live, changed))}))

    def mark_vague(self, container: Any) -> None:
        """From now on the contents of `container` are not known."""
        self.vague[id(container)] = container

    def is_vague(self, container: Any) -> bool:
        return bool(self.vague) and id(container) in self.vague

    def holds_vague(self, value: Any, depth: int = 2) -> bool:
        """Whether `value` is a container whose contents are not known, or a list or tuple with one in it."""
        if not self.vague:
            return False
        if id(value) in self.vague:
            return True
        return depth > 0 and type(value) in (list, tuple) and any(self.holds_vague(item, depth - 1) for item in value)

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
        vague = self.is_vague(container)
        merged = {}
        self.merged_values += len(left)
        for key in {**left, **right}:
            a, b = left.get(key, MISSING), right.get(key, MISSING)
            if vague:
                # What is not among the known contents may be there all the same.
                a, b = (Unknown(str(key)) if one is MISSING else one for one in (a, b))
            value = a if a is b else self._counted(join(a, b))
            if value is not MISSING:
                merged[key] = value
        return merged

    def _counted(self, merged: Any) -> Any:
        if type(merged) is list:
            self.merged_values += len(merged) >> _ITEMS_PER_VALUE_BITS
        return merged

    def _join_optional(self, left: Any, right: Any) -> Any:
        if left is MISSING:
            return right
        return left if right is MISSING else self._join(left, right)


class Keys(dict):
    """Part of a dict: the values of some keys, MISSING for those that are not in it."""


def _completed(container: dict, part: Keys) -> dict:
    """The whole of what `container` held, of which `part` is what has changed since."""
    return _overlaid(dict(container), part)


def _overlaid(whole: dict, part: Keys) -> dict:
    """`whole` with the keys of `part` as they are there."""
    return {key: value for key, value in {**whole, **part}.items() if value is not MISSING}


def _present(container: Any, old: Any) -> Any:
    """What `container` holds now, in the same form as `old`."""
    if type(old) is Keys:
        return Keys({key: container.get(key, MISSING) for key in old})
    return _copied(container)


def _is_unchanged(container: Any, old: Any) -> bool:
    """Whether `container` holds the very objects it held; equal is not enough, since 1 equals True."""
    if type(old) is Keys:
        return all(container.get(key, MISSING) is value for key, value in old.items())
    if len(container) != len(old) or isinstance(container, set):
        return False
    if isinstance(container, list):
        return all(map(operator.is_, container, old))
    return all(map(operator.is_, container.values(), old.values())) and all(map(operator.is_, container, old))


def _change(container: Any, old: Any) -> Change:
    if not isinstance(container, dict):
        return Change(container, [], True)
    before = {key: old.get(key, MISSING) for key in (old if type(old) is Keys else {**old, **container})}
    keys = [key for key, value in before.items() if container.get(key, MISSING) is not value]
    return Change(container, keys, any(before[key] is MISSING or key not in container for key in keys))


def _copied(container: Any) -> Any:
    if isinstance(container, dict):
        return dict(container)
    return list(container) if isinstance(container, list) else set(container)


def _put(container: Any, contents: Any) -> None:
    if type(contents) is Keys:
        for key, value in contents.items():
            if value is MISSING:
                container.pop(key, None)
            else:
                container[key] = value
        return
    if isinstance(container, list):
        container[:] = contents
        return
    container.clear()
    container.update(contents)

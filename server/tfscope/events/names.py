"""What is known by a full name: the variables that are made under it and the scopes that are entered."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from tfscope.events.told import IsReached, Told
from tfscope.events.types import Seen

ROOT = ""


class Names:
    """Each part is worked out when it is first asked for.

    Variables are known by their creation, or their first sight where nothing creates them. What programs do stands
    before what was seen in functions on their own.
    """

    def __init__(self, told: Sequence[Told], is_reached: IsReached) -> None:
        self._told = told
        self._is_reached = is_reached

    @cached_property
    def variables(self) -> dict[str, list[Seen]]:
        """Of each full name what is known of the variables that have it."""
        found: dict[str, list[Seen]] = {}
        for told, alone in self._parts():
            for seen in told.first_of_variables(alone, self._is_reached):
                found.setdefault(seen.event.key or seen.event.name, []).append(seen)
        return found

    @cached_property
    def scopes(self) -> dict[str, list[Seen]]:
        """Of each full name the entries into the scope."""
        found: dict[str, list[Seen]] = {}
        for told, alone in self._parts():
            for seen in told.scope_entries(alone, self._is_reached):
                found.setdefault(seen.event.name, []).append(seen)
        return found

    def op(self, name: str) -> Seen | None:
        """The op of a name; of several graphs' ops of that name, the first."""
        found = (told.op(name, alone, self._is_reached) for told, alone in self._parts())
        return next(filter(None, found), None)

    def variables_below(self, scope: str) -> list[str]:
        """The full names of the variables in a scope and in the scopes inside it, in the order of creation."""
        return self._variables_below.get(scope, [])

    def scopes_in(self, scope: str) -> list[str]:
        """The full names of the scopes one level below a scope, in the order of their first use."""
        return list(self._scopes_in.get(scope, {}))

    def _parts(self) -> list[tuple[Told, bool]]:
        return [(told, alone) for alone in (False, True) for told in self._told]

    @cached_property
    def _variables_below(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name in self.variables:
            for scope in _ancestors(name):
                found.setdefault(scope, []).append(name)
        return found

    @cached_property
    def _scopes_in(self) -> dict[str, dict[str, None]]:
        found: dict[str, dict[str, None]] = {}
        for name in (*self.scopes, *(name.rpartition("/")[0] for name in self.variables)):
            while name and name not in found.setdefault(parent := name.rpartition("/")[0], {}):
                found[parent][name] = None
                name = parent
        return found


def _ancestors(name: str) -> list[str]:
    """The scopes that a name lies in, the root first."""
    parts = name.split("/")[:-1]
    return [ROOT, *("/".join(parts[: depth + 1]) for depth in range(len(parts)))]

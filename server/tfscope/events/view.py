"""The index as seen from the text of this moment, which may be newer than the analysis.

A unit whose text changed is a new unit that nothing is known of yet. Until it is analysed, its lines that did not
change are answered from the unit it replaced.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from tfscope.events.index import Index
from tfscope.events.types import Place
from tfscope.syntax import Site, Unit


class View:
    """Answers about places of the present text from an index that may be older."""

    def __init__(self, index: Index, analysed: Mapping[str, Sequence[Unit]] | None = None) -> None:
        """analysed: the units of each open file as they were when the index was built."""
        self.index = index
        self._analysed = analysed or {}

    def place(self, site: Site, present: Sequence[Unit]) -> Place | None:
        """What happens at a span, given the units that its file has at present."""
        found = self.index.place(site)
        if found is not None or self.index.places(site.unit):
            return found
        old = _replaced_by(site.unit, self._analysed.get(site.path, ()), present)
        moved = _moved(site, old) if old else None
        return self.index.place(moved) if moved else None


def _replaced_by(unit: Unit, before: Sequence[Unit], present: Sequence[Unit]) -> Unit | None:
    """The unit that stood where `unit` stands now: same distance from the same unchanged neighbour."""
    if unit in before or unit not in present:
        return None
    kept = set(before)
    here = present.index(unit)
    first = here
    while first > 0 and present[first - 1] not in kept:
        first -= 1
    start = before.index(present[first - 1]) + 1 if first else 0
    old = start + here - first
    still_there = set(present)
    return before[old] if old < len(before) and before[old] not in still_there else None


def _moved(site: Site, old: Unit) -> Site | None:
    """The same span in the older unit, None when its lines were changed."""
    new_lines, old_lines = site.unit.text.split("\n"), old.text.split("\n")
    first, last = site.relative_line, site.relative_end_line
    shift = len(old_lines) - len(new_lines)
    if new_lines[:last] == old_lines[:last]:
        return replace(site, unit=old)
    if last + shift <= len(old_lines) and new_lines[first - 1 :] == old_lines[first - 1 + shift :]:
        return replace(site, unit=old, relative_line=first + shift, relative_end_line=last + shift)
    return None

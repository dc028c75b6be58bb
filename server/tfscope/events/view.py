"""The index as seen from the text of this moment, which may be newer than the analysis.

A unit whose text changed is a new unit that nothing is known of yet. Until it is analysed, its lines that did not
change are answered from the unit it replaced.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
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

    def now(self, site: Site, present: Sequence[Unit]) -> Site | None:
        """Where a span of the index stands in the present text; None when its lines were changed."""
        if site.unit in present:
            return site
        new = _replaced_by(site.unit, present, self._analysed.get(site.path, ()))
        return _moved(site, new) if new else None

    def places(self, path: str, present: Sequence[Unit]) -> Iterator[tuple[Site, Place]]:
        """Everything that happens in a file, with where it stands in the present text, unit by unit."""
        before = self._analysed.get(path, ())
        for unit in present:
            found = self.index.places(unit)
            yield from ((place.site, place) for place in found)
            old = None if found else _replaced_by(unit, before, present)
            for place in self.index.places(old) if old else ():
                if site := _moved(place.site, unit):
                    yield site, place


def _replaced_by(unit: Unit, before: Sequence[Unit], present: Sequence[Unit]) -> Unit | None:
    """The unit of `before` that stood where `unit` stands in `present`: same distance from the same neighbour.

    With the two texts exchanged, it is the unit that stands where an older one stood.
    """
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


def _moved(site: Site, other: Unit) -> Site | None:
    """The same span in another text of the unit, None when its lines are others there."""
    lines, other_lines = site.unit.text.split("\n"), other.text.split("\n")
    first, last = site.relative_line, site.relative_end_line
    shift = len(other_lines) - len(lines)
    if lines[:last] == other_lines[:last]:
        return replace(site, unit=other)
    if last + shift <= len(other_lines) and lines[first - 1 :] == other_lines[first - 1 + shift :]:
        return replace(site, unit=other, relative_line=first + shift, relative_end_line=last + shift)
    return None

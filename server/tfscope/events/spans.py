"""Spans of one unit, found by position in O(log n)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from tfscope.events.types import Place

Position = tuple[int, int]


class Spans:
    """Places of one unit. Spans of source nest, so those that cover a position form a chain of parents."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._places = sorted(places, key=lambda place: (_start(place), _negative_end(place)))
        self._starts = [_start(place) for place in self._places]
        self._parents = self._find_parents()

    def covering(self, line: int, column: int) -> Iterator[Place]:
        """The places that cover the position (both ends included), innermost first."""
        index = bisect_right(self._starts, (line, column)) - 1
        while index >= 0:
            place = self._places[index]
            if (line, column) <= _end(place):
                yield place
            index = self._parents[index]

    def _find_parents(self) -> list[int]:
        parents, open_spans = [], []
        for index, place in enumerate(self._places):
            while open_spans and _end(self._places[open_spans[-1]]) < _end(place):
                open_spans.pop()
            parents.append(open_spans[-1] if open_spans else -1)
            open_spans.append(index)
        return parents


def _start(place: Place) -> Position:
    return place.site.relative_line, place.site.column


def _end(place: Place) -> Position:
    return place.site.relative_end_line, place.site.end_column


def _negative_end(place: Place) -> Position:
    line, column = _end(place)
    return -line, -column

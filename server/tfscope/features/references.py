"""References and highlights: every place that creates or reuses the variable, or enters the scope, at a position."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from tfscope.events import VARIABLE_KINDS, Seen, View
from tfscope.features.answers import Mark, span_of
from tfscope.features.sites import named_part
from tfscope.features.target import target_at
from tfscope.resolver.records import Event
from tfscope.syntax import Module, Site, Unit

UnitsOf = Callable[[str], "Sequence[Unit] | None"]


def references(view: View, module: Module, line: int, column: int, units_of: UnitsOf = lambda path: None) -> list[Mark]:
    """All marks of what is at a position, in all files, those that create first.

    units_of: the units that a file has at present, None for one that is as it was analysed.
    """
    seen = _at(view, module, line, column)
    return _marks(view, sites_of(view, seen), lambda path: module.units if path == module.path else units_of(path))


def highlights(view: View, module: Module, line: int, column: int) -> list[Mark]:
    """The marks in the same file."""
    sites = sites_of(view, _at(view, module, line, column))
    here = {site: kind for site, kind in sites.items() if site.path == module.path}
    return _marks(view, here, lambda path: module.units)


def sites_of(view: View, seen: Iterable[Seen]) -> dict[Site, str]:
    """Where the variables and scopes of some events are made or used, and whether anything is created there."""
    found: dict[Site, str] = {}
    for event in _related(view, seen):
        kind = "read" if event.action == "reuse" else "write"
        if found.get(event.site) != "write":
            found[event.site] = kind
    return dict(sorted(found.items(), key=lambda item: item[1] == "read"))


def _at(view: View, module: Module, line: int, column: int) -> list[Seen]:
    target = target_at(module, line, column)
    place = target and view.place(target.site, module.units)
    return place.events if place else []


def _related(view: View, seen: Iterable[Seen]) -> Iterator[Event]:
    for one in seen:
        if one.event.kind == "scope" and one.event.name:
            yield from (entry.event for entry in view.index.entries(one))
        elif one.event.kind in VARIABLE_KINDS:
            variable = view.index.variable(one)
            yield from ((variable.created,) if variable.created else ())
            yield from variable.reuses


def _marks(view: View, sites: dict[Site, str], units_of: UnitsOf) -> list[Mark]:
    """The parts that name something, where they stand now."""
    marks = []
    for site, kind in sites.items():
        units = units_of(site.path)
        now = site if units is None else view.now(site, units)
        if now:
            marks.append(Mark(span_of(named_part(now)), kind))
    return marks

"""Definition: from a call that reuses a variable to the call that creates it."""

from __future__ import annotations

from tfscope.events import VARIABLE_KINDS, View
from tfscope.features.answers import Link, span_of
from tfscope.features.target import target_at
from tfscope.resolver.records import Event
from tfscope.syntax import Module, Site


def definition(view: View, module: Module, line: int, column: int) -> list[Link]:
    """Where the variables that are made or reused at a position of a file are created; the call itself counts."""
    target = target_at(module, line, column)
    place = target and view.place(target.site, module.units)
    if not place:
        return []
    origins = (_origin(seen.event) for seen in place.events if seen.event.kind in VARIABLE_KINDS)
    return [Link(span_of(target.part), span_of(site)) for site in dict.fromkeys(filter(None, origins))]


def _origin(event: Event) -> Site | None:
    return event.origin if event.action == "reuse" else event.site

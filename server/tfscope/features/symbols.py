"""Symbols: the outline of a file is its part of the scope tree; workspace symbols find names by any of their parts."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from heapq import nsmallest

from tfscope.events import Index, View
from tfscope.features.answers import Span, span_of
from tfscope.features.sites import named_part
from tfscope.features.target import nodes_at
from tfscope.features.wording import fold_numbers, shape_text, shown_name, without_numbers
from tfscope.resolver.records import Event
from tfscope.syntax import Module, Site

MOST_FOUND = 200


@dataclass(slots=True)
class Symbol:
    """A scope or variable of the outline. span: its block or call; part: what names it."""

    label: str
    kind: str
    detail: str
    span: Span
    part: Span
    children: list[Symbol] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Found:
    """A name of the workspace and where it comes about; scope: what the name lies in."""

    name: str
    kind: str
    span: Span

    @property
    def scope(self) -> str:
        return self.name.rpartition("/")[0]


def document_symbols(view: View, module: Module) -> list[Symbol]:
    """The scopes that a file enters and the variables it creates, as a tree by their full names."""
    root = Symbol("", "scope", "", Span(module.path, 1, 0, 1, 0), Span(module.path, 1, 0, 1, 0))
    known = {"": root}
    spans: dict[Site, tuple[Span, Span]] = {}
    for name, kind, detail, site in _of_file(view, module):
        if site not in spans:
            spans[site] = span_of(_block(site)), span_of(named_part(site))
        _put(name, Symbol(name.rpartition("/")[2], kind, detail, *spans[site]), known)
    _fold(root)
    return root.children


def workspace_symbols(index: Index, query: str) -> list[Found]:
    """The variables and scopes whose names have the letters of the query in their order, the closest ones first."""
    query = query.lower().replace(" ", "")
    ranked = []
    for kind, names in (("variable", index.names.variables), ("scope", index.names.scopes)):
        for name in names:
            distance = _distance(query, name.lower())
            if name and distance is not None:
                ranked.append((distance, len(name), name, kind))
    best = nsmallest(MOST_FOUND, ranked)
    return [Found(name, kind, _span(index, name, kind)) for _, _, name, kind in best]


def _of_file(view: View, module: Module) -> Iterator[tuple[str, str, str, Site]]:
    """Name, kind, detail and place of what comes about in a file, once for each, in the order of execution."""
    events: dict[tuple[str, str], tuple[Event, Site]] = {}
    for site, place in view.places(module.path, module.units):
        for seen in place.events:
            event = seen.event
            kind = _kind(event)
            if kind and (event.name or kind == "variable"):
                events.setdefault((kind, shown_name(event)), (event, site))
    for (kind, name), (event, site) in sorted(events.items(), key=lambda item: item[1][0].sequence):
        yield name, kind, "" if kind == "scope" else f"{event.dtype or ''} {shape_text(event.shape)}".strip(), site


def _kind(event: Event) -> str:
    if event.kind == "scope":
        return "scope"
    return "variable" if event.kind in ("get_variable", "Variable") and event.action == "create" else ""


def _put(name: str, symbol: Symbol, known: dict[str, Symbol]) -> None:
    """Hangs a symbol under its scope; scopes that other files enter are made up where their first content stands."""
    if symbol.kind == "scope":
        if name in known:
            return
        known[name] = symbol
    parent = name.rpartition("/")[0]
    if parent not in known:
        _put(parent, Symbol(parent.rpartition("/")[2], "scope", "", symbol.span, symbol.part), known)
    known[parent].children.append(symbol)


def _fold(symbol: Symbol) -> None:
    """Scopes that differ in a number only become one, the first of them with the numbers of all."""
    groups: dict[object, list[Symbol]] = {}
    for child in symbol.children:
        alike = (without_numbers(child.label), child.span) if child.kind == "scope" else id(child)
        groups.setdefault(alike, []).append(child)
    symbol.children = []
    for group in groups.values():
        labels = fold_numbers([child.label for child in group])
        kept = group[:1] if len(labels) == 1 else group
        if len(labels) == 1:
            kept[0].label = labels[0]
        symbol.children += kept
    for child in symbol.children:
        _fold(child)


def _block(site: Site) -> Site:
    """The `with` statement that a site is entered by, so that a symbol covers what is inside; else the site."""
    for node in reversed(nodes_at(site.unit, site.relative_line, site.column)):
        if isinstance(node, (ast.With, ast.AsyncWith)):
            inside = any(site.unit.site(item.context_expr) == site for item in node.items)
            return site.unit.site(node) if inside else site
    return site


def _distance(query: str, name: str) -> int | None:
    """How far apart the letters of the query stand in a name, None when they are not all there in order.

    Letters at the beginning of a part count as near, so that `gcw` finds `generator/conv1/w`.
    """
    gap, position = 0, 0
    for letter in query:
        found = name.find(letter, position)
        start = name.find(f"/{letter}", max(position - 1, 0)) + 1
        if found < 0:
            return None
        if found > position and start:
            found = start
            gap += 1
        elif found > position:
            gap += 2 + found - position
        position = found + 1
    return gap


def _span(index: Index, name: str, kind: str) -> Span:
    named = index.names.variables if kind == "variable" else index.names.scopes
    return span_of(named_part(named[name][0].event.site))

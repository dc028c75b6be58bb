"""Code lenses: on functions and scopes, how many variables come about in them and how many calls share these."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tfscope.events import Seen, View
from tfscope.features.answers import Span, span_of
from tfscope.features.sites import named_part
from tfscope.features.wording import count
from tfscope.resolver.records import Event
from tfscope.syntax import Module, Site, Unit

Block = ast.FunctionDef | ast.AsyncFunctionDef | ast.With | ast.AsyncWith


@dataclass(frozen=True, slots=True)
class CodeLens:
    """A line of text above a span, and the places that a click lists."""

    span: Span
    text: str
    places: tuple[Span, ...]


def code_lenses(view: View, module: Module) -> list[CodeLens]:
    """The lenses of a file, in the order of its lines."""
    lenses: list[CodeLens] = []
    for unit in module.units:
        happens = _variables(view, module, unit)
        if happens:
            lenses += _Unit(view, module, unit, happens).lenses(unit.tree, frozenset())
    return lenses


@dataclass(frozen=True, slots=True)
class _Unit:
    """A unit of a file, and what its places and their calls make."""

    view: View
    module: Module
    unit: Unit
    happens: list[tuple[Site, list[Seen]]]

    def lenses(self, statements: Iterable[ast.AST], told: frozenset[tuple]) -> Iterator[CodeLens]:
        """The lenses of the blocks among statements and in them. told: what those around them say; a scope that is
        all of a function does not repeat it."""
        for node in statements:
            found = list(self._of(node))
            if isinstance(node, (ast.With, ast.AsyncWith)):
                found = [lens for lens in found if (lens.text, lens.places) not in told]
            yield from found
            if isinstance(node, (ast.stmt, ast.ExceptHandler)):
                inner = told.union((lens.text, lens.places) for lens in found)
                yield from self.lenses(ast.iter_child_nodes(node), inner)

    def _of(self, node: ast.AST) -> Iterator[CodeLens]:
        if isinstance(node, (ast.With, ast.AsyncWith)) and not _enters_scope(self.view, self.module, self.unit, node):
            return
        if isinstance(node, Block):
            yield from _lenses(self.view, self.unit, node, self.happens)


def _variables(view: View, module: Module, unit: Unit) -> list[tuple[Site, list[Seen]]]:
    """The variables that are made or reused at each place of a unit, or in the calls it makes."""
    found = []
    for site, place in view.places_of(module.path, unit, module.units):
        seen = [one for one in (*place.events, *place.under) if one.event.kind in ("get_variable", "Variable")]
        if seen:
            found.append((site, seen))
    return found


def _enters_scope(view: View, module: Module, unit: Unit, block: ast.With | ast.AsyncWith) -> bool:
    places = (view.place(unit.site(item.context_expr), module.units) for item in block.items)
    return any(seen.event.kind == "scope" for place in places if place for seen in place.events)


def _lenses(view: View, unit: Unit, block: Block, happens: list[tuple[Site, list[Seen]]]) -> Iterator[CodeLens]:
    inside = unit.site(block)
    seen = list({id(one): one for site, some in happens if _covers(inside, site) for one in some}.values())
    created = {(one.run, one.event.graph, one.event.key or one.event.name): one for one in seen if _creates(one)}
    if not created:
        return
    # Programs differ little; the one that makes most stands for all, so that nothing is counted twice.
    runs = [run for run, _, _ in created]
    run = max(dict.fromkeys(runs), key=runs.count)
    mine = [one for (of, _, _), one in created.items() if of is run]
    span = Span(inside.path, inside.line, inside.column, inside.line, inside.column)
    yield CodeLens(span, f"creates {count(len(mine), 'variable')}", _marks(one.event.site for one in mine))
    calls = _sharing(view, mine)
    if len(calls) > 1:
        yield CodeLens(span, f"shared by {count(len(calls), 'call')}", tuple(dict.fromkeys(map(span_of, calls))))


def _creates(seen: Seen) -> bool:
    return seen.event.action == "create"


def _sharing(view: View, created: Iterable[Seen]) -> list[Site]:
    """The calls that come to the same variables: the one that creates, and those that reuse."""
    calls: dict[Site, None] = {}
    for one in created:
        for reuse in view.index.variable(one).reuses:
            if reuse.stack != one.event.stack:
                calls[_parting(one.event, reuse)] = None
                calls[_parting(reuse, one.event)] = None
    return list(calls)


def _parting(event: Event, other: Event) -> Site:
    """The outermost call on the way to an event that is not on the way to the other: `generator(z)` and `sampler(z)`,
    not the many calls in them."""
    for call, beside in zip(reversed(event.stack), reversed(other.stack), strict=False):
        if call.site != beside.site:
            return call.site
    return event.site


def _marks(sites: Iterable[Site]) -> tuple[Span, ...]:
    return tuple(dict.fromkeys(span_of(named_part(site)) for site in dict.fromkeys(sites)))


def _covers(outer: Site, inner: Site) -> bool:
    starts = (outer.relative_line, outer.column) <= (inner.relative_line, inner.column)
    return starts and inner.relative_end_line <= outer.relative_end_line

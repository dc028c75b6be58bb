"""`tfscope names`: the variables that a program makes: a table grouped by scope, JSON, or a form of `cli/tree.py`."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence

from tfscope.cli.common import readable, workspace
from tfscope.cli.documents import Documents
from tfscope.cli.main import CANNOT, FINE
from tfscope.cli.tree import mermaid, table, tree
from tfscope.events import VARIABLE_KINDS, Run
from tfscope.features.wording import count, shape_text, shown_name, where_differs
from tfscope.project.analysis import Analyst, deeply
from tfscope.project.workspace import Program
from tfscope.resolver.records import Event
from tfscope.syntax import Site

ROOT = "(root)"
DRAWN = {"tree": tree, "csv": table, "mermaid": mermaid}

Row = tuple[str, ...]


def names(options: argparse.Namespace) -> int:
    """Runs the command; gives its exit code."""
    entry = readable(options.file)
    analyst = Analyst(workspace(options, [os.getcwd()]), ops=options.ops)
    run = deeply(lambda: analyst.run(Program(entry, True), {}))
    assert run, "nobody cancels it"
    documents = Documents()
    if options.format == "json":
        document = documents.names(run, options.ops)
        unmodelled = {"unmodelled": run.resolution.unmodelled} if options.unmodelled else {}
        print(json.dumps({**document, **unmodelled}))
    elif options.format in DRAWN:
        print(DRAWN[options.format](run, documents))
    else:
        print("\n".join(_text(run, documents, options)))
    defects = [one for one in run.resolution.gave_up if one.is_defect]
    for one in defects:
        place = _place(one.site, documents) if one.site else documents.path(run.entry)
        print(f"tfscope: {place} could not be followed, so that names may be missing: {one.reason}", file=sys.stderr)
    return CANNOT if defects else FINE


def _text(run: Run, documents: Documents, options: argparse.Namespace) -> Iterator[str]:
    resolution = run.resolution
    variables = [event for event in resolution.events if event.kind in VARIABLE_KINDS]
    yield f"{documents.path(run.entry)}: {_summary(variables)}"
    yield from _table(_variable_rows(variables, documents))
    if options.ops:
        ops = (event for event in resolution.events if event.kind == "op")
        yield from _table([(*_split(event.name), "op", "", "", _place(event.site, documents)) for event in ops])
    for diagnostic in resolution.diagnostics:
        yield f"\n{_place(diagnostic.site, documents)}: {diagnostic.severity}: {diagnostic.message}"
    for gave_up in resolution.gave_up:
        place = f"{_place(gave_up.site, documents)}: " if gave_up.site else ""
        yield f"\n{place}gave up: {gave_up.reason}"
    if options.unmodelled:
        yield from _unmodelled(resolution.unmodelled)


def _summary(variables: Sequence[Event]) -> str:
    created = {(event.graph, event.name) for event in variables if event.action == "create"}
    reuses = sum(event.action == "reuse" for event in variables)
    return f"{count(len(created), 'variable')} created" + (f", {count(reuses, 'reuse')}" if reuses else "")


def _variable_rows(events: Sequence[Event], documents: Documents) -> list[Row]:
    """Scope, name, type, shape and remarks of each variable, in the order of creation."""
    by_variable: dict[tuple[int, str, str], list[Event]] = {}
    for event in events:
        by_variable.setdefault((event.graph, event.kind, event.name), []).append(event)
    return [_variable_row(same, documents) for same in by_variable.values()]


def _variable_row(events: Sequence[Event], documents: Documents) -> Row:
    first = events[0]
    created = next((event for event in events if event.action == "create"), None)
    reused = [where_differs(event, created) if created else event.site for event in events if event.action == "reuse"]
    place = _place(created.site, documents) if created else ""
    if reused:
        texts = dict.fromkeys(_place(site, documents) for site in reused)
        place += f"{', ' if place else ''}reused {', '.join(texts)}"
    scope, name = _split(shown_name(first))
    return scope, name, first.dtype or "", shape_text(first.shape), _remarks(first), place


def _remarks(event: Event) -> str:
    remarks = [
        "" if event.certain else "possible",
        {"slot": "slot", "Variable": "tf.Variable"}.get(event.kind, ""),
        "not trainable" if event.trainable is False and event.kind != "slot" else "",
        f"graph {event.graph}" if event.graph else "",
        f"op {event.name}" if shown_name(event) != event.name else "",
    ]
    return ", ".join(filter(None, remarks))


def _table(rows: list[Row]) -> Iterator[str]:
    """The rows under their scopes, the columns aligned."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)][1:]
    by_scope: dict[str, list[Row]] = {}
    for scope, *row in rows:
        by_scope.setdefault(scope, []).append(tuple(row))
    for scope, group in by_scope.items():
        yield f"\n{scope}"
        for row in group:
            yield "  " + _aligned(row, widths)


def _aligned(row: Row, widths: Iterable[int]) -> str:
    cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=True) if width]
    return "  ".join(cells).rstrip()


def _split(name: str) -> tuple[str, str]:
    scope, _, label = name.rpartition("/")
    return scope or ROOT, label


def _place(site: Site, documents: Documents) -> str:
    return f"{documents.path(site.path)}:{site.line}"


def _unmodelled(counts: dict[str, int]) -> Iterator[str]:
    if not counts:
        yield "\nno calls into libraries without a model"
        return
    yield "\ncalls into libraries without a model"
    for name, number in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        yield f"  {number:5}  {name}"

"""The variables of a program as a tree, a table of comma-separated values or a diagram, with parameter counts."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from math import prod

from tfscope.cli.documents import Documents
from tfscope.events import Run
from tfscope.features.variables import Scope, Variable, variables
from tfscope.features.wording import shape_text, shown_name
from tfscope.resolver.records import Event

Node = Scope | Variable
COLUMNS = ("name", "op", "kind", "dtype", "shape", "parameters", "trainable", "certain", "graph", "file", "line")


def tree(run: Run, documents: Documents) -> str:
    """Scopes as indented lines with the numbers their variables hold; scopes that differ in a number are one."""
    root = variables(run)
    return "\n".join([f"{documents.path(run.entry)}{_total(root)}", *_branches(root, "")])


def table(run: Run, documents: Documents) -> str:
    """One line per variable, in the order of creation; what is not known is empty."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(_row(event, documents) for event in _created(run))
    return text.getvalue().rstrip("\n")


def mermaid(run: Run, documents: Documents) -> str:
    """A flowchart of the scopes, which GitHub and others draw in Markdown."""
    root = variables(run)
    title = _quoted(f"{documents.path(run.entry)}{_total(root)}")
    return "\n".join(["flowchart LR", f'  n["{title}"]', *_edges(root, "n")])


def _branches(scope: Scope, indent: str) -> Iterator[str]:
    for child in scope.children:
        last = child is scope.children[-1]
        yield f"{indent}{'└─ ' if last else '├─ '}{_text(child)}"
        if isinstance(child, Scope):
            yield from _branches(child, indent + ("   " if last else "│  "))


def _edges(scope: Scope, parent: str) -> Iterator[str]:
    for number, child in enumerate(scope.children):
        name = f"{parent}_{number}"
        shape = ("([", "])") if isinstance(child, Variable) else ("[", "]")
        yield f'  {parent} --> {name}{shape[0]}"{_quoted(_text(child))}"{shape[1]}'
        if isinstance(child, Scope):
            yield from _edges(child, name)


def _text(node: Node) -> str:
    if isinstance(node, Scope):
        return f"{node.label}{_total(node)}"
    facts = [node.label, node.dtype or "", shape_text(node.shape), f"x{node.count}" if node.count > 1 else ""]
    facts += ["" if node.parameters is None else f"{node.parameters:,}", "" if node.certain else "possible"]
    return " ".join(filter(None, facts))


def _total(scope: Scope) -> str:
    """How many numbers are in a scope; "at least" where some sizes are not known."""
    if scope.total is None:
        return ""
    at_least = "" if _is_known(scope) else "at least "
    return f" ({at_least}{scope.total:,} {'parameter' if scope.total == 1 else 'parameters'})"


def _is_known(node: Node) -> bool:
    if isinstance(node, Variable):
        return node.parameters is not None
    return all(map(_is_known, node.children))


def _quoted(text: str) -> str:
    return text.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;").replace(">", "&gt;")


def _created(run: Run) -> list[Event]:
    events = (event for event in run.resolution.events if event.kind in ("get_variable", "Variable"))
    created = {(event.graph, event.name): event for event in events if event.action == "create"}
    return list(created.values())


def _row(event: Event, documents: Documents) -> list[object]:
    known = event.shape is not None and None not in event.shape
    shape = "" if event.shape is None else shape_text(event.shape)
    facts = [event.kind, event.dtype or "", shape, prod(event.shape) if known else ""]
    place = [documents.path(event.site.path), event.site.line]
    return [shown_name(event), event.name, *facts, _flag(event.trainable), _flag(event.certain), event.graph, *place]


def _flag(value: bool | None) -> str:
    return "" if value is None else str(value).lower()

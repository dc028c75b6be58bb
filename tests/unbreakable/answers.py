"""Everything tfscope says of some files, as plain values that can be compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from functools import cache
from typing import Any

from tfscope.events import Index, Run, View
from tfscope.features.code_lenses import code_lenses
from tfscope.features.definition import definition
from tfscope.features.diagnostics import problems
from tfscope.features.hover import hover
from tfscope.features.inlay_hints import inlay_hints
from tfscope.features.references import highlights, references
from tfscope.features.rename import Refused, prepare_rename
from tfscope.features.symbols import document_symbols
from tfscope.features.variables import variables
from tfscope.syntax import Module, Site, Unit

# A question about each place would make a step ten times as long and tell little more.
MOST_PLACES = 8

Answers = dict[str, Any]


def answers(runs: Iterable[Run], modules: Mapping[str, Module], of_features: bool = True) -> Answers:
    """By what is asked: the records of each run and the problems of each file; and, if wanted, what each feature that
    reads the records answers, at places of each file."""
    runs = list(runs)
    index = Index(runs)
    found: Answers = {"problems": plain(problems(index, modules.get))}
    for run in runs:
        found |= {f"{run.entry} {name}": value for name, value in _records(run).items()}
    for path, module in modules.items():
        found[f"{path} text"] = [(unit.first_line, unit.text) for unit in module.units]
    return {**found, **_of_features(index, modules)} if of_features else found


def _of_features(index: Index, modules: Mapping[str, Module]) -> Answers:
    view = View(index, {path: tuple(module.units) for path, module in modules.items()})
    found: Answers = {f"{run.entry} variables": plain(variables(run)) for run in index.runs}
    for path, module in modules.items():
        found[f"{path} symbols"] = plain(document_symbols(view, module))
        found[f"{path} lenses"] = plain(code_lenses(view, module))
        found[f"{path} hints"] = plain(inlay_hints(view, module, 1, 10_000))
        for line, column in _places(index, module):
            found |= _at_place(view, modules, module, line, column)
    return found


def difference(one: Answers, other: Answers) -> str | None:
    """The first thing that is not the same, None when all is."""
    for question in (*one, *(question for question in other if question not in one)):
        if one.get(question) != other.get(question):
            return f"{question}\n  kept:  {_first_apart(one.get(question), other.get(question))}"
    return None


def plain(value: Any) -> Any:
    """Records, lists and sets as tuples; places by line and column."""
    return _Plain().of(value)


class _Plain:
    """Remembers what it has seen, since records share their call stacks."""

    def __init__(self) -> None:
        self._known: dict[int, Any] = {}
        self._kept: list[Any] = []

    def of(self, value: Any) -> Any:
        if value is None or isinstance(value, (str, int, float)):
            return value
        known = self._known.get(id(value))
        if known is None:
            known = self._known[id(value)] = self._made(value)
            self._kept.append(value)
        return known

    def _made(self, value: Any) -> Any:
        if isinstance(value, Site):
            return value.path, value.line, value.column, value.end_line, value.end_column
        if isinstance(value, Run):
            return value.entry
        if isinstance(value, Mapping):
            return tuple((self.of(key), self.of(item)) for key, item in value.items())
        if isinstance(value, (set, frozenset)):
            return tuple(sorted(map(self.of, value), key=repr))
        if not isinstance(value, (list, tuple)):
            value = [getattr(value, name) for name in _field_names(type(value))]
        return tuple(map(self.of, value))


@cache
def _field_names(record: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(record))


def _records(run: Run) -> Answers:
    resolution, pure = run.resolution, _Plain()
    return {
        "events": [pure.of(event) for event in resolution.events],
        "diagnostics": [pure.of(diagnostic) for diagnostic in resolution.diagnostics],
        "remarks": [pure.of(remark) for remark in resolution.remarks],
        "gave up": [pure.of(end) for end in resolution.gave_up],
        "unmodelled": dict(sorted(resolution.unmodelled.items())),
        "files": sorted(resolution.files),
    }


def _at_place(view: View, modules: Mapping[str, Module], module: Module, line: int, column: int) -> Answers:
    place = (module, line, column)
    where = f"{module.path}:{line}:{column}"

    def units_of(path: str) -> list[Unit] | None:
        return modules[path].units if path in modules else None

    return {
        f"{where} hover": plain(hover(view, *place, uri_of=str)),
        f"{where} definition": plain(definition(view, *place)),
        f"{where} references": plain(references(view, *place, units_of=units_of)),
        f"{where} highlights": plain(highlights(view, *place)),
        f"{where} rename": _renamed(view, modules, place),
    }


def _renamed(view: View, modules: Mapping[str, Module], place: tuple[Module, int, int]) -> Any:
    try:
        return plain(prepare_rename(view, *place, module_of=modules.get))
    except Refused as reason:
        return str(reason)


def _places(index: Index, module: Module) -> Iterator[tuple[int, int]]:
    """Some of the places at which something happens, spread over the file."""
    found = sorted({(p.site.line, p.site.column) for unit in module.units for p in index.places(unit)})
    yield from found[:: max(1, len(found) // MOST_PLACES + 1)]


def _first_apart(one: Any, other: Any) -> str:
    if isinstance(one, (list, tuple)) and isinstance(other, (list, tuple)):
        if len(one) != len(other):
            return f"{len(one)} {_short(one)}\n  fresh: {len(other)} {_short(other)}"
        for left, right in zip(one, other, strict=True):
            if left != right:
                return _first_apart(left, right)
    return f"{one!r}\n  fresh: {other!r}"


def _short(values: Any) -> str:
    return f"{values!r}"[:1500]

"""What rules ask: the events of programs in order, and the source of the calls they happen at."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator

from tfscope.events import Finding, Index, Run
from tfscope.features.answers import Severity
from tfscope.resolver.records import Call, Diagnostic, Event, Related
from tfscope.syntax import Module, Site, Unit

ModuleOf = Callable[[str], "Module | None"]
_CALLS = "features.rules.calls"


class Facts:
    """Made once for all rules. `module_of` gives the module of a path."""

    def __init__(self, index: Index, module_of: ModuleOf = lambda path: None) -> None:
        self.index = index
        self.module_of = module_of

    @property
    def programs(self) -> list[Run]:
        """The runs of files that people run."""
        return [run for run in self.index.runs if run.is_program]

    def variables(self, run: Run) -> list[Event]:
        """What happens to variables when a program runs, in order; functions on their own are left out."""
        return self.index.variables(run)

    def scopes(self, run: Run) -> list[Event]:
        """The scopes that a program enters, in order."""
        return self.index.scopes(run)


def was_followed(run: Run) -> bool:
    """Whether a program was followed to its end and comes there, so that what was not seen does not happen."""
    return not run.resolution.gave_up and not run.resolution.diagnostics


def finding(
    run: Run,
    code: str,
    severity: Severity,
    message: str,
    site: Site,
    stack: tuple[Call, ...] = (),
    related: Iterable[tuple[str, Site]] = (),
) -> Finding:
    """A finding of a rule, as a diagnostic of the run it is true of."""
    notes = tuple(Related(text, place) for text, place in related)
    return Finding(run, Diagnostic(code, severity, message, site, stack, notes))


def call_at(site: Site) -> ast.Call | None:
    """The call that stands at exactly this span."""
    found = _calls(site.unit).get(site)
    return found[-1] if found else None


def around(site: Site) -> tuple[ast.AST, ...]:
    """The nodes around the call at this span, innermost first, without it."""
    return _calls(site.unit).get(site, ())[-2::-1]


def callee(call: ast.AST | None) -> str:
    """The last part of the name that is called, "" for what is not a call by name."""
    function = call.func if isinstance(call, ast.Call) else None
    return getattr(function, "attr", None) or getattr(function, "id", "")


def keyword(call: ast.Call | None, name: str) -> ast.expr | None:
    """The value of a keyword argument."""
    return next((one.value for one in call.keywords if one.arg == name), None) if call else None


def calls(unit: Unit) -> Iterator[tuple[Site, ast.Call]]:
    """The calls that stand in a unit."""
    return ((site, path[-1]) for site, path in _calls(unit).items())


def constants(unit: Unit) -> Iterator[tuple[Site, str]]:
    """The strings that stand in a unit."""
    for statement in unit.tree:
        for node in ast.walk(statement):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield unit.site(node), node.value


def _calls(unit: Unit) -> dict[Site, tuple[ast.AST, ...]]:
    """Each call of a unit with the nodes that lead to it, outermost first."""
    known = unit.cache.get(_CALLS)
    if known is None:
        known = unit.cache[_CALLS] = {}
        for statement in unit.tree:
            _collect(unit, statement, (), known)
    return known  # type: ignore[return-value]


def _collect(unit: Unit, node: ast.AST, path: tuple[ast.AST, ...], found: dict) -> None:
    path = (*path, node)
    if isinstance(node, ast.Call):
        found.setdefault(unit.site(node), path)
    for child in ast.iter_child_nodes(node):
        _collect(unit, child, path, found)

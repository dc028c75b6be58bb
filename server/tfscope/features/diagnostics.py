"""Diagnostics: what TensorFlow would stop at and what the rules find, once per place however many programs meet it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from tfscope.events import Finding, Index
from tfscope.features import rules
from tfscope.features.answers import Note, Problem, span_of
from tfscope.features.fixes import fixes
from tfscope.features.ignores import Ignore, Ignores
from tfscope.features.rules.facts import ModuleOf
from tfscope.features.sites import call_at, is_literal, name_argument
from tfscope.resolver.records import Diagnostic, GaveUp
from tfscope.syntax import NOTEBOOK, Module, Site, Unit


def all_findings(index: Index, module_of: ModuleOf = lambda path: None) -> list[Finding]:
    """What TensorFlow raises and what the rules find, whatever comments say: it depends on the code alone."""
    return list(_findings(index, module_of))


def by_place(
    index: Index, module_of: ModuleOf = lambda path: None, found: Sequence[Finding] | None = None
) -> list[list[Finding]]:
    """The findings, those that say the same of the same place together.

    module_of: gives the module of a path; its ignore comments are heeded, and told when they keep back nothing.
    found: `all_findings` of the index, where they are at hand.
    """
    heeded = _Heeded(module_of)
    groups: dict[tuple[Site, str, str], list[Finding]] = {}
    for finding in all_findings(index, module_of) if found is None else found:
        diagnostic = finding.diagnostic
        groups.setdefault((diagnostic.site, diagnostic.code, diagnostic.message), []).append(finding)
    kept = [same for (site, code, _), same in groups.items() if not heeded.keep_back(code, site)]
    for gave_up in (one for run in index.runs for one in run.resolution.gave_up if one.site):
        heeded.keep_back("gave-up", gave_up.site)
    return kept + [[finding] for finding in heeded.unused(index)]


def problems(
    index: Index, module_of: ModuleOf = lambda path: None, found: Sequence[Finding] | None = None
) -> dict[str, list[Problem]]:
    """All problems by file, in the order of their lines; the arguments are those of `by_place`."""
    facts, stands = rules.Facts(index, module_of), standing(module_of)
    told = [_problem(findings[0], facts) for findings in by_place(index, module_of, found)]
    gave_up = _given_up(gave_up for run in index.runs for gave_up in run.resolution.gave_up)
    heeded = _Heeded(module_of)
    told += [_as_problem(one) for one in gave_up if stands(one.site) and not heeded.keep_back("gave-up", one.site)]
    by_file: dict[str, list[Problem]] = {}
    for problem in sorted(told, key=lambda problem: problem.span):
        by_file.setdefault(problem.span.path, []).append(problem)
    return by_file


def standing(module_of: ModuleOf) -> Callable[[Site], bool]:
    """Whether the code at a place is still there, as far as its file is known."""
    units: dict[str, frozenset[Unit] | None] = {}

    def stands(site: Site) -> bool:
        if site.path not in units:
            module = module_of(site.path)
            units[site.path] = frozenset(module.units) if module else None
        present = units[site.path]
        return present is None or site.unit in present

    return stands


def _findings(index: Index, module_of: ModuleOf) -> Iterator[Finding]:
    """What TensorFlow raises, and what rules find elsewhere: where the program stops, nothing else matters."""
    raised = set()
    for finding in index.findings():
        raised.add(finding.diagnostic.site)
        if not _follows_from_typing(finding.diagnostic):
            yield finding
    for finding in rules.find(rules.Facts(index, module_of)):
        if finding.diagnostic.site not in raised and not _follows_from_typing(finding.diagnostic):
            yield finding


def _follows_from_typing(diagnostic: Diagnostic) -> bool:
    """Whether the call, or one that leads to it, is still being typed: what it will say nobody knows yet."""
    calls = (diagnostic.site, *(call.site for call in diagnostic.stack))
    return _has_no_name_yet(diagnostic.site) or any(map(_is_broken, calls))


def _is_broken(site: Site) -> bool:
    lines = ((one.line, one.end_line) for one in site.unit.problems)
    return any(first <= site.relative_end_line and site.relative_line <= last for first, last in lines)


def _has_no_name_yet(site: Site) -> bool:
    """Whether a call's name is an empty string: editors close quotes and brackets by themselves."""
    name = name_argument(call) if (call := call_at(site)) else None
    return name is not None and is_literal(name) and not name.value


class _Heeded:
    """The ignores of all files that have come up."""

    def __init__(self, module_of: ModuleOf) -> None:
        self._module_of = module_of
        self._modules: dict[str, Module | None] = {}
        self._ignores: dict[str, Ignores] = {}

    def keep_back(self, code: str, site: Site) -> bool:
        return self._of(site.path).take(code, site.line, site.end_line)

    def unused(self, index: Index) -> Iterator[Finding]:
        """The ignores that kept back nothing, in files whose programs were all followed to their end."""
        by_path: dict[str, list] = {}
        for run in index.runs:
            files = {run.entry, *run.resolution.files}
            for path in set().union(*map(self._parts, files)):
                by_path.setdefault(path, []).append(run)
        for path, runs in by_path.items():
            if any(run.resolution.gave_up for run in runs) or not any(run.is_program for run in runs):
                continue
            for ignore in self._of(path).all:
                unit = _unit_of(self._modules[path], ignore)
                # One that names no rule would keep back that it keeps back nothing.
                besides = ignore if ignore.codes is None else None
                looked_at = unit and (ignore.line is None or not unit.defines or index.is_reached(unit))
                at = ignore.comment.line
                if looked_at and ignore.unused and not self._of(path).take("unused-ignore", at, at, besides):
                    yield Finding(runs[0], _unused(unit, ignore))

    def _parts(self, path: str) -> set[str]:
        """The path of a file; of a notebook those of its cells, which are where the comments are."""
        module = self._module_of(path) if path.endswith(NOTEBOOK) else None
        return {unit.path for unit in module.units} if module else {path}

    def _of(self, path: str) -> Ignores:
        known = self._ignores.get(path)
        if known is None:
            module = self._modules[path] = self._module_of(path)
            known = self._ignores[path] = Ignores(module)
        return known


def _unit_of(module: Module | None, ignore: Ignore) -> Unit | None:
    """The unit that a comment stands in, else the one before it, else the first."""
    units = module.units if module else []
    line = ignore.line or ignore.comment.line
    return next((unit for unit in reversed(units) if unit.first_line <= line), units[0] if units else None)


def _site(unit: Unit, ignore: Ignore) -> Site:
    line = ignore.comment.line - unit.first_line + 1
    return Site(unit, line, ignore.column, line, ignore.end_column)


def _unused(unit: Unit, ignore: Ignore) -> Diagnostic:
    unknown = [code for code in ignore.unused if code and not rules.rule(code)]
    if unknown:
        message = f"There is no rule {' or '.join(unknown)} to ignore."
    elif ignore.codes is None:
        message = "Nothing is ignored here: tfscope finds no problem."
    else:
        message = f"Nothing is ignored here: tfscope finds no {' and no '.join(ignore.unused)}."
    return Diagnostic("unused-ignore", "warning", message, _site(unit, ignore), ())


def _problem(finding: Finding, facts: rules.Facts) -> Problem:
    diagnostic = finding.diagnostic
    notes = (*_related(diagnostic), *_callers(diagnostic))
    span = span_of(diagnostic.site)
    return Problem(span, diagnostic.code, diagnostic.severity, diagnostic.message, notes, fixes(finding, facts))


def _related(diagnostic: Diagnostic) -> Iterable[Note]:
    return (Note(span_of(related.site), related.message) for related in diagnostic.related)


def _callers(diagnostic: Diagnostic) -> Iterable[Note]:
    """The calls that lead there, innermost first: without them an error in a shared function says too little."""
    calls = diagnostic.stack[1:]
    shown = calls if len(calls) <= 4 else (*calls[:3], calls[-1])
    return (Note(span_of(call.site), f"called from here, in {call.function}") for call in shown)


def _given_up(places: Iterable[GaveUp]) -> list[GaveUp]:
    unique = dict.fromkeys((gave_up.site, gave_up.reason) for gave_up in places)
    return [GaveUp(reason, site) for site, reason in unique if site is not None and not site.unit.is_library]


def _as_problem(gave_up: GaveUp) -> Problem:
    return Problem(span_of(gave_up.site), "gave-up", "hint", gave_up.reason)

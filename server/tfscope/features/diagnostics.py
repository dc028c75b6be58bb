"""Diagnostics: what TensorFlow would stop at and what the rules find, once per place however many programs meet it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tfscope.events import Finding, Index
from tfscope.features import rules
from tfscope.features.answers import Note, Problem, span_of
from tfscope.features.fixes import fixes
from tfscope.features.ignores import Ignore, Ignores
from tfscope.features.rules.facts import ModuleOf
from tfscope.resolver.records import Diagnostic, GaveUp
from tfscope.syntax import Module, Site, Unit


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
    facts = rules.Facts(index, module_of)
    told = [_problem(findings[0], facts) for findings in by_place(index, module_of, found)]
    gave_up = _given_up(gave_up for run in index.runs for gave_up in run.resolution.gave_up)
    heeded = _Heeded(module_of)
    told += [_as_problem(one) for one in gave_up if not heeded.keep_back("gave-up", one.site)]
    by_file: dict[str, list[Problem]] = {}
    for problem in sorted(told, key=lambda problem: problem.span):
        by_file.setdefault(problem.span.path, []).append(problem)
    return by_file


def _findings(index: Index, module_of: ModuleOf) -> Iterator[Finding]:
    """What TensorFlow raises, and what rules find elsewhere: where the program stops, nothing else matters."""
    raised = set()
    for finding in index.findings():
        raised.add(finding.diagnostic.site)
        if _is_of_whole_statements(finding.diagnostic):
            yield finding
    for finding in rules.find(rules.Facts(index, module_of)):
        if finding.diagnostic.site not in raised and _is_of_whole_statements(finding.diagnostic):
            yield finding


def _is_of_whole_statements(diagnostic: Diagnostic) -> bool:
    """Whether the place and the calls that lead there could be read; what half-typed ones will say is not known yet."""
    sites = [diagnostic.site, *(call.site for call in diagnostic.stack)]
    return not any(
        problem.line <= site.relative_end_line and site.relative_line <= problem.end_line
        for site in sites
        for problem in site.unit.problems
    )


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
            for path in {run.entry, *run.resolution.files}:
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

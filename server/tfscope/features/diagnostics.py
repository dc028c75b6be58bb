"""Diagnostics: what TensorFlow would stop at, once per place however many programs come there."""

from __future__ import annotations

from collections.abc import Iterable

from tfscope.events import Finding, Index
from tfscope.features.answers import Note, Problem, span_of
from tfscope.resolver.records import Diagnostic, GaveUp
from tfscope.syntax import Site


def by_place(index: Index) -> list[list[Finding]]:
    """The findings, those that say the same of the same place together."""
    groups: dict[tuple[Site, str, str], list[Finding]] = {}
    for finding in index.findings():
        diagnostic = finding.diagnostic
        groups.setdefault((diagnostic.site, diagnostic.code, diagnostic.message), []).append(finding)
    return list(groups.values())


def problems(index: Index) -> dict[str, list[Problem]]:
    """All problems by file, in the order of their lines."""
    found = [_problem(findings[0].diagnostic) for findings in by_place(index)]
    found += _given_up(gave_up for run in index.runs for gave_up in run.resolution.gave_up)
    by_file: dict[str, list[Problem]] = {}
    for problem in sorted(found, key=lambda problem: problem.span):
        by_file.setdefault(problem.span.path, []).append(problem)
    return by_file


def _problem(diagnostic: Diagnostic) -> Problem:
    notes = (*_related(diagnostic), *_callers(diagnostic))
    return Problem(span_of(diagnostic.site), diagnostic.code, diagnostic.severity, diagnostic.message, notes)


def _related(diagnostic: Diagnostic) -> Iterable[Note]:
    return (Note(span_of(related.site), related.message) for related in diagnostic.related)


def _callers(diagnostic: Diagnostic) -> Iterable[Note]:
    """The calls that lead there, innermost first: without them an error in a shared function says too little."""
    calls = diagnostic.stack[1:]
    shown = calls if len(calls) <= 4 else (*calls[:3], calls[-1])
    return (Note(span_of(call.site), f"called from here, in {call.function}") for call in shown)


def _given_up(places: Iterable[GaveUp]) -> list[Problem]:
    unique = dict.fromkeys((gave_up.site, gave_up.reason) for gave_up in places)
    return [
        Problem(span_of(site), "gave-up", "hint", reason)
        for site, reason in unique
        if site is not None and not site.unit.is_library
    ]

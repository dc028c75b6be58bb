"""What `check` finds in what was analysed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from tfscope.cli.found import Found, Step, Stopped
from tfscope.events import Finding, Index, Run
from tfscope.features.answers import Note, span_of
from tfscope.features.diagnostics import by_place
from tfscope.features.fixes import fixes
from tfscope.features.rules import ALL, Facts
from tfscope.project.workspace import Workspace
from tfscope.resolver.records import Diagnostic, GaveUp
from tfscope.syntax import file_of


def findings(runs: Iterable[Run], workspace: Workspace, wanted: Iterable[str]) -> list[Found]:
    """What is found in the files `wanted`, with the severities that pyproject.toml gives, without what is off."""

    def module_of(path: str):
        return workspace.files.module(path, {})

    index, wanted = Index(runs), frozenset(wanted)
    facts = Facts(index, module_of)
    groups = (same for same in by_place(index, module_of) if file_of(same[0].diagnostic.site.path) in wanted)
    found = (_found(same, facts) for same in groups)
    return [at for one in found if (at := _at_severity(one, workspace.configuration(one.site.path).rules))]


def stopped(runs: Iterable[Run]) -> list[Stopped]:
    """Where the analyses stopped short, each place once."""
    unique: dict[GaveUp, None] = dict.fromkeys(one for run in runs for one in run.resolution.gave_up)
    return [Stopped(one.reason, span_of(one.site) if one.site else None) for one in unique]


def _found(same: list[Finding], facts: Facts) -> Found:
    diagnostic: Diagnostic = same[0].diagnostic
    site = diagnostic.site
    return Found(
        diagnostic.code,
        diagnostic.severity,
        diagnostic.message,
        span_of(site),
        tuple(Step(span_of(call.site), call.function) for call in diagnostic.stack),
        tuple(Note(span_of(one.site), one.message) for one in diagnostic.related),
        tuple(sorted({finding.run.entry for finding in same})),
        site.unit.text.split("\n")[site.relative_line - 1].strip(),
        None if _is_doubtful(diagnostic) else next((fix for fix in fixes(same[0], facts) if fix.preferred), None),
    )


def _is_doubtful(diagnostic: Diagnostic) -> bool:
    """Whether TensorFlow raises it on some ways only: nothing is changed for that."""
    return ALL[diagnostic.code].level == "error" and diagnostic.severity != "error"


def _at_severity(found: Found, severities: Mapping[str, str]) -> Found | None:
    severity = severities.get(found.code, found.severity)
    return None if severity == "off" else replace(found, severity=severity)

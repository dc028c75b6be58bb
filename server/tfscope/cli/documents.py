"""Events and diagnostics as JSON (docs/names-schema.md)."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any

from tfscope.cli.found import Found, Step, Stopped
from tfscope.events import VARIABLE_KINDS, Run
from tfscope.features.answers import Note, Span
from tfscope.project.paths import shown
from tfscope.resolver.records import Call, Diagnostic, Event, GaveUp, Related
from tfscope.syntax import Site

SCHEMA = 1

Json = dict[str, Any]


class Documents:
    """Writes paths relative to `base` where they lie below it."""

    def __init__(self, base: str | None = None) -> None:
        self._base = base or os.getcwd()
        self._shown: dict[str, str] = {}

    def names(self, run: Run, ops: bool = False) -> Json:
        """What `tfscope names --format json` prints."""
        resolution = run.resolution
        kinds = {*VARIABLE_KINDS, "scope", *(["op"] if ops else [])}
        return {
            "schema": SCHEMA,
            "entry": self.path(run.entry),
            "events": [self.event(event) for event in resolution.events if event.kind in kinds],
            "diagnostics": [self.diagnostic(diagnostic) for diagnostic in resolution.diagnostics],
            "gave_up": [self.gave_up(gave_up) for gave_up in resolution.gave_up],
        }

    def check(self, files: int, findings: Iterable[Found], gave_up: Iterable[Stopped], known: int) -> Json:
        """What `tfscope check --format json` prints."""
        return {
            "schema": SCHEMA,
            "files": files,
            "known": known,
            "diagnostics": [
                {**self.diagnostic(found), "entries": [self.path(entry) for entry in found.entries]}
                for found in findings
            ],
            "gave_up": [self.gave_up(one) for one in gave_up],
        }

    def event(self, event: Event) -> Json:
        """One event."""
        return {
            "kind": event.kind,
            "name": event.name,
            "key": event.key,
            "action": event.action,
            "certain": event.certain,
            "shape": None if event.shape is None else list(event.shape),
            "dtype": event.dtype,
            "trainable": event.trainable,
            "site": self.site(event.site),
            "stack": self.stack(event.stack),
            "origin": self.site(event.origin),
        }

    def diagnostic(self, diagnostic: Diagnostic | Found) -> Json:
        """One diagnostic."""
        return {
            "code": diagnostic.code,
            "severity": diagnostic.severity,
            "message": diagnostic.message,
            "site": self.site(diagnostic.site),
            "stack": self.stack(diagnostic.stack),
            "related": [{"message": one.message, "site": self.site(_place(one))} for one in diagnostic.related],
        }

    def gave_up(self, gave_up: GaveUp | Stopped) -> Json:
        """One place where the analysis stopped short."""
        return {"reason": gave_up.reason, "site": self.site(gave_up.site)}

    def stack(self, stack: Iterable[Call | Step]) -> list[Json]:
        """A call stack, innermost first."""
        return [
            {
                "path": self.path(call.site.path),
                "line": call.site.line,
                "end_line": call.site.end_line,
                "function": call.function,
            }
            for call in stack
        ]

    def site(self, site: Site | Span | None) -> Json | None:
        """A place: lines from 1, columns from 0 in code points."""
        if site is None:
            return None
        return {
            "path": self.path(site.path),
            "line": site.line,
            "column": site.column,
            "end_line": site.end_line,
            "end_column": site.end_column,
        }

    def path(self, path: str) -> str:
        """A path as it is shown; each is worked out once."""
        text = self._shown.get(path)
        if text is None:
            text = self._shown[path] = shown(path, self._base)
        return text


def _place(second: Related | Note) -> Site | Span:
    return second.span if isinstance(second, Note) else second.site

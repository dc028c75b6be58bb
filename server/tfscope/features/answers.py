"""What features answer, in the terms of an editor: spans of source and text. No protocol types.

Lines count from 1 and columns from 0 in code points, as in the rest of tfscope.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tfscope.syntax import Site

Severity = Literal["error", "warning", "information", "hint"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A span of a file as it is now; the end is exclusive."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Hover:
    """Markdown to show for a span."""

    span: Span
    markdown: str


@dataclass(frozen=True, slots=True)
class Link:
    """A jump: the span it starts from and the span it leads to."""

    origin: Span
    target: Span


@dataclass(frozen=True, slots=True)
class Mark:
    """A place that takes part in a variable or scope: "write" where it comes about, "read" where it is reused."""

    span: Span
    kind: str


@dataclass(frozen=True, slots=True)
class Note:
    """A second place that a problem speaks of."""

    span: Span
    message: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to mark in the source."""

    span: Span
    code: str
    severity: Severity
    message: str
    notes: tuple[Note, ...] = ()


def span_of(site: Site) -> Span:
    """Where a site stands at this moment."""
    return Span(site.path, site.line, site.column, site.end_line, site.end_column)

"""What `check` has found, as plain values: they cross processes, and outlive the analyses they were taken from."""

from __future__ import annotations

from dataclasses import dataclass

from tfscope.features.answers import Fix, Note, Severity, Span

FAILING = frozenset({"error", "warning"})


@dataclass(frozen=True, slots=True)
class Step:
    """One level of a call stack: where the call stands and in which function."""

    site: Span
    function: str


@dataclass(frozen=True, slots=True)
class Found:
    """One problem at one place. `entries`: the programs that meet it. `line`: the text of the source line it begins
    on. `fix`: what most people would do about it."""

    code: str
    severity: Severity
    message: str
    site: Span
    stack: tuple[Step, ...]
    related: tuple[Note, ...]
    entries: tuple[str, ...]
    line: str
    fix: Fix | None = None


@dataclass(frozen=True, slots=True)
class Stopped:
    """A place where the analysis stopped short; `site` is None when it concerns the whole program."""

    reason: str
    site: Span | None


@dataclass(frozen=True)
class Report:
    """What was found, in the order of places. `known`: how many problems are in the baseline and so left out."""

    files: int
    findings: list[Found]
    gave_up: list[Stopped]
    known: int = 0

    @property
    def fails(self) -> bool:
        """Whether anything is more than a hint."""
        return any(found.severity in FAILING for found in self.findings)

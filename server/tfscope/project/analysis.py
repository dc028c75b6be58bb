"""Keeps the analyses of programs up to date: what did not change is not analysed again."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING, TypeVar

from tfscope.events import Run
from tfscope.project.files import Overlay
from tfscope.project.settings import Settings
from tfscope.project.workspace import Program, Workspace
from tfscope.resolver.records import GaveUp, Resolution
from tfscope.resolver.sources import Sources
from tfscope.syntax import Module, Site

if TYPE_CHECKING:
    from tfscope.resolver import Analysis

T = TypeVar("T")
Resolve = Callable[..., Resolution]

STACK_BYTES = (512 << 20, 128 << 20, 32 << 20)
RECURSION_LIMIT = 100_000


class Analyst:
    """Analyses programs of a workspace and remembers each result until a file it read changes."""

    def __init__(self, workspace: Workspace, resolve: Resolve | None = None, ops: bool = True) -> None:
        """ops: whether the names of other ops than variables are wanted."""
        self._workspace = workspace
        self._ops = ops
        self._resolve = resolve
        self._runs: dict[Program, Run] = {}
        # Of each program the last resolution, and the run made of it: that again when no code has changed.
        self._last: dict[Program, tuple[Resolution, Run]] = {}

    def known(self, program: Program) -> Run | None:
        """The analysis of a program if it is up to date."""
        return self._runs.get(program)

    def run(
        self,
        program: Program,
        overlay: Overlay,
        cancelled: Callable[[], bool] = lambda: False,
        in_haste: bool = False,
    ) -> Run | None:
        """The analysis of a program, None when it was cancelled. in_haste: it may be partial, and is then not known
        afterwards."""
        known = self._runs.get(program)
        if known:
            return known
        # Loaded at the first use only: a server has to answer before it analyses.
        self._resolve = self._resolve or WarmResolve(self._workspace.settings)
        clock = _Clock(self._workspace.settings.seconds, cancelled)
        sources = self._workspace.sources(program.path, overlay)
        options = {"cancelled": clock.ended, "record_ops": self._ops, "in_haste": in_haste}
        resolution = self._resolve(program.path, sources, **options)
        if cancelled():
            return None
        before = self._last.get(program)
        if before and before[0] is resolution:
            run = before[1]
        else:
            gave_up = [*resolution.gave_up, *_passed_over(sources.entry(program.path))]
            if clock.ran_out:
                gave_up.append(GaveUp(f"The analysis was stopped after {clock.seconds:g} seconds.", None))
            run = Run(program.path, replace(resolution, gave_up=gave_up), program.is_program)
        if resolution.is_partial:
            return run
        if not before or before[1] is not run:
            self._last[program] = resolution, run
            self._save_memory(program, resolution, overlay, sources)
        self._runs[program] = run
        return run

    def _save_memory(self, program: Program, resolution: Resolution, overlay: Overlay, sources: Sources) -> None:
        """Lets go of what is needed only while somebody types: a program and the trees of files that are not open."""
        if program.path not in overlay and isinstance(self._resolve, WarmResolve):
            self._resolve.cool(program.path)
        for path in resolution.files - overlay.keys():
            module = sources.entry(path)
            for unit in module.units if module else ():
                unit.forget(compiled=False)

    def rest(self) -> None:
        """Drops what analyses share and make again when they need it, to bound memory."""
        if isinstance(self._resolve, WarmResolve):
            self._resolve.rest()

    def forget(self, paths: Iterable[str]) -> None:
        """Drops the analyses that read any of the files."""
        changed = set(paths)
        self._runs = {
            program: run
            for program, run in self._runs.items()
            if program.path not in changed and not changed & run.resolution.files
        }

    def forget_all(self) -> None:
        """Drops every analysis: modules may now be found elsewhere."""
        self._runs, self._last = {}, {}
        if isinstance(self._resolve, WarmResolve):
            self._resolve.forget_all()

    def keep_only(self, programs: Iterable[Program]) -> None:
        """Drops the analyses of other programs and the parsed files that only they read, to bound memory."""
        wanted = set(programs)
        self._runs = {program: run for program, run in self._runs.items() if program in wanted}
        self._last = {program: last for program, last in self._last.items() if program in wanted}
        if isinstance(self._resolve, WarmResolve):
            self._resolve.keep_only({program.path for program in wanted})
        files = {path for run in self._runs.values() for path in run.resolution.files}
        self._workspace.files.keep_only(files | {program.path for program in self._runs})


def deep_thread(target: Callable[[], None], name: str) -> threading.Thread:
    """A daemon thread, started, whose stack is deep enough for programs that nest or recurse deeply."""
    sys.setrecursionlimit(max(sys.getrecursionlimit(), RECURSION_LIMIT))
    before = threading.stack_size()
    try:
        for size in STACK_BYTES:
            try:
                threading.stack_size(size)
                thread = threading.Thread(target=target, name=name, daemon=True)
                thread.start()
                return thread
            except (ValueError, RuntimeError):  # not that much to be had here
                continue
    finally:
        threading.stack_size(before)
    thread = threading.Thread(target=target, name=name, daemon=True)
    thread.start()
    return thread


def deeply(function: Callable[[], T]) -> T:
    """The result of `function`, run on a deep stack; what it raises is raised here."""
    results: list[T] = []
    errors: list[BaseException] = []

    def call() -> None:
        try:
            results.append(function())
        except BaseException as error:
            errors.append(error)

    thread = deep_thread(call, "tfscope-deep")
    while thread.is_alive():
        thread.join(0.2)  # wakes now and then, so that Ctrl-C is heard
    if errors:
        raise errors[0]
    return results[0]


def _passed_over(module: Module | None) -> Iterator[GaveUp]:
    """The statements of the program's own file that could not be read, and so are not in the analysis."""
    for unit in module.units if module else ():
        for problem in unit.problems:
            site = Site(unit, problem.line, problem.column, problem.end_line, problem.column)
            yield GaveUp(f"{problem.message} The statement is passed over.", site)


class _Clock:
    """Says when an analysis has to end: when it is cancelled, or its time is over."""

    def __init__(self, seconds: float, cancelled: Callable[[], bool]) -> None:
        self.seconds = seconds
        self.ran_out = False
        self._end = monotonic() + seconds
        self._cancelled = cancelled

    def ended(self) -> bool:
        self.ran_out = self.ran_out or monotonic() > self._end
        return self.ran_out or self._cancelled()


class WarmResolve:
    """`tfscope.resolver.resolve`, which keeps each entry point warm: an edit costs what depends on it."""

    def __init__(self, settings: Settings) -> None:
        from tfscope.resolver import Analysis, Budget, forget_shared

        self._make = Analysis
        self.rest = forget_shared
        self._budget = Budget() if settings.steps is None else Budget(steps=settings.steps)
        self._warm: dict[str, Analysis] = {}

    def __call__(
        self, entry: str, sources: Sources, cancelled: Callable[[], bool], record_ops: bool, in_haste: bool
    ) -> Resolution:
        analysis = self._warm.get(entry)
        if analysis is None:
            analysis = self._warm[entry] = self._make(entry, self._budget, record_ops=record_ops)
        return analysis.resolve(sources, cancelled, in_haste)

    def cool(self, entry: str) -> None:
        """Keeps of an entry point what it takes to see when it has to be analysed again."""
        self._warm[entry].cool()

    def keep_only(self, entries: set[str]) -> None:
        """Lets the other entry points cool down, to bound memory."""
        self._warm = {entry: analysis for entry, analysis in self._warm.items() if entry in entries}

    def forget_all(self) -> None:
        """Every entry point begins anew: imports may lead elsewhere now."""
        self._warm = {}

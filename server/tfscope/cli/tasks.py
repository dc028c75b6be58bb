"""Analyses many files, in several processes where that is worth it.

Files that import each other belong together: what is said of a function on its own counts only where no program
reaches it, so all programs that may reach it have to be known. Groups of them are independent.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context

from tfscope.cli.findings import findings, stopped
from tfscope.cli.found import Found, Stopped
from tfscope.cli.main import CannotWork, costing
from tfscope.events import Run
from tfscope.project.analysis import Analyst, deeply
from tfscope.project.settings import Settings
from tfscope.project.workspace import Program, Workspace

# A process takes longer to start than a few files take.
WORTH_A_PROCESS = 8
MOST_PROCESSES = 8
Tell = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Task:
    """Programs that belong together, and what their workspace is."""

    programs: tuple[Program, ...]
    roots: tuple[str, ...]
    settings: Settings


@dataclass(frozen=True, slots=True)
class Outcome:
    """failures: the files that a defect of ours concerns, each with the sentence that says so."""

    findings: list[Found]
    gave_up: list[Stopped]
    failures: dict[str, str]


def tasks(workspace: Workspace, files: Iterable[str]) -> list[Task]:
    """The files in groups, the largest first."""
    imports = workspace.imports
    group_of: dict[str, set[str]] = {}
    for path in files:
        group = group_of.setdefault(path, {path})
        for importer in imports.importers(path):
            other = group_of.setdefault(importer, {importer})
            if other is not group:
                group |= other
                group_of.update(dict.fromkeys(other, group))
    groups = {id(group): group for group in group_of.values()}.values()
    return [
        Task(
            tuple(Program(path, imports.is_program(path)) for path in sorted(group)),
            workspace.roots,
            workspace.settings,
        )
        for group in sorted(groups, key=lambda group: (-len(group), min(group)))
    ]


def outcomes(wanted: list[Task], jobs: int | None, tell: Tell) -> Iterator[Outcome]:
    """What comes out of each task, in any order. `tell` hears how many files are done.

    jobs: how many processes; None for as many as there are processors, if there is that much to do.
    """
    number = sum(len(task.programs) for task in wanted)
    most = min(os.cpu_count() or 1, MOST_PROCESSES) if number > WORTH_A_PROCESS else 1
    processes = min(jobs or most, len(wanted))
    if processes < 2:
        yield from (deeply(lambda task=task: run(task, tell)) for task in wanted)
        return
    with contextlib.ExitStack() as stack:
        with _away_from_the_workspace():
            pool = stack.enter_context(ProcessPoolExecutor(processes, get_context("spawn")))
            futures = {pool.submit(run_apart, task): task for task in wanted}
        try:
            for future in as_completed(futures):
                yield future.result()
                tell(len(futures[future].programs))
        except BrokenProcessPool as error:
            raise CannotWork(
                "a process ended before its time, perhaps for want of memory; --jobs 1 works in one only."
            ) from error
        finally:
            pool.shutdown(cancel_futures=True)


@contextlib.contextmanager
def _away_from_the_workspace() -> Iterator[None]:
    """A Python that is started with a command, as multiprocessing does, imports from the folder it is started in before
    all others; here that is Python's own library."""
    here = os.getcwd()
    os.chdir(os.path.dirname(os.__file__))
    try:
        yield
    finally:
        os.chdir(here)


def run_apart(task: Task) -> Outcome:
    """Runs a task in a process of its own."""
    return deeply(lambda: run(task, lambda done: None))


def run(task: Task, tell: Tell) -> Outcome:
    """Analyses the programs of a task."""
    workspace = Workspace(task.roots, task.settings)
    runs: list[Run] = []
    failures: dict[str, str] = {}
    for program in task.programs:
        with costing(program.path, failures):
            # Each with an analyst of its own: nothing here is analysed twice, so nothing need be kept warm.
            made = Analyst(workspace, ops=False).run(program, {})
            assert made, "nobody cancels it"
            runs.append(made)
        tell(1)
    found = _found(runs, workspace, [program.path for program in task.programs], failures)
    return Outcome(found, stopped(runs), failures)


def _found(runs: list[Run], workspace: Workspace, wanted: list[str], failures: dict[str, str]) -> list[Found]:
    """What is found in the files `wanted`. A defect that comes up in it costs the programs that bring it up."""
    with contextlib.suppress(Exception):
        return findings(runs, workspace, wanted)
    found: list[Found] = []
    whole: list[Run] = []
    for run in runs:
        with costing(run.entry, failures):
            found = findings([*whole, run], workspace, wanted)
            whole.append(run)
    return found

"""What the server knows: the open documents, the workspace, and the last finished analysis.

The event loop owns the documents and reads snapshots; the worker's thread makes snapshots and never touches the
documents. A snapshot is replaced as a whole, so a request sees one state of things.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial
from typing import TypeVar

from tfscope.checkpoint import Checkpoint
from tfscope.events import Finding, Index, Run, View
from tfscope.features.answers import Problem
from tfscope.features.diagnostics import all_findings, problems, standing
from tfscope.lsp import garbage
from tfscope.lsp.saved import SavedVariables
from tfscope.lsp.settings import Options
from tfscope.lsp.worker import Worker
from tfscope.project.analysis import Analyst
from tfscope.project.files import Overlay
from tfscope.project.workspace import Program, Workspace
from tfscope.resolver.records import GaveUp
from tfscope.syntax import Module, file_of

log = logging.getLogger(__name__)

Cancelled = Callable[[], bool]
ModuleOf = Callable[[str], "Module | None"]
T = TypeVar("T")


@dataclass(frozen=True)
class Snapshot:
    """A finished analysis.

    numbers: of the open texts it was made from. begun: the open files of which an analysis is in it, made in haste
    perhaps. whole: those of which one is in it that was not. settled: those all of whose programs are in it; until then
    their problems are not known in full. told: those whose problems can be shown: the settled, and the one being edited
    as soon as it was looked at on its own, if all that was said before stands in code that is still there. failures:
    programs whose analysis failed, by a defect of ours. checkpoint: the one that the settings name. silent: files and
    folders that give no answer and are left out.
    """

    view: View = field(default_factory=lambda: View(Index()))
    problems: Mapping[str, list[Problem]] = field(default_factory=dict)
    numbers: Mapping[str, int] = field(default_factory=dict)
    begun: frozenset[str] = frozenset()
    whole: frozenset[str] = frozenset()
    settled: frozenset[str] = frozenset()
    told: frozenset[str] = frozenset()
    failures: tuple[str, ...] = ()
    checkpoint: Checkpoint | None = None
    silent: tuple[str, ...] = ()

    @property
    def index(self) -> Index:
        return self.view.index


@dataclass(frozen=True)
class Job:
    """What to bring up to date.

    overlay: the open texts. changed: paths whose text is another. focus: the file a person is working on.
    moved: whether files may have come or gone. look: find both out, for clients that do not tell. workspace: another
    one from now on, with its options.
    """

    overlay: Overlay
    changed: frozenset[str] = frozenset()
    focus: str | None = None
    moved: bool = False
    look: bool = False
    workspace: Workspace | None = None
    options: Options | None = None


def merged(older: Job, newer: Job) -> Job:
    """One job in place of two that wait."""
    return replace(
        newer,
        changed=older.changed | newer.changed,
        focus=newer.focus or older.focus,
        moved=older.moved or newer.moved,
        look=older.look and newer.look,
        workspace=newer.workspace or older.workspace,
        options=newer.options or older.options,
    )


@dataclass(frozen=True)
class Indexed:
    """An index of runs, some of which may wait to be made again, and what was found in them and still stands where it
    did. lost: the files in which something else was found."""

    index: Index
    found: Sequence[Finding]
    lost: frozenset[str]

    @classmethod
    def of(cls, index: Index, module_of: ModuleOf) -> Indexed:
        stands = standing(module_of)
        found = all_findings(index, module_of)
        lost = frozenset(one.diagnostic.site.path for one in found if not stands(one.diagnostic.site))
        return cls(index, [one for one in found if stands(one.diagnostic.site)], lost)

    def problems(self, module_of: ModuleOf) -> dict[str, list[Problem]]:
        """The problems by file, with the comments as they are now."""
        return problems(self.index, module_of, self.found)


class Analysis:
    """Makes snapshots on a thread of its own and hands them to `publish`, there."""

    def __init__(
        self,
        publish: Callable[[Snapshot], None],
        found_more: Callable[[], None] = lambda: None,
        give_way: Callable[[], None] = lambda: None,
        read_more: Callable[[], None] = lambda: None,
    ) -> None:
        """found_more: called on some thread when modules were found that analyses have missed. give_way: called all
        along; returns when nothing more urgent is to be done. read_more: called on some thread when the checkpoint of
        the settings was read."""
        self._publish = publish
        self._found_more = found_more
        self._workspace = Workspace(())
        self._analyst = Analyst(self._workspace)
        self._options = Options()
        self._failed: set[Program] = set()
        self._defects: set[str] = set()
        self._last: dict[Program, Run] = {}
        self._begun: frozenset[str] = frozenset()
        self._whole: frozenset[str] = frozenset()
        self._indexed = Indexed(Index(), [], frozenset())
        self._saved = SavedVariables(read_more)
        self._give_way = give_way
        worker = Worker(self._work, merged, give_way, self._rest)
        self.put = worker.put
        self.is_idle = worker.is_idle
        self.stop = worker.stop

    def _work(self, job: Job, cancelled: Cancelled) -> bool:
        """Whether there was anything to do."""
        if job.look:
            changed, moved = self._workspace.changed_on_disk(job.overlay)
            if not changed and not moved:
                return False
            job = replace(job, changed=frozenset(changed), moved=moved)
        self._bring_up_to_date(job, cancelled)
        garbage.after_analyses()
        return True

    def _bring_up_to_date(self, job: Job, cancelled: Cancelled) -> None:
        self._take_in(job)
        wanted = {path: self._programs(path) for path in sorted(job.overlay, key=lambda p: p != job.focus)}
        programs = list(dict.fromkeys(program for found in wanted.values() for program in found))
        if self._options.whole_workspace:
            programs += [p for p in self._workspace.all_programs() if p not in programs]
        for some, in_haste in self._stages(wanted.get(job.focus or "", []), job):
            if not self._analyse(some, job, cancelled, in_haste):
                return
            own = [program for program in some if program.path == job.focus]
            self._begun |= {program.path for program in own}
            self._whole |= {program.path for program in own if self._is_done(program)}
            if some and not all(map(self._is_done, programs)):
                self._finish(wanted, programs, job)
                if not in_haste:
                    self._tidy_up()
        if self._analyse(programs, job, cancelled):
            self._finish(wanted, programs, job)
            self._analyst.keep_only(programs)

    def _rest(self) -> None:
        """What may wait until a person pauses: it takes long, or stops everything else."""
        _unless_it_fails(lambda: self._workspace.search_missing(self._found_more), None, "the search for modules")
        self._analyst.rest()
        garbage.in_a_quiet_moment()

    def _programs(self, path: str) -> list[Program]:
        found = _unless_it_fails(lambda: self._workspace.programs(path), [], f"the search for programs with {path}")
        return found or [Program(path, False)]

    def _stages(self, programs: list[Program], job: Job) -> Iterator[tuple[list[Program], bool]]:
        """The programs of the edited file that are to be analysed, the soonest answer first: the file on its own, in
        haste at first, the programs in which something was found there or else the nearest one, and the rest."""
        waiting = [program for program in programs if not self._is_done(program)]
        own = [program for program in waiting if program.path == job.focus]
        others = [program for program in waiting if program.path != job.focus]
        said = {one.run.entry for one in self._indexed.found if one.diagnostic.site.path == job.focus}
        leading = [program for program in others if program.path in said] or others[:1]
        # Of a file that was just opened an open program soon has more to say than the file itself.
        is_new = job.focus not in self._begun
        if is_new and any(program in self._last or program.path in job.overlay for program in others):
            own, leading, others = [], [], waiting
        for stage, in_haste in ((own, True), (own, False), (leading, False), (others, False)):
            if not all(map(self._is_done, stage)):
                yield stage, in_haste

    def _take_in(self, job: Job) -> None:
        if job.workspace:
            self._workspace = job.workspace
            self._analyst = Analyst(self._workspace)
        self._options = job.options or self._options
        look_at, roots, python = self._saved.look_at, self._workspace.roots, self._workspace.python_to_run
        _unless_it_fails(lambda: look_at(self._options.checkpoint, roots, python), None, "the look at a checkpoint")
        self._failed.clear()
        if job.moved:
            self._workspace.refresh()
            self._analyst.forget_all()
        self._analyst.forget(job.changed)
        for path in job.changed:
            look = partial(self._workspace.changed, path, job.overlay)
            _unless_it_fails(look, False, f"a look at the imports of {path}")

    def _is_done(self, program: Program) -> bool:
        return program in self._failed or self._analyst.known(program) is not None

    def _analyse(self, programs: Iterable[Program], job: Job, cancelled: Cancelled, in_haste: bool = False) -> bool:
        """Brings the programs up to date; false when a newer job stopped it."""
        for number, program in enumerate([program for program in programs if not self._is_done(program)]):
            if cancelled():
                return False
            if number:
                self._tidy_up()
            self._analyse_one(program, job, cancelled, in_haste)
        return not cancelled()

    def _tidy_up(self) -> None:
        """Not before the first analysis of an edit: a person waits for what it says."""
        self._give_way()
        garbage.between_analyses()

    def _analyse_one(self, program: Program, job: Job, cancelled: Cancelled, in_haste: bool) -> None:
        try:
            run = self._analyst.run(program, job.overlay, cancelled, in_haste)
            if run:
                self._last[program] = run
                self._log_defects(run.resolution.gave_up)
        except Exception:
            # A defect of ours costs this program's answers, not the session.
            log.exception("the analysis of %s failed", program.path)
            self._failed.add(program)

    def _log_defects(self, gave_up: Iterable[GaveUp]) -> None:
        """Each once, as it will be there after every keystroke."""
        for one in gave_up:
            if one.is_defect and one.reason not in self._defects:
                self._defects.add(one.reason)
                place = f"{one.site.path}:{one.site.line}: {one.site.unit.text}" if one.site else "an analysis"
                log.error("%s in %s", one.reason, place)

    def _finish(self, wanted: Mapping[str, list[Program]], programs: list[Program], job: Job) -> None:
        """Publishes what is known: of programs that still have to be analysed again, the last analysis."""
        fresh = {program: run for program in programs if (run := self._analyst.known(program))}
        self._last = {
            program: fresh.get(program) or self._last[program]
            for program in programs
            if program in fresh or program in self._last
        }
        module_of = self._module_of(job)
        indexed = self._index(fresh, module_of)
        modules = {one.path: one for path in job.overlay for one in self._modules(path, job)}
        settled = frozenset(path for path, found in wanted.items() if all(map(self._is_done, found)))
        self._begun = (self._begun & wanted.keys()) | settled
        self._whole = (self._whole & wanted.keys()) | settled
        lost = {file_of(path) for path in indexed.lost}
        edited = {job.focus} & self._begun - lost
        self._publish(
            Snapshot(
                View(indexed.index, {path: tuple(module.units) for path, module in modules.items()}),
                self._at_levels(indexed.problems(module_of)),
                {path: text.number for path, text in job.overlay.items()},
                self._begun,
                self._whole,
                settled,
                settled | edited,
                tuple(program.path for program in self._failed),
                _unless_it_fails(self._saved.checkpoint, None, "the reading of a checkpoint"),
                tuple(self._workspace.silent()),
            )
        )

    def _index(self, fresh: Mapping[Program, Run], module_of: ModuleOf) -> Indexed:
        """The index of all runs and what was found in them: as before, when no code has changed."""
        is_same = set(self._indexed.index.runs) == set(self._last.values())
        if is_same and not self._indexed.lost and len(fresh) == len(self._last):
            return self._indexed
        index = self._indexed.index if is_same else self._new_index()
        self._indexed = Indexed.of(index, module_of)
        return self._indexed

    def _new_index(self) -> Index:
        """The index of all runs, without those of which none can be made."""
        before = self._indexed.index
        index = _unless_it_fails(lambda: Index(self._last.values(), before), None, "the index")
        if index is not None:
            return index
        self._failed |= {program for program, run in self._last.items() if not _can_be_indexed(run)}
        self._last = {program: run for program, run in self._last.items() if program not in self._failed}
        return Index(self._last.values(), before)

    def _modules(self, path: str, job: Job) -> Sequence[Module]:
        files = self._workspace.files
        return _unless_it_fails(lambda: files.modules(path, job.overlay), (), f"the reading of {path}")

    def _module_of(self, job: Job) -> ModuleOf:
        """Asks for each file once: whether it is another now is a question to the disk."""
        files = self._workspace.files
        return cache(
            lambda path: _unless_it_fails(lambda: files.module(path, job.overlay), None, f"the reading of {path}")
        )

    def _at_levels(self, by_path: dict[str, list[Problem]]) -> dict[str, list[Problem]]:
        """The problems with the severities that pyproject.toml and, above it, the editor's settings give them;
        without those that are off."""
        return {path: list(_at_severities(found, self._severities(path))) for path, found in by_path.items()}

    def _severities(self, path: str) -> Mapping[str, str]:
        rules = _unless_it_fails(lambda: self._workspace.configuration(path).rules, {}, f"the configuration of {path}")
        return {**rules, **self._options.severities(path)}


def _at_severities(found: Iterable[Problem], severities: Mapping[str, str]) -> Iterable[Problem]:
    for problem in found:
        severity = severities.get(problem.code, problem.severity)
        if severity != "off":
            yield problem if severity == problem.severity else replace(problem, severity=severity)


def _unless_it_fails(ask: Callable[[], T], otherwise: T, what: str) -> T:
    """What `ask` gives. A defect of ours in it is logged, and costs what is missing in `otherwise`."""
    try:
        return ask()
    except Exception:
        log.exception("%s failed", what)
        return otherwise


def _can_be_indexed(run: Run) -> bool:
    try:
        Index([run])
    except Exception:
        return False
    return True

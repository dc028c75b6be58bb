"""The program itself: the entry file, run as `__main__` from its first statement to its last.

After an edit it goes on from the statement of the entry file that the edit is the first to matter to: what ran before
that is not run again. For that the state at such a place is kept (`Checkpoint`), the first time that an edit matters
to it; people edit one place for a while.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tfscope.resolver.python.builtins import BUILTINS
from tfscope.resolver.python.control import CancelledError, OutOfBudgetError, RaisedError
from tfscope.resolver.python.imports import Imports
from tfscope.resolver.python.interpreter import Budget, Frame, Interpreter
from tfscope.resolver.python.joins import join
from tfscope.resolver.python.python2 import PYTHON2_BUILTINS
from tfscope.resolver.python.snapshot import CannotBeTakenError, Snapshot
from tfscope.resolver.python.swap import can_swap, is_same_outside, swap
from tfscope.resolver.python.values import FunctionCode, ModuleValue
from tfscope.resolver.records import Diagnostic, Event, GaveUp, Remark
from tfscope.resolver.sources import Sources
from tfscope.resolver.tensorflow.generation import signs
from tfscope.resolver.tensorflow.graph import Graphs
from tfscope.syntax import Module, Unit

_MOST_CHECKPOINTS = 3


@dataclass(slots=True)
class Part:
    """What one stretch of an analysis has said. `ran`: the units whose functions ran in it. `reached`: those functions,
    of the program by their code, else by their numbers. `files`: those that it loaded. `steps`: what it took. `is_cut`:
    whether that was all it was allowed."""

    events: list[Event] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    gave_up: list[GaveUp] = field(default_factory=list)
    unmodelled: Counter[str] = field(default_factory=Counter)
    ran: set[Unit] = field(default_factory=set)
    reached: set[FunctionCode] | set[int] = field(default_factory=set)
    files: set[str] = field(default_factory=set)
    steps: int = 0
    is_cut: bool = False


def part_of(interpreter: Interpreter) -> Part:
    """What `interpreter` has recorded since it began, or since the last part was taken from it."""
    recorder = interpreter.graphs.recorder
    gave_up = [GaveUp(reason, site) for reason, site in interpreter.given_up]
    part = Part(recorder.events, recorder.diagnostics, recorder.remarks, gave_up, interpreter.unmodelled,
                interpreter.ran, interpreter.reached, interpreter.imports.files)  # fmt: skip
    interpreter.given_up, interpreter.unmodelled = {}, Counter()
    interpreter.called_unknown = interpreter.left_names = False
    interpreter.ran, interpreter.reached, interpreter.imports.files = set(), set(), set()
    return part


def units_told_of(part: Part) -> set[Unit]:
    """The units of what records name beside the place they are about, which happened earlier: where a scope's reuse was
    decided, where a variable, an object or what an error is about was made."""
    sites = [event.origin for event in part.events]
    sites += (event.scope.reuse_from for event in part.events if event.scope)
    sites += (maker for event in part.events for maker in event.makers)
    sites += (related.site for said in part.diagnostics for related in said.related)
    return {site.unit for site in sites if site}


@dataclass(frozen=True, slots=True)
class ChangedUnit:
    """A unit that is another now. `place`: the statement of the entry file that ran it, or that loaded its file; None
    where no statement did."""

    old: Unit
    new: Unit
    place: int | None


@dataclass(frozen=True, slots=True)
class Edit:
    """What has changed since the program ran. `place`: the first statement of the entry file that it matters to, None
    where it matters to none. `changed`: the units that are others now, of files that have as many as before."""

    changed: list[ChangedUnit]
    place: int | None


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The program as it was before the statement `place` of the entry file ran, in `frame`. `files`: those that it had
    loaded."""

    place: int
    interpreter: Interpreter
    frame: Frame
    files: tuple[str, ...]
    snapshot: Snapshot


class MainProgram:
    """The entry file as it runs. `part` is what it has said; `interpreter` holds the state it has left, None before it
    has come to its end and when it has cooled down."""

    def __init__(self, entry: str, budget: Budget, record_ops: bool, generation: int | None) -> None:
        self.entry = entry
        self.part = Part()
        # Whether `part` is all that the program says, and holds.
        self.is_run = False
        self.interpreter: Interpreter | None = None
        self._budget = budget
        self._record_ops = record_ops
        self._generation = generation
        # Those that may be gone back to, in the order of their places.
        self._checkpoints: list[Checkpoint] = []
        # The statement of the entry file in which a unit's functions first ran, and in which a file was loaded.
        self._ran_first: dict[Unit, int] = {}
        self._loaded_first: dict[str, int] = {}
        # Whether a module that it imports has imported the entry file, which has then run under its own name too.
        self._is_imported = False
        # The units that records name which were made where they did not run.
        self._told_of: set[Unit] = set()

    @property
    def texts(self) -> dict[str, Module]:
        """The texts that it has run, by path; of one that was stopped, those from which it need not begin anew."""
        if self.interpreter is not None:
            return self.interpreter.imports.sources_run
        last = self._checkpoints[-1] if self._checkpoints else None
        return {path: last.interpreter.imports.sources_run[path] for path in last.files} if last else {}

    # -- running

    def run(self, sources: Sources, cancelled: Callable[[], bool], place: int) -> Part | None:
        """Runs the entry file, from its statement `place` on where the state before that is known, else from a place
        before it. What was said until then, if the file is not there or somebody lost interest meanwhile; else None,
        and `part` is what it says."""
        source = sources.entry(self.entry)
        if source is None:
            return Part(gave_up=[GaveUp(f"{self.entry} could not be read; check that the file exists.", None)])
        self.is_run, self.interpreter = False, None
        interpreter, frame, begin = self._resumed(place, sources) or self._begun(source, sources)
        interpreter.cancelled = cancelled
        finished = self._run_to_the_end(interpreter, frame, source.units, begin, place)
        modules = interpreter.imports.modules.items()
        self._is_imported = any(
            isinstance(module, ModuleValue) and module.path == source.path and name != "__main__"
            for name, module in modules
        )
        part = part_of(interpreter)
        if not finished:
            if not self._checkpoints:
                interpreter.dispose()
            return part
        self.is_run, self.part, self.interpreter = True, part, interpreter
        self.note_told_of(part)
        return None

    def _begun(self, source: Module, sources: Sources) -> tuple[Interpreter, Frame, int]:
        """The program before its first statement."""
        from tfscope.resolver.library.load import find_model

        interpreter = Interpreter(self._budget, never, join)
        interpreter.builtins, interpreter.python2_builtins = BUILTINS, PYTHON2_BUILTINS
        interpreter.imports = Imports(interpreter, sources, find_model, self.entry)
        interpreter.graphs = Graphs(interpreter, self._record_ops, self._generation)
        self._ran_first, self._loaded_first, self._told_of = {}, {}, set()
        return interpreter, interpreter.imports.begin_module("__main__", source, False), 0

    def _resumed(self, place: int, sources: Sources) -> tuple[Interpreter, Frame, int] | None:
        """The program as it was at the last checkpoint up to `place`, and where that is."""
        self._drop_checkpoints_after(place)
        if not self._checkpoints:
            return None
        last = self._checkpoints[-1]
        last.snapshot.restore()
        imports = last.interpreter.imports
        imports.sources, imports.sources_run = sources, {path: sources.entry(path) for path in last.files}
        self._ran_first = {unit: n for unit, n in self._ran_first.items() if n < last.place}
        self._loaded_first = {path: n for path, n in self._loaded_first.items() if n < last.place}
        return last.interpreter, last.frame, last.place

    def _run_to_the_end(self, interpreter: Interpreter, frame: Frame, units: list[Unit], begin: int,
                        place: int) -> bool:  # fmt: skip
        """Runs statements of the entry file from `begin` on, with a checkpoint before the one at `place` if that is
        worth it. Whether nobody lost interest before the program came to an end."""
        steps = interpreter.steps
        try:
            for number in range(begin, len(units)):
                if number == place and interpreter.steps - steps > self._budget.checkpoint_steps:
                    self._take_checkpoint(interpreter, frame, number)
                try:
                    interpreter.imports.run_unit(frame, units[number])
                finally:
                    self._note_first(interpreter, number)
        except OutOfBudgetError as error:
            interpreter.given_up[(error.reason, error.site)] = None
            interpreter.graphs.recorder.stopped = True
        except CancelledError:
            return False
        except RaisedError:
            pass
        except RecursionError:
            interpreter.given_up[("the program nests deeper than can be followed", None)] = None
        finally:
            interpreter.frames.clear()
        return True

    def _note_first(self, interpreter: Interpreter, number: int) -> None:
        """The statement `number` has run."""
        ran, files = interpreter.ran, interpreter.imports.sources_run
        if len(ran) > len(self._ran_first):
            self._ran_first.update(dict.fromkeys(ran - self._ran_first.keys(), number))
        if len(files) > len(self._loaded_first):
            self._loaded_first.update(dict.fromkeys(files.keys() - self._loaded_first.keys(), number))

    # -- checkpoints

    def _take_checkpoint(self, interpreter: Interpreter, frame: Frame, place: int) -> None:
        imports = interpreter.imports
        try:
            snapshot = Snapshot(interpreter, apart_from=(imports.sources, imports.sources_run, interpreter.cancelled))
        except CannotBeTakenError:
            return
        checkpoint = Checkpoint(place, interpreter, frame, tuple(imports.sources_run), snapshot)
        self._checkpoints = [*self._checkpoints, checkpoint][-_MOST_CHECKPOINTS:]

    def _drop_checkpoints_after(self, place: int) -> None:
        self._checkpoints = [one for one in self._checkpoints if one.place <= place]

    def cool(self) -> None:
        """Keeps what was said, but not the state: to save memory."""
        interpreter = self._checkpoints[-1].interpreter if self._checkpoints else self.interpreter
        if interpreter is not None:
            interpreter.dispose()
        self.interpreter, self._checkpoints = None, []
        # It has to run again before they are asked for, and they hold what was compiled.
        self.part.reached = set()

    # -- edits

    def note_told_of(self, part: Part) -> None:
        """The state that the program has left holds the places that a part's records name: it has to run again from
        there where their text changes."""
        self._told_of |= units_told_of(part) - part.ran

    def edit(self, before: Mapping[str, Module], now: Mapping[str, Module | None]) -> Edit:
        """What has changed from one state of the texts to the next."""
        changed: list[ChangedUnit] = []
        places: list[int | None] = []
        for path, old in before.items():
            new = now[path]
            if new is old:
                continue
            if new is None or not _are_read_alike(old, new):
                places.append(0)
                continue
            apart = [n for n, (a, b) in enumerate(zip(old.units, new.units, strict=False)) if a is not b]
            if len(old.units) == len(new.units):
                changed += (ChangedUnit(old.units[n], new.units[n], self._place_of(path, n)) for n in apart)
            else:
                first = min(apart, default=min(len(old.units), len(new.units)))
                places.append(self._place_of(path, first) or 0)
        places += map(self._matters_from, changed)
        return Edit(changed, min((place for place in places if place is not None), default=None))

    def _place_of(self, path: str, number: int) -> int | None:
        """The statement of the entry file that is the first to run the statement `number` of a file."""
        if path == self.entry:
            return 0 if self._is_imported else number
        return self._loaded_first.get(path)

    def _matters_from(self, one: ChangedUnit) -> int | None:
        if one.old in self._told_of or not is_same_outside(one.old, one.new):
            return one.place or 0
        return self._ran_first.get(one.old)

    def put_in(self, changed: list[ChangedUnit]) -> None:
        """Puts edited functions that no statement has run into the state that the program has left, or else lets go of
        that."""
        if self.interpreter is not None and all(can_swap(one.old, one.new) for one in changed):
            for one in changed:
                swap(one.old, one.new)
        elif changed:
            self.cool()

    def put_in_before(self, place: int | None, changed: list[ChangedUnit]) -> int:
        """Puts edited functions into the state before the statement `place`, None: where the program was stopped. The
        place from which it has to run: an earlier one if there is a function that cannot be put in."""
        if not self.is_run:
            stopped = self._checkpoints[-1].place if self._checkpoints else 0
            place = stopped if place is None else min(place, stopped)
        while True:
            self._drop_checkpoints_after(place)
            if not self._checkpoints:
                return place
            held = [one for one in changed if (one.place or 0) < self._checkpoints[-1].place]
            stuck = [one.place or 0 for one in held if not can_swap(one.old, one.new)]
            if not stuck:
                break
            place = min(stuck)
        for one in held:
            swap(one.old, one.new)
        return place


def never() -> bool:
    return False


def _are_read_alike(old: Module, new: Module) -> bool:
    """Whether what a file's text says of the language it is in, and of TensorFlow's generation, is the same."""
    if len(old.units) == len(new.units):
        pairs = zip(old.units, new.units, strict=True)
        if all(a.python2 == b.python2 and signs([a]) == signs([b]) for a, b in pairs if a is not b):
            return old.python2 == new.python2
    return old.python2 == new.python2 and signs(old.units) == signs(new.units)

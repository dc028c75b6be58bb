"""`resolve`: one entry point of a program, from its text to its records.

An `Analysis` stays warm between edits. It is made of parts: the program itself, run as `__main__`, and each function
that nothing reached, run on its own from the state the program has left. A part is run again only when the text of
something that ran in it has changed. One that has cooled down has let go of that state: the program is run again for
it, but of the functions on their own only those that have to be.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from tfscope.resolver.callers_first import callers_first
from tfscope.resolver.python.arguments import all_unknown_arguments, unknown_arguments
from tfscope.resolver.python.builtins import BUILTINS
from tfscope.resolver.python.control import CancelledError, OutOfBudgetError, RaisedError
from tfscope.resolver.python.imports import Imports, forget_code
from tfscope.resolver.python.interpreter import Budget, Frame, Interpreter
from tfscope.resolver.python.joins import join
from tfscope.resolver.python.python2 import PYTHON2_BUILTINS
from tfscope.resolver.python.swap import can_swap, is_same_outside, swap
from tfscope.resolver.python.symbolic import placeholder
from tfscope.resolver.python.values import ClassValue, Function, FunctionCode, Instance, ModuleValue, Value
from tfscope.resolver.records import Diagnostic, Event, GaveUp, Remark, Resolution
from tfscope.resolver.sources import Sources
from tfscope.resolver.tensorflow.graph import Graphs
from tfscope.resolver.tensorflow.recorder import Recorder
from tfscope.resolver.tensorflow.variable_scope import VariableScope
from tfscope.syntax import Module, Unit, file_of

_CALLER = "caller"
# Each function on its own counts its graphs and events from a number of its own, so that it can be run again alone.
_GRAPHS_APART = 16
_EVENTS_APART = 1_000_000


def never() -> bool:
    return False


def resolve(entry: str, sources: Sources, budget: Budget | None = None, cancelled: Callable[[], bool] = never,
            standalone: bool = True, record_ops: bool = False, generation: int | None = None,
            in_haste: bool = False) -> Resolution:  # fmt: skip
    """Runs the file `entry` as `__main__` over abstract values and records what it does to TensorFlow's names.

    Functions of the entry file that nothing reached are analysed on their own afterwards, in the scope `{caller}`,
    when `standalone`. `generation`: of TensorFlow, 1 or 2, where it is known. Never raises; what ended early is in
    `gave_up`. When `cancelled` starts to return True the records made so far are given. `in_haste`: see
    `Analysis.resolve`.
    """
    return Analysis(entry, budget, standalone, record_ops, generation).resolve(sources, cancelled, in_haste)


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


class Analysis:
    """One entry point, kept warm: `resolve` may be called again after edits, and costs what they changed."""

    def __init__(self, entry: str, budget: Budget | None = None, standalone: bool = True,
                 record_ops: bool = False, generation: int | None = None) -> None:  # fmt: skip
        self.entry = entry
        self._budget = budget or Budget()
        self._standalone = standalone
        self._record_ops = record_ops
        self._generation = generation
        # Holds the state that the program has left; None before it has run and when it has cooled down.
        self._interpreter: Interpreter | None = None
        self._main = Part()
        # Of functions on their own, by number.
        self._alone: dict[int, Part] = {}
        # Of those that an edit makes run again, and that have not yet, what they said before it.
        self._outdated: dict[int, Part] = {}
        # What was said last, until an edit changes the code or an analysis ends early.
        self._said: Resolution | None = None
        # The texts that the parts are about, by path.
        self._texts: dict[str, Module] = {}

    def resolve(self, sources: Sources, cancelled: Callable[[], bool] = never, in_haste: bool = False) -> Resolution:
        """The records of the program as `sources` has it now, the same object as before when no code has changed; see
        the function `resolve`. in_haste: functions on their own that take long are left after a while, or say what they
        said before the last edits, and the resolution is partial."""
        if not self._take_edits(sources):
            self._interpreter = self._said = None
            self._main, self._alone, self._outdated, self._texts = Part(), {}, {}, {}
        if self._said is not None:
            return self._said
        if self._interpreter is None:
            unfinished = self._run_main(sources, cancelled)
            if unfinished:
                return _resolution(self.entry, unfinished, ())
        interpreter = self._interpreter
        interpreter.cancelled = cancelled
        finished, waiting = True, {}
        if self._standalone and not interpreter.graphs.recorder.stopped:
            finished, waiting = self._run_unreached(interpreter, in_haste)
        resolution = _resolution(self.entry, self._main, (*self._alone.values(), *waiting.values()))
        resolution.is_partial = bool(waiting)
        self._said = resolution if finished and not waiting else None
        self._texts = {**self._texts, **interpreter.imports.sources_run}
        return resolution

    def cool(self) -> None:
        """Keeps what was said, and when it holds no longer, but not the program: to save memory."""
        if self._interpreter is not None:
            self._interpreter.dispose()
            self._interpreter = None
            # It has to run again before they are asked for, and they hold what was compiled.
            self._main.reached = set()
            own = self._texts.get(self.entry)
            for unit in own.units if own else ():
                forget_code(unit)

    # -- the program itself

    def _run_main(self, sources: Sources, cancelled: Callable[[], bool]) -> Part | None:
        """Runs the entry file from the beginning. What was said until then, if it is not there or somebody lost
        interest meanwhile; all is then as it was before."""
        from tfscope.resolver.library.load import find_model

        source = sources.entry(self.entry)
        if source is None:
            return Part(gave_up=[GaveUp(f"{self.entry} could not be read; check that the file exists.", None)])
        interpreter = Interpreter(self._budget, cancelled, join)
        interpreter.builtins, interpreter.python2_builtins = BUILTINS, PYTHON2_BUILTINS
        interpreter.imports = Imports(interpreter, sources, find_model, self.entry)
        interpreter.graphs = Graphs(interpreter, self._record_ops, self._generation)
        finished = _run_program(interpreter, source)
        part = _part_of(interpreter)
        if not finished:
            interpreter.dispose()
            return part
        part.ran |= _units_told_of(part)
        self._main, self._interpreter = part, interpreter
        return None

    # -- edits

    def _take_edits(self, sources: Sources) -> bool:
        """Takes in edited functions, if that is all that has changed and the program itself has not called them;
        forgets what the functions on their own had said that ran them. False where all has to run."""
        if not self._texts:
            return False
        now = {path: sources.entry(path) for path in self._texts}
        changed = _changed_units(self._texts, now)
        if changed is None or any(old in self._main.ran or not is_same_outside(old, new) for old, new in changed):
            return False
        self._put_in(changed)
        old_units = {old for old, _ in changed}
        alone = {number: part for number, part in self._alone.items() if not part.ran & old_units}
        self._outdated |= {number: part for number, part in self._alone.items() if number not in alone}
        is_own = any(file_of(old.path) == file_of(self.entry) for old in old_units)
        if is_own or len(alone) < len(self._alone) or (changed and self._interpreter):
            self._said = None
        self._alone, self._texts = alone, now
        if self._interpreter:
            self._interpreter.imports.sources, self._interpreter.imports.sources_run = sources, now
        return True

    def _put_in(self, changed: list[tuple[Unit, Unit]]) -> None:
        """Puts edited functions into the program that has run, or else lets go of it."""
        if self._interpreter and all(can_swap(old, new) for old, new in changed):
            for old, new in changed:
                swap(old, new)
        elif changed:
            self.cool()

    # -- functions on their own

    def _run_unreached(self, interpreter: Interpreter, in_haste: bool) -> tuple[bool, dict[int, Part]]:
        """Runs the entry file's functions that nothing calls, each in a graph and a caller's scope of its own. Whether
        it was not cancelled, and what stands for those that are still to be run when it is done in haste."""
        module = interpreter.imports.modules["__main__"]
        functions = list(_functions_of(module, interpreter.undecorated))
        numbers: dict[FunctionCode, int] = {}
        for number, (function, _) in enumerate(functions):
            numbers.setdefault(function.code, number)
        codes, began = list(numbers), interpreter.steps
        reached = _numbers(self._main.reached, numbers)
        kept: dict[int, Part] = {}
        waiting: dict[int, Part] = {}

        def run(number: int, steps: int) -> Part:
            part = _run_alone(interpreter, module, *functions[number], number, steps)
            part.reached = _numbers(part.reached, numbers)
            # What the program has left holds these places: it has to run again where their text changes.
            self._main.ran |= _units_told_of(part) - part.ran
            return part

        try:
            for number in (numbers[codes[place]] for place in callers_first(codes)):
                if number not in reached:
                    steps_left = self._budget.hasty_steps - (interpreter.steps - began) if in_haste else None
                    part, is_all = self._part(number, run, steps_left)
                    (kept if is_all else waiting)[number] = part
                    # What one that was cut has reached may have an end that it has not.
                    reached |= part.reached if in_haste or not part.is_cut else {number}
        except CancelledError:
            # What the one that was stopped has said until then is nobody's.
            _part_of(interpreter)
            self._alone = {**self._alone, **kept}
            return False, waiting
        self._alone = kept
        self._outdated = {number: self._outdated[number] for number in waiting.keys() & self._outdated.keys()}
        return True, waiting

    def _part(self, number: int, run: Callable[[int, int], Part], steps_left: int | None) -> tuple[Part, bool]:
        """What a function on its own says, and whether that is all there is. run: takes its number and the steps it may
        take. steps_left: in haste, those that all of them may still take."""
        part = self._alone.get(number)
        if part is not None or steps_left is None:
            return part or run(number, self._budget.standalone_steps), True
        before, most = self._outdated.get(number), self._budget.hasty_steps_of_one
        if steps_left <= 0 or (before is not None and before.steps > most):
            return before or Part(), False
        part = run(number, min(steps_left, most))
        return (before or replace(part, gave_up=[]), False) if part.is_cut else (part, True)


def _resolution(entry: str, main: Part, alone: Iterable[Part]) -> Resolution:
    result = Resolution(entry)
    unmodelled: Counter[str] = Counter()
    parts = (main, *alone)
    for part in parts:
        result.events.extend(part.events)
        result.diagnostics.extend(part.diagnostics)
        result.remarks.extend(part.remarks)
        result.gave_up.extend(part.gave_up)
        unmodelled.update(part.unmodelled)
    result.unmodelled = dict(unmodelled)
    result.files = frozenset().union(*(part.files for part in parts))
    return result


def _run_program(interpreter: Interpreter, source: Module) -> bool:
    """Whether nobody lost interest before the program came to an end."""
    try:
        interpreter.imports.run_module("__main__", source, False)
    except OutOfBudgetError as error:
        interpreter.given_up[(error.reason, error.site)] = None
        interpreter.graphs.recorder.stopped = True
    except CancelledError:
        return False
    except RaisedError:
        pass
    except RecursionError:
        interpreter.given_up[("the program nests deeper than can be followed", None)] = None
    return True


def _numbers(codes: set[FunctionCode], numbers: Mapping[FunctionCode, int]) -> set[int]:
    """The numbers of those functions that have one."""
    return {numbers[code] for code in codes & numbers.keys()}


def _changed_units(texts: Mapping[str, Module], now: Mapping[str, Module | None]) -> list[tuple[Unit, Unit]] | None:
    """The units that are others now, each with the one in its place; None where units or files have come or gone."""
    changed: list[tuple[Unit, Unit]] = []
    for path, module in texts.items():
        new = now[path]
        if new is module:
            continue
        if new is None or len(new.units) != len(module.units) or new.python2 != module.python2:
            return None
        changed.extend((a, b) for a, b in zip(module.units, new.units, strict=True) if a is not b)
    return changed


def _part_of(interpreter: Interpreter) -> Part:
    """What `interpreter` has recorded since it began, or since the last part was taken from it."""
    recorder = interpreter.graphs.recorder
    gave_up = [GaveUp(reason, site) for reason, site in interpreter.given_up]
    part = Part(recorder.events, recorder.diagnostics, recorder.remarks, gave_up, interpreter.unmodelled,
                interpreter.ran, interpreter.reached, interpreter.imports.files)  # fmt: skip
    interpreter.given_up, interpreter.unmodelled = {}, Counter()
    interpreter.called_unknown = interpreter.left_names = False
    interpreter.ran, interpreter.reached, interpreter.imports.files = set(), set(), set()
    return part


def _units_told_of(part: Part) -> set[Unit]:
    """The units of what records name beside the place they are about, which happened earlier: where a scope's reuse was
    decided, where a variable, an object or what an error is about was made."""
    sites = [event.origin for event in part.events]
    sites += (event.scope.reuse_from for event in part.events if event.scope)
    sites += (maker for event in part.events for maker in event.makers)
    sites += (related.site for said in part.diagnostics for related in said.related)
    return {site.unit for site in sites if site}


def _functions_of(module: ModuleValue, undecorated: list[Function]) -> Iterator[tuple[Function, Value]]:
    """The functions that the module's own text defines, and its classes' methods each with an instance to run on; what
    decorators have made of a function is not looked into: the function they were given is."""
    instances: dict[ClassValue, Instance] = {}
    for value in list(module.attrs.values()):
        if isinstance(value, Function) and _is_written_in(value, module):
            yield value, None
        elif isinstance(value, ClassValue) and value.module is module:
            instance = instances[value] = Instance(value)
            methods = [item for item in value.attrs.values() if isinstance(item, Function)]
            for method in sorted(methods, key=lambda function: function.code.name != "__init__"):
                yield method, instance
    for function in undecorated:
        if _is_written_in(function, module):
            yield function, instances.get(function.home[0]) if function.home else None


def _is_written_in(function: Function, module: ModuleValue) -> bool:
    return file_of(function.code.unit.path) == module.path


def _run_alone(interpreter: Interpreter, module: ModuleValue, function: Function, receiver: Value,
               number: int, steps: int) -> Part:  # fmt: skip
    """Runs one function on its own. What TensorFlow would raise is told if it does so whatever a caller gives; the
    names are those of a caller that gives nothing for the parameters that have defaults. steps: what it may take."""
    args, kwargs = unknown_arguments(function, receiver)
    part = _run_apart(interpreter, module, function, args, kwargs, receiver, number, steps)
    if part.diagnostics and (function.defaults or function.kwdefaults):
        args, kwargs = all_unknown_arguments(function, receiver)
        whatever = _run_apart(interpreter, module, function, args, kwargs, receiver, number, steps)
        always = {(said.code, said.site) for said in whatever.diagnostics}
        part.diagnostics = [said for said in part.diagnostics if (said.code, said.site) in always]
        part.ran |= whatever.ran
        part.files |= whatever.files
        part.steps += whatever.steps
        part.is_cut |= whatever.is_cut
    return part


def _run_apart(interpreter: Interpreter, module: ModuleValue, function: Function, args: list[Value],
               kwargs: dict[str, Value], receiver: Value, number: int, steps: int) -> Part:  # fmt: skip
    """Runs one function from the state the program has left, and leaves that as it was."""
    graphs, ended = interpreter.graphs, interpreter.ended
    stack = list(graphs.stack)
    first_event, first_graph = _EVENTS_APART * (number + 1), _GRAPHS_APART * (number + 1)
    graphs.recorder = Recorder(interpreter, graphs.recorder.record_ops, first_event, first_graph)
    graphs.recorder.standalone = True
    graphs.stack[:] = [_callers_graph(graphs)]
    interpreter.catchers.clear()
    interpreter.frames[:] = [Frame(interpreter, module.attrs, module, None, "<module>")]
    interpreter.allow(steps)
    before, is_cut = interpreter.steps, False
    interpreter.journal.open_trial()
    try:
        with interpreter.imports.trial():
            interpreter.call_function(function, args, kwargs, receiver)
    except (RaisedError, RecursionError):
        pass
    except OutOfBudgetError as error:
        interpreter.given_up[(error.reason, error.site)] = None
        is_cut = True
    finally:
        interpreter.journal.undo_trial()
        interpreter.frames.clear()
        graphs.stack[:], interpreter.ended = stack, ended
    return replace(_part_of(interpreter), steps=interpreter.steps - before, is_cut=is_cut)


def _callers_graph(graphs: Graphs) -> object:
    """A graph in which the scope of an unknown caller is open."""
    graph = graphs.new_graph()
    scope = VariableScope.root()
    scope.name = placeholder(_CALLER, 0)
    graph.scope, graph.name_stack = scope, placeholder(_CALLER, 0)
    return graph

"""`resolve`: one entry point of a program, from its text to its records.

An `Analysis` stays warm between edits. It is made of parts: the program itself, run as `__main__`, and each function
that nothing reached, run on its own from the state the program has left. A part is run again only when the text of
something that ran in it has changed, and the program from where that matters to it. One that has cooled down has let go
of that state: the program is run again for it, but of the functions on their own only those that have to be.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from tfscope.resolver.callers_first import callers_first
from tfscope.resolver.main_program import Edit, MainProgram, Part, never, part_of
from tfscope.resolver.python.arguments import all_unknown_arguments, unknown_arguments
from tfscope.resolver.python.control import CancelledError, OutOfBudgetError, RaisedError
from tfscope.resolver.python.expressions import forget_shared
from tfscope.resolver.python.imports import forget_code
from tfscope.resolver.python.interpreter import Budget, Frame, Interpreter
from tfscope.resolver.python.symbolic import placeholder
from tfscope.resolver.python.values import ClassValue, Function, FunctionCode, Instance, ModuleValue, Value
from tfscope.resolver.records import Resolution
from tfscope.resolver.sources import Sources
from tfscope.resolver.tensorflow.graph import Graphs
from tfscope.resolver.tensorflow.recorder import Recorder
from tfscope.resolver.tensorflow.variable_scope import VariableScope
from tfscope.syntax import Module, file_of

__all__ = ["Analysis", "forget_shared", "never", "resolve"]

_CALLER = "caller"
# Each function on its own counts its graphs and events from a number of its own, so that it can be run again alone.
_GRAPHS_APART = 16
_EVENTS_APART = 1_000_000


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


class Analysis:
    """One entry point, kept warm: `resolve` may be called again after edits, and costs what they changed."""

    def __init__(self, entry: str, budget: Budget | None = None, standalone: bool = True,
                 record_ops: bool = False, generation: int | None = None) -> None:  # fmt: skip
        self.entry = entry
        self._budget = budget or Budget()
        self._standalone = standalone
        self._program = MainProgram(entry, self._budget, record_ops, generation)
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
        program = self._program
        place = self._take_edits(sources)
        if self._said is not None:
            return self._said
        if place is not None or program.interpreter is None:
            unfinished = program.run(sources, cancelled, place or 0)
            if unfinished:
                self._texts = program.texts
                return _resolution(self.entry, unfinished, ())
        interpreter = program.interpreter
        interpreter.cancelled = cancelled
        finished, waiting = True, {}
        if self._standalone and not interpreter.graphs.recorder.stopped:
            finished, waiting = self._run_unreached(interpreter, in_haste)
        resolution = _resolution(self.entry, program.part, (*self._alone.values(), *waiting.values()))
        resolution.is_partial = bool(waiting)
        self._said = resolution if finished and not waiting else None
        self._texts = {**self._texts, **program.texts}
        return resolution

    def cool(self) -> None:
        """Keeps what was said, and when it holds no longer, but not the program: to save memory."""
        if self._program.interpreter is not None:
            self._program.cool()
            own = self._texts.get(self.entry)
            for unit in own.units if own else ():
                forget_code(unit)

    # -- edits

    def _take_edits(self, sources: Sources) -> int | None:
        """Takes in what has changed. The statement of the entry file from which the program has to run again, None
        where it has not to; what functions on their own have said that is outdated is forgotten."""
        if not self._texts:
            return 0
        now = {path: sources.entry(path) for path in self._texts}
        edit = self._program.edit(self._texts, now)
        if edit.place is not None or not self._program.is_run:
            self._said, self._alone, self._outdated, self._texts = None, {}, {}, {}
            return self._program.put_in_before(edit.place, edit.changed)
        self._program.put_in(edit.changed)
        self._forget_outdated(edit)
        self._texts = now
        if self._program.interpreter:
            imports = self._program.interpreter.imports
            imports.sources, imports.sources_run = sources, now
        return None

    def _forget_outdated(self, edit: Edit) -> None:
        """Forgets what the functions on their own have said that ran what was edited."""
        old_units = {one.old for one in edit.changed}
        alone = {number: part for number, part in self._alone.items() if not part.ran & old_units}
        self._outdated |= {number: part for number, part in self._alone.items() if number not in alone}
        is_own = any(file_of(old.path) == file_of(self.entry) for old in old_units)
        if is_own or len(alone) < len(self._alone) or (edit.changed and self._program.interpreter):
            self._said = None
        self._alone = alone

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
        reached = _numbers(self._program.part.reached, numbers)
        kept: dict[int, Part] = {}
        waiting: dict[int, Part] = {}

        def run(number: int, steps: int) -> Part:
            part = _run_alone(interpreter, module, *functions[number], number, steps)
            part.reached = _numbers(part.reached, numbers)
            self._program.note_told_of(part)
            return part

        try:
            for number in (numbers[codes[place]] for place in callers_first(codes)):
                if number not in reached:
                    steps_left = self._budget.hasty_steps - (interpreter.steps - began) if in_haste else None
                    part, is_all = self._part(number, run, steps_left)
                    (kept if is_all else waiting)[number] = part
                    # What one that was cut has reached may have an end that it has not.
                    reached |= {number} if is_all and part.is_cut else part.reached
        except CancelledError:
            # What the one that was stopped has said until then is nobody's.
            part_of(interpreter)
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


def _numbers(codes: set[FunctionCode], numbers: Mapping[FunctionCode, int]) -> set[int]:
    """The numbers of those functions that have one."""
    return {numbers[code] for code in codes & numbers.keys()}


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
    return replace(part_of(interpreter), steps=interpreter.steps - before, is_cut=is_cut)


def _callers_graph(graphs: Graphs) -> object:
    """A graph in which the scope of an unknown caller is open."""
    graph = graphs.new_graph()
    scope = VariableScope.root()
    scope.name = placeholder(_CALLER, 0)
    graph.scope, graph.name_stack = scope, placeholder(_CALLER, 0)
    return graph

"""The abstract interpreter: frames, calls, undecided branches and budgets.

What statements and expressions do is compiled elsewhere (`statements.py`, `expressions.py`); TensorFlow's state hangs
on `Interpreter.graphs`, which this room never looks into.
"""

from __future__ import annotations

import contextlib
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tfscope.resolver.python.control import (
    CONTINUE,
    RETURN,
    ArmAbandonedError,
    CancelledError,
    OutOfBudgetError,
    RaisedError,
    Signal,
)
from tfscope.resolver.python.journal import Delta, Journal
from tfscope.resolver.python.values import (
    MISSING,
    BoundMethod,
    ClassMethod,
    ClassValue,
    Function,
    FunctionCode,
    GeneratorValue,
    HostMethod,
    HostUnbound,
    Instance,
    MissingAttributeError,
    ModuleValue,
    NativeFunction,
    NativeObject,
    Partial,
    StaticMethod,
    SuperValue,
    Unknown,
    Value,
)
from tfscope.resolver.records import DEFECT

if TYPE_CHECKING:
    from types import TracebackType

    from tfscope.resolver.python.exceptions import Catcher
    from tfscope.resolver.python.imports import Imports
    from tfscope.syntax import Site

_CANCEL_INTERVAL = 48
# What Python says where arguments do not fit a signature, and how many frames lie between a call and such a place.
_TO_A_NATIVE = 3
_MISFIT = re.compile(r"[\w.<>]+\(\) (?:takes|missing|got) ")
# No native reads more positional arguments than these without a look at how many there are.
_MOST_NEEDED = 2
_FIRST_ADDRESS = 0x7F00_0000_0000
# An arm of an undecided branch copies and merges what it touches.
_STEPS_PER_ARM = 20
# A recursion that branches comes to the deepest call again and again, more often than steps alone would hold.
_STEPS_PER_DEEPEST_CALL = 600


@dataclass(frozen=True, slots=True)
class Budget:
    """What one analysis may use. Steps are statements, calls and loop passes; depth counts nested calls.

    `standalone_steps` is for each function analysed on its own; in haste there are `hasty_steps` for all of them and
    `hasty_steps_of_one` for one, some hundredths of a second together. `idle_arm` is for a branch that is not decided
    and names nothing. `checkpoint_steps`: what a statement of the program has to save when it need not run again, for
    the state after it to be kept.
    """

    steps: int = 3_000_000
    standalone_steps: int = 300_000
    hasty_steps: int = 8_000
    hasty_steps_of_one: int = 4_000
    depth: int = 160
    undecided_recursion: int = 1
    undecided_nesting: int = 5
    idle_arm: int = 60_000
    checkpoint_steps: int = 1_500


class Frame:
    """One activation of a function, class body, comprehension or module."""

    __slots__ = (
        "code", "deferred", "effects_before", "handled", "home", "interpreter", "made", "module", "outer", "receiver",
        "result", "site", "vars",
    )  # fmt: skip

    def __init__(self, interpreter: Interpreter, variables: dict[str, Value], module: ModuleValue,
                 outer: Frame | None, code: Any) -> None:  # fmt: skip
        self.interpreter = interpreter
        self.vars = variables
        self.module = module
        self.outer = outer
        self.code = code
        self.effects_before = interpreter.effects
        self.site: Site | None = None
        self.result: Value = None
        self.deferred: list[tuple[Signal, Delta, Value]] | None = None
        self.handled: RaisedError | None = None
        self.home: list[ClassValue] | None = None
        self.receiver: Value = None
        # What was made for the program while a library model's function runs, in the order of making.
        self.made: list[Value] | None = None

    @property
    def function(self) -> str:
        return self.code if isinstance(self.code, str) else self.code.name

    @property
    def is_inner(self) -> bool:
        """Whether this is the frame of a comprehension inside a function's or module's."""
        return self.outer is not None and self.outer.code is self.code

    def child(self) -> Frame:
        """A frame for a comprehension inside this one."""
        frame = Frame(self.interpreter, {}, self.module, self, self.code)
        frame.site, frame.home, frame.receiver = self.site, self.home, self.receiver
        return frame


@dataclass(slots=True)
class Outcome:
    """How one arm of an undecided branch ended, and what it changed. `early` left from inside an arm of its own."""

    signal: Any
    delta: Delta
    value: Value
    early: list[tuple[Signal, Value]]


class Interpreter:
    """Runs compiled code over abstract values. One instance serves one resolution."""

    def __init__(self, budget: Budget, cancelled: Callable[[], bool], join: Callable[[Value, Value], Value]) -> None:
        self.budget = budget
        self.steps = 0
        self.step_limit = budget.steps
        self._next_check = _CANCEL_INTERVAL
        self.effects = 0
        self.last_effect_step = 0
        self.computations = 0
        self.frames: list[Frame] = []
        self.journal = Journal(join)
        self.join = join
        self.catchers: list[Catcher] = []
        self._arm_starts: list[int] = []
        self.ended = False
        # How many arms of undecided branches run as if they had been decided.
        self._guesses = 0
        self.pass_number = 0
        # How many branches were open when the innermost pass of a loop of unknown length began.
        self._branches_at_pass: int | None = None
        # The code of the functions that have been called, and the units they stand in; units too
        # whose own statements said something.
        self.reached: set[FunctionCode] = set()
        # The functions that decorators were given, as they are written.
        self.undecorated: list[Function] = []
        self.ran: set[Any] = set()
        self.unmodelled: Counter[str] = Counter()
        # Whether something was called of which nothing is known, such as a function that a parameter stands for.
        self.called_unknown = False
        # Whether calls were left out that may have named more.
        self.left_names = False
        self.given_up: dict[tuple[str, Site | None], None] = {}
        self.builtins: dict[str, Value] = {}
        self.python2_builtins: dict[str, Value] = {}
        # The containers whose text is being made, by id.
        self.being_shown: set[int] = set()
        # The pairs of sequences that are being compared, by id.
        self.being_compared: set[tuple[int, int]] = set()
        self._addresses: dict[int, tuple[int, Value]] = {}
        self.library_modules: dict[str, ModuleValue] = {}
        # What the program has set on a library's classes and functions, which all resolutions share.
        self._set_on_shared: dict[Value, dict[str, Value]] = {}
        self.imports: Imports
        self.graphs: Any = None
        self.cancelled = cancelled

    def dispose(self) -> None:
        """Lets go of the program, which is full of cycles: its memory is free at once. Nothing can run any more."""
        for module in [*self.imports.modules.values(), *self.library_modules.values()]:
            if isinstance(module, ModuleValue):
                module.attrs.clear()
        vars(self).clear()

    # -- budgets

    def step(self) -> None:
        """Counts one step; ends the analysis when the budget is used up or nobody wants it any more."""
        self.steps += 1
        if self.steps >= self._next_check:
            self._check_budget()

    def allow(self, steps: int) -> None:
        """Begins a stretch of the analysis that may take so many steps, whatever was before it."""
        self.step_limit = self.steps + steps
        self._next_check = self.steps + _CANCEL_INTERVAL
        self.last_effect_step = self.steps
        self.journal.merged_values = 0

    def charge(self, steps: int) -> None:
        """Counts work that is worth several steps."""
        self.steps += steps
        if self.steps >= self._next_check:
            self._check_budget()

    def _check_budget(self) -> None:
        self._next_check = self.steps + _CANCEL_INTERVAL
        if self.cancelled():
            raise CancelledError
        if self.steps > self.step_limit:
            raise OutOfBudgetError("stopped because its budget of steps is used up", self.site())
        if self._arm_starts and self.steps - max(self._arm_starts[0], self.last_effect_step) > self.budget.idle_arm:
            self.give_up(f"a branch that is not decided was left after {self.budget.idle_arm:,} steps without a name")
            raise ArmAbandonedError(1)

    def effect(self) -> None:
        """Notes that something was named: a loop that keeps doing so is worth running on."""
        self.effects += 1
        self.last_effect_step = self.steps

    def computed(self) -> None:
        """Notes that something was computed, as by a session: a loop that keeps doing so and names nothing trains."""
        self.computations += 1

    @contextlib.contextmanager
    def apart(self) -> Iterator[None]:
        """For code of ours that some use in the program is the first to need: it runs once and for all, whatever
        branch that is in and however deep, and costs the program nothing."""
        journal, before = self.journal, (self.frames, self.catchers, self._arm_starts, self.steps, self._next_check)
        levels, floor, merged = journal.levels, journal.floor, journal.merged_values
        self.frames, self.catchers, self._arm_starts, self._next_check = [], [], [], sys.maxsize
        journal.levels, journal.floor = [], 0
        try:
            yield
        finally:
            self.frames, self.catchers, self._arm_starts, self.steps, self._next_check = before
            journal.levels, journal.floor, journal.merged_values = levels, floor, merged

    def site(self) -> Site | None:
        """The place that is being executed."""
        return self.frames[-1].site if self.frames else None

    def give_up(self, reason: str) -> None:
        """Records, visibly, that something was not followed."""
        self.given_up[(reason, self.site())] = None

    def defect(self, error: Exception) -> Value:
        """A defect of ours costs the call it happened in, else the statement, and nothing more; it is recorded with its
        place."""
        if isinstance(error, RecursionError):
            self.give_up("a value that contains itself, or is nested too deeply")
            return Unknown("call")
        trace, depth = error.__traceback__, 1
        while trace is not None and trace.tb_next is not None:
            trace, depth = trace.tb_next, depth + 1
        if depth <= _TO_A_NATIVE and _is_misfit(error, trace):
            # Most likely the program's mistake. It may be a parameter that the model lacks, so it is no error.
            self.give_up("this call's arguments are not those that the function takes")
            return Unknown("call")
        place = f"{trace.tb_frame.f_code.co_name}:{trace.tb_lineno}" if trace is not None else "?"
        self.give_up(f"{DEFECT}: {type(error).__name__}: {error} ({place})")
        return Unknown("internal error")

    @property
    def arms(self) -> int:
        """How many arms of undecided branches are being run, one inside the other."""
        return len(self._arm_starts)

    @property
    def certain(self) -> bool:
        """Whether what happens now happens on every way through the program."""
        return not self.journal.undecided and not self.ended and not self._guesses

    @contextlib.contextmanager
    def guessing(self) -> Iterator[None]:
        """While it lasts, one arm of a branch runs that cannot be undecided: nothing that happens is certain."""
        self._guesses += 1
        try:
            yield
        finally:
            self._guesses -= 1

    # -- calls

    def call(self, callee: Value, args: list[Value], kwargs: dict[str, Value]) -> Value:
        """The result of calling `callee`; Unknown for what cannot be called or is not modelled."""
        handler = _CALLS.get(type(callee))
        if handler is not None:
            return handler(self, callee, args, kwargs)
        if isinstance(callee, NativeObject):
            return self._call_native_object(callee, args, kwargs)
        if isinstance(callee, Unknown):
            return self._call_unknown(callee, args, kwargs)
        if isinstance(callee, type):
            from tfscope.resolver.python.construction import construct

            return construct(self, callee, args, kwargs)
        return self.unknown_call(callee, args, kwargs)

    def _call_native_object(self, callee: NativeObject, args: list[Value], kwargs: dict[str, Value]) -> Value:
        try:
            result = callee.call(self, args, kwargs)
        except RaisedError:
            raise
        except MissingAttributeError:
            result = NotImplemented
        except Exception as error:
            return self.defect(error)
        return self.unknown_call(callee, args, kwargs) if result is NotImplemented else result

    def _call_unknown(self, callee: Unknown, args: list[Value], kwargs: dict[str, Value]) -> Value:
        if not callee.choices:
            return self.unknown_call(callee, args, kwargs)
        arms = [lambda frame, choice=choice: self.call(choice, args, kwargs) for choice in callee.choices]
        return self.fork_value(self.frames[-1], *arms)

    def unknown_call(self, callee: Value, args: list[Value], kwargs: dict[str, Value]) -> Value:
        """The result of a call whose callee is not known. A call into a library is counted as not modelled."""
        from tfscope.resolver.python.introspection import is_immutable
        from tfscope.resolver.python.truths import label

        if is_immutable(callee):
            return self.failed(TypeError(f"'{type(callee).__name__}' object is not callable"), f"{label(callee)}()")
        if isinstance(callee, Unknown) and callee.library is not None:
            self.unmodelled[callee.library] += 1
            return Unknown(f"{callee.library.rpartition('.')[2]}()", library=f"{callee.library}()")
        self.called_unknown = True
        return Unknown(f"{label(callee)}()")

    def call_function(self, function: Function, args: list[Value], kwargs: dict[str, Value],
                      receiver: Value = None) -> Value:  # fmt: skip
        """Runs a function of the program; `receiver` is already in `args`."""
        from tfscope.resolver.python.arguments import bound_arguments

        code = function.code
        self.step()
        self.reached.add(code)
        self.ran.add(code.unit)
        if self._too_deep(function, receiver):
            return Unknown(f"{code.name}()")
        variables = bound_arguments(self, function, args, kwargs)
        frame = Frame(self, variables, function.globals, function.outer, code)
        frame.home = function.home
        frame.receiver = args[0] if args else None
        if code.is_generator:
            return GeneratorValue(frame, code.run_generator(frame))
        return self.run_frame(frame, code.run)

    def host_keywords(self, host: Callable, given: int, kwargs: dict[str, Value]) -> dict[str, Value]:
        """The keywords with which to call `host`, a function of a model; it takes `given` arguments by position."""
        if not self.journal.is_vague(kwargs):
            return kwargs
        from tfscope.resolver.python.arguments import with_unknown_keywords

        return with_unknown_keywords(host, given, kwargs)

    def _too_deep(self, function: Function, receiver: Value) -> bool:
        if len(self.frames) < 24:
            return False
        if len(self.frames) > self.budget.depth:
            self._leave_recursion(f"calls nested more than {self.budget.depth} deep")
            # How many names it takes is not known: after an undecided branch that is so anyway.
            self.ended = self.ended or (self.left_names and not self.arms)
            return True
        if self.journal.undecided and self._may_recur_forever(function, receiver):
            self._leave_recursion(f"recursion of {function.code.name} whose end is not known")
            return True
        return False

    def _leave_recursion(self, reason: str) -> None:
        """Of a recursion that has named something it is taken that it goes on to."""
        self.give_up(reason)
        self.charge(_STEPS_PER_DEEPEST_CALL)
        calls = [frame for frame in self.frames if not frame.is_inner]
        count = Counter(frame.code for frame in calls)
        first = next((frame for frame in calls if count[frame.code] > 1), calls[0])
        self.left_names = self.left_names or self.effects > first.effects_before

    def _may_recur_forever(self, function: Function, receiver: Value) -> bool:
        """Whether the function runs too often already for a call on an undecided way. Another closure of the same code
        (two decorated functions) is another function; a method of another object may nest somewhat deeper."""
        code, outer = function.code, function.outer
        active = [frame for frame in self.frames if frame.code is code and frame.outer is outer and not frame.is_inner]
        if isinstance(receiver, Instance) and len(active) <= self.budget.undecided_nesting:
            active = [frame for frame in active if frame.receiver is receiver]
        return len(active) > self.budget.undecided_recursion

    def run_frame(self, frame: Frame, run: Callable[[Frame], Signal | None]) -> Value:
        """Runs a function's body in `frame`; gives what it returns."""
        frame.site = self.frames[-1].site if self.frames else None
        self.frames.append(frame)
        raised: RaisedError | None = None
        try:
            signal = run(frame)
            result = frame.result if signal is RETURN else None
        except RaisedError as error:
            if not frame.deferred and not self._stops_here(error):
                raise
            raised, result = error, Unknown(f"{frame.function}()")
        except RecursionError:
            self.give_up("a function nested too deeply")
            result = Unknown(f"{frame.function}()")
        except Exception as error:
            result = self.defect(error)
        finally:
            self.frames.pop()
        if frame.deferred:
            result = self._settle(frame, MISSING if raised is not None else result)
        return result

    def _stops_here(self, error: RaisedError) -> bool:
        """An error that nothing catches ends the program for TensorFlow; the reader is shown what follows it."""
        if self.arms or self.would_catch(error.value):
            return False
        self.ended = True
        return True

    def call_method(self, receiver: Value, name: str, args: list[Value],
                    kwargs: dict[str, Value] | None = None) -> Value:  # fmt: skip
        """`receiver.name(*args)`. Special methods are looked up on the class alone, as Python does."""
        from tfscope.resolver.python.attributes import bound, get_attribute

        if isinstance(receiver, Instance) and name.startswith("__"):
            found = receiver.cls.lookup(name)
            if found is not MISSING:
                return self.call(bound(self, found, receiver, receiver.cls), args, kwargs or {})
        return self.call(get_attribute(self, receiver, name), args, kwargs or {})

    def construct_instance(self, cls: ClassValue, args: list[Value], kwargs: dict[str, Value]) -> Value:
        from tfscope.resolver.python.classes import construct_instance

        return construct_instance(self, cls, args, kwargs)

    def decorate(self, decorator: Value, value: Value) -> Value:
        """`value` as `decorator` makes it. A decorator that is not known is taken to give back what it got."""
        if isinstance(decorator, Unknown) and not decorator.choices:
            return value
        result = self.call(decorator, [value], {})
        return value if isinstance(result, Unknown) and not result.choices else result

    def zero_argument_super(self, frame: Frame) -> Value:
        """`super()` in a function of `frame`, or in a comprehension or function inside one."""
        while not frame.home and frame.outer is not None:
            frame = frame.outer
        return SuperValue(frame.home[0], frame.receiver) if frame.home else Unknown("super()")

    # -- generators

    def generated(self, generator: GeneratorValue) -> Iterator[Value]:
        """Steps `generator` as far as the caller asks."""
        while True:
            ended, value = self.resume(generator, None)
            if ended:
                return
            yield value

    def resume(self, generator: GeneratorValue, sent: Value, raised: RaisedError | None = None) -> tuple[bool, Value]:
        """Runs `generator` to its next `yield`: (False, the value), or (True, what it returned)."""
        frame = generator.frame
        self.journal.touch(frame.vars)
        frame.site = frame.site or (self.frames[-1].site if self.frames else None)
        self.frames.append(frame)
        depth, catching = len(self.frames), len(self.catchers)
        self.catchers.extend(generator.catchers)
        try:
            if raised is not None:
                return False, generator.steps.throw(raised)
            return False, generator.steps.send(sent)
        except StopIteration as stop:
            return True, stop.value
        finally:
            # What the generator's own `try` statements take, they take only while it runs.
            generator.catchers = self.catchers[catching:]
            del self.catchers[catching:]
            del self.frames[depth - 1 :]

    def until_stop_iteration(self, produce: Callable[[], Value]) -> tuple[bool, Value]:
        """(True, None) when `produce` raises the program's StopIteration, else (False, what it gives)."""
        raised, value = self.attempt((StopIteration,), produce)
        return (True, None) if raised else (False, value)

    def attempt(self, classes: tuple[Value, ...], produce: Callable[[], Value]) -> tuple[RaisedError | None, Value]:
        """(None, what `produce` gives), or the error of one of `classes` that it raises."""
        from tfscope.resolver.python.exceptions import Catcher

        catcher = Catcher(classes)
        try:
            with self.catching(catcher):
                return None, produce()
        except RaisedError as error:
            if catcher.takes(error.value):
                return error, None
            raise

    def address_of(self, value: Value) -> int:
        """A number that is `value`'s alone, the same in every resolution of the program."""
        if id(value) not in self._addresses:
            self._addresses[id(value)] = (_FIRST_ADDRESS + len(self._addresses) * 64, value)
        return self._addresses[id(value)][0]

    # -- names and attributes

    def set_on_shared(self, owner: Value, name: str, value: Value) -> None:
        """Sets an attribute of a library's class or function, for this resolution only."""
        attrs = self._set_on_shared.setdefault(owner, {})
        self.journal.touch(attrs)
        attrs[name] = value

    def shared_attribute(self, owner: Value, name: str) -> Value:
        """What the program has set as `owner.name` with `set_on_shared`, else MISSING."""
        attrs = self._set_on_shared.get(owner)
        return MISSING if attrs is None else attrs.get(name, MISSING)

    def undefined(self, name: str) -> Value:
        """The value of a name that has none yet on the way that was followed."""
        return self.failed(UnboundLocalError(f"local variable '{name}' referenced before assignment"), name)

    def global_name(self, frame: Frame, name: str) -> Value:
        value = frame.module.attrs.get(name, MISSING)
        if value is MISSING and frame.module.python2:
            value = self.python2_builtins.get(name, MISSING)
        if value is MISSING:
            value = self.builtins.get(name, MISSING)
        if value is not MISSING:
            return value
        if self.imports.is_open(frame.module):
            return self.imports.star_name(frame.module, name)
        return self.failed(NameError(f"name '{name}' is not defined"), name)

    def set_attribute(self, owner: Value, name: str, value: Value) -> None:
        from tfscope.resolver.python.attributes import set_attribute

        set_attribute(self, owner, name, value)

    # -- errors

    @contextlib.contextmanager
    def catching(self, catcher: Catcher | None) -> Iterator[None]:
        """While it lasts, errors that `catcher` takes are raised for real."""
        if catcher is None:
            yield
            return
        self.catchers.append(catcher)
        try:
            yield
        finally:
            self.catchers[:] = [other for other in self.catchers if other is not catcher]

    def would_catch(self, exception: Value) -> bool:
        """Whether a handler of the program is active that takes `exception` (an exception value or class)."""
        return any(catcher.takes(exception) for catcher in reversed(self.catchers))

    def failed(self, exception: BaseException, label: str) -> Value:
        """An operation of the program failed. Where the program has a handler for that, the error takes its course;
        elsewhere it is our knowledge that failed, not the program, and the result is unknown."""
        if self.would_catch(exception):
            raise RaisedError(exception)
        return Unknown(label)

    # -- undecided branches

    def fork(self, frame: Frame, arms: list[Callable[[Frame], Signal | None]]) -> Signal | None:
        """Runs every arm from the present state and goes on in the merge of those that do not leave the block."""
        outcomes = [self._run_arm(frame, arm) for arm in arms]
        alive = [outcome for outcome in outcomes if not isinstance(outcome.signal, RaisedError)]
        if not alive:
            self.journal.apply([outcomes[0].delta])
            raise outcomes[0].signal
        staying = [outcome for outcome in alive if outcome.signal is None]
        leaving = [outcome for outcome in alive if outcome.signal is not None]
        if not staying and len({id(outcome.signal) for outcome in leaving}) == 1:
            staying, leaving = leaving, []
        elif not staying:
            staying, leaving = _split_leaving(leaving)
        for outcome in leaving:
            self._defer(frame, outcome.signal, outcome.delta, outcome.value)
        self.journal.apply([outcome.delta for outcome in staying])
        for outcome in alive:
            for signal, value in outcome.early:
                self._defer(frame, signal, {}, value)
        frame.result = self._joined([outcome.value for outcome in staying])
        return staying[0].signal

    def _defer(self, frame: Frame, signal: Signal, delta: Delta, value: Value) -> None:
        """Keeps an arm that has left until the end of what it has left; until then nothing is certain."""
        self.journal.open()
        frame.deferred = frame.deferred or []
        frame.deferred.append((signal, delta, value))

    def _run_arm(self, frame: Frame, arm: Callable) -> Outcome:
        self.charge(_STEPS_PER_ARM + (self.journal.merged_values >> 2))
        self.journal.merged_values = 0
        self.journal.open()
        self.journal.touch(frame.vars)
        deferred, frame.deferred = frame.deferred, None
        levels, depth, catchers = len(self.journal.levels), len(self.frames), list(self.catchers)
        self._arm_starts.append(self.steps)
        position = self.graphs.position()
        signal: Any
        early: list[tuple[Signal, Value]] = []
        try:
            signal = arm(frame)
            early = [(kind, value) for kind, _, value in frame.deferred or ()]
            self.settle_loop(frame, 0)
        except RaisedError as error:
            signal = error
        except ArmAbandonedError as abandoned:
            if abandoned.arm != len(self._arm_starts):
                raise
            signal, frame.result = None, Unknown("not followed")
            self.graphs.return_to(position)
        except Exception as error:
            signal, frame.result = None, self.defect(error)
        finally:
            self._arm_starts.pop()
            del self.frames[depth:]
            self.catchers[:] = catchers
            frame.deferred = deferred
        while len(self.journal.levels) > levels:
            self.journal.close_kept()
        return Outcome(signal, self.journal.close_undone(), frame.result, early)

    def _settle(self, frame: Frame, result: Value) -> Value:
        """At the end of a function: merges the arms that returned early; gives the joined result."""
        while frame.deferred:
            signal, delta, value = frame.deferred.pop()
            self.journal.merge_deferred(delta)
            if signal is RETURN:
                result = value if result is MISSING else self._joined([result, value])
        return Unknown(f"{frame.function}()") if result is MISSING else result

    def loop_pass(self, frame: Frame, body: Callable[[Frame], Signal | None]) -> Signal | None:
        """Runs one pass of a loop's body; CONTINUE is over with it."""
        # What an outer loop's pass has put off stays so until that pass ends.
        mark = len(frame.deferred or ())
        signal = body(frame)
        while frame.deferred and len(frame.deferred) > mark and frame.deferred[-1][0] is CONTINUE:
            self.journal.merge_deferred(frame.deferred.pop()[1])
        return None if signal is CONTINUE else signal

    def settle_loop(self, frame: Frame, mark: int) -> None:
        """At the end of a loop (or an arm): merges what left since `frame.deferred` was `mark` long."""
        while frame.deferred and len(frame.deferred) > mark:
            if mark and frame.deferred[-1][0] is RETURN:
                return
            self.journal.merge_deferred(frame.deferred.pop()[1])

    def fork_value(self, frame: Frame, *arms: Callable[[Frame], Value]) -> Value:
        """The joined value of expressions of which it is not known which is evaluated."""

        def returning(arm: Callable[[Frame], Value]) -> Callable[[Frame], None]:
            def run(inner: Frame) -> None:
                inner.result = arm(inner)

            return run

        saved = frame.result
        outcomes = [self._run_arm(frame, returning(arm)) for arm in arms]
        alive = [outcome for outcome in outcomes if not isinstance(outcome.signal, RaisedError)]
        if not alive:
            raise outcomes[0].signal
        self.journal.apply([outcome.delta for outcome in alive])
        frame.result = saved
        return self._joined([outcome.value for outcome in alive])

    def _joined(self, values: list[Value]) -> Value:
        result = values[0]
        for value in values[1:]:
            result = result if value is result else self.join(result, value)
        return result

    @contextlib.contextmanager
    def symbolic_pass(self, number: int) -> Iterator[None]:
        """While it lasts, a loop of unknown length runs its pass `number`, counted from 0."""
        saved = self.pass_number, self._branches_at_pass
        self.pass_number, self._branches_at_pass = max(self.pass_number, number), len(self.journal.levels)
        try:
            yield
        finally:
            self.pass_number, self._branches_at_pass = saved

    @property
    def depends_on_pass(self) -> bool:
        """Whether what happens now happens in some passes of a loop of unknown length only: which of its branches are
        taken in one pass may depend on those of the others, as where the first pass makes what the rest reuse."""
        return self._branches_at_pass is not None and len(self.journal.levels) > self._branches_at_pass


def _is_misfit(error: Exception, trace: TracebackType | None) -> bool:
    """Whether an error, raised at `trace`, says that a native lacks an argument, or takes none of that name."""
    if isinstance(error, TypeError):
        return _MISFIT.match(str(error)) is not None
    given = trace.tb_frame.f_locals.get("args") if isinstance(error, IndexError) and trace is not None else None
    return isinstance(given, list) and len(given) <= _MOST_NEEDED


def _split_leaving(leaving: list[Outcome]) -> tuple[list[Outcome], list[Outcome]]:
    """Of arms that all leave, but differently, one that stays in the function goes on as the statement's own end."""
    others = [outcome for outcome in leaving if outcome.signal is not RETURN]
    return others[:1], [outcome for outcome in leaving if outcome is not others[0]]


def _call_bound(interpreter: Interpreter, callee: BoundMethod, args: list[Value], kwargs: dict[str, Value]) -> Value:
    function = callee.function
    if type(function) is Function:
        return interpreter.call_function(function, [callee.receiver, *args], kwargs, callee.receiver)
    return interpreter.call(function, [callee.receiver, *args], kwargs)


def _call_native(interpreter: Interpreter, callee: NativeFunction, args: list, kwargs: dict) -> Value:
    try:
        return callee.run(interpreter, args, kwargs)
    except RaisedError:
        raise
    except Exception as error:
        return interpreter.defect(error)


def _call_host_method(interpreter: Interpreter, callee: HostMethod, args: list, kwargs: dict) -> Value:
    from tfscope.resolver.python.methods import call_host_method

    return call_host_method(interpreter, callee.receiver, callee.name, args, kwargs)


def _call_unbound(interpreter: Interpreter, callee: HostUnbound, args: list, kwargs: dict) -> Value:
    from tfscope.resolver.python.methods import call_unbound

    return call_unbound(interpreter, callee, args, kwargs)


def _call_instance(interpreter: Interpreter, callee: Instance, args: list, kwargs: dict) -> Value:
    if callee.cls.lookup("__call__") is MISSING:
        if not callee.cls.has_unknown_base:
            interpreter.failed(TypeError(f"'{callee.cls.name}' object is not callable"), callee.cls.name)
        return interpreter.unknown_call(Unknown(callee.cls.name), args, kwargs)
    return interpreter.call_method(callee, "__call__", args, kwargs)


_CALLS: dict[type, Callable[[Interpreter, Any, list, dict], Value]] = {
    Function: lambda interpreter, callee, args, kwargs: interpreter.call_function(callee, args, kwargs),
    BoundMethod: _call_bound,
    NativeFunction: _call_native,
    ClassValue: lambda interpreter, callee, args, kwargs: interpreter.construct_instance(callee, args, kwargs),
    HostMethod: _call_host_method,
    HostUnbound: _call_unbound,
    Instance: _call_instance,
    Partial: lambda interpreter, callee, args, kwargs: interpreter.call(
        callee.function, [*callee.args, *args], {**callee.kwargs, **kwargs}
    ),
    StaticMethod: lambda interpreter, callee, args, kwargs: interpreter.call(callee.function, args, kwargs),
    ClassMethod: lambda interpreter, callee, args, kwargs: interpreter.call(callee.function, args, kwargs),
}

"""How loops run: as often as the program would, or symbolically where that is not known."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from tfscope.resolver.python import operators
from tfscope.resolver.python.control import BREAK, RETURN, Signal
from tfscope.resolver.python.interpreter import Frame, Interpreter
from tfscope.resolver.python.iteration import is_iterable, iterated
from tfscope.resolver.python.journal import Change
from tfscope.resolver.python.values import MISSING, Unknown, Value

# A loop that has named nothing new for so many steps is a training loop: the rest of its passes only changes plain
# values, which become unknown. Counted over the whole program, so that nested training loops cost no more.
_IDLE_STEPS = 20_000
_IDLE_PASSES = 3
# One is known for what it is sooner if something is computed in each of these passes.
_TRAINING_STEPS = 1_000
# One that only goes on to name ops, as one that calls `tf.assign` anew in each pass, gets more; its rest runs for an
# unknown number of passes.
_BUSY_STEPS = 60_000
_SYMBOLIC_PASSES = 2
# A `while` loop that has named something in so many passes, one after the other, is one that never ends.
_NAMING_PASSES = 1_000


def run_for(frame: Frame, iterable: Value, store: Callable, name: str, body: Callable, orelse: Callable | None,
            assigned: frozenset[str]) -> Signal | None:  # fmt: skip
    """Runs a `for` loop over `iterable`; `store` binds the loop variable `name`."""
    items = iterated(frame.interpreter, iterable)
    if items is None:
        if is_iterable(iterable) is False:
            frame.interpreter.failed(TypeError("object is not iterable"), "for")
        return _run_symbolic(frame, lambda: store(frame, operators.element_of(iterable, name)), body, orelse, assigned)
    mark = len(frame.deferred or ())
    signal = _run_known(frame, items, store, name, body, assigned)
    if signal is RETURN:
        return signal
    frame.interpreter.settle_loop(frame, mark)
    return orelse(frame) if orelse is not None and signal is None else None


def _run_known(frame: Frame, items: Iterable[Value], store: Callable, name: str, body: Callable,
               assigned: frozenset[str]) -> Signal | None:  # fmt: skip
    progress = Progress(frame, assigned)
    for item in items:
        frame.interpreter.step()
        store(frame, item)
        signal = progress.run_pass(body)
        if signal is not None:
            return signal
        if progress.has_stalled():
            store(frame, Unknown(name))
            return progress.run_rest(body)
    return None


def run_while(frame: Frame, test: Callable, body: Callable, orelse: Callable | None,
              assigned: frozenset[str], is_endless: bool) -> Signal | None:  # fmt: skip
    """Runs a `while` loop; what follows one that surely never ends does not happen."""
    progress, mark = Progress(frame, assigned, _NAMING_PASSES), len(frame.deferred or ())
    while True:
        frame.interpreter.step()
        truth = operators.truth(frame.interpreter, test(frame))
        if truth is None:
            signal = _run_symbolic(frame, lambda: None, body, orelse, assigned)
        else:
            signal = progress.run_pass(body) if truth else None
        if signal is RETURN:
            return signal
        if not truth or signal is BREAK:
            break
        if progress.has_stalled():
            progress.run_rest(body)
            frame.interpreter.ended |= is_endless and frame.interpreter.certain
            break
    frame.interpreter.settle_loop(frame, mark)
    return orelse(frame) if truth is False and orelse is not None else None


class Progress:
    """Notices that a loop has stopped doing anything that names could depend on, or that it names without end."""

    def __init__(self, frame: Frame, assigned: frozenset[str], most_naming: int | None = None) -> None:
        """most_naming: after so many passes that name something, one after the other, it has no end."""
        self._frame = frame
        self._assigned = assigned
        self._most_naming = most_naming
        self._effects = frame.interpreter.effects
        self._computations = frame.interpreter.computations
        self._idle = self._naming = self._computing = self._passes = 0
        # Whether a pass has named something after one that did not: passes that are not run may do so too.
        self._names_at_times = False
        # What the last pass before the loop is left has changed.
        self._changes: list[Change] | None = None

    def run_pass(self, body: Callable) -> Signal | None:
        """Runs the next pass."""
        interpreter = self._frame.interpreter
        if self._idle < _IDLE_PASSES or not self._is_long():
            return interpreter.loop_pass(self._frame, body)
        mark = interpreter.journal.open_watch()
        try:
            return interpreter.loop_pass(self._frame, body)
        finally:
            self._changes = interpreter.journal.close_watch(mark)

    def has_stalled(self) -> bool:
        """Called after each pass. When True, what the loop assigns and changes has been made unknown."""
        interpreter = self._frame.interpreter
        has_named = interpreter.effects != self._effects
        self._names_at_times |= has_named and self._idle > 0
        self._idle = 0 if has_named else self._idle + 1
        self._naming = self._naming + 1 if has_named else 0
        self._computing = self._computing + 1 if interpreter.computations > self._computations else 0
        self._effects, self._computations = interpreter.effects, interpreter.computations
        self._passes += 1
        is_idle = self._idle >= _IDLE_PASSES
        if self._passes < _IDLE_PASSES or not self._is_long() or (is_idle and self._changes is None):
            return False
        forget(self._frame, self._assigned)
        for change in self._changes or ():
            forget_change(interpreter, change)
        return True

    def _is_long(self) -> bool:
        if self._naming == self._most_naming:
            return True
        if self._idle < _IDLE_PASSES:
            wanted = _BUSY_STEPS
        else:
            wanted = _IDLE_STEPS if self._computing < _IDLE_PASSES else _TRAINING_STEPS
        return self._frame.interpreter.steps - self._frame.interpreter.last_effect_step >= wanted

    def run_rest(self, body: Callable) -> Signal | None:
        """Called when the loop has stalled: the passes left, unless passes do nothing that names depend on."""
        if self._idle >= _IDLE_PASSES and not self._names_at_times:
            return None
        if self._naming == self._most_naming:
            reason = f"a `while` loop that names something was left after {self._naming:,} passes"
            self._frame.interpreter.give_up(reason)
        return _run_symbolic(self._frame, lambda: None, body, None, self._assigned)


def forget(frame: Frame, names: frozenset[str]) -> None:
    """What a loop has assigned is not known after an unknown number of passes."""
    for name in names:
        _forget_item(frame.interpreter, frame.vars, name)


def forget_change(interpreter: Interpreter, change: Change) -> None:
    """What a loop changes in each pass is not known after an unknown number of passes."""
    if change.has_other_keys:
        interpreter.journal.mark_vague(change.container)
    for key in change.keys:
        _forget_item(interpreter, change.container, key)


def _forget_item(interpreter: Interpreter, container: dict, key: Any) -> None:
    value = container.get(key, MISSING)
    join = getattr(container, "join_items", None)
    if join is not None and value is not MISSING:
        interpreter.journal.touch_key(container, key)
        container[key] = join(value, MISSING)
    elif isinstance(value, (int, float, str)) or value is None:
        interpreter.journal.touch_key(container, key)
        container[key] = Unknown(str(key))
    elif type(value) in (list, dict, set):
        interpreter.journal.mark_vague(value)


def _run_symbolic(frame: Frame, bind: Callable[[], None], body: Callable, orelse: Callable | None,
                  assigned: frozenset[str]) -> Signal | None:  # fmt: skip
    """Runs the body for an unknown number of passes: none, or two, of which the second shows what collides."""

    def passes(inner: Frame) -> Signal | None:
        for number in range(_SYMBOLIC_PASSES):
            bind()
            with inner.interpreter.symbolic_pass(number):
                signal = inner.interpreter.loop_pass(inner, body)
            if signal is BREAK:
                return None
            if signal is RETURN:
                return signal
            _forget_numbers(inner, assigned)
        return None

    return frame.interpreter.fork(frame, [passes, orelse or (lambda inner: None)])


def _forget_numbers(frame: Frame, assigned: frozenset[str]) -> None:
    for name in assigned:
        value = frame.vars.get(name, MISSING)
        if type(value) in (int, float):
            frame.vars[name] = Unknown(name)

"""Turns what happens in a graph into records, each with its call stack."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from tfscope.resolver.python.symbolic import is_symbolic, shown
from tfscope.resolver.python.values import Instance, Unknown, Value
from tfscope.resolver.records import Call, Diagnostic, Event, Related, Remark, ScopeFacts
from tfscope.resolver.tensorflow.shapes import recorded

if TYPE_CHECKING:
    from tfscope.resolver.python.interpreter import Frame, Interpreter
    from tfscope.resolver.tensorflow.errors import ErrorRule
    from tfscope.resolver.tensorflow.graph import Graph
    from tfscope.resolver.tensorflow.tensors import Variable
    from tfscope.syntax import Site


# What a variable that is created or reused costs beside the call that asks for it.
_STEPS_PER_VARIABLE = 25
# No program makes so many on purpose, but a loop that never ends does.
_MANY_RECORDS = 10_000
_STEPS_PER_VARIABLE_OF_MANY = 500
_STEPS_PER_SCOPE = 5
# Each record holds its calls; beyond these they cost more than what is recorded.
_CALLS_FOR_NOTHING = 32


class Recorder:
    """Collects the events and diagnostics of one resolution."""

    def __init__(
        self, interpreter: Interpreter, record_ops: bool, first_sequence: int = 0, first_graph: int = 0
    ) -> None:
        """first_sequence: the number of its first event in the order of execution; first_graph: of its first graph."""
        self.interpreter = interpreter
        self.record_ops = record_ops
        self.first_sequence = first_sequence
        self.first_graph = first_graph
        # Whether the program was not followed to its end.
        self.stopped = False
        self.events: list[Event] = []
        self.diagnostics: list[Diagnostic] = []
        self.remarks: list[Remark] = []
        self.slot_depth = 0
        self.via: list[str] = []
        self.standalone = False
        self._seen_passes: set[tuple] = set()
        self._reported: set[tuple] = set()
        self._failed_calls: set[int] = set()
        self._graphs: dict[int, int] = {}
        self._most_frames: int | None = None
        # The levels of the stacks, each once: by the identity of the place, and the function.
        self._calls: dict[tuple[int, str], Call] = {}
        # What happens at one place is told with the very same stack.
        self._last_stack: tuple[Call, ...] = ()

    # -- stacks

    @contextmanager
    def at_this_call(self) -> Iterator[None]:
        """Variables that the functions called from here on make are told of the call that is being made now."""
        before = self._most_frames
        self._most_frames = len(self.interpreter.frames) if before is None else before
        try:
            yield
        finally:
            self._most_frames = before

    def stack(self, most_frames: int | None = None) -> tuple[Call, ...]:
        """The calls that lead to what happens now, innermost first, without those inside library models."""
        calls: list[Call] = []
        inner: Frame | None = None
        for frame in reversed(self.interpreter.frames[:most_frames]):
            if inner is not None and inner.outer is frame and inner.code is frame.code:
                inner = frame
                continue
            inner = frame
            if frame.site is not None and not frame.site.unit.is_library:
                calls.append(self._call(frame.site, frame.function))
        stack = tuple(calls)
        if stack != self._last_stack:
            self._last_stack = stack
        return self._last_stack

    def _call(self, site: Site, function: str) -> Call:
        call = self._calls.get((id(site), function))
        if call is None:
            call = self._calls[id(site), function] = Call(site, function)
        return call

    def place(self) -> tuple[Call, ...]:
        """The stack of what happens to a variable now."""
        return self.stack(self._most_frames)

    # -- events

    def _number_of(self, graph: Graph) -> int:
        """Graphs are counted as they are first used."""
        return self._graphs.setdefault(graph.number, self.first_graph + len(self._graphs))

    def variable(self, graph: Graph, variable: Variable, created: bool, certain: bool = True,
                 ignored: tuple[str, ...] = ()) -> None:  # fmt: skip
        """A variable was created or reused; `ignored`: the arguments of a reuse that have no effect."""
        self.interpreter.effect()
        is_many = len(self.events) >= _MANY_RECORDS
        self.interpreter.charge(_STEPS_PER_VARIABLE_OF_MANY if is_many else _STEPS_PER_VARIABLE)
        self._note_for_models(variable)
        stack = self.place()
        if not stack:
            return
        kind = "slot" if self.slot_depth else ("get_variable" if variable.key is not None else "Variable")
        event = Event(
            kind=kind,
            action="create" if created else "reuse",
            name=shown(variable.op_name),
            key=shown(variable.key) if variable.key is not None else None,
            certain=self._is_certain(certain, variable),
            shape=recorded(variable.dims),
            dtype=variable.dtype.name if variable.dtype is not None else None,
            trainable=variable.trainable if isinstance(variable.trainable, bool) else None,
            site=stack[0].site,
            stack=stack,
            origin=None if created else variable.site,
            via=self.via[-1] if self.via else None,
            graph=self._number_of(graph),
            scope=scope_facts(graph),
            sequence=self.first_sequence + len(self.events),
            ignored=ignored,
            makers=self._makers(),
            saved=variable.is_global,
        )
        self._add(event)

    def _makers(self) -> tuple[Site, ...]:
        receivers = (frame.receiver for frame in reversed(self.interpreter.frames))
        return tuple(dict.fromkeys(one.made_at for one in receivers if isinstance(one, Instance) and one.made_at))

    def _note_for_models(self, variable: Variable) -> None:
        """The model functions that are running have made `variable`: what they return is computed from it."""
        for frame in reversed(self.interpreter.frames):
            if frame.site is None or not frame.site.unit.is_library:
                return
            frame.made = [*(frame.made or ()), variable]

    def _is_certain(self, certain: bool, variable: Variable) -> bool:
        known = not is_symbolic(variable.op_name)
        return certain and known and self.interpreter.certain and variable.certain and not self.standalone

    def scope_entered(self, graph: Graph, certain: bool, default_name: str | None) -> None:
        """A variable scope was entered; it is the graph's current one. `default_name`: what its name was made from."""
        # A loop that goes on to enter scopes makes no variable yet.
        self.interpreter.effects += 1
        self.interpreter.charge(_STEPS_PER_SCOPE)
        stack = self.stack()
        if stack and not self._inside_library():
            facts = scope_facts(graph, default_name)
            self._add(Event("scope", "enter", facts.name, None, certain and self.interpreter.certain, None, None, None,
                            stack[0].site, stack, graph=self._number_of(graph), scope=facts,
                            sequence=self.first_sequence + len(self.events)))  # fmt: skip

    def name_scope_entered(self, graph: Graph) -> None:
        """A name scope was entered; it is the graph's current one."""
        stack = self.stack() if self.record_ops and not self._inside_library() else ()
        if stack:
            certain = graph.names_certain and self.interpreter.certain
            self._add(
                Event(
                    "name_scope", "enter", shown(graph.name_stack), None, certain, None, None, None, stack[0].site,
                    stack, graph=self._number_of(graph), sequence=self.first_sequence + len(self.events),
                )
            )  # fmt: skip

    def op(self, graph: Graph, name: str, certain: bool) -> None:
        """An op was named."""
        if not self.record_ops or self._inside_library():
            return
        stack = self.stack()
        if stack:
            self._add(Event("op", "name", shown(name), None, certain and self.interpreter.certain, None, None, None,
                            stack[0].site, stack, graph=self._number_of(graph),
                            sequence=self.first_sequence + len(self.events)))  # fmt: skip

    def remark(self, kind: str) -> None:
        """Something happened to no name that a rule may want to know."""
        stack = self.stack()
        if stack:
            certain = self.interpreter.certain and not self.standalone
            self.remarks.append(Remark(kind, certain, stack[0].site, stack))

    def _inside_library(self) -> bool:
        frame = self.interpreter.frames[-1] if self.interpreter.frames else None
        return frame is None or frame.site is None or frame.site.unit.is_library

    def _add(self, event: Event) -> None:
        """Of the second pass of a symbolic loop, only what the first did not do is news."""
        key = (event.kind, event.action, event.name, event.site, event.graph)
        if self.interpreter.pass_number:
            if key in self._seen_passes or event.kind in ("scope", "name_scope", "op"):
                return
        elif self.interpreter.journal.undecided:
            self._seen_passes.add(key)
        self.events.append(event)
        if len(event.stack) > _CALLS_FOR_NOTHING:
            self.interpreter.charge(len(event.stack) - _CALLS_FOR_NOTHING)

    # -- errors

    def error(self, rule: ErrorRule, message: str, related: Site | None, relation: str, is_known: bool = True) -> None:
        """TensorFlow raises here and nobody catches it. `relation` says what `related` is; without `is_known` it may
        not raise at all."""
        stack = self.stack()
        if self.standalone and rule.depends_on_arguments:
            return
        # A branch that nobody decides may be one that no caller takes.
        is_told = bool(stack) and (self.interpreter.certain or not self.standalone)
        if rule.depends_on_past and self.interpreter.depends_on_pass:
            is_told = False
        if not is_told or self._follows_from_reported(rule, stack):
            self._note_failed(stack)
            return
        certain = is_known and self.interpreter.certain and not self.standalone
        severity = "error" if certain else "warning"
        links = (Related(relation, related),) if related is not None else ()
        self.diagnostics.append(Diagnostic(rule.code, severity, message, stack[0].site, stack, links))
        self._reported.add((rule.code, stack[0].site))
        self._note_failed(stack)

    def _follows_from_reported(self, rule: ErrorRule, stack: tuple[Call, ...]) -> bool:
        """The first error of a call or scope is its cause; what that call does wrong afterwards follows from it."""
        if (rule.code, stack[0].site) in self._reported:
            return True
        frames = self.interpreter.frames[1:]
        if any(id(frame) in self._failed_calls for frame in frames):
            return True
        return not frames and id(self._scope()) in self._failed_calls

    def _note_failed(self, stack: tuple[Call, ...]) -> None:
        frames = self.interpreter.frames[1:]
        failed: list[Any] = list(frames) or [self._scope()]
        self._failed_calls.update(id(item) for item in failed)
        self._keep_alive(failed)

    def _keep_alive(self, items: list[Any]) -> None:
        """Identities stay unique only while the objects live."""
        self._kept = [*getattr(self, "_kept", []), *items]

    def _scope(self) -> Any:
        return self.interpreter.graphs.current.scope


def scope_facts(graph: Graph, default_name: str | None = None) -> ScopeFacts:
    """What is known of the current scope of `graph`."""
    scope, root = graph.scope, graph.root_scope
    sticky = root.reuse is True and scope.reuse is True and scope.reuse_from == root.reuse_from
    op_scope = f"{shown(graph.name_stack)}/" if graph.name_stack else ""
    default_name = shown(default_name) if default_name is not None else None
    name, reuse = shown(scope.name), "AUTO_REUSE" if graph.store.of_layer else reuse_fact(scope.reuse)
    return ScopeFacts(name, reuse, scope.reuse_from, op_scope, sticky, default_name, graph.is_eager)


def reuse_fact(reuse: Value) -> bool | str | None:
    if isinstance(reuse, Unknown):
        return "unknown"
    if reuse is True:
        return True
    return "AUTO_REUSE" if reuse is not None and reuse is not False else None

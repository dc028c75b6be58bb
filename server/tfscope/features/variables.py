"""The variables of a program as a tree of scopes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from math import prod

from tfscope.events import Index, Run
from tfscope.features.answers import Span, span_of
from tfscope.features.wording import file_name, folded, shown_name, without_numbers
from tfscope.resolver.records import Call, Event, Shape


@dataclass(frozen=True, slots=True)
class Use:
    """A place where a variable is created or reused, and the calls that lead there as one line of text."""

    span: Span
    label: str


@dataclass(frozen=True, slots=True)
class Variable:
    """A leaf of the tree. `count`: how many variables it stands for, below a folded scope such as `layer_{0..11}`."""

    label: str
    shape: Shape | None
    dtype: str | None
    trainable: bool | None
    certain: bool
    created: tuple[Use, ...] = ()
    reused: tuple[Use, ...] = ()
    count: int = 1

    @property
    def parameters(self) -> int | None:
        """How many numbers it holds, None when a dimension is not known."""
        if self.shape is None or None in self.shape:
            return None
        return self.count * prod(self.shape)


@dataclass(slots=True)
class Scope:
    """A scope with what is in it by label, in the order of creation. The root's label is ""."""

    label: str
    scopes: dict[str, Scope] = field(default_factory=dict)
    variables: dict[str, Variable] = field(default_factory=dict)

    @property
    def total(self) -> int | None:
        """How many numbers all its variables hold, None when that of one is not known."""
        sizes = [*(scope.total for scope in self.scopes.values()), *(v.parameters for v in self.variables.values())]
        return None if None in sizes else sum(sizes)

    @property
    def certain(self) -> bool:
        """Whether anything in it is certain."""
        return any(v.certain for v in self.variables.values()) or any(s.certain for s in self.scopes.values())


def runs_of(index: Index, path: str) -> list[Run]:
    """The analyses in which the file `path` takes part, programs first."""
    return [run for run in index.runs if path in run.resolution.files or run.entry == path]


def variables(run: Run) -> Scope:
    """The tree of all variables of a run; scopes that differ in a number only are one."""
    root = Scope("")
    for name, events in _by_name(run.resolution.events).items():
        *parents, label = name.split("/")
        scope = root
        for part in parents:
            scope = scope.scopes.setdefault(part, Scope(part))
        scope.variables[label] = _variable(label, events)
    return _folded(root)


def _by_name(events: Iterable[Event]) -> dict[str, list[Event]]:
    found: dict[str, list[Event]] = {}
    for event in events:
        if event.kind in ("get_variable", "Variable"):
            found.setdefault(shown_name(event), []).append(event)
    return found


def _variable(label: str, events: list[Event]) -> Variable:
    first = next((event for event in events if event.action == "create"), events[0])
    return Variable(
        label,
        first.shape,
        first.dtype,
        first.trainable,
        any(event.certain for event in events),
        _uses(event for event in events if event.action == "create"),
        _uses(event for event in events if event.action == "reuse"),
    )


def _uses(events: Iterable[Event]) -> tuple[Use, ...]:
    return tuple(dict.fromkeys(Use(span_of(event.site), _calls(event.stack)) for event in events))


def _calls(stack: tuple[Call, ...]) -> str:
    calls = (f"{file_name(call.site.path)}:{call.site.line} {call.function}" for call in reversed(stack))
    return ", ".join(calls)


def _folded(scope: Scope) -> Scope:
    """The scope with children put together that are the same but for numbers in their labels."""
    groups: dict[object, list[Scope]] = {}
    for child in map(_folded, scope.scopes.values()):
        groups.setdefault((without_numbers(child.label), _outline(child)), []).append(child)
    children = [merged for group in groups.values() for merged in _merged_if_one(group)]
    return replace(scope, scopes={child.label: child for child in children})


def _outline(scope: Scope) -> object:
    """What two scopes must share, besides their labels, to be shown as one."""
    variables = tuple((v.label, v.shape, v.dtype, v.trainable, v.certain, v.count) for v in scope.variables.values())
    return variables, tuple((child.label, _outline(child)) for child in scope.scopes.values())


def _merged_if_one(scopes: list[Scope]) -> list[Scope]:
    labels = folded([scope.label for scope in scopes])
    return [_merged(scopes, labels[0])] if len(labels) == 1 else scopes


def _merged(scopes: Sequence[Scope], label: str) -> Scope:
    first = scopes[0]
    return Scope(
        label,
        {key: _merged([scope.scopes[key] for scope in scopes], key) for key in first.scopes},
        {key: _merged_variable([scope.variables[key] for scope in scopes]) for key in first.variables},
    )


def _merged_variable(variables: Sequence[Variable]) -> Variable:
    return replace(
        variables[0],
        created=tuple(dict.fromkeys(use for variable in variables for use in variable.created)),
        reused=tuple(dict.fromkeys(use for variable in variables for use in variable.reused)),
        count=sum(variable.count for variable in variables),
    )

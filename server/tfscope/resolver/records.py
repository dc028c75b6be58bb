"""What the resolver says: immutable records of what the program does to TensorFlow's names.

One `Event` per variable created or reused, scope entered or op named; one `Diagnostic` per error TensorFlow would
raise; one `GaveUp` per place where a budget ended or something stayed unknown on purpose. Each has its call stack.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from tfscope.syntax import Site

Kind = Literal["get_variable", "Variable", "slot", "scope", "name_scope", "op"]
Action = Literal["create", "reuse", "enter", "name"]
Shape = tuple["int | None", ...]


@dataclass(frozen=True, slots=True)
class Call:
    """One level of a call stack: where the call stands and the function it stands in (`<module>` at the top)."""

    site: Site
    function: str


@dataclass(frozen=True, slots=True)
class ScopeFacts:
    """What is known of a scope when it is entered, or of the scope a variable is made in.

    `reuse` is None, True, "AUTO_REUSE" or "unknown"; `reuse_from` is the place that decided it, None for the default.
    `op_scope` is the op name scope with its trailing slash, "" at the root. `sticky`: the reuse flag was set on the
    graph's root scope itself, which no block ends. `default_name`: what the name was made from, None for a scope that
    was named. `eager`: it is a scope of eager execution, where nothing is kept by name.
    """

    name: str
    reuse: bool | str | None
    reuse_from: Site | None
    op_scope: str
    sticky: bool = False
    default_name: str | None = None
    eager: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to TensorFlow's names.

    kind: what was made. action: "create" or "reuse" for variables, "enter" for scopes, "name" for ops.
    name: what `v.op.name` would be, with `{label}` for what is not known. key: the key in the variable store, None
    for what is not in it. certain: whether it happens on every way through the program that was followed.
    shape: None when the rank is unknown, None inside for an unknown dimension. site: the innermost line of code that
    is not inside TensorFlow or a library model. stack: innermost first. origin: of a reuse, the creating site.
    via: the public name of the TensorFlow callable that made it, such as "tf.layers.dense". graph: counts graphs
    from 0 in the order of their first use. scope: the variable scope it happened in. sequence: execution order.
    ignored: of a reuse, the arguments that have no effect since the variable was made with others. makers: where the
    objects whose methods do it were made (a layer, a cell, an optimizer, the program's own), innermost first. saved:
    whether it is among the graph's global variables, which a Saver saves and restores unless it is told otherwise.
    """

    kind: Kind
    action: Action
    name: str
    key: str | None
    certain: bool
    shape: Shape | None
    dtype: str | None
    trainable: bool | None
    site: Site
    stack: tuple[Call, ...]
    origin: Site | None = None
    via: str | None = None
    graph: int = 0
    scope: ScopeFacts | None = None
    sequence: int = 0
    ignored: tuple[str, ...] = ()
    makers: tuple[Site, ...] = ()
    saved: bool = True


@dataclass(frozen=True, slots=True)
class Remark:
    """Something TensorFlow is silent on that happens to no name, so that no event tells of it.

    kind: "shared-cells", a stack of recurrent layers in which one cell object stands more than once.
    """

    kind: Literal["shared-cells"]
    certain: bool
    site: Site
    stack: tuple[Call, ...]


@dataclass(frozen=True, slots=True)
class Related:
    """A second place a diagnostic speaks of."""

    message: str
    site: Site


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """An error TensorFlow would raise, in its own words, at the line where it would; or what a rule finds."""

    code: str
    severity: Literal["error", "warning", "information", "hint"]
    message: str
    site: Site
    stack: tuple[Call, ...]
    related: tuple[Related, ...] = ()


DEFECT = "internal error, please report it"


@dataclass(frozen=True, slots=True)
class GaveUp:
    """A place where the analysis stopped short, and why, as one sentence."""

    reason: str
    site: Site | None

    @property
    def is_defect(self) -> bool:
        """Whether the resolver itself is wrong there, not the program or what is known of it."""
        return self.reason.startswith(DEFECT)


@dataclass(slots=True)
class Resolution:
    """All the resolver has to say about one entry point. `unmodelled` counts calls into libraries with no model.

    `is_partial`: it was made in haste, and asking again gives more.
    """

    entry: str
    events: list[Event] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    gave_up: list[GaveUp] = field(default_factory=list)
    unmodelled: dict[str, int] = field(default_factory=dict)
    files: frozenset[str] = frozenset()
    is_partial: bool = False

"""Traps of notebooks: a cell that is run again finds the graph as it has left it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Sequence

from tfscope.events import Finding, Run
from tfscope.features.rules.facts import Facts, around, call_at, callee, finding, keyword
from tfscope.features.rules.rule import SURE, Rule
from tfscope.features.wording import shown_name
from tfscope.resolver.records import Event
from tfscope.resolver.tensorflow.generation import is_of_1
from tfscope.syntax import cell_number

_RENEWS = re.compile(r"\b(?:reset_default_graph|clear_session|as_default|Graph)\b")
_NUMBERED = re.compile(r"_\d+$")
_GIVEN = (ast.Constant, ast.JoinedStr)
# What is run in these may be done once only: `if w is None: w = tf.get_variable(...)`.
_UNCERTAIN = (ast.If, ast.IfExp, ast.Try, ast.While)


def _run_again(facts: Facts) -> Iterator[Finding]:
    for run in facts.programs:
        stopped = {one.stack[-1].site.path for one in run.resolution.diagnostics if one.stack}
        for cell, events in _by_cell(facts.variables(run)).items():
            if cell not in stopped and not _renews_graph(facts, cell, events) and _is_of_graphs(facts, run, events):
                yield from _of_cell(facts, run, cell, events)


def _by_cell(events: Iterable[Event]) -> dict[str, list[Event]]:
    """What the cells of a notebook do, in order; of what is in no notebook nothing."""
    found: dict[str, list[Event]] = {}
    for event in events:
        cell = event.stack[-1].site.path
        if cell_number(cell):
            found.setdefault(cell, []).append(event)
    return found


def _renews_graph(facts: Facts, cell: str, events: Sequence[Event]) -> bool:
    """Whether a cell, or anything it runs, may begin another graph; so does a cell that cannot be looked at."""
    module = facts.module_of(cell)
    if module is None:
        return True
    units = {*module.units, *(call.site.unit for event in events for call in event.stack)}
    return any(_RENEWS.search(unit.text) for unit in units)


def _is_of_graphs(facts: Facts, run: Run, events: Sequence[Event]) -> bool:
    """Whether it is for TensorFlow 1: eager execution keeps nothing that a cell would find when it is run again."""
    notebook = facts.module_of(run.entry)
    return is_of_1({*(notebook.units if notebook else ()), *(call.site.unit for one in events for call in one.stack)})


def _of_cell(facts: Facts, run: Run, cell: str, events: Sequence[Event]) -> Iterator[Finding]:
    """The first thing that fails, for nothing comes after it; else the first that is made once more."""
    again = [event for event in events if _happens_again(event, cell)]
    scopes = _scopes(facts, run)
    fails = next((event for event in again if _keeps_its_name(event, scopes) is True), None)
    if fails:
        message = (
            f"Running this cell again fails: Variable {shown_name(fails)} already exists, disallowed. "
            "Begin with tf.reset_default_graph(), or enter a scope with reuse=tf.AUTO_REUSE."
        )
        yield _finding(run, fails, message)
        return
    more = [event for event in again if _keeps_its_name(event, scopes) is False]
    if more:
        yield _finding(run, more[0], _more_text(run, more))


def _scopes(facts: Facts, run: Run) -> dict[str, bool]:
    """The scopes that the program enters, and whether each has the name that the program gives it."""
    found: dict[str, bool] = {}
    for event in facts.scopes(run):
        found[event.name] = found.get(event.name, True) and (event.scope is None or event.scope.default_name is None)
    return found


def _happens_again(event: Event, cell: str) -> bool:
    """Whether a cell that is run again is sure to come to the same call with objects made anew."""
    if event.action != "create" or not event.certain or event.kind == "slot" or not event.scope or event.scope.eager:
        return False
    if any(site.path != cell for site in event.makers):
        return False
    return not any(isinstance(node, _UNCERTAIN) for call in event.stack for node in around(call.site))


def _keeps_its_name(event: Event, scopes: dict[str, bool]) -> bool | None:
    """Whether what is made again has the name it had in the store, and so fails, or a new one; None where that is open.

    Scopes below a named one are numbered anew each time it is entered (variable_scope.py, close_variable_subscopes),
    so the outermost part of the name decides.
    """
    call = call_at(event.site)
    if event.key is None:
        return False if event.via is None and callee(call) == "Variable" else None
    is_layer = event.via is not None and callee(call).replace("_", "") == event.via.rpartition(".")[2].lower()
    if event.scope.reuse is not None or not (is_layer or (event.via is None and callee(call) == "get_variable")):
        return None
    top, _, below = event.key.partition("/")
    if below and top in scopes:
        return scopes[top]
    return not is_layer or any(isinstance(keyword(call, name), _GIVEN) for name in ("name", "scope"))


def _more_text(run: Run, events: Sequence[Event]) -> str:
    names = {shown_name(event): event for event in events}
    first = next(iter(names))
    example = _next_name(run, names[first].name)
    such = f", such as {example}" if example else ""
    what = f"new variables beside {first} and others" if len(names) > 1 else f"another variable beside {first}"
    return f"Running this cell again makes {what}{such}; nothing uses them but what is built anew."


def _next_name(run: Run, name: str) -> str:
    """The name that TensorFlow gives when all of it is made once more (Graph.unique_name), "" where it is not known."""
    first, *rest = name.split("/")
    used = {event.name.split("/")[0] for event in run.resolution.events}
    if _NUMBERED.search(first) or f"{first}_1" in used:
        return ""
    return "/".join([f"{first}_1", *rest])


def _finding(run: Run, event: Event, message: str) -> Finding:
    site = event.stack[-1].site
    related = [] if site == event.site else [("it is created here", event.site)]
    return finding(run, "cell-run-again", "hint", message, site, (), related)


CELL_RUN_AGAIN = Rule(
    code="cell-run-again",
    level="hint",
    summary="A cell of a notebook cannot be run again, or makes its variables once more.",
    why="""The default graph lives as long as the kernel. A cell that calls `tf.get_variable` fails when it is run a
second time, since the variable is there already. One that makes a `tf.Variable`, or a layer without a name, makes
another one each time, `w_1`, `w_2`: a session still has the old ones, and a checkpoint gets them all. Begin the cell
that builds the model with `tf.reset_default_graph()`, or build it in `with tf.Graph().as_default():`.""",
    bad="""
# %%
import tensorflow as tf

# %%
w = tf.get_variable("w", [3])
""",
    good="""
# %%
import tensorflow as tf

# %%
tf.reset_default_graph()
w = tf.get_variable("w", [3])
""",
    certainty=SURE + "Only in notebooks, once for each cell. Silent in a cell that names `Graph`, `as_default`, "
    "`reset_default_graph` or `clear_session`, or calls a function that does; where the variable is made under an "
    "`if`, `try` or `while`; where an object of another cell makes it, which may do so once only; and where nothing is "
    "of TensorFlow 1 alone, so that the notebook may be for TensorFlow 2, which keeps nothing by name.",
    find=_run_again,
)

RULES = (CELL_RUN_AGAIN,)

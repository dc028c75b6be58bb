"""Traps of reuse flags: what they do not switch off, what they switch on for good, and what they are not needed for."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tfscope.events import Finding, Run
from tfscope.features.rules.facts import Facts, call_at, callee, finding, keyword, was_followed
from tfscope.features.rules.rule import SURE, Rule
from tfscope.features.wording import place_text, shown_name
from tfscope.resolver.records import Event
from tfscope.syntax import Site


def _reuse_false(facts: Facts) -> Iterator[Finding]:
    for run in facts.programs:
        for event in facts.scopes(run):
            inherited = event.certain and event.scope and event.scope.reuse in (True, "AUTO_REUSE")
            if inherited and _is_literal_false(event.site) and (shared := _first_shared(facts, run, event)):
                yield _false_finding(run, event, shared)


def _is_literal_false(site: Site) -> bool:
    given = keyword(call_at(site), "reuse")
    return isinstance(given, ast.Constant) and given.value is False


def _first_shared(facts: Facts, run: Run, scope: Event) -> Event | None:
    """The first variable that is shared in a scope, during the call that enters it."""
    callers = scope.stack[1:]
    for event in facts.variables(run):
        if event.sequence < scope.sequence or event.action != "reuse" or not event.certain or not event.scope:
            continue
        inside = f"{event.scope.name}/".startswith(f"{scope.name}/")
        if inside and event.graph == scope.graph and event.stack[len(event.stack) - len(callers) :] == callers:
            return event
    return None


def _false_finding(run: Run, event: Event, shared: Event) -> Finding:
    facts = event.scope
    message = (
        f"reuse=False does not switch reuse off: this scope inherits reuse={facts.reuse}, "
        f"and {shown_name(shared)} is shared in it."
    )
    source = [("reuse is switched on here", facts.reuse_from)] if facts.reuse_from else []
    return finding(run, "reuse-false-ignored", "warning", message, event.site, event.stack, source)


REUSE_FALSE = Rule(
    code="reuse-false-ignored",
    level="warning",
    summary="`reuse=False` is given to a scope that reuses all the same.",
    why="""`False` and `None` mean the same: as the enclosing scope does. A scope below a reusing one reuses, and
nothing but `reuse=tf.AUTO_REUSE` lets it make variables again. To leave the enclosing scope, enter a scope by its
object, or open the scope outside of the reusing one.""",
    bad="""
import tensorflow as tf

with tf.variable_scope("net"):
    with tf.variable_scope("head", reuse=False):
        w = tf.get_variable("w", [3])
with tf.variable_scope("net", reuse=True):
    with tf.variable_scope("head", reuse=False):
        same = tf.get_variable("w", [3])
""",
    good="""
import tensorflow as tf

with tf.variable_scope("net"):
    with tf.variable_scope("head"):
        w = tf.get_variable("w", [3])
with tf.variable_scope("net", reuse=True):
    with tf.variable_scope("head"):
        same = tf.get_variable("w", [3])
""",
    certainty=SURE + "`False` has to stand in the call that opens the scope: a parameter that happens to be False is a "
    "default like any other. And a variable has to be shared in the scope.",
    find=_reuse_false,
)


def _sticky(facts: Facts) -> Iterator[Finding]:
    for run in facts.programs:
        failing: dict[Site, Event] = {}
        for event in facts.variables(run):
            scope = event.scope
            if scope and scope.sticky and event.action == "create" and event.certain and event.key is not None:
                failing.setdefault(scope.reuse_from, event)
        for site, event in failing.items():
            if site and callee(call_at(site)) == "reuse_variables":
                yield _sticky_finding(run, site, event)


def _sticky_finding(run: Run, site: Site, event: Event) -> Finding:
    maker = event.via or callee(call_at(event.site)) or "what comes later"
    message = (
        "reuse_variables() on the root scope stays on until the program ends: "
        f"{maker} at {place_text(event.site)} cannot make {event.key}."
    )
    return finding(run, "sticky-reuse", "warning", message, site, (), [("fails here", event.site)])


STICKY = Rule(
    code="sticky-reuse",
    level="warning",
    summary="`reuse_variables()` on the root scope, after which something has to make a variable.",
    why="""`tf.get_variable_scope().reuse_variables()` outside of every scope switches reuse on for the rest of the
program; no block ends it. Whatever makes variables afterwards fails, most often the optimizer or moving average, which
asks for slots such as `w/Adam/`.

Make it local: `with tf.variable_scope(tf.get_variable_scope()):` around the part that shares.""",
    bad="""
import tensorflow as tf

w = tf.get_variable("w", [3])
tf.get_variable_scope().reuse_variables()
same = tf.get_variable("w", [3])
train = tf.train.AdamOptimizer().minimize(tf.reduce_sum(w * same))
""",
    good="""
import tensorflow as tf

w = tf.get_variable("w", [3])
with tf.variable_scope(tf.get_variable_scope()):
    tf.get_variable_scope().reuse_variables()
    same = tf.get_variable("w", [3])
train = tf.train.AdamOptimizer().minimize(tf.reduce_sum(w * same))
""",
    certainty=SURE + "Something has to fail on it; that is reported at its own place as variable-does-not-exist.",
    find=_sticky,
)


def _auto_reuse(facts: Facts) -> Iterator[Finding]:
    created: dict[Site, tuple[Run, list[Event]]] = {}
    in_doubt: set[Site] = set()
    for run in facts.index.runs:
        for event in run.resolution.events:
            scope = event.scope
            if (
                event.kind == "get_variable"
                and scope
                and scope.reuse == "AUTO_REUSE"
                and scope.reuse_from
                and not scope.eager
            ):
                site = scope.reuse_from
                created.setdefault(site, (run, []))[1].append(event)
                settled = event.action == "create" and event.certain and run.is_program and was_followed(run)
                settled = settled and not scope.eager
                in_doubt.update(() if settled else (site,))
    for site, (run, events) in created.items():
        given = keyword(call_at(site), "reuse")
        if site not in in_doubt and getattr(given, "attr", "") == "AUTO_REUSE" and site.path == run.entry:
            yield _auto_finding(run, site, events)


def _auto_finding(run: Run, site: Site, events: list[Event]) -> Finding:
    names = list(dict.fromkeys(shown_name(event) for event in events))
    what = names[0] if len(names) == 1 else f"none of its {len(names)} variables"
    message = f"AUTO_REUSE is not needed here: {what} is {'never ' if len(names) == 1 else ''}shared anywhere."
    return finding(run, "auto-reuse-unused", "hint", message, site)


AUTO_REUSE = Rule(
    code="auto-reuse-unused",
    level="hint",
    summary="A scope with `reuse=tf.AUTO_REUSE` none of whose variables is ever shared.",
    why="""`AUTO_REUSE` makes what is missing and shares what is there, so a misspelt name makes a new variable instead
of an error, and two layers that were to be separate share their weights without a word. Where nothing is shared, a
plain scope guards against both.""",
    bad="""
import tensorflow as tf

with tf.variable_scope("net", reuse=tf.AUTO_REUSE):
    w = tf.get_variable("w", [3])
""",
    good="""
import tensorflow as tf

def net():
    with tf.variable_scope("net", reuse=tf.AUTO_REUSE):
        return tf.get_variable("w", [3])

a, b = net(), net()
""",
    certainty="Only when every program that opens the scope was followed to its end, always with known names, and none "
    "of them shares anything in it. The scope has to stand in the file of the program itself: a file that is imported "
    "may have other users. Silent in functions that no program calls.",
    find=_auto_reuse,
)

RULES = (REUSE_FALSE, STICKY, AUTO_REUSE)

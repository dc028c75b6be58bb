"""Traps of names: variables and scopes that are not called what the source suggests."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tfscope.events import Finding, Run
from tfscope.features.rules.facts import Facts, around, call_at, callee, calls, constants, finding
from tfscope.features.rules.rule import SURE, Rule
from tfscope.resolver.records import Event
from tfscope.syntax import Site, Unit

_BOUNDARIES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)
_OLD_RNN = re.compile(r"_cell/(?:\w+/)*(?:weights|biases)(?::0)?$")


def _name_scopes(facts: Facts) -> Iterator[Finding]:
    first_in: dict[Site, Site] = {}
    for run in facts.programs:
        shared = {event.key for event in facts.variables(run) if event.action == "reuse"}
        for event in facts.variables(run):
            made = event.kind == "get_variable" and event.action == "create" and event.certain and event.scope
            if made and event.key not in shared and callee(call_at(event.site)) == "get_variable":
                scope, block = _name_scope_around(event)
                if scope and block and first_in.setdefault(block, event.site) == event.site:
                    yield _name_scope_finding(run, event, scope)


def _name_scope_around(event: Event) -> tuple[str | None, Site | None]:
    """The name scope whose block the call stands in, and the call that opens it, if no variable scope is nearer."""
    for node in around(event.site):
        if isinstance(node, _BOUNDARIES):
            break
        for item in reversed(node.items) if isinstance(node, (ast.With, ast.AsyncWith)) else ():
            name = callee(item.context_expr)
            if name == "name_scope":
                ops = event.scope.op_scope.rstrip("/")
                lost = ops and not f"{event.key}/".startswith(f"{ops}/")
                return (ops, event.site.unit.site(item.context_expr)) if lost else (None, None)
            if name != "device":
                return None, None
    return None, None


def _name_scope_finding(run: Run, event: Event, scope: str) -> Finding:
    label = event.key.rpartition("/")[2]
    message = (
        f"The variable is called {event.key}, not {scope}/{label}: name_scope does not prefix what get_variable makes."
    )
    return finding(run, "name-scope-without-prefix", "hint", message, event.site, event.stack)


NAME_SCOPE = Rule(
    code="name-scope-without-prefix",
    level="hint",
    summary="`get_variable` in a `name_scope`, which does not become a part of the variable's name.",
    why="""`tf.name_scope` names ops and what `tf.Variable` makes. What `tf.get_variable` makes is named by
`tf.variable_scope` alone. So two blocks with name scopes of their own still meet at one name. Use `variable_scope`
where the name is to be part of the variable's.""",
    bad="""
import tensorflow as tf

with tf.name_scope("layer1"):
    w = tf.get_variable("w", [3])
""",
    good="""
import tensorflow as tf

with tf.variable_scope("layer1"):
    w = tf.get_variable("w", [3])
""",
    certainty=SURE
    + "The name scope has to be the nearest block around the call in the same function; told once for each such block, "
    "of the first variable in it. Silent where the variable is shared: towers are told apart by name scopes on "
    "purpose.",
    find=_name_scopes,
)


def _checkpoint_names(facts: Facts) -> Iterator[Finding]:
    for run in facts.programs:
        for event in facts.variables(run):
            made = event.kind == "get_variable" and event.action == "create" and event.certain and event.key
            if made and event.name != event.key and not event.key.endswith("/"):
                yield _checkpoint_finding(facts, run, event)


def _checkpoint_finding(facts: Facts, run: Run, event: Event) -> Finding:
    owner = next((one for one in facts.scopes(run) if _has_name(one, event)), None)
    owner = owner or next((one for one in facts.variables(run) if _has_name(one, event)), None)
    what = {None: "something else", "scope": "a scope", "Variable": "a tf.Variable"}.get(
        owner and owner.kind, "a variable"
    )
    message = (
        f"Checkpoints call this variable {event.name}: to get_variable it is {event.key}, but {what} had that name in "
        "the graph before."
    )
    related = [("the name is taken here", owner.site)] if owner else []
    return finding(run, "checkpoint-name-differs", "warning", message, event.site, event.stack, related)


def _has_name(other: Event, event: Event) -> bool:
    """Whether an earlier event took the name that a variable was to have."""
    if other.graph != event.graph or other.sequence >= event.sequence or not event.key:
        return False
    name = other.scope.op_scope.rstrip("/") if other.kind == "scope" and other.scope else other.name
    return name.lower() == event.key.lower()


CHECKPOINT_NAME = Rule(
    code="checkpoint-name-differs",
    level="warning",
    summary="A variable is saved under another name than the one `get_variable` knows it by.",
    why="""A variable is shared by its key, and saved by the name of its op. Usually they are the same. If the graph has
an op, a `tf.Variable` or a scope of that name already (case does not count), the op becomes `w_1`, and a checkpoint of
a program without that other thing does not fit. Name them apart.""",
    bad="""
import tensorflow as tf

v = tf.Variable(0.0, name="w")
w = tf.get_variable("w", [3])
""",
    good="""
import tensorflow as tf

v = tf.Variable(0.0, name="v")
w = tf.get_variable("w", [3])
""",
    certainty=SURE.strip(),
    find=_checkpoint_names,
)


def _default_names(facts: Facts) -> Iterator[Finding]:
    for run in facts.programs:
        told: set[Site] = set()
        for event in facts.scopes(run):
            wanted = event.scope.default_name if event.scope and event.certain else None
            if wanted and event.site not in told and re.search(rf"(?:^|/){re.escape(wanted)}_\d+$", event.name):
                told.add(event.site)
                plain = event.name[: event.name.rindex("_")]
                message = f"This scope is {event.name}: its default name was taken, so it shares nothing with {plain}."
                yield finding(run, "default-name-numbered", "hint", message, event.site, event.stack)


DEFAULT_NAME = Rule(
    code="default-name-numbered",
    level="hint",
    summary="A scope with a default name gets a number, as the name was taken.",
    why="""`tf.variable_scope(None, default_name="block")` is `block` the first time, then `block_1`, `block_2`. Its
variables are named by the order of calls: they are shared with no other, and a layer that is added before them renames
them in the checkpoint. Give the scope a name where that matters.""",
    bad="""
import tensorflow as tf

for _ in range(2):
    with tf.variable_scope(None, default_name="block"):
        w = tf.get_variable("w", [3])
""",
    good="""
import tensorflow as tf

for number in range(2):
    with tf.variable_scope("block_%d" % number):
        w = tf.get_variable("w", [3])
""",
    certainty=SURE
    + "The program has to open the scope itself; layers that number themselves are silent. Told once for each place, "
    "of the first number it gets.",
    find=_default_names,
)


def _op_scopes(facts: Facts) -> Iterator[Finding]:
    for run in facts.programs:
        entered: set[tuple[int, str]] = set()
        for event in facts.scopes(run):
            first = (event.graph, event.name) not in entered
            entered.add((event.graph, event.name))
            scope = event.scope
            if not scope or not event.certain or scope.default_name or scope.reuse or not first:
                continue
            wanted, found = event.name.rpartition("/")[2], scope.op_scope.rstrip("/").rpartition("/")[2]
            if wanted and re.fullmatch(rf"{re.escape(wanted)}_\d+", found):
                yield _op_scope_finding(run, event)


def _op_scope_finding(run: Run, event: Event) -> Finding:
    ops = event.scope.op_scope
    message = (
        f"Ops and tf.Variables of this scope go to {ops}: {event.name}/ was taken before, and only get_variable "
        "does not mind."
    )
    return finding(run, "op-scope-numbered", "hint", message, event.site, event.stack)


OP_SCOPE = Rule(
    code="op-scope-numbered",
    level="hint",
    summary="The ops of a variable scope go to a name scope with a number.",
    why="""A variable scope opens a name scope of the same name for its ops and for what `tf.Variable` makes. If an op,
or a scope that differs in case only, has that name already, the ops go to `net_1/` while `get_variable` still says
`net/`. Collections asked for by scope, and tensors fetched by name, are then not where they are looked for.""",
    bad="""
import tensorflow as tf

x = tf.constant(1.0, name="net")
with tf.variable_scope("net"):
    y = x * 2
""",
    good="""
import tensorflow as tf

x = tf.constant(1.0, name="input")
with tf.variable_scope("net"):
    y = x * 2
""",
    certainty=SURE
    + "Only at the first entry of a scope that does not reuse: that a scope which is entered again, as a "
    "second tower is, gets a new name scope is how it is meant.",
    find=_op_scopes,
)


def _old_rnn_names(facts: Facts) -> Iterator[Finding]:
    for run in facts.programs:
        names = {event.name for event in facts.variables(run) if event.certain}
        if not any(name.endswith(("/kernel", "/bias")) for name in names):
            continue
        for path in sorted({run.entry, *run.resolution.files}):
            module = facts.module_of(path)
            for unit in module.units if module else ():
                if "_cell/" in unit.text and not unit.is_library:
                    yield from _old_names_in(run, unit, names)


def _old_names_in(run: Run, unit: Unit, names: set[str]) -> Iterator[Finding]:
    for site, text in constants(unit):
        if _OLD_RNN.search(text):
            old = text.removesuffix(":0")
            now = re.sub("weights$", "kernel", re.sub("biases$", "bias", old))
            if now in names and old not in names:
                message = f"Since TensorFlow 1.2 this variable is called {now}; {old} is what it was before."
                yield finding(run, "old-rnn-name", "hint", message, site)


OLD_RNN = Rule(
    code="old-rnn-name",
    level="hint",
    summary="A string has the name that a recurrent cell's variable had before TensorFlow 1.2.",
    why="""Until 1.1 the variables of recurrent cells were `weights` and `biases`, since 1.2 they are `kernel` and
`bias`. A checkpoint of the old kind needs a map from the old names to the variables; anything else that asks for the
old name finds nothing.""",
    bad="""
import tensorflow as tf

cell = tf.nn.rnn_cell.BasicLSTMCell(4)
out, _ = tf.nn.dynamic_rnn(cell, tf.zeros([2, 3, 4]), dtype=tf.float32)
wanted = [v for v in tf.global_variables() if v.op.name == "rnn/basic_lstm_cell/weights"]
""",
    good="""
import tensorflow as tf

cell = tf.nn.rnn_cell.BasicLSTMCell(4)
out, _ = tf.nn.dynamic_rnn(cell, tf.zeros([2, 3, 4]), dtype=tf.float32)
wanted = [v for v in tf.global_variables() if v.op.name == "rnn/basic_lstm_cell/kernel"]
""",
    certainty="Only when the program makes a variable of the new name, and none of the old one.",
    find=_old_rnn_names,
)


def _op_scope_calls(facts: Facts) -> Iterator[Finding]:
    seen: set[str] = set()
    for run in facts.index.runs:
        for path in sorted({run.entry, *run.resolution.files} - seen):
            seen.add(path)
            module = facts.module_of(path)
            for unit in module.units if module else ():
                if "op_scope(" in unit.text and not unit.is_library:
                    yield from _op_scope_calls_in(run, unit)


def _op_scope_calls_in(run: Run, unit: Unit) -> Iterator[Finding]:
    for site, call in calls(unit):
        name = callee(call)
        if name in ("op_scope", "variable_op_scope") and getattr(getattr(call.func, "value", None), "id", "") == "tf":
            new = "variable_scope" if name == "variable_op_scope" else "name_scope"
            message = f"tf.{name}(values, name, default_name) is deprecated, use tf.{new}(name, default_name, values)"
            yield finding(run, "deprecated-op-scope", "hint", message, site)


DEPRECATED = Rule(
    code="deprecated-op-scope",
    level="hint",
    summary="`tf.op_scope` or `tf.variable_op_scope`, which take the values first.",
    why="""Both are deprecated since TensorFlow 1.0 in favour of `tf.name_scope` and `tf.variable_scope`, which take the
name first, and `tf.op_scope` is no longer there in TensorFlow 2.""",
    bad="""
import tensorflow as tf

x = tf.zeros([3])
with tf.variable_op_scope([x], None, "net"):
    w = tf.get_variable("w", [3])
""",
    good="""
import tensorflow as tf

x = tf.zeros([3])
with tf.variable_scope(None, default_name="net", values=[x]):
    w = tf.get_variable("w", [3])
""",
    says="tf.variable_op_scope(values, name, default_name) is deprecated, use tf.variable_scope(name, default_name, "
    "values)",
    certainty="At each call of these names on a module called `tf`.",
    find=_op_scope_calls,
)

RULES = (NAME_SCOPE, CHECKPOINT_NAME, DEFAULT_NAME, OP_SCOPE, OLD_RNN, DEPRECATED)

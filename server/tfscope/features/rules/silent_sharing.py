"""Traps of sharing: what is shared without saying so, and what looks shared and is not."""

from __future__ import annotations

from collections.abc import Iterator

from tfscope.events import Finding, Run
from tfscope.features.rules.facts import Facts, call_at, callee, finding
from tfscope.features.rules.rule import SURE, Rule
from tfscope.features.wording import place_text, shown_name
from tfscope.resolver.records import Event


def _unshared(facts: Facts) -> Iterator[Finding]:
    for run in facts.programs:
        first: dict[tuple, Event] = {}
        for event in facts.variables(run):
            if event.kind != "Variable" or event.via or not event.scope or not event.scope.name or not event.certain:
                continue
            before = first.setdefault((event.graph, event.site, event.scope.name), event)
            reusing = event.scope.reuse in (True, "AUTO_REUSE")
            if before is not event and reusing and callee(call_at(event.site)) == "Variable":
                yield _unshared_finding(run, before, event)


def _unshared_finding(run: Run, before: Event, event: Event) -> Finding:
    message = (
        f"tf.Variable shares nothing: in this reusing scope it makes {event.name}, a variable of its own beside "
        f"{before.name}."
    )
    return finding(run, "unshared-variable", "warning", message, event.site, event.stack)


UNSHARED = Rule(
    code="unshared-variable",
    level="warning",
    summary="`tf.Variable` in a reusing scope makes a new variable each time.",
    why="""Scopes reuse what `tf.get_variable` made. `tf.Variable` knows nothing of `reuse`: each call makes a variable,
and a name that is taken gets a number, often on the scope's name (`net_1/w`). Towers that were meant to share weights
are trained apart, and the checkpoint holds both. Use `tf.get_variable`.""",
    bad="""
import tensorflow as tf

def net(x):
    with tf.variable_scope("net", reuse=tf.AUTO_REUSE):
        w = tf.get_variable("w", [3])
        b = tf.Variable(tf.zeros([3]), name="b")
        return x * w + b

a, b = net(1.0), net(2.0)
""",
    good="""
import tensorflow as tf

def net(x):
    with tf.variable_scope("net", reuse=tf.AUTO_REUSE):
        w = tf.get_variable("w", [3])
        b = tf.get_variable("b", initializer=tf.zeros([3]))
        return x * w + b

a, b = net(1.0), net(2.0)
""",
    certainty=SURE + "The same call has to make a second variable in the same scope of the same graph, and the scope "
    "has to reuse.",
    find=_unshared,
)


def _ignored_arguments(facts: Facts) -> Iterator[Finding]:
    for run in facts.programs:
        for event in facts.variables(run):
            if event.ignored and event.certain:
                yield _ignored_finding(run, event)


def _ignored_finding(run: Run, event: Event) -> Finding:
    given = " and ".join(event.ignored)
    made = (
        f" as {place_text(event.origin)} made it" if event.origin and event.origin != event.site else " as it was made"
    )
    message = f"{shown_name(event)} is shared{made}: the {given} given here {_has(event)} no effect."
    related = [("created here", event.origin)] if event.origin else []
    # The layer of an evaluation tower says `trainable=is_training`: it shares what is trained, and means to.
    is_tower = event.origin == event.site and event.ignored == ("trainable",)
    level = "hint" if is_tower else "warning"
    return finding(run, "arguments-ignored-on-reuse", level, message, event.site, event.stack, related)


def _has(event: Event) -> str:
    return "has" if len(event.ignored) == 1 else "have"


IGNORED_ARGUMENTS = Rule(
    code="arguments-ignored-on-reuse",
    level="warning",
    summary="A shared variable is given another initializer, regularizer or trainable flag than it was made with.",
    why="""A call that shares a variable gets it as it is. Its `shape` and `dtype` are checked, the rest is passed over
in silence: a `trainable=False` does not freeze the variable, a regularizer adds no loss, an initializer sets nothing.
Give them where the variable is made.""",
    bad="""
import tensorflow as tf

with tf.variable_scope("net"):
    w = tf.get_variable("w", [3])
with tf.variable_scope("net", reuse=True):
    frozen = tf.get_variable("w", [3], trainable=False)
""",
    good="""
import tensorflow as tf

with tf.variable_scope("net"):
    w = tf.get_variable("w", [3])
with tf.variable_scope("net", reuse=True):
    frozen = tf.stop_gradient(tf.get_variable("w", [3]))
""",
    certainty=SURE + "Both calls' arguments have to be known and certainly differ; initializers that differ in their "
    "numbers only count as alike. A hint where the same line made the variable and only `trainable` differs, as it "
    "does in a network that is built for training and then for evaluation.",
    find=_ignored_arguments,
)


def _shared_cells(facts: Facts) -> Iterator[Finding]:
    for run in facts.programs:
        for remark in run.resolution.remarks:
            if remark.kind == "shared-cells" and remark.certain:
                message = (
                    "At least two cells provided to MultiRNNCell are the same object and will share weights. "
                    "Make a cell for each layer: [make_cell() for _ in range(n)]."
                )
                yield finding(run, "shared-cells", "warning", message, remark.site, remark.stack)


SHARED_CELLS = Rule(
    code="shared-cells",
    level="warning",
    summary="One recurrent cell object stands for several layers of a stack.",
    why="""`[cell] * n` is a list of n times the same object. Its layers share one set of weights; and when the input
has another size than the cell, the program fails at the second layer. Make the cells one by one.""",
    bad="""
import tensorflow as tf

cell = tf.nn.rnn_cell.BasicLSTMCell(4)
stack = tf.nn.rnn_cell.MultiRNNCell([cell] * 2)
""",
    good="""
import tensorflow as tf

stack = tf.nn.rnn_cell.MultiRNNCell([tf.nn.rnn_cell.BasicLSTMCell(4) for _ in range(2)])
""",
    says="At least two cells provided to MultiRNNCell are the same object and will share weights.",
    certainty=SURE + "TensorFlow writes its sentence into the log only.",
    find=_shared_cells,
)


def _eager(facts: Facts) -> Iterator[Finding]:
    for run in facts.programs:
        first: dict[str, Event] = {}
        for event in facts.variables(run):
            if event.kind == "get_variable" and event.certain and event.scope and event.scope.eager:
                before = first.setdefault(event.name, event)
                if before is not event:
                    yield _eager_finding(run, before, event)


def _eager_finding(run: Run, before: Event, event: Event) -> Finding:
    message = f"Under eager execution nothing is shared: this is another variable called {event.name}."
    related = [("the first one is created here", before.site)]
    return finding(run, "eager-get-variable", "warning", message, event.site, event.stack, related)


EAGER = Rule(
    code="eager-get-variable",
    level="warning",
    summary="`get_variable` is called again for a name under eager execution, where nothing is shared.",
    why="""In eager execution variables are not kept by name. Each `get_variable` makes a new one, whatever `reuse` says
and without an error, and two variables may have the same name. Keep the variable in an object (a `tf.keras` layer, a
`tf.Module`), or build the model inside `tf.Graph().as_default()`.""",
    bad="""
import tensorflow as tf

tf.enable_eager_execution()

with tf.variable_scope("net", reuse=tf.AUTO_REUSE):
    a = tf.get_variable("w", [3])
    b = tf.get_variable("w", [3])
""",
    good="""
import tensorflow as tf

tf.enable_eager_execution()

with tf.Graph().as_default():
    with tf.variable_scope("net", reuse=tf.AUTO_REUSE):
        a = tf.get_variable("w", [3])
        b = tf.get_variable("w", [3])
""",
    certainty=SURE + "The program has to switch eager execution on itself, on every way, and the name has to come up "
    "twice outside of a graph.",
    find=_eager,
)

RULES = (UNSHARED, IGNORED_ARGUMENTS, SHARED_CELLS, EAGER)

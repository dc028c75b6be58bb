"""Errors of sharing: what exists, what does not, and what does not fit (variable_scope.py, _VariableStore)."""

from __future__ import annotations

from tfscope.features.rules.rule import RAISED, Rule

ALREADY_EXISTS = Rule(
    code="variable-already-exists",
    level="error",
    summary="A variable is made a second time under the same name, in a scope that does not reuse.",
    why="""Outside of a reusing scope every `get_variable` makes a new variable, and a name can be given once. The usual
causes: a function that builds a part of the network is called twice (two towers, training and evaluation), two layers
have the same `name`, or two cells run in the same scope.

If the second call is to share the first one's weights, let the scope reuse them: `reuse=tf.AUTO_REUSE`, or `reuse=True`
from the second call on. If it is to have weights of its own, give it a scope of its own. In a notebook, call
`tf.reset_default_graph()` before the graph is built again.""",
    bad="""
import tensorflow as tf

def net(x):
    with tf.variable_scope("net"):
        w = tf.get_variable("w", [3, 3])
        return tf.matmul(x, w)

a = net(tf.zeros([1, 3]))
b = net(tf.ones([1, 3]))
""",
    good="""
import tensorflow as tf

def net(x):
    with tf.variable_scope("net", reuse=tf.AUTO_REUSE):
        w = tf.get_variable("w", [3, 3])
        return tf.matmul(x, w)

a = net(tf.zeros([1, 3]))
b = net(tf.ones([1, 3]))
""",
    says="Variable {name} already exists, disallowed. Did you mean to set reuse=True or reuse=tf.AUTO_REUSE in "
    "VarScope?",
    certainty=RAISED,
)

DOES_NOT_EXIST = Rule(
    code="variable-does-not-exist",
    level="error",
    summary="A reusing scope asks for a variable that nothing has made.",
    why="""Below `reuse=True` or after `reuse_variables()`, `get_variable` only finds variables that `get_variable` made
before; it makes none. The usual causes: the creating call comes later, or under another scope; the variable was made
by `tf.Variable`, which cannot be shared by name; or an optimizer makes its slots while the root scope still reuses,
which shows by a name with a slash at its end, such as `w/Adam/`.

Switch reuse off where the variable is to be made: `reuse=tf.AUTO_REUSE` on the scope makes what is missing, and
`with tf.variable_scope(tf.get_variable_scope()):` around the reusing part keeps `reuse_variables()` to that part.""",
    bad="""
import tensorflow as tf

with tf.variable_scope("net", reuse=True):
    w = tf.get_variable("w", [3, 3])
""",
    good="""
import tensorflow as tf

with tf.variable_scope("net"):
    w = tf.get_variable("w", [3, 3])
with tf.variable_scope("net", reuse=True):
    same = tf.get_variable("w", [3, 3])
""",
    says="Variable {name} does not exist, or was not created with tf.get_variable(). Did you mean to set "
    "reuse=tf.AUTO_REUSE in VarScope?",
    certainty=RAISED,
)

SHAPE_MISMATCH = Rule(
    code="shape-mismatch",
    level="error",
    summary="A variable is shared under another shape than it has.",
    why="""The second `get_variable` of a name must ask for the shape of the first; a dimension that is not known fits
any. The usual causes: a layer is applied twice to inputs of different sizes, or one recurrent cell object stands for
several layers (`[cell] * n`), the first of which sees the input and the others the state.

Give the parts that differ scopes of their own, or make the inputs alike.""",
    bad="""
import tensorflow as tf

with tf.variable_scope("net", reuse=tf.AUTO_REUSE):
    a = tf.get_variable("w", [3, 3])
    b = tf.get_variable("w", [5, 3])
""",
    good="""
import tensorflow as tf

with tf.variable_scope("net", reuse=tf.AUTO_REUSE):
    a = tf.get_variable("w", [3, 3])
    b = tf.get_variable("w", [3, 3])
""",
    says="Trying to share variable {name}, but specified shape {shape} and found shape {shape}.",
    certainty=RAISED + " Shapes that are not known fit all others.",
)

DTYPE_MISMATCH = Rule(
    code="dtype-mismatch",
    level="error",
    summary="A variable is shared under another dtype than it has.",
    why="""The dtype that is asked for is the argument's, else the scope's, else float32; it is not taken from the
variable. So a variable that was made from a Python integer, or in a scope with a `dtype`, has to be asked for with its
dtype again.""",
    bad="""
import tensorflow as tf

with tf.variable_scope("net", reuse=tf.AUTO_REUSE):
    step = tf.get_variable("step", initializer=0)
    again = tf.get_variable("step", initializer=0)
""",
    good="""
import tensorflow as tf

with tf.variable_scope("net", reuse=tf.AUTO_REUSE):
    step = tf.get_variable("step", initializer=0, dtype=tf.int32)
    again = tf.get_variable("step", initializer=0, dtype=tf.int32)
""",
    says="Trying to share variable {name}, but specified dtype {dtype} and found dtype {dtype}.",
    certainty=RAISED,
)

TEMPLATE_VARIABLE = Rule(
    code="template-variable",
    level="error",
    summary="A template makes a trainable variable at a later call than its first.",
    why="""`tf.make_template` shares what the function gets by `tf.get_variable`. A `tf.Variable` inside would be a new
one at each call, which the template refuses. Use `tf.get_variable`.""",
    bad="""
import tensorflow as tf

def scale(x):
    return x * tf.Variable(1.0, name="w")

template = tf.make_template("scale", scale)
a = template(1.0)
b = template(2.0)
""",
    good="""
import tensorflow as tf

def scale(x):
    return x * tf.get_variable("w", [], initializer=tf.ones_initializer())

template = tf.make_template("scale", scale)
a = template(1.0)
b = template(2.0)
""",
    says="Trainable variable created when calling a template after the first time, perhaps you used tf.Variable when "
    "you meant tf.get_variable: {variables}",
    certainty=RAISED,
)

PARTITION_MISMATCH = Rule(
    code="partition-mismatch",
    level="error",
    summary="A variable is shared with other partitions than it was made with.",
    why="""A variable that a partitioner has cut exists as `name/part_0`, `name/part_1` and so on, and has to be asked
for with the same partitioner; one that was not cut, without any. Put the partitioner on the scope, so that all calls
have it.""",
    bad="""
import tensorflow as tf

with tf.variable_scope("net", reuse=tf.AUTO_REUSE):
    a = tf.get_variable("w", [4, 2], partitioner=tf.fixed_size_partitioner(2))
    b = tf.get_variable("w", [4, 2])
""",
    good="""
import tensorflow as tf

with tf.variable_scope("net", reuse=tf.AUTO_REUSE, partitioner=tf.fixed_size_partitioner(2)):
    a = tf.get_variable("w", [4, 2])
    b = tf.get_variable("w", [4, 2])
""",
    says="No partitioner was provided, but a partitioned version of the variable was found: {name}/part_0. Perhaps a "
    "variable of the same name was already created with partitioning?",
    certainty=RAISED,
)

GLOBAL_STEP_EXISTS = Rule(
    code="global-step-exists",
    level="error",
    summary="The global step is made a second time in the same graph.",
    why="""`tf.train.create_global_step()` makes it and refuses to do so twice; `tf.train.get_or_create_global_step()`
gives the one that is there.""",
    bad="""
import tensorflow as tf

a = tf.train.create_global_step()
b = tf.train.create_global_step()
""",
    good="""
import tensorflow as tf

a = tf.train.get_or_create_global_step()
b = tf.train.get_or_create_global_step()
""",
    says='"global_step" already exists.',
    certainty=RAISED,
)

RULES = (
    ALREADY_EXISTS,
    DOES_NOT_EXIST,
    SHAPE_MISMATCH,
    DTYPE_MISMATCH,
    TEMPLATE_VARIABLE,
    PARTITION_MISMATCH,
    GLOBAL_STEP_EXISTS,
)

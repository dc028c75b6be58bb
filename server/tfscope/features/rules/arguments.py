"""Errors in what `get_variable`, `variable_scope` and their like are given."""

from __future__ import annotations

from tfscope.features.rules.rule import ARGUMENTS, RAISED, Rule

INITIALIZER_WITH_SHAPE = Rule(
    code="initializer-with-shape",
    level="error",
    summary="A constant initializer is given together with a shape.",
    why="""A constant (a number, a list, an array, a tensor) has a shape of its own. Leave `shape` out, or use an
initializer that takes a shape: `tf.constant_initializer(value)`. TensorFlow raises this also where the variable exists
already and would only be reused.""",
    bad="""
import tensorflow as tf

w = tf.get_variable("w", [3], initializer=[1.0, 2.0, 3.0])
""",
    good="""
import tensorflow as tf

w = tf.get_variable("w", [3], initializer=tf.constant_initializer([1.0, 2.0, 3.0]))
""",
    says="If initializer is a constant, do not specify shape.",
    certainty=ARGUMENTS,
)

INITIALIZER_DTYPE = Rule(
    code="initializer-dtype",
    level="error",
    summary="A constant initializer has another dtype than the one that is asked for.",
    why="""Beside a constant, `dtype` converts nothing. Write the constant in that dtype (`0.0`, not `0`), or leave
`dtype` out.""",
    bad="""
import tensorflow as tf

w = tf.get_variable("w", initializer=1, dtype=tf.float32)
""",
    good="""
import tensorflow as tf

w = tf.get_variable("w", initializer=1.0, dtype=tf.float32)
""",
    says="Initializer type '{dtype}' and explicit dtype '{dtype}' don't match.",
    certainty=ARGUMENTS,
)

MISSING_SHAPE = Rule(
    code="missing-shape",
    level="error",
    summary="A new variable has no shape, or one that is not fully known, and its initializer needs one.",
    why="""All but constant initializers have to be told how much to make. Pass `shape` with every dimension; a
dimension taken from a placeholder may be None.""",
    bad="""
import tensorflow as tf

w = tf.get_variable("w")
""",
    good="""
import tensorflow as tf

w = tf.get_variable("w", [3, 3])
""",
    says="The initializer passed is not valid. It should be a callable with no arguments and the shape should not be "
    "provided or an instance of `tf.keras.initializers.*' and `shape` should be fully defined.",
    certainty=ARGUMENTS,
)

MISSING_INITIALIZER = Rule(
    code="missing-initializer",
    level="error",
    summary="A dtype without a default initializer is given none.",
    why="""Floating-point variables start from `glorot_uniform`, integers, booleans and strings from zeros. Others, such
as complex numbers, need an `initializer`.""",
    bad="""
import tensorflow as tf

w = tf.get_variable("w", [3], dtype=tf.complex64)
""",
    good="""
import tensorflow as tf

w = tf.get_variable("w", [3], dtype=tf.complex64, initializer=tf.zeros_initializer())
""",
    says="An initializer for variable {name} of {dtype} is required",
    certainty=ARGUMENTS,
)

INVALID_VARIABLE_ARGUMENT = Rule(
    code="invalid-variable-argument",
    level="error",
    summary="A new variable is given an argument that its constructor refuses.",
    why="""Collections are given as a list, tuple or set, also where there is only one, and a constraint is a function
of the variable's value. `tf.get_variable` hands both on when it makes a variable; where the variable exists already
they are ignored.""",
    bad="""
import tensorflow as tf

w = tf.get_variable("w", [3], collections="counters")
""",
    good="""
import tensorflow as tf

w = tf.get_variable("w", [3], collections=["counters", tf.GraphKeys.GLOBAL_VARIABLES])
""",
    says="collections argument to Variable constructor must be a list, tuple, or set. Got {value} of type {type}",
    certainty=ARGUMENTS,
)

INITIALIZER_IN_CONTROL_FLOW = Rule(
    code="initializer-in-control-flow",
    level="error",
    summary="A variable starts from a tensor that a loop or conditional of the graph computes.",
    why="""A variable is initialized outside of every `tf.while_loop` and `tf.cond`, so what it starts from must be
there too. Make the variable before the loop, or pass a function that computes the value. Under eager execution loops
are Python's; so this is not reported in code that has nothing of TensorFlow 1 alone, and may be meant for
TensorFlow 2.""",
    bad="""
import tensorflow as tf

def body(i):
    w = tf.Variable(tf.zeros([3]), name="w")
    return i + tf.cast(w[0], tf.int32)

tf.while_loop(lambda i: i < 3, body, [tf.placeholder(tf.int32, [])])
""",
    good="""
import tensorflow as tf

w = tf.Variable(tf.zeros([3]), name="w")

def body(i):
    return i + tf.cast(w[0], tf.int32)

tf.while_loop(lambda i: i < 3, body, [tf.placeholder(tf.int32, [])])
""",
    says="Initializer for variable {name} is from inside a control-flow construct, such as a loop or conditional. When "
    "creating a variable inside a loop or conditional, use a lambda as the initializer.",
    certainty=RAISED,
)

INVALID_SCOPE_ARGUMENTS = Rule(
    code="invalid-scope-arguments",
    level="error",
    summary="A scope is given arguments that do not go together.",
    why="""A scope needs a name, a scope object or a default name; `reuse` is True, False, None or `tf.AUTO_REUSE` and
nothing that is merely true or false, such as 1; and a scope without a name cannot reuse, since its name is new each
time.""",
    bad="""
import tensorflow as tf

with tf.variable_scope(None, default_name="net", reuse=True):
    w = tf.constant(1.0)
""",
    good="""
import tensorflow as tf

with tf.variable_scope("net", reuse=tf.AUTO_REUSE):
    w = tf.constant(1.0)
""",
    says="reuse=True cannot be used without a name_or_scope",
    certainty=ARGUMENTS,
)

INVALID_NAME = Rule(
    code="invalid-name",
    level="error",
    summary="A scope, a variable or an op has a name with characters that TensorFlow does not take.",
    why="""Names are made of letters, digits, `_`, `.`, `-` and `/`; at the root they begin with a letter, a digit or a
dot. `tensor.name`, which ends with `:0`, is not a valid name: `tensor.op.name` is. Eager execution takes any name; so
this is not reported in code that has nothing of TensorFlow 1 alone, and may be meant for TensorFlow 2.""",
    bad="""
import tensorflow as tf

with tf.variable_scope("my net"):
    w = tf.get_variable("w", [3])
""",
    good="""
import tensorflow as tf

with tf.variable_scope("my_net"):
    w = tf.get_variable("w", [3])
""",
    says="'{name}' is not a valid scope name",
    certainty=RAISED,
)

INVALID_CUSTOM_GETTER = Rule(
    code="invalid-custom-getter",
    level="error",
    summary="A custom getter is not a function.",
    why="""`custom_getter` is called as `custom_getter(getter, name, ...)`. Pass the function itself, not what it
returns.""",
    bad="""
import tensorflow as tf

with tf.variable_scope("net", custom_getter="average"):
    w = tf.get_variable("w", [3])
""",
    good="""
import tensorflow as tf

def plain(getter, name, *args, **kwargs):
    return getter(name, *args, **kwargs)

with tf.variable_scope("net", custom_getter=plain):
    w = tf.get_variable("w", [3])
""",
    says="Passed a custom_getter which is not callable: {value}",
    certainty=RAISED,
)

INVALID_PARTITIONER = Rule(
    code="invalid-partitioner",
    level="error",
    summary="A partitioner is not a function, or cuts a variable as it cannot be cut.",
    why="""A partitioner is called with shape and dtype and gives the number of slices for each axis, more than one for
one axis only. `tf.fixed_size_partitioner` and its like make such functions.""",
    bad="""
import tensorflow as tf

w = tf.get_variable("w", [4, 4], partitioner=lambda shape, dtype: [2, 2])
""",
    good="""
import tensorflow as tf

w = tf.get_variable("w", [4, 4], partitioner=tf.fixed_size_partitioner(2))
""",
    says="Can only slice a variable along one dimension: shape: {shape}, partitioning: {partitions}",
    certainty=RAISED,
)

UNEXPECTED_ARGUMENT = Rule(
    code="unexpected-argument",
    level="error",
    summary="`get_variable` is given an argument that it does not have.",
    why="""Most often `reuse`: whether variables are reused is decided by the scope, not by the call. Pass it to
`tf.variable_scope` around the call.""",
    bad="""
import tensorflow as tf

w = tf.get_variable("w", [3], reuse=tf.AUTO_REUSE)
""",
    good="""
import tensorflow as tf

with tf.variable_scope("net"):
    w = tf.get_variable("w", [3])
with tf.variable_scope("net", reuse=True):
    same = tf.get_variable("w", [3])
""",
    says="get_variable() got an unexpected keyword argument '{name}'",
    certainty=RAISED,
)

NESTED_GRAPH_RESET = Rule(
    code="nested-graph-reset",
    level="error",
    summary="`tf.reset_default_graph()` is called inside `with graph.as_default()`.",
    why="""It replaces the default graph of the whole program, which a block that has set its own does not let go. Leave
the block, or make a new `tf.Graph()`.""",
    bad="""
import tensorflow as tf

with tf.Graph().as_default():
    tf.reset_default_graph()
""",
    good="""
import tensorflow as tf

tf.reset_default_graph()
with tf.Graph().as_default():
    w = tf.get_variable("w", [3])
""",
    says="Do not use tf.reset_default_graph() to clear nested graphs. If you need a cleared graph, exit the nesting "
    "and create a new graph.",
    certainty=RAISED,
)

RULES = (
    INITIALIZER_WITH_SHAPE,
    INITIALIZER_DTYPE,
    MISSING_SHAPE,
    MISSING_INITIALIZER,
    INVALID_VARIABLE_ARGUMENT,
    INITIALIZER_IN_CONTROL_FLOW,
    INVALID_SCOPE_ARGUMENTS,
    INVALID_NAME,
    INVALID_CUSTOM_GETTER,
    INVALID_PARTITIONER,
    UNEXPECTED_ARGUMENT,
    NESTED_GRAPH_RESET,
)

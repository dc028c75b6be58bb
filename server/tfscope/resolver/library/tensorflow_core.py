"""TensorFlow's core API: graphs, scopes, variables, collections, dtypes, sessions, control flow."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tfscope.resolver.library.numpy.array import Array
from tfscope.resolver.library.registry import NATIVES, function, native, value
from tfscope.resolver.python.interpreter import Interpreter
from tfscope.resolver.python.types import NativeType
from tfscope.resolver.python.values import MISSING, Instance, NativeFunction, NativeObject, Unknown, Value
from tfscope.resolver.tensorflow import errors
from tfscope.resolver.tensorflow.collections import (
    add_to_collection,
    add_to_collections,
    get_collection,
    is_collection_key,
)
from tfscope.resolver.tensorflow.creators import CreatorScope
from tfscope.resolver.tensorflow.dtypes import DTYPES, INT64, DType, dtype_of, dtype_of_python
from tfscope.resolver.tensorflow.errors import raise_error
from tfscope.resolver.tensorflow.get_variable import Initial, get_local_variable, get_variable, new_variable
from tfscope.resolver.tensorflow.gradients import feed_back
from tfscope.resolver.tensorflow.graph import Graph, PassThroughContext
from tfscope.resolver.tensorflow.name_scope import name_scope, op_scope
from tfscope.resolver.tensorflow.ops.merging import merged_branches
from tfscope.resolver.tensorflow.shapes import Dimension, TensorShape, dims_of
from tfscope.resolver.tensorflow.tensors import Operation, Tensor, Variable, dims_of_operand
from tfscope.resolver.tensorflow.variable_scope import (
    AUTO_REUSE,
    VariableScope,
    pure_variable_scope,
    variable_op_scope,
    variable_scope,
)

# -- scopes and variables

native("tf.get_variable")(get_variable)
native("tf.get_local_variable")(get_local_variable)
function("tf.variable_scope")(variable_scope)
function("tf.variable_op_scope")(variable_op_scope)
function("tf.python.ops.variable_scope._pure_variable_scope")(pure_variable_scope)
function("tf.name_scope", "tf.keras.backend.name_scope")(name_scope)
function("tf.op_scope")(op_scope)
value("tf.AUTO_REUSE")(AUTO_REUSE)
value("tf.newaxis")(None)


@function("tf.get_variable_scope")
def _get_variable_scope(interpreter: Interpreter) -> Value:
    return interpreter.graphs.current.scope


@function("tf.no_regularizer")
def _no_regularizer(interpreter: Interpreter, _: Value = None) -> Value:
    return None


def make_variable(interpreter: Interpreter, initial_value: Value = None, trainable: Value = None,
                  collections: Value = None, validate_shape: Value = True, caching_device: Value = None,
                  name: Value = None, variable_def: Value = None, dtype: Value = None, expected_shape: Value = None,
                  import_scope: Value = None, constraint: Value = None, use_resource: Value = None,
                  synchronization: Value = None, aggregation: Value = None, shape: Value = None) -> Value:  # fmt: skip
    """`tf.Variable(...)` of TensorFlow 1: never in the store, named in the current name scope."""
    graph = interpreter.graphs.current
    dims = dims_of(shape) if shape is not None and not isinstance(initial_value, Tensor) else None
    initial = Initial(initial_value, dims, dtype_of(dtype), validate_shape is not False)
    text = name if isinstance(name, str) else (str(name) if isinstance(name, Unknown) else None)
    kept = True if trainable is None else trainable
    resource = graph.scope.fields["use_resource"] if use_resource is None else use_resource
    return new_variable(interpreter, graph, text, None, initial, kept, collections, graph.scope.certain, resource,
                        constraint)  # fmt: skip


VARIABLE_TYPE = NativeType("tf.Variable", (Variable,), make_variable)
Variable.native_type = VARIABLE_TYPE
value("tf.Variable", "tf.VariableV1", "tf.python.ops.resource_variable_ops.ResourceVariable",
      "tf.python.ops.variables.RefVariable", "tf.python.ops.variable_scope.variable")(VARIABLE_TYPE)  # fmt: skip
value("tf.python.ops.variables.PartitionedVariable")(NativeType("tf.PartitionedVariable", ()))
TENSOR_TYPE = NativeType("tf.Tensor", (Tensor,))
Tensor.native_type = TENSOR_TYPE
value("tf.Tensor")(TENSOR_TYPE)
value("tf.Operation")(NativeType("tf.Operation", (Operation,)))
value("tf.TensorShape")(NativeType("tf.TensorShape", (TensorShape,), lambda i, dims=None: TensorShape(dims_of(dims))))
value("tf.Dimension")(NativeType("tf.Dimension", (Dimension,), lambda i, dim=None: dim if isinstance(
    dim, Dimension) else Dimension(dim)))  # fmt: skip
value("tf.DType")(NativeType("tf.DType", (DType,)))


def _make_scope(interpreter: Interpreter, reuse: Value, name: Value = "", *args: Value, **kwargs: Value) -> Value:
    scope = VariableScope.root()
    scope.name = name if isinstance(name, str) else str(Unknown("scope"))
    scope.fields["reuse"] = reuse
    return scope


value("tf.VariableScope")(NativeType("tf.VariableScope", (VariableScope,), _make_scope))

for _name, _dtype in DTYPES.items():
    value(f"tf.{_name}", f"tf.dtypes.{_name}")(_dtype)
    value(f"tf.{_name}_ref")(_dtype)


@function("tf.as_dtype", "tf.dtypes.as_dtype")
def _as_dtype(interpreter: Interpreter, given: Value) -> Value:
    return dtype_of(given) or Unknown("dtype")


# -- graphs


def _make_graph(interpreter: Interpreter) -> Value:
    return interpreter.graphs.new_graph()


value("tf.Graph")(NativeType("tf.Graph", (Graph,), _make_graph))


@function("tf.get_default_graph")
def _get_default_graph(interpreter: Interpreter) -> Value:
    return interpreter.graphs.current


@function("tf.reset_default_graph")
def _reset_default_graph(interpreter: Interpreter) -> Value:
    if len(interpreter.graphs.stack) > 1:
        message = (
            "Do not use tf.reset_default_graph() to clear nested graphs. "
            "If you need a cleared graph, exit the nesting and create a new graph."
        )
        raise_error(interpreter, errors.NESTED_GRAPH_RESET, message)
        return
    interpreter.graphs.reset_default()


for _name in ("device", "colocate_with", "container"):
    function(f"tf.{_name}")(lambda interpreter, *args, **kwargs: PassThroughContext())


@function("tf.variable_creator_scope", "tf.variable_creator_scope_v1")
def _variable_creator_scope(interpreter: Interpreter, variable_creator: Value) -> Value:
    return CreatorScope(interpreter.graphs.current, variable_creator)


class OutsideControlFlow(PassThroughContext):
    """`tf.init_scope()`, `tf.control_dependencies(None)`: what is built inside is in no loop or conditional."""

    def __init__(self, graph: Graph) -> None:
        super().__init__()
        self.graph = graph
        self._before: list[int] = []

    def enter(self, interpreter: Interpreter) -> Value:
        self._before.append(self.graph.control_flow)
        self.graph.control_flow = 0
        return self

    def exit(self, interpreter: Interpreter, raised: Any) -> bool:
        self.graph.control_flow = self._before.pop()
        return False


@function("tf.init_scope")
def _init_scope(interpreter: Interpreter) -> Value:
    return OutsideControlFlow(interpreter.graphs.current)


@function("tf.control_dependencies")
def _control_dependencies(interpreter: Interpreter, control_inputs: Value = None) -> Value:
    return PassThroughContext() if control_inputs is not None else OutsideControlFlow(interpreter.graphs.current)


# -- collections


@function("tf.get_collection")
def _get_collection(interpreter: Interpreter, key: Value, scope: Value = None) -> Value:
    return get_collection(interpreter, interpreter.graphs.current, key, scope)


@function("tf.get_collection_ref")
def _get_collection_ref(interpreter: Interpreter, key: Value) -> Value:
    graph = interpreter.graphs.current
    if not is_collection_key(key):
        return Unknown("get_collection_ref()")
    interpreter.journal.touch(graph.collections)
    return graph.collections.setdefault(key, [])


@function("tf.add_to_collection")
def _add_to_collection(interpreter: Interpreter, name: Value, item: Value) -> Value:
    add_to_collection(interpreter, interpreter.graphs.current, name, item)


@function("tf.add_to_collections")
def _add_to_collections(interpreter: Interpreter, names: Value, item: Value) -> Value:
    add_to_collections(interpreter, interpreter.graphs.current, names, item)


def _variables_of(name: str, key: str, *aliases: str) -> None:
    @function(name, *aliases)
    def run(interpreter: Interpreter, scope: Value = None) -> Value:
        return get_collection(interpreter, interpreter.graphs.current, key, scope)


_variables_of("tf.global_variables", "variables", "tf.all_variables")
_variables_of("tf.trainable_variables", "trainable_variables")
_variables_of("tf.local_variables", "local_variables")
_variables_of("tf.model_variables", "model_variables")
_variables_of("tf.moving_average_variables", "moving_average_variables")
_variables_of("tf.losses.get_regularization_losses", "regularization_losses")
_variables_of("tf.losses.get_losses", "losses")

GRAPH_KEYS = {
    "GLOBAL_VARIABLES": "variables", "VARIABLES": "variables", "TRAINABLE_VARIABLES": "trainable_variables",
    "LOCAL_VARIABLES": "local_variables", "MODEL_VARIABLES": "model_variables", "METRIC_VARIABLES": "metric_variables",
    "MOVING_AVERAGE_VARIABLES": "moving_average_variables", "REGULARIZATION_LOSSES": "regularization_losses",
    "LOSSES": "losses", "UPDATE_OPS": "update_ops", "SUMMARIES": "summaries", "GLOBAL_STEP": "global_step",
    "QUEUE_RUNNERS": "queue_runners", "TABLE_INITIALIZERS": "table_initializer", "WEIGHTS": "weights",
    "BIASES": "biases", "ACTIVATIONS": "activations", "TRAIN_OP": "train_op", "INIT_OP": "init_op",
    "SUMMARY_OP": "summary_op", "SAVERS": "savers", "CONCATENATED_VARIABLES": "concatenated_variables",
    "ASSET_FILEPATHS": "asset_filepaths", "READY_OP": "ready_op", "LOCAL_INIT_OP": "local_init_op",
    "EVAL_STEP": "eval_step", "WHILE_CONTEXT": "while_context", "COND_CONTEXT": "cond_context",
    "READY_FOR_LOCAL_INIT_OP": "ready_for_local_init_op", "RESOURCES": "resources",
    "LOCAL_RESOURCES": "local_resources", "TRAINABLE_RESOURCE_VARIABLES": "trainable_resource_variables",
    "GLOBAL_STEP_READ_KEY": "global_step_read_op_cache",
}  # fmt: skip
_KEYS_TYPE = NativeType("tf.GraphKeys", ())
_KEYS_TYPE.attrs.update(GRAPH_KEYS)
value("tf.GraphKeys")(_KEYS_TYPE)


# -- the global step (tensorflow/python/training/training_util.py)


def _get_global_step(interpreter: Interpreter, graph: Value = None) -> Value:
    graph = graph if isinstance(graph, Graph) else interpreter.graphs.current
    steps = graph.collections.get("global_step", ())
    if steps:
        return steps[0] if len(steps) == 1 else None
    everything = graph.collections.get("variables", ())
    return next((step for step in everything if getattr(step, "op_name", None) == "global_step"), None)


_ZERO = NativeFunction("tf.zeros_initializer()", lambda interpreter, args, kwargs: 0)

function("tf.train.get_global_step", "tf.contrib.framework.get_global_step",
         "tf.contrib.slim.get_global_step")(_get_global_step)  # fmt: skip


@function("tf.train.create_global_step", "tf.contrib.framework.create_global_step",
          "tf.contrib.slim.create_global_step")  # fmt: skip
def create_global_step(interpreter: Interpreter, graph: Value = None) -> Value:
    """Named from the root name scope, but in the graph's current variable scope."""
    if _get_global_step(interpreter, graph) is not None:
        raise_error(interpreter, errors.GLOBAL_STEP_EXISTS, '"global_step" already exists.')
        return _get_global_step(interpreter, graph)
    arguments = {"shape": [], "dtype": INT64, "initializer": _ZERO, "trainable": False,
                 "collections": ["variables", "global_step"]}  # fmt: skip
    if not isinstance(graph, Graph):
        return get_variable(interpreter, ["global_step"], arguments)
    interpreter.graphs.stack.append(graph)
    try:
        return get_variable(interpreter, ["global_step"], arguments)
    finally:
        interpreter.graphs.leave(graph)


@function("tf.train.get_or_create_global_step", "tf.contrib.framework.get_or_create_global_step",
          "tf.contrib.slim.get_or_create_global_step")  # fmt: skip
def get_or_create_global_step(interpreter: Interpreter, graph: Value = None) -> Value:
    found = _get_global_step(interpreter, graph)
    return create_global_step(interpreter, graph) if found is None else found


# -- sessions and what only runs


class Session(NativeObject):
    """`tf.Session`: what it runs is not known."""

    type_name = "Session"

    def __init__(self, graph: Value) -> None:
        self.session_graph = graph

    def attr(self, interpreter: Interpreter, name: str) -> Value:
        if name == "graph":
            return self.session_graph
        if name in ("run", "partial_run", "make_callable", "list_devices", "partial_run_setup"):
            return NativeFunction(f"Session.{name}", lambda interp, args, kwargs: _run_result(interp, args, name))
        return Unknown(f"session.{name}") if not hasattr(type(self), "py_" + name) else super().attr(interpreter, name)

    def py_as_default(self, interpreter: Interpreter) -> Value:
        return self

    def py_close(self, interpreter: Interpreter) -> Value:
        return None

    def py___enter__(self, interpreter: Interpreter) -> Value:
        return self.enter(interpreter)

    def enter(self, interpreter: Interpreter) -> Value:
        interpreter.graphs.stack.append(self.session_graph)
        return self

    def exit(self, interpreter: Interpreter, raised: Any) -> bool:
        stack = interpreter.graphs.stack
        if len(stack) > 1:
            stack.pop()
        return False


def _run_result(interpreter: Interpreter, args: list[Value], name: str) -> Value:
    interpreter.computed()
    fetches = args[0] if args else None
    if isinstance(fetches, (list, tuple)):
        return [Unknown(f"session.{name}()") for _ in fetches]
    return Unknown(f"session.{name}()")


def _make_session(interpreter: Interpreter, target: Value = "", graph: Value = None, config: Value = None) -> Value:
    return Session(graph if isinstance(graph, Graph) else interpreter.graphs.current)


SESSION_TYPE = NativeType("tf.Session", (Session,), _make_session)
value("tf.Session", "tf.InteractiveSession")(SESSION_TYPE)


@function("tf.get_default_session")
def _get_default_session(interpreter: Interpreter) -> Value:
    return Unknown("session")


for _name in ("tf.global_variables_initializer", "tf.initialize_all_variables", "tf.variables_initializer",
              "tf.initialize_variables", "tf.local_variables_initializer", "tf.tables_initializer",
              "tf.initialize_local_variables", "tf.initializers.global_variables",
              "tf.initialize_all_tables"):  # fmt: skip

    @function(_name)
    def _initializer_op(interpreter: Interpreter, var_list: Value = None, name: Value = "init") -> Value:
        graph = interpreter.graphs.current
        return Operation(graph, graph.op_name_for(interpreter, "init", name))


@function("tf.group")
def _group(interpreter: Interpreter, *inputs: Value, name: Value = None, **kwargs: Value) -> Value:
    graph = interpreter.graphs.current
    return Operation(graph, graph.op_name_for(interpreter, "group_deps", name))


@function("tf.no_op")
def _no_op(interpreter: Interpreter, name: Value = None) -> Value:
    graph = interpreter.graphs.current
    return Operation(graph, graph.op_name_for(interpreter, "NoOp", name))


@function("tf.set_random_seed", "tf.random.set_random_seed", "tf.logging.set_verbosity",
          "tf.enable_resource_variables",
          "tf.disable_resource_variables", "tf.disable_v2_tensorshape", "tf.disable_control_flow_v2")  # fmt: skip
def _ignored(interpreter: Interpreter, *args: Value, **kwargs: Value) -> Value:
    return None


for _name in ("info", "warn", "warning", "error", "debug", "fatal", "log", "vlog", "log_first_n", "log_every_n",
              "flush"):  # fmt: skip
    value(f"tf.logging.{_name}")(NATIVES["tf.set_random_seed"])
for _number, _name in enumerate(("DEBUG", "INFO", "WARN", "ERROR", "FATAL")):
    value(f"tf.logging.{_name}")(10 * (_number + 1))


@function("tf.executing_eagerly", "tf.python.eager.context.executing_eagerly",
          "tf.python.eager.context.in_eager_mode", "tf.executing_eagerly_outside_functions",
          "tf.python.framework.ops.executing_eagerly_outside_functions")  # fmt: skip
def _executing_eagerly(interpreter: Interpreter) -> Value:
    return interpreter.graphs.current.is_eager


@function("tf.python.tf2.enabled")
def _tf2_enabled(interpreter: Interpreter) -> Value:
    return False


@function("tf.disable_v2_behavior", "tf.disable_eager_execution")
def _disable_eager_execution(interpreter: Interpreter) -> Value:
    interpreter.graphs.stack[0].is_eager = False


@function("tf.enable_eager_execution", "tf.contrib.eager.enable_eager_execution", "tf.enable_v2_behavior")
def _enable_eager_execution(interpreter: Interpreter, *args: Value, **kwargs: Value) -> Value:
    """Outside all graphs programs run eagerly from here on; inside a graph's block they build that graph."""
    interpreter.graphs.stack[0].is_eager = True


@function("tf.app.run", "absl.app.run", "tf.python.platform.app.run")
def app_run(interpreter: Interpreter, main: Value = None, argv: Value = None) -> Value:
    """Calls `main(argv)`, the entry module's own `main` by default."""
    if main is None:
        entry = interpreter.imports.modules.get("__main__")
        main = entry.attrs.get("main", MISSING) if entry is not None else MISSING
    if main is not MISSING:
        interpreter.call(main, [[interpreter.imports.entry_path]], {})


# -- control flow: bodies are run once, as TensorFlow does when it builds the graph


@contextmanager
def _control_flow(interpreter: Interpreter, graph: Graph, name: Value) -> Iterator[None]:
    """Around the bodies of a loop or conditional of the graph: their name scope, and that they are inside one."""
    before = graph.enter_name_scope(interpreter, name)
    graph.control_flow += 1
    try:
        yield
    finally:
        graph.control_flow -= 1
        graph.name_stack = before


@function("tf.cond")
def _cond(interpreter: Interpreter, pred: Value = None, true_fn: Value = None, false_fn: Value = None,
          strict: Value = False, name: Value = None, fn1: Value = None, fn2: Value = None) -> Value:  # fmt: skip
    """Both branches build their ops, each in the name scope of the `cond` (control_flow_ops.cond)."""
    graph = interpreter.graphs.current
    branches = (true_fn if true_fn is not None else fn1, false_fn if false_fn is not None else fn2)
    with _control_flow(interpreter, graph, name if name is not None else "cond"):
        results = [interpreter.call(branch, [], {}) for branch in branches if branch is not None]
        return merged_branches(interpreter, graph, results) if results else Unknown("cond()")


@function("tf.case")
def _case(interpreter: Interpreter, pred_fn_pairs: Value, default: Value = None, exclusive: Value = False,
          strict: Value = False, name: Value = "case") -> Value:  # fmt: skip
    graph = interpreter.graphs.current
    pairs = list(pred_fn_pairs.items()) if isinstance(pred_fn_pairs, dict) else pred_fn_pairs
    pairs = pairs if isinstance(pairs, (list, tuple)) else []
    functions = [pair[1] for pair in pairs if isinstance(pair, (list, tuple)) and len(pair) == 2]
    with _control_flow(interpreter, graph, name):
        return _case_by_case(interpreter, graph, functions, default)


def _case_by_case(interpreter: Interpreter, graph: Graph, functions: list[Value], default: Value) -> Value:
    """Each case is a conditional whose second branch holds the cases that follow."""
    if not functions:
        return Unknown("case()") if default is None else interpreter.call(default, [], {})
    if len(functions) == 1 and default is None:
        return interpreter.call(functions[0], [], {})
    with _control_flow(interpreter, graph, "cond"):
        first = interpreter.call(functions[0], [], {})
        others = _case_by_case(interpreter, graph, functions[1:], default)
        return merged_branches(interpreter, graph, [first, others])


@function("tf.while_loop")
def _while_loop(interpreter: Interpreter, cond: Value, body: Value, loop_vars: Value, shape_invariants: Value = None,
                parallel_iterations: Value = 10, back_prop: Value = True, swap_memory: Value = False,
                name: Value = None, maximum_iterations: Value = None,
                return_same_structure: Value = False) -> Value:  # fmt: skip
    """The condition and the body are built once, in the name scope `while`."""
    graph = interpreter.graphs.current
    with _control_flow(interpreter, graph, name if name is not None else "while"):
        inputs = _loop_inputs(interpreter, loop_vars, shape_invariants)
        counted = maximum_iterations is not None
        _begin_loop(interpreter, graph, _constants_in(loop_vars), len(_leaves(loop_vars)) + counted)
        if counted:
            graph.op_name_for(interpreter, "Less")
        interpreter.call(cond, inputs, {})
        if counted:
            graph.op_name_for(interpreter, "LogicalAnd")
        _begin_body(interpreter, graph, len(_leaves(loop_vars)) + counted)
        if counted:
            graph.op_name_for(interpreter, "add")
        result = interpreter.call(body, inputs, {})
    if not isinstance(loop_vars, (list, tuple)):
        return Unknown("while_loop()")
    if len(loop_vars) == 1 and not isinstance(result, (list, tuple)):
        return _loop_output(inputs[0], result)
    results = result if isinstance(result, (list, tuple)) and len(result) == len(inputs) else [result] * len(inputs)
    for item, changed in zip(inputs, results, strict=True):
        feed_back(item, changed)
    outputs = [_loop_output(item, changed) for item, changed in zip(inputs, results, strict=True)]
    return outputs if isinstance(loop_vars, list) else tuple(outputs)


def _begin_loop(interpreter: Interpreter, graph: Graph, constants: int, count: int) -> None:
    """Names what WhileContext._BuildLoop makes before the condition, for so many loop variables."""
    _name_ops(interpreter, graph, *["Const"] * constants, *["Enter"] * count, *["Merge"] * count)


def _begin_body(interpreter: Interpreter, graph: Graph, count: int) -> None:
    """Names what WhileContext._BuildLoop makes between the condition and the body."""
    _name_ops(interpreter, graph, "LoopCond", *["Switch"] * count, *["Identity"] * count)


def _leaves(loop_vars: Value) -> list[Value]:
    """The loop variables in a nested structure."""
    if isinstance(loop_vars, dict):
        loop_vars = list(loop_vars.values())
    if isinstance(loop_vars, (list, tuple)):
        return [leaf for item in loop_vars for leaf in _leaves(item)]
    return [loop_vars]


def _constants_in(loop_vars: Value) -> int:
    """How many loop variables are numbers or arrays, which become constants inside of the loop."""
    made_already = (NativeObject, Instance, Unknown)
    return sum(isinstance(leaf, Array) or not isinstance(leaf, made_already) for leaf in _leaves(loop_vars))


def _name_ops(interpreter: Interpreter, graph: Graph, *defaults: str) -> None:
    """Makes ops of TensorFlow's own, whose names others then cannot get."""
    for default in defaults:
        graph.op_name_for(interpreter, default)


def _loop_output(item: Value, changed: Value) -> Value:
    """What a loop gives for a loop variable: of the variable's shape, computed from it and from the body's result."""
    if isinstance(item, (list, tuple)) and isinstance(changed, (list, tuple)):
        parts = zip(item, changed, strict=False)
        return _of_parts(item, [_loop_output(part, other) for part, other in parts])
    if isinstance(item, Tensor):
        return Tensor(item.graph, item.dims, item.dtype, None, inputs=(item, changed))
    return item if isinstance(changed, Unknown) else changed


def _loop_inputs(interpreter: Interpreter, loop_vars: Value, invariants: Value) -> list[Value]:
    if not isinstance(loop_vars, (list, tuple)):
        return [Unknown("loop_vars")]
    known = invariants if isinstance(invariants, (list, tuple)) and len(invariants) == len(loop_vars) else None
    return [
        _loop_input(interpreter, item, known[index] if known is not None else None)
        for index, item in enumerate(loop_vars)
    ]


def _loop_input(interpreter: Interpreter, item: Value, invariant: Value) -> Value:
    if isinstance(item, (list, tuple)):
        return _of_parts(item, [_loop_input(interpreter, part, None) for part in item])
    if isinstance(item, (Instance, Unknown, dict)):
        return item
    dims = dims_of(invariant) if invariant is not None else dims_of_operand(item)
    return Tensor(
        interpreter.graphs.current, dims, getattr(item, "dtype", None) or dtype_of_python(item), None, inputs=(item,)
    )


def _of_parts(item: Value, parts: list[Value]) -> Value:
    """A list, tuple or named tuple like `item`, of other parts."""
    return type(item)(*parts) if hasattr(item, "_fields") and len(parts) == len(item) else type(item)(parts)


def _element(interpreter: Interpreter, item: Value) -> Value:
    """One row of a tensor, or of each tensor in a structure."""
    if isinstance(item, (list, tuple)):
        return type(item)(_element(interpreter, part) for part in item)
    dims = dims_of_operand(item)
    inner = dims[1:] if isinstance(dims, tuple) else dims
    return Tensor(interpreter.graphs.current, inner, getattr(item, "dtype", None), None, inputs=(item,))


def _stacked(interpreter: Interpreter, item: Value, count: Any) -> Value:
    if isinstance(item, (list, tuple)):
        return type(item)(_stacked(interpreter, part, count) for part in item)
    dims = dims_of_operand(item)
    outer = (count, *dims) if isinstance(dims, tuple) else dims
    return Tensor(interpreter.graphs.current, outer, getattr(item, "dtype", None), None, inputs=(item,))


def _first_dim(item: Value) -> Any:
    if isinstance(item, (list, tuple)) and item:
        return _first_dim(item[0])
    dims = dims_of_operand(item)
    return dims[0] if isinstance(dims, tuple) and dims else None


@function("tf.map_fn")
def _map_fn(interpreter: Interpreter, fn: Value, elems: Value, dtype: Value = None, *args: Value,
            name: Value = None, **kwargs: Value) -> Value:  # fmt: skip
    """The function is built once, for one element (functional_ops.map_fn)."""
    outputs = len(_leaves(elems if dtype is None else dtype))
    return _in_functional_scope(interpreter, "map", name, elems, outputs, lambda: _stacked(
        interpreter, interpreter.call(fn, [_element(interpreter, elems)], {}), _first_dim(elems)))  # fmt: skip


def _in_functional_scope(interpreter: Interpreter, default: str, name: Value, elems: Value, states: int,
                         run: Any) -> Value:  # fmt: skip
    """functional_ops opens the name scope, and a variable scope-free `while` in it, whose iterations are counted twice:
    by its own condition and by `maximum_iterations` (control_flow_ops.while_loop). `states`: how many values the loop
    keeps beside the two counters."""
    graph = interpreter.graphs.current
    before = graph.enter_name_scope(interpreter, name if name is not None else default)
    try:
        with _control_flow(interpreter, graph, "while"):
            _begin_loop(interpreter, graph, _counts_by_a_number(default, elems), 2 + states)
            _name_ops(interpreter, graph, "Less", "Less", "LogicalAnd")
            _begin_body(interpreter, graph, 2 + states)
            _name_ops(interpreter, graph, "add", *["TensorArrayReadV3"] * len(_leaves(elems)))
            return run()
    finally:
        graph.name_stack = before


def _counts_by_a_number(default: str, elems: Value) -> bool:
    """Whether the counter is no tensor yet when the loop begins: always in `scan`; counting down, where it is known."""
    return default == "scan" or (default == "foldr" and isinstance(_first_dim(elems), int))


def _folding(public: str, default: str, stacks: bool) -> None:
    @function(public)
    def run(interpreter: Interpreter, fn: Value, elems: Value, initializer: Value = None, *args: Value,
            name: Value = None, **kwargs: Value) -> Value:  # fmt: skip
        start = initializer if initializer is not None else _element(interpreter, elems)

        def fold() -> Value:
            state = _loop_inputs(interpreter, [start], None)[0]
            result = interpreter.call(fn, [state, _element(interpreter, elems)], {})
            feed_back(state, result)
            return _stacked(interpreter, result, _first_dim(elems)) if stacks else _loop_output(state, result)

        states = len(_leaves(start)) * (1 + stacks)
        return _in_functional_scope(interpreter, default, name, elems, states, fold)


_folding("tf.scan", "scan", True)
_folding("tf.foldl", "foldl", False)
_folding("tf.foldr", "foldr", False)


@function("tf.function", "tf.contrib.eager.defun", "tf.RegisterGradient")
def _transparent(interpreter: Interpreter, given: Value = None, *args: Value, **kwargs: Value) -> Value:
    if given is None or isinstance(given, str):
        return NativeFunction("decorator", lambda interp, inner, kw: inner[0])
    return given


for _name in ("VERSION", "__version__"):
    value(f"tf.{_name}")("1.15.5")

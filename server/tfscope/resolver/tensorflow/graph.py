"""A graph: the names in use, the op name scope, the variable store and the scope store that hang on it.

Rules and names follow tensorflow/python/framework/ops.py (Graph.unique_name, Graph.name_scope) and
tensorflow/python/ops/variable_scope.py (_VariableStore, _VariableScopeStore).
"""

from __future__ import annotations

import operator
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from tfscope.resolver.python.symbolic import is_symbolic
from tfscope.resolver.python.values import MISSING, NativeFunction, NativeObject, Unknown, Value
from tfscope.resolver.tensorflow.errors import INVALID_SCOPE_NAME, raise_error
from tfscope.resolver.tensorflow.generation import may_be_of_2
from tfscope.resolver.tensorflow.sharing import NO_WISHES, Wishes

if TYPE_CHECKING:
    from tfscope.resolver.python.interpreter import Interpreter
    from tfscope.resolver.tensorflow.tensors import Variable
    from tfscope.resolver.tensorflow.variable_scope import VariableScope

_VALID_AT_ROOT = re.compile("^[A-Za-z0-9.][A-Za-z0-9_.\\-/]*$")
_VALID_NESTED = re.compile("^[A-Za-z0-9_.\\-/]*$")


class Possible(int):
    """A count of which it is not certain that it has been reached."""


class Counts(dict):
    """Counters by name. After an undecided branch a counter that differs is kept as possible."""

    def join_items(self, left: Value, right: Value) -> Value:
        if left is MISSING or right is MISSING:
            return Possible(right if left is MISSING else left)
        return left if left == right and type(left) is type(right) else Possible(max(left, right))


@dataclass(frozen=True, slots=True)
class StoredVariable:
    """An entry of the variable store. `possible`: whether it is there depends on a branch nobody decided.
    `wishes`: what the call that made it said of it; `effective`: what it was made with. `is_missed`: it was to be
    reused and did not exist; it stands in for itself where the program, such as a notebook, goes on."""

    variable: Variable
    possible: bool
    wishes: Wishes = NO_WISHES
    effective: Wishes = NO_WISHES
    is_missed: bool = False


class VariableStore(dict):
    """`_VariableStore._vars`: store key to StoredVariable. `of_layer`: it is one that a layer of TensorFlow 2 keeps for
    itself, in which whatever is there is reused (tf_keras, legacy_tf_layers/variable_scope_shim.py)."""

    of_layer = False

    def join_items(self, left: Value, right: Value) -> Value:
        if left is MISSING or right is MISSING:
            return replace(right if left is MISSING else left, possible=True)
        return replace(left, possible=left.possible or right.possible)


class Collections(dict):
    """Graph collections by key. What only one branch added stays in, marked as possible by the variable itself."""

    def join_items(self, left: Value, right: Value) -> Value:
        if left is MISSING or right is MISSING:
            return right if left is MISSING else left
        shorter, longer = (left, right) if len(left) < len(right) else (right, left)
        if all(map(operator.is_, shorter, longer)):
            return longer
        known = {id(item) for item in left}
        return left + [item for item in right if id(item) not in known]


class Graph(NativeObject):
    """`tf.Graph`. `name_stack` is the op name scope without its trailing slash."""

    type_name = "Graph"

    def __init__(self, graphs: Graphs, number: int) -> None:
        from tfscope.resolver.tensorflow.variable_scope import VariableScope

        self.graphs = graphs
        self.number = number
        self.names_in_use = Counts()
        self.name_stack = ""
        self.names_certain = True
        self._last_certain = True
        self.store = VariableStore()
        self.partitioned: dict[str, Value] = {}
        self.scope_counts = Counts()
        self.object_counts = Counts()
        self.collections = Collections()
        self.root_scope = VariableScope.root()
        self.scope: VariableScope = self.root_scope
        self.seed: Value = None
        # Whether this stands for eager execution, where nothing is kept and no name is made unique.
        self.is_eager = False
        # How many `while_loop`s and `cond`s are being built around what is built now.
        self.control_flow = 0
        # The functions of `tf.variable_creator_scope` that are active, the outermost first.
        self.creators: tuple[Value, ...] = ()

    # -- names

    def unique_name(self, interpreter: Interpreter, name: str) -> tuple[str, bool]:
        """Graph.unique_name: the name below the current name scope, made unique, and whether that is certain."""
        full = f"{self.name_stack}/{name}" if self.name_stack else name
        if self.is_eager or self.store.of_layer:
            return full, self.names_certain
        key = full.lower()
        in_use, touch = self.names_in_use, interpreter.journal.touch_key
        count = in_use.get(key, 0)
        certain = type(count) is int
        touch(in_use, key)
        in_use[key] = type(count)(count + 1)
        if count > 0:
            base, number = key, count
            while key in in_use:
                key = f"{base}_{number}"
                number += 1
            touch(in_use, key)
            in_use[key] = 1
            full = f"{full}_{number - 1}"
        return full, certain and self.names_certain

    def free_name(self, interpreter: Interpreter, full: str) -> None:
        """Nothing has the name `full` after all."""
        interpreter.journal.touch_key(self.names_in_use, full.lower())
        self.names_in_use.pop(full.lower(), None)

    def op_name_for(self, interpreter: Interpreter, default: str, name: Value = None) -> str:
        """Names an op as `Graph.create_op` does and records it. `name` is what the program asked for, or None."""
        full = self.scope_name_for(interpreter, default, name)
        self.graphs.record_op(full, self._last_certain)
        return full

    def scope_name_for(self, interpreter: Interpreter, default: str, name: Value = None) -> str:
        """The unique full name of an op, or of the name scope that a function opens for its ops; not recorded."""
        interpreter.effects += 1
        wanted = name if isinstance(name, str) and name else (str(name) if isinstance(name, Unknown) else default)
        if not isinstance(wanted, str):
            wanted = str(Unknown("name"))
        if wanted.endswith("/"):
            self._last_certain = self.names_certain
            return wanted[:-1]
        full, self._last_certain = self.unique_name(interpreter, wanted)
        if name is not None:
            self._check_node_name(interpreter, full)
        return full

    def record_op(self, name: str) -> None:
        """Records an op whose scope was named last."""
        self.graphs.record_op(name, self._last_certain)

    def enter_name_scope(self, interpreter: Interpreter, name: Value) -> str:
        """Graph.name_scope: makes `name` the name scope and gives what was it before."""
        before = self.name_stack
        if name and not isinstance(name, str):
            name = str(name if isinstance(name, Unknown) else Unknown("name"))
        if not name:
            self.name_stack = ""
        elif name.endswith("/"):
            self.check_scope_name(interpreter, name)
            self.name_stack = name[:-1]
        else:
            self.check_scope_name(interpreter, name)
            self.name_stack, certain = self.unique_name(interpreter, name)
            self.names_certain = self.names_certain and certain
        return before

    @contextmanager
    def below(self, name: str) -> Iterator[None]:
        """The name scope `name`, counted from the root, while TensorFlow does something of its own."""
        before = self.name_stack, self.names_certain
        self.name_stack, self.names_certain = name, True
        try:
            yield
        finally:
            self.name_stack, self.names_certain = before

    def _check_node_name(self, interpreter: Interpreter, name: str) -> None:
        if not is_symbolic(name) and not _VALID_AT_ROOT.match(name):
            raise_error(interpreter, INVALID_SCOPE_NAME, f"'{name}' is not a valid node name")

    def check_scope_name(self, interpreter: Interpreter, name: str) -> None:
        pattern = _VALID_NESTED if self.name_stack else _VALID_AT_ROOT
        if not is_symbolic(name) and not pattern.match(name):
            raise_error(interpreter, INVALID_SCOPE_NAME, f"'{name}' is not a valid scope name")

    # -- what programs do with a graph

    def py_as_default(self, interpreter: Interpreter) -> Value:
        return DefaultGraphContext(self)

    def py_get_collection(self, interpreter: Interpreter, name: Value, scope: Value = None) -> Value:
        from tfscope.resolver.tensorflow.collections import get_collection

        return get_collection(interpreter, self, name, scope)

    def py_add_to_collection(self, interpreter: Interpreter, name: Value, value: Value) -> Value:
        from tfscope.resolver.tensorflow.collections import add_to_collection

        add_to_collection(interpreter, self, name, value)

    def py_get_name_scope(self, interpreter: Interpreter) -> Value:
        return self.name_stack

    def py_name_scope(self, interpreter: Interpreter, name: Value) -> Value:
        from tfscope.resolver.tensorflow.name_scope import NameScopeContext

        return NameScopeContext(name, None, self)

    def py_unique_name(self, interpreter: Interpreter, name: Value, mark_as_used: Value = True) -> Value:
        if not isinstance(name, str):
            return Unknown("unique_name()")
        if mark_as_used is True:
            return self.unique_name(interpreter, name)[0]
        saved = dict(self.names_in_use)
        result = self.unique_name(interpreter, name)[0]
        self.names_in_use.clear()
        self.names_in_use.update(saved)
        return result

    def py_finalize(self, interpreter: Interpreter) -> Value:
        return None

    def py_as_graph_def(self, interpreter: Interpreter, *args: Value, **kwargs: Value) -> Value:
        return Unknown("graph_def")

    def py_device(self, interpreter: Interpreter, *args: Value) -> Value:
        return PassThroughContext()

    py_control_dependencies = py_colocate_with = py_container = py_gradient_override_map = py_device

    def get_building_function(self, interpreter: Interpreter) -> Value:
        return False

    def get_finalized(self, interpreter: Interpreter) -> Value:
        return False

    def attr(self, interpreter: Interpreter, name: str) -> Value:
        if name in ("get_operations", "get_operation_by_name", "get_tensor_by_name", "as_graph_element"):
            return NativeFunction(f"Graph.{name}", lambda interp, args, kwargs: Unknown(f"{name}()"))
        return super().attr(interpreter, name)

    def enter(self, interpreter: Interpreter) -> Value:
        return Unknown("graph")


class PassThroughContext(NativeObject):
    """A context manager that changes no name: `tf.device`, `tf.control_dependencies`."""

    type_name = "context"

    def __init__(self, value: Value = None) -> None:
        self.value = value

    def enter(self, interpreter: Interpreter) -> Value:
        return self.value if self.value is not None else self


class DefaultGraphContext(NativeObject):
    """`graph.as_default()`."""

    type_name = "as_default"

    def __init__(self, graph: Graph) -> None:
        self.graph = graph

    def enter(self, interpreter: Interpreter) -> Value:
        interpreter.graphs.stack.append(self.graph)
        return self.graph

    def exit(self, interpreter: Interpreter, raised: Any) -> bool:
        interpreter.graphs.leave(self.graph)
        return False

    def py___enter__(self, interpreter: Interpreter) -> Value:
        return self.enter(interpreter)

    def py___exit__(self, interpreter: Interpreter, *args: Value) -> Value:
        return self.exit(interpreter, None)


class Graphs:
    """The default-graph stack, and where events are recorded (`Interpreter.graphs`)."""

    def __init__(self, interpreter: Interpreter, record_ops: bool, generation: int | None = None) -> None:
        from tfscope.resolver.tensorflow.recorder import Recorder

        self.interpreter = interpreter
        self.recorder = Recorder(interpreter, record_ops)
        self.generation = generation
        self.count = 0
        self.stack: list[Graph] = [self.new_graph()]

    @property
    def current(self) -> Graph:
        return self.stack[-1]

    def may_be_eager(self) -> bool:
        """Whether what runs now may run eagerly, where no graph checks anything."""
        return self.current.is_eager or (
            len(self.stack) == 1 and self.generation != 1 and may_be_of_2(self.interpreter)
        )

    def new_graph(self) -> Graph:
        self.count += 1
        return Graph(self, self.count - 1)

    def leave(self, graph: Graph) -> None:
        """The end of a block in which `graph` was the default."""
        if len(self.stack) > 1 and self.stack[-1] is graph:
            self.stack.pop()

    def reset_default(self) -> None:
        """`tf.reset_default_graph`."""
        self.stack[-1] = self.new_graph()

    def position(self) -> tuple:
        """Where the program stands: the default graphs, and each one's scope and name scope."""
        return list(self.stack), [(g, g.scope, g.name_stack, g.names_certain, g.store) for g in self.stack]

    def return_to(self, position: tuple) -> None:
        """Leaves what has been entered since `position` was taken, when a branch is abandoned in the middle."""
        self.stack[:], places = position
        for graph, scope, name_stack, certain, store in places:
            graph.scope, graph.name_stack, graph.names_certain, graph.store = scope, name_stack, certain, store

    def record_op(self, name: str, certain: bool) -> None:
        self.recorder.op(self.current, name, certain)

"""`tfscope_primitives`: what the models in `models/` need beyond TensorFlow's public API."""

from __future__ import annotations

from typing import Any

from tfscope.resolver.library.registry import function
from tfscope.resolver.python.interpreter import Frame, Interpreter
from tfscope.resolver.python.symbolic import is_symbolic
from tfscope.resolver.python.values import Instance, NativeObject, Unknown, Value
from tfscope.resolver.tensorflow.dtypes import dtype_of
from tfscope.resolver.tensorflow.errors import ErrorRule, raise_error
from tfscope.resolver.tensorflow.gradients import depends_on, feed_back, likely_tensors, tensors_in
from tfscope.resolver.tensorflow.graph import Graph, VariableStore
from tfscope.resolver.tensorflow.shapes import UNSEEN, dims_of
from tfscope.resolver.tensorflow.tensors import Operation, Tensor, dims_of_operand

_MODULE = "tfscope_primitives"


@function(f"{_MODULE}.tensor")
def _tensor(interpreter: Interpreter, shape: Value = None, dtype: Value = None, default_name: Value = None,
            name: Value = None, inputs: Value = None, perhaps: Value = None) -> Value:  # fmt: skip
    """A tensor of a shape; an op is named when `default_name` or `name` is given. `inputs` are the tensors it is
    computed from: by default those that the model's function that makes it holds. `perhaps`: tensors that it may
    depend on besides."""
    graph = interpreter.graphs.current
    op_name = None
    if default_name is not None or name is not None:
        op_name = graph.op_name_for(interpreter, default_name or "op", name)
    dims = UNSEEN if isinstance(shape, Unknown) else dims_of(shape)
    known = tensors_in([inputs]) if inputs is not None else _held_by_model(interpreter)
    tensor = Tensor(graph, dims, dtype_of(dtype), op_name, inputs=tuple(known))
    if perhaps is not None:
        tensor.perhaps = tuple(tensors_in([perhaps]))
    return tensor


@function(f"{_MODULE}.feed_back")
def _feed_back(interpreter: Interpreter, variables: Value, results: Value) -> None:
    """Loop variables, in any structure, are computed from what the loop's body gives for them too."""
    feed_back(variables, results)


def _held_by_model(interpreter: Interpreter) -> list[Value]:
    """The tensors among the variables of the model's function that runs, or of the one that called it."""
    for frame in reversed(interpreter.frames):
        if frame.site is None or not frame.site.unit.is_library:
            break
        found: list[Value] = list(frame.made or ())
        scope: Frame | None = frame
        while scope is not None and scope.outer is not None:
            found.extend(likely_tensors(scope.vars.values()))
            scope = scope.outer
        if any(isinstance(item, Tensor) for item in found):
            return likely_tensors(found)
    return []


@function(f"{_MODULE}.depends_on")
def _depends_on(interpreter: Interpreter, roots: Value, targets: Value, stops: Value = None) -> Value:
    """For each of `targets` whether a gradient of `roots` reaches it: True, False, or not known."""
    if not isinstance(targets, (list, tuple)):
        return Unknown("gradients")
    try:
        return depends_on([roots], list(targets), stops if isinstance(stops, (list, tuple)) else ())
    except LookupError as error:
        return interpreter.failed(error, "gradients")


@function(f"{_MODULE}.operation")
def _operation(interpreter: Interpreter, default_name: Value, name: Value = None) -> Value:
    """An op without a result."""
    graph = interpreter.graphs.current
    return Operation(graph, graph.op_name_for(interpreter, default_name, name))


@function(f"{_MODULE}.dims")
def _dims(interpreter: Interpreter, item: Value) -> Value:
    """The static shape as a list of ints and Nones; None for an unknown rank, unknown for an unseen one."""
    dims = dims_of_operand(item)
    if dims is UNSEEN:
        return Unknown("shape")
    return None if dims is None else list(dims)


@function(f"{_MODULE}.object_number")
def _object_number(interpreter: Interpreter, name: Value) -> Value:
    """How many layers called `name` the graph has had: the counter of keras' backend.unique_object_name, advanced.
    Unknown where only some ways through the program have advanced it."""
    if not isinstance(name, str) or is_symbolic(name):
        return Unknown("number")
    counts = interpreter.graphs.current.object_counts
    count = counts.get(name, 0)
    interpreter.journal.touch(counts)
    counts[name] = type(count)(count + 1)
    return count if type(count) is int else Unknown("number")


@function(f"{_MODULE}.constant_of")
def _constant_of(interpreter: Interpreter, item: Value) -> Value:
    """tensor_util.constant_value: a tensor's value when it is static, None when it is not; else the item itself."""
    if not isinstance(item, Tensor):
        return item
    return list(item.constant) if isinstance(item.constant, tuple) else item.constant


class SlotContext(NativeObject):
    """While entered, variables that are made are slots of an optimizer or moving average."""

    type_name = "slots"

    def enter(self, interpreter: Interpreter) -> Value:
        interpreter.graphs.recorder.slot_depth += 1
        return None

    def exit(self, interpreter: Interpreter, raised: Any) -> bool:
        interpreter.graphs.recorder.slot_depth -= 1
        return False


@function(f"{_MODULE}.slots")
def _slots(interpreter: Interpreter) -> Value:
    return SlotContext()


class ViaContext(NativeObject):
    """While entered, variables are said to be made by the TensorFlow callable `name`."""

    type_name = "via"

    def __init__(self, name: Value) -> None:
        self.name = name

    def enter(self, interpreter: Interpreter) -> Value:
        interpreter.graphs.recorder.via.append(self.name)
        return None

    def exit(self, interpreter: Interpreter, raised: Any) -> bool:
        interpreter.graphs.recorder.via.pop()
        return False


@function(f"{_MODULE}.via")
def _via(interpreter: Interpreter, name: Value) -> Value:
    return ViaContext(name)


class DoubtContext(NativeObject):
    """While entered, nothing that happens is certain."""

    type_name = "doubt"

    def enter(self, interpreter: Interpreter) -> Value:
        interpreter.journal.open()
        return None

    def exit(self, interpreter: Interpreter, raised: Any) -> bool:
        interpreter.journal.close_kept()
        return False


@function(f"{_MODULE}.doubt")
def _doubt(interpreter: Interpreter) -> Value:
    return DoubtContext()


class OwnStoreContext(NativeObject):
    """While entered, `get_variable` looks in a store that is kept for one object, and reuses what is there."""

    type_name = "own_store"

    def __init__(self, store: VariableStore) -> None:
        self.store = store
        self._before: list[tuple[Graph, VariableStore]] = []

    def enter(self, interpreter: Interpreter) -> Value:
        graph = interpreter.graphs.current
        self._before.append((graph, graph.store))
        graph.store = self.store

    def exit(self, interpreter: Interpreter, raised: Any) -> bool:
        if self._before:
            graph, store = self._before.pop()
            graph.store = store
        return False


@function(f"{_MODULE}.own_store")
def _own_store(interpreter: Interpreter) -> Value:
    store = VariableStore()
    store.of_layer = True
    return OwnStoreContext(store)


@function(f"{_MODULE}.fail")
def _fail(interpreter: Interpreter, code: Value, message: Value) -> Value:
    """TensorFlow raises a ValueError here. Where the program does not catch it, it is reported under `code` and the
    model goes on."""
    raise_error(interpreter, ErrorRule(code, ValueError), message)


@function(f"{_MODULE}.fail_if_caught")
def _fail_if_caught(interpreter: Interpreter, message: Value, kind: Value = ValueError) -> Value:
    """TensorFlow raises an error of the class `kind` here. Where the program does not catch it, nothing is said: it
    may as well be that the analysis missed something."""
    interpreter.failed(kind(message), "")


@function(f"{_MODULE}.remark_shared_cells")
def _remark_shared_cells(interpreter: Interpreter, cells: Value) -> Value:
    """Notes that one object stands more than once among the cells of a stack (rnn_cell_impl.py, MultiRNNCell)."""
    known = [cell for cell in cells if isinstance(cell, Instance)] if isinstance(cells, (list, tuple)) else []
    if len({id(cell) for cell in known}) < len(known):
        interpreter.graphs.recorder.remark("shared-cells")


@function(f"{_MODULE}.is_unknown")
def _is_unknown(interpreter: Interpreter, item: Value) -> Value:
    """Whether a value is not known to the analysis; only a model may ask."""
    return isinstance(item, Unknown)


@function(f"{_MODULE}.unknown")
def _unknown(interpreter: Interpreter, label: Value) -> Value:
    return Unknown(label if isinstance(label, str) else "value")


@function(f"{_MODULE}.computed")
def _computed(interpreter: Interpreter, label: Value) -> Value:
    """What a session gives: nothing is known of it, but that it was computed."""
    interpreter.computed()
    return Unknown(label if isinstance(label, str) else "value")


@function(f"{_MODULE}.is_known_text")
def _is_known_text(interpreter: Interpreter, item: Value) -> Value:
    """Whether a value is a string without unknown parts; only a model may ask."""
    return isinstance(item, str) and not is_symbolic(item)

"""Partitioned variables (tensorflow/python/ops/variable_scope.py, _get_partitioned_variable)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tfscope.resolver.python import operators
from tfscope.resolver.python.formatting import text_of
from tfscope.resolver.python.values import MissingAttributeError, Unknown, Value
from tfscope.resolver.tensorflow import errors
from tfscope.resolver.tensorflow.dtypes import FLOAT32, dtype_of
from tfscope.resolver.tensorflow.errors import raise_error
from tfscope.resolver.tensorflow.get_variable import check_default_initializer, is_callable, single_variable
from tfscope.resolver.tensorflow.graph import Graph
from tfscope.resolver.tensorflow.shapes import (
    UNSEEN,
    Dims,
    TensorShape,
    compatible,
    is_fully_defined,
    merged_dims,
    shape_text,
)
from tfscope.resolver.tensorflow.tensors import Tensor, Variable
from tfscope.resolver.tensorflow.variable_scope import VariableScope

if TYPE_CHECKING:
    from tfscope.resolver.python.interpreter import Interpreter
    from tfscope.resolver.tensorflow.get_variable import Request


_ATTRIBUTES = {"as_tensor", "assign", "assign_add", "assign_sub", "dtype", "get_shape", "name", "shape"}


class PartitionedVariable(Tensor):
    """A variable in parts; its name is the whole's. `partitions` are the counts per axis that a partitioner gave."""

    type_name = "PartitionedVariable"

    def __init__(self, graph: Graph, name: str, dims: Dims, parts: list[Variable], partitions: list[int]) -> None:
        super().__init__(graph, dims, parts[0].dtype, name, inputs=tuple(parts))
        self.parts = parts
        self.partitions = partitions

    def get_name(self, interpreter: Interpreter) -> Value:
        return self.op_name

    def attr(self, interpreter: Interpreter, name: str) -> Value:
        """Few of a tensor's (variables.py, PartitionedVariable)."""
        if name in _ATTRIBUTES or name in self.attrs:
            return super().attr(interpreter, name)
        raise MissingAttributeError(name)

    def py_as_tensor(self, interpreter: Interpreter) -> Value:
        with self.graph.below(""):
            name = self.graph.op_name_for(interpreter, "Identity", self.op_name)
        return Tensor(self.graph, self.dims, self.dtype, name, inputs=tuple(self.parts))

    def py_assign(self, interpreter: Interpreter, value: Value, use_locking: Value = False, name: Value = None,
                  read_value: Value = True) -> Value:  # fmt: skip
        return self._assigned(interpreter, "assign", value, name, read_value)

    def py_assign_add(self, interpreter: Interpreter, value: Value, use_locking: Value = False, name: Value = None,
                      read_value: Value = True) -> Value:  # fmt: skip
        return self._assigned(interpreter, "assign_add", value, name, read_value)

    def py_assign_sub(self, interpreter: Interpreter, value: Value, use_locking: Value = False, name: Value = None,
                      read_value: Value = True) -> Value:  # fmt: skip
        return self._assigned(interpreter, "assign_sub", value, name, read_value)

    def _assigned(self, interpreter: Interpreter, method: str, value: Value, name: Value, read_value: Value) -> Value:
        """Each part gets its own of a value, which is split where it is not one for each part. Asked for operations, it
        asks operations for theirs (variables.py, PartitionedVariable.assign)."""
        if not isinstance(value, (list, PartitionedVariable, Unknown)):
            self.graph.op_name_for(interpreter, "split")
        made = [interpreter.call_method(part, method, [Unknown("value")], {"name": name}) for part in self.parts]
        if operators.truth(interpreter, read_value) is False:
            return interpreter.failed(AttributeError("'Operation' object has no attribute 'op'"), f"{method}()")
        return made

    # It has no operators of its own; those of a tensor beside it take it.

    def binary(self, interpreter: Interpreter, operator: str, other: Value, reflected: bool) -> Value:
        if _takes_any(other):
            return super().binary(interpreter, operator, other, reflected)
        return interpreter.failed(TypeError(f"unsupported operand type(s) for {operator}"), operator)

    def unary(self, interpreter: Interpreter, operator: str) -> Value:
        return interpreter.failed(TypeError(f"bad operand type for unary {operator}: 'PartitionedVariable'"), operator)

    def compare(self, interpreter: Interpreter, operator: str, other: Value, reflected: bool) -> Value:
        if operator in ("==", "!=", "in") or _takes_any(other):
            return super().compare(interpreter, operator, other, reflected)
        message = f"'{operator}' not supported between instances of 'PartitionedVariable' and others"
        return interpreter.failed(TypeError(message), operator)

    def item(self, interpreter: Interpreter, key: Value) -> Value:
        return interpreter.failed(TypeError("'PartitionedVariable' object is not subscriptable"), "[...]")

    def truth(self) -> bool:
        return True

    def iterate(self, interpreter: Interpreter) -> list[Value] | None:
        return list(self.parts)

    def length(self) -> Value:
        return len(self.parts)


def _takes_any(operand: Value) -> bool:
    """Whether an operator of `operand` makes a tensor of what stands beside it, or may do so."""
    return isinstance(operand, Unknown) or (
        isinstance(operand, Tensor) and not isinstance(operand, PartitionedVariable)
    )


def get_partitioned(interpreter: Interpreter, scope: VariableScope, graph: Graph, request: Request) -> Value:
    """A partitioned variable, created or reused; its parts are variables of the store like any other."""
    if is_callable(request.partitioner) is False and request.partitioner is not None:
        message = f"Partitioner must be callable, but received: {text_of(interpreter, request.partitioner)}"
        raise_error(interpreter, errors.INVALID_PARTITIONER, message)
        return single_variable(interpreter, scope, graph, replace(request, partitioner=None))
    if request.name in graph.store:
        message = (
            f"A partitioner was provided, but an unpartitioned version of the variable was found: {request.name}.  "
            "Perhaps a variable of the same name was already created without partitioning?"
        )
        raise_error(interpreter, errors.PARTITION_MISMATCH, message, graph.store[request.name].variable.site)
        return single_variable(interpreter, scope, graph, replace(request, partitioner=None))
    if isinstance(request.initializer, Tensor) and compatible(request.dims, request.initializer.dims) is False:
        return interpreter.failed(ValueError("Shapes are not compatible"), "get_variable()")
    dims, partitions = _whole_shape(request), None
    if request.partitioner is not None:
        partitions = _call_partitioner(interpreter, request, dims)
    existing = graph.partitioned.get(request.name)
    if existing is not None:
        return _existing(interpreter, graph, request, existing, dims, partitions)
    if request.reuse is True:
        message = (
            f"PartitionedVariable {request.name} does not exist, or was not created with tf.get_variable(). "
            "Did you mean to set reuse=False or reuse=tf.AUTO_REUSE in VarScope?"
        )
        raise_error(interpreter, errors.DOES_NOT_EXIST, message)
    if partitions is None:
        return single_variable(interpreter, scope, graph, replace(request, partitioner=None))
    return _created(interpreter, scope, graph, request, dims, partitions)


def _whole_shape(request: Request) -> Dims:
    """The shape of the whole; a tensor as the initial value knows its own."""
    if isinstance(request.initializer, Tensor):
        return merged_dims(request.dims if request.shape is not None else UNSEEN, request.initializer.dims)
    return request.dims


def _call_partitioner(interpreter: Interpreter, request: Request, dims: Dims) -> list[int] | None:
    """_call_partitioner, with its checks (E20 of the rule book): the parts per axis, None where they are not known."""
    if is_fully_defined(dims) is not True:
        if is_fully_defined(dims) is False:
            message = f"Shape of a new partitioned variable must be fully defined, but instead was {shape_text(dims)}."
            raise_error(interpreter, errors.INVALID_PARTITIONER, message)
        return None
    if not dims:
        message = f"A partitioned Variable must have rank at least 1, shape: {shape_text(dims)}"
        raise_error(interpreter, errors.INVALID_PARTITIONER, message)
        return None
    arguments = {"shape": TensorShape(dims), "dtype": dtype_of(request.dtype) or FLOAT32}
    slicing = interpreter.call(request.partitioner, [], arguments)
    if not isinstance(slicing, (list, tuple)) or not all(isinstance(count, int) for count in slicing):
        interpreter.give_up("a partitioner whose result is not known")
        return None
    if problem := _problem_of(interpreter, slicing, dims):
        raise_error(interpreter, errors.INVALID_PARTITIONER, problem)
        return None
    return list(slicing)


def _problem_of(interpreter: Interpreter, slicing: list[int], dims: tuple[int, ...]) -> str | None:
    text, shape = text_of(interpreter, slicing), shape_text(dims)
    if len(slicing) != len(dims):
        return f"Partitioner returned a partition list that does not match the Variable's rank: {text} vs. {shape}"
    if any(count < 1 for count in slicing):
        return f"Partitioner returned zero partitions for some axes: {text}"
    if sum(count > 1 for count in slicing) > 1:
        return f"Can only slice a variable along one dimension: shape: {shape}, partitioning: {text}"
    return None


def _existing(interpreter: Interpreter, graph: Graph, request: Request, existing: PartitionedVariable, dims: Dims,
              partitions: list[int] | None) -> Value:  # fmt: skip
    site = existing.parts[0].site
    if request.reuse is False:
        message = (
            f"Partitioned variable with name {request.name} already exists. "
            "Did you mean to set reuse=True or reuse=tf.AUTO_REUSE in VarScope?"
        )
        raise_error(interpreter, errors.ALREADY_EXISTS, message, site)
    else:
        _check_shared(interpreter, request, existing, dims, partitions)
    for part in existing.parts:
        graph.graphs.recorder.variable(graph, part, False)
    return existing


def _check_shared(interpreter: Interpreter, request: Request, existing: PartitionedVariable, dims: Dims,
                  partitions: list[int] | None) -> None:  # fmt: skip
    """E16a, b and c of the rule book."""
    site, start = existing.parts[0].site, f"Trying to reuse partitioned variable {request.name}, but specified"
    dtype, found = dtype_of(request.dtype), existing.dtype
    if compatible(dims, existing.dims) is False:
        message = f"{start} shape {shape_text(dims)} and found shape {shape_text(existing.dims)}."
        raise_error(interpreter, errors.SHAPE_MISMATCH, message, site)
    elif dtype is not None and found is not None and dtype is not found:
        message = f"{start} dtype {dtype.name} and found dtype {found.name}."
        raise_error(interpreter, errors.DTYPE_MISMATCH, message, site)
    elif partitions is not None and partitions != existing.partitions:
        message = f"{start} partitions {partitions} and found partitions {existing.partitions}."
        raise_error(interpreter, errors.PARTITION_MISMATCH, message, site)


def _created(interpreter: Interpreter, scope: VariableScope, graph: Graph, request: Request, dims: tuple[int, ...],
             partitions: list[int]) -> Value:  # fmt: skip
    check_default_initializer(interpreter, request)
    axis = next((i for i, count in enumerate(partitions) if count > 1), 0)
    _check_shards(interpreter, graph, request.name, partitions[axis])
    parts = [
        _part(interpreter, scope, graph, request, number, shape)
        for number, shape in enumerate(_part_shapes(dims, axis, partitions[axis]))
    ]
    whole = PartitionedVariable(graph, request.name, dims, parts, partitions)
    interpreter.journal.touch(graph.partitioned)
    graph.partitioned[request.name] = whole
    return whole


def _check_shards(interpreter: Interpreter, graph: Graph, name: str, count: int) -> None:
    """E18a and b of the rule book: parts of that name that were made one by one."""
    if f"{name}/part_0" not in graph.store:
        return
    start = (
        "Partitioner returned a different partitioning than what was already found.  "
        f"Partitioner returned {count} shards, and shard {name}/part_0 was found, but "
    )
    if f"{name}/part_{count - 1}" not in graph.store:
        raise_error(interpreter, errors.PARTITION_MISMATCH, f"{start}{name}/part_{count - 1} was not.")
    if f"{name}/part_{count}" in graph.store:
        message = f"{start}so was the extra shard {name}/part_{count}."
        raise_error(interpreter, errors.PARTITION_MISMATCH, message)


def _part(interpreter: Interpreter, scope: VariableScope, graph: Graph, request: Request, number: int,
          shape: list[int]) -> Variable:  # fmt: skip
    """One part: a single variable; of a constant as the initial value it gets its slice."""
    own = replace(request, name=f"{request.name}/part_{number}", shape=shape, partitioner=None)
    with graph.below(""):
        graph.enter_name_scope(interpreter, f"{own.name}/PartitionedInitializer")
    value = request.initializer
    if value is not None and is_callable(value) is False:
        dtype = value.dtype if isinstance(value, Tensor) else dtype_of(request.dtype)
        own.initializer, own.shape = Tensor(graph, tuple(shape), dtype), None
    return single_variable(interpreter, scope, graph, own)


def _part_shapes(dims: tuple[int, ...], axis: int, count: int) -> list[list[int]]:
    """The shapes of the parts: the first `size % count` are one longer (variable_scope.py, _iter_slices)."""
    base, longer = divmod(dims[axis], count)
    return [
        [*dims[:axis], base + (1 if number < longer else 0), *dims[axis + 1 :]] for number in range(count)
    ]

"""Partitioned variables (tensorflow/python/ops/variable_scope.py, _get_partitioned_variable)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tfscope.resolver.python.values import Value
from tfscope.resolver.tensorflow import errors
from tfscope.resolver.tensorflow.dtypes import FLOAT32, dtype_of
from tfscope.resolver.tensorflow.errors import raise_error
from tfscope.resolver.tensorflow.graph import Graph
from tfscope.resolver.tensorflow.shapes import TensorShape, is_fully_defined
from tfscope.resolver.tensorflow.tensors import Tensor
from tfscope.resolver.tensorflow.variable_scope import VariableScope

if TYPE_CHECKING:
    from tfscope.resolver.python.interpreter import Interpreter
    from tfscope.resolver.tensorflow.get_variable import Request


class PartitionedVariable(Tensor):
    """A variable in parts; its name is the whole's."""

    type_name = "PartitionedVariable"

    def __init__(self, graph: Graph, request: Request, parts: list[Value]) -> None:
        super().__init__(graph, request.dims, dtype_of(request.dtype) or FLOAT32, request.name,
                         inputs=tuple(parts))
        self.parts = parts

    def get_name(self, interpreter: Interpreter) -> Value:
        return self.op_name

    def iterate(self, interpreter: Interpreter) -> list[Value] | None:
        return list(self.parts)

    def length(self) -> Value:
        return len(self.parts)


def get_partitioned(interpreter: Interpreter, scope: VariableScope, graph: Graph, request: Request) -> Value:
    """A partitioned variable, created or reused; its parts are variables of the store like any other."""
    if request.name in graph.store:
        message = (
            f"A partitioner was provided, but an unpartitioned version of the variable was found: {request.name}.  "
            "Perhaps a variable of the same name was already created without partitioning?"
        )
        raise_error(interpreter, errors.PARTITION_MISMATCH, message)
    existing = graph.partitioned.get(request.name)
    if existing is not None:
        return _existing(interpreter, graph, request, existing)
    if request.reuse is True:
        message = (
            f"PartitionedVariable {request.name} does not exist, or was not created with tf.get_variable(). "
            "Did you mean to set reuse=False or reuse=tf.AUTO_REUSE in VarScope?"
        )
        raise_error(interpreter, errors.DOES_NOT_EXIST, message)
    return _created(interpreter, scope, graph, request)


def _existing(interpreter: Interpreter, graph: Graph, request: Request, existing: Value) -> Value:
    if request.reuse is False or request.reuse is None:
        message = (
            f"Partitioned variable with name {request.name} already exists. "
            "Did you mean to set reuse=True or reuse=tf.AUTO_REUSE in VarScope?"
        )
        raise_error(interpreter, errors.ALREADY_EXISTS, message)
    for part in existing.parts:
        graph.graphs.recorder.variable(graph, part, False)
    return existing


def _created(interpreter: Interpreter, scope: VariableScope, graph: Graph, request: Request) -> Value:
    from tfscope.resolver.tensorflow.get_variable import single_variable

    dims = request.dims
    slices = None
    if is_fully_defined(dims):
        slices = interpreter.call(
            request.partitioner, [], {"shape": TensorShape(dims), "dtype": dtype_of(request.dtype) or FLOAT32}
        )
    if not isinstance(slices, (list, tuple)) or not all(isinstance(count, int) for count in slices):
        interpreter.give_up("a partitioner whose result is not known")
        return single_variable(interpreter, scope, graph, replace(request, partitioner=None))
    axis = next((i for i, count in enumerate(slices) if count > 1), 0)
    parts = [
        single_variable(interpreter, scope, graph, replace(
            request, name=f"{request.name}/part_{number}", shape=part, reuse=False, partitioner=None))
        for number, part in enumerate(_part_shapes(dims, axis, slices[axis]))
    ]  # fmt: skip
    whole = PartitionedVariable(graph, request, parts)
    interpreter.journal.touch(graph.partitioned)
    graph.partitioned[request.name] = whole
    return whole


def _part_shapes(dims: tuple[int, ...], axis: int, count: int) -> list[list[int]]:
    """The shapes of the parts: the first `size % count` are one longer (variable_scope.py, _compute_slice_dim_and_shape)."""
    base, longer = divmod(dims[axis], count)
    return [
        [*dims[:axis], base + (1 if number < longer else 0), *dims[axis + 1 :]] for number in range(count)
    ]



"""What a conditional and a loop give (tensorflow/python/ops/control_flow_ops.py)."""

from __future__ import annotations

from typing import Any

from tfscope.resolver.python.values import Unknown, Value
from tfscope.resolver.tensorflow.dtypes import BOOL, DType
from tfscope.resolver.tensorflow.graph import Graph
from tfscope.resolver.tensorflow.ops.operands import common_dtype, dtype_of_operand
from tfscope.resolver.tensorflow.shapes import UNSEEN, Dims
from tfscope.resolver.tensorflow.tensors import Operation, Tensor, dims_of_operand


def merged_branches(interpreter: Any, graph: Graph, results: list[Value]) -> Value:
    """One value for what the branches of a conditional give: a Merge op for each tensor or number in them. Call it in
    the name scope of the conditional. A list of one result is that result."""
    misfit = _misfit(results)
    if misfit:
        return interpreter.failed(ValueError(misfit), "cond()")
    first = results[0]
    if isinstance(first, (list, tuple)) and all(
        type(other) is type(first) and len(other) == len(first) for other in results[1:]
    ):
        parts = [merged_branches(interpreter, graph, list(column)) for column in zip(*results, strict=True)]
        if len(parts) == 1 and not hasattr(first, "_fields"):
            return parts[0]
        return type(first)(*parts) if hasattr(first, "_fields") else type(first)(parts)
    if all(isinstance(result, Operation) for result in results):
        return _output(interpreter, graph, (), BOOL, ())
    if all(_is_tensor_like(result) for result in results):
        dims = merge_dims([dims_of_operand(result) for result in results])
        return _output(interpreter, graph, dims, common_dtype(*results), tuple(results))
    for other in results[1:]:
        first = interpreter.join(first, other)
    return first


def _misfit(results: list[Value]) -> str | None:
    """Why the branches of a conditional cannot be one value, if so (`cond`)."""
    if any(result is None for result in results):
        return "true_fn and false_fn must have a return value."
    if len(results) > 1 and all(_is_tensor_like(result) for result in results):
        dtypes = [dtype_of_operand(result) for result in results]
        if all(isinstance(dtype, DType) for dtype in dtypes) and len(set(dtypes)) > 1:
            names = ", ".join(dtype.name for dtype in dtypes)
            return f"Outputs of true_fn and false_fn must have the same type: {names}"
    return None


def _is_tensor_like(value: Value) -> bool:
    return isinstance(value, (Tensor, int, float, str)) or type(value).__name__ == "Array"


def _output(interpreter: Any, graph: Graph, dims: Dims, dtype: Any, inputs: tuple[Value, ...]) -> Tensor:
    tensor = Tensor(graph, dims, dtype, graph.scope_name_for(interpreter, "Merge"), inputs=inputs)
    tensor.in_control_flow = graph.control_flow > 1
    return tensor


def merge_dims(shapes: list[Dims]) -> Dims:
    """The shape of a Merge: what all inputs have in common (the op Merge in core/ops/control_flow_ops.cc)."""
    if any(dims is UNSEEN for dims in shapes):
        return UNSEEN
    if any(dims is None or len(dims) != len(shapes[0]) for dims in shapes):
        return None
    return tuple(_common(column) for column in zip(*shapes, strict=True))


def _common(dims: tuple[Any, ...]) -> Any:
    if all(dim is dims[0] or (isinstance(dim, int) and dim == dims[0]) for dim in dims):
        return dims[0]
    known = {dim for dim in dims if isinstance(dim, int)}
    if len(known) > 1 or any(dim is None for dim in dims):
        return None
    return Unknown("dim")

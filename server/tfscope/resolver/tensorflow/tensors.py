"""Tensors, operations and variables as values."""

from __future__ import annotations

import operator as operator_module
from typing import TYPE_CHECKING, Any

from tfscope.resolver.python.operators import METHOD_OF
from tfscope.resolver.python.values import MissingAttributeError, NativeFunction, NativeObject, Unknown, Value
from tfscope.resolver.tensorflow.constants import constant_of, elementwise
from tfscope.resolver.tensorflow.dtypes import BOOL, DType
from tfscope.resolver.tensorflow.shapes import (
    UNSEEN,
    Dims,
    TensorShape,
    broadcast,
    dims_of,
    joined_dims,
    merged_dims,
    shape_text,
)
from tfscope.resolver.tensorflow.slicing import sliced

if TYPE_CHECKING:
    from tfscope.resolver.tensorflow.graph import Graph
    from tfscope.syntax import Site

# The op that each operator makes (tensorflow/python/ops/math_ops.py, _OverrideBinaryOperatorHelper).
OPERATOR_OPS = {
    "+": "add", "-": "sub", "*": "mul", "/": "truediv", "//": "floordiv", "%": "mod", "**": "pow", "@": "matmul",
    "<": "Less", "<=": "LessEqual", ">": "Greater", ">=": "GreaterEqual", "&": "and", "|": "or", "^": "xor",
    "/2": "div",
}  # fmt: skip


# What operators do to numbers, where a shape may depend on the result.
_COMPUTED = {
    "+": operator_module.add, "-": operator_module.sub, "*": operator_module.mul, "/": operator_module.truediv,
    "//": operator_module.floordiv, "%": operator_module.mod, "**": operator_module.pow,
}  # fmt: skip
_ARITHMETIC = {"+", "-", "*", "/", "//", "%", "**"}
_UNARY = {"-": ("Neg", operator_module.neg), "~": ("LogicalNot", None)}


class Tensor(NativeObject):
    """A tensor. `op_name` is None when it is not known; `constant` is its value (a number or nested tuple with None
    for unknown parts) where shapes could depend on it; `inputs` are the values that a gradient passes on to, None
    where the analysis does not know them, `perhaps` tensors that it may pass on to besides (see `gradients.py`).
    `op_without_gradient`: the type of an op for which TensorFlow has no gradient function."""

    type_name = "Tensor"
    is_callable = False
    perhaps: tuple[Value, ...] = ()
    op_without_gradient: str | None = None

    def __init__(self, graph: Graph, dims: Dims, dtype: DType | None, op_name: str | None = None,
                 constant: Value = None, output: int = 0, inputs: tuple[Value, ...] | None = None) -> None:  # fmt: skip
        self.graph = graph
        self.inputs = inputs
        self.dims = dims
        self.dtype = dtype
        self.op_name = op_name
        self.constant = constant
        self.output = output
        self.attrs: dict[str, Value] = {}
        self.in_control_flow = graph.control_flow > 0

    def __repr__(self) -> str:
        return f"<tensor {self.op_name} {self.dims}>"

    def text(self, interpreter: Any) -> str | None:
        return None

    # -- attributes

    def get_shape(self, interpreter: Any) -> Value:
        return TensorShape(self.dims)

    def attr(self, interpreter: Any, name: str) -> Value:
        if name in self.attrs:
            return self.attrs[name]
        if name == "get_shape":
            return NativeFunction("Tensor.get_shape", lambda interp, args, kwargs: TensorShape(self.dims))
        if name.startswith("__") and name.endswith("__"):
            return self._operator_method(name)
        return super().attr(interpreter, name)

    def _operator_method(self, name: str) -> Value:
        plain = name.strip("_")
        for symbol, method in METHOD_OF.items():
            if plain in (method, "r" + method):
                return NativeFunction(f"Tensor.{name}", lambda interp, args, kwargs, symbol=symbol, method=method: (
                    self.binary(interp, symbol, args[0], plain != method)))  # fmt: skip
        if name == "__class__":
            raise MissingAttributeError(name)
        if name == "__getitem__":
            return NativeFunction("Tensor.__getitem__", lambda interp, args, kwargs: self.item(interp, args[0]))
        raise MissingAttributeError(name)

    def get_dtype(self, interpreter: Any) -> Value:
        return self.dtype if self.dtype is not None else Unknown("dtype")

    def get_name(self, interpreter: Any) -> Value:
        return Unknown("tensor.name") if self.op_name is None else f"{self.op_name}:{self.output}"

    def get_op(self, interpreter: Any) -> Value:
        return Operation(self.graph, self.op_name, (self,))

    def get_graph(self, interpreter: Any) -> Value:
        return self.graph

    def get_device(self, interpreter: Any) -> Value:
        return Unknown("device")

    def get_value_index(self, interpreter: Any) -> Value:
        return self.output

    def py__shape_as_list(self, interpreter: Any) -> Value:
        return TensorShape(self.dims).py_as_list(interpreter) if self.dims is not None else None

    def py__shape_tuple(self, interpreter: Any) -> Value:
        shape = self.py__shape_as_list(interpreter)
        return tuple(shape) if isinstance(shape, list) else shape

    def py_set_shape(self, interpreter: Any, shape: Value) -> Value:
        self.dims = merged_dims(dims_of(shape), self.dims)

    def py_eval(self, interpreter: Any, *args: Value, **kwargs: Value) -> Value:
        interpreter.computed()
        return Unknown("eval()")

    def py_consumers(self, interpreter: Any) -> Value:
        return Unknown("consumers()")

    def set_attr(self, interpreter: Any, name: str, value: Value) -> None:
        """Programs keep things on tensors: `aliases` of contrib layers, `_keras_shape`, `variables` of tensorpack."""
        interpreter.journal.touch(self.attrs)
        self.attrs[name] = value

    # -- operators

    def truth(self) -> bool | None:
        return None

    def binary(self, interpreter: Any, operator: str, other: Value, reflected: bool) -> Value:
        """An operator is the op of that name, with everything else made a tensor of this one's dtype."""
        if self.dtype is BOOL and operator in _ARITHMETIC:
            return interpreter.failed(TypeError(f"DataType bool is not in the list of those of {operator}"), operator)
        other_dims = dims_of_operand(other)
        name = self.graph.op_name_for(interpreter, OPERATOR_OPS.get(operator, operator))
        dims = broadcast(self.dims, other_dims) if operator != "@" else self._multiplied(other_dims, reflected)
        constant = self._constant_result(operator, other, reflected) if self.constant is not None else None
        inputs = (self, other) if operator != "//" else ()
        return Tensor(self.graph, dims, self._result_dtype(operator, other), name, constant, inputs=inputs)

    def _multiplied(self, other: Dims, reflected: bool) -> Dims:
        from tfscope.resolver.tensorflow.ops.linear_algebra import multiplied

        return multiplied(other, self.dims) if reflected else multiplied(self.dims, other)

    def _result_dtype(self, operator: str, other: Value) -> DType | None:
        dtype = self.dtype if self.dtype is not None else (other.dtype if isinstance(other, Tensor) else None)
        if operator != "/" or dtype is None or not dtype.is_integer:
            return dtype
        from tfscope.resolver.tensorflow.ops.elementwise import quotient_dtype

        return quotient_dtype(dtype)

    def _constant_result(self, operator: str, other: Value, reflected: bool) -> Value:
        compute = _COMPUTED.get(operator)
        if compute is None:
            return None
        operands = (self.constant, constant_of(other))
        return elementwise(compute, *(operands[::-1] if reflected else operands))

    def unary(self, interpreter: Any, operator: str) -> Value:
        default, compute = _UNARY.get(operator, ("Abs", abs))
        constant = elementwise(compute, self.constant) if self.constant is not None and compute is not None else None
        dtype = self.dtype
        if default == "Abs" and dtype is not None and dtype.name.startswith("complex"):
            dtype = dtype.get_real_dtype(interpreter)
        return Tensor(
            self.graph, self.dims, dtype, self.graph.op_name_for(interpreter, default), constant, inputs=(self,)
        )

    def py___abs__(self, interpreter: Any) -> Value:
        return self.unary(interpreter, "abs")

    def compare(self, interpreter: Any, operator: str, other: Value, reflected: bool) -> Value:
        if operator in ("==", "!="):
            # TensorFlow 1 compares tensors by identity.
            return (self is other) is (operator == "==") if not isinstance(other, Unknown) else NotImplemented
        if operator == "in":
            return NotImplemented
        name = self.graph.op_name_for(interpreter, OPERATOR_OPS.get(operator, operator))
        return Tensor(self.graph, broadcast(self.dims, dims_of_operand(other)), BOOL, name, inputs=())

    def item(self, interpreter: Any, key: Value) -> Value:
        """`tensor[key]` (array_ops._slice_helper): a boolean mask, or a strided slice, for which each single index
        that is a tensor is counted up first."""
        if isinstance(key, Tensor) and key.dtype is BOOL:
            return interpreter.call(_native("tf.boolean_mask"), [self, key], {})
        for part in key if isinstance(key, tuple) else (key,):
            if isinstance(part, Tensor):
                self.graph.op_name_for(interpreter, "add")
        name = self.graph.op_name_for(interpreter, "strided_slice")
        dims, constant = sliced(self, key)
        return Tensor(self.graph, dims, self.dtype, name, constant, inputs=(self,))

    def iterate(self, interpreter: Any) -> list[Value] | None:
        interpreter.failed(TypeError("Tensor objects are only iterable when eager execution is enabled."), "tensor")
        return None

    def length(self) -> Value:
        return NotImplemented

    def joined(self, other: Value) -> Value:
        if not isinstance(other, Tensor):
            return NotImplemented
        dtype = self.dtype if self.dtype is other.dtype else None
        op_name = self.op_name if self.op_name == other.op_name else None
        constant = self.constant if self.constant == other.constant else Unknown("constant")
        return Tensor(self.graph, joined_dims(self.dims, other.dims), dtype, op_name, constant, inputs=(self, other))


class Operation(NativeObject):
    """`tf.Operation`, as far as programs ask it for its name and outputs."""

    type_name = "Operation"

    def __init__(self, graph: Graph, name: str | None, outputs: tuple[Tensor, ...] = ()) -> None:
        self.graph = graph
        self.op_name = name
        self.outputs = outputs
        self.constant = None

    def get_name(self, interpreter: Any) -> Value:
        return Unknown("op.name") if self.op_name is None else self.op_name

    def get_outputs(self, interpreter: Any) -> Value:
        return list(self.outputs) or Unknown("outputs")

    def get_graph(self, interpreter: Any) -> Value:
        return self.graph

    def py_run(self, interpreter: Any, *args: Value, **kwargs: Value) -> Value:
        interpreter.computed()

    def joined(self, other: Value) -> Value:
        return Operation(self.graph, None) if isinstance(other, Operation) else NotImplemented


class CompositeTensor(NativeObject):
    """A value of several tensors; gradients pass through `values` only."""

    values: Value


class Variable(Tensor):
    """A variable. `key` is its place in the variable store, None for `tf.Variable`."""

    type_name = "Variable"

    def __init__(self, graph: Graph, dims: Dims, dtype: DType | None, op_name: str, key: str | None,
                 trainable: Value, site: Site | None, certain: bool) -> None:  # fmt: skip
        super().__init__(graph, dims, dtype, op_name, inputs=())
        self.key = key
        self.trainable = trainable
        self.site = site
        self.certain = certain
        self.is_resource = False
        self.is_global = True

    def truth(self) -> bool | None:
        """Any object is true; a resource variable refuses to say, as tensors do."""
        return None if self.is_resource else True

    def text(self, interpreter: Any) -> str:
        dtype = f"{self.dtype.name if self.dtype else '?'}{'' if self.is_resource else '_ref'}"
        return f"<tf.Variable '{self.op_name}:0' shape={shape_text(self.dims)} dtype={dtype}>"

    def attr(self, interpreter: Any, name: str) -> Value:
        if name in _ASSIGNMENTS:
            return NativeFunction(
                f"Variable.{name}", lambda interp, args, kwargs: self._assigned(interp, name, args, kwargs)
            )
        return super().attr(interpreter, name)

    def _assigned(self, interpreter: Any, name: str, args: list[Value], kwargs: dict[str, Value]) -> Value:
        op = self.graph.op_name_for(interpreter, _ASSIGNMENTS[name], kwargs.get("name"))
        return Tensor(self.graph, self.dims, self.dtype, op, inputs=())

    def get_trainable(self, interpreter: Any) -> Value:
        return self.trainable

    def get_value_index(self, interpreter: Any) -> Value:
        raise MissingAttributeError("value_index")

    def get_initializer(self, interpreter: Any) -> Value:
        return Operation(self.graph, f"{self.op_name}/Assign")

    def get_initial_value(self, interpreter: Any) -> Value:
        return Tensor(self.graph, self.dims, self.dtype, f"{self.op_name}/initial_value", inputs=())

    def py_initialized_value(self, interpreter: Any) -> Value:
        """Made outside of all loops and conditionals."""
        self.graph.op_name_for(interpreter, "IsVariableInitialized")
        tensor = self._read(f"{self.graph.scope_name_for(interpreter, 'cond')}/Merge")
        tensor.in_control_flow = False
        return tensor

    def py_read_value(self, interpreter: Any) -> Value:
        return self._read(self.graph.op_name_for(interpreter, "ReadVariableOp" if self.is_resource else "read"))

    def py_value(self, interpreter: Any) -> Value:
        return self._read(f"{self.op_name}/read")

    def _read(self, op_name: str) -> Tensor:
        return Tensor(self.graph, self.dims, self.dtype, op_name, inputs=(self,))

    def py_load(self, interpreter: Any, *args: Value, **kwargs: Value) -> Value:
        return None

    def joined(self, other: Value) -> Value:
        return NotImplemented if isinstance(other, Variable) else super().joined(other)


_ASSIGNMENTS = {
    "assign": "Assign", "assign_add": "AssignAdd", "assign_sub": "AssignSub", "scatter_update": "ScatterUpdate",
    "scatter_add": "ScatterAdd", "scatter_sub": "ScatterSub", "scatter_nd_update": "ScatterNdUpdate",
}  # fmt: skip


def _native(name: str) -> Value:
    from tfscope.resolver.library.registry import NATIVES

    return NATIVES[name]


def dims_of_operand(value: Value) -> Dims:
    """The shape of what an operator or op is given: a tensor, a number, a nested list, an array."""
    if isinstance(value, Tensor):
        return value.dims
    if isinstance(value, (int, float, bool, str, complex)):
        return ()
    if isinstance(value, (list, tuple)):
        return dims_of_list(value)
    dims = getattr(value, "dims", UNSEEN)
    return () if type(value).__name__ == "Dimension" else dims


def dims_of_list(value: Any) -> Dims:
    """The shape of a nested list of values, which fit together."""
    if not value:
        return (0,)
    inner = dims_of_operand(value[0])
    if not isinstance(inner, tuple) or any(not isinstance(dim, int) for dim in inner):
        for item in value[1:8]:
            inner = merged_dims(dims_of_operand(item), inner)
    return (len(value), *inner) if isinstance(inner, tuple) else inner

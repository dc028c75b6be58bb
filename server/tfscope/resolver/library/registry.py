"""Where natives of library models are registered, by public dotted name (`tf.get_variable`, `numpy.prod`).

A native is a host function or value; a model in `models/` is plain Python that the resolver interprets. A model may
import `tensorflow` and `tfscope_primitives` (see `primitives.py`) like any program.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

from tfscope.resolver.python.builtins import adapted
from tfscope.resolver.python.interpreter import Interpreter
from tfscope.resolver.python.values import NativeFunction, Unknown, Value

NATIVES: dict[str, Value] = {}


def value(name: str, *aliases: str) -> Callable[[Value], Value]:
    """Registers a value under its public names."""

    def register(given: Value) -> Value:
        for public in (name, *aliases):
            NATIVES[public] = given
        return given

    return register


def native(name: str, *aliases: str) -> Callable[[Callable], Callable]:
    """Registers `run(interpreter, args, kwargs)`."""

    def register(function: Callable) -> Callable:
        value(name, *aliases)(NativeFunction(name, function))
        return function

    return register


def function(name: str, *aliases: str) -> Callable[[Callable], Callable]:
    """Registers `run(interpreter, *args, **kwargs)` whose signature is the library's own."""

    def register(given: Callable) -> Callable:
        value(name, *aliases)(NativeFunction(name, adapted(name, given)))
        return given

    return register


class Dynamic:
    """A value that each resolution has its own of, such as `sys.argv`."""

    __slots__ = ("make",)

    def __init__(self, make: Callable[[Interpreter], Value]) -> None:
        self.make = make


class OpCall:
    """What the shape function of an op gets beside its arguments."""

    __slots__ = ("graph", "interpreter")

    def __init__(self, interpreter: Interpreter) -> None:
        self.interpreter = interpreter
        self.graph = interpreter.graphs.current

    def tensor(self, dims: Any, dtype: Any = None, constant: Value = None) -> Any:
        """A result; it is named when the shape function has returned it."""
        from tfscope.resolver.tensorflow.tensors import Tensor

        return Tensor(self.graph, dims, dtype, None, constant)


def op(name: str, *aliases: str, default: str) -> Callable[[Callable], Callable]:
    """Registers an op: `shape(call, *args)` gives its result, a Tensor or a list of them, which is then named.

    The function's parameters stand in the order of the library's own; a `name` among them is taken out, parameters
    the shape does not depend on may be left out at the end. `default` is the op's name when the program gives none.
    """

    def register(shape: Callable) -> Callable:
        parameters = list(inspect.signature(shape).parameters)[1:]
        accepted = {*parameters} - {"name"}

        def run(interpreter: Interpreter, args: list[Value], kwargs: dict[str, Value]) -> Value:
            bound = dict(zip(parameters, args, strict=False))
            bound.update(kwargs)
            wanted = bound.pop("name", None)
            call = OpCall(interpreter)
            given = {key: item for key, item in bound.items() if key in accepted}
            try:
                result = shape(call, **given)
            except TypeError as error:
                if error.__traceback__ is not None and error.__traceback__.tb_next is None:
                    return interpreter.failed(error, f"{name}()")
                raise
            link(result, default, bound)
            return named(call, result, default, wanted)

        value(name, *aliases)(NativeFunction(name, run))
        return shape

    return register


def link(result: Value, default: str, arguments: dict[str, Value]) -> None:
    """Notes what a gradient of the op's new outputs passes on to."""
    from tfscope.resolver.tensorflow.gradients import operands_of

    operands = operands_of(default, arguments)
    for output in result if isinstance(result, (list, tuple)) else (result,):
        if getattr(output, "inputs", ()) is None:
            output.inputs = operands


def named(call: OpCall, result: Value, default: str, wanted: Value) -> Value:
    """Gives the op its name and its outputs theirs."""
    from tfscope.resolver.tensorflow.tensors import Tensor

    outputs = list(result) if isinstance(result, (list, tuple)) else [result]
    if any(isinstance(output, Tensor) and output.op_name is None for output in outputs) or isinstance(result, Unknown):
        op_name = call.graph.op_name_for(call.interpreter, default, wanted)
        for index, output in enumerate(outputs):
            if isinstance(output, Tensor) and output.op_name is None:
                output.op_name, output.output = op_name, index
    return result

"""What stands in for a symbol of a library that has no model.

An op without a shape function still names its op; everything else is plainly unknown. Either is counted when called.
"""

from __future__ import annotations

from tfscope.resolver.python.interpreter import Interpreter
from tfscope.resolver.python.values import NativeFunction, Unknown, Value

_OP_MODULES = ("tf", "tf.nn", "tf.math", "tf.image", "tf.linalg", "tf.strings", "tf.losses", "tf.random", "tf.sparse")


def placeholder_for(interpreter: Interpreter, module: str, attribute: str) -> Value:
    """A value for `module.attribute`."""
    name = f"{module}.{attribute}"
    if module in _OP_MODULES and attribute[:1].islower():
        return NativeFunction(name, lambda inner, args, kwargs: _unmodelled_op(inner, name, args, kwargs))
    return Unknown(attribute, library=name, exists=True)


def _unmodelled_op(interpreter: Interpreter, name: str, args: list[Value], kwargs: dict[str, Value]) -> Value:
    """Names the op that the call makes; its result has no known shape."""
    from tfscope.resolver.tensorflow.gradients import operands_of
    from tfscope.resolver.tensorflow.shapes import UNSEEN
    from tfscope.resolver.tensorflow.tensors import Tensor

    interpreter.unmodelled[name] += 1
    graph = interpreter.graphs.current
    default = "".join(part.capitalize() for part in name.rpartition(".")[2].split("_"))
    op_name = graph.op_name_for(interpreter, default, kwargs.get("name"))
    return Tensor(graph, UNSEEN, None, op_name, inputs=operands_of(default, {**dict(enumerate(args)), **kwargs}))

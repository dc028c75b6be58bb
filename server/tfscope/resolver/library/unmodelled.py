"""What stands in for a symbol of a library that has no model.

An op without a shape function still names what TensorFlow was recorded to name for it (see `api/`); everything else is
plainly unknown. Either is counted when called.
"""

from __future__ import annotations

from tfscope.resolver.library import api
from tfscope.resolver.python.arguments import arguments_by_name
from tfscope.resolver.python.interpreter import Interpreter
from tfscope.resolver.python.values import NativeFunction, Unknown, Value

_OP_MODULES = (
    "tf",
    "tf.nn",
    "tf.math",
    "tf.image",
    "tf.linalg",
    "tf.strings",
    "tf.losses",
    "tf.random",
    "tf.sparse",
    "tf.signal",
    "tf.spectral",
    "tf.io",
    "tf.audio",
    "tf.bitwise",
    "tf.debugging",
    "tf.dtypes",
    "tf.manip",
    "tf.quantization",
    "tf.sets",
)
_NAME_PARAMETERS = ("name", "scope")


def placeholder_for(interpreter: Interpreter, module: str, attribute: str) -> Value:
    """A value for `module.attribute`."""
    name = f"{module}.{attribute}"
    if module in _OP_MODULES and attribute[:1].islower() and api.kind(name) in ("function", None):
        return NativeFunction(name, lambda inner, args, kwargs: _unmodelled_op(inner, name, args, kwargs))
    return Unknown(attribute, library=name, exists=True)


def _unmodelled_op(interpreter: Interpreter, name: str, args: list[Value], kwargs: dict[str, Value]) -> Value:
    """Names what the call is known to name; its result has no known shape, nor a name unless it is the op's own."""
    from tfscope.resolver.tensorflow.gradients import has_gradient, likely_tensors
    from tfscope.resolver.tensorflow.shapes import UNSEEN
    from tfscope.resolver.tensorflow.tensors import Tensor

    interpreter.unmodelled[name] += 1
    graph = interpreter.graphs.current
    default, recordings = api.default_op_name(name), api.recordings(name)
    if default is None and not recordings:
        return Unknown(f"{name}()", library=f"{name}()", exists=True)
    wanted = _name_argument(interpreter, name, args, kwargs)
    # A recorded call that makes its arguments has named those too.
    used = recordings[0].used if recordings and recordings[0].call.count("(") == 1 else ()
    full = _named_as_recorded(interpreter, default, used, wanted)
    # Nothing says that the value is a constant or that it is none.
    constant = Unknown(f"{name}()")
    inputs = tuple(likely_tensors([*args, *kwargs.values()])) if has_gradient(name.rpartition(".")[2]) else ()
    return Tensor(graph, UNSEEN, None, full, constant, inputs=inputs)


def _named_as_recorded(
    interpreter: Interpreter, default: str | None, used: tuple[str, ...], wanted: Value
) -> str | None:
    """Takes the names of the recorded call that stand directly in the current scope, or the default name alone. Gives
    the name of the op that has the default name, None where that is but a scope."""
    graph, found = interpreter.graphs.current, None
    names = [name for name in used if "/" not in name.rstrip("/") and name != "..."] or [default or ""]
    for name in names:
        plain = name.rstrip("/")
        if not plain:
            continue
        if plain != default:
            graph.op_name_for(interpreter, plain)
        elif name.endswith("/"):
            graph.scope_name_for(interpreter, plain, wanted)
        else:
            found = graph.op_name_for(interpreter, plain, wanted)
    return found


def _name_argument(interpreter: Interpreter, name: str, args: list[Value], kwargs: dict[str, Value]) -> Value:
    """The name that the call asks for, by keyword or by the place that the library's signature gives it."""
    signature = api.signature(name)
    parameters = [parameter.name for parameter in signature.parameters] if signature is not None else []
    given = arguments_by_name(interpreter, parameters, args, kwargs)
    return next((given[parameter] for parameter in _NAME_PARAMETERS if parameter in given), None)

"""Where natives of library models are registered, by public dotted name (`tf.get_variable`, `numpy.prod`).

A native is a host function or value; a model in `models/` is plain Python that the resolver interprets. A model may
import `tensorflow` and `tfscope_primitives` (see `primitives.py`) like any program.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

from tfscope.resolver.python.arguments import arguments_by_name, spreads
from tfscope.resolver.python.builtins import adapted
from tfscope.resolver.python.interpreter import Interpreter
from tfscope.resolver.python.values import NativeFunction, Unknown, Value

NATIVES: dict[str, Value] = {}
# Of each op, by public name, the parameters in order.
OP_PARAMETERS: dict[str, tuple[str, ...]] = {}


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
        run = adapted(name, given)
        value(name, *aliases)(NativeFunction(name, _without_vague(run) if name.startswith(_OF_ARRAYS) else run))
        return given

    return register


# What these make of a list has its size.
_OF_ARRAYS = "numpy."


def _without_vague(run: Callable) -> Callable:
    """`run` for arguments of which those are unknown whose contents are."""

    def run_known(interpreter: Interpreter, args: list[Value], kwargs: dict[str, Value]) -> Value:
        holds_vague = interpreter.journal.holds_vague
        if interpreter.journal.vague and not holds_vague(kwargs, 0):
            args = [Unknown("list") if holds_vague(arg) else arg for arg in args]
            kwargs = {key: Unknown("list") if holds_vague(arg) else arg for key, arg in kwargs.items()}
        return run(interpreter, args, kwargs)

    return run_known


class Dynamic:
    """A value that each resolution has its own of, such as `sys.argv`."""

    __slots__ = ("make",)

    def __init__(self, make: Callable[[Interpreter], Value]) -> None:
        self.make = make


# Ops for which TensorFlow has no gradient function at all: a gradient through them is an error (framework/ops.py,
# get_gradient_function).
_WITHOUT_GRADIENT_FUNCTION = {"RandomShuffle", "SegmentProd", "TruncateMod"}


class OpCall:
    """What the shape function of an op gets beside its arguments."""

    __slots__ = ("_after", "_beside", "_is_differentiable", "_made", "default", "graph", "interpreter", "is_named")

    def __init__(self, interpreter: Interpreter) -> None:
        self.interpreter = interpreter
        self.graph = interpreter.graphs.current
        self.is_named = True
        self._is_differentiable = True
        # Where the op's default name depends on the arguments, the shape function sets it.
        self.default: str | None = None
        self._made: list[tuple[Any, str | None]] = []
        self._beside: list[Any] = []
        self._after: tuple[str, ...] = ()

    def tensor(self, dims: Any, dtype: Any = None, constant: Value = None, inner: str | None = None,
               of: Value = None) -> Any:  # fmt: skip
        """A result; it gets its name when the shape function has returned. Where the function opens a name scope
        of its default name, `inner` is the name that the result has in there, "" where that is not known. `of`: the
        one tensor that a gradient of it passes on to; by default all arguments of the op are."""
        tensor = _tensor_class()(self.graph, dims, dtype, None, constant, inputs=None if of is None else (of,))
        self._made.append((tensor, inner))
        return tensor

    def tensors(self, shapes: list[Any], dtype: Any = None) -> list[Any]:
        """The outputs of one op."""
        return [self.tensor(dims, dtype) for dims in shapes]

    def operation(self, inner: str | None = None) -> Any:
        """A result that is an operation without outputs."""
        from tfscope.resolver.tensorflow.tensors import Operation

        operation = Operation(self.graph, None)
        self._made.append((operation, inner))
        return operation

    def other_op(self, name: str) -> str:
        """Names an op that the function makes beside its own, now; gives the full name."""
        return self.graph.op_name_for(self.interpreter, name)

    def other_scope(self, name: str) -> str:
        """Opens a name scope beside the op's own, now; gives its full name."""
        return self.graph.scope_name_for(self.interpreter, name)

    def other_tensor(self, name: str, dims: Any, dtype: Any = None) -> Any:
        """The result of an op that the function makes beside its own."""
        tensor = _tensor_class()(self.graph, dims, dtype, self.other_op(name))
        self._beside.append(tensor)
        return tensor

    def after(self, *names: str) -> None:
        """Names ops that the function makes after its own."""
        self._after = names

    def unnamed(self) -> None:
        """Says that this call makes no op and opens no scope."""
        self.is_named = False

    def forget_sizes(self) -> None:
        """Says that an argument is a list of which it is not known what is in it."""
        for result, _ in self._made:
            if isinstance(result, _tensor_class()):
                result.dims, result.constant = _unseen(), None

    def cut_off(self) -> None:
        """Says that no gradient of this call's results passes on to its arguments."""
        self._is_differentiable = False

    def finish(self, default: str, wanted: Value, inputs: tuple[Value, ...] = ()) -> None:
        """Names the op, or the scope in which the results are, and all results. `inputs` are the arguments that a
        gradient of the results passes on to."""
        made = self._made
        for result in (*self._beside, *[result for result, _ in made]):
            if getattr(result, "inputs", None) is None:
                result.inputs = inputs if self._is_differentiable else ()
        if default in _WITHOUT_GRADIENT_FUNCTION:
            for result, _ in made:
                result.op_without_gradient = default
        if not self.is_named:
            return
        inners = any(inner is not None for _, inner in made)
        full = (self.graph.scope_name_for if inners else self.graph.op_name_for)(
            self.interpreter, self.default or default, wanted
        )
        index = 0
        for result, inner in made:
            if inner == "":
                result.op_name = None
            elif inner is not None:
                name, _, output = inner.partition(":")
                result.op_name, result.output = f"{full}/{name}", int(output or 0)
                self.graph.record_op(result.op_name)
            else:
                result.op_name, result.output = full, index
                index += 1
        for name in self._after:
            self.other_op(name)


def _tensor_class() -> Any:
    """Tensors need the values' module, which needs this one."""
    global _tensor_type
    if _tensor_type is None:
        from tfscope.resolver.tensorflow.tensors import Tensor

        _tensor_type = Tensor
    return _tensor_type


_tensor_type: Any = None


def op(name: str, *aliases: str, default: str) -> Callable[[Callable], Callable]:
    """Registers an op: `shape(call, *args)` gives its result, made with `call.tensor`, which is then named.

    The function's parameters are the library's own, in their order; `name` among them is looked at here. `default`
    is the op's name when the program gives none.
    """

    def register(shape: Callable) -> Callable:
        named = list(inspect.signature(shape).parameters.values())[1:]
        parameters = [parameter.name for parameter in named if parameter.kind is parameter.POSITIONAL_OR_KEYWORD]
        position = parameters.index("name") if "name" in parameters else 1000
        takes_more = any(parameter.kind is parameter.VAR_POSITIONAL for parameter in named)
        passed_on = _Passed(default, parameters, takes_more)

        def run(interpreter: Interpreter, args: list[Value], kwargs: dict[str, Value]) -> Value:
            call = OpCall(interpreter)
            kwargs = interpreter.host_keywords(shape, 1 + len(args), kwargs)
            wanted = args[position] if len(args) > position else kwargs.get("name")
            if spreads(args):
                call.tensor(_unseen())
                call.finish(default, wanted)
                return Unknown(f"{name}()")
            try:
                result = shape(call, *args, **kwargs)
            except TypeError as error:
                if error.__traceback__ is not None and error.__traceback__.tb_next is None:
                    return interpreter.failed(error, f"{name}()")
                raise
            if interpreter.journal.vague and any(map(interpreter.journal.holds_vague, (*args, *kwargs.values()))):
                call.forget_sizes()
            call.finish(default, wanted, passed_on.values(args, kwargs))
            return result

        value(name, *aliases)(NativeFunction(name, run))
        OP_PARAMETERS.update(dict.fromkeys((name, *aliases), tuple(parameters)))
        return shape

    return register


def op_table(table: str, shape: Callable) -> None:
    """Registers ops that share a shape function. A line reads `tf.name tf.alias: DefaultName(parameter, name)`.

    `shape(call, default, *args)` gets the values of all parameters but `name`, None for those not given.
    """
    for line in table.strip().splitlines():
        names, _, form = line.partition(":")
        default, _, parameters = form.strip().rstrip(")").partition("(")
        value(*names.split())(_table_op(names.split()[0], default, parameters.split(", "), shape))
        OP_PARAMETERS.update(dict.fromkeys(names.split(), tuple(parameters.split(", "))))


def _table_op(public: str, default: str, parameters: list[str], shape: Callable) -> NativeFunction:
    kept = tuple(parameter for parameter in parameters if parameter != "name")
    first = kept[0]
    passed_on = _Passed(default, parameters)

    def run(interpreter: Interpreter, args: list[Value], kwargs: dict[str, Value]) -> Value:
        is_plain = len(args) == 1 == len(kept) and not kwargs and not spreads(args)
        if is_plain and not interpreter.journal.is_vague(kwargs):
            call = OpCall(interpreter)
            result = shape(call, default, args[0])
            call.finish(default, None, passed_on.values(args, kwargs))
            return result
        bound = arguments_by_name(interpreter, parameters, args, kwargs)
        if len(args) > len(parameters) or any(key not in parameters for key in kwargs):
            return interpreter.failed(TypeError(f"{public}() got an unexpected argument"), f"{public}()")
        if first not in bound and not spreads(args):
            return interpreter.failed(TypeError(f"{public}() is missing argument '{first}'"), f"{public}()")
        call = OpCall(interpreter)
        result = shape(call, default, *[bound.get(parameter) for parameter in kept])
        call.finish(default, bound.get("name"), passed_on.values(args, kwargs))
        return result

    return NativeFunction(public, run)


class _Passed:
    """Which arguments of an op a gradient of its results passes on to (see `tensorflow/gradients.py`): those of its
    differentiable parameters, and what it takes beyond its parameters by `*args`."""

    __slots__ = ("default", "names", "positions", "rest")

    def __init__(self, default: str, parameters: list[str], takes_more: bool = False) -> None:
        self.default = default
        self.names: tuple[str, ...] | None = None
        self.positions = tuple(parameters)
        self.rest = len(parameters) if takes_more else None

    def values(self, args: list[Value], kwargs: dict[str, Value]) -> tuple[Value, ...]:
        """The arguments, with lists as they are now."""
        if self.names is None:
            from tfscope.resolver.tensorflow.gradients import differentiable

            self.names = differentiable(self.default, self.positions)
            self.positions = tuple(index for index, name in enumerate(self.positions) if name in self.names)
        found = [args[index] for index in self.positions if index < len(args)]
        if self.rest is not None:
            found.extend(args[self.rest :])
        if kwargs:
            found.extend(kwargs[name] for name in self.names if name in kwargs)
        return tuple([tuple(item) if type(item) is list else item for item in found])


def _unseen() -> Any:
    from tfscope.resolver.tensorflow.shapes import UNSEEN

    return UNSEEN

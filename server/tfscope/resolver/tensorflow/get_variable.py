"""`tf.get_variable`: the exact order of events of VariableScope.get_variable and _VariableStore.get_variable
(tensorflow/python/ops/variable_scope.py)."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tfscope.resolver.python.arguments import arguments_by_name
from tfscope.resolver.python.symbolic import is_symbolic
from tfscope.resolver.python.values import (
    BoundMethod,
    ClassValue,
    Function,
    Instance,
    NativeFunction,
    NativeObject,
    Partial,
    Unknown,
    Value,
)
from tfscope.resolver.tensorflow import errors
from tfscope.resolver.tensorflow.collections import add_to_collections
from tfscope.resolver.tensorflow.creators import by_creators
from tfscope.resolver.tensorflow.dtypes import FLOAT32, DType, dtype_of, dtype_of_python
from tfscope.resolver.tensorflow.errors import raise_error
from tfscope.resolver.tensorflow.graph import Graph, StoredVariable
from tfscope.resolver.tensorflow.initializers import needs_no_arguments
from tfscope.resolver.tensorflow.shapes import UNSEEN, Dims, compatible, dims_of, is_fully_defined, shape_text
from tfscope.resolver.tensorflow.sharing import NO_WISHES, Wishes, ignored
from tfscope.resolver.tensorflow.strangers import may_make_variables
from tfscope.resolver.tensorflow.tensors import Tensor, Variable, dims_of_operand
from tfscope.resolver.tensorflow.variable_scope import AUTO_REUSE, VariableScope

if TYPE_CHECKING:
    from tfscope.resolver.python.interpreter import Interpreter

_PARAMETERS = ("shape", "dtype", "initializer", "regularizer", "trainable", "collections", "caching_device",
               "partitioner", "validate_shape", "use_resource", "custom_getter", "constraint", "synchronization",
               "aggregation")  # fmt: skip
_SCOPE_PARAMETERS = ("shape", "dtype", "initializer", "regularizer", "reuse", "trainable", "collections",
                     "caching_device", "partitioner", "validate_shape", "use_resource", "custom_getter", "constraint",
                     "synchronization", "aggregation")  # fmt: skip
_CALLABLE = (Function, BoundMethod, ClassValue, NativeFunction, Partial)
_E6 = (
    "The initializer passed is not valid. It should be a callable with no arguments and the shape should not be "
    "provided or an instance of `tf.keras.initializers.*' and `shape` should be fully defined."
)


@dataclass(slots=True)
class Request:
    """One call for a variable, its arguments as given; `name` is the full name, the store key."""

    name: str
    shape: Value = None
    dtype: Value = None
    initializer: Value = None
    regularizer: Value = None
    reuse: Value = None
    trainable: Value = None
    collections: Value = None
    caching_device: Value = None
    partitioner: Value = None
    validate_shape: Value = True
    use_resource: Value = None
    custom_getter: Value = None
    constraint: Value = None
    synchronization: Value = None
    aggregation: Value = None
    wishes: Wishes = NO_WISHES
    # The dtype of a plain number that the variable starts from, where it need not be the one of a Python number.
    number_dtype: DType | None = None

    @property
    def dims(self) -> Dims:
        return UNSEEN if isinstance(self.shape, Unknown) else dims_of(self.shape)


def get_variable(interpreter: Interpreter, args: list[Value], kwargs: dict[str, Value]) -> Value:
    """`tf.get_variable(name, shape, ...)` in the current scope."""
    unexpected = [key for key in kwargs if key not in ("name", *_PARAMETERS)]
    if unexpected:
        message = f"get_variable() got an unexpected keyword argument '{unexpected[0]}'"
        raise_error(interpreter, errors.UNEXPECTED_ARGUMENT, message)
    arguments = arguments_by_name(interpreter, ("name", *_PARAMETERS), args, kwargs)
    for key in unexpected:
        del arguments[key]
    name = arguments.pop("name", Unknown("name"))
    return _in_scope(interpreter, interpreter.graphs.current.scope, name, arguments)


def get_variable_in(interpreter: Interpreter, scope: VariableScope, name: Value, args: list[Value],
                    kwargs: dict[str, Value]) -> Value:  # fmt: skip
    """`VariableScope.get_variable(var_store, name, shape, ...)`, which has a `reuse` of its own."""
    arguments = arguments_by_name(interpreter, _SCOPE_PARAMETERS, args, kwargs)
    return _in_scope(interpreter, scope, name, arguments)


def get_local_variable(interpreter: Interpreter, args: list[Value], kwargs: dict[str, Value]) -> Value:
    """`tf.get_local_variable`: the same store, never trainable, in the collection of local variables."""
    arguments = arguments_by_name(interpreter, ("name", *_PARAMETERS), args, kwargs)
    given = arguments.get("collections")
    arguments["collections"] = [*(given if isinstance(given, (list, tuple)) else ()), "local_variables"]
    arguments["trainable"] = False
    name = arguments.pop("name", Unknown("name"))
    return _in_scope(interpreter, interpreter.graphs.current.scope, name, arguments)


def _in_scope(interpreter: Interpreter, scope: VariableScope, name: Value, arguments: dict[str, Value]) -> Value:
    """VariableScope.get_variable: fills in what the scope provides."""
    name = _name_text(interpreter, name)
    request = Request(f"{scope.name}/{name}" if scope.name else name, **{
        key: value for key, value in arguments.items() if key in _SCOPE_PARAMETERS
    })  # fmt: skip
    request.wishes = Wishes(request.initializer, request.regularizer, request.trainable)
    if interpreter.journal.holds_vague(request.shape):
        request.shape = Unknown("shape")
    fields = scope.fields
    for field in ("regularizer", "caching_device", "partitioner", "custom_getter", "use_resource"):
        if getattr(request, field) is None:
            setattr(request, field, fields[field])
    if interpreter.graphs.current.is_eager:
        request.reuse = False
    elif interpreter.graphs.current.store.of_layer:
        request.reuse = AUTO_REUSE
    elif request.reuse is None:
        request.reuse = fields["reuse"]
    _check_initializer_dtype(interpreter, request)
    if request.initializer is None:
        request.initializer = fields["initializer"]
    if request.dtype is None:
        request.dtype = fields["dtype"] or FLOAT32
    return from_store(interpreter, scope, request)


def _name_text(interpreter: Interpreter, name: Value) -> str:
    if isinstance(name, str):
        return name
    from tfscope.resolver.python.formatting import text_of

    return text_of(interpreter, name)


def _check_initializer_dtype(interpreter: Interpreter, request: Request) -> None:
    """E5 of the rule book: an explicit dtype beside a constant of another one."""
    wanted = dtype_of(request.dtype)
    if wanted is None or request.initializer is None or is_callable(request.initializer) is not False:
        return
    if not isinstance(request.initializer, (Tensor, int, float, str, list, tuple)):
        return
    found = dtype_of_python(request.initializer)
    _name_constant_at_root(interpreter, request.initializer)
    if found is not None and _may_be_of_numpy(interpreter, request.initializer, found, wanted):
        request.number_dtype = wanted
    elif found is not None and found is not wanted:
        message = (
            f"Initializer type '<dtype: '{found.name}'>' and explicit dtype '<dtype: '{wanted.name}'>' don't match."
        )
        raise_error(interpreter, errors.INITIALIZER_DTYPE, message)


def _may_be_of_numpy(interpreter: Interpreter, value: Value, found: DType, wanted: DType) -> bool:
    """Whether a number may be one of NumPy's, which are plain numbers here and have dtypes of their own."""
    if isinstance(value, Tensor) or "numpy" not in interpreter.imports.modules:
        return False
    return (found.is_floating and wanted.is_floating) or (found.is_integer and wanted.is_integer)


def _name_constant_at_root(interpreter: Interpreter, value: Value) -> None:
    """To learn the dtype of a plain value TensorFlow makes a constant of it, outside all name scopes."""
    if not isinstance(value, Tensor):
        graph = interpreter.graphs.current
        with graph.below(""):
            graph.unique_name(interpreter, "Const")


def is_callable(value: Value) -> bool | None:
    """Python's `callable`, None when it is not known."""
    if isinstance(value, Unknown):
        return None
    if isinstance(value, Instance):
        from tfscope.resolver.python.values import MISSING

        return value.cls.lookup("__call__") is not MISSING
    if isinstance(value, NativeObject):
        return getattr(value, "is_callable", type(value).call is not NativeObject.call)
    return isinstance(value, (*_CALLABLE, type))


# -- the store


def from_store(interpreter: Interpreter, scope: VariableScope, request: Request) -> Value:
    """_VariableStore.get_variable: the custom getter, or the true getter."""
    getter = request.custom_getter
    if getter is None:
        return true_getter(interpreter, scope, request)
    if is_callable(getter) is False:
        message = f"Passed a custom_getter which is not callable: {_name_text(interpreter, getter)}"
        raise_error(interpreter, errors.INVALID_GETTER, message)
        return true_getter(interpreter, scope, request)
    if isinstance(getter, Unknown):
        interpreter.give_up("a custom getter that is not known decides this variable")
        return _perhaps_without_getter(interpreter, scope, request, getter)
    return _by_custom_getter(interpreter, scope, request, getter)


def _perhaps_without_getter(interpreter: Interpreter, scope: VariableScope, request: Request, getter: Unknown) -> Value:
    """A getter of which nothing is known may make any variable or none. If there is none, it is the one asked for."""
    if getter.is_none is False or (getter.choices and None not in getter.choices):
        return Unknown("variable")
    return interpreter.fork_value(
        interpreter.frames[-1], lambda _: true_getter(interpreter, scope, request), lambda _: Unknown("variable")
    )


def _by_custom_getter(interpreter: Interpreter, scope: VariableScope, request: Request, getter: Value) -> Value:
    def inner(inner_interpreter: Interpreter, args: list[Value], kwargs: dict[str, Value]) -> Value:
        arguments = dict(zip(("name", *_PARAMETERS), args, strict=False))
        arguments.update(kwargs)
        arguments.pop("custom_getter", None)
        known = {key: value for key, value in arguments.items() if key in Request.__dataclass_fields__}
        known.setdefault("dtype", FLOAT32)
        known["name"] = _name_text(inner_interpreter, known.get("name", request.name))
        return true_getter(inner_interpreter, scope, Request(**known))

    kwargs = {
        "getter": NativeFunction("getter", inner), "name": request.name, "shape": request.shape,
        "dtype": request.dtype, "initializer": request.initializer, "regularizer": request.regularizer,
        "reuse": request.reuse, "trainable": request.trainable, "collections": request.collections,
        "caching_device": request.caching_device, "partitioner": request.partitioner,
        "validate_shape": request.validate_shape, "use_resource": request.use_resource,
        "synchronization": request.synchronization, "aggregation": request.aggregation,
    }  # fmt: skip
    args = [kwargs.pop("getter")] if _names_getter_first(getter) else []
    # VariableScope.get_variable leaves all name scopes; what the getter makes besides stands at the root.
    with interpreter.graphs.current.below(""):
        return interpreter.call(getter, args, kwargs)


def _names_getter_first(getter: Value) -> bool:
    """TensorFlow passes `getter` by keyword; a function that calls it otherwise takes it as its first argument."""
    function = getter.function if isinstance(getter, (BoundMethod, Partial)) else getter
    if not isinstance(function, Function):
        return True
    return "getter" not in function.code.parameters


def true_getter(interpreter: Interpreter, scope: VariableScope, request: Request) -> Value:
    """_VariableStore.get_variable._true_getter."""
    graph = interpreter.graphs.current
    # To TensorFlow a `TensorShape` is no sequence here, whatever it holds.
    is_scalar = isinstance(request.shape, (list, tuple)) and not request.shape
    if (request.partitioner is not None and not is_scalar) or (
        request.reuse is True and request.partitioner is None and request.name in graph.partitioned
    ):
        from tfscope.resolver.tensorflow.partitioned import get_partitioned

        return get_partitioned(interpreter, scope, graph, request)
    if f"{request.name}/part_0" in graph.store:
        message = (
            f"No partitioner was provided, but a partitioned version of the variable was found: {request.name}/part_0. "
            "Perhaps a variable of the same name was already created with partitioning?"
        )
        raise_error(interpreter, errors.PARTITION_MISMATCH, message)
    return single_variable(interpreter, scope, graph, request)


def single_variable(interpreter: Interpreter, scope: VariableScope, graph: Graph, request: Request) -> Value:
    """_VariableStore._get_single_variable."""
    from_value = request.initializer is not None and is_callable(request.initializer) is False
    if from_value and request.shape is not None:
        raise_error(interpreter, errors.INITIALIZER_WITH_SHAPE, "If initializer is a constant, do not specify shape.")
    stored = graph.store.get(request.name)
    is_there = stored is not None and not (stored.is_missed and request.reuse is not True)
    if stored is not None and is_there and not (stored.possible and request.reuse is False):
        return _existing(interpreter, scope, graph, request, stored)
    if stored is not None and is_there:
        # The program goes on where it is not there, and so has not taken the name.
        graph.free_name(interpreter, stored.variable.op_name)
    there = request.reuse is True and _may_exist(interpreter, graph, scope, request)
    if request.reuse is True and not there:
        message = (
            f"Variable {request.name} does not exist, or was not created with tf.get_variable(). "
            "Did you mean to set reuse=tf.AUTO_REUSE in VarScope?"
        )
        raise_error(interpreter, errors.DOES_NOT_EXIST, message, scope.reuse_from, "reuse is switched on here")
        return _missed(interpreter, scope, graph, request, from_value)
    return _created(interpreter, scope, graph, request, from_value, there or isinstance(request.reuse, Unknown))


def _may_exist(interpreter: Interpreter, graph: Graph, scope: VariableScope, request: Request) -> bool:
    """Whether too little is known to say that nothing has the name: of the name, or of what made variables before."""
    # What a function on its own calls may be its caller's; what a program does not know is data, or a library's.
    if interpreter.called_unknown and graph.graphs.recorder.standalone:
        return True
    if interpreter.left_names or may_make_variables(interpreter.unmodelled):
        return True
    if is_symbolic(request.name) or not scope.certain:
        return True
    return any(is_symbolic(name) for name in graph.store) and any(
        is_symbolic(name) and _could_be(name, request.name) for name in graph.store
    )


def _could_be(symbolic: str, name: str) -> bool:
    from tfscope.resolver.python.symbolic import constant_prefix

    return name.startswith(constant_prefix(symbolic))


def _existing(interpreter: Interpreter, scope: VariableScope, graph: Graph, request: Request,
              stored: StoredVariable) -> Variable:  # fmt: skip
    variable = stored.variable
    if request.reuse is False:
        if not stored.possible and scope.certain:
            message = (
                f"Variable {request.name} already exists, disallowed. "
                "Did you mean to set reuse=True or reuse=tf.AUTO_REUSE in VarScope?"
            )
            raise_error(interpreter, errors.ALREADY_EXISTS, message, variable.site)
    elif not stored.possible and scope.certain:
        _check_shared(interpreter, request, variable)
    certain = scope.certain and not stored.possible and not isinstance(request.reuse, Unknown)
    in_vain = ignored(request.wishes, stored.wishes, stored.effective)
    graph.graphs.recorder.variable(graph, variable, False, certain, in_vain)
    return variable


def _check_shared(interpreter: Interpreter, request: Request, variable: Variable) -> None:
    """E3a and E3b of the rule book."""
    dims = () if request.shape == [] else request.dims
    if compatible(dims, variable.dims) is False:
        message = (
            f"Trying to share variable {request.name}, but specified shape {shape_text(dims)}"
            f" and found shape {shape_text(variable.dims)}."
        )
        raise_error(interpreter, errors.SHAPE_MISMATCH, message, variable.site)
        return
    wanted, found = dtype_of(request.dtype), variable.dtype
    if wanted is not None and found is not None and wanted is not found:
        message = (
            f"Trying to share variable {request.name}, but specified dtype {wanted.name}"
            f" and found dtype {found.name}{'' if variable.is_resource else '_ref'}."
        )
        raise_error(interpreter, errors.DTYPE_MISMATCH, message, variable.site)


def _created(interpreter: Interpreter, scope: VariableScope, graph: Graph, request: Request,
             from_value: bool, perhaps_there: bool) -> Value:  # fmt: skip
    """A new variable; or one that is perhaps there already, so that nothing need be given to make it."""
    initial = _known_type(request) if perhaps_there and not from_value else _initial(interpreter, request, from_value)
    initial.validates_shape = request.validate_shape is not False
    trainable = True if request.trainable is None else request.trainable
    certain = scope.certain and not perhaps_there
    variable = new_variable(interpreter, graph, request.name, request.name, initial, trainable, request.collections,
                            certain, request.use_resource, request.constraint)  # fmt: skip
    if not isinstance(variable, Variable):
        interpreter.give_up("a variable creator that is not known decides this variable")
        return Unknown("variable")
    if not graph.is_eager:
        interpreter.journal.touch_key(graph.store, request.name)
        graph.store[request.name] = StoredVariable(variable, False, request.wishes, _effective(request))
    _run_regularizer(interpreter, graph, request, variable)
    return variable


def _missed(interpreter: Interpreter, scope: VariableScope, graph: Graph, request: Request, from_value: bool) -> Value:
    """What stands in for a variable that does not exist; its name is free for the one that the program makes yet."""
    variable = _created(interpreter, scope, graph, request, from_value, False)
    if isinstance(variable, Variable) and request.name in graph.store:
        graph.store[request.name] = replace(graph.store[request.name], is_missed=True)
        if variable.op_name == request.name:
            graph.free_name(interpreter, request.name)
    return variable


def _effective(request: Request) -> Wishes:
    return Wishes(request.initializer, request.regularizer, request.trainable)


def _known_type(request: Request) -> Initial:
    return Initial(None, request.dims if isinstance(request.dims, tuple) else UNSEEN, dtype_of(request.dtype))


def _initial(interpreter: Interpreter, request: Request, from_value: bool) -> Initial:
    """What gives a new variable its shape and dtype: its arguments, or its initial value."""
    if from_value:
        return Initial(request.initializer, None, request.number_dtype)
    dims, dtype = request.dims, dtype_of(request.dtype)
    check_default_initializer(interpreter, request)
    verdict = True if request.shape is not None and dims == () else is_fully_defined(dims)
    if request.shape is not None and verdict is not False:
        return Initial(None, dims, dtype)
    no_arguments = False if request.initializer is None else needs_no_arguments(request.initializer)
    if no_arguments:
        return Initial(request.initializer)
    if no_arguments is False and verdict is False:
        raise_error(interpreter, errors.MISSING_SHAPE, _E6)
        return Initial(None, dims, dtype)
    return Initial(None, dims if isinstance(dims, tuple) else UNSEEN, dtype)


def check_default_initializer(interpreter: Interpreter, request: Request) -> None:
    """_VariableStore._get_default_initializer (E7 of the rule book): not every dtype has one."""
    dtype = dtype_of(request.dtype)
    if request.initializer is not None or dtype is None or dtype.is_floating:
        return
    if not dtype.is_default_initializable_with_zeros:
        message = f"An initializer for variable {request.name} of <dtype: '{dtype.name}'> is required"
        raise_error(interpreter, errors.MISSING_INITIALIZER, message)


def _run_regularizer(interpreter: Interpreter, graph: Graph, request: Request, variable: Variable) -> None:
    if request.regularizer is None or isinstance(request.regularizer, Unknown):
        return
    with graph.below(f"{request.name}/Regularizer"):
        loss = interpreter.call(request.regularizer, [variable], {})
    if loss is not None:
        add_to_collections(interpreter, graph, ["regularization_losses"], loss)


@dataclass(slots=True)
class Initial(NativeObject):
    """What a new variable starts from: a value, or a callable that gives one; without one its shape and dtype are
    known beforehand. A dtype beside a value converts it. Without `validates_shape` a variable that is no resource has
    no static shape."""

    value: Value = None
    dims: Dims = None
    dtype: DType | None = None
    validates_shape: bool = True

    def type_in(self, interpreter: Interpreter, graph: Graph, name: str) -> tuple[Dims, DType | None]:
        """The shape and dtype, once the variable has its op `name`."""
        value = self.value
        if value is None:
            return self.dims, self.dtype
        if is_callable(value):
            with graph.below(f"{name}/Initializer"):
                value = interpreter.call(value, [], {})
        else:
            _check_outside_control_flow(interpreter, value, name)
        is_vague = interpreter.journal.holds_vague(value)
        dims = self.dims if isinstance(self.dims, tuple) else UNSEEN if is_vague else dims_of_operand(value)
        return dims, self.dtype or dtype_of_python(value)


def new_variable(interpreter: Interpreter, graph: Graph, name: str | None, key: str | None, initial: Initial,
                 trainable: Value, collections: Value, certain: bool, resource: Value = None,
                 constraint: Value = None) -> Value:  # fmt: skip
    """Makes a variable's op and puts it into its collections (ops/variables.py, RefVariable._init_from_args); where
    the program has variable creators, what they give."""
    build = _Construction(interpreter, graph, key, initial, certain)
    arguments = {
        "initial_value": initial, "trainable": trainable, "collections": collections, "name": name,
        "dtype": initial.dtype, "use_resource": resource, "constraint": constraint,
    }  # fmt: skip
    return by_creators(interpreter, graph, arguments, build.variable) if graph.creators else build.variable(arguments)


def _check_arguments(interpreter: Interpreter, arguments: dict[str, Value]) -> None:
    """What a constructor of variables refuses (E33 of the rule book; ops/variables.py, RefVariable._init_from_args)."""
    collections, constraint = arguments.get("collections"), arguments.get("constraint")
    if isinstance(collections, (str, int, float, dict)):
        raise_error(interpreter, errors.INVALID_VARIABLE_ARGUMENT,
                    "collections argument to Variable constructor must be a list, tuple, or set. "
                    f"Got {collections} of type {type(collections)}")  # fmt: skip
    if isinstance(constraint, (str, int, float, list, tuple, dict)):
        raise_error(interpreter, errors.INVALID_VARIABLE_ARGUMENT, "The `constraint` argument must be a callable.")


@dataclass(slots=True)
class _Construction:
    """A variable about to be made; creators of the program may change its arguments."""

    interpreter: Interpreter
    graph: Graph
    key: str | None
    initial: Initial
    certain: bool

    def variable(self, arguments: dict[str, Value]) -> Variable:
        interpreter, graph = self.interpreter, self.graph
        _check_arguments(interpreter, arguments)
        initial, name = self._initial(arguments), arguments.get("name")
        name = "Variable" if name is None else _name_text(interpreter, name)
        op_name, certain_name = _variable_op_name(interpreter, graph, name, self.key)
        _mark_used(interpreter, graph, op_name, initial)
        dims, dtype = initial.type_in(interpreter, graph, op_name)
        if not self.initial.validates_shape and arguments.get("use_resource") is not True:
            dims = None
        trainable, collections = arguments.get("trainable", True), arguments.get("collections")
        variable = Variable(graph, dims, dtype, op_name, self.key, trainable, None, certain_name)
        stack = graph.graphs.recorder.place()
        variable.site = stack[0].site if stack else None
        variable.certain = certain_name and self.certain and interpreter.certain
        variable.is_resource = arguments.get("use_resource") is True
        keys = list(collections) if isinstance(collections, (list, tuple, set, frozenset)) else ["variables"]
        if trainable is not False and "trainable_variables" not in keys:
            keys.append("trainable_variables")
        # Collections that are not known may be any.
        variable.is_global = "variables" in keys or not all(isinstance(key, str) for key in keys)
        if not graph.is_eager:
            add_to_collections(interpreter, graph, keys, variable)
        graph.graphs.recorder.variable(graph, variable, True, self.certain)
        return variable

    def _initial(self, arguments: dict[str, Value]) -> Initial:
        given = arguments.get("initial_value")
        if given is self.initial:
            return self.initial
        return Initial(given, None, dtype_of(arguments.get("dtype")))


def _variable_op_name(interpreter: Interpreter, graph: Graph, name: str, key: str | None) -> tuple[str, bool]:
    """The name of a new variable's op, and whether it is certain. With a `key` it is made from the root."""
    if not name:
        raise_error(interpreter, errors.INVALID_SCOPE_NAME, "'' is not a valid node name")
    with graph.below("") if key is not None or not name else nullcontext():
        if name:
            graph.check_scope_name(interpreter, name)
        op_name, certain = (name[:-1], True) if name.endswith("/") else graph.unique_name(interpreter, name)
    return op_name, certain


def _check_outside_control_flow(interpreter: Interpreter, value: Value, name: str) -> None:
    """E33 of the rule book: an initial value that was computed inside a loop or conditional of the graph."""
    if isinstance(value, Tensor) and value.in_control_flow:
        message = (
            f"Initializer for variable {name}/ is from inside a control-flow construct, such as a "
            "loop or conditional. When creating a variable inside a loop or conditional, use a lambda as the "
            "initializer."
        )
        raise_error(interpreter, errors.IN_CONTROL_FLOW, message)


def _mark_used(interpreter: Interpreter, graph: Graph, op_name: str, initial: Initial) -> None:
    """The ops a variable brings with it, and the scope or the constant of its initial value (ops/variables.py,
    RefVariable._init_from_args); a tensor is taken as it is."""
    value = initial.value
    made = "Initializer" if value is None or is_callable(value) is not False else "initial_value"
    with graph.below(op_name):
        for part in ("Assign", "read") if isinstance(value, Tensor) else (made, "Assign", "read"):
            graph.unique_name(interpreter, part)

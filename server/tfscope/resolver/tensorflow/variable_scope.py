"""Variable scopes: entering them, what they inherit, and `reuse`.

Follows tensorflow/python/ops/variable_scope.py: VariableScope, _pure_variable_scope, variable_scope.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tfscope.resolver.python.control import RaisedError
from tfscope.resolver.python.formatting import text_of
from tfscope.resolver.python.operators import contains_unknown, truth
from tfscope.resolver.python.symbolic import is_symbolic
from tfscope.resolver.python.values import MissingAttributeError, NativeObject, Unknown, Value
from tfscope.resolver.tensorflow.dtypes import FLOAT32, dtype_of
from tfscope.resolver.tensorflow.errors import (
    INVALID_SCOPE_ARGUMENTS,
    INVALID_SCOPE_TYPE,
    raise_error,
)
from tfscope.resolver.tensorflow.graph import Counts, Graph, Possible
from tfscope.syntax import Site

if TYPE_CHECKING:
    from tfscope.resolver.python.interpreter import Interpreter


class AutoReuse(NativeObject):
    """`tf.AUTO_REUSE`."""

    type_name = "_ReuseMode"

    def text(self, interpreter: Any) -> str:
        return "_ReuseMode.AUTO_REUSE"


AUTO_REUSE = AutoReuse()
_SETTERS = ("initializer", "regularizer", "caching_device", "partitioner", "custom_getter", "dtype", "use_resource")
_INHERITED = ("initializer", "regularizer", "caching_device", "partitioner", "dtype", "use_resource")


class VariableScope(NativeObject):
    """`tf.VariableScope`. `fields` holds its mutable parts; `reuse_from` is the place that decided `reuse`."""

    type_name = "VariableScope"

    def __init__(self, name: str, fields: dict[str, Value], original_name_scope: str, certain: bool) -> None:
        self.name = name
        self.fields = fields
        self.original_name_scope = original_name_scope
        self.certain = certain

    @staticmethod
    def root() -> VariableScope:
        fields = dict.fromkeys((*_SETTERS, "constraint", "reuse_from"))
        return VariableScope("", {**fields, "reuse": False, "dtype": FLOAT32}, "", True)

    @property
    def reuse(self) -> Value:
        return self.fields["reuse"]

    @property
    def reuse_from(self) -> Site | None:
        source = self.fields["reuse_from"]
        sites = [choice for choice in getattr(source, "choices", (source,)) if isinstance(choice, Site)]
        # On some ways through the program one place may have decided it, on others another.
        return sites[0] if len(sites) == 1 else None

    def __repr__(self) -> str:
        return f"<scope {self.name!r} reuse={self.reuse}>"

    def _set(self, interpreter: Interpreter, field: str, value: Value) -> None:
        interpreter.journal.touch(self.fields)
        self.fields[field] = value

    # -- what programs see

    def attr(self, interpreter: Interpreter, name: str) -> Value:
        if name in self.fields and name != "reuse_from":
            return self.fields[name]
        if name == "_reuse":
            return self.reuse
        return super().attr(interpreter, name)

    def set_attr(self, interpreter: Interpreter, name: str, value: Value) -> None:
        if name == "_reuse":
            self._set(interpreter, "reuse", value)

    def get_name(self, interpreter: Interpreter) -> Value:
        return self.name

    def get_original_name_scope(self, interpreter: Interpreter) -> Value:
        return self.original_name_scope

    get__name_scope = get_original_name_scope

    def py_reuse_variables(self, interpreter: Interpreter) -> Value:
        self._set(interpreter, "reuse", True)
        self._set(interpreter, "reuse_from", interpreter.site())

    def py_set_initializer(self, interpreter: Interpreter, initializer: Value) -> Value:
        self._set(interpreter, "initializer", initializer)

    def py_set_regularizer(self, interpreter: Interpreter, regularizer: Value) -> Value:
        self._set(interpreter, "regularizer", regularizer)

    def py_set_dtype(self, interpreter: Interpreter, dtype: Value) -> Value:
        self._set(interpreter, "dtype", dtype)

    def py_set_partitioner(self, interpreter: Interpreter, partitioner: Value) -> Value:
        self._set(interpreter, "partitioner", partitioner)

    def py_set_custom_getter(self, interpreter: Interpreter, custom_getter: Value) -> Value:
        self._set(interpreter, "custom_getter", custom_getter)

    def py_set_use_resource(self, interpreter: Interpreter, use_resource: Value) -> Value:
        self._set(interpreter, "use_resource", use_resource)

    def py_set_caching_device(self, interpreter: Interpreter, caching_device: Value) -> Value:
        self._set(interpreter, "caching_device", caching_device)

    def py_get_variable(self, interpreter: Interpreter, var_store: Value, name: Value, *args: Value,
                        **kwargs: Value) -> Value:  # fmt: skip
        from tfscope.resolver.tensorflow.get_variable import get_variable_in

        return get_variable_in(interpreter, self, name, list(args), kwargs)

    def py_get_collection(self, interpreter: Interpreter, name: Value) -> Value:
        from tfscope.resolver.tensorflow.collections import get_collection

        scope = f"{self.name}/" if self.name else self.name
        return get_collection(interpreter, interpreter.graphs.current, name, scope)

    def py_global_variables(self, interpreter: Interpreter) -> Value:
        return self.py_get_collection(interpreter, "variables")

    def py_local_variables(self, interpreter: Interpreter) -> Value:
        return self.py_get_collection(interpreter, "local_variables")

    def py_trainable_variables(self, interpreter: Interpreter) -> Value:
        return self.py_get_collection(interpreter, "trainable_variables")

    def joined(self, other: Value) -> Value:
        return NotImplemented


class VariableScopeContext(NativeObject):
    """`tf.variable_scope(...)`: nothing is resolved until it is entered, and it may be entered again.

    As in TensorFlow, what the first entry has found out stays for the later ones (`_cached_pure_variable_scope`): a
    unique default name, the copy of a scope object, the original name scope, and a reuse flag that was inherited.
    """

    type_name = "variable_scope"

    def __init__(self, name_or_scope: Value, default_name: Value, reuse: Value, auxiliary: Value,
                 overrides: dict[str, Value], site: Site | None, graph: Graph) -> None:  # fmt: skip
        self.name_or_scope = name_or_scope
        self.default_name = default_name
        self.reuse = reuse
        self.reuse_from = site
        self.auxiliary = auxiliary
        self.overrides = overrides
        self.site = site
        self.graph = graph
        self._target: _Target | None = None
        self._entered: list[_Entered] = []

    def enter(self, interpreter: Interpreter) -> Value:
        graphs = interpreter.graphs
        before = _Entered(self.graph)
        graphs.stack.append(self.graph)
        try:
            target = self._target or self._first_target(interpreter)
            self._enter_op_scope(interpreter, target)
            scope = self._enter_scope(interpreter, target, before)
        except RaisedError:
            before.restore(interpreter)
            raise
        self._target = target
        self._entered.append(before)
        graphs.recorder.scope_entered(self.graph, scope.certain, target.default_name)
        return scope

    def exit(self, interpreter: Interpreter, raised: Any) -> bool:
        if self._entered:
            self._entered.pop().restore(interpreter)
        return False

    def py___enter__(self, interpreter: Interpreter) -> Value:
        return self.enter(interpreter)

    def py___exit__(self, interpreter: Interpreter, *args: Value) -> Value:
        return self.exit(interpreter, None)

    def call(self, interpreter: Interpreter, args: list[Value], kwargs: dict[str, Value]) -> Value:
        raise MissingAttributeError("__call__")

    # -- what is entered: found out once

    def _first_target(self, interpreter: Interpreter) -> _Target:
        self._check(interpreter)
        named, default_name = self._given()
        if isinstance(named, VariableScope):
            return _Target(named.name.rpartition("/")[2] or None, copy=self._copy(named))
        if named is not None:
            return _Target(named or None, name=named)
        return _Target(default_name, default_name=default_name)

    def _check(self, interpreter: Interpreter) -> None:
        target = self.name_or_scope
        if target is not None and not isinstance(target, (str, VariableScope, Unknown)):
            message = "VariableScope: name_or_scope must be a string or VariableScope."
            raise_error(interpreter, INVALID_SCOPE_TYPE, message)
        if target is None and (self.reuse is True or self.reuse is AUTO_REUSE):
            raise_error(interpreter, INVALID_SCOPE_ARGUMENTS, "reuse=True cannot be used without a name_or_scope")

    def _given(self) -> tuple[Value, Value]:
        """The name or scope, and the default name; what is not known as a placeholder."""
        target = self.name_or_scope
        if isinstance(target, Unknown):
            scopes = [choice for choice in target.choices if isinstance(choice, VariableScope)]
            if target.choices and len(scopes) == len(target.choices):
                return VariableScope(str(target), dict(scopes[0].fields), "", False), None
            return str(target), None
        if target is not None and not isinstance(target, (str, VariableScope)):
            return str(Unknown("scope")), None
        default_name = self.default_name
        if default_name is None or isinstance(default_name, str):
            return target, default_name
        return target, str(default_name if isinstance(default_name, Unknown) else Unknown("scope"))

    def _copy(self, target: VariableScope) -> VariableScope:
        """The scope object that an entry by object gives: the target's, changed as the arguments say."""
        fields = dict(target.fields)
        self._override(fields)
        if self.reuse is True or self.reuse is AUTO_REUSE or isinstance(self.reuse, Unknown):
            fields["reuse"], fields["reuse_from"] = self.reuse, self.site
        return VariableScope(target.name, fields, target.original_name_scope, target.certain)

    def _override(self, fields: dict[str, Value]) -> None:
        for name, value in self.overrides.items():
            if value is None:
                continue
            if name == "custom_getter" and fields["custom_getter"] is not None:
                value = ChainedGetter(value, fields["custom_getter"])
            fields[name] = value
        fields["constraint"] = self.overrides.get("constraint")

    # -- entering it

    def _enter_op_scope(self, interpreter: Interpreter, target: _Target) -> None:
        """The op name scope that comes with a variable scope; without an auxiliary one, the first entry's again."""
        graph = self.graph
        if self.auxiliary is False:
            if target.current_op_scope is None:
                target.current_op_scope = graph.name_stack
            graph.name_stack = target.current_op_scope
        elif target.op_scope is not None:
            graph.enter_name_scope(interpreter, target.op_scope)
        if target.original_op_scope is None:
            opened = graph.name_stack and (self.auxiliary is False or target.op_scope is not None)
            target.original_op_scope = f"{graph.name_stack}/" if opened else ""

    def _enter_scope(self, interpreter: Interpreter, target: _Target, before: _Entered) -> VariableScope:
        if target.copy is not None:
            return self._jump(interpreter, target.copy, before)
        if target.name is None:
            target.name, target.certain = unique_default_name(interpreter, self.graph, target.default_name)
        return self._prolong(interpreter, target, before)

    def _prolong(self, interpreter: Interpreter, target: _Target, before: _Entered) -> VariableScope:
        """Entering by string (4.1 of the rule book): below the current scope, inheriting from it."""
        graph, name = self.graph, target.name
        parent = graph.scope
        full = f"{parent.name}/{name}" if parent.name else name
        fields = {field: parent.fields[field] for field in _INHERITED}
        fields["custom_getter"] = parent.fields["custom_getter"]
        fields["constraint"] = None
        self._override(fields)
        self.reuse, self.reuse_from = self._reuse_below(interpreter, parent)
        fields["reuse"], fields["reuse_from"] = self.reuse, self.reuse_from
        if graph.is_eager:
            fields["reuse"] = AUTO_REUSE
        certain = target.certain and parent.certain and graph.names_certain
        scope = VariableScope(full, fields, target.original_op_scope, certain)
        before.opened = full
        _open(interpreter, graph, full)
        graph.scope = scope
        return scope

    def _reuse_below(self, interpreter: Interpreter, parent: VariableScope) -> tuple[Value, Site | None]:
        """`self.reuse or parent.reuse`."""
        verdict = truth(interpreter, self.reuse)
        if verdict is None:
            return (parent.reuse, parent.reuse_from) if parent.reuse is True else (self.reuse, self.reuse_from)
        return (self.reuse, self.reuse_from) if verdict else (parent.reuse, parent.reuse_from)

    def _jump(self, interpreter: Interpreter, scope: VariableScope, before: _Entered) -> VariableScope:
        """Entering by object (4.2 of the rule book): exactly there, whatever the enclosing scope is."""
        _open(interpreter, self.graph, scope.name)
        before.counts = dict(self.graph.scope_counts)
        self.graph.scope = scope
        return scope


@dataclass(slots=True)
class _Target:
    """What a `variable_scope` enters. `op_scope`: the name scope it opens, None for none (the root by object).
    Then either `copy`, a scope object, or a `name`, which may still have to be made from `default_name`."""

    op_scope: str | None
    name: str | None = None
    default_name: str | None = None
    copy: VariableScope | None = None
    certain: bool = True
    original_op_scope: str | None = None
    current_op_scope: str | None = None


class _Entered:
    """What to put back when a scope is left."""

    __slots__ = ("counts", "graph", "name_stack", "names_certain", "opened", "scope")

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.scope = graph.scope
        self.name_stack = graph.name_stack
        self.names_certain = graph.names_certain
        self.opened: str | None = None
        self.counts: dict[str, int] | None = None

    def restore(self, interpreter: Interpreter) -> None:
        graph = self.graph
        if self.opened is not None:
            close_subscopes(interpreter, graph, self.opened)
        if self.counts is not None:
            interpreter.journal.touch(graph.scope_counts)
            graph.scope_counts.clear()
            graph.scope_counts.update(self.counts)
        graph.scope, graph.name_stack, graph.names_certain = self.scope, self.name_stack, self.names_certain
        interpreter.graphs.leave(graph)


class ChainedGetter(NativeObject):
    """A custom getter around its parent's (variable_scope.py, _maybe_wrap_custom_getter)."""

    type_name = "custom_getter"

    def __init__(self, getter: Value, outer: Value) -> None:
        self.getter = getter
        self.outer = outer

    def call(self, interpreter: Interpreter, args: list[Value], kwargs: dict[str, Value]) -> Value:
        from tfscope.resolver.python.values import Partial

        given = kwargs.pop("getter", None) if "getter" in kwargs else (args.pop(0) if args else None)
        return interpreter.call(self.getter, [Partial(self.outer, [given], {}), *args], kwargs)


def _open(interpreter: Interpreter, graph: Graph, name: str) -> None:
    """_VariableScopeStore.open_variable_scope."""
    interpreter.journal.touch_key(graph.scope_counts, name)
    count = graph.scope_counts.get(name, 0)
    graph.scope_counts[name] = type(count)(count + 1)


def close_subscopes(interpreter: Interpreter, graph: Graph, name: str) -> None:
    """_VariableScopeStore.close_variable_subscopes: below a scope that is left, numbering starts again. What TensorFlow
    counts as 0 is not kept, so that there are never more counts than scopes beside the open ones."""
    prefix, counts = f"{name}/", graph.scope_counts
    interpreter.charge(len(counts) >> 5)
    for key in [key for key in counts if key.startswith(prefix)]:
        interpreter.journal.touch_key(counts, key)
        del counts[key]


def unique_default_name(interpreter: Interpreter, graph: Graph, prefix: str) -> tuple[str, bool]:
    """_get_unique_variable_scope: the first free `prefix`, `prefix_1`, ...; and whether that is certain."""
    parent = graph.scope.name
    full = f"{parent}/{prefix}" if parent else prefix
    counts: Counts = graph.scope_counts
    certain = True
    index, candidate = 0, full
    while (count := counts.get(candidate, 0)) > 0:
        certain = certain and type(count) is not Possible
        index += 1
        candidate = f"{full}_{index}"
    return (prefix if not index else f"{prefix}_{index}"), certain


def variable_scope(interpreter: Interpreter, name_or_scope: Value = None, default_name: Value = None,
                   values: Value = None, initializer: Value = None, regularizer: Value = None,
                   caching_device: Value = None, partitioner: Value = None, custom_getter: Value = None,
                   reuse: Value = None, dtype: Value = None, use_resource: Value = None, constraint: Value = None,
                   auxiliary_name_scope: Value = True) -> Value:  # fmt: skip
    """`tf.variable_scope(...)`, with the checks of its constructor."""
    if default_name is None and name_or_scope is None:
        raise_error(interpreter, INVALID_SCOPE_TYPE, "If default_name is None then name_or_scope is required")
        name_or_scope = Unknown("scope")
    if reuse is False:
        reuse = None
    if not (reuse is None or reuse is True or reuse is AUTO_REUSE or contains_unknown(reuse)):
        raise_error(interpreter, INVALID_SCOPE_ARGUMENTS, "The reuse parameter must be True or False or None.")
        reuse = Unknown("reuse")
    if not isinstance(auxiliary_name_scope, (bool, Unknown)):
        given = text_of(interpreter, auxiliary_name_scope)
        message = f"The auxiliary_name_scope must be `True` or `False`, while get {given}"
        raise_error(interpreter, INVALID_SCOPE_TYPE, message)
    overrides = {
        "initializer": initializer, "regularizer": regularizer, "caching_device": caching_device,
        "partitioner": partitioner, "custom_getter": custom_getter,
        "dtype": dtype_of(dtype) or dtype, "use_resource": use_resource, "constraint": constraint,
    }  # fmt: skip
    graph = graph_of_inputs(interpreter, values)
    site = interpreter.site()
    return VariableScopeContext(name_or_scope, default_name, reuse, auxiliary_name_scope, overrides, site, graph)


def pure_variable_scope(interpreter: Interpreter, name_or_scope: Value, reuse: Value = None, initializer: Value = None,
                        regularizer: Value = None, caching_device: Value = None, partitioner: Value = None,
                        custom_getter: Value = None, old_name_scope: Value = None, dtype: Value = FLOAT32,
                        use_resource: Value = None, constraint: Value = None) -> Value:  # fmt: skip
    """`_pure_variable_scope(...)`: a variable scope that opens no op name scope."""
    return variable_scope(interpreter, name_or_scope, None, None, initializer, regularizer, caching_device, partitioner,
                          custom_getter, reuse, dtype, use_resource, constraint, False)  # fmt: skip


def variable_op_scope(interpreter: Interpreter, values: Value, name_or_scope: Value, default_name: Value = None,
                      *args: Value, **kwargs: Value) -> Value:  # fmt: skip
    """The deprecated `tf.variable_op_scope(values, name_or_scope, default_name, ...)`."""
    return variable_scope(interpreter, name_or_scope, default_name, values, *args, **kwargs)


def graph_of_inputs(interpreter: Interpreter, values: Value) -> Graph:
    """ops._get_graph_from_inputs: the graph of the first tensor among `values`, else the default graph."""
    from tfscope.resolver.tensorflow.tensors import Tensor

    tensors = [item for item in values if isinstance(item, Tensor)] if isinstance(values, (list, tuple)) else []
    return tensors[0].graph if tensors else interpreter.graphs.current


def is_known_name(name: Value) -> bool:
    return isinstance(name, str) and not is_symbolic(name)

"""Hover on a string that is a name in a checkpoint or in the graph: which variable, scope or op it means."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence

from tfscope.events import VARIABLE_KINDS, Seen, View
from tfscope.features.target import callee_of
from tfscope.features.wording import UriOf, count, facts_text, place_text, some
from tfscope.resolver.records import Event
from tfscope.syntax import Module, Unit

# Calls of TensorFlow whose strings are names of variables and scopes, some of them as keys of a dictionary.
READING = frozenset({"get_tensor", "has_tensor", "load_variable", "get_variable_value", "get_variable_to_shape_map",
                     "get_variable_to_dtype_map"})  # fmt: skip
MAPPING = frozenset({"Saver", "init_from_checkpoint", "assign_from_checkpoint", "assign_from_checkpoint_fn",
                     "WarmStartSettings"})  # fmt: skip
GRAPH = frozenset({"get_tensor_by_name", "get_operation_by_name", "as_graph_element"})


def hover_on_key(view: View, module: Module, unit: Unit, nodes: Sequence[ast.AST], uri_of: UriOf | None) -> str:
    """What to say of the string that is the last of `nodes`, which lead to it from outside; "" for other strings."""
    text = nodes[-1]
    assert isinstance(text, ast.Constant)
    names = _Names(view, uri_of)
    calls = {callee_of(node) for node in _around(nodes)}
    value = _value_of(nodes) if calls & MAPPING else None
    if value is not None and (told := _mapped(names, module, unit, nodes, value)):
        return f"the checkpoint's `{text.value}` is {told}"
    if calls & (READING | MAPPING):
        return names.variable(text.value) or names.scope(text.value)
    if calls & GRAPH:
        return names.variable(text.value) or names.op(text.value)
    # A bare word may be anything; a path that is a variable's name is hardly a coincidence.
    return names.variable(text.value) if "/" in text.value else ""


class _Names:
    """Full names put into words, "" for names that nothing has."""

    def __init__(self, view: View, uri_of: UriOf | None) -> None:
        self.view = view
        self.names = view.index.names
        self.uri_of = uri_of

    def variable(self, text: str) -> str:
        return self.variables(seen.event for seen in self.names.variables.get(_without_output(text), ()))

    def variables(self, events: Iterable[Event]) -> str:
        lines = dict.fromkeys(
            f"**`{event.key or event.name}`** {facts_text(event)}, created at "
            f"{place_text(event.origin or event.site, self.uri_of)}"
            for event in events
        )
        return "  \n".join(some(list(lines)))

    def scope(self, text: str) -> str:
        name = text.rstrip("/")
        entries, inside = self.names.scopes.get(name, []), self.names.variables_below(name)
        if not name or not (entries or inside):
            return ""
        places = f", entered at {self.places(entries)}" if entries else ""
        return f"variable scope `{name}`, {count(len(inside), 'variable')}{places}"

    def op(self, text: str) -> str:
        seen = self.names.op(_without_output(text))
        return f"op `{seen.event.name}`, named at {self.places([seen])}" if seen else ""

    def places(self, seen: Iterable[Seen]) -> str:
        return ", ".join(some(list(dict.fromkeys(place_text(one.event.site, self.uri_of) for one in seen))))


def _mapped(names: _Names, module: Module, unit: Unit, nodes: Sequence[ast.AST], value: ast.expr) -> str:
    """What a dictionary maps a key to: a name, a call that makes a variable, or a name given to such a call."""
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        return names.variable(value.value) or names.scope(value.value)
    made = _assigned(module, unit, nodes, value.id) if isinstance(value, ast.Name) else (unit, value)
    place = made and isinstance(made[1], ast.Call) and names.view.place(made[0].site(made[1]), module.units)
    events = [seen.event for seen in place.events] if place else []
    return names.variables(event for event in events if event.kind in VARIABLE_KINDS and not event.via)


def _around(nodes: Sequence[ast.AST]) -> Iterator[ast.AST]:
    """The calls that a string is an argument of, `f("a")` and `f({"a": v})`, or is looked up in, `"a" in f()`."""
    for node in reversed(nodes[:-1]):
        if isinstance(node, ast.Call):
            yield node
            return
        if isinstance(node, ast.Subscript):
            yield node.value
        elif isinstance(node, ast.Compare):
            yield from node.comparators
        elif isinstance(node, (ast.stmt, ast.Lambda)):
            return


def _value_of(nodes: Sequence[ast.AST]) -> ast.expr | None:
    """The value that the string is the key of."""
    holder = nodes[-2] if len(nodes) > 1 else None
    pairs = zip(holder.keys, holder.values, strict=True) if isinstance(holder, ast.Dict) else ()
    return next((value for key, value in pairs if key is nodes[-1]), None)


def _assigned(module: Module, unit: Unit, nodes: Sequence[ast.AST], name: str) -> tuple[Unit, ast.expr] | None:
    """The only value that a name is ever given, in the function around or else in the module; None for all others."""
    function = next(
        (node for node in reversed(nodes) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))), None
    )
    if function:
        bindings = list(_bindings(function.body, name))
        arguments = ast.walk(function.args)
        if bindings or any(isinstance(node, ast.arg) and node.arg == name for node in arguments):
            return (unit, bindings[0]) if len(bindings) == 1 and bindings[0] else None
    found = [(other, value) for other in module.units for value in _bindings(other.tree, name)]
    return (found[0][0], found[0][1]) if len(found) == 1 and found[0][1] else None


def _bindings(body: Sequence[ast.AST], name: str) -> Iterator[ast.expr | None]:
    """What a name is given in some statements, None for what is not a plain assignment; inner functions have names of
    their own."""
    waiting = list(body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            yield from [None] if node.name == name else []
        elif isinstance(node, ast.Assign) and [getattr(target, "id", "") for target in node.targets] == [name]:
            yield node.value
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node.id == name:
            yield None
        else:
            waiting += ast.iter_child_nodes(node)


def _without_output(text: str) -> str:
    return text.removesuffix(":0")

"""Graph collections (tensorflow/python/framework/ops.py, Graph.get_collection)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tfscope.resolver.python.symbolic import is_symbolic
from tfscope.resolver.python.values import Unknown, Value

if TYPE_CHECKING:
    from tfscope.resolver.python.interpreter import Interpreter
    from tfscope.resolver.tensorflow.graph import Graph


def is_collection_key(name: Value) -> bool:
    """Whether `name` is known and can be the key of a collection: a string as a rule, anything hashable in fact."""
    if isinstance(name, tuple):
        return all(map(is_collection_key, name))
    return isinstance(name, (str, bytes, int, float))


def add_to_collection(interpreter: Interpreter, graph: Graph, name: Value, value: Value) -> None:
    """`tf.add_to_collection(name, value)`. Collections are kept as immutable rows, so that branches can merge them."""
    if not is_collection_key(name):
        return
    interpreter.journal.touch_key(graph.collections, name)
    before = graph.collections.get(name, ())
    interpreter.charge(len(before) >> 10)
    graph.collections[name] = [*before, value]


def add_to_collections(interpreter: Interpreter, graph: Graph, names: Value, value: Value) -> None:
    """`tf.add_to_collections(names, value)`; a lone string is one name."""
    known = [names] if isinstance(names, str) else names
    if not isinstance(known, (list, tuple, set)):
        return
    for name in dict.fromkeys(filter(is_collection_key, known)):
        add_to_collection(interpreter, graph, name, value)


def get_collection(interpreter: Interpreter, graph: Graph, name: Value, scope: Value = None) -> Value:
    """`tf.get_collection(name, scope)`: `scope` is a regular expression matched at the start of the items' names."""
    if not is_collection_key(name) or isinstance(scope, Unknown) or (isinstance(scope, str) and is_symbolic(scope)):
        return Unknown("get_collection()")
    items = list(graph.collections.get(name, ()))
    if scope is None or scope == "":
        return items
    if not isinstance(scope, str):
        return Unknown("get_collection()")
    try:
        pattern = re.compile(scope)
    except re.error as error:
        return interpreter.failed(error, "get_collection()")
    return [item for item in items if (text := _item_name(item)) is not None and pattern.match(text)]


def _item_name(item: Value) -> str | None:
    name = getattr(item, "op_name", None)
    return f"{name}:0" if isinstance(name, str) else None

"""Reads the default op name of a function out of TensorFlow's own source, for functions that no call
recorded.
"""

from __future__ import annotations

import ast
import functools
import inspect
import textwrap

from api_recorder.surface import unwrapped

SCOPE_OPENERS = ("name_scope", "name_scope_v1", "variable_scope", "variable_op_scope", "op_scope")
NAME_PARAMETERS = ("name", "scope")
GENERATED_CALL = "_apply_op_helper"


def static_default(function, depth=0):
    """The default op or scope name of `function`, or None when its source does not settle it.

    In this order: a text as the default of its own `name` parameter; the default of the first
    `name_scope(name, "Default")` or `variable_scope(scope, "Default")`; the op type of a generated wrapper;
    the one default of all functions it hands its name on to.
    """
    if depth > 4 or isinstance(function, functools.partial):
        return None
    function = unwrapped(function)
    tree = source_tree(function)
    if tree is None:
        return None
    return (
        parameter_default(tree)
        or opened_scope(tree)
        or generated_op(tree)
        or delegated(function, tree, depth)
    )


def source_tree(function):
    """The syntax tree of `function`'s definition, or None when there is no source."""
    return parsed_source(function) if inspect.isfunction(function) else None


@functools.lru_cache(maxsize=8192)
def parsed_source(function):
    """As `source_tree`, for functions alone: other callables may not be hashable."""
    try:
        body = ast.parse(textwrap.dedent(inspect.getsource(function))).body
    except (OSError, TypeError, SyntaxError, IndentationError):
        return None
    return body[0] if body and isinstance(body[0], ast.FunctionDef) else None


def text_of(node):
    """The value of a string literal node, else None; Python 3.7 and 3.8+ spell the node differently."""
    value = getattr(node, "s", None) if type(node).__name__ == "Str" else getattr(node, "value", None)
    return value if isinstance(value, str) else None


def parameter_nodes(tree):
    """(parameter, node of its default) for every parameter that has one."""
    args = getattr(tree.args, "posonlyargs", []) + tree.args.args  # Python 3.7 has no positional-only ones
    values = tree.args.defaults
    first = len(args) - len(values)
    return [(args[first + i].arg, value) for i, value in enumerate(values)]


def parameter_default(tree):
    """The default of the parameter called `name` where it is a text."""
    for parameter, node in parameter_nodes(tree):
        if parameter in NAME_PARAMETERS and text_of(node):
            return text_of(node)
    return None


def calls_in(tree):
    """Every call in the function in the order of the source."""
    found = [n for n in ast.walk(tree) if isinstance(n, ast.Call)]
    return sorted(found, key=lambda n: (n.lineno, n.col_offset))


def callee_name(call):
    """The last part of the name called."""
    return getattr(call.func, "attr", None) or getattr(call.func, "id", None)


def opened_scope(tree):
    """The default name of the first scope opened with the caller's own name."""
    for call in calls_in(tree):
        if callee_name(call) not in SCOPE_OPENERS:
            continue
        texts = [text_of(a) for a in call.args] + [
            text_of(k.value) for k in call.keywords if k.arg == "default_name"
        ]
        named = [a.id for a in call.args if isinstance(a, ast.Name)]
        if any(n in NAME_PARAMETERS for n in named) and any(texts):
            return next(t for t in texts if t)
        if call.args and alternative(call.args[0]):
            return alternative(call.args[0])
    return None


def alternative(node):
    """The text in `name or "text"`, else None."""
    if not isinstance(node, ast.BoolOp) or not isinstance(node.op, ast.Or):
        return None
    first, last = node.values[0], node.values[-1]
    return text_of(last) if getattr(first, "id", None) in NAME_PARAMETERS else None


def generated_op(tree):
    """The op type that a generated wrapper applies (`_apply_op_helper("MatMul", ...)` in gen_*_ops.py)."""
    for call in calls_in(tree):
        if callee_name(call) == GENERATED_CALL and call.args:
            return text_of(call.args[0])
    return None


def delegated(function, tree, depth):
    """The default of the functions that get the caller's own name handed on, where they all agree."""
    results = set()
    for call in calls_in(tree):
        handed = [k.value for k in call.keywords if k.arg in NAME_PARAMETERS] + call.args[1:]
        if any(getattr(value, "id", None) in NAME_PARAMETERS for value in handed):
            results.add(static_default(called_object(function, call), depth + 1))
    return results.pop() if len(results) == 1 else None


def called_object(function, call):
    """The object that a call inside `function` calls, as far as module-level names tell."""
    try:
        code = compile(ast.Expression(call.func), "<call>", "eval")
        return eval(code, getattr(function, "__globals__", {}))
    except Exception:
        return None

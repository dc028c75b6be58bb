"""Edits of calls as they stand in the source: arguments that come, go or change; and the scope around a call."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tfscope.features.answers import Edit, Span, span_of
from tfscope.features.rules.facts import around, callee, keyword
from tfscope.resolver.records import Call
from tfscope.syntax import Site, Unit

# `ast` cannot encode it; what stands for it takes as many bytes, by which `ast` counts.
_HALF_A_CHARACTER = re.compile("[\ud800-\udfff]")
SCOPES = frozenset({"variable_scope", "variable_op_scope"})


def replaced(unit: Unit, node: ast.AST, text: str) -> Edit:
    """Puts `text` in the place of a node."""
    return Edit(span_of(unit.site(node)), text)


def with_keyword(unit: Unit, call: ast.Call, name: str, value: str) -> Edit:
    """Gives a call a keyword argument, in place of the one it has."""
    given = keyword(call, name)
    if given is not None:
        return replaced(unit, given, value)
    arguments = [*call.args, *(one.value for one in call.keywords)]
    if not arguments:
        end = span_of(unit.site(call))
        return Edit(
            Span(end.path, end.end_line, end.end_column - 1, end.end_line, end.end_column - 1), f"{name}={value}"
        )
    last = span_of(unit.site(max(arguments, key=_end)))
    return Edit(Span(last.path, last.end_line, last.end_column, last.end_line, last.end_column), f", {name}={value}")


def without_argument(unit: Unit, call: ast.Call, value: ast.expr) -> Edit | None:
    """Takes an argument out of a call, with its comma; None where that cannot be read off the tree."""
    starts = sorted([*call.args, *call.keywords], key=_start)
    number = next((n for n, one in enumerate(starts) if one is value or getattr(one, "value", None) is value), None)
    if number is None or any(isinstance(one, ast.Starred) for one in starts):
        return None
    mine = span_of(unit.site(starts[number]))
    if number:
        before = span_of(unit.site(starts[number - 1]))
        return Edit(Span(mine.path, before.end_line, before.end_column, mine.end_line, mine.end_column), "")
    if len(starts) > 1:
        after = span_of(unit.site(starts[1]))
        return Edit(Span(mine.path, mine.line, mine.column, after.line, after.column), "")
    return Edit(mine, "")


def module_of(call: ast.Call, depth: int = 1) -> str | None:
    """`tf` of `tf.variable_scope(...)`, or with depth 2 of `tf.layers.dense(...)`: None when it is called otherwise."""
    node: ast.AST = call.func
    for _ in range(depth):
        if not isinstance(node, ast.Attribute):
            return None
        node = node.value
    return ast.unparse(node) if isinstance(node, (ast.Name, ast.Attribute)) else None


def scope_around(stack: tuple[Call, ...]) -> tuple[Unit, ast.Call] | None:
    """The call that opens the variable scope something happens in: the nearest block around it or its callers."""
    for call in stack:
        for found in scopes_at(call.site):
            return call.site.unit, found
    return None


def scopes_at(site: Site) -> Iterator[ast.Call]:
    for node in around(site):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
            return
        if isinstance(node, (ast.With, ast.AsyncWith)):
            items = [item.context_expr for item in reversed(node.items)]
            yield from (item for item in items if isinstance(item, ast.Call) and callee(item) in SCOPES)


def argument(call: ast.Call, position: int, name: str) -> ast.expr | None:
    """The value of an argument that is given by position or by name."""
    if position < len(call.args) and not any(isinstance(one, ast.Starred) for one in call.args):
        return call.args[position]
    return keyword(call, name)


def source_of(unit: Unit, node: ast.AST) -> str:
    """The text of a node as it stands in the source."""
    return ast.get_source_segment(_HALF_A_CHARACTER.sub("\ufffd", unit.text), node) or ast.unparse(node)


def _start(node: ast.AST) -> tuple[int, int]:
    return node.lineno, node.col_offset


def _end(node: ast.AST) -> tuple[int, int]:
    return node.end_lineno, node.end_col_offset

"""From a site back to its source: the call that stands there and the part of it that names something."""

from __future__ import annotations

import ast

from tfscope.features.target import NAMING_KEYWORDS, callee_of, nodes_at
from tfscope.syntax import Site


def call_at(site: Site) -> ast.Call | None:
    """The call that stands at exactly this span."""
    around = nodes_at(site.unit, site.relative_line, site.column)
    calls = (node for node in around if isinstance(node, ast.Call))
    return next((call for call in calls if site.unit.site(call) == site), None)


def name_argument(call: ast.Call) -> ast.expr | None:
    """The argument that gives a call's variable, scope or op its name: a naming keyword, or a leading string."""
    for keyword in call.keywords:
        if keyword.arg in NAMING_KEYWORDS and not _is_none(keyword.value):
            return keyword.value
    texts = (argument for argument in call.args[:2] if is_literal(argument))
    return next(texts, call.args[0] if call.args else None)


def named_part(site: Site) -> Site:
    """What to mark of a site: the string that names, else the called name, else the whole."""
    call = call_at(site)
    if call is None:
        return site
    argument = name_argument(call)
    if argument is not None and is_literal(argument):
        return site.unit.site(argument)
    function = site.unit.site(call.func)
    callee = callee_of(call)
    start = max(function.end_column - len(callee), 0)
    return Site(site.unit, function.relative_end_line, start, function.relative_end_line, function.end_column)


def is_literal(node: ast.AST) -> bool:
    """Whether a node is a plain string."""
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _is_none(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value is None

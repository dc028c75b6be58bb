"""What an `assert` rules out: below it, the names it is about are not what would have ended the program."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator

from tfscope.resolver.python.scopes import Block
from tfscope.resolver.python.truths import SCALARS
from tfscope.resolver.python.values import Unknown, Value

Narrow = Callable[[Value], Value]


def narrowings(test: ast.expr, block: Block) -> Iterator[tuple[str, Narrow]]:
    """The names of `block` itself that a condition which holds tells something of, each with what makes of its value
    what is left of it."""
    if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.And):
        for part in test.values:
            yield from narrowings(part, block)
    elif isinstance(test, ast.Name):
        if _is_own(test, block):
            yield test.id, _true
    elif _says_is_not_none(test) and _is_own(test.left, block):
        yield test.left.id, _not_none


def _says_is_not_none(test: ast.expr) -> bool:
    if not isinstance(test, ast.Compare) or not isinstance(test.ops[0], ast.IsNot) or len(test.ops) > 1:
        return False
    return isinstance(test.comparators[0], ast.Constant) and test.comparators[0].value is None


def _is_own(node: ast.expr, block: Block) -> bool:
    return isinstance(node, ast.Name) and (block.kind == "module" or node.id in block.locals)


def _true(value: Value) -> Value:
    if not isinstance(value, Unknown):
        return value
    return value.without(lambda choice: type(choice) in SCALARS and not choice, exists=True)


def _not_none(value: Value) -> Value:
    return value.without(lambda choice: choice is None) if isinstance(value, Unknown) else value

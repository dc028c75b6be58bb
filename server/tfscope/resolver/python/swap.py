"""Putting a function's new text into a program that has already run, in place of the old.

A unit can be swapped when only the bodies of its functions differ: then running it again would define the same
names with the same defaults and decorators, and whoever holds the functions finds the new bodies in them.
"""

from __future__ import annotations

import ast
from typing import Any

from tfscope.resolver.python.imports import unit_code
from tfscope.syntax import Unit

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def is_same_outside(old: Unit, new: Unit) -> bool:
    """Whether both are definitions, and `new` differs from `old` in the bodies of functions only."""
    return old.defines is not None and _shell(old) == _shell(new)


def can_swap(old: Unit, new: Unit) -> bool:
    """Whether `new`, which is the same outside of functions, can have the functions that `old` has made."""
    return "functions" in old.cache and _is_free(new, old.cache["functions"])


def swap(old: Unit, new: Unit) -> None:
    """Gives the functions that `old` has made the bodies of `new`."""
    if new.cache.get("functions") is None:
        new.cache["adopted"] = list(old.cache["functions"])
        unit_code(new)


def _is_free(new: Unit, functions: list[Any]) -> bool:
    """Whether `new` has no functions yet but these. Another program that runs the file may have given it its own."""
    own = new.cache.get("functions")
    return own is None or all(one is other for one, other in zip(own, functions, strict=True))


def _shell(unit: Unit) -> Any:
    shell = unit.cache.get("shell")
    if shell is None:
        shell = unit.cache["shell"] = [_statement_shell(node) for node in unit.outline]
    return shell


def _statement_shell(node: ast.stmt) -> Any:
    """What running a statement depends on, without the bodies of the functions it defines."""
    if isinstance(node, _FUNCTIONS):
        return (type(node).__name__, node.name, ast.dump(node.args), [ast.dump(d) for d in node.decorator_list])
    if isinstance(node, ast.ClassDef):
        outside = [*node.bases, *(keyword.value for keyword in node.keywords), *node.decorator_list]
        return (node.name, [ast.dump(part) for part in outside], [_statement_shell(child) for child in node.body])
    return ast.dump(node)

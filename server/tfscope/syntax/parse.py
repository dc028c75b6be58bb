"""Parses a file into units."""

from __future__ import annotations

import ast
import warnings

from tfscope.syntax.source import Module, SyntaxProblem, Unit


def decode(data: bytes) -> str:
    """The text of a source file's bytes."""
    return data.decode("utf-8-sig", "replace")


def parse_module(path: str, text: str, previous: Module | None = None) -> Module:
    """Parses `text`; units of `previous` whose text is unchanged are taken over."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        return Module(path, [], [SyntaxProblem(str(error), getattr(error, "lineno", 1) or 1, 0, 1)])
    lines = text.split("\n")
    return Module(path, [_unit(path, lines, statement) for statement in tree.body])


def _unit(path: str, lines: list[str], statement: ast.stmt) -> Unit:
    first = min([statement.lineno, *(d.lineno for d in getattr(statement, "decorator_list", []))])
    ast.increment_lineno(statement, 1 - first)
    text = "\n".join(lines[first - 1 : first - 1 + statement.end_lineno])
    return Unit(path, first, text, [statement])

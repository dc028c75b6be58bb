"""The data types of the syntax layer: a module is a row of units, and every place in it is a Site.

A unit is one top-level statement. All positions inside a unit are relative to its first line, so that an edit
above it moves the unit (`Unit.first_line`) and touches nothing that was derived from it.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass, field


class Unit:
    """One top-level statement (with its decorators): the grain of parsing, compiling and caching.

    `tree` holds the statements the text stands for (usually one) with lines counted from 1 at the unit's own
    first line and columns in UTF-8 bytes, as `ast` gives them; use `site` for columns in code points.
    `first_line` is the line of the file, from 1, at which the unit stands now; the owner of the module moves it.
    """

    __slots__ = ("__weakref__", "cache", "first_line", "is_library", "lines", "path", "python2", "text", "tree")

    def __init__(self, path: str, first_line: int, text: str, tree: list[ast.stmt], python2: bool = False) -> None:
        self.path = path
        self.first_line = first_line
        self.text = text
        self.tree = tree
        self.python2 = python2
        self.is_library = False
        self.lines: list[str] | None = None
        self.cache: dict[str, object] = {}

    def site(self, node: ast.AST) -> Site:
        """The place of an `ast` node of this unit, columns in code points."""
        line, end_line = node.lineno, node.end_lineno or node.lineno
        end_column = node.end_col_offset if node.end_col_offset is not None else node.col_offset
        return Site(
            self, line, self._column(line, node.col_offset), end_line, self._column(end_line, end_column)
        )

    def _column(self, line: int, byte_offset: int) -> int:
        if self.text.isascii():
            return byte_offset
        if self.lines is None:
            self.lines = self.text.split("\n")
        text = self.lines[line - 1] if line <= len(self.lines) else ""
        return len(text.encode("utf-8", "surrogatepass")[:byte_offset].decode("utf-8", "replace"))


@dataclass(frozen=True, slots=True, eq=True)
class Site:
    """A span of source text. Lines from 1, columns from 0 in code points, the end exclusive.

    The position is kept relative to the unit, so it stays right while lines are added or removed above.
    """

    unit: Unit
    relative_line: int
    column: int
    relative_end_line: int
    end_column: int

    @property
    def path(self) -> str:
        return self.unit.path

    @property
    def line(self) -> int:
        return self.unit.first_line + self.relative_line - 1

    @property
    def end_line(self) -> int:
        return self.unit.first_line + self.relative_end_line - 1


@dataclass(frozen=True, slots=True)
class SyntaxProblem:
    """A statement that could not be read: one clear sentence and the lines (from 1, inclusive) it costs."""

    message: str
    line: int
    column: int
    end_line: int


@dataclass(slots=True)
class Module:
    """A parsed file. `path` as the caller named it; `units` in source order."""

    path: str
    units: list[Unit]
    problems: list[SyntaxProblem] = field(default_factory=list)
    python2: bool = False

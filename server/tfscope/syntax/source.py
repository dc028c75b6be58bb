"""The data types of the syntax layer: a module is a row of units, and every place in it is a Site.

A unit is one top-level statement. All positions inside a unit are relative to its first line, so that an edit
above it moves the unit (`Unit.first_line`) and touches nothing that was derived from it.
"""

from __future__ import annotations

import ast
import re
import threading
from dataclasses import dataclass, field, replace

from tfscope.syntax.outline import Extent, alone, docstring, function_at, outlined
from tfscope.syntax.pieces import Layout
from tfscope.syntax.python2 import may_be_python2
from tfscope.syntax.reading import Reading, SyntaxProblem
from tfscope.syntax.sameness import changed_lines, is_same_code
from tfscope.syntax.statements import read_outline, read_statements, read_valid

__all__ = ["Module", "Site", "SyntaxProblem", "Unit"]

_DEFINITION = re.compile(r"(?m)^(?:async[ \t]+)?(?:def|class)[ \t]+([^\W\d]\w*)")
_lock = threading.RLock()
_SHEBANG = re.compile(r"#!.*\bpython2")


class Unit:
    """One top-level statement (with its decorators): the grain of parsing, compiling and caching.

    A unit is its code: it keeps its identity while lines are added above it and comments are typed in it.
    `first_line` is the line of the file, from 1, at which the unit stands now; the owner of the module moves it.
    `text` has `\\n` line ends. It is parsed when first asked for what only parsing tells: `tree`, `problems` and
    `python2`, which several threads may do at a time. A tree is some fifty times as large as its text, so of a
    definition no more is read than was asked for, and only `tree` keeps what it has read.
    """

    __slots__ = (
        "__weakref__", "_extents", "_outline", "_python2", "_reading", "_unread", "cache", "first_line", "is_library",
        "lines", "path", "text",
    )  # fmt: skip

    def __init__(self, path: str, first_line: int, text: str) -> None:
        self.path = path
        self.first_line = first_line
        self.text = text
        self.is_library = False
        self.lines: list[str] | None = None
        self.cache: dict[str, object] = {}
        self._reading: Reading | None = None
        self._outline: list[ast.stmt] | None = None
        # Where the functions stand that have no bodies in the outline, and in which text.
        self._extents: tuple[str, dict[int, Extent]] | None = None
        # Those of them, by line, whose bodies nobody has read yet; None where that is not known.
        self._unread: set[int] | None = None
        self._python2: bool | None = None

    @property
    def tree(self) -> list[ast.stmt]:
        """The statements the text stands for (usually one), the same objects each time.

        Lines count from 1 at the unit's own first line and columns in UTF-8 bytes, as `ast` gives them; use
        `site` for columns in code points. A statement that could not be read is a `Pass`.
        """
        return self._read().tree

    @property
    def outline(self) -> list[ast.stmt]:
        """As `tree`, but a function's node may have no statement in its body: `in_full` gives the node that has.

        Found without reading the bodies, and the same for the same text whether they were read or not.
        """
        outline = self._outline
        if outline is None:
            text = self.text
            read = read_outline(text) if self.defines and not self.python2 else None
            tree, extents = read or (self.tree, {})
            with _lock:
                if self._outline is None:
                    self._outline, self._extents = tree, (text, extents)
                    if read and self._unread is None:
                        self._unread = set(extents)
                outline = self._outline
        return outline

    def in_full(self, function: ast.AST) -> ast.AST:
        """The node of a function with its body, given the one in `outline`. A body that cannot be read is a `pass`."""
        if function.body:
            return function
        found = self._read_alone(function.lineno) if self._reading is None else None
        if found is None:
            return function_at(self.tree, function.lineno) or _empty(function)
        found.decorator_list = function.decorator_list
        return found

    def text_of(self, function: ast.AST) -> str:
        """The text of a function, from its `def` to its end, given the function's node in `outline`."""
        text, extent = (self.text, None) if function.body else self._extent(function.lineno)
        if extent:
            return text[extent.start : extent.end]
        return "\n".join(text.split("\n")[function.lineno - 1 : function.end_lineno])

    def docstring(self, function: ast.AST) -> str | None:
        """The docstring of a function, as it is written, given the function's node in `outline`."""
        text, extent = ("", None) if function.body else self._extent(function.lineno)
        literal = docstring(text, extent) if extent else None
        if literal == "":
            return None
        read = read_valid(literal) if literal else None
        return read[0].value.value if read else ast.get_docstring(self.in_full(function), clean=False)

    @property
    def problems(self) -> tuple[SyntaxProblem, ...]:
        """What could not be read, lines counting from the unit's first."""
        if self._reading is None and self._reads_well():
            return ()
        return self._read().problems

    @property
    def python2(self) -> bool:
        """Whether the text parses as Python 2 only, and was translated. Parses no text that shows no sign of it."""
        if self._python2 is None and self.is_library:
            self._python2 = False
        if self._python2 is None:
            self._python2 = (self._reading is not None or may_be_python2(self.text)) and self._read().python2
        return self._python2

    @property
    def defines(self) -> str | None:
        """The name of the function or class that the unit is the definition of, found without parsing."""
        if not self.text.lstrip().startswith(("def", "class", "async", "@")):
            return None
        definition = _DEFINITION.search(self.text)
        return definition[1] if definition else None

    def with_text(self, text: str) -> Unit:
        """The unit that another text stands for in this one's place: this one itself when the code and its places are
        the same, as when a comment is typed, so that all that was derived from it still holds."""
        other = Unit(self.path, self.first_line, text)
        if self._reading is None and self._outline is None:
            return other
        reading, new = self._read(), other._read()
        changed = None if reading.problems or reading.python2 else changed_lines(self.text, text)
        if new[1:] != reading[1:] or not is_same_code(new.tree, reading.tree, changed):
            return other
        self.text, self.lines = text, None
        return self

    def forget(self, compiled: bool) -> None:
        """Drops the tree to save memory, and what was made of it too if `compiled`; each is made again when needed."""
        self._reading = None
        if compiled:
            self._outline, self._extents, self.cache = None, None, {}

    def _read(self) -> Reading:
        reading = self._reading
        if reading is None:
            read = read_statements(self.text)
            # Whichever thread is first decides, so that everyone sees the same nodes.
            with _lock:
                reading = self._reading = self._reading or read
        return reading

    def _reads_well(self) -> bool:
        """Whether nothing in the unit is known to be unreadable after all of a definition was read, part by part."""
        if not self.defines or self.python2:
            return False
        tree = self.outline
        unread = self._unread
        if self._reading is not None or unread is None or not tree:
            return False
        return all(self._read_alone(line) is not None for line in list(unread))

    def _read_alone(self, line: int) -> ast.AST | None:
        """A function of the outline, read without what is around it; None where that cannot be read."""
        text, extent = self._extent(line)
        tree = read_valid(alone(text, line, extent)) if extent else None
        found = function_at(tree, line) if tree else None
        if found is not None and self._unread:
            self._unread.discard(line)
        return found

    def _extent(self, line: int) -> tuple[str, Extent | None]:
        """Where the function stands whose `def` is on this line, and in which text: this may be another meanwhile."""
        text, known = self.text, self._extents
        if known is None or known[0] is not text:
            outline = outlined(text)
            known = self._extents = (text, outline.functions if outline else {})
        return text, known[1].get(line)

    def site(self, node: ast.AST) -> Site:
        """The place of an `ast` node of this unit, columns in code points."""
        line, end_line = node.lineno, node.end_lineno or node.lineno
        end_column = node.end_col_offset if node.end_col_offset is not None else node.col_offset
        return Site(self, line, self._column(line, node.col_offset), end_line, self._column(end_line, end_column))

    def heading_site(self, node: ast.ClassDef) -> Site:
        """The place of the first words of a class, `class` and its name."""
        column = self._column(node.lineno, node.col_offset)
        return Site(self, node.lineno, column, node.lineno, column + len(f"class {node.name}"))

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


@dataclass(slots=True, eq=False)
class Module:
    """A parsed file. `path` as the caller named it; `units` in source order; `layout` is the parser's own.

    A module with no layout is one that no text stands for, such as a package without `__init__.py`.
    """

    path: str
    units: list[Unit]
    layout: Layout | None = field(default=None, repr=False)

    @property
    def problems(self) -> list[SyntaxProblem]:
        """What could not be read, in order, lines counting from the file's first. Parses all units."""
        return [_moved(problem, unit.first_line - 1) for unit in self.units for problem in unit.problems]

    @property
    def python2(self) -> bool:
        """Whether the file says so in its first line, or has a unit that is Python 2."""
        if self.layout and _SHEBANG.match(self.layout.text):
            return True
        return any(unit.python2 for unit in self.units)


def _empty(function: ast.AST) -> ast.AST:
    """The function with a `pass` for a body."""
    fields = {name: value for name, value in ast.iter_fields(function) if name != "body"}
    return ast.copy_location(type(function)(**fields, body=[ast.copy_location(ast.Pass(), function)]), function)


def _moved(problem: SyntaxProblem, lines: int) -> SyntaxProblem:
    return replace(problem, line=problem.line + lines, end_line=problem.end_line + lines)

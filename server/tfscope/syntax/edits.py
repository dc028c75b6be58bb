"""Changes to a text that keep its lines, and the way back from places in the changed text to the original."""

from __future__ import annotations

import ast
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate
from typing import NamedTuple


class Edit(NamedTuple):
    """`text` in place of what stands from `start` to `end`, offsets in code points; neither has line ends."""

    start: int
    end: int
    text: str


def insertion(offset: int, text: str) -> Edit:
    """The edit that adds `text` at `offset`."""
    return Edit(offset, offset, text)


def replacement(source: str, start: int, end: int, text: str) -> list[Edit]:
    """The edits that put `text` in place of `source[start:end]`, which may have several lines."""
    first, *others = source[start:end].split("\n")
    edits = [Edit(start, start + len(first), text)]
    offset = start + len(first) + 1
    for line in others:
        edits.append(Edit(offset, offset + len(line), ""))
        offset += len(line) + 1
    return edits


def apply_edits(text: str, edits: Iterable[Edit], start: int = 0, end: int | None = None) -> str:
    """`text[start:end]` with `edits` made: none overlap, those at one place are in the order given."""
    parts = []
    position = start
    for edit in sorted(edits, key=_place):
        parts += [text[position : edit.start], edit.text]
        position = edit.end
    parts.append(text[position:end])
    return "".join(parts)


def outside(edits: Iterable[Edit], others: Iterable[Edit]) -> list[Edit]:
    """Those of `edits` that are in no place which one of `others` replaces."""
    replaced = sorted((other for other in others if other.start < other.end), key=_place)
    starts = [other.start for other in replaced]
    kept = []
    for edit in edits:
        index = bisect_right(starts, edit.start) - 1
        if index < 0 or edit.end > replaced[index].end:
            kept.append(edit)
    return kept


def restore_positions(tree: ast.AST, text: str, edits: Iterable[Edit]) -> None:
    """Gives the nodes of a tree, parsed after `edits` were made, their positions in `text`.

    A node that begins or ends in the middle of an edit gets the beginning or the end of what was replaced.
    """
    lines = _edited_lines(text, edits)
    numbers = sorted(lines)
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if hasattr(node, "lineno"):
            if not _reaches(node, numbers):
                continue
            if node.lineno in lines:
                node.col_offset = lines[node.lineno].original_start(node.col_offset)
            if node.end_lineno in lines:
                node.end_col_offset = lines[node.end_lineno].original_end(node.end_col_offset)
        waiting.extend(ast.iter_child_nodes(node))


def _reaches(node: ast.AST, numbers: list[int]) -> bool:
    """Whether one of the lines with these numbers is among the node's, or its decorators'."""
    decorators = getattr(node, "decorator_list", ())
    first = decorators[0].lineno if decorators else node.lineno
    index = bisect_left(numbers, first)
    return index < len(numbers) and numbers[index] <= node.end_lineno


class _Line:
    """Where the edits of one line begin and end, before and after they are made: columns in UTF-8 bytes."""

    __slots__ = ("new_ends", "new_starts", "old_ends", "old_starts")

    def __init__(self) -> None:
        self.new_starts: list[int] = []
        self.new_ends: list[int] = []
        self.old_starts: list[int] = []
        self.old_ends: list[int] = []

    def add(self, gap: int, removed: int, added: int) -> None:
        """One more edit, `gap` bytes after the one before it."""
        new_start = (self.new_ends[-1] if self.new_ends else 0) + gap
        old_start = (self.old_ends[-1] if self.old_ends else 0) + gap
        self.new_starts.append(new_start)
        self.new_ends.append(new_start + added)
        self.old_starts.append(old_start)
        self.old_ends.append(old_start + removed)

    def original_start(self, column: int) -> int:
        index = bisect_right(self.new_starts, column) - 1
        if index >= 0 and column < self.new_ends[index]:
            return self.old_starts[index]
        return self._moved(index, column)

    def original_end(self, column: int) -> int:
        index = bisect_left(self.new_starts, column) - 1
        if index >= 0 and column <= self.new_ends[index]:
            return self.old_ends[index]
        return self._moved(index, column)

    def _moved(self, index: int, column: int) -> int:
        return column if index < 0 else column - self.new_ends[index] + self.old_ends[index]


def _place(edit: Edit) -> int:
    return edit.start


def _edited_lines(text: str, edits: Iterable[Edit]) -> dict[int, _Line]:
    starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
    lines: dict[int, _Line] = {}
    position = 0
    for edit in sorted(edits, key=_place):
        number = bisect_right(starts, edit.start)
        if number not in lines:
            lines[number] = _Line()
            position = starts[number - 1]
        gap, removed = text[position : edit.start], text[edit.start : edit.end]
        lines[number].add(_bytes(gap), _bytes(removed), _bytes(edit.text))
        position = edit.end
    return lines


def _bytes(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))

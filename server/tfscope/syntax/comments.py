"""The comments of a text, told apart from what only looks like one inside a string."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tfscope.syntax.lexer import TOKEN


class Comment(NamedTuple):
    """A comment with its hash sign. Line from 1, column from 0 in code points; `alone`: no code before it."""

    line: int
    column: int
    text: str
    alone: bool


def comments(text: str) -> Iterator[Comment]:
    """The comments in order. `text` has `\\n` line ends. Where a string is never closed, one may be missed."""
    line, line_start, alone = 1, 0, True
    for match in TOKEN.finditer(text):
        piece, kind = match[0], match.lastgroup
        if piece.startswith("#") and kind == "space":
            yield Comment(line, match.start() - line_start, piece, alone)
        elif kind != "space":
            alone = kind == "newline"
        breaks = piece.count("\n")
        if breaks:
            line += breaks
            line_start = match.start() + piece.rindex("\n") + 1

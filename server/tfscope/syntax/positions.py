"""Places in a text, in every way they are written down: offsets, lines and columns, and LSP's encodings.

Only `\\n`, `\\r\\n` and a lone `\\r` end a line here, as in LSP and in Python's own tokenizer.
`str.splitlines` also splits at form feeds, U+2028 and others, which would shift all that follows them.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import Literal

Encoding = Literal["utf-8", "utf-16", "utf-32"]

_LINE_END = re.compile(r"\r\n?|\n")


class LineIndex:
    """The lines of one text, counted from 1 as everywhere in tfscope (in LSP from 0), and columns, from 0.

    A column is in code points unless an encoding is named: then in its code units, "utf-16" being LSP's
    default and "utf-32" the same as code points. Places outside the text are moved to the nearest place
    inside, as LSP asks: a column behind a line's end means the end, before the line break.

    The index is built at the first question; in a text that is ASCII no question depends on a line's length.
    """

    __slots__ = ("_ascii", "_starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._ascii = text.isascii()
        self._starts: list[int] | None = None

    def with_replaced(self, start: int, end: int, text: str) -> LineIndex:
        """The index of the text in which `text` stands in place of what is between two offsets. Where this one was
        built the other is made of it, which costs much less than building it from the text."""
        new = LineIndex(f"{self.text[:start]}{text}{self.text[end:]}")
        if self._starts is not None:
            new._starts = self._starts_with_replaced(new.text, start, end, len(text))
        return new

    @property
    def line_count(self) -> int:
        """How many lines there are: one more than there are line ends."""
        return len(self._line_starts())

    def line(self, number: int) -> str:
        """The text of a line, without its line end."""
        return self.text[slice(*self._span(number))]

    def offset(self, line: int, column: int) -> int:
        """The offset into the text, in code points, of a line and a column in code points."""
        if line < 1:
            return 0
        start, end = self._span(line)
        return end if line > self.line_count else min(start + max(column, 0), end)

    def position(self, offset: int) -> tuple[int, int]:
        """The line and the column, in code points, of an offset in code points."""
        starts = self._line_starts()
        offset = min(max(offset, 0), len(self.text))
        line = bisect_right(starts, offset)
        start, end = self._span(line)
        return line, min(offset, end) - start

    def encoded_column(self, line: int, column: int, encoding: Encoding) -> int:
        """A column in code points as a column in the code units of `encoding`."""
        start, end = self._span(line)
        column = min(max(column, 0), end - start)
        if self._ascii or encoding == "utf-32":
            return column
        return _units(self.text[start : start + column], encoding)

    def decoded_column(self, line: int, column: int, encoding: Encoding) -> int:
        """A column in the code units of `encoding` as a column in code points.

        A column that falls inside a code point means the place before it.
        """
        start, end = self._span(line)
        column = max(column, 0)
        if self._ascii or encoding == "utf-32":
            return min(column, end - start)
        return _code_points(self.text[start:end], column, encoding)

    def _span(self, line: int) -> tuple[int, int]:
        """Where the line starts and where its text ends; the nearest line for a number outside."""
        starts = self._line_starts()
        line = min(max(line, 1), len(starts))
        if line == len(starts):
            return starts[-1], len(self.text)
        start, end = starts[line - 1], starts[line] - 1
        if end > start and self.text[end] == "\n" and self.text[end - 1] == "\r":
            end -= 1
        return start, end

    def _starts_with_replaced(self, new: str, start: int, end: int, length: int) -> list[int]:
        """The line starts of the new text. A line end that stands before the replaced text is found again, as it may
        have become one with what follows it now."""
        old, new_end = self._starts, start + length
        before = old[: max(bisect_left(old, start), 1)]
        ends = (found.end() for found in _LINE_END.finditer(new, max(start - 1, 0), new_end + 1))
        between = [found for found in ends if found <= new_end]
        after, shift = old[bisect_right(old, end) :], new_end - end
        return [*before, *between, *([place + shift for place in after] if shift else after)]

    def _line_starts(self) -> list[int]:
        if self._starts is None:
            self._starts = _line_starts(self.text)
        return self._starts


def _line_starts(text: str) -> list[int]:
    if "\r" in text:
        return [0, *(end.end() for end in _LINE_END.finditer(text))]
    lengths = [len(line) + 1 for line in text.split("\n")]
    return [0, *accumulate(lengths[:-1])]


def _units(text: str, encoding: Encoding) -> int:
    if text.isascii():
        return len(text)
    if encoding == "utf-8":
        return len(text.encode("utf-8", "surrogatepass"))
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _code_points(line: str, column: int, encoding: Encoding) -> int:
    # No code unit stands for more than one code point, so the place is among the first `column` of them.
    head = line[:column]
    if head.isascii():
        return len(head)
    low, high = 0, len(head)
    while low < high:
        middle = (low + high + 1) // 2
        if _units(head[:middle], encoding) <= column:
            low = middle
        else:
            high = middle - 1
    return low

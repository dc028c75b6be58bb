"""Where the top-level statements of a file begin and end, found without parsing, and again after an edit."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from typing import NamedTuple

from tfscope.syntax.lexer import OPEN_STRING_GROUPS, STRING, mask_open_strings

_STEP = 1 << 14


class Piece(NamedTuple):
    """The text of one top-level statement, from the beginning of its first line to the end of its last.

    reach: the offset up to which the text was looked at to find the end: no change behind it moves the piece.
    settled: whether nothing before `start` had a part in what begins there.
    open_string: whether the text ends in this piece inside a triple-quoted string.
    """

    start: int
    end: int
    reach: int
    settled: bool
    open_string: bool


class Layout(NamedTuple):
    """The pieces of a text in order. `masked`: whether an unclosed string was looked for all over it."""

    text: str
    pieces: list[Piece]
    masked: bool


class Change(NamedTuple):
    """A layout and how many pieces at its beginning and at its end are those of the layout before."""

    layout: Layout
    kept_before: int
    kept_after: int


def lay_out(text: str) -> Layout:
    """The pieces of a text, whose line ends are `\\n`."""
    pieces = list(_pieces(text, _first_code(text)))
    if not pieces or not pieces[-1].open_string:
        return Layout(text, pieces, False)
    masked = mask_open_strings(text)
    return Layout(text, list(_pieces(masked, _first_code(masked))), True)


def lay_out_again(text: str, before: Layout) -> Change:
    """The same as `lay_out(text)`; only what differs from the text before is scanned."""
    if text == before.text:
        return Change(before, len(before.pieces), 0)
    if before.masked or not before.pieces:
        return Change(lay_out(text), 0, 0)
    same, same_at_end = common_ends(before.text, text)
    first = next(index for index, piece in enumerate(before.pieces) if piece.reach > same)
    start = before.pieces[first].start if first else _first_code(text)
    shift = len(text) - len(before.text)
    pieces, kept_after = before.pieces[:first], 0
    for piece in _pieces(text, start):
        if piece.settled and piece.start >= len(text) - same_at_end:
            kept_after = _settled_after(before.pieces, piece.start - shift)
            if kept_after:
                break
        pieces.append(piece)
    if kept_after:
        pieces += _moved(before.pieces[-kept_after:], shift)
    if pieces and pieces[-1].open_string:
        return Change(lay_out(text), 0, 0)
    return Change(Layout(text, pieces, False), first, kept_after)


def common_ends(old: str, new: str) -> tuple[int, int]:
    """How many characters the texts share at their beginnings, and then at their ends."""
    shortest = min(len(old), len(new))
    before = _longest(shortest, lambda low, high: old[low:high] == new[low:high])
    end, new_end = len(old), len(new)
    after = _longest(
        shortest - before, lambda low, high: old[end - high : end - low] == new[new_end - high : new_end - low]
    )
    return before, after


def _longest(most: int, is_same: Callable[[int, int], bool]) -> int:
    """The largest n up to `most` for which all from 0 to n is the same."""
    low = 0
    # In steps, because slices that stay in the processor's cache cost much less.
    while low < most and is_same(low, min(low + _STEP, most)):
        low = min(low + _STEP, most)
    high = min(low + _STEP, most)
    while low < high:
        middle = (low + high + 1) // 2
        if is_same(low, middle):
            low = middle
        else:
            high = middle - 1
    return low


def _settled_after(pieces: list[Piece], start: int) -> int:
    """How many pieces there are from the settled one that begins at `start`, 0 when there is none."""
    index = bisect_left(pieces, (start,))
    found = index < len(pieces) and pieces[index].start == start and pieces[index].settled
    return len(pieces) - index if found else 0


def _moved(pieces: list[Piece], shift: int) -> list[Piece]:
    if not shift:
        return pieces
    return [Piece(start + shift, end + shift, reach + shift, *rest) for start, end, reach, *rest in pieces]


# Scanning

_TRIVIA = re.compile(r"(?:[ \t\f]*(?:#[^\n]*)?\n)*(?:[ \t\f]*(?:#[^\n]*)?\Z)?")
# After white space a form feed sets the column back to 0, says the language reference.
_CODE_AT_MARGIN = r"(?:[ \t\f]*\f)?[^ \t\n\f#]"
# All that needs no attention, then a bracket or the end of a line that code at the margin follows.
_SCAN = re.compile(
    rf"""(?xs)
    (?: [^"'\#()\[\]{{}}\n\\]+ | \n(?!{_CODE_AT_MARGIN}) | {STRING} | \#[^\n]*
      | \([^"'\#()\[\]{{}}\n\\]*\) | \\(?:.|\Z) )*
    (?: ([(\[{{]) | ([)\]}}]) | (\n) | \Z )
    """
)
_OPEN, _CLOSE, _NEWLINE = 3, 4, 5

# At the margin inside brackets: what only a statement begins with, and what may begin one.
_STATEMENT = re.compile(
    r"(?:def|class|import|return|with|while|try|except|finally|elif|raise|del|pass|break|continue|global"
    r"|nonlocal|assert)\b|from[ \t]+[.\w]+[ \t]+import\b"
)
_POSSIBLE_STATEMENT = re.compile(r"[^)\]}.,:=+\-*/%&|^<>!\s]")

_CLAUSE = re.compile(r"[ \t\f]*(?:elif|else|except|finally)\b")
_TAKES_CLAUSES = re.compile(r"[ \t\f]*(?:if|for|while|try|async)\b")
_DECORATOR = re.compile(r"[ \t\f]*@")


def _first_code(text: str) -> int:
    """The offset of the first line with code on it, the text's length when there is none."""
    trivia = _TRIVIA.match(text)
    return trivia.end() if trivia else 0


def _pieces(text: str, start: int) -> Iterator[Piece]:
    """The pieces from `start` on: logical lines at the margin, with clauses and decorators put together."""
    current: Piece | None = None
    decorated = False
    for line in _lines(text, start) if start < len(text) else ():
        clause = current and _CLAUSE.match(text, line.start) and _TAKES_CLAUSES.match(text, current.start)
        if current and (decorated or clause):
            current = _joined(current, line)
        else:
            if current:
                yield _trimmed(text, current)
            current = line
        decorated = _DECORATOR.match(text, line.start) is not None
    if current:
        yield _trimmed(text, current)


def _joined(first: Piece, second: Piece) -> Piece:
    reach = max(first.reach, second.reach)
    return Piece(first.start, second.end, reach, first.settled, second.open_string)


def _lines(text: str, start: int) -> Iterator[Piece]:
    """The logical lines at the margin, each up to the next one; `start` is where one begins."""
    depth = 0
    open_string = False
    for match in _SCAN.finditer(text, start):
        kind = match.lastindex
        if kind == _OPEN:
            depth += 1
        elif kind == _CLOSE:
            depth -= depth > 0
        elif kind == _NEWLINE:
            end = match.end()
            if not depth:
                yield Piece(start, end, _line_end(text, end), True, False)
                start = end
            elif _STATEMENT.match(text, end):
                yield from _lines_in_open_bracket(text, start, end, _line_end(text, end))
                start, depth = end, 0
        elif kind in OPEN_STRING_GROUPS:
            open_string = True
    if depth and not open_string:
        yield from _lines_in_open_bracket(text, start, len(text), len(text) + 1)
    else:
        yield Piece(start, len(text), len(text) + 1, True, open_string)


def _lines_in_open_bracket(text: str, start: int, end: int, reach: int) -> Iterator[Piece]:
    """The lines from a bracket that is never closed to where that shows: each may be a statement."""
    settled = True
    for match in _SCAN.finditer(text, start, end):
        if match.lastindex == _NEWLINE and _POSSIBLE_STATEMENT.match(text, match.end()):
            yield Piece(start, match.end(), reach, settled, False)
            start, settled = match.end(), False
    yield Piece(start, end, reach, settled, False)


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return (len(text) if end < 0 else end) + 1


def _trimmed(text: str, piece: Piece) -> Piece:
    """The piece without the blank lines and comments behind its last line of code."""
    start, end = piece.start, piece.end
    while (line_start := text.rfind("\n", start, end)) >= 0:
        line = text[line_start + 1 : end].strip(" \t\f")
        if text[line_start - 1] == "\\":
            # A blank line that is the end of the one before counts only with its own line end.
            end += not line and text.startswith("\n", end)
            break
        if '"""' in line or "'''" in line or (line and line[0] != "#"):
            break
        end = line_start
    return piece._replace(end=end)

"""A broken text on its way to something that parses: its lines, and what was changed in each so far."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import accumulate

from tfscope.syntax.edits import Edit, apply_edits, outside, replacement
from tfscope.syntax.lexer import LogicalLine, Token, header_colon, header_word, logical_lines
from tfscope.syntax.python2 import NO_TRANSLATION, Translation

# The condition of an `if` that stands for a header that was lost; in the end its body takes the statement's
# place.
LOST = "_lost_header"
TOO_DEEP = "This is nested too deep."


@dataclass(slots=True)
class Line:
    """A logical line of the text.

    head: the word that makes it the header of a block, "" for a simple statement. level: how many blocks it
    stands in. bare: a header without a body. edits: what was changed so far. translation: the edits Python 2
    needs, made where `translated`. problem: what is wrong with it, "" for nothing. left_out: whether it is
    not part of the tree.
    """

    source: LogicalLine
    head: str
    level: int = 0
    bare: bool = False
    edits: list[Edit] = field(default_factory=list)
    translation: Translation = NO_TRANSLATION
    translated: bool = False
    problem: str = ""
    left_out: bool = False

    @property
    def tokens(self) -> list[Token]:
        return self.source.tokens

    @property
    def is_decorator(self) -> bool:
        return self.tokens[0].text == "@"

    @property
    def opens_block(self) -> bool:
        """Whether its block stands below it: it is a header, and nothing follows the colon."""
        colon = header_colon(self.source) if self.head else -1
        return colon is None or colon == len(self.tokens) - 1

    def all_edits(self, translated: bool) -> list[Edit]:
        """What is to be changed, with what Python 2 needs or without it."""
        return [*self.translation.edits, *self.edits] if translated else self.edits


class Draft:
    """The text, which has no open triple quotes, and its lines.

    misindented: whether the lines' indentation is not what Python 3 wants for their levels.
    has_lost_headers: whether an `if` that is not the program's stands for some header.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = [Line(line, header_word(line)) for line in logical_lines(text)]
        self.misindented = False
        self.has_lost_headers = False
        self._starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]

    def kept_lines(self) -> list[Line]:
        return [line for line in self.lines if not line.left_out]

    def line_start(self, offset: int) -> int:
        """The offset at which the physical line of an offset begins."""
        return self._starts[self.line_number(offset) - 1]

    def line_number(self, offset: int) -> int:
        """The number, from 1, of the physical line of an offset."""
        return bisect_right(self._starts, offset)

    def code(self, line: Line, translated: bool) -> str:
        """The line's text as it is now."""
        edits = line.all_edits(translated or line.translated)
        return apply_edits(self.text, edits, line.source.start, line.source.end)

    def leave_out(self, line: Line, problem: str) -> None:
        """Takes the line out of the tree."""
        line.left_out = True
        line.problem = line.problem or problem
        line.edits = replacement(self.text, line.source.start, line.source.end, "")

    def replace(self, line: Line, end: int, text: str) -> None:
        """Puts `text` in the place of the line up to the offset `end`, whatever was changed in it before."""
        self.has_lost_headers |= LOST in text
        self.change(line, replacement(self.text, line.source.start, end, text), line.translation)

    def change(self, line: Line, edits: list[Edit], translation: Translation) -> None:
        """Makes `edits` all that is changed in the line, and what of `translation` they leave room for."""
        line.edits = edits
        line.translation = translation._replace(edits=outside(translation.edits, edits))


def lost_header(line: Line) -> str:
    """A header that opens a block like the line's, and keeps nothing of it but the name it defines."""
    names = [token.text for token in line.tokens[1:3] if token.kind == "name" and token.text != "def"]
    match line.head:
        case "def":
            return f"def {[*names, '_'][0]}(*_, **__):"
        case "class":
            return f"class {[*names, '_'][0]}:"
        case "for":
            return "for _ in _:"
        case "while" | "case":
            return f"{line.head} _:"
        case "try" | "except" | "finally" | "else":
            return f"{line.head}:"
        case "elif":
            return f"elif {LOST}:"
    return f"if {LOST}:"

"""Tokens and logical lines of text that need not be valid Python, of any version. Nothing here can fail.

The standard library's tokenizer is of no use for this: since Python 3.12 it stops at the first error.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Each alternative takes every text that begins like it, closed or not, so that no search ever goes back.
# Groups 1 and 2 take part only when the text ends inside a triple-quoted string.
STRING = (
    r'"""[^"\\]*(?:(?:\\.|"(?!""))[^"\\]*)*(?:"""|(\\?\Z))'
    r"|'''[^'\\]*(?:(?:\\.|'(?!''))[^'\\]*)*(?:'''|(\\?\Z))"
    r'|"[^"\\\n]*(?:\\.[^"\\\n]*)*(?:"|\\?\Z|(?=\n))'
    r"|'[^'\\\n]*(?:\\.[^'\\\n]*)*(?:'|\\?\Z|(?=\n))"
)
OPEN_STRING_GROUPS = (1, 2)

_STRING_OR_COMMENT = re.compile(rf"(?s){STRING}|\#[^\n]*")
_CODE_LINE = re.compile(
    r"(?m)^[ \t]*(?:async[ \t]+)?(?:def|class)[ \t]+\w+[ \t]*[(:]|^(?:@\w|import \w|from [.\w]+ import\b)"
)
_MOST_OPEN_STRINGS = 8
_LONG_LINE = re.compile(r"(?m)^([ \t\f]*)([^ \t\f\n][^\n]{99999,})$")


def mask_open_strings(text: str) -> str:
    """`text` with `?` from each triple quote that is never closed to the end of its line.

    Where a text ends inside a triple-quoted string, the quote at fault is rarely the last one: an unclosed
    docstring takes the code after it for text, up to the next docstring, and so on, each time the wrong way
    round. So it is looked for among the last strings that all have lines of code in them.
    """
    for _ in range(_MOST_OPEN_STRINGS):
        start = _open_string(text)
        if start is None:
            break
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        text = text[:start] + "?" * (end - start) + text[end:]
    return text


def _open_string(text: str) -> int | None:
    tokens = list(_STRING_OR_COMMENT.finditer(text))
    if not tokens or tokens[-1].lastindex not in OPEN_STRING_GROUPS:
        return None
    strings = [token.span() for token in tokens if token[0].startswith(('"""', "'''"))]
    culprit = strings.pop()[0]
    while strings and _CODE_LINE.search(text, *strings[-1]):
        culprit = strings.pop()[0]
    return culprit


def without_strings(text: str) -> str:
    """`text` with empty strings and no comments; all of it from a triple quote that is never closed."""
    return _STRING_OR_COMMENT.sub(_emptied, text)


def _emptied(found: re.Match[str]) -> str:
    if found.lastindex in OPEN_STRING_GROUPS:
        return found[0]
    return "" if found[0].startswith("#") else "''"


def mask_long_lines(text: str) -> str:
    """`text` with `?` and spaces for each line that is too long to be looked at token by token."""
    return _LONG_LINE.sub(lambda line: f"{line[1]}?{' ' * (len(line[2]) - 1)}", text)


class Token(NamedTuple):
    """A piece of code. `kind` is "name", "number", "string" or "operator"; offsets in code points."""

    kind: str
    text: str
    start: int
    end: int


@dataclass(slots=True)
class LogicalLine:
    """A logical line as the language reference calls it: what one indentation and one line end belong to.

    `start` and `end` are the offsets of its first and last token's ends, `indent` the width of what stands
    before it, with tabs to multiples of eight. `unclosed` holds the brackets still open at its end.
    """

    tokens: list[Token]
    indent: int
    unclosed: str = ""
    start: int = field(init=False)
    end: int = field(init=False)

    def __post_init__(self) -> None:
        self.start = self.tokens[0].start
        self.end = self.tokens[-1].end


TOKEN = re.compile(
    rf"""(?xs)
    (?P<space> [ \t\f]+ | \\\n | \#[^\n]* )
    | (?P<newline> \n )
    | (?P<string> [rRbBuUfFtT]{{0,3}} (?: {STRING} ) )
    | (?P<number> (?: \d\w*(?:(?<![lL])\.\w*)? | \.\d\w* ) (?: (?<=[eE])[+-]\d\w* )? )
    | (?P<name> [^\W\d]\w* )
    | (?P<operator> \*\*=? | //=? | >>=? | <<=? | <> | != | -> | := | \.\.\. | [-+*/%&|^=<>@]=? | . )
    """
)
_CLOSERS = {")": "(", "]": "[", "}": "{"}

HEADER_WORDS = _words("async class def elif else except finally for if try while with")
# No expression has these words at the start of one of its lines.
STATEMENT_WORDS = _words(
    "assert break class continue def del elif except finally global import nonlocal pass raise return try while with"
)
_JOINING_WORDS = _words("and as async await else for from if in is lambda not or return yield")
_NOT_OPERANDS = _words("and as async else for from if in is not or")
_DOTTED_TARGET = re.compile(r"\w+(?:\.\w+)+[ \t]*=(?!=)")
_SPACED_TARGET = re.compile(r"\w+[ \t]+=(?!=)[ \t]")


def logical_lines(text: str) -> list[LogicalLine]:
    """The logical lines of `text`, which has `\\n` line ends.

    Brackets that are never closed end where a line inside them begins as only a statement can. From there the
    search goes back to the first line that is not indented deeper than the statement itself.
    """
    return _LineReader(text).read()


class _LineReader:
    """Gathers tokens into logical lines."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines: list[LogicalLine] = []
        self.tokens: list[Token] = []
        self.brackets: list[str] = []
        self.open = Counter[str]()
        self.indent = 0
        # Before this offset brackets are known to stay open, so a line ends them at the slightest sign.
        self.doubtful_until = -1

    def read(self) -> list[LogicalLine]:
        position = 0
        while position is not None:
            position = self._read_from(position)
        return self.lines

    def _read_from(self, position: int) -> int | None:
        """Reads on; gives the offset to start again from, None at the end of the text."""
        line_start, fresh = position, True
        for match in TOKEN.finditer(self.text, position):
            kind = match.lastgroup
            if kind == "newline":
                line_start, fresh = match.end(), True
                if not self.brackets:
                    self._finish()
            elif kind != "space":
                start = match.start()
                if fresh and self.brackets and self._begins_statement(match, line_start):
                    return self._leave_brackets(line_start, start)
                if fresh and not self.tokens:
                    self.indent = _width(self.text, line_start, start)
                fresh = False
                self._take(Token(kind or "operator", match[0], start, match.end()))
        return self._leave_brackets(len(self.text), len(self.text)) if self.brackets else self._finish()

    def _take(self, token: Token) -> None:
        self.tokens.append(token)
        if token.kind != "operator":
            return
        if token.text in "([{":
            self.brackets.append(token.text)
            self.open[token.text] += 1
        elif token.text in _CLOSERS and self.open[_CLOSERS[token.text]]:
            self._close(_CLOSERS[token.text])

    def _close(self, opener: str) -> None:
        """Closes the innermost such bracket, and those inside it that were not closed."""
        bracket = ""
        while bracket != opener:
            bracket = self.brackets.pop()
            self.open[bracket] -= 1

    def _finish(self) -> None:
        if self.tokens:
            self.lines.append(LogicalLine(self.tokens, self.indent, "".join(self.brackets)))
        self._begin_line()

    def _begin_line(self) -> None:
        self.tokens, self.brackets, self.open = [], [], Counter()

    def _leave_brackets(self, line_start: int, seen_until: int) -> int | None:
        """Ends a line whose brackets stay open; gives the offset to go on from."""
        if seen_until <= self.doubtful_until:
            self._finish()
            return line_start if line_start < len(self.text) else None
        self.doubtful_until = seen_until
        again = self.text.rfind("\n", 0, self.tokens[0].start) + 1
        self._begin_line()
        return again

    def _begins_statement(self, match: re.Match[str], line_start: int) -> bool:
        """Whether a physical line inside brackets begins as only a statement can."""
        kind, word, start = match.lastgroup, match[0], match.start()
        if kind == "name" and (word in STATEMENT_WORDS or _DOTTED_TARGET.match(self.text, start)):
            return True
        if kind != "operator" and _are_two_operands(self.tokens[-1], kind, word):
            return True
        return start < self.doubtful_until and self._seems_statement(kind, word, line_start, start)

    def _seems_statement(self, kind: str | None, word: str, line_start: int, start: int) -> bool:
        if kind == "operator" and word not in ("(", "[", "{", "@"):
            return False
        if _width(self.text, line_start, start) <= self.indent:
            return True
        # Under a block's header deeper lines are its body as likely as they are more of its brackets.
        if self.tokens[0].text not in HEADER_WORDS:
            return False
        after_colon = self.tokens[-1].text == ":" and self.brackets[-1] == "("
        return after_colon or _SPACED_TARGET.match(self.text, start) is not None


def _are_two_operands(before: Token, kind: str | None, word: str) -> bool:
    """Whether a token cannot follow `before` because an operator is missing between them."""
    if before.kind == kind == "string":
        return False
    complete = before.text in _CLOSERS if before.kind == "operator" else before.text not in _JOINING_WORDS
    return complete and not (kind == "name" and word in _NOT_OPERANDS)


def _width(text: str, start: int, end: int) -> int:
    """The width of an indentation: tabs go to the next multiple of eight, a form feed back to the margin."""
    space = text[start:end].rpartition("\f")[2].rpartition("\n")[2]
    return len(space.expandtabs(8))


def closing_text(line: LogicalLine) -> str:
    """What is missing at the end of the line for its string and its brackets to be closed."""
    last = line.tokens[-1]
    quote = _open_quote(last.text) if last.kind == "string" else ""
    return quote + "".join({"(": ")", "[": "]", "{": "}"}[bracket] for bracket in reversed(line.unclosed))


_CLOSED = re.compile(
    r"""(?xs) \w{0,3} (?: ''' .* ''' | \"\"\" .* \"\"\"
    | '(?!'')(?:[^'\\]|\\.)*' | "(?!"")(?:[^"\\]|\\.)*" )"""
)


def _open_quote(string: str) -> str:
    """The quotes an unclosed string token lacks, "" for a closed one."""
    if _CLOSED.fullmatch(string):
        return ""
    return string.lstrip("rRbBuUfFtT")[0]


def with_depth(tokens: list[Token]) -> Iterator[tuple[int, Token, int]]:
    """Index, token and bracket depth (an opening bracket's is that outside it) of each token."""
    depth = 0
    for index, token in enumerate(tokens):
        closes = token.kind == "operator" and token.text in _CLOSERS
        depth -= closes and depth > 0
        yield index, token, depth
        depth += token.kind == "operator" and token.text in "([{"


def header_word(line: LogicalLine) -> str:
    """The word that makes the line the header of a block ("def" for `async def`), "" for other lines."""
    first, second = line.tokens[0].text, line.tokens[1].text if len(line.tokens) > 1 else ""
    if first == "async":
        return second if second in ("def", "for", "with") else ""
    if first in HEADER_WORDS:
        return first
    if first in ("match", "case") and len(line.tokens) > 2 and second not in _AFTER_A_NAME:
        colon = header_colon(line)
        if colon is not None and (first == "case" or colon == len(line.tokens) - 1):
            return first
    return ""


# What stands after `match` and `case` where they are names of the program's own.
_AFTER_A_NAME = _words("= . : , ; ) ] }")


def header_colon(line: LogicalLine) -> int | None:
    """The index of the token that ends the header of a block, None where it is missing."""
    lambdas = 0
    for index, token, depth in with_depth(line.tokens):
        if depth:
            continue
        lambdas += token.text == "lambda"
        if token.text == ":":
            if not lambdas:
                return index
            lambdas -= 1
    return None


def statement_parts(line: LogicalLine) -> list[list[Token]]:
    """The tokens of the line's header, if it has one, and of each simple statement on it."""
    colon = header_colon(line) if header_word(line) else None
    parts: list[list[Token]] = [[]]
    for index, token, depth in with_depth(line.tokens):
        if token.text == ";" and not depth:
            parts.append([])
            continue
        parts[-1].append(token)
        if index == colon:
            parts.append([])
    return [part for part in parts if part]

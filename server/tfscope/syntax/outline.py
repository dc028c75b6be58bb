"""The text of a definition without the bodies of its functions, which most programs never run: it parses much faster.

Every line and column outside the bodies stays where it is.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from tfscope.syntax.lexer import STRING

_DEFINES = re.compile(r"(?:async[ ]+)?def\b")
# From the end of a line up to a function's first word. Like the others it matches any text, so that it never goes back.
_TO_FUNCTION = re.compile(
    rf"""(?xs)
    (?: [^"'\#\n\\]+ | \n(?![ ]*(?:async[ ]+)?def\b) | {STRING} | \#[^\n]* | \\(?:.|\Z) )*
    (?: \n (?P<indent>[ ]*) (?=(?:async[ ]+)?def\b) | \Z )
    """
)
_TO_BRACKET_OR_COLON = re.compile(
    rf"""(?xs) (?: [^"'\#()\[\]{{}}:\\]+ | {STRING} | \#[^\n]* | \\(?:.|\Z) )* (?P<stop>[()\[\]{{}}:]|\Z) """
)
_REST_OF_LINE = re.compile(r"[ \f]*(?:\#[^\n]*)?(?=\n)")
# Begins with a literal, which the search finds fast.
_YIELD = re.compile(r"yield(?<!\wyield)\b")
_LEFT_OUT = " ..."
_TO_FIRST_WORD = re.compile(r"(?:[ \f\n]|\#[^\n]*)*")
_MAY_BE_STRING = re.compile(r"[a-zA-Z]{0,2}[\"']|[(\\]")
_ONLY_STRING = re.compile(rf"(?s)(?P<string>[rRuU]?(?:{STRING}))[ ]*(?:\#[^\n]*)?(?:\n|\Z)")


class Extent(NamedTuple):
    """Where a function stands in a text: the offsets of its first line, of what follows its colon, and of its end."""

    start: int
    body: int
    end: int


class Outline(NamedTuple):
    """A text without the bodies of its functions, and those functions by the line of their `def` (from 1)."""

    text: str
    functions: dict[int, Extent]


def outlined(text: str) -> Outline | None:
    """The text with `...` in place of the bodies; None when there is none to leave out, or a function's header has no
    end, so that the text is broken. A generator keeps its body: that it is one stands in there.

    Reads indentation by spaces only. What is broken may come out broken, or as other code than the parser would see;
    so the outline of what cannot be parsed must not be used.
    """
    parts: list[str] = []
    functions: dict[int, Extent] = {}
    kept = position = 0
    line = 1
    while (start := _next_function(text, position)) is not None:
        colon = _end_of_header(text, start.end())
        if colon is None:
            return None
        rest = _REST_OF_LINE.match(text, colon)
        if rest is None:
            position = colon
            continue
        body = _body(len(start["indent"])).match(text, rest.end())
        position = body.end()
        if _YIELD.search(text, rest.end(), position):
            continue
        line += text.count("\n", kept, start.end())
        functions[line] = Extent(start.end() - len(start["indent"]), rest.end(), position)
        line += text.count("\n", start.end(), position)
        parts += [text[kept:colon], _LEFT_OUT, text[colon : rest.end()], "\n" * text.count("\n", rest.end(), position)]
        kept = position
    return Outline("".join([*parts, text[kept:]]), functions) if parts else None


def alone(text: str, line: int, extent: Extent) -> str:
    """The text of one function, whose `def` is on this line, on the lines and columns where it stands."""
    own = text[extent.start : extent.end]
    return "\n" * (line - 2) + "if 1:\n" + own if own.startswith(" ") else "\n" * (line - 1) + own


def docstring(text: str, extent: Extent) -> str | None:
    """The literal that may be the docstring of a function; "" when there is none, None when only parsing tells."""
    start = _TO_FIRST_WORD.match(text, extent.body, extent.end).end()
    if not _MAY_BE_STRING.match(text, start, extent.end):
        return ""
    found = _ONLY_STRING.match(text, start, extent.end)
    return found["string"] if found else None


def leave_out(tree: list[ast.stmt], functions: Mapping[int, Extent]) -> list[ast.stmt]:
    """The parsed outline, with no statement at all in the functions whose bodies were left out."""
    for node in _functions(tree):
        if node.lineno in functions:
            node.body = []
    return tree


def function_at(tree: list[ast.stmt], line: int) -> ast.FunctionDef | ast.AsyncFunctionDef | None:
    """The function of a fully parsed definition whose `def` is on this line."""
    return next((node for node in _functions(tree) if node.lineno == line), None)


def _functions(tree: list[ast.stmt]):
    """The functions that run when the statements do, or their classes' bodies; not those inside functions."""
    waiting: list[ast.AST] = list(tree)
    while waiting:
        node = waiting.pop()
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node
        elif isinstance(node, (ast.stmt, ast.ExceptHandler)):
            waiting.extend(ast.iter_child_nodes(node))


def _next_function(text: str, position: int) -> re.Match[str] | None:
    """The match up to the next function's first word, from the beginning of the text or the end of a line."""
    if position == 0 and _DEFINES.match(text):
        return _NOTHING_BEFORE.match(text)
    found = _TO_FUNCTION.match(text, position)
    return found if found["indent"] is not None else None


_NOTHING_BEFORE = re.compile(r"(?P<indent>)")


def _end_of_header(text: str, position: int) -> int | None:
    """The offset behind the colon that ends a function's header, None when there is none: not looked for behind the
    bracket that closes too much, for each of many such functions would look through all the text."""
    depth = 0
    while (stop := _TO_BRACKET_OR_COLON.match(text, position))["stop"]:
        position = stop.end()
        if stop["stop"] in "([{":
            depth += 1
        elif stop["stop"] in ")]}":
            depth -= 1
            if depth < 0:
                return None
        elif not depth:
            return position
    return None


@lru_cache(maxsize=64)
def _body(indent: int) -> re.Pattern[str]:
    """All lines that are indented by more, with blank ones and comments between them."""
    inside = rf"[ ]{{{indent + 1}}}|[ \f]*(?:\#[^\n]*)?(?:\n|\Z)"
    return re.compile(rf"""(?xs)(?: [^"'\#\n\\]+ | \n(?={inside}) | {STRING} | \#[^\n]* | \\(?:.|\Z) )*""")

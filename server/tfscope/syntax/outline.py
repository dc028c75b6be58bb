"""The text of a definition without the bodies of its functions, which most programs never run: it parses much faster.

Every line and column outside the bodies stays where it is.
"""

from __future__ import annotations

import ast
import re
from functools import lru_cache

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
_YIELD = re.compile(r"\byield\b")
_LEFT_OUT = " ..."


def outlined(text: str) -> tuple[str, frozenset[int]] | None:
    """The text with `...` in place of the bodies, and the lines (from 1) of the functions that had them; None when
    there is none to leave out. A generator keeps its body: that it is one stands in there.

    Reads indentation by spaces only. What is broken may come out broken, or as other code than the parser would see;
    so the outline of what cannot be parsed must not be used.
    """
    parts: list[str] = []
    lines: set[int] = set()
    kept = position = 0
    line = 1
    while (start := _next_function(text, position)) is not None:
        colon = _end_of_header(text, start.end())
        rest = _REST_OF_LINE.match(text, colon) if colon else None
        if rest is None:
            position = colon or start.end() + 1
            continue
        body = _body(len(start["indent"])).match(text, rest.end())
        position = body.end()
        if _YIELD.search(text, rest.end(), position):
            continue
        line += text.count("\n", kept, start.end())
        lines.add(line)
        line += text.count("\n", start.end(), position)
        parts += [text[kept:colon], _LEFT_OUT, text[colon : rest.end()], "\n" * text.count("\n", rest.end(), position)]
        kept = position
    return ("".join([*parts, text[kept:]]), frozenset(lines)) if parts else None


def leave_out(tree: list[ast.stmt], lines: frozenset[int]) -> list[ast.stmt]:
    """The parsed outline, with no statement at all in the functions whose bodies were left out."""
    for node in _functions(tree):
        if node.lineno in lines:
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
    """The offset behind the colon that ends a function's header, None when there is none."""
    depth = 0
    while (stop := _TO_BRACKET_OR_COLON.match(text, position))["stop"]:
        position = stop.end()
        if stop["stop"] in "([{":
            depth += 1
        elif stop["stop"] in ")]}":
            depth -= 1
        elif not depth:
            return position
    return None


@lru_cache(maxsize=64)
def _body(indent: int) -> re.Pattern[str]:
    """All lines that are indented by more, with blank ones and comments between them."""
    inside = rf"[ ]{{{indent + 1}}}|[ \f]*(?:\#[^\n]*)?(?:\n|\Z)"
    return re.compile(rf"""(?xs)(?: [^"'\#\n\\]+ | \n(?={inside}) | {STRING} | \#[^\n]* | \\(?:.|\Z) )*""")

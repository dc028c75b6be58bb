"""`ast.parse`, made safe to call with any text."""

from __future__ import annotations

import ast
import re

from tfscope.syntax.lexer import STRING

# `ast` makes a tree as deep as a chain like `a + a + ...` or `a.b.b...` is long, by a recursion in C. Python 3.10 has
# no limit for it but the end of the stack, later versions have one that grows with Python's recursion limit.
_LONGEST_CHAIN = 5_000

_SEPARATOR = re.compile(r"[,;:=]")
_LINK_OR_END = re.compile(
    rf"""(?xs)
    ([-+*/%&|^@<>.(\[]) | (?: {STRING} ) | \#[^\n]* | [,;:=] | [\w)\]}}"'][ \t\f]*\n(?=\s*[\w'"@{{])
    """
)
_LINK = 1


def parse_plain(text: str) -> ast.Module:
    """The tree of text that is valid Python 3.

    Raises what `ast.parse` raises: SyntaxError; ValueError for null bytes and surrogates; RecursionError or
    MemoryError for what is nested too deep.
    """
    if _has_long_chain(text):
        raise RecursionError("a chain of operators is too long")
    return ast.parse(text)


def _has_long_chain(text: str) -> bool:
    # A link is two characters at least, so most texts need no closer look.
    if len(text) < 2 * _LONGEST_CHAIN or max(map(len, _SEPARATOR.split(text))) < 2 * _LONGEST_CHAIN:
        return False
    links = 0
    for match in _LINK_OR_END.finditer(text):
        links = links + 1 if match.lastindex == _LINK else 0
        if links > _LONGEST_CHAIN:
            return True
    return False

"""`ast.parse`, made safe to call with any text."""

from __future__ import annotations

import ast
import re
import sys

from tfscope.syntax.lexer import STRING

# Python 3.10 makes a tree of any depth from a chain like `a + a + ...` or `a.b.b...`, by a recursion in C
# that has no limit but the end of the stack. Later versions raise RecursionError.
_HAS_DEPTH_LIMIT = sys.version_info >= (3, 11)
_LONGEST_CHAIN = 10_000

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
    if not _HAS_DEPTH_LIMIT and _has_long_chain(text):
        raise RecursionError("a chain of operators is too long")
    return ast.parse(text)


def _has_long_chain(text: str) -> bool:
    # A link is two characters at least, so most texts need no closer look.
    if max(map(len, _SEPARATOR.split(text))) < 2 * _LONGEST_CHAIN:
        return False
    links = 0
    for match in _LINK_OR_END.finditer(text):
        links = links + 1 if match.lastindex == _LINK else 0
        if links > _LONGEST_CHAIN:
            return True
    return False

"""What reading the text of one unit gives: statements, and a sentence for each one that could not be read."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class SyntaxProblem:
    """A statement that could not be read: one clear sentence and the lines (from 1, inclusive) it costs.

    `column` counts code points from 0. In a `Reading` lines count from the unit's first line, in a `Module`
    from the file's.
    """

    message: str
    line: int
    column: int
    end_line: int


class Reading(NamedTuple):
    """The statements of a unit's text with positions in that text, as `ast` gives them.

    `python2`: whether the text had to be translated from Python 2.
    """

    tree: list[ast.stmt]
    problems: tuple[SyntaxProblem, ...] = ()
    python2: bool = False

"""The text of one unit to its statements, whatever the text is."""

from __future__ import annotations

import ast
import re
import sys
import threading
import warnings
from collections.abc import Callable
from typing import TypeVar

from tfscope.syntax.outline import Extent, leave_out, outlined
from tfscope.syntax.plain import parse_plain
from tfscope.syntax.python2 import is_disguised
from tfscope.syntax.reading import Reading, SyntaxProblem
from tfscope.syntax.recovery import read_broken

_Result = TypeVar("_Result")

# Frames; of the thousand that Python allows by default.
_DEEP = 100
_SURROGATE = re.compile("[\ud800-\udfff]")
# `warnings.catch_warnings` changes the whole process, so only one thread at a time may be inside it.
_lock = threading.Lock()


def read_statements(text: str) -> Reading:
    """The statements of `text`, with `\\n` line ends; what cannot be read is lost, and told. Raises nothing.

    A caller deep in Python's stack gets the same answer as any other.
    """
    with _lock:
        if not _is_deep():
            return _read(text)
        # What can be read with little of the stack can be read with all of it.
        return _quietly(_read_plain, text) or _read_in_thread(text)


def read_outline(text: str) -> tuple[list[ast.stmt], dict[int, Extent]] | None:
    """The statements of a definition, the bodies of its functions left out and empty, and where those functions stand;
    None where that saves nothing, or cannot be read."""
    outline = outlined(text)
    tree = read_valid(outline.text) if outline else None
    return (leave_out(tree, outline.functions), outline.functions) if outline and tree else None


def read_valid(text: str) -> list[ast.stmt] | None:
    """The statements of a text that is Python 3 and not nested too deep for this place, None for any other."""
    with _lock:
        reading = _quietly(_read_plain, text)
    return reading.tree if reading else None


def _is_deep() -> bool:
    """Whether so much of Python's stack is used that less of a nested text could be read."""
    try:
        return sys._getframe(_DEEP) is not None
    except ValueError:
        return False


def _read_in_thread(text: str) -> Reading:
    """Reads with a stack of its own."""
    readings: list[Reading] = []
    thread = threading.Thread(target=lambda: readings.append(_read(text)), name="tfscope-syntax")
    thread.start()
    thread.join()
    return readings[0]


def _read(text: str) -> Reading:
    try:
        return _quietly(_read_plain, text) or _quietly(_read_rest, text)
    # A defect of this layer must not cost more than the unit.
    except Exception:
        return Reading([], (SyntaxProblem("This cannot be read as Python.", 1, 0, text.count("\n") + 1),))


def _quietly(read: Callable[[str], _Result], text: str) -> _Result:
    """`read(text)` without the warnings of Python's parser."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return read(text)


def _read_plain(text: str) -> Reading | None:
    """The reading of text that is valid Python 3, None for other text."""
    if is_disguised(text):
        return None
    try:
        return Reading(parse_plain(text).body)
    # CPython's parser has raised more than `parse_plain` says, such as SystemError.
    except Exception:
        return None


def _read_rest(text: str) -> Reading:
    readable, problems = _readable(text)
    reading = _read_plain(readable) if readable != text else None
    reading = reading or read_broken(readable)
    return reading._replace(problems=(*problems, *reading.problems))


def _readable(text: str) -> tuple[str, list[SyntaxProblem]]:
    """The text with each character that no source can hold replaced by one as wide in UTF-8."""
    problems = []
    null = text.find("\0")
    if null >= 0:
        line, column = text.count("\n", 0, null) + 1, null - text.rfind("\n", 0, null) - 1
        problems.append(SyntaxProblem("Python reads no file with a null byte in it.", line, column, line))
    return _SURROGATE.sub("\ufffd", text.replace("\0", " ")), problems

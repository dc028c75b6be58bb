"""The text of one unit to its statements, whatever the text is."""

from __future__ import annotations

import ast
import re
import threading
import warnings

from tfscope.syntax.python2 import DISGUISED
from tfscope.syntax.reading import Reading, SyntaxProblem
from tfscope.syntax.recovery import read_broken

_SURROGATE = re.compile("[\ud800-\udfff]")
# `warnings.catch_warnings` changes the whole process, so only one thread at a time may be inside it.
_lock = threading.Lock()


def read_statements(text: str) -> Reading:
    """The statements of `text`, with `\\n` line ends; what cannot be read is lost, and told. Raises nothing.

    The answer is the same however deep in Python's stack the caller stands.
    """
    with _lock:
        tree = None if DISGUISED.search(text) else _plain(text)
        return Reading(tree) if tree is not None else _read_in_thread(text)


def _plain(text: str) -> list[ast.stmt] | None:
    """The statements of text that is valid Python 3, None for other text."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(text).body
    # Besides SyntaxError: ValueError for null bytes and surrogates, RecursionError and MemoryError for deep
    # nesting.
    except Exception:
        return None


def _read_in_thread(text: str) -> Reading:
    """Reads with a stack of its own: what `ast` can take depends on how deep Python's stack is already."""
    readings: list[Reading] = []
    thread = threading.Thread(target=lambda: readings.append(_read_anything(text)), name="tfscope-syntax")
    thread.start()
    thread.join()
    return readings[0]


def _read_anything(text: str) -> Reading:
    try:
        text, problems = _readable(text)
        tree = None if DISGUISED.search(text) else _plain(text)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            reading = read_broken(text) if tree is None else Reading(tree)
        return reading._replace(problems=(*problems, *reading.problems))
    # A defect of this layer must not cost more than the unit.
    except Exception:
        return Reading([], (SyntaxProblem("This cannot be read as Python.", 1, 0, text.count("\n") + 1),))


def _readable(text: str) -> tuple[str, list[SyntaxProblem]]:
    """The text with each character that no source can hold replaced by one as wide in UTF-8."""
    problems = []
    null = text.find("\0")
    if null >= 0:
        line, column = text.count("\n", 0, null) + 1, null - text.rfind("\n", 0, null) - 1
        problems.append(SyntaxProblem("Python reads no file with a null byte in it.", line, column, line))
    return _SURROGATE.sub("\ufffd", text.replace("\0", " ")), problems

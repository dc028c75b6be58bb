"""When the server looks for garbage: Python stops everything for it, so it is done while nobody waits for an answer.

Analyses leave much behind that refers to itself, which only such a search frees. Python would begin one in the middle
of anything, and one that passes through all objects takes half a second. Where nobody pauses, it is done all the same
before too much is left: right after an answer was sent.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

# A search among so many new objects takes no longer than a person notices in the middle of a request.
_NEW_OBJECTS = 10_000
# Where there is never a quiet moment, Python goes through what was left over after as many searches.
_SEARCHES = 200
# After an analysis of so many objects it is worth going through what it left.
_LEFT_BEHIND = 30_000
# After so many it cannot wait for a quiet moment: an analysis of a large file leaves up to 15 MiB for each keystroke.
_TOO_MANY = 60_000
# What was just published is sent within that.
_SENT_SECONDS = 0.03


@dataclass
class _Older:
    """Objects that outlived a search among new ones, and so are passed over by the next such search: an analysis that
    was the last one then and has been replaced since. kept: how many there were after the last search through them.
    added: since then, at most."""

    kept: int = 0
    added: int = 0


_older = _Older()


def not_yet() -> None:
    """While a server starts, all it makes stays."""
    gc.disable()


def expect_quiet_moments() -> None:
    """From now on Python by itself makes short searches only, as a rule. What is loaded now waits for such a moment."""
    gc.freeze()
    gc.set_threshold(_NEW_OBJECTS, _SEARCHES)


def between_analyses() -> None:
    """Frees what the analyses since the last search left; to be called when no request is answered. Before the first
    analysis there is nothing, and it makes what stays."""
    left = _left_behind()
    if left <= _LEFT_BEHIND:
        return
    time.sleep(_SENT_SECONDS)
    _older.added += left
    if _older.added > max(_TOO_MANY, _older.kept):
        gc.collect()
        _older.kept, _older.added = len(gc.get_objects(generation=2)), 0
    else:
        gc.collect(1)
    gc.enable()


def after_analyses() -> None:
    """The same where a person may go on typing, who would wait for it: only if too much is left."""
    if _left_behind() > _TOO_MANY:
        between_analyses()


def in_a_quiet_moment() -> None:
    """Frees everything that can be freed, and gives the memory back. What stays is not looked at before the next such
    moment."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    _older.kept = _older.added = 0
    gc.enable()
    give_back = _trim()
    if give_back:
        give_back(0)


def _left_behind() -> int:
    new, searches, *_ = gc.get_count()
    return new + searches * _NEW_OBJECTS


@cache
def _trim() -> Callable[[int], int] | None:
    """`malloc_trim` of glibc, which by itself keeps what was freed below anything that is still in use. None with
    another C library, and where Python cannot call one."""
    if not sys.platform.startswith("linux"):
        return None
    try:
        import ctypes

        return ctypes.CDLL(None).malloc_trim
    except (ImportError, OSError, AttributeError):
        return None

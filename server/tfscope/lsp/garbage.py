"""When the server looks for garbage: Python stops everything for it, so it is done while nobody waits for an answer.

Analyses leave much behind that refers to itself, which only such a search frees. Python would begin one in the middle
of anything, and one that passes through all objects takes half a second.
"""

from __future__ import annotations

import gc
import time

# A search among so many new objects takes no longer than a person notices in the middle of a request.
_NEW_OBJECTS = 10_000
# Where there is never a quiet moment, Python goes through what was left over after as many searches.
_SEARCHES = 200
# After an analysis of so many objects it is worth going through what it left.
_LEFT_BEHIND = 30_000
# What was just published is sent within that.
_SENT_SECONDS = 0.03


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
    if _left_behind() <= _LEFT_BEHIND:
        return
    time.sleep(_SENT_SECONDS)
    gc.collect(1)
    gc.enable()


def in_a_quiet_moment() -> None:
    """Frees everything that can be freed. What stays is not looked at before the next such moment."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    gc.enable()


def _left_behind() -> int:
    new, searches, *_ = gc.get_count()
    return new + searches * _NEW_OBJECTS

"""The checkpoint that the settings name, read on the analysis' thread."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from pathlib import Path

from tfscope.checkpoint import Checkpoint
from tfscope.project.checkpoint_at import CheckpointAt
from tfscope.project.checkpoints import is_address

log = logging.getLogger(__name__)


class SavedVariables:
    """Reads it when it has changed. What is wrong with it is logged once: hovers then say nothing of it."""

    def __init__(self, found: Callable[[], None]) -> None:
        """found: called on some thread when what could not be told at once can be told."""
        self._found = found
        self._at: CheckpointAt | None = None
        self._told: str | None = None

    def look_at(self, path: str | None, roots: Sequence[str], python: str | None) -> None:
        """Another path from now on, relative to the first root; None for no checkpoint. python: one that may be run."""
        full = _full(path, roots) if path else None
        if self._at is None or (full, python) != (self._at.path, self._at.python):
            self._at = CheckpointAt(full, python, self._found) if full else None

    def checkpoint(self) -> Checkpoint | None:
        """What is there by now."""
        if self._at is None:
            return None
        found, problem = self._at.read(), self._at.problem
        if problem and problem != self._told:
            log.warning("tfscope.checkpoint: %s", problem)
        self._told = problem
        return found


def _full(path: str, roots: Sequence[str]) -> str:
    return path if is_address(path) else str(Path(*roots[:1], _expanded(path)))


def _expanded(path: str) -> Path:
    try:
        return Path(path).expanduser()
    except RuntimeError:  # a home that is not known
        return Path(path)

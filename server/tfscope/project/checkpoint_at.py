"""The checkpoint at a path, while it may be written again."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

from tfscope.checkpoint import Checkpoint
from tfscope.project.checkpoints import BeyondUs, NoCheckpoint, ask_tensorflow, read_checkpoint, stamp_of_checkpoint


@dataclass(frozen=True, slots=True)
class _Read:
    """What came of reading the files of a stamp. beyond: TensorFlow has still to be asked."""

    stamp: object
    checkpoint: Checkpoint | None = None
    problem: str | None = None
    beyond: BeyondUs | None = None


class CheckpointAt:
    """Read when its files have changed; belongs to one thread.

    python: one that may be run, whose TensorFlow is asked for what is beyond the reader of ours. Nobody waits for it:
    it is asked on a thread of its own, and `found` is called there when it has answered.
    """

    def __init__(self, path: str, python: str | None = None, found: Callable[[], None] = lambda: None) -> None:
        self.path = path
        self.python = python
        self._found = found
        self._last = _Read(None)
        self._is_asking = False
        self._answer: _Read | None = None

    @property
    def problem(self) -> str | None:
        """Why there is none; None when there is one, or that is not known yet."""
        return self._last.problem

    def read(self) -> Checkpoint | None:
        """What is there by now, as far as it is known; None when there is none."""
        try:
            stamp = stamp_of_checkpoint(self.path)
            if stamp != self._last.stamp:
                self._last = self._read(stamp)
        except NoCheckpoint as error:
            self._last = _Read(None, problem=str(error))
        if self._last.beyond:
            self._ask(self._last.beyond)
        return self._last.checkpoint

    def _read(self, stamp: object) -> _Read:
        try:
            return _Read(stamp, read_checkpoint(self.path))
        except BeyondUs as error:
            return _Read(stamp, beyond=error) if self.python else _Read(stamp, problem=str(error))
        except NoCheckpoint as error:
            return _Read(stamp, problem=str(error))

    def _ask(self, beyond: BeyondUs) -> None:
        """Takes over the answer, or asks for it: one process at a time, however often the files are written."""
        if self._answer and self._answer.stamp == self._last.stamp:
            self._last = self._answer
        elif not self._is_asking:
            self._is_asking = True
            arguments = (self._last.stamp, beyond)
            threading.Thread(target=self._run, args=arguments, name="tfscope-tensorflow", daemon=True).start()

    def _run(self, stamp: object, beyond: BeyondUs) -> None:
        assert self.python, "else nobody is asked"
        try:
            self._answer = _Read(stamp, ask_tensorflow(beyond, self.python))
        except NoCheckpoint as error:
            self._answer = _Read(stamp, problem=str(error))
        self._is_asking = False
        self._found()

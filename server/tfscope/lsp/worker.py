"""One thread that works on the latest job only: a newer one stops the older."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from time import monotonic
from typing import Any, Generic, TypeVar

from tfscope.project.analysis import deep_thread

log = logging.getLogger(__name__)

Job = TypeVar("Job")

# A person who has not typed for so long is reading.
QUIET_SECONDS = 2.0


class Worker(Generic[Job]):
    """Runs `work(job, cancelled)` on a thread of its own with a deep stack.

    `cancelled()` becomes true as soon as a newer urgent job was put. Jobs that wait become one by
    `merge(older, newer)`; a job that was cancelled is not run again, so what must not be lost it does first.
    """

    def __init__(
        self,
        work: Callable[[Job, Callable[[], bool]], Any],
        merge: Callable[[Job, Job], Job],
        give_way: Callable[[], None] = lambda: None,
        rest: Callable[[], None] = lambda: None,
    ) -> None:
        """work: gives False for a job that there was nothing to do for, by which no rest is put off. give_way: called
        whenever `cancelled` is, and may wait. rest: called once when there was nothing to do for a while."""
        self._work = work
        self._give_way = give_way
        self._rest = rest
        self._merge = merge
        self._condition = threading.Condition()
        self._waiting: list[Job] = []
        self._number = 0
        self._stopped = False
        self._busy = False
        self._thread: threading.Thread | None = None

    def put(self, job: Job, urgent: bool = True) -> None:
        """Hands in a job; returns at once. What runs is let finish first when it is not urgent."""
        with self._condition:
            self._number += urgent
            self._waiting = [self._merge(self._waiting[0], job) if self._waiting else job]
            if self._thread is None:
                self._thread = deep_thread(self._run, "tfscope-analysis")
            self._condition.notify()

    def is_idle(self) -> bool:
        """Whether no job runs or waits."""
        return not self._busy and not self._waiting

    def stop(self) -> None:
        """Cancels what runs and ends the thread."""
        with self._condition:
            self._number += 1
            self._stopped = True
            self._condition.notify()

    def _run(self) -> None:
        rest_at: float | None = None
        while True:
            if not self._wait(rest_at):
                self._guarded(self._rest)
                rest_at = None
                continue
            with self._condition:
                if self._stopped:
                    return
                job, number, self._busy = self._waiting.pop(), self._number, True
            worked = self._guarded(self._work, job, lambda number=number: self._is_outdated(number))
            self._busy = False
            if worked is not False:
                rest_at = monotonic() + QUIET_SECONDS

    def _wait(self, until: float | None) -> bool:
        """Whether there is something to do, as soon as there is or the time has come."""
        seconds = None if until is None else max(0.0, until - monotonic())
        with self._condition:
            return bool(self._condition.wait_for(lambda: self._waiting or self._stopped, seconds))

    def _is_outdated(self, number: int) -> bool:
        self._give_way()
        return self._number != number

    def _guarded(self, work: Callable[..., Any], *args: object) -> Any:
        try:
            return work(*args)
        except Exception:
            log.exception("a job failed")
            return None

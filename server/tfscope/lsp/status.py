"""Tells the client what the server is doing: `tfscope/status` of docs/protocol.md."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from tfscope.features.wording import count, file_name

if TYPE_CHECKING:
    from tfscope.lsp.server import Server
    from tfscope.lsp.session import Snapshot

# Shorter work is not worth a sign of it that comes and goes.
NOTICEABLE_SECONDS = 0.3


class Status:
    """Sends a state when it differs from the last one; work that is soon done is not mentioned."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._told: dict[str, str] = {}
        self._timer: asyncio.TimerHandle | None = None
        self._defect = False

    def defect(self) -> None:
        """Something of ours has failed, as the log says. A person is told until the next analysis is asked for."""
        self._defect = True
        if self._timer is None:
            self._tell(_BROKEN)

    def working(self, by_a_person: bool = True) -> None:
        """An analysis was asked for. by_a_person: by an edit, and not because something more is known."""
        self._defect = self._defect and not by_a_person
        if self._timer is None:
            loop = asyncio.get_running_loop()
            self._timer = loop.call_later(NOTICEABLE_SECONDS, self._tell, {"state": "working", "message": "analysing"})

    def finished(self, snapshot: Snapshot) -> None:
        """An analysis is there; whether it is the last one that was asked for does not matter to a person."""
        if self._timer:
            self._timer.cancel()
            self._timer = None
        if snapshot.failures:
            self._tell(_failed(snapshot))
        else:
            self._tell(_BROKEN if self._defect or _has_defect(snapshot) else _ready(snapshot))

    def _tell(self, status: dict[str, Any]) -> None:
        if status != self._told:
            self._told = status
            self._server.protocol.notify("tfscope/status", status)


class TellDefects(logging.Handler):
    """Whatever is logged as an error is a defect of ours, and the status says so. From any thread."""

    def __init__(self, tell: Callable[[], None]) -> None:
        super().__init__(logging.ERROR)
        self._tell = tell

    def emit(self, record: logging.LogRecord) -> None:
        """Says that there is something in the log."""
        self._tell()


_BROKEN = {
    "state": "failed",
    "message": "an answer is missing",
    "detail": "A defect in tfscope cost some answers; the others are right. "
    "The output has what is needed to report it.",
}


def _has_defect(snapshot: Snapshot) -> bool:
    return any(one.is_defect for run in snapshot.index.runs for one in run.resolution.gave_up)


def _ready(snapshot: Snapshot) -> dict[str, Any]:
    silent = [f"{path} gives no answer: what lies there is left out for a minute." for path in snapshot.silent]
    stopped = [one.reason for run in snapshot.index.runs for one in run.resolution.gave_up if one.site is None]
    details = silent + stopped
    return {"state": "ready", **({"detail": details[0]} if details else {})}


def _failed(snapshot: Snapshot) -> dict[str, Any]:
    names = ", ".join(map(file_name, snapshot.failures))
    return {
        "state": "failed",
        "message": f"the analysis of {names} failed",
        "detail": f"{count(len(snapshot.failures), 'program')} could not be analysed because of a defect in tfscope. "
        "The output has what is needed to report it.",
    }

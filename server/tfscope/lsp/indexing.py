"""Reads the workspace's imports in the background, with progress that can be cancelled."""

from __future__ import annotations

import asyncio
import logging
import threading
import time
import uuid
from typing import TYPE_CHECKING

from lsprotocol import types

from tfscope.project.files import Overlay
from tfscope.project.workspace import Workspace

if TYPE_CHECKING:
    from tfscope.lsp.server import Server

log = logging.getLogger("tfscope")

REPORT_SECONDS = 0.25
SHOWN_FROM = 500
TITLE = "tfscope: reading the workspace's imports"


class Indexing:
    """One run per workspace. It starts after the first answers, and gives way to everything else."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._workspace: Workspace | None = None
        self._stopped = threading.Event()

    def start(self) -> None:
        """Begins unless this workspace was begun already."""
        workspace = self._server.project
        if workspace is self._workspace or not workspace.roots:
            return
        self._workspace = workspace
        self._stopped = stopped = threading.Event()
        loop = asyncio.get_running_loop()
        args = (workspace, self._server.documents.overlay(), stopped, loop)
        threading.Thread(target=self._run, args=args, name="tfscope-index", daemon=True).start()

    def stop(self) -> None:
        """Ends what runs."""
        self._stopped.set()

    def _run(
        self, workspace: Workspace, overlay: Overlay, stopped: threading.Event, loop: asyncio.AbstractEventLoop
    ) -> None:
        progress = _Progress(self._server, loop)
        try:
            workspace.index(overlay, lambda: stopped.is_set() or progress.cancelled, progress.report)
        except Exception:
            log.exception("the workspace's imports could not be read")
        loop.call_soon_threadsafe(self._finish, workspace, progress)

    def _finish(self, workspace: Workspace, progress: _Progress) -> None:
        progress.end()
        if workspace is self._server.project:
            self._server.more_is_known()


class _Progress:
    """A progress bar in the client, for workspaces large enough to need one."""

    def __init__(self, server: Server, loop: asyncio.AbstractEventLoop) -> None:
        self._server = server
        self._loop = loop
        self._token: str | None = None
        self._next = 0.0
        window = server.client_capabilities.window
        self._possible = bool(window and window.work_done_progress)

    @property
    def cancelled(self) -> bool:
        future = self._server.work_done_progress.tokens.get(self._token) if self._token else None
        return future is not None and future.cancelled()

    def report(self, done: int, of: int) -> None:
        """Called on the indexing thread for every file."""
        time.sleep(0)  # lets a waiting request go first
        if self._possible and of >= SHOWN_FROM and time.monotonic() >= self._next:
            self._next = time.monotonic() + REPORT_SECONDS
            self._loop.call_soon_threadsafe(self._show, done, of)

    def end(self) -> None:
        """Called on the event loop."""
        if self._token:
            self._server.work_done_progress.end(self._token, types.WorkDoneProgressEnd())

    def _show(self, done: int, of: int) -> None:
        message, percentage = f"{done} of {of} files", 100 * done // of
        if self._token is None:
            self._token = str(uuid.uuid4())
            self._server.work_done_progress.create(self._token)
            begin = types.WorkDoneProgressBegin(TITLE, cancellable=True, message=message, percentage=percentage)
            self._server.work_done_progress.begin(self._token, begin)
        else:
            report = types.WorkDoneProgressReport(cancellable=True, message=message, percentage=percentage)
            self._server.work_done_progress.report(self._token, report)

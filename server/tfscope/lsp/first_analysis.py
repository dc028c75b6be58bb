"""A question asked right after a file was opened waits for the first analysis of it: nothing is known before."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING

from tfscope.lsp.documents import Document

if TYPE_CHECKING:
    from tfscope.lsp.server import Server
    from tfscope.lsp.session import Snapshot

# Longer than a person waits for a hover.
MOST_SECONDS = 5.0


class FirstAnalysis:
    """Which open files were analysed at least once; later edits do not make one wait, the last analysis answers."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._analysed: set[str] = set()
        self._next = asyncio.Event()

    async def of(self, uri: str) -> None:
        """Returns when the document was analysed once, is not open, or too much time has passed."""
        if not self._is_waited_for(uri):
            return
        with contextlib.suppress(asyncio.TimeoutError):
            await asyncio.wait_for(self._wait(uri), MOST_SECONDS)

    def analysed(self, snapshot: Snapshot) -> None:
        """A new snapshot is there."""
        self._analysed |= snapshot.whole
        self._wake()

    def closed(self, document: Document) -> None:
        """The next time it is opened it is new again."""
        self._analysed.discard(document.file)
        self._wake()

    async def _wait(self, uri: str) -> None:
        while self._is_waited_for(uri):
            await self._next.wait()

    def _is_waited_for(self, uri: str) -> bool:
        document = self._server.documents.get(uri)
        return document is not None and document.file not in self._analysed

    def _wake(self) -> None:
        self._next.set()
        self._next = asyncio.Event()

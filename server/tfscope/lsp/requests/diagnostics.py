"""Diagnostics: pushed with their version, or pulled by clients that can."""

from __future__ import annotations

import asyncio
import logging
from itertools import count

from lsprotocol import types

from tfscope.lsp.documents import Document
from tfscope.lsp.server import Server
from tfscope.lsp.session import Snapshot

log = logging.getLogger("tfscope")

Items = list[types.Diagnostic]


def register(server: Server) -> None:
    pusher, puller = Pusher(server), Puller(server)

    async def on_pull(params: types.DocumentDiagnosticParams) -> types.DocumentDiagnosticReport:
        return await puller.report(params)

    def start() -> None:
        if not client_pulls(server):
            server.listeners.append(pusher)
            return
        server.listeners.append(puller)
        options = types.DiagnosticOptions(
            inter_file_dependencies=True, workspace_diagnostics=False, identifier="tfscope"
        )
        server.feature(types.TEXT_DOCUMENT_DIAGNOSTIC, options)(on_pull)

    server.when_initialized.append(start)


def client_pulls(server: Server) -> bool:
    """Whether the client asks for the diagnostics of open documents; to push them too would show them twice."""
    text = server.client_capabilities.text_document
    return bool(text and text.diagnostic)


def is_told(snapshot: Snapshot, document: Document) -> bool:
    """Whether a snapshot has enough to say of the present text of a document to take the place of what is shown."""
    return document.file in snapshot.told and snapshot.numbers.get(document.file) == document.file_number


def is_begun(snapshot: Snapshot, document: Document) -> bool:
    """Whether a snapshot has something to say of the present text of a document: enough for one just opened, for
    which nothing is shown yet."""
    return document.path in snapshot.begun and snapshot.numbers.get(document.path) == document.number


class Pusher:
    """Sends the diagnostics of open documents once per text, and again when they change; with the setting for it,
    those of closed files too."""

    def __init__(self, server: Server) -> None:
        self._server = server
        # The number of the text; None for a file that is not open.
        self._sent: dict[str, tuple[int | None, Items]] = {}

    def analysed(self, snapshot: Snapshot) -> None:
        """A new snapshot is there."""
        for document in self._server.documents.all():
            if is_told(snapshot, document) or (document.uri not in self._sent and is_begun(snapshot, document)):
                self._show(snapshot, document)
        self._show_closed(snapshot)

    def _show(self, snapshot: Snapshot, document: Document) -> None:
        try:
            self._send(document.uri, document, self._items(snapshot, document.path))
        except Exception:
            log.exception("the diagnostics of %s could not be sent", document.path)

    def _show_closed(self, snapshot: Snapshot) -> None:
        """Sends what there is of closed files with the setting for it, and takes back what is no more."""
        is_wanted = self._server.options.whole_workspace
        closed = [path for path in snapshot.problems if is_wanted and not self._server.documents.at(path)]
        found: dict[str, Items] = {self._server.converter.uri(path): [] for path in closed}
        for path in closed:
            found[self._server.converter.uri(path)] += self._items(snapshot, path)
        gone = {uri: [] for uri, (number, _) in self._sent.items() if number is None and uri not in found}
        for uri, items in (found | gone).items():
            self._send(uri, None, items)

    def closed(self, document: Document) -> None:
        """Nothing is shown of a file that is not open, until the whole workspace is asked for."""
        self._send(document.uri, None, [])
        self._sent.pop(document.uri, None)

    def _items(self, snapshot: Snapshot, path: str) -> Items:
        return self._server.converter.diagnostics(snapshot.problems.get(path, ()))

    def _send(self, uri: str, document: Document | None, items: Items) -> None:
        number, version = (document.number, document.version) if document else (None, None)
        if self._sent.get(uri) != (number, items):
            self._sent[uri] = (number, items)
            self._server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, items, version))


class Puller:
    """Answers when the analysis of the text that was asked about is there, and tells the client to ask again when
    something else changed the answer."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._next = asyncio.Event()
        self._answers: dict[str, tuple[str, Items]] = {}
        self._ids = count(1)

    async def report(self, params: types.DocumentDiagnosticParams) -> types.DocumentDiagnosticReport:
        """The answer to one request; empty for a document that is not open."""
        uri = params.text_document.uri
        while (document := self._server.documents.get(uri)) and not self._is_known(document):
            await self._next.wait()
        if document is None:
            return types.RelatedFullDocumentDiagnosticReport([])
        result_id, items = self._answer(document)
        if params.previous_result_id == result_id:
            return types.RelatedUnchangedDocumentDiagnosticReport(result_id)
        return types.RelatedFullDocumentDiagnosticReport(items, result_id=result_id)

    def analysed(self, snapshot: Snapshot) -> None:
        """A new snapshot is there."""
        self._next.set()
        self._next = asyncio.Event()
        stale = [
            document
            for document in self._server.documents.all()
            if is_told(snapshot, document)
            and document.uri in self._answers
            and self._answers[document.uri][1] != self._items(document)
        ]
        if stale and self._can_refresh():
            self._server.workspace_diagnostic_refresh(None)

    def closed(self, document: Document) -> None:
        """The client forgets what it pulled by itself."""
        self._answers.pop(document.uri, None)
        self._next.set()
        self._next = asyncio.Event()

    def _is_known(self, document: Document) -> bool:
        snapshot = self._server.snapshot
        is_first = document.uri not in self._answers and self._can_refresh()
        return is_told(snapshot, document) or (is_first and is_begun(snapshot, document))

    def _can_refresh(self) -> bool:
        workspace = self._server.client_capabilities.workspace
        return bool(workspace and workspace.diagnostics and workspace.diagnostics.refresh_support)

    def _answer(self, document: Document) -> tuple[str, Items]:
        items = self._items(document)
        known = self._answers.get(document.uri)
        if known is None or known[1] != items:
            known = self._answers[document.uri] = (str(next(self._ids)), items)
        return known

    def _items(self, document: Document) -> Items:
        return self._server.converter.diagnostics(self._server.snapshot.problems.get(document.path, ()))

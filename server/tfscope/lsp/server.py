"""The server: what it holds for a session, and how its parts are told of changes."""

from __future__ import annotations

import asyncio
import logging
import sys
import threading
from collections.abc import Callable, Sequence
from typing import Protocol as Interface

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.io_ import StdoutWriter, run_async
from pygls.lsp.server import LanguageServer

from tfscope import __version__
from tfscope.lsp.convert import Converter
from tfscope.lsp.documents import Document, Documents
from tfscope.lsp.first_analysis import FirstAnalysis
from tfscope.lsp.indexing import Indexing
from tfscope.lsp.protocol import Protocol
from tfscope.lsp.session import Analysis, Job, Snapshot
from tfscope.lsp.settings import Options
from tfscope.lsp.status import Status
from tfscope.lsp.stdio import Foreground, Input
from tfscope.project.workspace import Workspace

log = logging.getLogger("tfscope")

# Only cells in Python are sent; so they are numbered as the commands number them.
NOTEBOOKS = types.NotebookDocumentSyncOptions(
    [types.NotebookDocumentFilterWithCells(notebook="*", cells=[types.NotebookCellLanguage("python")])], save=True
)


class Listener(Interface):
    """A part that follows the session."""

    def analysed(self, snapshot: Snapshot) -> None:
        """A new snapshot is there; the server has it already."""

    def closed(self, document: Document) -> None:
        """A document was closed."""


class Server(LanguageServer):
    """One session with one client. Everything here belongs to the event loop."""

    def __init__(self) -> None:
        super().__init__("tfscope", __version__, protocol_cls=Protocol, max_workers=2, notebook_document_sync=NOTEBOOKS)
        self.documents = Documents()
        self.converter = Converter(self.documents, types.ClientCapabilities())
        self.snapshot = Snapshot()
        self.roots: tuple[str, ...] = ()
        self.trusted = False
        # As the protocol has it: 0 for a client that said goodbye.
        self.exit_code = 1
        self.options = Options()
        self.project = Workspace(())
        self.foreground = Foreground()
        self.analysis = Analysis(self._publish_from_worker, self._found_more, self.foreground.give_way, self._read_more)
        self.indexing = Indexing(self)
        self.status = Status(self)
        self.first_analysis = FirstAnalysis(self)
        self.listeners: list[Listener] = [self.first_analysis]
        self.when_initialized: list[Callable[[], None]] = []
        self._loop: asyncio.AbstractEventLoop | None = None

    def serve(self) -> int:
        """Serves the client on standard input and output until it leaves; gives the exit code."""
        self.protocol.set_writer(StdoutWriter(sys.stdout.buffer))
        try:
            asyncio.run(self._serve())
        except BrokenPipeError:
            log.info("the client is gone")
        except (KeyboardInterrupt, SystemExit):
            pass
        finally:
            self.shutdown()
        return self.exit_code

    async def _serve(self) -> None:
        self._stop_event = threading.Event()
        if eager := getattr(asyncio, "eager_task_factory", None):  # from Python 3.12 on
            asyncio.get_running_loop().set_task_factory(eager)
        messages = Input(sys.stdin.fileno(), self.foreground)
        await run_async(self._stop_event, messages, self.protocol, log, self.report_server_error)

    def begin(self, roots: Sequence[str], options: Options) -> None:
        """Looks at these folders with these options from now on."""
        self._loop = asyncio.get_running_loop()
        self.roots = tuple(roots)
        self.options = options
        self.project = Workspace(self.roots, options.project)
        self.indexing.stop()
        self._put(Job(self.documents.overlay(), workspace=self.project, options=options))

    def configure(self, options: Options) -> None:
        """Goes by these options from now on; what was analysed is kept where they do not bear on it."""
        if options.project != self.options.project:
            self.begin(self.roots, options)
        else:
            self.options = options
            self._put(Job(self.documents.overlay(), options=options), urgent=False)

    def edited(self, path: str) -> None:
        """The text of a file is another, in the editor or on disk."""
        focus = path if self.documents.is_open(path) else None
        self._put(Job(self.documents.overlay(), changed=frozenset({path}), focus=focus))

    def closed(self, document: Document) -> None:
        """A document was closed: from now on its file is what counts."""
        self.gone([document])
        self._put(Job(self.documents.overlay(), changed=frozenset({document.file})))

    def gone(self, documents: Sequence[Document]) -> None:
        """Documents are open no longer, such as cells of a notebook that were deleted."""
        for document in documents:
            for listener in self.listeners:
                listener.closed(document)

    def files_changed(self, paths: Sequence[str], moved: bool) -> None:
        """Files were written outside the editor; `moved`: some may have come or gone."""
        self._put(Job(self.documents.overlay(), changed=frozenset(paths), moved=moved))

    def more_is_known(self) -> None:
        """Such as the workspace's imports, so that files are looked at from the programs that reach them, or what is in
        the checkpoint of the settings."""
        self._put(Job(self.documents.overlay()), urgent=False)

    def look_at_disk(self) -> None:
        """Finds out what changed outside the editor, for clients that do not tell. Never stops an analysis."""
        if self.analysis.is_idle():
            self.analysis.put(Job(self.documents.overlay(), look=True))

    def report_server_error(self, error: Exception, source: object) -> None:
        """Into the log: a person can do nothing about it. What breaks the protocol's rules is the client's."""
        log.log(logging.WARNING if isinstance(error, JsonRpcException) else logging.ERROR, "%s: %s", source, error)

    def tell_defect(self) -> None:
        """Something was logged as an error, on any thread."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self.status.defect)

    def _put(self, job: Job, urgent: bool = True) -> None:
        self.status.working(by_a_person=urgent)
        self.foreground.hurry()
        self.analysis.put(job, urgent)

    def _publish_from_worker(self, snapshot: Snapshot) -> None:
        assert self._loop is not None, "an analysis was asked for"
        self._loop.call_soon_threadsafe(self._take, snapshot)

    def _found_more(self) -> None:
        assert self._loop is not None, "an analysis was asked for"
        self._loop.call_soon_threadsafe(self.files_changed, (), True)

    def _read_more(self) -> None:
        assert self._loop is not None, "an analysis was asked for"
        self._loop.call_soon_threadsafe(self.more_is_known)

    def _take(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        for listener in self.listeners:
            try:
                listener.analysed(snapshot)
            except Exception:
                log.exception("%s failed on a new analysis", type(listener).__name__)
        self.status.finished(snapshot)
        self.indexing.start()

"""tfscope/variables and tfscope/variablesChanged (docs/protocol.md)"""

from __future__ import annotations

from typing import Any

from tfscope.events import Run
from tfscope.features.variables import runs_of, variables
from tfscope.lsp.documents import Document, path_of
from tfscope.lsp.protocol import isolated
from tfscope.lsp.server import Server
from tfscope.lsp.session import Snapshot
from tfscope.project.paths import shown

NOTHING = {"entry": None, "entries": [], "tree": None}


def register(server: Server) -> None:
    server.feature("tfscope/variables")(on_variables)
    server.listeners.append(Watcher(server))


@isolated(empty=NOTHING)
async def on_variables(ls: Server, params: Any) -> dict[str, Any]:
    await ls.first_analysis.of(params.textDocument.uri)
    document = ls.documents.get(params.textDocument.uri)
    path = document.path if document else path_of(params.textDocument.uri)
    runs = runs_of(ls.snapshot.index, path) if path else []
    if not runs:
        return NOTHING
    wanted = getattr(params, "entry", None)
    run = next((run for run in runs if run.entry == wanted), runs[0])
    return {
        "entry": run.entry,
        "entries": [{"path": run.entry, "label": _label(ls, run)} for run in runs],
        "tree": ls.converter.tree(variables(run)),
    }


class Watcher:
    """Tells the client in which open files the variables may be others now."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._known: dict[str, list[Run]] = {}

    def analysed(self, snapshot: Snapshot) -> None:
        """A new snapshot is there."""
        documents = self._server.documents.all()
        now = {document.uri: runs_of(snapshot.index, document.path) for document in documents}
        changed = [uri for uri, runs in now.items() if runs != self._known.get(uri)]
        self._known = now
        if changed:
            self._server.protocol.notify("tfscope/variablesChanged", {"uris": changed})

    def closed(self, document: Document) -> None:
        """Nobody looks at its variables."""
        self._known.pop(document.uri, None)


def _label(server: Server, run: Run) -> str:
    labels = [shown(run.entry, root) for root in server.roots]
    return min(labels, key=len, default=run.entry)

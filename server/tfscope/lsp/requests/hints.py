"""textDocument/inlayHint and textDocument/codeLens, which clients ask for again when an analysis changed them"""

from __future__ import annotations

from lsprotocol import types

from tfscope.events import Run
from tfscope.features.code_lenses import CodeLens, code_lenses
from tfscope.features.inlay_hints import inlay_hints
from tfscope.features.variables import runs_of
from tfscope.lsp.documents import Document
from tfscope.lsp.protocol import isolated
from tfscope.lsp.requests.asking import module_of
from tfscope.lsp.server import Server
from tfscope.lsp.session import Snapshot


def register(server: Server) -> None:
    server.feature(types.TEXT_DOCUMENT_INLAY_HINT)(on_inlay_hint)
    server.feature(types.TEXT_DOCUMENT_CODE_LENS)(on_code_lens)
    server.listeners.append(Refresher(server))


@isolated(empty=[])
async def on_inlay_hint(ls: Server, params: types.InlayHintParams) -> list[types.InlayHint]:
    await ls.first_analysis.of(params.text_document.uri)
    module = module_of(ls, params.text_document.uri) if ls.options.inlay_hints else None
    if module is None:
        return []
    hints = inlay_hints(ls.snapshot.view, module, params.range.start.line + 1, params.range.end.line + 1)
    return [
        types.InlayHint(
            ls.converter.position(module.path, hint.line, hint.column),
            hint.text,
            tooltip=hint.tooltip,
            padding_left=True,
        )
        for hint in hints
    ]


@isolated(empty=[])
async def on_code_lens(ls: Server, params: types.CodeLensParams) -> list[types.CodeLens]:
    await ls.first_analysis.of(params.text_document.uri)
    module = module_of(ls, params.text_document.uri)
    lenses = code_lenses(ls.snapshot.view, module) if module else []
    return [_lens(ls, params.text_document.uri, lens) for lens in lenses]


def _lens(ls: Server, uri: str, lens: CodeLens) -> types.CodeLens:
    where = ls.converter.range(lens.span)
    places = [ls.converter.location(place) for place in lens.places]
    return types.CodeLens(
        where,
        types.Command(title=lens.text, command="tfscope.showLocations", arguments=[uri, where.start, places]),
    )


class Refresher:
    """Asks clients that can to ask again, when what runs reach the open files are others than before."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._known: dict[str, list[Run]] = {}
        self._showed_hints = False

    def analysed(self, snapshot: Snapshot) -> None:
        """A new snapshot is there."""
        now = {document.path: runs_of(snapshot.index, document.path) for document in self._server.documents.all()}
        shows_hints, showed_hints = self._server.options.inlay_hints, self._showed_hints
        if now == self._known and shows_hints == showed_hints:
            return
        self._known, self._showed_hints = now, shows_hints
        workspace = self._server.client_capabilities.workspace or types.WorkspaceClientCapabilities()
        if workspace.code_lens and workspace.code_lens.refresh_support:
            self._server.workspace_code_lens_refresh(None)
        if (shows_hints or showed_hints) and workspace.inlay_hint and workspace.inlay_hint.refresh_support:
            self._server.workspace_inlay_hint_refresh(None)

    def closed(self, document: Document) -> None:
        """Nobody looks at it."""
        self._known.pop(document.path, None)

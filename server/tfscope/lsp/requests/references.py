"""textDocument/references, textDocument/documentHighlight"""

from __future__ import annotations

from lsprotocol import types

from tfscope.features.references import highlights, references
from tfscope.lsp.protocol import isolated
from tfscope.lsp.requests.asking import place_in_module, units_of
from tfscope.lsp.server import Server

KINDS = {"write": types.DocumentHighlightKind.Write, "read": types.DocumentHighlightKind.Read}


def register(server: Server) -> None:
    server.feature(types.TEXT_DOCUMENT_REFERENCES)(on_references)
    server.feature(types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT)(on_highlight)


@isolated(empty=[])
async def on_references(ls: Server, params: types.ReferenceParams) -> list[types.Location]:
    await ls.first_analysis.of(params.text_document.uri)
    place = place_in_module(ls, params)
    if place is None:
        return []
    marks = references(ls.snapshot.view, *place, units_of=lambda path: units_of(ls, path))
    wanted = marks if params.context.include_declaration else [mark for mark in marks if mark.kind == "read"]
    return [ls.converter.location(mark.span) for mark in wanted]


@isolated(empty=[])
async def on_highlight(ls: Server, params: types.DocumentHighlightParams) -> list[types.DocumentHighlight]:
    await ls.first_analysis.of(params.text_document.uri)
    place = place_in_module(ls, params)
    marks = highlights(ls.snapshot.view, *place) if place else []
    return [types.DocumentHighlight(ls.converter.range(mark.span), KINDS[mark.kind]) for mark in marks]

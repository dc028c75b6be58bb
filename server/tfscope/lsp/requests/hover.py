"""textDocument/hover"""

from __future__ import annotations

from lsprotocol import types

from tfscope.features.hover import hover
from tfscope.lsp.protocol import isolated
from tfscope.lsp.requests.asking import place_in_module
from tfscope.lsp.server import Server


def register(server: Server) -> None:
    server.feature(types.TEXT_DOCUMENT_HOVER)(on_hover)


@isolated()
async def on_hover(ls: Server, params: types.HoverParams) -> types.Hover | None:
    await ls.first_analysis.of(params.text_document.uri)
    place = place_in_module(ls, params)
    if not place:
        return None
    answer = hover(ls.snapshot.view, *place, uri_of=ls.converter.uri, checkpoint=ls.snapshot.checkpoint)
    return ls.converter.hover(answer) if answer else None

"""textDocument/definition"""

from __future__ import annotations

from lsprotocol import types

from tfscope.features.definition import definition
from tfscope.lsp.protocol import isolated
from tfscope.lsp.requests.asking import place_in_module
from tfscope.lsp.server import Server


def register(server: Server) -> None:
    server.feature(types.TEXT_DOCUMENT_DEFINITION)(on_definition)


@isolated(empty=[])
async def on_definition(ls: Server, params: types.DefinitionParams) -> list[types.LocationLink] | list[types.Location]:
    await ls.first_analysis.of(params.text_document.uri)
    place = place_in_module(ls, params)
    return ls.converter.links(definition(ls.snapshot.view, *place)) if place else []

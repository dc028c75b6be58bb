"""What requests about a position have in common."""

from __future__ import annotations

from lsprotocol import types

from tfscope.lsp.server import Server
from tfscope.project import OpenText
from tfscope.syntax import Module


def place_in_module(server: Server, params: types.TextDocumentPositionParams) -> tuple[Module, int, int] | None:
    """The parsed present text, the line from 1 and the column in code points; None outside of open texts."""
    place = server.converter.place(params.text_document.uri, params.position)
    if place is None:
        return None
    path, line, column = place
    document = server.documents.at(path)
    module = server.project.files.module(path, {path: OpenText(document.version, document.text)}) if document else None
    return (module, line, column) if module else None

"""What requests about a position have in common."""

from __future__ import annotations

from collections.abc import Sequence

from lsprotocol import types

from tfscope.lsp.server import Server
from tfscope.project.files import OpenText
from tfscope.syntax import Module, Unit


def place_in_module(server: Server, params: types.TextDocumentPositionParams) -> tuple[Module, int, int] | None:
    """The parsed present text, the line from 1 and the column in code points; None outside of open texts."""
    place = server.converter.place(params.text_document.uri, params.position)
    if place is None:
        return None
    path, line, column = place
    module = open_module(server, path)
    return (module, line, column) if module else None


def open_module(server: Server, path: str) -> Module | None:
    """The parsed present text of an open file, None when it is not open."""
    document = server.documents.at(path)
    if document is None:
        return None
    source = document.notebook or document
    return server.project.files.module(path, {source.path: OpenText(source.number, source.text)})


def module_of(server: Server, uri: str) -> Module | None:
    """The same for the URI of a document."""
    document = server.documents.get(uri)
    return open_module(server, document.path) if document else None


def units_of(server: Server, path: str) -> Sequence[Unit] | None:
    """The units of an open file as it is now, None when it is not open."""
    module = open_module(server, path)
    return module.units if module else None

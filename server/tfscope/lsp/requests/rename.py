"""textDocument/prepareRename, textDocument/rename"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from lsprotocol import types

from tfscope.features.answers import Span
from tfscope.features.rename import Refused, Renaming, prepare_rename, rename
from tfscope.lsp.protocol import Refusal, isolated
from tfscope.lsp.requests.asking import place_in_module
from tfscope.lsp.server import Server
from tfscope.syntax import Module

Answer = TypeVar("Answer")


def register(server: Server) -> None:
    server.feature(types.TEXT_DOCUMENT_PREPARE_RENAME)(on_prepare)
    server.feature(types.TEXT_DOCUMENT_RENAME, types.RenameOptions(prepare_provider=True))(on_rename)


@isolated()
def on_prepare(ls: Server, params: types.PrepareRenameParams) -> types.Range | Refusal | None:
    place = place_in_module(ls, params)
    if place is None:
        return None
    span = _caught(lambda: prepare_rename(ls.snapshot.view, *place, module_of=lambda path: _module(ls, path)))
    return ls.converter.range(span) if isinstance(span, Span) else span


@isolated()
def on_rename(ls: Server, params: types.RenameParams) -> types.WorkspaceEdit | Refusal | None:
    place = place_in_module(ls, params)
    if place is None:
        return None
    renaming = _caught(
        lambda: rename(ls.snapshot.view, *place, params.new_name, module_of=lambda path: _module(ls, path))
    )
    if not isinstance(renaming, Renaming):
        return renaming
    ls.window_show_message(types.ShowMessageParams(types.MessageType.Warning, renaming.warning))
    return _edit(ls, renaming)


def _caught(function: Callable[[], Answer]) -> Answer | Refusal:
    try:
        return function()
    except Refused as reason:
        return Refusal(str(reason))


def _module(ls: Server, path: str) -> Module | None:
    """The file as it is now, open or not."""
    return ls.project.files.module(path, ls.documents.overlay())


def _edit(ls: Server, renaming: Renaming) -> types.WorkspaceEdit:
    changes: dict[str, list[types.TextEdit]] = {}
    for span in renaming.spans:
        edit = types.TextEdit(ls.converter.range(span), renaming.text)
        changes.setdefault(ls.converter.uri(span.path), []).append(edit)
    return types.WorkspaceEdit(changes)

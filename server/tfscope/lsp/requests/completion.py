"""textDocument/completion"""

from __future__ import annotations

from lsprotocol import types

from tfscope.features.completion import Completion, completions
from tfscope.lsp.protocol import isolated
from tfscope.lsp.requests.asking import place_in_module
from tfscope.lsp.server import Server

KINDS = {
    "variable": types.CompletionItemKind.Variable,
    "scope": types.CompletionItemKind.Module,
    "value": types.CompletionItemKind.Value,
}


def register(server: Server) -> None:
    options = types.CompletionOptions(trigger_characters=['"', "'", "/", "="])
    server.feature(types.TEXT_DOCUMENT_COMPLETION, options)(on_completion)


@isolated(empty=[])
def on_completion(ls: Server, params: types.CompletionParams) -> list[types.CompletionItem]:
    place = place_in_module(ls, params)
    if place is None:
        return []
    module, line, column = place
    lines = ls.documents.get(params.text_document.uri).lines
    text = "\n".join(map(lines.line, range(1, line + 1)))
    found = completions(ls.snapshot.view, module, text, line, column)
    return [_item(ls, number, completion) for number, completion in enumerate(found)]


def _item(ls: Server, number: int, completion: Completion) -> types.CompletionItem:
    """In our order, in place of what is typed so far, so that names with slashes are whole."""
    documentation = types.MarkupContent(types.MarkupKind.Markdown, completion.documentation)
    return types.CompletionItem(
        completion.text,
        kind=KINDS[completion.kind],
        detail=completion.detail,
        documentation=documentation if completion.documentation else None,
        sort_text=f"{number:04}",
        preselect=completion.preferred and number == 0,
        text_edit=types.TextEdit(ls.converter.range(completion.span), completion.text),
    )

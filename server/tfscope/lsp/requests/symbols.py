"""textDocument/documentSymbol, workspace/symbol"""

from __future__ import annotations

from lsprotocol import types

from tfscope.features.symbols import Symbol, document_symbols, workspace_symbols
from tfscope.lsp.convert import Converter
from tfscope.lsp.protocol import isolated
from tfscope.lsp.requests.asking import module_of
from tfscope.lsp.server import Server

KINDS = {"scope": types.SymbolKind.Namespace, "variable": types.SymbolKind.Variable}


def register(server: Server) -> None:
    server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, types.DocumentSymbolOptions(label="TensorFlow scopes"))(
        on_document_symbols
    )
    server.feature(types.WORKSPACE_SYMBOL)(on_workspace_symbols)


@isolated(empty=[])
async def on_document_symbols(
    ls: Server, params: types.DocumentSymbolParams
) -> list[types.DocumentSymbol] | list[types.SymbolInformation]:
    await ls.first_analysis.of(params.text_document.uri)
    module = module_of(ls, params.text_document.uri)
    symbols = document_symbols(ls.snapshot.view, module) if module else []
    text = ls.client_capabilities.text_document
    if text and text.document_symbol and text.document_symbol.hierarchical_document_symbol_support:
        return [_symbol(symbol, ls.converter) for symbol in symbols]
    return [flat for symbol in symbols for flat in _flat(symbol, "", ls.converter)]


@isolated(empty=[])
def on_workspace_symbols(ls: Server, params: types.WorkspaceSymbolParams) -> list[types.SymbolInformation]:
    return [
        types.SymbolInformation(
            location=ls.converter.location(found.span),
            name=found.name,
            kind=KINDS[found.kind],
            container_name=found.scope or None,
        )
        for found in workspace_symbols(ls.snapshot.index, params.query)
    ]


def _symbol(symbol: Symbol, convert: Converter) -> types.DocumentSymbol:
    return types.DocumentSymbol(
        symbol.label,
        KINDS[symbol.kind],
        convert.range(symbol.span),
        convert.range(symbol.part),
        symbol.detail or None,
        children=[_symbol(child, convert) for child in symbol.children],
    )


def _flat(symbol: Symbol, parent: str, convert: Converter) -> list[types.SymbolInformation]:
    """For clients that know no trees: full names, and the scope each lies in."""
    name = f"{parent}/{symbol.label}" if parent else symbol.label
    here = types.SymbolInformation(
        location=convert.location(symbol.span), name=name, kind=KINDS[symbol.kind], container_name=parent or None
    )
    return [here, *(flat for child in symbol.children for flat in _flat(child, name, convert))]

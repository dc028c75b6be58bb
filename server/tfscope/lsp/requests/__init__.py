"""One file per request or family of requests; each `register` adds its handlers to a server."""

from tfscope.lsp.requests import (
    definition,
    diagnostics,
    hover,
    lifecycle,
    references,
    symbols,
    sync,
    variables,
    workspace,
)

ALL = (lifecycle, sync, workspace, hover, definition, references, symbols, diagnostics, variables)

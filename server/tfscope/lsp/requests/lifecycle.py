"""initialize, initialized, shutdown, exit"""

from __future__ import annotations

import logging

from lsprotocol import types

from tfscope.lsp.convert import Converter
from tfscope.lsp.lifetime import end_soon, end_with
from tfscope.lsp.protocol import isolated
from tfscope.lsp.requests.workspace import ask_for_options, watch
from tfscope.lsp.server import Server
from tfscope.lsp.settings import read_options
from tfscope.project.paths import from_uri

log = logging.getLogger("tfscope")


def register(server: Server) -> None:
    server.feature(types.INITIALIZE)(on_initialize)
    server.feature(types.INITIALIZED)(on_initialized)
    server.feature(types.SHUTDOWN)(on_shutdown)
    server.feature(types.EXIT)(on_exit)


def on_initialize(ls: Server, params: types.InitializeParams) -> None:
    ls.documents.encoding = str(getattr(ls.workspace.position_encoding, "value", ls.workspace.position_encoding))
    ls.converter = Converter(ls.documents, params.capabilities)
    options = params.initialization_options if isinstance(params.initialization_options, dict) else {}
    ls.trusted = options.get("trusted") is not False
    for start in ls.when_initialized:
        start()
    ls.begin(_roots(params), read_options({}, ls.trusted))
    if params.process_id:
        end_with(params.process_id)


@isolated()
def on_initialized(ls: Server, params: types.InitializedParams) -> None:
    watch(ls)
    ask_for_options(ls)


@isolated()
def on_shutdown(ls: Server, params: None) -> None:
    ls.exit_code = 0
    ls.analysis.stop()
    ls.indexing.stop()


def on_exit(ls: Server, params: None) -> None:
    end_soon(ls.exit_code)


def _roots(params: types.InitializeParams) -> list[str]:
    uris = [folder.uri for folder in params.workspace_folders or ()]
    if not uris and params.root_uri:
        uris = [params.root_uri]
    return [path for path in map(from_uri, uris) if path]

"""Folders, settings and files that change outside the editor."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

from lsprotocol import types

from tfscope.lsp.protocol import isolated
from tfscope.lsp.server import Server
from tfscope.lsp.settings import read_options
from tfscope.project.paths import from_uri

log = logging.getLogger("tfscope")

LOOK_SECONDS = 2.0
WATCHED = ("**/*.{py,pyw,ipynb}", "**/pyproject.toml")


def register(server: Server) -> None:
    server.feature(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)(on_folders)
    server.feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)(on_configuration)
    server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)(on_watched_files)


@isolated()
def on_folders(ls: Server, params: types.DidChangeWorkspaceFoldersParams) -> None:
    removed = {from_uri(folder.uri) for folder in params.event.removed}
    added = [path for folder in params.event.added if (path := from_uri(folder.uri))]
    ls.begin([root for root in ls.roots if root not in removed] + added, ls.options)


@isolated()
def on_configuration(ls: Server, params: types.DidChangeConfigurationParams) -> None:
    if _can_ask(ls):
        ask_for_options(ls)
    else:
        settings = params.settings if isinstance(params.settings, dict) else {}
        _use(ls, {"": settings.get("tfscope", settings)})


@isolated()
def on_watched_files(ls: Server, params: types.DidChangeWatchedFilesParams) -> None:
    paths = {path: change.type for change in params.changes if (path := from_uri(change.uri))}
    open_unchanged = {path for path in paths if ls.documents.is_open(path) and path in ls.project.imports}
    moved = any(kind != types.FileChangeType.Changed or not path.endswith(".py") for path, kind in paths.items())
    changed = [path for path in paths if path not in open_unchanged]
    if changed or moved:
        ls.files_changed(changed, moved)


def watch(server: Server) -> None:
    """Asks to be told of changes to files and settings; looks at the files itself where the client cannot tell."""
    workspace = server.client_capabilities.workspace or types.WorkspaceClientCapabilities()
    registrations = []
    if workspace.did_change_watched_files and workspace.did_change_watched_files.dynamic_registration:
        watchers = [types.FileSystemWatcher(glob) for glob in WATCHED]
        options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
        registrations.append(_registration(types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options))
    else:
        _look_now_and_then(server)
    if workspace.did_change_configuration and workspace.did_change_configuration.dynamic_registration:
        options = types.DidChangeConfigurationRegistrationOptions("tfscope")
        registrations.append(_registration(types.WORKSPACE_DID_CHANGE_CONFIGURATION, options))
    if registrations:
        server.client_register_capability(types.RegistrationParams(registrations))


def _look_now_and_then(server: Server) -> None:
    server.look_at_disk()
    asyncio.get_running_loop().call_later(LOOK_SECONDS, _look_now_and_then, server)


def ask_for_options(server: Server) -> None:
    """Asks for the settings; they are used when they come."""
    if not _can_ask(server):
        return

    roots = server.roots

    def answered(values: list[Any]) -> None:
        if server.roots == roots:
            _use(server, dict(zip(("", *roots), values, strict=False)))

    items = [types.ConfigurationItem(section="tfscope")]
    items += [types.ConfigurationItem(server.converter.uri(root), "tfscope") for root in roots]
    server.workspace_configuration(types.ConfigurationParams(items), answered)


def _can_ask(server: Server) -> bool:
    workspace = server.client_capabilities.workspace
    return bool(workspace and workspace.configuration)


def _use(server: Server, sections: dict[str, Any]) -> None:
    options = read_options(sections, server.trusted)
    if options != server.options:
        server.configure(options)


def _registration(method: str, options: Any) -> types.Registration:
    return types.Registration(f"tfscope-{method}", method, options)

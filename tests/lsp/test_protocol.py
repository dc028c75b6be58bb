"""What is left of a message when it is handled: nothing, or a day of typing fills the memory."""

from __future__ import annotations

import asyncio
import gc
from concurrent.futures import Future
from pathlib import Path

from tfscope.lsp.requests import ALL
from tfscope.lsp.server import Server

TEXT = "import tensorflow as tf\n"


class Nobody:
    """A client that hears nothing."""

    def write(self, data: bytes) -> None:
        """Whatever is said."""

    def close(self) -> None:
        """There is nothing to close."""


def session(root: Path, edits: int) -> tuple[Server, int]:
    """A session in which so many edits were made, and how many futures it has left."""

    async def run() -> tuple[Server, int]:
        server = Server()
        server.protocol.set_writer(Nobody())
        for requests in ALL:
            requests.register(server)
        uri = (root / "a.py").as_uri()
        document = {"uri": uri, "languageId": "python", "version": 0, "text": TEXT}
        messages = [
            {"id": 1, "method": "initialize", "params": {"processId": None, "rootUri": None, "capabilities": {}}},
            {"method": "initialized", "params": {}},
            {"method": "textDocument/didOpen", "params": {"textDocument": document}},
        ]
        for number in range(edits):
            change = {
                "textDocument": {"uri": uri, "version": number + 1},
                "contentChanges": [{"text": f"{TEXT}# {number}"}],
            }
            messages.append({"method": "textDocument/didChange", "params": change})
        for message in messages:
            server.protocol.handle_message(server.protocol.structure_message({"jsonrpc": "2.0", **message}))
        text = next(iter(server.documents.all())).text
        assert text.endswith(f"# {edits - 1}"), "the edits were taken in"
        gc.collect()
        left = sum(isinstance(one, Future) for one in gc.get_objects())
        server.analysis.stop()
        return server, left

    return asyncio.run(run())


def test_an_edit_leaves_nothing_behind(tmp_path):
    """Also not in the library that speaks the protocol."""
    few, many = session(tmp_path, 3), session(tmp_path, 50)
    assert many[1] - few[1] < 20

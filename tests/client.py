"""A small editor that talks to a real server over standard input and output."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

LAUNCH = [sys.executable, str(Path(__file__).with_name("launch.py"))]
PATIENCE = 30.0


class Client:
    """One session. Answers the server's own requests the way editors do; keeps its notifications."""

    def __init__(self, root: Path, command: list[str] | None = None, **initialize: Any) -> None:
        self.root = root
        handle, name = tempfile.mkstemp(prefix="tfscope-", suffix=".log")
        self._log, self._log_path = os.fdopen(handle, "wb"), Path(name)
        self.process = subprocess.Popen(
            command or [*LAUNCH, "serve"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._log, cwd=root
        )
        self.settings: dict[str, Any] = {}
        self.requests: list[dict[str, Any]] = []
        self.notifications: queue.Queue[dict[str, Any]] = queue.Queue()
        self._answers: dict[int, queue.Queue[dict[str, Any]]] = {}
        self._versions: dict[str, int] = {}
        self._id = 0
        threading.Thread(target=self._read, daemon=True).start()
        self.initialized = self._initialize(initialize)

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.request("shutdown")
            self.notify("exit")
            self.process.wait(PATIENCE)
        self._log.close()
        self._log_path.unlink()

    @property
    def log_text(self) -> str:
        """What the server wrote to its log so far."""
        return self._log_path.read_text("utf-8", "replace")

    def uri(self, name: str) -> str:
        """The URI of a file of the folder."""
        return (self.root / name).as_uri()

    def request(self, method: str, params: Any = None) -> Any:
        """The result of a request; raises RuntimeError with the server's error."""
        answer = self.post(method, params).get(timeout=PATIENCE)
        if "error" in answer:
            raise RuntimeError(answer["error"]["message"])
        return answer["result"]

    def post(self, method: str, params: Any = None) -> queue.Queue[dict[str, Any]]:
        """Sends a request; its answer comes into the queue that is returned."""
        self._id += 1
        answers: queue.Queue[dict[str, Any]] = queue.Queue()
        self._answers[self._id] = answers
        self.send({"id": self._id, "method": method, "params": params})
        return answers

    def notify(self, method: str, params: Any = None) -> None:
        """Sends a notification."""
        self.send({"method": method, "params": params})

    def send(self, message: dict[str, Any]) -> None:
        """Sends anything, with the header that belongs to it."""
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.send_bytes(b"Content-Length: %d\r\n\r\n" % len(body) + body)

    def send_bytes(self, data: bytes) -> None:
        """Sends bytes as they are."""
        assert self.process.stdin
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def open(self, name: str, text: str | None = None) -> None:
        """Opens a file, with its text on disk unless another is given."""
        text = (self.root / name).read_text("utf-8") if text is None else text
        self._versions[name] = 1
        item = {"uri": self.uri(name), "languageId": "python", "version": 1, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": item})

    def change(self, name: str, *changes: dict[str, Any]) -> int:
        """Changes an open file; gives the new version."""
        self._versions[name] += 1
        document = {"uri": self.uri(name), "version": self._versions[name]}
        self.notify("textDocument/didChange", {"textDocument": document, "contentChanges": list(changes)})
        return self._versions[name]

    def close(self, name: str) -> None:
        """Closes a file."""
        self.notify("textDocument/didClose", {"textDocument": {"uri": self.uri(name)}})

    def wait_for(self, method: str, wanted: Any = lambda params: True) -> Any:
        """The parameters of the next notification of this method that is `wanted`."""
        while True:
            message = self.notifications.get(timeout=PATIENCE)
            if message["method"] == method and wanted(message["params"]):
                return message["params"]

    def wait_for_request(self, method: str) -> None:
        """Returns when the server has asked for this, once more than when it was waited for last."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            found = next((request for request in self.requests if request["method"] == method), None)
            if found:
                self.requests.remove(found)
                return
            time.sleep(0.01)
        raise TimeoutError(f"no {method}")

    def forget_notifications(self) -> None:
        """Leaves what came so far out of what is waited for."""
        while not self.notifications.empty():
            self.notifications.get()

    def diagnostics(self, name: str, version: int | None = 1) -> list[dict[str, Any]]:
        """The diagnostics pushed for a version of a file."""
        uri = self.uri(name)
        params = self.wait_for(
            "textDocument/publishDiagnostics", lambda p: p["uri"] == uri and p.get("version") == version
        )
        return params["diagnostics"]

    def at(self, method: str, name: str, line: int, character: int) -> Any:
        """The result of a request about a position (line and character from 0)."""
        position = {"line": line, "character": character}
        return self.request(method, {"textDocument": {"uri": self.uri(name)}, "position": position})

    def hover(self, name: str, line: int, character: int) -> str:
        """The text of a hover, empty if there is none."""
        answer = self.at("textDocument/hover", name, line, character)
        return answer["contents"]["value"] if answer else ""

    def _initialize(self, given: dict[str, Any]) -> dict[str, Any]:
        root = self.root.as_uri()
        params = {
            "processId": os.getpid(),
            "rootUri": root,
            "workspaceFolders": [{"uri": root, "name": "root"}],
            "capabilities": {},
            **given,
        }
        result = self.request("initialize", params)
        self.notify("initialized", {})
        return result

    def _read(self) -> None:
        stream = self.process.stdout
        assert stream
        while header := stream.readline():
            length = 0
            while header.strip():
                if header.lower().startswith(b"content-length:"):
                    length = int(header.split(b":")[1])
                header = stream.readline()
            self._take(json.loads(stream.read(length)))

    def _take(self, message: dict[str, Any]) -> None:
        if "method" in message and "id" in message:
            self.requests.append(message)
            self.send({"id": message["id"], "result": self._own_answer(message)})
        elif "method" in message:
            self.notifications.put(message)
        else:
            self._answers.pop(message["id"]).put(message)

    def _own_answer(self, message: dict[str, Any]) -> Any:
        if message["method"] == "workspace/configuration":
            return [self.settings for _ in message["params"]["items"]]
        return None

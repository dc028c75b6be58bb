"""An editor that measures: any language server on standard input and output, from outside its process."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

PATIENCE = 60.0
LOOK_SECONDS = 0.05
CAPABILITIES = {
    "general": {"positionEncodings": ["utf-16"]},
    "window": {"workDoneProgress": True},
    "workspace": {"configuration": True, "workspaceFolders": True, "didChangeConfiguration": {}},
    "textDocument": {
        "publishDiagnostics": {"versionSupport": True},
        "hover": {"contentFormat": ["markdown", "plaintext"]},
        "definition": {"linkSupport": True},
        "documentSymbol": {"hierarchicalDocumentSymbolSupport": True},
    },
}


class Editor:
    """One session with one server. Every time is in milliseconds."""

    def __init__(
        self,
        command: Sequence[str],
        root: Path,
        settings: dict[str, Any] | None = None,
        more_roots: Sequence[Path] = (),
    ) -> None:
        self.root = root
        self._more_roots = more_roots
        self._settings = settings or {}
        self._answers: dict[int, queue.SimpleQueue] = {}
        self._diagnostics: queue.SimpleQueue = queue.SimpleQueue()
        self._pushes = False
        self._id = 0
        self._versions: dict[str, int] = {}
        self._lock = threading.Lock()
        self.progress: list[dict[str, Any]] = []
        self.peak_kib = 0
        self.spawned = time.perf_counter()
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=root
        )
        threading.Thread(target=self._read, daemon=True).start()
        threading.Thread(target=self._watch_memory, daemon=True).start()
        self._initialize()

    def __enter__(self) -> Editor:
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self.ask("shutdown", None, 5)
            self.notify("exit", None)
            self.process.wait(5)
        except (queue.Empty, OSError, subprocess.TimeoutExpired):
            self.process.kill()

    @property
    def mebibytes(self) -> int:
        """The most memory that the server's processes had at a time."""
        return round(self.peak_kib / 1024)

    def can(self, provider: str) -> bool:
        """Whether the server says that it answers something, such as "hoverProvider"."""
        return bool(self.capabilities.get(provider))

    def open(self, path: Path, text: str | None = None) -> None:
        """Opens a file."""
        text = path.read_text("utf-8", "replace") if text is None else text
        self._versions[path.as_uri()] = 1
        item = {"uri": path.as_uri(), "languageId": "python", "version": 1, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": item})

    def type(self, path: Path, line: int, column: int, text: str, replaced: int = 0) -> float:
        """Replaces some characters of a line; gives when."""
        uri = path.as_uri()
        self._versions[uri] += 1
        span = {"start": {"line": line, "character": column}, "end": {"line": line, "character": column + replaced}}
        document = {"uri": uri, "version": self._versions[uri]}
        while not self._diagnostics.empty():
            self._diagnostics.get()
        start = time.perf_counter()
        self.notify(
            "textDocument/didChange", {"textDocument": document, "contentChanges": [{"range": span, "text": text}]}
        )
        return start

    def until_diagnostics(self, path: Path, start: float, patience: float = PATIENCE) -> float | None:
        """The time from `start` to the diagnostics of the file's present text, None if none come. Asks for them where
        the server does not push."""
        uri = path.as_uri()
        if self.can("diagnosticProvider") and not self._pushes:
            self.ask("textDocument/diagnostic", {"textDocument": {"uri": uri}}, patience)
            return _since(start)
        end = time.perf_counter() + patience
        while (left := end - time.perf_counter()) > 0:
            try:
                at, params = self._diagnostics.get(timeout=left)
            except queue.Empty:
                break
            if params["uri"] == uri and params.get("version") in (None, self._versions[uri]):
                self._pushes = True
                return (at - start) * 1000
        return None

    def at(self, method: str, path: Path, line: int, column: int, **more: Any) -> tuple[float, Any]:
        """How long a question about a place takes, and its answer."""
        place = {"textDocument": {"uri": path.as_uri()}, "position": {"line": line, "character": column}}
        return self.ask(method, {**place, **more})

    def ask(self, method: str, params: Any, patience: float = PATIENCE) -> tuple[float, Any]:
        """How long a request takes, and its answer, None for an error."""
        self._id += 1
        answers = self._answers[self._id] = queue.SimpleQueue()
        start = time.perf_counter()
        self._send({"id": self._id, "method": method, "params": params})
        at, message = answers.get(timeout=patience)
        return (at - start) * 1000, message.get("result")

    def notify(self, method: str, params: Any) -> None:
        """Sends a notification."""
        self._send({"method": method, "params": params})

    def _initialize(self) -> None:
        root = self.root.as_uri()
        folders = [{"uri": folder.as_uri(), "name": folder.name} for folder in (self.root, *self._more_roots)]
        params = {"processId": os.getpid(), "rootUri": root, "workspaceFolders": folders, "capabilities": CAPABILITIES}
        _, result = self.ask("initialize", params)
        self.start = _since(self.spawned)
        self.capabilities = result["capabilities"]
        self.notify("initialized", {})

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        with self._lock:
            self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
            self.process.stdin.flush()

    def _read(self) -> None:
        stream = self.process.stdout
        while header := stream.readline():
            length = 0
            while header.strip():
                if header.lower().startswith(b"content-length:"):
                    length = int(header.split(b":")[1])
                header = stream.readline()
            message = json.loads(stream.read(length))
            self._take(time.perf_counter(), message)

    def _take(self, at: float, message: dict[str, Any]) -> None:
        method = message.get("method")
        if method and "id" in message:
            self._send({"id": message["id"], "result": self._own_answer(message)})
        elif method == "textDocument/publishDiagnostics":
            self._diagnostics.put((at, message["params"]))
        elif method == "$/progress":
            self.progress.append({"at": at, **message["params"]["value"]})
        elif not method and message.get("id") in self._answers:
            self._answers.pop(message["id"]).put((at, message))

    def _own_answer(self, message: dict[str, Any]) -> Any:
        if message["method"] == "workspace/configuration":
            return [self._settings for _ in message["params"]["items"]]
        return None

    def _watch_memory(self) -> None:
        while self.process.poll() is None:
            self.peak_kib = max(self.peak_kib, _resident_kib(self.process.pid))
            time.sleep(LOOK_SECONDS)


def _since(start: float) -> float:
    return (time.perf_counter() - start) * 1000


def _resident_kib(process: int) -> int:
    """The memory of a process and all below it; 0 where the system does not tell."""
    total, waiting = 0, [process]
    while waiting:
        folder = Path("/proc", str(waiting.pop()))
        try:
            status = (folder / "status").read_text("ascii", "replace")
            total += sum(int(line.split()[1]) for line in status.split("\n") if line.startswith("VmRSS"))
            waiting += [
                int(child) for task in (folder / "task").iterdir() for child in (task / "children").read_text().split()
            ]
        except OSError:
            continue
    return total

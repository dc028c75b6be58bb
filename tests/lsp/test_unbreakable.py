"""Messages, files and clients as they should not be: the session goes on, or ends at once."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from client import LAUNCH, Client

TEXT = "import tensorflow as tf\nfrom net import build\nbuild()\n"
NET = "import tensorflow as tf\ndef build():\n    return tf.get_variable('w', [1])\n"
MEGABYTE = 1 << 20


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "root"
    root.mkdir()
    (root / "a.py").write_text(TEXT, "utf-8")
    (root / "net.py").write_text(NET, "utf-8")
    return root


def is_well(client: Client, version: int = 1) -> bool:
    """Whether the session still has the right answer."""
    client.diagnostics("a.py", version)
    return "`w`" in client.hover("a.py", 2, 2)


def test_a_message_of_100_megabytes(folder):
    """A text of that size is taken in, and the next one is analysed."""
    with Client(folder) as client:
        client.open("a.py", "#" * (100 * MEGABYTE))
        version = client.change("a.py", {"text": TEXT})
        assert is_well(client, version)


def test_requests_before_initialize(folder):
    """They are errors or have no answer; what follows is in order."""
    process = subprocess.Popen([*LAUNCH, "serve"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=folder)
    for message in (
        {"method": "textDocument/didOpen", "params": {"textDocument": _item(folder, "a.py")}},
        {"id": 1, "method": "textDocument/hover", "params": _position(folder, "a.py")},
        {"id": 2, "method": "initialize", "params": {"processId": None, "rootUri": None, "capabilities": {}}},
        {"id": 3, "method": "shutdown"},
        {"method": "exit"},
    ):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        process.stdin.flush()
    output, _ = process.communicate(timeout=60)
    assert b'"id":2' in output.replace(b" ", b"")
    assert process.returncode == 0


def test_a_request_after_shutdown_and_a_second_open(folder):
    """A document that is opened twice has the text of the second time; after a shutdown only `exit` counts."""
    client = Client(folder)
    client.open("a.py", "nonsense = (")
    client.open("a.py")
    assert is_well(client)
    client.request("shutdown")
    client.post("textDocument/hover", _position(folder, "a.py"))
    client.notify("exit")
    assert client.process.wait(20) == 0


@pytest.mark.parametrize("length", [b"-1", b"many", b"3.5", b""], ids=["negative", "word", "fraction", "nothing"])
def test_a_length_that_is_none(folder, length):
    """The message is lost, and the session goes on or ends; it does not hang."""
    client = Client(folder)
    client.send_bytes(b"Content-Length: " + length + b"\r\n\r\n")
    client.send_bytes(b"\r\n")
    client.open("a.py")
    end = time.monotonic() + 20
    while client.process.poll() is None and time.monotonic() < end and client.notifications.empty():
        time.sleep(0.05)
    assert client.process.poll() is not None or is_well(client)
    client.process.kill()


@pytest.mark.parametrize("wrong", [-5, 40], ids=["short", "long"])
def test_a_wrong_length(folder, wrong):
    """The messages that it runs into are lost; those after them are heard."""
    with Client(folder) as client:
        body = json.dumps({"jsonrpc": "2.0", "method": "tfscope/unknown", "params": {}}).encode()
        client.send_bytes(b"Content-Length: %d\r\n\r\n%s" % (len(body) + wrong, body))
        for _ in range(3):
            client.open("a.py")
        assert is_well(client)


def test_half_a_message_and_then_no_more(folder):
    """The server leaves, as when the client is killed while it writes."""
    client = Client(folder)
    client.send_bytes(b"Content-Length: 1000\r\n\r\n" + b'{"jsonrpc": "2.0", ')
    assert client.process.stdin
    client.process.stdin.close()
    client.process.wait(20)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
def test_edits_beside_astral_characters(folder, encoding):
    """Each edit lands where the client meant it, in every encoding."""
    width = {"utf-8": 4, "utf-16": 2, "utf-32": 1}[encoding]
    text = "import tensorflow as tf\nx = '𝄞𝄞'; tf.get_variable('w', [1])\r\ny = '𝄞'\r"
    column = len("x = ''; tf.get_variable('") + 2 * width
    with Client(folder, capabilities={"general": {"positionEncodings": [encoding]}}) as client:
        client.open("b.py", text)
        for number, letter in enumerate("abc"):
            place = {"line": 1, "character": column + number}
            client.change("b.py", {"range": {"start": place, "end": place}, "text": letter})
        client.diagnostics("b.py", 4)
        assert "`abcw`" in client.hover("b.py", 1, column)


def test_a_file_that_becomes_a_folder_and_is_gone(folder):
    """While it is imported by an open one: the variables go, and come back with it."""
    with Client(folder) as client:
        client.open("a.py")
        assert is_well(client)
        (folder / "net.py").unlink()
        (folder / "net.py").mkdir()
        client.wait_for("tfscope/variablesChanged", lambda p: client.hover("a.py", 2, 2) == "")
        (folder / "net.py").rmdir()
        (folder / "net.py").write_text(NET, "utf-8")
        client.wait_for("tfscope/variablesChanged", lambda p: "`w`" in client.hover("a.py", 2, 2))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
def test_a_file_that_never_gives_its_text(folder):
    """A pipe in place of a module is not waited for."""
    (folder / "net.py").unlink()
    os.mkfifo(folder / "net.py")
    with Client(folder) as client:
        client.open("a.py")
        client.diagnostics("a.py")
        assert client.hover("a.py", 2, 2) == ""


def test_two_clients_on_one_workspace(folder):
    """Each has its own texts."""
    with Client(folder) as one, Client(folder) as other:
        one.open("a.py")
        other.open("a.py")
        other.open("net.py", NET.replace("'w'", "'v'"))
        assert is_well(one)
        other.diagnostics("net.py")
        assert "`v`" in other.hover("a.py", 2, 2)
        assert "`w`" in one.hover("a.py", 2, 2)


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_server_whose_client_was_killed_leaves(folder):
    """With nobody to close its input: the client's process is looked after."""
    other = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    client = Client(folder, processId=other.pid)
    other.send_signal(signal.SIGKILL)
    other.wait()
    client.process.wait(20)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device")
def test_a_disk_that_is_full(folder):
    """The log cannot be written: answers come all the same."""
    command = ["sh", "-c", f'exec "{sys.executable}" "{LAUNCH[1]}" serve 2>/dev/full']
    with Client(folder, command=command) as client:
        client.notify("textDocument/didOpen", {"nonsense": 1})
        client.open("a.py")
        assert is_well(client)


def test_a_request_whose_parameters_cannot_be_read(folder):
    """It has an error for an answer."""
    with Client(folder) as client:
        client.open("a.py")
        answer = client.post("textDocument/hover", {"position": "here"}).get(timeout=30)
        assert answer["error"]["message"] == "Invalid Params"
        assert is_well(client)


def test_a_storm_of_cancelled_requests_of_every_kind(folder):
    """Each has one answer, and the last text counts."""
    methods = ("hover", "definition", "references", "documentHighlight", "codeLens", "documentSymbol", "completion")
    with Client(folder) as client:
        client.open("a.py")
        answers = []
        for number in range(140):
            method = f"textDocument/{methods[number % len(methods)]}"
            more = {"context": {"includeDeclaration": True}} if method.endswith("references") else {}
            answers.append(client.post(method, {**_position(folder, "a.py"), **more}))
            client.notify("$/cancelRequest", {"id": client._id})
            client.notify("$/cancelRequest", {"id": 10**6 + number})
        assert all(answer.get(timeout=60) for answer in answers)
        assert is_well(client)


def _item(folder: Path, name: str) -> dict[str, object]:
    return {"uri": (folder / name).as_uri(), "languageId": "python", "version": 1, "text": TEXT}


def _position(folder: Path, name: str) -> dict[str, object]:
    return {"textDocument": {"uri": (folder / name).as_uri()}, "position": {"line": 2, "character": 2}}

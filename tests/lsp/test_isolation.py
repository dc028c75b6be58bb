"""A defect costs one answer; a client that breaks the rules or goes away costs nothing more."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
from client import LAUNCH, Client

# Where one layer asks another, see launch_broken.py.
BOUNDARIES = (
    *("syntax", "resolver", "events", "project.imports", "project.workspace", "project.configuration"),
    *("checkpoint", "jedi", "lsp.documents", "lsp.diagnostics"),
)
TEXT = "import tensorflow as tf\ntf.get_variable('w', [1])\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "root"
    root.mkdir()
    (root / "a.py").write_text(TEXT, "utf-8")
    (root / "b.py").write_text(TEXT, "utf-8")
    return root


def test_an_analysis_that_fails_is_logged_and_the_rest_goes_on(folder, monkeypatch):
    """The status says so, the log has the traceback, and other files have their answers."""
    monkeypatch.setenv("TFSCOPE_TEST_FAIL_ON", "a.py")
    with Client(folder) as client:
        client.open("a.py")
        client.wait_for("tfscope/status", lambda p: p["state"] == "failed" and "a.py" in p["message"])
        assert client.hover("a.py", 1, 5) == ""
        client.open("b.py")
        client.diagnostics("b.py")
        assert "`w`" in client.hover("b.py", 1, 5)
        assert "ZeroDivisionError: injected" in client.log_text


@pytest.mark.parametrize("module", ["features.hover", "features.target", "lsp.convert"])
def test_a_request_that_fails_answers_nothing_and_is_logged(folder, module):
    """Whatever layer the defect is in."""
    launch = Path(LAUNCH[1]).with_name("launch_broken.py")
    with Client(folder, command=[sys.executable, str(launch), module, "serve"]) as client:
        client.open("a.py")
        client.diagnostics("a.py")
        assert client.hover("a.py", 1, 5) == ""
        assert "ZeroDivisionError: injected" in client.log_text
        client.change("a.py", {"text": TEXT.replace("w", "v")})
        assert client.diagnostics("a.py", 2) == []


@pytest.mark.parametrize("silent", ["b.py", "far"])
def test_a_drive_that_gives_no_answer_costs_what_lies_on_it(folder, monkeypatch, silent):
    """A file, or a folder that is imported from and looked through: the rest is analysed, and the status says what is
    left out. What is open needs no disk."""
    monkeypatch.setenv("TFSCOPE_TEST_SILENT", silent)
    (folder / "far").mkdir()
    (folder / "far" / "c.py").write_text(TEXT, "utf-8")
    (folder / "near.py").write_text(TEXT.replace("'w'", "'near'"), "utf-8")
    text = f"import b, far.c, near\n{TEXT}"
    with Client(folder) as client:
        client.open("a.py", text)
        assert "`w`" in client.hover("a.py", 2, 5)
        status = client.wait_for("tfscope/status", lambda p: "detail" in p)
        assert status["state"] == "ready"
        assert status["detail"].startswith(str(folder / silent))
        assert "gives no answer" in status["detail"]
        client.open("near.py")
        client.change("a.py", {"text": text.replace("'w'", "'v'")})
        client.diagnostics("a.py", 2)
        assert "`v`" in client.hover("a.py", 2, 5)
        assert "`near`" in client.hover("near.py", 1, 5)
        # The imports may have been looked for in the folder while it was looked through.
        assert client.log_text.count("gives no answer") in ((1,) if silent == "b.py" else (1, 2))


@pytest.mark.parametrize(
    ("module", "says"), [("rules", "the rule "), ("library", "internal error, please report it: ZeroDivisionError")]
)
def test_a_defect_in_the_rules_or_the_library_costs_what_it_says(folder, module, says):
    """All else is known: also what follows the call of a native that fails, or of a model that cannot even be read."""
    launch = Path(LAUNCH[1]).with_name("launch_broken.py")
    text = f"{TEXT}tf.layers.dense(tf.nn.relu(tf.zeros([2, 3])), 4)\ntf.get_variable('after', [1])\n"
    with Client(folder, command=[sys.executable, str(launch), module, "serve"]) as client:
        client.open("a.py", text)
        client.wait_for("tfscope/status", lambda p: p["state"] == "failed")
        assert "`w`" in client.hover("a.py", 1, 5)
        assert "`after`" in client.hover("a.py", 3, 5)
        assert says in client.log_text
        told = client.log_text.count(says)
        client.change("a.py", {"text": text.replace("'w'", "'v'")})
        client.diagnostics("a.py", 2)
        assert "`v`" in client.hover("a.py", 1, 5)
        assert module == "rules" or client.log_text.count(says) == told


@pytest.mark.parametrize("place", BOUNDARIES)
def test_a_defect_at_the_boundary_of_a_layer_costs_what_it_is_about(folder, place):
    """It is there for `a.py` alone: the log has it, the status says so, and `b.py` is answered, also after an edit."""
    launch = Path(LAUNCH[1]).with_name("launch_broken.py")
    with Client(folder, command=[sys.executable, str(launch), place, "serve"]) as client:
        client.open("a.py")
        client.open("b.py")
        client.change("a.py", {"text": f"{TEXT}tf.get_variable('w', [1])  # raises\n"})
        client.wait_for("tfscope/status", lambda p: p["state"] == "failed")
        assert "`w`" in client.hover("b.py", 1, 5)
        client.change("b.py", {"text": TEXT.replace("'w'", "'v'")})
        client.diagnostics("b.py", 2)
        assert "`v`" in client.hover("b.py", 1, 5)
        assert "ZeroDivisionError: injected" in client.log_text


@pytest.mark.parametrize(("line", "character"), [(0, 10**9), (10**9, 0), (2**31 - 1, 2**31 - 1), (1, 0)])
def test_positions_outside_the_text(folder, line, character):
    """No answer, no error."""
    with Client(folder) as client:
        client.open("a.py", "\n" if line == 1 else TEXT)
        client.diagnostics("a.py")
        assert client.at("textDocument/hover", "a.py", line, character) is None
        assert client.at("textDocument/definition", "a.py", line, character) == []


def test_documents_that_were_never_opened(folder):
    """Changes and questions about them are passed over."""
    with Client(folder) as client:
        client._versions["a.py"] = 4
        client.change("a.py", {"text": "x"})
        client.close("b.py")
        assert client.at("textDocument/hover", "a.py", 0, 0) is None
        client.open("a.py")
        assert client.diagnostics("a.py") == []


def test_edits_outside_the_text_and_versions_that_go_back(folder):
    """Edits are moved to the nearest place; the last text sent is the one that counts."""
    with Client(folder) as client:
        client.open("a.py", "")
        end = {"line": 900, "character": 900}
        client.change("a.py", {"range": {"start": end, "end": end}, "text": TEXT})
        client.diagnostics("a.py", 2)
        assert "`w`" in client.hover("a.py", 1, 5)
        client._versions["a.py"] = 0
        client.change("a.py", {"text": TEXT.replace("'w'", "'v'")})
        client.diagnostics("a.py", 1)
        assert "`v`" in client.hover("a.py", 1, 5)


def test_each_text_has_its_diagnostics_even_with_the_version_of_the_one_before(folder):
    """Scripts do not always count, and a file that is opened again begins anew."""
    error = TEXT + "tf.get_variable('w', [1])\n"
    with Client(folder) as client:
        for text in (TEXT, error, TEXT):
            client.open("a.py", text)
            assert len(client.diagnostics("a.py")) == (text == error)
            client._versions["a.py"] = 0
            client.change("a.py", {"text": f"{text}\n"})
            assert len(client.diagnostics("a.py")) == (text == error)
        client.close("a.py")
        assert client.diagnostics("a.py", None) == []
        client.open("a.py", error)
        assert len(client.diagnostics("a.py")) == 1


def test_unknown_methods_and_broken_messages(folder):
    """An error for the request, and the session goes on."""
    with Client(folder) as client:
        with pytest.raises(RuntimeError):
            client.request("tfscope/unknown", {})
        client.notify("tfscope/unknown", {})
        client.notify("textDocument/didOpen", {"nonsense": 1})
        client.send_bytes(b"Content-Length: 3\r\n\r\n{,}")
        client.send_bytes(b"Nonsense\r\nContent-Length: 2\r\n\r\n[]")
        client.open("a.py")
        assert client.diagnostics("a.py") == []


def test_a_storm_of_edits_and_cancelled_requests(folder):
    """Only the last text is analysed to its end; every request has one answer."""
    with Client(folder) as client:
        client.open("a.py")
        client.diagnostics("a.py")
        position = {"textDocument": {"uri": client.uri("a.py")}, "position": {"line": 1, "character": 5}}
        answers = []
        for number in range(100):
            client.change("a.py", {"text": TEXT.replace("'w'", f"'w{number}'")})
            answers.append(client.post("textDocument/hover", position))
            client.notify("$/cancelRequest", {"id": client._id})
        assert all(answer.get(timeout=30) for answer in answers)
        client.diagnostics("a.py", 101)
        assert "`w99`" in client.hover("a.py", 1, 5)


def test_the_server_leaves_when_it_is_told_to(folder):
    """With exit code 0 after a shutdown, even if its input stays open."""
    client = Client(folder)
    client.request("shutdown")
    client.notify("exit")
    assert client.process.wait(10) == 0


def test_the_server_leaves_when_its_input_ends(folder):
    """As when the client is killed."""
    client = Client(folder)
    client.open("a.py")
    assert client.process.stdin
    client.process.stdin.close()
    client.process.wait(10)


def test_the_server_leaves_when_the_clients_process_is_gone(folder):
    """Also where its input is kept open by somebody else."""
    other = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    client = Client(folder, processId=other.pid)
    assert client.process.poll() is None
    other.communicate(b"\n")
    client.process.wait(10)


def test_no_process_is_started_and_no_setting_followed_where_there_is_no_trust(folder):
    """The interpreter of the settings would write a file."""
    trap = folder / "python"
    trap.write_text(f"#!{sys.executable}\nopen({str(folder / 'ran')!r}, 'w')\n")
    trap.chmod(0o755)
    (folder / "a.py").write_text("import somewhere\n" + TEXT, "utf-8")
    options = {"capabilities": {"workspace": {"configuration": True}}, "initializationOptions": {"trusted": False}}
    with Client(folder, **options) as client:
        client.settings = {"environment": str(trap)}
        client.notify("workspace/didChangeConfiguration", {"settings": None})
        client.open("a.py")
        client.diagnostics("a.py")
        assert "`w`" in client.hover("a.py", 2, 5)
    assert not (folder / "ran").exists()


def test_the_log_states_levels(folder, monkeypatch):
    """`LEVEL logger: text`, which clients sort by."""
    monkeypatch.setenv("TFSCOPE_TEST_FAIL_ON", "a.py")
    with Client(folder) as client:
        client.open("a.py")
        client.wait_for("tfscope/status", lambda p: p["state"] == "failed")
        assert client.log_text.startswith("ERROR tfscope")


def test_a_message_may_come_in_pieces(folder):
    """Half a message is waited for."""
    with Client(folder) as client:
        body = json.dumps(
            {"jsonrpc": "2.0", "id": 999, "method": "tfscope/variables", "params": {"textDocument": {"uri": "x"}}}
        ).encode()
        answer = client._answers[999] = type(client.notifications)()
        client.send_bytes(b"Content-Length: %d\r\n" % len(body))
        time.sleep(0.05)
        client.send_bytes(b"\r\n" + body[:20])
        time.sleep(0.05)
        client.send_bytes(body[20:])
        assert answer.get(timeout=30)["result"]["tree"] is None


def test_hover_answers_while_an_analysis_runs_and_a_newer_text_stops_it(folder, monkeypatch):
    """An analysis of a minute: the last finished one answers meanwhile, and the next text need not wait for its end."""
    monkeypatch.setenv("TFSCOPE_TEST_SLOW_ON", "forever")
    with Client(folder) as client:
        client.open("a.py")
        client.diagnostics("a.py")
        client.forget_notifications()
        client.change("a.py", {"text": TEXT + "forever = 1\n"})
        client.wait_for("tfscope/status", lambda p: p["state"] == "working")
        assert "`w`" in client.hover("a.py", 1, 5)
        assert "textDocument/publishDiagnostics" not in [m["method"] for m in list(client.notifications.queue)]
        client.change("a.py", {"text": TEXT.replace("'w'", "'v'")})
        client.diagnostics("a.py", 3)
        assert "`v`" in client.hover("a.py", 1, 5)

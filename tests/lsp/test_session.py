"""A real server over standard input and output, asked as an editor asks."""

from __future__ import annotations

import time
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

import pytest
from client import Client
from tfscope.lsp.indexing import SHOWN_FROM

NET = """import tensorflow as tf
def my_net(x, reuse):
    with tf.variable_scope("my_net", reuse=reuse):
        return tf.get_variable("weights", [784, 512])
"""
TRAIN = """from net import my_net
my_net(0, False)
my_net(0, True)
"""
WATCHES = {"workspace": {"didChangeWatchedFiles": {"dynamicRegistration": True}}}
RELATED = {"textDocument": {"publishDiagnostics": {"relatedInformation": True}}}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "mé dir"
    root.mkdir()
    (root / "net.py").write_text(NET, "utf-8")
    (root / "train.py").write_text(TRAIN, "utf-8")
    return root


def test_hover_definition_and_diagnostics_across_files(folder):
    """The main job: the name over a call, the jump to its creation, and no false alarm."""
    with Client(folder, capabilities={"textDocument": {"definition": {"linkSupport": True}}}) as client:
        assert client.initialized["capabilities"]["hoverProvider"]
        client.open("train.py")
        assert client.diagnostics("train.py") == []
        assert "reuses 1 variable" in client.hover("train.py", 2, 2)
        client.open("net.py")
        assert client.diagnostics("net.py") == []
        assert "`my_net/weights`" in client.hover("net.py", 3, 20)
        (link,) = client.at("textDocument/definition", "net.py", 3, 20)
        assert link["targetUri"] == client.uri("net.py")
        assert link["targetRange"]["start"] == {"line": 3, "character": 15}


def test_a_question_right_after_opening_waits_for_the_first_analysis(folder):
    """An editor asks at once; "no definition" would be wrong, it is only not known yet."""
    with Client(folder) as client:
        client.open("train.py")
        assert "reuses 1 variable" in client.hover("train.py", 2, 2)
        client.open("net.py")
        (place,) = client.at("textDocument/definition", "net.py", 3, 20)
        assert place["range"]["start"] == {"line": 3, "character": 15}


def test_an_edit_is_answered_with_its_version(folder):
    """Taking reuse away brings the error, giving it back takes it away, each for the version it is about."""
    with Client(folder, capabilities=RELATED) as client:
        client.open("train.py")
        client.diagnostics("train.py")
        version = client.change("train.py", _replace(2, 10, 2, 14, "False"))
        client.open("net.py")
        (error,) = client.diagnostics("net.py")
        assert error["message"].startswith("Variable my_net/weights already exists, disallowed.")
        assert error["relatedInformation"][0]["message"] == "created here"
        assert version == 2
        client.change("train.py", _replace(2, 10, 2, 15, "True"))
        assert client.diagnostics("net.py") == []


def test_unsaved_text_counts(folder):
    """What the editor has comes before what is on disk; closing the file brings the disk's text back."""
    with Client(folder) as client:
        client.open("net.py", NET.replace("weights", "unsaved"))
        client.open("train.py")
        client.diagnostics("train.py")
        assert "`my_net/unsaved`" in client.hover("train.py", 1, 2)
        client.close("net.py")
        client.wait_for("tfscope/variablesChanged", lambda p: client.uri("train.py") in p["uris"])
        assert "`my_net/weights`" in client.hover("train.py", 1, 2)


def test_files_that_change_outside_are_noticed_without_a_word_from_the_client(folder):
    """Clients without a watcher: the server looks now and then, at changed and at new files."""
    (folder / "net.py").rename(folder / "later.py")
    with Client(folder) as client:
        client.open("train.py")
        client.diagnostics("train.py")
        (folder / "later.py").rename(folder / "net.py")
        client.wait_for("tfscope/variablesChanged", lambda p: "`my_net/weights`" in client.hover("train.py", 1, 2))
        (folder / "net.py").write_text(NET.replace("weights", "longer"), "utf-8")
        client.wait_for("tfscope/variablesChanged", lambda p: "`my_net/longer`" in client.hover("train.py", 1, 2))


def test_a_file_changed_outside_the_editor_is_read_again(folder):
    """As the client's watcher tells it, at once."""
    with Client(folder, capabilities=WATCHES) as client:
        client.open("train.py")
        client.diagnostics("train.py")
        (folder / "net.py").write_text(NET.replace("weights", "outside"), "utf-8")
        change = {"uri": client.uri("net.py"), "type": 2}
        client.notify("workspace/didChangeWatchedFiles", {"changes": [change]})
        client.wait_for("tfscope/variablesChanged", lambda p: "`my_net/outside`" in client.hover("train.py", 1, 2))


def test_a_missing_module_that_comes_later_is_found(folder):
    """A created file makes an import succeed."""
    (folder / "net.py").unlink()
    with Client(folder, capabilities=WATCHES) as client:
        client.open("train.py")
        client.diagnostics("train.py")
        assert client.hover("train.py", 1, 2) == ""
        (folder / "net.py").write_text(NET, "utf-8")
        client.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": client.uri("net.py"), "type": 1}]})
        client.wait_for("tfscope/variablesChanged", lambda p: "`my_net/weights`" in client.hover("train.py", 1, 2))


def test_a_library_file_is_seen_from_the_programs_of_the_workspace(folder):
    """Opening the library alone is enough: the workspace's imports are read in the background."""
    with Client(folder) as client:
        client.open("net.py")
        client.wait_for("tfscope/variablesChanged", lambda p: _has_program(client, "train.py"))
        assert "reused here (through [train.py:3]" in client.hover("net.py", 3, 20)


def test_several_workspace_folders(folder, tmp_path):
    """A folder that is added is searched too; one that is removed no longer."""
    other = tmp_path / "other"
    other.mkdir()
    (other / "elsewhere.py").write_text(NET.replace("my_net", "other_net"), "utf-8")
    (folder / "train.py").write_text(TRAIN.replace("net import", "elsewhere import").replace("my_net", "other_net"))
    event = {"added": [{"uri": other.as_uri(), "name": "other"}], "removed": []}
    with Client(folder) as client:
        client.open("train.py")
        client.diagnostics("train.py")
        assert client.hover("train.py", 1, 2) == ""
        client.notify("workspace/didChangeWorkspaceFolders", {"event": event})
        client.wait_for("tfscope/variablesChanged", lambda p: "`other_net/weights`" in client.hover("train.py", 1, 2))
        client.notify("workspace/didChangeWorkspaceFolders", {"event": {"added": [], "removed": event["added"]}})
        client.wait_for("tfscope/variablesChanged", lambda p: client.hover("train.py", 1, 2) == "")


@pytest.mark.parametrize(("encoding", "start"), [("utf-8", 14), ("utf-16", 11), ("utf-32", 10)])
def test_positions_in_every_encoding(tmp_path, encoding, start):
    """Text outside the basic plane before a call: four bytes, two UTF-16 units, one code point."""
    (tmp_path / "a.py").write_text("import tensorflow as tf\nx = '𝄞é'; tf.get_variable('w', [1])", "utf-8")
    with Client(tmp_path, capabilities={"general": {"positionEncodings": [encoding]}}) as client:
        assert client.initialized["capabilities"]["positionEncoding"] == encoding
        client.open("a.py")
        client.diagnostics("a.py")
        hovered = client.at("textDocument/hover", "a.py", 1, start)["range"]
        assert (hovered["start"]["character"], hovered["end"]["character"]) == (start, start + len("tf.get_variable"))
        assert client.hover("a.py", 1, start - 1) == ""


def test_form_feeds_and_lone_returns_do_not_shift_lines(tmp_path):
    """Only the line ends of the protocol count: a form feed is none, a lone return is one."""
    text = "import tensorflow as tf  # \x0c \u2028\r\ny = 2\rtf.get_variable('w', [1])\n"
    (tmp_path / "a.py").write_bytes(text.encode("utf-8"))
    with Client(tmp_path) as client:
        client.open("a.py", text)
        client.change("a.py", _replace(2, 17, 2, 18, "renamed"), _replace(1, 4, 1, 5, "3"))
        client.diagnostics("a.py", 2)
        assert "`renamed`" in client.hover("a.py", 2, 4)


def test_diagnostics_are_pulled_by_clients_that_can(folder):
    """Nothing is pushed then; an unchanged answer says so; other files' edits make the client ask again."""
    (folder / "train.py").write_text(TRAIN.replace("True", "False"), "utf-8")
    capabilities = {
        "textDocument": {"diagnostic": {"relatedDocumentSupport": False}},
        "workspace": {"diagnostics": {"refreshSupport": True}},
    }
    with Client(folder, capabilities=capabilities) as client:
        assert client.initialized["capabilities"]["diagnosticProvider"]["interFileDependencies"]
        client.open("train.py")
        client.open("net.py")
        document = {"textDocument": {"uri": client.uri("net.py")}}
        report = client.request("textDocument/diagnostic", document)
        assert [item["code"] for item in report["items"]] == ["variable-already-exists"]
        again = client.request("textDocument/diagnostic", {**document, "previousResultId": report["resultId"]})
        assert again == {"kind": "unchanged", "resultId": report["resultId"]}
        client.forget_notifications()
        client.change("train.py", _replace(2, 10, 2, 15, "True"))
        client.wait_for("tfscope/variablesChanged", lambda p: client.uri("net.py") in p["uris"])
        assert client.request("textDocument/diagnostic", document)["items"] == []
        assert "workspace/diagnostic/refresh" in [request["method"] for request in client.requests]
        missing = {"textDocument": {"uri": client.uri("missing.py")}}
        assert client.request("textDocument/diagnostic", missing)["items"] == []
        assert all(m["method"] != "textDocument/publishDiagnostics" for m in list(client.notifications.queue))


def test_settings_are_asked_for_and_applied_when_they_change(folder):
    """A rule's severity, and off."""
    (folder / "train.py").write_text("import tensorflow as tf\n" + "tf.get_variable('w', [1])\n" * 2, "utf-8")
    with Client(folder, capabilities={"workspace": {"configuration": True}}) as client:
        client.open("train.py")
        assert [d["severity"] for d in client.diagnostics("train.py")] == [1]
        for level, severities in (("hint", [4]), ("off", [])):
            client.settings = {"rules": {"variable-already-exists": level}}
            client.notify("workspace/didChangeConfiguration", {"settings": None})
            assert [d["severity"] for d in client.diagnostics("train.py")] == severities


def test_another_severity_analyses_nothing_again(folder):
    """A file that was written meanwhile, of which the client has not told, is not read."""
    (folder / "train.py").write_text(TRAIN.replace("True", "False"), "utf-8")
    workspace = {"configuration": True, "didChangeWatchedFiles": {"dynamicRegistration": True}}
    with Client(folder, capabilities={"workspace": workspace}) as client:
        client.settings = {"analysis": {"scope": "workspace"}}
        client.notify("workspace/didChangeConfiguration", {"settings": None})
        client.open("train.py")
        assert [d["severity"] for d in client.diagnostics("net.py", None)] == [1]
        (folder / "net.py").write_text("def my_net(reuse): pass\n", "utf-8")
        client.settings = {"analysis": {"scope": "workspace"}, "rules": {"variable-already-exists": "hint"}}
        client.notify("workspace/didChangeConfiguration", {"settings": None})
        while [d["severity"] for d in client.diagnostics("net.py", None)] != [4]:
            pass  # what it was before, with more or fewer notes


def test_problems_of_the_whole_workspace_on_request(folder):
    """Closed files have diagnostics too, without a version."""
    (folder / "train.py").write_text(TRAIN.replace("True", "False"), "utf-8")
    (folder / "open.py").write_text("x = 1", "utf-8")
    with Client(folder, capabilities={"workspace": {"configuration": True}}) as client:
        client.settings = {"analysis": {"scope": "workspace"}}
        client.notify("workspace/didChangeConfiguration", {"settings": None})
        client.open("open.py")
        assert [d["code"] for d in client.diagnostics("net.py", None)] == ["variable-already-exists"]
        client.settings = {}
        client.notify("workspace/didChangeConfiguration", {"settings": None})
        assert client.diagnostics("net.py", None) == []


def test_the_variables_view(folder):
    """The tree of the program that is chosen, and the programs to choose from."""
    with Client(folder) as client:
        client.open("train.py")
        client.diagnostics("train.py")
        answer = client.request("tfscope/variables", {"textDocument": {"uri": client.uri("train.py")}})
        assert [entry["label"] for entry in answer["entries"]] == ["train.py"]
        (scope,) = answer["tree"]["children"]
        (variable,) = scope["children"]
        assert (scope["name"], scope["total"]) == ("my_net", 784 * 512)
        assert (variable["name"], variable["shape"], variable["symbolic"]) == ("my_net/weights", [784, 512], False)
        assert [use["label"] for use in variable["reused"]] == ["train.py:3 <module>, net.py:4 my_net"]
        nothing = client.request("tfscope/variables", {"textDocument": {"uri": client.uri("missing.py")}})
        assert nothing == {"entry": None, "entries": [], "tree": None}


def test_untitled_documents_and_other_schemes(folder):
    """A text that was never saved is analysed; what is neither file nor text has empty answers."""
    with Client(folder) as client:
        text = "import tensorflow as tf\ntf.get_variable('w', [1])"
        for uri in ("untitled:Untitled-1", "git:/a.py"):
            item = {"uri": uri, "languageId": "python", "version": 1, "text": text}
            client.notify("textDocument/didOpen", {"textDocument": item})
        client.wait_for("textDocument/publishDiagnostics", lambda p: p["uri"] == "untitled:Untitled-1")
        position = {"position": {"line": 1, "character": 5}}
        hover = client.request("textDocument/hover", {"textDocument": {"uri": "untitled:Untitled-1"}, **position})
        assert "`w`" in hover["contents"]["value"]
        assert client.request("textDocument/hover", {"textDocument": {"uri": "git:/a.py"}, **position}) is None


def _replace(line: int, start: int, end_line: int, end: int, text: str) -> dict:
    return {
        "range": {"start": {"line": line, "character": start}, "end": {"line": end_line, "character": end}},
        "text": text,
    }


def _has_program(client: Client, name: str) -> bool:
    answer = client.request("tfscope/variables", {"textDocument": {"uri": client.uri("net.py")}})
    return name in [entry["label"] for entry in answer["entries"]]


def test_a_diagnostic_links_to_its_rules_page(folder):
    """`codeDescription` leads to a file that is there; both of an error and of what tfscope says of itself."""
    with Client(folder) as client:
        client.open("twice.py", "import tensorflow as tf\nfor _ in 0, 1:\n    tf.get_variable('w', [1])\n")
        (diagnostic,) = client.diagnostics("twice.py")
        page = Path(url2pathname(urlsplit(diagnostic["codeDescription"]["href"]).path))
        assert page.read_text("utf-8").startswith("# variable-already-exists")


def test_severities_come_from_pyproject_and_above_it_from_the_editor(folder):
    """A team's file is taken up when it changes; a person's own settings count more."""
    text = "import tensorflow as tf\nfor _ in 0, 1:\n    tf.get_variable('w', [1])\n"
    (folder / "pyproject.toml").write_text('[tool.tfscope.rules]\nvariable-already-exists = "hint"\n', "utf-8")
    with Client(folder, capabilities=WATCHES) as client:
        client.open("twice.py", text)
        (diagnostic,) = client.diagnostics("twice.py")
        assert diagnostic["severity"] == 4
        (folder / "pyproject.toml").write_text('[tool.tfscope.rules]\nvariable-already-exists = "off"\n', "utf-8")
        changes = [{"uri": client.uri("pyproject.toml"), "type": 2}]
        client.notify("workspace/didChangeWatchedFiles", {"changes": changes})
        assert client.diagnostics("twice.py") == []


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A folder of as many files as progress is shown from."""
    for number in range(SHOWN_FROM):
        (tmp_path / f"module{number}.py").write_text(f"import module{number + 1}\n", "utf-8")
    (tmp_path / "a.py").write_text("import tensorflow as tf\ntf.get_variable('w', [1])\n", "utf-8")
    return tmp_path


PROGRESS = {"window": {"workDoneProgress": True}}


def test_reading_a_large_workspace_shows_progress(large):
    """It begins, tells how far it is, and ends."""
    with Client(large, capabilities=PROGRESS) as client:
        client.open("a.py")
        client.wait_for_request("window/workDoneProgress/create")
        begin = client.wait_for("$/progress", lambda params: params["value"]["kind"] == "begin")
        assert begin["value"]["cancellable"] and "files" in begin["value"]["message"]
        end = client.wait_for("$/progress", lambda params: params["value"]["kind"] == "end")
        assert end["token"] == begin["token"]


def test_reading_a_large_workspace_can_be_cancelled(large, monkeypatch):
    """It ends soon, and what does not need it goes on."""
    monkeypatch.setenv("TFSCOPE_TEST_SLOW_INDEX", "1")
    with Client(large, capabilities=PROGRESS) as client:
        client.open("a.py")
        begin = client.wait_for("$/progress", lambda params: params["value"]["kind"] == "begin")
        report = client.wait_for("$/progress", lambda params: params["value"]["kind"] == "report")
        assert 0 <= report["value"]["percentage"] < 100
        began = time.monotonic()
        client.notify("window/workDoneProgress/cancel", {"token": begin["token"]})
        client.wait_for("$/progress", lambda params: params["value"]["kind"] == "end")
        assert time.monotonic() - began < 5, "all files take ten times as long"
        assert "`w`" in client.hover("a.py", 1, 5)
        assert "ERROR" not in client.log_text


def test_what_is_known_soon_of_a_file_that_takes_long_is_told_soon(folder):
    """The rest follows; a question about it waits for it where the file was just opened."""
    twice = "    tf.get_variable('w', [3])\n" * 2
    slow = f"def slow(x):\n    for number in range(100000):\n        total = number\n{twice}"
    text = f"import tensorflow as tf\ndef quick(x):\n{twice}{slow}"
    (folder / "slow.py").write_text(text, "utf-8")
    with Client(folder) as client:
        client.open("slow.py")
        assert "`{caller}/w`" in client.hover("slow.py", 7, 8)
        assert [len(client.diagnostics("slow.py")) for _ in range(2)] == [1, 2]
        version = client.change("slow.py", {"text": text.replace("total = number", "total = number + 1")})
        assert len(client.diagnostics("slow.py", version)) == 2

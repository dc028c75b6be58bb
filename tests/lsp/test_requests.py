"""What an editor asks besides hover and definition, over the protocol; nonsense gets empty answers."""

from __future__ import annotations

from pathlib import Path

import pytest
from client import Client

NET = """import tensorflow as tf
def my_net(reuse):
    with tf.variable_scope("my_net", reuse=reuse):
        return tf.get_variable("weights", [784, 512])
"""
TRAIN = """import tensorflow as tf
from net import my_net
my_net(False)
with tf.variable_scope("my_net", reuse=True):
    w = tf.get_variable("weights")
"""


@pytest.fixture
def client(tmp_path: Path):
    (tmp_path / "net.py").write_text(NET, "utf-8")
    (tmp_path / "train.py").write_text(TRAIN, "utf-8")
    with Client(tmp_path) as client:
        client.open("train.py")
        client.diagnostics("train.py")
        yield client


def lines(client: Client, locations: list[dict]) -> list[str]:
    """`file:line` of each location, lines from 0."""
    return [f"{place['uri'].rpartition('/')[2]}:{place['range']['start']['line']}" for place in locations]


def references(client: Client, line: int, character: int, declaration: bool = True) -> list[str]:
    params = {
        "textDocument": {"uri": client.uri("train.py")},
        "position": {"line": line, "character": character},
        "context": {"includeDeclaration": declaration},
    }
    return lines(client, client.request("textDocument/references", params))


def test_references_and_highlights(client):
    """With and without the declaration; a highlight tells reading from writing."""
    assert references(client, 4, 26) == ["net.py:3", "train.py:4"]
    assert references(client, 4, 26, declaration=False) == ["train.py:4"]
    (mark,) = client.at("textDocument/documentHighlight", "train.py", 4, 26)
    assert (mark["kind"], mark["range"]["start"]["character"]) == (2, 24)


POSITION_REQUESTS = ["textDocument/documentHighlight", "textDocument/completion", "textDocument/prepareRename"]


@pytest.mark.parametrize("method", POSITION_REQUESTS)
def test_nonsense_has_an_empty_answer(client, method):
    """Positions outside the text and files that are not open."""
    for name, line, character in (("train.py", 99, 0), ("train.py", 0, 999), ("net.py", 3, 26), ("missing.py", 0, 0)):
        assert not client.at(method, name, line, character)


def test_symbols_of_a_document_and_of_the_workspace(client):
    """Clients that know no trees get full names; a document that is not open has none."""
    answer = client.request("textDocument/documentSymbol", {"textDocument": {"uri": client.uri("train.py")}})
    assert [(symbol["name"], symbol["location"]["range"]["end"]["line"]) for symbol in answer] == [("my_net", 4)]
    assert client.request("textDocument/documentSymbol", {"textDocument": {"uri": client.uri("net.py")}}) == []
    (found,) = client.request("workspace/symbol", {"query": "netwei"})
    assert (found["name"], lines(client, [found["location"]])) == ("my_net/weights", ["net.py:3"])


def test_symbols_as_a_tree(tmp_path):
    """For clients that know trees."""
    (tmp_path / "a.py").write_text(NET + "my_net(False)\n", "utf-8")
    capabilities = {"textDocument": {"documentSymbol": {"hierarchicalDocumentSymbolSupport": True}}}
    with Client(tmp_path, capabilities=capabilities) as client:
        client.open("a.py")
        client.diagnostics("a.py")
        (scope,) = client.request("textDocument/documentSymbol", {"textDocument": {"uri": client.uri("a.py")}})
        assert [(child["name"], child["detail"]) for child in scope["children"]] == [("weights", "float32 [784, 512]")]
        assert scope["selectionRange"]["start"] == {"line": 2, "character": 27}


def test_completion_while_typing(client):
    """Right after the key was pressed, before any new analysis."""
    where = {"line": 5, "character": 0}
    client.change("train.py", {"range": {"start": where, "end": where}, "text": '    tf.get_variable("we'})
    (item,) = client.at("textDocument/completion", "train.py", 5, 23)
    assert (item["label"], item["detail"], item["preselect"]) == ("weights", "float32 [784, 512]", True)
    assert item["textEdit"]["range"]["start"] == {"line": 5, "character": 21}


def test_code_lenses_list_their_places_by_the_clients_command(client):
    """docs/protocol.md: tfscope.showLocations with the document, the position and the locations."""
    client.open("net.py")
    client.diagnostics("net.py")
    found = client.request("textDocument/codeLens", {"textDocument": {"uri": client.uri("net.py")}})
    assert [lens["command"]["title"] for lens in found] == ["creates 1 variable", "shared by 2 calls"]
    command = found[1]["command"]
    assert (command["command"], command["arguments"][0]) == ("tfscope.showLocations", client.uri("net.py"))
    assert lines(client, command["arguments"][2]) == ["train.py:2", "train.py:4"]
    assert client.request("textDocument/codeLens", {"textDocument": {"uri": client.uri("missing.py")}}) == []


def test_inlay_hints_are_off_until_they_are_switched_on(tmp_path):
    """And the client is told to ask again, also when they are switched off."""
    (tmp_path / "a.py").write_text(NET + "my_net(False)\n", "utf-8")
    capabilities = {"workspace": {"configuration": True, "inlayHint": {"refreshSupport": True}}}
    with Client(tmp_path, capabilities=capabilities) as client:
        client.open("a.py")
        client.diagnostics("a.py")
        whole = {"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}}
        params = {"textDocument": {"uri": client.uri("a.py")}, "range": whole}
        assert client.request("textDocument/inlayHint", params) == []
        client.settings = {"inlayHints": {"enabled": True}}
        client.notify("workspace/didChangeConfiguration", {"settings": None})
        client.wait_for_request("workspace/inlayHint/refresh")
        (hint,) = client.request("textDocument/inlayHint", params)
        assert (hint["label"], hint["position"]) == ("→ my_net/weights", {"line": 3, "character": 53})
        client.settings = {}
        client.notify("workspace/didChangeConfiguration", {"settings": None})
        client.wait_for_request("workspace/inlayHint/refresh")
        assert client.request("textDocument/inlayHint", params) == []


def test_rename_across_files(client):
    """Closed files too; checkpoints are warned of; what is refused is an error with its reason."""
    assert client.at("textDocument/prepareRename", "train.py", 4, 26)["start"] == {"line": 4, "character": 25}
    params = {"textDocument": {"uri": client.uri("train.py")}, "position": {"line": 4, "character": 26}}
    changes = client.request("textDocument/rename", {**params, "newName": "kernel"})["changes"]
    assert {uri: [edit["newText"] for edit in edits] for uri, edits in changes.items()} == {
        client.uri("net.py"): ["kernel"],
        client.uri("train.py"): ["kernel"],
    }
    assert "Checkpoints" in client.wait_for("window/showMessage")["message"]
    with pytest.raises(RuntimeError, match="not a name that TensorFlow takes"):
        client.request("textDocument/rename", {**params, "newName": "a b"})


def test_what_is_asked_right_after_opening_waits_for_the_first_analysis(tmp_path):
    """An outline that is empty at first would stay empty in the editor."""
    (tmp_path / "a.py").write_text(NET + "my_net(False)\n", "utf-8")
    with Client(tmp_path) as client:
        client.open("a.py")
        assert client.request("textDocument/documentSymbol", {"textDocument": {"uri": client.uri("a.py")}})

"""Every request that the server answers, asked about what is not there: an empty answer, or one clear sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from client import Client

TEXT = """import tensorflow as tf
with tf.variable_scope("net"):
    tf.get_variable("w", [1])
"""
Params = dict[str, Any]
CAPABILITIES = {"textDocument": {"diagnostic": {}}, "workspace": {"configuration": True}}
NO_VARIABLES = {"entry": None, "entries": [], "tree": None}


def _here(place: Params) -> Params:
    return {"start": place["position"], "end": place["position"]}


# What each request is asked with beside the document and the position, and what it answers where nothing is.
REQUESTS: dict[str, tuple[Callable[[Params], Params], Any]] = {
    "textDocument/hover": (lambda place: {}, None),
    "textDocument/definition": (lambda place: {}, []),
    "textDocument/references": (lambda place: {"context": {"includeDeclaration": True}}, []),
    "textDocument/documentHighlight": (lambda place: {}, []),
    "textDocument/prepareRename": (lambda place: {}, None),
    "textDocument/rename": (lambda place: {"newName": "new"}, None),
    "textDocument/completion": (lambda place: {}, []),
    "textDocument/inlayHint": (lambda place: {"range": _here(place)}, []),
    "textDocument/codeAction": (lambda place: {"range": _here(place), "context": {"diagnostics": []}}, []),
}
OF_A_FILE: dict[str, Any] = {
    "textDocument/documentSymbol": [],
    "textDocument/codeLens": [],
    "textDocument/diagnostic": {"kind": "full", "items": []},
    "tfscope/variables": NO_VARIABLES,
}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """A session with an open file, with inlay hints, that is asked everything; nothing may be logged as an error."""
    folder: Path = tmp_path_factory.mktemp("bad")
    for name in ("open.py", "closed.py", "changing.py"):
        (folder / name).write_text(TEXT, "utf-8")
    with Client(folder, capabilities=CAPABILITIES) as client:
        client.settings = {"inlayHints": {"enabled": True}}
        client.notify("workspace/didChangeConfiguration", {"settings": None})
        for name in ("open.py", "changing.py"):
            client.open(name)
            client.request("textDocument/diagnostic", {"textDocument": {"uri": client.uri(name)}})
        yield client
        assert "ERROR" not in client.log_text and "Traceback" not in client.log_text


def ask(client: Client, method: str, uri: str, line: int, character: int) -> Any:
    """The answer to any of the requests about a position."""
    place = {"textDocument": {"uri": uri}, "position": {"line": line, "character": character}}
    return client.request(method, {**place, **REQUESTS[method][0](place)})


def is_empty(answer: Any, empty: Any) -> bool:
    """Whether an answer says nothing; of a report with an id the rest counts."""
    if isinstance(answer, dict):
        answer = {key: value for key, value in answer.items() if key != "resultId"}
    return answer == empty or (empty == [] and answer == {"isIncomplete": True, "items": []})


def test_the_table_is_of_all_requests(client):
    """What the server says that it can is asked here."""
    capabilities = client.initialized["capabilities"]
    # pygls provides commands always; there are none.
    assert capabilities.pop("executeCommandProvider") == {"commands": []}
    provided = {name for name, value in capabilities.items() if name.endswith("Provider") and value}
    asked = {method.rpartition("/")[2] for method in (*REQUESTS, *OF_A_FILE)} | {"workspaceSymbol"}
    assert {name.removesuffix("Provider") for name in provided} <= asked


@pytest.mark.parametrize("place", [(10**6, 0), (2**31 - 1, 2**31 - 1), (0, 10**9), (3, 0)])
@pytest.mark.parametrize("method", REQUESTS)
def test_a_position_outside_of_the_text(client, method, place):
    """Also behind the end of a line, and in the empty line at the end."""
    assert is_empty(ask(client, method, client.uri("open.py"), *place), REQUESTS[method][1])


@pytest.mark.parametrize(
    "uri", ["closed.py", "missing.py", "untitled:Untitled-1", "http://example.org/a.py", "file:", ""]
)
@pytest.mark.parametrize("method", REQUESTS)
def test_a_file_that_is_not_open(client, method, uri):
    """Nor need it be a file."""
    uri = client.uri(uri) if uri.endswith(".py") and ":" not in uri else uri
    assert is_empty(ask(client, method, uri, 2, 8), REQUESTS[method][1])


@pytest.mark.parametrize("uri", ["missing.py", "untitled:Untitled-1", "http://example.org/a.py", "file:", ""])
@pytest.mark.parametrize("method", OF_A_FILE)
def test_the_whole_of_a_file_that_is_not_there(client, method, uri):
    """The same for what is asked of a file."""
    uri = client.uri(uri) if uri.endswith(".py") and ":" not in uri else uri
    assert is_empty(client.request(method, {"textDocument": {"uri": uri}}), OF_A_FILE[method])


@pytest.mark.parametrize("method", REQUESTS)
def test_a_text_that_changed_a_moment_ago(client, method):
    """The answer is of the new text or empty, never of a line that is gone."""
    client.change("changing.py", {"text": TEXT})
    client.request("textDocument/diagnostic", {"textDocument": {"uri": client.uri("changing.py")}})
    client.change("changing.py", {"text": "\n\n    pass\n"})
    assert is_empty(ask(client, method, client.uri("changing.py"), 2, 8), REQUESTS[method][1])


@pytest.mark.parametrize("name", ["", "a b", "_w/", "w:0", "/w", "ä", "net\nx"])
def test_a_rename_to_what_is_no_name(client, name):
    """It says so; nothing is edited."""
    place = {"textDocument": {"uri": client.uri("open.py")}, "position": {"line": 2, "character": 22}}
    with pytest.raises(RuntimeError, match="is not a name that TensorFlow takes"):
        client.request("textDocument/rename", {**place, "newName": name})


@pytest.mark.parametrize("query", ["", "nothing has this name", "*", "\\", "long" * 1000], ids=range(5))
def test_any_query_for_symbols(client, query):
    """All of them for none."""
    found = client.request("workspace/symbol", {"query": query})
    assert bool(found) == (query == "")

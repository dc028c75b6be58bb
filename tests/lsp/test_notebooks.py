"""Notebooks in an editor: cells are documents of their own that share one graph."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from client import PATIENCE, Client

CAPABILITIES = {"notebookDocument": {"synchronization": {}}}
CELLS = (
    "%matplotlib inline\nimport tensorflow as tf\n",
    "def net(reuse):\n    with tf.variable_scope('net', reuse=reuse):\n        return tf.get_variable('w', [3])\n",
    "net(False)\nx = 1",
    "net(True)\n",
)


class Notebook:
    """An open notebook, driven as VS Code drives it."""

    def __init__(self, client: Client, *cells: str) -> None:
        self.client = client
        self.uri = client.uri("train.ipynb")
        self.version = 1
        document = {"uri": self.uri, "notebookType": "jupyter-notebook", "version": 1}
        client.notify(
            "notebookDocument/didOpen",
            {
                "notebookDocument": {**document, "cells": [self.cell(n) for n in range(1, len(cells) + 1)]},
                "cellTextDocuments": [self.item(number, text) for number, text in enumerate(cells, 1)],
            },
        )

    def cell(self, name: int) -> dict[str, Any]:
        return {"kind": 2, "document": self.uri_of(name)}

    def item(self, name: int, text: str) -> dict[str, Any]:
        return {"uri": self.uri_of(name), "languageId": "python", "version": 1, "text": text}

    def uri_of(self, name: int) -> str:
        """The address of the cell that was opened as number `name`, as VS Code makes them."""
        return f"{self.uri.replace('file:', 'vscode-notebook-cell:')}#W{name}sZmlsZQ%3D%3D"

    def change(self, **cells: Any) -> None:
        self.version += 1
        document = {"uri": self.uri, "version": self.version}
        self.client.notify("notebookDocument/didChange", {"notebookDocument": document, "change": {"cells": cells}})

    def edit(self, name: int, text: str, version: int = 2) -> None:
        document = {"uri": self.uri_of(name), "version": version}
        self.change(textContent=[{"document": document, "changes": [{"text": text}]}])

    def restructure(self, start: int, delete: int, *names: int, **given: Any) -> None:
        array = {"start": start, "deleteCount": delete, "cells": [self.cell(name) for name in names]}
        self.change(structure={"array": array, **given})

    def hover(self, name: int, line: int, character: int) -> str:
        answer = self.ask("textDocument/hover", name, line, character)
        return answer["contents"]["value"] if answer else ""

    def ask(self, method: str, name: int, line: int, character: int, **more: Any) -> Any:
        place = {"textDocument": {"uri": self.uri_of(name)}, "position": {"line": line, "character": character}}
        return self.client.request(method, {**place, **more})

    def problem(self, name: int, text: str) -> dict[str, Any]:
        """The error of a cell that says `text`, once it is there."""
        return next(one for one in self._errors(name, lambda errors: text in str(errors)) if text in one["message"])

    def without_problems(self, name: int) -> None:
        """Waits until a cell has no errors."""
        self._errors(name, lambda errors: not errors)

    def _errors(self, name: int, wanted: Callable[[list], bool]) -> list[dict[str, Any]]:
        uri = self.uri_of(name)
        params = self.client.wait_for(
            "textDocument/publishDiagnostics",
            lambda params: params["uri"] == uri and wanted(_errors_of(params)),
        )
        return _errors_of(params)


def _errors_of(params: dict[str, Any]) -> list[dict[str, Any]]:
    return [one for one in params["diagnostics"] if one["severity"] == 1]


@pytest.fixture
def client(tmp_path: Path):
    with Client(tmp_path, capabilities=CAPABILITIES) as client:
        yield client


@pytest.fixture
def notebook(client) -> Notebook:
    return Notebook(client, *CELLS)


def test_cells_share_a_graph(notebook):
    """A function of one cell makes a variable from another and is reused from a third; the magic is no error."""
    text = notebook.hover(2, 2, 20)
    assert "**`net/w`** float32 `[3]`" in text
    assert "created here (through [train.ipynb:cell 3:1](" in text
    assert "creates 1 variable" in notebook.hover(3, 0, 1)
    assert "reuses 1 variable" in notebook.hover(4, 0, 1)


def test_places_are_per_cell(notebook):
    """Definition, references, highlights, symbols and lenses lead to cells and to lines in them."""
    notebook.hover(2, 2, 20)
    (place,) = notebook.ask("textDocument/definition", 2, 2, 20)
    assert (place["uri"], place["range"]["start"]) == (notebook.uri_of(2), {"line": 2, "character": 15})
    (mark,) = notebook.ask("textDocument/references", 2, 2, 20, context={"includeDeclaration": True})
    assert (mark["uri"], mark["range"]["start"]["line"]) == (notebook.uri_of(2), 2)
    document = {"textDocument": {"uri": notebook.uri_of(2)}}
    (symbol,) = notebook.client.request("textDocument/documentSymbol", document)[:1]
    assert symbol["location"]["range"]["start"]["line"] == 1
    lens = notebook.client.request("textDocument/codeLens", document)[0]
    assert (lens["range"]["start"]["line"], lens["command"]["title"]) == (0, "creates 1 variable")


def test_problems_are_shown_in_their_cell_and_go_when_another_cell_is_mended(notebook):
    """An edit of one cell is an edit of the notebook."""
    notebook.without_problems(2)
    notebook.edit(4, "net(False)\n")
    problem = notebook.problem(2, "Variable net/w already exists")
    assert problem["range"]["start"] == {"line": 2, "character": 15}
    notebook.edit(4, "net(True)\n", version=3)
    notebook.without_problems(2)


def test_cells_are_run_in_the_order_in_which_they_stand(notebook):
    """One that moves before the other creates what that reuses."""
    notebook.without_problems(2)
    notebook.restructure(2, 2, 4, 3)
    assert notebook.problem(2, "Variable net/w does not exist")


def test_cells_come_and_go(notebook):
    """A new one is a document like the others; nothing is known in one that is gone."""
    notebook.without_problems(2)
    notebook.restructure(4, 0, 5, didOpen=[notebook.item(5, "net(True)\nv = tf.get_variable('v', [1])")])
    assert "**`v`** float32 `[1]`" in _once(lambda: notebook.hover(5, 1, 8))
    notebook.restructure(4, 1, didClose=[{"uri": notebook.uri_of(5)}])
    assert notebook.hover(5, 1, 8) == ""
    assert "reuses 1 variable" in notebook.hover(4, 0, 1)


def test_rename_and_completion_work_in_cells(notebook):
    """The edit is of the cell's document; names that another cell made are offered."""
    notebook.hover(2, 2, 20)
    edit = notebook.ask("textDocument/rename", 2, 2, 33, newName="weights")
    assert [change["newText"] for change in edit["changes"][notebook.uri_of(2)]] == ["weights"]
    notebook.edit(4, "with tf.variable_scope('net', reuse=True):\n    tf.get_variable('')\n")
    (item,) = notebook.ask("textDocument/completion", 4, 1, 21)
    assert item["label"] == "w"


def test_the_variables_of_a_cell_are_those_of_the_notebook(notebook):
    """The view shows the whole tree, with places in cells."""
    notebook.hover(2, 2, 20)
    answer = notebook.client.request("tfscope/variables", {"textDocument": {"uri": notebook.uri_of(3)}})
    assert [entry["label"] for entry in answer["entries"]] == ["train.ipynb"]
    (scope,) = answer["tree"]["children"]
    assert scope["children"][0]["created"][0]["uri"] == notebook.uri_of(2)


def test_a_notebook_and_the_files_it_imports(client, tmp_path):
    """Hover in the file tells what the notebook makes of it; leads into a notebook that is closed lead to its file."""
    (tmp_path / "model.py").write_text("import tensorflow as tf\ndef build():\n    tf.get_variable('m', [1])\n")
    notebook = Notebook(client, "from model import build\n", "build()\n")
    client.open("model.py")
    # The file's own analysis may be there first.
    assert _once(lambda: "through [train.ipynb:cell 2:1](" in client.hover("model.py", 2, 10))
    notebook.client.notify("notebookDocument/didClose", {"notebookDocument": {"uri": notebook.uri},
                                                         "cellTextDocuments": []})  # fmt: skip
    assert notebook.hover(2, 0, 1) == ""


def test_nonsense_has_an_empty_answer(notebook):
    """Positions outside of a cell, cells and notebooks that are not open, changes of what is not there."""
    notebook.without_problems(2)
    assert notebook.hover(2, 99, 0) == notebook.hover(9, 0, 0) == ""
    assert notebook.ask("textDocument/definition", 9, 0, 0) == []
    notebook.edit(9, "x")
    notebook.restructure(90, 5, 91)
    other = {"notebookDocument": {"uri": "file:///no.ipynb", "version": 2}, "change": {"cells": {}}}
    notebook.client.notify("notebookDocument/didChange", other)
    notebook.client.notify("notebookDocument/didClose", {**other, "cellTextDocuments": []})
    notebook.client.notify("notebookDocument/didSave", {"notebookDocument": {"uri": notebook.uri}})
    assert "**`net/w`**" in notebook.hover(2, 2, 20)
    assert "failed on" not in notebook.client.log_text


def _once(ask: Any) -> Any:
    """The first answer that is not empty: an analysis may still be under way."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if answer := ask():
            return answer
        time.sleep(0.05)
    raise AssertionError("no answer came")

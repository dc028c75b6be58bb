"""A notebook is one module whose units know their cells; what cannot be read says why."""

from __future__ import annotations

import json

import pytest
from notebooks import notebook
from tfscope.project.analysis import Analyst, deeply
from tfscope.project.files import Files, OpenText, read, why_not
from tfscope.project.workspace import Program, Workspace

CELLS = ("import tensorflow as tf", "x = 1\ny = 2", "z = 3")


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "train.ipynb"
    path.write_text(notebook(*CELLS), "utf-8")
    return str(path)


def opened(path: str, *cells: str, version: int = 1) -> dict[str, OpenText]:
    return {path: OpenText(version, notebook(*cells))}


def test_the_module_of_a_notebook_has_the_units_of_all_cells(path):
    """In order, each with its place in its own cell; text cells do not count."""
    module = Files().module(path, opened(path, CELLS[0], "#md # Title", *CELLS[1:]))
    places = [(unit.path.rpartition(":")[2], unit.first_line, unit.text) for unit in module.units]
    assert places == [
        ("cell 1", 1, "import tensorflow as tf"),
        ("cell 2", 1, "x = 1"),
        ("cell 2", 2, "y = 2"),
        ("cell 3", 1, "z = 3"),
    ]


def test_a_cell_is_a_module_of_its_own(path):
    """By its path; one that there is not is not there."""
    files = Files()
    cell = files.module(f"{path}:cell 2", {})
    assert [unit.text.strip() for unit in cell.units] == ["x = 1", "y = 2"]
    assert files.module(f"{path}:cell 4", {}) is files.module(f"{path}:cell 0", {}) is None
    assert [module.path for module in files.modules(path, {})] == [f"{path}:cell {number}" for number in (1, 2, 3)]


def test_cells_that_move_keep_their_units(path):
    """What was derived from them holds; a cell that is edited keeps the units that were not."""
    files = Files()
    first, x, y, z = files.module(path, opened(path, *CELLS)).units
    module = files.module(path, opened(path, "new = 0", CELLS[2], CELLS[0], "x = 1\ny = 3", version=2))
    assert module.units[1:4] == [z, first, x]
    assert [unit.path.rpartition(":")[2] for unit in module.units] == ["cell 1", "cell 2", "cell 3", "cell 4", "cell 4"]
    assert y not in module.units


def test_the_text_of_a_notebook_and_of_a_cell(path):
    """The notebook's is what imports are looked for in; the cell's is as a person wrote it."""
    overlay = opened(path, "%time\nimport net", "x = !ls")
    assert read(path, overlay) == "pass\nimport net\nx = get_ipython()"
    assert read(f"{path}:cell 2", overlay) == "x = !ls"
    assert read(f"{path}:cell 3", overlay) is None


def test_a_notebook_is_a_program_of_what_it_imports(path, tmp_path):
    """So a library file tells what the notebook makes of it; a module of the notebook's name is another file."""
    (tmp_path / "net.py").write_text("def build(): pass\n")
    (tmp_path / "other.py").write_text("import train\n")
    (tmp_path / "train.ipynb").write_text(notebook("from net import build"), "utf-8")
    workspace = Workspace([str(tmp_path)], environ={})
    workspace.index({}, lambda: False, lambda done, all: None)
    net = str(tmp_path / "net.py")
    assert workspace.programs(net) == [Program(path, True), Program(net, False)]
    assert workspace.programs(path) == [Program(path, True)]


def test_a_function_that_no_cell_calls_is_looked_at_on_its_own(tmp_path):
    """As in a file: its names begin with those of whoever calls it."""
    path = str(tmp_path / "train.ipynb")
    (tmp_path / "train.ipynb").write_text(
        notebook("import tensorflow as tf", "def net():\n    return tf.get_variable('w', [1])"), "utf-8"
    )
    run = deeply(lambda: Analyst(Workspace([str(tmp_path)], environ={})).run(Program(path, True), {}))
    (event,) = run.resolution.events
    assert (event.name, event.site.path) == ("{caller}/w", f"{path}:cell 2")


BROKEN = {
    notebook("x = 1")[:60]: "its JSON is cut off or damaged at line 6",
    "not json": "its JSON is cut off or damaged at line 1",
    "[1, 2]": "it has no cells, so it is no notebook",
    '{"cells": 3}': "it has no cells, so it is no notebook",
    notebook("x <- 1", language="R"): "it is a notebook of R, not of Python",
    "[" * 100_000: "its JSON is nested too deeply",
}


@pytest.mark.parametrize(("text", "reason"), BROKEN.items(), ids=BROKEN.values())
def test_what_is_no_notebook_says_why(tmp_path, text, reason):
    """In a sentence, and it counts as one without cells."""
    path = tmp_path / "broken.ipynb"
    path.write_text(text, "utf-8")
    assert why_not(str(path)) == reason
    assert Files().module(str(path), {}).units == []


@pytest.mark.parametrize(
    "document",
    [
        {"cells": []},
        {"cells": [None, 3, {}, {"cell_type": "code"}, {"cell_type": "code", "source": [1, None]}], "metadata": 7},
        {"worksheets": [{"cells": [{"cell_type": "code", "input": ""}]}, 3]},
        {"cells": [{"cell_type": "code", "source": "SELECT 1", "metadata": {"vscode": {"languageId": "sql"}}}]},
    ],
)
def test_odd_notebooks_are_read_as_far_as_they_go(tmp_path, document):
    """Cells without text, of another kind or language; an old format."""
    path = tmp_path / "odd.ipynb"
    path.write_text(json.dumps(document), "utf-8")
    assert why_not(str(path)) is None
    assert Files().module(str(path), {}).units == []


def test_an_empty_file_is_an_empty_notebook(tmp_path):
    """As editors make them."""
    path = tmp_path / "new.ipynb"
    path.write_text("")
    assert why_not(str(path)) is None

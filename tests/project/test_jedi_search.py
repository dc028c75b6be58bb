"""jedi finds what searching folders does not, in trusted workspaces only, and never holds anything up."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

import pytest
from tfscope.project.jedi_search import JediSearch
from tfscope.project.settings import Settings
from tfscope.project.workspace import Workspace


def test_jedi_finds_modules_of_the_environment(tmp_path):
    """A package of the Python that runs this test stands for any environment's."""
    path = JediSearch(str(tmp_path), sys.executable).find("parso.python")
    assert path and path.replace("\\", "/").endswith("parso/python/__init__.py")
    assert JediSearch(str(tmp_path), None).find("no_such_module") is None


def test_jedi_is_not_even_loaded_where_the_workspace_is_not_trusted(tmp_path, monkeypatch):
    """Asking would run the environment's interpreter."""
    monkeypatch.setitem(sys.modules, "jedi", None)
    importer = str(tmp_path / "main.py")
    assert Workspace([], Settings(trusted=False)).sources(importer, {}).find_further("no_such") is None


def test_an_editor_does_not_wait_for_jedi(tmp_path):
    """An analysis misses what only jedi can find; once that is found, the next analysis has it."""
    workspace = Workspace([str(tmp_path)], Settings(trusted=True, interpreter=sys.executable), environ={})
    workspace.packages = []  # so that only jedi knows them
    importer = str(tmp_path / "main.py")
    assert workspace.sources(importer, {}).find_further("parso") is None
    found = threading.Event()
    workspace.search_missing(found.set)
    assert found.wait(60)
    module, is_package = workspace.sources(importer, {}).find_further("parso")
    assert is_package and module.path.endswith("__init__.py")


@pytest.mark.parametrize(
    "name, line, loaded",
    [
        (None, "", False),
        ("folder.pth", "../elsewhere", False),
        ("distutils-precedence.pth", "import os; import _distutils_hack", False),
        ("__editable__.net.pth", "import __editable___net_finder; __editable___net_finder.install()", True),
    ],
)
def test_jedi_is_loaded_only_where_an_environment_has_finders_of_its_own(tmp_path, monkeypatch, name, line, loaded):
    """All else stands in folders, which were searched: it would cost half of the memory."""
    packages = tmp_path / "lib" / "python3.9" / "site-packages"
    packages.mkdir(parents=True)
    if name:
        (packages / name).write_text(line)
    asked = []
    monkeypatch.setattr(JediSearch, "find", lambda self, module: asked.append(module))
    settings = Settings(trusted=True, interpreter=str(tmp_path / "bin" / "python"), patient=True)
    assert Workspace([], settings, environ={}).sources(str(tmp_path / "main.py"), {}).find_further("no_such") is None
    assert asked == ["no_such"] * loaded


def test_without_an_environment_the_usual_python_is_asked_once_for_its_folders(tmp_path):
    """By those who do not wait: an analysis misses what only it has; once that is found, the next one has it."""
    environ = {"PATH": str(Path(sys.executable).parent)}
    workspace = Workspace([str(tmp_path)], Settings(trusted=True), environ=environ)
    importer = str(tmp_path / "main.py")
    assert workspace.sources(importer, {}).find("parso", importer) is None
    assert workspace.sources(importer, {}).find_further("parso") is None
    found = threading.Event()
    workspace.search_missing(found.set)
    assert found.wait(60)
    module, is_package = workspace.sources(importer, {}).find("parso", importer)
    assert is_package and module.path.endswith("__init__.py")


def test_a_jedi_that_fails_is_no_answer(tmp_path, monkeypatch, caplog):
    """What it raised goes to the log."""
    search = JediSearch(str(tmp_path), None)
    monkeypatch.setattr(search, "_new_project", lambda: 1 / 0)
    assert search.find("a") is None
    assert "jedi failed on a" in caplog.text

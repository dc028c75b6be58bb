"""jedi finds what searching folders does not, in trusted workspaces only, and never holds anything up."""

from __future__ import annotations

import sys
import time

from tfscope.project import Settings, Workspace
from tfscope.project.jedi_search import JediSearch


def test_jedi_finds_modules_of_the_environment(tmp_path):
    """A package of the Python that runs this test stands for any environment's."""
    path = JediSearch(str(tmp_path), sys.executable, patience=60).find("parso.python")
    assert path and path.replace("\\", "/").endswith("parso/python/__init__.py")
    assert JediSearch(str(tmp_path), None, patience=60).find("no_such_module") is None


def test_jedi_is_not_even_loaded_where_the_workspace_is_not_trusted(tmp_path, monkeypatch):
    """Asking would run the environment's interpreter."""
    monkeypatch.setitem(sys.modules, "jedi", None)
    importer = str(tmp_path / "main.py")
    assert Workspace([], Settings(trusted=False)).sources(importer, {}).find("no_such", importer) is None


def test_a_jedi_that_does_not_answer_is_given_up(tmp_path, monkeypatch):
    """It is waited for once, and never again."""
    search = JediSearch(str(tmp_path), None, patience=0.05)
    monkeypatch.setattr(search, "_project", lambda: time.sleep(60))
    started = time.monotonic()
    assert [search.find(name) for name in ("a", "b", "c")] == [None, None, None]
    assert time.monotonic() - started < 10


def test_a_jedi_that_fails_is_no_answer(tmp_path, monkeypatch, caplog):
    """What it raised goes to the log."""
    search = JediSearch(str(tmp_path), None)
    monkeypatch.setattr(search, "_project", lambda: 1 / 0)
    assert search.find("a") is None
    assert "jedi failed on a" in caplog.text

"""An environment's packages are found from its files; its interpreter is run only when asked to."""

from __future__ import annotations

import sys

import pytest
from tfscope.project import environment
from tfscope.project.settings import Settings
from tfscope.project.workspace import Workspace


def folder(path):
    path.mkdir(parents=True, exist_ok=True)
    return str(path)


def test_the_layouts_of_posix_windows_and_debian(tmp_path):
    """`lib/pythonX.Y/site-packages`, `Lib/site-packages`, `lib/python3/dist-packages`."""
    posix = folder(tmp_path / "posix/lib/python3.7/site-packages")
    windows = folder(tmp_path / "windows/Lib/site-packages")
    debian = folder(tmp_path / "debian/lib/python3/dist-packages")
    assert environment.site_packages(str(tmp_path / "posix")) == [posix]
    assert environment.site_packages(str(tmp_path / "windows")) == [windows]
    assert environment.site_packages(str(tmp_path / "debian")) == [debian]
    assert environment.site_packages(str(tmp_path / "nowhere")) == []


def test_an_environment_that_shows_its_base(tmp_path):
    """`include-system-site-packages` adds those of the Python it was made from."""
    own = folder(tmp_path / "env/lib/python3.7/site-packages")
    base = folder(tmp_path / "base/lib/python3.7/site-packages")
    config = tmp_path / "env/pyvenv.cfg"
    config.write_text(f"home = {tmp_path / 'base/bin'}\ninclude-system-site-packages = true\n")
    assert environment.site_packages(str(tmp_path / "env")) == [own, base]
    config.write_text(f"home = {tmp_path / 'base/bin'}\ninclude-system-site-packages = false\n")
    assert environment.site_packages(str(tmp_path / "env")) == [own]


def test_pth_files_add_folders_and_run_nothing(tmp_path):
    """A path on a line is a folder; a line that Python would execute is passed over."""
    own = folder(tmp_path / "lib/python3.7/site-packages")
    source = folder(tmp_path / "checkout")
    (tmp_path / "lib/python3.7/site-packages/x.pth").write_text(
        f"# a comment\n{source}\nimport os; os.mkdir({str(tmp_path / 'ran')!r})\nmissing\n"
    )
    assert environment.site_packages(str(tmp_path)) == [own, source]
    assert not (tmp_path / "ran").exists()


def test_which_environment(tmp_path):
    """The chosen interpreter alone; else the activated one, then those that lie in the workspace."""
    folder(tmp_path / "work/.venv")
    (tmp_path / "work/.venv/pyvenv.cfg").write_text("")
    roots = [str(tmp_path / "work")]
    assert environment.prefixes(str(tmp_path / "py/bin/python"), roots, {}) == [str(tmp_path / "py")]
    assert environment.prefixes(str(tmp_path / "py/python.exe"), roots, {}) == [str(tmp_path / "py")]
    assert environment.prefixes(None, roots, {"VIRTUAL_ENV": "active"}) == ["active", str(tmp_path / "work/.venv")]


@pytest.mark.skipif(sys.platform == "win32", reason="a script stands in for the interpreter")
def test_the_interpreter_is_run_in_trusted_workspaces_only(tmp_path):
    """A script as the interpreter would write a file."""
    script = tmp_path / "python"
    script.write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\necho '[\"{tmp_path}/site-packages\", 1]'\n")
    script.chmod(0o755)
    assert Workspace([], Settings(interpreter=str(script))).packages == []
    assert not (tmp_path / "ran").exists()
    assert Workspace([], Settings(interpreter=str(script), trusted=True)).packages == [f"{tmp_path}/site-packages"]
    assert (tmp_path / "ran").exists()


def test_an_interpreter_that_cannot_be_asked(tmp_path):
    """Missing, failing or babbling, it names nothing."""
    assert environment.ask_interpreter(str(tmp_path / "missing")) == []
    assert environment.ask_interpreter(sys.executable, timeout=0.0001) == []

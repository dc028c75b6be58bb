"""Imports are found as Python finds them, by looking at names of files only."""

from __future__ import annotations

import os
import sys

import pytest
from tfscope.project.files import OpenText
from tfscope.project.settings import Settings
from tfscope.project.workspace import Workspace


def write(folder, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def found(folder, name: str, importer: str = "main.py", roots=(), overlay=None, **settings) -> str | None:
    """The path of the module relative to the folder, and a slash if it is a package."""
    workspace = Workspace([str(folder / root) for root in roots], Settings(**settings), environ={})
    answer = workspace.sources(str(folder / "main.py"), overlay or {}).find(name, str(folder / importer))
    if answer is None:
        return None
    module, is_package = answer
    return os.path.relpath(module.path, folder).replace(os.sep, "/") + ("/" if is_package else "")


def test_modules_packages_and_folders(tmp_path):
    """A file, a package with `__init__.py`, a folder without one; a file wins over such a folder elsewhere."""
    write(tmp_path, {"a.py": "", "pkg/__init__.py": "", "pkg/m.py": "", "space/m.py": "", "lib/space.py": ""})
    assert found(tmp_path, "a") == "a.py"
    assert found(tmp_path, "pkg") == "pkg/__init__.py/"
    assert found(tmp_path, "pkg.m") == "pkg/m.py"
    assert found(tmp_path, "space") == "space/"
    assert found(tmp_path, "space", paths=(str(tmp_path / "lib"),)) == "lib/space.py"
    assert found(tmp_path, "nowhere") is None
    assert found(tmp_path, "a.b") is None


def test_the_importers_package_comes_first_its_own_folder_last(tmp_path):
    """Python 3 finds the root's `utils`; beside the importer, as Python 2 did, only when there is no other."""
    write(
        tmp_path,
        {"x/pkg/__init__.py": "", "x/pkg/net.py": "", "x/pkg/only.py": "", "x/pkg/u.py": "", "x/u.py": "", "u.py": ""},
    )
    assert found(tmp_path, "u", "x/pkg/net.py") == "x/u.py"
    assert found(tmp_path, "only", "x/pkg/net.py") == "x/pkg/only.py"


def test_the_order_of_places(tmp_path):
    """The entry's folder, the given paths, the workspace, the environment."""
    environment = "env/lib/python3.7/site-packages"
    write(tmp_path, {f"{environment}/m.py": "", "env/bin/python": "", "work/m.py": "", "given/m.py": "", "m.py": ""})
    settings = {"paths": (str(tmp_path / "given"),), "interpreter": str(tmp_path / "env/bin/python")}
    for expected in ("m.py", "given/m.py", "work/m.py", f"{environment}/m.py"):
        assert found(tmp_path, "m", roots=["work"], **settings) == expected
        (tmp_path / expected).unlink()
    assert found(tmp_path, "m", roots=["work"], **settings) is None


def test_the_project_folder_is_searched(tmp_path):
    """A script in a subfolder finds what lies at the root of its repository."""
    write(tmp_path, {"setup.py": "", "net.py": "", "scripts/train.py": ""})
    workspace = Workspace([], environ={})
    assert workspace.sources(str(tmp_path / "scripts/train.py"), {}).find("net", str(tmp_path / "scripts/train.py"))


def test_tensorflow_and_numpy_are_never_read(tmp_path):
    """They are modelled; a local file of that name is not the program's TensorFlow either."""
    write(
        tmp_path, {"tensorflow/__init__.py": "", "tensorflow/python/ops.py": "", "numpy.py": "", "tensorflow_x.py": ""}
    )
    assert found(tmp_path, "tensorflow") is None
    assert found(tmp_path, "tensorflow.python.ops") is None
    assert found(tmp_path, "numpy") is None
    assert found(tmp_path, "tensorflow_x") == "tensorflow_x.py"


def test_names_match_in_case(tmp_path):
    """Also where the file system does not care."""
    write(tmp_path, {"Net.py": ""})
    assert found(tmp_path, "Net") == "Net.py"
    assert found(tmp_path, "net") is None


def test_a_folder_named_like_a_file_is_not_a_module(tmp_path):
    """`x.py` may be a folder."""
    write(tmp_path, {"x.py/readme.txt": ""})
    assert found(tmp_path, "x") is None
    assert Workspace([]).sources("main.py", {}).entry(str(tmp_path / "x.py")) is None


@pytest.mark.skipif(sys.platform == "win32", reason="making links needs a privilege there")
def test_links_to_themselves_and_vanished_files_are_not_there(tmp_path):
    """A symbolic link loop, a dangling link, and a file that goes while it is looked for."""
    (tmp_path / "loop.py").symlink_to("loop.py")
    (tmp_path / "gone.py").symlink_to("nowhere.py")
    (tmp_path / "round").symlink_to(".")
    assert [found(tmp_path, name) for name in ("loop", "gone", "round.round.loop")] == [None, None, None]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in the file system there")
def test_a_pipe_is_not_waited_for(tmp_path):
    """Only plain files are read."""
    os.mkfifo(tmp_path / "pipe.py")
    assert found(tmp_path, "pipe") is None


def test_paths_with_spaces_and_accents(tmp_path):
    """Nothing is made of a path's characters."""
    write(tmp_path, {"mé dir/nët.py": ""})
    assert found(tmp_path, "nët", paths=(str(tmp_path / "mé dir"),)) == "mé dir/nët.py"


def test_texts_in_the_editor_come_before_the_disk(tmp_path):
    """Unsaved changes count, and so does a file that was never saved."""
    write(tmp_path, {"a.py": "old = 1"})
    overlay = {str(tmp_path / "a.py"): OpenText(2, "new = 1\nx = 2"), str(tmp_path / "p" / "b.py"): OpenText(1, "")}
    module = Workspace([]).sources(str(tmp_path / "main.py"), overlay).entry(str(tmp_path / "a.py"))
    assert module and len(module.units) == 2
    assert found(tmp_path, "p.b", overlay=overlay) == "p/b.py"


def test_files_that_come_later_are_found_after_a_refresh(tmp_path):
    """Folders are listed once; a refresh looks again."""
    workspace = Workspace([str(tmp_path)])
    importer = str(tmp_path / "main.py")
    assert workspace.sources(importer, {}).find("late", importer) is None
    write(tmp_path, {"late.py": ""})
    workspace.refresh()
    assert workspace.sources(importer, {}).find("late", importer)


def test_a_change_that_was_taken_in_is_not_told_again(tmp_path):
    """Though nobody has looked at that folder or that file since: all analyses were forgotten every two seconds."""
    workspace = Workspace([str(tmp_path)])
    importer = str(tmp_path / "main.py")
    workspace.sources(importer, {}).find("late", importer)
    workspace.configuration(importer)
    assert not workspace.changed_on_disk({})[1]
    write(tmp_path, {"late.py": "", "pyproject.toml": ""})
    assert workspace.changed_on_disk({})[1]
    workspace.refresh()
    assert not workspace.changed_on_disk({})[1]


def test_a_parsed_file_is_kept_until_it_changes(tmp_path):
    """The same text is not parsed twice, a changed one is."""
    write(tmp_path, {"a.py": "x = 1"})
    path = str(tmp_path / "a.py")
    workspace = Workspace([])
    first = workspace.sources(path, {}).entry(path)
    assert workspace.sources(path, {}).entry(path) is first
    write(tmp_path, {"a.py": "x = 1\ny = 2"})
    assert workspace.sources(path, {}).entry(path) is not first
    workspace.files.keep_only(())
    assert workspace.sources(path, {}).entry(path) is not first

"""The import index says which programs reach a file."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tfscope.project.imports import ImportIndex, scan, walk


def index_of(files: dict[str, str]) -> ImportIndex:
    index = ImportIndex()
    for path, text in files.items():
        index.add(os.path.normpath(path), text)
    return index


def programs(index: ImportIndex, path: str, limit: int = 8) -> list[str]:
    return [found.replace(os.sep, "/") for found in index.programs(os.path.normpath(path), limit)]


@pytest.mark.parametrize(
    ("text", "imports"),
    [
        ("import a.b.c as d, e", {"a.b.c", "a.b", "a", "e"}),
        ("from a import b, c as d", {"a", "a.b", "a.c"}),
        ("from a import (\n    b,  # why\n    c as d,\n)", {"a", "a.b", "a.c"}),
        ("from . import b", {".", ".b"}),
        ("from ..p.q import b", {"..p.q", "..p", "..p.q.b"}),
        ("from a import \\\n    b", {"a", "a.b"}),
        ("try:\n    import late\nexcept: pass", {"late"}),
        ("from a import *", {"a"}),
        ("x = 'import no'; important = 1", set()),
    ],
)
def test_what_a_quick_look_sees(text, imports):
    """Every way to write an import, with the packages it runs."""
    assert scan(text).imports == imports


@pytest.mark.parametrize(
    ("text", "is_script"),
    [
        ("if __name__ == '__main__':\n    main()", True),
        ("x = tf.placeholder(tf.float32)", True),
        ("with tf.variable_scope('a'):\n    pass", True),
        ("def f():\n    return tf.get_variable('w')", False),
        ("# tf.get_variable('w')", False),
        ("import tensorflow as tf", False),
    ],
)
def test_what_makes_a_script(text, is_script):
    """A main guard, or code at the top that builds something."""
    assert scan(text).is_script is is_script


STATEMENTS = (
    "import a",
    "from a import (\n    b,\n)",
    "def f():\n    import c",
    "tf.Variable(1.0)",
    "x = 1",
    "@a\ndef f(): pass",
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(st.sampled_from(STATEMENTS), max_size=5), min_size=1, max_size=4))
def test_a_file_that_is_edited_tells_what_one_on_disk_tells(texts):
    """Though of its statements only those that are new are looked at."""
    edited = ImportIndex()
    for statements in texts:
        edited.add_statements(os.path.normpath("/w/net.py"), statements)
        saved = index_of({"/w/net.py": "\n".join(statements), "/w/main.py": "import net"})
        edited.add(os.path.normpath("/w/main.py"), "import net")
        for name in ("a", "a/b", "c", "net"):
            assert programs(edited, f"/w/{name}.py") == programs(saved, f"/w/{name}.py")


def test_programs_are_the_nearest_scripts_that_reach_a_file():
    """Through any number of files, relative imports and packages; tests come last."""
    index = index_of(
        {
            "/w/tests/test_net.py": "from pkg import net",
            "/w/train.py": "import pkg.build",
            "/w/far.py": "import train\nif __name__ == '__main__': pass",
            "/w/other.py": "import os",
            "/w/pkg/__init__.py": "",
            "/w/pkg/build.py": "from . import net",
            "/w/pkg/net.py": "from .ops import dense",
            "/w/pkg/ops.py": "",
        }
    )
    assert programs(index, "/w/pkg/ops.py") == ["/w/far.py", "/w/tests/test_net.py"]
    assert programs(index, "/w/pkg/ops.py", limit=1) == ["/w/far.py"]
    assert programs(index, "/w/other.py") == ["/w/other.py"]


def test_files_that_import_each_other():
    """A circle that nobody enters has no program; the search ends all the same."""
    index = index_of({"/w/a.py": "import b", "/w/b.py": "import a"})
    assert programs(index, "/w/a.py") == []


def test_a_short_name_means_the_file_that_lies_near():
    """`utils` of another project is another file."""
    index = index_of({"/w/one/utils.py": "", "/w/one/a.py": "import utils", "/w/two/b.py": "import utils"})
    assert programs(index, "/w/one/utils.py") == ["/w/one/a.py"]


def test_a_changed_file_changes_its_own_imports_only():
    """Adding again replaces, removing forgets."""
    index = index_of({"/w/a.py": "import net", "/w/b.py": "import net", "/w/net.py": ""})
    path = os.path.normpath("/w/a.py")
    assert index.add(path, "import net  # same imports") is False
    assert index.add(path, "") is True
    assert programs(index, "/w/net.py") == ["/w/b.py"]
    index.remove(os.path.normpath("/w/b.py"))
    assert programs(index, "/w/net.py") == ["/w/net.py"]


def test_what_is_looked_through(tmp_path):
    """Python files, without environments, caches, hidden folders and links to folders."""
    kept = ["a.py", "b/c.py", "b/d.pyw"]
    for name in [*kept, ".git/x.py", "b/__pycache__/x.py", "venv/lib/x.py", "node_modules/x.py", "b/data.txt"]:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
    (tmp_path / "venv/pyvenv.cfg").write_text("")
    found = [os.path.relpath(path, tmp_path).replace(os.sep, "/") for path in walk(str(tmp_path))]
    assert found == kept
    assert list(walk(str(tmp_path), cancelled=lambda: True)) == []


@pytest.mark.parametrize(
    ("glob", "left"),
    [
        ("third/**", ["a.py", "b/x_pb2.py"]),
        ("third", ["a.py", "b/x_pb2.py"]),
        ("**/*_pb2.py", ["a.py", "third/c.py"]),
        ("*.py", ["b/x_pb2.py", "third/c.py"]),
        ("**/c.py", ["a.py", "b/x_pb2.py"]),
        ("?.py", ["b/x_pb2.py", "third/c.py"]),
        ("[a].py", ["a.py", "b/x_pb2.py", "third/c.py"]),
    ],
)
def test_what_is_excluded(tmp_path, glob, left):
    """Globs relative to their folder; `**` stands for any folders."""
    for name in ("a.py", "b/x_pb2.py", "third/c.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("")
    found = walk(str(tmp_path), [(str(tmp_path), glob)])
    assert [os.path.relpath(path, tmp_path).replace(os.sep, "/") for path in found] == left

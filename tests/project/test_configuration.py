"""pyproject.toml: the nearest one with a table of ours counts, and what does not make sense in it is passed over."""

from __future__ import annotations

from pathlib import Path

from tfscope.project.configuration import parse
from tfscope.project.workspace import Workspace

OURS = '[tool.tfscope.rules]\nshape-mismatch = "warning"\n'


def test_the_nearest_file_with_our_table_counts(tmp_path: Path):
    """A pyproject.toml without one is looked through, as a part of a larger project may have it."""
    inner = tmp_path / "part" / "src"
    inner.mkdir(parents=True)
    (tmp_path / "pyproject.toml").write_text(OURS, "utf-8")
    (tmp_path / "part" / "pyproject.toml").write_text('[project]\nname = "part"\n', "utf-8")
    workspace = Workspace([str(tmp_path)])
    assert workspace.configuration(str(inner / "a.py")).rules == {"shape-mismatch": "warning"}
    (inner / "pyproject.toml").write_text('[tool.tfscope.rules]\nshape-mismatch = "off"\n', "utf-8")
    assert workspace.changed_on_disk({})[1], "a client without a watcher is told too"
    workspace.refresh()
    assert workspace.configuration(str(inner / "a.py")).rules == {"shape-mismatch": "off"}


def test_without_any_nothing_is_set(tmp_path: Path):
    """No file, or no table."""
    assert not Workspace([str(tmp_path)]).configuration(str(tmp_path / "a.py")).rules
    assert parse("[tool.other]\nx = 1\n") is None
    assert parse("tool = 3\n") is None


def test_what_makes_no_sense_is_said_and_passed_over():
    """The rest counts."""
    read = parse(OURS + 'missing-shape = "loud"\ninvalid-name = 3\n[tool.tfscope]\ncolour = "red"\n')
    assert read and read.rules == {"shape-mismatch": "warning"}
    assert read.problems == (
        "there is no setting tool.tfscope.colour",
        "tool.tfscope.rules.missing-shape is none of error, warning, information, hint, off",
        "tool.tfscope.rules.invalid-name is none of error, warning, information, hint, off",
    )
    broken = parse("[tool.tfscope.rules\n")
    assert broken and not broken.rules and broken.problems[0].startswith("it is not valid TOML")
    flat = parse('[tool.tfscope]\nrules = "off"\n')
    assert flat and flat.problems == ("tool.tfscope.rules is not a table",)

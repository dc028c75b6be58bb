"""`tfscope explain`: the rules' pages, on the terminal and in docs/rules."""

from __future__ import annotations

from pathlib import Path

from command import tfscope
from tfscope.cli.explain import pages

PAGES = Path(__file__).parents[2] / "docs" / "rules"


def test_docs_are_up_to_date():
    """`tfscope explain --write docs/rules` mends it; a rule that went leaves no page behind."""
    assert {path.name: path.read_text("utf-8") for path in PAGES.iterdir()} == pages()


def test_a_page_says_what_and_how_to_silence_it():
    """Summary, TensorFlow's sentence, both examples, the setting."""
    page = tfscope("explain", "variable-already-exists").stdout
    assert page.startswith("# variable-already-exists\n")
    assert "> Variable {name} already exists, disallowed." in page
    assert "## Found in" in page and "## Not found in" in page
    assert "# tfscope: ignore[variable-already-exists]" in page


def test_the_list_has_every_rule():
    """One line each, with its level."""
    lines = tfscope("explain").stdout.splitlines()
    assert len(lines) == len(pages()) - 1
    assert any(line.split()[:2] == ["shape-mismatch", "error"] for line in lines)


def test_a_rule_that_is_not_there():
    """One sentence with the nearest name, exit code 2."""
    result = tfscope("explain", "shape-missmatch")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == "tfscope: there is no rule shape-missmatch. Did you mean shape-mismatch?\n"


def test_writing_leaves_other_files_alone(tmp_path: Path):
    """The folder may be one that holds more."""
    (tmp_path / "notes.md").write_text("mine", "utf-8")
    assert tfscope("explain", "--write", str(tmp_path)).returncode == 0
    assert {path.name for path in tmp_path.iterdir()} == {"notes.md", *pages()}
    assert tfscope("explain", "--write", str(tmp_path / "notes.md")).returncode == 2

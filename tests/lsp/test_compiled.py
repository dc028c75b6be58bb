"""What attrs compiles at each start is compiled once; what was kept is used only as it was written."""

from __future__ import annotations

import attrs
import pytest
from tfscope.lsp.compiled import CompiledTexts, cache_folder, kept_compiled


def kept_files(folder) -> list:
    return sorted(folder.iterdir()) if folder.exists() else []


def test_the_second_start_compiles_nothing(tmp_path):
    first = CompiledTexts(tmp_path / "kept.bin")
    code = first.compile("answer = 42", "<text>", "exec")
    first.save()
    again = CompiledTexts(tmp_path / "kept.bin").compile("answer = 42", "<text>", "exec")
    assert again == code
    (tmp_path / "kept.bin").unlink()
    second = CompiledTexts(tmp_path / "kept.bin")
    second.save()
    assert not kept_files(tmp_path), "nothing new, so nothing is written"


@pytest.mark.parametrize("text, filename, mode", [("b = 1", "<a>", "exec"), ("a", "<b>", "exec"), ("a", "<a>", "eval")])
def test_another_text_name_or_mode_is_compiled_by_itself(tmp_path, text, filename, mode):
    texts = CompiledTexts(tmp_path / "kept.bin")
    texts.compile("a", "<a>", "exec")
    assert texts.compile(text, filename, mode) == compile(text, filename, mode)


@pytest.mark.parametrize("broken", [b"", b"short", b"\x00" * 64, "cut off", "changed"])
def test_a_file_that_is_not_as_it_was_written_counts_for_nothing(tmp_path, broken):
    """Python would crash on compiled code that was tampered with."""
    path = tmp_path / "kept.bin"
    texts = CompiledTexts(path)
    texts.compile("answer = 42", "<text>", "exec")
    texts.save()
    content = path.read_bytes()
    changes = {"cut off": content[:-3], "changed": content[:-3] + b"\xff" + content[-2:]}
    path.write_bytes(changes.get(broken, broken))
    names: dict = {}
    exec(CompiledTexts(path).compile("answer = 42", "<text>", "exec"), names)
    assert names["answer"] == 42


def test_attrs_uses_what_is_kept_and_is_left_as_it_was(tmp_path):
    for _ in range(2):
        with kept_compiled(tmp_path / "cache"):
            point = attrs.make_class("Point", ["x", "y"])
        assert (point(1, 2).x, repr(point(1, 2))) == (1, "Point(x=1, y=2)")
    assert len(kept_files(tmp_path / "cache")) == 1
    assert "compile" not in vars(attr_module())


def test_a_folder_that_cannot_be_written_costs_time_only(tmp_path):
    (tmp_path / "file").write_text("no folder")
    with kept_compiled(tmp_path / "file"):
        assert attrs.make_class("Point", ["x"])(1).x == 1
    with kept_compiled(None):
        assert attrs.make_class("Point", ["x"])(1).x == 1


def test_the_folder_is_the_persons_own(monkeypatch):
    """A relative path would lie in the workspace."""
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA", "HOME", "USERPROFILE"):
        monkeypatch.setenv(name, "relative")
    assert cache_folder() is None


def attr_module():
    import attr._make

    return attr._make

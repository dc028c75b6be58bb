"""What `dataclasses` writes at each start is compiled once; what was kept is used only as it was written."""

from __future__ import annotations

import dataclasses

import pytest
from tfscope.compiled import CompiledTexts, cache_folder, kept_compiled


def kept_files(folder) -> list:
    return sorted(folder.iterdir()) if folder.exists() else []


def test_the_second_start_compiles_nothing(tmp_path):
    first = CompiledTexts(tmp_path / "kept.bin")
    code = first.compiled("answer = 42")
    first.save()
    again = CompiledTexts(tmp_path / "kept.bin").compiled("answer = 42")
    assert again == code
    (tmp_path / "kept.bin").unlink()
    second = CompiledTexts(tmp_path / "kept.bin")
    second.save()
    assert not kept_files(tmp_path), "nothing new, so nothing is written"


def test_another_text_is_compiled_by_itself(tmp_path):
    texts = CompiledTexts(tmp_path / "kept.bin")
    texts.compiled("a")
    assert texts.compiled("b = 1") == compile("b = 1", "<string>", "exec", dont_inherit=True)


@pytest.mark.parametrize("broken", [b"", b"short", b"\x00" * 64, "cut off", "changed"])
def test_a_file_that_is_not_as_it_was_written_counts_for_nothing(tmp_path, broken):
    """Python would crash on compiled code that was tampered with."""
    path = tmp_path / "kept.bin"
    texts = CompiledTexts(path)
    texts.compiled("answer = 42")
    texts.save()
    content = path.read_bytes()
    changes = {"cut off": content[:-3], "changed": content[:-3] + b"\xff" + content[-2:]}
    path.write_bytes(changes.get(broken, broken))
    names: dict = {}
    CompiledTexts(path).run("answer = 42", names)
    assert names["answer"] == 42


def test_dataclasses_use_what_is_kept_and_are_left_as_they_were(tmp_path):
    for _ in range(2):
        with kept_compiled(tmp_path / "cache"):
            pair = dataclasses.make_dataclass("Pair", ["x", ("y", int, 2)], frozen=True)
        assert (pair(1), repr(pair(1))) == (pair(1, 2), "Pair(x=1, y=2)")
    assert len(kept_files(tmp_path / "cache")) == 1
    assert "exec" not in vars(dataclasses)


def test_a_folder_that_cannot_be_written_costs_time_only(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("no folder")
    with kept_compiled(tmp_path / "file"):
        assert dataclasses.make_dataclass("Point", ["x"])(1).x == 1
    monkeypatch.setattr("tfscope.compiled.cache_folder", lambda: None)
    with kept_compiled():
        assert dataclasses.make_dataclass("Point", ["x"])(1).x == 1


def test_the_folder_is_the_persons_own(monkeypatch):
    """A relative path would lie in the workspace."""
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA", "HOME", "USERPROFILE"):
        monkeypatch.setenv(name, "relative")
    assert cache_folder() is None

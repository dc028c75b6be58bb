"""What attrs compiles at each start is compiled once; what was kept is used only as it was written."""

from __future__ import annotations

import dataclasses

import attrs
import pytest
from tfscope.compiled import CompiledTexts, cache_folder, kept_compiled


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
    assert texts.compile(text, filename, mode) == compile(text, filename, mode, dont_inherit=True)


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


def test_attrs_and_dataclasses_use_what_is_kept_and_are_left_as_they_were(tmp_path):
    for _ in range(2):
        with kept_compiled("attr._make", "dataclasses", folder=tmp_path / "cache"):
            point = attrs.make_class("Point", ["x", "y"])
            pair = dataclasses.make_dataclass("Pair", ["x", ("y", int, 2)], frozen=True)
        assert (point(1, 2).x, repr(point(1, 2))) == (1, "Point(x=1, y=2)")
        assert (pair(1), repr(pair(1))) == (pair(1, 2), "Pair(x=1, y=2)")
    assert len(kept_files(tmp_path / "cache")) == 1
    for module in (attr_module(), dataclasses):
        assert not {"compile", "exec"} & vars(module).keys()


def test_the_methods_of_a_class_keep_the_names_they_use_only(tmp_path):
    """attrs would give those of each class a copy of all names of its module."""
    with kept_compiled("attr._make", folder=tmp_path):

        @attrs.define(order=True)
        class Point:
            x: int = attrs.field(converter=int, validator=attrs.validators.instance_of(int))
            y: list = attrs.field(factory=list, order=len)

    assert attrs.asdict(Point("1")) == {"x": 1, "y": []}
    assert Point(1, [2]) < Point(1, [2, 3])
    assert "kept_files" not in Point.__init__.__globals__


def test_a_text_runs_as_in_the_module_that_has_written_it(tmp_path):
    """What that module has imported from `__future__` counts, and not what others have."""
    with kept_compiled("dataclasses", "attr._make", folder=tmp_path):
        for module, annotation in ((dataclasses, int), (attr_module(), "int")):
            names: dict = {}
            module.exec("def f(x: int): pass", names)
            assert names["f"].__annotations__["x"] == annotation


def test_a_folder_that_cannot_be_written_costs_time_only(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("no folder")
    with kept_compiled("attr._make", folder=tmp_path / "file"):
        assert attrs.make_class("Point", ["x"])(1).x == 1
    monkeypatch.setattr("tfscope.compiled.cache_folder", lambda: None)
    with kept_compiled("attr._make"):
        assert attrs.make_class("Point", ["x"])(1).x == 1


def test_the_folder_is_the_persons_own(monkeypatch):
    """A relative path would lie in the workspace."""
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA", "HOME", "USERPROFILE"):
        monkeypatch.setenv(name, "relative")
    assert cache_folder() is None


def attr_module():
    import attr._make

    return attr._make

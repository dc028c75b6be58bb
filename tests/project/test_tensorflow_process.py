"""What is beyond our reader of checkpoints is read by the TensorFlow of a Python that a person has picked."""

from __future__ import annotations

import re
import sys
import threading
from pathlib import Path

import pytest
from pythons import IN_TF2, TENSORFLOW, environment
from tfscope.project.checkpoint_at import CheckpointAt
from tfscope.project.checkpoints import NoCheckpoint, read_checkpoint
from tfscope.project.settings import Settings
from tfscope.project.tensorflow_process import NoAnswer, read_by_tensorflow
from tfscope.project.workspace import Workspace

TRAP = "import pathlib\npathlib.Path({ran!r}).write_text('by ' + __file__)\n"


@pytest.fixture
def unknown(tmp_path: Path) -> Path:
    """A checkpoint of a kind that we do not know."""
    path = tmp_path / "model.ckpt-1"
    path.write_bytes(b"of a newer kind" * 10)
    return path


@pytest.mark.parametrize("tensorflow", [TENSORFLOW, IN_TF2], ids=["1.x", "2.x"])
def test_names_types_and_shapes_come_from_it(unknown, tmp_path, tensorflow):
    """By either of its generations; what it prints besides is no answer."""
    python = environment(tmp_path / "env", tensorflow)
    found = read_checkpoint(str(unknown), str(python))
    assert found.path == str(unknown)
    assert [(one.name, one.dtype, one.shape) for one in found.tensors.values()] == [
        ("from/tensorflow.py", "float32", (2, 3)),
        ("model.ckpt-1", "float32", (2, 3)),
    ]


def test_what_is_on_no_disk_is_for_it_alone(tmp_path):
    """Addresses in a cloud; without such a Python the sentence says what to do."""
    python = environment(tmp_path / "env")
    assert "model.ckpt-1" in read_checkpoint("gs://bucket/model.ckpt-1", str(python)).tensors
    with pytest.raises(NoCheckpoint, match=r"gs://bucket/m can be read by TensorFlow only: name a Python that has"):
        read_checkpoint("gs://bucket/m")


def test_nothing_of_the_folder_it_is_started_in_is_run(unknown, tmp_path, monkeypatch):
    """Neither by lying there nor by being named in PYTHONPATH."""
    python = environment(tmp_path / "env")
    for name in ("tensorflow.py", "json.py", "faulthandler.py", "sitecustomize.py", "usercustomize.py"):
        (tmp_path / name).write_text(TRAP.format(ran=str(tmp_path / "ran")), "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert "model.ckpt-1" in read_checkpoint(unknown.name, str(python)).tensors
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize(
    ("tensorflow", "reason"),
    [
        (None, r"has no TensorFlow that can be imported \(No module named '?tensorflow'?\)"),
        ("raise ImportError('DLL load failed.')", r"has no TensorFlow that can be imported \(DLL load failed\)"),
        (TENSORFLOW.replace('"broken" in', "True or"), r"has a TensorFlow that cannot .* \(DATA_LOSS: a block is "),
        ("import os; os._exit(3)", r"gave no answer \(exit code 3\)"),
        ("import sys; sys.exit('Illegal instruction')", r"gave no answer \(Illegal instruction\)"),
        (TENSORFLOW.replace("[2, 3]", '["many"]'), r"gave no answer"),
    ],
    ids=["none", "broken", "refuses", "dies", "leaves", "talks nonsense"],
)
def test_every_failure_is_one_sentence(unknown, tmp_path, tensorflow, reason):
    """Why we could not, and why TensorFlow could not."""
    python = environment(tmp_path / "env", tensorflow)
    ours, theirs = (re.escape(str(path)) for path in (unknown, python))
    with pytest.raises(NoCheckpoint, match=rf"^{ours} cannot be read: .* cut off; {theirs} {reason}[^\n]*\.$"):
        read_checkpoint(str(unknown), str(python))


def test_a_python_that_never_ends_is_not_waited_for(tmp_path):
    """Some seconds, then it is ended."""
    python = environment(tmp_path / "env", "import time\nwhile True: time.sleep(1)\n")
    with pytest.raises(NoAnswer, match="has not read it within 1 seconds"):
        read_by_tensorflow("model", str(python), seconds=1)


def test_what_is_no_python(tmp_path):
    """A file that is missing, or one that is text."""
    (tmp_path / "text").write_text("text", "utf-8")
    for name in ("missing", "text"):
        with pytest.raises(NoAnswer, match=r"cannot be run \(\w"):
            read_by_tensorflow("model", str(tmp_path / name))


@pytest.mark.skipif(sys.platform == "win32", reason="a script stands in for the interpreter")
def test_python_2_is_told_as_such(tmp_path):
    """It has no way to be isolated, and says so in words of its own."""
    python = tmp_path / "python2.7"
    python.write_text("#!/bin/sh\necho 'Unknown option: -I' >&2\necho 'usage: python2.7 [option]' >&2\nexit 2\n")
    python.chmod(0o755)
    with pytest.raises(NoAnswer, match="name a Python 3 that has TensorFlow"):
        read_by_tensorflow("model", str(python))


def test_an_editor_does_not_wait_for_it(unknown, tmp_path):
    """It is asked once, on a thread; when it has answered, the answer is there, until the file is written again."""
    answered = threading.Event()
    at = CheckpointAt(str(unknown), str(environment(tmp_path / "env")), answered.set)
    assert (at.read(), at.problem) == (None, None)
    assert answered.wait(60)
    found = at.read()
    assert found and "model.ckpt-1" in found.tensors and at.read() is found
    answered.clear()
    unknown.write_bytes(b"written again")
    assert at.read() is None
    assert answered.wait(60) and at.read()


def test_the_editor_is_told_what_is_wrong(unknown, tmp_path):
    """As soon as TensorFlow has refused it."""
    answered = threading.Event()
    at = CheckpointAt(str(unknown), str(environment(tmp_path / "env", None)), answered.set)
    assert at.read() is None and answered.wait(60)
    assert at.read() is None and "has no TensorFlow" in (at.problem or "")


def test_only_a_python_that_a_person_has_picked(tmp_path):
    """By its path or by activation, and only where there is trust; one that lies in the workspace nobody has picked."""
    own = environment(tmp_path / "work" / ".venv", None)
    active = environment(tmp_path / "active", None)
    activated = {"VIRTUAL_ENV": str(tmp_path / "active")}
    roots = [str(tmp_path / "work")]

    def picked(environ, **settings):
        return Workspace(roots, Settings(**settings), environ).python_to_run

    assert picked({}, trusted=True) is None
    assert picked(activated, trusted=True) == str(active)
    assert picked(activated, trusted=True, interpreter=str(own)) == str(own)
    assert picked(activated, interpreter=sys.executable) is None

"""The checkpoint that the settings name, over the protocol."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest
from client import PATIENCE, Client
from pythons import environment

RECORDED = Path(__file__).parent.parent / "checkpoint" / "recorded"
NET = """\
import tensorflow as tf
tf.get_variable("bias", [3], tf.float64)
tf.get_variable("other", [3])
tf.get_variable("other", [3])
"""
INFORMATION = 3


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "net.py").write_text(NET, "utf-8")
    shutil.copy(RECORDED / "network.index", tmp_path / "model.ckpt-1.index")
    return tmp_path


def session(folder: Path, **options) -> Client:
    return Client(folder, capabilities={"workspace": {"configuration": True}}, **options)


def use(client: Client, path: str) -> None:
    """Sets `tfscope.checkpoint`, as a person does, and waits until it is taken in: a severity is set with it, of which
    the editor is told."""
    client.settings = {"checkpoint": path, "rules": {"variable-already-exists": "information"}}
    client.notify("workspace/didChangeConfiguration", {"settings": None})
    client.wait_for(
        "textDocument/publishDiagnostics", lambda p: any(one["severity"] == INFORMATION for one in p["diagnostics"])
    )


def test_hover_tells_what_is_in_it(folder):
    """With a path relative to the folder; without the setting nothing is said."""
    with session(folder) as client:
        client.open("net.py")
        assert "checkpoint" not in client.hover("net.py", 1, 5)
        use(client, "model.ckpt-1")
        assert client.hover("net.py", 1, 5).endswith("\nin checkpoint `model.ckpt-1`")
        assert client.hover("net.py", 2, 5).endswith("\nnot in checkpoint `model.ckpt-1`")


def test_what_is_wrong_with_it_goes_to_the_log(folder):
    """Hovers go on without it."""
    (folder / "model.ckpt-1.index").write_bytes(b"cut off")
    with session(folder) as client:
        client.open("net.py")
        use(client, "model.ckpt-1")
        assert "`bias`" in client.hover("net.py", 1, 5) and "checkpoint" not in client.hover("net.py", 1, 5)
        assert "model.ckpt-1.index cannot be read: it is no checkpoint, or it is cut off." in client.log_text
        assert "Traceback" not in client.log_text


def test_what_only_tensorflow_can_read_is_told_when_it_has(folder):
    """By the environment of the settings, in the background."""
    (folder / "bias").write_bytes(b"of a newer kind" * 10)
    python = environment(folder / "env")
    with session(folder) as client:
        client.settings = {"checkpoint": "bias", "environment": str(python)}
        client.notify("workspace/didChangeConfiguration", {"settings": None})
        client.open("net.py")
        client.diagnostics("net.py")
        end = time.monotonic() + PATIENCE
        while "checkpoint" not in (said := client.hover("net.py", 1, 5)) and time.monotonic() < end:
            time.sleep(0.1)
        assert said.endswith("\nin checkpoint `bias` as float32 `[2, 3]`")


def test_it_is_not_read_without_trust(folder):
    """Settings of a folder that is not trusted may name any path."""
    with session(folder, initializationOptions={"trusted": False}) as client:
        client.open("net.py")
        use(client, "model.ckpt-1")
        assert "checkpoint" not in client.hover("net.py", 1, 5)

"""tfscope as a library."""

from __future__ import annotations

import pytest
import tfscope

SOURCE = """import tensorflow as tf
from net import build
with tf.variable_scope("a"):
    build()
"""
NET = "import tensorflow as tf\ndef build():\n    return tf.get_variable('w', [3]) + 1.0\n"


def test_a_program_on_disk(tmp_path):
    """Its imports are found beside it; events say what, where and through which calls."""
    (tmp_path / "train.py").write_text(SOURCE)
    (tmp_path / "net.py").write_text(NET)
    resolution = tfscope.resolve(tmp_path / "train.py")
    (event,) = [event for event in resolution.events if event.kind == "get_variable"]
    assert (event.action, event.name, event.shape, event.dtype) == ("create", "a/w", (3,), "float32")
    assert [call.site.line for call in event.stack] == [3, 4]
    assert resolution.diagnostics == []


def test_a_text_that_is_nowhere_on_disk(tmp_path):
    """With folders to import from, and with the names of ops."""
    (tmp_path / "net.py").write_text(NET)
    resolution = tfscope.resolve("nowhere.py", SOURCE, search=[tmp_path], ops=True)
    assert [event.name for event in resolution.events if event.kind == "op"][-1] == "a/add"


def test_a_file_that_is_not_there():
    """No exception: the result says why it is empty."""
    resolution = tfscope.resolve("no_such_file.py")
    assert resolution.events == []
    assert "could not be read" in resolution.gave_up[0].reason


def test_all_that_is_public_is_there():
    """Every name of the interface, and none besides."""
    assert all(getattr(tfscope, name) for name in tfscope.__all__)
    with pytest.raises(AttributeError):
        _ = tfscope.nothing

"""Hover on a string that is a name in a checkpoint or in the graph says what it means there."""

from __future__ import annotations

import pytest
from editor import Editor
from tfscope.features.hover import hover

PROGRAM = """
import tensorflow as tf
with tf.variable_scope("net"):
    w = tf.get_variable("w", [3], dtype=tf.float32)
    x = tf.placeholder(tf.float32, [3], name="x")
step = tf.get_variable("step", [], tf.int64)
reader = tf.train.NewCheckpointReader("model.ckpt")
"""
W = "**`net/w`** float32 `[3]`, created at main.py:3"
STEP = "**`step`** int64 `[]`, created at main.py:5"
NET = "variable scope `net`, 1 variable, entered at main.py:2"


def text_at(line: str) -> str:
    editor = Editor(PROGRAM + line)
    answer = hover(editor.view, *editor.at_cursor())
    return answer.markdown if answer else ""


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("reader.get_tensor('net<|>/w')", W),
        ("reader.get_tensor('st<|>ep')", STEP),
        ("'st<|>ep' in reader.get_variable_to_shape_map()", STEP),
        ("reader.get_variable_to_shape_map()['net<|>/w']", W),
        ("tf.train.init_from_checkpoint('c', {'ne<|>t/': 'net/'})", f"the checkpoint's `net/` is {NET}"),
        ("tf.train.init_from_checkpoint('c', {'old/': 'ne<|>t/'})", NET),
        ("tf.train.init_from_checkpoint('c', {'ol<|>d/w': 'net/w'})", f"the checkpoint's `old/w` is {W}"),
        ("tf.train.Saver({'ol<|>d': step})", f"the checkpoint's `old` is {STEP}"),
        ("names = {'net<|>/w': 1, 'net/w:0': 2}", W),
        ("names = {'net/w': 1, 'net<|>/w:0': 2}", W),
    ],
)
def test_names_in_a_checkpoint(line, text):
    """Strings that are read by, keys and values of a map, and paths anywhere."""
    assert text_at(line) == text


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("tf.get_default_graph().get_tensor_by_name('net<|>/x:0')", "op `net/x`, named at main.py:4"),
        ("tf.get_default_graph().get_operation_by_name('net<|>/x')", "op `net/x`, named at main.py:4"),
        ("tf.get_default_graph().get_tensor_by_name('st<|>ep:0')", STEP),
    ],
)
def test_names_in_the_graph(line, text):
    """Of ops and of variables, with the number of the output."""
    assert text_at(line) == text


def test_a_name_in_a_map_means_the_only_variable_that_it_is_given():
    """Given twice, or handed in, it may be anything; inside a function, its own names count first."""
    twice = "w = step\ntf.train.Saver({'ol<|>d': w})"
    handed_in = "def save(w):\n    tf.train.Saver({'ol<|>d': w})"
    own = "def save():\n    w = tf.get_variable('own', [1])\n    tf.train.Saver({'ol<|>d': w})\nsave()"
    module = "def save():\n    tf.train.Saver({'ol<|>d': w})"
    assert text_at(twice) == text_at(handed_in) == ""
    assert "**`own`** float32 `[1]`, created at main.py:8" in text_at(own)
    assert text_at(module) == f"the checkpoint's `old` is {W}"


@pytest.mark.parametrize(
    "line", ["x = 'st<|>ep'", "x = 'net<|>/'", "reader.get_tensor('not/the<|>re')", "f({'a<|>': w})"]
)
def test_other_strings_say_nothing(line):
    """A bare word outside of such calls may be anything; a name that nothing has."""
    assert text_at(line) == ""

"""References name every place that takes part in a variable or scope; highlights those of the same file."""

from __future__ import annotations

import pytest
from editor import Editor
from tfscope.events import View
from tfscope.features.references import highlights, references
from tfscope.syntax import parse_module

SHARED = """
from net import build
import tensorflow as tf
build()
with tf.variable_scope("a", reuse=True):
    tf.get_var<|>iable("w", [1])
#- net.py
import tensorflow as tf
def build():
    with tf.variable_scope("a"):
        tf.get_variable("w", [1])
        tf.get_variable("other", [1])
"""


def marks(source: str, query=references) -> list[str]:
    """`path:line kind text` of each mark."""
    editor = Editor(source)
    found = query(editor.view, *editor.at_cursor())
    return [f"{mark.span.path}:{mark.span.line} {mark.kind} {editor.text(mark.span)}" for mark in found]


def test_a_variable_is_referred_to_in_every_file():
    """The place that creates it comes first; other variables of the same scope are not meant."""
    assert marks(SHARED) == ['net.py:4 write "w"', 'main.py:5 read "w"']


def test_highlights_are_those_of_the_file():
    """Creating is writing, reusing is reading."""
    assert marks(SHARED, highlights) == ['main.py:5 read "w"']
    text = """
        import tensorflow as tf
        for i in range(2):
            with tf.variable_scope("a", reuse=i > 0):
                tf.get_variable("<|>w", [1])
        with tf.variable_scope("a", reuse=True):
            w = tf.get_variable(name="w")
        """
    assert marks(text, highlights) == ['main.py:4 write "w"', 'main.py:6 read "w"']


def test_a_scope_is_referred_to_wherever_it_is_entered():
    """By its full name: another scope with the same last part is another scope."""
    text = """
        import tensorflow as tf
        with tf.variable_scope("<|>a") as scope:
            with tf.variable_scope("a"):
                pass
        with tf.variable_scope(scope):
            pass
        """
    assert marks(text) == ['main.py:2 write "a"', "main.py:5 write variable_scope"]


def test_a_layer_is_marked_at_its_name():
    """What it creates is referred to as a whole."""
    text = """
        import tensorflow as tf
        x = tf.zeros([1, 2])
        tf.layers.den<|>se(x, 3, name="fc")
        tf.layers.dense(x, 3, name="fc", reuse=True)
        """
    assert marks(text) == ['main.py:3 write "fc"', 'main.py:4 read "fc"']


@pytest.mark.parametrize(
    "text",
    [
        "import tensorflow as tf\nx <|>= tf.get_variable('w', [1])",
        "import tensorflow as tf\ntf.get_variable('w', [<|>1])",
        "import tensorflow as tf\ndef f():\n    tf.get_variable('w', [1])\n<|>f()",
        "x = 1\n<|>",
        "<|>",
    ],
)
def test_elsewhere_there_are_none(text):
    """Calls of one's own functions are left to the editor's Python."""
    assert marks(text) == []


def test_places_move_with_edits_that_are_not_analysed_yet():
    """A line was added in the function: the others are found where they stand now. A changed line is left out."""
    editor = Editor(
        """
        import tensorflow as tf
        def f():
            tf.get_variable("w", [1])
            tf.get_variable("v", [1])
        with tf.variable_scope("", reuse=tf.AUTO_REUSE):
            f()
            tf.get_var<|>iable("w", [1])
            tf.get_variable("v", [1])
        """
    )
    before, line, column = editor.at_cursor()
    view = View(editor.index, {"main.py": tuple(before.units)})
    text = editor.files["main.py"]
    after = parse_module("main.py", text.replace("def f():\n", "def f():\n    x = 1\n"), before)
    found = references(view, after, line + 1, column)
    assert [(mark.span.line, mark.kind) for mark in found] == [(4, "write"), (8, "read")]
    after = parse_module("main.py", text.replace('("w", [1])', '("w", [2])', 1), after)
    assert [mark.span.line for mark in references(view, after, line, column)] == [7]

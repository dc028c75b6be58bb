"""Definition leads from a reuse to the call that creates the variable."""

from __future__ import annotations

from editor import Editor
from tfscope.features.definition import definition


def jumps(source: str) -> list[str]:
    """`path:line text` of each target."""
    editor = Editor(source)
    spans = [link.target for link in definition(editor.view, *editor.at_cursor())]
    return [f"{span.path}:{span.line} {editor.text(span)}" for span in spans]


def test_a_reuse_leads_to_the_creation_in_another_file():
    """The creating call may stand in any file."""
    assert jumps(
        """
        from net import build
        build()
        import tensorflow as tf
        with tf.variable_scope("a", reuse=True):
            tf.get_var<|>iable("w", [1])
        #- net.py
        import tensorflow as tf
        def build():
            with tf.variable_scope("a"):
                tf.get_variable("w", [1])
        """
    ) == ['net.py:4 tf.get_variable("w", [1])']


def test_a_creation_leads_to_itself():
    """So that editors offer the references of the variable instead."""
    assert jumps("import tensorflow as tf\ntf.get_var<|>iable('w', [1])") == ["main.py:2 tf.get_variable('w', [1])"]


def test_a_call_of_ones_own_function_is_left_to_the_editor():
    """Where nothing is created or reused by the call itself there is no jump."""
    assert jumps("import tensorflow as tf\ndef f():\n    tf.get_variable('w', [1])\n<|>f()") == []


def test_several_origins_are_all_offered():
    """A call that reuses different variables leads to each of their creations."""
    assert jumps(
        """
        import tensorflow as tf
        def again(name):
            with tf.variable_scope("s", reuse=True):
                tf.get_<|>variable(name, [1])
        with tf.variable_scope("s"):
            tf.get_variable("a", [1])
            tf.get_variable("b", [1])
        again("a")
        again("b")
        """
    ) == ['main.py:6 tf.get_variable("a", [1])', 'main.py:7 tf.get_variable("b", [1])']

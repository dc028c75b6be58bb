"""Completion works on half-typed code: the text of this moment, and the analysis of the text before it."""

from __future__ import annotations

import pytest
from editor import Editor
from tfscope.events import View
from tfscope.features.completion import completions
from tfscope.syntax import parse_module

PROGRAM = """
import tensorflow as tf
def net():
    with tf.variable_scope("net", reuse=tf.AUTO_REUSE):
        tf.get_variable("weights", [3, 4])
        with tf.variable_scope("inner"):
            tf.get_variable("w", [3])
        LINE
    return 1
net()
net()
with tf.variable_scope("other"):
    tf.get_variable("v", [1])
END
"""


def offered(line: str = "pass", end: str = "pass") -> list[str]:
    """What is offered at the cursor in a line that is typed after the analysis."""
    editor = Editor(PROGRAM.replace("LINE", "pass").replace("END", "pass"))
    before = editor.module("main.py")
    view = View(editor.index, {"main.py": tuple(before.units)})
    text = PROGRAM.lstrip("\n").replace("LINE", line).replace("END", end)
    typed, _, rest = text.partition("<|>")
    module = parse_module("main.py", typed + rest, before)
    column = len(typed) - typed.rfind("\n") - 1
    found = completions(view, module, typed + rest, typed.count("\n") + 1, column)
    assert all(one.span.column == column - len(typed.rpartition('"')[2]) for one in found if one.kind != "value")
    return [f"{one.text} {one.detail}".strip() for one in found]


@pytest.mark.parametrize(
    "line",
    [
        'tf.get_variable("<|>")',
        'tf.get_variable("<|>',
        'x = tf.get_variable(name="wei<|>',
        'x = f(1, tf.compat.v1.get_variable("<|>", [1])',
        'tf.get_variable(  # the name\n            "<|>")',
    ],
)
def test_the_variables_of_the_scope_around(line):
    """With their shapes, those of the scope itself before those of scopes inside it; whole or half typed."""
    assert offered(line) == ["weights float32 [3, 4]", "inner/w float32 [3]"]


def test_a_scope_that_was_just_typed():
    """It is known by its string; one with a computed name is not, so nothing is offered in it."""
    assert offered(end='with tf.variable_scope("net", reuse=True):\n    tf.get_variable("<|>")') == [
        "weights float32 [3, 4]",
        "inner/w float32 [3]",
    ]
    inner = 'with tf.variable_scope("net"), tf.variable_scope("inner"):\n    tf.get_variable("<|>'
    assert offered(end=inner) == ["w float32 [3]"]
    assert offered(end='with tf.variable_scope(name):\n    tf.get_variable("<|>")') == []


def test_the_scopes_of_the_scope_around():
    """With how much is in them."""
    assert offered('with tf.variable_scope("<|>") as s:') == ["inner 1 variable"]
    assert offered('with tf.variable_scope("<|>') == ["inner 1 variable"]
    assert offered(end='with tf.variable_scope("<|>"') == ["net 2 variables", "other 1 variable"]


def test_at_the_top_every_variable_has_its_whole_name():
    """The root scope holds all."""
    assert [text.split()[0] for text in offered(end='tf.get_variable("<|>')] == [
        "net/weights",
        "other/v",
        "net/inner/w",
    ]


def test_values_of_reuse():
    """By the name under which TensorFlow is imported; what is typed already chooses."""
    assert [text.split()[0] for text in offered(end='with tf.variable_scope("a", reuse=<|>):')] == [
        "tf.AUTO_REUSE",
        "True",
        "None",
        "False",
    ]
    assert [text.split()[0] for text in offered(end='with tf.variable_scope("a", reuse=tf.A<|>')] == ["tf.AUTO_REUSE"]


@pytest.mark.parametrize(
    "end",
    [
        'print("<|>")',
        'tf.get_variable("w", "<|>")',
        'tf.get_variable("w", [<|>',
        "tf.get_variable(<|>",
        '# tf.get_variable("<|>")',
        'tf.get_variable("a" + "<|>',
        'tf.get_variable("w")<|>',
        "f(reuse=<|>)",
        "<|>",
    ],
)
def test_elsewhere_nothing_is_offered(end):
    """Other strings, other arguments, comments."""
    assert offered(end=end) == []


def test_a_half_typed_name_that_was_analysed_is_not_offered():
    """Only names that come from elsewhere are."""
    editor = Editor("import tensorflow as tf\ntf.get_variable('v', [1])\ntf.get_variable('vari<|>', [1])\n")
    module, line, column = editor.at_cursor()
    assert [one.text for one in completions(editor.view, module, editor.files["main.py"], line, column)] == ["v"]

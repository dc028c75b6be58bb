"""Hover on a `reuse` argument says what the flag is and why; on a string, which variable has that name."""

from __future__ import annotations

import pytest
from editor import Editor
from tfscope.features.hover import hover

SCOPES = """
import tensorflow as tf
def net(reuse):
    with tf.variable_scope("net", {outer}):
        with tf.variable_scope("inner", {inner}):
            tf.get_variable("w", [3])
net(False)
net(True)
{after}
"""


def text_at(outer: str = "reuse=reuse", inner: str = "reuse=None", after: str = "") -> str:
    editor = Editor(SCOPES.format(outer=outer, inner=inner, after=after))
    answer = hover(editor.view, *editor.at_cursor())
    return answer.markdown if answer else ""


def test_a_flag_that_is_set_here():
    """Each value it has in some call is told."""
    lines = text_at(outer="reuse=re<|>use").split("  \n")
    assert lines[0].startswith("`net`: reuse is off")
    assert lines[1] == "`net`: reuse=True (set here)"


def test_a_flag_that_is_inherited():
    """`reuse=None` does not switch it off; the line that did switch it on is named."""
    assert "`net/inner`: reuse=True (inherited from main.py:3)" in text_at(inner="re<|>use=False")


@pytest.mark.parametrize("after", ["x = 'net/<|>inner'", "x = 'w<|>'", "f(reuse=<|>True)", "x = <|>1", "# <|>"])
def test_other_strings_and_arguments_say_nothing(after):
    """A scope's name, a bare word, a call that enters no scope."""
    assert text_at(after=after) == ""

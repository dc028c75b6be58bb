"""`# tfscope: ignore[rule]`: what it keeps back, and that it says when it keeps back nothing."""

from __future__ import annotations

import pytest
from editor import Editor
from tfscope.features.diagnostics import by_place, problems

TWICE = """import tensorflow as tf
tf.get_variable("w", [1])
tf.get_variable("w", [1]){}
"""


def found(source: str) -> list[tuple[str, int]]:
    """Code and line of each finding."""
    editor = Editor(source)
    findings = by_place(editor.index, editor.module)
    return sorted((same[0].diagnostic.code, same[0].diagnostic.site.line) for same in findings)


@pytest.mark.parametrize(
    "comment",
    [
        "# tfscope: ignore[variable-already-exists]",
        "#tfscope:ignore[ variable-already-exists ]",
        "# tfscope: ignore",
        "# noqa # tfscope: ignore[variable-already-exists]",
    ],
)
def test_on_the_line(comment):
    """With the rule's code, with others', without any, and beside other comments."""
    assert found(TWICE.format("")) == [("variable-already-exists", 3)]
    assert found(TWICE.format("  " + comment)) == []


def test_several_rules_in_one_comment():
    """Each is judged by itself."""
    comment = "  # tfscope: ignore[variable-already-exists, shape-mismatch]"
    assert found(TWICE.format(comment)) == [("unused-ignore", 3)]


def test_above_the_first_statement_it_speaks_of_the_file():
    """Also below a docstring and other comments."""
    ignore = "# tfscope: ignore[variable-already-exists]\n"
    assert found(ignore + TWICE.format("")) == []
    assert found('#!/usr/bin/env python\n"""A program."""\n' + ignore + TWICE.format("")) == []


def test_on_a_line_of_its_own_it_speaks_of_the_next_line_of_code():
    """Whatever comments and empty lines are between; not of later lines."""
    ignore = "# tfscope: ignore[variable-already-exists]\n# why\n\n"
    lines = TWICE.format("").splitlines(keepends=True)
    assert found("".join([*lines[:2], ignore, lines[2]])) == []
    assert found("".join([lines[0], ignore, *lines[1:]])) == [("unused-ignore", 2), ("variable-already-exists", 6)]


def test_on_any_line_of_a_call():
    """A call that is broken into lines has room at each."""
    source = 'import tensorflow as tf\nw = tf.get_variable("w", [1])\nw = tf.get_variable("w",{}\n    [1]){}\n'
    assert found(source.format("", "")) == [("variable-already-exists", 3)]
    for comments in (("  # tfscope: ignore", ""), ("", "  # tfscope: ignore")):
        assert found(source.format(*comments)) == []


def test_a_string_is_no_comment():
    """What looks like one inside a string ignores nothing, and is not told of."""
    source = 'x = """\n# tfscope: ignore[variable-already-exists]\n"""\n' + TWICE.format("")
    assert found(source) == [("variable-already-exists", 6)]


def test_a_rule_that_does_not_exist_is_told():
    """A misspelt code would ignore nothing for ever."""
    editor = Editor(TWICE.format("  # tfscope: ignore[variable-exists]"))
    messages = [problem.message for problem in problems(editor.index, editor.module)["main.py"]]
    assert "There is no rule variable-exists to ignore." in messages


def test_an_unused_ignore_can_be_ignored():
    """Where the problem comes and goes with a version of a library."""
    assert found("import tensorflow as tf\nw = tf.get_variable('w', [1])  # tfscope: ignore[shape-mismatch]\n") == [
        ("unused-ignore", 2)
    ]
    comment = "  # tfscope: ignore[shape-mismatch, unused-ignore]"
    assert found(f"import tensorflow as tf\nw = tf.get_variable('w', [1]){comment}\n") == []


def test_an_ignore_of_all_rules_does_not_hide_that_it_is_unused():
    """Only one that names the rule does."""
    source = "import tensorflow as tf\nw = tf.get_variable('w', [1])  # tfscope: ignore\n"
    assert found(source) == [("unused-ignore", 2)]


def test_silent_where_the_function_is_not_reached():
    """Another program may call it and meet the problem."""
    source = """import tensorflow as tf
def net():
    tf.get_variable("w", [1])  # tfscope: ignore[variable-already-exists]
"""
    assert found(source) == []
    assert found(source + "net()\n") == [("unused-ignore", 3)]


def test_the_problem_spans_the_comment():
    """So that a quick fix can take it away."""
    editor = Editor("import tensorflow as tf\nw = tf.get_variable('w', [1])  # tfscope: ignore[shape-mismatch] # why\n")
    (problem,) = problems(editor.index, editor.module)["main.py"]
    assert editor.text(problem.span) == "# tfscope: ignore[shape-mismatch]"

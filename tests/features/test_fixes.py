"""Quick fixes: after each, the text is analysed again; the finding is gone and nothing new has come."""

from __future__ import annotations

import pytest
from editor import Editor
from tfscope.features.answers import Edit, Fix, Problem
from tfscope.features.diagnostics import problems
from tfscope.features.fixes import MENDING
from tfscope.features.rules import ALL


def found(source: str) -> list[Problem]:
    """All problems of a program, in the order of its files and lines."""
    editor = Editor(source)
    return [one for same in problems(editor.index, editor.module).values() for one in same]


def applied(source: str, fix: Fix) -> str:
    """The text of a one-file fixture with the edits of a fix."""
    lines = source.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)

    def offsets(edit: Edit) -> tuple[int, int]:
        return starts[edit.span.line - 1] + edit.span.column, starts[edit.span.end_line - 1] + edit.span.end_column

    for edit in sorted(fix.edits, key=offsets, reverse=True):
        start, end = offsets(edit)
        source = source[:start] + edit.text + source[end:]
    return source


def mended(source: str, code: str, title: str = "") -> str:
    """The program after the first fix of a rule whose title begins so."""
    problem = next(one for one in found(source) if one.code == code)
    fix = next(one for one in problem.fixes if one.title.startswith(title))
    assert {edit.span.path for edit in fix.edits} == {"main.py"}
    return applied(source, fix)


MENDED = {
    "a scope": (
        "variable-already-exists",
        "",
        'def net():\n    with tf.variable_scope("a"):\n        tf.get_variable("w", [1])\nnet()\nnet()\n',
        'def net():\n    with tf.variable_scope("a", reuse=tf.AUTO_REUSE):\n        tf.get_variable("w", [1])\n'
        "net()\nnet()\n",
    ),
    "a scope that says False": (
        "variable-already-exists",
        "",
        'for _ in 0, 1:\n    with tf.variable_scope("a", reuse=False):\n        tf.get_variable("w", [1])\n',
        'for _ in 0, 1:\n    with tf.variable_scope("a", reuse=tf.AUTO_REUSE):\n        tf.get_variable("w", [1])\n',
    ),
    "the caller's scope": (
        "variable-already-exists",
        "",
        'def net():\n    tf.get_variable("w", [1])\nfor _ in 0, 1:\n    with tf.variable_scope("a"):\n        net()\n',
        'def net():\n    tf.get_variable("w", [1])\nfor _ in 0, 1:\n'
        '    with tf.variable_scope("a", reuse=tf.AUTO_REUSE):\n        net()\n',
    ),
    "a layer": (
        "variable-already-exists",
        "",
        'x = tf.zeros([2, 3])\nfor _ in 0, 1:\n    tf.layers.dense(x, 3, name="fc")\n',
        'x = tf.zeros([2, 3])\nfor _ in 0, 1:\n    tf.layers.dense(x, 3, name="fc", reuse=tf.AUTO_REUSE)\n',
    ),
    "a misspelt name": (
        "variable-does-not-exist",
        "Share",
        'with tf.variable_scope("a"):\n    tf.get_variable("weights", [1])\n'
        "with tf.variable_scope(\"a\", reuse=True):\n    tf.get_variable('wieghts', [1])\n",
        'with tf.variable_scope("a"):\n    tf.get_variable("weights", [1])\n'
        "with tf.variable_scope(\"a\", reuse=True):\n    tf.get_variable('weights', [1])\n",
    ),
    "a missing scope": (
        "variable-does-not-exist",
        "Share",
        'with tf.variable_scope("a"):\n    with tf.variable_scope("b"):\n        tf.get_variable("w", [1])\n'
        'with tf.variable_scope("a", reuse=True):\n    tf.get_variable("w", [1])\n',
        'with tf.variable_scope("a"):\n    with tf.variable_scope("b"):\n        tf.get_variable("w", [1])\n'
        'with tf.variable_scope("a", reuse=True):\n    tf.get_variable("b/w", [1])\n',
    ),
    "reuse where something is missing": (
        "variable-does-not-exist",
        "Make what is missing",
        'for _ in 0, 1:\n    with tf.variable_scope("a", reuse=True):\n        tf.get_variable("w", [1])\n',
        'for _ in 0, 1:\n    with tf.variable_scope("a", reuse=tf.AUTO_REUSE):\n        tf.get_variable("w", [1])\n',
    ),
    "sticky reuse in a function": (
        "sticky-reuse",
        "",
        'def main():\n    w = tf.get_variable("w", [1])\n    tf.get_variable_scope().reuse_variables()\n'
        '    # shared\n    s = tf.get_variable("w",\n                        [1])\n\n'
        "    tf.train.AdamOptimizer().minimize(w * s)\nmain()\n",
        'def main():\n    w = tf.get_variable("w", [1])\n    with tf.variable_scope(tf.get_variable_scope()):\n'
        '        tf.get_variable_scope().reuse_variables()\n        # shared\n        s = tf.get_variable("w",\n'
        "                            [1])\n\n    tf.train.AdamOptimizer().minimize(w * s)\nmain()\n",
    ),
    "the comment of several rules": (
        "unused-ignore",
        "",
        'tf.get_variable("w", [1])\n'
        'tf.get_variable("w", [1])  # tfscope: ignore[shape-mismatch, variable-already-exists] # x\n',
        'tf.get_variable("w", [1])\ntf.get_variable("w", [1])  # tfscope: ignore[variable-already-exists] # x\n',
    ),
    "op_scope": (
        "deprecated-op-scope",
        "",
        'with tf.op_scope([], None, "net"):\n    x = tf.zeros([1])\n',
        'with tf.name_scope(None, default_name="net", values=[]):\n    x = tf.zeros([1])\n',
    ),
    "a scope that makes nothing of its own": (
        "variable-already-exists",
        "Take over",
        'with tf.variable_scope("a"):\n    tf.get_variable("w", [1])\n    tf.get_variable("v", [1])\n'
        'with tf.variable_scope("a"):\n    tf.get_variable("w", [1])\n',
        'with tf.variable_scope("a"):\n    tf.get_variable("w", [1])\n    tf.get_variable("v", [1])\n'
        'with tf.variable_scope("a", reuse=True):\n    tf.get_variable("w", [1])\n',
    ),
    "a shape": (
        "missing-shape",
        "Give it the shape",
        'with tf.variable_scope("a"):\n    tf.get_variable("w", [3, 4])\ntf.get_variable("w")\n',
        'with tf.variable_scope("a"):\n    tf.get_variable("w", [3, 4])\ntf.get_variable("w", shape=[3, 4])\n',
    ),
    "cells": (
        "shared-cells",
        "",
        "tf.nn.rnn_cell.MultiRNNCell([tf.nn.rnn_cell.GRUCell(4)] * 3)\n",
        "tf.nn.rnn_cell.MultiRNNCell([tf.nn.rnn_cell.GRUCell(4) for _ in range(3)])\n",
    ),
    "a bad name": (
        "invalid-name",
        "",
        'tf.get_variable("my w:0", [1])\n',
        'tf.get_variable("my_w", [1])\n',
    ),
}


@pytest.mark.parametrize("case", MENDED)
def test_the_text_after_a_fix(case):
    """Exactly this, and nothing is found in it any more."""
    code, title, before, after = MENDED[case]
    start = "import tensorflow as tf\n"
    assert mended(start + before, code, title) == start + after
    assert found(start + after) == []


# Those with cells are in test_notebook_rules.py.
IN_A_FILE = {code for code, rule in ALL.items() if rule.bad and "# %%" not in rule.bad}
NOT_BY_EXAMPLE = {"variable-does-not-exist", "missing-shape", "shared-cells", "sticky-reuse"}
BY_EXAMPLE = sorted(set(MENDING) & IN_A_FILE - NOT_BY_EXAMPLE)


@pytest.mark.parametrize("code", BY_EXAMPLE)
def test_the_first_fix_mends_the_rules_own_example(code):
    """The finding is gone and nothing new has come."""
    source = ALL[code].bad.lstrip()
    before = [one.code for one in found(source)]
    after = [one.code for one in found(mended(source, code))]
    assert after == [one for one in before if one != code]


@pytest.mark.parametrize("code", sorted(IN_A_FILE - {"unused-ignore"}))
def test_every_finding_can_be_ignored(code):
    """By the comment that the last fix puts in."""
    source = ALL[code].bad.lstrip()
    before = [one.code for one in found(source)]
    ignored = mended(source, code, "Ignore")
    assert f"# tfscope: ignore[{code}]" in ignored
    before.remove(code)
    assert [one.code for one in found(ignored)] == before


def test_an_ignore_joins_the_one_that_is_there():
    """Two rules on one line share a comment."""
    source = 'import tensorflow as tf\ntf.get_variable("w")  # tfscope: ignore[invalid-name] # why\n'
    assert "# tfscope: ignore[invalid-name, missing-shape] # why" in mended(source, "missing-shape", "Ignore")


def test_no_comment_is_put_into_a_string():
    """Where the line ends inside a string or with a backslash, no ignore is offered."""
    for call in ('tf.get_variable("""w\nx""", [1])', 'tf.get_variable("w:", \\\n    [1])'):
        (problem,) = found(f"import tensorflow as tf\n{call}\n")
        assert not [fix for fix in problem.fixes if fix.title.startswith("Ignore")], call


def test_a_flag_that_is_computed_is_left_alone():
    """Who passes `reuse=flag` has a reason; only the ignore is offered."""
    source = 'import tensorflow as tf\nflag = False\nfor _ in 0, 1:\n    with tf.variable_scope("a", reuse=flag):\n'
    (problem,) = found(source + '        tf.get_variable("w", [1])\n')
    assert [fix.title for fix in problem.fixes] == ["Ignore variable-already-exists on this line"]


def test_a_scope_that_makes_something_of_its_own_does_not_only_take_over():
    """`reuse=True` would stop at what is new there; nor is there one where the same block comes twice."""
    scope = 'with tf.variable_scope("a"):\n    tf.get_variable("w", [1])\n'
    for source in (
        scope + scope + '    tf.get_variable("own", [1])\n',
        "for _ in 0, 1:\n  " + scope.replace("\n ", "\n   "),
    ):
        titles = [fix.title for problem in found("import tensorflow as tf\n" + source) for fix in problem.fixes]
        assert titles and not [title for title in titles if title.startswith("Take over")], source


def test_strings_over_several_lines_are_not_indented():
    """A block around them would change them."""
    source = (
        'import tensorflow as tf\ndef main():\n    w = tf.get_variable("w", [1])\n'
        '    tf.get_variable_scope().reuse_variables()\n    s = """\n"""\n'
        "    tf.train.AdamOptimizer().minimize(w)\nmain()\n"
    )
    titles = {fix.title for problem in found(source) for fix in problem.fixes}
    assert not [title for title in titles if title.startswith("Keep")]


def test_half_a_character_beside_a_finding_costs_nothing():
    """JSON can carry it into a text, and no encoding can write it."""
    source = 'import tensorflow as tf\ntf.get_variable("a b", [2])  # \ud800\n'
    assert mended(source, "invalid-name", "Call it") == source.replace("a b", "a_b")

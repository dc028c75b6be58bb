"""The variables of a program as a tree of scopes."""

from __future__ import annotations

from editor import Editor
from tfscope.features.variables import Scope, Variable, runs_of, variables


def drawn(scope: Scope, depth: int = 0) -> list[str]:
    """The tree as indented lines."""
    lines = []
    for child in scope.children:
        if isinstance(child, Scope):
            lines += [f"{'  ' * depth}{child.label}/ {child.total}", *drawn(child, depth + 1)]
        else:
            times = f" x{child.count}" if child.count > 1 else ""
            lines.append(f"{'  ' * depth}{child.label} {child.parameters}{times}")
    return lines


def tree(source: str) -> list[str]:
    return drawn(variables(Editor(source).index.runs[0]))


def test_scopes_nest_and_count_their_parameters():
    """In the order of creation; what is not known is left out of the totals."""
    assert tree(
        """
        import tensorflow as tf
        with tf.variable_scope("a"):
            tf.get_variable("w", [2, 3])
            with tf.variable_scope("b"):
                tf.get_variable("v", [4])
            tf.get_variable("x", [None, 3])
        tf.get_variable("step", [])
        with tf.variable_scope("c"):
            tf.get_variable("w", [None, 3])
        """
    ) == ["a/ 10", "  w 6", "  b/ 4", "    v 4", "  x None", "step 1", "c/ None", "  w None"]


def test_scopes_that_differ_in_a_number_only_are_one():
    """Layers of a loop are folded, with what they hold multiplied; an odd one stays apart."""
    assert tree(
        """
        import tensorflow as tf
        for i in range(3):
            with tf.variable_scope("layer_%d" % i):
                tf.get_variable("w", [2])
        with tf.variable_scope("layer_3"):
            tf.get_variable("w", [5])
        """
    ) == ["layer_{0..2}/ 6", "  w 6 x3", "layer_3/ 5", "  w 5"]


def test_a_variable_knows_where_it_is_created_and_reused():
    """Each place with the calls that lead to it."""
    run = Editor(
        """
        import tensorflow as tf
        def net(reuse):
            with tf.variable_scope("a", reuse=reuse):
                tf.get_variable("w", [1])
        net(False)
        net(True)
        """
    ).index.runs[0]
    (scope,) = variables(run).children
    assert isinstance(scope, Scope)
    (variable,) = scope.children
    assert isinstance(variable, Variable)
    assert [use.label for use in variable.created] == ["main.py:5 <module>, main.py:4 net"]
    assert [use.label for use in variable.reused] == ["main.py:6 <module>, main.py:4 net"]
    assert [use.span.line for use in scope.entered] == [3, 3], "once for each call that leads there"


def test_the_programs_of_a_file():
    """Those that read it."""
    editor = Editor("import os\n#- b.py\nfrom c import f\n#- c.py\ndef f(): pass", ["main.py", "b.py"])
    assert [run.entry for run in runs_of(editor.index, "c.py")] == ["b.py"]
    assert [run.entry for run in runs_of(editor.index, "main.py")] == ["main.py"]

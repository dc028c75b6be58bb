"""Diagnostics: each error once per place, with the places that explain it."""

from __future__ import annotations

import pytest
from editor import Editor
from tfscope.events import Index, Run
from tfscope.features.diagnostics import problems
from tfscope.resolver import GaveUp, Resolution, resolve

TWICE = """import tensorflow as tf
def net():
    with tf.variable_scope("a"):
        tf.get_variable("w", [1])
net()
net()
"""


def test_an_error_is_in_tensorflows_words_with_the_creating_call_and_the_caller():
    """The sentence of TensorFlow, the place of the first creation, and the call that led to the second."""
    (problem,) = problems(Editor(TWICE).index)["main.py"]
    assert (problem.code, problem.severity, problem.span.line) == ("variable-already-exists", "error", 4)
    assert problem.message.startswith("Variable a/w already exists, disallowed.")
    assert [(note.message, note.span.line) for note in problem.notes] == [
        ("created here", 4),
        ("called from here, in <module>", 6),
    ]


def test_a_half_typed_call_is_no_error_yet():
    """The name, or `reuse`, may still be typed: neither the call nor what it leads to is reported."""
    half_a_name = 'import tensorflow as tf\nwith tf.variable_scope("a", reuse=True):\n    tf.get_variable("'
    half_an_argument = TWICE.removesuffix("net()\n") + "net(\n"
    for source in (half_a_name, half_an_argument):
        reported = problems(Editor(source).index).get("main.py", [])
        assert [problem.code for problem in reported if problem.severity == "error"] == []


def test_the_same_error_from_two_programs_is_one_problem():
    """Programs that share a file share its problem."""
    source = "import net\n#- net.py\n" + TWICE
    editor = Editor(source, ["net.py", "net.py"])
    assert len(problems(editor.index)["net.py"]) == 1


def test_a_problem_of_one_program_only_says_which():
    """In a shared file, an error that one program alone meets leads to the call in that program."""
    editor = Editor(
        """
        from net import f
        f()
        #- twice.py
        from net import f
        f()
        f()
        #- net.py
        import tensorflow as tf
        def f():
            tf.get_variable("w", [1])
        """,
        ["main.py", "twice.py"],
    )
    (problem,) = problems(editor.index)["net.py"]
    assert [(note.span.path, note.span.line) for note in problem.notes] == [("net.py", 3), ("twice.py", 3)]


def test_a_file_on_its_own_is_silent_about_functions_that_a_program_reaches():
    """What a library file says on its own counts only where no program comes."""
    editor = Editor(TWICE)
    alone = Run("main.py", resolve("main.py", editor._sources), is_program=False)
    assert list(problems(Index([alone]))) == ["main.py"], "told when nothing else is known"
    (problem,) = problems(Index([alone, *editor.index.runs]))["main.py"]
    assert problem.span.line == 4


def test_giving_up_is_shown_where_it_happened():
    """A budget that ended is a hint at its place, never silence."""
    editor = Editor("import tensorflow as tf\ntf.get_variable('w', [1])")
    site = editor.index.runs[0].resolution.events[0].site
    run = Run("main.py", Resolution("main.py", gave_up=[GaveUp("the loop was not followed further", site)]))
    (problem,) = problems(Index([run]))["main.py"]
    assert (problem.severity, problem.message) == ("hint", "the loop was not followed further")


@pytest.mark.parametrize(
    "typed, after",
    [
        ('tf.get_variable("', ""),
        ('x = tf.get_variable("o', "\n    tf.get_variable('w', [1])"),
        ('tf.get_variable("other", [', "\nx = 1"),
        ('tf.get_variable("")', ""),
        ('net("', ""),
    ],
)
def test_a_call_that_is_being_typed_is_no_error(typed, after):
    """Neither is what it leads to. With the rest of the name it is one, if it is one."""
    before = """import tensorflow as tf
def net(name):
    with tf.variable_scope("net", reuse=True):
        tf.get_variable("w", [1])
with tf.variable_scope("other"):
    tf.get_variable("w", [1])
with tf.variable_scope("other", reuse=True):
    """
    assert not problems(Editor(before + typed + after).index)
    (problem,) = problems(Editor(before + 'tf.get_variable("v")' + after).index)["main.py"]
    assert problem.code == "variable-does-not-exist"

"""Inlay hints tell names where the source does not; code lenses count what comes about in functions and scopes."""

from __future__ import annotations

from editor import Editor
from tfscope.features.code_lenses import code_lenses
from tfscope.features.inlay_hints import inlay_hints

NET = """
import tensorflow as tf
def layer(x, name):
    with tf.variable_scope(name, reuse=tf.AUTO_REUSE):
        return tf.get_variable("w", [3])
def net():
    for i in range(3):
        layer(1, "layer_%d" % i)
net()
net()
step = tf.get_variable("step", [])
x = tf.add(1, 2)
"""


def hints(source: str, first: int = 1, last: int = 99) -> list[str]:
    editor = Editor(source)
    found = inlay_hints(editor.view, editor.module("main.py"), first, last)
    return [f"{hint.line}:{hint.column} {hint.text}" for hint in found]


def lenses(source: str) -> list[str]:
    editor = Editor(source)
    found = code_lenses(editor.view, editor.module("main.py"))
    return [f"{lens.span.line} {lens.text}: {', '.join(str(place.line) for place in lens.places)}" for lens in found]


def test_a_hint_stands_behind_the_call_and_folds_the_names_of_a_loop():
    """A name that the call says in full has none, and ops have none."""
    assert hints(NET) == ["4:40 → layer_{0..2}/w"]


def test_hints_of_the_lines_that_are_shown_only():
    """An editor asks for what it shows."""
    assert hints(NET, 5, 99) == []
    assert hints(NET, 4, 4) == ["4:40 → layer_{0..2}/w"]


def test_lenses_count_variables_and_the_calls_that_share_them():
    """On functions and on scopes; a click lists where the variables come about, and the calls."""
    assert lenses(NET) == [
        "2 creates 3 variables: 4",
        "2 shared by 2 calls: 8, 9",
        "5 creates 3 variables: 4",
        "5 shared by 2 calls: 8, 9",
    ]


def test_a_scope_does_not_repeat_what_the_function_around_it_says():
    """One lens for a function that is a single `with`; two where the function makes more than the scope."""
    net = "import tensorflow as tf\ndef f():\n    with tf.variable_scope('f'):\n        tf.get_variable('w', [1])\n"
    assert lenses(net + "f()\n") == ["2 creates 1 variable: 4"]
    assert lenses(net + "    tf.get_variable('b', [1])\nf()\n") == [
        "2 creates 2 variables: 4, 5",
        "3 creates 1 variable: 4",
    ]


def test_a_function_that_only_calls_another_has_its_own_lens():
    """Methods and functions of one class are told each, even where one makes nothing by itself."""
    source = """
        import tensorflow as tf
        class Net:
            def make(self):
                tf.get_variable("w", [1])
            def build(self):
                self.make()
        Net().build()
    """
    assert lenses(source) == ["3 creates 1 variable: 4", "5 creates 1 variable: 4"]


def test_a_lens_counts_the_calls_that_part_not_those_below_them():
    """Two functions that make the same variables by calls of their own are two."""
    source = """
        import tensorflow as tf
        def make(name):
            return tf.get_variable(name, [1])
        def generator():
            make("a"), make("b")
        def sampler():
            make("a"), make("b")
        with tf.variable_scope("g", reuse=tf.AUTO_REUSE):
            generator()
            sampler()
    """
    assert "4 shared by 2 calls: 9, 10" in lenses(source)


def test_what_makes_no_variables_has_no_lens():
    """Functions that are not called by a program or make ops only, `with` of other things."""
    assert lenses("import tensorflow as tf\ndef f():\n    return tf.add(1, 2)\nwith open('a') as g:\n    f()\n") == []
    assert lenses("import tensorflow as tf\nwith tf.name_scope('a'):\n    tf.get_variable('w', [1])\n") == []
    assert lenses("") == []


def test_unshared_variables_have_one_lens():
    """Only that they are created."""
    assert lenses("import tensorflow as tf\ndef f():\n    tf.get_variable('w', [1])\nf()\n") == [
        "2 creates 1 variable: 3"
    ]

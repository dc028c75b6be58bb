"""What running a cell of a notebook again would do is a hint where it is sure, and nothing where it is not."""

from __future__ import annotations

import pytest
from editor import Editor
from tfscope.features.diagnostics import by_place

CODE = "cell-run-again"


def hints(*cells: str, code: str = CODE) -> list[str]:
    """The findings of one rule in a notebook, each as `cell:line message`."""
    source = "#- main.ipynb\n" + "".join(f"# %%\n{cell}\n" for cell in ("import tensorflow as tf", *cells))
    editor = Editor(source)
    found = [same[0].diagnostic for same in by_place(editor.index, editor.module)]
    return [f"{one.site.path.rpartition(' ')[2]}:{one.site.line} {one.message}" for one in found if one.code == code]


def test_a_variable_of_the_store_is_there_already():
    """Told once, at the first: nothing comes after it."""
    (hint,) = hints("x = 1\na = tf.get_variable('a', [1])\nb = tf.get_variable('b', [1])\nc = tf.Variable(1.)")
    assert hint.startswith("2:2 Running this cell again fails: Variable a already exists, disallowed.")


def test_each_cell_has_its_own():
    """The call in the cell is told, wherever the variable is made."""
    net = "def net(name):\n    with tf.variable_scope(name):\n        return tf.get_variable('w', [1])"
    first, second = hints(net, "net('a')", "\nnet('b')")
    assert first.startswith("3:1 Running this cell again fails: Variable a/w")
    assert second.startswith("4:2 Running this cell again fails: Variable b/w")


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("tf.Variable(1., name='w')", "beside w, such as w_1;"),
        ("with tf.name_scope('s'):\n    tf.Variable(1., name='w')", "beside s/w, such as s_1/w;"),
        ("tf.layers.dense(tf.zeros([1, 2]), 3)", "beside dense/kernel and others, such as dense_1/kernel;"),
        ("for _ in range(2):\n    tf.Variable(1., name='w')", "beside w and others;"),
    ],
)
def test_what_is_not_shared_is_made_once_more(cell, names):
    """With the name it gets, where that is known: here a loop has taken w_1 itself."""
    (hint,) = hints(cell, "session = tf.Session()")
    assert "Running this cell again makes " in hint and names in hint


def test_silent_in_notebooks_that_may_be_for_tensorflow_2():
    """Nothing there is of TensorFlow 1 alone, and eager execution keeps nothing by name."""
    assert hints("w = tf.Variable(1., name='w')", "tf.keras.Sequential().fit") == []


def test_a_layer_with_a_name_fails_and_one_without_does_not():
    """A layer's name is a scope's. Below a scope that has a name it is numbered as before, so it fails too."""
    (named,) = hints("tf.layers.dense(tf.zeros([1, 2]), 3, name='out')")
    assert "fails: Variable out/kernel" in named
    (default,) = hints("with tf.variable_scope(None, 'net'):\n    tf.get_variable('w', [1])\ntf.Variable(1., name='v')")
    assert "beside net/w and others, such as net_1/w;" in default
    (below,) = hints("with tf.variable_scope('net'):\n    tf.layers.dense(tf.zeros([1, 2]), 3)")
    assert "fails: Variable net/dense/kernel" in below


@pytest.mark.parametrize(
    "cell",
    [
        "tf.reset_default_graph()\ntf.get_variable('w', [1])",
        "with tf.Graph().as_default():\n    tf.get_variable('w', [1])",
        "with tf.variable_scope('s', reuse=tf.AUTO_REUSE):\n    tf.get_variable('w', [1])",
        "try:\n    tf.get_variable('w', [1])\nexcept ValueError:\n    pass",
        "if 'w' not in globals():\n    w = tf.get_variable('w', [1])",
        "tf.train.get_or_create_global_step()",
        "x = 1",
        "tf.get_variable('w', [1])\ntf.get_variable('w', [1])",
        "tf.enable_eager_execution()\ntf.get_variable('w', [1])",
    ],
)
def test_silent_where_it_is_fine_or_not_sure(cell):
    """The graph is begun anew, the variable shared, made under a condition; or the cell fails the first time."""
    assert hints(cell) == []


def test_silent_where_another_cell_holds_what_makes_the_variable():
    """A layer makes its variables once; so may an object of the program."""
    assert hints("layer = tf.layers.Dense(3)", "layer(tf.zeros([1, 2]))") == []
    net = "class Net:\n    def w(self):\n        return tf.get_variable('w', [1])\nnet = Net()"
    assert hints(net, "net.w()") == []


def test_silent_in_files_that_are_no_notebooks():
    """They are run from the beginning."""
    editor = Editor("import tensorflow as tf\ntf.get_variable('w', [1])")
    assert by_place(editor.index, editor.module) == []


def test_a_comment_in_the_cell_silences_it():
    """As in any file."""
    assert hints("w = tf.get_variable('w', [1])  # tfscope: ignore[cell-run-again]") == []


def test_after_a_failed_reuse_the_next_cells_are_right():
    """The variable is not there; the cell that makes it does not clash with the one that looked for it."""
    make = "with tf.variable_scope('net'):\n    tf.get_variable('w', [1])"
    look = "with tf.variable_scope('net', reuse=True):\n    tf.get_variable('w', [1])"
    (error,) = hints(look, make, look, code="variable-does-not-exist")
    assert error.startswith("2:2 Variable net/w does not exist")
    for code in ("variable-already-exists", "checkpoint-name-differs"):
        assert hints(look, make, look, code=code) == []
    (again,) = hints(make, make, code="variable-already-exists")
    assert again.startswith("3:2 Variable net/w already exists")


def test_an_ignore_in_a_cell_is_heeded_there():
    """And told when it keeps back nothing, in its own cell."""
    twice = "tf.get_variable('w', [1])"
    ignored = f"{twice}  # tfscope: ignore[variable-already-exists]"
    assert hints(twice, ignored, code="variable-already-exists") == []
    assert hints(twice, ignored, code="unused-ignore") == []
    (unused,) = hints(ignored, "x = 1", code="unused-ignore")
    assert unused == "2:1 Nothing is ignored here: tfscope finds no variable-already-exists."

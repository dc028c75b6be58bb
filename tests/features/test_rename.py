"""Rename changes every string that takes part in a name, or says in a sentence why it does not."""

from __future__ import annotations

import pytest
from editor import Editor
from tfscope.features.rename import Refused, prepare_rename, rename
from tfscope.syntax import parse_module


def renamed(source: str, text: str = "new") -> str:
    """The texts of the files after the rename, or why it is refused; "" where there is nothing to rename."""
    editor = Editor(source)
    try:
        done = rename(editor.view, *editor.at_cursor(), text, editor.module)
    except Refused as reason:
        return str(reason)
    if done is None:
        return ""
    assert "keep the old name" in done.warning
    files = {path: content.split("\n") for path, content in editor.files.items()}
    for span in done.spans:
        line = files[span.path][span.line - 1]
        files[span.path][span.line - 1] = line[: span.column] + text + line[span.end_column :]
    return "\n".join("\n".join(content) for content in files.values())


SHARED = """\
import tensorflow as tf
from net import build
build()
with tf.variable_scope("a", reuse=True):
    tf.get_variable("<|>w", [1])
with tf.variable_scope("b"):
    tf.get_variable("w", [1])
#- net.py
import tensorflow as tf
def build():
    with tf.variable_scope('a'):
        return tf.get_variable(name='w', shape=[1])
"""


def test_a_variable_is_renamed_in_every_file():
    """With the quotes of each place; a variable of the same last name in another scope keeps it."""
    after = renamed(SHARED)
    assert 'get_variable("new", [1])\nwith tf.variable_scope("b"):\n    tf.get_variable("w"' in after
    assert "get_variable(name='new', shape" in after
    assert after.count("new") == 2


def test_one_string_that_names_several_variables():
    """Then all of them are renamed, wherever they are reused."""
    after = renamed(
        """
        import tensorflow as tf
        def layer(scope):
            with tf.variable_scope(scope, reuse=tf.AUTO_REUSE):
                tf.get_variable("<|>w", [1])
        layer("a")
        layer("b")
        with tf.variable_scope("b", reuse=True):
            tf.get_variable("w", [1])
        """
    )
    assert after.count('"new"') == 2 and '"w"' not in after


def test_a_scope_is_renamed_wherever_it_is_entered_by_name():
    """Entering it as an object follows by itself."""
    after = renamed(
        """
        import tensorflow as tf
        with tf.variable_scope("<|>a") as scope:
            tf.get_variable("a", [1])
        with tf.variable_scope(scope, reuse=True):
            tf.get_variable("a", [1])
        with tf.variable_scope("a", reuse=True):
            pass
        """
    )
    assert after.count('variable_scope("new"') == 2 and after.count('get_variable("a"') == 2


@pytest.mark.parametrize(
    "call",
    [
        "tf.layers.dense(x, 3, name='{}', reuse=tf.AUTO_REUSE)",
        "tf.layers.batch_normalization(x, name='{}', reuse=tf.AUTO_REUSE)",
        "tf.contrib.slim.fully_connected(x, 3, scope='{}', reuse=tf.AUTO_REUSE)",
        "tf.nn.dynamic_rnn(tf.nn.rnn_cell.LSTMCell(3, reuse=tf.AUTO_REUSE), x[None], scope='{}', dtype=tf.float32)",
    ],
)
def test_the_name_of_a_layer(call):
    """With every layer that shares its variables, and every scope that is entered to find them."""
    after = renamed(f"""
        import tensorflow as tf
        x = tf.zeros([1, 3])
        with tf.variable_scope("net", reuse=tf.AUTO_REUSE):
            {call.format("<|>fc")}
            {call.format("fc")}
            with tf.variable_scope("fc"):
                tf.get_variable("scale", [1])
        {call.format("fc")}
    """)
    assert after.count("'new'") == 2 and after.count('"new"') == 1 and after.count("'fc'") == 1


def test_the_scope_of_a_layer_is_renamed_from_where_it_is_entered():
    """The string of the layer changes too; its own variables have no strings."""
    after = renamed("""
        import tensorflow as tf
        tf.layers.dense(tf.zeros([1, 3]), 3, name="fc")
        with tf.variable_scope("<|>fc", reuse=True):
            tf.get_variable("kernel", [3, 3])
    """)
    assert after.count('"new"') == 2 and '"kernel"' in after


def test_a_default_name_that_nothing_numbers():
    """With the other calls that come to the same scope by the same string."""
    after = renamed("""
        import tensorflow as tf
        for outer in ("a", "b"):
            with tf.variable_scope(outer):
                with tf.variable_scope(None, "<|>block"):
                    tf.get_variable("w", [1])
    """)
    assert after.count('"new"') == 1


REFUSED = {
    "computed here": ("tf.get_variable('<|>w%d' % 1, [1])", "computed"),
    "computed elsewhere": (
        "def f(n): tf.get_variable(n, [1])\nwith tf.variable_scope('', reuse=tf.AUTO_REUSE):\n"
        "    f('w')\n    tf.get_variable('<|>w', [1])",
        "computed at main.py:2",
    ),
    "a longer string": (
        "with tf.variable_scope('<|>a'):\n    pass\ntf.get_variable('a/w', [1])",
        "'a/w' at main.py:4 gets its name without entering the scope",
    ),
    "a longer scope": (
        "with tf.variable_scope('<|>a'):\n    pass\nwith tf.variable_scope('a/b'):\n    pass",
        "'a/b' at main.py:4 gets its name without entering the scope",
    ),
    "in two pieces": ("tf.get_variable('<|>w' 'v', [1])", "plain strings"),
    "made unique": ("for i in range(2): tf.Variable(1.0, name='<|>v')", "becomes 'v_1'"),
    "a default name that is numbered": (
        "for i in range(2):\n    with tf.variable_scope(None, default_name='<|>a'): pass",
        "becomes 'a_1'",
    ),
    "a default name that is numbered elsewhere": (
        "with tf.variable_scope(None, '<|>a'): pass\nwith tf.variable_scope(None, 'a'): pass",
        "there is 'a_1' too",
    ),
    "a default name beside one with a number": (
        "with tf.variable_scope(None, '<|>a'): pass\nwith tf.variable_scope('a_1'): pass",
        "a default name, which TensorFlow numbers: there is 'a_1' too",
    ),
    "a layer's own variable": (
        "tf.layers.dense(X, 3, name='fc')\nwith tf.variable_scope('fc', reuse=True):\n    tf.get_variable('<|>bias')",
        "made by dense(...)",
    ),
    "a layer whose name is computed elsewhere": (
        "def f(n): tf.layers.dense(X, 3, name=n, reuse=tf.AUTO_REUSE)\nf('fc')\n"
        "tf.layers.dense(X, 3, name='<|>fc', reuse=True)",
        "made by dense(...) at main.py:2",
    ),
    "a layer with a longer name": (
        "with tf.variable_scope('<|>a'):\n    pass\ntf.layers.dense(X, 3, name='a/fc')",
        "gets its name without entering the scope",
    ),
    "a layer whose name stands twice": (
        "with tf.variable_scope('fc'):\n    tf.layers.dense(X, 3, name='<|>fc')",
        "made by dense(...)",
    ),
    "there already": (
        "tf.get_variable('<|>w', [1])\ntf.get_variable('new', [1])",
        "There is 'new' already at main.py:3",
    ),
}


@pytest.mark.parametrize(("text", "reason"), REFUSED.values(), ids=REFUSED.keys())
def test_what_strings_do_not_decide_is_refused(text, reason):
    """In one sentence that says why."""
    source = f"import tensorflow as tf; X = tf.zeros([1, 3])\n{text}\n"
    answer = renamed(source)
    assert reason in answer and answer.endswith(".")


@pytest.mark.parametrize("name", ["", " ", "a b", "_w", "/w", "w/", "a//b", "w:0", "ä"])
def test_names_that_tensorflow_does_not_take(name):
    """At the root a leading underscore is one of them."""
    assert "not a name that TensorFlow takes" in renamed(
        "import tensorflow as tf\ntf.get_variable('<|>w', [1])\n", name
    )


@pytest.mark.parametrize("text", ["tf.get_var<|>iable('w', [1])", "x = '<|>w'", "tf.add(1, 2, name='<|>a')", "<|>"])
def test_elsewhere_there_is_nothing_to_rename(text):
    """Only strings that name variables and scopes."""
    assert renamed(f"import tensorflow as tf\n{text}\n") == ""


def test_the_string_without_its_quotes_is_what_is_edited():
    """So that an editor shows the name in its field."""
    editor = Editor("import tensorflow as tf\ntf.get_variable(u'na<|>me', [1])")
    span = prepare_rename(editor.view, *editor.at_cursor(), editor.module)
    assert span and editor.text(span) == "name"


def test_a_file_that_changed_meanwhile():
    """Nothing is edited by an analysis of another text."""
    editor = Editor(SHARED)
    changed = parse_module("net.py", editor.files["net.py"].replace("w", "v"))
    with pytest.raises(Refused, match="has changed since the last analysis"):
        rename(editor.view, *editor.at_cursor(), "new", lambda p: changed if p == "net.py" else editor.module(p))

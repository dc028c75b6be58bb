"""Hover says what the names are, where they come from and what they share."""

from __future__ import annotations

from editor import Editor
from tfscope.features.hover import hover


def hover_at(source: str, programs=()) -> str:
    editor = Editor(source, programs)
    answer = hover(editor.view, *editor.at_cursor())
    return answer.markdown if answer else ""


def hovered_text(source: str) -> str:
    editor = Editor(source)
    answer = hover(editor.view, *editor.at_cursor())
    return editor.text(answer.span) if answer else ""


IMPORT = "import tensorflow as tf\n"
NET = """
import tensorflow as tf
def my_net(x, reuse):
    with tf.variable_scope("my_net", reuse=reuse):
        w = tf.get_var<|>iable("weights", [784, 512])
my_net(0, False)
my_net(0, True)
"""


def test_a_variable_has_its_full_name_shape_and_dtype():
    """The first line is the variable; the scope is part of its name."""
    assert hover_at(NET).startswith("**`my_net/weights`** float32 `[784, 512]`")


def test_creation_and_reuse_at_one_call_are_both_told_with_their_callers():
    """A function called twice creates, then reuses: each with the call that did it."""
    assert hover_at(NET).splitlines()[1:] == ["created here (through main.py:5)  ", "reused here (through main.py:6)"]


def test_the_other_end_of_a_shared_variable_is_told():
    """Where a creation is reused, and where a reuse was created."""
    source = """
        import tensorflow as tf
        with tf.variable_scope("a"):
            tf.get_{0}variable("w", [1])
        with tf.variable_scope("a", reuse=True):
            tf.get_{1}variable("w")
            tf.get_variable("w")
    """
    assert hover_at(source.format("<|>", "")).endswith("created here, reused at main.py:5, main.py:6")
    assert hover_at(source.format("", "<|>")).endswith("reused here, created at main.py:3")


def test_a_name_that_differs_from_the_key_is_told():
    """The key decides what is shared, the op's name is what checkpoints have."""
    text = hover_at("import tensorflow as tf\ntf.Variable(1., name='w')\ntf.get_<|>variable('w', [1])")
    assert text.splitlines() == [
        "**`w`** float32 `[1]`  ",
        "created here  ",
        "called `w_1` in the graph and in checkpoints",
    ]


def test_ops_have_names_too():
    """Of a call and of an operator."""
    source = "import tensorflow as tf\nwith tf.name_scope('s'):\n    tf.multiply{0}(1., 2.) {1}+ tf.constant(1.)"
    assert hover_at(source.format("<|>", "")) == "op `s/Mul`"
    assert hover_at(source.format("", "<|>")) == "op `s/add`"


def test_what_happens_on_some_ways_only_is_possible():
    """Both arms of a condition that is not known."""
    text = hover_at(
        """
        import sys
        import tensorflow as tf
        if input():
            tf.get_<|>variable("w", [1])
        """
    )
    assert "possibly created here" in text


def test_hover_works_on_the_whole_name_and_on_the_string():
    """The called name with its module, and the string that names the variable."""
    for cursor in ("t<|>f.get_variable('w', [1])", "tf.get_variabl<|>e('w', [1])"):
        assert hovered_text(IMPORT + cursor) == "tf.get_variable"
    assert hovered_text(IMPORT + "tf.get_variable('<|>w', [1])") == "'w'"


def test_hover_is_silent_elsewhere():
    """Other arguments, names and positions outside the text have no answer."""
    for cursor in ("tf.get_variable('w', [<|>1])", "x<|> = 1", "tf.get_variable('w', [1])\n\n\n<|>"):
        assert hover_at(IMPORT + cursor) == ""


def test_many_names_at_one_call_are_folded():
    """A loop's variables are shown as one name with a range."""
    text = hover_at(
        """
        import tensorflow as tf
        for i in range(12):
            with tf.variable_scope("layer_%d" % i):
                tf.get_var<|>iable("w", [3])
        """
    )
    assert "**`layer_{0..11}/w`** float32 `[3]`" in text
    assert "12 variables" in text


def test_names_that_do_not_fold_are_shown_up_to_a_handful():
    """The rest is counted."""
    calls = "\n".join(f'f("{name}")' for name in ["a", "b", "c", "d", "e", "f", "g", "h"])
    text = hover_at(IMPORT + "def f(name):\n    tf.get_var<|>iable(name, [1])\n" + calls)
    assert "`a`, `b`, `c`, `d`, `e`, and 3 more" in text


def test_a_call_that_makes_variables_inside_lists_them():
    """At the call of a function: how many variables, under which scope, and their names."""
    text = hover_at(
        """
        import tensorflow as tf
        def dense(name):
            with tf.variable_scope(name):
                tf.get_variable("w", [3])
                tf.get_variable("b", [1])
        def net():
            with tf.variable_scope("net"):
                dense("one")
                dense("two")
        n<|>et()
        """
    )
    assert "creates 4 variables under `net`:" in text
    assert "- `net/one/w` float32 `[3]`" in text


def test_a_call_that_only_reuses_says_so():
    """The second call of a shared network creates nothing."""
    assert hover_at(NET.replace("<|>", "").replace("my_net(0, True)", "my_<|>net(0, True)")).startswith(
        "reuses 1 variable:"
    )


def test_a_scope_tells_its_full_name_and_why_it_reuses():
    """The reuse flag is told with the line that decided it."""
    text = hover_at(
        """
        import tensorflow as tf
        with tf.variable_scope("a", reuse=True):
            with tf.variable_<|>scope("b"):
                pass
        """
    )
    assert text == "variable scope `a/b`, reuse=True (inherited from main.py:2)"


def test_programs_that_differ_are_told_apart():
    """A shared file is hovered once per program when the names differ, and without mention when they agree."""
    source = """
        from net import build
        build("{one}")
        #- eval.py
        from net import build
        build("{two}")
        #- net.py
        import tensorflow as tf
        def build(name):
            tf.get_<|>variable(name, [1])
    """
    same = hover_at(source.format(one="w", two="w"), ["main.py", "eval.py"])
    assert "from " not in same
    differ = hover_at(source.format(one="w", two="v"), ["main.py", "eval.py"])
    assert "*from main.py*" in differ and "*from eval.py*" in differ
    assert differ.index("`w`") < differ.index("*from eval.py*") < differ.index("`v`")


def test_places_are_links_where_the_editor_can_follow_them():
    """With a way to name files, places are Markdown links with their line."""
    editor = Editor(NET)
    answer = hover(editor.view, *editor.at_cursor(), uri_of=lambda path: f"file:///{path}")
    assert answer and "[main.py:6](file:///main.py#L6)" in answer.markdown


def test_columns_count_code_points():
    """Text outside the basic plane before the call does not move the answer."""
    assert hovered_text(IMPORT + "x = '𝄞é'; tf.get_vari<|>able('w', [1])") == "tf.get_variable"


def test_a_name_scope_tells_its_full_name():
    """Numbered by TensorFlow the second time, and below the scopes around it."""
    source = """
        import tensorflow as tf
        for _ in range(2):
            with tf.variable_scope("a"), tf.name_<|>scope("ops"):
                pass
    """
    assert hover_at(source) == "name scope `a/ops`, `a_1/ops`, for ops and `tf.Variable`"


def test_a_scope_that_is_entered_again_as_an_object():
    """On the object too; its ops go elsewhere than its variables."""
    source = """
        import tensorflow as tf
        with tf.variable_scope("a") as scope:
            pass
        with tf.variable_scope(sc<|>ope):
            pass
    """
    assert hover_at(source) == "variable scope `a`, ops in `a_1/`"


def test_a_layer_tells_all_that_it_will_create():
    """At the place where the object is made, whose calls stand elsewhere."""
    source = """
        import tensorflow as tf
        def build():
            return tf.layers.De<|>nse(10, name="out")
        layer = build()
        layer(tf.zeros([2, 5]))
        layer(tf.zeros([3, 5]))
    """
    assert hover_at(source).splitlines() == [
        "what is made here creates 2 variables under `out` at main.py:5:",
        "",
        "- `out/kernel` float32 `[5, 10]`",
        "- `out/bias` float32 `[10]`",
    ]


def test_a_cell_tells_its_own_variables_and_a_stack_of_cells_those_of_all():
    """Whatever runs them in the end."""
    source = """
        import tensorflow as tf
        inner = tf.nn.rnn_cell.GRU{0}Cell(4)
        cells = tf.nn.rnn_cell.Multi{1}RNNCell([inner, tf.nn.rnn_cell.BasicLSTMCell(5)])
        tf.nn.dynamic_rnn(cells, tf.zeros([2, 3, 4]), dtype=tf.float32)
    """
    assert hover_at(source.format("<|>", "")).startswith(
        "what is made here creates 4 variables under `rnn/multi_rnn_cell/cell_0/gru_cell` at main.py:4:"
    )
    assert "creates 6 variables under `rnn/multi_rnn_cell` at" in hover_at(source.format("", "<|>"))


def test_an_object_of_the_program_tells_what_its_methods_do():
    """What its constructor makes itself stands apart from what later calls make."""
    source = """
        import tensorflow as tf
        class Net:
            def __init__(self):
                self.step = tf.get_variable("step", [])
            def build(self):
                return tf.get_variable("w", [3])
        net = N<|>et()
        net.build()
    """
    assert hover_at(source).splitlines() == [
        "creates 1 variable:",
        "",
        "- `step` float32 `[]`",
        "",
        "what is made here creates 1 variable at main.py:6:",
        "",
        "- `w` float32 `[3]`",
    ]


def test_an_optimizer_tells_its_slots():
    """Where it is made; and where it makes them."""
    source = """
        import tensorflow as tf
        w = tf.get_variable("w", [3])
        optimizer = tf.train.Momentum{0}Optimizer(0.1, 0.9)
        optimizer.mini{1}mize(tf.reduce_sum(w))
    """
    assert hover_at(source.format("<|>", "")).splitlines() == [
        "what is made here creates 1 slot at main.py:4:",
        "",
        "- `w/Momentum` float32 `[3]`, not trainable",
    ]
    assert hover_at(source.format("", "<|>")).startswith("**`w/Momentum`** float32 `[3]`")


def test_an_object_that_makes_nothing_is_not_told_of():
    """A layer that is never called, an optimizer without slots."""
    for call in ("tf.layers.De<|>nse(10)", "tf.train.GradientDescent<|>Optimizer(0.1)"):
        assert hover_at(IMPORT + call) == ""


REUSING = """
import tensorflow as tf
def net():
    tf.get_variable("w", [3])
{around}
    net()
    tf.get_variable_scope().reuse_<|>variables()
    net()
"""


def test_reuse_variables_tells_what_it_leads_to():
    """In a scope it ends with the scope; at the root with the graph."""
    assert hover_at(REUSING.format(around='with tf.variable_scope("a"):')) == (
        "switches reuse on\n\nbecause of it, reuses 1 variable:\n\n- `a/w` float32 `[3]`"
    )
    assert hover_at(REUSING.format(around="if True:")).startswith(
        "switches reuse on at the root of the graph, which no block ends\n\n"
    )


def test_scopes_of_a_loop_tell_where_all_their_ops_go():
    """Folded like the scopes themselves; the second time they go elsewhere."""
    source = """
        import tensorflow as tf
        for i in range(3):
            with tf.variable_{0}scope("conv%d" % i):
                pass
        for i in range(3):
            with tf.variable_{1}scope("conv%d" % i):
                pass
    """
    assert hover_at(source.format("<|>", "")) == "variable scope `conv{0..2}`"
    assert hover_at(source.format("", "<|>")) == "variable scope `conv{0..2}`, ops in `conv{0..2}_1/`"

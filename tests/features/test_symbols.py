"""The outline is the file's part of the scope tree; workspace symbols are found by any part of a name."""

from __future__ import annotations

import pytest
from editor import Editor
from tfscope.features.symbols import Symbol, document_symbols, workspace_symbols


def drawn(symbols: list[Symbol], depth: int = 0) -> list[str]:
    """The tree as indented lines with the lines each covers."""
    lines = []
    for symbol in symbols:
        text = f"{symbol.label} {symbol.detail}".strip()
        lines.append(f"{'  ' * depth}{text} {symbol.span.line}-{symbol.span.end_line}")
        lines += drawn(symbol.children, depth + 1)
    return lines


def outline(source: str, path: str = "main.py") -> list[str]:
    editor = Editor(source)
    return drawn(document_symbols(editor.view, editor.module(path)))


NETS = """
import tensorflow as tf
from net import build
with tf.variable_scope("generator"):
    build()
    step = tf.get_variable("step", [], tf.int32)
#- net.py
import tensorflow as tf
def build():
    for i in range(3):
        with tf.variable_scope("conv%d" % i):
            tf.get_variable("w", [3, 4])
"""


def test_the_outline_is_the_scope_tree_of_the_file():
    """A scope covers its block; what other files make is in their outlines."""
    assert outline(NETS) == ["generator 3-5", "  step int32 [] 5-5"]


def test_scopes_of_a_loop_are_one_and_outer_scopes_are_shown():
    """A scope that another file enters stands where its first content does."""
    assert outline(NETS, "net.py") == ["generator 4-5", "  conv{0..2} 4-5", "    w float32 [3, 4] 5-5"]


@pytest.mark.parametrize("text", ["", "x = 1", "import tensorflow as tf\nprint(tf.add(1, 2))\n"])
def test_a_file_without_scopes_and_variables_has_no_outline(text):
    """Ops are no symbols."""
    assert outline(text) == []


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("generator/conv1/w", "generator/conv1/w"),
        ("conv1", "generator/conv1"),
        ("gc1w", "generator/conv1/w"),
        ("STEP", "generator/step"),
        ("conv2 w", "generator/conv2/w"),
    ],
)
def test_names_are_found_by_any_of_their_parts(query, first):
    """Fuzzily, the closest first."""
    assert workspace_symbols(Editor(NETS).index, query)[0].name == first


def test_every_name_is_offered_before_anything_is_typed_and_none_that_does_not_fit():
    """A variable leads to the call that creates it."""
    index = Editor(NETS).index
    assert len(workspace_symbols(index, "")) == 8
    assert workspace_symbols(index, "xyz") == []
    (found,) = workspace_symbols(index, "step")
    assert (found.kind, found.span.path, found.span.line, found.scope) == ("variable", "main.py", 5, "generator")


def test_a_function_that_programs_reach_has_the_names_that_they_give_it():
    """What was said of it on its own, `{caller}/w`, is no second variable."""
    source = """
        import net
        net.build()
        #- net.py
        import tensorflow as tf
        def build():
            tf.get_variable("w", [1])
        def unused():
            tf.get_variable("v", [1])
    """
    index = Editor(source, ["main.py", "net.py"]).index
    assert [found.name for found in workspace_symbols(index, "w")] == ["w"]

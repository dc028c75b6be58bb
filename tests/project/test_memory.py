"""What a session lets go of at once, so that its memory stays what it was however long it lasts."""

from __future__ import annotations

import gc
import sys
import types
import weakref
from collections.abc import Iterator

import pytest
from tfscope.project.analysis import Analyst, deeply
from tfscope.project.files import OpenText
from tfscope.project.imports import ImportIndex
from tfscope.project.workspace import Program, Workspace

FUNCTION = """
def make_{number}(x):
    with tf.variable_scope('scope_{number}'):
        for layer in range(2):
            x = tf.layers.dense(x, 10, name='dense_%d' % layer)
    return x
"""
PROGRAM = (
    "import tensorflow as tf\n"
    + "".join(FUNCTION.format(number=number) for number in range(60))
    + "x = tf.placeholder(tf.float32, [None, 10])\n"
    + "".join(f"make_{number}(x)\n" for number in range(60))
)


@pytest.fixture
def no_search_for_garbage() -> Iterator[None]:
    """A search takes longer than a person waits, so nothing must depend on one."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def compiled() -> int:
    """How many closures there are that stand for code of programs."""
    functions = (one for one in gc.get_objects() if isinstance(one, types.FunctionType))
    return sum(one.__module__ == "tfscope.resolver.python.expressions" for one in functions)


def test_a_program_that_is_not_open_leaves_nothing_compiled(tmp_path, no_search_for_garbage):
    """What it said stays; its code would be compiled again."""
    open_file, closed = tmp_path / "open.py", tmp_path / "closed.py"
    for path in (open_file, closed):
        path.write_text(PROGRAM)
    analyst = Analyst(Workspace([str(tmp_path)], environ={}))
    overlay = {str(open_file): OpenText(1, PROGRAM)}
    counts = [compiled()]
    for path in (open_file, closed):
        run = deeply(lambda path=path: analyst.run(Program(str(path), True), overlay))
        assert len([event for event in run.resolution.events if event.kind == "get_variable"]) == 240
        counts.append(compiled())
    made, left = counts[1] - counts[0], counts[2] - counts[1]
    assert made > 500
    assert left < made / 10


def test_a_text_that_was_edited_is_let_go_of(tmp_path):
    """With all that was made of it, however many edits there are."""
    path = tmp_path / "net.py"
    text = "import tensorflow as tf\ndef build(x):\n    return tf.layers.dense(x, 10)\n"
    path.write_text(text)
    workspace = Workspace([str(tmp_path)], environ={})
    analyst = Analyst(workspace)
    earlier = []
    for number in range(6):
        overlay = {str(path): OpenText(number, text.replace("10", str(10 + number)))}
        analyst.forget([str(path)])
        deeply(lambda overlay=overlay: analyst.run(Program(str(path), True), overlay))
        earlier.append(weakref.ref(workspace.files.module(str(path), overlay).units[1]))
    gc.collect()
    assert sum(unit() is not None for unit in earlier) <= 2


def test_names_that_no_code_has_any_more_are_let_go_of(tmp_path):
    """Such as those that were half typed: when the analyst rests, for what is made of a name is shared."""
    path = tmp_path / "net.py"
    path.write_text("".join(f"name_{number} = other_{number}\n" for number in range(500)))
    analyst = Analyst(Workspace([str(tmp_path)], environ={}))
    gc.collect()
    before = compiled()
    deeply(lambda: analyst.run(Program(str(path), True), {}))
    analyst.keep_only([])
    gc.collect()
    assert compiled() - before > 500
    analyst.rest()
    assert compiled() - before < 100


def test_imports_that_nobody_has_any_more_are_forgotten():
    """Such as the names that stood there while one was typed."""
    index = ImportIndex()
    index.add("main.py", "import before")
    blocks = sys.getallocatedblocks()
    for number in range(2000):
        index.add("main.py", f"import typed_{number}")
    assert sys.getallocatedblocks() - blocks < 500


def test_levels_of_call_stacks_are_recorded_once(tmp_path):
    """A large program has ten times as many as it has places."""
    path = tmp_path / "closed.py"
    path.write_text(PROGRAM)
    run = deeply(lambda: Analyst(Workspace([str(tmp_path)], environ={})).run(Program(str(path), True), {}))
    calls = [call for event in run.resolution.events for call in event.stack]
    assert len({id(call) for call in calls}) == len(set(calls))


def test_an_analysis_that_was_stopped_leaves_nothing_behind(tmp_path, no_search_for_garbage):
    """While somebody types, many are."""
    path = tmp_path / "net.py"
    path.write_text(PROGRAM)
    analyst = Analyst(Workspace([str(tmp_path)], environ={}))
    asked = []

    def is_stopped() -> bool:
        asked.append(None)
        return len(asked) > 3

    before = frames()
    assert deeply(lambda: analyst.run(Program(str(path), True), {str(path): OpenText(1, PROGRAM)}, is_stopped)) is None
    assert frames() - before <= 2


def frames() -> int:
    """How many activations of the programs' functions and modules are remembered."""
    return sum(type(one).__name__ == "Frame" for one in gc.get_objects())

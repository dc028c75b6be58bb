"""A checkpoint beside a program: what fits, what is missing, what was only renamed.

What TensorFlow does with the maps that are proposed here was tried with 1.15.5.
"""

from __future__ import annotations

import re

from editor import Editor
from tfscope.checkpoint import Checkpoint, Tensor
from tfscope.features.checkpoints import Comparison, compare
from tfscope.features.hover import hover


def checkpoint(*tensors: str) -> Checkpoint:
    """A checkpoint of these tensors, each written as `net/w float32 [3, 4]`; float32 may be left out."""
    found = {}
    for text in tensors:
        name, dtype, shape = re.fullmatch(r"(\S+) ?(\w+)? \[(.*)\]", text).groups()
        found[name] = Tensor(name, dtype or "float32", tuple(int(size) for size in shape.split(",") if size))
    return Checkpoint("model.ckpt-1", found)


def compared(program: str, *tensors: str) -> Comparison:
    editor = Editor("import tensorflow as tf\n" + program)
    return compare(editor.index.runs[0], checkpoint(*tensors))


def names(found) -> list[str]:
    return [one.name for one in found]


def renamed(found: Comparison) -> dict[str, str]:
    return {tensor.name: wanted.name for tensor, wanted in found.renames}


W = 'tf.get_variable("w", [3, 4])\n'


def test_what_has_the_same_name_and_shape_fits():
    """Then a Saver restores it."""
    found = compared(W, "w [3, 4]")
    assert names(tensor for tensor, _ in found.same) == ["w"]
    assert found.fits and not (found.unused or found.lacking or found.differ)


def test_another_shape_or_type_does_not_fit():
    """TensorFlow stops at either."""
    for tensor in ("w [3, 5]", "w [3]", "w float64 [3, 4]"):
        found = compared(W, tensor)
        assert names(tensor for tensor, _ in found.differ) == ["w"] and not found.fits


def test_what_is_not_known_of_a_shape_may_be_anything():
    """A size that the program takes from outside is no difference; the rank still counts."""
    program = 'n = int(input())\ntf.get_variable("w", [n, 4])\n'
    assert compared(program, "w [7, 4]").fits
    assert not compared(program, "w [7, 5]").fits


def test_what_the_checkpoint_lacks_stops_the_program():
    """A Saver looks for each global variable; what only some ways through the program make is told, no more."""
    found = compared(W)
    assert names(found.lacking) == ["w"] and not found.fits
    found = compared("if input():\n    " + W)
    assert names(found.lacking) == ["w"] and found.fits


def test_local_variables_are_not_looked_for():
    """Metrics keep theirs in another collection, which Savers leave out."""
    program = 'tf.metrics.mean(tf.constant(1.))\ntf.get_local_variable("seen", [])\n'
    assert compared(program).lacking == []


def test_what_no_line_creates_is_unused():
    """A Saver passes over it."""
    found = compared(W, "w [3, 4]", "old/w [3, 4]")
    assert names(found.unused) == ["old/w"] and found.fits


def test_what_a_name_that_is_not_known_may_be_is_possible():
    """No certain claim follows from a name that is computed from input."""
    found = compared('tf.get_variable("layer_" + input(), [3])\n', "layer_7 [3]", "other [3]")
    assert (names(found.possible), names(found.unused), found.lacking) == (["layer_7"], ["other"], [])


def test_a_partitioned_variable_is_one_tensor():
    """The parts lie side by side along one axis; the checkpoint has them in one piece, slots too."""
    program = """
with tf.variable_scope("net", partitioner=tf.fixed_size_partitioner(3)):
    w = tf.get_variable("w", [7, 4])
tf.train.MomentumOptimizer(0.1, 0.9).minimize(tf.reduce_sum(w))
"""
    found = compared(program, "net/w [7, 4]", "net/w/Momentum [7, 4]")
    assert names(tensor for tensor, _ in found.same) == ["net/w", "net/w/Momentum"]
    assert compared(program, "net/w [8, 4]", "net/w/Momentum [7, 4]").differ[0][1].shapes == ((7, 4),)


def test_a_tensor_of_the_parts_own_name_is_that_part():
    """`part_0` is a name like any other where the program makes it by itself."""
    assert compared('tf.get_variable("w/part_0", [2])\n', "w/part_0 [2]").fits


NET = """
with tf.variable_scope("model/net"):
    for i in range(3):
        with tf.variable_scope("conv%d" % i):
            tf.get_variable("kernel", [3, 4])
            tf.get_variable("bias", [4])
    tf.get_variable("out", [9])
"""


def test_a_renamed_scope_is_found_by_all_that_is_in_it():
    """The names below it agree; layers that look alike are told apart by their numbers."""
    saved = [text for i in range(3) for text in (f"net/conv{i}/kernel [3, 4]", f"net/conv{i}/bias [4]")]
    found = compared(NET, *saved, "net/out [9]")
    assert renamed(found) == {f"net/{rest}": f"model/net/{rest}" for rest in (
        "conv0/bias", "conv0/kernel", "conv1/bias", "conv1/kernel", "conv2/bias", "conv2/kernel", "out",
    )}  # fmt: skip
    assert found.assignment_map == {"net/": "model/net/"}


def test_layers_of_another_library_are_found():
    """slim says weights and biases where tf.layers says kernel and bias."""
    saved = [text for i in range(3) for text in (f"net/conv{i}/weights [3, 4]", f"net/conv{i}/biases [4]")]
    found = compared(NET, *saved, "net/out [9]")
    assert renamed(found)["net/conv1/weights"] == "model/net/conv1/kernel"
    assert found.assignment_map["net/conv2/biases"] == "model/net/conv2/bias"


def test_no_rename_is_proposed_where_two_would_do():
    """Or where shapes differ, or the names have little in common."""
    program = 'tf.get_variable("encoder/w", [3])\ntf.get_variable("decoder/w", [3])\n'
    assert renamed(compared(program, "net/w [3]")) == {}
    assert renamed(compared(W, "v/w [4, 3]")) == {}
    assert renamed(compared('tf.get_variable("bias_of_x", [3])\n', "emb/table [3]")) == {}


def test_the_map_names_single_variables_where_a_scope_does_not_move_as_one():
    """TensorFlow looks for each variable below the scope in the program and stops if the checkpoint has it not."""
    found = compared(NET + 'tf.get_variable("model/net/new", [2])\n', "net/out [9]", "net/conv0/bias [4]")
    assert found.assignment_map["net/out"] == "model/net/out"
    assert all(not name.endswith("/") for name in found.assignment_map)


def test_variables_outside_the_store_stay_out_of_the_map():
    """init_from_checkpoint finds no `tf.Variable` by name."""
    found = compared('tf.Variable(tf.zeros([2]), name="net/bias")\n', "model/net/bias [2]")
    assert renamed(found) == {"model/net/bias": "net/bias"}
    assert found.assignment_map == {}


def hovered(source: str, *tensors: str) -> str:
    editor = Editor("import tensorflow as tf\n" + source)
    answer = hover(editor.view, *editor.at_cursor(), checkpoint=checkpoint(*tensors))
    return answer.markdown if answer else ""


def test_hover_tells_whether_the_checkpoint_has_the_variable():
    """In it, in it with another shape, not in it; of many at one call, how many are not."""
    source = 'tf.get_<|>variable("w", [3, 4])\n'
    assert hovered(source, "w [3, 4]").endswith("in checkpoint `model.ckpt-1`")
    assert hovered(source, "w [3, 5]").endswith("in checkpoint `model.ckpt-1` as float32 `[3, 5]`")
    assert hovered(source, "v [3, 4]").endswith("not in checkpoint `model.ckpt-1`")
    loop = 'for i in range(3):\n    tf.get_<|>variable("w%d" % i, [3])\n'
    assert hovered(loop, "w0 [3]", "w1 [3]").endswith("not in checkpoint `model.ckpt-1`: `w2`")
    assert hovered(loop, "w0 [3]", "w1 [3]", "w2 [3]").endswith("in checkpoint `model.ckpt-1`")


def test_hover_says_nothing_of_a_checkpoint_where_it_cannot_know():
    """Local variables are not saved, and names that are not known may be any."""
    assert "checkpoint" not in hovered('tf.get_<|>local_variable("w", [3])\n', "v [3]")
    assert "checkpoint" not in hovered('tf.get_<|>variable("w" + input(), [3])\n', "v [3]")

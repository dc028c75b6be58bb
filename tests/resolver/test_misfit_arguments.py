"""Arguments of any type are survived: what TensorFlow would say of them is its business."""

import pytest
from fixtures import resolve_files

MISFITS = (
    "ValueError", "C", "C()", "3", "1.5", "()", "{}", "[1]", "lambda: 1", "tf.float32", "tf.constant(1)",
    "tf.get_variable('v', [1])", "True", "b'x'", "None", "tf", "unknown()",
)  # fmt: skip
PLACES = (
    "with tf.variable_scope({0}): pass", "with tf.variable_scope(None, {0}): pass",
    "with tf.variable_scope('a', reuse={0}): pass", "with tf.name_scope({0}): pass",
    "with tf.name_scope(None, {0}): pass", "with tf.variable_op_scope([], {0}, {0}): pass",
    "tf.get_variable({0}, [1])", "tf.get_variable('w', {0})", "tf.get_variable('x', [1], initializer={0})",
    "tf.Variable({0}, name={0})", "tf.make_template({0}, {0})", "tf.case({0})", "tf.case([{0}])",
    "tf.cond({0}, {0}, {0})", "tf.while_loop({0}, {0}, {0})", "tf.scan({0}, {0})", "tf.gradients({0}, {0})",
    "tf.layers.dense({0}, {0}, name={0})", "tf.get_collection({0}, {0})",
)  # fmt: skip


@pytest.mark.parametrize("misfit", MISFITS)
def test_any_argument_is_survived(misfit):
    program = ["import tensorflow as tf", "class C(object): pass", *(place.format(misfit) for place in PLACES)]
    resolution = resolve_files({"main.py": "\n".join(program)}, standalone=False)
    assert not [end.reason for end in resolution.gave_up if "internal error" in end.reason]

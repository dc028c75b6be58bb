"""The recorded facts of TensorFlow's API: what they say of the names programs use most, and their cost."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tfscope.resolver.library import api


@pytest.mark.parametrize(
    ("dotted", "name"),
    [
        ("tf.add", "Add"),
        ("tf.subtract", "Sub"),
        ("tf.multiply", "Mul"),
        ("tf.matmul", "MatMul"),
        ("tf.constant", "Const"),
        ("tf.concat", "concat"),
        ("tf.reduce_mean", "Mean"),
        ("tf.random_normal", "random_normal"),
        ("tf.placeholder", "Placeholder"),
        ("tf.Variable", "Variable"),
        ("tf.gradients", "gradients"),
        ("tf.nn.conv2d", "Conv2D"),
        ("tf.nn.dynamic_rnn", "rnn"),
        ("tf.nn.softmax_cross_entropy_with_logits_v2", "softmax_cross_entropy_with_logits"),
        ("tf.layers.conv2d", "conv2d"),
        ("tf.contrib.layers.conv2d", "Conv"),
        ("tf.contrib.slim.fully_connected", "fully_connected"),
        ("tf.train.Saver", "save"),
        ("tf.train.AdamOptimizer.minimize", "Adam"),
    ],
)
def test_default_op_name_is_what_tensorflow_gave(dotted: str, name: str) -> None:
    """A call without a name gets the name that the real call got."""
    assert api.default_op_name(dotted) == name


def test_a_function_that_must_be_named_has_no_default() -> None:
    """`tf.get_variable` and `tf.variable_scope` take their name from the program."""
    assert api.default_op_name("tf.get_variable") is None
    assert api.default_op_name("tf.variable_scope") is None


@pytest.mark.parametrize(
    ("dotted", "created"),
    [
        ("tf.reduce_mean", ("Const", "Mean")),
        ("tf.identity", ("Identity",)),
        ("tf.random_normal", ("random_normal",)),
        ("tf.nn.softmax_cross_entropy_with_logits_v2", None),
        ("operator +", ("add",)),
        ("operator -", ("sub",)),
        ("operator *", ("mul",)),
        ("operator /", ("truediv",)),
        ("operator neg", ("Neg",)),
        ("operator @", ("matmul",)),
        ("operator []", ("strided_slice",)),
        ("operator ==", ()),
    ],
)
def test_created_ops_are_the_names_taken_in_the_scope(dotted: str, created: tuple[str, ...] | None) -> None:
    """What a call takes in the current scope decides the suffixes of later names."""
    found = api.created_ops(dotted)
    if created is None:
        assert found is not None
        assert "softmax_cross_entropy_with_logits" in found
    else:
        assert found == created


def test_a_number_operand_becomes_a_constant_inside_the_operators_scope() -> None:
    """`x + 1` names "add/y", never a "Const" beside "add"."""
    used = {r.call: r.used for r in api.recordings("operator +")}
    assert used["x + 1"] == ("add", "add/y")


def test_a_tensor_index_adds_before_it_slices() -> None:
    """`x[i]` with a tensor `i` computes `i + 1` in the scope of the caller."""
    created = {r.call: r.created for r in api.recordings("operator []")}
    assert created["x[0]"] == ("strided_slice",)
    assert created["x[i0]"] == ("add", "strided_slice")


def test_a_resource_variable_is_read_in_the_callers_scope() -> None:
    """Only resource variables make an op of their own when an operator reads them."""
    created = {r.call: r.created for r in api.recordings("operator +")}
    assert created["v + 1"] == ("add",)
    assert created["r + 1"] == ("ReadVariableOp", "add")


def test_names_taken_at_the_root_are_told_apart() -> None:
    """`get_variable` ignores the name scope of the caller: all its names start at the root."""
    (first, *_) = api.recordings("tf.get_variable")
    assert first.used[0] == "/a"
    assert first.created == ()


def test_aliases_share_one_canonical_name() -> None:
    """Public, compatible and private names of a definition compare equal."""
    canonical = api.canonical("tf.get_variable")
    assert canonical == "tensorflow.python.ops.variable_scope.get_variable"
    assert api.canonical("tensorflow.compat.v1.get_variable") == canonical
    assert api.canonical("tensorflow.python.ops.variable_scope.get_variable") == canonical
    assert api.canonical("tf.contrib.slim.conv2d") == api.canonical("tf.contrib.layers.convolution2d")
    assert api.canonical("tensorflow.python.ops.rnn_cell.LSTMCell") == api.canonical("tf.nn.rnn_cell.LSTMCell")


def test_signature_gives_order_and_plain_defaults() -> None:
    """Positional arguments are mapped by the recorded order, absent ones by the recorded default."""
    signature = api.signature("tf.variable_scope")
    assert signature is not None
    assert signature.positional[:4] == ("name_or_scope", "default_name", "values", "initializer")
    auxiliary = signature.parameter("auxiliary_name_scope")
    assert auxiliary is not None
    assert auxiliary.default == api.Plain(True)
    required = signature.parameter("name_or_scope")
    assert required is not None
    assert required.default is None


def test_signature_names_defaults_that_are_no_plain_values() -> None:
    """Functions, dtypes and what is made by a call keep their names."""
    convolution = api.signature("tf.contrib.layers.conv2d")
    assert convolution is not None
    activation = convolution.parameter("activation_fn")
    assert activation is not None
    assert activation.default == api.Named("tensorflow.python.ops.gen_nn_ops.relu")
    weights = convolution.parameter("weights_initializer")
    assert weights is not None
    assert weights.default == api.Made("tensorflow.contrib.layers.python.layers.initializers.xavier_initializer")
    zeros = api.signature("tf.zeros")
    assert zeros is not None
    dtype = zeros.parameter("dtype")
    assert dtype is not None
    assert dtype.default == api.Named("tensorflow.float32")


def test_constructors_and_methods_are_without_self() -> None:
    """The parameters are those a caller gives."""
    cell, minimize = (
        api.signature("tf.nn.rnn_cell.LSTMCell"),
        api.signature("tf.train.AdamOptimizer.minimize"),
    )
    assert cell is not None
    assert minimize is not None
    assert cell.positional[0] == "num_units"
    assert minimize.positional[:2] == ("loss", "global_step")


def test_members_are_found_in_base_classes() -> None:
    """A method that a class inherits is looked up in the class that defines it."""
    assert api.canonical("tf.nn.rnn_cell.LSTMCell.zero_state") == (
        "tensorflow.python.ops.rnn_cell_impl.RNNCell.zero_state"
    )
    assert api.kind("tf.nn.rnn_cell.LSTMCell.zero_state") == "method"


def test_constants_give_their_values() -> None:
    """Collection keys are texts; dtypes and AUTO_REUSE give their names."""
    assert api.constant("tf.GraphKeys.GLOBAL_VARIABLES") == "variables"
    assert api.constant("tf.GraphKeys.TRAINABLE_VARIABLES") == "trainable_variables"
    assert api.constant("tf.AUTO_REUSE") == "AUTO_REUSE"
    assert api.constant("tf.estimator.ModeKeys.TRAIN") == "train"
    assert api.constant("tf.double") == "float64"
    assert api.dtype("float32") == api.DType("float32", "float32", 4, 1)


def test_exists_says_no_only_where_everything_was_recorded() -> None:
    """A typing error is found; a module that was not walked gives the benefit of the doubt."""
    assert api.exists("tf.layers.dense")
    assert not api.exists("tf.layers.dens")
    assert not api.exists("tf.contrib.no_such_package")
    assert api.exists("tf.raw_ops.Anything")
    assert not api.exists("tf.get_variable", "tf2")
    assert not api.exists("tf.contrib", "tf2")
    assert api.exists("tf.compat.v1.get_variable", "tf2")


def test_members_that_were_not_recorded_count_as_existing() -> None:
    """Attributes of constants, of protocol buffers and of private modules are never called missing."""
    assert api.exists("tf.float32.as_numpy_dtype")
    assert api.exists("tf.Summary.Value")
    assert api.exists("tensorflow.python.ops.rnn._anything")


def test_a_private_module_shows_the_modules_it_imports() -> None:
    """`from tensorflow.python.ops.rnn import rnn_cell_impl` is common, and so is the walk through it."""
    assert api.kind("tensorflow.python.ops.rnn.rnn_cell_impl") == "module"
    assert api.canonical("tensorflow.python.ops.rnn.rnn_cell_impl.RNNCell") == api.canonical("tf.nn.rnn_cell.RNNCell")


def test_names_that_tensorflow_dropped_do_not_exist() -> None:
    """Programs for versions before 1.0 use names that 1.15 dropped; deprecated ones it still has."""
    assert not api.exists("tf.mul")
    assert not api.exists("tf.scalar_summary")
    assert api.exists("tf.arg_max")
    assert api.exists("tf.newaxis")
    assert api.exists("tf.gfile.Exists")


def test_arg_scope_reaches_decorated_functions_only() -> None:
    """`arg_scope` accepts what `add_arg_scope` decorated, under any alias."""
    assert api.takes_arg_scope("tf.contrib.slim.conv2d")
    assert api.takes_arg_scope("tf.contrib.layers.batch_norm")
    assert not api.takes_arg_scope("tf.layers.conv2d")


def test_two_editions_differ_where_tensorflow_does() -> None:
    """In 2.x `tf.nn.conv2d` is version 2's function, and layers come from tf_keras."""
    assert api.canonical("tf.nn.conv2d") != api.canonical("tf.nn.conv2d", "tf2")
    assert api.default_op_name("tf.compat.v1.layers.dense", "tf2") == "dense"


@pytest.mark.parametrize("edition", ["tf1", "tf2"])
def test_every_recorded_signature_parses(edition: api.Edition) -> None:
    """No parameter list in the data is malformed."""
    facts = api.load(edition)
    for module, names in facts._definitions.items():
        for name in names:
            found = facts.find(f"{module}.{name}")
            assert found is not None, (module, name)
            facts.signature(found)


@pytest.mark.parametrize("edition", ["tf1", "tf2"])
def test_every_name_a_module_shows_is_found(edition: api.Edition) -> None:
    """No alias in the data leads nowhere."""
    facts = api.load(edition)
    for module in facts._modules:
        for name in facts._module_names(module):
            assert facts.find(f"{module}.{name}") is not None, (module, name)


def test_importing_reads_no_data() -> None:
    """The file is read when a fact is first asked for, so that starting costs nothing."""
    code = (
        "from tfscope.resolver.library import api\n"
        "assert api.load.cache_info().currsize == 0\n"
        "api.exists('tf.add')\n"
        "assert api.load.cache_info().currsize == 1\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, env={"PYTHONPATH": ":".join(sys.path)})


def test_loading_is_quick() -> None:
    """Reading an edition takes some milliseconds; the bound is wide for slow machines."""
    fastest = min(_seconds_to_load() for _ in range(5))
    assert fastest < 0.1


def _seconds_to_load() -> float:
    start = time.perf_counter()
    api.load.__wrapped__("tf1")
    return time.perf_counter() - start


@pytest.mark.parametrize("edition", ["tf1", "tf2"])
def test_entries_read_one_by_one_are_those_of_the_file(edition) -> None:
    """The tables are taken apart by their lines."""
    facts = api.load(edition)
    tables = json.loads(Path(api.__file__).with_name(api.FILES[edition]).read_text(encoding="utf-8"))
    assert dict(facts._definitions) == tables["definitions"]
    assert dict(facts._modules) == tables["modules"]
    assert dict(facts._recordings) == tables["recordings"]
    assert facts.inputs == tables["inputs"]


def test_the_data_names_no_machine() -> None:
    """No path of the recording machine slips into the data."""
    for edition in ("tf1", "tf2"):
        facts = api.load(edition)
        text = json.dumps([dict(facts._definitions), dict(facts._modules), dict(facts._recordings)])
        assert "/site-packages" not in text
        assert not re.search(r"/(?:root|home|Users|tmp|opt|work)/", text)
        assert "0x7f" not in text

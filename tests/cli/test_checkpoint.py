"""`tfscope checkpoint`: a checkpoint on its own and beside a program."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from command import tfscope
from pythons import environment

RECORDED = Path(__file__).parent.parent / "checkpoint" / "recorded"
NETWORK = """import tensorflow as tf
with tf.variable_scope("{scope}", partitioner=tf.fixed_size_partitioner(3)):
    w = tf.get_variable("w", [7, 4])
bias = tf.get_variable("bias", [{bias}], tf.float64)
tf.train.get_or_create_global_step()
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copy(RECORDED / "network.index", tmp_path)
    shutil.copy(RECORDED / "object_based.index", tmp_path)
    (tmp_path / "same.py").write_text(NETWORK.format(scope="net", bias=3), "utf-8")
    (tmp_path / "other.py").write_text(NETWORK.format(scope="network", bias=4), "utf-8")
    return tmp_path


def test_contents(folder):
    """Without a program: names, types and shapes."""
    result = tfscope("checkpoint", "network", cwd=folder)
    assert result.returncode == 0
    assert result.stdout.splitlines()[:3] == [
        "network: 9 variables",
        "  beta1_power   float32  []",
        "  beta2_power   float32  []",
    ]
    assert "  net/w         float32  [7, 4]  partitioned\n" in result.stdout
    document = json.loads(tfscope("checkpoint", "network", "--format", "json", cwd=folder).stdout)
    assert document["variables"][2] == {"name": "bias", "dtype": "float64", "shape": [3], "partitioned": False}


def test_a_program_that_can_restore_it(folder):
    """Exit code 0; what only an optimizer needs is left over."""
    result = tfscope("checkpoint", "network", "--against", "same.py", cwd=folder)
    assert result.returncode == 0
    assert result.stdout.startswith("network: 9 variables, of which same.py restores 3 by the same name and shape\n")
    assert "in the checkpoint, created by no line of same.py (6)" in result.stdout


def test_a_program_that_cannot(folder):
    """What differs, what is missing with its place, what was renamed, and the call that takes it over."""
    result = tfscope("checkpoint", "network", "--against", "other.py", cwd=folder)
    assert result.returncode == 1
    assert (
        "other shapes or types in other.py (1)\n"
        "  bias  float64 [3] in the checkpoint  float64 [4] here  other.py:4\n"
        "\n"
        "created by other.py, not in the checkpoint (1)\n"
        "  network/w  float32  [7, 4]  was net/w  other.py:3\n"
    ) in result.stdout
    assert result.stdout.endswith(
        "tf.train.init_from_checkpoint('network', {\n    'net/w': 'network/w',\n    'global_step': 'global_step',\n})\n"
    )


def test_json(folder):
    """The same for tools."""
    result = tfscope("checkpoint", "network", "--against", "other.py", "--format", "json", cwd=folder)
    document = json.loads(result.stdout)
    assert (document["fits"], document["same"], document["entry"]) == (False, ["global_step"], "other.py")
    assert document["renames"] == [{"checkpoint": "net/w", "program": "network/w"}]
    assert document["lacking"][0]["site"]["line"] == 3
    assert document["differ"][0]["program"]["shapes"] == [[4]]


def test_what_only_tensorflow_can_read(folder):
    """By that of the Python that is named, or whose environment is activated."""
    python = environment(folder / "env")
    (folder / "newer").write_bytes(b"of a newer kind" * 10)
    named = tfscope("checkpoint", "newer", "--python", str(python), cwd=folder)
    assert (named.returncode, named.stdout.splitlines()[0]) == (0, "newer: 2 variables")
    active = tfscope("checkpoint", "gs://bucket/newer", cwd=folder, env={"VIRTUAL_ENV": str(folder / "env")})
    assert (active.returncode, active.stdout.splitlines()[0]) == (0, "gs://bucket/newer: 2 variables")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nothing"], "There is no checkpoint nothing: neither nothing.index nor nothing is a file."),
        (["gs://bucket/model"], "gs://bucket/model can be read by TensorFlow only"),
        (["same.py"], "same.py cannot be read: it is no checkpoint, or it is cut off."),
        (["network", "--against", "gone.py"], "gone.py cannot be read: there is no such file."),
        (["object_based", "--against", "same.py"], "object_based was saved by tf.train.Checkpoint"),
    ],
)
def test_what_cannot_be_done_is_said(folder, arguments, sentence):
    """One sentence and exit code 2."""
    result = tfscope("checkpoint", *arguments, cwd=folder, env={"VIRTUAL_ENV": "", "CONDA_PREFIX": ""})
    assert (result.returncode, result.stdout) == (2, "")
    assert sentence in result.stderr and result.stderr.count("\n") == 1

"""What is measured on: three published packages, and workspaces and files that are written to size."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PACKAGES = Path(__file__).parent.parent / "requirements" / "bench-programs.txt"

BUILD_BERT = """\
import tensorflow as tf
from bert import modeling

config = modeling.BertConfig(vocab_size=30522, num_hidden_layers={layers})
ids = tf.placeholder(tf.int32, [8, 128], name="ids")
mask = tf.placeholder(tf.int32, [8, 128], name="mask")
model = modeling.BertModel(config=config, is_training=True, input_ids=ids, input_mask=mask)
print(len(tf.global_variables()))
"""

NET = """\
import tensorflow as tf
from common.layers_{common} import dense


def build(x, reuse=None):
    with tf.variable_scope("net_{number}", reuse=reuse):
        x = dense(x, {width}, name="first")
        w = tf.get_variable("w", [{width}, 8])
        return tf.matmul(x, w)
"""
COMMON = """\
import tensorflow as tf


def dense(x, size, name):
    with tf.variable_scope(name):
        return tf.layers.dense(x, size)
"""
TRAIN = """\
import tensorflow as tf
from models.net_{number} import build

x = tf.placeholder(tf.float32, [None, 16])
logits = build(x)
again = build(x, reuse=True)
loss = tf.reduce_mean(logits - again)
train = tf.train.AdamOptimizer().minimize(loss)
"""
FUNCTION = '''\

def block_{number}(x, size=16):
    """One of many."""
    with tf.variable_scope("block_{number}"):
        w = tf.get_variable("w", [16, size])
        b = tf.get_variable("b", [size])
        x = tf.matmul(x, w) + b
    return tf.nn.relu(x)

'''


def packages(folder: Path) -> Path:
    """The folder with tf-slim, bert-tensorflow and tensor2tensor, downloaded if they are not there."""
    if not all((folder / name).is_dir() for name in ("tf_slim", "bert", "tensor2tensor")):
        command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "-qq", "--no-deps"]
        options = ["--upgrade", "--require-hashes", "-r", str(PACKAGES), "--target", str(folder)]
        subprocess.run([*command, *options], check=True)
    return folder


def bert(folder: Path, packages: Path, layers: int) -> tuple[Path, Path]:
    """A workspace in which a program builds BERT: the program, and the file in which the model is."""
    root = folder / f"bert_{layers}"
    (root / "bert").mkdir(parents=True, exist_ok=True)
    for source in (packages / "bert").glob("*.py"):
        (root / "bert" / source.name).write_bytes(source.read_bytes())
    (root / "build_bert.py").write_text(BUILD_BERT.format(layers=layers), "utf-8")
    return root / "build_bert.py", root / "bert" / "modeling.py"


def workspace(folder: Path, files: int) -> tuple[Path, Path]:
    """A workspace of so many files: one of its programs, and the model that this builds."""
    root = folder / f"files_{files}"
    for name in ("models", "common"):
        (root / name).mkdir(parents=True, exist_ok=True)
        (root / name / "__init__.py").write_text("", "utf-8")
    nets = (files - 12) // 2
    for number in range(10):
        (root / "common" / f"layers_{number}.py").write_text(COMMON, "utf-8")
    for number in range(nets):
        net = NET.format(common=number % 10, number=number, width=16 + number % 7)
        (root / "models" / f"net_{number}.py").write_text(net, "utf-8")
        (root / f"train_{number}.py").write_text(TRAIN.format(number=number), "utf-8")
    return root / f"train_{nets // 2}.py", root / "models" / f"net_{nets // 2}.py"


def long_file(folder: Path, lines: int) -> Path:
    """A file of so many lines, which calls every twentieth of its functions."""
    root = folder / f"lines_{lines}"
    root.mkdir(parents=True, exist_ok=True)
    count = lines // len(FUNCTION.split("\n"))
    parts = ["import tensorflow as tf\n", *(FUNCTION.format(number=number) for number in range(count))]
    calls = "".join(f"x = block_{number}(x)\n" for number in range(0, count, 20))
    path = root / "long.py"
    path.write_text("".join([*parts, "\nx = tf.zeros([2, 16])\n", calls]), "utf-8")
    return path

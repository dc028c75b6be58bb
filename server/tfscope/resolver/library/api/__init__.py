"""Facts of TensorFlow's API, recorded from TensorFlow itself by tools/record_api.py.

Dotted names may be public (`tf.layers.dense`, `tensorflow.compat.v1.layers.dense`) or those of private
modules (`tensorflow.python.ops.rnn.dynamic_rnn`). Every function takes the edition asked: "tf1" is 1.15
with `tf.contrib`, "tf2" a recent 2.x with `tf.*` and `tf.compat.v1.*`. An edition's file is read when first
asked for, never at import.
"""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Literal

from tfscope.resolver.library.api.facts import DType, Facts, Kind, Recording
from tfscope.resolver.library.api.signature import Default, Made, Named, Opaque, Parameter, Plain, Signature

__all__ = [
    "DType",
    "Default",
    "Edition",
    "Facts",
    "Made",
    "Named",
    "Opaque",
    "Parameter",
    "Plain",
    "Recording",
    "Signature",
    "bases",
    "canonical",
    "constant",
    "created_ops",
    "default_op_name",
    "dtype",
    "exists",
    "kind",
    "load",
    "recordings",
    "signature",
    "takes_arg_scope",
]

Edition = Literal["tf1", "tf2"]
FILES: dict[Edition, str] = {"tf1": "tf115.json", "tf2": "tf2_compat_v1.json"}


@functools.cache
def load(edition: Edition = "tf1") -> Facts:
    """The facts of one edition; the file is read once."""
    return Facts(Path(__file__).with_name(FILES[edition]))


def exists(dotted: str, edition: Edition = "tf1") -> bool:
    """Whether TensorFlow has `dotted`; also True in modules of which only the existence was recorded."""
    return load(edition).exists(dotted)


def kind(dotted: str, edition: Edition = "tf1") -> Kind | None:
    """What `dotted` is; None when unknown."""
    found = load(edition).find(dotted)
    return found.kind if found else None


def canonical(dotted: str, edition: Edition = "tf1") -> str | None:
    """The one name of the definition behind `dotted`, so that aliases compare equal; None when unknown."""
    found = load(edition).find(dotted)
    return found.canonical if found else None


def signature(dotted: str, edition: Edition = "tf1") -> Signature | None:
    """The parameters of a function, of a method, or of a class's constructor; None when unknown."""
    facts = load(edition)
    found = facts.find(dotted)
    return facts.signature(found) if found else None


def bases(dotted: str, edition: Edition = "tf1") -> tuple[str, ...]:
    """The canonical names of a class's bases."""
    facts = load(edition)
    found = facts.find(dotted)
    return facts.bases(found) if found else ()


def constant(dotted: str, edition: Edition = "tf1") -> object:
    """A constant's plain value, such as "variables" for `tf.GraphKeys.GLOBAL_VARIABLES`, else None.

    For `tf.float32` and `tf.AUTO_REUSE` it is the dtype's or member's name.
    """
    facts = load(edition)
    found = facts.find(dotted)
    return facts.constant(found) if found else None


def dtype(name: str, edition: Edition = "tf1") -> DType | None:
    """The dtype called `name`, such as "float32"; None when there is none."""
    return load(edition).dtype(name)


def default_op_name(dotted: str, edition: Edition = "tf1") -> str | None:
    """The op or scope name that a call of `dotted` gets when it gives none, before it is made unique.

    "Mean" for `tf.reduce_mean`, "dense" for `tf.layers.dense`; None when unknown or when one must be given.
    """
    return load(edition).default_op_name(dotted)


def recordings(dotted: str, edition: Edition = "tf1") -> tuple[Recording, ...]:
    """What real calls of `dotted` named, one per form of the arguments; "operator +", "operator []" for
    operators.
    """
    return load(edition).recordings(dotted)


def created_ops(dotted: str, edition: Edition = "tf1") -> tuple[str, ...] | None:
    """The names that the plainest recorded call took directly in the current name scope; None when none was
    recorded.

    ("Const", "Mean") for `tf.reduce_mean`. Other arguments may name other ops: `recordings` has them.
    """
    rows = recordings(dotted, edition)
    return rows[0].created if rows else None


def takes_arg_scope(dotted: str, edition: Edition = "tf1") -> bool:
    """Whether `tf.contrib.framework.arg_scope` can give defaults to `dotted`."""
    facts = load(edition)
    found = facts.find(dotted)
    return facts.takes_arg_scope(found) if found else False

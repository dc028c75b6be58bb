"""Which generation of TensorFlow a program is written for, as far as its text tells.

TensorFlow 2 runs eagerly unless told otherwise, and then takes what a graph refuses (tensorflow/python/framework/ops.py
of 2.x, class name_scope_v2: no name is checked outside of graphs). A program that uses only what both generations have
may be of either; tfscope is for those of 1, so there has to be a sign of 2.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tfscope.resolver.python.interpreter import Interpreter
    from tfscope.syntax import Unit

# What TensorFlow 2 has under `compat.v1` only and eager execution has no use for, and what it has not under that name.
_GRAPHS_ONLY = (
    "get_variable|get_variable_scope|variable_scope|variable_op_scope|placeholder|placeholder_with_default|arg_scope|"
    "global_variables_initializer|initialize_all_variables|InteractiveSession|disable_eager_execution|"
    "disable_v2_behavior|contrib"
)
_GONE = (
    "Session|layers|app|flags|gfile|logging|get_default_graph|reset_default_graph|get_collection|add_to_collection|"
    r"make_template|train\.\w+Optimizer|train\.Saver|train\.get_or_create_global_step|global_variables|to_float|"
    r"trainable_variables|get_default_session|summary\.merge_all|summary\.FileWriter|nn\.(?:static|dynamic)_rnn"
)
# What programs of TensorFlow 2 are made of, and what only it has.
_USUAL_IN_2 = (
    r"function|GradientTape|Module|keras|config|optimizers|random\.(?:set_seed|normal|uniform|truncated_normal)|"
    r"(?:losses|metrics|initializers)\.[A-Z]\w*|summary\.(?:create_file_writer|record_if)"
)
_OF_1 = re.compile(rf"\.(?:{_GRAPHS_ONLY})\b|\b(?:tf|tensorflow)\.(?:{_GONE})\b|\bimport tf_slim\b")
_OF_2 = re.compile(rf"\b(?:tf|tensorflow)\.(?:{_USUAL_IN_2})\b|\.numpy\(\)")


def may_be_of_2(interpreter: Interpreter) -> bool:
    """Whether something in the files that the running functions stand in looks like TensorFlow 2, and nothing is of
    TensorFlow 1 alone."""
    modules = interpreter.imports.sources_run
    paths = {frame.module.path for frame in interpreter.frames}
    units = [unit for path in paths if path in modules for unit in modules[path].units]
    return any(map(_looks_like_2, units)) and not is_of_1(units)


def signs(units: list[Unit]) -> tuple[bool, bool]:
    """Whether anything in a file's statements looks like TensorFlow 2, and whether anything is of 1 alone."""
    return any(map(_looks_like_2, units)), is_of_1(units)


def is_of_1(units: Iterable[Unit]) -> bool:
    """Whether something in these statements is of TensorFlow 1 alone."""
    return any(_found(_OF_1, "of TensorFlow 1", unit) for unit in units)


def _looks_like_2(unit: Unit) -> bool:
    return _found(_OF_2, "looks like TensorFlow 2", unit)


def _found(sign: re.Pattern[str], key: str, unit: Unit) -> bool:
    found = unit.cache.get(key)
    if found is None:
        found = unit.cache[key] = sign.search(unit.text) is not None
    return found

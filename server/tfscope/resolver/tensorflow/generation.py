"""Which generation of TensorFlow a program is written for, as far as its text tells.

TensorFlow 2 runs eagerly unless told otherwise, and then takes what a graph refuses (tensorflow/python/framework/ops.py
of 2.x, class name_scope_v2: no name is checked outside of graphs). A program that uses only what both generations have
may be of either.
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
_OF_1 = re.compile(rf"\.(?:{_GRAPHS_ONLY})\b|\b(?:tf|tensorflow)\.(?:{_GONE})\b|\bimport tf_slim\b")


def may_be_of_2(interpreter: Interpreter) -> bool:
    """Whether nothing in the files that the running functions stand in is of TensorFlow 1 alone."""
    modules = interpreter.imports.sources_run
    paths = {frame.module.path for frame in interpreter.frames}
    return not is_of_1(unit for path in paths if path in modules for unit in modules[path].units)


def is_of_1(units: Iterable[Unit]) -> bool:
    """Whether something in these statements is of TensorFlow 1 alone."""
    return any(map(_is_of_1, units))


def _is_of_1(unit: Unit) -> bool:
    found = unit.cache.get("of TensorFlow 1")
    if found is None:
        found = unit.cache["of TensorFlow 1"] = _OF_1.search(unit.text) is not None
    return found

"""The errors TensorFlow raises, each declared once: code, exception, and how it is reported.

Texts follow tensorflow/python/ops/variable_scope.py and tensorflow/python/framework/ops.py of 1.15.5.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tfscope.resolver.python.control import RaisedError
from tfscope.resolver.python.symbolic import is_symbolic, shown

if TYPE_CHECKING:
    from tfscope.resolver.python.interpreter import Interpreter
    from tfscope.syntax import Site


@dataclass(frozen=True, slots=True)
class ErrorRule:
    """A kind of error: the code of its diagnostics and the Python exception TensorFlow raises.

    `depends_on_arguments`: a caller that gives other arguments than a function's defaults would not meet it.
    `of_graphs`: eager execution does not raise it, and what raises it is there in TensorFlow 2 too.
    `depends_on_past`: the variables that were made before decide.
    """

    code: str
    exception: type[Exception]
    depends_on_arguments: bool = False
    of_graphs: bool = False
    depends_on_past: bool = False


ALREADY_EXISTS = ErrorRule("variable-already-exists", ValueError, depends_on_past=True)
DOES_NOT_EXIST = ErrorRule("variable-does-not-exist", ValueError, depends_on_past=True)
SHAPE_MISMATCH = ErrorRule("shape-mismatch", ValueError, depends_on_past=True)
DTYPE_MISMATCH = ErrorRule("dtype-mismatch", ValueError, depends_on_past=True)
INITIALIZER_WITH_SHAPE = ErrorRule("initializer-with-shape", ValueError, True)
INITIALIZER_DTYPE = ErrorRule("initializer-dtype", ValueError, True)
MISSING_SHAPE = ErrorRule("missing-shape", ValueError, True)
MISSING_INITIALIZER = ErrorRule("missing-initializer", ValueError, True)
INVALID_VARIABLE_ARGUMENT = ErrorRule("invalid-variable-argument", ValueError, True)
INVALID_SCOPE_ARGUMENTS = ErrorRule("invalid-scope-arguments", ValueError, True)
INVALID_SCOPE_TYPE = ErrorRule("invalid-scope-arguments", TypeError, True)
INVALID_SCOPE_NAME = ErrorRule("invalid-name", ValueError, of_graphs=True)
INVALID_GETTER = ErrorRule("invalid-custom-getter", ValueError)
PARTITION_MISMATCH = ErrorRule("partition-mismatch", ValueError, depends_on_past=True)
INVALID_PARTITIONER = ErrorRule("invalid-partitioner", ValueError)
IN_CONTROL_FLOW = ErrorRule("initializer-in-control-flow", ValueError, of_graphs=True)
TEMPLATE_VARIABLE = ErrorRule("template-variable", ValueError)
UNEXPECTED_ARGUMENT = ErrorRule("unexpected-argument", TypeError)
NESTED_GRAPH_RESET = ErrorRule("nested-graph-reset", AssertionError)
GLOBAL_STEP_EXISTS = ErrorRule("global-step-exists", ValueError, depends_on_past=True)


def raise_error(interpreter: Interpreter, rule: ErrorRule, message: str, related: Site | None = None,
                relation: str = "created here") -> None:  # fmt: skip
    """TensorFlow raises here, unless it is what only graphs raise and there may be none. Where the program has a
    handler the error takes its course; elsewhere it is reported and the analysis goes on: this function then returns.
    `related`: a second place, and `relation` what it is."""
    if rule.of_graphs and interpreter.graphs.may_be_eager():
        return
    exception = rule.exception(message)
    if interpreter.would_catch(exception):
        raise RaisedError(exception)
    # Two names with parts that are not known are the same as far as we can see.
    is_known = not (rule.depends_on_past and is_symbolic(message))
    interpreter.graphs.recorder.error(rule, shown(message), related, relation, is_known)

"""Statements of Python: loops, functions called more than once, classes, handlers."""

from __future__ import annotations

from differential.core import get_variable_call, joined, reuse_argument, scope_call
from differential.writer import Writer, statement

CAUGHT = ("ValueError", "ValueError", "Exception", "(TypeError, ValueError)", "ValueError as e")


@statement(2)
def loop(w: Writer) -> None:
    index = w.fresh("i")
    items = w.among("range(2)", "range(3)", "range(1, 3)", "[0, 1]", "reversed(range(2))", "(4, 2)")
    header = f"for {index} in {items}:"
    if w.chance(0.15):
        header = f"for {index}, _ in enumerate([5, 6]):"
    w.loop_variables.append(index)
    with w.block(header), w.inner_names():
        if w.risks(0.3):
            with w.block(f"if {index} > 0:"):
                w.line("tf.get_variable_scope().reuse_variables()")
        w.body(1, 3)
        if w.chance(0.1):
            with w.block(f"if {index} == 1:"):
                w.line(w.among("break", "continue"))
    w.loop_variables.remove(index)


@statement(0.8)
def comprehension(w: Writer) -> None:
    index = w.fresh("i")
    w.loop_variables.append(index)
    call = get_variable_call(w)
    w.loop_variables.remove(index)
    w.line(w.among(f"[{call} for {index} in range(2)]", f"{{{index}: {call} for {index} in range(2)}}",
                   f"list(map(lambda {index}: {call}, range(2)))", f"tuple({call} for {index} in (1, 2))"))  # fmt: skip


@statement(1)
def branch(w: Writer) -> None:
    test = w.among("True", "False", "1 + 1 == 2", "tf.get_variable_scope().reuse", "not tf.get_variable_scope().reuse",
                   "tf.get_variable_scope().name", "tf.trainable_variables()", "len(tf.global_variables()) > 1",
                   "tf.train.get_global_step() is None")  # fmt: skip
    with w.block(f"if {test}:"), w.inner_names():
        w.body(1, 2)
    if w.chance(0.4):
        with w.block("else:"), w.inner_names():
            w.body(1, 2)


@statement(1.6)
def handler(w: Writer) -> None:
    """The program catches TensorFlow's error and goes on."""
    with w.block("try:"), w.inner_names():
        w.body(1, 3)
    with w.block(f"except {w.among(*CAUGHT)}:"), w.inner_names():
        if w.chance(0.4):
            w.line("tf.get_variable_scope().reuse_variables()")
        w.body(0, 2)
    if w.chance(0.1):
        with w.block("else:"), w.inner_names():
            w.body(1, 1)


@statement(2.5)
def function(w: Writer) -> object:
    """A function of a scope, a flag, or a name; then calls of it."""
    if w.in_function and w.chance(0.7):
        return False
    name = w.fresh("f")
    parameters, call = _parameters(w)
    was, w.in_function = w.in_function, True
    with w.block(f"def {name}({parameters}):"), w.inner_names():
        w.known("string", "scope")
        w.known("flag", "reuse")
        if w.chance(0.6):
            with w.block(f"with {_scope_of_parameters(w)}:"):
                w.body(1, 3)
        else:
            w.body(1, 3)
        _return(w)
    w.in_function = was
    for _ in range(w.random.randint(1, 3)):
        w.line(f"{name}({call(w)})")
    w.known("function", name)
    return None


def _parameters(w: Writer) -> tuple[str, object]:
    default = w.scope_name() if not w.loop_variables else '"f"'

    def call(inner: Writer) -> str:
        return joined(
            inner.sometimes(0.5, inner.scope_name()),
            reuse_argument(inner, 0.8),
        )

    return f"scope={default}, reuse=None", call


def _scope_of_parameters(w: Writer) -> str:
    return w.among("tf.variable_scope(scope, reuse=reuse)", "tf.variable_scope(scope, reuse=reuse)",
                   'tf.variable_scope(scope or "d", reuse=reuse)', 'tf.variable_scope(None, "d", reuse=None)',
                   "tf.variable_scope(scope) as vs_", "tf.name_scope(scope)")  # fmt: skip


def _return(w: Writer) -> None:
    if w.chance(0.3):
        w.line("return " + (w.some("x") or w.some("variable") or "None"))


@statement(1.5)
def function_called(w: Writer) -> object:
    function = w.some("function")
    if function is None or w.in_function:
        return False
    _, call = _parameters(w)
    w.line(f"{function}({call(w)})")
    return None


@statement(1)
def model_class(w: Writer) -> object:
    """A class whose instances hold a scope or make variables when called."""
    if w.in_function or w.depth > 2:
        return False
    name = w.fresh("M")
    was, w.in_function = w.in_function, True
    with w.block(f"class {name}(object):"):
        default = '"m"' if w.loop_variables else w.scope_name()
        with w.block(f"def __init__(self, scope={default}):"), w.inner_names():
            w.known("string", "scope")
            w.line("self.scope = scope")
            w.line("self.reuse = None")
            if w.chance(0.4):
                with w.block("with tf.variable_scope(scope) as s:"):
                    w.line("self.scope = s")
                    w.body(0, 1)
        with w.block("def __call__(self, k=None):"), w.inner_names():
            with w.block("with tf.variable_scope(self.scope, reuse=self.reuse):"):
                w.body(1, 3)
            if w.chance(0.5):
                w.line("self.reuse = True")
    w.in_function = was
    instance = w.fresh("m")
    w.line(f"{instance} = {name}({w.sometimes(0.5, w.scope_name()) or ''})")
    w.known("model", instance)
    w.line(f"{instance}()")
    return None


@statement(1)
def model_called(w: Writer) -> object:
    model = w.some("model")
    if model is None or w.in_function:
        return False
    w.line(f"{model}()")
    return None


@statement(0.4)
def scope_generator(w: Writer) -> None:
    """A context manager of the program's own."""
    name = w.fresh("h")
    w.line("@contextlib.contextmanager")
    with w.block(f"def {name}(scope):"), w.inner_names():
        w.known("string", "scope")
        with w.block(f"with {scope_call(w)}:"):
            w.line("yield")
    with w.block(f"with {name}({w.scope_name()}):"):
        w.body(1, 2)


@statement(0.4)
def partial(w: Writer) -> None:
    name = w.fresh("p")
    shape = w.among("[3]", "[2, 3]")
    w.line(f"{name} = functools.partial(tf.get_variable, shape={shape})")
    w.line(f"{name}({w.variable_name()})")
    if w.chance(0.5):
        w.line(f"{name}({w.variable_name()}, dtype=tf.float32)")

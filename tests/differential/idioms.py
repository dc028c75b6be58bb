"""Ways in which real programs use scopes, with what varies in them drawn."""

from __future__ import annotations

from differential.core import REUSE, get_variable_call, initial, joined, reuse_argument, scope_call, shape
from differential.writer import Writer, statement


@statement(0.8, "idioms")
def towers(w: Writer) -> None:
    """One set of variables, op names per tower."""
    index = w.fresh("i")
    reuse = w.among(f"reuse={index} > 0", f"reuse=({index} != 0)", "reuse=tf.AUTO_REUSE", f"reuse=bool({index})")
    w.loop_variables.append(index)
    with w.block(f"for {index} in range(2):"), w.inner_names():
        with w.block(w.among(
            f'with tf.device("/gpu:%d" % {index}), tf.name_scope("tower_%d" % {index}) as scope:',
            f'with tf.name_scope("tower_{{}}".format({index})):',
            f'with tf.device("/cpu:0"), tf.name_scope(f"tower_{{{index}}}"):',
        )):  # fmt: skip
            w.loop_variables.remove(index)
            with w.block(f"with tf.variable_scope({w.among('tf.get_variable_scope()', w.scope_name())}, {reuse}):"):
                w.body(1, 3)


@statement(0.6, "idioms")
def lazy_property(w: Writer) -> object:
    """Properties that build their part of the graph when they are asked for first."""
    if w.in_function or w.depth > 1:
        return False
    name, instance, decorator = w.fresh("M"), w.fresh("m"), w.fresh("lazy")
    with w.block(f"def {decorator}(function):"):
        w.line('attribute = "_cache_" + function.__name__')
        w.line("@property")
        w.line("@functools.wraps(function)")
        with w.block("def wrapper(self):"):
            with w.block("if not hasattr(self, attribute):"):
                scope = w.among("tf.variable_scope", "tf.name_scope")
                with w.block(f"with {scope}(function.__name__):"):
                    w.line("setattr(self, attribute, function(self))")
            w.line("return getattr(self, attribute)")
        w.line("return wrapper")
    was, w.in_function = w.in_function, True
    with w.block(f"class {name}(object):"):
        for method in ("predict", "loss"):
            w.line(f"@{decorator}")
            with w.block(f"def {method}(self):"), w.inner_names():
                if method == "loss" and w.chance(0.7):
                    w.line("self.predict")
                w.body(1, 2)
                w.line("return 1")
    w.in_function = was
    w.line(f"{instance} = {name}()")
    for _ in range(2):
        w.line(f"{instance}.{w.among('predict', 'loss')}")
    return None


@statement(0.8, "idioms")
def inheritance(w: Writer) -> object:
    if w.in_function or w.depth > 1:
        return False
    base, derived, instance = w.fresh("Base"), w.fresh("Net"), w.fresh("m")
    was, w.in_function = w.in_function, True
    with w.block(f"class {base}(object):"):
        with w.block("def __init__(self, name, reuse=None, **kwargs):"), w.inner_names():
            w.line("self.name, self.options = name, kwargs")
            with w.block("with tf.variable_scope(name, reuse=reuse) as self.scope:"):
                w.line("self.build()")
        with w.block("def build(self):"), w.inner_names():
            w.body(1, 2)
    with w.block(f"class {derived}({base}):"):
        with w.block("def build(self):"), w.inner_names():
            if w.chance(0.6):
                w.line(w.among(f"super({derived}, self).build()", "super().build()", f"{base}.build(self)"))
            w.body(1, 2)
        w.line("@property")
        with w.block("def variables(self):"):
            w.line("return tf.get_collection(tf.GraphKeys.GLOBAL_VARIABLES, scope=self.scope.name)")
    w.in_function = was
    w.line(f"{instance} = {w.among(base, derived, derived)}({joined(w.scope_name(), reuse_argument(w, 0.3))})")
    if w.chance(0.5):
        with w.block(f"for variable in {instance}.variables:" if w.chance(0.5) else "if True:"):
            w.line(f"{derived}({joined(w.scope_name(), reuse_argument(w, 0.5))})")
    return None


@statement(0.8, "idioms")
def options(w: Writer) -> None:
    """Arguments kept in dicts and tuples, given by keyword."""
    name = w.fresh("options")
    w.line(f"{name} = dict({joined(f'shape={shape(w)}', w.sometimes(0.3, 'trainable=False'))})")
    w.line(w.among(f"tf.get_variable(name={w.variable_name()}, **{name})",
                   f"tf.get_variable({w.variable_name()}, **dict({name}, dtype=tf.float32))",
                   f"[tf.get_variable(k, **{name}) for k in ({w.variable_name()}, {w.variable_name()})]"))  # fmt: skip


@statement(0.5, "idioms")
def keywords(w: Writer) -> None:
    arguments = initial(w)
    if arguments and not arguments.startswith(("initializer=", "dtype=", "shape=")):
        arguments = f"shape={arguments}"
    w.line(f"tf.get_variable({joined(f'name={w.variable_name()}', arguments)})")


@statement(0.5, "idioms")
def exit_stack(w: Writer) -> None:
    with w.block("with contextlib.ExitStack() as stack:"):
        for _ in range(w.among(1, 2)):
            w.line(f"stack.enter_context({w.among(scope_call(w), f'tf.name_scope({w.scope_name()})')})")
        w.body(1, 2)


@statement(0.4, "idioms")
def recursion(w: Writer) -> object:
    if w.in_function:
        return False
    name = w.fresh("f")
    was, w.in_function = w.in_function, True
    with w.block(f"def {name}(depth):"), w.inner_names():
        with w.block("if depth == 0:"):
            w.line("return None")
        scope = w.among('"level_%d" % depth', '"level"')
        with w.block(f"with tf.variable_scope({scope}):"):
            w.body(1, 2)
            w.line(f"{name}(depth - 1)")
    w.in_function = was
    w.line(f"{name}(2)")
    return None


@statement(0.5, "idioms")
def session(w: Writer) -> object:
    if w.in_function:
        return False
    with w.block(w.among("with tf.Session() as sess:", "with tf.Session(graph=tf.get_default_graph()):")):
        w.body(1, 2)
    return None


@statement(0.6, "idioms")
def scope_by_its_name(w: Writer) -> object:
    scope = w.some("scope")
    if scope is None:
        return False
    with w.block(w.among(
        f"with tf.variable_scope({scope}.name, reuse=tf.AUTO_REUSE):",
        f'with tf.name_scope({scope}.name + "/"):',
        f"with tf.name_scope({scope}.original_name_scope):",
        f"with tf.variable_scope({scope}, auxiliary_name_scope=False) as s_, tf.name_scope(s_.original_name_scope):",
        f'with tf.variable_scope({scope}.name.split("/")[-1]):',
        f"with tf.variable_scope(tf.get_variable_scope(), reuse={scope}.reuse):",
    )):  # fmt: skip
        w.body(1, 2)
    return None


@statement(0.5, "idioms")
def closure(w: Writer) -> object:
    """A function that makes functions; what it makes is called in other scopes."""
    if w.in_function:
        return False
    maker, made = w.fresh("make"), w.fresh("f")
    was, w.in_function = w.in_function, True
    with w.block(f"def {maker}(name, reuse):"), w.inner_names():
        with w.block("def inner(units=2):"), w.inner_names():
            with w.block("with tf.variable_scope(name, reuse=reuse):"):
                w.line(f"w = {get_variable_call(w)}")
                w.line('return tf.get_variable("of_units", [units])')
        w.line("return inner")
    w.in_function = was
    w.line(f"{made} = {maker}({w.scope_name()}, {w.among(*REUSE)})")
    for _ in range(w.among(1, 2)):
        with w.block(f"with tf.variable_scope({joined(w.scope_name(), reuse_argument(w, 0.3))}):"):
            w.line(f"{made}({w.among('', '3', 'units=2')})")
    return None


@statement(0.5, "idioms")
def created_or_found(w: Writer) -> None:
    """Idioms that look whether a variable is there."""
    name = w.variable_name()
    dims = w.among("[3]", "[2, 3]")
    if w.chance(0.5):
        with w.block("try:"):
            w.line(f"tf.get_variable({name}, {dims})")
        with w.block("except ValueError:"):
            with w.block("with tf.variable_scope(tf.get_variable_scope(), reuse=True):"):
                w.line(f"tf.get_variable({name}, {dims})")
    else:
        reuse = w.among("len(tf.trainable_variables()) > 0", "any(v.op.name == 'w' for v in tf.global_variables())",
                        "bool(tf.get_collection('variables'))")  # fmt: skip
        with w.block(f"with tf.variable_scope({w.scope_name()}, reuse={reuse} and None):"):
            w.line(f"tf.get_variable({name}, {dims})")


@statement(0.5, "idioms")
def assignments(w: Writer) -> None:
    variable = w.fresh("v")
    w.line(f'{variable} = tf.get_variable("y{variable}", [2], trainable={w.among("True", "False")})')
    w.line(w.among(f"tf.assign({variable}, [1.0, 2.0])", f"{variable}.assign({variable} * 0.9)",
                   f"tf.assign_add({variable}, [1.0, 1.0], name={w.op_name()})", f"{variable}.assign_sub([1.0, 1.0])",
                   f"tf.identity({variable}, name={w.op_name()})", f"{variable} + {variable}"))  # fmt: skip

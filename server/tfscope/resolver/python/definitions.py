"""`def`, `lambda` and `class`: compiled lazily, since most functions of an imported file are never called."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

from tfscope.resolver.python.classes import finished_class, prepared_namespace
from tfscope.resolver.python.control import RETURN, Signal
from tfscope.resolver.python.expressions import compile_expression
from tfscope.resolver.python.interpreter import Frame
from tfscope.resolver.python.scopes import Block, class_block, function_block
from tfscope.resolver.python.values import ClassValue, Function, FunctionCode, Value
from tfscope.syntax import Unit


def compile_function(node: Any, name: str, block: Block, unit: Unit) -> Callable[[Frame], Value]:
    """The closure that makes the function `node`; its body is compiled at its first call."""
    code = _function_code(node, name, block, unit)
    defaults = [compile_expression(default, block, unit) for default in node.args.defaults]
    kwdefaults = {
        argument.arg: compile_expression(default, block, unit)
        for argument, default in zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True)
        if default is not None
    }

    in_class = block.kind == "class"

    def run(frame: Frame) -> Value:
        function = Function(
            code,
            [default(frame) for default in defaults],
            {key: default(frame) for key, default in kwdefaults.items()},
            frame.outer if in_class else frame,
            frame.module,
        )
        if in_class:
            function.home = frame.home
        return function

    return run


def _function_code(node: Any, name: str, block: Block, unit: Unit) -> FunctionCode:
    arguments = node.args
    inner = function_block(node, name, block) if node.body else None
    is_generator = inner is not None and inner.is_generator
    code = _adopted_code(block, unit)
    code.__init__(
        name, unit,
        [argument.arg for argument in [*arguments.posonlyargs, *arguments.args]], len(arguments.posonlyargs),
        arguments.vararg.arg if arguments.vararg else None,
        [argument.arg for argument in arguments.kwonlyargs],
        arguments.kwarg.arg if arguments.kwarg else None,
        is_generator, node,
    )  # fmt: skip
    code.qualname = block.qualified(name)
    if is_generator:
        first_run = _lazy_generator(node, inner, unit)
    else:
        first_run = _lazy_body(node, inner or (lambda function: function_block(function, name, block)), unit)
    code.begin_anew(first_run)
    if "code" not in unit.cache:  # a function inside a function is forgotten with that
        code.first_run = first_run
    return code


def _adopted_code(block: Block, unit: Unit) -> FunctionCode:
    """The object for the next function of a unit: a new one, or that of the unit's earlier text (see `swap.py`)."""
    code = FunctionCode.__new__(FunctionCode)
    if "code" in unit.cache:
        return code  # a function inside a function, compiled when that is first called
    adopted = unit.cache.get("adopted")
    if adopted:
        code = adopted.pop(0)
    unit.cache.setdefault("functions", []).append(code)
    return code


def _lazy_body(outlined: Any, block: Block | Callable[[Any], Block],
               unit: Unit) -> Callable[[Frame], Signal | None]:  # fmt: skip
    """Compiles the body at the first call. It knows its code from there, so that nothing here refers to itself.
    `block`: made of the function's node, where that is not read yet."""

    def first_run(frame: Frame) -> Signal | None:
        node = unit.in_full(outlined) if callable(block) else outlined
        frame.code.run = run = _compiled_body(node, block(node) if callable(block) else block, unit)
        return run(frame)

    return first_run


def _compiled_body(node: Any, block: Block, unit: Unit) -> Callable[[Frame], Signal | None]:
    from tfscope.resolver.python.statements import compile_block

    if isinstance(node, ast.Lambda):
        value = compile_expression(node.body, block, unit)

        def run(frame: Frame) -> Signal:
            frame.result = value(frame)
            return RETURN

        return run
    return compile_block(node.body, block, unit)


def _lazy_generator(node: Any, block: Block, unit: Unit) -> Callable:
    def first_run(frame: Frame) -> Any:
        from tfscope.resolver.python.generators import compile_generator

        body = [ast.Expr(node.body)] if isinstance(node, ast.Lambda) else node.body
        frame.code.run_generator = run = compile_generator(body, block, unit)
        return run(frame)

    return first_run


def compile_class(node: ast.ClassDef, block: Block, unit: Unit) -> Callable[[Frame], Value]:
    """The closure that runs a class body and makes the class."""
    from tfscope.resolver.python.statements import compile_block

    inner = class_block(node, block)
    body = compile_block(node.body, inner, unit)
    bases = [compile_expression(base.value if isinstance(base, ast.Starred) else base, block, unit)
             for base in node.bases]  # fmt: skip
    keywords = {k.arg: compile_expression(k.value, block, unit) for k in node.keywords if k.arg is not None}
    annotations, facts = _annotated_names(node), {"__qualname__": block.qualified(node.name)}
    if (docstring := ast.get_docstring(node, clean=False)) is not None:
        facts["__doc__"] = docstring

    def run(frame: Frame) -> Value:
        values = [base(frame) for base in bases]
        keyword_values = {name: value(frame) for name, value in keywords.items()}
        outer = frame.outer if block.kind == "class" else frame
        namespace = prepared_namespace(frame.interpreter, node.name, values, keyword_values)
        child = Frame(frame.interpreter, {**namespace, **facts}, frame.module, outer, node.name)
        frame.site = child.site = unit.heading_site(node)
        child.home = []
        frames = frame.interpreter.frames
        depth = len(frames)
        # On the stack, so that what the body calls is seen at its own place.
        frames.append(child)
        try:
            body(child)
        finally:
            del frames[depth:]
        cls = finished_class(frame, node.name, values, child.vars, keyword_values, unit, annotations)
        if isinstance(cls, ClassValue):
            child.home.append(cls)
        return cls

    return run


def _annotated_names(node: ast.ClassDef) -> dict[str, str]:
    """The names annotated in a class body, in order, with the text of their annotations."""
    return {
        statement.target.id: ast.unparse(statement.annotation)
        for statement in node.body
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name)
    }

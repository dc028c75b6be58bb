"""Generator functions: the statements that can stop in the middle, as host generators.

Statements without a `yield` inside run in their ordinary compiled form.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from typing import Any

from tfscope.resolver.python import operators
from tfscope.resolver.python.contexts import enter_context, leave_context
from tfscope.resolver.python.control import BREAK, RETURN, RaisedError
from tfscope.resolver.python.exceptions import Catcher, compile_handlers
from tfscope.resolver.python.expressions import compile_expression, compile_store
from tfscope.resolver.python.interpreter import Frame
from tfscope.resolver.python.iteration import iterated
from tfscope.resolver.python.scopes import Block
from tfscope.resolver.python.statements import compile_block, compile_statement
from tfscope.resolver.python.values import GeneratorValue, Value
from tfscope.syntax import Unit

Steps = Iterator[Value]
SteppedStatement = Callable[[Frame], Any]


def compile_generator(nodes: list[ast.stmt], block: Block, unit: Unit) -> Callable[[Frame], Steps]:
    """The body of a generator function: a host generator that yields its values and returns its result."""
    body = _stepped_block(nodes, block, unit)

    def run(frame: Frame) -> Steps:
        signal = yield from body(frame)
        return frame.result if signal is RETURN else None

    return run


def _has_yield(node: ast.AST) -> bool:
    pending = [node]
    while pending:
        current = pending.pop()
        if isinstance(current, (ast.Yield, ast.YieldFrom)):
            return True
        for child in ast.iter_child_nodes(current):
            if not isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)):
                pending.append(child)
    return False


def _stepped_block(nodes: list[ast.stmt], block: Block, unit: Unit) -> SteppedStatement:
    runs = [
        (True, _stepped(node, block, unit)) if _has_yield(node) else (False, compile_statement(node, block, unit))
        for node in nodes
    ]

    def run(frame: Frame) -> Any:
        for stepped, statement in runs:
            signal = (yield from statement(frame)) if stepped else statement(frame)
            if frame.deferred:
                # A suspended generator cannot hold a branch open: what left early is merged at once.
                frame.interpreter.settle_loop(frame, 0)
            if signal is not None:
                return signal
        return None

    return run


def _stepped(node: ast.stmt, block: Block, unit: Unit) -> SteppedStatement:
    compiler = _COMPILERS.get(type(node))
    if compiler is not None:
        return compiler(node, block, unit)
    plain = compile_statement(node, block, unit)

    def run(frame: Frame) -> Any:
        return plain(frame)
        yield

    return run


def _yielded(node: ast.expr, block: Block, unit: Unit) -> Callable[[Frame], Any]:
    """A host generator for an expression that is itself a `yield`; other expressions give their plain value."""
    if isinstance(node, ast.YieldFrom):
        return _yield_from(node, block, unit)
    if not isinstance(node, ast.Yield):
        return _plain_value(node, block, unit)
    value = compile_expression(node.value, block, unit) if node.value is not None else (lambda frame: None)
    site = unit.site(node)

    def run(frame: Frame) -> Any:
        result = value(frame)
        frame.site = site
        return (yield result)

    return run


def _plain_value(node: ast.expr, block: Block, unit: Unit) -> Callable[[Frame], Any]:
    value = compile_expression(node, block, unit)
    inner = [_yielded(child, block, unit) for child in ast.walk(node) if isinstance(child, ast.Yield)]

    def run(frame: Frame) -> Any:
        for step in inner:
            yield from step(frame)
        return value(frame)

    return run


def _yield_from(node: ast.YieldFrom, block: Block, unit: Unit) -> Callable[[Frame], Any]:
    value = compile_expression(node.value, block, unit)

    def run(frame: Frame) -> Any:
        source = value(frame)
        if isinstance(source, GeneratorValue):
            ended, item = frame.interpreter.resume(source, None)
            while not ended:
                yield item
                ended, item = frame.interpreter.resume(source, None)
            return item
        for item in iterated(frame.interpreter, source) or ():
            yield item
        return None

    return run


def _expression(node: ast.Expr, block: Block, unit: Unit) -> SteppedStatement:
    value = _yielded(node.value, block, unit)

    def run(frame: Frame) -> Any:
        frame.interpreter.step()
        yield from value(frame)

    return run


def _assign(node: ast.Assign, block: Block, unit: Unit) -> SteppedStatement:
    value, stores = _yielded(node.value, block, unit), [compile_store(t, block, unit) for t in node.targets]

    def run(frame: Frame) -> Any:
        result = yield from value(frame)
        for store in stores:
            store(frame, result)

    return run


def _return(node: ast.Return, block: Block, unit: Unit) -> SteppedStatement:
    value = _yielded(node.value, block, unit)

    def run(frame: Frame) -> Any:
        frame.result = yield from value(frame)
        return RETURN

    return run


def _if(node: ast.If, block: Block, unit: Unit) -> SteppedStatement:
    test = compile_expression(node.test, block, unit)
    body, orelse = _stepped_block(node.body, block, unit), _stepped_block(node.orelse, block, unit)
    prefers_body = any(_has_yield(child) for child in node.body)

    def run(frame: Frame) -> Any:
        truth = operators.truth(frame.interpreter, test(frame))
        if truth is None:
            frame.interpreter.give_up("a branch around `yield` whose condition is not known")
            truth = prefers_body
        return (yield from (body if truth else orelse)(frame))

    return run


def _for(node: ast.For, block: Block, unit: Unit) -> SteppedStatement:
    iterable, store = compile_expression(node.iter, block, unit), compile_store(node.target, block, unit)
    body, orelse = _stepped_block(node.body, block, unit), _stepped_block(node.orelse, block, unit)
    name = ast.unparse(node.target)

    def run(frame: Frame) -> Any:
        source = iterable(frame)
        items = iterated(frame.interpreter, source)
        for item in [operators.element_of(source, name)] if items is None else items:
            frame.interpreter.step()
            store(frame, item)
            signal = yield from body(frame)
            if signal is BREAK:
                return None
            if signal is RETURN:
                return signal
        return (yield from orelse(frame))

    return run


def _while(node: ast.While, block: Block, unit: Unit) -> SteppedStatement:
    test = compile_expression(node.test, block, unit)
    body, orelse = _stepped_block(node.body, block, unit), _stepped_block(node.orelse, block, unit)

    def run(frame: Frame) -> Any:
        while (truth := operators.truth(frame.interpreter, test(frame))) is not False:
            frame.interpreter.step()
            signal = yield from body(frame)
            if signal is RETURN:
                return signal
            if signal is BREAK or truth is None:
                return None
        return (yield from orelse(frame))

    return run


def _with(node: ast.With, block: Block, unit: Unit) -> SteppedStatement:
    body = _stepped_block(node.body, block, unit)
    for item in reversed(node.items):
        body = _with_item(item, body, block, unit)
    return body


def _with_item(item: ast.withitem, body: SteppedStatement, block: Block, unit: Unit) -> SteppedStatement:
    context = compile_expression(item.context_expr, block, unit)
    store = compile_store(item.optional_vars, block, unit) if item.optional_vars is not None else None

    def run(frame: Frame) -> Any:
        interpreter, manager = frame.interpreter, context(frame)
        value, catcher = enter_context(interpreter, manager)
        if store is not None:
            store(frame, value)
        try:
            with interpreter.catching(catcher):
                signal = yield from body(frame)
        except RaisedError as error:
            if leave_context(interpreter, manager, error):
                return None
            raise
        leave_context(interpreter, manager, None)
        return signal

    return run


def _try(node: ast.Try, block: Block, unit: Unit) -> SteppedStatement:
    body, orelse = _stepped_block(node.body, block, unit), _stepped_block(node.orelse, block, unit)
    handlers = compile_handlers(node.handlers, block, unit)
    final = compile_block(node.finalbody, block, unit) if node.finalbody else None

    def guarded(frame: Frame) -> Any:
        try:
            with frame.interpreter.catching(Catcher.of(frame, handlers)):
                signal = yield from body(frame)
        except RaisedError as error:
            handler = handlers.matching(frame, error.value)
            if handler is None:
                raise
            return handler.run(frame, error)
        return signal if signal is not None else (yield from orelse(frame))

    def run(frame: Frame) -> Any:
        try:
            signal = yield from guarded(frame)
        except RaisedError:
            if final is not None:
                final(frame)
            raise
        ending = final(frame) if final is not None else None
        return ending or signal

    return run


_COMPILERS: dict[type, Callable[[Any, Block, Unit], SteppedStatement]] = {
    ast.Expr: _expression, ast.Assign: _assign, ast.Return: _return, ast.If: _if, ast.For: _for,
    ast.While: _while, ast.With: _with, ast.Try: _try,
}  # fmt: skip

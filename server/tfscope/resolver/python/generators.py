"""Generator functions: the statements that can stop in the middle, as host generators.

Statements without a `yield` inside run in their ordinary compiled form. A `yield` deep inside an expression is lifted
out: it runs first, and the expression finds what was sent under a name that no program uses.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator
from typing import Any

from tfscope.resolver.python import operators
from tfscope.resolver.python.contexts import enter_context, leave_context
from tfscope.resolver.python.control import BREAK, RETURN, RaisedError
from tfscope.resolver.python.exceptions import Catcher, compile_handlers
from tfscope.resolver.python.expressions import compile_expression, compile_store
from tfscope.resolver.python.interpreter import Frame, Interpreter
from tfscope.resolver.python.iteration import iterated
from tfscope.resolver.python.patterns import compile_cases
from tfscope.resolver.python.scopes import Block
from tfscope.resolver.python.statements import compile_statement
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
            try:
                signal = (yield from statement(frame)) if stepped else statement(frame)
            except (RaisedError, RecursionError):
                raise
            except Exception as error:
                signal = None
                frame.interpreter.defect(error)
            if frame.deferred:
                # A suspended generator cannot hold a branch open: what left early is merged at once.
                frame.interpreter.settle_loop(frame, 0)
            if signal is not None:
                return signal
        return None

    return run


def _stepped(node: ast.stmt, block: Block, unit: Unit) -> SteppedStatement:
    compiler = _COMPILERS.get(type(node), _simple)
    return compiler(node, block, unit)


# -- expressions


def _stepped_value(node: ast.expr, block: Block, unit: Unit) -> SteppedStatement:
    """A host generator that gives the value of an expression, with or without a `yield` in it."""
    if isinstance(node, ast.YieldFrom):
        return _yield_from(node, block, unit)
    if isinstance(node, ast.Yield):
        return _yield(node, block, unit)
    lifted, first = _lifted(node, block, unit)
    value = compile_expression(lifted, block, unit)

    def run(frame: Frame) -> Any:
        yield from first(frame)
        return value(frame)

    return run


def _yield(node: ast.Yield, block: Block, unit: Unit) -> SteppedStatement:
    site = unit.site(node)
    if node.value is not None and _has_yield(node.value):
        value = _stepped_value(node.value, block, unit)

        def run_nested(frame: Frame) -> Any:
            result = yield from value(frame)
            frame.site = site
            return (yield result)

        return run_nested
    plain = compile_expression(node.value, block, unit) if node.value is not None else (lambda frame: None)

    def run(frame: Frame) -> Any:
        result = plain(frame)
        frame.site = site
        return (yield result)

    return run


def _yield_from(node: ast.YieldFrom, block: Block, unit: Unit) -> SteppedStatement:
    value = compile_expression(node.value, block, unit)

    def run(frame: Frame) -> Any:
        interpreter, source = frame.interpreter, value(frame)
        if isinstance(source, GeneratorValue):
            return (yield from _delegated(interpreter, source))
        # What is sent is for nobody here; `yield from` would hand it to a list's iterator, which has no `send`.
        for item in iterated(interpreter, source) or ():  # noqa: UP028
            yield item
        return None

    return run


def _delegated(interpreter: Interpreter, source: GeneratorValue) -> Any:
    """Steps `source`, handing on what is sent and thrown into the generator around it."""
    ended, item = interpreter.resume(source, None)
    while not ended:
        try:
            sent = yield item
        except RaisedError as error:
            ended, item = interpreter.resume(source, None, error)
        else:
            ended, item = interpreter.resume(source, sent)
    return item


class _Lifter(ast.NodeTransformer):
    """Takes the outermost `yield` expressions out of a tree and puts names in their places."""

    def __init__(self, start: int) -> None:
        self.found: list[tuple[str, ast.expr]] = []
        self._start = start

    def visit(self, node: ast.AST) -> ast.AST:
        if isinstance(node, (ast.Yield, ast.YieldFrom)):
            name = f"<yield {self._start + len(self.found)}>"
            self.found.append((name, node))
            return ast.copy_location(ast.Name(id=name, ctx=ast.Load()), node)
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)):
            return node
        return self.generic_visit(node)


def _lifted(node: Any, block: Block, unit: Unit) -> tuple[Any, SteppedStatement]:
    """`node` without its yields, and what runs these, in order, before it."""
    lifter = _Lifter(len(block.locals))
    tree = lifter.visit(copy.deepcopy(node))
    block.locals.update(name for name, _ in lifter.found)
    steps = [(name, _stepped_value(found, block, unit)) for name, found in lifter.found]

    def run(frame: Frame) -> Any:
        for name, step in steps:
            frame.vars[name] = yield from step(frame)

    return tree, run


# -- statements


def _simple(node: ast.stmt, block: Block, unit: Unit) -> SteppedStatement:
    """A statement that holds no others: its yields first, then the rest of it as usual."""
    lifted, first = _lifted(node, block, unit)
    plain = compile_statement(lifted, block, unit)

    def run(frame: Frame) -> Any:
        yield from first(frame)
        return plain(frame)

    return run


def _expression(node: ast.Expr, block: Block, unit: Unit) -> SteppedStatement:
    value = _stepped_value(node.value, block, unit)

    def run(frame: Frame) -> Any:
        frame.interpreter.step()
        yield from value(frame)

    return run


def _assign(node: ast.Assign, block: Block, unit: Unit) -> SteppedStatement:
    value, stores = _stepped_value(node.value, block, unit), [compile_store(t, block, unit) for t in node.targets]

    def run(frame: Frame) -> Any:
        result = yield from value(frame)
        for store in stores:
            store(frame, result)

    return run


def _return(node: ast.Return, block: Block, unit: Unit) -> SteppedStatement:
    value = _stepped_value(node.value, block, unit)

    def run(frame: Frame) -> Any:
        frame.result = yield from value(frame)
        return RETURN

    return run


def _if(node: ast.If, block: Block, unit: Unit) -> SteppedStatement:
    test = _stepped_value(node.test, block, unit)
    body, orelse = _stepped_block(node.body, block, unit), _stepped_block(node.orelse, block, unit)
    prefers_body = any(_has_yield(child) for child in node.body)

    def run(frame: Frame) -> Any:
        truth = operators.truth(frame.interpreter, (yield from test(frame)))
        if truth is None:
            # What runs while the generator is suspended depends on the arm as well.
            frame.interpreter.give_up("a branch around `yield` whose condition is not known")
            with frame.interpreter.guessing():
                return (yield from (body if prefers_body else orelse)(frame))
        return (yield from (body if truth else orelse)(frame))

    return run


def _for(node: ast.For, block: Block, unit: Unit) -> SteppedStatement:
    iterable, store = _stepped_value(node.iter, block, unit), compile_store(node.target, block, unit)
    body, orelse = _stepped_block(node.body, block, unit), _stepped_block(node.orelse, block, unit)
    name = ast.unparse(node.target)

    def run(frame: Frame) -> Any:
        source = yield from iterable(frame)
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
    test = _stepped_value(node.test, block, unit)
    body, orelse = _stepped_block(node.body, block, unit), _stepped_block(node.orelse, block, unit)

    def run(frame: Frame) -> Any:
        while (truth := operators.truth(frame.interpreter, (yield from test(frame)))) is not False:
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
    context = _stepped_value(item.context_expr, block, unit)
    store = compile_store(item.optional_vars, block, unit) if item.optional_vars is not None else None

    def run(frame: Frame) -> Any:
        interpreter, manager = frame.interpreter, (yield from context(frame))
        value, catcher = enter_context(interpreter, manager)
        try:
            with interpreter.catching(catcher):
                if store is not None:
                    store(frame, value)
                signal = yield from body(frame)
        except RaisedError as error:
            if leave_context(interpreter, manager, error):
                return None
            raise
        except Exception as error:
            interpreter.defect(error)
            signal = None
        leave_context(interpreter, manager, None)
        return signal

    return run


def _try(node: ast.Try, block: Block, unit: Unit) -> SteppedStatement:
    body, orelse = _stepped_block(node.body, block, unit), _stepped_block(node.orelse, block, unit)
    handlers = compile_handlers(node.handlers, block, unit, _stepped_block)
    final = _stepped_block(node.finalbody, block, unit)

    def guarded(frame: Frame) -> Any:
        try:
            with frame.interpreter.catching(Catcher.of(frame, handlers)):
                signal = yield from body(frame)
        except RaisedError as error:
            handler = handlers.matching(frame, error.value)
            if handler is None:
                raise
            raised = error
        else:
            return signal if signal is not None else (yield from orelse(frame))
        outer = handler.enter(frame, raised)
        try:
            return (yield from handler.body(frame))
        finally:
            handler.leave(frame, outer)

    def run(frame: Frame) -> Any:
        try:
            signal = yield from guarded(frame)
        except RaisedError:
            ending = yield from final(frame)
            if ending is not None:
                return ending
            raise
        result = frame.result
        ending = yield from final(frame)
        if ending is None:
            frame.result = result
        return ending or signal

    return run


def _match(node: ast.Match, block: Block, unit: Unit) -> SteppedStatement:
    subject, select = _stepped_value(node.subject, block, unit), compile_cases(node, block, unit, _stepped_block)

    def run(frame: Frame) -> Any:
        body, _ = select(frame, (yield from subject(frame)), 0)
        return (yield from body(frame)) if body is not None else None

    return run


_COMPILERS: dict[type, Callable[[Any, Block, Unit], SteppedStatement]] = {
    ast.Expr: _expression, ast.Assign: _assign, ast.Return: _return, ast.If: _if, ast.For: _for,
    ast.While: _while, ast.With: _with, ast.Try: _try, ast.Match: _match, ast.AsyncFor: _for, ast.AsyncWith: _with,
}  # fmt: skip

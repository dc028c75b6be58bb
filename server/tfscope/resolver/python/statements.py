"""Statements, compiled once per unit into closures `run(frame) -> Signal | None`.

Where a statement holds a `yield`, `generators.py` has the form of it that can stop in the middle.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

from tfscope.resolver.python import operators
from tfscope.resolver.python.attributes import delete_attribute
from tfscope.resolver.python.contexts import enter_context, leave_context
from tfscope.resolver.python.control import BREAK, CONTINUE, RETURN, RaisedError, Signal
from tfscope.resolver.python.definitions import compile_class, compile_function
from tfscope.resolver.python.exceptions import (
    Catcher,
    compile_handlers,
    made_exception,
    note_origin,
    raised_again,
)
from tfscope.resolver.python.expressions import (
    binary_operator,
    compile_expression,
    compile_store,
    delete_name,
    load_name,
    store_name,
)
from tfscope.resolver.python.interpreter import Frame
from tfscope.resolver.python.loops import run_for, run_while
from tfscope.resolver.python.narrowing import narrowings
from tfscope.resolver.python.patterns import compile_match
from tfscope.resolver.python.scopes import Block
from tfscope.resolver.python.values import Function, Unknown
from tfscope.syntax import Site, Unit

Statement = Callable[[Frame], "Signal | None"]


def compile_block(nodes: list[ast.stmt], block: Block, unit: Unit) -> Statement:
    """The closure that runs `nodes` in order, until one of them leaves the block."""
    runs = tuple(compile_statement(node, block, unit) for node in nodes)
    if len(runs) == 1:
        return runs[0]

    def run(frame: Frame) -> Signal | None:
        for statement in runs:
            try:
                signal = statement(frame)
            except (RaisedError, RecursionError):
                raise
            except Exception as error:
                signal = None
                frame.interpreter.defect(error)
            if signal is not None:
                return signal
        return None

    return run


def compile_statement(node: ast.stmt, block: Block, unit: Unit) -> Statement:
    """The closure that runs `node`; a statement of an unknown kind does nothing."""
    compiler = _COMPILERS.get(type(node))
    return compiler(node, block, unit) if compiler is not None else _nothing


def _nothing(frame: Frame) -> None:
    return None


def _pass(node: ast.stmt, block: Block, unit: Unit) -> Statement:
    return _nothing


def _expression(node: ast.Expr, block: Block, unit: Unit) -> Statement:
    if isinstance(node.value, ast.Constant):
        return _nothing
    value = compile_expression(node.value, block, unit)

    def run(frame: Frame) -> None:
        frame.interpreter.step()
        value(frame)

    return run


def _assign(node: ast.Assign, block: Block, unit: Unit) -> Statement:
    value = compile_expression(node.value, block, unit)
    stores = tuple(compile_store(target, block, unit) for target in node.targets)
    name = node.targets[0].id if isinstance(node.targets[0], ast.Name) else None
    site = unit.site(node)

    def run(frame: Frame) -> None:
        frame.interpreter.step()
        frame.site = site
        result = value(frame)
        if name is not None and type(result) is Unknown:
            result = named_after(result, name)
        for store in stores:
            store(frame, result)

    return run


def named_after(value: Unknown, name: str) -> Unknown:
    """An unknown result is shown under the name the program gives it, which a reader can find."""
    if value.choices or value.library is not None:
        return value
    return Unknown(name)


def _annotated_assign(node: ast.AnnAssign, block: Block, unit: Unit) -> Statement:
    if node.value is None:
        return _note_annotation(node, block)
    value, store = compile_expression(node.value, block, unit), compile_store(node.target, block, unit)
    note = _note_annotation(node, block)

    def run(frame: Frame) -> None:
        frame.interpreter.step()
        store(frame, value(frame))
        note(frame)

    return run


def _note_annotation(node: ast.AnnAssign, block: Block) -> Statement:
    if block.kind != "class" or not isinstance(node.target, ast.Name):
        return _nothing
    name = node.target.id

    def run(frame: Frame) -> None:
        frame.vars.setdefault("__annotations__", {})[name] = Unknown("annotation")

    return run


def _augmented_assign(node: ast.AugAssign, block: Block, unit: Unit) -> Statement:
    operator, site = binary_operator(node.op), unit.site(node)
    right = compile_expression(node.value, block, unit)
    if isinstance(node.target, ast.Name):
        load, store = load_name(node.target.id, block), store_name(node.target.id, block)

        def run_name(frame: Frame) -> None:
            frame.interpreter.step()
            left, value = load(frame), right(frame)
            frame.site = site
            store(frame, operators.in_place(frame.interpreter, operator, left, value))

        return run_name
    owner = compile_expression(node.target.value, block, unit)
    get, put = _place(node.target, block, unit)

    def run(frame: Frame) -> None:
        frame.interpreter.step()
        place = owner(frame)
        key = get.key(frame)
        left, value = get.load(frame, place, key), right(frame)
        frame.site = site
        put(frame, place, key, operators.in_place(frame.interpreter, operator, left, value))

    return run


class _place_reader:
    __slots__ = ("key", "load")

    def __init__(self, key: Callable, load: Callable) -> None:
        self.key, self.load = key, load


def _place(target: ast.Attribute | ast.Subscript, block: Block, unit: Unit) -> tuple[Any, Callable]:
    from tfscope.resolver.python.attributes import get_attribute

    if isinstance(target, ast.Attribute):
        name = block.mangled(target.attr)
        return (
            _place_reader(lambda frame: name, lambda frame, o, k: get_attribute(frame.interpreter, o, k)),
            lambda frame, o, k, value: frame.interpreter.set_attribute(o, k, value),
        )
    return (
        _place_reader(
            compile_expression(target.slice, block, unit),
            lambda frame, o, k: operators.get_item(frame.interpreter, o, k),
        ),
        lambda frame, o, k, value: operators.set_item(frame.interpreter, o, k, value),
    )


def _delete(node: ast.Delete, block: Block, unit: Unit) -> Statement:
    runs = [_delete_target(target, block, unit) for target in node.targets]

    def run(frame: Frame) -> None:
        for delete in runs:
            delete(frame)

    return run


def _delete_target(target: ast.expr, block: Block, unit: Unit) -> Callable[[Frame], None]:
    if isinstance(target, ast.Name):
        return delete_name(target.id, block)
    if isinstance(target, (ast.Tuple, ast.List)):
        return _delete(ast.Delete(target.elts), block, unit)
    if isinstance(target, ast.Subscript):
        owner, key = compile_expression(target.value, block, unit), compile_expression(target.slice, block, unit)
        return lambda frame: operators.delete_item(frame.interpreter, owner(frame), key(frame))
    if isinstance(target, ast.Attribute):
        owner, name = compile_expression(target.value, block, unit), block.mangled(target.attr)
        return lambda frame: delete_attribute(frame.interpreter, owner(frame), name)
    return lambda frame: None


def _return(node: ast.Return, block: Block, unit: Unit) -> Statement:
    value = compile_expression(node.value, block, unit) if node.value is not None else (lambda frame: None)

    def run(frame: Frame) -> Signal:
        frame.interpreter.step()
        frame.result = value(frame)
        return RETURN

    return run


def _if(node: ast.If, block: Block, unit: Unit) -> Statement:
    test = compile_expression(node.test, block, unit)
    body = compile_block(node.body, block, unit)
    orelse = compile_block(node.orelse, block, unit) if node.orelse else _nothing

    def run(frame: Frame) -> Signal | None:
        frame.interpreter.step()
        truth = operators.truth(frame.interpreter, test(frame))
        if truth is None:
            return frame.interpreter.fork(frame, [body, orelse])
        return body(frame) if truth else orelse(frame)

    return run


def _while(node: ast.While, block: Block, unit: Unit) -> Statement:
    test = compile_expression(node.test, block, unit)
    body = compile_block(node.body, block, unit)
    orelse = compile_block(node.orelse, block, unit) if node.orelse else None
    assigned = _assigned_names(node.body)
    is_endless = isinstance(node.test, ast.Constant) and bool(node.test.value)
    return lambda frame: run_while(frame, test, body, orelse, assigned, is_endless)


def _for(node: ast.For, block: Block, unit: Unit) -> Statement:
    iterable, store = compile_expression(node.iter, block, unit), compile_store(node.target, block, unit)
    body = compile_block(node.body, block, unit)
    orelse = compile_block(node.orelse, block, unit) if node.orelse else None
    name, site = ast.unparse(node.target), unit.site(node.iter)
    assigned = _assigned_names([*node.body, node])

    def run(frame: Frame) -> Signal | None:
        frame.site = site
        return run_for(frame, iterable(frame), store, name, body, orelse, assigned)

    return run


def _assigned_names(nodes: list[ast.AST]) -> frozenset[str]:
    """Names that a loop's body assigns in its own block."""
    return frozenset(
        child.id
        for node in nodes
        for child in ast.walk(node)
        if isinstance(child, ast.Name) and isinstance(child.ctx, ast.Store)
    )


def _with(node: ast.With, block: Block, unit: Unit) -> Statement:
    body = compile_block(node.body, block, unit)
    for item in reversed(node.items):
        body = _with_item(item, body, block, unit)
    return body


def _with_item(item: ast.withitem, body: Statement, block: Block, unit: Unit) -> Statement:
    context = compile_expression(item.context_expr, block, unit)
    store = compile_store(item.optional_vars, block, unit) if item.optional_vars is not None else None
    site = unit.site(item.context_expr)

    def run(frame: Frame) -> Signal | None:
        interpreter = frame.interpreter
        interpreter.step()
        manager = context(frame)
        frame.site = site
        value, catcher = enter_context(interpreter, manager)
        if store is not None:
            store(frame, value)
        try:
            with interpreter.catching(catcher):
                signal = body(frame)
        except RaisedError as error:
            frame.site = site
            if leave_context(interpreter, manager, error):
                return None
            raise
        except Exception as error:
            # A scope that stays open would give wrong names to all that follows.
            interpreter.defect(error)
            signal = None
        frame.site = site
        leave_context(interpreter, manager, None)
        return signal

    return run


def _raise(node: ast.Raise, block: Block, unit: Unit) -> Statement:
    if node.exc is None:
        return _raise_again(unit.site(node))
    value = compile_expression(node.exc, block, unit)
    cause = compile_expression(node.cause, block, unit) if node.cause is not None else None
    site = unit.site(node)

    def run(frame: Frame) -> Signal | None:
        interpreter = frame.interpreter
        interpreter.step()
        raised = made_exception(interpreter, value(frame))
        origin = cause(frame) if cause is not None else None
        frame.site = site
        note_origin(frame, raised, origin, cause is not None)
        raise RaisedError(raised)

    return run


def _raise_again(site: Site) -> Statement:
    def run(frame: Frame) -> Signal | None:
        frame.interpreter.step()
        frame.site = site
        raise raised_again(frame)

    return run


def _try(node: ast.Try, block: Block, unit: Unit) -> Statement:
    body = compile_block(node.body, block, unit)
    handlers = compile_handlers(node.handlers, block, unit, compile_block)
    orelse = compile_block(node.orelse, block, unit) if node.orelse else None
    final = compile_block(node.finalbody, block, unit) if node.finalbody else None

    def guarded(frame: Frame) -> Signal | None:
        interpreter = frame.interpreter
        try:
            with interpreter.catching(Catcher.of(frame, handlers)):
                signal = body(frame)
        except RaisedError as error:
            handler = handlers.matching(frame, error.value)
            if handler is None:
                raise
            return handler.run(frame, error)
        return orelse(frame) if signal is None and orelse is not None else signal

    def run(frame: Frame) -> Signal | None:
        if final is None:
            return guarded(frame)
        try:
            signal = guarded(frame)
        except RaisedError:
            ending = final(frame)
            if ending is not None:
                return ending
            raise
        result = frame.result
        ending = final(frame)
        if ending is None:
            frame.result = result
        return ending or signal

    return run


def _assert(node: ast.Assert, block: Block, unit: Unit) -> Statement:
    test = compile_expression(node.test, block, unit)
    message = compile_expression(node.msg, block, unit) if node.msg is not None else None
    narrowed = tuple(
        (load_name(name, block), narrow, store_name(name, block))
        for name, narrow in narrowings(node.test, block)
    )

    def run(frame: Frame) -> None:
        interpreter = frame.interpreter
        interpreter.step()
        truth = operators.truth(interpreter, test(frame))
        is_caught = truth is not True and interpreter.would_catch(AssertionError)
        if truth is False and is_caught:
            raise RaisedError(AssertionError(*([message(frame)] if message is not None else [])))
        if truth is None and not is_caught:
            for value, narrow, store in narrowed:
                store(frame, narrow(value(frame)))

    return run


def _import(node: ast.Import, block: Block, unit: Unit) -> Statement:
    stores = [(alias.name, alias.asname, store_name(alias.asname or alias.name.split(".")[0], block))
              for alias in node.names]  # fmt: skip
    site = unit.site(node)

    def run(frame: Frame) -> None:
        frame.interpreter.step()
        frame.site = site
        for name, asname, store in stores:
            store(frame, frame.interpreter.imports.import_name(frame, name, asname is not None))

    return run


def _import_from(node: ast.ImportFrom, block: Block, unit: Unit) -> Statement:
    site = unit.site(node)
    names = [(alias.name, store_name(alias.asname or alias.name, block)) for alias in node.names]

    def run(frame: Frame) -> None:
        interpreter = frame.interpreter
        interpreter.step()
        frame.site = site
        module = interpreter.imports.import_from(frame, node.module, node.level)
        for name, store in names:
            if name == "*":
                interpreter.imports.import_star(frame, module)
            else:
                store(frame, interpreter.imports.member(frame, module, name))

    return run


def _function(node: Any, block: Block, unit: Unit) -> Statement:
    make = compile_function(node, node.name, block, unit)
    return _decorated(node, make, block, unit)


def _class(node: ast.ClassDef, block: Block, unit: Unit) -> Statement:
    return _decorated(node, compile_class(node, block, unit), block, unit)


def _decorated(node: Any, make: Callable, block: Block, unit: Unit) -> Statement:
    decorators = [
        (compile_expression(decorator, block, unit), unit.site(decorator)) for decorator in node.decorator_list
    ]
    store = store_name(node.name, block)
    in_reach = block.kind in ("module", "class")

    def run(frame: Frame) -> None:
        frame.interpreter.step()
        applied = [(decorator(frame), site) for decorator, site in decorators]
        value = make(frame)
        if applied and in_reach and isinstance(value, Function):
            frame.interpreter.undecorated.append(value)
        for decorator, site in reversed(applied):
            frame.site = site
            value = frame.interpreter.decorate(decorator, value)
        store(frame, value)

    return run


def _match(node: Any, block: Block, unit: Unit) -> Statement:
    return compile_match(node, block, unit, compile_block)


_COMPILERS: dict[type, Callable[[Any, Block, Unit], Statement]] = {
    ast.Expr: _expression, ast.Assign: _assign, ast.AnnAssign: _annotated_assign, ast.AugAssign: _augmented_assign,
    ast.Delete: _delete, ast.Return: _return, ast.If: _if, ast.While: _while, ast.For: _for, ast.AsyncFor: _for,
    ast.With: _with, ast.AsyncWith: _with, ast.Raise: _raise, ast.Try: _try, ast.Assert: _assert,
    ast.Import: _import, ast.ImportFrom: _import_from, ast.FunctionDef: _function, ast.AsyncFunctionDef: _function,
    ast.ClassDef: _class, ast.Pass: _pass, ast.Global: _pass, ast.Nonlocal: _pass,
    ast.Break: lambda node, block, unit: lambda frame: BREAK,
    ast.Continue: lambda node, block, unit: lambda frame: CONTINUE,
    ast.Match: _match,
}  # fmt: skip
if hasattr(ast, "TryStar"):
    _COMPILERS[ast.TryStar] = _try

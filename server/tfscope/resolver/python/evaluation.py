"""`eval` and `exec` of text that is known."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from tfscope.resolver.python.expressions import compile_expression
from tfscope.resolver.python.interpreter import Frame
from tfscope.resolver.python.scopes import Block
from tfscope.resolver.python.values import ModuleValue, Unknown, Value
from tfscope.syntax import Site, Unit

if TYPE_CHECKING:
    from tfscope.resolver.python.interpreter import Interpreter

_LONGEST = 100_000
_BROKEN = (SyntaxError, ValueError, RecursionError, MemoryError)


class _EvaluatedUnit(Unit):
    """Text of the program's making: everything in it stands where it is evaluated."""

    __slots__ = ("place",)

    def __init__(self, text: str, place: Site | None) -> None:
        super().__init__(place.path if place is not None else "<eval>", 1, text)
        self.place = place

    def site(self, node: ast.AST) -> Site:
        return self.place if self.place is not None else super().site(node)


def evaluated(interpreter: Interpreter, text: str, names: Value = None, own_names: Value = None) -> Value:
    """`eval(text, names, own_names)`."""
    frame = _frame_for(interpreter, names, own_names)
    try:
        node = ast.parse(text.strip(), mode="eval").body if len(text) < _LONGEST else None
    except _BROKEN as error:
        return interpreter.failed(SyntaxError(str(error)), "eval()")
    if frame is None or node is None:
        return Unknown("eval()")
    place = frame.site
    try:
        return compile_expression(node, Block("class", "<eval>", None), _EvaluatedUnit(text, place))(frame)
    finally:
        frame.site = place


def executed(interpreter: Interpreter, text: str, names: Value = None, own_names: Value = None) -> None:
    """`exec(text, names, own_names)`."""
    from tfscope.resolver.python.statements import compile_block

    frame = _frame_for(interpreter, names, own_names)
    try:
        nodes = ast.parse(text).body if len(text) < _LONGEST else None
    except _BROKEN as error:
        interpreter.failed(SyntaxError(str(error)), "exec()")
        return
    if frame is None or nodes is None:
        interpreter.give_up("exec of a text that cannot be followed")
        return
    place = frame.site
    block = Block("module" if frame.vars is frame.module.attrs else "class", "<exec>", None)
    interpreter.journal.touch(frame.vars)
    try:
        compile_block(nodes, block, _EvaluatedUnit(text, place))(frame)
    finally:
        frame.site = place


def _frame_for(interpreter: Interpreter, names: Value, own_names: Value) -> Frame | None:
    """The frame that the text runs in: the caller's, or one over the dicts that are given; None for other mappings."""
    caller = interpreter.frames[-1]
    if names is None and own_names is None:
        return caller
    if not isinstance(names, dict) or not isinstance(own_names, (dict, type(None))):
        return None
    module = caller.module
    if names is not module.attrs:
        module = ModuleValue("<eval>", caller.module.path)
        module.attrs = names
    frame = Frame(interpreter, names if own_names is None else own_names, module, None, caller.code)
    frame.site = caller.site
    return frame

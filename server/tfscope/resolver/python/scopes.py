"""Which names are local to a block, found once before it is compiled (the rules of CPython's symtable)."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


@dataclass(slots=True)
class Block:
    """A module, class, function or comprehension while it is being compiled."""

    kind: Literal["module", "class", "function", "comprehension"]
    name: str
    parent: Block | None
    locals: set[str] = field(default_factory=set)
    globals: set[str] = field(default_factory=set)
    nonlocals: set[str] = field(default_factory=set)
    is_generator: bool = False

    def frames_up(self, name: str) -> int | None:
        """How many frames outwards the function stands that owns `name`; None when it is a global or built-in."""
        distance, block = 1, self.enclosing()
        while block is not None and block.kind != "module":
            if name in block.locals:
                return distance
            distance, block = distance + 1, block.enclosing()
        return None

    def mangled(self, name: str) -> str:
        """`name` as it is stored: inside a class, `__name` is private to it."""
        if not name.startswith("__") or name.endswith("__"):
            return name
        block: Block | None = self
        while block is not None and block.kind != "class":
            block = block.parent
        return f"_{block.name.lstrip('_')}{name}" if block is not None else name

    def qualified(self, name: str) -> str:
        """The `__qualname__` of a function or class called `name` that stands in this block."""
        if self.kind == "module" or name in self.globals:
            return name
        inner = f"{self.name}.<locals>" if self.kind in ("function", "comprehension") else self.name
        return self.parent.qualified(f"{inner}.{name}") if self.parent is not None else name

    def enclosing(self) -> Block | None:
        """The next block outwards whose names this one sees; classes are looked through."""
        block = self.parent
        while block is not None and block.kind == "class":
            block = block.parent
        return block


def function_block(node: ast.AST, name: str, parent: Block) -> Block:
    """The block of a function or lambda, its local names found."""
    block = Block("function", name, parent)
    arguments = node.args
    for argument in [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]:
        block.locals.add(argument.arg)
    for argument in (arguments.vararg, arguments.kwarg):
        if argument is not None:
            block.locals.add(argument.arg)
    body = node.body if isinstance(node.body, list) else [node.body]
    _collect(block, body)
    return block


def class_block(node: ast.ClassDef, parent: Block) -> Block:
    block = Block("class", node.name, parent)
    _collect(block, node.body)
    return block


def comprehension_block(generators: list[ast.comprehension], parent: Block) -> Block:
    block = Block("comprehension", "<comprehension>", parent)
    for generator in generators:
        _bind_target(block, generator.target)
    return block


def _collect(block: Block, nodes: list[ast.AST]) -> None:
    pending = list(nodes)
    while pending:
        node = pending.pop()
        visit = _VISITS.get(type(node))
        if visit is None:
            _add_children(node, pending)
        else:
            visit(block, node, pending)
    block.locals -= block.globals | block.nonlocals


def _add_children(node: ast.AST, pending: list[ast.AST]) -> None:
    for name in node._fields:
        value = getattr(node, name, None)
        if type(value) is list:
            pending.extend(item for item in value if isinstance(item, ast.AST))
        elif isinstance(value, ast.AST) and type(value) not in _LEAVES:
            pending.append(value)


# What a node binds goes into `block`, its children that belong to the same block into `pending`.
_Visit = Callable[[Block, Any, "list[ast.AST]"], None]


def _visit_name(block: Block, node: ast.Name, pending: list[ast.AST]) -> None:
    if not isinstance(node.ctx, ast.Load):
        block.locals.add(node.id)


def _visit_function(block: Block, node: ast.FunctionDef, pending: list[ast.AST]) -> None:
    block.locals.add(node.name)
    pending += node.decorator_list
    _visit_lambda(block, node, pending)


def _visit_class(block: Block, node: ast.ClassDef, pending: list[ast.AST]) -> None:
    block.locals.add(node.name)
    pending += [*node.decorator_list, *node.bases, *(keyword.value for keyword in node.keywords)]


def _visit_lambda(block: Block, node: ast.Lambda | ast.FunctionDef, pending: list[ast.AST]) -> None:
    pending += [*node.args.defaults, *(default for default in node.args.kw_defaults if default)]


def _visit_comprehension(block: Block, node: Any, pending: list[ast.AST]) -> None:
    pending += [node.generators[0].iter, *_walruses(node)]


def _visit_global(block: Block, node: ast.Global, pending: list[ast.AST]) -> None:
    block.globals.update(node.names)


def _visit_nonlocal(block: Block, node: ast.Nonlocal, pending: list[ast.AST]) -> None:
    block.nonlocals.update(node.names)


def _visit_yield(block: Block, node: ast.Yield | ast.YieldFrom, pending: list[ast.AST]) -> None:
    block.is_generator = True
    _add_children(node, pending)


def _visit_import(block: Block, node: ast.Import | ast.ImportFrom, pending: list[ast.AST]) -> None:
    block.locals.update((alias.asname or alias.name.split(".")[0]) for alias in node.names)


def _visit_named(block: Block, node: Any, pending: list[ast.AST]) -> None:
    if node.name:
        block.locals.add(node.name)
    _add_children(node, pending)


def _visit_mapping(block: Block, node: ast.MatchMapping, pending: list[ast.AST]) -> None:
    if node.rest:
        block.locals.add(node.rest)
    _add_children(node, pending)


def _visit_leaf(block: Block, node: ast.AST, pending: list[ast.AST]) -> None:
    pass


_LEAVES = frozenset({ast.Load, ast.Store, ast.Del, ast.Constant})
_VISITS: dict[type[ast.AST], _Visit] = {
    ast.Name: _visit_name,
    ast.FunctionDef: _visit_function,
    ast.AsyncFunctionDef: _visit_function,
    ast.ClassDef: _visit_class,
    ast.Lambda: _visit_lambda,
    **dict.fromkeys(_COMPREHENSIONS, _visit_comprehension),
    ast.Global: _visit_global,
    ast.Nonlocal: _visit_nonlocal,
    ast.Yield: _visit_yield,
    ast.YieldFrom: _visit_yield,
    ast.Import: _visit_import,
    ast.ImportFrom: _visit_import,
    ast.ExceptHandler: _visit_named,
    ast.MatchAs: _visit_named,
    ast.MatchStar: _visit_named,
    ast.MatchMapping: _visit_mapping,
    **dict.fromkeys(_LEAVES, _visit_leaf),
}


def _walruses(node: ast.AST) -> list[ast.AST]:
    """Targets of `:=` in a comprehension, which bind in the block around it."""
    return [child.target for child in ast.walk(node) if isinstance(child, ast.NamedExpr)]


def _bind_target(block: Block, target: ast.AST) -> None:
    for node in ast.walk(target):
        if isinstance(node, ast.Name):
            block.locals.add(node.id)

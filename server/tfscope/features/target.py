"""What stands under the cursor: the innermost call whose name, or whose string that names something, is there.

The tree is searched from its top downwards along the position only, so the cost is the depth, not the size.
"""

from __future__ import annotations

import ast
from bisect import bisect_right
from dataclasses import dataclass

from tfscope.syntax import Module, Site, Unit

Position = tuple[int, int]

SCOPES = frozenset({"variable_scope", "name_scope", "variable_op_scope"})
NAMING_KEYWORDS = frozenset({"name", "scope", "name_or_scope", "default_name", "name_", "unique_name_"})


@dataclass(frozen=True, slots=True)
class Target:
    """A node of the source and the part of it that the cursor is on, both as sites.

    callee: the last part of the called name, such as `get_variable`; "" for what is not a call.
    """

    site: Site
    part: Site
    callee: str = ""


def unit_at(module: Module, line: int) -> Unit | None:
    """The unit that a line of the file (from 1) belongs to: the last one that begins at or before it."""
    index = bisect_right(module.units, line, key=lambda unit: unit.first_line) - 1
    return module.units[index] if index >= 0 else None


def target_at(module: Module, line: int, column: int) -> Target | None:
    """What a question about a position of a file (line from 1, column in code points) is about."""
    unit = unit_at(module, line)
    if unit is None:
        return None
    relative_line = line - unit.first_line + 1
    position = (relative_line, _bytes(unit, relative_line, column))
    for node in reversed(_path_in(unit, position)):
        part = _part_at(node, position)
        if part is not None:
            return Target(unit.site(node), unit.site(part), callee_of(node))
        if isinstance(node, ast.Call):
            return None
    return None


def nodes_at(unit: Unit, relative_line: int, column: int) -> list[ast.AST]:
    """The nodes of a unit that cover a position (column in code points), outermost first."""
    return _path_in(unit, (relative_line, _bytes(unit, relative_line, column)))


def _path_in(unit: Unit, position: Position) -> list[ast.AST]:
    path: list[ast.AST] = []
    _descend(unit.tree, position, path)
    return path


def _part_at(node: ast.AST, position: Position) -> ast.AST | None:
    if isinstance(node, ast.Call):
        named = [one for one in node.args[:1] if _is_text(one) or _is_scope(node, one)]
        # `variable_scope(scope, "default")`
        named += [one for one in node.args[1:2] if callee_of(node) in SCOPES and _is_text(one)]
        named += [keyword.value for keyword in node.keywords if keyword.arg in NAMING_KEYWORDS]
        return next((part for part in (node.func, *named) if _covers(part, position)), None)
    return node if _on_operator(node, position) else None


def _on_operator(node: ast.AST, position: Position) -> bool:
    if isinstance(node, ast.BinOp):
        return _end(node.left) <= position <= _start(node.right)
    if isinstance(node, ast.Compare):
        return _end(node.left) <= position <= _start(node.comparators[0])
    return isinstance(node, ast.UnaryOp) and position <= _start(node.operand)


def _is_scope(call: ast.Call, argument: ast.AST) -> bool:
    """Whether an argument is a scope that was opened before and is entered again."""
    return callee_of(call) in SCOPES and isinstance(argument, (ast.Name, ast.Attribute))


def _is_text(node: ast.AST) -> bool:
    """Whether an argument is a string, or one that is being put together."""
    if isinstance(node, ast.BinOp):
        return _is_text(node.left) or _is_text(node.right)
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Attribute) and _is_text(node.func.value)
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


def _descend(value: object, position: Position, path: list[ast.AST]) -> None:
    """Adds the nodes of a tree that cover the position, outermost first, to `path`."""
    if isinstance(value, list):
        for item in value:
            _descend(item, position, path)
    elif isinstance(value, ast.AST):
        fields = value.__dict__
        if "lineno" in fields:
            if not _covers(value, position) and not _decorated_at(value, position):
                return
            path.append(value)
        for name in value._fields:
            field = fields.get(name)
            if isinstance(field, (list, ast.AST)):
                _descend(field, position, path)


def _decorated_at(node: ast.AST, position: Position) -> bool:
    decorators = getattr(node, "decorator_list", None)
    return bool(decorators) and any(_covers(decorator, position) for decorator in decorators)


def _covers(node: ast.AST, position: Position) -> bool:
    return _start(node) <= position <= _end(node)


def _start(node: ast.AST) -> Position:
    return node.lineno, node.col_offset


def _end(node: ast.AST) -> Position:
    return node.end_lineno or node.lineno, node.end_col_offset or node.col_offset


def callee_of(node: ast.AST) -> str:
    """The last part of the name that a call calls, "" for what is not a call or calls no name."""
    function = node.func if isinstance(node, ast.Call) else None
    return getattr(function, "attr", None) or getattr(function, "id", "")


def _bytes(unit: Unit, relative_line: int, column: int) -> int:
    if unit.text.isascii():
        return column
    lines = unit.text.split("\n", relative_line)
    line = lines[relative_line - 1] if relative_line <= len(lines) else ""
    return len(line[:column].encode("utf-8", "surrogatepass"))

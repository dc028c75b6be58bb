"""A resolver small enough to read at a glance, for tests of what stands on a resolver.

It runs straight-line code: functions of the file and of `from m import f`, `for x in range(n)`, string scopes with
`reuse=`, `get_variable` with literal names (or `"..." % x`), and the two errors about reuse. Everything else passes.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tfscope.resolver.records import Call, Diagnostic, Event, GaveUp, Related, Resolution, ScopeFacts
from tfscope.resolver.sources import Sources
from tfscope.syntax import Module, Site, Unit


@dataclass(frozen=True)
class Budget:
    """Nothing of it is looked at."""

    steps: int = 1000


Scope = tuple[str, Any, "Site | None"]


def resolve(
    entry_path: str,
    sources: Sources,
    budget: object = None,
    cancelled: Callable[[], bool] = lambda: False,
    standalone: bool = True,
) -> Resolution:
    """What happens to TensorFlow's names when the file `entry_path` runs."""
    run = _Run(Resolution(entry_path), sources, cancelled)
    if module := sources.entry(entry_path):
        run.module(module)
        for problem in module.problems:
            run.resolution.gave_up.append(GaveUp(problem.message, None))
    run.resolution.files = frozenset(run.files)
    return run.resolution


class _Run:
    def __init__(self, resolution: Resolution, sources: Sources, cancelled: Callable[[], bool]) -> None:
        self.resolution, self.sources, self.cancelled = resolution, sources, cancelled
        self.store: dict[str, Site] = {}
        self.files: set[str] = set()
        self.modules: dict[str, dict[str, Any]] = {}
        self.scopes: list[Scope] = [("", None, None)]
        self.stack: list[tuple[Unit, ast.AST, str]] = []

    def module(self, module: Module) -> dict[str, Any]:
        if module.path in self.modules:
            return self.modules[module.path]
        self.files.add(module.path)
        names: dict[str, Any] = {}
        self.modules[module.path] = names
        for unit in module.units:
            for statement in unit.tree:
                self.statement(unit, statement, names, "<module>")
        return names

    def statement(self, unit: Unit, node: ast.stmt, names: dict[str, Any], function: str) -> None:
        if self.cancelled():
            return
        if isinstance(node, ast.FunctionDef):
            names[node.name] = (unit, node, names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            if found := self.sources.find(node.module, unit.path):
                theirs = self.module(found[0])
                names.update({alias.name: theirs.get(alias.name) for alias in node.names})
        elif isinstance(node, ast.For) and isinstance(node.iter, ast.Call) and isinstance(node.target, ast.Name):
            for value in range(ast.literal_eval(node.iter.args[0])):
                names[node.target.id] = value
                self.body(unit, node.body, names, function)
        elif isinstance(node, ast.With):
            self.with_(unit, node, names, function)
        else:
            for child in ast.walk(node):
                if isinstance(child, ast.Call):
                    self.call(unit, child, names, function)

    def body(self, unit: Unit, nodes: list[ast.stmt], names: dict[str, Any], function: str) -> None:
        for node in nodes:
            self.statement(unit, node, names, function)

    def with_(self, unit: Unit, node: ast.With, names: dict[str, Any], function: str) -> None:
        call = node.items[0].context_expr
        outer, outer_reuse, reuse_from = self.scopes[-1]
        name = "/".join(filter(None, (outer, self.value(call.args[0], names))))
        keywords = [k for k in call.keywords if k.arg == "reuse"]
        reuse = self.value(keywords[0].value, names) if keywords else None
        site = unit.site(call)
        self.scopes.append((name, reuse or outer_reuse, site if reuse else reuse_from))
        self.event(unit, call, function, kind="scope", action="enter", name=name, key=None)
        self.body(unit, node.body, names, function)
        self.scopes.pop()

    def call(self, unit: Unit, node: ast.Call, names: dict[str, Any], function: str) -> None:
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if called == "get_variable" and node.args:
            self.get_variable(unit, node, names, function)
        elif isinstance(names.get(called), tuple):
            self.function(unit, node, names, function, *names[called])

    def function(
        self,
        unit: Unit,
        node: ast.Call,
        names: dict,
        function: str,
        its: Unit,
        definition: ast.FunctionDef,
        outer: dict,
    ) -> None:
        inner = dict(outer)
        inner.update(
            zip((a.arg for a in definition.args.args), (self.value(a, names) for a in node.args), strict=False)
        )
        inner.update({k.arg: self.value(k.value, names) for k in node.keywords})
        self.stack.append((unit, node, function))
        self.body(its, definition.body, inner, definition.name)
        self.stack.pop()

    def get_variable(self, unit: Unit, node: ast.Call, names: dict[str, Any], function: str) -> None:
        scope, reuse, _ = self.scopes[-1]
        key = "/".join(filter(None, (scope, self.value(node.args[0], names))))
        shape = tuple(self.value(node.args[1], names)) if len(node.args) > 1 else None
        first = self.store.get(key)
        if first and not reuse:
            self.error(
                unit,
                node,
                function,
                "variable-already-exists",
                f"Variable {key} already exists, disallowed. "
                "Did you mean to set reuse=True or reuse=tf.AUTO_REUSE in VarScope?",
                first,
            )
        elif not first and reuse is True:
            self.error(
                unit,
                node,
                function,
                "variable-does-not-exist",
                f"Variable {key} does not exist, or was not "
                "created with tf.get_variable(). Did you mean to set reuse=tf.AUTO_REUSE in VarScope?",
                None,
            )
        facts = dict(shape=shape, dtype="float32", trainable=True, via="tf.get_variable", origin=first)
        action = "reuse" if first else "create"
        self.store.setdefault(key, unit.site(node))
        self.event(unit, node, function, kind="get_variable", action=action, name=key, key=key, **facts)

    def event(self, unit: Unit, node: ast.AST, function: str, **facts: Any) -> None:
        scope, reuse, reuse_from = self.scopes[-1]
        facts = {"shape": None, "dtype": None, "trainable": None, **facts}
        self.resolution.events.append(
            Event(
                certain=True,
                site=unit.site(node),
                stack=self.calls(unit, node, function),
                scope=ScopeFacts(scope, reuse, reuse_from, scope and scope + "/"),
                sequence=len(self.resolution.events),
                **facts,
            )
        )

    def error(self, unit: Unit, node: ast.AST, function: str, code: str, message: str, first: Site | None) -> None:
        related = (Related("created here", first),) if first else ()
        self.resolution.diagnostics.append(
            Diagnostic(code, "error", message, unit.site(node), self.calls(unit, node, function), related)
        )

    def calls(self, unit: Unit, node: ast.AST, function: str) -> tuple[Call, ...]:
        frames = [*self.stack, (unit, node, function)]
        return tuple(Call(u.site(n), f) for u, n, f in reversed(frames))

    def value(self, node: ast.expr, names: dict[str, Any]) -> Any:
        if isinstance(node, ast.Constant):
            return node.value
        if isinstance(node, ast.Name):
            return names.get(node.id)
        if isinstance(node, ast.Attribute):
            return node.attr
        if isinstance(node, (ast.List, ast.Tuple)):
            return [self.value(element, names) for element in node.elts]
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod):
            return self.value(node.left, names) % self.value(node.right, names)
        return None

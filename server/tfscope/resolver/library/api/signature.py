"""Signatures of TensorFlow's API: parameter lists as the data has them, Python text, made into records."""

from __future__ import annotations

import ast
import functools
from dataclasses import dataclass
from typing import Literal

ParameterKind = Literal["positional", "keyword_only", "var_positional", "var_keyword"]


@dataclass(frozen=True, slots=True)
class Plain:
    """A default that is a plain Python value: None, a number, a text, or a list, tuple or dict of such."""

    value: object


@dataclass(frozen=True, slots=True)
class Named:
    """A default that has a name: a function, class or enum member, or a dtype as `tensorflow.float32`."""

    dotted: str


@dataclass(frozen=True, slots=True)
class Made:
    """A default made by calling `dotted`; `plain` when it was called without arguments."""

    dotted: str
    plain: bool = True


@dataclass(frozen=True, slots=True)
class Opaque:
    """A default of which nothing is known."""


Default = Plain | Named | Made | Opaque


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter; `default` is None where there is none."""

    name: str
    kind: ParameterKind
    default: Default | None = None


@dataclass(frozen=True, slots=True)
class Signature:
    """A callable's parameters in order; methods and constructors are without `self` or `cls`."""

    parameters: tuple[Parameter, ...]

    @property
    def positional(self) -> tuple[str, ...]:
        """The names that positional arguments fill, in order."""
        return tuple(p.name for p in self.parameters if p.kind == "positional")

    def parameter(self, name: str) -> Parameter | None:
        """The parameter that a keyword argument `name` fills by name; None when there is none such."""
        named = (p for p in self.parameters if p.kind in ("positional", "keyword_only"))
        return next((p for p in named if p.name == name), None)


@functools.lru_cache(maxsize=2048)
def parse_signature(text: str) -> Signature:
    """The signature that a parameter list such as "x, axis=None, *, name='a'" spells."""
    function = ast.parse(f"def f({text}): 0").body[0]
    assert isinstance(function, ast.FunctionDef)
    args = function.args
    plain = [*args.posonlyargs, *args.args]
    absent: list[ast.expr | None] = [None] * (len(plain) - len(args.defaults))
    found = [_parameter(a, "positional", d) for a, d in zip(plain, [*absent, *args.defaults], strict=True)]
    if args.vararg:
        found.append(_parameter(args.vararg, "var_positional", None))
    found += [
        _parameter(a, "keyword_only", d) for a, d in zip(args.kwonlyargs, args.kw_defaults, strict=True)
    ]
    if args.kwarg:
        found.append(_parameter(args.kwarg, "var_keyword", None))
    return Signature(tuple(found))


def _parameter(arg: ast.arg, kind: ParameterKind, default: ast.expr | None) -> Parameter:
    return Parameter(arg.arg, kind, None if default is None else _default(default))


def _default(node: ast.expr) -> Default:
    """What the text of a default stands for."""
    if isinstance(node, ast.Constant) and node.value is Ellipsis:
        return Opaque()
    if isinstance(node, (ast.Attribute, ast.Name)):
        return Named(ast.unparse(node))
    if isinstance(node, ast.Call):
        return _called(node)
    try:
        return Plain(ast.literal_eval(node))
    except ValueError:  # a container with something that is no plain value
        return Opaque()


def _called(node: ast.Call) -> Default:
    """`float('inf')` as its value, any other call as what it makes."""
    callee = ast.unparse(node.func)
    if callee == "float" and isinstance(node.args[0], ast.Constant):
        return Plain(float(str(node.args[0].value)))
    return Made(callee, plain=not node.args)

"""Binding the arguments of a call to a function's parameters, as CPython does."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING

from tfscope.resolver.python.values import Function, Unknown, Value

if TYPE_CHECKING:
    from tfscope.resolver.python.interpreter import Interpreter


def bound_arguments(interpreter: Interpreter, function: Function, args: list[Value],
                    kwargs: dict[str, Value]) -> dict[str, Value]:  # fmt: skip
    """The frame variables for a call. What the call does not give and has no default is unknown, and what an unknown
    `**mapping` may have given."""
    code = function.code
    parameters = code.parameters
    if code.simple and not kwargs and len(args) == len(parameters) and not spreads(args):
        return dict(zip(parameters, args, strict=True))
    variables: dict[str, Value] = {}
    rest = dict(kwargs)
    vague = interpreter.journal.is_vague(kwargs)
    spread = _bind_positional(interpreter, function, args, variables)
    for index, name in enumerate(parameters):
        by_name = name in rest and index >= code.positional_only
        if name in variables:
            if by_name:
                _misfit(interpreter, function, f"got multiple values for argument '{name}'")
        elif by_name:
            variables[name] = rest.pop(name)
        elif spread or vague:
            variables[name] = Unknown(name)
        else:
            _bind_default(interpreter, function, index, name, variables)
    _bind_keyword_only(interpreter, function, rest, variables, vague)
    if code.kwarg is not None:
        variables[code.kwarg] = rest
        if vague:
            interpreter.journal.mark_vague(rest)
    elif rest:
        _misfit(interpreter, function, f"got an unexpected keyword argument '{next(iter(rest))}'")
    return variables


def _misfit(interpreter: Interpreter, function: Function, message: str) -> Value:
    """A call that does not fit: a TypeError where the program handles one."""
    return interpreter.failed(TypeError(f"{function.code.name}() {message}"), function.code.name)


def spreads(args: list[Value]) -> bool:
    """Whether an unknown number of arguments is spread into the call."""
    return any(type(arg).__name__ == "SpreadUnknown" for arg in args)


def _bind_positional(interpreter: Interpreter, function: Function, args: list[Value],
                     variables: dict[str, Value]) -> bool:  # fmt: skip
    """Binds positional arguments; gives whether an unknown number of them was spread into the call."""
    code, plain = function.code, args
    count, spread = len(code.parameters), spreads(args)
    if spread:
        first = next(i for i, arg in enumerate(args) if type(arg).__name__ == "SpreadUnknown")
        plain = args[:first]
    variables.update(zip(code.parameters, plain, strict=False))
    if code.vararg is not None:
        variables[code.vararg] = Unknown(code.vararg) if spread else tuple(plain[count:])
    elif len(plain) > count:
        _misfit(interpreter, function, f"takes {count} positional arguments but {len(plain)} were given")
    return spread


def _bind_default(interpreter: Interpreter, function: Function, index: int, name: str,
                  variables: dict[str, Value]) -> None:  # fmt: skip
    offset = index - (len(function.code.parameters) - len(function.defaults))
    if offset >= 0:
        variables[name] = function.defaults[offset]
        return
    _misfit(interpreter, function, f"missing 1 required positional argument: '{name}'")
    variables[name] = Unknown(name)


def _bind_keyword_only(interpreter: Interpreter, function: Function, rest: dict[str, Value],
                       variables: dict[str, Value], vague: bool) -> None:  # fmt: skip
    for name in function.code.kwonly:
        if name in rest:
            variables[name] = rest.pop(name)
        elif vague:
            variables[name] = Unknown(name)
        elif name in function.kwdefaults:
            variables[name] = function.kwdefaults[name]
        else:
            _misfit(interpreter, function, f"missing 1 required keyword-only argument: '{name}'")
            variables[name] = Unknown(name)


def with_unknown_keywords(host: Callable, given: int, kwargs: dict[str, Value]) -> dict[str, Value]:
    """The keywords of a call of `host`, a function of a model, into which an unknown `**mapping` is spread: what the
    call does not give is unknown. given: how many arguments it takes by position."""
    positional, by_keyword = _parameters_of(host)
    return {**{name: Unknown(name) for name in (*positional[given:], *by_keyword)}, **kwargs}


def arguments_by_name(interpreter: Interpreter, parameters: Sequence[str], args: list[Value],
                      kwargs: dict[str, Value]) -> dict[str, Value]:  # fmt: skip
    """The arguments of a call of a function of a model that has these parameters. What the call does not give is left
    out, except where an unknown `**mapping` may have given it: there it is unknown."""
    given = dict(zip(parameters, args, strict=False))
    given.update(kwargs)
    if interpreter.journal.is_vague(kwargs):
        return {**{name: Unknown(name) for name in parameters}, **given}
    return given


@cache
def _parameters_of(host: Callable) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names of the parameters that may be given by position, and of those that only a keyword can give."""
    parameters = inspect.signature(host).parameters.values()
    return (
        tuple(parameter.name for parameter in parameters if parameter.kind is parameter.POSITIONAL_OR_KEYWORD),
        tuple(parameter.name for parameter in parameters if parameter.kind is parameter.KEYWORD_ONLY),
    )


def unknown_arguments(function: Function, receiver: Value = None) -> tuple[list[Value], dict[str, Value]]:
    """Arguments for analysing `function` without a caller: its defaults, and unknowns labelled by parameter."""
    code = function.code
    required = len(code.parameters) - len(function.defaults)
    args: list[Value] = [Unknown(name) for name in code.parameters[:required]]
    if receiver is not None and args:
        args[0] = receiver
    kwargs = {name: Unknown(name) for name in code.kwonly if name not in function.kwdefaults}
    return args, kwargs


def all_unknown_arguments(function: Function, receiver: Value = None) -> tuple[list[Value], dict[str, Value]]:
    """Arguments for analysing `function` whatever its caller gives: unknowns for parameters with defaults too."""
    args: list[Value] = [Unknown(name) for name in function.code.parameters]
    if receiver is not None and args:
        args[0] = receiver
    return args, {name: Unknown(name) for name in function.code.kwonly}

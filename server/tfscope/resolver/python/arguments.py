"""Binding the arguments of a call to a function's parameters, as CPython does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tfscope.resolver.python.values import Function, Unknown, Value

if TYPE_CHECKING:
    from tfscope.resolver.python.interpreter import Interpreter


def bound_arguments(interpreter: Interpreter, function: Function, args: list[Value],
                    kwargs: dict[str, Value]) -> dict[str, Value]:  # fmt: skip
    """The frame variables for a call. What the call does not give and has no default is unknown."""
    code = function.code
    parameters = code.parameters
    if code.simple and not kwargs and len(args) == len(parameters) and not _spreads(args):
        return dict(zip(parameters, args, strict=True))
    variables: dict[str, Value] = {}
    rest = dict(kwargs)
    spread = _bind_positional(function, args, variables)
    for index, name in enumerate(parameters):
        if name in variables:
            continue
        if name in rest and index >= code.positional_only:
            variables[name] = rest.pop(name)
        elif spread:
            variables[name] = Unknown(name)
        else:
            _bind_default(interpreter, function, index, name, variables)
    _bind_keyword_only(interpreter, function, rest, variables)
    if code.kwarg is not None:
        variables[code.kwarg] = rest
    elif rest:
        unexpected = next(iter(rest))
        message = f"{code.name}() got an unexpected keyword argument '{unexpected}'"
        interpreter.failed(TypeError(message), code.name)
    return variables


def _spreads(args: list[Value]) -> bool:
    return any(type(arg).__name__ == "SpreadUnknown" for arg in args)


def _bind_positional(function: Function, args: list[Value], variables: dict[str, Value]) -> bool:
    """Binds positional arguments; gives whether an unknown number of them was spread into the call."""
    code = function.code
    plain = args
    spread = _spreads(args)
    if spread:
        first = next(i for i, arg in enumerate(args) if type(arg).__name__ == "SpreadUnknown")
        plain = args[:first]
    variables.update(zip(code.parameters, plain, strict=False))
    if code.vararg is not None:
        variables[code.vararg] = Unknown(code.vararg) if spread else tuple(plain[len(code.parameters) :])
    return spread


def _bind_default(interpreter: Interpreter, function: Function, index: int, name: str,
                  variables: dict[str, Value]) -> None:  # fmt: skip
    offset = index - (len(function.code.parameters) - len(function.defaults))
    if offset >= 0:
        variables[name] = function.defaults[offset]
        return
    message = f"{function.code.name}() missing 1 required positional argument: '{name}'"
    variables[name] = interpreter.failed(TypeError(message), name)


def _bind_keyword_only(interpreter: Interpreter, function: Function, rest: dict[str, Value],
                       variables: dict[str, Value]) -> None:  # fmt: skip
    for name in function.code.kwonly:
        if name in rest:
            variables[name] = rest.pop(name)
        elif name in function.kwdefaults:
            variables[name] = function.kwdefaults[name]
        else:
            variables[name] = Unknown(name)


def unknown_arguments(function: Function, receiver: Value = None) -> tuple[list[Value], dict[str, Value]]:
    """Arguments for analysing `function` without a caller: its defaults, and unknowns labelled by parameter."""
    code = function.code
    required = len(code.parameters) - len(function.defaults)
    args: list[Value] = [Unknown(name) for name in code.parameters[:required]]
    if receiver is not None and args:
        args[0] = receiver
    kwargs = {name: Unknown(name) for name in code.kwonly if name not in function.kwdefaults}
    return args, kwargs

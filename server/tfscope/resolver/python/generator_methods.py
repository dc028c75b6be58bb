"""The methods of generators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tfscope.resolver.python.control import RaisedError
from tfscope.resolver.python.exceptions import is_exception, made_exception
from tfscope.resolver.python.values import GeneratorValue, Value

if TYPE_CHECKING:
    from tfscope.resolver.python.interpreter import Interpreter


def next_item(interpreter: Interpreter, generator: GeneratorValue, sent: Value = None) -> Value:
    """The generator's next value; StopIteration at its end."""
    return _stepped(interpreter, *interpreter.resume(generator, sent))


def _stepped(interpreter: Interpreter, ended: bool, value: Value) -> Value:
    if not ended:
        return value
    end = StopIteration(value) if value is not None else StopIteration()
    return interpreter.failed(end, "next()")


def _throw(interpreter: Interpreter, generator: GeneratorValue, error: Value, *rest: Value) -> Value:
    made = made_exception(interpreter, rest[0] if rest and rest[0] is not None else error)
    return _stepped(interpreter, *interpreter.resume(generator, None, RaisedError(made)))


def _close(interpreter: Interpreter, generator: GeneratorValue) -> Value:
    ending = RaisedError(GeneratorExit())
    try:
        interpreter.resume(generator, None, ending)
    except RaisedError as error:
        if error is not ending and not is_exception(error.value, StopIteration):
            raise


METHODS = {
    "__next__": next_item,
    "next": next_item,
    "send": next_item,
    "throw": _throw,
    "close": _close,
    "__iter__": lambda interpreter, generator: generator,
}

"""`resolve`: one entry point of a program, from its text to its records."""

from __future__ import annotations

from collections.abc import Callable

from tfscope.resolver.python.arguments import unknown_arguments
from tfscope.resolver.python.builtins import BUILTINS
from tfscope.resolver.python.control import CancelledError, OutOfBudgetError, RaisedError
from tfscope.resolver.python.imports import Imports
from tfscope.resolver.python.interpreter import Budget, Frame, Interpreter
from tfscope.resolver.python.joins import join
from tfscope.resolver.python.symbolic import placeholder
from tfscope.resolver.python.values import ClassValue, Function, Instance, ModuleValue, Value
from tfscope.resolver.records import GaveUp, Resolution
from tfscope.resolver.sources import Sources
from tfscope.resolver.tensorflow.graph import Graphs
from tfscope.resolver.tensorflow.variable_scope import VariableScope

_CALLER = "caller"


def never() -> bool:
    return False


def resolve(entry: str, sources: Sources, budget: Budget | None = None, cancelled: Callable[[], bool] = never,
            standalone: bool = True, record_ops: bool = False) -> Resolution:  # fmt: skip
    """Runs the file `entry` as `__main__` over abstract values and records what it does to TensorFlow's names.

    Functions of the entry file that nothing reached are analysed on their own afterwards, in the scope `{caller}`,
    when `standalone`. Never raises; what ended early is in `gave_up`. When `cancelled` starts to return True the
    records made so far are given.
    """
    from tfscope.resolver.library.load import find_model

    result = Resolution(entry)
    interpreter = Interpreter(budget or Budget(), cancelled, join)
    interpreter.builtins = BUILTINS
    interpreter.imports = Imports(interpreter, sources, find_model, entry)
    interpreter.graphs = Graphs(interpreter, record_ops)
    source = sources.entry(entry)
    if source is None:
        result.gave_up.append(GaveUp(f"{entry} could not be read; check that the file exists.", None))
        return result
    try:
        module = interpreter.imports.run_module("__main__", source, False)
        if standalone:
            _run_unreached(interpreter, module)
    except OutOfBudgetError as error:
        interpreter.given_up[(error.reason, error.site)] = None
    except (CancelledError, RaisedError):
        pass
    except RecursionError:
        interpreter.given_up[("the program nests deeper than can be followed", None)] = None
    return _finished(result, interpreter)


def _finished(result: Resolution, interpreter: Interpreter) -> Resolution:
    recorder = interpreter.graphs.recorder
    result.events = recorder.events
    result.diagnostics = recorder.diagnostics
    result.gave_up = [GaveUp(reason, site) for reason, site in interpreter.given_up]
    result.unmodelled = dict(interpreter.unmodelled)
    result.files = frozenset(interpreter.imports.files)
    return result


def _run_unreached(interpreter: Interpreter, module: ModuleValue) -> None:
    """Analyses the entry file's functions that nothing has called, each in a graph and caller's scope of its own."""
    interpreter.graphs.recorder.standalone = True
    for value in list(module.attrs.values()):
        if isinstance(value, Function) and value.code.unit.path == module.path:
            _run_alone(interpreter, module, value, None)
        elif isinstance(value, ClassValue) and value.module is module:
            _run_methods(interpreter, module, value)


def _run_methods(interpreter: Interpreter, module: ModuleValue, cls: ClassValue) -> None:
    instance = Instance(cls)
    methods = [value for value in cls.attrs.values() if isinstance(value, Function)]
    methods.sort(key=lambda function: function.code.name != "__init__")
    for method in methods:
        _run_alone(interpreter, module, method, instance)


def _run_alone(interpreter: Interpreter, module: ModuleValue, function: Function, receiver: Value) -> None:
    if id(function.code) in interpreter.reached:
        return
    graphs = interpreter.graphs
    graphs.stack[:] = [graphs.new_graph()]
    graph = graphs.current
    scope = VariableScope.root()
    scope.name = placeholder(_CALLER, 0)
    graph.scope, graph.name_stack = scope, placeholder(_CALLER, 0)
    interpreter.catchers.clear()
    interpreter.journal.levels.clear()
    frame = Frame(interpreter, module.attrs, module, None, "<module>")
    interpreter.frames[:] = [frame]
    args, kwargs = unknown_arguments(function, receiver)
    interpreter.step_limit = interpreter.steps + interpreter.budget.standalone_steps
    try:
        interpreter.call_function(function, args, kwargs, receiver)
    except RaisedError:
        pass
    except OutOfBudgetError as error:
        interpreter.given_up[(error.reason, error.site)] = None
    finally:
        interpreter.frames.clear()

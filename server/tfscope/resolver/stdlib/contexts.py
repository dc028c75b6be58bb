"""`contextlib`."""

from tfscope.resolver.library.registry import function, value
from tfscope.resolver.python.contexts import CatchingContext, ExitStackValue, GeneratorContext, run_inside
from tfscope.resolver.python.types import NativeType
from tfscope.resolver.python.values import ClassValue, ModuleValue, NativeFunction, NativeObject
from tfscope.resolver.tensorflow.graph import PassThroughContext


@function("contextlib.contextmanager", "contextlib.asynccontextmanager",
          "tf.contrib.framework.tf_contextlib.contextmanager",
          "tf.python.util.tf_contextlib.contextmanager", "contextlib2.contextmanager")  # fmt: skip
def _contextmanager(interpreter, wrapped):
    def run(inner, args, kwargs):
        return GeneratorContext(inner, lambda again: again.call(wrapped, args, kwargs))

    made = NativeFunction(getattr(wrapped, "name", "contextmanager"), run)
    made.attrs["__wrapped__"] = wrapped
    return made


@function("contextlib.suppress")
def _suppress(interpreter, *classes):
    return CatchingContext(classes)


@function("pytest.raises", "unittest.TestCase.assertRaises")
def _raises(interpreter, *classes, **kwargs):
    return CatchingContext(classes[0] if classes and isinstance(classes[0], tuple) else classes[:1])


value("contextlib.ExitStack", "contextlib2.ExitStack", "contextlib.AsyncExitStack")(
    NativeType("contextlib.ExitStack", (ExitStackValue,), lambda interpreter: ExitStackValue())
)


@function("contextlib.nullcontext")
def _nullcontext(interpreter, item=None):
    return PassThroughContext(item)


@function("contextlib.redirect_stdout", "contextlib.redirect_stderr")
def _redirect(interpreter, item):
    return PassThroughContext(item)


class ClosingContext(NativeObject):
    """`contextlib.closing`."""

    type_name = "closing"

    def __init__(self, item):
        self.item = item

    def enter(self, interpreter):
        return self.item

    def exit(self, interpreter, raised):
        interpreter.call_method(self.item, "close", [])
        return False


@function("contextlib.closing")
def _closing(interpreter, item):
    return ClosingContext(item)


def _decorate(interpreter, args, kwargs):
    manager, function = args
    return run_inside(function, lambda inner: manager)


value("contextlib.ContextDecorator")(ClassValue(
    "ContextDecorator", [], {"__call__": NativeFunction("contextlib.ContextDecorator.__call__", _decorate)},
    ModuleValue("contextlib"),
))  # fmt: skip
value("contextlib.AbstractContextManager")(object)


class NestedContext(ExitStackValue):
    """`contextlib.nested(a, b, ...)` of Python 2."""

    def __init__(self, managers):
        super().__init__()
        self.managers = managers

    def enter(self, interpreter):
        return tuple(self.py_enter_context(interpreter, manager) for manager in self.managers)


@function("contextlib.nested")
def _nested(interpreter, *managers):
    return NestedContext(managers)

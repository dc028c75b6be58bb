"""`contextlib`."""

from tfscope.resolver.library.registry import function, value
from tfscope.resolver.python.contexts import CatchingContext, ExitStackValue, GeneratorContext
from tfscope.resolver.python.types import NativeType
from tfscope.resolver.python.values import NativeFunction
from tfscope.resolver.tensorflow.graph import PassThroughContext


@function("contextlib.contextmanager", "contextlib.asynccontextmanager", "tf.contrib.framework.tf_contextlib.contextmanager",
          "tf.python.util.tf_contextlib.contextmanager", "contextlib2.contextmanager")  # fmt: skip
def _contextmanager(interpreter, wrapped):
    def run(inner, args, kwargs):
        return GeneratorContext(inner.call(wrapped, args, kwargs))

    made = NativeFunction(getattr(wrapped, "name", "contextmanager"), run)
    made.attrs["__wrapped__"] = wrapped
    return made


@function("contextlib.suppress")
def _suppress(interpreter, *classes):
    return CatchingContext(classes)


@function("pytest.raises", "unittest.TestCase.assertRaises")
def _raises(interpreter, *classes, **kwargs):
    return CatchingContext(classes[:1] if not isinstance(classes[0], tuple) else classes[0])


value("contextlib.ExitStack", "contextlib2.ExitStack", "contextlib.AsyncExitStack")(
    NativeType("contextlib.ExitStack", (ExitStackValue,), lambda interpreter: ExitStackValue())
)


@function("contextlib.nullcontext")
def _nullcontext(interpreter, item=None):
    return PassThroughContext(item)


@function("contextlib.closing", "contextlib.redirect_stdout", "contextlib.redirect_stderr")
def _closing(interpreter, item):
    return PassThroughContext(item)


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


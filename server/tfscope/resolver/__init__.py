"""The symbolic scope resolver: an abstract interpreter of Python that knows TensorFlow's naming rules.

`resolve` is its face; everything it says is in `records`.
"""

from typing import TYPE_CHECKING, Any

from tfscope.resolver.records import Call, Diagnostic, Event, GaveUp, Related, Resolution, ScopeFacts
from tfscope.resolver.sources import Sources

__all__ = ["Analysis", "Budget", "Call", "Diagnostic", "Event", "GaveUp", "Related", "Resolution", "ScopeFacts",
           "Sources", "forget_shared", "never", "resolve"]  # fmt: skip

if TYPE_CHECKING:
    from tfscope.resolver.analysis import Analysis, forget_shared, never, resolve
    from tfscope.resolver.python.interpreter import Budget


def __getattr__(name: str) -> Any:
    # The records are wanted everywhere, the interpreter only where something is analysed: a server's first answer
    # must not wait until it is loaded.
    if name in ("Analysis", "forget_shared", "never", "resolve"):
        from tfscope.resolver import analysis

        return getattr(analysis, name)
    if name == "Budget":
        from tfscope.resolver.python.interpreter import Budget

        return Budget
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

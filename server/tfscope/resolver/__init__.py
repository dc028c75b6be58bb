"""The symbolic scope resolver: an abstract interpreter of Python that knows TensorFlow's naming rules.

`resolve` is its face; everything it says is in `records`.
"""

from tfscope.resolver.analysis import never, resolve
from tfscope.resolver.python.interpreter import Budget
from tfscope.resolver.records import Call, Diagnostic, Event, GaveUp, Related, Resolution, ScopeFacts
from tfscope.resolver.sources import Sources

__all__ = ["Budget", "Call", "Diagnostic", "Event", "GaveUp", "Related", "Resolution", "ScopeFacts", "Sources",
           "never", "resolve"]  # fmt: skip

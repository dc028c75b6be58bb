"""The index over what the resolver said: every feature asks here, none walks the events itself."""

from tfscope.events.index import Index
from tfscope.events.types import VARIABLE_KINDS, Finding, Place, Run, Seen, Variable
from tfscope.events.view import View

__all__ = ["VARIABLE_KINDS", "Finding", "Index", "Place", "Run", "Seen", "Variable", "View"]

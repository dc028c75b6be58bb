"""Source text to a tree with exact spans. Never fails: broken code loses only the statement it stands in.

The public face of the layer; the rooms behind it are private to it.
"""

from tfscope.syntax.parse import decode, parse_module
from tfscope.syntax.source import Module, Site, SyntaxProblem, Unit

__all__ = ["Module", "Site", "SyntaxProblem", "Unit", "decode", "parse_module"]

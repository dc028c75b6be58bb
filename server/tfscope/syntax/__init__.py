"""Source text to a tree with exact spans. Never fails: broken code loses only the statement it stands in.

The public face of the layer; the rooms behind it are private to it.
"""

from tfscope.syntax.comments import Comment, comments
from tfscope.syntax.decoding import decode
from tfscope.syntax.parse import parse_module
from tfscope.syntax.positions import LineIndex
from tfscope.syntax.source import Module, Site, SyntaxProblem, Unit

__all__ = [
    "Comment",
    "LineIndex",
    "Module",
    "Site",
    "SyntaxProblem",
    "Unit",
    "comments",
    "decode",
    "parse_module",
]

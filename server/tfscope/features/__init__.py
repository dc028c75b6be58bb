"""Features: each file answers one question of an editor from the index, without knowing any protocol."""

from tfscope.features.answers import Hover, Link, Note, Problem, Span, span_of
from tfscope.features.definition import definition
from tfscope.features.diagnostics import by_place, problems
from tfscope.features.hover import hover
from tfscope.features.variables import Scope, Use, Variable, runs_of, variables

__all__ = [
    "Hover",
    "Link",
    "Note",
    "Problem",
    "Scope",
    "Span",
    "Use",
    "Variable",
    "by_place",
    "definition",
    "hover",
    "problems",
    "runs_of",
    "span_of",
    "variables",
]

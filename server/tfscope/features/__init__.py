"""Features: each file answers one question of an editor from the index, without knowing any protocol."""

from tfscope.features.answers import Edit, Fix, Hover, Link, Note, Problem, Span, span_of
from tfscope.features.definition import definition
from tfscope.features.diagnostics import by_place, problems
from tfscope.features.hover import hover
from tfscope.features.rules import Rule, rule
from tfscope.features.variables import Scope, Use, Variable, runs_of, variables

__all__ = [
    "Edit",
    "Fix",
    "Hover",
    "Link",
    "Note",
    "Problem",
    "Rule",
    "Scope",
    "Span",
    "Use",
    "Variable",
    "by_place",
    "definition",
    "hover",
    "problems",
    "rule",
    "runs_of",
    "span_of",
    "variables",
]

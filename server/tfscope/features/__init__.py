"""Features: each file answers one question of an editor from the index, without knowing any protocol."""

from tfscope.features.answers import Hover, Link, Mark, Note, Problem, Span, span_of
from tfscope.features.definition import definition
from tfscope.features.diagnostics import by_place, problems
from tfscope.features.hover import hover
from tfscope.features.references import highlights, references
from tfscope.features.symbols import Found, Symbol, document_symbols, workspace_symbols
from tfscope.features.rules import Rule, rule
from tfscope.features.variables import Scope, Use, Variable, runs_of, variables

__all__ = [
    "Found",
    "Hover",
    "Link",
    "Mark",
    "Note",
    "Problem",
    "Rule",
    "Scope",
    "Span",
    "Symbol",
    "Use",
    "Variable",
    "by_place",
    "definition",
    "document_symbols",
    "highlights",
    "hover",
    "problems",
    "references",
    "rule",
    "runs_of",
    "span_of",
    "variables",
    "workspace_symbols",
]

"""Features: each file answers one question of an editor from the index, without knowing any protocol."""

from tfscope.features.answers import Edit, Fix, Hover, Link, Mark, Note, Problem, Severity, Span, span_of
from tfscope.features.code_lenses import CodeLens, code_lenses
from tfscope.features.completion import Completion, completions
from tfscope.features.definition import definition
from tfscope.features.diagnostics import all_findings, by_place, problems, standing
from tfscope.features.hover import hover
from tfscope.features.inlay_hints import InlayHint, inlay_hints
from tfscope.features.references import highlights, references
from tfscope.features.rename import Refused, Renaming, prepare_rename, rename
from tfscope.features.rules import Rule, rule
from tfscope.features.symbols import Found, Symbol, document_symbols, workspace_symbols
from tfscope.features.variables import Scope, Use, Variable, runs_of, variables

__all__ = [
    "CodeLens",
    "Completion",
    "Edit",
    "Fix",
    "Found",
    "Hover",
    "InlayHint",
    "Link",
    "Mark",
    "Note",
    "Problem",
    "Refused",
    "Renaming",
    "Rule",
    "Scope",
    "Severity",
    "Span",
    "Symbol",
    "Use",
    "Variable",
    "all_findings",
    "by_place",
    "code_lenses",
    "completions",
    "definition",
    "document_symbols",
    "highlights",
    "hover",
    "inlay_hints",
    "prepare_rename",
    "problems",
    "references",
    "rename",
    "rule",
    "runs_of",
    "span_of",
    "standing",
    "variables",
    "workspace_symbols",
]

"""textDocument/codeAction: the quick fixes of the problems on the lines that are asked about."""

from __future__ import annotations

from collections.abc import Iterable

from lsprotocol import types

from tfscope.features.answers import Fix, Problem
from tfscope.lsp.documents import Document
from tfscope.lsp.protocol import isolated
from tfscope.lsp.server import Server


def register(server: Server) -> None:
    options = types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix])
    server.feature(types.TEXT_DOCUMENT_CODE_ACTION, options)(on_code_action)


@isolated(empty=[])
def on_code_action(ls: Server, params: types.CodeActionParams) -> list[types.CodeAction]:
    document = ls.documents.get(params.text_document.uri)
    if document is None or not _wants_fixes(params.context.only):
        return []
    asked = params.range.start.line + 1, params.range.end.line + 1
    problems = [one for one in ls.snapshot.problems.get(document.path, ()) if _touches(one, *asked)]
    return [
        _action(ls, problem, fix)
        for problem in problems
        for fix in problem.fixes
        if all(_is_current(ls, edit.span.path) for edit in fix.edits)
    ]


def _wants_fixes(only: Iterable[str] | None) -> bool:
    kinds = [str(getattr(kind, "value", kind)) for kind in only or ()]
    return not kinds or any(kind in ("", "quickfix") for kind in kinds)


def _touches(problem: Problem, first: int, last: int) -> bool:
    return problem.span.line <= last and first <= problem.span.end_line


def _is_current(ls: Server, path: str) -> bool:
    """Whether the analysis was made from the text that the edits would change."""
    document: Document | None = ls.documents.at(path)
    return document is None or ls.snapshot.numbers.get(document.file) == document.file_number


def _action(ls: Server, problem: Problem, fix: Fix) -> types.CodeAction:
    return types.CodeAction(
        fix.title,
        types.CodeActionKind.QuickFix,
        diagnostics=ls.converter.diagnostics([problem]),
        is_preferred=fix.preferred or None,
        edit=ls.converter.workspace_edit(fix.edits, ls.documents.versions()),
    )

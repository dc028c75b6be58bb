"""From the terms of features to those of the protocol, and back."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Iterable, Mapping

from lsprotocol import types

from tfscope.features.answers import Edit, Hover, Link, Problem, Span
from tfscope.features.variables import Scope, Use, Variable
from tfscope.lsp.documents import Documents
from tfscope.project.disk import Disk
from tfscope.project.files import read, stamp_of
from tfscope.project.pages import rule_page
from tfscope.project.paths import to_uri
from tfscope.syntax import LineIndex, cell_number, file_of

SEVERITIES = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "information": types.DiagnosticSeverity.Information,
    "hint": types.DiagnosticSeverity.Hint,
}
REMEMBERED_FILES = 32
# Requests wait for these answers.
_DISK = Disk(seconds=0.2)


class Converter:
    """Knows the texts that columns are counted in, and what the client understands."""

    def __init__(self, documents: Documents, capabilities: types.ClientCapabilities) -> None:
        self._documents = documents
        self._closed: OrderedDict[str, tuple[object, LineIndex]] = OrderedDict()
        text = capabilities.text_document or types.TextDocumentClientCapabilities()
        hover_formats = (text.hover and text.hover.content_format) or []
        self._plain_hover = types.MarkupKind.Markdown not in hover_formats and bool(hover_formats)
        workspace = capabilities.workspace or types.WorkspaceClientCapabilities()
        self._versioned_edits = bool(workspace.workspace_edit and workspace.workspace_edit.document_changes)
        self._links = bool(text.definition and text.definition.link_support)
        self._related = bool(text.publish_diagnostics and text.publish_diagnostics.related_information) or bool(
            text.diagnostic and text.diagnostic.related_information
        )

    def uri(self, path: str) -> str:
        """The URI of a path, as the client spelled it if the file is open."""
        document = self._documents.at(path)
        return document.uri if document else to_uri(file_of(path))

    def place(self, uri: str, position: types.Position) -> tuple[str, int, int] | None:
        """Path, line from 1 and column in code points of a position in an open document."""
        document = self._documents.get(uri)
        if document is None or position.line >= document.lines.line_count:
            return None
        line = position.line + 1
        return document.path, line, document.lines.decoded_column(line, position.character, self._documents.encoding)

    def range(self, span: Span) -> types.Range:
        """A span with columns in the client's encoding."""
        lines = self._lines(span.path)
        if cell_number(span.path) and not self._documents.at(span.path):
            # Cells of a closed notebook have no address; the notebook has.
            return types.Range(types.Position(0, 0), types.Position(0, 0))
        return types.Range(
            types.Position(span.line - 1, self._column(lines, span.line, span.column)),
            types.Position(span.end_line - 1, self._column(lines, span.end_line, span.end_column)),
        )

    def position(self, path: str, line: int, column: int) -> types.Position:
        """A place with its column in the client's encoding."""
        return types.Position(line - 1, self._column(self._lines(path), line, column))

    def hover(self, hover: Hover) -> types.Hover:
        """As Markdown, or as plain text for clients that want that."""
        kind, value = types.MarkupKind.Markdown, hover.markdown
        if self._plain_hover:
            kind, value = types.MarkupKind.PlainText, _plain(value)
        return types.Hover(types.MarkupContent(kind, value), self.range(hover.span))

    def links(self, links: Iterable[Link]) -> list[types.LocationLink] | list[types.Location]:
        """With the span they start from, if the client wants that."""
        if not self._links:
            return [self.location(link.target) for link in links]
        return [
            types.LocationLink(
                self.uri(link.target.path),
                self.range(link.target),
                self.range(link.target),
                self.range(link.origin),
            )
            for link in links
        ]

    def diagnostics(self, problems: Iterable[Problem]) -> list[types.Diagnostic]:
        """Problems of one file."""
        return [self._diagnostic(problem) for problem in problems]

    def workspace_edit(self, edits: Iterable[Edit], versions: Mapping[str, int]) -> types.WorkspaceEdit:
        """Edits of one or more files. With the versions they are about, for clients that understand that."""
        by_path: dict[str, list[types.TextEdit]] = {}
        for edit in edits:
            by_path.setdefault(edit.span.path, []).append(types.TextEdit(self.range(edit.span), edit.text))
        if not self._versioned_edits:
            return types.WorkspaceEdit(changes={self.uri(path): found for path, found in by_path.items()})
        return types.WorkspaceEdit(
            document_changes=[
                types.TextDocumentEdit(
                    types.OptionalVersionedTextDocumentIdentifier(self.uri(path), versions.get(path)), found
                )
                for path, found in by_path.items()
            ]
        )

    def _diagnostic(self, problem: Problem) -> types.Diagnostic:
        """With its second places; for clients without them they stand in the message."""
        message = problem.message
        related = None
        if self._related:
            related = [
                types.DiagnosticRelatedInformation(self.location(note.span), note.message) for note in problem.notes
            ]
        elif problem.notes:
            message += "".join(f"\n{note.message}: {note.span.path}:{note.span.line}" for note in problem.notes)
        return types.Diagnostic(
            self.range(problem.span),
            message,
            SEVERITIES[problem.severity],
            problem.code,
            source="tfscope",
            code_description=self._page(problem.code),
            related_information=related,
        )

    def _page(self, code: str) -> types.CodeDescription | None:
        page = rule_page(code)
        return types.CodeDescription(to_uri(page)) if page else None

    def tree(self, node: Scope | Variable, parent: str = "") -> dict[str, object]:
        """A node of the tree as `tfscope/variables` gives it (docs/protocol.md)."""
        name = f"{parent}/{node.label}" if parent else node.label
        is_scope = isinstance(node, Scope)
        return {
            "name": name,
            "kind": "scope" if is_scope else "variable",
            "label": node.label,
            "certain": node.certain,
            "symbolic": _is_symbolic(name),
            "created": [self._use(use) for use in (node.entered if is_scope else node.created)],
            "reused": [] if is_scope else [self._use(use) for use in node.reused],
            "children": [self.tree(child, name) for child in node.children] if is_scope else [],
            **({"total": node.total} if is_scope else _facts(node)),
        }

    def _use(self, use: Use) -> dict[str, object]:
        return {"uri": self.uri(use.span.path), "range": self.range(use.span), "label": use.label}

    def location(self, span: Span) -> types.Location:
        """A span with the file it is in."""
        return types.Location(self.uri(span.path), self.range(span))

    def _column(self, lines: LineIndex | None, line: int, column: int) -> int:
        return lines.encoded_column(line, column, self._documents.encoding) if lines else column

    def _lines(self, path: str) -> LineIndex | None:
        document = self._documents.at(path)
        if document:
            return document.lines
        stamp = stamp_of(path, {}, _DISK)
        known = self._closed.get(path)
        if known is None or known[0] != stamp:
            text = read(path, {}, _DISK) if stamp else None
            if text is None:
                return None
            known = self._closed[path] = (stamp, LineIndex(text))
            if len(self._closed) > REMEMBERED_FILES:
                self._closed.popitem(last=False)
        return known[1]


def _plain(markdown: str) -> str:
    """Text without links, emphasis and the spaces that break a line."""
    return (
        re.sub(r"\[([^\]]*)\]\([a-z]+:[^)]*\)", r"\1", markdown)
        .replace("**", "")
        .replace("`", "")
        .replace("  \n", "\n")
    )


def _facts(variable: Variable) -> dict[str, object]:
    return {
        "shape": None if variable.shape is None else list(variable.shape),
        "dtype": variable.dtype,
        "trainable": variable.trainable,
        "parameters": variable.parameters,
    }


def _is_symbolic(name: str) -> bool:
    """Whether a name has parts that are not known: `{i}`, but not the numbers of a fold, `{0..11}` or `{0,2}`."""
    return any(not re.fullmatch(r"[\d.,]+", part) for part in re.findall(r"\{([^}]*)\}", name))

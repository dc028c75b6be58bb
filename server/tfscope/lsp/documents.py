"""The open documents, as the client changes them.

pygls keeps texts of its own, but splits lines where LSP does not (form feeds, U+2028), which would misplace edits.
"""

from __future__ import annotations

from lsprotocol import types

from tfscope.project import OpenText
from tfscope.project.paths import from_uri
from tfscope.syntax.positions import Encoding, LineIndex


class Document:
    """One version of an open text."""

    __slots__ = ("lines", "path", "uri", "version")

    def __init__(self, uri: str, path: str, version: int, text: str) -> None:
        self.uri = uri
        self.path = path
        self.version = version
        self.lines = LineIndex(text)

    @property
    def text(self) -> str:
        return self.lines.text

    def changed(
        self, version: int, changes: list[types.TextDocumentContentChangeEvent], encoding: Encoding
    ) -> Document:
        """The document after the changes."""
        lines = self.lines
        for change in changes:
            if isinstance(change, types.TextDocumentContentChangePartial):
                start = _offset(lines, change.range.start, encoding)
                end = max(start, _offset(lines, change.range.end, encoding))
                lines = LineIndex(f"{lines.text[:start]}{change.text}{lines.text[end:]}")
            else:
                lines = LineIndex(change.text)
        return Document(self.uri, self.path, version, lines.text)


class Documents:
    """All open documents. Untitled ones count as files whose path is their URI; other schemes are not followed."""

    def __init__(self, encoding: Encoding = "utf-16") -> None:
        self.encoding: Encoding = encoding
        self._by_uri: dict[str, Document] = {}
        self._by_path: dict[str, Document] = {}

    def open(self, item: types.TextDocumentItem) -> Document | None:
        """Takes in a document; None when it is not one to look at."""
        path = path_of(item.uri)
        if path is None:
            return None
        return self._put(Document(item.uri, path, item.version, item.text))

    def change(self, params: types.DidChangeTextDocumentParams) -> Document | None:
        """Applies changes; None when the document is not open."""
        document = self._by_uri.get(params.text_document.uri)
        if document is None:
            return None
        changes = list(params.content_changes)
        return self._put(document.changed(params.text_document.version, changes, self.encoding))

    def close(self, uri: str) -> Document | None:
        """Forgets a document; None when it was not open."""
        document = self._by_uri.pop(uri, None)
        if document:
            self._by_path.pop(document.path, None)
        return document

    def get(self, uri: str) -> Document | None:
        """The open document of a URI."""
        return self._by_uri.get(uri)

    def at(self, path: str) -> Document | None:
        """The open document of a path."""
        return self._by_path.get(path)

    def all(self) -> list[Document]:
        """Every open document."""
        return list(self._by_uri.values())

    def overlay(self) -> dict[str, OpenText]:
        """The texts as the project layer wants them; a copy."""
        return {path: OpenText(document.version, document.text) for path, document in self._by_path.items()}

    def _put(self, document: Document) -> Document:
        self._by_uri[document.uri] = document
        self._by_path[document.path] = document
        return document


def path_of(uri: str) -> str | None:
    """The path a URI stands for, None for what is not followed."""
    return uri if uri.startswith("untitled:") else from_uri(uri)


def _offset(lines: LineIndex, position: types.Position, encoding: Encoding) -> int:
    line = position.line + 1
    return lines.offset(line, lines.decoded_column(line, position.character, encoding))

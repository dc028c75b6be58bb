"""The open documents, as the client changes them.

pygls keeps texts of its own, but splits lines where LSP does not (form feeds, U+2028), which would misplace edits.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

from lsprotocol import types

from tfscope.project.files import OpenText
from tfscope.project.notebooks import as_json
from tfscope.project.paths import from_uri
from tfscope.syntax import cell_path
from tfscope.syntax.positions import Encoding, LineIndex

_numbers = count(1)


class Notebook:
    """An open notebook: its code cells in order, each a document of its own, which share one graph.

    `number`: that of its present text; no other text has it.
    """

    __slots__ = ("_text", "cells", "number", "path", "uri")

    def __init__(self, uri: str, path: str) -> None:
        self.uri = uri
        self.path = path
        self.number = next(_numbers)
        self.cells: list[Document] = []
        self._text: str | None = None

    def changed(self, cells: list[Document]) -> None:
        """Takes in the cells as they are now, and numbers them."""
        self.cells, self._text = cells, None
        self.number = next(_numbers)
        for place, cell in enumerate(cells, 1):
            cell.notebook, cell.path = self, cell_path(self.path, place)

    @property
    def text(self) -> str:
        """As the project layer reads notebooks."""
        if self._text is None:
            self._text = as_json(cell.text for cell in self.cells)
        return self._text


class Document:
    """One version of an open text; `notebook` is the one that it is a cell of.

    `version` is the client's, who may have given it to another text before, of a file that was closed since, say.
    `number` is ours: no other text has it.
    """

    __slots__ = ("lines", "notebook", "number", "path", "uri", "version")

    def __init__(self, uri: str, path: str, version: int, lines: LineIndex, notebook: Notebook | None = None) -> None:
        self.uri = uri
        self.path = path
        self.version = version
        self.number = next(_numbers)
        self.lines = lines
        self.notebook = notebook

    @property
    def text(self) -> str:
        return self.lines.text

    @property
    def file(self) -> str:
        """The file that is analysed: of a cell its notebook."""
        return self.notebook.path if self.notebook else self.path

    @property
    def file_number(self) -> int:
        """The number of the text of that file."""
        return self.notebook.number if self.notebook else self.number

    def changed(
        self, version: int, changes: Sequence[types.TextDocumentContentChangeEvent], encoding: Encoding
    ) -> Document:
        """The document after the changes."""
        lines = self.lines
        for change in changes:
            if isinstance(change, types.TextDocumentContentChangePartial):
                start = _offset(lines, change.range.start, encoding)
                end = max(start, _offset(lines, change.range.end, encoding))
                lines = lines.with_replaced(start, end, change.text)
            else:
                lines = LineIndex(change.text)
        return Document(self.uri, self.path, version, lines, self.notebook)


class Documents:
    """All open documents. Untitled ones count as files whose path is their URI; other schemes are not followed."""

    def __init__(self, encoding: Encoding = "utf-16") -> None:
        self.encoding: Encoding = encoding
        self._by_uri: dict[str, Document] = {}
        self._by_path: dict[str, Document] = {}
        self._notebooks: dict[str, Notebook] = {}

    def open(self, item: types.TextDocumentItem) -> Document | None:
        """Takes in a document; None when it is not one to look at."""
        path = path_of(item.uri)
        if path is None:
            return None
        return self._put(Document(item.uri, path, item.version, LineIndex(item.text)))

    def change(self, params: types.DidChangeTextDocumentParams) -> Document | None:
        """Applies changes; None when the document is not open."""
        document = self._by_uri.get(params.text_document.uri)
        if document is None:
            return None
        return self._put(document.changed(params.text_document.version, params.content_changes, self.encoding))

    def close(self, uri: str) -> Document | None:
        """Forgets a document; None when it was not open."""
        document = self._by_uri.pop(uri, None)
        if document:
            self._by_path.pop(document.path, None)
        return document

    def open_notebook(self, params: types.DidOpenNotebookDocumentParams) -> Notebook | None:
        """Takes in a notebook with its cells; None when it is not one to look at."""
        uri = params.notebook_document.uri
        path = path_of(uri)
        if path is None:
            return None
        notebook = self._notebooks[uri] = Notebook(uri, path)
        self._set_cells(notebook, _opened(params.notebook_document.cells, params.cell_text_documents))
        return notebook

    def change_notebook(self, params: types.DidChangeNotebookDocumentParams) -> tuple[Notebook, list[Document]] | None:
        """Applies changes to cells and to their order; the notebook and the cells that are gone. None when it is not
        open or nothing changed that matters here."""
        notebook = self._notebooks.get(params.notebook_document.uri)
        changes = params.change.cells
        if notebook is None or changes is None or not (changes.structure or changes.text_content):
            return None
        cells = list(notebook.cells)
        if changes.structure:
            self._restructure(cells, changes.structure)
        by_uri = {cell.uri: number for number, cell in enumerate(cells)}
        for content in changes.text_content or ():
            if (number := by_uri.get(content.document.uri)) is not None:
                cells[number] = cells[number].changed(content.document.version, content.changes, self.encoding)
        gone = [cell for cell in notebook.cells if cell.uri not in by_uri]
        self._set_cells(notebook, cells)
        return notebook, gone

    def close_notebook(self, uri: str) -> tuple[Notebook, list[Document]] | None:
        """Forgets a notebook with its cells; None when it was not open."""
        notebook = self._notebooks.pop(uri, None)
        if notebook is None:
            return None
        cells = notebook.cells
        self._set_cells(notebook, [])
        return notebook, cells

    def get(self, uri: str) -> Document | None:
        """The open document of a URI."""
        return self._by_uri.get(uri)

    def at(self, path: str) -> Document | None:
        """The open document of a path."""
        return self._by_path.get(path)

    def is_open(self, path: str) -> bool:
        """Whether a file is open, as a document or as a notebook."""
        return path in self._by_path or any(notebook.path == path for notebook in self._notebooks.values())

    def all(self) -> list[Document]:
        """Every open document."""
        return list(self._by_uri.values())

    def versions(self) -> dict[str, int]:
        """The client's versions of the open documents by their paths."""
        return {path: document.version for path, document in self._by_path.items()}

    def overlay(self) -> dict[str, OpenText]:
        """The texts as the project layer wants them; a copy."""
        documents = [document for document in self._by_path.values() if document.notebook is None]
        return {one.path: OpenText(one.number, one.text) for one in (*documents, *self._notebooks.values())}

    def _restructure(self, cells: list[Document], structure: types.NotebookDocumentCellChangeStructure) -> None:
        """Takes cells out, puts others in. One that moves is taken out and put in again, with its text."""
        moved = {cell.uri: cell for cell in cells}
        new = {cell.uri: cell for cell in _opened(structure.array.cells or (), structure.did_open or ())}
        found = [new.get(cell.document) or moved.get(cell.document) for cell in structure.array.cells or ()]
        start = structure.array.start
        cells[start : start + structure.array.delete_count] = filter(None, found)

    def _set_cells(self, notebook: Notebook, cells: list[Document]) -> None:
        for cell in notebook.cells:
            self._by_uri.pop(cell.uri, None)
            self._by_path.pop(cell.path, None)
        notebook.changed(cells)
        for cell in cells:
            self._put(cell)

    def _put(self, document: Document) -> Document:
        self._by_uri[document.uri] = document
        self._by_path[document.path] = document
        return document


def _opened(cells: Sequence[types.NotebookCell], items: Sequence[types.TextDocumentItem]) -> list[Document]:
    """The documents of cells in their order; their paths come from the notebook."""
    texts = {item.uri: item for item in items}
    found = (texts.get(cell.document) for cell in cells)
    return [Document(item.uri, "", item.version, LineIndex(item.text)) for item in found if item]


def path_of(uri: str) -> str | None:
    """The path a URI stands for, None for what is not followed."""
    return uri if uri.startswith("untitled:") else from_uri(uri)


def _offset(lines: LineIndex, position: types.Position, encoding: Encoding) -> int:
    line = position.line + 1
    return lines.offset(line, lines.decoded_column(line, position.character, encoding))

"""What an editor would ask: fixtures with a cursor `<|>`, answered by the features without a protocol."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from fixtures import MemorySources, split
from tfscope.events import Index, Run, View
from tfscope.features.answers import Span
from tfscope.resolver import resolve
from tfscope.syntax import Module

Answer = TypeVar("Answer")


class Editor:
    """An open fixture: its files analysed, its cursor known."""

    def __init__(self, source: str, programs: Sequence[str] = ()) -> None:
        """programs: the entry points; by default the first file."""
        self.files, self.cursor = split(source)
        sources = MemorySources(self.files)
        entries = programs or [next(iter(self.files))]
        self.index = Index(Run(entry, resolve(entry, sources, record_ops=True)) for entry in entries)
        self.view = View(self.index)
        self._sources = sources

    def module(self, path: str) -> Module:
        """A file of the fixture, parsed."""
        module = self._sources.entry(path)
        assert module
        return module

    def at_cursor(self) -> tuple[Module, int, int]:
        """The cursor's file, line from 1 and column."""
        assert self.cursor, "the fixture has no cursor"
        before = self.files[self.cursor.path][: self.cursor.offset]
        line = before.count("\n") + 1
        return self.module(self.cursor.path), line, len(before) - before.rfind("\n") - 1

    def text(self, span: Span) -> str:
        """The source text of a span."""
        lines = self.files[span.path].split("\n")[span.line - 1 : span.end_line]
        lines[-1] = lines[-1][: span.end_column]
        lines[0] = lines[0][span.column :]
        return "\n".join(lines)

"""A file to units, those of the text before taken over."""

from __future__ import annotations

from tfscope.syntax.pieces import Layout, Piece, lay_out, lay_out_again
from tfscope.syntax.source import Module, Unit


def parse_module(path: str, text: str, previous: Module | None = None) -> Module:
    """The units of a file's text. Raises nothing, whatever the text is.

    Where `previous`, the module as it was before an edit, is given for the same `path`, units whose text is
    unchanged are its own objects, moved to where they stand now. So `previous` is used up: its units' lines
    are those of the new text.

    A text that still begins with a byte-order mark is read as if it did not.
    """
    text = _with_newlines(text.removeprefix("\ufeff"))
    if previous is None or previous.path != path or previous.layout is None:
        layout = lay_out(text)
        return Module(path, _units(path, text, layout.pieces, {}), layout)
    return _parse_again(text, previous, previous.layout)


def _parse_again(text: str, previous: Module, before: Layout) -> Module:
    layout, kept_before, kept_after = lay_out_again(text, before)
    old, changed = previous.units, layout.pieces[kept_before : len(layout.pieces) - kept_after]
    spare: dict[str, list[Unit]] = {}
    for unit in reversed(old[kept_before : len(old) - kept_after]):
        spare.setdefault(unit.text, []).append(unit)
    units = old[:kept_before] + _units(previous.path, text, changed, spare)
    if kept_after:
        _move(old[-kept_after:], _line(text, layout.pieces[-kept_after].start))
    return Module(previous.path, units + old[len(old) - kept_after :], layout)


def _units(path: str, text: str, pieces: list[Piece], spare: dict[str, list[Unit]]) -> list[Unit]:
    """The units of pieces of the text, spare ones where the text is the same."""
    units = []
    line, offset = 1, 0
    for piece in pieces:
        line += text.count("\n", offset, piece.start)
        offset = piece.start
        same = spare.get(text[piece.start : piece.end])
        unit = same.pop() if same else Unit(path, line, text[piece.start : piece.end])
        unit.first_line = line
        units.append(unit)
    return units


def _move(units: list[Unit], line: int) -> None:
    """Moves units that follow each other so that the first stands at `line`."""
    shift = line - units[0].first_line
    if shift:
        for unit in units:
            unit.first_line += shift


def _line(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1


def _with_newlines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text

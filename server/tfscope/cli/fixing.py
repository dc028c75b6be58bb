"""`tfscope check --fix`: applies to each problem what most people would do about it."""

from __future__ import annotations

from collections.abc import Iterable

from tfscope.cli.found import Found
from tfscope.cli.main import CannotWork
from tfscope.features.answers import Edit, Fix
from tfscope.syntax import LineIndex, decode

ENCODINGS = ("utf-8", "utf-8-sig", "latin-1")


def mended(findings: Iterable[Found]) -> int:
    """Writes the fixes that do not get into each other's way; gives how many problems that mends."""
    chosen: list[Fix] = []
    taken: dict[str, list[Edit]] = {}
    for found in findings:
        if found.fix and found.fix not in chosen and not _overlaps(found.fix, taken):
            chosen.append(found.fix)
            for edit in found.fix.edits:
                taken.setdefault(edit.span.path, []).append(edit)
    for path, edits in taken.items():
        _apply(path, edits)
    return len(chosen)


def _overlaps(fix: Fix, taken: dict[str, list[Edit]]) -> bool:
    return any(_touch(edit, other) for edit in fix.edits for other in taken.get(edit.span.path, ()))


def _touch(one: Edit, other: Edit) -> bool:
    a, b = one.span, other.span
    return (a.line, a.column) <= (b.end_line, b.end_column) and (b.line, b.column) <= (a.end_line, a.end_column)


def _apply(path: str, edits: list[Edit]) -> None:
    """Changes a file, its last place first; line ends and encoding stay as they are."""
    try:
        with open(path, "rb") as file:
            content = file.read()
        text = decode(content)
        encoding = next((one for one in ENCODINGS if _encoded(text, one) == content), None)
        if encoding is None:
            raise CannotWork(f"{path} cannot be changed: its encoding is not one of {', '.join(ENCODINGS)}.")
        with open(path, "wb") as file:
            file.write(_edited(text, edits).encode(encoding))
    except OSError as error:
        raise CannotWork(f"{path} cannot be changed: {error.strerror}.") from error


def _encoded(text: str, encoding: str) -> bytes | None:
    try:
        return text.encode(encoding)
    except UnicodeError:
        return None


def _edited(text: str, edits: Iterable[Edit]) -> str:
    lines = LineIndex(text)
    line_end = "\r\n" if "\r\n" in text else "\n"
    for edit in sorted(edits, key=lambda edit: edit.span, reverse=True):
        start = lines.offset(edit.span.line, edit.span.column)
        end = lines.offset(edit.span.end_line, edit.span.end_column)
        text = text[:start] + edit.text.replace("\n", line_end) + text[end:]
    return text

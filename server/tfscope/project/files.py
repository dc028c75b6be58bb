"""Files as parsed modules: the texts of the editor first, then the disk; each text is parsed once.

Nothing here raises for a file: one that is missing, unreadable, a folder, a device, too large or on a drive that gives
no answer is simply not there, and `why_not` says why in one sentence.
"""

from __future__ import annotations

import errno
import stat
import threading
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from tfscope.project.disk import DISK, Disk
from tfscope.project.notebooks import NotANotebookError, cells_of, parse_cells
from tfscope.syntax import NOTEBOOK, Module, as_python, cell_number, decode, file_of, parse_module

MAX_BYTES = 32 * 1024 * 1024

Overlay = Mapping[str, "OpenText"]
Stamp = tuple[object, ...]
NO_ANSWER: Stamp = ("no answer",)


@dataclass(frozen=True, slots=True)
class OpenText:
    """The text of a file as the editor has it, saved or not. `number`: another one for another text."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Parsed:
    """A file as it was at a stamp. `cells`: of a notebook, the modules of its code cells."""

    stamp: Stamp
    module: Module
    cells: Sequence[Module] = ()


class Files:
    """Parsed modules by path, kept until their text changes. Safe to use from several threads."""

    def __init__(self) -> None:
        self._parsed: dict[str, Parsed] = {}
        # One lock per path: a question about a small file never waits until a large one is parsed.
        self._locks: dict[str, threading.Lock] = {}

    def module(self, path: str, overlay: Overlay) -> Module | None:
        """The module at `path`, None when there is no such file. That of a notebook has the units of all its cells;
        the path of a cell gives that cell alone."""
        parsed = self._parse(file_of(path), overlay)
        number = cell_number(path)
        if parsed is None or number is None:
            return parsed.module if parsed else None
        return parsed.cells[number - 1] if 0 < number <= len(parsed.cells) else None

    def modules(self, path: str, overlay: Overlay) -> Sequence[Module]:
        """The modules whose paths the places in a file have: of a notebook those of its cells, else its own."""
        parsed = self._parse(path, overlay)
        if parsed is None:
            return ()
        return parsed.cells if path.endswith(NOTEBOOK) else (parsed.module,)

    def _parse(self, path: str, overlay: Overlay) -> Parsed | None:
        stamp = stamp_of(path, overlay)
        if stamp is None:
            return None
        if stamp == NO_ANSWER:
            return self._parsed.get(path)
        with self._locks.setdefault(path, threading.Lock()):
            known = self._parsed.get(path)
            if known and known.stamp == stamp:
                return known
            text = _content(path, overlay)
            if text is None:
                return None
            parsed = self._parsed[path] = _parsed(path, text, stamp, known)
            return parsed

    def changed_on_disk(self, overlay: Overlay) -> list[str]:
        """The parsed files whose text is another by now, as far as the disk answers."""
        known = list(self._parsed.items())
        return [path for path, parsed in known if stamp_of(path, overlay) not in (parsed.stamp, NO_ANSWER)]

    def keep_only(self, paths: Collection[str]) -> None:
        """Forgets every module that is not among `paths`, to bound memory."""
        for path in list(self._parsed):
            if path not in paths:
                self._parsed.pop(path, None)


def read(path: str, overlay: Overlay, disk: Disk = DISK) -> str | None:
    """The Python text of a file, None when it cannot be read: of a notebook all cells, of a cell that one."""
    file, number = file_of(path), cell_number(path)
    text = _content(file, overlay, disk)
    if text is None or not file.endswith(NOTEBOOK):
        return text
    cells = _cells(text)
    if number is None:
        return "\n".join(map(as_python, cells))
    return cells[number - 1] if 0 < number <= len(cells) else None


def _parsed(path: str, text: str, stamp: Stamp, known: Parsed | None) -> Parsed:
    if not path.endswith(NOTEBOOK):
        return Parsed(stamp, parse_module(path, text, known.module if known else None))
    cells = parse_cells(path, _cells(text), known.cells if known else ())
    return Parsed(stamp, Module(path, [unit for cell in cells for unit in cell.units]), cells)


def _cells(text: str) -> list[str]:
    """The code cells of a notebook's file, none where it is broken: `why_not` says how."""
    try:
        return cells_of(text)
    except NotANotebookError:
        return []


def _content(path: str, overlay: Overlay, disk: Disk = DISK) -> str | None:
    if opened := overlay.get(path):
        return opened.text
    try:
        return decode(disk.content(path, MAX_BYTES + 1))
    except OSError:
        return None


def stamp_of(path: str, overlay: Overlay, disk: Disk = DISK) -> Stamp | None:
    """Something that changes whenever the text does; None when there is no readable file, NO_ANSWER when it cannot be
    known whether there is one."""
    path = file_of(path)
    if opened := overlay.get(path):
        return ("open", opened.number, hash(opened.text))
    try:
        status = disk.status(path)
    except TimeoutError:
        return NO_ANSWER
    except (OSError, ValueError):
        return None
    # Only plain files: reading a pipe or a terminal would wait for ever.
    if not stat.S_ISREG(status.st_mode) or status.st_size > MAX_BYTES:
        return None
    return (status.st_mtime_ns, status.st_size, status.st_ino)


def why_not(path: str) -> str | None:
    """One sentence that says why the file at `path` cannot be read, None when it can."""
    try:
        status = DISK.status(path)
        if stat.S_ISDIR(status.st_mode):
            return "it is a folder"
        if not stat.S_ISREG(status.st_mode):
            return "it is not a plain file"
        if status.st_size > MAX_BYTES:
            return f"it is larger than {MAX_BYTES // 1024 // 1024} MiB"
        content = DISK.content(path, MAX_BYTES if path.endswith(NOTEBOOK) else 1)
        if path.endswith(NOTEBOOK):
            cells_of(decode(content))
        return None
    except NotANotebookError as reason:
        return str(reason)
    except (OSError, ValueError) as error:
        return _reason(error)


def _reason(error: OSError | ValueError) -> str:
    known = {
        errno.ENOENT: "there is no such file",
        errno.ENOTDIR: "there is no such file",
        errno.EACCES: "reading it is not allowed",
        errno.ELOOP: "it is a symbolic link to itself",
        errno.ENAMETOOLONG: "its name is too long",
        errno.ETIMEDOUT: "its drive gives no answer",
    }
    number = getattr(error, "errno", None)
    return known.get(number) or getattr(error, "strerror", None) or "its name is not valid"

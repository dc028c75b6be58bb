"""Files as parsed modules: the texts of the editor first, then the disk; each text is parsed once.

Nothing here raises for a file: one that is missing, unreadable, a folder, a device or too large is simply not there,
and `why_not` says why in one sentence.
"""

from __future__ import annotations

import errno
import os
import stat
import threading
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from tfscope.syntax import Module, decode, parse_module

MAX_BYTES = 32 * 1024 * 1024

Overlay = Mapping[str, "OpenText"]
Stamp = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class OpenText:
    """The text of a file as the editor has it, saved or not."""

    version: int
    text: str


class Files:
    """Parsed modules by path, kept until their text changes. Safe to use from several threads."""

    def __init__(self) -> None:
        self._modules: dict[str, tuple[Stamp, Module]] = {}
        # One lock per path: a question about a small file never waits until a large one is parsed.
        self._locks: dict[str, threading.Lock] = {}

    def module(self, path: str, overlay: Overlay) -> Module | None:
        """The module at `path`, None when there is no such file."""
        stamp = stamp_of(path, overlay)
        if stamp is None:
            return None
        with self._locks.setdefault(path, threading.Lock()):
            known = self._modules.get(path)
            if known and known[0] == stamp:
                return known[1]
            text = read(path, overlay)
            if text is None:
                return None
            module = parse_module(path, text, known[1] if known else None)
            self._modules[path] = (stamp, module)
            return module

    def changed_on_disk(self, overlay: Overlay) -> list[str]:
        """The parsed files whose text is another by now."""
        return [path for path, (stamp, _) in list(self._modules.items()) if stamp_of(path, overlay) != stamp]

    def keep_only(self, paths: Collection[str]) -> None:
        """Forgets every module that is not among `paths`, to bound memory."""
        for path in list(self._modules):
            if path not in paths:
                self._modules.pop(path, None)


def read(path: str, overlay: Overlay) -> str | None:
    """The text of a file, None when it cannot be read."""
    if opened := overlay.get(path):
        return opened.text
    try:
        with open(path, "rb") as file:
            return decode(file.read(MAX_BYTES + 1))
    except OSError:
        return None


def stamp_of(path: str, overlay: Overlay) -> Stamp | None:
    """Something that changes whenever the text does; None when there is no readable file."""
    if opened := overlay.get(path):
        return ("open", opened.version, hash(opened.text))
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return None
    # Only plain files: reading a pipe or a terminal would wait for ever.
    if not stat.S_ISREG(status.st_mode) or status.st_size > MAX_BYTES:
        return None
    return (status.st_mtime_ns, status.st_size, status.st_ino)


def why_not(path: str) -> str | None:
    """One sentence that says why the file at `path` cannot be read, None when it can."""
    try:
        status = os.stat(path)
        if stat.S_ISDIR(status.st_mode):
            return "it is a folder"
        if not stat.S_ISREG(status.st_mode):
            return "it is not a plain file"
        if status.st_size > MAX_BYTES:
            return f"it is larger than {MAX_BYTES // 1024 // 1024} MiB"
        with open(path, "rb"):
            return None
    except (OSError, ValueError) as error:
        return _reason(error)


def _reason(error: OSError | ValueError) -> str:
    known = {
        errno.ENOENT: "there is no such file",
        errno.ENOTDIR: "there is no such file",
        errno.EACCES: "reading it is not allowed",
        errno.ELOOP: "it is a symbolic link to itself",
        errno.ENAMETOOLONG: "its name is too long",
    }
    number = getattr(error, "errno", None)
    return known.get(number) or getattr(error, "strerror", None) or "its name is not valid"

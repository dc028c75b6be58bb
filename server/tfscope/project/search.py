"""Finds modules by name in folders, the way Python's import does, by looking at names of files only."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass

from tfscope.project.disk import DISK
from tfscope.project.files import Overlay


@dataclass(frozen=True, slots=True)
class Found:
    """Where a module lies: a file, or for a package without `__init__.py` its folder."""

    path: str
    is_package: bool
    is_folder: bool = False


class Folders:
    """What lies in folders, read once per folder until `refresh`, and then again only if the folder changed."""

    def __init__(self) -> None:
        self._listings: dict[str, tuple[int, int, dict[str, bool]]] = {}
        self._generation = 0

    def refresh(self) -> None:
        """Looks again at each folder when it is next asked for."""
        self._generation += 1

    def changed(self) -> bool:
        """Whether files came into or went from any folder that was read since the last refresh, as far as the disk
        answers."""
        known = list(self._listings.items())
        in_use = ((folder, changed) for folder, (at, changed, _) in known if at == self._generation)
        return any(_changed(folder) not in (changed, _NO_ANSWER) for folder, changed in in_use)

    def names(self, folder: str) -> dict[str, bool]:
        """The names in a folder, each with whether it is a folder itself; empty when it cannot be read."""
        known = self._listings.get(folder)
        if known and known[0] == self._generation:
            return known[2]
        changed = _changed(folder)
        names = known[2] if known and changed in (known[1], _NO_ANSWER) else _listing(folder)
        self._listings[folder] = (self._generation, changed, names)
        return names


class ModuleSearch:
    """Finds modules below roots. Names must match in case, also where the file system does not care."""

    def __init__(self, folders: Folders, overlay: Overlay) -> None:
        self._folders = folders
        self._overlay = overlay

    def find(self, name: str, roots: Iterable[str]) -> Found | None:
        """The module with the dotted `name` below the first root that has it; a folder without `__init__.py` only
        when no root has a file."""
        parts = name.split(".")
        folder_found = None
        for root in roots:
            found = self._below(root, parts)
            if found and not found.is_folder:
                return found
            folder_found = folder_found or found
        return folder_found

    def _below(self, root: str, parts: list[str]) -> Found | None:
        folder = root
        for part in parts[:-1]:
            if not self._folders.names(folder).get(part) and not self._opened_below(folder, part):
                return None
            folder = os.path.join(folder, part)
        return self._in_folder(folder, parts[-1])

    def _in_folder(self, folder: str, name: str) -> Found | None:
        package = os.path.join(folder, name)
        is_folder = bool(self._folders.names(folder).get(name))
        if (is_folder or self._opened_below(folder, name)) and self._is_file(package, "__init__.py"):
            return Found(os.path.join(package, "__init__.py"), True)
        if self._is_file(folder, f"{name}.py"):
            return Found(f"{package}.py", False)
        return Found(package, True, True) if is_folder else None

    def _is_file(self, folder: str, name: str) -> bool:
        is_folder = self._folders.names(folder).get(name)
        return is_folder is False or os.path.join(folder, name) in self._overlay

    def _opened_below(self, folder: str, name: str) -> bool:
        prefix = os.path.join(folder, name) + os.sep
        return any(path.startswith(prefix) for path in self._overlay)


def package_root(path: str, folders: Folders) -> str:
    """The folder that a file's own package is imported from: the first one above it that is not a package."""
    folder = os.path.dirname(path)
    while folders.names(folder).get("__init__.py") is False:
        parent = os.path.dirname(folder)
        if parent == folder:
            break
        folder = parent
    return folder


def project_root(path: str, folders: Folders) -> str | None:
    """The nearest folder at or above a file's own that is marked as a project, None when there is none."""
    folder = os.path.dirname(path)
    while True:
        if _MARKERS & folders.names(folder).keys():
            return folder
        parent = os.path.dirname(folder)
        if parent == folder:
            return None
        folder = parent


_MARKERS = {".git", ".hg", "pyproject.toml", "setup.py", "setup.cfg"}


_NO_ANSWER = -2


def _changed(folder: str) -> int:
    try:
        return DISK.status(folder).st_mtime_ns
    except TimeoutError:
        return _NO_ANSWER
    except (OSError, ValueError):
        return -1


def _listing(folder: str) -> dict[str, bool]:
    try:
        return {entry.name: entry.is_folder for entry in DISK.entries(folder)}
    except (OSError, ValueError):
        return {}

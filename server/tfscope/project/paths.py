"""Paths and URIs as pure text: nothing here touches a file, so Windows rules can be tested anywhere."""

from __future__ import annotations

import ntpath
import os
import posixpath
import re
from types import ModuleType
from urllib.parse import quote, unquote, urlsplit

IS_WINDOWS = os.name == "nt"
_DRIVE = re.compile(r"^/?([A-Za-z])(:|%3[Aa])(?=[/\\]|$)")


def normalized(path: str, base: str | None = None, *, windows: bool = IS_WINDOWS) -> str:
    """An absolute path without `.` and `..`, its drive letter upper-case. Symbolic links stay as they are."""
    rules = _rules(windows)
    joined = rules.normpath(rules.join(base if base is not None else os.getcwd(), path))
    return joined[0].upper() + joined[1:] if windows and _DRIVE.match(joined) else joined


def from_uri(uri: str, *, windows: bool = IS_WINDOWS) -> str | None:
    """The path of a `file:` URI; None for any other."""
    try:
        parts = urlsplit(uri)
    except ValueError:
        return None
    if parts.scheme.lower() != "file":
        return None
    path = unquote(parts.path, errors="surrogateescape")
    if parts.netloc and parts.netloc != "localhost":
        path = f"//{parts.netloc}{path}"
    if windows:
        path = _DRIVE.sub(lambda match: f"{match[1].upper()}:", path)
    return normalized(path, "/", windows=windows) if path else None


def to_uri(path: str, *, windows: bool = IS_WINDOWS) -> str:
    """The `file:` URI of an absolute path, as VS Code writes it."""
    if windows:
        path = path.replace("\\", "/")
        path = _DRIVE.sub(lambda match: f"/{match[1].lower()}:", path)
    server = ""
    if path.startswith("//"):
        server, _, path = path[2:].partition("/")
        path = f"/{path}"
    return f"file://{server}{quote(os.fsencode(path), safe='/~!$&()*+,;=@')}"


def shown(path: str, base: str, *, windows: bool = IS_WINDOWS) -> str:
    """The path as people and tools are told: relative to `base` where it lies below it, with forward slashes."""
    rules = _rules(windows)
    try:
        relative = rules.relpath(path, base)
    except ValueError:  # another drive
        relative = path
    if relative == rules.pardir or relative.startswith(rules.pardir + rules.sep):
        relative = path
    return relative.replace("\\", "/") if windows else relative


def is_below(path: str, folder: str) -> bool:
    """Whether a normalized path is `folder` or lies in it."""
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def _rules(windows: bool) -> ModuleType:
    return ntpath if windows else posixpath

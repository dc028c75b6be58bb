"""What attrs and cattrs write and compile whenever a server starts, kept compiled: it is the same each time.

lsprotocol has some 550 classes, and attrs writes the methods of each as text. To compile that is a fifth of what a
server takes to start. What is kept is found by the text itself, so nothing of it can be out of date.
"""

from __future__ import annotations

import logging
import marshal
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import blake2b
from importlib.util import MAGIC_NUMBER
from pathlib import Path
from types import CodeType, ModuleType

log = logging.getLogger(__name__)

_DIGEST = 16


class CompiledTexts:
    """Compiled Python texts, in memory and in a file of which nothing is lost if it is."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._kept = _read(path)
        self._is_new = False

    def compile(self, text: str, filename: str, mode: str) -> CodeType:
        """As the builtin `compile`."""
        key = blake2b(f"{mode}\0{filename}\0{text}".encode("utf-8", "surrogatepass"), digest_size=_DIGEST).digest()
        code = self._kept.get(key)
        if code is None:
            code = self._kept[key] = compile(text, filename, mode)
            self._is_new = True
        return code

    def save(self) -> None:
        """Keeps what was compiled for the next start; where that cannot be written, nothing is lost but time."""
        if not self._is_new:
            return
        self._is_new = False
        try:
            _write(self._path, self._kept)
        except OSError as error:
            log.debug("%s cannot be kept: %s", self._path, error)


@contextmanager
def kept_compiled(folder: Path | None) -> Iterator[None]:
    """While it lasts, attrs and cattrs compile nothing that was compiled before. None: there is no folder to keep it
    in."""
    if folder is None:
        yield
        return
    texts = CompiledTexts(folder / f"methods-{MAGIC_NUMBER.hex()}.bin")
    modules = _compiling_modules()
    for module in modules:
        module.compile = texts.compile  # found before the builtin
    try:
        yield
    finally:
        for module in modules:
            del module.compile
        texts.save()


def cache_folder() -> Path | None:
    """Where programs of this person keep what they can do without."""
    if sys.platform == "win32":
        named = os.environ.get("LOCALAPPDATA")
    elif sys.platform == "darwin":
        named = "~/Library/Caches"
    else:
        named = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    try:
        folder = Path(named or "").expanduser()
    except RuntimeError:  # nobody's home
        return None
    return folder / "tfscope" if folder.is_absolute() else None


def _compiling_modules() -> list[ModuleType]:
    import attr._make
    import cattrs.gen

    return [attr._make, cattrs.gen]


def _read(path: Path) -> dict[bytes, CodeType]:
    """What was kept; nothing if that is not just as it was written."""
    try:
        content = path.read_bytes()
        digest, body = content[:_DIGEST], content[_DIGEST:]
        return marshal.loads(body) if blake2b(body, digest_size=_DIGEST).digest() == digest else {}
    except (OSError, ValueError, EOFError, TypeError):
        return {}


def _write(path: Path, kept: dict[bytes, CodeType]) -> None:
    body = marshal.dumps(kept)
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(f".{os.getpid()}")
    try:
        unfinished.write_bytes(blake2b(body, digest_size=_DIGEST).digest() + body)
        unfinished.replace(path)
    except OSError:
        with suppress(OSError):
            unfinished.unlink()
        raise

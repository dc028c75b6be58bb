"""What `dataclasses` writes as text and compiles whenever tfscope starts, kept compiled: a fifth of the start.

What is kept is found by the text itself, so nothing of it can be out of date.
"""

from __future__ import annotations

import dataclasses
import logging
import marshal
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from importlib.util import MAGIC_NUMBER
from pathlib import Path
from types import CodeType
from typing import Any

log = logging.getLogger(__name__)

_DIGEST = 32
# By then a server has compiled what every session needs.
_SETTLED_SECONDS = 10.0


def _found_sha256() -> Any:
    """Python's own: `hashlib` has that of OpenSSL, which is larger than all the rest."""
    for module in ("_sha2", "_sha256", "hashlib"):
        with suppress(ImportError):
            return import_module(module).sha256


_sha256 = _found_sha256()


class CompiledTexts:
    """Compiled Python texts, in memory and in a file of which nothing is lost if it is."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._kept = _read(path)
        self._is_new = False

    def run(self, text: str, names: dict[str, Any], made: dict[str, Any] | None = None) -> None:
        """As the builtin `exec`."""
        exec(self.compiled(text), names, made)

    def compiled(self, text: str) -> CodeType:
        """The code of statements, as the builtin `exec` compiles them."""
        key = _sha256(text.encode("utf-8", "surrogatepass")).digest()
        code = self._kept.get(key)
        if code is None:
            code = self._kept[key] = compile(text, "<string>", "exec", dont_inherit=True)
            self._is_new = True
        return code

    def save(self) -> None:
        """Keeps what was compiled for the next start; where that cannot be written, nothing is lost but time."""
        if not self._is_new:
            return
        self._is_new = False
        try:
            _write(self._path, self._kept.copy())
        except OSError as error:
            log.debug("%s cannot be kept: %s", self._path, error)


@contextmanager
def kept_compiled(folder: Path | None = None) -> Iterator[None]:
    """While it lasts, what `dataclasses` writes is not compiled that was compiled before. `folder`: where that is kept,
    the person's own by default."""
    folder = folder or cache_folder()
    if folder is None:
        yield
        return
    texts = CompiledTexts(folder / f"dataclasses-{MAGIC_NUMBER.hex()}.bin")
    saving = threading.Timer(_SETTLED_SECONDS, texts.save)
    saving.daemon = True
    saving.start()
    dataclasses.exec = texts.run  # type: ignore[attr-defined]  # found before the builtin
    try:
        yield
    finally:
        del dataclasses.exec  # type: ignore[attr-defined]
        saving.cancel()
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


def _read(path: Path) -> dict[bytes, CodeType]:
    """What was kept; nothing if that is not just as it was written."""
    try:
        content = path.read_bytes()
        digest, body = content[:_DIGEST], content[_DIGEST:]
        return marshal.loads(body) if _sha256(body).digest() == digest else {}
    except (OSError, ValueError, EOFError, TypeError):
        return {}


def _write(path: Path, kept: dict[bytes, CodeType]) -> None:
    body = marshal.dumps(kept)
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(f".{os.getpid()}")
    try:
        unfinished.write_bytes(_sha256(body).digest() + body)
        unfinished.replace(path)
    except OSError:
        with suppress(OSError):
            unfinished.unlink()
        raise

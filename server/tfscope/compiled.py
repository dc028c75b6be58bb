"""What libraries write as text and compile whenever tfscope starts, kept compiled: it is always the same.

Dataclasses and attrs write the methods of each class so, and lsprotocol has some 550 classes: it is a fifth of what a
server takes to start. What is kept is found by the text itself, so nothing of it can be out of date.

attrs gives the methods of each class a copy of all names of its module, a tenth of a server's memory: those that the
methods use are enough.
"""

from __future__ import annotations
import __future__

import builtins
import logging
import marshal
import os
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from importlib import import_module
from importlib.util import MAGIC_NUMBER
from pathlib import Path
from types import CodeType, ModuleType
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

    def compile(self, text: str, filename: str, mode: str, flags: int = 0) -> CodeType:
        """As the builtin `compile`, called in a module that has imported from `__future__` what `flags` say."""
        described = f"{mode}\0{flags}\0{filename}\0{text}".encode("utf-8", "surrogatepass")
        key = _sha256(described).digest()
        code = self._kept.get(key)
        if code is None:
            code = self._kept[key] = compile(text, filename, mode, flags, dont_inherit=True)
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
def kept_compiled(*modules: str, folder: Path | None = None) -> Iterator[None]:
    """While it lasts, nothing that these modules write is compiled that was compiled before. `folder`: where that is
    kept, the person's own by default."""
    folder = folder or cache_folder()
    if folder is None:
        yield
        return
    texts = CompiledTexts(folder / f"{modules[0]}-{MAGIC_NUMBER.hex()}.bin")
    saving = threading.Timer(_SETTLED_SECONDS, texts.save)
    saving.daemon = True
    saving.start()
    hooks = [(vars(module), _hook(texts, module)) for module in map(import_module, modules)]
    for names, hook in hooks:
        names.update(hook)  # found before the builtins
    try:
        yield
    finally:
        for names, hook in hooks:
            for name in hook:
                del names[name]
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


def _hook(texts: CompiledTexts, module: ModuleType) -> dict[str, Any]:
    """What stands in for the builtins in a module that writes and runs texts."""
    is_future = getattr(module, "annotations", None) is __future__.annotations
    flags = __future__.annotations.compiler_flag if is_future else 0

    def compiled(text: str, filename: str, mode: str) -> CodeType:
        return texts.compile(text, filename, mode, flags)

    def run(text: str | CodeType, names: dict[str, Any], more: Mapping[str, Any] | None = None) -> None:
        code = compiled(text, "<string>", "exec") if isinstance(text, str) else text
        builtins.exec(code, names, more)

    def evaluate(code: CodeType, names: dict[str, Any], made: Mapping[str, Any] | None = None) -> Any:
        if made is not None:  # else what is made is looked for among the names
            names = {name: names[name] for name in _names_in(code) & names.keys()}
        return builtins.eval(code, names, made)

    return {"compile": compiled, "exec": run, "eval": evaluate}


def _names_in(code: CodeType) -> set[str]:
    """The names of globals, and of attributes, that a text and the functions in it use."""
    names = {"__name__", *code.co_names}
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            names |= _names_in(constant)
    return names


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

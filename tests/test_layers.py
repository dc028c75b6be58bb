"""The layers: each room imports only what stands to its left, and only the rooms for it touch the world outside."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "server" / "tfscope"

# What each room may import of tfscope, besides itself and the package's version.
ALLOWED = {
    "syntax": set(),
    "resolver": {"syntax"},
    "events": {"syntax", "resolver"},
    "checkpoint": set(),
    "features": {"syntax", "resolver", "events", "checkpoint"},
    "project": {"syntax", "resolver", "events", "checkpoint"},
    "lsp": {"syntax", "resolver", "events", "checkpoint", "features", "project"},
    "cli": {"syntax", "resolver", "events", "checkpoint", "features", "project", "lsp"},
}
# Libraries that one room alone may know.
OWNERS = {"pygls": {"lsp"}, "lsprotocol": {"lsp"}, "jedi": {"project"}, "parso": {"syntax"}}
# The resolver is pure: the same sources give the same answer, and no file, process or network is touched.
IMPURE = {
    "os", "io", "pathlib", "shutil", "tempfile", "glob", "subprocess", "multiprocessing", "socket", "ssl", "urllib",
    "http", "asyncio", "time", "random", "importlib", "runpy", "ctypes", "pickle",
}  # fmt: skip
# Models and facts of libraries are files of this package. Models are interpreted and never run.
READS_OWN_FILES = {
    "resolver/library/finder.py": {"pathlib"},
    "resolver/library/api/": {"pathlib", "importlib"},
    "resolver/library/models/mock.py": {"importlib"},
}
IMPURE_CALLS = {"open", "exec", "eval", "__import__", "compile", "input", "print"}
PURE_ROOMS = {"syntax", "resolver", "events", "checkpoint", "features"}


def files() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def room_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE).parts
    return parts[0] if len(parts) > 1 else ""


def imports(path: Path) -> Iterator[str]:
    """Every module that a file imports, wherever the import stands."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute, so that the layer can be read off them"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def rooms_imported(path: Path) -> Iterator[str]:
    for name in imports(path):
        parts = name.split(".")
        if parts[0] == "tfscope" and len(parts) > 1 and (PACKAGE / parts[1]).is_dir():
            yield parts[1]


def test_every_room_is_known():
    """A new room has to be given its place here."""
    assert {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").is_file()} == set(ALLOWED)


@pytest.mark.parametrize("room", ALLOWED)
def test_imports_go_to_the_left_only(room):
    """`text -> syntax -> resolver -> events -> features -> lsp, cli`, with `project` beside the features."""
    for path in files():
        if room_of(path) == room:
            assert set(rooms_imported(path)) <= ALLOWED[room] | {room}, path


@pytest.mark.parametrize(("library", "owners"), OWNERS.items())
def test_libraries_stay_in_their_rooms(library, owners):
    """The protocol is known to lsp alone, jedi to project, parso to syntax."""
    users = {room_of(path) for path in files() if library in {name.split(".")[0] for name in imports(path)}}
    assert users <= owners


# Paths as text: these never look at the disk.
PURE_PARTS = {"pathlib.PurePosixPath", "pathlib.PureWindowsPath"}


@pytest.mark.parametrize("room", sorted(PURE_ROOMS))
def test_the_inner_rooms_touch_nothing(room):
    """No input or output, no clock, no chance; calls are those by bare name."""
    for path in files():
        if room_of(path) != room:
            continue
        name = path.relative_to(PACKAGE).as_posix()
        exempt = next((modules for start, modules in READS_OWN_FILES.items() if name.startswith(start)), set())
        used = {name for name in imports(path) if name not in PURE_PARTS}
        assert not {name.split(".")[0] for name in used} & IMPURE - exempt, path
        assert not set(bare_calls(path)) & IMPURE_CALLS, path


def bare_calls(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield node.func.id


def test_nothing_heavy_is_loaded_before_the_first_answer():
    """A server has to load the protocol, and nothing else that takes time: no jedi, no parso, no resolver."""
    code = "import sys, tfscope.lsp.requests; print(*sys.modules)"
    command = [sys.executable, "-c", code]
    loaded = set(subprocess.run(command, cwd=PACKAGE.parent, capture_output=True, text=True, check=True).stdout.split())
    assert "lsprotocol" in loaded
    assert not {"jedi", "parso", "tfscope.resolver.analysis", "tfscope.resolver.python.interpreter"} & loaded

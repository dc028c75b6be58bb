"""Which files of the workspace import which, and from which programs a file is reached.

Files are read quickly with a regular expression, not parsed. Imports are kept by name, so that adding or changing a
file costs that file alone, and asking costs what is found, whatever the size of the workspace.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from sys import intern

from tfscope.project.disk import DISK, Entry
from tfscope.project.paths import is_below
from tfscope.syntax import NOTEBOOK

MAX_FILES = 50_000
SKIPPED_FOLDERS = frozenset({"__pycache__", "node_modules", "site-packages", "dist-packages", "build", "dist"})

_IMPORT = re.compile(
    r"^[ \t]*(?:from[ \t]+(?P<module>\.*[\w.]*)[ \t]+import[ \t]+(?P<names>\([^)]*\)|(?:[^\n#;\\]|\\\r?\n)+)"
    r"|import[ \t]+(?P<modules>(?:[^\n#;\\]|\\\r?\n)+))",
    re.MULTILINE,
)
_NOT_NAMES = re.compile(r"#[^\n]*|[()\\]")
_MAIN = re.compile(r"^if[ \t(]+(?:__name__\b|['\"]__main__)", re.MULTILINE)
_BUILDS = re.compile(
    r"^(?!def |class |from |import |[ \t#@])[^\n]*\b(?:get_variable|Variable|variable_scope|placeholder|Session|"
    r"layers\.\w+|app\.run)\(",
    re.MULTILINE,
)
_DEFINITIONS = ("def ", "class ", "@", "async ")
_TEST = re.compile(r"(?:^|[/\\])(?:tests?[/\\]|test_[^/\\]*$|[^/\\]*_test\.py$|conftest\.py$)")


@dataclass(frozen=True, slots=True)
class Scan:
    """What a quick look at a file's text tells: the names it imports (relative ones with their dots) and whether it
    builds something when run."""

    imports: frozenset[str]
    is_script: bool


def scan(text: str) -> Scan:
    """Looks quickly at a file's text."""
    return Scan(_imports(text), bool(_MAIN.search(text) or _BUILDS.search(text)))


def walk(
    folder: str, exclude: Sequence[tuple[str, str]] = (), cancelled: Callable[[], bool] = lambda: False
) -> Iterator[str]:
    """The Python files and notebooks below a folder, without environments, caches, hidden folders and what `exclude`
    names (folders with glob patterns relative to them); symbolic links to folders are not followed."""
    excluded = _matcher(exclude)
    waiting = [folder]
    while waiting and not cancelled():
        parent = waiting.pop()
        entries = _entries(parent)
        for name in (entry.name for entry in entries if not entry.is_folder):
            if name.endswith((".py", ".pyw", NOTEBOOK)) and not excluded(parent, name):
                yield os.path.join(parent, name)
        folders = (entry.name for entry in reversed(entries) if entry.is_folder and not entry.is_link)
        waiting += [
            os.path.join(parent, name) for name in folders if not _skipped(parent, name) and not excluded(parent, name)
        ]


class ImportIndex:
    """The imports of the files added so far."""

    def __init__(self) -> None:
        self._scans: dict[str, Scan] = {}
        self._importers: dict[str, set[str]] = {}
        # Of each file that is being edited what its statements tell, by their texts.
        self._statements: dict[str, dict[str, Scan]] = {}

    def __len__(self) -> int:
        return len(self._scans)

    def __contains__(self, path: str) -> bool:
        return path in self._scans

    def add(self, path: str, text: str) -> bool:
        """Takes in a new or changed file; whether anything changed for the index."""
        return self._put(path, scan(text))

    def add_statements(self, path: str, texts: Iterable[str]) -> bool:
        """The same for a file that is being edited, given the texts of its top-level statements: only those that are
        new are looked at."""
        known = self._statements.get(path, {})
        scans = {text: known.get(text) or _scan_statement(text) for text in texts}
        imports = frozenset().union(*(one.imports for one in scans.values()))
        changed = self._put(path, Scan(imports, any(one.is_script for one in scans.values())))
        self._statements[path] = scans
        return changed

    def _put(self, path: str, new: Scan) -> bool:
        self._statements.pop(path, None)
        if self._scans.get(path) == new:
            return False
        self.remove(path)
        self._scans[path] = new
        for name in new.imports:
            self._importers.setdefault(intern(_absolute(name, path)), set()).add(path)
        return True

    def remove(self, path: str) -> None:
        """Forgets a file."""
        self._statements.pop(path, None)
        old = self._scans.pop(path, None)
        for name in old.imports if old else ():
            full = _absolute(name, path)
            importers = self._importers.get(full, set())
            importers.discard(path)
            if not importers:
                self._importers.pop(full, None)

    def importers(self, path: str) -> set[str]:
        """The files that import the file `path`, by any of the names it can be imported under."""
        found: set[str] = set()
        if path.endswith(NOTEBOOK):
            return found
        for name, root in _names_of(path):
            found.update(p for p in self._importers.get(name, ()) if self._means(p, name, root))
        found.update(self._importers.get(_as_module(path), ()))
        return found - {path}

    def is_program(self, path: str) -> bool:
        """Whether people run the file: it has something to run, or nobody imports it."""
        known = self._scans.get(path)
        return known is None or known.is_script or not self.importers(path)

    def all_programs(self) -> list[str]:
        """Every program of the workspace."""
        return [path for path in self._scans if self.is_program(path)]

    def programs(self, path: str, limit: int) -> list[str]:
        """The programs from which the file is reached, at most `limit`: scripts before tests, the nearest first."""
        scripts: list[str] = []
        tests: list[str] = []
        for found in self._reaching(path):
            if self.is_program(found):
                (tests if _TEST.search(found) else scripts).append(found)
            if len(scripts) >= limit:
                break
        return [*scripts, *tests][:limit]

    def _reaching(self, path: str) -> Iterator[str]:
        seen = {path}
        layer = [path]
        while layer and len(seen) < MAX_FILES:
            yield from layer
            found = {importer for reached in layer for importer in self.importers(reached)} - seen
            seen |= found
            layer = sorted(found)

    def _means(self, importer: str, name: str, root: str) -> bool:
        """Whether `name`, written in `importer`, can mean the file found under it from `root`: a short name such as
        `utils` only for importers that lie at or below the root, or beside it."""
        return "." in name or is_below(importer, root) or root.startswith(os.path.dirname(importer))


def _scan_statement(text: str) -> Scan:
    """The same as `scan` of the text of one top-level statement; a definition builds nothing."""
    return Scan(_imports(text), False) if text.startswith(_DEFINITIONS) else scan(text)


def _imports(text: str) -> frozenset[str]:
    return frozenset(_imported(text)) if "import" in text else frozenset()


def _imported(text: str) -> Iterator[str]:
    for match in _IMPORT.finditer(text):
        if match["modules"]:
            for name in _first_words(match["modules"]):
                yield from _with_parents(name)
        else:
            module = match["module"]
            yield from _with_parents(module)
            dot = "" if module.endswith(".") else "."
            yield from (f"{module}{dot}{name}" for name in _first_words(match["names"]) if name.isidentifier())


def _first_words(text: str) -> Iterator[str]:
    """`a, b as c` gives a and b; comments, parentheses and line continuations do not count."""
    for part in _NOT_NAMES.sub(" ", text).split(","):
        yield from part.split()[:1]


def _with_parents(name: str) -> Iterator[str]:
    """`import a.b.c` runs a and a.b too."""
    yield name
    while "." in name.lstrip("."):
        name = name.rpartition(".")[0]
        yield name


def _absolute(name: str, path: str) -> str:
    """A relative import as the path of the module it names, without suffix; an absolute one as it is."""
    if not name.startswith("."):
        return name
    rest = name.lstrip(".")
    folder = os.path.dirname(path)
    for _ in range(len(name) - len(rest) - 1):
        folder = os.path.dirname(folder)
    return os.path.join(folder, *rest.split(".")) if rest else folder


def _as_module(path: str) -> str:
    stem = os.path.splitext(path)[0]
    return os.path.dirname(stem) if os.path.basename(stem) == "__init__" else stem


def _names_of(path: str) -> Iterable[tuple[str, str]]:
    """Every dotted name a file can have, with the folder it would be imported from: net, models.net, ..."""
    folder, name = os.path.split(_as_module(path))
    dotted = name
    while name:
        yield dotted, folder
        folder, name = os.path.split(folder)
        dotted = f"{name}.{dotted}"


def _matcher(exclude: Sequence[tuple[str, str]]) -> Callable[[str, str], bool]:
    """Whether a file or folder is named by a pattern such as `third_party/**` or `**/generated`."""
    if not exclude:
        return lambda parent, name: False
    patterns = [f"{re.escape(folder.replace(os.sep, '/'))}/{_pattern(glob)}" for folder, glob in exclude]
    wanted = re.compile("|".join(patterns))
    return lambda parent, name: wanted.fullmatch(os.path.join(parent, name).replace(os.sep, "/")) is not None


def _pattern(glob: str) -> str:
    """A glob as a regular expression: `**` is any folders, `*` and `?` stay inside one name."""
    glob = glob.strip("/").removesuffix("/**")
    pieces = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    return "".join(pieces.get(part) or re.escape(part) for part in re.split(r"(\*\*/|\*\*|\*|\?)", glob))


def _entries(folder: str) -> list[Entry]:
    try:
        return sorted(DISK.entries(folder), key=lambda entry: entry.name)
    except (OSError, ValueError):
        return []


def _skipped(parent: str, name: str) -> bool:
    if name in SKIPPED_FOLDERS or name.startswith("."):
        return True
    return DISK.is_file(os.path.join(parent, name, "pyvenv.cfg"))

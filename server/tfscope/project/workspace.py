"""The files of the workspace, the environment and the open texts behind one face."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from tfscope.project import environment
from tfscope.project.configuration import Configuration, Configurations
from tfscope.project.disk import DISK
from tfscope.project.files import Files, Overlay, read, stamp_of
from tfscope.project.imports import MAX_FILES, ImportIndex, walk
from tfscope.project.paths import is_below
from tfscope.project.search import Folders, ModuleSearch
from tfscope.project.settings import Settings
from tfscope.project.sources import FileSources

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Program:
    """An entry point for analysis, and whether people run it (or it is only looked at on its own)."""

    path: str
    is_program: bool


class Workspace:
    """Everything that is known of the code on disk. One per session; owns every cache of it."""

    def __init__(
        self, roots: Sequence[str], settings: Settings | None = None, environ: Mapping[str, str] = os.environ
    ) -> None:
        self.roots = tuple(roots)
        self.settings = settings or Settings()
        self.files = Files()
        self.imports = ImportIndex()
        self._environ = environ
        self._folders = Folders()
        self._configurations = Configurations()
        # The modules that analyses have missed, and whether they were looked for elsewhere.
        self._missed: set[str] = set()
        self._looks_further = False

    def sources(self, entry: str, overlay: Overlay) -> FileSources:
        """The view of the files that an analysis from `entry` gets."""
        roots = sorted(self.roots, key=lambda root: not is_below(entry, root))
        return FileSources(
            entry,
            self.files,
            self._folders,
            overlay,
            paths=self.settings.paths,
            roots=roots,
            packages=lambda: self.packages,
            last_resort=self._ask_jedi,
        )

    def programs(self, path: str) -> list[Program]:
        """The entry points from which the file `path` is looked at: the programs that reach it, and itself."""
        found = [Program(program, True) for program in self.imports.programs(path, self.settings.max_programs)]
        if all(program.path != path for program in found):
            found.append(Program(path, self.imports.is_program(path)))
        return found

    def all_programs(self) -> list[Program]:
        """Every program below the roots, as far as they were indexed."""
        return [Program(path, True) for path in self.imports.all_programs()]

    def index(self, overlay: Overlay, cancelled: Callable[[], bool], progress: Progress) -> None:
        """Takes all Python files of the roots into the import index; `progress` is told how many are done, of how
        many. When cancelled, what was taken in so far is used."""
        found = (path for root in self.roots for path in walk(root, self.settings.exclude, cancelled))
        paths = list(islice(dict.fromkeys(found), MAX_FILES))
        imports = ImportIndex()
        for number, path in enumerate(paths, 1):
            if cancelled():
                break
            _look_at(path, overlay, imports)
            progress(number, len(paths))
        # Others read the index meanwhile, so the new one is put in its place only when it is done.
        self.imports = imports

    def changed(self, path: str, overlay: Overlay) -> bool:
        """Takes note that a file was written, created or deleted; whether the imports changed by it."""
        if path not in overlay:
            return _look_at(path, overlay, self.imports)
        module = self.files.module(path, overlay)
        return self.imports.add_statements(path, [unit.text for unit in module.units] if module else [])

    def changed_on_disk(self, overlay: Overlay) -> tuple[list[str], bool]:
        """The files in use whose text is another by now, and whether files may have come or gone."""
        return self.files.changed_on_disk(overlay), self._folders.changed() or self._configurations.changed()

    def refresh(self) -> None:
        """Looks at folders again: files may have come or gone."""
        self._folders.refresh()
        self._configurations.refresh()

    def silent(self) -> list[str]:
        """The files and folders that give no answer, such as those of a drive that is gone, and are left out."""
        return DISK.silent()

    def configuration(self, path: str) -> Configuration:
        """What pyproject.toml says for a file."""
        return self._configurations.of(path)

    @cached_property
    def packages(self) -> list[str]:
        """The environment's package folders."""
        prefixes = environment.prefixes(self.settings.interpreter, self.roots, self._environ)
        found = [folder for prefix in prefixes for folder in environment.site_packages(prefix)]
        if not found and self.settings.trusted and self.settings.interpreter:
            found = environment.ask_interpreter(self.settings.interpreter)
        return list(dict.fromkeys(found))

    @cached_property
    def python_to_run(self) -> str | None:
        """The environment's Python, if it may be run: in trusted workspaces, and only one that a person has picked."""
        return environment.picked(self.settings.interpreter, self._environ) if self.settings.trusted else None

    def search_missing(self, found: Callable[[], None]) -> None:
        """Looks further for modules that no folder has; `found` is called, on another thread, if any is found: then
        the analyses that missed it have to begin anew."""
        if not self.settings.trusted:
            return
        if self._jedi_finds_more():
            self._jedi.search_wanted(found)
        elif self._missed and not self._looks_further:
            self._looks_further = True
            threading.Thread(target=self._take_usual_packages, args=(found,), daemon=True).start()

    def _ask_jedi(self, name: str) -> str | None:
        if not self.settings.trusted:
            return None
        if self._jedi_finds_more():
            return self._jedi.find(name) if self.settings.patient else self._jedi.known(name)
        self._missed.add(name)
        return None

    def _jedi_finds_more(self) -> bool:
        """Whether there may be modules in the environment that stand in none of its folders. Else jedi, with the
        process it starts, would be a third of a server's memory for nothing."""
        if not self.packages:
            return self.settings.patient or self.settings.interpreter is not None
        return self._has_finders

    @cached_property
    def _has_finders(self) -> bool:
        return environment.has_finders(self.packages)

    def _take_usual_packages(self, found: Callable[[], None]) -> None:
        """In place of those of an environment, when there is none and modules were missed."""
        if self.packages:
            return
        self.packages = environment.usual_packages(self._environ)
        search = ModuleSearch(self._folders, {})
        if any(search.find(name, self.packages) for name in sorted(self._missed)):
            found()

    @cached_property
    def _jedi(self):
        from tfscope.project.jedi_search import JediSearch

        return JediSearch(self.roots[0] if self.roots else os.getcwd(), self.settings.interpreter)


def _look_at(path: str, overlay: Overlay, imports: ImportIndex) -> bool:
    text = read(path, overlay) if stamp_of(path, overlay) else None
    if text is not None:
        return imports.add(path, text)
    known = path in imports
    imports.remove(path)
    return known


def python_files(paths: Iterable[str]) -> list[str]:
    """The files among `paths` and the Python files below the folders among them, without repetition."""
    found = []
    for path in paths:
        found += walk(path) if DISK.is_folder(path) else [path]
    return list(dict.fromkeys(found))

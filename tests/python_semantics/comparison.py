"""Programs run twice: by CPython with a recording `tensorflow`, and by the resolver. Both must name the same.

A program calls `show(*values)`; what `repr` makes of them becomes the name of a variable. A page of programs is a
file whose programs begin with lines `# == title`; a program may hold several files after lines `#- folder/file.py`.
"""

from __future__ import annotations

import contextlib
import io
import re
import sys
import types
import warnings
from collections.abc import Iterator
from pathlib import Path

from fixtures import resolve_files, split

_TITLE = re.compile(r"^# == (.+)\n", re.MULTILINE)
# What a program sees of the harness. Names hold the text in hexadecimal: TensorFlow takes few characters.
_SHOW = """
import tensorflow as tf
shown = []
def show(*values):
    shown.append(None)
    text = ", ".join([repr(value) for value in values])
    tf.get_variable("n%d/" % len(shown) + "".join(["%04x" % ord(character) for character in text]), [1])
"""


def programs(page: Path) -> Iterator[tuple[str, str]]:
    """The programs of a page, each with its title."""
    parts = _TITLE.split(page.read_text("utf-8"))
    assert not parts[0].strip(), f"{page}: the first program has no title"
    yield from zip(parts[1::2], parts[2::2], strict=True)


def difference(source: str) -> list[str]:
    """Where CPython and the resolver differ about a program, one line each."""
    files, _ = split(source)
    expected = in_cpython(files)
    found = in_resolver(files)
    assert expected, "the program shows nothing"
    return [
        f"{number}: CPython shows {a or 'nothing'}; the resolver {b or 'nothing'}"
        for number, (a, b) in enumerate(_paired(expected, found), 1)
        if a != b
    ]


def in_cpython(files: dict[str, str]) -> list[str]:
    """What the program shows when it is run. What ends it early ends the list, with the error's name."""
    names: list[str] = []
    fake = types.ModuleType("tensorflow")
    fake.get_variable = lambda name, shape: names.append(name)
    before = {**sys.modules}
    sys.modules["tensorflow"] = fake
    finder = _MemoryFinder(_with_show(files))
    sys.meta_path.insert(0, finder)
    try:
        with (
            contextlib.redirect_stdout(io.StringIO()),
            contextlib.redirect_stderr(io.StringIO()),
            warnings.catch_warnings(),
        ):
            warnings.simplefilter("ignore")
            finder.run_main(next(iter(files)))
    except BaseException as error:
        names.append(f"{type(error).__name__}: {error}")
    finally:
        sys.meta_path.remove(finder)
        for name in finder.imported | {"tensorflow"}:
            sys.modules.pop(name, None)
        sys.modules.update(before)
    return [_readable(name) for name in names]


def in_resolver(files: dict[str, str]) -> list[str]:
    """What the resolver says the program shows; what is not certain, or was given up on, says so."""
    resolution = resolve_files(_with_show(files), next(iter(files)), standalone=False)
    shown = [
        _readable(event.name) + ("" if event.certain else " (possible)")
        for event in resolution.events
        if event.kind == "get_variable"
    ]
    return [*shown, *(f"gave up: {end.reason}" for end in resolution.gave_up)]


def _with_show(files: dict[str, str]) -> dict[str, str]:
    """The files, with `show` for each of them that does not import it itself."""
    imported = {
        path: text if "import show" in text else f"from show import show\n{text}" for path, text in files.items()
    }
    return {**imported, "show.py": _SHOW}


def _readable(name: str) -> str:
    number, _, text = name.partition("/")
    if not re.fullmatch("(?:[0-9a-f]{4})*", text) or not number[1:].isdigit():
        return name
    return "".join(chr(int(text[i : i + 4], 16)) for i in range(0, len(text), 4))


def _paired(left: list[str], right: list[str]) -> Iterator[tuple[str | None, str | None]]:
    for index in range(max(len(left), len(right))):
        yield (left[index] if index < len(left) else None), (right[index] if index < len(right) else None)


class _MemoryFinder:
    """Imports modules from texts, as `MemorySources` does for the resolver."""

    def __init__(self, files: dict[str, str]) -> None:
        self._files = files
        self.imported: set[str] = set()

    def run_main(self, path: str) -> None:
        main = types.ModuleType("__main__")
        main.__file__ = path
        before = sys.modules["__main__"]
        argv, sys.argv = sys.argv, [path]
        sys.modules["__main__"] = main
        try:
            exec(compile(self._files[path], path, "exec"), main.__dict__)
        finally:
            sys.modules["__main__"], sys.argv = before, argv

    def find_spec(self, name, path=None, target=None):
        from importlib.machinery import ModuleSpec

        stem = name.replace(".", "/")
        for file, is_package in ((f"{stem}/__init__.py", True), (f"{stem}.py", False)):
            if file in self._files:
                self.imported.add(name)
                spec = ModuleSpec(name, self, origin=file, is_package=is_package)
                spec.has_location = True
                return spec
        if any(file.startswith(f"{stem}/") for file in self._files):
            self.imported.add(name)
            spec = ModuleSpec(name, None, is_package=True)
            spec.submodule_search_locations = [stem]
            return spec
        return None

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        path = module.__spec__.origin
        exec(compile(self._files[path], path, "exec"), module.__dict__)

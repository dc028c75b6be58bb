"""Where a Python environment keeps its packages, found from its files alone; the interpreter is run only on request.

The rules are those of `site`: `pyvenv.cfg` names the base, `lib/pythonX.Y/site-packages` (`Lib/site-packages` on
Windows) holds the packages, and `.pth` files in it add folders. Lines of `.pth` files that Python would execute are
passed over.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping

from tfscope.project.disk import DISK

# What activation sets, of venv and of conda.
ACTIVE = ("VIRTUAL_ENV", "CONDA_PREFIX")
# Lines that these have Python execute let it find no module: setuptools' and virtualenv's own.
_HARMLESS = frozenset({"distutils-precedence.pth", "_virtualenv.pth"})
_ASK = "import json, sys; print(json.dumps([p for p in sys.path if p]))"
# As we run Python, it leaves the folder of a person's own packages out.
_ASK_WITH_OWN = "import json, site, sys; print(json.dumps([p for p in sys.path if p] + [site.getusersitepackages()]))"


def prefixes(interpreter: str | None, roots: Iterable[str], environ: Mapping[str, str]) -> list[str]:
    """The environments to look in, best first: the chosen one, the activated one, those in the workspace."""
    if interpreter:
        return [_prefix_of(interpreter)]
    active = _activated(environ)
    local = [os.path.join(root, name) for root in roots for name in (".venv", "venv", "env")]
    return [*active, *(folder for folder in local if DISK.is_file(os.path.join(folder, "pyvenv.cfg")))]


def picked(interpreter: str | None, environ: Mapping[str, str]) -> str | None:
    """The Python that a person has picked, by its path or by activating its environment, and that may be run where
    there is trust. One that only lies in the workspace nobody has picked."""
    if interpreter:
        return interpreter
    return next(filter(DISK.is_file, (python for prefix in _activated(environ) for python in _pythons(prefix))), None)


def site_packages(prefix: str) -> list[str]:
    """The package folders of an environment, its own first, then those that its `.pth` files add."""
    own = _own_site_packages(prefix)
    config = _pyvenv_config(prefix)
    if config.get("include-system-site-packages", "").lower() == "true" and config.get("home"):
        own += _own_site_packages(_prefix_of(os.path.join(config["home"], "python")))
    return [*own, *(added for folder in own for added in _pth_folders(folder))]


def has_finders(folders: Iterable[str]) -> bool:
    """Whether Python would execute lines of `.pth` files in the package folders, as those of editable installs that
    find modules wherever they are."""
    files = (os.path.join(folder, name) for folder in folders for name in _names(folder) if name not in _HARMLESS)
    return any(_is_executed(line) for file in files if file.endswith(".pth") for line in _lines(file))


def usual_packages(environ: Mapping[str, str]) -> list[str]:
    """The package folders of the Python that a person would run who has picked none. Runs it, as `ask_interpreter`."""
    import shutil

    named = (shutil.which(name, path=environ.get("PATH", "")) for name in ("python3", "python"))
    python = next(filter(None, named), None)
    return ask_interpreter(python, question=_ASK_WITH_OWN) if python else []


def ask_interpreter(interpreter: str, timeout: float = 10.0, question: str = _ASK) -> list[str]:
    """The import path that the interpreter itself names. Runs it, so only for workspaces that are trusted."""
    import subprocess

    try:
        answer = subprocess.run(
            [interpreter, "-I", "-c", question],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=timeout,
            check=True,
        )
        paths = json.loads(answer.stdout)
    except (OSError, ValueError, subprocess.SubprocessError):
        return []
    return [path for path in paths if isinstance(path, str) and path.endswith(("site-packages", "dist-packages"))]


def _activated(environ: Mapping[str, str]) -> list[str]:
    return [environ[name] for name in ACTIVE if environ.get(name)]


def _pythons(prefix: str) -> list[str]:
    """Where an environment may have its interpreter: venv's on either system, and conda's on Windows."""
    return [os.path.join(prefix, *names) for names in (("bin", "python"), ("Scripts", "python.exe"), ("python.exe",))]


def _prefix_of(interpreter: str) -> str:
    folder = os.path.dirname(os.path.abspath(interpreter))
    return os.path.dirname(folder) if os.path.basename(folder).lower() in ("bin", "scripts") else folder


def _own_site_packages(prefix: str) -> list[str]:
    candidates = [os.path.join(prefix, "Lib", "site-packages")]
    for lib in ("lib", "lib64", os.path.join("local", "lib")):
        folder = os.path.join(prefix, lib)
        versions = sorted((name for name in _names(folder) if name.startswith("python")), reverse=True)
        for version in versions:
            candidates += [os.path.join(folder, version, kind) for kind in ("site-packages", "dist-packages")]
    seen: dict[str, str] = {}
    for candidate in candidates:
        if DISK.is_folder(candidate):
            seen.setdefault(_real(candidate), candidate)
    return list(seen.values())


def _pyvenv_config(prefix: str) -> dict[str, str]:
    pairs = (line.partition("=") for line in _lines(os.path.join(prefix, "pyvenv.cfg")))
    return {key.strip().lower(): value.strip() for key, equals, value in pairs if equals}


def _pth_folders(folder: str) -> list[str]:
    found = []
    for name in sorted(_names(folder)):
        if name.endswith(".pth"):
            for line in _lines(os.path.join(folder, name)):
                line = line.strip()
                if line and not line.startswith("#") and not _is_executed(line):
                    found.append(os.path.normpath(os.path.join(folder, line)))
    return [path for path in found if DISK.is_folder(path)]


def _is_executed(line: str) -> bool:
    """Whether Python executes a line of a `.pth` file (site.py, addpackage)."""
    return line.startswith(("import ", "import\t"))


def _real(path: str) -> str:
    try:
        return DISK.ask(os.path.realpath, path)
    except OSError:
        return path


def _names(folder: str) -> list[str]:
    try:
        return DISK.ask(os.listdir, folder)
    except OSError:
        return []


def _lines(path: str) -> list[str]:
    try:
        return DISK.content(path, 1 << 20).decode("utf-8", "surrogateescape").splitlines()
    except (OSError, ValueError):
        return []

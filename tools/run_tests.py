"""Runs the tests on the oldest and the newest Python at hand that tfscope supports; arguments go to pytest.

An interpreter is at hand when it is called python3.N on the PATH, lies among pyenv's, or runs this file.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from install import TOP, install, python_of

OLDEST, NEWEST = 10, 13


def main() -> int:
    code = 0
    for minor, python in sorted({minor: python for minor, python in _ends(at_hand())}.items()):
        folder = TOP / f".venv-test-3.{minor}"
        print(f"Python 3.{minor}", flush=True)
        code = _install_with(python, folder) or _pytest(folder) or code
    return code


def at_hand() -> dict[int, str]:
    """The supported interpreters that can be run, by minor version."""
    versions = range(OLDEST, NEWEST + 1)
    candidates = [(minor, shutil.which(f"python3.{minor}")) for minor in versions]
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"
    for minor in versions:
        candidates += [(minor, str(python)) for python in sorted(pyenv.glob(f"3.{minor}.*/bin/python"))]
    candidates.append((sys.version_info.minor, sys.executable))
    return {minor: python for minor, python in candidates if python and _is(python, minor)}


def _ends(pythons: dict[int, str]) -> list[tuple[int, str]]:
    found = sorted(pythons.items())
    return [found[0], found[-1]]


def _is(python: str, minor: int) -> bool:
    """Whether it runs and is that version: what pyenv puts on the PATH may be neither."""
    code = f"import sys, venv; sys.exit(sys.version_info[:2] != (3, {minor}))"
    try:
        return subprocess.run([python, "-c", code], capture_output=True, stdin=subprocess.DEVNULL).returncode == 0
    except OSError:
        return False


def _install_with(python: str, folder: Path) -> int:
    if python == sys.executable:
        return install(folder, ["runtime", "test"], False)
    command = [python, str(TOP / "tools" / "install.py"), str(folder), "runtime", "test"]
    return subprocess.run(command, stdin=subprocess.DEVNULL).returncode


def _pytest(folder: Path) -> int:
    command = [python_of(folder), "-m", "pytest", *sys.argv[1:]]
    return subprocess.run(command, cwd=TOP, stdin=subprocess.DEVNULL).returncode


if __name__ == "__main__":
    sys.exit(main())

"""Checks that a .vsix can be given to anyone: small, complete, the same on every platform.

Usage: check_vsix.py FILE
"""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

LARGEST = 5_000_000
NEEDED = [
    "extension/package.json",
    "extension/dist/extension.js",
    "extension/media/icon.png",
    "extension/bundled/run_server.py",
    "extension/bundled/packages/tfscope/__init__.py",
    "extension/bundled/packages/pygls/__init__.py",
    "extension/bundled/packages/jedi/__init__.py",
    "extension/LICENSE.txt",
    "extension/readme.md",
    "extension/changelog.md",
]
PLATFORM_SPECIFIC = (".so", ".pyd", ".dylib", ".dll", ".node", ".exe")
NOT_FOR_SHIPPING = ("node_modules/", "__pycache__/", ".map", ".ts")


def problems(file: Path) -> list[str]:
    """Return what is wrong with the file, a sentence each."""
    size = file.stat().st_size
    names = zipfile.ZipFile(file).namelist()
    found = [f"{name} is missing." for name in NEEDED if name not in names]
    found += [f"{name} runs on one platform only." for name in names if name.endswith(PLATFORM_SPECIFIC)]
    found += [f"{name} is not for shipping." for name in names if any(part in name for part in NOT_FOR_SHIPPING)]
    if size > LARGEST:
        found.append(f"It has {size:,} bytes, more than the {LARGEST:,} allowed.")
    return found


if __name__ == "__main__":
    vsix = Path(sys.argv[1])
    wrong = problems(vsix)
    if wrong:
        sys.exit("\n".join([f"{vsix} cannot be given to anyone:", *wrong]))
    print(f"{vsix}: {vsix.stat().st_size / 1e6:.1f} MB, for every platform")

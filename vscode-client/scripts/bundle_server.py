"""Puts the server and the packages it needs into vscode-client/bundled/, as the .vsix carries them.

Only pure-Python packages, chosen for the oldest Python that the server runs on, so that one bundle serves every
platform and every Python from there on. What the server never reads is left out.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
BUNDLED = TOP / "vscode-client" / "bundled"
PACKAGES = BUNDLED / "packages"
OLDEST_PYTHON = "3.10"

# jedi knows the standard library from typeshed; the stubs of other projects are most of its 30 MB.
UNUSED = [
    "jedi/third_party/django-stubs",
    "jedi/third_party/typeshed/stubs",
    "bin",
]
UNUSED_PATTERNS = ["**/__pycache__", "*.dist-info/RECORD", "*.dist-info/INSTALLER", "*.dist-info/REQUESTED", "*.dist-info/direct_url.json"]


def main() -> None:
    shutil.rmtree(BUNDLED, ignore_errors=True)
    install_packages()
    shutil.copytree(TOP / "server" / "tfscope", PACKAGES / "tfscope", ignore=shutil.ignore_patterns("__pycache__"))
    # The pages that diagnostics link to.
    shutil.copytree(TOP / "docs" / "rules", PACKAGES / "tfscope" / "docs" / "rules")
    shutil.copy(TOP / "vscode-client" / "scripts" / "run_server.py", BUNDLED)
    remove_unused()
    refuse_compiled_code()
    print(f"bundled: {sum(each.stat().st_size for each in BUNDLED.rglob('*') if each.is_file()) / 1e6:.1f} MB")


def install_packages() -> None:
    """Install the locked packages, as wheels that run anywhere."""
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-compile", "--no-deps"]
    command += ["--require-hashes", "-r", str(TOP / "requirements" / "bundled.txt"), "--target", str(PACKAGES)]
    command += ["--only-binary", ":all:", "--platform", "any", "--implementation", "py", "--abi", "none"]
    subprocess.run([*command, "--python-version", OLDEST_PYTHON], check=True)


def remove_unused() -> None:
    for name in UNUSED:
        shutil.rmtree(PACKAGES / name, ignore_errors=True)
    for pattern in UNUSED_PATTERNS:
        for path in sorted(PACKAGES.glob(pattern)):
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def refuse_compiled_code() -> None:
    """Fail when something would run on one platform only."""
    compiled = [path for ending in ("so", "pyd", "dylib") for path in PACKAGES.rglob(f"*.{ending}")]
    if compiled:
        sys.exit(f"The bundle must run everywhere, but holds compiled code: {', '.join(map(str, compiled))}")


if __name__ == "__main__":
    main()

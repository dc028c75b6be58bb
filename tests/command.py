"""Runs the `tfscope` command as a person does."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

LAUNCH = str(Path(__file__).with_name("launch.py"))
# With a defect in the place that is named before the command.
LAUNCH_BROKEN = str(Path(__file__).with_name("launch_broken.py"))


def tfscope(
    *arguments: str,
    cwd: Path | None = None,
    env: dict[str, str] | None = None,
    python: Sequence[str] = (),
    broken: str | None = None,
) -> subprocess.CompletedProcess[str]:
    """The finished command. `broken`: a place of launch_broken.py that has a defect."""
    launch = [LAUNCH_BROKEN, broken] if broken else [LAUNCH]
    return subprocess.run(
        [sys.executable, *python, *launch, *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONUTF8": "1", **(env or {})},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )

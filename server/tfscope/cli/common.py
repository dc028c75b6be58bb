"""What the commands have in common."""

from __future__ import annotations

import argparse
import os

from tfscope.cli.main import CannotWork
from tfscope.project.files import why_not
from tfscope.project.paths import normalized
from tfscope.project.settings import Settings
from tfscope.project.workspace import Workspace


def workspace(options: argparse.Namespace, roots: list[str]) -> Workspace:
    """The workspace that the options describe."""
    for folder in options.path:
        if not os.path.isdir(folder):
            raise CannotWork(f"--path {folder} is not a folder.")
    if options.python and (reason := why_not(options.python)):
        raise CannotWork(f"--python {options.python} cannot be used: {reason}.")
    settings = Settings(
        paths=tuple(map(normalized, options.path)),
        interpreter=normalized(options.python) if options.python else None,
        trusted=bool(options.python),
        patient=True,
        seconds=options.seconds,
        steps=options.steps,
    )
    return Workspace(roots, settings)


def readable(path: str) -> str:
    """The absolute path of a file that is there; raises CannotWork with a reason."""
    if reason := why_not(path):
        raise CannotWork(f"{path} cannot be read: {reason}.")
    return normalized(path)

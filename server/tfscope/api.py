"""tfscope as a library: what a program does to TensorFlow's names, without the server and without running anything.

import tfscope

resolution = tfscope.resolve("train.py")
for event in resolution.events:
    print(event.action, event.name, event.shape, f"{event.site.path}:{event.site.line}")
"""

from __future__ import annotations

import os
from collections.abc import Iterable

from tfscope.project.analysis import Analyst, deeply
from tfscope.project.files import OpenText
from tfscope.project.paths import normalized
from tfscope.project.settings import Settings
from tfscope.project.workspace import Program, Workspace
from tfscope.resolver.records import Call, Diagnostic, Event, GaveUp, Related, Resolution, ScopeFacts
from tfscope.syntax import Site

__all__ = ["Call", "Diagnostic", "Event", "GaveUp", "Related", "Resolution", "ScopeFacts", "Site", "resolve"]


def resolve(
    path: str | os.PathLike[str],
    text: str | None = None,
    *,
    search: Iterable[str | os.PathLike[str]] = (),
    ops: bool = False,
    seconds: float = Settings().seconds,
) -> Resolution:
    """What happens to TensorFlow's names when a file is run.

    path: the program; it need not exist if `text`, its source, is given. search: folders to import from, besides the
    program's own, the working directory, and the packages of the activated environment. ops: record the names of all
    ops, not of variables and scopes only. seconds: how long it may take.

    Never raises for what is in the files; what could not be followed is in `gave_up` of the result.
    """
    entry = normalized(os.fspath(path))
    settings = Settings(paths=tuple(normalized(os.fspath(folder)) for folder in search), seconds=seconds)
    analyst = Analyst(Workspace([normalized(".")], settings), ops=ops)
    overlay = {} if text is None else {entry: OpenText(0, text)}
    run = deeply(lambda: analyst.run(Program(entry, True), overlay))
    assert run, "nobody cancels it"
    return run.resolution

"""A session that is kept while a history is played, and the question whether it still says what a new one would."""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from tfscope.events import Run
from tfscope.project.analysis import Analyst, WarmResolve
from tfscope.project.files import OpenText
from tfscope.project.settings import Settings
from tfscope.project.workspace import Workspace
from unbreakable.answers import Answers, answers, difference
from unbreakable.histories import History, Step, saved

# A folder that is not there: all texts are the editor's.
ROOT = Path("/tfscope-unbreakable").absolute()
# Time must not decide what is said; steps do.
SETTINGS = Settings(seconds=600.0, steps=5_000)
# They answer from the records alone, and take longer than an analysis.
FEATURES_EVERY = 8


class SmallSteps(WarmResolve):
    """As a server has it, but in haste even small functions are left before their end, and each state of a program is
    worth keeping."""

    def __init__(self) -> None:
        super().__init__(SETTINGS)
        self._budget = replace(self._budget, hasty_steps=60, hasty_steps_of_one=15, checkpoint_steps=0)


class Session:
    """The files of a program, open in an editor, and all analyses of them."""

    def __init__(self, files: dict[str, str], root: Path = ROOT) -> None:
        self._root = root
        self._workspace = Workspace([str(root)], SETTINGS, environ={})
        self._analyst = Analyst(self._workspace, SmallSteps())
        self._overlay: dict[str, OpenText] = {}
        self._paths: set[str] = set()
        self._version = 0
        for path, text in files.items():
            self._put(path, text)

    def take(self, step: Step) -> None:
        """What happens when a text changes, or a file goes; also when nobody waits for the end of it."""
        was_there = self._absolute(step.path) in self._paths
        self._put(step.path, step.text)
        if step.text is None or not was_there:
            self._moved()
        if step.cancelled_at:
            asked = iter(range(step.cancelled_at))
            list(self._runs(cancelled=lambda: next(asked, None) is None))
        elif step.text is not None:
            for program in self._workspace.programs(self._absolute(step.path)):
                self._analyst.run(program, self._overlay, in_haste=True)

    def answers(self, of_features: bool = True) -> Answers:
        """What there is to say now."""
        runs = [run for run in self._runs() if run]
        modules = {path: self._workspace.files.module(path, self._overlay) for path in self._paths}
        return answers(runs, {path: module for path, module in modules.items() if module}, of_features)

    def _put(self, path: str, text: str | None) -> None:
        path = self._absolute(path)
        self._version += 1
        if text is None:
            self._overlay.pop(path, None)
            self._paths.discard(path)
        else:
            self._overlay[path] = OpenText(self._version, text)
            self._paths.add(path)
        self._changed(path)

    def _moved(self) -> None:
        self._workspace.refresh()
        self._analyst.forget_all()

    def _changed(self, path: str) -> None:
        self._analyst.forget([path])
        self._workspace.changed(path, self._overlay)

    def _runs(self, cancelled: Callable[[], bool] = lambda: False) -> Iterator[Run | None]:
        programs = (program for path in sorted(self._paths) for program in self._workspace.programs(path))
        for program in dict.fromkeys(programs):
            yield self._analyst.run(program, self._overlay, cancelled)

    def _absolute(self, path: str) -> str:
        return str(self._root / path)


class ClosingSession(Session):
    """One in which only the file that was edited last is open; the others are saved, and of what was analysed less is
    kept."""

    def __init__(self, files: dict[str, str], root: Path) -> None:
        self._version = 0
        for path, text in files.items():
            self._save(root / path, text)
        super().__init__(files, root)

    def _put(self, path: str, text: str | None) -> None:
        for other in map(Path, set(self._overlay) - {self._absolute(path)}):
            is_new = not other.exists()
            self._save(other, self._overlay.pop(str(other)).text)
            self._changed(str(other))
            if is_new:
                self._moved()
        if text is None:
            Path(self._absolute(path)).unlink(missing_ok=True)
        super()._put(path, text)

    def _save(self, path: Path, text: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8"))
        # Clocks of file systems are coarse, and what is of the same time is taken to be the same.
        os.utime(path, ns=(self._version, self._version))


def first_difference(history: History) -> str | None:
    """Plays a history; gives what is said otherwise than by a new session, or what is raised, None if nothing. Of
    several files first all are open, then one at a time."""
    found = _first_difference(history, Session(history.files), ROOT)
    if found or len(history.files) == 1:
        return found
    with TemporaryDirectory() as folder:
        root = Path(folder).resolve()
        history = saved(history)
        found = _first_difference(history, ClosingSession(history.files, root), root)
        return found and f"with one file open at a time, {found}"


def _first_difference(history: History, kept: Session, root: Path) -> str | None:
    files: dict[str, str | None] = dict(history.files)
    number = 0
    try:
        kept.answers()
        for number, step in enumerate(history.steps, 1):
            files[step.path] = step.text
            kept.take(step)
            if step.cancelled_at:
                continue
            now = {path: text for path, text in files.items() if text is not None}
            of_features = number % FEATURES_EVERY == 0 or number == len(history.steps)
            if found := difference(kept.answers(of_features), Session(now, root).answers(of_features)):
                return f"after step {number}: {found}"
    except Exception:
        return f"after step {number}: {traceback.format_exc()}"
    return None

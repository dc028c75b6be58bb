"""The disk, asked in a way that nobody waits for it long: a network drive may take minutes to say that it is gone.

Every question is put on a thread of its own and given up after some seconds. What did not answer is not asked again for
a while, so a drive that is gone costs seconds, not seconds for each of its files.
"""

from __future__ import annotations

import errno
import logging
import os
import threading
from collections.abc import Callable
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from time import monotonic
from typing import Any, TypeVar

log = logging.getLogger(__name__)

T = TypeVar("T")

# Disks that sleep and drives that are far away have answered by then.
SECONDS = 3.0
# Then what did not answer may be back.
PAUSE = 60.0
# As many files of one folder that give no answer, one after the other: it is the folder's fault.
STRIKES = 2


@dataclass(frozen=True, slots=True)
class Entry:
    """What lies in a folder. is_link: whether it is a symbolic link, to a file or a folder."""

    name: str
    is_folder: bool
    is_link: bool


class Disk:
    """Answers what the operating system does, or raises TimeoutError (an OSError). Safe to use from several threads."""

    def __init__(self, seconds: float = SECONDS, pause: float = PAUSE) -> None:
        """seconds: how long an answer is waited for. pause: how long what gave none is left alone."""
        self.seconds = seconds
        self._pause = pause
        self._idle: list[_Reader] = []
        self._until: dict[str, float] = {}
        # Paths without an answer, until something else below the same folder has answered.
        self._unanswered: list[str] = []

    def status(self, path: str) -> os.stat_result:
        """As `os.stat`."""
        return self.ask(os.stat, path)

    def content(self, path: str, most: int) -> bytes:
        """The first bytes of a file."""
        return self.ask(_content, path, most)

    def entries(self, folder: str) -> list[Entry]:
        """What lies in a folder, as `os.scandir` has it."""
        return self.ask(_entries, folder)

    def is_file(self, path: str) -> bool:
        """As `os.path.isfile`; also false when there is no answer."""
        return self._or_false(os.path.isfile, path)

    def is_folder(self, path: str) -> bool:
        """As `os.path.isdir`; also false when there is no answer."""
        return self._or_false(os.path.isdir, path)

    def silent(self) -> list[str]:
        """The files and folders that gave no answer and are left alone for now."""
        now = monotonic()
        found = sorted(path for path, until in self._until.copy().items() if until > now)
        return [path for path in found if not any(folder != path and _is_in(path, folder) for folder in found)]

    def ask(self, function: Callable[..., T], path: str, *more: object) -> T:
        """What `function(path, *more)` gives or raises. It must leave alone what other threads use."""
        if self._until and self._is_silent(path):
            raise _no_answer(path)
        reader = self._reader()
        try:
            answer, error = reader.ask(function, (path, *more), self.seconds)
        except Empty:
            reader.leave()
            self._gave_none(path)
            raise _no_answer(path) from None
        self._idle.append(reader)
        if self._unanswered:
            self._unanswered = [one for one in self._unanswered if not _is_in(path, os.path.dirname(one))]
        if error is not None:
            raise error
        return answer

    def _or_false(self, function: Callable[[str], bool], path: str) -> bool:
        try:
            return self.ask(function, path)
        except TimeoutError:
            return False

    def _reader(self) -> _Reader:
        while self._idle:
            try:
                reader = self._idle.pop()
            except IndexError:  # another thread was faster
                break
            if reader.is_alive():  # not so in a process that was forked
                return reader
        return _Reader()

    def _is_silent(self, path: str) -> bool:
        now = monotonic()
        for place, until in self._until.copy().items():
            if until <= now:
                self._until.pop(place, None)
            elif _is_in(path, place):
                return True
        return False

    def _gave_none(self, path: str) -> None:
        if self._is_silent(path):  # another thread has asked at the same time
            return
        self._unanswered = [*self._unanswered, path][-STRIKES:]
        place = path
        if len(self._unanswered) == STRIKES:
            place = _common_folder(self._unanswered) or path
        self._until[place] = monotonic() + self._pause
        log.warning("%s gives no answer: what lies there is left out for %g seconds", place, self._pause)


class _Reader:
    """A thread that waits for the operating system in place of another."""

    def __init__(self) -> None:
        self._questions: SimpleQueue[tuple[Callable[..., Any], tuple[object, ...]] | None] = SimpleQueue()
        self._answers: SimpleQueue[tuple[Any, BaseException | None]] = SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="tfscope-disk", daemon=True)
        self._thread.start()

    def is_alive(self) -> bool:
        return self._thread.is_alive()

    def ask(self, function: Callable[..., Any], args: tuple[object, ...], seconds: float) -> Any:
        """The result and the error of a call. Raises Empty when there is none in time."""
        self._questions.put((function, args))
        return self._answers.get(timeout=seconds)

    def leave(self) -> None:
        """Ends the thread as soon as it is done."""
        self._questions.put(None)

    def _run(self) -> None:
        while question := self._questions.get():
            function, args = question
            try:
                answer = function(*args), None
            except Exception as error:
                answer = None, error
            self._answers.put(answer)
            del question, function, args, answer


def _content(path: str, most: int) -> bytes:
    with open(path, "rb") as file:
        return file.read(most)


def _entries(folder: str) -> list[Entry]:
    with os.scandir(folder) as entries:
        return [Entry(entry.name, _is_folder(entry), entry.is_symlink()) for entry in entries]


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a symbolic link to itself
        return False


def _is_in(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder if folder.endswith(os.sep) else folder + os.sep)


def _common_folder(paths: list[str]) -> str | None:
    """The folder that all paths lie in; None when that is a whole drive of this machine, or none."""
    try:
        folder = os.path.commonpath(paths)
    except ValueError:  # on several drives
        return None
    return None if os.path.dirname(folder) == folder and not folder.startswith("\\\\") else folder


def _no_answer(path: str) -> TimeoutError:
    return TimeoutError(errno.ETIMEDOUT, "it gives no answer", path)


# What is known of drives that are gone is true of the machine, not of a workspace.
DISK = Disk()

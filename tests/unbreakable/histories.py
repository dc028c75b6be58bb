"""Histories: files, and what is done to them step by step. Where a history shows a defect it is kept as a text:

#- main.py
x = 1
#= edit main.py
x = 2
#= cancel 3 main.py        the analysis of this text is stopped when it asks for the third time
x = 3
#= remove net.py           the file is gone, in the editor and on disk
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from fixtures import split
from unbreakable.edits import edited, typed
from unbreakable.material import Files

FOUND = Path(__file__).parent / "found"
_STEP = re.compile(r"^#= (edit|remove|cancel (\d+)) (\S+)\n", re.MULTILINE)


@dataclass(frozen=True)
class Step:
    """The new text of a file, None when it is gone. cancelled_at: at which of its questions the analysis is stopped."""

    path: str
    text: str | None
    cancelled_at: int | None = None


@dataclass
class History:
    """Files as they were at first, and what was done to them. seed: what it was made from."""

    files: Files
    steps: list[Step] = field(default_factory=list)
    seed: str = ""


def random_history(name: str, files: Files, seed: str, length: int) -> History:
    """A history of `length` steps, always the same for the same seed."""
    random = Random(f"{seed}/{name}")
    history = History(dict(files), [], f"{seed}/{name}")
    for step in _steps(random, dict(files)):
        history.steps.append(step)
        if len(history.steps) >= length:
            return history
    raise AssertionError("there is always another step")


def _steps(random: Random, files: Files) -> Iterator[Step]:
    first = dict(files)
    earlier = {path: [text] for path, text in files.items()}
    while True:
        path, text = edited(random, files, earlier)
        texts = typed(random, files[path]) if random.random() < 0.03 else [text]
        for text in texts:
            files[path] = text
            yield Step(path, text, random.randrange(1, 60) if random.random() < 0.1 else None)
        earlier[path].append(files[path])
        if len(files) > 1 and random.random() < 0.02:
            gone = random.choice(list(files)[1:])
            del files[gone]
            yield Step(gone, None)
        for lost in first.keys() - files.keys():
            if random.random() < 0.1:
                files[lost] = first[lost]
                yield Step(lost, first[lost])


def saved(history: History) -> History:
    """The history as it is when its texts are saved: half a pair of UTF-16, which no file can hold, is replaced."""
    files = {path: _saved(text) for path, text in history.files.items()}
    steps = [Step(step.path, step.text and _saved(step.text), step.cancelled_at) for step in history.steps]
    return History(files, steps, history.seed)


def minimised(history: History, fails: Callable[[History], bool]) -> History:
    """A history with fewer steps, and then with fewer lines in all its texts, that fails too."""
    history = _with_fewer_steps(history, fails)
    size = max([len(text.split("\n")) for text in _texts(history)])
    while size:
        smaller = _without_lines(history, size, fails)
        history, size = (smaller, size) if smaller else (history, size // 2)
    return history


def write(history: History) -> str:
    """A history as text."""
    parts = [f"#- {path}\n{_ended(text)}" for path, text in history.files.items()]
    for step in history.steps:
        kind = "remove" if step.text is None else f"cancel {step.cancelled_at}" if step.cancelled_at else "edit"
        parts.append(f"#= {kind} {step.path}\n{_ended(step.text or '')}")
    return "".join(parts)


def read(text: str, seed: str = "") -> History:
    """The history that a text tells."""
    steps = list(_STEP.finditer(text))
    ends = [*(step.start() for step in steps[1:]), len(text)]
    files, _ = split(text[: steps[0].start()])
    return History(files, [_step(step, text[step.end() : end]) for step, end in zip(steps, ends, strict=True)], seed)


def _step(header: re.Match[str], text: str) -> Step:
    return Step(header[3], None if header[1] == "remove" else text, int(header[2]) if header[2] else None)


def _saved(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


def _ended(text: str) -> str:
    return text if not text or text.endswith("\n") else f"{text}\n"


def _texts(history: History) -> list[str]:
    return [*history.files.values(), *(step.text for step in history.steps if step.text)]


def _with_fewer_steps(history: History, fails: Callable[[History], bool]) -> History:
    """Later texts need no earlier ones, so that any step may be left out."""
    size = len(history.steps) // 2
    while size:
        first = 0
        while first < len(history.steps) - 1:
            fewer = History(history.files, history.steps[:first] + history.steps[first + size :], history.seed)
            if fewer.steps and fails(fewer):
                history = fewer
            else:
                first += size
        size //= 2
    return history


def _without_lines(history: History, size: int, fails: Callable[[History], bool]) -> History | None:
    """The history without `size` lines that stand in a row in its texts, None when all are needed."""
    rows = {
        tuple(lines[i : i + size])
        for text in _texts(history)
        for lines in [text.split("\n")]
        for i in range(len(lines))
    }
    for row in sorted(rows):
        smaller = History(
            {path: _without(text, row) for path, text in history.files.items()},
            [Step(s.path, _without(s.text, row) if s.text else s.text, s.cancelled_at) for s in history.steps],
            history.seed,
        )
        if write(smaller) != write(history) and fails(smaller):
            return smaller
    return None


def _without(text: str, row: tuple[str, ...]) -> str:
    lines = text.split("\n")
    for index in range(len(lines) - len(row) + 1):
        if tuple(lines[index : index + len(row)]) == row:
            return "\n".join(lines[:index] + lines[index + len(row) :])
    return text

"""Texts and histories without end; what goes wrong is written to a folder, each defect once."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import time
import traceback
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from unbreakable.arguments import CALLS_PER_PROGRAM, alone, programs
from unbreakable.histories import minimised, random_history, write
from unbreakable.material import Files, corpus, examples, rulebook, small_programs
from unbreakable.sessions import first_difference
from unbreakable.sources import DefectError, survive

SAY_SECONDS = 60.0
STACK_BYTES = 512 << 20


class Findings:
    """The defects found so far, by the place that raised them; each is kept as a file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: set[str] = set()
        self.tried = 0
        self._said = time.monotonic()

    def __len__(self) -> int:
        return len(self._known)

    def try_text(self, data: bytes) -> None:
        """One more text."""
        self._count("texts")
        try:
            survive(data)
        except Exception as error:
            self._keep(_signature(error), ".py", data, traceback.format_exc())

    def try_calls(self, text: str) -> None:
        """One more program of calls; of one that fails, each call that fails alone is kept."""
        self._count("programs")
        if self._fails(text) and not any([self._fails(call, keep=True) for call in alone(text)]):
            self._fails(text, keep=True)

    def _fails(self, text: str, keep: bool = False) -> bool:
        data = text.encode("utf-8", "surrogatepass")
        try:
            survive(data)
        except Exception as error:
            if keep:
                self._keep(_signature(error), ".py", data, traceback.format_exc())
            return True
        return False

    def try_history(self, name: str, seed: str, length: int) -> None:
        """One more history of a program."""
        self._count("histories")
        history = random_history(name, _programs()[name], seed, length)
        if first_difference(history):
            small = minimised(history, lambda one: first_difference(one) is not None)
            data = write(small).encode("utf-8", "surrogatepass")
            self._keep(history.seed, ".txt", data, first_difference(small) or "")

    def _count(self, what: str) -> None:
        self.tried += 1
        if time.monotonic() > self._said + SAY_SECONDS:
            self._said = time.monotonic()
            print(f"{self.tried} {what}, {len(self)} defects", flush=True)

    def _keep(self, signature: str, suffix: str, data: bytes, message: str) -> None:
        if signature in self._known:
            return
        self._known.add(signature)
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / f"{hashlib.sha256(data).hexdigest()[:12]}{suffix}"
        path.write_bytes(data)
        print(f"--- {path}\n{message}", flush=True)


def fuzz_texts(folder: Path, seconds: float, seed: str) -> None:
    """Edits of texts, in a process of its own with a deep stack."""
    command = [sys.executable, str(Path(__file__).with_name("guided.py")), str(seconds), seed, str(folder)]
    subprocess.run(command, preexec_fn=_deepen_stack if os.name == "posix" else None)


def fuzz_arguments(findings: Findings, seconds: float, seed: str) -> None:
    """Calls of everything that is modelled, again and again with other arguments."""
    end = time.monotonic() + seconds
    for text in programs(seed):
        if time.monotonic() > end:
            break
        findings.try_calls(text)
    print(f"{findings.tried} programs of {CALLS_PER_PROGRAM} calls, {len(findings)} defects", flush=True)


def fuzz_histories(findings: Findings, seconds: float, seed: str, length: int) -> None:
    """Histories of all programs in turn."""
    end = time.monotonic() + seconds
    for name, number in _turns():
        if time.monotonic() > end:
            break
        findings.try_history(name, f"{seed}.{number}", length)
    print(f"{findings.tried} histories of {length} edits, {len(findings)} defects", flush=True)


def _deepen_stack() -> None:
    import resource

    _, most = resource.getrlimit(resource.RLIMIT_STACK)
    wanted = STACK_BYTES if most == resource.RLIM_INFINITY else min(STACK_BYTES, most)
    resource.setrlimit(resource.RLIMIT_STACK, (wanted, most))


def _programs() -> dict[str, Files]:
    return {**small_programs(), **examples(), **rulebook(), **corpus()}


def _turns() -> Iterator[tuple[str, int]]:
    for number in count(1):
        for name in _programs():
            yield name, number


def _signature(error: Exception) -> str:
    """What tells one defect from another: the error and the line that raised it."""
    if isinstance(error, DefectError):
        return f"{error}".rpartition("(")[2]
    frames = traceback.extract_tb(error.__traceback__)
    return f"{error}" if not frames else f"{type(error).__name__} {frames[-1].filename}:{frames[-1].lineno} {error}"

"""Someone types, for as long as one likes, into a real server: its memory must stay what it was.

An hour of typing is as many keystrokes as people make in an hour without a rest. They are sent as fast as the server
takes them. One to four go out before the diagnostics of the last are waited for, as when somebody's next key comes
before the analysis is over; the server then leaves out the texts in between, as it always does.

Memory is what the system says the process has. It is looked at now and then when all files are closed and nobody has
typed for a while: then there is nothing to keep but what was kept before. The most that it ever had is told too.
"""

from __future__ import annotations

import re
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from statistics import median

from client import Client
from unbreakable.edits import edited, typed
from unbreakable.histories import History
from unbreakable.material import examples

# What lies between two keystrokes of 168,000 people on average: Dhakal et al., "Observations on Typing from 136
# Million Keystrokes", CHI 2018.
KEYSTROKE_SECONDS = 0.24
KEYSTROKES_PER_ROUND = 400
MOST_AT_ONCE = 4
# Now and then nobody types, for longer than the server waits before it looks at the disk, and then for garbage.
ROUNDS_BETWEEN_PAUSES = 20
PAUSE_SECONDS = 5.0
SAY_SECONDS = 60.0
# The first samples fill what is kept on purpose, and parts of the server are loaded at their first use; of the rest a
# part at the beginning is compared with one at the end.
SETTLING = 0.1
COMPARED = 0.25
FEWEST_SAMPLES = 10
MOST_GROWTH = 1.05


@dataclass
class Typed:
    """What was done so far. `memory`: in MiB, at the end of each pause. `most`: at any time."""

    rounds: int = 0
    keystrokes: int = 0
    answers: int = 0
    memory: list[float] = field(default_factory=list)
    most: float = 0.0

    def __str__(self) -> str:
        first, last = windows(self.memory)
        return (
            f"{self.keystrokes:,} keystrokes ({self.keystrokes * KEYSTROKE_SECONDS / 3600:.2f} h of typing), "
            f"diagnostics waited for {self.answers:,} times; "
            f"MiB in pauses: {first:.1f} in the first quarter, {last:.1f} in the last; {self.most:.1f} at most"
        )


def type_for(seconds: float, seed: str, hours: float | None = None) -> bool:
    """Types into the examples for some time, or as many keystrokes as take a person so many hours; false if the server
    grew."""
    done = Typed()
    wanted = None if hours is None else hours * 3600 / KEYSTROKE_SECONDS
    end = said = time.monotonic()
    end += seconds
    with tempfile.TemporaryDirectory() as name, Client(Path(name)) as client:
        while done.keystrokes < wanted if wanted is not None else time.monotonic() < end:
            _round(client, done, Random(f"{seed}/{done.rounds}"))
            done.rounds += 1
            if done.rounds % ROUNDS_BETWEEN_PAUSES == 0:
                time.sleep(PAUSE_SECONDS)
                done.memory.append(_mebibytes(client.process.pid, "VmRSS"))
            done.most = _mebibytes(client.process.pid, "VmHWM")
            if time.monotonic() > said + SAY_SECONDS:
                said = time.monotonic()
                print(done, flush=True)
    print(done, flush=True)
    return is_flat(done.memory)


def windows(memory: list[float]) -> tuple[float, float]:
    """The medians of the first samples that count and of the last."""
    settled = memory[int(len(memory) * SETTLING) :] or [0.0]
    size = max(1, int(len(settled) * COMPARED))
    return median(settled[:size]), median(settled[-size:])


def is_flat(memory: list[float]) -> bool:
    """Whether the last samples are no higher than the first; of few samples nothing is said."""
    first, last = windows(memory)
    return len(memory) < FEWEST_SAMPLES or last <= MOST_GROWTH * first


def _round(client: Client, done: Typed, random: Random) -> None:
    """Opens a program, types, asks and closes it."""
    files = dict(random.choice(list(examples().values())))
    history = History(files)
    for path, text in files.items():
        (client.root / path).parent.mkdir(parents=True, exist_ok=True)
        (client.root / path).write_text(text, "utf-8")
        client.open(path)
    typed_before = done.keystrokes
    while done.keystrokes < typed_before + KEYSTROKES_PER_ROUND:
        path, text = edited(random, files, {path: [text] for path, text in history.files.items()})
        texts = list(typed(random, files[path])) if random.random() < 0.8 else [text]
        files[path] = texts[-1]
        while texts:
            at_once = random.randint(1, MOST_AT_ONCE)
            _send(client, done, path, texts[:at_once], random)
            del texts[:at_once]
        client.forget_notifications()
    for path in files:
        client.close(path)


def _send(client: Client, done: Typed, path: str, texts: list[str], random: Random) -> None:
    """A few keystrokes in a row, what editors ask after them, and the answer."""
    for text in texts:
        version = client.change(path, {"text": text})
    done.keystrokes += len(texts)
    done.answers += 1
    client.post("textDocument/hover", _place(client, path, random))
    client.post("textDocument/codeLens", {"textDocument": {"uri": client.uri(path)}})
    client.diagnostics(path, version)


def _place(client: Client, path: str, random: Random) -> dict[str, object]:
    position = {"line": random.randrange(60), "character": random.randrange(40)}
    return {"textDocument": {"uri": client.uri(path)}, "position": position}


def _mebibytes(process: int, field: str) -> float:
    """What a process has in memory (VmRSS), or has had at most (VmHWM), where the system tells."""
    try:
        found = re.search(rf"{field}:\s+(\d+)", Path(f"/proc/{process}/status").read_text("ascii"))
    except OSError:
        return 0.0
    return int(found[1]) / 1024 if found else 0.0

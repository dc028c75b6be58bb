"""`python tests/unbreakable/guided.py SECONDS SEED FOLDER`: edits of texts, guided by which code they reach.

A process of its own: libFuzzer, which atheris drives, ends it when the time is over. Without atheris, edits are made
blindly. Defects are written to the folder.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from zlib import crc32

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent.parent / "server"), str(HERE.parent)]

LONGEST_TEXT = 20_000
RECURSION_LIMIT = 100_000
HANG_SECONDS = 300
# What coverage counts: the rest answers from what these have made.
GUIDED_BY = ["tfscope.syntax", "tfscope.resolver"]


def main() -> int:
    seconds, seed, folder = float(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
    sys.setrecursionlimit(RECURSION_LIMIT)
    try:
        import atheris
    except ImportError:
        print("atheris is not installed here: edits are not guided by coverage.", flush=True)
        return _blindly(seconds, seed, folder)
    with atheris.instrument_imports(include=GUIDED_BY):
        from unbreakable.fuzzing import Findings
        from unbreakable.sources import mutated, seeds, survive

        # Models are loaded where they are first used.
        for text in seeds():
            survive(text)
    findings = Findings(folder)
    options = _options(seconds, seed, folder)
    _fuzz(atheris, options, seeds(), findings.try_text, lambda data, most, seed: mutated(data, Random(seed))[:most])
    return 1 if findings else 0


def _options(seconds: float, seed: str, folder: Path) -> list[str]:
    """libFuzzer's; what hangs, or ends the process, is written to the folder too."""
    folder.mkdir(parents=True, exist_ok=True)
    return [
        f"-max_total_time={int(seconds)}",
        f"-seed={crc32(seed.encode()) or 1}",
        f"-max_len={LONGEST_TEXT}",
        f"-timeout={HANG_SECONDS}",
        f"-report_slow_units={HANG_SECONDS}",
        f"-artifact_prefix={folder}/",
        "-verbosity=0",
        "-print_final_stats=1",
    ]


def _fuzz(atheris, options: list[str], texts: list[bytes], one: Callable, mutate: Callable) -> None:
    with tempfile.TemporaryDirectory() as name:
        for number, text in enumerate(texts):
            (Path(name) / str(number)).write_bytes(text)
        atheris.Setup([sys.argv[0], name, *options], one, custom_mutator=mutate)
        atheris.Fuzz()


def _blindly(seconds: float, seed: str, folder: Path) -> int:
    from tfscope.project.analysis import deeply
    from unbreakable.fuzzing import Findings
    from unbreakable.sources import mutated, seeds

    findings, random, texts = Findings(folder), Random(seed), seeds()

    def run() -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            findings.try_text(mutated(random.choice(texts), random))

    deeply(run)
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())

"""Asks real TensorFlow about every program of the rule book and of `tests/differential/found`, and keeps its answers.

    python tools/record_answers.py --python PYTHON_WITH_TF_1_15 [--python PYTHON_WITH_TF_2]

The answers stand beside the pages and programs, so that the tests run without TensorFlow. Only what is new or has
changed is asked again, everything with --all. Give 1.15 first: what another version says is kept where it differs.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / "server"), str(ROOT / "tests")]

from recorded_answers import ANSWERED, blocks_of, key_of, needs_eager, pages, programs, read, write  # noqa: E402
from tensorflow_answers import Worker, tensorflow_pythons  # noqa: E402


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--python", action="append", help="a Python with TensorFlow (default: TFSCOPE_TF_PYTHON)")
    parser.add_argument("--all", action="store_true", help="ask again what is already known")
    options = parser.parse_args()
    pythons = options.python or tensorflow_pythons()
    if not pythons:
        parser.error("no Python with TensorFlow given")
    workers = [Worker(python) for python in pythons]
    try:
        for page in pages():
            _record(page, [source for _, source in blocks_of(page)], workers, options.all)
        for program in programs():
            _record(program, [program.read_text("utf-8")], workers, options.all)
    finally:
        for worker in workers:
            worker.close()


def _record(path: Path, sources: list[str], workers: list[Worker], again: bool) -> None:
    known = {} if again else read(path)
    answers = {}
    for source in sources:
        key = key_of(source)
        answers[key] = known[key] if key in known else _asked(source, workers)
    if answers != read(path):
        write(path, answers)
        print(f"{path.relative_to(ROOT)}: {len(answers)} answers")


def _asked(source: str, workers: list[Worker]) -> dict[str, object]:
    """Answers by version; of the second and later versions only what differs from the first, else "the same"."""
    answers: dict[str, object] = {}
    for worker in workers:
        if answers and "contrib" in source:
            continue  # only TensorFlow 1 has it
        answer = worker.ask(source, ops="# op:" in source, eager=needs_eager(source))
        version = answer.pop("version")
        first = next(iter(answers.values()), None)
        answers[version] = "the same" if first is not None and _core(first) == _core(answer) else answer
    return answers


def _core(answer: dict) -> dict:
    return {key: answer[key] for key in ANSWERED}


if __name__ == "__main__":
    main()

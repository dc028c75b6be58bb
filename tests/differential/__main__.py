"""`python -m tests.differential --count 10000 --seed 1`: programs without end against real TensorFlow.

Says how many agree, and shows each disagreement made small. TFSCOPE_TF_PYTHON names the Python that has TensorFlow.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
sys.path[:0] = [str(ROOT / "server"), str(ROOT / "tests")]

from differential.judging import Verdict, judge, minimised, signature  # noqa: E402
from differential.programs import FAMILIES, numbered  # noqa: E402
from recorded_answers import ANSWERED, key_of, write  # noqa: E402
from tensorflow_answers import VARIABLE, Workers, tensorflow_pythons  # noqa: E402


def main() -> int:
    options = _options()
    pythons = [options.python] if options.python else tensorflow_pythons()
    if not pythons:
        print(f"No TensorFlow: set {VARIABLE} to a Python that has TensorFlow 1.15 or 2.x, or pass --python.")
        return 2
    with Workers(pythons[0], options.jobs) as workers:
        return _run(options, workers)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.differential", description=__doc__)
    parser.add_argument("--count", type=int, default=1000, help="how many programs (default: 1000)")
    parser.add_argument("--seed", default="1", help="which row of programs (default: 1)")
    parser.add_argument("--first", type=int, default=0, help="number of the first program (default: 0)")
    parser.add_argument("--python", help=f"a Python with TensorFlow (default: {VARIABLE})")
    parser.add_argument("--jobs", type=int, default=2, help="TensorFlow processes (default: 2)")
    parser.add_argument("--families", default=",".join(FAMILIES), help="kinds of statements to use (default: all)")
    parser.add_argument("--stop-after", type=int, default=10, help="disagreements to stop after (default: 10)")
    parser.add_argument("--each-kind-once", action="store_true", help="show one of each kind of disagreement")
    parser.add_argument("--keep", type=Path, help="a folder in which to keep disagreements as fixtures")
    parser.add_argument("--as-is", action="store_true", help="do not make disagreements small")
    return parser.parse_args()


def _run(options: argparse.Namespace, workers: Workers) -> int:
    families = tuple(options.families.split(","))
    numbers = range(options.first, options.first + options.count)
    agreed = ended = beyond = disagree = 0
    shown: set[str] = set()
    start = time.monotonic()
    programs = (numbered(options.seed, number, families) for number in numbers)
    for number, (source, answer) in zip(numbers, workers.answers(programs), strict=False):
        verdict = judge(source, answer)
        beyond += verdict.beyond
        ended += answer["error"] is not None
        if verdict.problems:
            disagree += 1
            kind = signature(verdict) if options.each_kind_once else source
            if kind not in shown:
                shown.add(kind)
                _show(options, number, verdict if options.as_is else minimised(source, workers.ask))
            if len(shown) >= options.stop_after:
                break
        else:
            agreed += 1
        if (number + 1) % 200 == 0:
            print(f"{number + 1}: {agreed} agree, {disagree} disagree; {ended} ended in an error, "
                  f"{beyond} met an error outside tfscope's; {time.monotonic() - start:.0f} s", flush=True)  # fmt: skip
    print(f"seed {options.seed}, from {options.first}, TensorFlow {answer['version']}: {agreed} programs agree, "
          f"{disagree} disagree; {ended} ended in an error, {beyond} met an error outside tfscope's")  # fmt: skip
    return 1 if disagree else 0


def _show(options: argparse.Namespace, number: int, verdict: Verdict) -> None:
    print(f"\n--- program {number} of seed {options.seed}")
    for index, line in enumerate(verdict.source.rstrip().split("\n"), 1):
        print(f"{index:3} {line}")
    print("\n".join(verdict.problems), flush=True)
    if options.keep:
        keep(options.keep, verdict)


def keep(folder: Path, verdict: Verdict) -> None:
    """Writes the program and TensorFlow's answer as a fixture that runs without TensorFlow."""
    key = key_of(verdict.source)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"program_{key[:8]}.py"
    path.write_text(verdict.source, "utf-8")
    answer = {name: verdict.answer[name] for name in ANSWERED}
    write(path, {key: {verdict.answer["version"]: answer}})


if __name__ == "__main__":
    sys.exit(main())

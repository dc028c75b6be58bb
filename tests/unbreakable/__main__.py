"""`python -m tests.unbreakable --minutes 10`: random texts, edits, arguments and hours of typing; exits 1 for a defect.

What goes wrong is kept as a file in the folder `--keep`: histories as fixtures for `tests/unbreakable/found`.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
sys.path[:0] = [str(ROOT / "server"), str(ROOT / "tests")]

from tfscope.project.analysis import deeply  # noqa: E402
from unbreakable.fuzzing import Findings, fuzz_arguments, fuzz_histories, fuzz_texts  # noqa: E402
from unbreakable.typing_for_hours import type_for  # noqa: E402

KINDS = ("histories", "texts", "arguments", "typing")


def main() -> int:
    options = _options()
    kinds = options.only.split(",")
    seconds = options.minutes * 60 / len(kinds)
    found_before = _kept(options.keep)
    print(f"seed {options.seed}, {seconds:.0f} s for each of {', '.join(kinds)}", flush=True)
    if "histories" in kinds:
        deeply(lambda: fuzz_histories(Findings(options.keep), seconds, options.seed, options.steps))
    if "texts" in kinds:
        fuzz_texts(options.keep, seconds, options.seed)
    if "arguments" in kinds:
        deeply(lambda: fuzz_arguments(Findings(options.keep), seconds, options.seed))
    grown = "typing" in kinds and not type_for(seconds, options.seed, options.hours)
    defects = _kept(options.keep) - found_before
    print(f"{len(defects)} defects; memory {'has grown' if grown else 'is flat or was not looked at'}")
    return 1 if defects or grown else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.unbreakable", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10, help="how long, all kinds together (default: 10)")
    parser.add_argument("--seed", default="1", help="where chance begins (default: 1)")
    parser.add_argument("--only", default=",".join(KINDS), help=f"kinds to run (default: {','.join(KINDS)})")
    parser.add_argument("--hours", type=float, help="of typing, at a person's speed, however long they take to play")
    parser.add_argument("--steps", type=int, default=60, help="length of a history (default: 60)")
    parser.add_argument("--keep", type=Path, default=Path("fuzz-output"), help="folder for defects")
    return parser.parse_args()


def _kept(folder: Path) -> set[Path]:
    return set(folder.glob("*"))


if __name__ == "__main__":
    sys.exit(main())

"""Measures tfscope on real programs against what TensorFlow named there: `make corpus`, `make corpus BASE=folder`.

The programs' list, TensorFlow's answers and the script that compares them are the folder `../shared/corpus` beside
this repository (or where CORPUS says). The sources of those that are Python packages are fetched by pip, unpacked into
`.cache/corpus` and never run; with BASE, a folder in which all sources lie (see the corpus's README), all are measured.

Fails where a program's recall, precision or slots fall below its floors, or an error is reported that TensorFlow did
not raise. `tests/corpus/floors.json` holds the floors: they are raised to what was reached, never lowered.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import Any

TOP = Path(__file__).resolve().parent.parent
FLOORS = TOP / "tests" / "corpus" / "floors.json"
CACHE = TOP / ".cache" / "corpus"
# What the analysis of a program may take on a machine that has other things to do, in seconds: speed is measured by
# `make bench`.
PATIENCE = 170
STARTING = 10
MEASURES = ("recall", "precision", "slots")

Floors = dict[str, dict[str, float]]
Rows = list[dict[str, Any]]


def main() -> int:
    corpus = Path(os.environ.get("CORPUS") or TOP.parent / "shared" / "corpus")
    if missing := [name for name in ("programs.json", "score.py", "truth") if not (corpus / name).exists()]:
        print(f"The corpus is not there: {corpus} has no {', '.join(missing)}. CORPUS=/path/to/it tells where it is.")
        return 2
    given = os.environ.get("BASE")
    if given and not Path(given).is_dir():
        print(f"BASE={given} is no folder; it is to be the one in which the programs' sources lie.")
        return 2
    base = Path(given) if given else _fetched(corpus)
    rows = _measured(corpus, base)
    if not rows:
        print(f"No program could be measured: none of their sources lie in {base}.")
        return 2
    return _held_to_floors(rows)


def _fetched(corpus: Path) -> Path:
    """The folder with the packages' sources, those that were not there fetched as wheels."""
    for program in json.loads((corpus / "programs.json").read_text("utf-8")):
        folder = CACHE / program["dirs"][0]
        if "==" in program["source"] and not folder.exists() and not _unpack(program["source"], folder):
            print(f"left out: pip has no wheel of {program['source']}", flush=True)
    return CACHE


def _unpack(requirement: str, folder: Path) -> bool:
    with tempfile.TemporaryDirectory() as wheels:
        command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "download", "-qq", "--no-deps",
                   "--only-binary=:all:", "--dest", wheels, requirement]  # fmt: skip
        subprocess.run(command, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for wheel in Path(wheels).glob("*.whl"):
            with zipfile.ZipFile(wheel) as archive:
                archive.extractall(folder)
    return folder.exists()


def _measured(corpus: Path, base: Path) -> Rows:
    """The corpus's own measurements, which are printed as they come."""
    base.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        names = f'"{sys.executable}" -m tfscope names --seconds {PATIENCE}'
        command = [sys.executable, str(corpus / "score.py"), "--base", str(base), "--data", str(corpus),
                   "--json", str(report), "--command", names, "--timeout", str(PATIENCE + STARTING)]  # fmt: skip
        environment = {**os.environ, "PYTHONPATH": str(TOP / "server")}
        code = subprocess.run(command, env=environment, stdin=subprocess.DEVNULL).returncode
        return json.loads(report.read_text("utf-8"))["programs"] if code == 0 else []


def _held_to_floors(rows: Rows) -> int:
    floors: Floors = json.loads(FLOORS.read_text("utf-8"))
    fallen = below(rows, floors)
    print("\n".join(fallen) or "No program is below its floors.")
    if (higher := risen(rows, floors)) != floors:
        FLOORS.write_text(json.dumps(higher, indent=1, sort_keys=True) + "\n", "utf-8")
        print(f"Floors have risen: commit {FLOORS.relative_to(TOP)}.")
    return 1 if fallen else 0


def below(rows: Rows, floors: Floors) -> list[str]:
    """One sentence for each value that is below its floor, and for each program with errors that are none."""
    found = []
    for row in rows:
        if row["false"]:
            found.append(f"{row['name']}: {row['false']} errors reported on a program that TensorFlow ran")
        for measure, floor in floors.get(row["name"], {}).items():
            if (row[measure] or 0.0) < floor:
                found.append(f"{row['name']}: {measure} {row[measure] or 0.0:.4f} is below its floor {floor:.4f}")
    return found


def risen(rows: Rows, floors: Floors) -> Floors:
    """The floors with every value raised to what was reached."""
    higher = {name: dict(values) for name, values in floors.items()}
    for row in rows:
        own = higher.setdefault(row["name"], {})
        for measure in MEASURES:
            if row[measure] is not None:
                own[measure] = max(own.get(measure, 0.0), _rounded_down(row[measure]))
    return higher


def _rounded_down(share: float) -> float:
    return int(share * 10_000) / 10_000


if __name__ == "__main__":
    sys.exit(main())

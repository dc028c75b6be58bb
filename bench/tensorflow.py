"""Against running TensorFlow: all the names of a program, by running it and by asking tfscope."""

from __future__ import annotations

import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import programs
from client import Editor
from editing import Result, again

VARIABLE = "TFSCOPE_TF_PYTHON"
EXAMPLES = Path(__file__).parent.parent / "examples"
EDITS = 5
COLD_RUNS = 3
# Runs a program to its end, as its author would, or to the error that it has.
RUN = "import runpy, sys; sys.argv = sys.argv[1:]; runpy.run_path(sys.argv[0], run_name='__main__')"
# Runs what stands in for data first, and ends a program where it would begin to compute, if that is asked for.
RUN_BUILDING = """
import runpy, sys
stand_ins, stop_at_session, *sys.argv = sys.argv[1:]
if stop_at_session:
    from tensorflow.python.client import session
    session.BaseSession.__init__ = lambda *_, **__: sys.exit()
if stand_ins:
    runpy.run_path(stand_ins)
runpy.run_path(sys.argv[0], run_name="__main__")
"""
SLOW_SECONDS = 300


def compare(tfscope: Sequence[str], server: Sequence[str], packages: Path, folder: Path) -> list[Result]:
    """One row for each program; without TensorFlow its column is empty."""
    python = os.environ.get(VARIABLE)
    if not python:
        print(f"{VARIABLE} does not name a Python with TensorFlow: its times are left out.", file=sys.stderr)
    results = []
    for name, program in _programs(packages, folder):
        row: Result = {
            "program": name,
            "TensorFlow": _best([python, "-c", RUN, program.name], program.parent) if python else None,
            "tfscope, cold": _best([*tfscope, "names", program.name], program.parent),
            "tfscope, running": _running(server, program, [program.parent]),
        }
        results.append(row | _times_sooner(row))
    return results


def compare_corpus(tfscope: Sequence[str], server: Sequence[str], corpus: Path, base: Path) -> list[Result]:
    """The same for each program of the corpus, and last a row with the medians.

    base: the folder in which the programs' sources lie; see the corpus' README.
    """
    python = os.environ[VARIABLE]
    results = []
    for program in json.loads((corpus / "programs.json").read_text("utf-8")):
        entry, *arguments = (program["script"] or program["driver"]).split()
        driver = base / program["driver"]
        stand_ins = str(driver) if program["script"] else ""
        stop = "stop" if re.search(r"^#: flags .*--stop-at-session", driver.read_text("utf-8"), re.MULTILINE) else ""
        paths = [base / path for path in program["path"]]
        with tempfile.TemporaryDirectory() as folder:
            command = [python, "-c", RUN_BUILDING, stand_ins, stop, str(base / entry), *arguments]
            ran = _best(command, Path(folder), PYTHONPATH=os.pathsep.join(map(str, paths)))
        names = [*tfscope, "names", entry, *(part for path in paths for part in ("--path", str(path)))]
        row: Result = {
            "program": program["name"],
            "TensorFlow": ran,
            "tfscope, cold": _best(names, base),
            "tfscope, running": _running(server, base / entry, [(base / entry).parent, *paths]),
        }
        results.append(row | _times_sooner(row))
        print(results[-1], file=sys.stderr, flush=True)
    columns = [column for column in results[0] if column != "program"]
    return [*results, {"program": "**median**", **{column: _median(results, column) for column in columns}}]


def _median(rows: Sequence[Result], column: str) -> float:
    return statistics.median(row[column] for row in rows if row.get(column))


def _times_sooner(row: Result) -> Result:
    ran = row["TensorFlow"]
    kinds = {kind: row[f"tfscope, {kind}"] for kind in ("cold", "running")}
    return {f"times sooner, {kind}": ran / ours if ran and ours else None for kind, ours in kinds.items()}


def _best(command: Sequence[str], folder: Path, **more: str) -> float:
    return again(lambda: _run(command, folder, **more), COLD_RUNS)


def _programs(packages: Path, folder: Path) -> Iterator[tuple[str, Path]]:
    for example in sorted(EXAMPLES.iterdir()):
        for name in ("train.py", "names.py"):
            if (example / name).exists():
                yield f"examples/{example.name}/{name}", example / name
    yield "BERT-base", programs.bert(folder, packages, 12)[0]


def _run(command: Sequence[str], folder: Path, **more: str) -> float:
    """How long a process takes in a folder. more: variables of its environment."""
    environ = {**os.environ, "TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": "", **more}
    start = time.perf_counter()
    with subprocess.Popen(
        command, cwd=folder, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        # Not `wait(timeout)`: that looks only every 50 ms whether the process has ended.
        overdue = threading.Timer(SLOW_SECONDS, process.kill)
        overdue.start()
        process.wait()
        took = (time.perf_counter() - start) * 1000
        overdue.cancel()
    return took


def _running(server: Sequence[str], program: Path, roots: Sequence[Path]) -> float | None:
    """In a running server: from an edit at the program's beginning, so that it runs anew, to its variables."""
    text = program.read_text("utf-8")
    times = []
    with Editor(server, roots[0], more_roots=roots[1:]) as editor:
        editor.open(program, f"measured = 0\n{text}")
        editor.until_diagnostics(program, editor.spawned)
        for count in range(1, EDITS + 1):
            start = editor.type(program, 0, len("measured = "), str(count), 1)
            editor.until_diagnostics(program, start)
            editor.ask("tfscope/variables", {"textDocument": {"uri": program.as_uri()}})
            times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)

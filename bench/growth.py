"""What happens as things grow: deeper models, larger workspaces, longer files."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

import programs
from client import Editor
from editing import Result, median, percentile, places_in, rewriting, typing

LAYERS = (12, 24, 48, 96)
FILES = (100, 1_000, 10_000)
LINES = (1_000, 10_000, 50_000)
EDITS = 10
LIBRARY_SECONDS = 80


def deeper(tfscope: Sequence[str], server: Sequence[str], packages: Path, folder: Path) -> list[Result]:
    """BERT with more and more layers: all names from a cold command line, and an edit of `modeling.py`."""
    results = []
    for layers in LAYERS:
        program, model = programs.bert(folder, packages, layers)
        lines = model.read_text("utf-8").split("\n")
        start = time.perf_counter()
        subprocess.run([*tfscope, "names", str(program)], stdout=subprocess.DEVNULL, check=True)
        cold = (time.perf_counter() - start) * 1000
        with Editor(server, program.parent) as editor:
            # The program first, so that the model is known to be built by it.
            for path in (program, model):
                editor.open(path)
                editor.until_diagnostics(path, editor.spawned)
            places = places_in(lines)
            result = {"layers": layers, "cold names": cold, "cold names per layer": cold / layers}
            result |= _hovers(editor, model, places) | typing(editor, model, lines, places, EDITS)
            results.append(result | rewriting(editor, model, lines, EDITS) | {"MiB": editor.mebibytes})
    return results


def larger(server: Sequence[str], folder: Path) -> list[Result]:
    """Workspaces of more and more files: a person opens one and works, while the rest is looked at."""
    results = []
    for files in FILES:
        program, model = programs.workspace(folder, files)
        lines = model.read_text("utf-8").split("\n")
        with Editor(server, program.parent) as editor:
            editor.open(model)
            result: Result = {"files": files, "first diagnostics": editor.until_diagnostics(model, editor.spawned)}
            places = places_in(lines)
            result |= {f"{name} at once": time for name, time in _hovers(editor, model, places * 10).items()}
            result["indexed after"] = _indexed(editor, model)
            result |= _hovers(editor, model, places * 10) | typing(editor, model, lines, places, EDITS)
            results.append(result | rewriting(editor, model, lines, EDITS) | {"MiB": editor.mebibytes})
    return results


def whole_library(server: Sequence[str], root: Path, path: Path) -> Result:
    """A whole library as the workspace, one file of it open long enough that all programs around it are analysed."""
    places = places_in(path.read_text("utf-8").split("\n"))
    with Editor(server, root) as editor:
        editor.open(path)
        result: Result = {"files": sum(1 for _ in root.rglob("*.py"))}
        result["first diagnostics"] = editor.until_diagnostics(path, editor.spawned)
        result |= {f"{name} at once": time for name, time in _hovers(editor, path, places * 10).items()}
        time.sleep(LIBRARY_SECONDS)
        return result | _hovers(editor, path, places * 10) | {"MiB": editor.mebibytes}


def longer(server: Sequence[str], folder: Path) -> list[Result]:
    """Files of more and more lines."""
    results = []
    for count in LINES:
        path = programs.long_file(folder, count)
        lines = path.read_text("utf-8").split("\n")
        with Editor(server, path.parent) as editor:
            editor.open(path)
            first = editor.until_diagnostics(path, editor.spawned)
            result: Result = {
                "lines": count,
                "first diagnostics": first,
                "per 1,000 lines": first and first * 1000 / count,
            }
            places = places_in(lines)
            result |= _hovers(editor, path, places) | typing(editor, path, lines, places, EDITS)
            results.append(result | rewriting(editor, path, lines, EDITS) | {"MiB": editor.mebibytes})
    return results


def _hovers(editor: Editor, path: Path, places: Sequence[tuple[int, int]]) -> Result:
    times = [editor.at("textDocument/hover", path, *place)[0] for place in places]
    return {"hover": median(times), "hover p95": percentile(times, 95)}


def _indexed(editor: Editor, model: Path, patience: float = 120.0) -> float | None:
    """When the program that builds the model is known, which the server finds by reading all files."""
    end = time.perf_counter() + patience
    while time.perf_counter() < end:
        _, answer = editor.ask("tfscope/variables", {"textDocument": {"uri": model.as_uri()}})
        if answer and any("train" in entry["label"] for entry in answer["entries"]):
            return (time.perf_counter() - editor.spawned) * 1000
        time.sleep(0.05)
    return None

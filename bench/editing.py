"""One file, one server: how long until it is there, how fast it answers, what an edit costs."""

from __future__ import annotations

import re
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from client import Editor

PLACES = re.compile(r"get_variable\(|variable_scope\(|name_scope\(|layers\.\w+\(|dense\(")
STATEMENT = re.compile(r"(\s+)\w+ = .*\)$")
HOVERS, EDITS = 60, 20
# So that what an edit has started is over before the next.
PAUSE_SECONDS = 0.3
SLOW_SECONDS = 20.0

# Where names can be typed and renamed: behind the quote of a string.
NAMES = re.compile(r"(?:get_variable\(|variable_scope\(|\bname=)\s*[\"']")
QUERIES = ("kernel", "w", "attention/self", "attnslf", "", "nothing has this name")

# Requests about a place, about a string that names, and about a file: method, what the server must offer, further
# parameters.
AT_A_PLACE: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("textDocument/hover", "hoverProvider", {}),
    ("textDocument/definition", "definitionProvider", {}),
    ("textDocument/references", "referencesProvider", {"context": {"includeDeclaration": True}}),
    ("textDocument/documentHighlight", "documentHighlightProvider", {}),
)
AT_A_NAME: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("textDocument/completion", "completionProvider", {}),
    ("textDocument/prepareRename", "renameProvider", {}),
    ("textDocument/rename", "renameProvider", {"newName": "renamed"}),
)
OF_A_FILE = (
    ("textDocument/documentSymbol", "documentSymbolProvider"),
    ("textDocument/codeLens", "codeLensProvider"),
    ("textDocument/inlayHint", "inlayHintProvider"),
    ("textDocument/codeAction", "codeActionProvider"),
    ("textDocument/diagnostic", "diagnosticProvider"),
    ("tfscope/variables", "variables"),
)
SETTINGS = {"inlayHints": {"enabled": True}}

Result = dict[str, Any]


def measure(command: Sequence[str], root: Path, path: Path, edits: int = EDITS) -> Result:
    """All figures of one session, in milliseconds and MiB; None for what the server does not do."""
    lines = path.read_text("utf-8", "replace").split("\n")
    with Editor(command, root, SETTINGS) as editor:
        editor.open(path)
        result: Result = {"lines": len(lines), "start": editor.start}
        result["first diagnostics"] = editor.until_diagnostics(path, editor.spawned)
        places = places_in(lines)
        for kind in ("hover", "definition"):
            if editor.can(f"{kind}Provider"):
                result |= _spread(kind, [editor.at(f"textDocument/{kind}", path, *place)[0] for place in places])
        if edits:
            result |= typing(editor, path, lines, places, edits)
            result |= rewriting(editor, path, lines, edits // 2)
        result["MiB"] = editor.mebibytes
    return result


def starting(command: Sequence[str], root: Path, path: Path) -> Result:
    """How long a new server takes to answer, and to tell the problems of a file that is opened at once."""
    with Editor(command, root, SETTINGS) as editor:
        editor.open(path)
        return {"start": editor.start, "first diagnostics": editor.until_diagnostics(path, editor.spawned)}


def requests(command: Sequence[str], root: Path, path: Path) -> dict[str, tuple[float, float]]:
    """Of every kind of request that the server answers the median and the 95th percentile."""
    lines = path.read_text("utf-8", "replace").split("\n")
    found: dict[str, list[float | None]] = {}
    with Editor(command, root, SETTINGS) as editor:
        editor.open(path)
        editor.until_diagnostics(path, editor.spawned)
        for asked, places in ((AT_A_PLACE, places_in(lines)), (AT_A_NAME, places_in(lines, NAMES))):
            for method, provider, more in asked:
                if editor.can(provider):
                    found[method] = [editor.at(method, path, *place, **more)[0] for place in places]
        for method, provider in OF_A_FILE:
            if editor.can(provider) or (provider == "variables" and "tfscope" in Path(command[0]).name):
                found[method] = [editor.ask(method, _about(path, lines))[0] for _ in range(EDITS)]
        if editor.can("workspaceSymbolProvider"):
            asked = [query for query in QUERIES for _ in range(EDITS // 5)]
            found["workspace/symbol"] = [editor.ask("workspace/symbol", {"query": query})[0] for query in asked]
    return {method: spread for method, times in found.items() if (spread := _middle_and_slow(times))}


def typing(editor: Editor, path: Path, lines: list[str], places: list[tuple[int, int]], edits: int) -> Result:
    """A comment is typed behind a statement in the middle; every second time a hover is asked for right after it."""
    number = statement_in_the_middle(lines)
    if number is None:
        return {}
    column, times, hovers = len(lines[number]), [], []
    for count, character in enumerate(" #" + "x" * (edits - 2)):
        start = editor.type(path, number, column + count, character)
        if count % 2 == 0 or not places:
            times.append(editor.until_diagnostics(path, start, SLOW_SECONDS))
        elif editor.can("hoverProvider"):
            editor.at("textDocument/hover", path, *places[count % len(places)])
            hovers.append((time.perf_counter() - start) * 1000)
            time.sleep(PAUSE_SECONDS)
    return _spread("edit", times) | _spread("hover after an edit", hovers)


def rewriting(editor: Editor, path: Path, lines: list[str], edits: int) -> Result:
    """A number in the middle of a function is changed again and again: code is another each time."""
    number = statement_in_the_middle(lines)
    if number is None:
        return {}
    indent = STATEMENT.match(lines[number])[1]
    editor.until_diagnostics(path, editor.type(path, number, 0, f"{indent}measured = 0\n"), SLOW_SECONDS)
    times = []
    for count in range(1, edits + 1):
        time.sleep(PAUSE_SECONDS)
        start = editor.type(path, number, len(indent) + len("measured = "), str(count % 10), 1)
        times.append(editor.until_diagnostics(path, start, SLOW_SECONDS))
    return _spread("edit of code", times)


def places_in(lines: list[str], pattern: re.Pattern[str] = PLACES) -> list[tuple[int, int]]:
    """Calls that TensorFlow names something in, or strings that name, spread over the file."""
    found = [
        (number, match.start() + 1 if pattern is PLACES else match.end())
        for number, line in enumerate(lines)
        if not line.lstrip().startswith("#")
        for match in pattern.finditer(line)
    ]
    return found[:: max(1, len(found) // HOVERS)][:HOVERS]


def statement_in_the_middle(lines: list[str]) -> int | None:
    """The first assignment of a call below the middle of a file."""
    return next((n for n in range(len(lines) // 2, len(lines)) if STATEMENT.match(lines[n])), None)


def median(times: Iterable[float | None]) -> float | None:
    known = [time for time in times if time is not None]
    return statistics.median(known) if known else None


def percentile(times: Sequence[float], percent: float) -> float:
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(percent / 100 * len(ordered)))]


def again(function: Callable[[], float], times: int) -> float:
    """The shortest of some runs: what is added to it is the machine's noise."""
    return min(function() for _ in range(times))


def _middle_and_slow(times: list[float | None]) -> tuple[float, float] | None:
    known = [time for time in times if time is not None]
    return (statistics.median(known), percentile(known, 95)) if known else None


def _spread(name: str, times: list[float | None]) -> Result:
    known = [time for time in times if time is not None]
    return {name: statistics.median(known), f"{name} p95": percentile(known, 95)} if known else {}


def _about(path: Path, lines: list[str]) -> dict[str, Any]:
    end = {"line": len(lines), "character": 0}
    everything = {"start": {"line": 0, "character": 0}, "end": end}
    return {"textDocument": {"uri": path.as_uri()}, "range": everything, "context": {"diagnostics": []}}

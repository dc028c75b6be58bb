"""TensorFlow's recorded answers: where the programs and their answers stand, and a fixture held against an answer."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from fixtures import Expectation, compare, expectations, markdown_blocks
from tensorflow_answers import Answer, as_resolution

TESTS = Path(__file__).parent
ANSWERED = ("events", "scopes", "error")
_ACTIONS = {"name": ("create",), "reuse": ("reuse",), "slot": ("create", "reuse")}
_OURS_ALONE = ("warning", "hint", "related", "gave-up", "possible")


def pages() -> list[Path]:
    return sorted((TESTS / "rulebook").glob("*.md"))


def programs() -> list[Path]:
    """The programs about which tfscope and TensorFlow once disagreed."""
    return sorted((TESTS / "differential" / "found").glob("*.py"))


def blocks_of(page: Path) -> list[tuple[str, str]]:
    """The programs of a page: (heading, source)."""
    return list(markdown_blocks(page))


def key_of(source: str) -> str:
    return hashlib.sha256(source.encode("utf-8")).hexdigest()[:16]


def needs_eager(source: str) -> bool:
    """Whether a program is to run in a TensorFlow of its own, as it starts."""
    return "enable_eager_execution" in source


def read(path: Path) -> dict[str, dict[str, Any]]:
    """The answers kept beside a page or program: by the program's hash, then by TensorFlow's version."""
    file = path.with_suffix(".json")
    return json.loads(file.read_text("utf-8")) if file.exists() else {}


def write(path: Path, answers: dict[str, dict[str, Any]]) -> None:
    """One event per line, so that a change can be read."""
    blocks = []
    for key, versions in answers.items():
        inner = ",\n".join(f"  {json.dumps(version)}: {_text(answer)}" for version, answer in versions.items())
        blocks.append(f" {json.dumps(key)}: {{\n{inner}\n }}")
    path.with_suffix(".json").write_text("{\n" + ",\n".join(blocks) + "\n}\n", "utf-8")


def _text(answer: Any) -> str:
    if isinstance(answer, str):
        return json.dumps(answer)
    rows = []
    for name, value in answer.items():
        items = ",\n".join(f"    {json.dumps(item)}" for item in value) if isinstance(value, list) and value else None
        rows.append(f"   {json.dumps(name)}: " + (f"[\n{items}]" if items else json.dumps(value)))
    return "{\n" + ",\n".join(rows) + "}"


def first_answer(path: Path, source: str) -> Answer:
    """The answer of the first version asked, 1.15.5; fails where none was recorded for this very text."""
    versions = read(path).get(key_of(source))
    assert versions, f"{path.name} has no answer of TensorFlow's for this text: run tools/record_answers.py\n{source}"
    return next(iter(versions.values()))


def disagreements(source: str, answer: Answer) -> list[str]:
    """Where a fixture expects something else than TensorFlow said."""
    wanted = [e for e in expectations({"main.py": source}) if e.mark not in _OURS_ALONE]
    if answer["error"]:
        wanted = [e for e in map(lambda e: _before_error(e, answer), wanted) if e.items]
    resolution = as_resolution(answer, source)
    ops = {item.split()[0] for e in wanted if e.mark == "op" for item in e.items}
    resolution.events = [e for e in resolution.events if e.kind != "op" or e.name in ops]
    return compare(wanted, resolution)


def _before_error(expectation: Expectation, answer: Answer) -> Expectation:
    """At the line where the program ends, tfscope goes on as if the call had worked; TensorFlow says nothing of it."""
    if expectation.mark not in _ACTIONS or expectation.line not in answer["error"]["lines"]:
        return expectation
    actions = _ACTIONS[expectation.mark]
    here = [e for e in answer["events"] if expectation.line in e["lines"] and e["action"] in actions]
    said = {event["name"] for event in here}
    return replace(expectation, items=tuple(item for item in expectation.items if item.split()[0] in said))

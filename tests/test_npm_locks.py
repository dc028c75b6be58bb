"""npm installs what package.json asks for: `npm ci` refuses anything else, and CI would leave the editors out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parents[1]


@pytest.mark.parametrize("folder", ["vscode-client", "tests/e2e"])
def test_the_lock_names_the_dependencies_of_package_json(folder: str) -> None:
    package = json.loads((TOP / folder / "package.json").read_text("utf-8"))
    locked = json.loads((TOP / folder / "package-lock.json").read_text("utf-8"))["packages"]
    for kind in ("dependencies", "devDependencies"):
        asked = package.get(kind, {})
        assert locked[""].get(kind, {}) == asked
        assert {name: locked[f"node_modules/{name}"]["version"] for name in asked} == asked

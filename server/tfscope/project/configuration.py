"""`[tool.tfscope]` of pyproject.toml: what a team has agreed on.

    [tool.tfscope.rules]
    checkpoint-name-differs = "error"
    auto-reuse-unused = "off"

A file is held to the nearest pyproject.toml above it that has the table. Whatever in it does not make sense is left at
its default, and `problems` says so.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tfscope.project.files import NO_ANSWER, read, stamp_of

FILE = "pyproject.toml"
SEVERITIES = ("error", "warning", "information", "hint", "off")


@dataclass(frozen=True, slots=True)
class Configuration:
    """rules: severity by rule code. problems: one sentence for each value that is passed over. path: the file."""

    rules: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    path: str | None = None


NONE = Configuration()


class Configurations:
    """The configuration of each folder, read again when its file has changed."""

    def __init__(self) -> None:
        self._read: dict[str, tuple[object, Configuration | None]] = {}
        self._of_folder: dict[str, Configuration] = {}

    def refresh(self) -> None:
        """Looks at the files again."""
        self._of_folder = {}

    def changed(self) -> bool:
        """Whether any of the files that were asked for since the last refresh came, went or has another text by now."""
        known = [(path, at) for path, (at, _) in list(self._read.items()) if os.path.dirname(path) in self._of_folder]
        return any(stamp_of(path, {}) not in (at, NO_ANSWER) for path, at in known)

    def of(self, path: str) -> Configuration:
        """What a file is held to."""
        folder = os.path.dirname(path)
        known = self._of_folder.get(folder)
        if known is None:
            known = self._of_folder[folder] = self._nearest(folder)
        return known

    def _nearest(self, folder: str) -> Configuration:
        found = self._in(os.path.join(folder, FILE))
        # A folder as the path of a file gives what its parent has.
        return found or (self.of(folder) if os.path.dirname(folder) != folder else NONE)

    def _in(self, path: str) -> Configuration | None:
        """The configuration in one file, None if there is none."""
        stamp = stamp_of(path, {})
        known = self._read.get(path)
        if known is None or stamp not in (known[0], NO_ANSWER):
            text = read(path, {}) if stamp else None
            known = self._read[path] = (stamp, parse(text, path) if text else None)
        return known[1]


def parse(text: str, path: str = FILE) -> Configuration | None:
    """The configuration in the text of a pyproject.toml; None when it has no table of ours."""
    try:
        tool = _load(text).get("tool")
    except ValueError as error:
        return Configuration(problems=(f"it is not valid TOML: {error}",), path=path) if "tfscope" in text else None
    table = tool.get("tfscope") if isinstance(tool, dict) else None
    return _read_table(table, path) if isinstance(table, dict) else None


def _read_table(table: Mapping[str, Any], path: str) -> Configuration:
    problems = [f"there is no setting tool.tfscope.{key}" for key in table if key != "rules"]
    rules = table.get("rules", {})
    if not isinstance(rules, dict):
        return Configuration({}, (*problems, "tool.tfscope.rules is not a table"), path)
    good = {code: level for code, level in rules.items() if isinstance(level, str) and level in SEVERITIES}
    known = ", ".join(SEVERITIES)
    problems += [f"tool.tfscope.rules.{code} is none of {known}" for code in rules if code not in good]
    return Configuration(good, tuple(problems), path)


def _load(text: str) -> Mapping[str, Any]:
    """Parses TOML: by Python itself from 3.11 on, by tomlkit before. Raises ValueError."""
    try:
        from tomllib import loads
    except ImportError:
        from tomlkit import parse as parse_document

        return parse_document(text).unwrap()
    return loads(text)

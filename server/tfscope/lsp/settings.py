"""What the client's settings mean (docs/protocol.md); whatever does not make sense is left at its default."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tfscope.project import Settings

SEVERITIES = frozenset({"error", "warning", "information", "hint", "off"})


@dataclass(frozen=True, slots=True)
class Options:
    """Everything a client can set.

    whole_workspace: report problems of all files, not of open ones only. rules: severity by rule code.
    """

    project: Settings = field(default_factory=Settings)
    whole_workspace: bool = False
    rules: Mapping[str, str] = field(default_factory=dict)


def read_options(section: Any, trusted: bool) -> Options:
    """The options in a `tfscope` section as the client gives it, a nested object."""
    section = _mapping(section)
    seconds = _mapping(section.get("budget")).get("seconds")
    rules = _mapping(section.get("rules"))
    return Options(
        project=Settings(
            paths=_strings(section.get("paths")),
            interpreter=_string(section.get("environment")),
            trusted=trusted,
            exclude=_strings(section.get("exclude")),
            seconds=seconds if isinstance(seconds, (int, float)) and seconds > 0 else Settings().seconds,
        ),
        whole_workspace=_mapping(section.get("analysis")).get("scope") == "workspace",
        rules={code: level for code, level in rules.items() if level in SEVERITIES},
    )


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _string(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None


def _strings(value: Any) -> tuple[str, ...]:
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, (list, tuple)) else ()

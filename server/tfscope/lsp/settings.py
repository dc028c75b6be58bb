"""What the client's settings mean (docs/protocol.md); whatever does not make sense is left at its default."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tfscope.project.paths import is_below
from tfscope.project.settings import Settings

SEVERITIES = frozenset({"error", "warning", "information", "hint", "off"})


@dataclass(frozen=True, slots=True)
class Options:
    """Everything a client can set.

    whole_workspace: report problems of all files, not of open ones only. rules: severity by rule code, for the files
    below each folder; "" stands for all others. checkpoint: one to compare with, as it was written; relative to the
    first folder of the workspace.
    """

    project: Settings = field(default_factory=Settings)
    whole_workspace: bool = False
    inlay_hints: bool = False
    checkpoint: str | None = None
    rules: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def severities(self, path: str) -> Mapping[str, str]:
        """The severities for a file by rule code, as far as they are not the rules' own."""
        folders = [folder for folder in self.rules if folder and is_below(path, folder)]
        return self.rules.get(max(folders, key=len, default=""), {})


def read_options(sections: Mapping[str, Any], trusted: bool) -> Options:
    """The options in the `tfscope` sections as the client gives them, nested objects, by folder; "" is for no folder.

    No path from the settings of a workspace that is not trusted is followed.
    """
    general = _mapping(sections.get(""))
    seconds = _mapping(general.get("budget")).get("seconds")
    return Options(
        project=Settings(
            interpreter=_string(general.get("environment")) if trusted else None,
            trusted=trusted,
            exclude=tuple(
                (root, glob) for root in sections if root for glob in _strings(_mapping(sections[root]).get("exclude"))
            ),
            seconds=seconds if isinstance(seconds, (int, float)) and seconds > 0 else Settings().seconds,
        ),
        whole_workspace=_mapping(general.get("analysis")).get("scope") == "workspace",
        inlay_hints=_mapping(general.get("inlayHints")).get("enabled") is True,
        checkpoint=_string(general.get("checkpoint")) if trusted else None,
        rules={folder: levels for folder in sections if (levels := _levels(_mapping(sections[folder]).get("rules")))},
    )


def _levels(rules: Any) -> dict[str, str]:
    return {code: level for code, level in _mapping(rules).items() if level in SEVERITIES}


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _string(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None


def _strings(value: Any) -> tuple[str, ...]:
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, (list, tuple)) else ()

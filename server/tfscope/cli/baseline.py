"""Baselines: the problems that a team knows of, so that only new ones are reported.

A problem is known by its file, its rule, its message and the text of its line, not by the line's number, so that it is
still known when lines move. Of several that are alike, as many are known as were written down.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable

from tfscope.cli.found import Found
from tfscope.cli.main import CannotWork
from tfscope.project.paths import shown

SCHEMA = 1
Key = tuple[str, str, str, str]
FIELDS = ("path", "code", "message", "line")


def write(path: str, found: Iterable[Found]) -> None:
    """Writes down what was found; paths are relative to the file's folder."""
    known = Counter(_key(one, path) for one in found)
    entries = [{**dict(zip(FIELDS, key, strict=True)), "count": number} for key, number in sorted(known.items())]
    text = ",\n".join(json.dumps(entry, ensure_ascii=False) for entry in entries)
    try:
        with open(path, "w", encoding="utf-8", newline="\n") as file:
            file.write(f'{{"schema": {SCHEMA}, "known": [\n{text}\n]}}\n')
    except OSError as error:
        raise CannotWork(f"the baseline {path} cannot be written: {error.strerror}.") from error


def without_known(path: str, found: Iterable[Found]) -> list[Found]:
    """What is not in the baseline."""
    known = _read(path)
    new = []
    for one in found:
        key = _key(one, path)
        if known[key] > 0:
            known[key] -= 1
        else:
            new.append(one)
    return new


def _read(path: str) -> Counter[Key]:
    try:
        with open(path, encoding="utf-8") as file:
            entries = json.load(file)["known"]
        return Counter({tuple(str(entry[field]) for field in FIELDS): int(entry["count"]) for entry in entries})
    except OSError as error:
        raise CannotWork(f"the baseline {path} cannot be read: {error.strerror}. --write-baseline makes it.") from error
    except (ValueError, KeyError, TypeError) as error:
        raise CannotWork(f"{path} is no baseline; --write-baseline writes one anew.") from error


def _key(found: Found, path: str) -> Key:
    return shown(found.site.path, os.path.dirname(os.path.abspath(path))), found.code, found.message, found.line

"""The forms in which `tfscope check` reports."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Iterator
from typing import Any

from tfscope import __version__
from tfscope.cli.colors import Colors
from tfscope.cli.documents import Documents
from tfscope.cli.found import Found, Report
from tfscope.features.answers import Span
from tfscope.features.rules import ALL
from tfscope.features.rules.page import page
from tfscope.features.wording import count, some
from tfscope.project.files import read
from tfscope.project.paths import to_uri
from tfscope.syntax import LineIndex, cell_number, file_of

MAX_FRAME_COLUMNS = 160
SARIF_LEVELS = {"error": "error", "warning": "warning", "information": "note", "hint": "note"}
GITHUB_LEVELS = {"error": "error", "warning": "warning", "information": "notice", "hint": "notice"}
PLAIN = Colors()


def as_json(report: Report) -> dict[str, Any]:
    """docs/names-schema.md"""
    return Documents().check(report.files, report.findings, report.gave_up, report.known)


def text(report: Report, colors: Colors = PLAIN) -> str:
    """For people: each problem with its source line and the places that explain it, and a summary."""
    frames = _Frames(colors)
    parts = [frames.finding(found) for found in report.findings]
    parts += [f"{frames.place(one.site)}: gave up: {one.reason}" for one in report.gave_up if one.site]
    parts += [f"gave up: {one.reason}" for one in report.gave_up if not one.site]
    return "\n\n".join([*parts, _summary(report)])


def _summary(report: Report) -> str:
    levels = Counter(found.severity for found in report.findings)
    found = count(len(report.findings), "problem") if report.findings else "no problems"
    kinds = ", ".join(count(levels[level], level) for level in ("error", "warning", "hint") if levels[level])
    kinds += f", {levels['information']} for information" if levels["information"] else ""
    known = f"; {report.known} more in the baseline" if report.known else ""
    return f"{found} in {count(report.files, 'file')}" + (f": {kinds.removeprefix(', ')}" if kinds else "") + known


def github(report: Report) -> str:
    """Workflow commands that GitHub shows as annotations."""
    documents = Documents()
    return "\n".join(_annotation(found, documents) for found in report.findings)


def sarif(report: Report) -> dict[str, Any]:
    """SARIF 2.1.0"""
    codes = sorted({found.code for found in report.findings})
    driver = {"name": "tfscope", "version": __version__, "rules": [_sarif_rule(code) for code in codes]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"ROOT": {"uri": f"{to_uri(os.getcwd())}/"}},
        "results": [_sarif_result(found, codes) for found in report.findings],
    }
    return {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}


class _Frames:
    """Source frames; keeps the lines of files it has read."""

    def __init__(self, colors: Colors) -> None:
        self._colors = colors
        self._documents = Documents()
        self._lines: dict[str, LineIndex] = {}

    def finding(self, found: Found) -> str:
        colors = self._colors
        code = colors("quiet", f"[{found.code}]")
        place = colors("place", self.place(found.site))
        lines = [
            f"{place}: {colors(found.severity, found.severity)}: {found.message} {code}",
            *self._frame(found.site, found.severity),
            *(f"  {one.message}: {self.place(one.span)}" for one in found.related),
            *(f"  called from: {self.place(step.site)} in {step.function}" for step in found.stack[1:]),
        ]
        entries = sorted({self._documents.path(entry) for entry in found.entries})
        if entries != [self._documents.path(file_of(found.site.path))]:
            lines.append(f"  when this runs: {', '.join(some(entries))}")
        return "\n".join(lines)

    def place(self, site: Span) -> str:
        return f"{self._documents.path(site.path)}:{site.line}:{site.column + 1}"

    def _frame(self, site: Span, severity: str) -> Iterator[str]:
        index = self._lines.setdefault(site.path, LineIndex(read(site.path, {}) or ""))
        line = index.line(site.line).expandtabs(1)
        end = site.end_column if site.end_line == site.line else len(line)
        if len(line) > MAX_FRAME_COLUMNS:
            return
        number = str(site.line)
        yield f"  {number} | {line}"
        marks = self._colors(severity, "^" * max(1, end - site.column))
        yield f"  {' ' * len(number)} | {' ' * site.column}{marks}"


def _annotation(found: Found, documents: Documents) -> str:
    site = found.site
    facts = {
        "file": documents.path(file_of(site.path)),
        "line": site.line,
        "endLine": site.end_line,
        "col": site.column + 1,
        "endColumn": site.end_column,
        "title": f"tfscope {found.code}",
    }
    if cell_number(site.path):
        facts = {"file": facts["file"], "title": f"{facts['title']} at {_in_cell(site)}"}
    elif site.end_line != site.line:
        del facts["col"], facts["endColumn"]  # GitHub takes columns for one line only
    listed = ",".join(f"{key}={_escaped(str(value), ':,')}" for key, value in facts.items())
    return f"::{GITHUB_LEVELS[found.severity]} {listed}::{_escaped(found.message)}"


def _in_cell(site: Span) -> str:
    """A place in a notebook, whose lines are not those of the file it is kept in."""
    return f"cell {cell_number(site.path)}, line {site.line}"


def _escaped(value: str, also: str = "") -> str:
    for character in "%\r\n" + also:
        value = value.replace(character, f"%{ord(character):02X}")
    return value


def _sarif_rule(code: str) -> dict[str, Any]:
    rule = ALL[code]
    return {
        "id": code,
        "shortDescription": {"text": rule.summary},
        "help": {"text": rule.why, "markdown": page(rule)},
        "defaultConfiguration": {"level": SARIF_LEVELS[rule.level]},
    }


def _sarif_result(found: Found, codes: list[str]) -> dict[str, Any]:
    related = [(one.message, one.span) for one in found.related]
    related += [(f"called from here, in {step.function}", step.site) for step in found.stack[1:]]
    return {
        "ruleId": found.code,
        "ruleIndex": codes.index(found.code),
        "level": SARIF_LEVELS[found.severity],
        "message": {"text": found.message},
        "locations": [_sarif_location(found.site)],
        "relatedLocations": [
            {**_sarif_location(site), "id": number, "message": {"text": message}}
            for number, (message, site) in enumerate(related, 1)
        ],
        "partialFingerprints": {"tfscope/v1": _fingerprint(found)},
    }


def _fingerprint(found: Found) -> str:
    """Stays the same while lines move."""
    facts = "\0".join((Documents().path(found.site.path), found.code, found.message, found.line))
    return hashlib.sha256(facts.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _sarif_location(site: Span) -> dict[str, Any]:
    path, base = Documents().path(file_of(site.path)), {"uriBaseId": "ROOT"}
    if os.path.isabs(path):
        artifact = {"uri": to_uri(path)}
    else:
        artifact = {"uri": to_uri(f"/{path}", windows=False).removeprefix("file:///"), **base}
    if cell_number(site.path):
        return {"physicalLocation": {"artifactLocation": artifact}, "logicalLocations": [{"name": _in_cell(site)}]}
    region = {
        "startLine": site.line,
        "startColumn": site.column + 1,
        "endLine": site.end_line,
        "endColumn": site.end_column + 1,
    }
    return {"physicalLocation": {"artifactLocation": artifact, "region": region}}

"""`tfscope check`: the errors that TensorFlow would raise in files and folders, and what it is silent on."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from difflib import get_close_matches

from tfscope.cli import baseline, reports
from tfscope.cli.colors import Colors
from tfscope.cli.common import workspace
from tfscope.cli.fixing import mended
from tfscope.cli.found import Found, Report, Stopped
from tfscope.cli.main import CANNOT, FINE, FOUND, CannotWork, costing
from tfscope.cli.progress import Progress
from tfscope.cli.tasks import outcomes, tasks
from tfscope.features.rules import ALL
from tfscope.features.wording import count
from tfscope.project.files import why_not
from tfscope.project.paths import normalized
from tfscope.project.workspace import Workspace, python_files

FORMATS: dict[str, Callable[[Report], str]] = {
    "text": lambda report: reports.text(report, Colors.of(sys.stdout)),
    "json": lambda report: json.dumps(reports.as_json(report)),
    "github": reports.github,
    "sarif": lambda report: json.dumps(reports.sarif(report)),
}


def check(options: argparse.Namespace) -> int:
    """Runs the command; gives its exit code."""
    wanted = _chosen(options)
    roots = [normalized(path) for path in options.paths if os.path.isdir(path)]
    files = [path for path in map(normalized, python_files(options.paths)) if _is_readable(path)]
    named = {normalized(path) for path in options.paths} - set(roots)
    report, failed = _checked(options, workspace(options, [*roots, os.getcwd()]), files, wanted)
    if options.fix and (number := mended(report.findings)):
        print(f"tfscope: {count(number, 'problem')} mended", file=sys.stderr)
        report, failed = _checked(options, workspace(options, [*roots, os.getcwd()]), files, wanted)
    if options.write_baseline:
        baseline.write(options.baseline, report.findings)
        print(f"{count(len(report.findings), 'problem')} written to {options.baseline}")
        return FINE
    if output := FORMATS[options.format](report):
        print(output)
    if failed or not named <= set(files):
        return CANNOT
    return FOUND if report.fails and not options.exit_zero else FINE


def _chosen(options: argparse.Namespace) -> frozenset[str]:
    """The rules that --select and --ignore leave."""
    if options.write_baseline and not options.baseline:
        raise CannotWork("--write-baseline needs --baseline FILE, the file to write.")
    selected, ignored = _codes(options.select), _codes(options.ignore)
    return frozenset(selected or ALL) - frozenset(ignored)


def _codes(given: Iterable[str]) -> list[str]:
    codes = [code.strip() for text in given for code in text.split(",") if code.strip()]
    for code in codes:
        if code not in ALL:
            near = get_close_matches(code, ALL, 1)
            meant = f"did you mean {near[0]}?" if near else "`tfscope explain` lists all rules."
            raise CannotWork(f"there is no rule {code}; {meant}")
    return codes


def _is_readable(path: str) -> bool:
    reason = None
    # A defect of ours comes up again where the file is analysed, and is told there.
    with suppress(Exception):
        reason = why_not(path)
    if reason:
        print(f"tfscope: {path} cannot be read: {reason}.", file=sys.stderr)
    return reason is None


def _checked(
    options: argparse.Namespace, project: Workspace, files: list[str], wanted: frozenset[str]
) -> tuple[Report, bool]:
    """What is found in the files, and whether a defect of ours has cost any."""
    failures: dict[str, str] = {}
    for path in files:
        with costing(path, failures):
            project.changed(path, {})
    findings: list[Found] = []
    gave_up: dict[Stopped, None] = {}
    with Progress(len(files)) as progress:
        for outcome in outcomes(tasks(project, files), options.jobs, progress.done):
            findings += (found for found in outcome.findings if found.code in wanted)
            gave_up.update(dict.fromkeys(outcome.gave_up))
            failures.update(outcome.failures)
    for path, sentence in sorted(failures.items()):
        print(f"tfscope: {path} could not be analysed: {sentence}", file=sys.stderr)
    findings.sort(key=lambda found: (found.site, found.code, found.message))
    stopped = sorted(gave_up, key=lambda one: (one.site is None, one.site or one.reason))
    if not options.baseline or options.write_baseline:
        return Report(len(files), findings, stopped), bool(failures)
    new = baseline.without_known(options.baseline, findings)
    return Report(len(files), new, stopped, len(findings) - len(new)), bool(failures)

"""`tfscope explain`: a rule's page, a list of all rules, or all pages written to a folder."""

from __future__ import annotations

import argparse
import os
import sys
from difflib import get_close_matches

from tfscope.cli.main import FINE, CannotWork
from tfscope.features.rules import ALL
from tfscope.features.rules.page import overview, page

OVERVIEW = "README.md"


def explain(options: argparse.Namespace) -> int:
    """Runs the command; gives its exit code."""
    if options.write is not None:
        _write(options.write)
    elif options.rule is None:
        width = max(map(len, ALL))
        print("\n".join(f"{code.ljust(width)}  {rule.level:7}  {rule.summary}" for code, rule in ALL.items()))
    elif options.rule in ALL:
        sys.stdout.write(page(ALL[options.rule]))
    else:
        near = get_close_matches(options.rule, ALL, 1)
        meant = f" Did you mean {near[0]}?" if near else " `tfscope explain` lists all rules."
        raise CannotWork(f"there is no rule {options.rule}.{meant}")
    return FINE


def pages() -> dict[str, str]:
    """The text of each file of docs/rules."""
    return {OVERVIEW: overview(ALL.values()), **{f"{code}.md": page(rule) for code, rule in ALL.items()}}


def _write(folder: str) -> None:
    """Writes the pages. Files of other names are left alone: the folder may hold more than pages."""
    try:
        os.makedirs(folder, exist_ok=True)
        for name, text in pages().items():
            with open(os.path.join(folder, name), "w", encoding="utf-8", newline="\n") as file:
                file.write(text)
    except OSError as error:
        raise CannotWork(f"{folder} cannot be written to: {error.strerror}.") from error

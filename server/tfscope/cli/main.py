"""Arguments, exit codes, and what a person is told when something cannot be done."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from tfscope import __version__

CANNOT = 2


class CannotWork(Exception):
    """The command cannot do its work; the message is one sentence that says why and what to do."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command; gives its exit code."""
    options = _parser().parse_args(arguments)
    from tfscope.lsp import serve

    serve(options.verbose)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("tfscope")
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(dest="command", required=True)
    serve = commands.add_parser("serve")
    serve.add_argument("--verbose", action="store_true")
    return parser

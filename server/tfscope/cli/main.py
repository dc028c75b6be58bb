"""Arguments, exit codes, and what a person is told when something cannot be done."""

from __future__ import annotations

import argparse
import gc
import os
import sys
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import NoReturn

from tfscope import __version__
from tfscope.compiled import kept_compiled

FINE, FOUND, CANNOT, INTERRUPTED = 0, 1, 2, 130


# Python looks for garbage whenever some hundreds of objects were made; an analysis makes a million that stay.
_OBJECTS_BETWEEN_COLLECTIONS = 50_000


class CannotWork(Exception):
    """The command cannot do its work; the message is a sentence that says why, and what to do if that is known."""


def console() -> NoReturn:
    """Runs the command as a process and ends it, without a look at what is left in memory: that is given back to the
    operating system as a whole, in place of object by object, which took a quarter of the time (as mypy's
    `util.hard_exit`)."""
    code = main()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):  # whoever read it has gone
            stream.flush()
    os._exit(code)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command; gives its exit code."""
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
    with kept_compiled():
        return _main(arguments)


def _main(arguments: Sequence[str] | None) -> int:
    options = _parser().parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        # A name that the terminal cannot show must not end the command.
        stream.reconfigure(errors="backslashreplace")
    try:
        return _run(options)
    except CannotWork as error:
        print(f"tfscope: {error}", file=sys.stderr)
        return CANNOT
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read the output has gone; Python would complain once more when it flushes at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CANNOT
    except Exception as error:
        is_output = isinstance(error, OSError) and error.filename is None
        sentence = f"the output cannot be written: {error.strerror or error}." if is_output else defect(error)
        print(f"tfscope: {sentence}", file=sys.stderr)
        return CANNOT


def defect(error: Exception) -> str:
    """What a person is told of a failure of ours."""
    if os.environ.get("TFSCOPE_TRACEBACK"):
        return "".join(traceback.format_exception(error))
    return (
        f"this is a defect of tfscope, not of your code ({type(error).__name__}: {error}). "
        "With TFSCOPE_TRACEBACK=1 in the environment it says where; please report that."
    )


@contextmanager
def costing(path: str, failures: dict[str, str]) -> Iterator[None]:
    """A defect of ours inside costs what is done with the file at `path`, and nothing more: `failures` has the sentence
    that says so by then."""
    try:
        yield
    except Exception as error:
        failures.setdefault(path, defect(error))


def _run(options: argparse.Namespace) -> int:
    # Each command loads its own part only: `names` is to be there at once, and needs nothing of the protocol.
    if options.command == "serve":
        from tfscope.lsp import serve

        return serve(options.verbose)
    if options.command == "names":
        from tfscope.cli.names import names as command
    elif options.command == "checkpoint":
        from tfscope.cli.checkpoint import checkpoint as command
    elif options.command == "explain":
        from tfscope.cli.explain import explain as command
    else:
        from tfscope.cli.check import check as command
    code = command(options)
    sys.stdout.flush()
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "tfscope",
        description="Tells what TensorFlow 1.x will call your variables. Nothing of your code is imported or run.",
    )
    parser.add_argument("--version", action="version", version=f"tfscope {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _add_serve(commands)
    _add_names(commands)
    _add_check(commands)
    _add_checkpoint(commands)
    _add_explain(commands)
    return parser


def _add_serve(commands: argparse._SubParsersAction) -> None:
    serve = commands.add_parser("serve", help="speak the Language Server Protocol on standard input and output")
    serve.add_argument("--verbose", action="store_true", help="write more to the log on standard error")


def _add_names(commands: argparse._SubParsersAction) -> None:
    names = commands.add_parser(
        "names",
        help="the variables that a program makes",
        description="Analyses FILE as the program that is run, following its imports from its folder, the working "
        "directory and --path, and tells which variables it creates and reuses.",
    )
    names.add_argument("file", metavar="FILE", help="the program, a Python file or a notebook")
    names.add_argument(
        "--format",
        choices=["text", "json", "tree", "csv", "mermaid"],
        default="text",
        help="text (default), json, or with the numbers of parameters: tree, csv, mermaid (a diagram for Markdown)",
    )
    names.add_argument("--ops", action="store_true", help="also the names of other ops")
    names.add_argument(
        "--unmodelled", action="store_true", help="also calls into libraries that tfscope has no model of"
    )
    _add_search_and_budget(names)


def _add_check(commands: argparse._SubParsersAction) -> None:
    check = commands.add_parser(
        "check",
        help="the errors that TensorFlow would raise, in files and folders",
        description="Tells which errors TensorFlow would raise in the files and below the folders. "
        "Exit code 0: none; 1: errors or warnings; 2: the command could not do its work.",
    )
    check.add_argument("paths", metavar="PATH", nargs="+", help="a Python file, a notebook or a folder")
    formats = ["text", "json", "github", "sarif"]
    check.add_argument(
        "--format", choices=formats, default="text", help="text (default), json, github (annotations) or sarif (2.1.0)"
    )
    check.add_argument("--fix", action="store_true", help="mend what can be mended, then tell what is left")
    check.add_argument("--exit-zero", action="store_true", help="exit with 0 whatever is found")
    jobs = "how many processes work at once (default: one for each processor where that is worth it)"
    check.add_argument("--jobs", type=_positive(int), metavar="N", help=jobs)
    rules = check.add_argument_group(
        "which rules", "Their levels are set in pyproject.toml; `tfscope explain` lists all."
    )
    for name, help_text in (("--select", "only these"), ("--ignore", "all but these")):
        rules.add_argument(name, metavar="RULE,...", action="append", default=[], help=help_text)
    known = check.add_argument_group("problems that are known already")
    known.add_argument("--baseline", metavar="FILE", help="leave out the problems that stand in FILE")
    known.add_argument("--write-baseline", action="store_true", help="write what is found into that FILE instead")
    _add_search_and_budget(check)


def _add_checkpoint(commands: argparse._SubParsersAction) -> None:
    checkpoint = commands.add_parser(
        "checkpoint",
        help="what a checkpoint and a program have in common",
        description="Tells which variables of a checkpoint a program restores, which it does not create, which it "
        "creates and the checkpoint lacks, and which were probably renamed. Exit code 0: the program can restore it; "
        "1: it cannot; 2: the command could not do its work.",
    )
    checkpoint.add_argument(
        "checkpoint",
        metavar="CHECKPOINT",
        help="its path as TensorFlow takes it (logs/model.ckpt-1000), one of its files, or a folder for its latest",
    )
    checkpoint.add_argument("--against", metavar="FILE", help="the program; without it, the contents are listed")
    checkpoint.add_argument("--format", choices=["text", "json"], default="text", help="text (default) or json")
    _add_search_and_budget(checkpoint)


def _add_explain(commands: argparse._SubParsersAction) -> None:
    explain = commands.add_parser(
        "explain",
        help="what a rule finds, why it matters, and how to silence it",
        description="Prints the page of a rule; without a rule, the list of all.",
    )
    explain.add_argument("rule", metavar="RULE", nargs="?", help="the code of a rule, as in the brackets of a problem")
    explain.add_argument("--write", metavar="FOLDER", help="write the pages of all rules into a folder instead")


def _add_search_and_budget(parser: argparse.ArgumentParser) -> None:
    from tfscope.project.settings import Settings

    defaults = Settings()
    search = parser.add_argument_group("where modules are looked for")
    search.add_argument("--path", metavar="DIR", action="append", default=[], help="import from DIR too (repeatable)")
    search.add_argument(
        "--python",
        metavar="FILE",
        help="the interpreter whose packages are used; it may be run to ask where they are, and its TensorFlow to read "
        "a checkpoint. Without it, the packages of the activated environment or of a .venv beside the program",
    )
    budget = parser.add_argument_group("budgets", "What lies beyond them is left out, and the output says so.")
    budget.add_argument(
        "--seconds",
        type=_positive(float),
        default=defaults.seconds,
        metavar="N",
        help=f"how long the analysis of one program may take (default {defaults.seconds:g})",
    )
    budget.add_argument(
        "--steps",
        type=_positive(int),
        metavar="N",
        help="how many statements, calls and loop passes one program may run (default: the resolver's own, "
        "some millions)",
    )


def _positive(kind: type) -> type:
    def number(text: str) -> float:
        value = kind(text)
        if value <= 0:
            raise ValueError
        return value

    number.__name__ = "positive number"
    return number  # type: ignore[return-value]

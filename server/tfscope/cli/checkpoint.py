"""`tfscope checkpoint`: what a checkpoint and a program have in common."""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from tfscope.checkpoint import Checkpoint, Tensor
from tfscope.cli.common import readable, workspace
from tfscope.cli.documents import Documents
from tfscope.cli.main import FINE, FOUND, CannotWork
from tfscope.events import Run
from tfscope.features.checkpoints import Comparison, Pair, Wanted, compare, is_object_based
from tfscope.features.wording import count, shape_text
from tfscope.project.analysis import Analyst, deeply
from tfscope.project.checkpoints import NoCheckpoint, is_address, read_checkpoint
from tfscope.project.paths import shown
from tfscope.project.workspace import Program, Workspace

SCHEMA = 1
Row = tuple[str, ...]
Json = dict[str, Any]


def checkpoint(options: argparse.Namespace) -> int:
    """Runs the command; gives its exit code."""
    try:
        saved = read_checkpoint(options.checkpoint, _python(options))
    except NoCheckpoint as error:
        raise CannotWork(str(error)) from error
    if options.against is None:
        print(json.dumps(_listed(saved)) if options.format == "json" else "\n".join(_list_text(saved)))
        return FINE
    if is_object_based(saved):
        raise CannotWork(
            f"{saved.path} was saved by tf.train.Checkpoint: it keeps variables by the attributes they hang on, not by "
            "their names, so there is nothing to compare. Without --against, its contents are listed."
        )
    entry = readable(options.against)
    run = deeply(lambda: Analyst(workspace(options, [os.getcwd()])).run(Program(entry, True), {}))
    assert run, "nobody cancels it"
    found = compare(run, saved)
    print(json.dumps(_compared(run, saved, found)) if options.format == "json" else "\n".join(_text(run, saved, found)))
    return FINE if found.fits else FOUND


def _python(options: argparse.Namespace) -> str | None:
    """The Python that may be run: whoever has activated an environment or named its Python trusts it."""
    settings = workspace(options, []).settings
    return Workspace([], replace(settings, trusted=True)).python_to_run


def _list_text(saved: Checkpoint) -> Iterator[str]:
    yield f"{_path(saved)}: {count(len(saved.tensors), 'variable')}"
    yield from _table((tensor.name, *_facts(tensor)) for tensor in saved.tensors.values())


def _text(run: Run, saved: Checkpoint, found: Comparison) -> Iterator[str]:
    documents = Documents()
    path, program = _path(saved), documents.path(run.entry)
    yield (
        f"{path}: {count(len(saved.tensors), 'variable')}, of which {program} restores {len(found.same)} "
        "by the same name and shape"
    )
    perhaps = found.possible
    sections: list[tuple[str, Iterable[Row]]] = [
        (f"other shapes or types in {program}", (_differing(pair, documents) for pair in found.differ)),
        (f"created by {program}, not in the checkpoint", (_missing(one, found, documents) for one in found.lacking)),
        (f"in the checkpoint, created by no line of {program}", _unclaimed(found)),
        ("in the checkpoint, perhaps created: that name is not known", ((one.name, *_facts(one)) for one in perhaps)),
    ]
    for title, rows in sections:
        table = list(_table(rows))
        if table:
            yield f"\n{title} ({len(table)})"
            yield from table
    if found.renames:
        yield "\nto take over what was renamed, before the optimizer is made:"
        yield from _call(saved, found)
    for gave_up in run.resolution.gave_up:
        place = f"{documents.path(gave_up.site.path)}:{gave_up.site.line}: " if gave_up.site else ""
        yield f"\n{place}gave up: {gave_up.reason}"


def _differing(pair: Pair, documents: Documents) -> Row:
    tensor, wanted = pair
    program = f"{wanted.dtype or ''} {' or '.join(map(shape_text, wanted.shapes))}".strip()
    return (
        wanted.name,
        f"{' '.join(_facts(tensor)[:2])} in the checkpoint",
        f"{program} here",
        _place(wanted, documents),
    )


def _missing(wanted: Wanted, found: Comparison, documents: Documents) -> Row:
    old = next((tensor.name for tensor, renamed in found.renames if renamed is wanted), None)
    remarks = ["" if wanted.certain else "possible", "slot" if wanted.slot else "", f"was {old}" if old else ""]
    shape = shape_text(wanted.shapes[0])
    return wanted.name, wanted.dtype or "", shape, ", ".join(filter(None, remarks)), _place(wanted, documents)


def _unclaimed(found: Comparison) -> Iterator[Row]:
    news = {tensor.name: wanted.name for tensor, wanted in found.renames}
    for tensor in found.unused:
        new = news.get(tensor.name)
        yield tensor.name, *_facts(tensor), f"now {new}" if new else ""


def _call(saved: Checkpoint, found: Comparison) -> Iterator[str]:
    """The call that does it, ready to be pasted, and what it does not reach."""
    yield f"tf.train.init_from_checkpoint({_path(saved)!r}, {{"
    yield from (f"    {old!r}: {new!r}," for old, new in found.assignment_map.items())
    yield "})"
    for tensor, wanted in found.renames:
        if wanted.key is None:
            yield f"# {wanted.name} is a tf.Variable: pass the variable itself for {tensor.name!r}"


def _facts(tensor: Tensor) -> Row:
    return tensor.dtype, shape_text(tensor.shape), *(("partitioned",) if tensor.partitioned else ("",))


def _place(wanted: Wanted, documents: Documents) -> str:
    return f"{documents.path(wanted.site.path)}:{wanted.site.line}"


def _path(saved: Checkpoint) -> str:
    return saved.path if is_address(saved.path) else shown(os.path.abspath(saved.path), os.getcwd())


def _table(rows: Iterable[Row]) -> Iterator[str]:
    rows = list(rows)
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=True) if width]
        yield f"  {'  '.join(cells)}".rstrip()


def _listed(saved: Checkpoint) -> Json:
    return {"schema": SCHEMA, "checkpoint": _path(saved), "variables": [_tensor(one) for one in saved.tensors.values()]}


def _compared(run: Run, saved: Checkpoint, found: Comparison) -> Json:
    documents = Documents()
    wanted = {id(one): _wanted(one, documents) for one in (*found.lacking, *(one for _, one in found.differ))}
    return {
        **_listed(saved),
        "entry": documents.path(run.entry),
        "fits": found.fits,
        "same": [tensor.name for tensor, _ in found.same],
        "differ": [{"checkpoint": _tensor(tensor), "program": wanted[id(one)]} for tensor, one in found.differ],
        "unused": [tensor.name for tensor in found.unused],
        "possible": [tensor.name for tensor in found.possible],
        "lacking": [wanted[id(one)] for one in found.lacking],
        "renames": [{"checkpoint": tensor.name, "program": one.name} for tensor, one in found.renames],
        "assignment_map": dict(found.assignment_map),
        "gave_up": [documents.gave_up(one) for one in run.resolution.gave_up],
    }


def _tensor(tensor: Tensor) -> Json:
    return {
        "name": tensor.name,
        "dtype": tensor.dtype,
        "shape": list(tensor.shape),
        "partitioned": tensor.partitioned,
    }


def _wanted(wanted: Wanted, documents: Documents) -> Json:
    return {
        "name": wanted.name,
        "dtype": wanted.dtype,
        "shapes": [None if shape is None else list(shape) for shape in wanted.shapes],
        "certain": wanted.certain,
        "slot": wanted.slot,
        "site": documents.site(wanted.site),
    }

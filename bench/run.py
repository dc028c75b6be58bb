"""`python bench/run.py [PART ...]`: tfscope beside the other servers that are installed, and as things grow.

Parts: editing, requests, layers, files, lines, library, tensorflow, corpus. Tables and plots go to bench/results; see
README.md.
"""

from __future__ import annotations

import argparse
import os
import queue
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

import editing  # noqa: E402
import growth  # noqa: E402
import programs  # noqa: E402
import report  # noqa: E402
import tensorflow  # noqa: E402
from servers import TFSCOPE, commands  # noqa: E402

LAYERS_PY, MODELING_PY = "tf-slim layers.py", "BERT modeling.py"
STARTS = 7
GROWING = ("hover", "edit", "edit of code")


def main() -> int:
    options = _options()
    with tempfile.TemporaryDirectory(prefix="tfscope-bench-") as name:
        bench = Bench(options, Path(name))
        for part in options.parts:
            start = time.monotonic()
            PARTS[part](bench)
            print(f"{part}: {time.monotonic() - start:.0f} s\n", flush=True)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", default=list(PARTS), help="what to measure (default: everything)")
    parser.add_argument("--python", default=sys.executable, help="the Python in which tfscope is installed")
    parser.add_argument("--others", type=Path, default=Path(sys.prefix), help="environment that has other servers")
    parser.add_argument("--only", help="servers to measure, with commas between (default: all that are there)")
    parser.add_argument("--packages", type=Path, default=HERE / ".packages", help="where the measured packages lie")
    parser.add_argument("--results", type=Path, default=HERE / "results", help="where tables and plots go")
    options = parser.parse_args()
    if unknown := set(options.parts) - PARTS.keys():
        parser.error(f"there is no part {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    return options


class Bench:
    """What all parts need. folder: for what is written to be measured."""

    def __init__(self, options: argparse.Namespace, folder: Path) -> None:
        self.tfscope = [options.python, "-m", "tfscope"]
        self.server = [*self.tfscope, "serve"]
        wanted = options.only.split(",") if options.only else None
        found = commands(options.python, options.others)
        self.servers = {name: command for name, command in found.items() if wanted is None or name in wanted}
        self.results = options.results
        self.folder = folder
        self._packages = options.packages.resolve()

    @property
    def packages(self) -> Path:
        return programs.packages(self._packages)

    def files(self) -> dict[str, tuple[Path, Path]]:
        """The files to edit, each with its workspace. BERT's has a program that builds the whole model."""
        program, model = programs.bert(self.folder, self.packages, 12)
        layers = self.packages / "tf_slim" / "layers" / "layers.py"
        return {LAYERS_PY: (layers.parent, layers), MODELING_PY: (program.parent, model)}

    def each_server(self, measure: Callable[[list[str]], editing.Result]) -> dict[str, editing.Result]:
        """The figures by server; one that does not answer has none, and the rest goes on."""
        figures = {}
        for name, command in self.servers.items():
            try:
                figures[name] = measure(command)
            except (queue.Empty, OSError) as error:
                print(f"{name} does not answer ({type(error).__name__}): {' '.join(command)}", file=sys.stderr)
                figures[name] = {}
        return figures

    def show(self, name: str, title: str, sections: dict[str, str]) -> None:
        """Prints a page of results and writes it."""
        report.write(self.results / f"{name}.md", title, sections)
        print("\n".join(f"{heading}\n{text}" for heading, text in sections.items()), flush=True)


def part_editing(bench: Bench) -> None:
    """Every server on both files."""
    sections = {}
    for title, (root, path) in bench.files().items():
        measured = bench.each_server(lambda command, root=root, path=path: editing.measure(command, root, path))
        # Of several starts, the servers taking turns: what a machine does beside it is as large as what differs.
        starts = [
            bench.each_server(lambda command, root=root, path=path: editing.starting(command, root, path))
            for _ in range(STARTS)
        ]
        rows = [{"server": name, **figures, **_medians(name, starts)} for name, figures in measured.items()]
        sections[title] = report.table(rows)
        for column in ("edit", "hover"):
            plot = bench.results / f"{column}-{path.stem}.svg"
            bench.results.mkdir(parents=True, exist_ok=True)
            report.bars(plot, f"{title}: {column}, median", {r["server"]: r.get(column) for r in rows}, TFSCOPE)
    bench.show("editing", "Editing one file", sections)


def _medians(name: str, rounds: list[dict[str, editing.Result]]) -> editing.Result:
    found = [figures[name] for figures in rounds if figures[name].get("first diagnostics")]
    return {column: editing.median([one[column] for one in found]) for column in found[0]} if found else {}


def part_requests(bench: Bench) -> None:
    """Every kind of request."""
    sections = {}
    for title, (root, path) in bench.files().items():
        rows = bench.each_server(lambda command, root=root, path=path: editing.requests(command, root, path))
        methods = dict.fromkeys(method for row in rows.values() for method in row)
        sections[title] = report.table([_of_method(method, rows) for method in methods])
    bench.show("requests", "Every kind of request", sections)


def _of_method(method: str, rows: dict[str, dict[str, tuple[float, float]]]) -> dict[str, str | float | None]:
    """A row of the table: the median and the 95th percentile of each server."""
    row: dict[str, str | float | None] = {"request": method}
    for name, found in rows.items():
        row[name], row[f"{name} p95"] = found.get(method, (None, None)) if found else (None, None)
    return row


def part_layers(bench: Bench) -> None:
    """BERT with 12 to 96 layers."""
    rows = growth.deeper(bench.tfscope, bench.server, bench.packages, bench.folder)
    _grow(bench, "layers", "BERT, deeper and deeper", rows, ("cold names", *GROWING))


def part_files(bench: Bench) -> None:
    """Workspaces of 100 to 10,000 files."""
    rows = growth.larger(bench.server, bench.folder)
    _grow(bench, "files", "Larger workspaces", rows, ("first diagnostics", "indexed after", "hover at once", *GROWING))


def part_lines(bench: Bench) -> None:
    """Files of 1,000 to 50,000 lines."""
    _grow(bench, "lines", "Longer files", growth.longer(bench.server, bench.folder), ("first diagnostics", *GROWING))


def part_library(bench: Bench) -> None:
    """The whole of tensor2tensor as a workspace."""
    root = bench.packages / "tensor2tensor"
    row = growth.whole_library(bench.server, root, root / "models" / "transformer.py")
    bench.show("library", "A whole library as a workspace", {"tensor2tensor 1.15.7": report.table([row])})


def part_tensorflow(bench: Bench) -> None:
    """Against running the programs."""
    rows = tensorflow.compare(bench.tfscope, bench.server, bench.packages, bench.folder)
    bench.show("tensorflow", "Against running TensorFlow", {"All the names of a program": report.table(rows)})


def part_corpus(bench: Bench) -> None:
    """The same for the real programs of the corpus, where their sources and TensorFlow are at hand."""
    base = os.environ.get("BASE")
    corpus = Path(os.environ.get("CORPUS") or HERE.parent.parent / "shared" / "corpus")
    if not base or tensorflow.VARIABLE not in os.environ or not (corpus / "programs.json").exists():
        print(
            f"The corpus is left out: CORPUS, BASE and {tensorflow.VARIABLE} tell what it takes; see bench/README.md."
        )
        return
    rows = tensorflow.compare_corpus(bench.tfscope, bench.server, corpus.resolve(), Path(base).resolve())
    bench.show(
        "corpus", "Against running TensorFlow: real programs", {"All the names of a program": report.table(rows)}
    )


def _grow(bench: Bench, name: str, title: str, rows: report.Rows, columns: tuple[str, ...]) -> None:
    bench.show(name, title, {title: report.table(rows)})
    report.lines(bench.results / f"{name}.svg", title, name, rows, columns)


PARTS: dict[str, Callable[[Bench], None]] = {
    "editing": part_editing,
    "requests": part_requests,
    "layers": part_layers,
    "files": part_files,
    "lines": part_lines,
    "library": part_library,
    "tensorflow": part_tensorflow,
    "corpus": part_corpus,
}

if __name__ == "__main__":
    sys.exit(main())

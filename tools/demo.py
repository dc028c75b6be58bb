"""`make demo`: a real server is started on the example programs and asked as an editor asks it.

Under each line of source stands what a person would see there: the text over a call, where F12 would jump to, and
what would be underlined.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

TOP = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TOP / "tests"))

from client import Client  # noqa: E402

EXAMPLES = TOP / "examples"
SERVER = [sys.executable, "-m", "tfscope", "serve"]
CAPABILITIES = {
    "textDocument": {
        "hover": {"contentFormat": ["plaintext"]},
        "publishDiagnostics": {"relatedInformation": True, "versionSupport": True},
    }
}
CALL = re.compile(r"(?<![\w.])[\w.]+(?=\()")
COLORS = {"hover": "36", "jump": "32", "error": "31;1", "warning": "33", "file": "1"}


def main() -> None:
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="backslashreplace")
    for folder in sorted(path for path in EXAMPLES.iterdir() if path.is_dir()):
        show(folder)
    print("More of your own: .venv/bin/tfscope names FILE, or .venv/bin/tfscope check FOLDER")


def show(folder: Path) -> None:
    """Prints the files of an example, each line followed by what is to be seen there."""
    names = [path.name for path in sorted(folder.glob("*.py"))]
    with Client(folder, command=SERVER, capabilities=CAPABILITIES) as client:
        for name in names:
            client.open(name)
        problems = settled(client, names)
        for name in names:
            print(colored("file", f"\n{folder.relative_to(TOP).as_posix()}/{name}"))
            for number, line in enumerate((folder / name).read_text("utf-8").splitlines()):
                print(f"{number + 1:4} | {line}".rstrip())
                for remark in remarks(client, name, number, line, problems[name]):
                    print(remark)
    print()


def settled(client: Client, names: list[str]) -> dict[str, list[dict[str, Any]]]:
    """The diagnostics of the files, once all programs are known that they belong to."""
    problems: dict[str, list[dict[str, Any]]] = {name: [] for name in names}
    end = time.monotonic() + 30
    while time.monotonic() < end and not all(programs(client, name) for name in names):
        time.sleep(0.05)
    time.sleep(0.2)
    while not client.notifications.empty():
        message = client.notifications.get()
        if message["method"] == "textDocument/publishDiagnostics":
            name = message["params"]["uri"].rpartition("/")[2]
            problems[name] = message["params"]["diagnostics"]
    return problems


def programs(client: Client, name: str) -> list[str]:
    """The programs that the server looks at a file from, without the file itself if others import it."""
    answer = client.request("tfscope/variables", {"textDocument": {"uri": client.uri(name)}})
    entries = [entry["label"] for entry in answer["entries"]]
    return [entry for entry in entries if entry == "train.py" or len(list(client.root.glob("*.py"))) == 1]


def remarks(client: Client, name: str, number: int, line: str, problems: list[dict[str, Any]]) -> Iterator[str]:
    """What is to be seen on one line."""
    for call in CALL.finditer(line):
        column = call.end() - 1
        hover = client.hover(name, number, column)
        if hover:
            yield from boxed("hover", call.start(), hover)
        for place in client.at("textDocument/definition", name, number, column) or []:
            if (place["uri"], place["range"]["start"]["line"]) != (client.uri(name), number):
                target = f"{place['uri'].rpartition('/')[2]}:{place['range']['start']['line'] + 1}"
                yield from boxed("jump", call.start(), f"to {target}")
    for problem in problems:
        start, end = problem["range"]["start"], problem["range"]["end"]
        if start["line"] == number:
            width = end["character"] - start["character"] if end["line"] == number else len(line) - start["character"]
            text = "\n".join([problem["message"], *map(related, problem["relatedInformation"])])
            yield from boxed("error", start["character"], "~" * width, text)


def related(note: dict[str, Any]) -> str:
    location = note["location"]
    return f"{note['message']}: {location['uri'].rpartition('/')[2]}:{location['range']['start']['line'] + 1}"


def boxed(kind: str, column: int, *texts: str) -> Iterator[str]:
    """Lines of text that begin below a column, the first with the kind in front."""
    lines = [line for text in texts for line in text.splitlines() if line.strip()]
    for index, line in enumerate(lines):
        label = f"{kind}: " if index == 0 and not line.startswith("~") else " " * (len(kind) + 2)
        indent = " " * column
        yield colored(kind, f"     | {indent}{'' if line.startswith('~') else label}{line}")


def colored(kind: str, text: str) -> str:
    return f"\x1b[{COLORS[kind]}m{text}\x1b[0m" if sys.stdout.isatty() else text


if __name__ == "__main__":
    main()

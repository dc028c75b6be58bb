"""A program judged: TensorFlow's answer beside the resolver's, and a disagreement made small."""

from __future__ import annotations

import ast
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from fixtures import resolve_files
from tensorflow_answers import Answer, differences, is_beyond

MOST_SECONDS = 60.0


@dataclass(frozen=True)
class Verdict:
    """`problems` is empty where both agree. `beyond`: it ended in an error that tfscope does not speak of."""

    source: str
    answer: Answer
    problems: list[str]
    beyond: bool


def judge(source: str, answer: Answer) -> Verdict:
    # TensorFlow builds a graph of it, whatever it uses; so it is told to be of TensorFlow 1.
    resolution = resolve_files({"main.py": f"{source}\ntf.get_default_graph()\n"}, standalone=False)
    return Verdict(source, answer, differences(resolution, answer), is_beyond(answer))


def signature(verdict: Verdict) -> str:
    """The first disagreement without its names and numbers, to tell kinds of disagreements apart."""
    return " | ".join(re.sub(r"\[[^a-z]*\]|'.*?'|\S*[/\d]\S*", "_", line) for line in verdict.problems[:2])


def minimised(source: str, ask: Callable[[str], Answer]) -> Verdict:
    """The smallest program found by leaving out lines and arguments about which the two still disagree."""
    best = judge(source, ask(source))
    end = time.monotonic() + MOST_SECONDS
    improved = True
    while improved:
        improved = False
        for smaller in _smaller(best.source):
            if time.monotonic() > end:
                return best
            verdict = judge(smaller, ask(smaller))
            if verdict.problems and not (verdict.beyond and not best.beyond):
                best, improved = verdict, True
                break
    return best


def _smaller(source: str) -> Iterator[str]:
    lines = source.rstrip("\n").split("\n")
    for start in range(len(lines)):
        end = _end_of_block(lines, start)
        for candidate in (lines[:start] + lines[end:], lines[:start] + _dedented(lines[start + 1 : end]) + lines[end:]):
            text = "\n".join(candidate) + "\n"
            if len(candidate) < len(lines) and _compiles(text):
                yield text
    yield from _simpler_calls(source)


def _end_of_block(lines: list[str], start: int) -> int:
    end = start + 1
    while end < len(lines) and _indent(lines[end]) > _indent(lines[start]):
        end += 1
    return end


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _dedented(lines: list[str]) -> list[str]:
    return [line[4:] for line in lines]


def _compiles(text: str) -> bool:
    try:
        compile(text, "<program>", "exec")
    except SyntaxError:
        return False
    return True


def _simpler_calls(source: str) -> Iterator[str]:
    """The program with one argument left out; the first of a call stays."""
    lines = source.split("\n")
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and node.lineno == node.end_lineno:
            for argument in [*node.keywords, *node.args[1:]]:
                line = lines[node.lineno - 1]
                start, end = argument.col_offset, argument.end_col_offset
                before, after = line[:start].rstrip(), line[end:].lstrip()
                if after.startswith(","):
                    after = after[1:].lstrip()
                elif before.endswith(","):
                    before = before[:-1]
                candidate = [*lines[: node.lineno - 1], f"{before}{' ' if before.endswith(',') else ''}{after}",
                             *lines[node.lineno :]]  # fmt: skip
                text = "\n".join(candidate)
                if _compiles(text):
                    yield text

"""Broken code and Python 2: all that can be read becomes a tree with exact spans.

The text is taken apart into logical lines, which the indentation makes a tree of. Brackets, strings, colons
and bodies that are missing are added; a line that still does not parse by itself is lost: a simple statement
becomes `pass`, a header of a block one that keeps the block. What the edits make is then parsed as a whole.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from dataclasses import replace

from tfscope.syntax.draft import LOST, TOO_DEEP, Draft, Line
from tfscope.syntax.edits import Edit, apply_edits, restore_positions
from tfscope.syntax.lexer import mask_long_lines, mask_open_strings
from tfscope.syntax.mending import lose, mend, sentence
from tfscope.syntax.plain import parse_plain
from tfscope.syntax.python2 import finish, is_disguised, may_need_translation, translate
from tfscope.syntax.reading import Reading, SyntaxProblem
from tfscope.syntax.shape import shape

_MOST_ROUNDS = 20
_BACKSLASH = re.compile(r"#[^\n]*|\\")


def read_broken(text: str) -> Reading:
    """The statements of a text, with `\\n` line ends, that `ast` does not parse; lost ones are `pass`."""
    masked = mask_long_lines(mask_open_strings(text))
    draft = Draft(masked)
    if may_need_translation(masked):
        for line in draft.lines:
            line.translation = translate(masked, line.source)
    plain = _read_plain(draft) if is_disguised(masked) else None
    if plain and not any(line.translation.disguised for line in draft.lines):
        return plain
    return _read_translated(draft) or plain or _read_mended(draft, text)


def _read_translated(draft: Draft) -> Reading | None:
    """The reading if translation from Python 2 is all the text needs."""
    edits = [edit for line in draft.lines for edit in line.translation.edits]
    tabs = [edit for line in draft.lines for edit in _expanded_tabs(draft, line)]
    if not edits and not tabs:
        return None
    patterns = {name: span for line in draft.lines for name, span in line.translation.patterns.items()}
    try:
        tree = _parsed(draft, edits + tabs, patterns)
    except Exception:
        return None
    python2 = bool(tabs) or any(line.translation.python2 for line in draft.lines)
    return Reading(tree.body, (), python2)


def _read_plain(draft: Draft) -> Reading | None:
    """The reading of a text that is Python 3 after all."""
    try:
        return Reading(parse_plain(draft.text).body)
    except Exception:
        return None


def _expanded_tabs(draft: Draft, line: Line) -> list[Edit]:
    start = draft.line_start(line.source.start)
    if "\t" not in draft.text[start : line.source.start]:
        return []
    return [Edit(start, line.source.start, " " * line.source.indent)]


def _parsed(draft: Draft, edits: list[Edit], patterns: Mapping[str, tuple[int, int]]) -> ast.Module:
    """The tree of the text with edits made. Raises what `ast.parse` raises."""
    tree = parse_plain(apply_edits(draft.text, edits))
    restore_positions(tree, draft.text, edits)
    finish(tree, draft.text, patterns)
    return tree


def _read_mended(draft: Draft, text: str) -> Reading:
    """The reading after all that is broken was mended or lost."""
    shape(draft, text)
    mend(draft, draft.kept_lines())
    for _ in range(_MOST_ROUNDS):
        try:
            tree = _parsed_mended(draft)
        except Exception as error:
            if not _lose_line_of(draft, error):
                break
        else:
            if draft.has_lost_headers:
                _take_out_lost_headers(tree)
            python2 = any(line.translated and line.translation.python2 for line in draft.lines)
            return Reading(tree.body, _problems(draft), python2)
    lines = draft.text.count("\n") + 1
    return Reading([], (SyntaxProblem("This cannot be read as Python.", 1, 0, lines),))


def _parsed_mended(draft: Draft) -> ast.Module:
    edits = _stray_backslashes(draft)
    patterns: dict[str, tuple[int, int]] = {}
    for line in draft.lines:
        if line.left_out:
            edits += line.edits
            continue
        if draft.misindented:
            edits.append(_indentation(draft, line))
        edits += line.all_edits(line.translated)
        patterns |= line.translation.patterns if line.translated else {}
    return _parsed(draft, edits, patterns)


def _indentation(draft: Draft, line: Line) -> Edit:
    """The edit that indents the line by its level."""
    start = draft.line_start(line.source.start)
    return Edit(start, line.source.start, " " * line.level)


def _stray_backslashes(draft: Draft) -> list[Edit]:
    """Edits that remove what joins a logical line to blank ones before or behind it."""
    edits = []
    starts = [line.source.start for line in draft.lines]
    ends = [line.source.end for line in draft.lines]
    for start, end in zip([0, *ends], [*starts, len(draft.text)], strict=True):
        for match in _BACKSLASH.finditer(draft.text, start, end):
            if match[0] == "\\":
                edits.append(Edit(match.start(), match.end(), ""))
    return edits


def _lose_line_of(draft: Draft, error: Exception) -> bool:
    """Loses the line an error of the whole is reported in, or leaves it out if it was lost before.

    False when there is none to lose.
    """
    number = getattr(error, "lineno", None) or 0
    for line in draft.kept_lines():
        problem = _problem(draft, line)
        if problem.line <= number <= problem.end_line:
            before = line.edits
            lose(draft, line, sentence(error))
            if line.edits == before:
                draft.leave_out(line, sentence(error))
            return True
    return False


def _take_out_lost_headers(tree: ast.Module) -> None:
    for node in ast.walk(tree):
        for name in ("body", "orelse", "finalbody"):
            statements = getattr(node, name, None)
            if isinstance(statements, list):
                setattr(node, name, _without_lost_headers(statements))


def _without_lost_headers(statements: list[ast.stmt]) -> list[ast.stmt]:
    kept = []
    waiting = statements[::-1]
    while waiting:
        match waiting.pop():
            case ast.If(test=ast.Name(id=name), body=body, orelse=orelse) if name == LOST:
                waiting += (body + orelse)[::-1]
            case statement:
                kept.append(statement)
    return kept


def _problems(draft: Draft) -> tuple[SyntaxProblem, ...]:
    problems: list[SyntaxProblem] = []
    for line in draft.lines:
        if not line.problem:
            continue
        problem = _problem(draft, line)
        if problems and problem.message == problems[-1].message == TOO_DEEP:
            problem = replace(problems.pop(), end_line=problem.end_line)
        problems.append(problem)
    return tuple(problems)


def _problem(draft: Draft, line: Line) -> SyntaxProblem:
    start, end = line.source.start, line.source.end
    column = start - draft.line_start(start)
    return SyntaxProblem(line.problem, draft.line_number(start), column, draft.line_number(end))

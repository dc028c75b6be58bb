"""The lines of a broken text that do not parse by themselves: found among the others, and mended or lost."""

from __future__ import annotations

from collections.abc import Iterator

from tfscope.syntax.draft import TOO_DEEP, Draft, Line, lost_header
from tfscope.syntax.edits import Edit, insertion, replacement
from tfscope.syntax.lexer import (
    LogicalLine,
    Token,
    closing_text,
    header_colon,
    header_word,
    statement_parts,
    with_depth,
)
from tfscope.syntax.plain import parse_plain
from tfscope.syntax.python2 import is_disguised, translate
from tfscope.syntax.shape import CLAUSES


def mend(draft: Draft, lines: list[Line]) -> None:
    """Makes each of the lines, which are whole statements, parse by itself; what does stays as it is."""
    for group in _groups(lines):
        if _parses(draft, group):
            continue
        level = group[0].level
        for line in group:
            if line.level == level and not _parses(draft, [line]):
                _mend_line(draft, line)
        for block in _blocks(group, level):
            mend(draft, block)


def _groups(lines: list[Line]) -> Iterator[list[Line]]:
    """The statements among lines: with decorators, blocks and clauses."""
    group: list[Line] = []
    for line in lines:
        begins = line.level == lines[0].level and line.head not in CLAUSES
        if group and begins and not group[-1].is_decorator:
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _blocks(group: list[Line], level: int) -> Iterator[list[Line]]:
    """The runs of lines deeper than `level`."""
    block: list[Line] = []
    for line in group:
        if line.level > level:
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _parses(draft: Draft, lines: list[Line]) -> bool:
    """Whether the lines parse by themselves, as Python 3 or translated; keeps which."""
    code = _code(draft, lines, translated=False)
    if not is_disguised(code) and _error(code) is None:
        return True
    if not any(line.translation.edits for line in lines) or _error(_code(draft, lines, translated=True)):
        return _error(code) is None
    for line in lines:
        line.translated = True
    return True


def _error(code: str) -> Exception | None:
    try:
        parse_plain(code)
    except Exception as error:
        return error
    return None


def _code(draft: Draft, lines: list[Line], translated: bool) -> str:
    """The text of lines, made to stand alone."""
    level = lines[0].level
    code = "\n".join(" " * (line.level - level) + draft.code(line, translated) for line in lines)
    return _standing_alone(lines, code)


def _standing_alone(lines: list[Line], code: str) -> str:
    first, last = lines[0], lines[-1]
    if last.is_decorator:
        return code + "\ndef f(): pass"
    if last.head and last.opens_block and not last.bare:
        code += "\n case _: pass" if last.head == "match" else " pass"
    match first.head:
        case "elif" | "else":
            return f"if 1: pass\n{code}"
        case "except" | "finally":
            return f"try: pass\n{code}"
        case "case":
            return "match 1:\n " + code.replace("\n", "\n ")
        case "try" if last is first:
            return f"{code}\nfinally: pass"
    return code


def _mend_line(draft: Draft, line: Line) -> None:
    """Makes a line parse by itself, at the least cost: an argument, a part of the line, the line."""
    problem = sentence(_error(_code(draft, [line], translated=False)))
    edits, translation = line.edits, line.translation
    for attempt in (_drop_last_argument, _drop_parts):
        draft.change(line, attempt(draft, line), translation)
        if line.edits and _parses(draft, [line]):
            line.problem = line.problem or problem
            return
    line.edits = edits
    lose(draft, line, problem)


def sentence(error: Exception | None) -> str:
    if isinstance(error, (RecursionError, MemoryError)):
        return TOO_DEEP
    reason = error.msg if isinstance(error, SyntaxError) else str(error)
    return f"This is not valid Python: {reason}."


def _drop_last_argument(draft: Draft, line: Line) -> list[Edit]:
    """Edits that close an unclosed bracket behind the last argument that is complete."""
    source = line.source
    if not source.unclosed:
        return []
    depth = len(source.unclosed)
    ends = ((",", depth), (source.unclosed[-1], depth - 1))
    places = [index for index, token, at in with_depth(line.tokens) if (token.text, at) in ends]
    if not places:
        return []
    shortened = LogicalLine(line.tokens[: places[-1] + 1], 0, source.unclosed)
    colon = ":" if line.head and header_colon(source) is None else ""
    added = closing_text(shortened) + colon + (" pass" if line.bare else "")
    return [insertion(shortened.end, added), *replacement(draft.text, shortened.end, source.end, "")]


def _drop_parts(draft: Draft, line: Line) -> list[Edit]:
    """Edits that lose those of several statements on the line that do not parse."""
    parts = [_part(draft, part) for part in statement_parts(line.source)]
    simple = parts[1:] if line.head else parts
    broken = [part.source for part in simple if not _parses(draft, [part])]
    return [edit for part in broken for edit in replacement(draft.text, part.start, part.end, "pass")]


def _part(draft: Draft, tokens: list[Token]) -> Line:
    source = LogicalLine(tokens, 0)
    return Line(source, header_word(source), translation=translate(draft.text, source))


def lose(draft: Draft, line: Line, problem: str) -> None:
    """Replaces what cannot be read by the least that keeps what stands below it."""
    line.problem = line.problem or problem
    if line.is_decorator:
        draft.leave_out(line, problem)
    elif not line.head:
        draft.replace(line, line.source.end, "pass")
    else:
        line.head = "if" if line.head in ("with", "match") else line.head
        block = "" if line.opens_block and not line.bare else " pass"
        draft.replace(line, line.source.end, lost_header(line) + block)

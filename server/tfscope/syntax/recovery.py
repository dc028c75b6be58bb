"""Broken code: what is wrong is mended or left out line by line, and all the rest becomes a tree with exact spans.

The text is taken apart into logical lines, which the indentation makes a tree of. Brackets, strings, colons and
bodies that are missing are added; a line that still does not parse by itself is lost: a simple statement becomes
`pass`, a header of a block one that keeps the block. What the edits make is then parsed as a whole.
"""

from __future__ import annotations

import ast
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import accumulate

from tfscope.syntax.edits import Edit, apply_edits, insertion, replacement, restore_positions
from tfscope.syntax.lexer import (
    LogicalLine,
    Token,
    closing_text,
    header_colon,
    header_word,
    logical_lines,
    mask_open_strings,
    statement_parts,
    with_depth,
)
from tfscope.syntax.python2 import DISGUISED, Translation, finish, translate
from tfscope.syntax.reading import Reading, SyntaxProblem

# CPython's tokenizer refuses the 100th level.
_MOST_LEVELS = 90
_MOST_ROUNDS = 20

# The condition of an `if` that stands for a lost header; its body takes the statement's place.
_LOST = "_lost_header"
_BACKSLASH = re.compile(r"#[^\n]*|\\")
_TOO_DEEP = "This is nested too deep."
_CLAUSES = frozenset(("elif", "else", "except", "finally"))
# Which clauses may stand after a clause's block.
_FOLLOWERS = {
    "if": ("elif", "else"),
    "elif": ("elif", "else"),
    "for": ("else",),
    "while": ("else",),
    "try": ("except", "finally"),
    "except": ("except", "else", "finally"),
}


@dataclass(slots=True)
class _Line:
    """A logical line on its way to something that parses.

    `level`: how many blocks it stands in. `bare`: a header without a body. `edits`: what was changed so far,
    `translation` the edits Python 2 needs, made where `translated`. `left_out`: it is not part of the tree.
    """

    source: LogicalLine
    head: str
    level: int = 0
    bare: bool = False
    edits: list[Edit] = field(default_factory=list)
    translation: Translation = Translation([], {}, False)
    translated: bool = False
    problem: str = ""
    left_out: bool = False

    @property
    def tokens(self) -> list[Token]:
        return self.source.tokens

    @property
    def is_decorator(self) -> bool:
        return self.tokens[0].text == "@"

    @property
    def opens_block(self) -> bool:
        """Whether its block stands below it: it is a header, and nothing follows the colon."""
        colon = header_colon(self.source) if self.head else -1
        return colon is None or colon == len(self.tokens) - 1


class _Draft:
    """The text of a unit and its lines."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = [_Line(line, header_word(line)) for line in logical_lines(text)]
        self._starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]

    def kept_lines(self) -> list[_Line]:
        return [line for line in self.lines if not line.left_out]

    def line_start(self, offset: int) -> int:
        return self._starts[self.line_number(offset) - 1]

    def line_number(self, offset: int) -> int:
        return bisect_right(self._starts, offset)


def read_broken(text: str) -> Reading:
    """The statements of a text that does not parse as it stands; the lost ones are `pass`. Line ends are `\\n`."""
    masked = mask_open_strings(text)
    draft = _Draft(masked)
    for line in draft.lines:
        line.translation = translate(masked, line.source)
    plain = _read_plain(draft) if DISGUISED.search(masked) else None
    if plain and not any(line.translation.disguised for line in draft.lines):
        return plain
    return _read_translated(draft) or plain or _read_mended(draft, text)


# Python 2


def _read_translated(draft: _Draft) -> Reading | None:
    """The reading if translation from Python 2 is all the text needs."""
    edits = [edit for line in draft.lines for edit in line.translation.edits]
    tabs = [edit for line in draft.lines for edit in _expanded_tabs(draft, line)]
    if not edits and not tabs:
        return None
    patterns = {name: span for line in draft.lines for name, span in line.translation.patterns.items()}
    try:
        tree = _parsed(draft.text, edits + tabs, patterns)
    except Exception:
        return None
    python2 = bool(tabs) or any(line.translation.python2 for line in draft.lines)
    return Reading(tree.body, (), python2)


def _read_plain(draft: _Draft) -> Reading | None:
    """The reading of a text that is Python 3 after all."""
    try:
        return Reading(ast.parse(draft.text).body)
    except Exception:
        return None


def _expanded_tabs(draft: _Draft, line: _Line) -> list[Edit]:
    start = draft.line_start(line.source.start)
    if "\t" not in draft.text[start : line.source.start]:
        return []
    return [Edit(start, line.source.start, " " * line.source.indent)]


def _parsed(text: str, edits: list[Edit], patterns: dict[str, tuple[int, int]]) -> ast.Module:
    tree = ast.parse(apply_edits(text, edits))
    restore_positions(tree, text, edits)
    finish(tree, text, patterns)
    return tree


# The shape: levels, closed brackets, clauses, bodies


def _lay_out(draft: _Draft) -> None:
    """Gives each line its level; the indentation of one that fits no block is taken for its neighbours'."""
    blocks: list[tuple[int, int]] = []
    opened = True
    for line in draft.lines:
        indent, closed = line.source.indent, None
        while blocks and indent < blocks[-1][0]:
            closed = blocks.pop()
        if not blocks or indent > blocks[-1][0]:
            blocks.append((indent, _new_level(line, blocks, closed, opened)))
        line.level = blocks[-1][1]
        opened = line.opens_block and bool(line.head)
        if line.level >= _MOST_LEVELS:
            _leave_out(draft, line, _TOO_DEEP)


def _new_level(line: _Line, blocks: list[tuple[int, int]], closed: tuple[int, int] | None, opened: bool) -> int:
    """The level of a line that is indented deeper than the innermost of `blocks`."""
    if closed is not None:
        line.problem = "The indentation matches no outer block."
        return closed[1]
    if not blocks:
        line.problem = "The indentation is not expected here." if line.source.indent else ""
        return 0
    if opened:
        return blocks[-1][1] + 1
    line.problem = "The indentation is not expected here."
    return blocks[-1][1]


def _leave_out(draft: _Draft, line: _Line, problem: str) -> None:
    line.left_out = True
    line.problem = line.problem or problem
    line.edits = replacement(draft.text, line.source.start, line.source.end, "")


def _close(draft: _Draft, text: str) -> None:
    """Adds the quotes, brackets and colons that lines lack."""
    for line in draft.kept_lines():
        source = line.source
        added = closing_text(source)
        if text[source.start : source.end] != draft.text[source.start : source.end]:
            line.problem = line.problem or "A triple-quoted string is never closed."
        elif added:
            line.problem = line.problem or _unclosed_problem(source)
        if line.head and header_colon(source) is None:
            line.problem = line.problem or f"The '{line.head}' has no ':'."
            added += ":"
        if added:
            line.edits.append(insertion(source.end, added))


def _unclosed_problem(line: LogicalLine) -> str:
    return f"The '{line.unclosed[-1]}' is never closed." if line.unclosed else "The string is never closed."


def _leave_out_decorators(draft: _Draft) -> None:
    """Leaves out decorators that no definition follows."""
    after: _Line | None = None
    for line in reversed(draft.kept_lines()):
        if line.is_decorator and (after is None or after.level != line.level or not _can_be_decorated(after)):
            _leave_out(draft, line, "No definition follows this decorator.")
        else:
            after = line


def _can_be_decorated(line: _Line) -> bool:
    return line.head in ("def", "class") or line.is_decorator


def _add_bodies(draft: _Draft) -> None:
    lines = draft.kept_lines()
    for line, after in zip(lines, [*lines[1:], None], strict=True):
        if line.head and line.opens_block and (after is None or after.level <= line.level):
            line.bare = True
            line.problem = line.problem or f"The block after '{line.head}' is missing."
            line.edits.append(insertion(line.source.end, " pass"))


def _match_clauses(draft: _Draft) -> None:
    """Loses clauses without their statement, `try` without its clauses and `match` without a case."""
    lines = draft.kept_lines()
    allowed: list[tuple[str, ...]] = []
    for index, line in enumerate(lines):
        del allowed[line.level + 1 :]
        allowed += [()] * (line.level + 1 - len(allowed))
        problem = _misplaced(lines, index, allowed[line.level])
        if problem:
            _free_block(draft, line, problem)
        allowed[line.level] = _FOLLOWERS.get(line.head, ())


def _free_block(draft: _Draft, line: _Line, problem: str) -> None:
    """Makes what stands in a header's block, or behind its colon, part of the statements around it."""
    line.problem = line.problem or problem
    line.head = "if"
    colon = header_colon(line.source)
    end = line.source.end if colon is None else line.tokens[colon].end
    _replace(draft, line, end, _lost_text(line) + (" pass" if line.bare else ""))


def _misplaced(lines: list[_Line], index: int, allowed: tuple[str, ...]) -> str:
    """What is wrong with a header where it stands, "" for nothing."""
    head = lines[index].head
    if head in _CLAUSES and head not in allowed:
        return f"This '{head}' belongs to no statement."
    if head == "try" and _next_head(lines, index) not in ("except", "finally"):
        return "This 'try' has no 'except' and no 'finally'."
    if head == "match" and not _begins_with_case(lines, index):
        return "This 'match' has no 'case'."
    return ""


def _next_head(lines: list[_Line], index: int) -> str:
    """The header word of the line that follows a block at its level."""
    level = lines[index].level
    for following in range(index + 1, len(lines)):
        if lines[following].level <= level:
            return lines[following].head if lines[following].level == level else ""
    return ""


def _begins_with_case(lines: list[_Line], index: int) -> bool:
    following = lines[index + 1 : index + 2]
    return bool(following) and following[0].head == "case" and following[0].level > lines[index].level


# The lines: which of them parse, and what becomes of the others


def _mend(draft: _Draft, lines: list[_Line]) -> None:
    """Makes each of the lines, which are whole statements, parse: statements that do so as they are stay whole."""
    for group in _groups(lines):
        if _parses(draft, group):
            continue
        level = group[0].level
        for line in group:
            if line.level == level and not _parses(draft, [line]):
                _mend_line(draft, line)
        for block in _blocks(group, level):
            _mend(draft, block)


def _groups(lines: list[_Line]) -> Iterator[list[_Line]]:
    """The statements among lines: with decorators, blocks and clauses."""
    group: list[_Line] = []
    for line in lines:
        begins = line.level == lines[0].level and line.head not in _CLAUSES
        if group and begins and not group[-1].is_decorator:
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _blocks(group: list[_Line], level: int) -> Iterator[list[_Line]]:
    """The runs of lines deeper than `level`."""
    block: list[_Line] = []
    for line in group:
        if line.level > level:
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _parses(draft: _Draft, lines: list[_Line]) -> bool:
    """Whether the lines parse by themselves, as Python 3 or translated; keeps which."""
    code = _code(draft, lines, translated=False)
    if not DISGUISED.search(code) and _error(code) is None:
        return True
    if not any(line.translation.edits for line in lines) or _error(_code(draft, lines, translated=True)):
        return _error(code) is None
    for line in lines:
        line.translated = True
    return True


def _error(code: str) -> Exception | None:
    try:
        ast.parse(code)
    except Exception as error:
        return error
    return None


def _code(draft: _Draft, lines: list[_Line], translated: bool) -> str:
    """The text of lines, made to stand alone."""
    level = lines[0].level
    code = "\n".join(" " * (line.level - level) + _line_code(draft, line, translated) for line in lines)
    return _standing_alone(lines, code)


def _line_code(draft: _Draft, line: _Line, translated: bool) -> str:
    edits = line.translation.edits + line.edits if translated or line.translated else line.edits
    return apply_edits(draft.text, edits, line.source.start, line.source.end)


def _standing_alone(lines: list[_Line], code: str) -> str:
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


def _mend_line(draft: _Draft, line: _Line) -> None:
    """Makes a line parse by itself, at the least cost: an argument, a part of the line, the line."""
    problem = _sentence(_error(_code(draft, [line], translated=False)))
    edits, translation = line.edits, line.translation
    for attempt in (_drop_last_argument, _drop_parts):
        line.edits = attempt(draft, line)
        line.translation = _outside(line.edits, translation)
        if line.edits and _parses(draft, [line]):
            line.problem = line.problem or problem
            return
    line.edits = edits
    _lose(draft, line, problem)


def _outside(edits: list[Edit], translation: Translation) -> Translation:
    """The translation without what it does in places that `edits` replace."""
    kept = [
        edit
        for edit in translation.edits
        if not any(other.start <= edit.start and edit.end <= other.end for other in edits if other.start < other.end)
    ]
    return Translation(kept, translation.patterns, translation.python2)


def _sentence(error: Exception | None) -> str:
    if isinstance(error, (RecursionError, MemoryError)):
        return _TOO_DEEP
    reason = error.msg if isinstance(error, SyntaxError) else str(error)
    return f"This is not valid Python: {reason}."


def _drop_last_argument(draft: _Draft, line: _Line) -> list[Edit]:
    """Edits that close an unclosed bracket behind the last argument that is complete."""
    source = line.source
    if not source.unclosed:
        return []
    depth = len(source.unclosed)
    places = [index for index, token, at in with_depth(line.tokens) if (token.text, at) == (",", depth)]
    places += [index for index, token, at in with_depth(line.tokens) if (token.text, at) == (source.unclosed[-1], depth - 1)]
    if not places:
        return []
    shortened = LogicalLine(line.tokens[: max(places) + 1], 0, source.unclosed)
    colon = ":" if line.head and header_colon(source) is None else ""
    added = closing_text(shortened) + colon + (" pass" if line.bare else "")
    return [insertion(shortened.end, added), *replacement(draft.text, shortened.end, source.end, "")]


def _drop_parts(draft: _Draft, line: _Line) -> list[Edit]:
    """Edits that lose those of several statements on the line that do not parse."""
    head, *others = [_part(draft, part) for part in statement_parts(line.source)]
    if not line.head:
        others.insert(0, head)
    broken = [part.source for part in others if not _parses(draft, [part])]
    return [edit for part in broken for edit in replacement(draft.text, part.start, part.end, "pass")]


def _part(draft: _Draft, tokens: list[Token]) -> _Line:
    source = LogicalLine(tokens, 0)
    return _Line(source, header_word(source), translation=translate(draft.text, source))


def _lose(draft: _Draft, line: _Line, problem: str) -> None:
    """Replaces what cannot be read by the least that keeps what stands below it."""
    line.problem = line.problem or problem
    if line.is_decorator:
        _leave_out(draft, line, problem)
    else:
        whole = line.bare or not line.opens_block
        _replace(draft, line, line.source.end, _lost_text(line) + (" pass" if line.head and whole else ""))


def _replace(draft: _Draft, line: _Line, end: int, text: str) -> None:
    line.edits = replacement(draft.text, line.source.start, end, text)
    line.translation = _outside(line.edits, line.translation)


def _lost_text(line: _Line) -> str:
    """The least that can stand for a line: of a header, one that opens a block and keeps the name it defines."""
    names = [token.text for token in line.tokens[1:3] if token.kind == "name" and token.text != "def"] or ["_"]
    match line.head:
        case "":
            return "pass"
        case "def":
            return f"def {names[0]}(*_, **__):"
        case "class":
            return f"class {names[0]}:"
        case "for":
            return "for _ in _:"
        case "while" | "case":
            return f"{line.head} _:"
        case "try" | "except" | "finally" | "else":
            return f"{line.head}:"
        case "elif":
            return f"elif {_LOST}:"
    line.head = "if"
    return f"if {_LOST}:"


# The whole


def _read_mended(draft: _Draft, text: str) -> Reading:
    """The reading after all that is broken was mended or lost."""
    _lay_out(draft)
    _close(draft, text)
    _leave_out_decorators(draft)
    _add_bodies(draft)
    _match_clauses(draft)
    _mend(draft, draft.kept_lines())
    for _ in range(_MOST_ROUNDS):
        try:
            tree = _parsed(draft.text, *_all_edits(draft))
        except Exception as error:
            if not _lose_line_of(draft, error):
                break
        else:
            _take_out_lost_headers(tree)
            python2 = any(line.translated and line.translation.python2 for line in draft.lines)
            return Reading(tree.body, _problems(draft), python2)
    lines = draft.text.count("\n") + 1
    return Reading([], (SyntaxProblem("This cannot be read as Python.", 1, 0, lines),))


def _all_edits(draft: _Draft) -> tuple[list[Edit], dict[str, tuple[int, int]]]:
    edits = _stray_backslashes(draft)
    patterns = {}
    for line in draft.lines:
        if line.left_out:
            edits += line.edits
            continue
        edits.append(_indentation(draft, line))
        edits += line.translation.edits + line.edits if line.translated else line.edits
        patterns.update(line.translation.patterns if line.translated else {})
    return edits, patterns


def _indentation(draft: _Draft, line: _Line) -> Edit:
    """The edit that indents the line by its level."""
    start = draft.line_start(line.source.start)
    return Edit(start, line.source.start, " " * line.level)


def _stray_backslashes(draft: _Draft) -> list[Edit]:
    """Edits that remove what joins a logical line to blank ones before or behind it."""
    edits = []
    starts = [line.source.start for line in draft.lines]
    ends = [line.source.end for line in draft.lines]
    for start, end in zip([0, *ends], [*starts, len(draft.text)], strict=True):
        for match in _BACKSLASH.finditer(draft.text, start, end):
            if match[0] == "\\":
                edits.append(Edit(match.start(), match.end(), ""))
    return edits


def _lose_line_of(draft: _Draft, error: Exception) -> bool:
    """Loses the line an error of the whole is reported in, at last from the tree; False when there is none to lose."""
    number = getattr(error, "lineno", None) or 0
    for line in draft.kept_lines():
        problem = _problem(draft, line)
        if problem.line <= number <= problem.end_line:
            before = line.edits
            _lose(draft, line, _sentence(error))
            if line.edits == before:
                _leave_out(draft, line, _sentence(error))
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
            case ast.If(test=ast.Name(id=name), body=body, orelse=orelse) if name == _LOST:
                waiting += (body + orelse)[::-1]
            case statement:
                kept.append(statement)
    return kept


def _problems(draft: _Draft) -> tuple[SyntaxProblem, ...]:
    problems: list[SyntaxProblem] = []
    for line in draft.lines:
        if not line.problem:
            continue
        problem = _problem(draft, line)
        if problems and problem.message == problems[-1].message == _TOO_DEEP:
            problem = replace(problems.pop(), end_line=problem.end_line)
        problems.append(problem)
    return tuple(problems)


def _problem(draft: _Draft, line: _Line) -> SyntaxProblem:
    start, end = line.source.start, line.source.end
    column = start - draft.line_start(start)
    return SyntaxProblem(line.problem, draft.line_number(start), column, draft.line_number(end))

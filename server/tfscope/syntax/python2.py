"""Python 2 to Python 3: edits that make a line's text parse, then the finish that only the tree allows.

What is translated, after Python 2.7's grammar: `print` and `exec` statements, backticks, `<>`, `except E, e`,
`raise E, "message", traceback`, octal and long numbers, `ur''`, backslashes that Python 3 takes for Unicode
escapes, tuple parameters, `[x for x in 1, 2]`, and `async` as a name (which Python 3.6 still allowed).
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from tfscope.syntax.edits import Edit, insertion, replacement
from tfscope.syntax.lexer import LogicalLine, Token, statement_parts, with_depth, without_strings

_Node = TypeVar("_Node", bound=ast.AST)

# Names no program uses: they carry what has no place in Python 3's grammar to the tree, where it is put
# right.
_FILE = "_python2_file"
_PATTERN = "_python2_pattern_"
_PRINT_TO = f"({_FILE}:="
_AS = " as "

# The text of a unit that is Python 2 matches one of these; so can other text. Each begins with a literal, which the
# search finds fast. The repetitions are bounded because without bounds a line of a megabyte could cost the square of
# its length.
_HINTS_IN_CODE = tuple(
    re.compile(rf"(?x) {hint}")
    for hint in (
        r"print\b (?: [ \t]*[^\s=.,)(] | [ \t]*(?:[#;\n]|\Z) )",
        r"exec\b",
        r"`",
        r"<>",
        r"0(?<![\w.]0)[\da-fA-FxX]+[lL]?\b",
        r"[0-9][lL]\b",
        r"\t(?<=\n\t)|\t(?<=[ ]\t)",
        r"def\b[^:]{0,300}[(,]\s{0,40}\(",
        r"lambda\b(?:[^:]{0,300},)?\s{0,40}\(",
        r"for\b[^\n\]:]{1,100}\bin\b[^\n\]:()\[{]{0,100},",
    )
)
# What is in brackets does not count for these.
_HINTS_OUTSIDE_BRACKETS = (
    re.compile(r"except\b[^:]{0,300},"),
    re.compile(r"""(?x)raise\b[^\n,]{0,300} (?: , | (?<=[(\[{"'\\%+])\s )"""),
)
_BRACKETS = re.compile(r"\([^()\[\]{}]*\)|\[[^()\[\]{}]*\]|\{[^()\[\]{}]*\}")
_MOST_BRACKETS = 20
_HINTS_IN_STRINGS = (re.compile(r"\\[NuU]"), re.compile(r"""[uU][rR]["']"""))
# Python 2 statements that Python 3 parses too, as something no program means (the second since Python 3.14).
_DISGUISED = (
    re.compile(r"print(?<!\wprint)[ \t]*>>"),
    re.compile(r"except(?<!\wexcept)\b[^:\n]{0,300},[ \t]*[a-z_]\w*[ \t]*:"),
)
_ASYNC = re.compile(r"\basync\b")


def is_disguised(text: str) -> bool:
    """Whether a text that Python 3 parses may be Python 2 all the same."""
    return any(statement.search(text) for statement in _DISGUISED)


def may_be_python2(text: str) -> bool:
    """False for a text that Python 3 can read as well as Python 2."""
    if any(hint.search(text) for hint in _HINTS_IN_STRINGS):
        return True
    in_code, outside = _found(_HINTS_IN_CODE, text), _found(_HINTS_OUTSIDE_BRACKETS, text)
    # Documentation is full of what would be Python 2 if it were code.
    code = without_strings(text) if in_code or outside else ""
    if _found(in_code, code):
        return True
    outside = _found(outside, code)
    return bool(outside and _found(outside, _without_brackets(code)))


def _found(hints: Iterable[re.Pattern[str]], text: str) -> list[re.Pattern[str]]:
    return [hint for hint in hints if hint.search(text)]


def _without_brackets(code: str) -> str:
    """The code without what is in brackets, as deep as a program nests them."""
    for _ in range(_MOST_BRACKETS):
        code, count = _BRACKETS.subn("", code)
        if not count:
            break
    return code


def may_need_translation(text: str) -> bool:
    """False for a text that `translate` has nothing to do with."""
    return may_be_python2(text) or _ASYNC.search(text) is not None


class Translation(NamedTuple):
    """Edits that translate a piece of text. `patterns`: by stand-in name, the span of what it stands for.

    `python2`: whether they are for what only Python 2 has; `disguised`: whether Python 3 may parse it all the
    same.
    """

    edits: Sequence[Edit] = ()
    patterns: Mapping[str, tuple[int, int]] = MappingProxyType({})
    python2: bool = False
    disguised: bool = False


NO_TRANSLATION = Translation()


def translate(text: str, line: LogicalLine) -> Translation:
    """The edits that make a logical line of `text` Python 3."""
    return _Translator(text).translate(line)


class _Translator:
    def __init__(self, text: str) -> None:
        self.text = text
        self.patterns: dict[str, tuple[int, int]] = {}

    def translate(self, line: LogicalLine) -> Translation:
        edits = [edit for part in statement_parts(line) for edit in self._statement(part)]
        edits += _backticks(line.tokens)
        edits += [edit for token in line.tokens for edit in _token(token)]
        edits += self._brackets(line.tokens)
        disguised = any(edit.text in (_PRINT_TO, _AS) for edit in edits)
        return Translation(edits + _async_names(line.tokens), self.patterns, bool(edits), disguised)

    def _statement(self, tokens: list[Token]) -> Iterator[Edit]:
        match tokens[0].text:
            case "print":
                yield from _print(tokens)
            case "exec":
                yield from _exec(tokens)
            case "raise":
                yield from _raise(tokens)
            case "except":
                yield from self._except(tokens)

    def _except(self, tokens: list[Token]) -> Iterator[Edit]:
        commas = [index for index, token, depth in with_depth(tokens) if token.text == "," and not depth]
        if len(commas) != 1 or tokens[-1].text != ":" or len(tokens) < commas[0] + 3:
            return
        comma, target = tokens[commas[0]], tokens[commas[0] + 1 : -1]
        yield Edit(comma.start, comma.end, _AS)
        if len(target) > 1:
            yield from self._stand_in(target[0].start, target[-1].end)

    def _brackets(self, tokens: list[Token]) -> Iterator[Edit]:
        """Edits for parameters in parentheses and for `[... for x in 1, 2]`."""
        frames = [_Bracket()]
        for index, token in enumerate(tokens):
            before = tokens[index - 1].text if index else ""
            if token.kind == "operator" and token.text in "([{":
                frames.append(frames[-1].inner(token, before, tokens[index - 2].text if index > 1 else ""))
            elif token.kind == "operator" and token.text in ")]}" and len(frames) > 1:
                closed = frames.pop()
                if closed.pattern_start is not None:
                    yield from self._stand_in(closed.pattern_start, token.end)
                yield from closed.iterable_edits(tokens[index - 1])
            else:
                yield from frames[-1].take(token, tokens[index - 1])

    def _stand_in(self, start: int, end: int) -> list[Edit]:
        name = f"{_PATTERN}{start}"
        self.patterns[name] = (start, end)
        return replacement(self.text, start, end, name)


@dataclass(slots=True)
class _Bracket:
    """What is known inside a bracket, or outside all: the state of one pass over the tokens of a line.

    in_parameters: whether parameters of a `def` or `lambda` stand here. pattern_start: of a bracket that is
    one. in_list: whether it is a list. loop: "for" and then "in", as they come. iterable: where that begins,
    if it has a comma in it.
    """

    in_parameters: bool = False
    pattern_start: int | None = None
    in_list: bool = False
    loop: str = ""
    iterable: int | None = None
    comma: bool = False

    def inner(self, token: Token, before: str, second_before: str) -> _Bracket:
        self._begin_iterable(token)
        pattern = token.text == "(" and self.in_parameters and before in ("(", ",", "lambda")
        return _Bracket(second_before == "def", token.start if pattern else None, token.text == "[")

    def take(self, token: Token, before: Token) -> Iterator[Edit]:
        self._begin_iterable(token)
        match token.text:
            case "lambda":
                self.in_parameters = True
            case ":":
                self.in_parameters = False
            case ",":
                self.comma = True
            case "in" if self.loop == "for":
                self.loop, self.iterable, self.comma = "in", None, False
            case "for" | "if":
                yield from self.iterable_edits(before)
                self.loop = token.text

    def _begin_iterable(self, token: Token) -> None:
        if self.iterable is None and self.loop == "in":
            self.iterable = token.start

    def iterable_edits(self, last: Token) -> Iterator[Edit]:
        """Edits that put an iterable with commas, which ends with `last`, into parentheses."""
        if self.in_list and self.loop == "in" and self.comma and self.iterable is not None:
            yield insertion(self.iterable, "(")
            yield insertion(last.end, ")")


def _wrapped(tokens: list[Token]) -> list[Edit]:
    return [insertion(tokens[0].end, "("), insertion(tokens[-1].end, ")")]


def _is_call(tokens: list[Token]) -> bool:
    """Whether all that follows the first token is in one pair of parentheses."""
    closing = [index for index, token, depth in with_depth(tokens) if token.text == ")" and not depth]
    return tokens[1].text == "(" and closing[:1] == [len(tokens) - 1]


def _print(tokens: list[Token]) -> Iterator[Edit]:
    if len(tokens) == 1:
        yield insertion(tokens[0].end, "()")
    elif tokens[1].text == ">>":
        yield insertion(tokens[0].end, "(")
        yield Edit(tokens[1].start, tokens[1].end, _PRINT_TO)
        commas = [token.start for _, token, depth in with_depth(tokens) if token.text == "," and not depth]
        yield insertion((commas or [tokens[-1].end])[0], ")")
        yield insertion(tokens[-1].end, ")")
    elif _begins_expression(tokens[1]) and not _is_call(tokens):
        yield from _wrapped(tokens)


def _exec(tokens: list[Token]) -> Iterator[Edit]:
    if len(tokens) > 1 and _begins_expression(tokens[1]) and not _is_call(tokens):
        yield from _wrapped(tokens)
        words = [token for _, token, depth in with_depth(tokens) if token.text == "in" and not depth]
        yield from (Edit(word.start, word.end, ",") for word in words[:1])


def _begins_expression(token: Token) -> bool:
    return token.kind != "operator" or token.text in ("(", "[", "{", "+", "-", "~", "`")


def _raise(tokens: list[Token]) -> Iterator[Edit]:
    commas = [token for _, token, depth in with_depth(tokens) if token.text == "," and not depth]
    for comma, text in zip(commas, ["(", ").with_traceback("], strict=False):
        yield Edit(comma.start, comma.end, text)
    if commas:
        yield insertion(tokens[-1].end, ")")


def _token(token: Token) -> Iterator[Edit]:
    if token.kind == "number":
        yield from _number(token)
    elif token.kind == "string":
        yield from _string(token)
    elif token.text == "<>":
        yield Edit(token.start, token.end, "!=")


def _backticks(tokens: list[Token]) -> list[Edit]:
    ticks = [token for token in tokens if token.text == "`"]
    return [Edit(tick.start, tick.end, ")" if index % 2 else "repr(") for index, tick in enumerate(ticks)]


def _async_names(tokens: list[Token]) -> list[Edit]:
    following = [token.text for token in tokens[1:]] + [""]
    return [
        insertion(token.end, "_")
        for token, after in zip(tokens, following, strict=True)
        if token.text == "async" and after not in ("def", "for", "with")
    ]


_LONG = re.compile(r"(?:0[xX][\da-fA-F]+|0[oO][0-7]+|0[bB][01]+|\d+)[lL]")
_OCTAL = re.compile(r"0[0-7]+[lL]?")


def _number(token: Token) -> Iterator[Edit]:
    octal, long = _OCTAL.fullmatch(token.text), _LONG.fullmatch(token.text)
    if octal or long:
        # A space for the L: `7L.real` is no float.
        digits = token.text[:-1] + " " if long else token.text
        yield Edit(token.start, token.end, f"0o{digits[1:]}" if octal else digits)


def _string(token: Token) -> Iterator[Edit]:
    prefix = token.text[: len(token.text) - len(token.text.lstrip("rRbBuUfFtT"))]
    if prefix.lower() == "ur":
        yield Edit(token.start, token.start + 2, "r")
    elif not prefix:
        for escape in re.finditer(r"(?s)\\(.)", token.text):
            if escape[1] in "NuU":
                yield insertion(token.start + escape.start(), "\\")


def finish(tree: ast.Module, text: str, patterns: Mapping[str, tuple[int, int]]) -> None:
    """Puts right in the tree what the edits could only mark; its positions are those in `text`.

    `print >>f, x` becomes `print(x, file=f)`. A tuple parameter keeps its stand-in name and is unpacked by an
    assignment at the top of the function's body; `lambda (a, b): x` becomes `lambda p: (lambda a, b: x)(*p)`.
    Raises SyntaxError for a pattern that nothing can be assigned to.
    """
    if not patterns and ">>" not in text:
        return
    targets = {name: _target(text, *span) for name, span in patterns.items()}
    for node in list(ast.walk(tree)):
        if isinstance(node, ast.Call):
            _name_file(node)
        elif targets and isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            names = [argument.arg for argument in _positional(node.args)]
            _unpack(node.body, [(name, targets[name]) for name in names if name in targets])
        elif targets and isinstance(node, ast.Lambda):
            for argument in _positional(node.args):
                if argument.arg in targets:
                    node.body = _unpacked(node.body, argument.arg, targets[argument.arg])
        elif isinstance(node, ast.ExceptHandler) and node.name in targets:
            _unpack(node.body, [(node.name, targets[node.name])])


def _positional(arguments: ast.arguments) -> list[ast.arg]:
    return [*arguments.posonlyargs, *arguments.args]


def _name_file(call: ast.Call) -> None:
    match call.args:
        case [ast.NamedExpr(target=ast.Name(id=name), value=file) as first, *others] if name == _FILE:
            call.args = others
            call.keywords.insert(0, ast.copy_location(ast.keyword(arg="file", value=file), first))


def _target(text: str, start: int, end: int) -> ast.expr:
    """The assignment target that stands at a place of the text, with its positions there."""
    statement = ast.parse(text[start:end] + "=0").body[0]
    if not isinstance(statement, ast.Assign) or len(statement.targets) > 1:
        raise SyntaxError("this is not a pattern that a value can be unpacked to")
    line_start = text.rfind("\n", 0, start) + 1
    lines, columns = text.count("\n", 0, start), len(text[line_start:start].encode("utf-8", "surrogatepass"))
    for node in ast.walk(statement.targets[0]):
        if hasattr(node, "lineno"):
            node.col_offset += columns if node.lineno == 1 else 0
            node.end_col_offset += columns if node.end_lineno == 1 else 0
            node.lineno += lines
            node.end_lineno += lines
    return statement.targets[0]


def _unpack(body: list[ast.stmt], targets: list[tuple[str, ast.expr]]) -> None:
    """Adds assignments to the targets at the top of the body, behind its docstring."""
    match body[:1]:
        case [ast.Expr(value=ast.Constant(value=str()))]:
            place = 1
        case _:
            place = 0
    body[place:place] = [
        _at(target, ast.Assign(targets=[target], value=_at(target, ast.Name(id=name, ctx=ast.Load()))))
        for name, target in targets
    ]


def _unpacked(body: ast.expr, name: str, target: ast.expr) -> ast.expr:
    """A call that binds the names in `target` to the items of `name` and gives `body`."""
    elements = target.elts if isinstance(target, ast.Tuple) else [target]
    names = [getattr(element, "id", f"{name}_{index}") for index, element in enumerate(elements)]
    for inner, element in zip(names, elements, strict=True):
        if isinstance(element, ast.Tuple):
            body = _unpacked(body, inner, element)
    parameters = [_at(element, ast.arg(arg=inner)) for inner, element in zip(names, elements, strict=True)]
    function = _at(target, ast.Lambda(args=_arguments(parameters), body=body))
    value: ast.expr = _at(target, ast.Name(id=name, ctx=ast.Load()))
    if isinstance(target, ast.Tuple):
        value = _at(target, ast.Starred(value=value, ctx=ast.Load()))
    return _at(target, ast.Call(func=function, args=[value], keywords=[]))


def _arguments(parameters: list[ast.arg]) -> ast.arguments:
    return ast.arguments(posonlyargs=[], args=parameters, kwonlyargs=[], kw_defaults=[], defaults=[])


def _at(place: ast.expr, node: _Node) -> _Node:
    return ast.copy_location(node, place)

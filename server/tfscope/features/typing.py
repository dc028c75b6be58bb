"""Half-typed calls: what is being typed at a position, read from the text before it, which need not be whole."""

from __future__ import annotations

import re
from dataclasses import dataclass

# More text than the arguments of any call that a person types into.
FURTHEST = 4000

_TOKEN = re.compile(
    r"""(?sx) (?P<comment>\#[^\n]*) | (?P<name>[^\W\d][\w.]*) | (?P<mark>[()\[\]{},=])
    | (?P<string>\w{0,2}(?:'''(?:[^\\]|\\.)*?'''|\"\"\"(?:[^\\]|\\.)*?\"\"\"
        |'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"))
    | (?P<open>(?:'''|\"\"\"|'|")[^\n]*\Z) | (?P<other>[^\s])"""
)
_PREFIXED = re.compile(r"(?i)(?:[rbuf]|br|rb|fr|rf)(?=['\"])")


@dataclass(frozen=True, slots=True)
class Typing:
    """An argument that is being typed.

    callee: the dotted name of the call. position: of a positional argument, None for one by keyword. quoted: whether
    it is a string; typed: what stands of it before the cursor, without the quote.
    """

    callee: str
    position: int | None
    keyword: str | None
    quoted: bool
    typed: str


@dataclass(slots=True)
class _Call:
    callee: str
    position: int = 0
    keyword: str | None = None


def typing_at(text: str) -> Typing | None:
    """What is being typed at the end of a text, None outside of calls and in what is no plain argument."""
    calls: list[_Call] = []
    name, argument = "", ""
    for match in _TOKEN.finditer(_PREFIXED.sub("", text[-FURTHEST:])):
        kind, word = match.lastgroup, match[0]
        if kind == "open":
            return _typing(calls, True, word.lstrip("'\"")) if not argument else None
        if kind == "comment" and match.end() == len(match.string):
            return None
        if word in ("(", "[", "{"):
            calls.append(_Call(name if word == "(" else ""))
            argument = ""
        elif word in (")", "]", "}") and calls:
            calls.pop()
            argument = word
        elif kind == "mark":
            argument = _next_argument(calls, word, name, argument)
        elif kind != "comment":
            argument = (argument + word) if kind != "name" or argument else word
        name = word if kind == "name" else ""
    at_word = not argument or (re.fullmatch(r"[\w.]+", argument) is not None and text[-1:].strip())
    return _typing(calls, False, argument) if at_word else None


def _next_argument(calls: list[_Call], mark: str, name: str, argument: str) -> str:
    """Takes a comma or an equals sign; gives the text of the argument that is begun."""
    if not calls:
        return ""
    call = calls[-1]
    if mark == ",":
        call.position, call.keyword = call.position + 1, None
        return ""
    if name and name == argument:
        call.keyword = name
        return ""
    return argument + mark


def _typing(calls: list[_Call], quoted: bool, typed: str) -> Typing | None:
    if not calls or not calls[-1].callee:
        return None
    call = calls[-1]
    return Typing(call.callee, None if call.keyword else call.position, call.keyword, quoted, typed)

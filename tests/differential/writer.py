"""The text of a generated program while it grows: lines, blocks, and the Python names that are in reach."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")

VARIABLE_NAMES = ("w", "b", "v", "W", "kernel", "scale", "a", "w_1", "a/b", "bias")
RARE_NAMES = ("_u", "x y", "w/b", "add", "Const", "dense", "b:0", ".h", "Variable", "w/read", "Add", "-q", "rnn")
OP_NAMES = ("w", "b", "x", "W", "a", "add", "w_1", "a/b", "Const", "net", "dense", "kernel", "bias", "w/Assign")
SCOPE_NAMES = ("a", "b", "net", "A", "a/b", "w", "block", "a_1", "dense", "n")
RARE_SCOPES = ("", "_p", "a/", "s t", "w/Initializer", "Const", "add", ".r", "cond", "rnn", "block_1")


@dataclass(frozen=True)
class Statement:
    """A kind of statement: `write(writer)` adds one, or gives False where it does not fit."""

    write: Callable[[Writer], object]
    weight: float
    family: str


STATEMENTS: list[Statement] = []


def statement(weight: float, family: str = "core") -> Callable[[Callable], Callable]:
    """Registers a kind of statement, chosen as often as its weight among those of the families in use."""

    def register(write: Callable[[Writer], object]) -> Callable:
        STATEMENTS.append(Statement(write, weight, family))
        return write

    return register


class Writer:
    """Draws everything from `random`, so that a seed (or Hypothesis) decides the whole program."""

    def __init__(self, source: random.Random, families: tuple[str, ...], size: int) -> None:
        self.random = source
        self.lines: list[str] = []
        self.depth = 0
        self.left = size
        self._numbers: dict[str, int] = {}
        self._reach: list[dict[str, list[str]]] = [{}]
        # How readily the program does what TensorFlow refuses: a program that ends early tests little.
        self.risk = source.choice((0.0, 0.1, 0.1, 0.3, 1.0))
        self.in_function = False
        self.loop_variables: list[str] = []
        self._kinds = [kind for kind in STATEMENTS if kind.family in families]
        self._weights = [kind.weight for kind in self._kinds]

    # -- drawing

    def chance(self, probability: float) -> bool:
        return self.random.random() < probability

    def risks(self, probability: float) -> bool:
        return self.chance(probability * self.risk)

    def among(self, *choices: T) -> T:
        return self.random.choice(choices)

    def sometimes(self, probability: float, *choices: str) -> str | None:
        return self.among(*choices) if self.chance(probability) else None

    # -- names

    def fresh(self, kind: str) -> str:
        """A new Python name; `known` makes it usable."""
        self._numbers[kind] = self._numbers.get(kind, 0) + 1
        return f"{kind}{self._numbers[kind]}"

    def known(self, kind: str, name: str) -> None:
        self._reach[-1].setdefault(kind, []).append(name)

    def some(self, kind: str) -> str | None:
        """A Python name of a kind in reach, None when there is none."""
        names = [name for reach in self._reach for name in reach.get(kind, ())]
        return self.random.choice(names) if names else None

    def forget(self, *kinds: str) -> None:
        for reach in self._reach:
            for kind in kinds:
                reach.pop(kind, None)

    @contextmanager
    def inner_names(self, without: tuple[str, ...] = ()) -> Iterator[None]:
        """Names that become known inside are out of reach afterwards; kinds in `without` are so inside, too."""
        outer = self._reach
        kept = [{kind: list(names) for kind, names in reach.items() if kind not in without} for reach in outer]
        self._reach = [*kept, {}] if without else [*outer, {}]
        try:
            yield
        finally:
            self._reach = outer

    # -- text

    def line(self, text: str) -> None:
        self.lines.append("    " * self.depth + text)
        self.left -= 1

    @contextmanager
    def block(self, header: str) -> Iterator[None]:
        """A compound statement; a body that stays empty gets a `pass`."""
        self.line(header)
        self.depth += 1
        before = len(self.lines)
        try:
            yield
        finally:
            if len(self.lines) == before:
                self.line("pass")
            self.depth -= 1

    def statement(self) -> None:
        """One more statement of a kind drawn by weight."""
        for kind in self.random.choices(self._kinds, self._weights, k=3):
            if kind.write(self) is not False:
                return

    def body(self, least: int = 1, most: int = 3) -> None:
        """A few statements, fewer the deeper they stand."""
        for _ in range(self.random.randint(least, most)):
            if self.left > 0 and self.depth < 6:
                self.statement()

    # -- strings in programs

    def variable_name(self) -> str:
        if not self.risks(1.0) and self.chance(0.55) and not self.loop_variables:
            return f'"{self.random.choice(VARIABLE_NAMES)}{self.random.randint(2, 99)}"'
        return self._string(VARIABLE_NAMES, RARE_NAMES)

    def op_name(self) -> str:
        return f'"{self.random.choice(OP_NAMES)}"'

    def scope_name(self) -> str:
        return self._string(SCOPE_NAMES, RARE_SCOPES)

    def _string(self, usual: tuple[str, ...], rare: tuple[str, ...]) -> str:
        """An expression for a name: mostly a literal, in loops often with the loop's variable in it."""
        if self.loop_variables and self.chance(0.5 if self.risk == 1 else 0.9):
            index = self.random.choice(self.loop_variables)
            stem = self.random.choice(usual)
            return self.among(f'"{stem}_%d" % {index}', f'"{stem}{{}}".format({index})', f'"{stem}" + str({index})',
                              f'f"{stem}_{{{index}}}"')  # fmt: skip
        if (parameter := self.some("string")) and self.chance(0.35):
            return self.among(parameter, parameter, f'{parameter} + "_x"')
        return f'"{self.random.choice(rare if self.risks(0.08) else usual)}"'

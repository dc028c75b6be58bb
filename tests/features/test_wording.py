"""Names are folded without saying more than they say."""

from __future__ import annotations

import itertools
import re

import pytest
from tfscope.features.wording import common_scope, folded, shape_text, some


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["l_0/w", "l_1/w", "l_2/w"], ["l_{0..2}/w"]),
        (["l_0/w", "l_2/w"], ["l_{0,2}/w"]),
        (["l_0/w", "l_0/b"], ["l_0/w", "l_0/b"]),
        (["q/w", "k/w"], ["q/w", "k/w"]),
        (["w", "w", "w_1"], ["w", "w_1"]),
        (["l_01", "l_02"], ["l_01", "l_02"]),
        (["a_0/b_0", "a_0/b_1", "a_1/b_0", "a_1/b_1"], ["a_{0,1}/b_{0,1}"]),
        (["a_0/b_0", "a_1/b_1"], ["a_0/b_0", "a_1/b_1"]),
        ([f"{s}/{x}/w" for s in "st" for x in "abc"], ["{s,t}/{a,b,c}/w"]),
        ([f"{s}/l_{i}/{x}" for s in "st" for i in range(3) for x in "abc"], ["{s,t}/l_{0..2}/{a,b,c}"]),
        ([*(f"{s}/{x}" for s in "st" for x in "abc"), "t/d"], ["s/{a,b,c}", "t/{a,b,c,d}"]),
        ([*(f"w/{x}" for x in "abcde"), "w"], ["w", "w/{a,b,c,d,e}"]),
        (list("abcdef"), list("abcdef")),
        (["l_{i}/w"], ["l_{i}/w"]),
        ([], []),
    ],
)
def test_a_fold_stands_for_exactly_its_names(names, expected):
    """Ranges only where every combination is there; leading zeros and unknown parts stay."""
    assert folded(names) == expected
    assert sorted(unfolded(expected)) == sorted(set(names))


def unfolded(folds: list[str]) -> list[str]:
    """All names that folds stand for."""
    names = []
    for fold in folds:
        parts = re.split(r"\{([^{}i]*)\}", fold)
        choices = [[part] if index % 2 == 0 else numbers(part) for index, part in enumerate(parts)]
        names += ["".join(choice) for choice in itertools.product(*choices)]
    return names


def numbers(text: str) -> list[str]:
    first, dots, last = text.partition("..")
    return [str(n) for n in range(int(first), int(last) + 1)] if dots else text.split(",")


def test_one_too_many_is_shown_rather_than_counted():
    """`and 1 more` would take the same room."""
    assert some(list("abcdef")) == list("abcdef")
    assert some(list("abcdefg")) == ["a", "b", "c", "d", "e", "and 2 more"]


def test_shapes():
    """Unknown sizes are None, an unknown rank is an ellipsis."""
    assert [shape_text(shape) for shape in [(), (3, None), None]] == ["[]", "[3, None]", "[...]"]


def test_the_scope_that_names_share():
    """Whole parts only."""
    assert common_scope(["bert/encoder/w", "bert/encoding/w"]) == "bert"
    assert common_scope(["w"]) == ""

"""Whatever is modelled is called with what nobody would give it: the call costs itself, and is no defect."""

from __future__ import annotations

import os

import pytest
from tfscope.project.analysis import deeply
from unbreakable.arguments import CALLS_PER_PROGRAM, alone, callables, members, programs
from unbreakable.sources import survive

SEED = os.environ.get("TFSCOPE_SEED", "1")
PROGRAMS = 60


def test_calls_with_odd_arguments():
    """A part of them each time; `make fuzz ARGS="--only arguments"` goes on."""
    for text in programs(SEED, PROGRAMS):
        if failed(text):
            text = next((call for call in alone(text) if failed(call)), text)
            pytest.fail(f"seed {SEED}: {failed(text)!r}\n{text}", pytrace=False)


def failed(text: str) -> Exception | None:
    """The defect that a program shows."""
    try:
        deeply(lambda: survive(text.encode("utf-8", "surrogatepass")))
    except Exception as error:
        return error
    return None


def test_everything_is_called_before_anything_a_second_time():
    """The natives of all libraries, what the model files define, and the members of values."""
    turns = -(-(len(callables()) + len(members())) // CALLS_PER_PROGRAM)
    text = "".join(programs(SEED, turns))
    assert {"tf.get_variable", "np.prod", "functools.partial", "tf.layers.dense", "isinstance"} <= set(callables())
    assert [name for name in callables() if f"{name}(" not in text] == []

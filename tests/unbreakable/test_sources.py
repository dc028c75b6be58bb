"""Texts that are no programs, or programs nobody would write: each is read, analysed and asked about."""

from __future__ import annotations

import os
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tfscope.project.analysis import deeply
from unbreakable.material import rulebook, small_programs
from unbreakable.sources import mutated, seeds, survive

SEED = os.environ.get("TFSCOPE_SEED", "1")
FOUND = sorted((Path(__file__).parent / "found").glob("*.py"))
TEXTS = 300


def test_mutated_texts():
    """Edits upon edits of real programs."""
    random, texts = Random(SEED), seeds()
    for number in range(TEXTS):
        data = mutated(random.choice(texts), random)
        try:
            deeply(lambda data=data: survive(data))
        except Exception as error:
            pytest.fail(f"text {number} of seed {SEED}: {error!r}\n{data.decode('utf-8', 'replace')}")


@pytest.mark.parametrize("name", small_programs())
def test_truncated_texts(name):
    """As while a file is written, or its end is lost."""
    text = next(iter(small_programs()[name].values())).encode()
    for end in range(0, len(text), max(1, len(text) // 12)):
        deeply(lambda end=end: survive(text[:end]))


@settings(deadline=None, max_examples=40, derandomize=True)
@given(st.randoms(use_true_random=False))
def test_shuffled_lines(random):
    """Lines of several programs, in any order."""
    programs = random.sample(sorted(rulebook()), 3)
    lines = [line for name in programs for text in rulebook()[name].values() for line in text.split("\n")]
    random.shuffle(lines)
    deeply(lambda: survive("\n".join(["import tensorflow as tf", *lines]).encode()))


@settings(deadline=None, max_examples=60, derandomize=True)
@given(st.binary(max_size=200))
def test_bytes(data):
    """No text at all."""
    deeply(lambda: survive(data))


@pytest.mark.parametrize("path", FOUND, ids=lambda path: path.stem)
def test_what_was_found_before(path):
    """Each was a defect once."""
    deeply(lambda: survive(path.read_bytes()))

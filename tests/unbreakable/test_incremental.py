"""After any edits, every answer is that of a new session on the same texts."""

from __future__ import annotations

import os

import pytest
from tfscope.project.analysis import deeply
from unbreakable.histories import FOUND, History, minimised, random_history, read, write
from unbreakable.material import corpus, examples, rulebook, small_programs
from unbreakable.sessions import first_difference

SEED = os.environ.get("TFSCOPE_SEED", "3")
STEPS = int(os.environ.get("TFSCOPE_STEPS", "60"))


def hold(history: History) -> None:
    """Fails with the smallest history that shows the difference, to be kept in `found`."""
    if deeply(lambda: first_difference(history)):
        small = deeply(lambda: minimised(history, lambda one: first_difference(one) is not None))
        pytest.fail(f"seed {history.seed}\n{write(small)}\n{deeply(lambda: first_difference(small))}", pytrace=False)


@pytest.mark.parametrize("name", small_programs())
def test_edits_of_small_programs(name):
    """Closures, classes, generators, several files: whatever a function can have to do with the rest."""
    hold(random_history(name, small_programs()[name], SEED, STEPS))


@pytest.mark.parametrize("name", examples())
def test_edits_of_the_examples(name):
    """Programs as people write them."""
    hold(random_history(name, examples()[name], SEED, STEPS // 4))


def test_edits_of_the_rule_book():
    """A few edits of many programs."""
    for name, files in rulebook().items():
        hold(random_history(name, files, SEED, 4))


@pytest.mark.corpus
@pytest.mark.parametrize("name", corpus())
def test_edits_of_the_corpus(name):
    """Real programs, where TFSCOPE_CORPUS says where they are."""
    hold(random_history(name, corpus()[name], SEED, STEPS // 4))


@pytest.mark.parametrize("path", sorted(FOUND.glob("*.txt")), ids=lambda path: path.stem)
def test_what_was_found_before(path):
    """Each was a defect once."""
    hold(read(path.read_text("utf-8", "surrogatepass"), path.stem))

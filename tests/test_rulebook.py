"""The rule book: TensorFlow's scoping rules as pages, each claim held against TensorFlow and against the resolver.

Each ```python block of `rulebook/*.md` is a program with expectations on its lines. TensorFlow 1.15.5's answers were
recorded by `tools/record_answers.py`, as were those of 2.x where they differ; the tests run without it.
"""

from __future__ import annotations

import pytest
from fixtures import check
from recorded_answers import blocks_of, disagreements, first_answer, key_of, pages, programs, read

BLOCKS = [
    pytest.param(page, source, id=f"{page.stem}: {heading} ({number})")
    for page in pages()
    for number, (heading, source) in enumerate(blocks_of(page), 1)
]


@pytest.mark.parametrize(("page", "source"), BLOCKS)
def test_what_a_page_claims_is_what_tensorflow_does(page, source):
    """Every expectation on a line is TensorFlow's recorded answer."""
    problems = disagreements(source, first_answer(page, source))
    assert not problems, "\n".join(["", *problems, source])


@pytest.mark.parametrize(("page", "source"), BLOCKS)
def test_what_a_page_claims_is_what_tfscope_says(page, source):
    """The resolver meets every expectation of the page."""
    check(source, record_ops="# op:" in source)


@pytest.mark.parametrize("path", [*pages(), *programs()], ids=lambda path: path.stem)
def test_answers_are_of_the_texts_as_they_stand(path):
    """No answer is kept for a program that is no longer there."""
    sources = [source for _, source in blocks_of(path)] if path.suffix == ".md" else [path.read_text("utf-8")]
    assert set(read(path)) == {key_of(source) for source in sources}


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.stem)
def test_where_tensorflow_2_differs_the_page_says_so(page):
    """A block to which TensorFlow 2 answers otherwise has a comment about it."""
    answers = read(page)
    for _, source in blocks_of(page):
        _, *later = answers.get(key_of(source), {"": ""}).values()
        differs = any(answer != "the same" for answer in later)
        assert differs == ("# TensorFlow 2:" in source), source

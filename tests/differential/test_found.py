"""Programs about which tfscope and TensorFlow once disagreed, each with TensorFlow's recorded answer."""

from __future__ import annotations

import pytest
from differential.judging import judge
from recorded_answers import first_answer, programs


@pytest.mark.parametrize("path", programs(), ids=lambda path: path.stem)
def test_tfscope_says_what_tensorflow_said(path):
    """The same variables in the same order, and the same first error."""
    source = path.read_text("utf-8")
    verdict = judge(source, first_answer(path, source))
    assert not verdict.problems, "\n".join([*verdict.problems, source])

"""Places in a text: offsets, lines and columns as an editor counts them, and the units of LSP's encodings."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tfscope.syntax import LineIndex

TEXTS = st.text(st.sampled_from("ab\n\r\f\v\x85\u2028é€😀\ud800\udc00"), max_size=30)


def test_only_lsps_line_ends_end_a_line():
    """Form feed, vertical tab, U+0085 and U+2028 are characters like others."""
    lines = LineIndex("a\nb\r\nc\rd\fe\vf\x85g\u2028h\n")
    assert [lines.line(number) for number in range(1, lines.line_count + 1)] == [
        "a",
        "b",
        "c",
        "d\fe\vf\x85g\u2028h",
        "",
    ]


def test_offset_and_position_are_each_others_inverse():
    """Lines count from 1, columns from 0."""
    lines = LineIndex("ab\ncd")
    assert [lines.position(offset) for offset in range(6)] == [(1, 0), (1, 1), (1, 2), (2, 0), (2, 1), (2, 2)]
    assert [lines.offset(*lines.position(offset)) for offset in range(6)] == list(range(6))


@pytest.mark.parametrize(
    ("encoding", "columns"), [("utf-8", [0, 2, 6, 7]), ("utf-16", [0, 1, 3, 4]), ("utf-32", [0, 1, 2, 3])]
)
def test_a_column_in_code_points_has_another_number_in_each_encoding(encoding, columns):
    """A code point outside the basic plane is four units of UTF-8, two of UTF-16 and one of UTF-32."""
    lines = LineIndex("x\né😀a")
    assert [lines.encoded_column(2, column, encoding) for column in range(4)] == columns
    assert [lines.decoded_column(2, column, encoding) for column in columns] == [0, 1, 2, 3]


def test_a_column_inside_a_code_point_is_the_place_before_it():
    """A client that counts wrong still gets an answer near by."""
    assert LineIndex("😀a").decoded_column(1, 1, "utf-16") == 0
    assert [LineIndex("a€b").decoded_column(1, column, "utf-8") for column in range(6)] == [0, 1, 1, 1, 2, 3]


@pytest.mark.parametrize(
    ("line", "column", "offset"), [(1, 99, 2), (1, -1, 0), (2, 99, 5), (9, 0, 5), (0, 3, 0), (-1, 0, 0)]
)
def test_places_outside_the_text_are_moved_inside(line, column, offset):
    """Behind the end of a line is its end, before the line break, as LSP wants it."""
    assert LineIndex("ab\r\nc").offset(line, column) == offset


def test_the_middle_of_a_line_break_is_the_end_of_its_line():
    """No column stands between \\r and \\n."""
    assert LineIndex("ab\r\nc").position(3) == (1, 2)


def test_an_empty_text_has_one_empty_line():
    """A cursor can stand in it."""
    lines = LineIndex("")
    assert (lines.line_count, lines.line(1), lines.offset(1, 0), lines.position(0)) == (1, "", 0, (1, 0))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_lines_are_those_a_plain_split_gives(text):
    """Whatever the characters."""
    lines = LineIndex(text)
    assert [lines.line(number + 1) for number in range(lines.line_count)] == re.split("\r\n|\r|\n", text)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS, st.data())
def test_every_column_survives_the_way_to_an_encoding_and_back(text, data):
    """Also next to surrogates that stand alone."""
    lines = LineIndex(text)
    number = data.draw(st.integers(1, lines.line_count))
    column = data.draw(st.integers(0, len(lines.line(number))))
    for encoding in ("utf-8", "utf-16", "utf-32"):
        assert lines.decoded_column(number, lines.encoded_column(number, column, encoding), encoding) == column


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS, st.lists(st.tuples(st.integers(0, 30), st.integers(0, 8), TEXTS), min_size=1, max_size=4))
def test_an_index_made_of_another_is_that_of_the_new_text(text, edits):
    """Whatever is replaced by whatever, also between \\r and \\n, and again."""
    lines = LineIndex(text)
    for start, length, new in edits:
        assert lines.line_count, "the index is built"
        start = min(start, len(lines.text))
        lines = lines.with_replaced(start, min(start + length, len(lines.text)), new)
        fresh = LineIndex(lines.text)
        assert [lines.line(number) for number in range(lines.line_count + 2)] == [
            fresh.line(number) for number in range(fresh.line_count + 2)
        ]

"""Bytes become text as Python would read them, and where Python would refuse they become text all the same."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tfscope.syntax import decode


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_tells_the_encoding_and_is_no_part_of_the_text(mark, encoding):
    """Editors on Windows write such files."""
    assert decode(mark + "x = 'é'\n".encode(encoding)) == "x = 'é'\n"


@pytest.mark.parametrize(
    "line",
    ["# -*- coding: latin-1 -*-", "#!/usr/bin/python\n# vim: set fileencoding=iso-8859-15 :", "\n# coding=cp1252"],
)
def test_a_declared_encoding_is_used(line):
    """The declaration stands in one of the first two lines, as PEP 263 has it."""
    assert decode(line.encode() + b"\nx = '\xe9'") == line + "\nx = 'é'"


def test_a_declaration_behind_code_or_further_down_is_a_comment():
    """The bytes are UTF-8, whatever is said there."""
    for text in ("x = 'é'\n# coding: latin-1\n", "\n\n# coding: latin-1\nx = 'é'"):
        assert decode(text.encode()) == text


@pytest.mark.parametrize("name", ["no-such-codec", "utf-8-unix", "hex", "rot13", "undefined", "utf-16", "idna", "."])
def test_an_encoding_that_cannot_be_is_taken_for_utf_8(name):
    """The name may be unknown, an editor's own, or that of a codec no source can be written in."""
    text = f"# coding: {name}\nx = 'é'\n"
    assert decode(text.encode()) == text


def test_what_is_not_utf_8_is_latin_1():
    """Many old files are, and it reads any byte."""
    assert decode(b"x = 'caf\xe9' # \xff\0") == "x = 'café' # ÿ\0"


def test_half_a_character_of_utf_16_is_replaced():
    """A file that was cut off is read up to there."""
    assert decode(codecs.BOM_UTF16_LE + b"x\0=\0\x31") == "x=\ufffd"


def test_line_ends_stay_as_they_are():
    """Positions of the editor count them."""
    assert decode(b"a\r\nb\rc\n\x0cd") == "a\r\nb\rc\n\x0cd"


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from([b"", b"# coding: ", *(codecs.BOM_UTF8, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE)]), st.binary())
def test_any_bytes_are_some_text(start, data):
    """Decoding never fails."""
    assert isinstance(decode(start + data), str)

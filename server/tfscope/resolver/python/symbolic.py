"""Symbolic strings: text with parts that are not known.

A string value is always a real `str`. An unknown part stands in it as a placeholder: private-use characters around a
label and a serial number, so that Python's own concatenation, formatting and joining carry it along. Whatever would
look at the characters (comparison, slicing, length) must ask `is_symbolic` first.
"""

from __future__ import annotations

import re

_OPEN, _NUMBER, _CLOSE = "\ue000", "\ue001", "\ue002"
_PLACEHOLDER = re.compile(f"{_OPEN}([^{_NUMBER}]*){_NUMBER}(\\d+){_CLOSE}")
_LONGEST_LABEL = 40


def placeholder(label: str, serial: int) -> str:
    """The text that stands for an unknown string; equal serials are the same unknown."""
    return f"{_OPEN}{label}{_NUMBER}{serial}{_CLOSE}"


def is_symbolic(text: str) -> bool:
    return _OPEN in text


def shown(text: str) -> str:
    """The text as a person reads it: `layer_{i}/w`."""
    if _OPEN not in text:
        return text
    return _PLACEHOLDER.sub(lambda match: "{" + match.group(1) + "}", text)


def label_of(text: str) -> str:
    """A label for something computed from `text`, without braces of its own."""
    return _PLACEHOLDER.sub(lambda match: match.group(1), text) if _OPEN in text else text


def shortened(label: str) -> str:
    return label if len(label) <= _LONGEST_LABEL else label[: _LONGEST_LABEL - 1] + "…"


def constant_prefix(text: str) -> str:
    """What is certain of the beginning of `text`."""
    return text.split(_OPEN, 1)[0]


def constant_suffix(text: str) -> str:
    """What is certain of the end of `text`."""
    return text.rsplit(_CLOSE, 1)[-1]

"""The bytes of a source file to text, as Python itself would read them, except that nothing is refused."""

from __future__ import annotations

import codecs
import re
from contextlib import suppress

# UTF-32 first: its little-endian mark begins with the one of UTF-16.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# The declaration's pattern and its place, one of the first two lines, are PEP 263's.
_DECLARATION = re.compile(rb"^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)")
_BLANK = re.compile(rb"^[ \t\f]*(?:#.*)?$")


def decode(data: bytes) -> str:
    """The text of a source file's bytes, its line ends and null bytes kept, its byte-order mark removed.

    The encoding is the byte-order mark's, else the one declared as PEP 263 says, else UTF-8. Bytes that
    neither can read make the whole file Latin-1, which reads anything (after a UTF-16 or UTF-32 mark: U+FFFD
    in their place). Raises nothing.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            body = data[len(mark) :]
            return _decoded(body, encoding) if encoding == "utf-8" else body.decode(encoding, "replace")
    return _decoded(data, *_declared_encoding(data), "utf-8")


def _decoded(data: bytes, *encodings: str) -> str:
    for encoding in encodings:
        # A declaration can name any codec, and codecs raise what they like: LookupError for what is not text,
        # UnicodeError, ValueError for a null byte in the name.
        with suppress(Exception):
            if b"# coding:".decode(encoding) == "# coding:":
                return data.decode(encoding)
    return data.decode("latin-1")


def _declared_encoding(data: bytes) -> list[str]:
    for line in re.split(rb"\r\n?|\n", data[:4096], maxsplit=2)[:2]:
        declaration = _DECLARATION.match(line)
        if declaration:
            return [declaration[1].decode("ascii")]
        if not _BLANK.match(line):
            break
    return []

"""Writes tables as LevelDB does, for what TensorFlow would not write: small blocks, compressed or wrong ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from tfscope.checkpoint.crc32c import masked_crc32c
from tfscope.checkpoint.table import MAGIC

Record = tuple[bytes, bytes]
HEADER = (b"", bytes([8, 1]))
SCALAR = bytes([8, 1, 18, 0])


def varint(value: int) -> bytes:
    """A number of a protocol buffer."""
    out = bytearray()
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*out, value])


def table(blocks: Iterable[Sequence[Record]], compress: Callable[[bytes], bytes] | None = None) -> bytes:
    """A table of these blocks."""
    data, index = b"", []
    for records in blocks:
        content = block(records)
        stored = compress(content) + b"\1" if compress else content + b"\0"
        index.append((records[-1][0], varint(len(data)) + varint(len(stored) - 1)))
        data += stored + masked_crc32c(stored).to_bytes(4, "little")
    stored = block(index) + b"\0"
    footer = varint(0) * 2 + varint(len(data)) + varint(len(stored) - 1)
    return data + stored + masked_crc32c(stored).to_bytes(4, "little") + footer.ljust(40, b"\0") + MAGIC


def block(records: Iterable[Record]) -> bytes:
    """One block, whose keys share no beginnings."""
    content = b"".join(varint(0) + varint(len(key)) + varint(len(value)) + key + value for key, value in records)
    return content + bytes(4) + (1).to_bytes(4, "little")

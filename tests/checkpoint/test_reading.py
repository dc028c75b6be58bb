"""Reading checkpoints: what TensorFlow wrote is read as TensorFlow does, and anything else is refused in a sentence.

`recorded/` holds checkpoints of TensorFlow 1.15.5 and what it finds in them (tools/record_checkpoints.py).
"""

from __future__ import annotations

import contextlib
import json
import shutil
from pathlib import Path

import pytest
from checkpoint_tables import HEADER, SCALAR, block, table, varint
from tfscope.checkpoint import Damaged, read_bundle, read_slices
from tfscope.checkpoint.snappy import decompressed
from tfscope.project.checkpoint_at import CheckpointAt
from tfscope.project.checkpoints import NoCheckpoint, read_checkpoint

RECORDED = Path(__file__).parent / "recorded"
CONTENTS = json.loads((RECORDED / "contents.json").read_text("utf-8"))
FILES = sorted(path for path in RECORDED.iterdir() if path.suffix != ".json")


def reader(path: Path):
    return read_bundle if path.suffix == ".index" else read_slices


@pytest.mark.parametrize("name", CONTENTS)
def test_names_types_and_shapes_are_those_that_tensorflow_reads(name):
    """Both formats, split or not; the parts of a partitioned variable are one tensor of their whole shape."""
    found = read_checkpoint(str(RECORDED / name)).tensors.values()
    assert [[tensor.name, tensor.dtype, list(tensor.shape)] for tensor in found] == CONTENTS[name]


def test_partitioned_variables_are_told():
    """In either format."""
    for name in ("network", "first_format"):
        tensors = read_checkpoint(str(RECORDED / name)).tensors
        assert {name for name, tensor in tensors.items() if tensor.partitioned} == {
            "net/w", "net/w/Adam", "net/w/Adam_1",
        }  # fmt: skip


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_file_that_is_cut_off_is_refused(path):
    """Wherever it ends."""
    data = path.read_bytes()
    for length in range(len(data)):
        with pytest.raises(Damaged):
            dict(reader(path)(data[:length]))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_file_with_a_wrong_byte_is_refused(path):
    """Each byte of what is read counts; the padding of the footer and the block of nothing before it do not."""
    data = path.read_bytes()
    whole = reader(path)(data)
    for at in range(len(data)):
        wrong = data[:at] + bytes([data[at] ^ 0x55]) + data[at + 1 :]
        with contextlib.suppress(Damaged):
            assert reader(path)(wrong) == whole


def test_many_blocks_are_one_table():
    """A large index has several; their names come in order."""
    blocks = [[HEADER, (b"a", SCALAR)], [(b"b", SCALAR), (b"c/d", SCALAR)], [(b"e", SCALAR)]]
    assert list(read_bundle(table(blocks))) == ["a", "b", "c/d", "e"]


def snappy(content: bytes) -> bytes:
    """Compressed in the simplest way: as they are, in pieces of up to 60."""
    pieces = [content[at : at + 60] for at in range(0, len(content), 60)]
    return varint(len(content)) + b"".join(bytes([len(piece) - 1 << 2]) + piece for piece in pieces)


def test_compressed_blocks_are_read():
    """Early TensorFlow compressed them by Snappy."""
    assert list(read_bundle(table([[HEADER, (b"w" * 100, SCALAR)]], snappy))) == ["w" * 100]


@pytest.mark.parametrize(
    ("compressed", "plain"),
    [
        (bytes([3, 0b1000]) + b"abc", b"abc"),
        (bytes([9, 0b1000]) + b"abc" + bytes([0b1001, 3]), b"abcabcabc"),
        (bytes([7, 0b0]) + b"a" + bytes([0b10110, 1, 0]), b"aaaaaaa"),
        (bytes([7, 0b0]) + b"a" + bytes([0b10111, 1, 0, 0, 0]), b"aaaaaaa"),
        (bytes([4, 60 << 2, 3]) + b"abcd", b"abcd"),
    ],
)
def test_snappy(compressed, plain):
    """Literals of both kinds and copies of all three, which may overlap what they make."""
    assert decompressed(compressed) == plain


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x05",
        b"\x03\x08ab",
        b"\x04\x08abc",
        b"\x02\x08abc",
        b"\x09\x01\x03",
        b"\xff\xff\xff\xff\x7f",
        b"\x05\xf0",
    ],
)
def test_wrong_snappy_is_refused(data):
    """Too short, too long, a copy from before the beginning, a length nobody has memory for."""
    with pytest.raises(Damaged):
        decompressed(data)


@pytest.mark.parametrize(
    "data",
    [
        table([[(b"w", SCALAR)]]),
        table([[HEADER, (b"b", SCALAR), (b"a", SCALAR)]]),
        table([[HEADER, (b"w", b"\x12")]]),
        table([[HEADER, (b"w", b"\x08" + b"\xff" * 11)]]),
        table([[HEADER, (b"w", bytes([18, 13, 18, 11, 8]) + b"\xff" * 9 + b"\x01")]]),
        table([[HEADER, (b"w", b"\x0b")]]),
        table([[HEADER, (b"w" * 20000, SCALAR)]]),
        b"#!/usr/bin/env python\n" * 100,
    ],
    ids=[
        "no header",
        "out of order",
        "ends in a field",
        "endless number",
        "negative size",
        "group",
        "long name",
        "text",
    ],
)
def test_what_no_tensorflow_writes_is_refused(data):
    """By a sentence, whatever it is."""
    with pytest.raises(Damaged):
        read_bundle(data)


def test_a_block_that_says_it_has_more_restarts_than_bytes_is_refused():
    """Bounds come from the file's own numbers, so each is checked."""
    with pytest.raises(Damaged):
        read_bundle(table([[HEADER]]).replace(block([HEADER]), block([HEADER])[:-4] + b"\xff" * 4))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two checkpoints and the file that names the latest."""
    for step in (1, 2):
        shutil.copy(RECORDED / "network.index", tmp_path / f"model.ckpt-{step}.index")
    (tmp_path / "checkpoint").write_text(
        'model_checkpoint_path: "model.ckpt-2"\nall_model_checkpoint_paths: "model.ckpt-1"\n', "utf-8"
    )
    return tmp_path


@pytest.mark.parametrize("name", ["", "checkpoint", "model.ckpt-2", "model.ckpt-2.index", "model.ckpt-2.meta"])
def test_a_checkpoint_may_be_named_in_any_way(folder, name):
    """As TensorFlow takes it, by a file of it, by the file that names the latest, by the folder."""
    assert read_checkpoint(str(folder / name)).path == str(folder / "model.ckpt-2")


def test_the_latest_checkpoint_is_found_in_a_folder_that_was_moved(folder):
    """The file may name it by an address of the machine that wrote it, with bytes above ASCII as octal numbers."""
    (folder / "modèle.index").write_bytes((RECORDED / "network.index").read_bytes())
    (folder / "checkpoint").write_text('model_checkpoint_path: "/gone/mod\\303\\250le"\n', "utf-8")
    assert read_checkpoint(str(folder)).path == str(folder / "modèle")


def test_what_is_not_there_is_said(folder):
    """Which files were looked for; in a folder, which there are."""
    with pytest.raises(
        NoCheckpoint, match=r"There is no checkpoint .*model\.ckpt-3: neither .*\.index nor .* is a file"
    ):
        read_checkpoint(str(folder / "model.ckpt-3"))
    (folder / "checkpoint").unlink()
    with pytest.raises(NoCheckpoint, match=r"name one of model\.ckpt-1, model\.ckpt-2"):
        read_checkpoint(str(folder))
    (folder / "weights.h5").write_bytes(b"\x89HDF\r\n")
    with pytest.raises(NoCheckpoint, match="it is an HDF5 file"):
        read_checkpoint(str(folder / "weights.h5"))
    (folder / "empty.index").write_bytes(b"")
    with pytest.raises(NoCheckpoint, match="it is empty"):
        read_checkpoint(str(folder / "empty"))


def test_a_checkpoint_that_was_written_again_is_read_again(folder):
    """What was read stays as long as the files do; when they go, it is gone and the reason is there."""
    at = CheckpointAt(str(folder))
    first = at.read()
    assert first and at.read() is first
    shutil.copy(RECORDED / "layers.index", folder / "model.ckpt-2.index")
    again = at.read()
    assert again and again.tensors.keys() != first.tensors.keys()
    (folder / "model.ckpt-2.index").unlink()
    assert at.read() is None and "There is no checkpoint" in (at.problem or "")

"""Finds the files of a checkpoint and reads which tensors they hold.

A checkpoint may be named as TensorFlow takes it (`logs/model.ckpt-1000`), by one of its files, by the file
`checkpoint` that names the latest one, or by the folder of that file; a SavedModel's folder works too. What is beyond
the reader of ours, such as an address in a cloud, TensorFlow itself may read, in a process of its own.
"""

from __future__ import annotations

import mmap
import os
import re
from collections.abc import Mapping

from tfscope.checkpoint import Checkpoint, Damaged, Tensor, read_bundle, read_slices
from tfscope.project.disk import DISK
from tfscope.project.tensorflow_process import NoAnswer, read_by_tensorflow

STATE_FILE = "checkpoint"
MAX_STATE_BYTES = 1 << 20
# The files of one checkpoint (util/tensor_bundle/naming.cc; the first format may be split without ".data").
_FILE_ENDING = re.compile(r"\.(index|meta|data-\d{5}-of-\d{5})$")
_SHARD = re.compile(r"-\d{5}-of-(\d{5})$")
_LATEST = re.compile(r'^\s*model_checkpoint_path\s*:\s*(["\'])(.*)\1', re.MULTILINE)
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://")
_HDF5 = b"\x89HDF"
_KERAS = "it is an HDF5 file, such as Keras writes; TensorFlow's Saver writes others"


class NoCheckpoint(Exception):
    """There is none at that path, or it cannot be read; the message is a sentence that says why."""


class BeyondUs(NoCheckpoint):
    """It cannot be read here, but TensorFlow may be able to. path: as TensorFlow takes it. problem: why not here.
    advice: what to do where there is no TensorFlow."""

    def __init__(self, path: str, problem: str, advice: str = "") -> None:
        super().__init__(f"{problem}{advice}.")
        self.path = path
        self.problem = problem


def read_checkpoint(path: str, python: str | None = None) -> Checkpoint:
    """The checkpoint that a path names. Raises NoCheckpoint.

    python: one that may be run, whose TensorFlow is asked for what is beyond the reader of ours; that takes seconds.
    """
    try:
        return _read_here(path)
    except BeyondUs as error:
        if python is None:
            raise
        return ask_tensorflow(error, python)


def ask_tensorflow(beyond: BeyondUs, python: str) -> Checkpoint:
    """What the TensorFlow of that Python reads. Raises NoCheckpoint, with both reasons."""
    try:
        return Checkpoint(beyond.path, read_by_tensorflow(beyond.path, python))
    except NoAnswer as error:
        raise NoCheckpoint(f"{beyond.problem}; {python} {error}.") from error


def is_address(path: str) -> bool:
    """Whether it is not of this machine's file system but of one that TensorFlow knows (`gs://bucket/model`)."""
    return _ADDRESS.match(path) is not None


def stamp_of_checkpoint(path: str) -> object:
    """Something that changes whenever the files that a path names do. Raises NoCheckpoint."""
    if is_address(path):
        return path
    prefix = _prefix(path)
    return prefix, *map(_stamp, _files(prefix))


def _read_here(path: str) -> Checkpoint:
    if is_address(path):
        raise BeyondUs(path, f"{path} can be read by TensorFlow only", ": name a Python that has it, or copy its files")
    prefix = _prefix(path)
    files = _files(prefix)
    if not files:
        raise NoCheckpoint(f"There is no checkpoint {prefix}: neither {prefix}.index nor {prefix} is a file.")
    tensors: dict[str, Tensor] = {}
    for file in files:
        tensors |= _read(file, prefix)
    return Checkpoint(prefix, dict(sorted(tensors.items())))


def _prefix(path: str) -> str:
    """The path as TensorFlow takes it."""
    if DISK.is_folder(path):
        return _latest(path)
    if os.path.basename(path) == STATE_FILE and DISK.is_file(path):
        return _latest(os.path.dirname(path))
    return _FILE_ENDING.sub("", path)


def _latest(folder: str) -> str:
    """The checkpoint that the folder's file `checkpoint` names, or its only one."""
    state = os.path.join(folder, STATE_FILE)
    if DISK.is_file(state):
        named = _LATEST.search(_text(state))
        if named is None:
            raise NoCheckpoint(f"{state} names no checkpoint: it has no model_checkpoint_path.")
        latest = os.path.join(folder, _unescaped(named[2]))
        # Folders are moved and copied; then the name in it is an address on another machine.
        moved = os.path.join(folder, re.split(r"[/\\]", latest)[-1])
        return latest if _files(latest) or not _files(moved) else moved
    saved_model = os.path.join(folder, "variables", "variables")
    found = [saved_model] if _files(saved_model) else _all_in(folder)
    if len(found) == 1:
        return found[0]
    if not found:
        raise NoCheckpoint(f"There is no checkpoint in {folder}.")
    names = ", ".join(map(os.path.basename, found))
    raise NoCheckpoint(f"{folder} has no file `{STATE_FILE}` that names the latest; name one of {names}.")


def _unescaped(text: str) -> str:
    """A string of a text protocol buffer, whose bytes above ASCII are written as octal numbers."""
    simple = {b"n": b"\n", b"t": b"\t", b"r": b"\r"}
    content = re.sub(
        rb"\\([0-7]{3}|.)",
        lambda match: bytes([int(match[1], 8) & 0xFF]) if len(match[1]) == 3 else simple.get(match[1], match[1]),
        text.encode("utf-8"),
    )
    return os.fsdecode(content)


def _all_in(folder: str) -> list[str]:
    names = sorted(name for name in DISK.ask(os.listdir, folder) if name.endswith(".index"))
    return [os.path.join(folder, name.removesuffix(".index")) for name in names]


def _files(prefix: str) -> list[str]:
    """The files that tell which tensors a checkpoint has; none when it is not there."""
    index = f"{prefix}.index"
    if DISK.is_file(index):
        return [index]
    if not DISK.is_file(prefix):
        return _shards(prefix)
    shard = _SHARD.search(prefix)
    return _shards(prefix[: shard.start()]) if shard else [prefix]


def _shards(prefix: str) -> list[str]:
    """The parts of a checkpoint of the first format that was saved in several."""
    folder, name = os.path.split(prefix)
    try:
        names = DISK.ask(os.listdir, folder or ".")
    except OSError:
        return []
    return [
        os.path.join(folder, one)
        for one in sorted(names)
        if one.startswith(name) and _SHARD.fullmatch(one[len(name) :])
    ]


def _read(file: str, prefix: str) -> Mapping[str, Tensor]:
    read = read_bundle if file.endswith(".index") else read_slices
    try:
        with open(file, "rb") as stream:
            if stream.read(len(_HDF5)) == _HDF5:
                raise NoCheckpoint(f"{file} cannot be read: {_KERAS}.")
            if not os.fstat(stream.fileno()).st_size:
                raise NoCheckpoint(f"{file} cannot be read: it is empty.")
            with mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
                return read(data)
    except Damaged as error:
        raise BeyondUs(os.path.abspath(prefix), f"{file} cannot be read: {error}") from error
    except (OSError, ValueError) as error:
        raise NoCheckpoint(f"{file} cannot be read: {getattr(error, 'strerror', None) or error}.") from error


def _stamp(file: str) -> object:
    """Something that changes whenever the file does."""
    try:
        status = DISK.status(file)
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino


def _text(path: str) -> str:
    try:
        return DISK.content(path, MAX_STATE_BYTES).decode("utf-8", "replace")
    except OSError as error:
        raise NoCheckpoint(f"{path} cannot be read: {error.strerror}.") from error

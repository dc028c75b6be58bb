"""What a server lets go of while somebody types, and when nobody does."""

from __future__ import annotations

import gc
import os
import platform
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tfscope.lsp import garbage
from tfscope.lsp.session import Analysis, Job
from tfscope.project.files import OpenText
from tfscope.project.workspace import Workspace
from tfscope.resolver.records import Event

VARIABLES = 8000
PROGRAM = f"""
import tensorflow as tf
size = 1
for index in range({VARIABLES}):
    tf.Variable(size, name='v')
"""


@pytest.fixture
def as_in_a_server() -> Iterator[None]:
    """Python by itself searches seldom, at first never."""
    thresholds = gc.get_threshold()
    gc.collect()
    garbage.not_yet()
    garbage.expect_quiet_moments()
    yield
    gc.unfreeze()
    gc.set_threshold(*thresholds)
    gc.enable()


def test_analyses_that_were_replaced_are_freed_though_nobody_pauses(tmp_path, as_in_a_server):
    """Each key has the whole program analysed again, and of what sixteen keys have made little is there."""
    analysis = Analysis(lambda snapshot: None)
    path = str(tmp_path / "main.py")
    analysis.put(Job({}, workspace=Workspace([str(tmp_path)], environ={})))
    most = 0
    try:
        for number in range(16):
            text = OpenText(number, PROGRAM.replace("size = 1", f"size = {number}"))
            analysis.put(Job({path: text}, frozenset({path}), path))
            while not analysis.is_idle():
                time.sleep(0.01)
            most = max(most, events())
    finally:
        analysis.stop()
    assert VARIABLES <= most <= 5 * VARIABLES


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="other C libraries are not known to keep what is freed")
def test_memory_that_was_freed_is_given_back_in_a_quiet_moment(as_in_a_server):
    """Also where something on top of it is still in use."""
    pieces = [bytes(2000) for _ in range(50_000)]
    on_top = pieces[-1]
    full = mebibytes()
    del pieces
    garbage.in_a_quiet_moment()
    assert len(on_top) == 2000
    assert full - mebibytes() > 80


def events() -> int:
    """How many records of analyses there are."""
    return sum(type(one) is Event for one in gc.get_objects())


def mebibytes() -> float:
    """What this process has in memory."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20

"""The thread that analyses: the latest job, and a rest when there is none."""

from __future__ import annotations

import queue

import pytest
from tfscope.lsp import worker
from tfscope.lsp.worker import Worker

PATIENCE = 30.0


@pytest.fixture
def done(monkeypatch):
    """What a worker does, in order; it rests as soon as there is nothing to do."""
    monkeypatch.setattr(worker, "QUIET_SECONDS", 0.01)
    return queue.Queue()


def test_it_rests_once_after_each_stretch_of_work(done):
    """Garbage is looked for then; not again before there was something to do."""
    worker = Worker(lambda job, cancelled: done.put(job), lambda older, newer: newer, rest=lambda: done.put("rest"))
    for job in ("first", "second"):
        worker.put(job)
        assert [done.get(timeout=PATIENCE) for _ in range(2)] == [job, "rest"]
    worker.stop()
    assert done.empty()


def test_a_rest_that_fails_is_not_the_last_thing_it_does(done):
    def rest() -> None:
        done.put("rest")
        raise RuntimeError("the rest failed")

    worker = Worker(lambda job, cancelled: done.put(job), lambda older, newer: newer, rest=rest)
    worker.put("first")
    assert [done.get(timeout=PATIENCE) for _ in range(2)] == ["first", "rest"]
    worker.put("second")
    assert done.get(timeout=PATIENCE) == "second"
    worker.stop()

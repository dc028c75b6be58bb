"""The thread that analyses: the latest job, and a rest when there is none."""

from __future__ import annotations

import queue
import time

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


def test_jobs_that_there_is_nothing_to_do_for_put_off_no_rest(done, monkeypatch):
    """Such as the looks at the disk for clients that watch no files: they come as often as it rests, and went on
    putting it off, so that garbage was kept for hours."""
    monkeypatch.setattr(worker, "QUIET_SECONDS", 0.5)

    def work(job: str, cancelled: object) -> bool:
        done.put(job)
        return job != "look"

    looker = Worker(work, lambda older, newer: newer, rest=lambda: done.put("rest"))
    looker.put("edit")
    looks = 0
    while (one := done.get(timeout=PATIENCE)) != "rest" and looks < 50:
        looks += one == "look"
        time.sleep(0.05)
        looker.put("look", urgent=False)
    looker.stop()
    assert one == "rest"
    assert looks


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

"""A drive that gives no answer costs what lies on it, for a while; nothing else waits."""

from __future__ import annotations

import contextlib
import os
import threading
import time
from pathlib import Path

import pytest
from tfscope.project.disk import Disk

SECONDS = 0.05


class Drive:
    """Files that give no answer until the drive is back. `asked`: what was asked of it."""

    def __init__(self, *gone: str) -> None:
        self.gone = gone
        self.asked: list[str] = []
        self.back = threading.Event()

    def __call__(self, path: str) -> str:
        self.asked.append(path)
        if path.startswith(self.gone):
            self.back.wait(30)
        return f"answer of {path}"


@pytest.fixture
def drive():
    drive = Drive(str(Path(os.sep, "far")))
    yield drive
    drive.back.set()


def far(*names: str) -> str:
    return str(Path(os.sep, "far", *names))


def test_what_gives_no_answer_is_an_error_of_the_system(drive):
    """So whoever expects files that cannot be read is prepared."""
    began = time.monotonic()
    with pytest.raises(OSError, match="no answer"):
        Disk(SECONDS).ask(drive, far("a.py"))
    assert time.monotonic() - began < 5


def test_it_is_not_asked_again_for_a_while(drive):
    disk = Disk(SECONDS, pause=0.2)
    for _ in range(3):
        with pytest.raises(TimeoutError):
            disk.ask(drive, far("a.py"))
    assert drive.asked == [far("a.py")]
    assert disk.silent() == [far("a.py")]
    time.sleep(0.2)
    drive.back.set()
    assert disk.silent() == []
    assert disk.ask(drive, far("a.py")) == f"answer of {far('a.py')}"


def test_one_silent_file_costs_that_file(drive):
    disk = Disk(SECONDS)
    drive.gone = (far("a.py"),)
    with pytest.raises(TimeoutError):
        disk.ask(drive, far("a.py"))
    assert disk.ask(drive, far("b.py")) == f"answer of {far('b.py')}"


def test_a_silent_drive_costs_no_time_for_each_of_its_files(drive):
    """After the second file the folder of both is left alone, with all below it; other folders answer."""
    disk = Disk(SECONDS)
    for number in range(50):
        with pytest.raises(TimeoutError):
            disk.ask(drive, far("deep", f"{number}", "a.py"))
    assert len(drive.asked) == 2
    assert disk.silent() == [far("deep")]
    near = str(Path(os.sep, "near"))
    assert disk.ask(drive, near) == f"answer of {near}"


def test_silent_files_among_others_that_answer_cost_themselves_only(drive):
    disk = Disk(SECONDS)
    drive.gone = (far("a.py"), far("c.py"))
    for name in ("a.py", "b.py", "c.py", "d.py"):
        with contextlib.suppress(TimeoutError):
            disk.ask(drive, far(name))
    assert disk.silent() == [far("a.py"), far("c.py")]


def test_a_whole_machine_is_never_left_alone(drive):
    """Two files that have nothing in common but the root."""
    disk = Disk(SECONDS)
    drive.gone = (os.sep,)
    for path in (str(Path(os.sep, "a", "x")), str(Path(os.sep, "b", "x"))):
        with pytest.raises(TimeoutError):
            disk.ask(drive, path)
    assert os.sep not in disk.silent()


def test_a_silent_folder_that_two_threads_ask_at_once_costs_itself_only(drive):
    disk = Disk(SECONDS)
    asking = [threading.Thread(target=_ask, args=(disk, drive, far("a"))) for _ in range(4)]
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join()
    assert disk.silent() == [far("a")]


def _ask(disk: Disk, drive: Drive, path: str) -> None:
    with contextlib.suppress(TimeoutError):
        disk.ask(drive, path)


def test_errors_are_those_of_the_system(tmp_path: Path):
    disk = Disk()
    with pytest.raises(FileNotFoundError):
        disk.status(str(tmp_path / "none"))
    with pytest.raises(ValueError, match="null"):
        disk.status("a\0b")
    assert not disk.is_file("a\0b")


def test_it_answers_many_threads_at_once(drive):
    """Nobody waits for the silence that another one met."""
    disk = Disk(seconds=5)
    threading.Thread(target=disk.ask, args=(drive, far("a.py")), daemon=True).start()
    while not drive.asked:
        time.sleep(0.001)
    began = time.monotonic()
    assert disk.ask(drive, "near")
    assert time.monotonic() - began < 2


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_that_nobody_writes_to(tmp_path: Path):
    """Opening it waits in the operating system itself."""
    pipe = tmp_path / "pipe.py"
    os.mkfifo(pipe)
    with pytest.raises(TimeoutError):
        Disk(SECONDS).content(str(pipe), 10)
    os.close(os.open(pipe, os.O_RDWR))

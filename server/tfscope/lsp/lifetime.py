"""The server leaves with its client, whether the client says goodbye or not."""

from __future__ import annotations

import os
import threading
import time

POLL_SECONDS = 1.0
GRACE_SECONDS = 1.0


def end_with(process: int) -> None:
    """Ends this process within seconds after the client's process is gone."""
    threading.Thread(target=_follow, args=(process,), name="tfscope-client", daemon=True).start()


def end_soon(code: int) -> None:
    """Ends this process even if something still waits for input that never comes."""
    timer = threading.Timer(GRACE_SECONDS, os._exit, (code,))
    timer.daemon = True
    timer.start()


def is_running(process: int) -> bool:
    """Whether a process with this id exists."""
    return _is_running_on_windows(process) if os.name == "nt" else _is_running_on_posix(process)


def _follow(process: int) -> None:
    while is_running(process):
        time.sleep(POLL_SECONDS)
    os._exit(1)


def _is_running_on_posix(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True


def _is_running_on_windows(process: int) -> bool:
    import ctypes

    synchronize, timed_out = 0x00100000, 0x00000102
    kernel = ctypes.windll.kernel32
    handle = kernel.OpenProcess(synchronize, False, process)
    if not handle:
        return False
    try:
        return kernel.WaitForSingleObject(handle, 0) == timed_out
    finally:
        kernel.CloseHandle(handle)

"""Reads checkpoints with the TensorFlow of another Python, in a process of its own that nothing of the workspace is in.

The process is for Pythons that a person has picked (`environment.picked`). It is isolated (`-I`: neither the folder it
is started in, nor PYTHONPATH, nor a person's own packages are imported from), works in an empty folder, and ends after
a while.
"""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from collections.abc import Mapping
from typing import Any

from tfscope.checkpoint import Tensor

# TensorFlow alone takes up to 20 seconds to be imported from a slow disk.
SECONDS = 60.0
SCRIPT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "tensorflow_side.py")
# Neither its messages nor a GPU are needed.
SETTINGS = {"TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": "-1"}


class NoAnswer(Exception):
    """Why it has not read it, to stand after the path of the Python."""


def read_by_tensorflow(path: str, python: str, seconds: float = SECONDS) -> Mapping[str, Tensor]:
    """The tensors of the checkpoint that TensorFlow finds at an absolute path or address, by name. Raises NoAnswer."""
    finished = _run(path, python, seconds)
    try:
        answer = json.loads(finished.stdout)
        if "problem" in answer:
            raise NoAnswer(str(answer["problem"]))
        return {tensor.name: tensor for tensor in map(_tensor, sorted(answer["tensors"]))}
    except (ValueError, TypeError, KeyError) as error:
        raise NoAnswer(f"gave no answer{_last_words(finished)}") from error


def _run(path: str, python: str, seconds: float) -> subprocess.CompletedProcess[bytes]:
    try:
        with tempfile.TemporaryDirectory(prefix="tfscope-", ignore_cleanup_errors=True) as empty:
            return subprocess.run(
                [python, "-I", SCRIPT, path, str(seconds)],
                cwd=empty,
                env={**os.environ, **SETTINGS},
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=seconds,
            )
    except subprocess.TimeoutExpired as error:
        raise NoAnswer(f"has not read it within {seconds:g} seconds") from error
    except (OSError, ValueError) as error:
        raise NoAnswer(f"cannot be run ({getattr(error, 'strerror', None) or error})") from error


def _last_words(finished: subprocess.CompletedProcess[bytes]) -> str:
    lines = finished.stderr.decode("utf-8", "replace").strip().splitlines()
    if lines and lines[0].startswith("Unknown option: -I"):
        return " (Python 2 cannot be kept from importing what lies around; name a Python 3 that has TensorFlow)"
    words = lines[-1].strip().rstrip(".")[:200] if lines else f"exit code {finished.returncode}"
    return f" ({words})"


def _tensor(fact: Any) -> Tensor:
    name, dtype, shape = fact
    return Tensor(str(name), str(dtype), tuple(map(int, shape)))

"""Environments to read checkpoints with: a real Python beside a small package that stands for TensorFlow."""

from __future__ import annotations

import os
import venv
from pathlib import Path

# Only the parts of its reader that are asked for. It tells what it was given, as the names of variables.
TENSORFLOW = """
import os, sys
from types import SimpleNamespace

class Reader:
    def __init__(self, path):
        print("printed by a library")
        if "broken" in path:
            raise ValueError("DATA_LOSS: a block is damaged.\\nmore of it")
        self.names = [os.path.basename(path), "from/" + os.path.basename(__file__)]
    def get_variable_to_shape_map(self):
        return {name: [2, 3] for name in self.names}
    def get_variable_to_dtype_map(self):
        return {name: SimpleNamespace(base_dtype=SimpleNamespace(name="float32")) for name in self.names}

train = SimpleNamespace(NewCheckpointReader=Reader, latest_checkpoint=lambda path: None)
"""
IN_TF2 = TENSORFLOW + "compat = SimpleNamespace(v1=SimpleNamespace(train=train))\ndel train\n"


def environment(folder: Path, tensorflow: str | None = TENSORFLOW) -> Path:
    """Makes an environment in a folder, with a module that stands for TensorFlow; gives its Python."""
    venv.create(folder, symlinks=os.name != "nt")
    if tensorflow is not None:
        packages = next(folder.glob("[lL]ib/**/site-packages"))
        (packages / "tensorflow.py").write_text(tensorflow, "utf-8")
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

"""Starts `tfscope` with a defect in one module: `python tests/launch_broken.py features.hover serve`."""

import importlib
import runpy
import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent / "server")]

BREAK = {
    "features.hover": ("_Writer", "place"),
    "features.target": (None, "_path_to"),
    "lsp.convert": ("Converter", "hover"),
}


def broken(*args, **options):
    raise ZeroDivisionError("injected")


name = sys.argv.pop(1)
module = importlib.import_module(f"tfscope.{name}")
owner, attribute = BREAK[name]
setattr(getattr(module, owner) if owner else module, attribute, broken)
runpy.run_path(str(Path(__file__).with_name("launch.py")), run_name="__main__")

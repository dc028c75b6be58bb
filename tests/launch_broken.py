"""Starts `tfscope` with a defect in one place: `python tests/launch_broken.py features.hover serve`.

The place is one of BREAK, or `features` for every feature that a request uses, `rules` for every rule, or `library` for
a native and a model of TensorFlow's library.
"""

import importlib
import runpy
import sys
import types
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent / "server")]

BREAK = {
    "features.hover": ("_Writer", "place"),
    "features.target": (None, "_descend"),
    "lsp.convert": ("Converter", "hover"),
}


def broken(*args, **options):
    raise ZeroDivisionError("injected")


def break_features():
    from tfscope.lsp.requests import ALL

    for module in ALL:
        for name, value in list(vars(module).items()):
            if isinstance(value, types.FunctionType) and value.__module__.startswith("tfscope.features"):
                setattr(module, name, broken)


def break_rules():
    from dataclasses import replace

    from tfscope.features import rules

    for code, rule in rules.ALL.items():
        rules.ALL[code] = replace(rule, find=rule.find and broken)


def break_library():
    from tfscope.resolver.library import load
    from tfscope.resolver.library.finder import FINDER
    from tfscope.resolver.library.registry import NATIVES

    assert load
    NATIVES["tf.nn.relu"].run = broken
    FINDER.load()
    FINDER._texts["layers.py"] = "def dense(inputs, units, name=None):\n    return ]\n"


def break_one(name):
    module = importlib.import_module(f"tfscope.{name}")
    owner, attribute = BREAK[name]
    setattr(getattr(module, owner) if owner else module, attribute, broken)


name = sys.argv.pop(1)
several = {"features": break_features, "rules": break_rules, "library": break_library}
several.get(name, lambda: break_one(name))()
runpy.run_path(str(Path(__file__).with_name("launch.py")), run_name="__main__")

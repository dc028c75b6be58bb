"""Starts `tfscope` with a defect in one place: `python tests/launch_broken.py features.hover serve`.

The place is one of BREAK, or `features` for every feature that a request uses, `rules` for every rule, or `library` for
a native and a model of TensorFlow's library. Those of BREAK_FOR_A have the defect for what has `a.py` in it, if it is
about files at all.
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
BREAK_FOR_A = {
    "syntax": ("project.files", None, "parse_module"),
    "syntax.text": ("project.workspace", None, "read"),
    "resolver": ("resolver", "Analysis", "resolve"),
    "events": ("events.told", "Told", "__init__"),
    "project.imports": ("project.imports", "ImportIndex", "programs"),
    "project.workspace": ("project.workspace", "Workspace", "changed"),
    "project.configuration": ("project.workspace", "Workspace", "configuration"),
    "checkpoint": ("lsp.saved", "SavedVariables", "checkpoint"),
    "jedi": ("project.workspace", "Workspace", "search_missing"),
    "lsp.documents": ("lsp.documents", "Documents", "change"),
    "lsp.diagnostics": ("lsp.requests.diagnostics", "Pusher", "_items"),
}


def broken(*args, **options):
    raise ZeroDivisionError("injected")


def is_about_a(arg):
    arg = getattr(getattr(arg, "text_document", arg), "uri", getattr(arg, "entry", arg))
    return isinstance(arg, str) and arg.endswith("a.py")


def break_for_a(name):
    module_name, owner_name, attribute = BREAK_FOR_A[name]
    module = importlib.import_module(f"tfscope.{module_name}")
    owner = getattr(module, owner_name) if owner_name else module
    whole = getattr(owner, attribute)

    def broken_for_a(*args, **options):
        if name in ("checkpoint", "jedi") or any(is_about_a(arg) for arg in args):
            broken()
        return whole(*args, **options)

    setattr(owner, attribute, broken_for_a)


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
break_several = several.get(name, lambda: (break_for_a if name in BREAK_FOR_A else break_one)(name))
break_several()
runpy.run_path(str(Path(__file__).with_name("launch.py")), run_name="__main__")

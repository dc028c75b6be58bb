"""A defect of ours costs the call it is in, else the statement; what stands around it is known."""

from __future__ import annotations

import ast

import pytest
from fixtures import check, resolve_files
from tfscope.events.types import VARIABLE_KINDS
from tfscope.resolver.library import load  # noqa: F401  registers the natives, which the finder asks for
from tfscope.resolver.library.finder import FINDER, MODELS
from tfscope.resolver.tensorflow.tensors import Tensor

FILES = sorted(path.name for path in MODELS.glob("*.py"))


def broken(*args, **options):
    raise ZeroDivisionError("injected")


@pytest.mark.parametrize("file", FILES)
def test_a_model_file_that_cannot_be_read(file, monkeypatch):
    """Whichever it is: a program that uses what it defines is followed from one end to the other."""
    source = FINDER.source
    monkeypatch.setattr(FINDER, "source", lambda name: broken() if name == file else source(name))
    module, name = first_symbol(file)
    resolution = resolve_files({"main.py": program(module, name)})
    variables = [event.name for event in resolution.events if event.kind in VARIABLE_KINDS]
    assert variables == ["before", "scope/after", "last"]
    assert any(one.is_defect and "ZeroDivisionError: injected" in one.reason for one in resolution.gave_up)


def first_symbol(file: str) -> tuple[str, str]:
    """Something that a model file alone defines, and the module that has it."""
    FINDER.load()
    modules = [module for module, files in FINDER._by_module.items() if file in files]
    text = (MODELS / file).read_text("utf-8")
    names = [name for node in ast.parse(text).body for name in names_of(node)]
    return next((module, name) for module in modules for name in names if FINDER.files_for(module, name)[0] == file)


def names_of(node: ast.stmt) -> list[str]:
    """What a statement of a model file defines."""
    if isinstance(node, ast.ImportFrom):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.Assign):
        return [one.id for target in node.targets for one in ast.walk(target) if isinstance(one, ast.Name)]
    return [node.name] if isinstance(node, (ast.FunctionDef, ast.ClassDef)) else []


def program(module: str, name: str) -> str:
    """Uses a symbol of a library between variables."""
    module = module.replace("tf", "tensorflow", 1) if module.split(".")[0] == "tf" else module
    return f"""import tensorflow as tf
import {module}
tf.get_variable("before", [1])
def use():
    with tf.variable_scope("scope"):
        made = {module}.{name}()
        tf.get_variable("after", [1])
use()
tf.get_variable("last", [1])
"""


def test_an_operator_that_fails(monkeypatch):
    """In a function, a loop, a branch that is not decided and a comprehension."""
    monkeypatch.setattr(Tensor, "binary", broken)
    check("""
        import tensorflow as tf, unknown

        def net(x):
            y = x + 1  # gave-up: ZeroDivisionError: injected
            tf.get_variable("a", [1])  # name: net/a
            for i in range(2):
                x * i  # gave-up: ZeroDivisionError: injected
                tf.get_variable("b%d" % i, [1])  # name: net/b0, net/b1
            if unknown.flag:
                with tf.variable_scope("inner"):
                    x - 1  # gave-up: ZeroDivisionError: injected
                tf.get_variable("c", [1])  # possible: net/c
            z = [x / n for n in (1, 2)]  # gave-up: ZeroDivisionError: injected
            return tf.get_variable("d", [1])  # name: net/d

        with tf.variable_scope("net"):
            net(tf.zeros([2]))
        tf.get_variable("e", [1])  # name: e
    """)

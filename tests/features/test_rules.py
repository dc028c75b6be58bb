"""Rules: each finds what its page says and is silent where its page says so. The examples of all rules but those that
TensorFlow is silent on were run under TensorFlow 1.15.5."""

from __future__ import annotations

import ast
import re
from dataclasses import replace
from pathlib import Path

import pytest
from editor import Editor
from fixtures import CURSOR
from tfscope.features.diagnostics import by_place, problems
from tfscope.features.rules import ALL

SERVER = Path(__file__).parents[2] / "server" / "tfscope"
FORESEES = {"sticky-reuse": {"variable-does-not-exist"}, "template-variable": {"unshared-variable"}}
SHOWN = [rule for rule in ALL.values() if rule.bad]


def in_its_file(source: str) -> str:
    """The examples of rules for notebooks have cells."""
    return f"#- main.ipynb\n{source.lstrip()}" if "# %%" in source else source


def codes(source: str) -> list[str]:
    """The rules that find something in a program."""
    editor = Editor(in_its_file(source))
    return [same[0].diagnostic.code for same in by_place(editor.index, editor.module)]


@pytest.mark.parametrize("rule", SHOWN, ids=lambda rule: rule.code)
def test_the_bad_example_is_found(rule):
    """By that rule, and by no other but one that sees the same from another place."""
    assert CURSOR not in rule.bad
    assert set(codes(rule.bad)) == {rule.code} | FORESEES.get(rule.code, set())


@pytest.mark.parametrize("rule", SHOWN, ids=lambda rule: rule.code)
def test_the_good_example_is_clean(rule):
    """No rule finds anything in it."""
    assert codes(rule.good) == []


@pytest.mark.parametrize("rule", [rule for rule in SHOWN if rule.says], ids=lambda rule: rule.code)
def test_tensorflows_sentence_is_the_one_that_is_reported(rule):
    """The page quotes the message, its variable parts in braces."""
    editor = Editor(rule.bad)
    found = (same[0].diagnostic for same in by_place(editor.index, editor.module))
    message = next(one.message for one in found if one.code == rule.code)
    wanted = ".+".join(map(re.escape, re.split(r"\{\w+\}", rule.says)))
    assert re.search(wanted, message)


@pytest.mark.parametrize("rule", ALL.values(), ids=lambda rule: rule.code)
def test_a_declaration_is_complete(rule):
    """Everything its page needs is there, as sentences."""
    assert rule.summary.endswith(".") and rule.why.endswith(".") and rule.certainty.endswith(".")
    assert rule.code == rule.code.lower() and " " not in rule.code
    ast.parse(rule.bad), ast.parse(rule.good)


def test_every_error_that_the_resolver_reports_is_declared():
    """Its codes are those of `ErrorRule(...)` in errors.py and of `fail(...)` in the models."""
    used = set()
    for path in (SERVER / "resolver").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            reports = isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("ErrorRule", "fail")
            if reports and node.args and isinstance(node.args[0], ast.Constant):
                used.add(node.args[0].value)
    assert used and used <= set(ALL)


def test_a_name_scope_without_prefix_is_told_once():
    """Of the first variable in the block; another block is told by itself."""
    source = """
        import tensorflow as tf
        with tf.name_scope("a"):
            tf.get_variable("v", [1])
            tf.get_variable("w", [1])
        with tf.name_scope("b"):
            tf.get_variable("x", [1])
    """
    editor = Editor(source)
    found = (same[0].diagnostic for same in by_place(editor.index, editor.module))
    assert [(one.code, one.site.line) for one in found] == [
        ("name-scope-without-prefix", 3),
        ("name-scope-without-prefix", 6),
    ]


def test_an_evaluation_network_that_is_not_trainable_is_a_hint():
    """The same line made the variable; another line that wants to freeze it is warned."""
    source = """
        import tensorflow as tf
        def net(is_training):
            with tf.variable_scope("net", reuse=not is_training):
                tf.get_variable("w", [1], trainable=is_training)
        net(True)
        net(False)
        with tf.variable_scope("net", reuse=True):
            tf.get_variable("w", [1], trainable=False)
    """
    editor = Editor(source)
    found = (same[0].diagnostic for same in by_place(editor.index, editor.module))
    assert [(one.code, one.severity, one.site.line) for one in found] == [
        ("arguments-ignored-on-reuse", "hint", 4),
        ("arguments-ignored-on-reuse", "warning", 8),
    ]


def test_a_rule_that_fails_costs_what_it_would_have_found(monkeypatch, caplog):
    """The others find what they find, and the log says which rule it was."""

    def broken(facts):
        raise ZeroDivisionError("injected")

    text = "import tensorflow as tf\nfor _ in 0, 1:\n    tf.get_variable('w', [1])\n"
    for code, rule in list(ALL.items()):
        if rule.find:
            monkeypatch.setitem(ALL, code, replace(rule, find=broken))
    (problem,) = problems(Editor(text).index)["main.py"]
    assert problem.code == "variable-already-exists"
    assert "failed on main.py" in caplog.text

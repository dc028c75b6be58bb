"""After an edit only what changed is read again, and the answer is that of a fresh parse."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from source_material import edits, parse, picture, real_source, stretches
from tfscope.syntax import parse_module

FILE = "import a\n\ndef f():\n    return 1\n\n# comment\nclass C:\n    x = 2\n\ndef g():\n    return 3\n"


def again(text: str, before: str = FILE):
    """The units of `before`, and those after it was edited to be `text`."""
    module = parse(before)
    units = list(module.units)
    return units, parse_module(module.path, text, module).units


def test_an_edit_gives_a_new_unit_for_its_statement_alone():
    """All that was derived from the other units stays right, since they are the same objects."""
    old, new = again(FILE.replace("x = 2", "x = 22"))
    assert [unit in old for unit in new] == [True, True, False, True]
    assert new[2].text == "class C:\n    x = 22"


def parsed(text: str = FILE):
    """A module each of whose units was asked for its tree."""
    module = parse(text)
    for unit in module.units:
        assert unit.tree
    return module


@pytest.mark.parametrize("typed", [" ", "  # why", "\t#", " # tfscope: ignore"])
def test_a_comment_leaves_its_statement_the_same_unit(typed):
    """What was derived from the code of a unit that was parsed still holds; its text is the new one."""
    module = parsed()
    units = list(module.units)
    text = FILE.replace("return 1", "return 1" + typed)
    new = parse_module(module.path, text, module)
    assert new.units == units
    assert new.units[1].text.endswith("return 1" + typed)


@pytest.mark.parametrize("typed", [" + 0", "; a", "  # why\n    pass", ".0", "\n\n    # below\n    b = 1"])
def test_code_makes_a_unit_another(typed):
    """Also where only positions or the kind of a number differ."""
    module = parsed()
    old = list(module.units)
    new = parse_module(module.path, FILE.replace("return 1", "return 1" + typed), module)
    assert new.units[1] is not old[1]


LONG = (
    "class C:\n    @a\n    def f(self):\n        x = 1\n        return x\n\n"
    "    def g(self):\n        return (x,\n            2)\n"
)


@pytest.mark.parametrize(
    ("replaced", "by", "is_same"),
    [
        ("x = 1", "x = 1  # one", True),
        ("(x,", "(x,  # first", True),
        ("    @a", "    @a  # decorates", True),
        ("\n\n", "\n# between\n", True),
        ("x = 1", "x = 2", False),
        ("@a", "@b", False),
        ("x,", "y,", False),
        ("2)", "2 )", False),
        ("\n\n", "\n  # between\n\n", False),
    ],
)
def test_in_a_long_statement_what_was_typed_decides(replaced, by, is_same):
    """Statements inside it that stand elsewhere are as they were."""
    module = parsed(LONG)
    unit, text = module.units[0], LONG.replace(replaced, by)
    new = parse_module(module.path, text, module)
    assert (new.units[0] is unit) is is_same
    assert picture(new) == picture(parse(text))


@pytest.mark.parametrize(
    ("replaced", "by", "lines"),
    [
        ("# comment", "# one\n# two\n", [1, 3, 9, 12]),
        ("import a\n\n", "import a\n", [1, 2, 6, 9]),
        ("import a", "\n\n\nimport a", [4, 6, 10, 13]),
    ],
)
def test_an_edit_between_units_moves_them(replaced, by, lines):
    """No unit is new, each knows its new line."""
    old, new = again(FILE.replace(replaced, by))
    assert new == old
    assert [unit.first_line for unit in new] == lines


def test_a_new_statement_leaves_the_others_alone():
    """Those below have moved."""
    old, new = again(FILE.replace("def g", "y = 1\ndef g"))
    assert [unit for unit in new if unit in old] == old
    assert [unit.first_line for unit in new] == [1, 3, 7, 10, 11]


def test_a_statement_that_was_moved_is_the_same_unit():
    """Cut and pasted, it keeps what was derived from it."""
    f = "def f():\n    return 1\n\n"
    old, new = again(FILE.replace(f, "") + f)
    assert {id(unit) for unit in new} == {id(unit) for unit in old}
    assert [unit.defines for unit in new] == [None, "C", "g", "f"]


def test_the_same_text_twice_is_two_units():
    """They stand at two lines."""
    old, new = again("x = 1\nx = 1\nx = 1\n", "x = 1\nx = 1\n")
    assert len({id(unit) for unit in new}) == 3
    assert set(old) <= set(new)
    assert [unit.first_line for unit in new] == [1, 2, 3]


def test_the_same_text_again_changes_nothing():
    """As when a file is saved."""
    old, new = again(FILE)
    assert new == old


def test_line_ends_are_no_difference():
    """A file converted to Windows line ends keeps its units."""
    old, new = again(FILE.replace("\n", "\r\n"))
    assert new == old


def test_a_module_of_another_file_gives_no_units():
    """Their sites would name the wrong path."""
    module = parse(FILE)
    assert not set(module.units) & set(parse_module("other.py", FILE, module).units)


@pytest.mark.parametrize(
    "steps",
    [
        ["x = 1\ny = (2\nz = 3\n", "x = 1\ny = (2)\nz = 3\n", "x = (1\ny = (2)\nz = 3\n", "x = (1\ny = (2))\nz = 3\n"],
        [
            "a\n\nif x:\n    b\nc\n",
            "a\n\nif x:\n    b\nelse:\n    c\n",
            "a\n\nif x:\n    b\nelsec\n",
            "a\n\nb\nelse:\n    c",
        ],
        ["@a\n\ndef f(): pass\n", "a\n\ndef f(): pass\n", "@a\n@b\ndef f(): pass\n", "@a\n@b\n\n"],
        ["'''\na\n'''\nb\n", "''''\na\n'''\nb\n", "''\na\n'''\nb\n", "'''\na\n'''\nb\n'''"],
        ["x = 1 \\\n\ny = 2", "x = 1 \n\ny = 2", "x = 1 \\\ny = 2", "x = 1 \\\n"],
        [
            "def f():\n    '''a\ndef g():\n    '''b'''\n",
            "def f():\n    '''a'''\ndef g():\n    '''b'''\n",
            "",
            "\f",
            "a",
        ],
    ],
)
def test_edits_at_which_statements_join_and_part_equal_a_fresh_parse(steps):
    """Brackets, clauses, decorators, strings and continued lines, step by step."""
    module = parse(steps[-1])
    for text in [*steps, *reversed(steps)]:
        module = parse_module(module.path, text, module)
        assert picture(module) == picture(parse(text))


@settings(deadline=None, max_examples=30)
@given(st.data())
def test_any_edits_equal_a_fresh_parse(data):
    """Boundaries, positions, trees and problems, after each of several random edits of a real source."""
    text = data.draw(stretches())
    module = parse(text)
    for _ in range(4):
        text = data.draw(edits(text))
        module = parse_module(module.path, text, module)
        assert picture(module) == picture(parse(text))


@settings(deadline=None, max_examples=8)
@given(st.data())
def test_any_edits_of_a_whole_file_find_the_same_units(data):
    """Also where most of the file is far from the edit."""
    text = real_source("argparse")
    module = parse(text)
    for _ in range(3):
        text = data.draw(edits(text))
        module = parse_module(module.path, text, module)
        assert [(u.first_line, u.text) for u in module.units] == [(u.first_line, u.text) for u in parse(text).units]

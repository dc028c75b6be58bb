"""A definition can be read without the bodies of its functions: most of them never run."""

from __future__ import annotations

import ast
import time

import pytest
from source_material import NAMES, parse, real_source
from tfscope.syntax import Unit, parse_module
from tfscope.syntax.outline import outlined


def only(source: str) -> Unit:
    [unit] = parse(source).units
    return unit


def functions(statements: list[ast.stmt]) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Those that are made when the statements run."""
    found = []
    for node in statements:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            found.append(node)
        else:
            found += functions([child for child in ast.iter_child_nodes(node) if isinstance(child, ast.stmt)])
    return found


@pytest.mark.parametrize("name", NAMES)
def test_an_outline_with_the_bodies_put_back_is_the_tree(name):
    """So nothing but bodies was left out, and all places are those of the text."""
    units = [unit for unit in parse(real_source(name)).units if unit.defines]
    assert units
    for unit in units:
        outlined = functions(unit.outline)
        for node in outlined:
            node.body = unit.in_full(node).body
        shown = [[ast.dump(node, include_attributes=False) for node in tree] for tree in (unit.outline, unit.tree)]
        assert shown[0] == shown[1]


@pytest.mark.parametrize(
    "source",
    [
        "def f(a=(1,\n  2), *, b: 'x:y' = {3: 4}) -> None:  # why: this\n    return a\n",
        "@g(1)\nasync def f():\n    '''def h(): pass\n\n  at two'''\n    return 1\n",
        "class A(B, c=[1]):\n    '''Text.\n\n    def no(self): pass\n    '''\n    x = 1\n    def f(self):\n"
        "        def g():\n            pass\n        return g\n    @property\n    def h(self):\n"
        "        return 2 + \\\n3\n",
        "class A:\n    if x:\n        def f(self):\n            return 1\n    else:\n        def f(self): return 2\n",
    ],
)
def test_what_runs_with_the_definition_is_all_there(source):
    """Headers, defaults, decorators and the statements of classes."""
    unit = only(source)
    for node in functions(unit.outline):
        full = unit.in_full(node)
        assert (node.name, node.lineno, node.col_offset) == (full.name, full.lineno, full.col_offset)
        assert ast.dump(node.args, include_attributes=True) == ast.dump(full.args, include_attributes=True)
        assert full.body
    assert any(not node.body for node in functions(unit.outline))


@pytest.mark.parametrize("name", NAMES)
def test_a_function_read_by_itself_stands_where_the_tree_has_it(name):
    """Every place in it, and its docstring, as if the whole definition had been read."""
    for unit in parse(real_source(name)).units:
        outlined = functions(unit.outline)
        in_tree = functions(Unit(unit.path, unit.first_line, unit.text).tree)
        assert [ast.dump(unit.in_full(node), include_attributes=True) for node in outlined] == [
            ast.dump(node, include_attributes=True) for node in in_tree
        ]
        assert [unit.docstring(node) for node in outlined] == [ast.get_docstring(node, clean=False) for node in in_tree]


@pytest.mark.parametrize(
    "body",
    [
        "'text'",
        "u'text'  # why",
        "# first\n\n    r'''two\n  lines \\d'''\n    return 1",
        "'one' 'two'",
        "'one' \\\n    'two'",
        "('text')",
        "b'bytes'",
        "f'{1}'",
        "'text'.strip()",
        "'text'; x = 1",
        "x = 'text'",
        "'\\N{BULLET} \\x41'",
        "return 'text'",
    ],
)
def test_a_docstring_is_told_as_python_tells_it(body):
    source = f"def f():\n    {body}\n"
    [made] = functions(only(source).outline)
    assert only(source).docstring(made) == ast.get_docstring(ast.parse(source).body[0], clean=False)


def test_functions_that_can_all_be_read_leave_no_problem_and_one_that_cannot_does():
    """Whether some were read already or none."""
    well, broken = "class A:\n    def f(self):\n        return 1\n", "    def g(self):\n        return (1\n"
    for read_before in (False, True):
        for source, count in ((well, 0), (well + broken, 1)):
            unit = only(source)
            if read_before:
                unit.in_full(functions(unit.outline)[0])
            assert len(unit.problems) == count


def test_a_comment_leaves_a_definition_the_same_of_which_only_parts_were_read():
    """So what was derived from it holds; its functions are found where they stand now."""
    module = parse("def f():\n    return 1\n")
    [unit] = module.units
    [made] = functions(unit.outline)
    unit.in_full(made)
    again = parse_module(module.path, "def f():  # why not\n    return 1  # indeed\n", module)
    assert again.units == [unit]
    assert ast.unparse(unit.in_full(made).body[0]) == "return 1"


def test_a_generator_keeps_its_body():
    """That it is one stands nowhere else."""
    [made] = functions(only("def f():\n    x = 1\n    yield x\n").outline)
    assert len(made.body) == 2


def test_a_body_that_cannot_be_read_costs_its_broken_statement():
    unit = only("def f(a):\n    x = (\n    y = 2\n    return y\n")
    [made] = functions(unit.outline)
    assert made.args.args[0].arg == "a"
    assert unit.in_full(made).body


@pytest.mark.parametrize("source", ["x = 1\n", "def f(\n", "class A\n    pass\n", "def f(): 'one line'\n"])
def test_without_an_outline_there_is_the_tree(source):
    unit = only(source)
    assert unit.outline is unit.tree


@pytest.mark.parametrize("line", ["  def)\n", "  def f(\n", "  def f[:\n", "  def\n"])
def test_headers_without_an_end_cost_no_more_than_their_text(line):
    """Where each looked through all that follows, these took minutes."""
    began = time.monotonic()
    assert outlined("class A:\n" + line * 20_000) is None
    assert time.monotonic() - began < 5

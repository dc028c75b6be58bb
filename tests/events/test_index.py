"""The index finds events by place, by variable and by call."""

from __future__ import annotations

from dataclasses import replace

from editor import Editor
from tfscope.events import Index, Run, View
from tfscope.resolver.records import Resolution
from tfscope.syntax import parse_module

IMPORT = "import tensorflow as tf\n"
NET = """import tensorflow as tf
def layer(name):
    with tf.variable_scope(name):
        return tf.get_variable("w", [1])
def net():
    layer("a")
    layer("b")
net()
"""


def names_at(editor: Editor, line: int, column: int):
    module = editor.module("main.py")
    unit = max((u for u in module.units if u.first_line <= line), key=lambda u: u.first_line)
    places = editor.index.at(unit, line - unit.first_line + 1, column)
    return [sorted({s.event.name for s in [*p.events, *p.under] if s.event.key}) for p in places]


def test_places_that_cover_a_position_come_innermost_first():
    """An argument's call before the call it is an argument of."""
    editor = Editor(IMPORT + "def f(n):\n    tf.get_variable(n, [1])\ndef g(x):\n    f('outer')\ng(f('inner'))")
    assert names_at(editor, 6, 3) == [["inner"], ["outer"]]
    assert names_at(editor, 6, 0) == [["outer"]]
    assert names_at(editor, 6, 99) == []


def test_a_call_knows_everything_that_happens_under_it():
    """Through as many calls as there are."""
    editor = Editor(NET)
    assert names_at(editor, 8, 1) == [["a/w", "b/w"]]
    assert names_at(editor, 6, 5) == [["a/w"]]
    assert names_at(editor, 4, 20) == [["a/w", "b/w"]]


def test_recursion_counts_an_event_once_per_call_site():
    """A call site that is on the stack several times has the event once."""
    editor = Editor(NET)
    resolution = editor.index.runs[0].resolution
    event = next(event for event in resolution.events if event.kind == "get_variable")
    inner, *outer = event.stack
    recursive = replace(event, stack=(inner, *outer[:1] * 3, *outer))
    index = Index([Run("main.py", Resolution("main.py", [recursive]))])
    place = index.place(outer[0].site)
    assert place and len(place.under) == 1


def test_a_variable_has_its_creation_and_its_reuses():
    """Found from either end."""
    editor = Editor(
        """
        import tensorflow as tf
        with tf.variable_scope("a"):
            tf.get_variable("w", [1])
        with tf.variable_scope("a", reuse=True):
            tf.get_variable("w", [1])
            tf.get_variable("w", [1])
        """
    )
    seen = [s for u in editor.module("main.py").units for p in editor.index.places(u) for s in p.events]
    for one in (s for s in seen if s.event.kind == "get_variable"):
        variable = editor.index.variable(one)
        assert variable.created and variable.created.site.line == 3
        assert [reuse.site.line for reuse in variable.reuses] == [5, 6]


def test_places_move_with_lines_that_are_added_above():
    """The index of the older text answers for units that only moved."""
    editor = Editor(NET)
    old = editor.module("main.py")
    for unit in old.units:
        unit.first_line += 10
    place = next(p for p in editor.index.places(old.units[1]) if p.events)
    assert place.site.line in (13, 14)


def test_an_edited_unit_is_answered_from_the_one_it_replaced():
    """Lines above and below the edit keep their answers until the analysis catches up; the edited line has none."""
    editor = Editor(NET)
    before = editor.module("main.py")
    edited = NET.replace("    with", "    x = 1\n    with")
    fresh = parse_module("main.py", edited)
    present = [before.units[0], fresh.units[1], *before.units[2:]]
    view = View(editor.index, {"main.py": before.units})
    call = fresh.units[1].tree[0].body[1].body[0].value
    place = view.place(fresh.units[1].site(call), present)
    assert place and {seen.event.name for seen in place.events} == {"a/w", "b/w"}
    assert view.place(fresh.units[1].site(fresh.units[1].tree[0].body[0]), present) is None

"""Whoever has just typed is told soon what is known soon; what takes long says until then what it said before."""

from __future__ import annotations

import pytest
from tfscope.events import Run
from tfscope.project.analysis import Analyst, deeply
from tfscope.project.files import OpenText
from tfscope.project.workspace import Program, Workspace

# `slow` takes more steps than a function is given in haste.
TEXT = """
import tensorflow as tf

def quick(x):
    return tf.get_variable("quick", [3])

def slow(x):
    tf.get_variable("first", [3])
    for number in range(100000):
        total = number
    tf.get_variable("last", [3])
"""
CALLING = TEXT.replace("total = number", "total = number\n    quick(x)")


class Typing:
    """Somebody who edits one file."""

    def __init__(self, folder) -> None:
        self._path = str(folder / "model.py")
        self._analyst = Analyst(Workspace([str(folder)], environ={}))
        self._number = 0

    def type(self, text: str, in_haste: bool) -> set[str]:
        """The names of the variables that are told of after an edit."""
        self._number += 1
        self._analyst.forget([self._path])
        overlay = {self._path: OpenText(self._number, text)}
        run = deeply(lambda: self._analyst.run(self.program, overlay, in_haste=in_haste))
        assert isinstance(run, Run)
        assert self._number == 1 or not run.resolution.gave_up
        return {event.name for event in run.resolution.events if event.kind == "get_variable"}

    @property
    def program(self) -> Program:
        return Program(self._path, False)

    @property
    def is_done(self) -> bool:
        return self._analyst.known(self.program) is not None


@pytest.fixture
def typing(tmp_path) -> Typing:
    return Typing(tmp_path)


def test_of_a_file_that_was_just_opened_what_takes_long_comes_later(typing):
    assert typing.type(TEXT, in_haste=True) == {"{caller}/quick", "{caller}/first"}
    assert not typing.is_done
    assert typing.type(TEXT, in_haste=False) == {"{caller}/quick", "{caller}/first", "{caller}/last"}
    assert typing.is_done


def test_what_takes_long_and_runs_nothing_of_the_edited_is_not_run_again(typing):
    typing.type(TEXT, in_haste=False)
    edited = TEXT.replace('"quick"', '"edited"')
    assert typing.type(edited, in_haste=True) == {"{caller}/edited", "{caller}/first", "{caller}/last"}
    assert typing.is_done


def test_what_takes_long_says_what_it_said_before_the_edit(typing):
    typing.type(CALLING, in_haste=False)
    edited = CALLING.replace('"quick"', '"edited"')
    for _ in range(2):
        assert typing.type(edited, in_haste=True) == {"{caller}/quick", "{caller}/first", "{caller}/last"}
        assert not typing.is_done
    assert typing.type(edited, in_haste=False) == {"{caller}/edited", "{caller}/first", "{caller}/last"}


def test_an_edit_outside_of_functions_lets_go_of_what_was_said_before(typing):
    typing.type(TEXT, in_haste=False)
    assert typing.type(f"{TEXT}\nmore = 1\n", in_haste=True) == {"{caller}/quick", "{caller}/first"}


def test_all_of_a_file_with_many_functions_takes_no_longer_than_one(tmp_path):
    """Those that are left out are told of later."""
    typing = Typing(tmp_path)
    functions = [TEXT.replace("quick", f"quick_{n}").replace("slow", f"slow_{n}") for n in range(20)]
    text = "\n".join(functions)
    soon = typing.type(text, in_haste=True)
    assert 0 < len(soon) < 20
    assert len(typing.type(text, in_haste=False)) == 22

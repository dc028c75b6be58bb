"""lsprotocol's classes are made at their first use, and are then what attrs would have made of them at once."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

SERVER = Path(__file__).parent.parent.parent / "server"
LOAD = f"import sys; sys.path.insert(0, {str(SERVER)!r}); from tfscope.lsp import lazy_types; lazy_types.load()\n"


def said_after_loading(program: str) -> object:
    """What a program prints as JSON in a Python of its own, where nothing has imported lsprotocol."""
    done = subprocess.run([sys.executable, "-c", LOAD + program], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def test_few_classes_are_made_by_a_session_that_has_only_begun():
    made = """
import json
from tfscope.lsp.server import Server
from lsprotocol import types
Server()
classes = [one for one in vars(types).values() if isinstance(one, type) and "__attrs_attrs__" in vars(one)]
made = [one for one in classes if isinstance(vars(one)["__attrs_attrs__"], tuple)]
print(json.dumps([len(classes), len(made)]))
"""
    classes, made = said_after_loading(made)
    assert classes > 500
    assert made < 100


# What is asked of a class first: an instance of it, its fields, a place in a message that is read or written.
FIRST_USES = {
    "instance": "value = types.Position(line=1, character=2); answer = [value.line, repr(value)]",
    "fields": "import attrs; answer = [[field.name, str(field.type)] for field in attrs.fields(types.TextEdit)]",
    "equality": "answer = types.Position(1, 2) == types.Position(1, 2) != types.Position(1, 3)",
    "validator": "try: types.Position(line='1', character=2)\nexcept ValueError as error: answer = str(error)",
    "validator_later": "one = types.Location('a', None)\ntry: one.uri = 3\nexcept TypeError: answer = one.uri",
    "missing": "try: types.Position(1)\nexcept TypeError as error: answer = str(error)",
    "hash": "try: hash(types.TextEdit(types.Range(1, 2), 'a'))\nexcept TypeError as error: answer = str(error)",
    "match": "match types.Position(1, 2):\n    case types.Position(line, character): answer = [line, character]",
    "write": "answer = converter.unstructure(types.Range(types.Position(0, 1), types.Position(1, 0)))",
    "read": "answer = converter.structure({'uri': 'a', 'range': {'start': {'line': 1, 'character': 2},"
    " 'end': {'line': 1, 'character': 3}}}, types.Location).range.end.character",
    "read_optional": "answer = repr(converter.structure({'capabilities': {'general': {}}}, types.InitializeParams))",
}


@pytest.mark.parametrize("use", FIRST_USES.values(), ids=FIRST_USES)
def test_a_class_that_is_made_late_is_as_if_it_had_been_made_at_once(use):
    program = f"""
import json
from lsprotocol import types
from lsprotocol.converters import get_converter
converter = get_converter()
{use}
print(json.dumps(answer))
"""
    eager = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert said_after_loading(program) == json.loads(eager.stdout)


def test_a_class_that_two_threads_want_at_once_is_made_once():
    program = """
import json, threading
from lsprotocol import types
gate, answers = threading.Barrier(8), []
def make():
    gate.wait()
    answers.append(types.Range(types.Position(1, 2), types.Position(3, 4)).end.line)
threads = [threading.Thread(target=make) for _ in range(8)]
[one.start() for one in threads], [one.join() for one in threads]
print(json.dumps(answers))
"""
    assert said_after_loading(program) == [3] * 8


def test_where_lsprotocol_is_loaded_already_it_is_left_alone():
    program = (
        "import json, sys; sys.path.insert(0, sys.argv[1]); from lsprotocol import types\n" + LOAD.split("; ", 2)[2]
    )
    program += "print(json.dumps(types.Position(1, 2).line))"
    done = subprocess.run([sys.executable, "-c", program, str(SERVER)], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == 1

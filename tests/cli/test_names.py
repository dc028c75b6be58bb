"""`tfscope names`: a table for people, JSON for tools."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import fastjsonschema
import pytest
from command import tfscope

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "names-schema.json").read_text("utf-8"))
validate = fastjsonschema.compile(SCHEMA)

NET = """import tensorflow as tf
def my_net(x, reuse):
    with tf.variable_scope("my_net", reuse=reuse):
        tf.get_variable("weights", [784, 512])
        tf.get_variable("biases",
                        [512])
"""
TRAIN = """import tensorflow as tf
from net import my_net
my_net(0, False)
my_net(0, {second})
tf.get_variable("step", [])
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "net.py").write_text(NET, "utf-8")
    (tmp_path / "train.py").write_text(TRAIN.format(second=True), "utf-8")
    (tmp_path / "fails.py").write_text(TRAIN.format(second=False), "utf-8")
    return tmp_path


def test_the_table_is_grouped_by_scope(folder):
    """Each variable once, with its type, shape, where it is created and what reuses it."""
    result = tfscope("names", "train.py", cwd=folder)
    assert result.returncode == 0
    assert result.stdout == (
        "train.py: 3 variables created, 2 reuses\n"
        "\n"
        "my_net\n"
        "  weights  float32  [784, 512]  net.py:4, reused train.py:4\n"
        "  biases   float32  [512]       net.py:5, reused train.py:4\n"
        "\n"
        "(root)\n"
        "  step     float32  []          train.py:5\n"
    )


def test_a_defect_of_ours_in_a_file_that_is_imported_costs_that_file(folder):
    """The program's own names are there; a sentence says what is not, and so does the exit code."""
    (folder / "a.py").write_text(NET, "utf-8")
    (folder / "uses.py").write_text("import a\n" + TRAIN.format(second=True), "utf-8")
    result = tfscope("names", "uses.py", cwd=folder, broken="syntax")
    assert result.returncode == 2
    assert "step     float32  []          uses.py:6" in result.stdout
    (sentence,) = result.stderr.splitlines()
    assert sentence.startswith("tfscope: uses.py:1 could not be followed, so that names may be missing: internal error")


def test_the_table_ends_with_what_goes_wrong(folder):
    """The error at its place, in TensorFlow's words; the exit code says only that the command worked."""
    result = tfscope("names", "fails.py", cwd=folder)
    assert result.returncode == 0
    assert "net.py:4: error: Variable my_net/weights already exists, disallowed." in result.stdout


@pytest.mark.parametrize("entry", ["train.py", "fails.py"])
def test_the_json_follows_its_schema(folder, entry):
    """docs/names-schema.json is exact: a field more or less fails."""
    document = json.loads(tfscope("names", entry, "--format", "json", "--ops", cwd=folder).stdout)
    validate(document)
    assert document["entry"] == entry
    assert document["events"]


def test_the_json_says_what_happened_in_order(folder):
    """Creation, reuse with its origin, and the calls that lead there, innermost first."""
    document = json.loads(tfscope("names", "train.py", "--format", "json", cwd=folder).stdout)
    events = [event for event in document["events"] if event["kind"] == "get_variable"]
    assert [(e["name"], e["action"]) for e in events] == [
        ("my_net/weights", "create"),
        ("my_net/biases", "create"),
        ("my_net/weights", "reuse"),
        ("my_net/biases", "reuse"),
        ("step", "create"),
    ]
    biases = events[3]
    assert biases["site"] == {"path": "net.py", "line": 5, "column": 8, "end_line": 6, "end_column": 30}
    assert biases["origin"] == biases["site"]
    assert biases["stack"] == [
        {"path": "net.py", "line": 5, "end_line": 6, "function": "my_net"},
        {"path": "train.py", "line": 4, "end_line": 4, "function": "<module>"},
    ]
    assert (biases["shape"], biases["dtype"], biases["trainable"], biases["certain"]) == ([512], "float32", True, True)


def test_paths_are_relative_to_the_working_directory_where_they_lie_below_it(folder, tmp_path_factory):
    """Elsewhere they are absolute."""
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    document = json.loads(tfscope("names", str(folder / "train.py"), "--format", "json", cwd=elsewhere).stdout)
    assert document["entry"] == (folder / "train.py").as_posix()
    document = json.loads(tfscope("names", f"{folder.name}/train.py", "--format", "json", cwd=folder.parent).stdout)
    assert document["entry"] == f"{folder.name}/train.py"


def test_imports_are_found_in_given_folders(folder, tmp_path):
    """`--path` may be given several times."""
    (folder / "a").mkdir()
    (folder / "b").mkdir()
    (folder / "net.py").rename(folder / "b" / "net.py")
    assert "0 variables" not in tfscope("names", "train.py", "--path", "a", "--path", "b", cwd=folder).stdout
    assert "1 variable created" in tfscope("names", "train.py", "--path", "a", cwd=folder).stdout


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["missing.py"], "tfscope: missing.py cannot be read: there is no such file."),
        (["."], "tfscope: . cannot be read: it is a folder."),
        (["train.py", "--path", "nowhere"], "tfscope: --path nowhere is not a folder."),
        (["train.py", "--python", "nowhere"], "tfscope: --python nowhere cannot be used: there is no such file."),
        (["train.py", "--seconds", "0"], "argument --seconds: invalid positive number value: '0'"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(folder, arguments, sentence):
    """Exit code 2, nothing on standard output, no traceback."""
    result = tfscope("names", *arguments, cwd=folder)
    assert result.returncode == 2
    assert result.stdout == ""
    assert sentence in result.stderr
    assert "Traceback" not in result.stderr


BAD = {
    "not utf-8": b"x = '\xff\xfe'\ntf.get_variable('w', [1])\n",
    "a byte-order mark": b"\xef\xbb\xbftf.get_variable('w', [1])\n",
    "CRLF": b"x = 1\r\ntf.get_variable('w', [1])\r\n",
    "null bytes": b"x = 1\n\x00\n",
    "empty": b"",
    "a syntax error": b"def f(:\n",
    "a line of a megabyte": b"x = '" + b"a" * 1_000_000 + b"'\n",
    "nested 1,000 deep": b"x = " + b"(" * 1000 + b")" * 1000 + b"\n",
    "50,000 lines": b"x = 1\n" * 50_000,
    "an import of itself": b"import bad\nfrom bad import x\n",
    "a missing import": b"import nowhere.at.all\n",
}


@pytest.mark.parametrize("content", BAD.values(), ids=BAD.keys())
def test_bad_input_gets_an_answer(tmp_path, content):
    """Whatever is in the file, the command works and never shows a traceback."""
    (tmp_path / "bad.py").write_bytes(content)
    result = tfscope("names", "bad.py", "--format", "json", cwd=tmp_path)
    assert result.returncode == 0
    validate(json.loads(result.stdout))
    assert "Traceback" not in result.stderr


def test_paths_with_spaces_and_accents(tmp_path):
    """In arguments and in the output."""
    (tmp_path / "mé dir").mkdir()
    (tmp_path / "mé dir" / "nët.py").write_text("import tensorflow as tf\ntf.get_variable('w', [1])", "utf-8")
    result = tfscope("names", "mé dir/nët.py", cwd=tmp_path)
    assert "mé dir/nët.py:2" in result.stdout


def test_the_output_is_shown_on_any_terminal(tmp_path):
    """What an encoding cannot show is escaped."""
    (tmp_path / "nët.py").write_text("import tensorflow as tf\ntf.get_variable('w', [1])", "utf-8")
    result = tfscope("names", "nët.py", cwd=tmp_path, env={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    assert result.returncode == 0
    assert "n\\xebt.py:2" in result.stdout


def test_nothing_of_the_protocol_is_loaded(folder):
    """The command line starts fast because it loads no lsprotocol, pygls or jedi."""
    result = tfscope("names", "train.py", cwd=folder, python=["-X", "importtime"])
    loaded = {line.rpartition("|")[2].strip() for line in result.stderr.splitlines()}
    assert "tfscope.cli.names" in loaded
    assert not {"lsprotocol", "pygls", "jedi", "attr", "asyncio"} & loaded


def test_help_names_the_budgets():
    """How long and how much, with their defaults."""
    text = tfscope("names", "--help").stdout
    assert "--seconds N" in text and "(default 20)" in " ".join(text.split())
    assert "--steps N" in text


def as_a_process(*arguments: str, cwd: Path, stdout: int) -> subprocess.CompletedProcess[str]:
    """`python -m tfscope`, which ends without tidying up its memory."""
    server = str(Path(__file__).parents[2] / "server")
    return subprocess.run(
        [sys.executable, "-m", "tfscope", *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": server, "PYTHONUTF8": "1"},
        stdout=stdout,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        timeout=120,
    )


def test_a_process_has_written_all_of_its_output_when_it_ends(folder):
    """Its exit code is that of the command."""
    result = as_a_process("names", "train.py", cwd=folder, stdout=subprocess.PIPE)
    assert (result.returncode, result.stdout) == (0, tfscope("names", "train.py", cwd=folder).stdout)
    result = as_a_process("names", "missing.py", cwd=folder, stdout=subprocess.PIPE)
    assert (result.returncode, result.stdout) == (2, "")
    assert "missing.py cannot be read" in result.stderr


FULL = Path("/dev/full")


@pytest.mark.skipif(not FULL.exists(), reason="this system has no device that is always full")
def test_output_that_finds_no_place_is_no_defect(folder):
    with FULL.open("w", encoding="utf-8") as full:
        result = as_a_process("names", "train.py", cwd=folder, stdout=full.fileno())
    assert result.returncode == 2
    assert result.stderr == "tfscope: the output cannot be written: No space left on device.\n"

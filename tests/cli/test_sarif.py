"""`tfscope check --format sarif` keeps to the schema that OASIS publishes, whatever is found."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import fastjsonschema
import pytest
from command import tfscope
from notebooks import notebook

SCHEMA = json.loads((Path(__file__).parent / "sarif-2.1.0" / "schema.json").read_text("utf-8"))
validate = fastjsonschema.compile(SCHEMA, use_default=False)

TWICE = "import tensorflow as tf\ntf.get_variable('w', [1])\ntf.get_variable('w', [1])\n"
TWICE_IN_A_FUNCTION = "import tensorflow as tf\ndef net():\n    tf.get_variable('w', [1])\nnet()\nnet()\n"
HINT_OVER_LINES = "import tensorflow as tf\nwith tf.name_scope('layer'):\n    tf.get_variable(\n        'w', [1])\n"
CELLS = ("import tensorflow as tf", "tf.get_variable('w', [1])", "tf.get_variable('w', [1])")


def sarif(folder: Path, *arguments: str) -> Any:
    """The log of a folder, held to the schema."""
    return validate(json.loads(tfscope("check", *(arguments or ["."]), "--format", "sarif", cwd=folder).stdout))


def test_the_schema_would_notice():
    """A log without its runs, and a column that counts from 0, are refused."""
    region = {"startLine": 1, "startColumn": 0}
    result = {"message": {"text": "x"}, "locations": [{"physicalLocation": {"region": region}}]}
    for log in ({"version": "2.1.0"}, {"version": "2.1.0", "runs": [{"tool": {"driver": {}}, "results": [result]}]}):
        with pytest.raises(fastjsonschema.JsonSchemaValueException):
            validate(log)


@pytest.mark.parametrize(
    "name, text, levels",
    [
        ("nothing.py", "import tensorflow as tf\n", []),
        ("error.py", TWICE, ["error"]),
        ("called.py", TWICE_IN_A_FUNCTION, ["error"]),
        ("hint.py", HINT_OVER_LINES, ["note"]),
        ("a name with spaces, ümläuts and #.py", TWICE, ["error"]),
        ("cells.ipynb", notebook(*CELLS), ["note", "error"]),
        ("unreadable.py", "def (:\n" + TWICE, ["error"]),
    ],
)
def test_what_is_found_is_valid(tmp_path, name, text, levels):
    """Errors with the calls that lead there, hints, notebooks, names of files that URIs have to escape."""
    (tmp_path / name).write_text(text, "utf-8")
    (run,) = sarif(tmp_path)["runs"]
    assert [result["level"] for result in run["results"]] == levels


def test_a_file_outside_of_the_folder_is_valid(tmp_path):
    """Its place is a full URI."""
    (tmp_path / "inside").mkdir()
    (tmp_path / "outside.py").write_text(TWICE, "utf-8")
    (run,) = sarif(tmp_path / "inside", "../outside.py")["runs"]
    (result,) = run["results"]
    location = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location == {"uri": (tmp_path / "outside.py").as_uri()}

"""`tfscope check`: what goes wrong in files and folders, for people and for tools."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command import tfscope

NET = """import tensorflow as tf
def net(name):
    with tf.variable_scope("net"):
        tf.get_variable(name, [1])
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "net.py").write_text(NET, "utf-8")
    (tmp_path / "good.py").write_text("from net import net\nnet('a')\nnet('b')\n", "utf-8")
    (tmp_path / "bad.py").write_text("from net import net\nnet('a')\nnet('a')\n", "utf-8")
    return tmp_path


def test_exit_codes(folder):
    """0: nothing found; 1: something; 2: the command could not do its work."""
    assert tfscope("check", "good.py", cwd=folder).returncode == 0
    assert tfscope("check", ".", cwd=folder).returncode == 1
    assert tfscope("check", "missing.py", "good.py", cwd=folder).returncode == 2
    assert tfscope("check", cwd=folder).returncode == 2


def test_text_shows_the_source_and_the_way_there(folder):
    """The sentence, the line, the creating call, the caller, the program, a summary."""
    assert tfscope("check", ".", cwd=folder).stdout == (
        "net.py:4:9: error: Variable net/a already exists, disallowed. Did you mean to set reuse=True or "
        "reuse=tf.AUTO_REUSE in VarScope? [variable-already-exists]\n"
        "  4 |         tf.get_variable(name, [1])\n"
        "    |         ^^^^^^^^^^^^^^^^^^^^^^^^^^\n"
        "  created here: net.py:4:9\n"
        "  called from: bad.py:3:1 in <module>\n"
        "  when this runs: bad.py\n"
        "\n"
        "1 problem in 3 files\n"
    )
    assert tfscope("check", "good.py", cwd=folder).stdout == "no problems in 1 file\n"


def test_what_lies_outside_is_not_reported(folder):
    """A file's own problems, not those of what it imports."""
    assert tfscope("check", "bad.py", cwd=folder).stdout == "no problems in 1 file\n"


def test_json(folder):
    """The diagnostics of `names`, each once, with the programs that meet it."""
    (folder / "worse.py").write_text((folder / "bad.py").read_text())
    document = json.loads(tfscope("check", ".", "--format", "json", cwd=folder).stdout)
    (diagnostic,) = document["diagnostics"]
    assert (document["files"], diagnostic["entries"]) == (4, ["bad.py", "worse.py"])
    assert diagnostic["site"]["path"] == "net.py"


def test_github_annotations(folder):
    """One workflow command per problem, escaped as GitHub wants it."""
    (line,) = tfscope("check", ".", "--format", "github", cwd=folder).stdout.splitlines()
    assert line.startswith(
        "::error file=net.py,line=4,endLine=4,col=9,endColumn=34,title=tfscope variable-already-exists::Variable net/a"
    )
    assert tfscope("check", "good.py", "--format", "github", cwd=folder).stdout == ""


def test_sarif(folder):
    """Results with rule, level, place and related places; columns count from 1."""
    log = json.loads(tfscope("check", ".", "--format", "sarif", cwd=folder).stdout)
    (run,) = log["runs"]
    (result,) = run["results"]
    assert (log["version"], run["tool"]["driver"]["rules"]) == ("2.1.0", [{"id": "variable-already-exists"}])
    assert (result["ruleId"], result["level"]) == ("variable-already-exists", "error")
    location = result["locations"][0]["physicalLocation"]
    assert location["artifactLocation"] == {"uri": "net.py", "uriBaseId": "ROOT"}
    assert location["region"] == {"startLine": 4, "startColumn": 9, "endLine": 4, "endColumn": 35}
    assert [place["message"]["text"] for place in result["relatedLocations"]] == [
        "created here",
        "called from here, in <module>",
    ]


def test_a_defect_of_ours_costs_one_file(folder):
    """The others are reported; a sentence says what failed; the exit code is 2."""
    env = {"TFSCOPE_TEST_FAIL_ON": "good.py"}
    result = tfscope("check", ".", cwd=folder, env=env)
    assert result.returncode == 2
    assert "1 problem in 3 files" in result.stdout
    assert "good.py could not be analysed: this is a defect of tfscope, not of your code" in result.stderr
    assert "Traceback" not in result.stderr
    assert "Traceback" in tfscope("check", ".", cwd=folder, env={**env, "TFSCOPE_TRACEBACK": "1"}).stderr


def test_version_and_help():
    """The two things everybody tries first."""
    assert tfscope("--version").stdout.startswith("tfscope ")
    assert "names" in tfscope("--help").stdout

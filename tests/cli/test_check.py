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
        "1 problem in 3 files: 1 error\n"
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
    (rule,) = run["tool"]["driver"]["rules"]
    assert (log["version"], rule["id"]) == ("2.1.0", "variable-already-exists")
    assert rule["help"]["markdown"].startswith("# variable-already-exists\n")
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


# Where one layer asks another, see launch_broken.py.
BOUNDARIES = ["syntax", "syntax.text", "resolver", "events", "project.workspace", "project.configuration"]


@pytest.mark.parametrize("place", BOUNDARIES)
def test_a_defect_at_the_boundary_of_a_layer_costs_one_file(folder, place):
    """The others are checked; a sentence says what failed; the exit code is 2."""
    (folder / "a.py").write_text(NET + "net('v')\nnet('v')\n", "utf-8")
    result = tfscope("check", ".", cwd=folder, broken=place)
    assert result.returncode == 2
    assert "net.py:4:9: error: Variable net/a already exists" in result.stdout
    assert "problem in 4 files" in result.stdout or "problems in 4 files" in result.stdout
    (sentence,) = result.stderr.splitlines()
    assert "a.py could not be analysed: this is a defect of tfscope, not of your code" in sentence


def test_a_defect_costs_those_that_import_a_file_what_they_have_from_it(folder):
    """What else is in them is told."""
    (folder / "a.py").write_text("x = 1\n", "utf-8")
    (folder / "uses.py").write_text("import a\nfrom net import net\nnet('b')\nnet('b')\n", "utf-8")
    result = tfscope("check", ".", cwd=folder, broken="syntax")
    assert result.returncode == 2
    assert "error: Variable net/b already exists" in result.stdout
    assert "uses.py:1:1: gave up: internal error" in result.stdout


HINT = """import tensorflow as tf
with tf.name_scope("layer"):
    tf.get_variable("w", [1])
"""


def test_hints_do_not_fail(tmp_path):
    """Nor does anything with --exit-zero; the output is the same."""
    (tmp_path / "a.py").write_text(HINT, "utf-8")
    result = tfscope("check", "a.py", cwd=tmp_path)
    assert (result.returncode, result.stdout.splitlines()[-1]) == (0, "1 problem in 1 file: 1 hint")
    (tmp_path / "a.py").write_text(NET + "net('a')\nnet('a')\n", "utf-8")
    assert tfscope("check", "a.py", cwd=tmp_path).returncode == 1
    assert tfscope("check", "a.py", "--exit-zero", cwd=tmp_path).returncode == 0


def test_rules_are_chosen(tmp_path):
    """--select leaves only those named, --ignore all others; a name that is none is an error with the nearest."""
    (tmp_path / "a.py").write_text(HINT, "utf-8")

    def found(*arguments: str) -> list[str]:
        output = tfscope("check", "a.py", "--format", "json", *arguments, cwd=tmp_path).stdout
        return [one["code"] for one in json.loads(output)["diagnostics"]]

    assert found("--select", "name-scope-without-prefix") == ["name-scope-without-prefix"]
    assert found("--select", "shape-mismatch,dtype-mismatch") == []
    assert found("--ignore", "name-scope-without-prefix") == []
    result = tfscope("check", "a.py", "--select", "name-scope-without-prefx", cwd=tmp_path)
    assert result.returncode == 2
    assert result.stderr == (
        "tfscope: there is no rule name-scope-without-prefx; did you mean name-scope-without-prefix?\n"
    )


def test_levels_come_from_pyproject_toml(tmp_path):
    """A hint that a team calls an error fails; what is off is not told."""
    (tmp_path / "a.py").write_text(HINT, "utf-8")
    table = tmp_path / "pyproject.toml"
    table.write_text('[tool.tfscope.rules]\nname-scope-without-prefix = "error"\n', "utf-8")
    assert tfscope("check", "a.py", cwd=tmp_path).returncode == 1
    table.write_text('[tool.tfscope.rules]\nname-scope-without-prefix = "off"\n', "utf-8")
    assert tfscope("check", "a.py", cwd=tmp_path).stdout == "no problems in 1 file\n"


def test_ignore_comments_count(tmp_path):
    """And one that keeps back nothing is told."""
    ignored = HINT.replace("[1])", "[1])  # tfscope: ignore[name-scope-without-prefix]")
    (tmp_path / "a.py").write_text(ignored, "utf-8")
    assert tfscope("check", "a.py", cwd=tmp_path).stdout == "no problems in 1 file\n"
    (tmp_path / "a.py").write_text("x = 1  # tfscope: ignore\n", "utf-8")
    assert "[unused-ignore]" in tfscope("check", "a.py", cwd=tmp_path).stdout


def test_a_baseline_leaves_out_what_is_known(folder):
    """Also when lines move; what is new is told, a second one of the same kind too."""
    written = tfscope("check", ".", "--baseline", "known.json", "--write-baseline", cwd=folder)
    assert (written.returncode, written.stdout) == (0, "1 problem written to known.json\n")
    (folder / "net.py").write_text("# moved\n\n" + NET, "utf-8")
    result = tfscope("check", ".", "--baseline", "known.json", cwd=folder)
    assert (result.returncode, result.stdout) == (0, "no problems in 3 files; 1 more in the baseline\n")
    (folder / "net.py").write_text(NET + '    tf.get_variable("x", [1])\n    tf.get_variable("x", [1])\n', "utf-8")
    result = tfscope("check", ".", "--baseline", "known.json", cwd=folder)
    assert result.returncode == 1 and "Variable x already exists" in result.stdout


def test_a_baseline_that_is_none(folder):
    """One sentence that says what to do."""
    result = tfscope("check", ".", "--baseline", "gone.json", cwd=folder)
    assert result.returncode == 2 and "gone.json cannot be read: " in result.stderr
    (folder / "wrong.json").write_text("[]", "utf-8")
    result = tfscope("check", ".", "--baseline", "wrong.json", cwd=folder)
    assert (result.returncode, result.stderr) == (
        2,
        "tfscope: wrong.json is no baseline; --write-baseline writes one anew.\n",
    )
    assert tfscope("check", ".", "--write-baseline", cwd=folder).returncode == 2


def test_several_processes_find_the_same(folder):
    """Programs that share a file stay together, so that the order of what is found is the same too."""
    for number in range(3):
        (folder / f"other{number}.py").write_text(NET + "net('a')\nnet('a')\n", "utf-8")
    one = tfscope("check", ".", "--jobs", "1", cwd=folder)
    assert one.stdout.endswith("4 problems in 6 files: 4 errors\n")
    assert tfscope("check", ".", "--jobs", "3", cwd=folder).stdout == one.stdout


def test_a_defect_in_another_process_costs_one_file(folder):
    """As it does in one."""
    (folder / "alone.py").write_text("x = 1\n", "utf-8")
    result = tfscope("check", ".", "--jobs", "2", cwd=folder, env={"TFSCOPE_TEST_FAIL_ON": "alone.py"})
    assert result.returncode == 2
    assert "alone.py could not be analysed: this is a defect of tfscope" in result.stderr
    assert "1 problem in 4 files" in result.stdout


def test_fix_mends_and_tells_what_is_left(folder):
    """The scope that decides gets the flag; line ends stay."""
    (folder / "net.py").write_bytes(NET.replace("\n", "\r\n").encode())
    result = tfscope("check", ".", "--fix", cwd=folder)
    assert (result.returncode, result.stdout) == (0, "no problems in 3 files\n")
    assert result.stderr == "tfscope: 1 problem mended\n"
    assert b'with tf.variable_scope("net", reuse=tf.AUTO_REUSE):\r\n' in (folder / "net.py").read_bytes()


def test_colours_where_they_are_wanted(folder):
    """None in a pipe; FORCE_COLOR asks for them, and NO_COLOR counts more."""
    assert "\033" not in tfscope("check", ".", cwd=folder).stdout
    forced = tfscope("check", ".", cwd=folder, env={"FORCE_COLOR": "1", "TERM": "xterm"})
    assert "\033[1;31merror\033[0m: Variable net/a" in forced.stdout
    both = tfscope("check", ".", cwd=folder, env={"FORCE_COLOR": "1", "NO_COLOR": "1", "TERM": "xterm"})
    assert "\033" not in both.stdout


def test_version_and_help():
    """The two things everybody tries first."""
    assert tfscope("--version").stdout.startswith("tfscope ")
    assert "names" in tfscope("--help").stdout

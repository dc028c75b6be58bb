"""What did not change is not analysed again, and a file is looked at from every program that reaches it."""

from __future__ import annotations

import pytest
from tfscope.project.analysis import Analyst, deeply
from tfscope.project.files import OpenText
from tfscope.project.settings import Settings
from tfscope.project.workspace import Program, Workspace
from tfscope.resolver import resolve

FILES = {
    "net.py": "import tensorflow as tf\ndef build():\n    tf.get_variable('w', [1])\n",
    "train.py": "from net import build\nbuild()\n",
    "other.py": "import net\nx = tf.placeholder(1)\n",
    "alone.py": "x = 1\n",
}


@pytest.fixture
def workspace(tmp_path):
    for name, text in FILES.items():
        (tmp_path / name).write_text(text)
    workspace = Workspace([str(tmp_path)], environ={})
    workspace.index({}, lambda: False, lambda done, all: None)
    return workspace


class Counting:
    """A resolver that counts what it is asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, entry, sources, **options):
        self.asked.append(entry)
        return resolve(entry, sources, **options)


def test_the_programs_of_a_file(workspace, tmp_path):
    """A library file is looked at from its programs, and on its own for the rest of it."""
    net, train, other, alone = (str(tmp_path / name) for name in FILES)
    assert workspace.programs(net) == [Program(other, True), Program(train, True), Program(net, False)]
    assert workspace.programs(train) == [Program(train, True)]
    assert workspace.programs(alone) == [Program(alone, True)]


def test_the_number_of_programs_is_bounded(tmp_path):
    """However many import the file, the nearest few count."""
    for number in range(20):
        (tmp_path / f"train{number:02}.py").write_text("import net")
    (tmp_path / "net.py").write_text("")
    workspace = Workspace([str(tmp_path)], Settings(max_programs=3), environ={})
    workspace.index({}, lambda: False, lambda done, all: None)
    assert len(workspace.programs(str(tmp_path / "net.py"))) == 4


def test_only_programs_that_read_a_changed_file_run_again(workspace, tmp_path):
    """An edit costs the programs that depend on it."""
    net, train, _, _ = (str(tmp_path / name) for name in FILES)
    counting = Counting()
    analyst = Analyst(workspace, counting)
    programs = [Program(train, True), Program(str(tmp_path / "alone.py"), True)]
    first = [analyst.run(program, {}) for program in programs]
    assert [analyst.run(program, {}) for program in programs] == first
    overlay = {net: OpenText(2, FILES["net.py"].replace("'w'", "'v'"))}
    analyst.forget([net])
    again = [analyst.run(program, overlay) for program in programs]
    assert again[0] is not first[0] and again[1] is first[1]
    assert [event.name for event in again[0].resolution.events] == ["v"]
    assert len(counting.asked) == 3


def test_a_comment_costs_nothing(workspace, tmp_path):
    """While no code changes, the analysis is the one there was, object for object."""
    net, train = str(tmp_path / "net.py"), str(tmp_path / "train.py")
    analyst = Analyst(workspace)
    before = analyst.run(Program(train, True), {net: OpenText(1, FILES["net.py"])})
    for version, text in enumerate((FILES["net.py"].rstrip() + "  # why\n", "# first\n" + FILES["net.py"]), 2):
        analyst.forget([net])
        after = analyst.run(Program(train, True), {net: OpenText(version, text)})
        assert after is before
    assert [event.site.line for event in after.resolution.events if event.kind == "get_variable"] == [4]


def test_a_cancelled_analysis_gives_nothing_and_is_not_kept(workspace, tmp_path):
    """The next one starts anew."""
    train = Program(str(tmp_path / "train.py"), True)
    analyst = Analyst(workspace, resolve)
    assert analyst.run(train, {}, cancelled=lambda: True) is None
    run = analyst.run(train, {})
    assert run and run.resolution.events


def test_memory_is_given_back(workspace, tmp_path):
    """Analyses and parsed files that nothing open needs are dropped."""
    counting = Counting()
    analyst = Analyst(workspace, counting)
    train, alone = (Program(str(tmp_path / name), True) for name in ("train.py", "alone.py"))
    analyst.run(train, {}), analyst.run(alone, {})
    analyst.keep_only([alone])
    analyst.run(alone, {}), analyst.run(train, {})
    assert counting.asked == [train.path, alone.path, train.path]


def test_a_deep_stack():
    """Deep recursion is possible inside, and what is raised inside is raised outside."""

    def down(depth: int) -> int:
        return depth and 1 + down(depth - 1)

    assert deeply(lambda: down(20_000)) == 20_000
    with pytest.raises(ZeroDivisionError):
        deeply(lambda: 1 / 0)


def test_the_index_of_a_folder_can_be_cancelled_and_tells_its_progress(workspace, tmp_path):
    """Progress counts up to the number of files."""
    told = []
    fresh = Workspace([str(tmp_path)], environ={})
    fresh.index({}, lambda: len(told) == 2, lambda done, all: told.append((done, all)))
    assert told == [(1, 4), (2, 4)]


def test_statements_that_cannot_be_read_are_told(tmp_path):
    """They cost themselves alone, and the output says so."""
    path = tmp_path / "broken.py"
    path.write_text("import tensorflow as tf\nx = = 1\ntf.get_variable('w', [1])\n")
    run = Analyst(Workspace([])).run(Program(str(path), True), {})
    assert run and [event.name for event in run.resolution.events] == ["w"]
    (gave_up,) = run.resolution.gave_up
    assert gave_up.site and gave_up.site.line == 2
    assert gave_up.reason.endswith("The statement is passed over.")


def test_time_is_bounded(tmp_path):
    """What was found until then is kept, and the output says that there is more."""
    path = tmp_path / "endless.py"
    loop = "for i in itertools.count():\n    tf.get_variable('w%d' % i, [1])\n"
    path.write_text(f"import itertools\nimport tensorflow as tf\n{loop}")
    run = deeply(lambda: Analyst(Workspace([], Settings(seconds=0.3))).run(Program(str(path), True), {}))
    assert run and run.resolution.events
    assert [gave_up.reason for gave_up in run.resolution.gave_up] == ["The analysis was stopped after 0.3 seconds."]


def test_a_program_that_is_not_open_is_analysed_again_only_for_what_it_ran(workspace, tmp_path):
    """It is not kept in memory, but what it said is, and what that depended on."""
    net, train = str(tmp_path / "net.py"), Program(str(tmp_path / "train.py"), True)
    unused = "def unused():\n    return {}\n"
    analyst = Analyst(workspace)
    runs = []
    for version, (name, number) in enumerate([("w", 1), ("w", 2), ("v", 2), ("v", 3)]):
        text = FILES["net.py"].replace("'w'", f"'{name}'") + unused.format(number)
        analyst.forget([net])
        runs.append(analyst.run(train, {net: OpenText(version, text)}))
    assert runs[0] is runs[1] and runs[2] is runs[3]
    names = [[event.name for event in run.resolution.events if event.kind == "get_variable"] for run in runs]
    assert names == [["w"], ["w"], ["v"], ["v"]]

"""Nothing of a workspace is ever run: every file opened, code executed and process started is written down."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

import pytest
import pythons
from client import Client
from command import tfscope
from tfscope.project import environment

LAUNCH = Path(__file__).parent.parent / "launch_traced.py"
# Writes a file when it is run or imported.
TRAP = "import pathlib\npathlib.Path({ran!r}).write_text('by ' + __file__)\n"
PROGRAM = """import tensorflow as tf
import trap, trap.inner, evil, unknown_module
from sitecustomize import *
tf.get_variable('w', [1])
"""
TRAPS = (
    *("sitecustomize.py", "usercustomize.py", "tensorflow.py", "tensorflow/__init__.py", "conftest.py", "setup.py"),
    *("trap/__init__.py", "trap/inner.py", "evil.py", "json.py", "asyncio.py", "pygls/__init__.py", "jedi/__init__.py"),
    *("jedi_plugin.py", ".jedi/plugin.py", "lsprotocol/types.py", "ast.py", "tomllib.py", "logging/__init__.py"),
    *(".venv/lib/python3.12/site-packages/sitecustomize.py", ".venv/lib/python3.12/site-packages/unpacked.py"),
    ".venv/lib/python3.12/site-packages/tensorflow.py",
)
READING = os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOINHERIT", 0) | getattr(os, "O_BINARY", 0)


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A workspace in which everything that could be run is a trap."""
    root = tmp_path / "root"
    trap = TRAP.format(ran=str(tmp_path / "ran"))
    for name in TRAPS:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(trap, "utf-8")
    packages = root / ".venv/lib/python3.12/site-packages"
    (packages / "evil.pth").write_text("import unpacked; unpacked.run()\n../../../../trap\n", "utf-8")
    (root / ".venv/pyvenv.cfg").write_text(f"home = {root}\ninclude-system-site-packages = true\n", "utf-8")
    (root / ".jedi/project.json").write_text('[{"path": "/", "load_unsafe_extensions": true}, 1]', "utf-8")
    (root / "pyproject.toml").write_text('[build-system]\nbuild-backend = "evil"\n[tool.tfscope.rules]\n', "utf-8")
    (root / "main.py").write_text(PROGRAM, "utf-8")
    for name in ("python", "python3", ".venv/bin/python"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(f"#!{sys.executable}\n{trap}", "utf-8")
        (root / name).chmod(0o755)
    return root


def session(root: Path, trusted: bool, settings: dict[str, object]) -> list[list[object]]:
    """What the server does to the world while someone works in the workspace."""
    trace = root.parent / "trace"
    options = {
        "capabilities": {"workspace": {"configuration": True}},
        "initializationOptions": {"trusted": trusted},
    }
    with Client(root, command=[sys.executable, str(LAUNCH), str(trace), "serve"], **options) as client:
        client.settings = settings
        client.notify("workspace/didChangeConfiguration", {"settings": None})
        client.open("main.py")
        client.open("tensorflow.py")
        client.diagnostics("main.py")
        assert "`w`" in client.hover("main.py", 3, 5)
        client.change("main.py", {"text": f"import trap.other\n{PROGRAM}"})
        client.diagnostics("main.py", 2)
        if trusted:
            # Missing modules are looked for after the analysis, and nobody waits for that.
            _wait_for_a_process(trace)
    return [json.loads(line) for line in trace.read_text("utf-8").splitlines()]


def _wait_for_a_process(trace: Path) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        if any(json.loads(line)[0] not in ("open", "exec") for line in trace.read_text("utf-8").splitlines()[:-1]):
            return
        time.sleep(0.1)


def test_no_process_at_all_where_there_is_no_trust(hostile, monkeypatch):
    """Whatever the settings name, whatever is imported, and whichever environment was activated."""
    monkeypatch.setenv("VIRTUAL_ENV", str(hostile / ".venv"))
    trace = session(hostile, False, {"environment": str(hostile / "python"), "checkpoint": "gs://bucket/model"})
    _only_read(trace, hostile)
    assert [entry for entry in trace if entry[0] not in ("open", "exec")] == []
    assert not (hostile.parent / "ran").exists()


def test_no_program_of_the_workspace_that_nobody_chose(hostile, monkeypatch):
    """Where there is trust, jedi may ask the Python that is installed, but runs nothing that lies in the folder. Nor
    does a checkpoint that only TensorFlow could read."""
    for name in environment.ACTIVE:
        monkeypatch.delenv(name, raising=False)
    trace = session(hostile, True, {"checkpoint": "main.py"})
    _only_read(trace, hostile)
    started = [entry for entry in trace if entry[0] not in ("open", "exec")]
    assert started, "jedi was asked for the module that is nowhere"
    assert [entry for entry in started if str(hostile) in str(entry[1])] == []
    assert not (hostile.parent / "ran").exists()


def test_starting_python_itself_in_the_workspace_runs_nothing_of_it(hostile, monkeypatch):
    """`python -m tfscope` would import from the folder it is started in, before all others."""
    monkeypatch.setenv("PYTHONPATH", str(LAUNCH.parent.parent / "server"))
    with Client(hostile, command=[sys.executable, "-m", "tfscope", "serve"]) as client:
        client.open("main.py")
        client.diagnostics("main.py")
        assert "`w`" in client.hover("main.py", 3, 5)
    assert not (hostile.parent / "ran").exists()


def test_a_checkpoint_that_cannot_be_read_runs_nothing_of_the_workspace(hostile):
    """The command runs a Python that a person has picked, and none that lies around."""
    listed = tfscope("checkpoint", "main.py", cwd=hostile, env=dict.fromkeys(environment.ACTIVE, ""))
    assert (listed.returncode, listed.stdout) == (2, "")
    assert not (hostile.parent / "ran").exists()


def test_a_python_that_was_picked_reads_checkpoints_apart_from_the_workspace(hostile):
    """Where there is trust, it is run in an empty folder, and imports nothing of this one."""
    python = pythons.environment(hostile.parent / "env")
    listed = tfscope("checkpoint", "main.py", "--python", str(python), cwd=hostile)
    assert "from/tensorflow.py" in listed.stdout, listed.stderr
    assert not (hostile.parent / "ran").exists()


def test_processes_that_share_the_work_run_nothing_of_the_workspace(hostile):
    """Nor what Python imports to start them."""
    for name in ("multiprocessing", "pickle", "tfscope"):
        (hostile / name).mkdir()
        (hostile / name / "__init__.py").write_text(TRAP.format(ran=str(hostile.parent / "ran")), "utf-8")
    (hostile / "other.py").write_text(PROGRAM, "utf-8")
    checked = tfscope("check", "--jobs", "2", "main.py", "other.py", cwd=hostile)
    assert checked.returncode == 0, checked.stderr
    assert not (hostile.parent / "ran").exists()


def _only_read(trace: list[list[object]], root: Path) -> None:
    """The trace has the files that were looked at, none of them was written, and no code in them was executed."""
    opened = [entry for entry in trace if entry[0] == "open" and Path(str(entry[1])).is_relative_to(root)]
    assert any(str(entry[1]).endswith("sitecustomize.py") for entry in opened), "the traps were looked at"
    for _, path, mode, flags in opened:
        assert mode in ("r", "rb", None), path
        assert mode or flags & ~READING == 0, path
    executed = [entry for entry in trace if entry[0] == "exec" and Path(str(entry[1])).is_relative_to(root)]
    assert executed == []

"""Starts the `tfscope` command in a process of its own, as `python tests/launch.py ARGUMENT ...`."""

import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent / "server")]

import resolving  # noqa: E402, F401 - makes sure that there is a resolver
from tfscope.cli import main  # noqa: E402

sys.exit(main())

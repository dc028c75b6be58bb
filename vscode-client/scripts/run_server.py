"""Starts the server from the packages that lie beside this file, whatever the interpreter itself has installed."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "packages"))
sys.argv = ["tfscope", "serve"]

from tfscope.cli import main  # noqa: E402  (found only after the line above)

sys.exit(main())

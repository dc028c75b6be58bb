"""The `tfscope` command."""

from tfscope.cli.main import main

__all__ = ["main"]

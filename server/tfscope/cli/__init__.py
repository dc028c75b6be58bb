"""The `tfscope` command."""

from tfscope.cli.main import console, main

__all__ = ["console", "main"]

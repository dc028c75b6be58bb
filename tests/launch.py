"""Starts the `tfscope` command in a process of its own, as `python tests/launch.py ARGUMENT ...`.

With TFSCOPE_TEST_FAIL_ON=NAME in the environment the analysis of a file of that name fails, as by a defect of ours;
with TFSCOPE_TEST_SLOW_ON=WORD the analysis of a file that has the word in it takes a minute, unless it is cancelled;
with TFSCOPE_TEST_SLOW_INDEX each file of the workspace takes a tenth of a second to be looked through;
with TFSCOPE_TEST_SILENT=NAME the disk never answers what is asked of a path that has the name in it.
"""

import os
import sys
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent / "server")]

from tfscope.cli import main  # noqa: E402

FAIL, SLOW = os.environ.get("TFSCOPE_TEST_FAIL_ON"), os.environ.get("TFSCOPE_TEST_SLOW_ON")


def trouble_analyses():
    from tfscope.resolver import Analysis

    resolve = Analysis.resolve

    def troubled(analysis, sources, cancelled, in_haste):
        if Path(analysis.entry).name == FAIL:
            raise ZeroDivisionError("injected")
        module = sources.entry(analysis.entry)
        if SLOW and module and any(SLOW in unit.text for unit in module.units):
            end = time.monotonic() + 60
            while time.monotonic() < end and not cancelled():
                pass  # busy, as an analysis is
        return resolve(analysis, sources, cancelled, in_haste)

    Analysis.resolve = troubled


def trouble_disk(name):
    import builtins

    from tfscope.project.disk import DISK

    def silent(function):
        def answer(path, *args, **options):
            while name in Path(str(path)).parts:
                time.sleep(1)
            return function(path, *args, **options)

        return answer

    os.stat, os.scandir, os.listdir, builtins.open = map(silent, (os.stat, os.scandir, os.listdir, open))
    DISK.seconds = 0.3


def slow_index():
    from tfscope.project.imports import ImportIndex

    add = ImportIndex.add

    def slow(index, path, text):
        time.sleep(0.1)
        return add(index, path, text)

    ImportIndex.add = slow


if "TFSCOPE_TEST_SLOW_INDEX" in os.environ:
    slow_index()
if FAIL or SLOW:
    trouble_analyses()
if "TFSCOPE_TEST_SILENT" in os.environ:
    trouble_disk(os.environ["TFSCOPE_TEST_SILENT"])

if __name__ == "__main__":  # processes that this one starts load it too
    sys.exit(main())

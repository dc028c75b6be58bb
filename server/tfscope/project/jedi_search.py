"""Asks jedi for modules that searching folders does not find: editable installs, other environments.

jedi is not thread-safe and runs the environment's interpreter, so it has one owner thread, starts only when first
asked, and is for trusted workspaces only. It never imports the workspace's code.
"""

from __future__ import annotations

import logging
import queue
import threading
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeout
from typing import Any

log = logging.getLogger(__name__)

PATIENCE = 3.0


class JediSearch:
    """Finds the file of a module through jedi. An answer that does not come in time counts as none."""

    def __init__(self, folder: str, interpreter: str | None, patience: float = PATIENCE) -> None:
        self._folder = folder
        self._interpreter = interpreter
        self._patience = patience
        self._questions: queue.SimpleQueue[tuple[str, Future[str | None]]] = queue.SimpleQueue()
        self._answers: dict[str, str | None] = {}
        self._thread: threading.Thread | None = None
        self._given_up = False

    def find(self, name: str) -> str | None:
        """The path of the module with the absolute dotted `name`, None when jedi does not know it."""
        if name in self._answers or self._given_up:
            return self._answers.get(name)
        if self._thread is None:
            self._thread = threading.Thread(target=self._serve, name="tfscope-jedi", daemon=True)
            self._thread.start()
        future: Future[str | None] = Future()
        self._questions.put((name, future))
        self._answers[name] = self._wait(name, future)
        return self._answers[name]

    def _wait(self, name: str, future: Future[str | None]) -> str | None:
        try:
            return future.result(self._patience)
        except FutureTimeout:
            log.warning("jedi did not find %s within %s s; it is not asked again", name, self._patience)
            self._given_up = True
        except Exception:
            log.exception("jedi failed on %s", name)
        return None

    def _serve(self) -> None:
        project = None
        while True:
            name, future = self._questions.get()
            try:
                project = project or self._project()
                future.set_result(_locate(project, name))
            except Exception as error:
                future.set_exception(error)

    def _project(self) -> Any:
        import jedi

        return jedi.Project(
            self._folder, environment_path=self._interpreter, load_unsafe_extensions=False, smart_sys_path=False
        )


def _locate(project: Any, name: str) -> str | None:
    import jedi

    code = f"import {name}"
    for found in jedi.Script(code, project=project).goto(1, len(code), follow_imports=True):
        if found.type == "module" and found.module_path and str(found.module_path).endswith(".py"):
            return str(found.module_path)
    return None

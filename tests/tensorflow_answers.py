"""TensorFlow's answers: asked of the real thing through `tools/tf_recorder.py`, and compared with the resolver's.

An answer is the recorder's dict (see there). Where a TensorFlow is, environment variables say: `TFSCOPE_TF_PYTHON`
is a Python that can import it, 1.15 or 2.x; several are separated as in PATH.
"""

from __future__ import annotations

import json
import os
import queue
import re
import subprocess
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from tfscope.resolver.records import Call, Diagnostic, Event, Resolution, ScopeFacts
from tfscope.syntax import Site, Unit

RECORDER = Path(__file__).parent.parent / "tools" / "tf_recorder.py"
VARIABLE = "TFSCOPE_TF_PYTHON"
PATIENCE = 60.0
Answer = dict[str, Any]

# What TensorFlow's messages begin with or contain, and the code of our diagnostics for it.
_CODES = (
    (r"Variable .* already exists, disallowed", "variable-already-exists"),
    (r"Partitioned variable with name .* already exists", "variable-already-exists"),
    (r"(Partitioned)?Variable .* does not exist, or was not created", "variable-does-not-exist"),
    (r"Trying to (share|reuse partitioned) variable .* specified shape", "shape-mismatch"),
    (r"Trying to (share|reuse partitioned) variable .* specified dtype", "dtype-mismatch"),
    (r"Trying to reuse partitioned variable .* specified partitions", "partition-mismatch"),
    (r"If initializer is a constant, do not specify shape", "initializer-with-shape"),
    (r"Initializer type .* and explicit dtype .* don't match", "initializer-dtype"),
    (r"The initializer passed is not valid", "missing-shape"),
    (r"Variable .* did not get an initializer, so its `shape` argument must be specified", "missing-shape"),
    (r"An initializer for variable .* is required", "missing-initializer"),
    (r"collections argument to Variable constructor must be", "invalid-variable-argument"),
    (r"The `constraint` argument must be a callable", "invalid-variable-argument"),
    (r"If default_name is None then name_or_scope is required", "invalid-scope-arguments"),
    (r"The reuse parameter must be True or False or None", "invalid-scope-arguments"),
    (r"VariableScope: name_or_scope must be a string or VariableScope", "invalid-scope-arguments"),
    (r"reuse=True cannot be used without a name_or_scope", "invalid-scope-arguments"),
    (r"The auxiliary_name_scope must be", "invalid-scope-arguments"),
    (r"At least one of name \(", "invalid-scope-arguments"),
    (r"`default_name` type \(", "invalid-scope-arguments"),
    (r"Passed a custom_getter which is not callable", "invalid-custom-getter"),
    (r"No partitioner was provided, but a partitioned version", "partition-mismatch"),
    (r"A partitioner was provided, but an unpartitioned version", "partition-mismatch"),
    (r"A partitioned Variable must have rank at least 1", "invalid-partitioner"),
    (r"Shape of a new partitioned variable must be fully defined", "invalid-partitioner"),
    (r"Partitioner (must|returned a partition list|returned zero partitions)", "invalid-partitioner"),
    (r"Can only slice a variable along one dimension", "invalid-partitioner"),
    (r"Partitioner returned a different partitioning than what was already found", "partition-mismatch"),
    (r"Initializer for variable .* is from inside a control-flow construct", "initializer-in-control-flow"),
    (r"Improper nesting of variable_scope", "improper-nesting"),
    (r"['`].*['`] is not a valid (scope|root scope|node) name", "invalid-name"),
    (r"Trainable variable created when calling a template", "template-variable"),
    (r"name cannot be None", "invalid-scope-arguments"),
    (r"get_variable\(\) got an unexpected keyword argument", "unexpected-argument"),
    (r"Do not use tf.reset_default_graph\(\) to clear nested graphs", "nested-graph-reset"),
    (r"\"global_step\" already exists", "global-step-exists"),
)


# What TensorFlow 2 says in other words than 1.15.
_REWORDED = ("missing-shape", "invalid-name", "shape-mismatch", "invalid-partitioner")


def code_of(message: str) -> str | None:
    """The code we give the error that TensorFlow words so; None for an error that tfscope does not speak of."""
    return next((code for pattern, code in _CODES if re.match(pattern, message)), None)


# -- asking TensorFlow


def tensorflow_pythons() -> list[str]:
    """The Pythons with a TensorFlow that the environment names and that are there."""
    named = os.environ.get(VARIABLE, "").split(os.pathsep)
    return [python for python in named if python and Path(python).exists()]


class Worker:
    """One TensorFlow process that answers one program after another."""

    def __init__(self, python: str) -> None:
        self.python = python
        self._process: subprocess.Popen[str] | None = None
        self._answered = 0

    def ask(self, source: str, ops: bool = False, eager: bool = False) -> Answer:
        """The answer for a program; an error of type "Died" or "TimedOut" where the process gave none."""
        if eager or self._answered >= 2000:
            self.close()
        process = self._process or self._start()
        self._answered += 1
        timer = threading.Timer(PATIENCE, process.kill)
        timer.start()
        try:
            process.stdin.write(json.dumps({"source": source, "ops": ops, "eager": eager}) + "\n")
            process.stdin.flush()
            line = process.stdout.readline()
        except BrokenPipeError:
            line = ""
        finally:
            timer.cancel()
        if eager or not line:
            self.close()
        if not line:
            return {"version": "?", "events": [], "scopes": [], "error": {"type": "Died", "message": "", "lines": []}}
        return json.loads(line)

    def _start(self) -> subprocess.Popen[str]:
        self._answered = 0
        self._process = subprocess.Popen(
            [self.python, str(RECORDER)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            text=True, encoding="utf-8",
        )  # fmt: skip
        return self._process

    def close(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process.stdin.close()
            self._process.stdout.close()
            self._process = None


class Workers:
    """A pool of workers; `answers` keeps them all busy and gives the answers in the order of the programs."""

    def __init__(self, python: str, count: int = 2) -> None:
        self._idle: queue.SimpleQueue[Worker] = queue.SimpleQueue()
        self._workers = [Worker(python) for _ in range(count)]
        for worker in self._workers:
            self._idle.put(worker)

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *exc: object) -> None:
        for worker in self._workers:
            worker.close()

    def ask(self, source: str, **options: bool) -> Answer:
        worker = self._idle.get()
        try:
            return worker.ask(source, **options)
        finally:
            self._idle.put(worker)

    def answers(self, programs: Iterable[str]) -> Iterator[tuple[str, Answer]]:
        from concurrent.futures import Future, ThreadPoolExecutor

        ahead = 2 * len(self._workers)
        with ThreadPoolExecutor(len(self._workers)) as threads:
            waiting: list[tuple[str, Future[Answer]]] = []
            for source in programs:
                waiting.append((source, threads.submit(self.ask, source)))
                if len(waiting) > ahead:
                    source, future = waiting.pop(0)
                    yield source, future.result()
            for source, future in waiting:
                yield source, future.result()


# -- an answer in the resolver's terms


def as_resolution(answer: Answer, source: str, path: str = "main.py") -> Resolution:
    """TensorFlow's answer as if the resolver had given it, so that a fixture's expectations can be held against it."""
    places = Places(source, path)
    created: dict[tuple[int, str], Site] = {}
    resolution = Resolution(path)
    for event in answer["events"]:
        site, stack = places.of(event["lines"])
        name = event["name"]
        if event["action"] == "create":
            created[event["graph"], name] = site
        resolution.events.append(Event(
            kind=event["kind"], action=event["action"], name=name, key=event["key"], certain=True,
            shape=None if event["shape"] is None else tuple(event["shape"]), dtype=event["dtype"],
            trainable=event["trainable"], site=site, stack=stack, graph=event["graph"],
            origin=created.get((event["graph"], name)) if event["action"] == "reuse" else None,
        ))  # fmt: skip
    for scope in answer["scopes"]:
        site, stack = places.of(scope["lines"])
        facts = ScopeFacts(scope["name"], scope["reuse"] or None, None, scope["ops"])
        resolution.events.append(Event("scope", "enter", scope["name"], None, True, None, None, None, site, stack,
                                       scope=facts))  # fmt: skip
    for line, name in answer.get("ops", ()):
        site, stack = places.of([line])
        resolution.events.append(Event("op", "name", name, None, True, None, None, None, site, stack))
    if error := answer["error"]:
        code = code_of(error["message"]) or error["type"]
        site, stack = places.of(error["lines"])
        resolution.diagnostics.append(Diagnostic(code, "error", error["message"], site, stack))
    return resolution


class Places:
    """Sites for the line numbers of a one-file program."""

    def __init__(self, source: str, path: str) -> None:
        self._unit = Unit(path, 1, source)
        self._lines = source.split("\n")

    def of(self, lines: list[int]) -> tuple[Site, tuple[Call, ...]]:
        sites = [Site(self._unit, line, 0, line, len(self._lines[line - 1])) for line in lines or [1]]
        return sites[0], tuple(Call(site, "?") for site in sites)


# -- the resolver against TensorFlow


def differences(resolution: Resolution, answer: Answer) -> list[str]:
    """Where the resolver and TensorFlow disagree about a program: nothing, or what the first disagreement is.

    Equal must be the variables created and reused, in order: kind, name, key, shape, dtype, trainable, graph and the
    lines on the stack; and the first error: its kind, its words and its place. What the resolver says after the first
    error is not looked at: TensorFlow's program has ended there. Nor is what comes after an op that TensorFlow refused,
    where the program goes on: whether ops take their inputs is not what tfscope speaks of.
    """
    if defects := [end.reason for end in resolution.gave_up if end.reason.startswith("internal error")]:
        return defects
    said = [_facts(event) for event in resolution.events if event.kind in ("get_variable", "Variable", "slot")]
    _count_graphs_anew(said)
    end = first_refusal(answer)
    wanted = [{**event, "certain": True} for event in answer["events"][:end]]
    for index, event in enumerate(wanted):
        if index >= len(said):
            return [f"TensorFlow: {_shown(event)}", "tfscope: nothing", *_first_error(resolution, answer)]
        if said[index] != event:
            return [f"TensorFlow: {_shown(event)}", f"tfscope:    {_shown(said[index])}",
                    *_first_error(resolution, answer)]  # fmt: skip
    if end is not None:
        return []
    if answer["error"] is None and len(said) > len(wanted):
        return ["TensorFlow: nothing more", f"tfscope: {_shown(said[len(wanted)])}", *_first_error(resolution, answer)]
    return _first_error(resolution, answer)


def _count_graphs_anew(facts: list[dict[str, Any]]) -> None:
    """Graphs without variables do not count."""
    numbers: dict[int, int] = {}
    for fact in facts:
        fact["graph"] = numbers.setdefault(fact["graph"], len(numbers))


def is_beyond(answer: Answer) -> bool:
    """Whether the program met an error that tfscope does not speak of."""
    has_ended = answer["error"] is not None and code_of(answer["error"]["message"]) is None
    return has_ended or first_refusal(answer) is not None


def first_refusal(answer: Answer) -> int | None:
    """How many events came before the first op that TensorFlow refused for a reason that tfscope does not speak of."""
    return next((count for count, message in answer.get("refused", ()) if code_of(message) is None), None)


def _facts(event: Event) -> dict[str, Any]:
    return {
        "kind": event.kind, "action": event.action, "name": event.name, "key": event.key,
        "shape": None if event.shape is None else list(event.shape), "dtype": event.dtype,
        "trainable": event.trainable, "graph": event.graph, "lines": _lines(event.stack), "certain": event.certain,
    }  # fmt: skip


def _lines(stack: tuple[Call, ...]) -> list[int]:
    lines = [call.site.line for call in stack]
    return [line for index, line in enumerate(lines) if not index or lines[index - 1] != line]


def _shown(event: dict[str, Any]) -> str:
    certain = "" if event["certain"] else "possible "
    key = "" if event["key"] == event["name"] else f" key={event['key']}"
    kept = "" if event["trainable"] else " untrainable"
    lines = ",".join(map(str, event["lines"]))
    return (f"{certain}{event['kind']} {event['action']} {event['name']}{key} {event['shape']} {event['dtype']}{kept}"
            f" graph {event['graph']} at {lines}")  # fmt: skip


def _first_error(resolution: Resolution, answer: Answer) -> list[str]:
    errors = [d for d in resolution.diagnostics if d.severity == "error"]
    said = _error(errors[0].code, errors[0].message, _lines(errors[0].stack)) if errors else "no error"
    error = answer["error"]
    if error is None:
        return [f"TensorFlow: no error; tfscope: {said}"] if errors else []
    code = code_of(error["message"])
    if code is None:
        return []
    wanted = _error(code, error["message"], error["lines"])
    if answer.get("version", "1.").startswith("2.") and code in _REWORDED and errors:
        wanted = _error(code, errors[0].message, error["lines"])
    return [] if said == wanted else [f"TensorFlow: {wanted}", f"tfscope:    {said}"]


def _error(code: str, message: str, lines: list[int]) -> str:
    return f"[{code}] {message} at {','.join(map(str, lines))}"

"""Runs programs under real TensorFlow and says what they did to variables: the judge of the tests.

A worker process: reads one request per line of standard input, `{"source": ..., "ops": bool}`, runs the text as
`__main__` in a fresh graph and writes one answer per line:

    {"version": "1.15.5",
     "events": [{"kind", "action", "name", "key", "shape", "dtype", "trainable", "graph", "lines"}, ...],
     "scopes": [{"name", "reuse", "ops", "lines"}, ...],
     "ops": [[line, name], ...],                    only when asked for
     "refused": [[count of events, message], ...],  only when there are any
     "error": null or {"type", "message", "lines"}}

`refused`: the ops that TensorFlow did not make and the layers that it did not call because of their inputs, and how
many events came before each; a program that catches the error goes on. `lines` are the lines of the program on the
call stack, innermost first, repeated ones once. It needs nothing but TensorFlow: 1.15 (Python 3.7), or 2.x, where
`import tensorflow` then gives `tensorflow.compat.v1`. A request with `"eager": true` runs TensorFlow as it starts: for
programs that switch eager execution on, each in a worker of its own.
"""

import contextlib
import gc
import io
import json
import os
import re
import sys

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "")
os.environ.setdefault("TF_USE_LEGACY_KERAS", "1")

PROGRAM = "<program>"
# How AutoGraph's messages begin; they hold the lines of the traceback that it hides.
_CONVERTED = "in converted code:"
# The metaclass's functions that call the creators of `tf.variable_creator_scope`, in 1.15 and 2.x.
_CONSTRUCTING = ("_variable_v1_call", "_variable_call")
_SCOPE_HELPERS = ("variable_op_scope", "__enter__", "enter_context")


class Recording:
    """What one program has done so far."""

    def __init__(self, wants_ops):
        self.wants_ops = wants_ops
        self.events, self.scopes, self.ops, self.graphs, self.refused = [], [], [], [], []
        self.getting = []  # store keys of the get_variable calls that are under way
        self.constructing = 0

    def graph_number(self, graph):
        if not any(graph is known for known in self.graphs):
            self.graphs.append(graph)
        return next(i for i, known in enumerate(self.graphs) if known is graph)

    def variable(self, variable, key, created):
        lines, kind = _lines_and_kind(sys._getframe(1))
        if lines:
            self.events.append({
                "kind": kind or ("Variable" if key is None else "get_variable"),
                "action": "create" if created else "reuse", "name": _op_name(variable), "key": key,
                "shape": _shape(variable), "dtype": variable.dtype.base_dtype.name,
                "trainable": bool(getattr(variable, "trainable", False)),
                "graph": self.graph_number(_graph_of(variable)), "lines": lines,
            })


def _has_creators(tensorflow):
    """Whether functions of `tf.variable_creator_scope` may have changed the names of variables."""
    return bool(tensorflow.get_default_graph()._variable_creator_stack)


def _graph_of(variable):
    try:
        return variable.graph
    except AttributeError:
        return None


def _op_name(variable):
    name = variable.name
    return name[:-2] if name.endswith(":0") else name


def _shape(variable):
    shape = variable.get_shape()
    return None if shape.ndims is None else shape.as_list()


def _lines_and_kind(frame):
    """The program's lines on the stack, without those of variable creators, and "slot" when an optimizer or moving
    average is at work."""
    lines, kind = [], None
    while frame is not None:
        code = frame.f_code
        if code.co_filename == PROGRAM:
            if not lines or lines[-1] != frame.f_lineno:
                lines.append(frame.f_lineno)
        elif code.co_name in _CONSTRUCTING:
            lines = []
        elif kind is None:
            kind = _slot_kind(code.co_filename.rpartition("/")[2], code.co_name)
        frame = frame.f_back
    return lines, kind


def _slot_kind(file, function):
    if file == "slot_creator.py" or (file == "optimizer.py" and "non_slot" in function):
        return "slot"
    if function in ("_create_non_slot_variable", "_create_slots"):
        return "slot"
    if file == "moving_averages.py" and function == "apply":
        return "slot"
    return None


def _reuse_text(reuse):
    return reuse if reuse in (None, True, False) and not hasattr(reuse, "value") else "AUTO_REUSE"


class Recorder:
    """Hooks into TensorFlow's variable store, variable constructors and scopes."""

    def __init__(self, tensorflow):
        self.tf = tensorflow
        self.current = Recording(False)
        self._hook_store()
        self._hook_constructors()
        self._hook_scopes()
        self._hook_ops()
        self._hook_op_checks()

    def _hook_store(self):
        from tensorflow.python.ops import variable_scope

        store, recorder = variable_scope._VariableStore, self
        get_single, get_partitioned = store._get_single_variable, store._get_partitioned_variable

        def single(store, name, *args, **kwargs):
            recording = recorder.current
            created = name not in store._vars
            recording.getting.append(name)
            try:
                variable = get_single(store, name, *args, **kwargs)
            finally:
                recording.getting.pop()
            recording.variable(variable, name, created)
            return variable

        def partitioned(store, name, *args, **kwargs):
            created = name not in store._partitioned_vars
            whole = get_partitioned(store, name, *args, **kwargs)
            if not created:
                for number, part in enumerate(whole):
                    recorder.current.variable(part, f"{name}/part_{number}", False)
            return whole

        store._get_single_variable, store._get_partitioned_variable = single, partitioned

    def _hook_constructors(self):
        from tensorflow.python.ops import resource_variable_ops, variables

        try:
            from tensorflow.python.ops.ref_variable import RefVariable
        except ImportError:
            RefVariable = variables.RefVariable
        for cls in (RefVariable, resource_variable_ops.ResourceVariable):
            self._hook_constructor(cls)

    def _hook_constructor(self, cls):
        recorder, construct = self, cls.__init__

        def __init__(variable, *args, **kwargs):
            recording = recorder.current
            recording.constructing += 1
            try:
                construct(variable, *args, **kwargs)
            finally:
                recording.constructing -= 1
            key = recording.getting[-1] if recording.getting else None
            made_by_store = key is not None and (kwargs.get("name") == key or _has_creators(recorder.tf))
            if not recording.constructing and not made_by_store and kwargs.get("variable_def") is None:
                recording.variable(variable, None, True)

        cls.__init__ = __init__

    def _hook_scopes(self):
        from tensorflow.python.ops import variable_scope

        recorder, enter = self, variable_scope.variable_scope.__enter__

        def __enter__(context):
            scope = enter(context)
            frame = sys._getframe(1)
            while frame is not None and frame.f_code.co_name in _SCOPE_HELPERS and frame.f_code.co_filename != PROGRAM:
                frame = frame.f_back
            if frame is not None and frame.f_code.co_filename == PROGRAM:
                stack = recorder.tf.get_default_graph()._name_stack
                recorder.current.scopes.append({
                    "name": scope.name, "reuse": _reuse_text(scope.reuse), "ops": stack + "/" if stack else "",
                    "lines": _lines_and_kind(frame)[0],
                })
            return scope

        variable_scope.variable_scope.__enter__ = __enter__

    def _hook_ops(self):
        from tensorflow.python.framework import ops

        recorder, create = self, ops.Graph._create_op_internal

        def _create_op_internal(graph, *args, **kwargs):
            op = create(graph, *args, **kwargs)
            recording = recorder.current
            if recording.wants_ops:
                lines, _ = _lines_and_kind(sys._getframe(1))
                if lines:
                    recording.ops.append([lines[0], op.name])
            return op

        ops.Graph._create_op_internal = _create_op_internal

    def _hook_op_checks(self):
        from tensorflow.python.framework import op_def_library

        place = getattr(op_def_library, "OpDefLibrary", op_def_library)
        place._apply_op_helper = self._noting_refusal(place._apply_op_helper)
        keras = sys.modules.get("tf_keras.src.engine.input_spec")
        if keras is None:
            from tensorflow.python.keras.engine import input_spec as keras
        keras.assert_input_compatibility = self._noting_refusal(keras.assert_input_compatibility)

    def _noting_refusal(self, check):
        def checked(*args, **kwargs):
            try:
                return check(*args, **kwargs)
            except Exception as error:
                recording = self.current
                recording.refused.append([len(recording.events), _own_words(error)])
                raise

        return checked

    def run(self, source, wants_ops, eager):
        """The answer for one program."""
        if not eager:
            self._start_afresh()
        self.current = Recording(wants_ops)
        error = None
        try:
            with io.StringIO() as silent, contextlib.redirect_stdout(silent):
                exec(_compiled(source), {"__name__": "__main__", "__builtins__": __builtins__})
        except BaseException as raised:
            error = {"type": type(raised).__name__, "message": _own_words(raised), "lines": _traceback_lines(raised)}
            if isinstance(raised, SystemExit) and not raised.code:
                error = None
        recording = self.current
        answer = {"version": self.tf.__version__, "events": recording.events, "scopes": recording.scopes,
                  "error": error}
        if wants_ops:
            answer["ops"] = recording.ops
        if recording.refused:
            answer["refused"] = recording.refused
        return answer

    def _start_afresh(self):
        from tensorflow.python.framework import ops

        ops._default_graph_stack.reset()
        self.tf.disable_resource_variables()
        self.tf.get_default_graph()


def _compiled(source):
    try:
        return compile(source, PROGRAM, "exec")
    except SyntaxError:
        return compile(_from_python2(source), PROGRAM, "exec")


def _from_python2(source):
    """Python 2's print statements made Python 3, each on its line."""
    from lib2to3.refactor import RefactoringTool

    return str(RefactoringTool(["lib2to3.fixes.fix_print"]).refactor_string(source, PROGRAM))


def _own_words(error):
    """The message without the places of definition that TensorFlow adds, and out of what AutoGraph wraps it in."""
    message = str(error)
    if message.startswith(_CONVERTED):
        message = re.split(r"\n +\w+(?:Error|Exception): ", message)[-1]
    return re.split(r"\s+[Oo]riginally defined at:", message)[0].rstrip()


def _traceback_lines(error):
    lines, trace = [], error.__traceback__
    inner = re.findall("^ +" + PROGRAM + r":(\d+) ", str(error), re.M) if str(error).startswith(_CONVERTED) else []
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == PROGRAM:
            lines.append(trace.tb_lineno)
        trace = trace.tb_next
    lines.extend(map(int, inner))
    if not lines and isinstance(error, SyntaxError):
        lines.append(error.lineno)
    lines.reverse()
    return [line for i, line in enumerate(lines) if not i or lines[i - 1] != line]


def load_tensorflow(eager):
    """TensorFlow with the API of version 1; programs that import it get the same."""
    import tensorflow

    if tensorflow.__version__.startswith("1."):
        return tensorflow
    version1 = tensorflow.compat.v1
    if not eager:
        version1.disable_v2_behavior()
    # Loaded lazily by the package's own attribute, which is gone once the name stands for version 1.
    assert version1.layers.dense and version1.nn.rnn_cell.LSTMCell
    sys.modules["tensorflow"] = version1
    return version1


def main():
    replies = os.fdopen(os.dup(1), "w")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    recorder = None
    for count, line in enumerate(iter(sys.stdin.readline, "")):
        request = json.loads(line)
        eager = bool(request.get("eager"))
        if recorder is None:
            recorder = Recorder(load_tensorflow(eager))
        replies.write(json.dumps(recorder.run(request["source"], bool(request.get("ops")), eager)) + "\n")
        replies.flush()
        if count % 50 == 49:
            gc.collect()


if __name__ == "__main__":
    main()

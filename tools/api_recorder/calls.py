"""Calls TensorFlow for real, each time in a fresh graph, and notes which names the graph then counts as
used.
"""

from __future__ import annotations

import ast
import contextlib
import functools

from api_recorder import samples, signatures

SCOPE = "S"  # every call happens inside this name scope, so that what is named at the root can be told apart
CHOSEN = "zz"  # the name asked for in the second call, which shows what the default was
MOST_NAMES = 24
NAME_PARAMETERS = ("name", "scope")
NOT_CALLED = (
    "tensorflow.app",
    "tensorflow.autograph",
    "tensorflow.compat.v2",
    "tensorflow.config",
    "tensorflow.data",
    "tensorflow.debugging.experimental",
    "tensorflow.distribute",
    "tensorflow.estimator",
    "tensorflow.flags",
    "tensorflow.gfile",
    "tensorflow.io.gfile",
    "tensorflow.keras",
    "tensorflow.lite",
    "tensorflow.logging",
    "tensorflow.profiler",
    "tensorflow.raw_ops",
    "tensorflow.saved_model",
    "tensorflow.test",
    "tensorflow.tpu",
    "tensorflow.xla",
)
OPERATORS = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.FloorDiv: "//", ast.Mod: "%", ast.Pow: "**",
    ast.MatMult: "@", ast.BitAnd: "&", ast.BitOr: "|", ast.BitXor: "^", ast.USub: "neg", ast.Invert: "~",
    ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!=",
}  # fmt: skip


class Recorder:
    """Makes the calls and keeps what they showed.

    recordings: canonical name, or "operator +" -> list of [call as text, names it used].
    default_names: canonical name of a function -> its default op name.
    failed: expressions of `samples` that raised, with the error.
    """

    def __init__(self, tf):
        self._tf = tf
        self._log = []
        self._graph = None
        self.recordings = {}
        self.default_names = {}
        self.failed = {}

    def record_all(self, found):
        """Records every expression of `samples`, then every public function that can be called from its
        signature.
        """
        with self._watching():
            for expression in samples.EXPRESSIONS:
                self._record_sample(expression, found)
            for dotted, canonical in public_functions(found):
                if canonical not in self.recordings:
                    self._record_from_signature(dotted, canonical, found)
        return self

    @contextlib.contextmanager
    def _watching(self):
        """While open, every name that `Graph.unique_name` marks as used in the current graph is logged."""
        graph_class = self._tf.Graph
        original = graph_class.unique_name

        @functools.wraps(original)
        def unique_name(graph, name, mark_as_used=True):
            result = original(graph, name, mark_as_used)
            if mark_as_used and graph is self._graph:
                self._log.append(result)
            return result

        graph_class.unique_name = unique_name
        try:
            yield
        finally:
            graph_class.unique_name = original

    def _evaluate(self, node, function=None):
        """Evaluates an expression node in a fresh graph, `__function` being `function`; gives (value, names
        used).
        """
        code = compile(ast.Expression(node), "<sample>", "eval")
        graph = self._tf.Graph()
        with graph.as_default():
            names = {"tf": self._tf, "__function": function}
            for needed in inputs_of(node):
                names[needed] = eval(samples.INPUTS[needed], names)
            with self._tf.name_scope(SCOPE):
                self._graph, self._log = graph, []
                try:
                    value = eval(code, names)
                finally:
                    self._graph = None
        return value, used_names(self._log, graph)

    def _record_sample(self, expression, found):
        node = ast.parse(expression, mode="eval").body
        try:
            _, used = self._evaluate(node)
        except Exception as error:
            self.failed[expression] = f"{type(error).__name__}: {str(error)[:200]}"
            return
        key = self._key(node, found)
        self.recordings.setdefault(key, []).append([expression, " ".join(used)])
        if isinstance(node, ast.Call):
            self._note_default(key, node, used)

    def _record_from_signature(self, dotted, canonical, found):
        for text in calls_from_signature(dotted, found.objects[canonical]):
            node = ast.parse(text, mode="eval").body
            node.func = ast.copy_location(ast.Name("__function", ast.Load()), node.func)
            try:
                _, used = self._evaluate(node, found.objects[canonical])
            except Exception:
                continue
            if used:
                self.recordings[canonical] = [[text, " ".join(in_brief(used))]]
                self._note_default(canonical, node, used, found.objects[canonical])
                return

    def _note_default(self, key, node, used, function=None):
        """Calls again with a name of our own; the first-level name that gives way to it is the default."""
        given = {k.arg for k in node.keywords}
        if key in self.default_names or given & set(NAME_PARAMETERS):
            return
        for parameter in NAME_PARAMETERS:
            named = with_keyword(node, parameter, CHOSEN)
            try:
                _, renamed = self._evaluate(named, function)
            except Exception:
                continue
            default = replaced_name(used, renamed)
            if default:
                self.default_names[key] = default
                return

    def _key(self, node, found):
        """Under which name a sample is kept: its operator, or the canonical name of what it calls."""
        if isinstance(node, ast.Subscript):
            return "operator []"
        if isinstance(node, (ast.BinOp, ast.UnaryOp)):
            return "operator " + OPERATORS[type(node.op)]
        if isinstance(node, ast.Compare):
            return "operator " + OPERATORS[type(node.ops[0])]
        if isinstance(node.func, ast.Name):
            return "builtin " + node.func.id
        if isinstance(node.func, ast.Call):
            return callable_result_key(self._evaluate(node.func.func)[0], self._evaluate(node.func)[0], found)
        if isinstance(node.func, ast.Attribute):
            owner = self._evaluate(node.func.value)[0]
            return attribute_key(owner, node.func.attr, found)
        raise AssertionError(ast.dump(node))


def inputs_of(node):
    """The inputs an expression mentions, and those they need themselves, in the order to make them."""
    ordered = []
    for name in sorted({n.id for n in ast.walk(node) if isinstance(n, ast.Name)}):
        if name in samples.INPUTS and name not in ordered:
            made_from = inputs_of(ast.parse(samples.INPUTS[name], mode="eval").body)
            ordered += [n for n in made_from if n not in ordered] + [name]
    return ordered


def used_names(log, graph):
    """Names in the order of use, relative to the scope; "/name" was used at the root, "name/" names no op."""
    operations = {op.name for op in graph.get_operations()}
    names = []
    for name in log:
        shown = name[len(SCOPE) + 1 :] if name.startswith(SCOPE + "/") else "/" + name
        names.append(shown if name in operations else shown + "/")
    return names if len(names) <= MOST_NAMES else in_brief(names)


def in_brief(names):
    """Only the first-level names, with "..." where others were left out."""
    brief = [n for n in names if "/" not in n.rstrip("/")]
    return brief if len(brief) == len(names) else [*brief, "..."]


def first_level(used):
    """Of the names used those directly inside the scope of the call, without their slash."""
    return [n.rstrip("/") for n in used if "/" not in n.rstrip("/") and n != "..."]


def replaced_name(used, renamed):
    """The first-level name that gave way to the chosen one, the last of several.

    Some functions hand their name to helpers too: `tf.clip_by_global_norm` to `tf.global_norm`.
    """
    before, after = first_level(used), first_level(renamed)
    if CHOSEN not in after:
        return None
    for name in after:
        if name in before:
            before.remove(name)
    return before[-1] if before else None


def with_keyword(node, parameter, text):
    """A copy of the call `node` with one more keyword argument."""
    value = ast.parse(repr(text), mode="eval").body
    keyword = ast.keyword(arg=parameter, value=value)
    return ast.fix_missing_locations(
        ast.copy_location(ast.Call(func=node.func, args=node.args, keywords=[*node.keywords, keyword]), node)
    )


def attribute_key(owner, attribute, found):
    """The canonical name of `owner.attribute`; for methods the class the object has, not the one that
    defines it.
    """
    value = getattr(owner, attribute)
    known = found.known(value)
    if known:
        return known
    owner_class = owner if isinstance(owner, type) else type(owner)
    return class_name(owner_class, found) + "." + attribute


def class_name(cls, found):
    """The canonical name of a class, or where it is defined."""
    return found.known(cls) or "{}.{}".format(
        cls.__module__.replace("tensorflow_core", "tensorflow"), cls.__qualname__
    )


def callable_result_key(maker, result, found):
    """The key of calling what a call gave: `Class.__call__` of an instance, `function()` of a function's
    result.
    """
    if isinstance(maker, type):
        return class_name(type(result), found) + ".__call__"
    return (found.known(maker) or maker.__name__) + "()"


def public_functions(found):
    """Yields (dotted, canonical) of the public functions that take a name, each once."""
    seen = set()
    for dotted in sorted(found.modules, key=lambda d: (d.count("."), d)):
        if dotted.startswith(NOT_CALLED) or ".python" in dotted or ".ops." in dotted:
            continue
        for name, canonical in sorted(found.modules[dotted].items()):
            if canonical in seen or canonical.startswith("module "):
                continue
            seen.add(canonical)
            value = found.objects[canonical]
            if callable(value) and not isinstance(value, type) and takes_name(value):
                yield dotted + "." + name, canonical


def takes_name(function):
    """Whether the function has a parameter that names its op or scope."""
    spec = signatures.full_spec(function)
    return spec is not None and any(p in spec.args + spec.kwonlyargs for p in NAME_PARAMETERS)


def calls_from_signature(dotted, function):
    """Yields texts of calls that might work, with a value for every required parameter."""
    spec = signatures.full_spec(function)
    required = spec.args[: len(spec.args) - len(spec.defaults or ())]
    shown = dotted.replace("tensorflow", "tf", 1)
    tried = set()
    for variant in range(3):
        for generic in samples.GENERIC:
            values = [pick(p, variant, generic) for p in required]
            text = "{}({})".format(shown, ", ".join(values))
            if text not in tried:
                tried.add(text)
                yield text


def pick(parameter, variant, generic):
    """The value to try for a parameter: its own list's, else the generic one."""
    if parameter in NAME_PARAMETERS:
        return "'n'"
    own = samples.BY_PARAMETER.get(parameter)
    return own[variant % len(own)] if own else generic

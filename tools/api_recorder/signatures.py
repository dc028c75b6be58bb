"""Parameter lists as Python text; a default that is no plain value is written as what it names, or as
`...`.
"""

from __future__ import annotations

import ast
import enum
import functools
import inspect
import math

from api_recorder import defaults
from api_recorder.surface import unwrapped

PLAIN = (bool, int, str, bytes, type(None))


def full_spec(function):
    """TensorFlow's own view of a callable's arguments, or None when it has none.

    `tf_inspect.getfullargspec` honours the argument lists that decorators declare
    (tensorflow/python/util/tf_inspect.py).
    """
    from tensorflow.python.util import tf_inspect

    try:
        return tf_inspect.getfullargspec(function)
    except (TypeError, ValueError):
        return None


def default_text(value, name_of):
    """A default as Python text: a literal, a dotted name, `dotted.Class()` for an instance, or `...`.

    name_of: gives the canonical dotted name of a known object, else None.
    """
    if type(value) in PLAIN:
        return repr(value)
    if type(value) is float:
        return repr(value) if math.isfinite(value) else f"float({str(value)!r})"
    if type(value) in (list, tuple, dict):
        return container_text(value, name_of)
    if isinstance(value, enum.Enum):
        return f"{type(value).__module__}.{type(value).__qualname__}.{value.name}"
    if type(value).__name__ == "DType":
        return "tensorflow." + value.name
    known = name_of(value)
    if known:
        return known
    maker = name_of(type(value))
    return maker + "()" if maker else "..."


def container_text(value, name_of):
    """A list, tuple or dict of defaults as Python text."""
    if type(value) is dict:
        pairs = (f"{default_text(k, name_of)}: {default_text(v, name_of)}" for k, v in value.items())
        return "{{{}}}".format(", ".join(pairs))
    inner = ", ".join(default_text(v, name_of) for v in value)
    if type(value) is list:
        return f"[{inner}]"
    return f"({inner},)" if len(value) == 1 else f"({inner})"


def texts_from_source(function, name_of):
    """parameter -> "maker()" or "maker(...)" for defaults that the source makes by calling something known.

    `xavier_initializer()` gives a closure: what it is can be read, but not be seen from the value.
    """
    tree = defaults.source_tree(unwrapped(function))
    if tree is None:
        return {}
    texts = {}
    for arg, node in defaults.parameter_nodes(tree):
        if isinstance(node, ast.Call):
            maker = name_of(defaults.called_object(unwrapped(function), node))
            if maker:
                texts[arg] = maker + ("(...)" if node.args or node.keywords else "()")
    return texts


def parameter_texts(spec, name_of, bound, read=()):
    """The parameters of a full argument spec as texts; `bound` leaves out the first (self or cls).

    read: texts for defaults whose value says nothing, by parameter.
    """
    args = list(spec.args)
    values = list(spec.defaults or ())
    required = len(args) - len(values)

    def shown(arg, value):
        text = default_text(value, name_of)
        return read[arg] if text == "..." and arg in read else text

    texts = []
    for i, arg in enumerate(args):
        texts.append(arg if i < required else f"{arg}={shown(arg, values[i - required])}")
    if bound and texts:
        texts = texts[1:]
    if spec.varargs:
        texts.append("*" + spec.varargs)
    elif spec.kwonlyargs:
        texts.append("*")
    for arg in spec.kwonlyargs:
        has = spec.kwonlydefaults and arg in spec.kwonlydefaults
        texts.append(f"{arg}={shown(arg, spec.kwonlydefaults[arg])}" if has else arg)
    if spec.varkw:
        texts.append("**" + spec.varkw)
    return texts


def function_text(function, name_of, bound=False):
    """The parameter list of `function`, such as "x, axis=None, name='a'", or None when it cannot be known."""
    whole = function.func if isinstance(function, functools.partial) else function
    spec = full_spec(function) if whole is function else partial_spec(function)
    read = texts_from_source(whole, name_of)
    return None if spec is None else ", ".join(parameter_texts(spec, name_of, bound, read))


def partial_spec(partial):
    """The argument spec of a `functools.partial`: what it presets becomes keyword-only from there on."""
    try:
        signature = inspect.signature(partial)
    except (TypeError, ValueError):
        return None
    return spec_of_signature(signature)


def spec_of_signature(signature):
    """An `inspect.Signature` as a full argument spec."""
    kinds = {k: [p for p in signature.parameters.values() if p.kind == k] for k in inspect._ParameterKind}
    ordered = kinds[inspect.Parameter.POSITIONAL_ONLY] + kinds[inspect.Parameter.POSITIONAL_OR_KEYWORD]
    only = kinds[inspect.Parameter.KEYWORD_ONLY]
    name = lambda ps: ps[0].name if ps else None  # noqa: E731 - one use, one line
    return inspect.FullArgSpec(
        args=[p.name for p in ordered],
        varargs=name(kinds[inspect.Parameter.VAR_POSITIONAL]),
        varkw=name(kinds[inspect.Parameter.VAR_KEYWORD]),
        defaults=tuple(p.default for p in ordered if p.default is not p.empty),
        kwonlyargs=[p.name for p in only],
        kwonlydefaults={p.name: p.default for p in only if p.default is not p.empty},
        annotations={},
    )


def constructor_text(cls, name_of):
    """The parameter list of calling the class `cls`, without self."""
    if isinstance(cls.__init__, type(object.__init__)):
        if cls.__new__ is object.__new__:
            return ""
        try:
            spec = spec_of_signature(inspect.signature(cls))
        except (TypeError, ValueError):
            return None
        return ", ".join(parameter_texts(spec, name_of, bound=False))
    return function_text(cls.__init__, name_of, bound=True)

"""Finds the model of a library's module: natives, interpreted models, and what is known but not modelled.

Public names are canonical: `tensorflow.compat.v1.layers.dense` and `tensorflow.layers.dense` are `tf.layers.dense`.
"""

from __future__ import annotations

import re
from pathlib import Path

from tfscope.resolver.library.private_modules import SAME_AS, is_private_module
from tfscope.resolver.library.registry import NATIVES, Dynamic
from tfscope.resolver.python.control import RaisedError
from tfscope.resolver.python.imports import unit_code
from tfscope.resolver.python.interpreter import Frame, Interpreter
from tfscope.resolver.python.values import MISSING, ModuleValue, Value
from tfscope.syntax import Module, parse_module

_WORD_CHARACTER = re.compile(r"\w")
_HEADER = re.compile(r"#\s*models:\s*(.*)")
# A private module of TensorFlow gives what the public ones give under the same name.
_PUBLIC_MODULES = (
    "tf", "tf.nn", "tf.nn.rnn_cell", "tf.layers", "tf.train", "tf.math", "tf.initializers", "tf.contrib.rnn",
    "tf.contrib.layers", "tf.contrib.framework", "tf.contrib.seq2seq", "tf.contrib.legacy_seq2seq", "tf.image",
    "tf.losses", "tf.metrics", "tf.data", "tf.summary", "tf.estimator", "tf.contrib.training", "tf.errors",
)  # fmt: skip
_SAME_AS = {
    "tf.compat.v1": "tf", "tf.compat.v2": "tf.v2", "tf.v1": "tf", "tf._api.v1": "tf",
    "tf.contrib.slim.python.slim.nets": "tf.contrib.slim.nets", **SAME_AS,
    "tf.contrib.slim.ops.arg_scope": "tf.contrib.framework.python.ops.arg_scope",
    "tf.contrib.slim.ops.variables": "tf.contrib.framework.python.ops.variables",
}  # fmt: skip
# Modules that slim leaves among its own names (contrib/layers/python/layers/layers.py imports them).
_SAME_AS.update({
    f"tf.contrib.slim.{name}": f"tf.python.ops.{name}"
    for name in (
        "array_ops", "control_flow_ops", "init_ops", "math_ops", "nn", "nn_ops", "random_ops", "sparse_ops",
        "variable_scope",
    )
})  # fmt: skip
_SAME_AS.update({
    f"tf.contrib.slim.{name}": f"tf.contrib.layers.python.layers.{name}"
    for name in ("encoders", "layers", "normalization", "optimizers")
})  # fmt: skip
# Packages that are what TensorFlow once held itself: where their own source is not at hand, its models serve.
_STAND_INS = {
    "tf_slim": "tf.contrib.slim", "tf_slim.layers": "tf.contrib.layers.python.layers",
    "tf_slim.losses": "tf.contrib.losses.python.losses",
    "tf_slim.ops": "tf.contrib.slim.ops", "tf_slim.training": "tf.contrib.training",
}  # fmt: skip
_ALIAS_PACKAGES = {name.rpartition(".")[0] for name in _SAME_AS}
MODELS = Path(__file__).with_name("models")


class Finder:
    """The models known to tfscope: read once per process, run once per resolution."""

    def __init__(self) -> None:
        self._sources: dict[str, Module] = {}
        self._texts: dict[str, str] = {}
        self._by_module: dict[str, list[str]] = {}
        self._native_modules: set[str] = set()
        self._loaded = False

    def load(self) -> None:
        """Reads the headers of all models, which say for which modules each stands."""
        if self._loaded:
            return
        self._loaded = True
        for file in sorted(MODELS.glob("*.py")):
            self._note_header(file.name, file.read_text(encoding="utf-8"))
        for name in NATIVES:
            parts = name.split(".")[:-1]
            self._native_modules.update(".".join(parts[:count]) for count in range(1, len(parts) + 1))
        for name in self._by_module:
            parts = name.split(".")
            self._native_modules.update(".".join(parts[:count]) for count in range(1, len(parts) + 1))

    def _note_header(self, file: str, text: str) -> None:
        self._texts[file] = text
        for line in _HEADER.findall(text[:2000]):
            for module in line.split(","):
                if module.strip():
                    self._by_module.setdefault(canonical(module.strip()), []).append(file)

    def files_for(self, module: str, name: str) -> list[str]:
        """The model files of a module that can define `name`: a file whose text does not have the word need not run."""
        return [file for file in self._by_module.get(module, ()) if _has_word(self._texts[file], name)]

    def source(self, file: str) -> Module:
        """The parsed model; its units count as inside the library."""
        module = self._sources.get(file)
        if module is None:
            module = parse_module(f"<tfscope>/{file}", self._texts[file])
            for unit in module.units:
                unit.is_library = True
            self._sources[file] = module
        return module

    def is_module(self, name: str) -> bool:
        return name in self._native_modules


def _has_word(text: str, word: str) -> bool:
    """Whether a text has a word that is not part of a longer one."""
    start = text.find(word)
    while start >= 0:
        end = start + len(word)
        if not any(_WORD_CHARACTER.match(beside) for beside in (text[max(start - 1, 0) : start], text[end : end + 1])):
            return True
        start = text.find(word, start + 1)
    return False


FINDER = Finder()


def canonical(name: str) -> str:
    """The one name that a module or symbol of a library goes by here."""
    parts = name.split(".")
    if parts[0] == "tensorflow" or parts[0] == "tensorflow_core":
        parts[0] = "tf"
    for length in range(len(parts), 0, -1):
        prefix = ".".join(parts[:length])
        if prefix in _SAME_AS:
            return canonical(".".join([_SAME_AS[prefix], *parts[length:]]))
    return ".".join(parts)


def find_model(interpreter: Interpreter, name: str, is_absent: bool = False) -> Value | None:
    """The model of the module `name` (as imported), None when there is none; with `is_absent`, what can stand in for
    a package whose source has not been found."""
    FINDER.load()
    module = _stand_in(name) if is_absent else canonical(name)
    if module is None:
        return None
    root = module.split(".")[0]
    if not FINDER.is_module(root):
        return None
    if root != "tf" and not FINDER.is_module(module):
        return _imported_symbol(interpreter, module)
    if module != "tf" and not FINDER.is_module(module) and not _is_private(module):
        symbol = _imported_symbol(interpreter, module)
        if symbol is not None:
            return symbol
    return module_value(interpreter, module)


def _stand_in(name: str) -> str | None:
    parts = name.split(".")
    for length in range(len(parts), 0, -1):
        known = _STAND_INS.get(".".join(parts[:length]))
        if known is not None:
            return canonical(".".join([known, *parts[length:]]))
    return None


def _is_private(module: str) -> bool:
    return module.startswith(("tf.python", "tf.contrib", "tf.core", "tf.examples"))


def _imported_symbol(interpreter: Interpreter, name: str) -> Value | None:
    owner, _, leaf = name.rpartition(".")
    found = _symbol(interpreter, owner, leaf) if owner else MISSING
    return None if found is MISSING else found


def module_value(interpreter: Interpreter, name: str) -> ModuleValue:
    """The module with the canonical `name`, one object per resolution."""
    cache = interpreter.library_modules
    module = cache.get(name)
    if module is None:
        module = ModuleValue(name.replace("tf", "tensorflow", 1) if name.split(".")[0] == "tf" else name)
        module.is_library = True
        module.find = lambda inner, attribute: _attribute(inner, module, name, attribute)
        cache[name] = module
    return module


def _attribute(interpreter: Interpreter, module: ModuleValue, name: str, attribute: str) -> Value:
    if _is_missed(interpreter, name, attribute):
        return MISSING
    found = _symbol(interpreter, name, attribute)
    if found is MISSING:
        found = _not_modelled(interpreter, name, attribute)
    if found is not MISSING:
        module.attrs[attribute] = found
    return found


def _is_missed(interpreter: Interpreter, module: str, attribute: str) -> bool:
    """Whether `tf.contrib` of 1.15, the last there was, has no such symbol and the program can do without it. Where it
    cannot, it was written for an earlier version, and the models have some of its symbols."""
    if not module.startswith("tf.contrib") or attribute.startswith("__"):
        return False
    if not interpreter.would_catch(AttributeError()):
        return False
    from tfscope.resolver.library import api

    return api.kind(module) == "module" and not api.exists(f"{module}.{attribute}")


def _symbol(interpreter: Interpreter, module: str, attribute: str) -> Value:
    full = canonical(f"{module}.{attribute}")
    if full in NATIVES:
        found = NATIVES[full]
        return found.make(interpreter) if isinstance(found, Dynamic) else found
    for file in FINDER.files_for(module, attribute):
        value = model_namespace(interpreter, file).attrs.get(attribute, MISSING)
        if isinstance(value, ModuleValue) and FINDER.is_module(full):
            continue  # a module that the model imports for itself: `math` is not `tf.math`
        if value is not MISSING:
            return value
    if FINDER.is_module(full) or full == "tf" or is_private_module(full) or f"{module}.{attribute}" in _ALIAS_PACKAGES:
        return module_value(interpreter, full)
    if module.startswith("tf.python") and not attribute.startswith("__"):
        return _same_name_elsewhere(interpreter, module, attribute)
    return MISSING


def _same_name_elsewhere(interpreter: Interpreter, module: str, attribute: str) -> Value:
    for public in _PUBLIC_MODULES:
        if public == module:
            continue
        if f"{public}.{attribute}" in NATIVES:
            return NATIVES[f"{public}.{attribute}"]
        for file in FINDER.files_for(public, attribute):
            value = model_namespace(interpreter, file).attrs.get(attribute, MISSING)
            if value is not MISSING and not isinstance(value, ModuleValue):
                return value
    return MISSING


def model_namespace(interpreter: Interpreter, file: str) -> ModuleValue:
    """The module that a model file makes when it is run; run at its first use in a resolution."""
    cache = interpreter.library_modules
    module = cache.get(file)
    if module is None:
        source = FINDER.source(file)
        module = cache[file] = ModuleValue(file.removesuffix(".py"), source.path)
        module.is_library = True
        _run(interpreter, module, source)
    return module


def _run(interpreter: Interpreter, module: ModuleValue, source: Module) -> None:
    frame = Frame(interpreter, module.attrs, module, None, "<module>")
    with interpreter.apart():
        interpreter.frames.append(frame)
        try:
            for unit in source.units:
                unit_code(unit)(frame)
        except RaisedError:
            interpreter.give_up(f"the model {module.name} could not be run")


def _not_modelled(interpreter: Interpreter, module: str, attribute: str) -> Value:
    """A symbol without a model: unknown, and counted when it is called."""
    if attribute.startswith("__"):
        return MISSING
    from tfscope.resolver.library import api
    from tfscope.resolver.library.unmodelled import placeholder_for

    if module.split(".")[0] == "tf":
        if not api.exists(f"{module}.{attribute}"):
            return MISSING
        if api.kind(f"{module}.{attribute}") == "module":
            return module_value(interpreter, canonical(f"{module}.{attribute}"))

    return placeholder_for(interpreter, module, attribute)


#!/usr/bin/env python3
"""Writes what the API of the TensorFlow at hand looks like, as data for tfscope's resolver.

usage: record_api.py OUT.json          under TensorFlow 1.15 (Python 3.7): tf.*, tf.contrib.*, private modules
       record_api.py --v1 OUT.json     under TensorFlow 2.x: tf.* and tf.compat.v1.*, graphs as in version 1

The file's form is described in server/tfscope/resolver/library/api/README.md.
"""

from __future__ import annotations

import argparse
import enum
import functools
import inspect
import json
import os
import pathlib
import sys
import warnings

from api_recorder import calls, defaults, samples, signatures, surface

# TensorFlow reads these when it is imported: be quiet, use no GPU, give `tf.compat.v1.layers` in 2.x.
ENVIRONMENT = {"TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": "", "TF_USE_LEGACY_KERAS": "1"}

# Modules whose classes are kept without their methods: they make no variables that programs name.
WITHOUT_METHODS = (
    "absl",
    "builtins",
    "collections",
    "inspect",
    "keras_preprocessing",
    "six",
    "typing",
    "unittest",
    "tensorflow_estimator",
    "tensorflow.python.autograph",
    "tensorflow.python.distribute",
    "tensorflow.python.feature_column",
    "tensorflow.python.keras.applications",
    "tensorflow.python.keras.callbacks",
    "tensorflow.python.keras.metrics",
    "tensorflow.python.keras.preprocessing",
    "tensorflow.python.keras.utils",
    "tf_keras.src.applications",
    "tf_keras.src.callbacks",
    "tf_keras.src.metrics",
    "tf_keras.src.preprocessing",
    "tf_keras.src.utils",
    "tensorflow.python.client",
    "tensorflow.python.debug",
    "tensorflow.python.lib",
    "tensorflow.python.ops.distributions",
    "tensorflow.python.ops.linalg",
    "tensorflow.python.platform",
    "tensorflow.python.profiler",
    "tensorflow.python.saved_model",
    "tensorflow.python.tools",
    "tensorflow.python.tpu",
    "tensorflow.contrib.tpu",
    "tensorflow.core",
    "tensorflow.lite",
)


def main():
    """Parses the command line, walks, calls, writes."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--v1", action="store_true", help="TensorFlow 2.x: switch version 2's behaviour off first"
    )
    parser.add_argument("out", type=pathlib.Path)
    options = parser.parse_args()
    del sys.argv[1:]  # absl's flags, which TensorFlow's samples parse, would refuse ours
    tf = load_tensorflow(options.v1)
    found = walk(tf, with_contrib=not options.v1)
    named = calls.Recorder(tf.compat.v1 if options.v1 else tf).record_all(found)
    tables = module_tables(found)
    definitions = definition_table(found)
    add_default_names(definitions, found, named)
    facts = {
        "tensorflow": tf.__version__,
        "inputs": samples.INPUTS,
        "dtypes": dtype_facts(tf),
        "unwalked": " ".join(sorted(surface.unwalked(not options.v1) - set(tables))),
        "modules": tables,
        "definitions": without_unreachable(definitions, found),
        "arg_scoped": arg_scoped(found),
        "method_defaults": method_defaults(named, found),
        "recordings": named.recordings,
    }
    options.out.write_text(dump(facts))
    for expression, error in named.failed.items():
        print("failed:", expression, "|", error)
    print(
        json.dumps({k: len(v) for k, v in facts.items() if isinstance(v, dict)}), options.out.stat().st_size
    )


def load_tensorflow(v1):
    """Imports TensorFlow quietly; with `v1`, graphs and version 1's behaviour."""
    os.environ.update(ENVIRONMENT)
    warnings.filterwarnings("ignore")
    import tensorflow as tf

    tf.compat.v1.logging.set_verbosity("ERROR")
    if v1:
        tf.compat.v1.disable_v2_behavior()
    else:
        tf.contrib.layers  # noqa: B018 - loads tf.contrib, which is lazy
    return tf


def walk(tf, with_contrib):
    """The surface: private modules first, so that definitions get their own names, then the public ones."""
    found = surface.Surface()
    for dotted, module in surface.private_modules(with_contrib):
        found.add_module(dotted, module)
    for dotted, module in surface.public_modules("tensorflow", tf):
        found.add_module(dotted, module)
    return found


def dtype_facts(tf):
    """name -> [numpy name, size in bytes, enum, reference dtype's enum] of every dtype TensorFlow names."""
    kinds = sorted({v for v in vars(tf.dtypes).values() if isinstance(v, tf.DType)}, key=lambda d: d.name)
    return {d.name: [numpy_name(d), d.size, d.as_datatype_enum] for d in kinds}


def numpy_name(dtype):
    """The name of numpy's counterpart, None where there is none."""
    try:
        kind = dtype.as_numpy_dtype
    except (KeyError, TypeError):
        return None
    return getattr(kind, "__name__", None)


def module_tables(found):
    """module -> {defining module: "name name new=old"}; "=" names a module that has all the same names, and
    more follow.
    """
    tables = {}
    for dotted in sorted(found.modules, key=lambda d: (d.startswith("tensorflow.compat"), d)):
        table = compact(dotted, found)
        twin = dotted.replace("tensorflow.compat.v1", "tensorflow", 1)
        tables[dotted] = difference(table, twin, tables.get(twin)) if twin != dotted else table
    return tables


def difference(table, twin, twin_table):
    """`table` as what it has beyond `twin_table`, if it has all of that; else unchanged."""
    if not twin_table:
        return table
    extra = {}
    for owner in set(table) | set(twin_table):
        here, there = table.get(owner, "").split(), twin_table.get(owner, "").split()
        if set(there) - set(here):
            return table
        if set(here) - set(there):
            extra[owner] = " ".join(n for n in here if n not in there)
    return dict(sorted(extra.items()), **{"=": twin})


def compact(dotted, found):
    """The names of one module grouped by where they are defined; own definitions under ""."""
    groups = {}
    private = is_private(dotted)
    for name, target in sorted(found.modules[dotted].items()):
        if target.startswith("module "):
            other = target[len("module ") :]
            if (
                not private
                and other in found.modules
                and other != dotted + "." + name
                and not is_twin(dotted, other, name)
            ):
                groups.setdefault("modules", []).append(name + "=" + other)
            continue
        if dotted + "." + name == target:
            continue  # a definition of its own: the table of definitions has it
        owner, last = split_name(target, found.objects[target])
        if private and not is_worth_showing(dotted, owner, found):
            continue
        groups.setdefault(owner, []).append(name if name == last else name + "=" + last)
    return {k: " ".join(v) for k, v in sorted(groups.items())}


def is_private(dotted):
    """Whether a module is no part of the public API."""
    return dotted.startswith("tensorflow.python.") or ".python." in dotted or dotted.endswith(".python")


def is_twin(dotted, other, name):
    """Whether `other` is only another generated module for the same public name."""
    return (
        other.split(".")[-1] == name and "contrib" not in other and not other.startswith("tensorflow.python")
    )


def is_worth_showing(dotted, owner, found):
    """Whether the private module `dotted` is recorded as showing what `owner` defines.

    Private modules import freely from each other; what matters are star imports of ops, the packages of
    contrib, and what can be reached in no other way.
    """
    if owner.startswith(
        ("tensorflow.python.ops", "tensorflow.python.framework", "tensorflow.python.training")
    ):
        return True
    if dotted.startswith("tensorflow.contrib") and owner.startswith("tensorflow.contrib"):
        return True
    return owner.startswith("tensorflow") and owner not in found.modules


def definition_table(found):
    """module -> {name in it, "Class.member" included: facts}; the README has the forms of the facts."""
    table = {}
    for name, value in sorted(found.objects.items()):
        module, local = split_name(name, value)
        own = table.setdefault(module, {})
        own[local] = definition(value, found)
        if inspect.isclass(value):
            wanted = has_methods_of_interest(module)
            own.update((local + "." + m, facts) for m, facts in class_members(value, found, wanted))
    return table


def without_unreachable(definitions, found):
    """The definitions less those in modules that were not walked and that no public module shows."""
    shown = shown_by_public_modules(found)
    kept = {}
    for module, own in definitions.items():
        if module in found.modules:
            kept[module] = own
            continue
        classes = tuple(local + "." for local in own if module + "." + local in shown)
        left = {k: v for k, v in own.items() if module + "." + k in shown or k.startswith(classes)}
        if left:
            kept[module] = left
    return kept


def shown_by_public_modules(found):
    """The canonical names that public modules show, and those of the base classes of all classes shown."""
    shown = set()
    queue = [n for dotted, names in found.modules.items() if not is_private(dotted) for n in names.values()]
    while queue:
        name = queue.pop()
        if name in shown:
            continue
        shown.add(name)
        bases = (found.known(b) for b in getattr(found.objects.get(name), "__bases__", ()))
        queue.extend(b for b in bases if b)
    return shown


def arg_scoped(found):
    """module -> names of the functions that `arg_scope` can give defaults to.

    `add_arg_scope` marks them (tensorflow/contrib/framework/python/ops/arg_scope.py).
    """
    table = {}
    for name, value in sorted(found.objects.items()):
        if inspect.isfunction(value) and hasattr(value, "_key_op"):
            module, local = split_name(name, value)
            table[module] = (table.get(module, "") + " " + local).strip()
    return table


def method_defaults(named, found):
    """canonical class + method -> the default name that calls showed."""
    return {key: name for key, name in named.default_names.items() if key not in found.objects}


def has_methods_of_interest(module):
    """Whether the classes of `module` are recorded with their methods."""
    if module.startswith("tensorflow.contrib."):
        return module.split(".")[2] in surface.CONTRIB_PACKAGES
    return not module.startswith(WITHOUT_METHODS)


def split_name(name, value):
    """A canonical name as (module, name in the module)."""
    qualname = getattr(value, "__qualname__", None)
    if qualname and name.endswith("." + qualname):
        return name[: -len(qualname) - 1], qualname
    module, local = name.rsplit(".", 1)
    return module, local


def definition(value, found):
    """The facts of one object: ["f", parameters], ["p", parameters], ["c", parameters, bases] or ["v",
    ...].
    """
    if inspect.isclass(value):
        bases = [found.known(b) for b in value.__bases__]
        return ["c", signatures.constructor_text(value, found.known), " ".join(b for b in bases if b)]
    if isinstance(value, functools.partial):
        return ["p", signatures.function_text(value, found.known)]
    if inspect.isroutine(value):
        return ["f", signatures.function_text(value, found.known)]
    return constant(value, found)


def constant(value, found):
    """["v", plain value or None, class or None] of something that is neither function nor class."""
    if isinstance(value, enum.Enum):
        return ["v", value.name, found.known(type(value))]
    if type(value).__name__ == "DType":
        return ["v", value.name, found.known(type(value))]
    if type(value) in (bool, int, float, str) and value == value and len(str(value)) < 80:
        return ["v", value]
    return ["v", None, found.known(type(value)) or type(value).__name__]


def class_members(cls, found, methods):
    """Yields (name, facts) of the public things a class body has; without `methods` only plain constants."""
    for name, raw in sorted(vars(cls).items()):
        if name.startswith("_") and name != "__call__":
            continue
        facts = member(raw, found)
        if methods or facts[0] == "v":
            yield name, facts


def member(raw, found):
    """The facts of one thing in a class body: ["m", parameters], ["v", value] or ["a"]."""
    if isinstance(raw, (staticmethod, classmethod)):
        return ["m", signatures.function_text(raw.__func__, found.known, bound=isinstance(raw, classmethod))]
    if inspect.isroutine(raw):
        return ["m", signatures.function_text(raw, found.known, bound=True)]
    if type(raw) in (bool, int, float, str):
        return ["v", raw]
    if isinstance(raw, enum.Enum):
        return ["v", raw.name]
    return ["a"]


def add_default_names(definitions, found, named):
    """Appends the default op name to functions and partials: as called, else as read in the source (then
    also "s").
    """
    for name, value in found.objects.items():
        module, local = split_name(name, value)
        facts = definitions[module][local]
        called = named.default_names.get(name)
        if facts[0] not in "fp" and not called:
            continue
        default = called or defaults.static_default(value)
        if default:
            facts.append(default)
        if default and not called:
            facts.append("s")


def dump(facts):
    """JSON with one line per entry of each table, so that differences read well."""
    parts = []
    for key, value in facts.items():
        parts.append(
            f"{json.dumps(key)}: {table_text(value) if isinstance(value, dict) else json.dumps(value)}"
        )
    return "{\n" + ",\n".join(parts) + "\n}\n"


def table_text(table):
    """One table, one entry a line, sorted; tables inside it likewise."""
    rows = (f"{json.dumps(k)}:{entry_text(v)}" for k, v in sorted(table.items()))
    return "{\n" + ",\n".join(rows) + "\n}"


def entry_text(value):
    """One entry on a line of its own, or a table of such lines."""
    if isinstance(value, dict) and any(isinstance(v, list) for v in value.values()):
        return table_text(value)
    return json.dumps(value, separators=(",", ":"))


if __name__ == "__main__":
    sys.exit(main())

"""Which names TensorFlow has: public modules, the private modules that programs import, and what each name
is.
"""

from __future__ import annotations

import enum
import functools
import importlib
import inspect
import pkgutil

# Packages under tensorflow.python whose modules programs import directly.
PRIVATE_PACKAGES = (
    "framework",
    "layers",
    "ops",
    "ops.losses",
    "ops.distributions",
    "platform",
    "summary",
    "training",
    "util",
)
# Packages under tensorflow.contrib that variable code uses; every module below them is walked.
CONTRIB_PACKAGES = (
    "crf",
    "cudnn_rnn",
    "framework",
    "grid_rnn",
    "image",
    "layers",
    "legacy_seq2seq",
    "losses",
    "lookup",
    "metrics",
    "model_pruning",
    "nn",
    "opt",
    "rnn",
    "seq2seq",
    "slim",
    "sparsemax",
    "summary",
    "training",
    "util",
)
# Public packages that are known to exist but not walked: anything below them counts as existing.
OPAQUE = ("tensorflow.compat.v2", "tensorflow.compat.v1.raw_ops", "tensorflow.raw_ops")
# Generated modules that programs import; of the others only what the public API shows is kept.
GENERATED = {
    "gen_array_ops",
    "gen_control_flow_ops",
    "gen_image_ops",
    "gen_linalg_ops",
    "gen_logging_ops",
    "gen_math_ops",
    "gen_nn_ops",
    "gen_random_ops",
    "gen_resource_variable_ops",
    "gen_sparse_ops",
    "gen_state_ops",
    "gen_string_ops",
}
# What the paths of generated public modules contain: TensorFlow's own, Keras' in 1.15, Keras' in 2.x.
PUBLIC_PATHS = ("._api.", ".keras.api.", ".api._v")
# Modules directly under `tensorflow` that are no public API.
NOT_PUBLIC = {"compiler", "core", "include", "python", "tsl", "xla_data"}
# Names that every module has and nobody asks for.
NOISE = {"absolute_import", "division", "print_function", "unicode_literals"}
# Underscored names that programs are known to import all the same.
USED_UNDERSCORED = {
    "__version__",
    "_linear",
    "_Linear",
    "_concat",
    "_reverse_seq",
    "_infer_state_dtype",
    "_rnn_step",
    "_to_snake_case",
}


MISSING = object()


def dotted_module(module):
    """The name a program imports `module` by; the pip package keeps the code in `tensorflow_core`."""
    return module.__name__.replace("tensorflow_core", "tensorflow").replace(
        "tensorflow._api.v1", "tensorflow"
    )


def is_module(value):
    """Whether `value` is a module, TensorFlow's lazy and deprecating stand-ins for one included."""
    return inspect.ismodule(value)


def attribute(owner, name):
    """`owner.name`, or MISSING when TensorFlow fails to give it (lazy modules may lack a dependency)."""
    try:
        return getattr(owner, name)
    except Exception:
        return MISSING


def attribute_names(module):
    """The names in `module` worth recording, sorted.

    `dir` alone is not enough: TensorFlow's module wrapper forgets deprecated names once `tf.contrib` is
    loaded (tensorflow/python/util/module_wrapper.py).
    """
    names = set(dir(module)) | set(getattr(module, "__dict__", ()))
    return sorted(n for n in names if isinstance(n, str) and is_wanted(n))


def is_wanted(name):
    """Whether an attribute called `name` is worth recording."""
    if name in NOISE or name.endswith("_eager_fallback"):
        return False
    return not name.startswith("_") or name in USED_UNDERSCORED


def is_public_child(parent, name, child):
    """Whether module `child`, seen as `parent.name`, is part of the public API and not merely imported
    there.
    """
    if parent.startswith("tensorflow.contrib") and parent != "tensorflow.contrib":
        return False
    if name in NOT_PUBLIC or (name == "compat" and "compat" in parent):
        return False
    path = getattr(child, "__name__", "").replace("tensorflow_core", "tensorflow")
    if parent == "tensorflow.contrib":
        return path.startswith("tensorflow.contrib.")
    return path == parent + "." + name or any(mark in path for mark in PUBLIC_PATHS) or name == "flags"


def public_modules(root, start):
    """Yields (dotted name, module) for `start`, whose dotted name is `root`, and the public modules below
    it.
    """
    queue = [(root, start)]
    while queue:
        dotted, module = queue.pop(0)
        if dotted.startswith(OPAQUE):
            continue
        yield dotted, module
        for name in attribute_names(module):
            child = attribute(module, name)
            if is_module(child) and is_public_child(dotted, name, child):
                queue.append((dotted + "." + name, child))


def import_quietly(dotted):
    """The module `dotted`, or None when it cannot be imported here."""
    try:
        return importlib.import_module(dotted)
    except BaseException:  # some contrib modules call sys.exit or fail to load a native library
        return None


def package_modules(dotted, deep):
    """Yields (dotted name, module) of the package `dotted` and of what lies in it; `deep` descends into
    packages.
    """
    package = import_quietly(dotted)
    if package is None:
        return
    yield dotted, package
    for info in sorted(pkgutil.iter_modules(getattr(package, "__path__", [])), key=lambda i: i.name):
        if not is_wanted_module(info.name):
            continue
        child = dotted + "." + info.name
        if info.ispkg:
            if deep and info.name not in ("kernel_tests", "testing", "tests"):
                yield from package_modules(child, deep)
            continue
        module = import_quietly(child)
        if module is not None:
            yield child, module


def is_raw_op(name, value):
    """Whether `value` is the keyword-only copy of a generated function that `tf.raw_ops` shows under the
    op's name.
    """
    generated = ".gen_" in (getattr(value, "__module__", None) or "")
    return generated and name[:1].isupper() and getattr(value, "__name__", name) != name


def is_wanted_module(name):
    """Whether the module `name` of a private package is worth recording."""
    if name.startswith("gen_"):
        return name in GENERATED
    return not name.startswith("_pywrap") and not name.endswith(
        ("_test", "_testlib", "test_util", "test_lib", "test_ops")
    )


def private_modules(with_contrib):
    """Yields (dotted name, module) of the private modules that programs import."""
    for name in PRIVATE_PACKAGES:
        yield from package_modules("tensorflow.python." + name, deep=False)
    if with_contrib:
        for name in CONTRIB_PACKAGES:
            yield from package_modules("tensorflow.contrib." + name, deep=True)


def unwalked(with_contrib):
    """The dotted names of modules that exist but were not walked, so that nothing is said to be missing in
    them.
    """
    names = set(OPAQUE)
    walked = {"tensorflow.python." + n for n in PRIVATE_PACKAGES}
    packages = ["tensorflow", "tensorflow.python", *sorted(walked)]
    if with_contrib:
        contrib = {
            "tensorflow.contrib." + i.name
            for i in pkgutil.iter_modules(import_quietly("tensorflow.contrib").__path__)
        }
        walked |= {"tensorflow.contrib." + n for n in CONTRIB_PACKAGES}
        packages += ["tensorflow.contrib", *sorted(contrib - walked)]
    for package in packages:
        path = getattr(import_quietly(package), "__path__", [])
        names |= {package + "." + info.name for info in pkgutil.iter_modules(path)}
    return names - walked - {"tensorflow.python", "tensorflow.contrib"}


class Surface:
    """All modules walked and every definition reached, each under one canonical name.

    modules: dotted module name -> {attribute: canonical name, or "module X" for a module}.
    objects: canonical name -> the object.
    """

    def __init__(self):
        self.modules = {}
        self.objects = {}
        self._canonical_of = {}
        self._keep = []  # ids stay unique only while the objects live

    def add_module(self, dotted, module):
        """Records every name of `module` under `dotted`."""
        table = self.modules.setdefault(dotted, {})
        for name in attribute_names(module):
            value = attribute(module, name)
            if (
                value is MISSING
                or is_raw_op(name, value)
                or type(value).__module__ in ("typing", "__future__")
            ):
                continue
            if is_module(value):
                table[name] = "module " + dotted_module(value)
            else:
                table[name] = self.canonical(value, dotted + "." + name)

    def known(self, value):
        """The canonical name of `value` if it was reached, else None."""
        return self._canonical_of.get(identity(value))

    def canonical(self, value, reached_as):
        """The one name under which `value` is kept; `reached_as` serves when its definition cannot be
        named.
        """
        key = identity(value)
        if key not in self._canonical_of:
            name = definition_name(value) or reached_as
            if name in self.objects:
                name = reached_as
            self._canonical_of[key] = name
            self.objects[name] = value
            self._keep.append(value)
            for base in getattr(value, "__bases__", ()):
                self._add_base(base)
        return self._canonical_of[key]

    def _add_base(self, base):
        """Records a base class that no walked module may show, for the members that classes inherit."""
        if base.__module__.startswith(("tensorflow", "tf_keras")):
            self.canonical(base, base.__module__ + "." + base.__qualname__)


def identity(value):
    """A key that is equal for two ways to the same definition; plain values are told apart by their place
    alone.
    """
    if callable(value) or type(value).__name__ == "DType" or type(value).__module__.startswith("tensorflow"):
        return id(value)
    return object()


def definition_name(value):
    """`module.qualname` where `value` can be found again by it, else None (closures, partials, plain
    values).
    """
    if isinstance(value, enum.Enum):
        return "{}.{}.{}".format(
            type(value).__module__.replace("tensorflow_core", "tensorflow"),
            type(value).__qualname__,
            value.name,
        )
    module, qualname = getattr(value, "__module__", None), getattr(value, "__qualname__", None)
    if isinstance(value, functools.partial) or not module or not qualname or "<" in qualname:
        return None
    if not (inspect.isroutine(value) or inspect.isclass(value)):
        return None
    found = import_quietly(module)
    for part in qualname.split("."):
        found = getattr(found, part, None)
    if found is None or unwrapped(found) is not unwrapped(value):
        return None
    return module.replace("tensorflow_core", "tensorflow") + "." + qualname


def unwrapped(value):
    """`value` without TensorFlow's decorators, see tensorflow/python/util/tf_decorator.py `unwrap`."""
    from tensorflow.python.util import tf_decorator

    return tf_decorator.unwrap(value)[1]

"""`inspect`, `types`, `abc`, `warnings`, `traceback`, `importlib`."""

import types as host_types

from tfscope.resolver.library.registry import function, native, value
from tfscope.resolver.python.classes import ABSTRACT_MARK, AbstractMeta
from tfscope.resolver.python.formatting import text_of
from tfscope.resolver.python.operators import compare
from tfscope.resolver.python.types import NativeType
from tfscope.resolver.python.values import (
    MISSING,
    BoundMethod,
    ClassMethod,
    ClassValue,
    Function,
    ModuleValue,
    NativeFunction,
    NativeObject,
    Partial,
    PropertyValue,
    StaticMethod,
    Unknown,
)

value("abc.ABCMeta")(AbstractMeta)
value("abc.ABC")(ClassValue("ABC", [], {}, ModuleValue("abc"), AbstractMeta))


def _abstract(wrap):
    def run(interpreter, given):
        if isinstance(given, Function):
            interpreter.journal.touch(given.attrs)
            given.attrs[ABSTRACT_MARK] = True
        return wrap(given)

    return run


function("abc.abstractmethod")(_abstract(lambda given: given))
function("abc.abstractclassmethod")(_abstract(ClassMethod))
function("abc.abstractstaticmethod")(_abstract(StaticMethod))
function("abc.abstractproperty")(_abstract(PropertyValue))

for _name in ("FunctionType", "LambdaType", "MethodType", "BuiltinFunctionType", "GeneratorType"):
    value(f"types.{_name}")(getattr(host_types, _name))
for _name, _cls in (("StringType", str), ("IntType", int), ("ListType", list), ("DictType", dict), ("TupleType", tuple),
                    ("FloatType", float), ("NoneType", type(None)), ("BooleanType", bool)):  # fmt: skip
    value(f"types.{_name}")(_cls)


def _new_module(interpreter, name, doc=None):
    if isinstance(name, (str, Unknown)):
        return ModuleValue(str(name))
    return interpreter.failed(TypeError("module() argument 'name' must be str"), "module()")


value("types.ModuleType", "imp.new_module")(NativeType("types.ModuleType", (ModuleValue,), _new_module))


class SimpleNamespace(NativeObject):
    """`types.SimpleNamespace`, `argparse.Namespace`."""

    type_name = "SimpleNamespace"

    def __init__(self, attrs):
        self.attrs = attrs

    def attr(self, interpreter, name):
        if name == "__dict__":
            return self.attrs
        if name not in self.attrs and interpreter.journal.is_vague(self.attrs):
            return Unknown(name)
        return self.attrs[name] if name in self.attrs else super().attr(interpreter, name)

    def set_attr(self, interpreter, name, item):
        interpreter.journal.touch(self.attrs)
        self.attrs[name] = item

    def text(self, interpreter):
        inner = ", ".join(f"{name}={text_of(interpreter, item, True)}" for name, item in self.attrs.items())
        return f"namespace({inner})"

    def compare(self, interpreter, operator, other, reflected):
        if operator == "in":
            return other in self.attrs if isinstance(other, str) else NotImplemented
        if operator in ("==", "!=") and isinstance(other, SimpleNamespace):
            return compare(interpreter, operator, self.attrs, other.attrs)
        return NotImplemented


function("types.MappingProxyType")(lambda interpreter, mapping: mapping)


@native("types.SimpleNamespace", "argparse.Namespace")
def _namespace(interpreter, args, kwargs):
    return SimpleNamespace(kwargs)


# -- inspect


def _function_of(given):
    if isinstance(given, Function) and "__wrapped__" in given.attrs:
        return _function_of(given.attrs["__wrapped__"]) or given
    while isinstance(given, (BoundMethod, Partial, StaticMethod)):
        given = given.function
    if isinstance(given, NativeFunction) and "__wrapped__" in given.attrs:
        return _function_of(given.attrs["__wrapped__"])
    if isinstance(given, ClassValue):
        found = given.lookup("__init__")
        return found if isinstance(found, Function) else None
    return given if isinstance(given, Function) else None


class ArgSpec(tuple):
    """The result of `inspect.getargspec`: a tuple with the field names of CPython's."""

    _fields = ("args", "varargs", "keywords", "varkw", "defaults", "kwonlyargs", "kwonlydefaults", "annotations")
    args = property(lambda self: self[0])
    varargs = property(lambda self: self[1])
    keywords = property(lambda self: self[2])
    varkw = property(lambda self: self[2])
    defaults = property(lambda self: self[3])
    kwonlyargs = property(lambda self: self[4] if len(self) > 4 else [])
    kwonlydefaults = property(lambda self: None)
    annotations = property(lambda self: {})


@function("inspect.getargspec", "inspect.getfullargspec", "tf.python.util.tf_inspect.getargspec",
          "tf.python.util.tf_inspect.getfullargspec", "tf.contrib.framework.getargspec")  # fmt: skip
def _getargspec(interpreter, given):
    found = _function_of(given)
    if found is None:
        return Unknown("getargspec()")
    code = found.code
    return ArgSpec((list(code.parameters), code.vararg, code.kwarg, tuple(found.defaults) or None))


class ParameterValue(NativeObject):
    """`inspect.Parameter`."""

    type_name = "Parameter"

    def __init__(self, name, default, kind):
        self.attrs = {"name": name, "default": default, "kind": kind}

    def attr(self, interpreter, name):
        if name in (
            "empty",
            "POSITIONAL_OR_KEYWORD",
            "VAR_KEYWORD",
            "VAR_POSITIONAL",
            "KEYWORD_ONLY",
            "POSITIONAL_ONLY",
        ):
            return EMPTY if name == "empty" else name
        return self.attrs[name] if name in self.attrs else super().attr(interpreter, name)


EMPTY = NativeType("inspect._empty", ())
_PARAMETER_TYPE = NativeType("inspect.Parameter", (ParameterValue,))
_PARAMETER_TYPE.attrs["empty"] = EMPTY
for _kind in ("POSITIONAL_ONLY", "POSITIONAL_OR_KEYWORD", "VAR_POSITIONAL", "KEYWORD_ONLY", "VAR_KEYWORD"):
    _PARAMETER_TYPE.attrs[_kind] = _kind
value("inspect.Parameter")(_PARAMETER_TYPE)


class SignatureValue(NativeObject):
    """`inspect.Signature`, its parameters by name."""

    type_name = "Signature"

    def __init__(self, parameters):
        self.parameters = parameters

    def get_parameters(self, interpreter):
        return self.parameters


@function("inspect.signature", "funcsigs.signature")
def _signature(interpreter, given):
    found = _function_of(given)
    if found is None:
        return Unknown("signature()")
    code, parameters = found.code, {}
    skipped = 1 if isinstance(given, (BoundMethod, ClassValue)) else 0
    offset = len(code.parameters) - len(found.defaults)
    for index, name in list(enumerate(code.parameters))[skipped:]:
        default = found.defaults[index - offset] if index >= offset else EMPTY
        parameters[name] = ParameterValue(name, default, "POSITIONAL_OR_KEYWORD")
    if code.vararg:
        parameters[code.vararg] = ParameterValue(code.vararg, EMPTY, "VAR_POSITIONAL")
    for name in code.kwonly:
        parameters[name] = ParameterValue(name, found.kwdefaults.get(name, EMPTY), "KEYWORD_ONLY")
    if code.kwarg:
        parameters[code.kwarg] = ParameterValue(code.kwarg, EMPTY, "VAR_KEYWORD")
    return SignatureValue(parameters)


def _kind_test(name, classes):
    @function(f"inspect.{name}", f"tf.python.util.tf_inspect.{name}")
    def run(interpreter, given):
        return Unknown(f"{name}()") if isinstance(given, Unknown) else isinstance(given, classes)


_kind_test("isfunction", (Function,))
_kind_test("ismethod", (BoundMethod,))
_kind_test("isclass", (ClassValue, type, NativeType))
_kind_test("ismodule", (ModuleValue,))
_kind_test("isroutine", (Function, BoundMethod, NativeFunction))
_kind_test("isgeneratorfunction", ())


@function("inspect.getmembers")
def _getmembers(interpreter, given, predicate=None):
    attrs = getattr(given, "attrs", None)
    if not isinstance(attrs, dict):
        return Unknown("getmembers()")
    from tfscope.resolver.python.operators import truth

    return [
        (name, item)
        for name, item in sorted(attrs.items())
        if predicate is None or truth(interpreter, interpreter.call(predicate, [item], {})) is not False
    ]


for _name in ("stack", "currentframe", "getsource", "getfile", "getmodule", "getdoc", "getouterframes", "getframeinfo",
              "unwrap", "getcallargs", "getsourcefile", "getmro"):  # fmt: skip
    value(f"inspect.{_name}")(Unknown(f"inspect.{_name}"))


@function("importlib.import_module")
def _import_module(interpreter, name, package=None):
    if not isinstance(name, str):
        return Unknown("import_module()")
    if name.startswith(".") and isinstance(package, str):
        name = f"{package}{name}"
    return interpreter.imports.import_name(interpreter.frames[-1], name.lstrip("."), True)


@function("pydoc.locate")
def _locate(interpreter, path, forceload=0):
    """The module or member with a dotted path, None when there is none."""
    if not isinstance(path, str):
        return Unknown("locate()")
    module, _, name = path.rpartition(".")
    if not module:
        return interpreter.builtins.get(name)
    from tfscope.resolver.python.attributes import find_attribute

    found = find_attribute(interpreter, interpreter.imports.import_name(interpreter.frames[-1], module, True), name)
    if isinstance(found, Unknown) and found.library is not None and module.startswith("tensorflow"):
        from tfscope.resolver.library import api

        return found if api.exists(path) else None
    return None if found is MISSING else found


@function("importlib.reload", "imp.reload")
def _reload(interpreter, module):
    return module

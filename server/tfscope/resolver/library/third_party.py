"""Small third-party packages that TensorFlow programs import: six, tqdm, absl, future, gin."""

from __future__ import annotations

from tfscope.resolver.library.registry import NATIVES, function, value
from tfscope.resolver.python.builtins import BUILTINS
from tfscope.resolver.python.classes import made_by_metaclass
from tfscope.resolver.python.values import ClassValue, NativeFunction, Unknown, Value
from tfscope.resolver.stdlib import modules as _stdlib  # noqa: F401 - registers what six builds on
from tfscope.resolver.stdlib.quiet import nothing

value("six.string_types")((str,))
value("six.text_type")(str)
value("six.binary_type")(bytes)
value("six.integer_types")((int,))
value("six.class_types")((type,))
value("six.PY2")(False)
value("six.PY3")(True)
value("six.PY34")(True)
value("six.MAXSIZE")(2**63 - 1)
for _module in ("six.moves", "future.builtins", "builtins", "past.builtins"):
    for _name, _item in (("range", range), ("xrange", range), ("zip", zip), ("map", map), ("filter", filter),
                         ("input", Unknown("input")), ("int", int), ("str", str), ("object", object),
                         ("basestring", str), ("unicode", str), ("dict", dict), ("super", super), ("list", list),
                         ("open", Unknown("open")), ("bytes", bytes), ("long", int),
                         ("round", BUILTINS["round"])):  # fmt: skip
        value(f"{_module}.{_name}")(_item)
value("six.moves.reduce")(NATIVES["functools.reduce"])
for _name in ("cPickle", "urllib", "queue", "configparser", "cStringIO", "http_client", "copyreg", "tkinter"):
    value(f"six.moves.{_name}")(Unknown(_name, library=f"six.moves.{_name}"))


def _dict_method(name: str, method: str) -> None:
    @function(f"six.{name}")
    def run(interpreter, mapping: Value, **kwargs: Value) -> Value:
        return interpreter.call_method(mapping, method, [])


for _name, _method in (("iteritems", "items"), ("iterkeys", "keys"), ("itervalues", "values"), ("viewitems", "items"),
                       ("viewkeys", "keys"), ("viewvalues", "values")):  # fmt: skip
    _dict_method(_name, _method)


@function("six.with_metaclass")
def _with_metaclass(interpreter, meta: Value, *bases: Value) -> Value:
    """A base that brings its metaclass along."""
    module = interpreter.frames[-1].module
    return ClassValue("temporary_class", [b for b in bases if b is not object], {}, module, meta)


@function("six.add_metaclass")
def _add_metaclass(interpreter, meta: Value) -> Value:
    def run(inner, args, kwargs):
        cls = args[0]
        return made_by_metaclass(inner, meta, cls.name, cls.bases, dict(cls.attrs), cls.module)

    return NativeFunction("add_metaclass()", run)


for _name in ("ensure_str", "ensure_text", "ensure_binary", "u", "b"):
    function(f"six.{_name}")(lambda interpreter, text, *args: text)
function("six.python_2_unicode_compatible")(lambda interpreter, cls: cls)
function("six.callable")(lambda interpreter, item: interpreter.call(interpreter.builtins["callable"], [item], {}))
function("six.next", "six.advance_iterator")(lambda i, item: i.call(i.builtins["next"], [item], {}))
function("six.print_")(nothing)
function("six.wraps")(lambda interpreter, wrapped, *args: interpreter.call(NATIVES["functools.wraps"], [wrapped], {}))
value("six.Iterator")(object)
function("six.get_function_name")(lambda interpreter, item: getattr(item, "name", Unknown("name")))

# -- progress bars give back what they get


@function("tqdm.tqdm", "tqdm.auto.tqdm", "tqdm.notebook.tqdm", "tqdm.tqdm_notebook")
def _tqdm(interpreter, iterable: Value = None, *args: Value, **kwargs: Value) -> Value:
    return Unknown("tqdm()") if iterable is None else iterable


@function("tqdm.trange")
def _trange(interpreter, *args: Value, **kwargs: Value) -> Value:
    return interpreter.call(range, list(args), {})


# -- gin: decorators leave functions as they are


@function("gin.configurable", "gin.external_configurable", "gin.tf.external_configurable")
def _configurable(interpreter, given: Value = None, *args: Value, **kwargs: Value) -> Value:
    if given is None or isinstance(given, str):
        return NativeFunction("configurable()", lambda inner, inner_args, kw: inner_args[0])
    return given


function("gin.parse_config", "gin.parse_config_files_and_bindings", "gin.bind_parameter", "gin.clear_config")(nothing)

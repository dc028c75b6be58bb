"""Configuration: `argparse`, `optparse` and `absl.flags` / `tf.flags`, each with its defaults."""

import argparse

from tfscope.resolver.library.registry import function, native, value
from tfscope.resolver.python.iteration import known_items
from tfscope.resolver.python.symbolic import is_symbolic
from tfscope.resolver.python.types import NativeType
from tfscope.resolver.python.values import (
    MissingAttributeError,
    NativeFunction,
    NativeObject,
    Unknown,
)
from tfscope.resolver.stdlib.introspection import SimpleNamespace
from tfscope.resolver.stdlib.quiet import nothing

_STORES = {"store_true": False, "store_false": True, "count": None, "append": None, "store_const": None}


class Parser(NativeObject):
    """`argparse.ArgumentParser`, and its groups. Parsing gives every option its default."""

    type_name = "ArgumentParser"

    def __init__(self):
        self.defaults = {}

    def attr(self, interpreter, name):
        if name in ("add_argument_group", "add_mutually_exclusive_group"):
            return NativeFunction(f"ArgumentParser.{name}", lambda inner, args, kwargs: self)
        if name in ("print_help", "error", "exit", "print_usage", "register"):
            return NativeFunction(f"ArgumentParser.{name}", lambda inner, args, kwargs: None)
        if name in ("parse_args", "parse_known_args", "add_argument", "set_defaults", "get_default", "add_subparsers",
                    "add_parser"):  # fmt: skip
            return NativeFunction(f"ArgumentParser.{name}", getattr(self, "_" + name))
        if name == "add_option":
            return NativeFunction("OptionParser.add_option", self._add_argument)
        return Unknown(f"parser.{name}")

    def _add_argument(self, interpreter, args, kwargs):
        names = [arg for arg in args if isinstance(arg, str)]
        dest = kwargs.get("dest") or _destination(names)
        if not isinstance(dest, str) or kwargs.get("action") in ("help", "version"):
            return None
        interpreter.journal.touch(self.defaults)
        self.defaults[dest] = self._default(interpreter, dest, kwargs)
        return Unknown("action")

    def _default(self, interpreter, dest, kwargs):
        if "default" in kwargs:
            return _converted(interpreter, kwargs["default"], kwargs.get("type"))
        action = kwargs.get("action")
        if action in _STORES:
            return _STORES[action]
        return Unknown(dest) if kwargs.get("required") is True else None

    def _set_defaults(self, interpreter, args, kwargs):
        interpreter.journal.touch(self.defaults)
        self.defaults.update(kwargs)

    def _get_default(self, interpreter, args, kwargs):
        return self.defaults.get(args[0]) if args else None

    def _parse_args(self, interpreter, args, kwargs):
        given = args[0] if args else kwargs.get("args")
        values = dict(self.defaults)
        known = known_items(interpreter, given) if given is not None else _command_line(interpreter)
        _apply(values, known or [])
        return SimpleNamespace(values)

    def _parse_known_args(self, interpreter, args, kwargs):
        return (self._parse_args(interpreter, args, kwargs), [])

    def _add_subparsers(self, interpreter, args, kwargs):
        return self

    def _add_parser(self, interpreter, args, kwargs):
        return Parser()


def _command_line(interpreter):
    """What the program itself has put into `sys.argv` after its first entry."""
    argv = interpreter.imports.argv
    return argv[1:] if not interpreter.journal.is_vague(argv) else []


def _apply(values, words):
    """Takes `--name value` and `--name=value` from a known command line, for options declared."""
    position = 0
    while position < len(words):
        word = words[position]
        position += 1
        if not isinstance(word, str) or not word.startswith("-"):
            continue
        name, has_value, text = word.lstrip("-").partition("=")
        name = name.replace("-", "_")
        if name not in values:
            continue
        if isinstance(values[name], bool) and not has_value:
            values[name] = not values[name]
            continue
        if not has_value and position < len(words):
            text = words[position]
            position += 1
        values[name] = _parsed(text, values[name])


def _parsed(text, default):
    if not isinstance(text, str) or is_symbolic(text):
        return text
    try:
        return type(default)(text) if isinstance(default, (int, float)) and not isinstance(default, bool) else text
    except ValueError:
        return text


def _destination(names):
    long = next((name for name in names if name.startswith("--")), names[0] if names else None)
    return long.lstrip("-").replace("-", "_") if long is not None else None


def _converted(interpreter, default, kind):
    """argparse converts a default that is a string."""
    if kind is None or not isinstance(default, str) or is_symbolic(default):
        return default
    return interpreter.call(kind, [default], {})


function("argparse.ArgumentParser", "optparse.OptionParser")(lambda interpreter, *args, **kwargs: Parser())
for _name in ("SUPPRESS", "REMAINDER", "ZERO_OR_MORE", "ONE_OR_MORE", "OPTIONAL"):
    value(f"argparse.{_name}")(getattr(argparse, _name))
for _name in ("ArgumentDefaultsHelpFormatter", "RawTextHelpFormatter", "RawDescriptionHelpFormatter", "HelpFormatter",
              "FileType", "Action"):  # fmt: skip
    value(f"argparse.{_name}")(Unknown(_name))
value("argparse.ArgumentTypeError")(ValueError)


# -- flags


class Flags(NativeObject):
    """`flags.FLAGS`: every flag at its default until the program sets it."""

    type_name = "FlagValues"

    def attr(self, interpreter, name):
        values = interpreter.imports.flags
        if name in values:
            return values[name]
        if name in ("flag_values_dict", "__flags", "_parse_flags", "mark_as_parsed", "parse_flags", "flags_into_string",
                    "key_flags_by_module_dict", "find_module_defining_flag", "unparse_flags"):  # fmt: skip
            return NativeFunction(f"FLAGS.{name}", lambda inner, args, kwargs: inner.imports.flags)
        if name in ("is_parsed", "is_gnu_getopt"):
            return NativeFunction(f"FLAGS.{name}", lambda inner, args, kwargs: True)
        if name.startswith("__"):
            return values if name in ("__dict__", "__flags") else _missing(name)
        if name in ("set_default", "get_flag_value", "get_flags_for_module", "get_key_flags_for_module"):
            return NativeFunction(f"FLAGS.{name}", lambda inner, args, kwargs: _flag_method(inner, name, args))
        return Unknown(f"FLAGS.{name}")

    def set_attr(self, interpreter, name, item):
        interpreter.journal.touch(interpreter.imports.flags)
        interpreter.imports.flags[name] = item

    def item(self, interpreter, key):
        return FlagEntry(key) if isinstance(key, str) else Unknown("flag")

    def iterate(self, interpreter):
        return list(interpreter.imports.flags)

    def call(self, interpreter, args, kwargs):
        """Parses a command line that the program spells out itself."""
        if not args or not isinstance(args[0], (list, tuple)):
            return Unknown("argv")
        interpreter.journal.touch(interpreter.imports.flags)
        _apply(interpreter.imports.flags, list(args[0][1:]))
        return list(args[0])

    def compare(self, interpreter, operator, other, reflected):
        return other in interpreter.imports.flags if operator == "in" and isinstance(other, str) else NotImplemented


class FlagEntry(NativeObject):
    """One flag: `FLAGS["name"]`."""

    type_name = "Flag"

    def __init__(self, name):
        self.name = name

    def attr(self, interpreter, name):
        if name in ("value", "default"):
            return interpreter.imports.flags.get(self.name, Unknown(self.name))
        return Unknown(f"flag.{name}")


def _missing(name):
    raise MissingAttributeError(name)


def _flag_method(interpreter, name, args):
    if name == "set_default" and len(args) == 2:
        interpreter.journal.touch(interpreter.imports.flags)
        interpreter.imports.flags[args[0]] = args[1]
        return None
    if name == "get_flag_value" and args:
        return interpreter.imports.flags.get(args[0], args[1] if len(args) > 1 else None)
    return Unknown(f"FLAGS.{name}()")


FLAGS = Flags()
_MODULES = ("tf.flags", "tf.app.flags", "absl.flags", "gflags", "tf.python.platform.flags")
for _module in _MODULES:
    value(f"{_module}.FLAGS")(FLAGS)
    value(f"{_module}.FlagValues")(NativeType("FlagValues", (Flags,)))
    for _name in ("mark_flag_as_required", "mark_flags_as_required", "register_validator", "adopt_module_key_flags",
                  "declare_key_flag", "validator", "mark_flags_as_mutual_exclusive", "disclaim_key_flags"):  # fmt: skip
        function(f"{_module}.{_name}")(nothing)
    for _name in ("Error", "ValidationError", "IllegalFlagValueError", "UnparsedFlagAccessError", "DuplicateFlagError"):
        value(f"{_module}.{_name}")(ValueError)


def _define(kind):
    def run(interpreter, args, kwargs):
        bound = dict(zip(("name", "default", "help") if kind != "enum" else ("name", "default", "enum_values", "help"),
                         args, strict=False))  # fmt: skip
        bound.update(kwargs)
        name = bound.get("name", bound.get("flag_name"))
        default = bound.get("default", bound.get("default_value"))
        if isinstance(name, str):
            interpreter.journal.touch(interpreter.imports.flags)
            interpreter.imports.flags[name] = _flag_value(interpreter, kind, default)
        return None

    return run


def _flag_value(interpreter, kind, default):
    if kind in ("list", "spaceseplist") and isinstance(default, str):
        parts = default.split("," if kind == "list" else None)
        return [part.strip() for part in parts if part.strip()]
    if kind.startswith("multi_") and default is not None and not isinstance(default, (list, tuple, Unknown)):
        return [default]
    if kind == "boolean" and isinstance(default, str):
        return default.lower() in ("true", "t", "1")
    if kind == "boolean" and isinstance(default, int):
        return bool(default)
    if kind == "float" and isinstance(default, (int, str)) and not isinstance(default, bool) and not (
        isinstance(default, str) and is_symbolic(default)
    ):
        return float(default)
    if kind == "integer" and isinstance(default, str) and default.lstrip("-").isdigit():
        return int(default)
    return default


for _kind in ("string", "integer", "float", "boolean", "bool", "enum", "list", "spaceseplist", "multi_string",
              "multi_integer", "multi_float", "multi_enum", "enum_class", "alias"):  # fmt: skip
    for _module in _MODULES:
        native(f"{_module}.DEFINE_{_kind}")(_define("boolean" if _kind == "bool" else _kind))

"""Configuration: `argparse`, `optparse` and `absl.flags` / `tf.flags`, each with its defaults."""

import argparse

from tfscope.resolver.library.registry import function, native, value
from tfscope.resolver.python.attributes import attribute_or_missing, set_attribute
from tfscope.resolver.python.iteration import known_items
from tfscope.resolver.python.operators import contains_unknown
from tfscope.resolver.python.symbolic import is_symbolic
from tfscope.resolver.python.types import NativeType
from tfscope.resolver.python.values import (
    MISSING,
    MissingAttributeError,
    NativeFunction,
    NativeObject,
    Unknown,
)
from tfscope.resolver.stdlib.introspection import SimpleNamespace
from tfscope.resolver.stdlib.quiet import nothing


class Parser(NativeObject):
    """`argparse.ArgumentParser`, or a group or subparser of one, over Python's own.

    The command line is what the program itself puts into `sys.argv`; every option that is not there has its default.
    `is_open`: whether there may be defaults that are not known.
    """

    type_name = "ArgumentParser"
    _PASSED_ON = ("add_argument_group", "add_mutually_exclusive_group", "add_subparsers", "add_parser")
    _SILENT = ("print_help", "error", "exit", "print_usage", "register", "format_help")

    def __init__(self, host, is_optparse=False):
        self.host, self.is_optparse, self.is_open = host, is_optparse, False

    def attr(self, interpreter, name):
        if name in self._PASSED_ON:
            return NativeFunction(f"ArgumentParser.{name}", lambda inner, args, kwargs: self._part(name, args, kwargs))
        if name in self._SILENT:
            return NativeFunction(f"ArgumentParser.{name}", lambda inner, args, kwargs: None)
        if name in ("parse_args", "parse_known_args", "add_argument", "set_defaults", "get_default"):
            return NativeFunction(f"ArgumentParser.{name}", getattr(self, "_" + name))
        if name == "add_option":
            return NativeFunction("OptionParser.add_option", self._add_argument)
        return Unknown(f"parser.{name}")

    def _part(self, name, args, kwargs):
        known = [arg for arg in args if isinstance(arg, str)]
        options = {key: item for key, item in kwargs.items() if key in ("dest", "title") and isinstance(item, str)}
        try:
            return Parser(getattr(self.host, name)(*known, **options))
        except Exception:  # a use that Python's own refuses
            return Unknown(f"parser.{name}()")

    def _add_argument(self, interpreter, args, kwargs):
        names = [arg for arg in args if isinstance(arg, str)]
        try:
            action = self.host.add_argument(*names, **_known_options(interpreter, kwargs))
        except Exception as error:  # a declaration that Python's own refuses
            return interpreter.failed(error, "add_argument()")
        return SimpleNamespace({"dest": action.dest, "default": action.default})

    def _set_defaults(self, interpreter, args, kwargs):
        if interpreter.journal.is_vague(kwargs):
            self.is_open = True
            kwargs = {**{action.dest: Unknown(action.dest) for action in self.host._actions}, **kwargs}
        self.host.set_defaults(**kwargs)

    def _get_default(self, interpreter, args, kwargs):
        return self.host.get_default(args[0]) if args else None

    def _parse_args(self, interpreter, args, kwargs):
        namespace, rest = self._parsed(interpreter, args, kwargs)
        return (namespace, rest) if self.is_optparse else namespace

    def _parse_known_args(self, interpreter, args, kwargs):
        return self._parsed(interpreter, args, kwargs)

    def _parsed(self, interpreter, args, kwargs):
        given = args[0] if args else kwargs.get("args")
        words = known_items(interpreter, given) if given is not None else _command_line(interpreter)
        words = [word for word in words or [] if isinstance(word, str)]
        target = args[1] if len(args) > 1 else kwargs.get("namespace")
        namespace = SimpleNamespace({}) if target is None or isinstance(target, Unknown) else target
        held = self._held(interpreter, namespace)
        try:
            found, rest = self.host.parse_known_args(words, argparse.Namespace(**held))
        except _DoesNotParse:
            found, rest = self._relaxed(dict(held)), []
        if self.is_open and isinstance(namespace, SimpleNamespace):
            interpreter.journal.mark_vague(namespace.attrs)
        for name, item in vars(found).items():
            if held.get(name, MISSING) is not item:
                set_attribute(interpreter, namespace, name, item)
        return namespace, list(rest)

    def _held(self, interpreter, namespace):
        """The attributes that `namespace`, any object, has already: an option's default does not replace them."""
        if isinstance(namespace, SimpleNamespace):
            return dict(namespace.attrs)
        names = {action.dest for action in self.host._actions} | set(self.host._defaults)
        held = {name: attribute_or_missing(interpreter, namespace, name) for name in sorted(names)}
        return {name: item for name, item in held.items() if item is not MISSING}

    def _relaxed(self, values):
        """What the parser gives for a command line that lacks what it must have: that is not known."""
        for action in self.host._actions:
            must_have = action.required or not (action.option_strings or action.nargs in ("?", "*"))
            default = self.host.get_default(action.dest)
            missing = Unknown(action.dest) if must_have and default is None else default
            if action.dest != argparse.SUPPRESS and action.default is not argparse.SUPPRESS:
                values.setdefault(action.dest, missing)
        return argparse.Namespace(**{**self.host._defaults, **values})


class _DoesNotParse(Exception):
    """The command line does not fit the parser's declarations."""


class _QuietParser(argparse.ArgumentParser):
    """Python's own parser, which writes nothing and ends nothing."""

    def error(self, message):
        raise _DoesNotParse(message)

    def exit(self, status=0, message=None):
        raise _DoesNotParse(message)


_ACTIONS = ("store", "store_const", "store_true", "store_false", "append", "append_const", "count", "extend")


def _known_options(interpreter, kwargs):
    """The keyword arguments of `add_argument` that Python's own parser can use."""
    options = {key: kwargs[key] for key in ("dest", "default", "const") if key in kwargs}
    if interpreter.journal.is_vague(kwargs):
        options.setdefault("default", Unknown("default"))
    action = kwargs.get("action")
    if action in ("help", "version") or (isinstance(action, str) and action in _ACTIONS):
        options["action"] = action if action in _ACTIONS else "store_true"
    for key, kinds in (("nargs", (str, int)), ("required", bool)):
        if isinstance(kwargs.get(key), kinds):
            options[key] = kwargs[key]
    choices = kwargs.get("choices")
    if isinstance(choices, (list, tuple, range, dict)) and not contains_unknown(choices):
        options["choices"] = choices
    if kwargs.get("type") is not None and options.get("action", "store") in ("store", "append", "extend"):
        options["type"] = _converter(interpreter, kwargs["type"])
    return options


def _converter(interpreter, kind):
    """An option's `type`, by which argparse converts what is text, a text default too."""
    kind = {"int": int, "float": float, "string": str, "str": str}.get(kind, kind) if isinstance(kind, str) else kind

    def convert(text):
        if is_symbolic(text):
            return text if kind is str else Unknown(text)
        raised, made = interpreter.attempt((ValueError, TypeError), lambda: interpreter.call(kind, [text], {}))
        if raised:
            raise ValueError(text)
        return made

    return convert


def _command_line(interpreter):
    """What the program itself has put into `sys.argv` after its first entry."""
    argv = interpreter.imports.command_line()
    return argv[1:] if isinstance(argv, list) and not interpreter.journal.is_vague(argv) else []


def _new_parser(interpreter, *args, **kwargs):
    host = _QuietParser(add_help=False, conflict_handler="resolve", allow_abbrev=False)
    parents = kwargs.get("parents")
    for parent in parents if isinstance(parents, (list, tuple)) else ():
        if isinstance(parent, Parser):
            host._add_container_actions(parent.host)
            host._defaults.update(parent.host._defaults)
    return Parser(host)


function("argparse.ArgumentParser")(_new_parser)
function("optparse.OptionParser")(lambda interpreter, *args, **kwargs: Parser(_new_parser(interpreter).host, True))
for _name in ("SUPPRESS", "REMAINDER", "ZERO_OR_MORE", "ONE_OR_MORE", "OPTIONAL"):
    value(f"argparse.{_name}")(getattr(argparse, _name))
for _name in ("ArgumentDefaultsHelpFormatter", "RawTextHelpFormatter", "RawDescriptionHelpFormatter", "HelpFormatter",
              "FileType", "Action"):  # fmt: skip
    value(f"argparse.{_name}")(Unknown(_name))
value("argparse.ArgumentTypeError", "argparse.ArgumentError")(ValueError)


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
        words = [word for word in args[0] if isinstance(word, str)]
        interpreter.imports.flags.update(_given_flags(interpreter, words[1:]))
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
            interpreter.imports.flag_kinds[name] = kind
        return None

    return run


def _given_flags(interpreter, words):
    """What a command line says of the flags that are declared, as absl takes it: `--x=1`, `--x 1`, `--x`, `--nox`."""
    kinds = interpreter.imports.flag_kinds
    parser = _QuietParser(add_help=False, allow_abbrev=False, argument_default=argparse.SUPPRESS)
    for name, kind in kinds.items():
        parser.add_argument(
            f"--{name}", f"-{name}", dest=name, action="append" if kind.startswith("multi_") else "store"
        )
    switches = {
        f"{no}{name}": f"--{name}={not no}" for name, kind in kinds.items() if kind == "boolean" for no in ("", "no")
    }
    try:
        found, _ = parser.parse_known_args([switches.get(word.lstrip("-"), word) for word in words])
    except _DoesNotParse:
        return {}
    return {name: _flag_value(interpreter, kinds[name], text) for name, text in vars(found).items()}


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
    if (
        kind == "float"
        and isinstance(default, (int, str))
        and not isinstance(default, bool)
        and not (isinstance(default, str) and is_symbolic(default))
    ):
        return float(default)
    if kind == "integer" and isinstance(default, str) and default.lstrip("-").isdigit():
        return int(default)
    return default


for _kind in ("string", "integer", "float", "boolean", "bool", "enum", "list", "spaceseplist", "multi_string",
              "multi_integer", "multi_float", "multi_enum", "enum_class", "alias"):  # fmt: skip
    for _module in _MODULES:
        native(f"{_module}.DEFINE_{_kind}")(_define("boolean" if _kind == "bool" else _kind))

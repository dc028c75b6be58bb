"""`os`, `os.path`, `pathlib`, `glob`, `shutil`: paths are computed, the disk is never asked."""

import posixpath
from pathlib import PurePosixPath

from tfscope.resolver.library.registry import function, value
from tfscope.resolver.python.formatting import text_of
from tfscope.resolver.python.operators import label
from tfscope.resolver.python.symbolic import is_symbolic
from tfscope.resolver.python.types import NativeType
from tfscope.resolver.python.values import NativeFunction, NativeObject, Unknown
from tfscope.resolver.stdlib.pure import register_pure

for _name in ("basename", "dirname", "splitext", "normpath", "split", "isabs", "commonprefix"):
    register_pure(f"os.path.{_name}", getattr(posixpath, _name))


@function("os.path.join")
def _join(interpreter, *parts):
    texts = [text_of(interpreter, part) for part in parts]
    return posixpath.join(*texts) if texts else Unknown("os.path.join()")


def _unchanged(name):
    @function(name)
    def run(interpreter, path, *args, **kwargs):
        return path


for _name in ("abspath", "expanduser", "realpath", "expandvars"):
    _unchanged(f"os.path.{_name}")


def _entry(interpreter, path):
    """Whether `path` is a folder (True) or a file (False) beside the program's sources; None when neither is known."""
    if not isinstance(path, str) or is_symbolic(path):
        return None
    folder, name = posixpath.split(path)
    return interpreter.imports.sources.names_in(folder or ".").get(name)


@function("os.path.isfile")
def _isfile(interpreter, path):
    """Known for source files alone: what other files lie there is a matter of the machine, not of the program."""
    return True if _is_source(path) and _entry(interpreter, path) is False else Unknown("os.path.isfile()")


def _is_source(path):
    return isinstance(path, str) and path.endswith(".py")


@function("pkgutil.iter_modules")
def _iter_modules(interpreter, path=None, prefix=""):
    """The modules in the folders of `path`, as (finder, name, is package)."""
    from tfscope.resolver.python.iteration import known_items

    folders = known_items(interpreter, path)
    if folders is None or not all(isinstance(folder, str) for folder in folders):
        return Unknown("iter_modules()")
    names = {}
    for folder in folders:
        for name, is_folder in sorted(interpreter.imports.sources.names_in(folder).items()):
            if _is_source(name) and name != "__init__.py":
                names.setdefault(name[:-3], False)
            elif is_folder and "." not in name and name != "__pycache__":
                names.setdefault(name, True)
    return [(Unknown("finder"), prefix + name, is_package) for name, is_package in names.items()]


for _name in ("exists", "isdir", "getsize", "getmtime", "islink", "relpath"):
    value(f"os.path.{_name}")(Unknown(f"os.path.{_name}"))
value("os.path.sep")("/")
value("os.sep")("/")
value("os.linesep")("\n")
value("os.pathsep")(":")
value("os.name")("posix")
value("os.environ")(Unknown("os.environ"))
for _name in ("makedirs", "mkdir", "remove", "chdir", "rename", "unlink", "putenv", "chmod", "rmdir", "removedirs"):
    function(f"os.{_name}")(lambda interpreter, *args, **kwargs: None)
for _name in ("getcwd", "listdir", "walk", "getpid", "system", "popen", "cpu_count", "stat", "scandir", "uname",
              "urandom", "getcwdu", "access"):  # fmt: skip
    value(f"os.{_name}")(Unknown(f"os.{_name}"))


@function("os.getenv", "os.environ.get")
def _getenv(interpreter, name, default=None):
    return Unknown(label(name) if not isinstance(name, str) or is_symbolic(name) else name)


for _name in ("glob", "iglob"):
    value(f"glob.{_name}")(Unknown(f"glob.{_name}"))
for _name in ("copy", "copyfile", "rmtree", "move", "copytree", "copy2"):
    function(f"shutil.{_name}")(lambda interpreter, *args, **kwargs: None)


class PathValue(NativeObject):
    """`pathlib.Path`: what only the text of a path decides is Python's own answer, the rest is not known."""

    type_name = "Path"
    _PLAIN = ("name", "stem", "suffix", "suffixes", "parts", "anchor", "root", "drive")
    _PATHS = ("joinpath", "with_suffix", "with_name", "with_stem", "relative_to")
    _SAME = ("absolute", "resolve", "expanduser")
    _NOTHING = ("mkdir", "unlink", "rmdir", "touch", "write_text", "write_bytes", "rename", "chmod")

    def __init__(self, path):
        self.path = path

    def text(self, interpreter):
        return str(self.path)

    def attr(self, interpreter, name):
        if name in self._PLAIN:
            return getattr(self.path, name)
        if name == "parent":
            return PathValue(self.path.parent)
        if name == "parents":
            return [PathValue(parent) for parent in self.path.parents]
        if name in ("as_posix", "__str__", "__fspath__"):
            return NativeFunction(f"Path.{name}", lambda inner, args, kwargs: str(self.path))
        if name in self._PATHS:
            return NativeFunction(f"Path.{name}", lambda inner, args, kwargs: _joined_path(inner, self, name, args))
        if name in self._SAME:
            return NativeFunction(f"Path.{name}", lambda inner, args, kwargs: self)
        if name in self._NOTHING:
            return NativeFunction(f"Path.{name}", lambda inner, args, kwargs: None)
        return Unknown(f"path.{name}")

    def binary(self, interpreter, operator, other, reflected):
        if operator != "/":
            return NotImplemented
        left, right = (_made_path(interpreter, other), self) if reflected else (self, _made_path(interpreter, other))
        return PathValue(left.path / right.path)

    def compare(self, interpreter, operator, other, reflected):
        if operator in ("==", "!=") and isinstance(other, PathValue):
            return (self.path == other.path) is (operator == "==")
        return NotImplemented


def _joined_path(interpreter, path, name, args):
    try:
        return PathValue(getattr(path.path, name)(*(text_of(interpreter, arg) for arg in args)))
    except (ValueError, TypeError) as error:
        return interpreter.failed(error, f"Path.{name}()")


def _made_path(interpreter, *parts):
    return PathValue(PurePosixPath(*(text_of(interpreter, part) for part in parts)))


for _name in ("Path", "PurePath", "PosixPath", "PurePosixPath"):
    value(f"pathlib.{_name}")(NativeType(f"pathlib.{_name}", (PathValue,), _made_path))

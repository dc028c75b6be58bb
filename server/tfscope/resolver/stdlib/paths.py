"""`os`, `os.path`, `pathlib`, `glob`, `shutil`: paths are computed, the disk is never asked."""

import posixpath

from tfscope.resolver.library.registry import function, value
from tfscope.resolver.python.formatting import text_of
from tfscope.resolver.python.operators import label
from tfscope.resolver.python.symbolic import is_symbolic
from tfscope.resolver.python.values import Unknown
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
for _name in ("exists", "isfile", "isdir", "getsize", "getmtime", "islink", "relpath"):
    value(f"os.path.{_name}")(Unknown(f"os.path.{_name}"))
value("os.path.sep")("/")
value("os.sep")("/")
value("os.linesep")("\n")
value("os.pathsep")(":")
value("os.name")("posix")
value("os.environ")(Unknown("os.environ"))
for _name in ("makedirs", "mkdir", "remove", "chdir", "rename", "unlink", "putenv", "chmod", "rmdir", "removedirs"):
    function(f"os.{_name}")(lambda interpreter, *args, **kwargs: None)
for _name in ("getcwd", "listdir", "walk", "getpid", "system", "popen", "cpu_count", "stat", "scandir", "uname", "urandom",
              "getcwdu", "access"):  # fmt: skip
    value(f"os.{_name}")(Unknown(f"os.{_name}"))


@function("os.getenv", "os.environ.get")
def _getenv(interpreter, name, default=None):
    return Unknown(label(name) if not isinstance(name, str) or is_symbolic(name) else name)


for _name in ("glob", "iglob"):
    value(f"glob.{_name}")(Unknown(f"glob.{_name}"))
for _name in ("copy", "copyfile", "rmtree", "move", "copytree", "copy2"):
    function(f"shutil.{_name}")(lambda interpreter, *args, **kwargs: None)
value("pathlib.Path")(Unknown("Path"))
value("pathlib.PurePath")(Unknown("PurePath"))

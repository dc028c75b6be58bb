"""`sys`, `time`, `datetime`, `threading`, `platform`, `atexit`, `signal`."""

import collections
import sys

from tfscope.resolver.library.registry import NATIVES, Dynamic, function, value
from tfscope.resolver.python.contexts import Traceback
from tfscope.resolver.python.control import RaisedError
from tfscope.resolver.python.exceptions import handled_error
from tfscope.resolver.python.types import class_of
from tfscope.resolver.python.values import NativeObject, Unknown

VersionInfo = collections.namedtuple("VersionInfo", "major minor micro releaselevel serial")
value("sys.version_info")(VersionInfo(3, 7, 16, "final", 0))
value("sys.version")("3.7.16 (default)")
value("sys.argv")(Dynamic(lambda interpreter: interpreter.imports.argv))
value("sys.modules")(Dynamic(lambda interpreter: interpreter.imports.modules))
value("sys.maxsize")(sys.maxsize)
value("sys.maxint")(sys.maxsize)
value("sys.platform")("linux")
value("sys.byteorder")("little")
value("sys.flags")(Unknown("sys.flags"))
value("sys.path")([])
value("sys.executable")("python")
for _name in ("stdout", "stderr", "stdin", "getsizeof", "_getframe"):
    value(f"sys.{_name}")(Unknown(f"sys.{_name}"))
for _name in ("setrecursionlimit", "settrace", "setdefaultencoding"):
    function(f"sys.{_name}")(lambda interpreter, *args: None)


@function("sys.exc_info")
def _exc_info(interpreter):
    handled = handled_error(interpreter.frames[-1])
    return (None, None, None) if handled is None else (class_of(handled.value), handled.value, Traceback())


@function("sys.exit", "os._exit")
def _exit(interpreter, *code):
    raise RaisedError(SystemExit(*code))


for _name in ("time", "clock", "strftime", "localtime", "gmtime", "perf_counter", "ctime", "process_time",
              "monotonic", "mktime", "time_ns", "strptime"):  # fmt: skip
    value(f"time.{_name}")(Unknown(f"time.{_name}"))
function("time.sleep")(lambda interpreter, *args: None)
for _name in ("datetime", "date", "timedelta", "time", "timezone"):
    value(f"datetime.{_name}")(Unknown(f"datetime.{_name}"))
for _name in ("system", "node", "python_version", "machine", "platform", "uname"):
    value(f"platform.{_name}")(Unknown(f"platform.{_name}"))


class ThreadValue(NativeObject):
    """`threading.Thread`: what it runs, and when it started, is not followed."""

    type_name = "Thread"

    def attr(self, interpreter, name):
        if name in ("start", "join", "setDaemon", "run"):
            return NATIVES["time.sleep"]
        return Unknown(f"thread.{name}")


for _name in ("Thread", "Timer"):
    function(f"threading.{_name}")(lambda interpreter, *args, **kwargs: ThreadValue())
for _name in ("Lock", "RLock", "Event", "Condition", "local", "current_thread", "Semaphore", "main_thread"):
    value(f"threading.{_name}")(Unknown(f"threading.{_name}"))
function("atexit.register", "signal.signal", "gc.collect", "gc.disable")(lambda interpreter, *args, **kwargs: None)

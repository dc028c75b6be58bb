"""Modules whose calls do nothing that a name could depend on: `logging`, `warnings`, `pprint`, `traceback`."""

from tfscope.resolver.library.registry import function, value
from tfscope.resolver.python.values import NativeFunction, NativeObject, Unknown

_LEVELS = {"DEBUG": 10, "INFO": 20, "WARN": 30, "WARNING": 30, "ERROR": 40, "CRITICAL": 50, "FATAL": 50, "NOTSET": 0}


def nothing(interpreter, *args, **kwargs):
    """Does nothing and gives None."""


class Logger(NativeObject):
    """A logger: every method does nothing."""

    type_name = "Logger"

    def attr(self, interpreter, name):
        if name in ("level", "handlers", "name", "parent"):
            return Unknown(f"logger.{name}")
        return NativeFunction(f"Logger.{name}", lambda inner, args, kwargs: None)


function("logging.getLogger")(lambda interpreter, *args: Logger())
for _name in ("debug", "info", "warning", "warn", "error", "critical", "exception", "log", "basicConfig", "disable",
              "captureWarnings", "set_verbosity", "fatal", "addLevelName"):  # fmt: skip
    function(f"logging.{_name}", f"absl.logging.{_name}")(nothing)
for _name, _level in _LEVELS.items():
    value(f"logging.{_name}", f"absl.logging.{_name}")(_level)
for _name in ("Formatter", "StreamHandler", "FileHandler", "Handler", "Logger", "LoggerAdapter", "handlers"):
    value(f"logging.{_name}")(Unknown(f"logging.{_name}"))
for _name in ("warnings.warn", "warnings.filterwarnings", "warnings.simplefilter", "pprint.pprint",
              "traceback.print_exc", "traceback.print_stack", "faulthandler.enable", "pdb.set_trace",
              "ipdb.set_trace"):  # fmt: skip
    function(_name)(nothing)
for _name in ("warnings.catch_warnings", "pprint.pformat", "traceback.format_exc", "pprint.PrettyPrinter"):
    value(_name)(Unknown(_name))

"""Imports: modules of the workspace, models of libraries, and what is found nowhere."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator

from tfscope.resolver.python.control import RaisedError
from tfscope.resolver.python.interpreter import Frame, Interpreter
from tfscope.resolver.python.scopes import Block
from tfscope.resolver.python.statements import compile_block
from tfscope.resolver.python.values import MISSING, ModuleValue, Unknown, Value
from tfscope.resolver.sources import Sources
from tfscope.syntax import Module, Unit

# Called with the module's name, and True when no source has been found for it.
Models = Callable[[Interpreter, str, bool], "Value | None"]

# Modules of Python 2 that a program may try first and that Python 3 does not have.
_GONE = frozenset({
    "cPickle", "urllib2", "ConfigParser", "Queue", "StringIO", "cStringIO", "__builtin__", "Tkinter", "urlparse",
    "itertools.izip", "httplib", "HTMLParser", "commands", "exceptions", "sets", "thread", "cookielib",
})  # fmt: skip
_PRIVATE = "_"


class Imports:
    """What `import` finds. `modules` is the program's `sys.modules`."""

    def __init__(self, interpreter: Interpreter, sources: Sources, models: Models, entry_path: str) -> None:
        self.interpreter = interpreter
        self.sources = sources
        self.models = models
        self.entry_path = entry_path
        self.argv: list[Value] = [entry_path]
        self.flags: dict[str, Value] = {}
        self.flag_kinds: dict[str, str] = {}
        self.modules: dict[str, Value] = {}
        self.files: set[str] = set()
        # What has been run, by path, as it was then.
        self.sources_run: dict[str, Module] = {}
        self._packages: set[str] = set()
        # The package that a program's own file lies in, which no import has a name for.
        self._own = ModuleValue("")
        self._open: set[int] = set()
        self._stars: dict[int, list[ModuleValue]] = {}
        # The submodules that were made attributes of their packages, in order.
        self._bound: list[tuple[dict[str, Value], str]] = []

    def command_line(self) -> Value:
        """`sys.argv` as the program has left it: the list it began with, or what the program has put in its place."""
        module = self.modules.get("sys")
        return module.attrs.get("argv", self.argv) if isinstance(module, ModuleValue) else self.argv

    @contextlib.contextmanager
    def trial(self) -> Iterator[None]:
        """Modules that are loaded inside the block are forgotten at its end."""
        modules, bound = dict(self.modules), len(self._bound)
        try:
            yield
        finally:
            self.modules.clear()
            self.modules.update(modules)
            while len(self._bound) > bound:
                attrs, name = self._bound.pop()
                attrs.pop(name, None)

    # -- the forms of import

    def import_name(self, frame: Frame, name: str, binds_last: bool) -> Value:
        """`import name`: the module to bind, the first package unless it is imported `as` something."""
        module = self._import(frame, name)
        return module if binds_last or "." not in name else self.modules.get(name.split(".")[0], module)

    def import_from(self, frame: Frame, name: str | None, level: int) -> Value:
        """The module of `from name import ...`, relative by `level` dots."""
        if not level:
            return self._import(frame, name or "")
        full = self._absolute(frame, name, level)
        return self._import(frame, full) if full else self._own

    def _absolute(self, frame: Frame, name: str | None, level: int) -> str:
        """The full name of the module `name` after `level` dots; importlib._bootstrap's _resolve_name."""
        base = self._package_of(frame) if level else ""
        parts = base.split(".") if base else []
        kept = parts[: len(parts) - (level - 1)] if level > 1 else parts
        return ".".join([*kept, *([name] if name else [])])

    def member(self, frame: Frame, module: Value, name: str) -> Value:
        """`name` in `from module import name`: an attribute, else a submodule."""
        from tfscope.resolver.python.attributes import find_attribute

        if module is self._own:
            return self._loaded(frame, name) or Unknown(name, library=f".{name}")
        value = find_attribute(self.interpreter, module, name)
        if value is MISSING and isinstance(module, ModuleValue):
            value = self._loaded(frame, f"{module.name}.{name}") or MISSING
        if value is not MISSING:
            return value
        owner = module.name if isinstance(module, ModuleValue) else "module"
        failed = self.interpreter.failed(ImportError(f"cannot import name {name!r} from {owner!r}"), name)
        return failed if not isinstance(failed, Unknown) else Unknown(name, library=f"{owner}.{name}")

    def import_star(self, frame: Frame, module: Value) -> None:
        """`from module import *`; from a module that is not known, any name may come."""
        if not isinstance(module, ModuleValue) or module is self._own:
            self._open.add(id(frame.module))
            return
        if module.find is not None or id(module) in self._open:
            self._open.add(id(frame.module))
            self._stars.setdefault(id(frame.module), []).append(module)
        if module.find is not None:
            return
        public = module.attrs.get("__all__")
        listed = isinstance(public, (list, tuple)) and all(isinstance(name, str) for name in public)
        if public is not None and not listed:
            self._open.add(id(frame.module))
        names = public if listed else [n for n in module.attrs if isinstance(n, str) and not n.startswith(_PRIVATE)]
        self.interpreter.journal.touch(frame.vars)
        for name in names:
            value = self.member(frame, module, name)
            if not isinstance(value, Unknown) or name in module.attrs:
                frame.vars[name] = value

    def is_open(self, module: ModuleValue) -> bool:
        """Whether `module` may have names that are not known, from a star import."""
        return id(module) in self._open

    def star_name(self, module: ModuleValue, name: str) -> Value:
        """The global `name` of a module that is open: looked up in the library modules it imports all names of."""
        for source in reversed(self._stars.get(id(module), ())):
            value = self._public_member(source, name)
            if not isinstance(value, Unknown):
                module.attrs[name] = value
                return value
        return Unknown(name)

    def _public_member(self, source: ModuleValue, name: str) -> Value:
        if name.startswith(_PRIVATE):
            return Unknown(name)
        if source.find is None:
            return source.attrs[name] if name in source.attrs else self.star_name(source, name)
        value = source.find(self.interpreter, name)
        return Unknown(name) if value is MISSING else value

    def submodule(self, module: ModuleValue, name: str) -> Value:
        """`module.name` when it is a module that some import has loaded."""
        found = self.modules.get(f"{module.name}.{name}", MISSING)
        if found is not MISSING:
            return found
        getter = module.attrs.get("__getattr__", MISSING)
        return self.interpreter.call(getter, [name], {}) if getter is not MISSING else MISSING

    # -- finding and running

    def _package_of(self, frame: Frame) -> str:
        name = frame.module.attrs.get("__package_name__", frame.module.name)
        return name if isinstance(name, str) else ""

    def _import(self, frame: Frame, name: str) -> Value:
        parts = name.split(".")
        module: Value = Unknown(name)
        for count in range(1, len(parts) + 1):
            prefix = ".".join(parts[:count])
            parent = module
            module = self._loaded(frame, prefix)
            if module is None:
                module = self._missing(frame, prefix, name)
            if count > 1 and isinstance(parent, ModuleValue) and parent.find is None:
                self._bind(parent.attrs, parts[count - 1], module)
        return module

    def _bind(self, attrs: dict[str, Value], name: str, module: Value) -> None:
        if name not in attrs:
            attrs[name] = module
            self._bound.append((attrs, name))

    def _loaded(self, frame: Frame, name: str) -> Value | None:
        if name in self.modules:
            return self.modules[name]
        model = self.models(self.interpreter, name, False)
        if model is not None:
            self.modules[name] = model
            return model
        parent = self.modules.get(name.rpartition(".")[0])
        if isinstance(parent, Unknown) and "." in name:
            return None
        found = self.sources.find(name, frame.module.path or "")
        if found is None:
            stand_in = self._stand_in(name)
            found = self.sources.find_further(name) if stand_in is None else None
            if found is None:
                return stand_in
        module = self.run_module(name, *found)
        # A module may put something else in its place in `sys.modules`.
        return self.modules.get(name, module)

    def _stand_in(self, name: str) -> Value | None:
        model = self.models(self.interpreter, name, True)
        if model is not None:
            self.modules[name] = model
        return model

    def _missing(self, frame: Frame, name: str, wanted: str) -> Value:
        if name in _GONE or self._is_found_elsewhere(frame, wanted):
            self.interpreter.failed(ImportError(f"No module named {name!r}"), name)
        module = Unknown(name.rpartition(".")[2], library=name)
        self.modules[name] = module
        return module

    def _is_found_elsewhere(self, frame: Frame, name: str) -> bool:
        """Whether the program itself says that the module lies elsewhere: the `except` clause around the import takes
        one of the same name from another package (`except ImportError: from package.name import ...`), found there."""
        catcher = self.interpreter.catchers[-1] if self.interpreter.catchers else None
        if catcher is None or catcher.frame is not frame or not catcher.takes(ImportError()):
            return False
        others = {self._absolute(frame, *imported) for imported in catcher.imports} - {name}
        last = name.rpartition(".")[2]
        path = frame.module.path or ""
        return any(other.rpartition(".")[2] == last and self.sources.find(other, path) for other in others)

    def run_module(self, name: str, source: Module, is_package: bool) -> ModuleValue:
        """Runs a module's code, once."""
        frame = self.begin_module(name, source, is_package)
        try:
            for unit in source.units:
                self.run_unit(frame, unit)
        finally:
            self.interpreter.frames.pop()
        return frame.module

    def begin_module(self, name: str, source: Module, is_package: bool) -> Frame:
        """The frame of a module of which nothing has run; it is the innermost one now."""
        module = ModuleValue(name, source.path)
        module.attrs.update(
            __file__=source.path, __package_name__=name if is_package else name.rpartition(".")[0], __path__=[]
        )
        module.python2 = source.python2
        self.modules[name] = module
        self.files.add(source.path)
        self.sources_run[source.path] = source
        frame = Frame(self.interpreter, module.attrs, module, None, "<module>")
        self.interpreter.frames.append(frame)
        return frame

    def run_unit(self, frame: Frame, unit: Unit) -> None:
        """Runs one top-level statement. An error nobody catches ends the program there, not what a reader sees."""
        interpreter = self.interpreter
        said_before = _said(interpreter)
        try:
            unit_code(unit)(frame)
        except RaisedError as error:
            if interpreter.arms or interpreter.would_catch(error.value):
                raise
            interpreter.ended = True
        except RecursionError:
            interpreter.give_up("a statement nested too deeply")
        except Exception as error:
            interpreter.defect(error)
        while frame.deferred:
            interpreter.journal.merge_deferred(frame.deferred.pop()[1])
        if _said(interpreter) != said_before:
            # The records name places in it, which its next text may have elsewhere.
            interpreter.ran.add(unit)


def _said(interpreter: Interpreter) -> tuple[int, ...]:
    """How much has been recorded."""
    recorder = interpreter.graphs.recorder
    return len(recorder.events), len(recorder.diagnostics), len(recorder.remarks), len(interpreter.given_up)


_MODULE_BLOCK = Block("module", "<module>", None)


def unit_code(unit: Unit) -> Callable[[Frame], object]:
    """The compiled form of a unit, made once."""
    code = unit.cache.get("code")
    if code is None:
        code = unit.cache["code"] = compile_block(unit.outline, _MODULE_BLOCK, unit) if unit.outline else _nothing
    return code


def forget_code(unit: Unit) -> None:
    """Lets go of what was compiled of a unit, to save memory; a function that somebody still holds is compiled again
    when it is called."""
    for code in unit.cache.get("functions", ()):
        code.forget()
    unit.forget(compiled=True)


def _nothing(frame: Frame) -> None:
    return None



"""The values of the abstract interpreter.

What is known is a Python value of its own: `int`, `str`, `list`, `dict`, ... What only the program being read could
make (its functions, classes and instances) and what is not known are the classes of this file. Values that belong to
a library (a tensor, a variable scope) subclass `NativeObject` in that library's room.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Generator, Iterator
from typing import TYPE_CHECKING, Any

from tfscope.resolver.python.symbolic import placeholder, shortened

if TYPE_CHECKING:
    from tfscope.resolver.python.exceptions import Catcher
    from tfscope.resolver.python.interpreter import Frame, Interpreter
    from tfscope.syntax import Site

Value = Any


class Unknown:
    """A value that is not known. `label` is what a person sees in its place.

    `choices`, when not empty, are all the values it can be, of which it is not known which.
    `library` is the dotted name of the library callable it came from, for counting what is not modelled.
    `exists`: it is something, which one is not known; so it is true and not None. `is_none` is False when it is not
    None, though it may be 0.
    """

    __slots__ = ("choices", "exists", "is_none", "label", "library", "serial")
    _serials = itertools.count(1)

    def __init__(self, label: str, choices: tuple[Value, ...] = (), library: str | None = None,
                 exists: bool = False) -> None:  # fmt: skip
        self.label = shortened(label)
        self.choices = choices
        self.exists = exists
        self.is_none: bool | None = False if exists else None
        self.library = library
        self.serial = next(Unknown._serials)

    def without(self, is_ruled_out: Callable[[Value], bool], exists: bool = False) -> Value:
        """What is left when it is known not to be None, nor any of its choices that are ruled out."""
        left = tuple(choice for choice in self.choices if not is_ruled_out(choice))
        if len(left) == 1:
            return left[0]
        narrowed = Unknown(self.label, left, self.library, self.exists or exists)
        narrowed.is_none, narrowed.serial = False, self.serial
        return narrowed

    def __str__(self) -> str:
        return placeholder(self.label, self.serial)

    def __format__(self, spec: str) -> str:
        return str(self)

    def __repr__(self) -> str:
        return f"<{self.label}?>"


class Missing:
    """Stands where a merge finds nothing on one side."""

    def __repr__(self) -> str:
        return "<missing>"


MISSING = Missing()


class FunctionCode:
    """What a `def` or `lambda` compiles to, once per unit. `run(frame)` executes the body."""

    __slots__ = (
        "first_run", "is_generator", "kwarg", "kwonly", "name", "outlined", "parameters", "positional_only", "qualname",
        "run", "run_generator", "simple", "unit", "vararg",
    )  # fmt: skip

    def __init__(self, name: str, unit: Any, parameters: list[str], positional_only: int, vararg: str | None,
                 kwonly: list[str], kwarg: str | None, is_generator: bool, node: Any) -> None:  # fmt: skip
        self.name = name
        self.unit = unit
        self.parameters = parameters
        self.positional_only = positional_only
        self.vararg = vararg
        self.kwonly = kwonly
        self.kwarg = kwarg
        self.is_generator = is_generator
        self.simple = not (vararg or kwonly or kwarg)
        self.outlined = node
        self.run: Callable[[Frame], Any] | None = None
        self.run_generator: Callable[[Frame], Iterator[Value]] | None = None
        # What `run` or `run_generator` is before the first call: it compiles the body.
        self.first_run: Callable[[Frame], Any] | None = None

    def begin_anew(self, first_run: Callable[[Frame], Any]) -> None:
        """As if there had been no call yet: the next one compiles the body."""
        if self.is_generator:
            self.run_generator = first_run
        else:
            self.run = first_run

    def forget(self) -> None:
        """Lets go of what was compiled, to save memory."""
        if self.first_run is not None:
            self.begin_anew(self.first_run)

    @property
    def node(self) -> Any:
        """The `def` or `lambda` with its body."""
        return self.unit.in_full(self.outlined)


class Function:
    """A function of the program: its code with the defaults and the frame it was made in.

    `home` is the cell for the class in whose body the function is written, which `super()` and `__class__` mean.
    """

    __slots__ = ("attrs", "code", "defaults", "globals", "home", "kwdefaults", "outer")

    def __init__(self, code: FunctionCode, defaults: list[Value], kwdefaults: dict[str, Value],
                 outer: Frame | None, module: ModuleValue) -> None:  # fmt: skip
        self.code = code
        self.defaults = defaults
        self.kwdefaults = kwdefaults
        self.outer = outer
        self.globals = module
        self.attrs: dict[str, Value] = {}
        self.home: list[ClassValue] | None = None

    @property
    def name(self) -> str:
        name = self.attrs.get("__name__")
        return name if isinstance(name, str) else self.code.name


class BoundMethod:
    __slots__ = ("function", "receiver")

    def __init__(self, function: Value, receiver: Value) -> None:
        self.function = function
        self.receiver = receiver


class ClassValue:
    """A class of the program. `mro` holds ClassValues, host types and, at most once each, Unknown bases.

    `metaclass` is a ClassValue or host type, None for plain `type`. `registered` are the classes that
    `ABCMeta.register` has made virtual subclasses. `hooks_access`: whether a `__getattribute__` is in its way.
    """

    __slots__ = (
        "attrs", "bases", "has_unknown_base", "hooks_access", "host_base", "is_abstract", "metaclass", "module",
        "mro", "name", "registered", "unit",
    )  # fmt: skip

    def __init__(self, name: str, bases: list[Value], attrs: dict[str, Value], module: ModuleValue,
                 metaclass: Value = None) -> None:  # fmt: skip
        self.name = name
        self.bases = bases
        self.attrs = attrs
        self.module = module
        self.metaclass = metaclass if metaclass is not None else inherited_metaclass(bases)
        self.registered: list[Value] = []
        self.is_abstract = False
        self.unit: Any = None
        self.mro: list[Value] = linearized(self, bases)
        self.has_unknown_base = any(isinstance(base, Unknown) for base in self.mro)
        self.host_base = next(
            (base for base in self.mro if isinstance(base, type) and base is not object), None
        )
        self.hooks_access = self.lookup("__getattribute__") is not MISSING

    def lookup(self, name: str) -> Value:
        """The attribute `name` of the first class in resolution order that has it, else MISSING."""
        for base in self.mro:
            if type(base) is ClassValue and name in base.attrs:
                return base.attrs[name]
        return MISSING

    def lookup_after(self, owner: Value, name: str) -> Value:
        """As `lookup`, in the classes that follow `owner`."""
        start = self.mro.index(owner) + 1 if owner in self.mro else 0
        for base in self.mro[start:]:
            if type(base) is ClassValue and name in base.attrs:
                return base.attrs[name]
        return MISSING

    def is_subclass(self, other: Value) -> bool:
        if other is object:
            return True
        for base in self.mro:
            if base is other or (isinstance(base, type) and isinstance(other, type) and issubclass(base, other)):
                return True
        return isinstance(other, ClassValue) and any(self.is_subclass(cls) for cls in other.registered)


def inherited_metaclass(bases: list[Value]) -> Value:
    """The metaclass that a class with these bases gets: the most derived of theirs, None for plain `type`."""
    found: Value = None
    for base in bases:
        metaclass = base.metaclass if isinstance(base, ClassValue) else None
        if metaclass is None:
            continue
        if found is None or (type(metaclass) is ClassValue and metaclass.is_subclass(found)):
            found = metaclass
    return found


def linearized(cls: ClassValue, bases: list[Value]) -> list[Value]:
    """The method resolution order (C3, as CPython's `type.mro`); plain depth first where C3 has no answer."""
    sequences = [_mro_of(base) for base in bases] + [list(bases)]
    result: list[Value] = [cls]
    while any(sequences):
        sequences = [sequence for sequence in sequences if sequence]
        for sequence in sequences:
            head = sequence[0]
            if not any(head in other[1:] for other in sequences):
                break
        else:
            head = sequences[0][0]
        result.append(head)
        sequences = [[item for item in sequence if item is not head] for sequence in sequences]
    return result


def _mro_of(base: Value) -> list[Value]:
    if isinstance(base, ClassValue):
        return list(base.mro)
    if isinstance(base, type):
        return [host for host in base.__mro__ if host is not object]
    return [base]


class Instance:
    """An object of a class of the program. `payload` is the host value when the class derives from a built-in one.
    `made_at`: the call that made it, None where that is not in the program's own text."""

    __slots__ = ("attrs", "cls", "made_at", "payload")

    def __init__(self, cls: ClassValue, payload: Value = None, made_at: Site | None = None) -> None:
        self.cls = cls
        self.made_at = made_at
        self.attrs: dict[str, Value] = {}
        self.payload = payload

    def __repr__(self) -> str:
        return f"<{self.cls.name} object>"


class ModuleValue:
    """A module. `find` is asked for what is not in `attrs`: submodules, lazily loaded models."""

    __slots__ = ("attrs", "find", "is_library", "name", "path", "python2")

    def __init__(self, name: str, path: str | None = None,
                 find: Callable[[Interpreter, str], Value] | None = None) -> None:  # fmt: skip
        self.name = name
        self.path = path
        self.attrs: dict[str, Value] = {"__name__": name, "__doc__": None}
        self.find = find
        self.is_library = False
        self.python2 = False

    def __repr__(self) -> str:
        return f"<module {self.name}>"


class NativeFunction:
    """A function of a library model written for the interpreter: `run(interpreter, args, kwargs)`.

    `name` is its public dotted name. `binds`: whether it becomes a method in the body of a class, as functions
    written in Python do and built-in ones do not.
    """

    __slots__ = ("attrs", "binds", "name", "run")

    def __init__(self, name: str, run: Callable[[Interpreter, list[Value], dict[str, Value]], Value],
                 binds: bool = True) -> None:  # fmt: skip
        self.name = name
        self.run = run
        self.binds = binds
        self.attrs: dict[str, Value] = {}

    def __repr__(self) -> str:
        return f"<function {self.name}>"


class View(list):
    """What `dict.keys()`, `.values()` and `.items()` give: a list, since in Python 2 it is one, that also does what
    Python 3's views do. `text_form` is how it is written out."""

    def __init__(self, items: Any = (), name: str = "dict_items") -> None:
        super().__init__(items)
        self.name = name

    def text_form(self, inner: str) -> str:
        return f"{self.name}({inner})"


class HostMethod:
    """A method of a built-in value, such as `[].append`."""

    __slots__ = ("name", "receiver")

    def __init__(self, receiver: Value, name: str) -> None:
        self.receiver = receiver
        self.name = name


class HostUnbound:
    """A method taken from a built-in type, such as `dict.get`."""

    __slots__ = ("name", "owner")

    def __init__(self, owner: type, name: str) -> None:
        self.owner = owner
        self.name = name


class PropertyValue:
    __slots__ = ("deleter", "getter", "setter")

    def __init__(self, getter: Value, setter: Value = None, deleter: Value = None) -> None:
        self.getter = getter
        self.setter = setter
        self.deleter = deleter


class StaticMethod:
    __slots__ = ("function",)

    def __init__(self, function: Value) -> None:
        self.function = function


class ClassMethod:
    __slots__ = ("function",)

    def __init__(self, function: Value) -> None:
        self.function = function


class Partial:
    __slots__ = ("args", "function", "kwargs")

    def __init__(self, function: Value, args: list[Value], kwargs: dict[str, Value]) -> None:
        self.function = function
        self.args = args
        self.kwargs = kwargs


class SuperValue:
    __slots__ = ("owner", "receiver")

    def __init__(self, owner: Value, receiver: Value) -> None:
        self.owner = owner
        self.receiver = receiver


class GeneratorValue:
    """A generator of the program. `steps` is the host generator that runs its body.

    `catchers` are those of the `try` statements it stands in while it is suspended.
    """

    __slots__ = ("catchers", "frame", "steps")

    def __init__(self, frame: Frame, steps: Generator[Value, Value, Value]) -> None:
        self.frame = frame
        self.steps = steps
        self.catchers: list[Catcher] = []


class MissingAttributeError(Exception):
    """Raised by `NativeObject.attr` for an attribute the object does not have."""


class NativeObject:
    """Base of the values that a library's room defines. Override what the object can do.

    Every hook returns NotImplemented where the object has no answer of its own; the interpreter then gives what it
    gives for an unknown value.
    """

    type_name = "object"

    def attr(self, interpreter: Interpreter, name: str) -> Value:
        method = getattr(type(self), "py_" + name, None)
        if method is not None:
            return NativeFunction(
                f"{self.type_name}.{name}",
                lambda interp, args, kwargs: method(
                    self, interp, *args, **interp.host_keywords(method, 2 + len(args), kwargs)
                ),
            )
        getter = getattr(type(self), "get_" + name, None)
        if getter is not None:
            return getter(self, interpreter)
        raise MissingAttributeError(name)

    def set_attr(self, interpreter: Interpreter, name: str, value: Value) -> None:
        """Ignores what it does not know; subclasses override for what matters."""

    def call(self, interpreter: Interpreter, args: list[Value], kwargs: dict[str, Value]) -> Value:
        return NotImplemented

    def item(self, interpreter: Interpreter, key: Value) -> Value:
        return NotImplemented

    def set_item(self, interpreter: Interpreter, key: Value, value: Value) -> None:
        """Nothing by default."""

    def delete_item(self, interpreter: Interpreter, key: Value) -> None:
        """Nothing by default."""

    def binary(self, interpreter: Interpreter, operator: str, other: Value, reflected: bool) -> Value:
        return NotImplemented

    def unary(self, interpreter: Interpreter, operator: str) -> Value:
        return NotImplemented

    def compare(self, interpreter: Interpreter, operator: str, other: Value, reflected: bool) -> Value:
        return NotImplemented

    def truth(self) -> bool | None:
        return True

    def length(self) -> Value:
        return NotImplemented

    def iterate(self, interpreter: Interpreter) -> list[Value] | None:
        """The items in order, None when they are not known."""
        return None

    def enter(self, interpreter: Interpreter) -> Value:
        return self

    def exit(self, interpreter: Interpreter, raised: Value) -> bool:
        """Leaves a `with` block; returns whether the exception `raised` (None without one) is swallowed."""
        return False

    def joined(self, other: Value) -> Value:
        """The value that stands for both this and `other`, NotImplemented when there is none."""
        return NotImplemented

    def bind(self, interpreter: Interpreter, owner: Value, cls: Value) -> Value:
        """What it gives as an attribute of a class, seen through an instance `owner` (None: the class itself)."""
        return self

    def subclassed(self, interpreter: Interpreter, name: str, bases: list[Value], attrs: dict[str, Value],
                   module: ModuleValue) -> Value:  # fmt: skip
        """The class that `class name(self): ...` makes; NotImplemented for one made as usual."""
        return NotImplemented

    def set_name(self, interpreter: Interpreter, cls: ClassValue, name: str) -> None:
        """Told, when it stands in the body of a class, of that class and its name there."""

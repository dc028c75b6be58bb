"""`math`, `operator`, `numbers`, `random`."""

import functools
import math

from tfscope.resolver.library.registry import function, value
from tfscope.resolver.python import operators
from tfscope.resolver.python.builtins import adapted
from tfscope.resolver.python.types import NUMBER_CLASSES
from tfscope.resolver.python.values import NativeFunction, Unknown
from tfscope.resolver.stdlib.pure import register_pure

for _name in dir(math):
    _item = getattr(math, _name)
    if isinstance(_item, float):
        value(f"math.{_name}")(_item)
    elif not _name.startswith("_") and _name not in ("factorial", "perm", "comb"):
        register_pure(f"math.{_name}", _item)


def _small(name):
    """A function whose result is too large to compute for arguments above a thousand."""
    function = getattr(math, name)

    def run(*numbers):
        if any(isinstance(number, int) and number > 1_000 for number in numbers):
            raise OverflowError(name)
        return function(*numbers)

    register_pure(f"math.{name}", run)


for _name in ("factorial", "perm", "comb"):
    _small(_name)

for _name, _cls in NUMBER_CLASSES.items():
    value(f"numbers.{_name}")(_cls)

_OPERATORS = {
    "add": "+", "concat": "+", "sub": "-", "mul": "*", "truediv": "/", "floordiv": "//", "mod": "%", "pow": "**",
    "lshift": "<<", "rshift": ">>", "and_": "&", "or_": "|", "xor": "^", "matmul": "@",
}  # fmt: skip
_COMPARISONS = {"lt": "<", "le": "<=", "eq": "==", "ne": "!=", "ge": ">=", "gt": ">", "is_": "is", "is_not": "is not"}
_UNARY = {"neg": "-", "pos": "+", "invert": "~", "inv": "~", "not_": "not"}
_METHODS = {"abs": "abs", "index": "int", "truth": "bool"}


def _operator(name, run):
    value(f"operator.{name}")(NativeFunction(f"operator.{name}", run, binds=False))


def _applied(function, symbol):
    return lambda interpreter, args, kwargs: function(interpreter, symbol, *args)


for _table, _function in ((_OPERATORS, operators.binary), (_COMPARISONS, operators.compare), (_UNARY, operators.unary)):
    for _name, _symbol in _table.items():
        _operator(_name, _applied(_function, _symbol))
for _name, _symbol in _OPERATORS.items():
    _operator(f"i{_name.rstrip('_')}", _applied(operators.in_place, _symbol))
for _name, _builtin in _METHODS.items():
    _operator(_name, lambda interpreter, args, kwargs, _builtin=_builtin: interpreter.call(
        interpreter.builtins[_builtin], args, kwargs))  # fmt: skip
_operator("contains", lambda interpreter, args, kwargs: operators.compare(interpreter, "in", args[1], args[0]))
_operator("getitem", lambda interpreter, args, kwargs: operators.get_item(interpreter, *args))
_operator("setitem", lambda interpreter, args, kwargs: operators.set_item(interpreter, *args))
_operator("delitem", lambda interpreter, args, kwargs: operators.delete_item(interpreter, *args))


@function("operator.itemgetter")
def _itemgetter(interpreter, *keys):
    def run(inner, args, kwargs):
        items = [operators.get_item(inner, args[0], key) for key in keys]
        return items[0] if len(items) == 1 else tuple(items)

    return NativeFunction("operator.itemgetter()", run)


@function("operator.attrgetter")
def _attrgetter(interpreter, *names):
    from tfscope.resolver.python.attributes import get_attribute

    def read(inner, owner, path):
        return functools.reduce(lambda item, name: get_attribute(inner, item, name), path.split("."), owner)

    def run(inner, args, kwargs):
        items = [read(inner, args[0], name) for name in names]
        return items[0] if len(items) == 1 else tuple(items)

    return NativeFunction("operator.attrgetter()", run)


@function("operator.methodcaller")
def _methodcaller(interpreter, name, *args, **kwargs):
    label = "operator.methodcaller()"
    return NativeFunction(
        label, adapted(label, lambda inner, given: inner.call_method(given, name, list(args), kwargs))
    )


for _name in ("random", "randint", "choice", "uniform", "sample", "gauss", "randrange", "normalvariate", "getrandbits",
              "Random", "choices", "SystemRandom", "betavariate"):  # fmt: skip
    value(f"random.{_name}")(Unknown(_name))
for _name in ("seed", "shuffle"):
    function(f"random.{_name}")(lambda interpreter, *args: None)

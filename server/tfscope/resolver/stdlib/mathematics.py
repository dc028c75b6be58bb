"""`math`, `operator`, `numbers`, `random`, `bisect`, `fractions`."""

import bisect
import math
import operator

from tfscope.resolver.library.registry import function, value
from tfscope.resolver.python import operators
from tfscope.resolver.python.types import NUMBER_CLASSES
from tfscope.resolver.python.values import NativeFunction, Unknown
from tfscope.resolver.stdlib.pure import register_pure

for _name in dir(math):
    _item = getattr(math, _name)
    if isinstance(_item, float):
        value(f"math.{_name}")(_item)
    elif not _name.startswith("_") and _name not in ("factorial", "perm", "comb"):
        register_pure(f"math.{_name}", _item)

for _name in ("bisect", "bisect_left", "bisect_right"):
    register_pure(f"bisect.{_name}", getattr(bisect, _name))

for _name, _cls in NUMBER_CLASSES.items():
    value(f"numbers.{_name}")(_cls)

_OPERATORS = {"add": "+", "sub": "-", "mul": "*", "truediv": "/", "floordiv": "//", "mod": "%", "pow": "**"}
for _name, _symbol in _OPERATORS.items():

    @function(f"operator.{_name}")
    def _binary(interpreter, left, right, _symbol=_symbol):
        return operators.binary(interpreter, _symbol, left, right)


@function("operator.itemgetter")
def _itemgetter(interpreter, *keys):
    def run(inner, args, kwargs):
        items = [operators.get_item(inner, args[0], key) for key in keys]
        return items[0] if len(items) == 1 else tuple(items)

    return NativeFunction("operator.itemgetter()", run)


@function("operator.attrgetter")
def _attrgetter(interpreter, name):
    from tfscope.resolver.python.attributes import get_attribute

    return NativeFunction("operator.attrgetter()", lambda inner, args, kwargs: get_attribute(inner, args[0], name))


for _name in ("lt", "le", "eq", "ne", "ge", "gt"):
    register_pure(f"operator.{_name}", getattr(operator, _name))

for _name in ("random", "randint", "choice", "uniform", "sample", "gauss", "randrange", "normalvariate", "getrandbits",
              "Random", "choices", "SystemRandom", "betavariate"):  # fmt: skip
    value(f"random.{_name}")(Unknown(_name))
for _name in ("seed", "shuffle"):
    function(f"random.{_name}")(lambda interpreter, *args: None)

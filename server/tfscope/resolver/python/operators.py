"""The operators over the interpreter's values, for every room.

Known values are computed by Python's own operators. Where an operand is not known the result is a labelled unknown;
strings keep what is known of them. The rules are in `truths`, `arithmetic`, `comparison` and `items`.
"""

from tfscope.resolver.python.arithmetic import LARGEST, METHOD_OF, binary, in_place, unary
from tfscope.resolver.python.comparison import compare, contains_unknown, equal
from tfscope.resolver.python.items import (
    blur,
    delete_item,
    get_item,
    made_set,
    put_key,
    put_keys,
    set_item,
    update_dict,
    update_named,
)
from tfscope.resolver.python.truths import element_of, is_plain, label, truth

__all__ = [
    "LARGEST", "METHOD_OF", "binary", "blur", "compare", "contains_unknown", "delete_item", "element_of", "equal",
    "get_item", "in_place", "is_plain", "label", "made_set", "put_key", "put_keys", "set_item", "truth", "unary",
    "update_dict", "update_named",
]  # fmt: skip

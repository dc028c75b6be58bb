"""The value that stands for two values of which it is not known which."""

from __future__ import annotations

from tfscope.resolver.python.operators import label
from tfscope.resolver.python.symbolic import shown
from tfscope.resolver.python.values import BoundMethod, NativeObject, Unknown, Value

_MOST_CHOICES = 6


def join(left: Value, right: Value) -> Value:
    """Either of two values: themselves when they are the same, else an Unknown that remembers both."""
    if left is right:
        return left
    if type(left) is type(right):
        same = _joined_alike(left, right)
        if same is not NotImplemented:
            return same
    elif isinstance(left, NativeObject) and isinstance(right, NativeObject):
        same = left.joined(right)
        if same is not NotImplemented:
            return same
    return _choice(left, right)


def _joined_alike(left: Value, right: Value) -> Value:
    if isinstance(left, (int, float, str, bytes)):
        return left if left == right else NotImplemented
    if type(left) is tuple and len(left) == len(right):
        return tuple(join(a, b) for a, b in zip(left, right, strict=True))
    if isinstance(left, NativeObject):
        return left.joined(right)
    if isinstance(left, BoundMethod) and left.receiver is right.receiver and left.function is right.function:
        return left
    return NotImplemented


def _choice(left: Value, right: Value) -> Value:
    choices: list[Value] = []
    for value in (left, right):
        if isinstance(value, Unknown):
            if not value.choices:
                return Unknown(value.label)
            choices.extend(value.choices)
        else:
            choices.append(value)
    distinct = [c for i, c in enumerate(choices) if not any(_same(c, other) for other in choices[:i])]
    text = "|".join(dict.fromkeys(shown(label(choice)) for choice in distinct))
    return Unknown(text, tuple(distinct) if len(distinct) <= _MOST_CHOICES else ())


def _same(left: Value, right: Value) -> bool:
    return left is right or (
        type(left) is type(right) and isinstance(left, (int, float, str, bytes)) and left == right
    )

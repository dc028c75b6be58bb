"""What a call that shares a variable asks for in vain: TensorFlow gives the variable as it is, and says nothing."""

from __future__ import annotations

from dataclasses import dataclass

from tfscope.resolver.python.values import BoundMethod, ClassValue, Function, Instance, Unknown, Value

_PLAIN = (bool, int, float, str, type(None))


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a call said itself, not its scope, of how a variable is to be. None is not said."""

    initializer: Value = None
    regularizer: Value = None
    trainable: Value = None


NO_WISHES = Wishes()


def ignored(wanted: Wishes, created_with: Wishes, effective: Wishes) -> tuple[str, ...]:
    """The arguments of a sharing call that have no effect.

    wanted: of the call that shares. created_with: of the one that made the variable; where both say the same nothing
    is lost. effective: what the variable was made with after all, its scope's included.
    """
    found = []
    if _is_other(wanted.initializer, effective.initializer):
        found.append("initializer")
    if wanted.regularizer is not None and not isinstance(wanted.regularizer, Unknown) and effective.regularizer is None:
        found.append("regularizer")
    if isinstance(wanted.trainable, bool) and wanted.trainable is not _as_bool(created_with.trainable):
        found.append("trainable")
    return tuple(found)


def _as_bool(trainable: Value) -> Value:
    return True if trainable is None else trainable if isinstance(trainable, bool) else None


def _is_other(wanted: Value, made_with: Value) -> bool:
    """Whether an initializer is given that is certainly another than the one the variable was made with."""
    return wanted is not None and same(wanted, made_with) is False


def same(left: Value, right: Value) -> bool | None:
    """Whether two values are alike, None when that is not known."""
    if left is right:
        return True
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        return None
    if isinstance(left, _PLAIN) and isinstance(right, _PLAIN):
        return left == right
    if isinstance(left, (list, tuple)) and isinstance(right, (list, tuple)):
        return _all(same(a, b) for a, b in zip(left, right, strict=True)) if len(left) == len(right) else False
    return _same_object(left, right)


def _same_object(left: Value, right: Value) -> bool | None:
    if isinstance(left, Instance) and isinstance(right, Instance):
        if left.cls is not right.cls or left.attrs.keys() != right.attrs.keys():
            return False
        return _all(same(left.attrs[key], right.attrs[key]) for key in left.attrs)
    if isinstance(left, Function) and isinstance(right, Function):
        return left.code is right.code
    kinds = (Instance, Function, BoundMethod, ClassValue, *_PLAIN, list, tuple)
    if isinstance(left, kinds) and isinstance(right, kinds) and type(left) is not type(right):
        return None if _may_be_alike(left, right) else False
    return None


def _may_be_alike(left: Value, right: Value) -> bool:
    """A class stands for what it makes: `zeros_initializer` and `zeros_initializer()` do the same."""
    classes = [value.cls if isinstance(value, Instance) else value for value in (left, right)]
    return isinstance(left, BoundMethod) or isinstance(right, BoundMethod) or classes[0] is classes[1]


def _all(verdicts) -> bool | None:
    """False if one is False, None if one is not known."""
    known = list(verdicts)
    if False in known:
        return False
    return None if None in known else True

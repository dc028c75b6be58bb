"""lsprotocol's classes, made by attrs when they are first used.

A session uses some sixty of 550; making all of them was a quarter of what a server takes to start.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import attrs

# Asked for on the class by whoever looks at its fields, and by Python when an instance is made.
_ASKED_FIRST = ("__attrs_attrs__", "__init__")
_making = threading.RLock()


class _Unmade:
    """Stands in a class for what attrs puts there, until somebody asks for it."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __get__(self, instance: object, owner: type) -> Any:
        _make(owner)
        return getattr(owner if instance is None else instance, self._name)


def load() -> None:
    """Imports `lsprotocol.types` with classes that are made at their first use, unless it was imported already.

    `lsprotocol._hooks._resolve_forward_references` would make all of them to resolve their annotations, so it is told
    that this is done; each class's are resolved when it is made.
    """
    if "lsprotocol.types" in sys.modules:
        return
    with _defined_later():
        import lsprotocol.types  # noqa: F401
    from lsprotocol import _hooks

    _hooks._resolved_forward_references = True


@contextmanager
def _defined_later() -> Iterator[None]:
    define = attrs.define
    attrs.define = _define_later  # type: ignore[assignment]
    try:
        yield
    finally:
        attrs.define = define


def _define_later(cls: type) -> type:
    for name in _ASKED_FIRST:
        setattr(cls, name, _Unmade(name))
    return cls


def _make(cls: type) -> None:
    from lsprotocol.types import ALL_TYPES_MAP

    with _making:
        if not isinstance(vars(cls).get("__init__"), _Unmade):  # another thread was faster
            return
        for name in _ASKED_FIRST:
            delattr(cls, name)
        # With slots attrs would make a new class in place of this one, which others know already.
        attrs.define(cls, slots=False)
        attrs.resolve_types(cls, ALL_TYPES_MAP, {})

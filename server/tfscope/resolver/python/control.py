"""How control leaves a statement: signals that closures return, and what the host raises."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tfscope.syntax import Site


class Signal:
    """Returned by a statement that did not run to its end; None is returned by one that did."""

    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        self.name = name

    def __repr__(self) -> str:
        return self.name


RETURN, BREAK, CONTINUE = Signal("return"), Signal("break"), Signal("continue")


class RaisedError(Exception):
    """An exception of the program under analysis on its way up. `value` is an Instance or a host exception value."""

    def __init__(self, value: Any, report: Any = None) -> None:
        super().__init__()
        self.value = value
        self.report = report


class OutOfBudgetError(BaseException):
    """The analysis has used what it may use; unwinds everything and keeps what was found.

    A BaseException, so that no `except Exception` on the way takes it.
    """

    def __init__(self, reason: str, site: Site | None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.site = site


class CancelledError(BaseException):
    """Somebody no longer wants the answer."""


class ArmAbandonedError(BaseException):
    """An arm of an undecided branch has run long without naming anything; it ends where the arm numbered `arm`
    began, outermost first, counted from 1."""

    def __init__(self, arm: int) -> None:
        super().__init__()
        self.arm = arm

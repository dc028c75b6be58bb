"""tfscope: what TensorFlow 1.x will call your variables, without running your code.

`tfscope.resolve` and the records it gives are the public interface (`tfscope.api`); everything else may change.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

__all__ = ["Call", "Diagnostic", "Event", "GaveUp", "Related", "Resolution", "ScopeFacts", "Site", "resolve"]

if TYPE_CHECKING:
    from tfscope.api import Call, Diagnostic, Event, GaveUp, Related, Resolution, ScopeFacts, Site, resolve


def __getattr__(name: str) -> Any:
    # Loaded when first used: the command and the server begin by importing this module.
    if name in __all__:
        from tfscope import api

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

"""tfscope: what TensorFlow 1.x will call your variables, without running your code."""

from __future__ import annotations

__version__ = "0.1.0"

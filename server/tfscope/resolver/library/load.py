"""Imports every file of natives, which registers them, and gives the finder."""

from __future__ import annotations

from tfscope.resolver.library import numpy, primitives, structures, tensorflow_core, third_party
from tfscope.resolver.library.finder import find_model
from tfscope.resolver.stdlib import modules as stdlib
from tfscope.resolver.tensorflow.ops import array, math, neural, random

__all__ = ["array", "find_model", "math", "neural", "numpy", "primitives", "random", "stdlib", "structures",
           "tensorflow_core", "third_party"]  # fmt: skip

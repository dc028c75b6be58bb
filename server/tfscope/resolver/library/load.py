"""Imports every file of natives, which registers them, and gives the finder."""

from __future__ import annotations

from tfscope.resolver.library import numpy, primitives, structures, tensorflow_core, third_party
from tfscope.resolver.library.finder import find_model
from tfscope.resolver.stdlib import modules as stdlib
from tfscope.resolver.tensorflow.ops import (
    array,
    checks,
    convolution,
    creation,
    elementwise,
    image,
    indexing,
    linear_algebra,
    neural,
    random,
    reductions,
    signal,
    sparse,
    strings,
)

__all__ = ["array", "checks", "convolution", "creation", "elementwise", "find_model", "image", "indexing",
           "linear_algebra", "neural", "numpy", "primitives", "random", "reductions", "signal", "sparse", "stdlib",
           "strings", "structures", "tensorflow_core", "third_party"]  # fmt: skip

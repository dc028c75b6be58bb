"""Imports every file of the standard library's models, which registers them."""

from tfscope.resolver.stdlib import (
    containers,
    contexts,
    functions,
    introspection,
    mathematics,
    options,
    paths,
    quiet,
    system,
    text,
    weak_references,
)

__all__ = ["containers", "contexts", "functions", "introspection", "mathematics", "options", "paths", "quiet",
           "system", "text", "weak_references"]  # fmt: skip

"""Models of Python's standard library, one file per group of modules."""

"""TensorFlow's private modules as programs import them: which paths are modules, and which public ones they equal."""

from __future__ import annotations

# Packages whose `__init__` is empty: all they hold are modules, also where a public symbol has the same name
# (`from tensorflow.python.ops import variable_scope`).
_PACKAGES = frozenset({
    "tf.python", "tf.python.client", "tf.python.data", "tf.python.data.ops", "tf.python.data.util",
    "tf.python.distribute", "tf.python.eager", "tf.python.estimator", "tf.python.feature_column",
    "tf.python.framework", "tf.python.keras.engine", "tf.python.keras.utils", "tf.python.layers", "tf.python.lib",
    "tf.python.lib.io", "tf.python.ops", "tf.python.ops.distributions", "tf.python.ops.linalg",
    "tf.python.ops.losses", "tf.python.ops.ragged", "tf.python.platform", "tf.python.profiler",
    "tf.python.saved_model", "tf.python.summary", "tf.python.summary.writer", "tf.python.tools", "tf.python.training",
    "tf.python.training.tracking", "tf.python.util",
})  # fmt: skip

SAME_AS = {
    "tf.python.platform.tf_logging": "tf.logging", "tf.python.platform.gfile": "tf.gfile",
    "tf.python.platform.flags": "tf.flags", "tf.python.platform.app": "tf.app", "tf.python.ops.nn": "tf.nn",
    "tf.python.ops.losses.losses": "tf.losses", "tf.python.ops.losses.losses_impl": "tf.losses",
    "tf.python.ops.metrics": "tf.metrics", "tf.python.summary.summary": "tf.summary",
    "tf.python.ops.initializers_ns": "tf.initializers", "tf.python.training.training": "tf.train",
    "tf.python.framework.errors": "tf.errors", "tf.python.lib.io.file_io": "tf.gfile",
    "tf.contrib.keras": "tf.keras", "tf.contrib.keras.python.keras": "tf.keras",
    "tf.python.keras.activations": "tf.keras.activations", "tf.python.keras.initializers": "tf.keras.initializers",
    "tf.python.keras.constraints": "tf.keras.constraints", "tf.python.keras.losses": "tf.keras.losses",
    "tf.python.keras.optimizers": "tf.keras.optimizers", "tf.python.keras.callbacks": "tf.keras.callbacks",
}  # fmt: skip


def is_private_module(name: str) -> bool:
    """Whether the canonical `name` is a module of one of TensorFlow's private packages."""
    return name.rpartition(".")[0] in _PACKAGES

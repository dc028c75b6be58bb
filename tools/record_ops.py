"""Writes TensorFlow 1.15.5's answers into the tables of ops in tests/resolver/ops.

    python3.7 tools/record_ops.py tests/resolver/ops/*.txt

A line of a table is an expression over the inputs of `inputs.py` beside it, then, after ` -> `, what it gives in a
fresh graph inside the name scope `S`: `Mean:float32[2,?]` is a tensor (its name below `S`, or `/` and its name from the
root), its dtype and static shape (`[...]`: unknown rank); `=3` a Python value; `(a, b)` several. After ` ; ` stand the
names that the expression took in the scope besides, after ` <- ` the inputs that a gradient of the result reaches,
where it could reach some: a tensor or variable of a dtype that has gradients is in the result and among the inputs,
and `tf.gradients` does not fail. Expressions that fail are reported and left out.
"""

import ast
import itertools
import logging
import os
import sys
import warnings
from pathlib import Path

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
warnings.filterwarnings("ignore")
logging.disable(logging.CRITICAL)

import numpy as np  # noqa: E402
import tensorflow as tf  # noqa: E402

SCOPE = "S"


def shape_text(shape):
    """A static shape: `[2,?]`, `[...]`."""
    if shape.ndims is None:
        return "[...]"
    return "[" + ",".join("?" if dim.value is None else str(dim.value) for dim in shape.dims) + "]"


def name_text(name):
    """The name of an op output: below the scope, or from the root."""
    name = name[:-2] if name.endswith(":0") else name
    return name[len(SCOPE) + 1 :] if name.startswith(SCOPE + "/") else "/" + name


def text_of(value):
    """What an expression gave, as the tables say it."""
    if isinstance(value, (tf.Tensor, tf.Variable)):
        return name_text(value.name) + ":" + value.dtype.base_dtype.name + shape_text(value.shape)
    if isinstance(value, tf.SparseTensor):
        return "sparse(" + ", ".join(map(text_of, (value.indices, value.values, value.dense_shape))) + ")"
    if isinstance(value, tf.IndexedSlices):
        return "slices(" + ", ".join(map(text_of, (value.values, value.indices))) + ")"
    if isinstance(value, tf.Operation):
        return name_text(value.name)
    if isinstance(value, tf.TensorShape):
        return "shape" + shape_text(value)
    if isinstance(value, tf.Dimension):
        return "dim " + ("?" if value.value is None else str(value.value))
    if isinstance(value, tf.DType):
        return "dtype " + value.name
    if isinstance(value, np.ndarray):
        items = " =" + repr(value.tolist()) if value.size <= 16 else ""
        return "array " + str(value.dtype) + shape_text(tf.TensorShape(value.shape)) + items
    if isinstance(value, np.generic):
        return "=" + repr(value.item())
    if isinstance(value, (list, tuple)):
        return "(" + ", ".join(map(text_of, value)) + ")"
    if isinstance(value, dict):
        return "{" + ", ".join(str(key) + ": " + text_of(value[key]) for key in sorted(value, key=str)) + "}"
    if value is None or isinstance(value, (bool, int, float, str)):
        return "=" + repr(value)
    raise TypeError("no text for a " + type(value).__name__)


def needed(expression, inputs):
    """The inputs an expression uses, in the order in which they are made."""
    found = []
    for node in ast.walk(ast.parse(expression, mode="eval")):
        if isinstance(node, ast.Name) and node.id in inputs and node.id not in found:
            found.extend(name for name in needed(inputs[node.id], inputs) if name not in found)
            found.append(node.id)
    return found


def tensors_in(value):
    """The tensors that an expression gave, where gradients can start or end."""
    if isinstance(value, (tf.Tensor, tf.Variable)):
        dtype = value.dtype.base_dtype
        return [value] if dtype.is_floating or dtype.is_complex else []
    if isinstance(value, tf.SparseTensor):
        return tensors_in(value.values)
    if isinstance(value, tf.IndexedSlices):
        return tensors_in(value.values)
    if isinstance(value, dict):
        value = list(value.values())
    return [tensor for item in value for tensor in tensors_in(item)] if isinstance(value, (list, tuple)) else []


def gradients_text(result, names):
    """The inputs in `names` that a gradient of `result` reaches."""
    ends = [name for name in names if isinstance(names[name], (tf.Tensor, tf.Variable)) and tensors_in(names[name])]
    starts = tensors_in(result)
    if not ends or not starts:
        return ""
    try:
        found = tf.gradients(starts, [names[name] for name in ends])
    except (LookupError, TypeError, ValueError, NotImplementedError):
        return ""
    return " <- " + " ".join(itertools.compress(ends, [gradient is not None for gradient in found]))


def answer(expression, inputs):
    """The text of what TensorFlow makes of an expression."""
    graph = tf.Graph()
    with graph.as_default():
        names = {"tf": tf, "np": np}
        for name in needed(expression, inputs):
            names[name] = eval(inputs[name], names)
        with tf.name_scope(SCOPE):
            value = eval(expression, names)
            result = text_of(value)
    prefix = SCOPE.lower() + "/"
    used = sorted(key[len(prefix) :] for key in graph._names_in_use if key.startswith(prefix) and key.count("/") == 1)
    made = {name: names[name] for name in sorted(inputs) if name in names}
    with graph.as_default():
        reached = gradients_text(value, made)
    return result + " ; " + " ".join(name for name in used if name) + reached


def main(paths):
    namespace = {}
    exec(Path(paths[0]).with_name("inputs.py").read_text(), namespace)
    for path in paths:
        lines = Path(path).read_text().splitlines()
        written = []
        for line in lines:
            expression = line.split(" -> ")[0].strip()
            if not expression or expression.startswith("#"):
                written.append(line)
                continue
            try:
                written.append(expression + " -> " + answer(expression, namespace["INPUTS"]))
            except Exception as error:
                print(path, expression, type(error).__name__, str(error)[:120])
        Path(path).write_text("\n".join(written) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])

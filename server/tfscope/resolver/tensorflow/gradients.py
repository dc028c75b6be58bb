"""Which variables a loss depends on, as far as gradients go (tensorflow/python/ops/gradients_util.py).

A tensor keeps what it was computed from in `inputs`. A gradient stops at integer and boolean tensors and at the ops
that TensorFlow registers as not differentiable.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tfscope.resolver.python.values import Instance, Unknown, Value
from tfscope.resolver.tensorflow.dtypes import DType
from tfscope.resolver.tensorflow.tensors import CompositeTensor, Tensor

# Ops without a gradient, by the name they are given here; most others that have none give integers. The tables of
# tests/resolver/ops hold for each op which inputs TensorFlow's gradients reach.
_NOT_DIFFERENTIABLE = {
    "StopGradient", "zeros_like", "ones_like", "Floor", "Ceil", "Round", "Rint", "PyFunc", "OneHot", "one_hot",
    "zeros", "ones", "Const", "Placeholder", "Multinomial", "multinomial", "Assign", "AssignAdd", "AssignSub",
    "ScatterUpdate", "ScatterAdd", "ScatterSub", "ScatterMul", "ScatterDiv", "ScatterMin", "ScatterMax",
    "ScatterNdUpdate", "ScatterNdAdd", "ScatterNdSub", "batch_scatter_update", "SparseConcat", "histogram",
    "Bucketize", "FloorDiv", "floordiv", "TruncateDiv",
    "DrawBoundingBoxes", "ExtractGlimpse", "HSVToRGB", "CTCBeamSearchDecoder", "CTCGreedyDecoder", "EuclideanNorm",
    "zero_fraction", "adjust_jpeg_quality",
}  # fmt: skip
_CONTAINERS = (list, tuple, set, frozenset)
_MOST_ITEMS = 20_000


# Parameters of ops that no gradient passes through; an unknown value there is no unknown tensor.
_PLAIN_PARAMETERS = {
    "shape", "axis", "axes", "perm", "name", "dtype", "begin", "size", "multiples", "paddings", "strides", "ksize",
    "padding", "data_format", "keepdims", "keep_dims", "num_or_size_splits", "num", "depth", "seed", "k",
    "reduction_indices", "output_shape", "dilations", "dilation_rate", "start", "limit", "delta", "dim", "maxlen",
    "indices", "noise_shape", "squeeze_dims", "dimension", "transpose_a", "transpose_b", "dims",
}  # fmt: skip


# Arguments that an op cuts off from gradients itself.
_STOPPED = {
    ("softmax_cross_entropy_with_logits_sg", "labels"), ("Betainc", "a"), ("Betainc", "b"), ("Polygamma", "a"),
    ("Zeta", "x"), ("Print", "data"), ("Pad", "constant_values"),
}  # fmt: skip


def has_gradient(op: str) -> bool:
    """Whether a gradient passes through an op at all."""
    return op not in _NOT_DIFFERENTIABLE


def differentiable(op: str, parameters: Iterable[str]) -> tuple[str, ...]:
    """The parameters of an op that a gradient of it passes on to."""
    if not has_gradient(op):
        return ()
    return tuple(name for name in parameters if name not in _PLAIN_PARAMETERS and (op, name) not in _STOPPED)


# Packages whose values are never tensors.
_WITHOUT_TENSORS = {
    "gym", "numpy", "scipy", "cv2", "PIL", "pandas", "sklearn", "skimage", "h5py", "os", "sys", "json", "pickle",
    "time", "argparse", "random", "math", "re", "absl", "librosa", "nltk", "matplotlib", "imageio", "yaml", "tqdm",
    "mpi4py",
}  # fmt: skip


def may_be_tensor(value: Unknown) -> bool:
    """Whether an unknown value comes from a call of a library that makes tensors."""
    library = value.library
    return library is not None and "()" in library and library.split(".")[0] not in _WITHOUT_TENSORS


def likely_tensors(values: Iterable[Value]) -> list[Value]:
    """The tensors in `values`, and the unknown values that may be some: those that a library without a model gave,
    or any where there is nothing else."""
    found = tensors_in(values)
    likely = [item for item in found if isinstance(item, Tensor) or may_be_tensor(item)]
    return likely or found


def tensors_in(values: Iterable[Value], depth: int = 4) -> list[Value]:
    """The tensors and unknown values in nested structures; of an instance, those among its attributes."""
    found: list[Value] = []
    for value in values:
        if isinstance(value, Tensor):
            found.append(value)
        elif isinstance(value, CompositeTensor):
            found.extend(tensors_in([value.values]))
        elif isinstance(value, Unknown):
            found.extend(tensors_in(value.choices, depth - 1) if value.choices and depth else [value])
        elif isinstance(value, _CONTAINERS) and depth and len(value) <= _MOST_ITEMS:
            found.extend(tensors_in(value, depth - 1))
        elif isinstance(value, dict) and depth:
            found.extend(tensors_in(value.values(), depth - 1))
        elif isinstance(value, Instance) and depth > 2:
            found.extend(item for item in tensors_in(value.attrs.values(), 2) if isinstance(item, Tensor))
    return found


def feed_back(variable: Value, result: Value) -> None:
    """Lets a loop variable be computed from the body's `result` too: each turn but the first begins with that."""
    if isinstance(variable, (list, tuple)) and isinstance(result, (list, tuple)):
        for part, changed in zip(variable, result, strict=False):
            feed_back(part, changed)
    elif type(variable) is Tensor and variable.inputs is not None:
        variable.inputs = (*variable.inputs, *tensors_in([result]))


@dataclass(frozen=True, slots=True)
class Reached:
    """The tensors that a gradient reaches, and those that it perhaps reaches besides, by their ids. `vague`: something
    unknown was met on the way."""

    surely: dict[int, Tensor]
    perhaps: dict[int, Tensor]
    vague: bool

    def verdict(self, target: Value) -> Value:
        """True, False or unknown."""
        parts = tensors_in([target])
        if any(id(part) in self.surely for part in parts):
            return True
        if any(isinstance(part, Unknown) or id(part) in self.perhaps for part in parts) or not parts or self.vague:
            return Unknown("gradient")
        return False


def reached_from(roots: list[Value], stops: Iterable[Value] = ()) -> Reached:
    """What a gradient of `roots` reaches, not counting what is behind `stops`."""
    stopped = {id(stop) for stop in stops}
    surely, further, vague = _walked(tensors_in(roots), stopped)
    perhaps, _, _ = _walked(further, stopped | surely.keys(), True) if further else ({}, [], False)
    return Reached(surely, perhaps, vague)


def _walked(
    waiting: list[Value], stopped: set[int], everywhere: bool = False
) -> tuple[dict[int, Tensor], list[Value], bool]:
    """The tensors reached from `waiting` by their ids, the values that are perhaps reached besides (`everywhere`: they
    are walked on to), and whether something unknown was met."""
    reached: dict[int, Tensor] = {}
    further: list[Value] = []
    vague = False
    while waiting:
        tensor = waiting.pop()
        if isinstance(tensor, Unknown):
            vague = True
            continue
        if id(tensor) in reached or id(tensor) in stopped or not _is_trainable(tensor.dtype):
            continue
        reached[id(tensor)] = tensor
        (waiting if everywhere else further).extend(tensor.perhaps)
        if tensor.inputs is None:
            vague = True
        else:
            waiting.extend(likely_tensors(tensor.inputs))
    return reached, further, vague


def _is_trainable(dtype: DType | None) -> bool:
    return dtype is None or dtype.is_floating or dtype.name.startswith(("complex", "resource", "variant"))


def depends_on(roots: list[Value], targets: list[Value], stops: Iterable[Value] = ()) -> list[Value]:
    """For each target whether a gradient of `roots` reaches it: True, False or unknown. Raises LookupError when it
    would have to pass through an op without a gradient function."""
    reached = reached_from(roots, stops)
    for tensor in reached.surely.values():
        if tensor.op_without_gradient is not None:
            _require_independence(tensor, targets, stops)
    return [reached.verdict(target) for target in targets]


def _require_independence(tensor: Tensor, targets: list[Value], stops: Iterable[Value]) -> None:
    beyond = reached_from([tensor], stops)
    if any(beyond.verdict(target) is True for target in targets):
        raise LookupError(f"No gradient defined for operation (op type: {tensor.op_without_gradient})")

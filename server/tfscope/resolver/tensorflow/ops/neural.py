"""Ops of neural networks (tensorflow/python/ops/nn_ops.py, nn_impl.py, embedding_ops.py, ctc_ops.py)."""

from __future__ import annotations

from collections import namedtuple
from typing import Any

from tfscope.resolver.library.registry import OpCall, op, op_table
from tfscope.resolver.python.values import Unknown, Value
from tfscope.resolver.tensorflow.dtypes import FLOAT32, INT32, INT64
from tfscope.resolver.tensorflow.ops.indexing import gathered
from tfscope.resolver.tensorflow.ops.linear_algebra import multiplied
from tfscope.resolver.tensorflow.ops.operands import (
    agreed,
    dtype_of_operand,
    given,
    merged,
    plain,
    prefix,
    product,
    rank_of,
    size_of,
    with_dim,
)  # fmt: skip
from tfscope.resolver.tensorflow.ops.reductions import reduced
from tfscope.resolver.tensorflow.ops.sparse import SparseTensor
from tfscope.resolver.tensorflow.shapes import UNSEEN, Dims, broadcast, compatible
from tfscope.resolver.tensorflow.tensors import Tensor, dims_of_operand

# -- activations

# What `softmax` over another than the last axis makes around itself, to move that axis (nn_ops._softmax).
_BEFORE_SOFTMAX = ("Rank", "sub", "range", "range_1", "concat", "transpose")
_AFTER_SOFTMAX = ("Rank", "sub", "range", "range", "concat")


def _softmax(names: str, default: str) -> None:
    @op(*names.split(), default=default)
    def shape(call: OpCall, logits: Value, axis: Value = None, name: Value = None, dim: Value = None) -> Value:
        axis = plain(given(axis, dim))
        dims, rank = dims_of_operand(logits), rank_of(logits)
        if axis is None or axis == -1 or (isinstance(axis, int) and rank and axis % rank == rank - 1):
            return call.tensor(dims, dtype_of_operand(logits))
        for other in ("Rank", "sub", "range", "range", "concat", "transpose", default):
            call.other_op(other)
        for other in _AFTER_SOFTMAX:
            call.other_op(other)
        call.default = "transpose"
        return call.tensor(dims, dtype_of_operand(logits))


_softmax("tf.nn.softmax tf.math.softmax", "Softmax")
_softmax("tf.nn.log_softmax tf.math.log_softmax", "LogSoftmax")


@op("tf.nn.leaky_relu", default="LeakyRelu")
def _leaky_relu(call: OpCall, features: Value, alpha: Value = 0.2, name: Value = None) -> Value:
    return call.tensor(dims_of_operand(features), dtype_of_operand(features))


@op("tf.nn.crelu", default="CRelu")
def _crelu(call: OpCall, features: Value, name: Value = None, axis: Value = -1) -> Value:
    dims = dims_of_operand(features)
    axis = plain(axis)
    doubled = product(dims[axis], 2) if isinstance(dims, tuple) and isinstance(axis, int) and dims else None
    return call.tensor(with_dim(dims, axis, doubled), dtype_of_operand(features), inner="Relu")


@op("tf.nn.swish", default="IdentityN")
def _swish(call: OpCall, features: Value) -> Value:
    """A function with a gradient of its own (custom_gradient), whose arguments and results are copied."""
    for other in ("Sigmoid", "mul", "Identity"):
        call.other_op(other)
    return call.tensor(dims_of_operand(features), dtype_of_operand(features))


@op("tf.nn.dropout", default="dropout")
def _dropout(call: OpCall, x: Value, keep_prob: Value = None, noise_shape: Value = None, seed: Value = None,
             name: Value = None, rate: Value = None) -> Value:  # fmt: skip
    """Without anything to drop the tensor is given back; the scope is opened all the same (nn_ops.dropout_v2)."""
    kept = plain(given(keep_prob))
    if rate is None and isinstance(keep_prob, Tensor):
        call.other_op("sub")
    nothing = (kept == 1 or plain(rate) == 0) if isinstance(given(kept, plain(rate)), (int, float)) else False
    if nothing and isinstance(x, Tensor):
        return x
    return call.tensor(dims_of_operand(x), dtype_of_operand(x), inner="mul_1")


@op("tf.nn.bias_add", default="BiasAdd")
def _bias_add(call: OpCall, value: Value, bias: Value, data_format: Value = None, name: Value = None) -> Value:
    dims, size = dims_of_operand(value), dims_of_operand(bias)
    if isinstance(dims, tuple) and dims and isinstance(size, tuple) and size and not str(data_format).startswith("NC"):
        dims = (*dims[:-1], agreed(dims[-1], size[0]))
    return call.tensor(dims, dtype_of_operand(value))


# -- normalisation


@op("tf.nn.l2_loss", default="L2Loss")
def _l2_loss(call: OpCall, t: Value, name: Value = None) -> Value:
    return call.tensor((), dtype_of_operand(t))


@op("tf.nn.l2_normalize", "tf.math.l2_normalize", "tf.linalg.l2_normalize", default="l2_normalize")
def _l2_normalize(call: OpCall, x: Value, axis: Value = None, epsilon: Value = 1e-12, name: Value = None,
                  dim: Value = None) -> Value:  # fmt: skip
    return call.tensor(dims_of_operand(x), dtype_of_operand(x))


def _pair_of_moments(
    call: OpCall, x: Value, axes: Value, keep: bool, kept: tuple[str, str], squeezed: tuple[str, str]
) -> Value:
    dims, dtype = reduced(dims_of_operand(x), plain(axes), keep), dtype_of_operand(x)
    names = kept if keep else squeezed
    if dtype is not None and dtype.name == "float16":
        names = ("Cast_1", "Cast_2")
    return tuple(call.tensor(dims, dtype, inner=inner) for inner in names)


@op("tf.nn.moments", default="moments")
def _moments(call: OpCall, x: Value, axes: Value, shift: Value = None, name: Value = None, keep_dims: Value = None,
             keepdims: Value = None) -> Value:  # fmt: skip
    keep = bool(given(keepdims, keep_dims))
    return _pair_of_moments(call, x, axes, keep, ("mean", "variance"), ("Squeeze", "Squeeze_1"))


@op("tf.nn.weighted_moments", default="weighted_moments")
def _weighted_moments(call: OpCall, x: Value, axes: Value, frequency_weights: Value, name: Value = None,
                      keep_dims: Value = None, keepdims: Value = None) -> Value:  # fmt: skip
    keep = bool(given(keepdims, keep_dims))
    return _pair_of_moments(call, x, axes, keep, ("mean", "variance"), ("Squeeze", "Squeeze_1"))


@op("tf.nn.sufficient_statistics", default="sufficient_statistics")
def _sufficient_statistics(call: OpCall, x: Value, axes: Value, shift: Value = None, keep_dims: Value = None,
                           name: Value = None, keepdims: Value = None) -> Value:  # fmt: skip
    dims, dtype = reduced(dims_of_operand(x), plain(axes), bool(given(keepdims, keep_dims))), dtype_of_operand(x)
    whole = reduced(dims_of_operand(x), None, False)
    results = (
        call.tensor(whole, dtype, inner="Const"),
        call.tensor(dims, dtype, inner="mean_ss"),
        call.tensor(dims, dtype, inner="var_ss"),
    )
    return (*results, shift)


@op("tf.nn.normalize_moments", default="normalize")
def _normalize_moments(
    call: OpCall, counts: Value, mean_ss: Value, variance_ss: Value, shift: Value, name: Value = None
) -> Value:
    dims = broadcast(dims_of_operand(mean_ss), dims_of_operand(counts))
    return (
        call.tensor(dims, dtype_of_operand(mean_ss), inner="mean"),
        call.tensor(dims, dtype_of_operand(mean_ss), inner="variance"),
    )


@op("tf.nn.batch_normalization", default="batchnorm")
def _batch_normalization(call: OpCall, x: Value, mean: Value, variance: Value, offset: Value, scale: Value,
                         variance_epsilon: Value, name: Value = None) -> Value:  # fmt: skip
    dims = broadcast(dims_of_operand(x), dims_of_operand(mean))
    return call.tensor(dims, dtype_of_operand(x), inner="add_1")


@op("tf.nn.batch_norm_with_global_normalization", default="batchnorm")
def _global_normalization(
    call: OpCall,
    t: Value = None,
    m: Value = None,
    v: Value = None,
    beta: Value = None,
    gamma: Value = None,
    variance_epsilon: Value = None,
    scale_after_normalization: Value = None,
    name: Value = None,
    input: Value = None,
    mean: Value = None,
    variance: Value = None,
) -> Value:
    value = given(t, input)
    return call.tensor(dims_of_operand(value), dtype_of_operand(value), inner="add_1")


@op("tf.nn.fused_batch_norm", default="FusedBatchNormV3")
def _fused_batch_norm(call: OpCall, x: Value, scale: Value, offset: Value, mean: Value = None, variance: Value = None,
                      epsilon: Value = 0.001, data_format: Value = "NHWC", is_training: Value = True,
                      name: Value = None) -> Value:  # fmt: skip
    for missing in (mean, variance):
        if missing is None:
            call.other_op("Const")
    inner = dims_of_operand(scale)
    return (call.tensor(dims_of_operand(x), dtype_of_operand(x)), *call.tensors([inner, inner], FLOAT32))


# -- losses


def _softmax_loss(call: OpCall, labels: Value, logits: Value, axis: Value) -> Tensor:
    """One number for each row; the rows are flattened before and shaped again after."""
    dims = merged(dims_of_operand(logits), dims_of_operand(labels))
    place = plain(axis)
    if isinstance(dims, tuple) and dims and isinstance(place, int):
        dims = tuple(dim for i, dim in enumerate(dims) if i != place % len(dims))
    return call.tensor(dims, dtype_of_operand(logits), inner="Reshape_2")


@op("tf.nn.softmax_cross_entropy_with_logits", default="softmax_cross_entropy_with_logits_sg")
def _softmax_cross_entropy(
    call: OpCall,
    _sentinel: Value = None,
    labels: Value = None,
    logits: Value = None,
    dim: Value = -1,
    name: Value = None,
    axis: Value = None,
) -> Value:
    return _softmax_loss(call, labels, logits, given(axis, dim))


@op("tf.nn.softmax_cross_entropy_with_logits_v2", default="softmax_cross_entropy_with_logits")
def _softmax_cross_entropy_v2(call: OpCall, labels: Value, logits: Value, axis: Value = None, name: Value = None,
                              dim: Value = None) -> Value:  # fmt: skip
    return _softmax_loss(call, labels, logits, given(axis, dim, -1))


@op("tf.nn.sparse_softmax_cross_entropy_with_logits", default="SparseSoftmaxCrossEntropyWithLogits")
def _sparse_softmax_cross_entropy(call: OpCall, _sentinel: Value = None, labels: Value = None, logits: Value = None,
                                  name: Value = None) -> Value:  # fmt: skip
    dims, rank = merged(prefix(dims_of_operand(logits), 1), dims_of_operand(labels)), rank_of(logits)
    inner = "SparseSoftmaxCrossEntropyWithLogits" if rank == 2 else "Reshape_2"
    return call.tensor(dims, dtype_of_operand(logits), inner=inner)


@op("tf.nn.sigmoid_cross_entropy_with_logits", default="logistic_loss")
def _sigmoid_cross_entropy(call: OpCall, _sentinel: Value = None, labels: Value = None, logits: Value = None,
                           name: Value = None) -> Value:  # fmt: skip
    return call.tensor(merged(dims_of_operand(logits), dims_of_operand(labels)), dtype_of_operand(logits))


@op("tf.nn.weighted_cross_entropy_with_logits", default="logistic_loss")
def _weighted_cross_entropy(call: OpCall, labels: Value = None, logits: Value = None, pos_weight: Value = None,
                            name: Value = None, targets: Value = None) -> Value:  # fmt: skip
    return call.tensor(
        merged(dims_of_operand(logits), dims_of_operand(given(labels, targets))), dtype_of_operand(logits)
    )


@op("tf.nn.log_poisson_loss", default="log_poisson_loss")
def _log_poisson_loss(call: OpCall, targets: Value, log_input: Value, compute_full_loss: Value = False,
                      name: Value = None) -> Value:  # fmt: skip
    inner = "add" if compute_full_loss is True else "sub"
    return call.tensor(dims_of_operand(log_input), dtype_of_operand(log_input), inner=inner)


def _dense(call: OpCall, default: str, x: Value, weights: Value, biases: Value) -> Tensor:
    return call.tensor(multiplied(dims_of_operand(x), dims_of_operand(weights)), dtype_of_operand(x))


op_table("""
tf.nn.xw_plus_b: xw_plus_b(x, weights, biases, name)
tf.nn.relu_layer: relu_layer(x, weights, biases, name)
""", _dense)  # fmt: skip


# -- embeddings and sampled losses


@op("tf.nn.embedding_lookup", default="embedding_lookup")
def _embedding_lookup(call: OpCall, params: Value, ids: Value, partition_strategy: Value = "mod", name: Value = None,
                      validate_indices: Value = True, max_norm: Value = None) -> Value:  # fmt: skip
    tables = _tables(params)
    if not _rows_alike(tables):
        return call.interpreter.failed(ValueError("Dimension 0 in both shapes must be equal"), "embedding_lookup()")
    dims = gathered(dims_of_operand(tables[0]) if tables else UNSEEN, dims_of_operand(ids), 0)
    inner = "Identity" if len(tables) == 1 else "Reshape_1"
    return call.tensor(dims, dtype_of_operand(tables[0]) if tables else None, inner=inner)


def _tables(params: Value) -> list[Value]:
    """The parts of an embedding table: one tensor, a list, a partitioned variable."""
    if isinstance(params, (list, tuple)):
        return list(params)
    parts = getattr(params, "parts", None)
    return list(parts) if isinstance(parts, (list, tuple)) else [params]


def _rows_alike(tables: list[Value]) -> bool:
    """Whether the rows of all parts may be of one shape."""
    shapes = [dims[1:] for dims in map(dims_of_operand, tables) if isinstance(dims, tuple)]
    return all(compatible(shapes[0], shape) is not False for shape in shapes)


def _sparse_rows(sp_ids: Value) -> Any:
    shape = getattr(sp_ids, "dims", UNSEEN)
    return shape[0] if isinstance(shape, tuple) and shape else (Unknown("dim") if shape is UNSEEN else None)


@op("tf.nn.embedding_lookup_sparse", default="embedding_lookup_sparse")
def _embedding_lookup_sparse(
    call: OpCall,
    params: Value,
    sp_ids: Value,
    sp_weights: Value,
    partition_strategy: Value = "mod",
    name: Value = None,
    combiner: Value = None,
    max_norm: Value = None,
) -> Value:
    table = _tables(params)[:1]
    dims = dims_of_operand(table[0]) if table else UNSEEN
    return call.tensor(
        (None, *dims[1:]) if isinstance(dims, tuple) else dims, dtype_of_operand(table[0]) if table else None
    )


@op("tf.nn.safe_embedding_lookup_sparse", default="embedding_lookup")
def _safe_embedding_lookup_sparse(
    call: OpCall,
    embedding_weights: Value,
    sparse_ids: Value,
    sparse_weights: Value = None,
    combiner: Value = "mean",
    default_id: Value = None,
    name: Value = None,
    partition_strategy: Value = "div",
    max_norm: Value = None,
) -> Value:
    table = _tables(embedding_weights)[:1]
    dims = dims_of_operand(table[0]) if table else UNSEEN
    shape = (_sparse_rows(sparse_ids), *dims[1:]) if isinstance(dims, tuple) else dims
    return call.tensor(shape, dtype_of_operand(table[0]) if table else None, inner="Reshape_2")


def _rows(inputs: Value) -> tuple[Any, ...]:
    dims = dims_of_operand(inputs)
    return (dims[0],) if isinstance(dims, tuple) and dims else (Unknown("dim") if dims is UNSEEN else None,)


@op("tf.nn.nce_loss", default="nce_loss")
def _nce_loss(
    call: OpCall,
    weights: Value,
    biases: Value,
    labels: Value,
    inputs: Value,
    num_sampled: Value,
    num_classes: Value,
    num_true: Value = 1,
    sampled_values: Value = None,
    remove_accidental_hits: Value = False,
    partition_strategy: Value = "mod",
    name: Value = "nce_loss",
) -> Value:
    call.other_scope(name if isinstance(name, str) else "nce_loss")
    for other in ("sampled_losses", "Shape", "strided_slice", "stack", "ones", "MatMul"):
        call.other_op(other)
    call.unnamed()
    return call.other_tensor("Reshape", _rows(inputs), dtype_of_operand(inputs))


@op("tf.nn.sampled_softmax_loss", default="sampled_softmax_loss")
def _sampled_softmax_loss(call: OpCall, weights: Value, biases: Value, labels: Value, inputs: Value, num_sampled: Value,
                          num_classes: Value, num_true: Value = 1, sampled_values: Value = None,
                          remove_accidental_hits: Value = True, partition_strategy: Value = "mod",
                          name: Value = "sampled_softmax_loss", seed: Value = None) -> Value:  # fmt: skip
    call.other_scope(name if isinstance(name, str) else "sampled_softmax_loss")
    call.other_op("labels_stop_gradient")
    call.unnamed()
    result = call.other_tensor("softmax_cross_entropy_with_logits", _rows(inputs), dtype_of_operand(inputs))
    result.op_name += "/Reshape_2"
    return result


def _sampled(call: OpCall, true_classes: Value, num_true: Value, num_sampled: Value, kind: str) -> Value:
    dims, count = dims_of_operand(true_classes), size_of(num_sampled)
    rows = dims[0] if isinstance(dims, tuple) and dims else None
    result = namedtuple(kind, ("sampled_candidates", "true_expected_count", "sampled_expected_count"))
    return result(
        call.tensor((count,), INT64), call.tensor((rows, size_of(num_true)), FLOAT32), call.tensor((count,), FLOAT32)
    )


def _candidate_sampler(name: str, default: str) -> None:
    @op(f"tf.nn.{name}", f"tf.random.{name}", default=default)
    def shape(call: OpCall, true_classes: Value, num_true: Value, num_sampled: Value, unique: Value, range_max: Value,
              seed: Value = None, name: Value = None) -> Value:  # fmt: skip
        return _sampled(call, true_classes, num_true, num_sampled, default)


_candidate_sampler("uniform_candidate_sampler", "UniformCandidateSampler")
_candidate_sampler("log_uniform_candidate_sampler", "LogUniformCandidateSampler")
_candidate_sampler("learned_unigram_candidate_sampler", "LearnedUnigramCandidateSampler")


@op(
    "tf.nn.fixed_unigram_candidate_sampler",
    "tf.random.fixed_unigram_candidate_sampler",
    default="FixedUnigramCandidateSampler",
)
def _fixed_unigram(
    call: OpCall,
    true_classes: Value,
    num_true: Value,
    num_sampled: Value,
    unique: Value,
    range_max: Value,
    vocab_file: Value = "",
    distortion: Value = 1.0,
    num_reserved_ids: Value = 0,
    num_shards: Value = 1,
    shard: Value = 0,
    unigrams: Value = (),
    seed: Value = None,
    name: Value = None,
) -> Value:
    return _sampled(call, true_classes, num_true, num_sampled, "FixedUnigramCandidateSampler")


# -- connectionist temporal classification


@op("tf.nn.ctc_loss", default="CTCLoss")
def _ctc_loss(
    call: OpCall,
    labels: Value,
    inputs: Value = None,
    sequence_length: Value = None,
    preprocess_collapse_repeated: Value = False,
    ctc_merge_repeated: Value = True,
    ignore_longer_outputs_than_inputs: Value = False,
    time_major: Value = True,
    logits: Value = None,
) -> Value:
    value = given(inputs, logits)
    dims, lengths = dims_of_operand(value), dims_of_operand(sequence_length)
    position = 1 if time_major else 0
    batch = agreed(
        dims[position] if isinstance(dims, tuple) and len(dims) == 3 else None,
        *(lengths if isinstance(lengths, tuple) else ()),
    )
    return call.tensor((batch,), dtype_of_operand(value))


def _decoded(call: OpCall, inputs: Value, paths: int, default: str) -> Value:
    """Sparse sequences and the logarithm of their probability; the outputs stand by kind, not by path."""
    dims: Dims = dims_of_operand(inputs)
    batch = dims[1] if isinstance(dims, tuple) and len(dims) == 3 else None
    indices = call.tensors([(None, 2)] * paths, INT64)
    values = call.tensors([(None,)] * paths, INT64)
    shapes = call.tensors([(2,)] * paths, INT64)
    scores = call.tensor((batch, paths), dtype_of_operand(inputs))
    call.after(*["SparseTensor"] * paths)
    return ([SparseTensor(*parts) for parts in zip(indices, values, shapes, strict=True)], scores)


@op("tf.nn.ctc_greedy_decoder", default="CTCGreedyDecoder")
def _ctc_greedy_decoder(call: OpCall, inputs: Value, sequence_length: Value, merge_repeated: Value = True) -> Value:
    return _decoded(call, inputs, 1, "CTCGreedyDecoder")


@op("tf.nn.ctc_beam_search_decoder", default="CTCBeamSearchDecoder")
def _ctc_beam_search_decoder(
    call: OpCall,
    inputs: Value,
    sequence_length: Value,
    beam_width: Value = 100,
    top_paths: Value = 1,
    merge_repeated: Value = True,
) -> Value:
    return _decoded(call, inputs, top_paths if isinstance(top_paths, int) else 1, "CTCBeamSearchDecoder")


@op("tf.nn.collapse_repeated", default="collapse_repeated_labels")
def _collapse_repeated(call: OpCall, labels: Value, seq_length: Value, name: Value = None) -> Value:
    dims = dims_of_operand(labels)
    rows = dims[0] if isinstance(dims, tuple) and dims else None
    return (
        call.tensor((rows, None), dtype_of_operand(labels), inner="Reshape_3"),
        call.tensor((rows,), INT32, inner="Sum"),
    )

"""Ops of neural networks: convolution, pooling, losses (tensorflow/python/ops/nn_ops.py, nn_impl.py)."""

from __future__ import annotations

from typing import Any

from tfscope.resolver.library.registry import OpCall, op
from tfscope.resolver.python.values import Unknown, Value
from tfscope.resolver.tensorflow.ops.array import plain
from tfscope.resolver.tensorflow.ops.math import dtype_of_operand
from tfscope.resolver.tensorflow.shapes import UNSEEN, Dims, dims_of
from tfscope.resolver.tensorflow.tensors import dims_of_operand


def window_output(dim: Any, window: Any, stride: Any, padding: Value, dilation: Any = 1) -> Any:
    """The size of one dimension after a convolution or pooling (common_shape_fns.cc, GetWindowedOutputSize)."""
    if dim is None:
        return None
    if not all(isinstance(part, int) for part in (dim, window, stride, dilation)) or not isinstance(padding, str):
        return Unknown("dim")
    if padding.upper() == "SAME":
        return -(-dim // stride)
    return max(0, -(-(dim - (window - 1) * dilation) // stride))


def _spatial(values: Value, rank: int, channels_first: bool) -> list[Any]:
    """The spatial part of a strides or window list of length 1, `rank` or `rank + 2`."""
    values = plain(values)
    if isinstance(values, int):
        return [values] * rank
    if not isinstance(values, (list, tuple)):
        return [Unknown("stride")] * rank
    parts = [plain(value) for value in values]
    if len(parts) == rank + 2:
        return parts[2:] if channels_first else parts[1:-1]
    return parts * rank if len(parts) == 1 else parts


def convolved(dims: Dims, filters: Dims, strides: Value, padding: Value, data_format: Value, dilations: Value,
              depthwise: bool = False) -> Dims:  # fmt: skip
    """The output shape of a convolution."""
    if not isinstance(dims, tuple) or not isinstance(filters, tuple):
        return UNSEEN if UNSEEN in (dims, filters) else None
    rank = len(dims) - 2
    first = isinstance(data_format, str) and data_format.startswith("NC")
    spatial = dims[2:] if first else dims[1:-1]
    steps = _spatial(1 if strides is None else strides, rank, first)
    spread = _spatial(1 if dilations is None else dilations, rank, first)
    sizes = [
        window_output(dim, window, step, padding, gap)
        for dim, window, step, gap in zip(spatial, filters, steps, spread, strict=False)
    ]
    channels = _depthwise_channels(filters) if depthwise else filters[-1]
    return (dims[0], channels, *sizes) if first else (dims[0], *sizes, channels)


def _depthwise_channels(filters: tuple[Any, ...]) -> Any:
    left, right = filters[-2:]
    return left * right if isinstance(left, int) and isinstance(right, int) else None


@op("tf.nn.conv2d", default="Conv2D")
def _conv2d(call: OpCall, input: Value, filter: Value = None, strides: Value = None, padding: Value = None,
            use_cudnn_on_gpu: Value = True, data_format: Value = "NHWC", dilations: Value = None,
            name: Value = None, filters: Value = None) -> Value:  # fmt: skip
    filter = filters if filter is None else filter
    dims = convolved(dims_of_operand(input), dims_of_operand(filter), strides, padding, data_format, dilations)
    return call.tensor(dims, dtype_of_operand(input))


@op("tf.nn.conv1d", default="conv1d")
def _conv1d(call: OpCall, value: Value = None, filters: Value = None, stride: Value = None, padding: Value = None,
            use_cudnn_on_gpu: Value = None, data_format: Value = None, name: Value = None, input: Value = None,
            dilations: Value = None) -> Value:  # fmt: skip
    value = input if value is None else value
    dims = convolved(dims_of_operand(value), dims_of_operand(filters), stride, padding, data_format, dilations)
    return call.tensor(dims, dtype_of_operand(value))


@op("tf.nn.conv3d", default="Conv3D")
def _conv3d(call: OpCall, input: Value, filter: Value = None, strides: Value = None, padding: Value = None,
            data_format: Value = "NDHWC", dilations: Value = None, name: Value = None, filters: Value = None) -> Value:
    filter = filters if filter is None else filter
    dims = convolved(dims_of_operand(input), dims_of_operand(filter), strides, padding, data_format, dilations)
    return call.tensor(dims, dtype_of_operand(input))


@op("tf.nn.atrous_conv2d", default="atrous_conv2d")
def _atrous(call: OpCall, value: Value, filters: Value, rate: Value, padding: Value, name: Value = None) -> Value:
    dims = convolved(dims_of_operand(value), dims_of_operand(filters), 1, padding, "NHWC", rate)
    return call.tensor(dims, dtype_of_operand(value))


@op("tf.nn.convolution", default="convolution")
def _convolution(call: OpCall, input: Value, filter: Value, padding: Value, strides: Value = None,
                 dilation_rate: Value = None, name: Value = None, data_format: Value = None) -> Value:  # fmt: skip
    dims = convolved(dims_of_operand(input), dims_of_operand(filter), strides, padding, data_format, dilation_rate)
    return call.tensor(dims, dtype_of_operand(input))


@op("tf.nn.depthwise_conv2d", "tf.nn.depthwise_conv2d_native", default="depthwise")
def _depthwise(call: OpCall, input: Value, filter: Value, strides: Value, padding: Value, rate: Value = None,
               name: Value = None, data_format: Value = None, dilations: Value = None) -> Value:  # fmt: skip
    spread = rate if rate is not None else dilations
    dims = convolved(dims_of_operand(input), dims_of_operand(filter), strides, padding, data_format, spread, True)
    return call.tensor(dims, dtype_of_operand(input))


@op("tf.nn.conv2d_transpose", default="conv2d_transpose")
def _conv2d_transpose(call: OpCall, value: Value = None, filter: Value = None, output_shape: Value = None,
                      strides: Value = None, padding: Value = "SAME", data_format: Value = "NHWC",
                      name: Value = None, input: Value = None, filters: Value = None) -> Value:  # fmt: skip
    value = input if value is None else value
    return call.tensor(dims_of(output_shape), dtype_of_operand(value))


def _pool(name: str, default: str, rank: int) -> None:
    @op(f"tf.nn.{name}", default=default)
    def shape(call: OpCall, value: Value = None, ksize: Value = None, strides: Value = None, padding: Value = None,
              data_format: Value = None, name: Value = None, input: Value = None) -> Value:  # fmt: skip
        value = input if value is None else value
        return call.tensor(pooled(dims_of_operand(value), ksize, strides, padding, data_format), dtype_of_operand(value))


def pooled(dims: Dims, window: Value, strides: Value, padding: Value, data_format: Value) -> Dims:
    """The output shape of a pooling op."""
    if not isinstance(dims, tuple):
        return dims
    rank, first = len(dims) - 2, isinstance(data_format, str) and data_format.startswith("NC")
    spatial = dims[2:] if first else dims[1:-1]
    windows, steps = _spatial(window, rank, first), _spatial(strides, rank, first)
    sizes = [window_output(d, w, s, padding) for d, w, s in zip(spatial, windows, steps, strict=False)]
    return (*dims[:2], *sizes) if first else (dims[0], *sizes, dims[-1])


_pool("max_pool", "MaxPool", 2)
_pool("avg_pool", "AvgPool", 2)
_pool("max_pool3d", "MaxPool3D", 3)
_pool("avg_pool3d", "AvgPool3D", 3)


def _row_loss(name: str, default: str) -> None:
    @op(f"tf.nn.{name}", default=default)
    def shape(call: OpCall, _sentinel: Value = None, labels: Value = None, logits: Value = None, dim: Value = -1,
              name: Value = None, axis: Value = None) -> Value:  # fmt: skip
        dims = dims_of_operand(logits)
        return call.tensor(dims[:-1] if isinstance(dims, tuple) else dims, dtype_of_operand(logits))


_row_loss("softmax_cross_entropy_with_logits", "softmax_cross_entropy_with_logits_sg")
_row_loss("softmax_cross_entropy_with_logits_v2", "softmax_cross_entropy_with_logits")
_row_loss("sparse_softmax_cross_entropy_with_logits", "SparseSoftmaxCrossEntropyWithLogits")


@op("tf.nn.sigmoid_cross_entropy_with_logits", default="logistic_loss")
def _sigmoid_loss(call: OpCall, _sentinel: Value = None, labels: Value = None, logits: Value = None,
                  name: Value = None) -> Value:  # fmt: skip
    return call.tensor(dims_of_operand(logits), dtype_of_operand(logits))


@op("tf.nn.l2_loss", default="L2Loss")
def _l2_loss(call: OpCall, t: Value, name: Value = None) -> Value:
    return call.tensor((), dtype_of_operand(t))


@op("tf.nn.moments", default="moments")
def _moments(call: OpCall, x: Value, axes: Value, shift: Value = None, name: Value = None, keep_dims: Value = None,
             keepdims: Value = None) -> Value:  # fmt: skip
    from tfscope.resolver.tensorflow.ops.math import reduced

    dims = reduced(dims_of_operand(x), plain(axes), bool(keepdims or keep_dims))
    return (call.tensor(dims, dtype_of_operand(x)), call.tensor(dims, dtype_of_operand(x)))


@op("tf.nn.xw_plus_b", default="xw_plus_b")
def _xw_plus_b(call: OpCall, x: Value, weights: Value, biases: Value, name: Value = None) -> Value:
    left, right = dims_of_operand(x), dims_of_operand(weights)
    if not isinstance(left, tuple) or not isinstance(right, tuple) or not left or not right:
        return call.tensor(UNSEEN, dtype_of_operand(x))
    return call.tensor((left[0], right[-1]), dtype_of_operand(x))


@op("tf.nn.batch_normalization", default="batchnorm")
def _batch_normalization(call: OpCall, x: Value, *args: Value, **kwargs: Value) -> Value:
    return call.tensor(dims_of_operand(x), dtype_of_operand(x))


@op("tf.nn.fused_batch_norm", default="FusedBatchNorm")
def _fused_batch_norm(call: OpCall, x: Value, scale: Value, *args: Value, **kwargs: Value) -> Value:
    inner = dims_of_operand(scale)
    return (call.tensor(dims_of_operand(x), dtype_of_operand(x)), call.tensor(inner, None), call.tensor(inner, None))

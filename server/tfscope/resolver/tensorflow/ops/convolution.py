"""Convolution and pooling (tensorflow/python/ops/nn_ops.py, nn_impl.py, core/framework/common_shape_fns.cc)."""

from __future__ import annotations

from collections import namedtuple
from typing import Any

from tfscope.resolver.library.registry import OpCall, op
from tfscope.resolver.python.values import Unknown, Value
from tfscope.resolver.tensorflow.constants import constant_of
from tfscope.resolver.tensorflow.dtypes import INT64, dtype_of
from tfscope.resolver.tensorflow.ops.creation import shape_argument
from tfscope.resolver.tensorflow.ops.operands import dtype_of_operand, given, plain, product
from tfscope.resolver.tensorflow.shapes import UNSEEN, Dims, TensorShape
from tfscope.resolver.tensorflow.tensors import Tensor, dims_of_operand


def window_output(dim: Any, window: Any, stride: Any, padding: Value, dilation: Any = 1) -> Any:
    """The size of one dimension after a convolution or pooling (GetWindowedOutputSize)."""
    if dim is None:
        return None
    if isinstance(padding, (list, tuple)) and isinstance(dim, int) and all(isinstance(part, int) for part in padding):
        return window_output(dim + sum(padding), window, stride, "VALID", dilation)
    if not isinstance(padding, str) or not isinstance(dim, int) or not isinstance(stride, int) or not stride:
        return Unknown("dim")
    if padding.upper() == "SAME":
        return -(-dim // stride)
    if window is None:
        return None
    if not isinstance(window, int) or not isinstance(dilation, int):
        return Unknown("dim")
    return max(0, -(-(dim - (window - 1) * dilation) // stride))


def _spatial(values: Value, rank: int, channels_first: bool) -> list[Any]:
    """The spatial part of a strides or window list of length 1, `rank` or `rank + 2`."""
    values = plain(values)
    if isinstance(values, TensorShape):
        values = values.dims
    if values is None:
        return [1] * rank
    if isinstance(values, int):
        return [values] * rank
    if not isinstance(values, (list, tuple)):
        return [Unknown("stride")] * rank
    parts = [plain(value) for value in values]
    if not parts:
        return [Unknown("stride")] * rank
    if len(parts) == rank + 2:
        return parts[2:] if channels_first else parts[1:-1]
    return parts * rank if len(parts) == 1 else parts


def _paddings(padding: Value, rank: int, channels_first: bool) -> list[Value]:
    """One padding for each spatial dimension: explicit paddings differ, "SAME" does not."""
    if isinstance(padding, (list, tuple)) and len(padding) == rank + 2:
        return list(padding[2:] if channels_first else padding[1:-1])
    return [padding] * rank


def _is_channels_first(data_format: Value) -> bool:
    return isinstance(data_format, str) and data_format.startswith("NC")


def convolved(dims: Dims, filters: Dims, strides: Value, padding: Value, data_format: Value, dilations: Value,
              depthwise: bool = False) -> Dims:  # fmt: skip
    """The output shape of a convolution: the rank is that of the filter, whatever is known of the input."""
    if not isinstance(filters, tuple):
        return (None,) * len(dims) if filters is None and isinstance(dims, tuple) else filters
    rank = len(filters) - 2
    if dims is None:
        dims = (None,) * (rank + 2)
    if rank < 0 or not isinstance(dims, tuple) or len(dims) != rank + 2:
        return UNSEEN
    first = _is_channels_first(data_format)
    spatial = dims[2:] if first else dims[1:-1]
    steps, spread = _spatial(strides, rank, first), _spatial(dilations, rank, first)
    sizes = [
        window_output(dim, window, step, pad, gap)
        for dim, window, step, pad, gap in zip(
            spatial, filters, steps, _paddings(padding, rank, first), spread, strict=False
        )
    ]
    channels = product(*filters[-2:]) if depthwise else filters[-1]
    return (dims[0], channels, *sizes) if first else (dims[0], *sizes, channels)


def _shape_of(
    value: Value,
    filters: Value,
    strides: Value,
    padding: Value,
    data_format: Value = "",
    dilations: Value = None,
    depthwise: bool = False,
) -> Dims:
    return convolved(
        dims_of_operand(value), dims_of_operand(filters), strides, padding, data_format, dilations, depthwise
    )


@op("tf.nn.conv2d", default="Conv2D")
def _conv2d(call: OpCall, input: Value, filter: Value = None, strides: Value = None, padding: Value = None,
            use_cudnn_on_gpu: Value = True, data_format: Value = "NHWC", dilations: Value = None,
            name: Value = None, filters: Value = None) -> Value:  # fmt: skip
    dims = _shape_of(input, given(filter, filters), strides, padding, data_format, dilations)
    return call.tensor(dims, dtype_of_operand(input))


@op("tf.nn.conv1d", default="conv1d")
def _conv1d(call: OpCall, value: Value = None, filters: Value = None, stride: Value = None, padding: Value = None,
            use_cudnn_on_gpu: Value = None, data_format: Value = None, name: Value = None, input: Value = None,
            dilations: Value = None) -> Value:  # fmt: skip
    """A two-dimensional convolution of height 1, squeezed."""
    value = given(value, input)
    return call.tensor(
        _shape_of(value, filters, stride, padding, data_format, dilations), dtype_of_operand(value), inner="Squeeze"
    )


@op("tf.nn.conv3d", default="Conv3D")
def _conv3d(
    call: OpCall,
    input: Value,
    filter: Value = None,
    strides: Value = None,
    padding: Value = None,
    data_format: Value = "NDHWC",
    dilations: Value = None,
    name: Value = None,
    filters: Value = None,
) -> Value:
    dims = _shape_of(input, given(filter, filters), strides, padding, data_format, dilations)
    return call.tensor(dims, dtype_of_operand(input))


# -- dilation by rearranging space into the batch (nn_ops.with_space_to_batch)


def _dilated(call: OpCall, dims: Dims, value: Value, rate: Value, plain_inner: str | None, last: str = "BatchToSpaceND",
             spatial: Dims = None) -> Tensor:  # fmt: skip
    """The result of a convolution that may be dilated: a dilated one ends in a BatchToSpaceND, which is the op itself
    when nothing of the shape is missing."""
    rates = _spatial(rate, 2, False)
    inner = plain_inner if all(part == 1 for part in rates) else last
    return call.tensor(dims, dtype_of_operand(value), inner=inner)


@op("tf.nn.atrous_conv2d", default="convolution")
def _atrous(call: OpCall, value: Value, filters: Value, rate: Value, padding: Value, name: Value = None) -> Value:
    return _dilated(call, _shape_of(value, filters, 1, padding, "NHWC", rate), value, rate, None)


@op("tf.nn.atrous_conv2d_transpose", default="atrous_conv2d_transpose")
def _atrous_transpose(call: OpCall, value: Value, filters: Value, output_shape: Value, rate: Value, padding: Value,
                      name: Value = None) -> Value:  # fmt: skip
    return call.tensor(shape_argument(output_shape), dtype_of_operand(value), inner="BatchToSpaceND")


@op("tf.nn.convolution", default="convolution")
def _convolution(call: OpCall, input: Value, filter: Value = None, padding: Value = None, strides: Value = None,
                 dilation_rate: Value = None, name: Value = None, data_format: Value = None, filters: Value = None,
                 dilations: Value = None) -> Value:  # fmt: skip
    kernel, rate = given(filter, filters), given(dilation_rate, dilations)
    dims = _shape_of(input, kernel, strides, padding, data_format, rate)
    rank = len(dims) - 2 if isinstance(dims, tuple) else 2
    return _dilated(call, dims, input, rate, "Squeeze" if rank == 1 else None, "BatchToSpaceND")


@op("tf.nn.depthwise_conv2d", default="depthwise")
def _depthwise(call: OpCall, input: Value, filter: Value, strides: Value, padding: Value, rate: Value = None,
               name: Value = None, data_format: Value = None, dilations: Value = None) -> Value:  # fmt: skip
    spread = given(rate, dilations)
    dims = _shape_of(input, filter, strides, padding, data_format, spread, depthwise=True)
    return _dilated(call, dims, input, spread, None)


@op("tf.nn.depthwise_conv2d_native", default="DepthwiseConv2dNative")
def _depthwise_native(call: OpCall, input: Value, filter: Value, strides: Value, padding: Value,
                      data_format: Value = "NHWC", dilations: Value = None, name: Value = None) -> Value:  # fmt: skip
    dims = _shape_of(input, filter, strides, padding, data_format, dilations, depthwise=True)
    return call.tensor(dims, dtype_of_operand(input))


@op("tf.nn.separable_conv2d", default="separable_conv2d")
def _separable_conv2d(call: OpCall, input: Value, depthwise_filter: Value, pointwise_filter: Value, strides: Value,
                      padding: Value, rate: Value = None, name: Value = None, data_format: Value = None,
                      dilations: Value = None) -> Value:  # fmt: skip
    dims = _shape_of(input, depthwise_filter, strides, padding, data_format, given(rate, dilations))
    last = dims_of_operand(pointwise_filter)
    channels = last[-1] if isinstance(last, tuple) and last else (None if last is None else Unknown("dim"))
    if isinstance(dims, tuple):
        dims = (dims[0], channels, *dims[2:]) if _is_channels_first(data_format) else (*dims[:-1], channels)
    return call.tensor(dims, dtype_of_operand(input))


# -- the other way round


def _transposed(call: OpCall, value: Value, filters: Value, output_shape: Value, data_format: Value) -> Tensor:
    """The shape is what the program says it is (Conv2DBackpropInput)."""
    dims = shape_argument(output_shape)
    kernel = dims_of_operand(filters)
    if dims is None and isinstance(kernel, tuple):
        dims = (None,) * len(kernel)
    return call.tensor(dims, dtype_of_operand(value))


@op("tf.nn.conv2d_transpose", default="conv2d_transpose")
def _conv2d_transpose(
    call: OpCall,
    value: Value = None,
    filter: Value = None,
    output_shape: Value = None,
    strides: Value = None,
    padding: Value = "SAME",
    data_format: Value = "NHWC",
    name: Value = None,
    input: Value = None,
    filters: Value = None,
    dilations: Value = None,
) -> Value:
    return _transposed(call, given(value, input), given(filter, filters), output_shape, data_format)


@op("tf.nn.conv3d_transpose", default="conv3d_transpose")
def _conv3d_transpose(
    call: OpCall,
    value: Value,
    filter: Value = None,
    output_shape: Value = None,
    strides: Value = None,
    padding: Value = "SAME",
    data_format: Value = "NDHWC",
    name: Value = None,
    input: Value = None,
    filters: Value = None,
    dilations: Value = None,
) -> Value:
    return _transposed(call, given(value, input), given(filter, filters), output_shape, data_format)


@op("tf.nn.conv1d_transpose", default="conv1d_transpose")
def _conv1d_transpose(call: OpCall, input: Value, filters: Value, output_shape: Value, strides: Value,
                      padding: Value = "SAME", data_format: Value = "NWC", dilations: Value = None,
                      name: Value = None) -> Value:  # fmt: skip
    return call.tensor(shape_argument(output_shape), dtype_of_operand(input), inner="Squeeze")


@op("tf.nn.conv_transpose", default="conv_transpose")
def _conv_transpose(
    call: OpCall,
    input: Value,
    filters: Value,
    output_shape: Value,
    strides: Value,
    padding: Value = "SAME",
    data_format: Value = None,
    dilations: Value = None,
    name: Value = None,
) -> Value:
    return _transposed(call, input, filters, output_shape, data_format)


@op("tf.nn.conv2d_backprop_input", default="Conv2DBackpropInput")
def _backprop_input(
    call: OpCall,
    input_sizes: Value,
    filter: Value = None,
    out_backprop: Value = None,
    strides: Value = None,
    padding: Value = None,
    use_cudnn_on_gpu: Value = True,
    data_format: Value = "NHWC",
    dilations: Value = None,
    name: Value = None,
    filters: Value = None,
) -> Value:
    return call.tensor(shape_argument(input_sizes), dtype_of_operand(out_backprop))


@op("tf.nn.conv2d_backprop_filter", default="Conv2DBackpropFilter")
def _backprop_filter(
    call: OpCall,
    input: Value,
    filter_sizes: Value,
    out_backprop: Value,
    strides: Value,
    padding: Value,
    use_cudnn_on_gpu: Value = True,
    data_format: Value = "NHWC",
    dilations: Value = None,
    name: Value = None,
) -> Value:
    return call.tensor(shape_argument(filter_sizes), dtype_of_operand(input))


# -- greyscale morphology


@op("tf.nn.dilation2d", default="Dilation2D")
def _dilation2d(
    call: OpCall,
    input: Value,
    filter: Value = None,
    strides: Value = None,
    rates: Value = None,
    padding: Value = None,
    name: Value = None,
    filters: Value = None,
    dilations: Value = None,
) -> Value:
    return _morphology(call, input, given(filter, filters), strides, given(rates, dilations), padding, None)


@op("tf.nn.erosion2d", default="erosion2d")
def _erosion2d(
    call: OpCall, value: Value, kernel: Value, strides: Value, rates: Value, padding: Value, name: Value = None
) -> Value:
    return _morphology(call, value, kernel, strides, rates, padding, "Neg_1")


def _morphology(call: OpCall, value: Value, kernel: Value, strides: Value, rates: Value, padding: Value,
                inner: str | None) -> Tensor:  # fmt: skip
    filters = dims_of_operand(kernel)
    filters = (*filters, filters[-1]) if isinstance(filters, tuple) and filters else filters
    dims = convolved(dims_of_operand(value), filters, strides, padding, "NHWC", rates)
    return call.tensor(dims, dtype_of_operand(value), inner=inner)


# -- pooling


def pooled(dims: Dims, window: Value, strides: Value, padding: Value, data_format: Value, rank: int = 2) -> Dims:
    """The output shape of a pooling op over `rank` dimensions."""
    if dims is None:
        return (None,) * (rank + 2)
    if not isinstance(dims, tuple):
        return dims
    if len(dims) < 2:
        return (None,) * (rank + 2)
    rank, first = len(dims) - 2, _is_channels_first(data_format)
    spatial = dims[2:] if first else dims[1:-1]
    windows, steps = _spatial(window, rank, first), _spatial(strides, rank, first)
    sizes = [window_output(d, w, s, padding) for d, w, s in zip(spatial, windows, steps, strict=False)]
    return (*dims[:2], *sizes) if first else (dims[0], *sizes, dims[-1])


def _pool(names: str, default: str, rank: int, inner: str | None = None) -> None:
    @op(*names.split(), default=default)
    def shape(call: OpCall, input: Value, ksize: Value, strides: Value, padding: Value, data_format: Value = None,
              name: Value = None) -> Value:  # fmt: skip
        dims = pooled(dims_of_operand(input), ksize, strides, padding, data_format, rank)
        return call.tensor(dims, dtype_of_operand(input), inner=inner)


def _old_pool(names: str, default: str) -> None:
    @op(*names.split(), default=default)
    def shape(call: OpCall, value: Value = None, ksize: Value = None, strides: Value = None, padding: Value = None,
              data_format: Value = "NHWC", name: Value = None, input: Value = None) -> Value:  # fmt: skip
        value = given(value, input)
        return call.tensor(
            pooled(dims_of_operand(value), ksize, strides, padding, data_format), dtype_of_operand(value)
        )


_old_pool("tf.nn.max_pool", "MaxPool")
_old_pool("tf.nn.avg_pool tf.nn.avg_pool2d", "AvgPool")
_pool("tf.nn.max_pool2d", "MaxPool2d", 2)
_pool("tf.nn.max_pool_v2", "MaxPool", 2)
_pool("tf.nn.avg_pool_v2", "AvgPool", 2)
_pool("tf.nn.max_pool3d", "MaxPool3D", 3)
_pool("tf.nn.avg_pool3d", "AvgPool3D", 3)
_pool("tf.nn.max_pool1d", "MaxPool1d", 1, "Squeeze")
_pool("tf.nn.avg_pool1d", "AvgPool1D", 1, "Squeeze")

_WITH_ARGMAX = namedtuple("MaxPoolWithArgmax", ("output", "argmax"))


@op("tf.nn.max_pool_with_argmax", default="MaxPoolWithArgmax")
def _max_pool_with_argmax(
    call: OpCall,
    input: Value,
    ksize: Value,
    strides: Value,
    padding: Value,
    data_format: Value = "NHWC",
    Targmax: Value = None,
    name: Value = None,
    output_dtype: Value = None,
    include_batch_in_index: Value = False,
) -> Value:
    dims = pooled(dims_of_operand(input), ksize, strides, padding, data_format)
    places = given(Targmax, output_dtype)
    return _WITH_ARGMAX(
        call.tensor(dims, dtype_of_operand(input)), call.tensor(dims, INT64 if places is None else dtype_of(places))
    )


@op("tf.nn.pool", default="pool")
def _any_pool(
    call: OpCall,
    input: Value,
    window_shape: Value,
    pooling_type: Value,
    padding: Value,
    dilation_rate: Value = None,
    strides: Value = None,
    name: Value = None,
    data_format: Value = None,
    dilations: Value = None,
) -> Value:
    call.default = f"{str(pooling_type).lower()}_pool"
    dims = pooled(dims_of_operand(input), window_shape, strides, padding, data_format)
    single = isinstance(window_shape, (list, tuple)) and len(window_shape) == 1
    return call.tensor(dims, dtype_of_operand(input), inner="Squeeze" if single else None)


_FRACTIONAL = {kind: namedtuple(kind, ("output", "row_pooling_sequence", "col_pooling_sequence"))
               for kind in ("FractionalMaxPool", "FractionalAvgPool")}  # fmt: skip


def _fractional(name: str, default: str) -> None:
    @op(name, default=default)
    def shape(
        call: OpCall,
        value: Value,
        pooling_ratio: Value,
        pseudo_random: Value = False,
        overlapping: Value = False,
        deterministic: Value = False,
        seed: Value = 0,
        seed2: Value = 0,
        name: Value = None,
    ) -> Value:
        dims, ratios = dims_of_operand(value), constant_of(pooling_ratio)
        known = isinstance(dims, tuple) and isinstance(ratios, tuple) and len(ratios) == len(dims)
        sizes = (
            tuple(
                int(d / r) if isinstance(d, int) and isinstance(r, (int, float)) else None
                for d, r in zip(dims, ratios, strict=True)
            )
            if known
            else UNSEEN
        )
        ends = [(Unknown("rows"),)] * 2
        return _FRACTIONAL[default](call.tensor(sizes, dtype_of_operand(value)), *call.tensors(ends, INT64))


_fractional("tf.nn.fractional_max_pool", "FractionalMaxPool")
_fractional("tf.nn.fractional_avg_pool", "FractionalAvgPool")

"""Fourier transforms and framing (tensorflow/python/ops/signal)."""

from __future__ import annotations

from typing import Any

from tfscope.resolver.library.registry import OpCall, op
from tfscope.resolver.python.values import Unknown, Value
from tfscope.resolver.tensorflow.dtypes import FLOAT32, dtype_of
from tfscope.resolver.tensorflow.ops.elementwise import complex_dtype, real_dtype
from tfscope.resolver.tensorflow.ops.operands import dtype_of_operand, size_of, with_dim
from tfscope.resolver.tensorflow.shapes import UNSEEN, Dims
from tfscope.resolver.tensorflow.tensors import dims_of_operand


def _last(dims: Dims) -> Any:
    return dims[-1] if isinstance(dims, tuple) and dims else (None if dims is None else Unknown("dim"))


@op("tf.signal.rfft", "tf.spectral.rfft", default="rfft")
def _rfft(call: OpCall, input_tensor: Value, fft_length: Value = None, name: Value = None) -> Value:
    dims = dims_of_operand(input_tensor)
    size = _length(fft_length, _last(dims))
    half = size // 2 + 1 if isinstance(size, int) else size
    return call.tensor(with_dim(dims, -1, half), complex_dtype(dtype_of_operand(input_tensor)))


@op("tf.signal.irfft", "tf.spectral.irfft", default="irfft")
def _irfft(call: OpCall, input_tensor: Value, fft_length: Value = None, name: Value = None) -> Value:
    dims = dims_of_operand(input_tensor)
    last = _last(dims)
    size = _length(fft_length, max(0, 2 * (last - 1)) if isinstance(last, int) else last)
    return call.tensor(with_dim(dims, -1, size), real_dtype(dtype_of_operand(input_tensor)))


def _length(fft_length: Value, default: Any) -> Any:
    if fft_length is None:
        return default
    item = fft_length[0] if isinstance(fft_length, (list, tuple)) and fft_length else fft_length
    return size_of(item)


def _frame_count(size: Any, length: Any, step: Any, pad_end: bool) -> Any:
    if not all(isinstance(part, int) for part in (size, length, step)) or not step:
        return None if size is None or length is None or step is None else Unknown("frames")
    return -(-size // step) if pad_end else max(0, 1 + (size - length) // step)


@op("tf.signal.stft", "tf.contrib.signal.stft", default="stft")
def _stft(call: OpCall, signals: Value, frame_length: Value, frame_step: Value, fft_length: Value = None,
          window_fn: Value = None, pad_end: Value = False, name: Value = None) -> Value:  # fmt: skip
    dims, length = dims_of_operand(signals), size_of(frame_length)
    if fft_length is None:
        size = 1 << (length - 1).bit_length() if isinstance(length, int) and length > 0 else length
    else:
        size = size_of(fft_length)
    frames = _frame_count(_last(dims), length, size_of(frame_step), bool(pad_end))
    half = size // 2 + 1 if isinstance(size, int) else size
    shape = (*dims[:-1], frames, half) if isinstance(dims, tuple) else dims
    return call.tensor(shape, complex_dtype(dtype_of_operand(signals)), inner="rfft")


def _overlapped(dims: Dims, length: Any, step: Any) -> Dims:
    """The samples that frames of `length` at every `step` cover."""
    if not isinstance(dims, tuple) or len(dims) < 2:
        return UNSEEN
    parts = (dims[-2], length, step)
    if all(isinstance(part, int) for part in parts):
        return (*dims[:-2], (parts[0] - 1) * step + length)
    return (*dims[:-2], None if any(part is None for part in parts) else Unknown("samples"))


@op("tf.signal.inverse_stft", "tf.contrib.signal.inverse_stft", default="inverse_stft")
def _inverse_stft(call: OpCall, stfts: Value, frame_length: Value, frame_step: Value, fft_length: Value = None,
                  window_fn: Value = None, name: Value = None) -> Value:  # fmt: skip
    dims = dims_of_operand(stfts)
    shape = _overlapped(dims, size_of(frame_length), size_of(frame_step))
    return call.tensor(shape, real_dtype(dtype_of_operand(stfts)), inner="overlap_and_add/strided_slice_4")


@op("tf.signal.frame", "tf.contrib.signal.frame", default="frame")
def _frame(call: OpCall, signal: Value, frame_length: Value, frame_step: Value, pad_end: Value = False, pad_value: Value = 0,
           axis: Value = -1, name: Value = None) -> Value:  # fmt: skip
    dims, length = dims_of_operand(signal), size_of(frame_length)
    if axis != -1 or not isinstance(dims, tuple):
        return call.tensor(UNSEEN, dtype_of_operand(signal), inner="Reshape_4")
    frames = _frame_count(_last(dims), length, size_of(frame_step), bool(pad_end))
    return call.tensor((*dims[:-1], frames, length), dtype_of_operand(signal), inner="Reshape_4")


@op("tf.signal.dct", "tf.spectral.dct", default="dct")
def _dct(call: OpCall, input: Value, type: Value = 2, n: Value = None, axis: Value = -1, norm: Value = None,
         name: Value = None) -> Value:  # fmt: skip
    return call.tensor(dims_of_operand(input), dtype_of_operand(input), inner="Real_1")


def _window(name: str) -> None:
    @op(f"tf.signal.{name}", f"tf.contrib.signal.{name}", default=name)
    def shape(call: OpCall, window_length: Value, periodic: Value = True, dtype: Value = FLOAT32, name: Value = None) -> Value:
        size = size_of(window_length)
        return call.tensor((size,), dtype_of(dtype), inner="sub_2" if isinstance(size, int) else "cond/Merge")


_window("hann_window")
_window("hamming_window")


@op("tf.signal.linear_to_mel_weight_matrix", "tf.contrib.signal.linear_to_mel_weight_matrix", default="linear_to_mel_weight_matrix")
def _mel_weights(call: OpCall, num_mel_bins: Value = 20, num_spectrogram_bins: Value = 129, sample_rate: Value = 8000,
                 lower_edge_hertz: Value = 125.0, upper_edge_hertz: Value = 3800.0, dtype: Value = FLOAT32,
                 name: Value = None) -> Value:  # fmt: skip
    return call.tensor((size_of(num_spectrogram_bins), size_of(num_mel_bins)), dtype_of(dtype))


@op("tf.signal.overlap_and_add", "tf.contrib.signal.overlap_and_add", default="overlap_and_add")
def _overlap_and_add(call: OpCall, signal: Value, frame_step: Value, name: Value = None) -> Value:
    dims = dims_of_operand(signal)
    shape = _overlapped(dims, _last(dims), size_of(frame_step))
    return call.tensor(shape, dtype_of_operand(signal), inner="strided_slice_4")

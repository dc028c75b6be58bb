"""Ops on images (tensorflow/python/ops/image_ops_impl.py)."""

from __future__ import annotations

from typing import Any

from tfscope.resolver.library.registry import OpCall, op, op_table, value
from tfscope.resolver.python.types import NativeType
from tfscope.resolver.python.values import Unknown, Value
from tfscope.resolver.tensorflow.constants import constant_of, is_known
from tfscope.resolver.tensorflow.dtypes import DTYPES, FLOAT32, INT32, dtype_of
from tfscope.resolver.tensorflow.ops.operands import dtype_of_operand, given, plain, size_of, with_dim
from tfscope.resolver.tensorflow.shapes import UNSEEN, Dims, broadcast
from tfscope.resolver.tensorflow.tensors import Tensor, dims_of_operand

UINT8 = DTYPES["uint8"]


def _size_pair(size: Value) -> tuple[Any, Any]:
    """Height and width from an argument of two numbers. The ops know both or none (SetOutputToSizedImage)."""
    constant = constant_of(size)
    if isinstance(constant, tuple) and len(constant) == 2:
        if is_known(constant):
            return (int(constant[0]), int(constant[1]))
        if any(part is None for part in constant):
            return (None, None)
        return (Unknown("height"), Unknown("width"))
    return (Unknown("height"), Unknown("width")) if isinstance(constant, Unknown) or isinstance(size, Unknown) else (None, None)


def resized(dims: Dims, height: Any, width: Any) -> Dims:
    """The shape of one image or a batch of images with another height and width."""
    if not isinstance(dims, tuple):
        return (None, height, width, None) if dims is None else dims
    if len(dims) == 3:
        return (height, width, dims[2])
    return (dims[0], height, width, dims[3]) if len(dims) == 4 else UNSEEN


def _resizer(name: str, default: str, keeps_dtype: bool) -> None:
    @op(f"tf.image.{name}", default=default)
    def shape(call: OpCall, images: Value, size: Value, align_corners: Value = False, name: Value = None,
              half_pixel_centers: Value = False) -> Value:  # fmt: skip
        dims = resized(dims_of_operand(images), *_size_pair(size))
        return call.tensor(dims, dtype_of_operand(images) if keeps_dtype else FLOAT32)


_resizer("resize_bilinear", "ResizeBilinear", False)
_resizer("resize_bicubic", "ResizeBicubic", False)
_resizer("resize_area", "ResizeArea", False)
_resizer("resize_nearest_neighbor", "ResizeNearestNeighbor", True)

_METHODS = {0: "ResizeBilinear", 1: "ResizeNearestNeighbor", 2: "ResizeBicubic", 3: "ResizeArea"}


class _ResizeMethod:
    """`tf.image.ResizeMethod`."""


RESIZE_METHOD = NativeType("tf.image.ResizeMethod", (_ResizeMethod,))
RESIZE_METHOD.attrs.update(BILINEAR=0, NEAREST_NEIGHBOR=1, BICUBIC=2, AREA=3)
value("tf.image.ResizeMethod", "tf.image.ResizeMethodV1")(RESIZE_METHOD)


@op("tf.image.resize_images", "tf.image.resize", default="resize")
def _resize_images(call: OpCall, images: Value, size: Value, method: Value = 0, align_corners: Value = False,
                   preserve_aspect_ratio: Value = False, name: Value = None) -> Value:  # fmt: skip
    """Images that have the wanted size already are given back (image_ops_impl._resize_images_common)."""
    dims, (height, width) = dims_of_operand(images), _size_pair(size)
    same = isinstance(dims, tuple) and len(dims) in (3, 4) and isinstance(height, int) and dims[-3:-1] == (height, width)
    known = _known_size(size)
    if same and all(isinstance(dim, int) for dim in dims[-3:-1]) and isinstance(images, Tensor) and known:
        if len(dims) == 4:
            return images
        return call.tensor(dims, images.dtype, inner="Squeeze")
    if preserve_aspect_ratio:
        height, width = (None, None)
    result = resized(dims, height, width)
    inner = _METHODS.get(method, "ResizeBilinear") if isinstance(method, int) else "ResizeBilinear"
    dtype = dtype_of_operand(images) if method == 1 else FLOAT32
    return call.tensor(result, dtype, inner="Squeeze" if isinstance(dims, tuple) and len(dims) == 3 else inner)


def _known_size(size: Value) -> bool:
    return is_known(constant_of(size))


@op("tf.image.resize_image_with_crop_or_pad", "tf.image.resize_with_crop_or_pad", default="resize_image_with_crop_or_pad")
def _crop_or_pad(call: OpCall, image: Value, target_height: Value, target_width: Value) -> Value:
    dims = resized(dims_of_operand(image), size_of(target_height), size_of(target_width))
    return call.tensor(dims, dtype_of_operand(image), inner="Squeeze" if isinstance(dims, tuple) and len(dims) == 3 else
                       "control_dependency_1")  # fmt: skip


@op("tf.image.resize_image_with_pad", default="resize_image_with_pad")
def _resize_with_pad(call: OpCall, image: Value, target_height: Value, target_width: Value, method: Value = 0,
                     align_corners: Value = False) -> Value:  # fmt: skip
    dims = resized(dims_of_operand(image), size_of(target_height), size_of(target_width))
    return call.tensor(dims, FLOAT32, inner="")


def _boxed(name: str, inner: str) -> None:
    @op(f"tf.image.{name}", default=name)
    def shape(call: OpCall, image: Value, offset_height: Value, offset_width: Value, target_height: Value,
              target_width: Value) -> Value:  # fmt: skip
        dims = resized(dims_of_operand(image), size_of(target_height), size_of(target_width))
        single = isinstance(dims, tuple) and len(dims) == 3
        return call.tensor(dims, dtype_of_operand(image), inner="Squeeze" if single else inner)


_boxed("crop_to_bounding_box", "Slice")
_boxed("pad_to_bounding_box", "Pad")


@op("tf.image.central_crop", default="central_crop")
def _central_crop(call: OpCall, image: Value, central_fraction: Value) -> Value:
    """The middle of an image; without anything to cut off the image is given back."""
    dims = dims_of_operand(image)
    if central_fraction == 1.0:
        return image
    fraction = central_fraction if isinstance(central_fraction, (int, float)) else None
    if not isinstance(dims, tuple) or len(dims) not in (3, 4) or fraction is None:
        return call.tensor(UNSEEN, dtype_of_operand(image), inner="Slice")
    height, width = (_cropped(dim, fraction) for dim in dims[-3:-1])
    return call.tensor(resized(dims, height, width), dtype_of_operand(image), inner="Slice")


def _cropped(dim: Any, fraction: float) -> Any:
    if not isinstance(dim, int):
        return dim if dim is None else Unknown("dim")
    start = int((dim - dim * fraction) / 2)
    return dim - start * 2


@op("tf.image.crop_and_resize", default="CropAndResize")
def _crop_and_resize(call: OpCall, image: Value, boxes: Value, box_ind: Value = None, crop_size: Value = None,
                     method: Value = "bilinear", extrapolation_value: Value = 0, name: Value = None,
                     box_indices: Value = None) -> Value:  # fmt: skip
    dims, rows = dims_of_operand(image), dims_of_operand(boxes)
    height, width = _size_pair(crop_size)
    depth = dims[3] if isinstance(dims, tuple) and len(dims) == 4 else (None if dims is None else Unknown("depth"))
    count = rows[0] if isinstance(rows, tuple) and rows else None
    return call.tensor((count, height, width, depth), FLOAT32)


# -- flips, colours: the shape stays


_KEPT = """
tf.image.flip_left_right: flip_left_right(image)
tf.image.flip_up_down: flip_up_down(image)
tf.image.random_flip_left_right: random_flip_left_right(image, seed)
tf.image.random_flip_up_down: random_flip_up_down(image, seed)
tf.image.adjust_hue: adjust_hue(image, delta, name)
tf.image.adjust_saturation: adjust_saturation(image, saturation_factor, name)
tf.image.adjust_contrast: adjust_contrast(images, contrast_factor)
tf.image.adjust_brightness: adjust_brightness(image, delta)
tf.image.adjust_gamma: adjust_gamma(image, gamma, gain)
tf.image.per_image_standardization: per_image_standardization(image)
"""


def _kept(call: OpCall, default: str, image: Value, *rest: Value) -> Tensor:
    dims, dtype = dims_of_operand(image), dtype_of_operand(image)
    if default == "per_image_standardization":
        dtype = FLOAT32
    return call.tensor(dims, dtype, inner=_LAST.get(default) or _random_flip(dims))


_LAST = {
    "flip_left_right": "ReverseV2", "flip_up_down": "ReverseV2", "adjust_hue": "Identity", "adjust_saturation": "Identity",
    "adjust_contrast": "Identity", "adjust_brightness": "Identity", "adjust_gamma": "Identity",
    "per_image_standardization": "Identity",
}  # fmt: skip


def _random_flip(dims: Dims) -> str:
    """One image is flipped by a conditional, a batch by arithmetic."""
    if not isinstance(dims, tuple):
        return ""
    return "Merge" if len(dims) == 3 else "add"


def _colour_space(call: OpCall, default: str, images: Value) -> Tensor:
    """A product with a constant matrix."""
    call.other_op("kernel")
    call.default = "Tensordot"
    return call.tensor(dims_of_operand(images), dtype_of_operand(images))


op_table("""
tf.image.rgb_to_yuv: rgb_to_yuv(images)
tf.image.rgb_to_yiq: rgb_to_yiq(images)
tf.image.yuv_to_rgb: yuv_to_rgb(images)
tf.image.yiq_to_rgb: yiq_to_rgb(images)
""", _colour_space)


@op("tf.image.adjust_jpeg_quality", default="adjust_jpeg_quality")
def _adjust_jpeg_quality(call: OpCall, image: Value, jpeg_quality: Value, name: Value = None) -> Value:
    return call.tensor((None, None, None), dtype_of_operand(image), inner="")


op_table(_KEPT, _kept)


def _randomly(name: str, scope: str, parameters: str) -> None:
    """A random factor, drawn in the scope `random_uniform`, and the adjustment with it."""

    def shape(call: OpCall, default: str, image: Value, *rest: Value) -> Tensor:
        call.other_op("random_uniform")
        return call.tensor(dims_of_operand(image), dtype_of_operand(image), inner="Identity")

    op_table(f"tf.image.{name}: {scope}({parameters})", shape)


_randomly("random_brightness", "adjust_brightness", "image, max_delta, seed")
_randomly("random_contrast", "adjust_contrast", "image, lower, upper, seed")
_randomly("random_saturation", "adjust_saturation", "image, lower, upper, seed")
_randomly("random_hue", "adjust_hue", "image, max_delta, seed")


@op("tf.image.transpose_image", "tf.image.transpose", default="transpose")
def _transpose_image(call: OpCall, image: Value, name: Value = None) -> Value:
    dims = dims_of_operand(image)
    swapped = resized(dims, dims[-2], dims[-3]) if isinstance(dims, tuple) and len(dims) in (3, 4) else dims
    return call.tensor(swapped, dtype_of_operand(image), inner="transpose")


@op("tf.image.rot90", default="rot90")
def _rot90(call: OpCall, image: Value, k: Value = 1, name: Value = None) -> Value:
    """A conditional over quarter turns: sizes that differ are lost."""
    dims = dims_of_operand(image)
    square = isinstance(dims, tuple) and len(dims) >= 3 and isinstance(dims[-2], int) and dims[-2] == dims[-3]
    turned = dims if square else (resized(dims, None, None) if isinstance(dims, tuple) else dims)
    return call.tensor(turned, dtype_of_operand(image), inner="cond/Merge")


@op("tf.image.rgb_to_grayscale", default="rgb_to_grayscale")
def _rgb_to_grayscale(call: OpCall, images: Value, name: Value = None) -> Value:
    return call.tensor(with_dim(dims_of_operand(images), -1, 1), dtype_of_operand(images))


@op("tf.image.grayscale_to_rgb", default="grayscale_to_rgb")
def _grayscale_to_rgb(call: OpCall, images: Value, name: Value = None) -> Value:
    return call.tensor(with_dim(dims_of_operand(images), -1, 3), dtype_of_operand(images))


@op("tf.image.convert_image_dtype", default="convert_image")
def _convert_image_dtype(call: OpCall, image: Value, dtype: Value, saturate: Value = False, name: Value = None) -> Value:
    wanted, present = dtype_of(dtype), dtype_of_operand(image)
    if wanted is not None and wanted is present and isinstance(image, Tensor):
        call.default = "Identity"
        return call.tensor(image.dims, wanted)
    return call.tensor(dims_of_operand(image), wanted)


# -- decoding


def _channels(channels: Value) -> Any:
    count = plain(channels)
    return (None if not count else count) if isinstance(count, int) or count is None else Unknown("channels")


@op("tf.image.decode_jpeg", "tf.io.decode_jpeg", default="DecodeJpeg")
def _decode_jpeg(call: OpCall, contents: Value, channels: Value = 0, ratio: Value = 1, fancy_upscaling: Value = True,
                 try_recover_truncated: Value = False, acceptable_fraction: Value = 1, dct_method: Value = "",
                 name: Value = None) -> Value:  # fmt: skip
    return call.tensor((None, None, _channels(channels)), UINT8)


@op("tf.image.decode_png", "tf.io.decode_png", default="DecodePng")
def _decode_png(call: OpCall, contents: Value, channels: Value = 0, dtype: Value = UINT8, name: Value = None) -> Value:
    return call.tensor((None, None, _channels(channels)), dtype_of(dtype))


@op("tf.image.decode_bmp", "tf.io.decode_bmp", default="DecodeBmp")
def _decode_bmp(call: OpCall, contents: Value, channels: Value = 0, name: Value = None) -> Value:
    return call.tensor((None, None, _channels(channels)), UINT8)


@op("tf.image.decode_gif", "tf.io.decode_gif", default="DecodeGif")
def _decode_gif(call: OpCall, contents: Value, name: Value = None) -> Value:
    return call.tensor((None, None, None, 3), UINT8)


@op("tf.image.decode_image", "tf.io.decode_image", default="decode_image")
def _decode_image(call: OpCall, contents: Value, channels: Value = None, dtype: Value = UINT8, name: Value = None,
                  expand_animations: Value = True) -> Value:  # fmt: skip
    """The rank depends on the file."""
    return call.tensor(None, dtype_of(dtype), inner="cond_jpeg/Merge")


# -- measures and boxes


@op("tf.image.total_variation", default="total_variation")
def _total_variation(call: OpCall, images: Value, name: Value = None) -> Value:
    dims = dims_of_operand(images)
    single = isinstance(dims, tuple) and len(dims) == 3
    return call.tensor(() if single else (dims[:1] if isinstance(dims, tuple) else UNSEEN), dtype_of_operand(images), inner="add")


@op("tf.image.psnr", default="PSNR")
def _psnr(call: OpCall, a: Value, b: Value, max_val: Value, name: Value = None) -> Value:
    dims = broadcast(_without_image(dims_of_operand(a)), dims_of_operand(max_val))
    return call.tensor(dims, FLOAT32, inner="Identity_3")


def _without_image(dims: Dims) -> Dims:
    return dims[:-3] if isinstance(dims, tuple) and len(dims) >= 3 else UNSEEN


@op("tf.image.sobel_edges", default="sobel_edges")
def _sobel_edges(call: OpCall, image: Value) -> Value:
    dims = dims_of_operand(image)
    for other in ("Shape", "Const", "sobel_filters", "MirrorPad", "depthwise", "strided_slice", "concat"):
        call.other_op(other)
    call.default = "Reshape"
    return call.tensor((*dims, 2) if isinstance(dims, tuple) else dims, dtype_of_operand(image))


@op("tf.image.non_max_suppression", default="non_max_suppression")
def _non_max_suppression(call: OpCall, boxes: Value, scores: Value, max_output_size: Value, iou_threshold: Value = 0.5,
                         score_threshold: Value = None, name: Value = None) -> Value:  # fmt: skip
    return call.tensor((None,), INT32, inner="NonMaxSuppressionV3")


@op("tf.image.extract_glimpse", default="ExtractGlimpse")
def _extract_glimpse(call: OpCall, input: Value, size: Value, offsets: Value, centered: Value = True, normalized: Value = True,
                     uniform_noise: Value = True, name: Value = None) -> Value:  # fmt: skip
    return call.tensor(resized(dims_of_operand(input), *_size_pair(size)), dtype_of_operand(input))


__all__ = ["given", "resized"]

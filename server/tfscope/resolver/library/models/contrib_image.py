"""Geometric transformations of images (tensorflow/contrib/image/python/ops/image_ops.py)."""

# models: tf.contrib.image

import tensorflow as tf
from tfscope_primitives import is_unknown, tensor, unknown


def _size_of_output(shape, given):
    """Height and width: as given, else those of the images, which are known where the whole shape is."""
    if given is not None:
        size = tf.contrib.util.constant_value(tf.convert_to_tensor(given))
        return [None, None] if size is None else list(size)
    if not shape.is_fully_defined():
        return [None, None]
    return shape[1:3] if shape.ndims > 2 else shape[:2]


def _transformed(shape, output_shape):
    """The shape of images of a shape: one image, several of one channel, or several of many."""
    if is_unknown(shape.ndims):
        return unknown("shape")
    if shape.ndims is None:
        raise TypeError("image_or_images rank must be statically known")
    size = tf.TensorShape(_size_of_output(shape, output_shape))
    if shape.ndims == 2:
        return size
    return shape[:1].concatenate(size).concatenate(shape[3:])


def transform(images, transforms, interpolation="NEAREST", output_shape=None, name=None):
    with tf.name_scope(name, "transform"):
        images = tf.convert_to_tensor(images, name="images")
        shape = _transformed(images.get_shape(), output_shape)
        return tensor(shape, images.dtype, "ImageProjectiveTransformV2", inputs=[images])


def rotate(images, angles, interpolation="NEAREST", name=None):
    with tf.name_scope(name, "rotate"):
        return transform(images, None, interpolation)


def translate(images, translations, interpolation="NEAREST", name=None):
    with tf.name_scope(name, "translate"):
        return transform(images, None, interpolation)

"""ResNet, version 1, of slim (tensorflow/contrib/slim/python/slim/nets/resnet_v1.py)."""

# models: tf.contrib.slim.nets.resnet_v1

import tensorflow as tf
from tensorflow.contrib.slim.nets import resnet_utils

slim = tf.contrib.slim
resnet_arg_scope = resnet_utils.resnet_arg_scope


@slim.add_arg_scope
def bottleneck(inputs, depth, depth_bottleneck, stride, rate=1, outputs_collections=None, scope=None):
    with tf.variable_scope(scope, "bottleneck_v1", [inputs]) as sc:
        depth_in = slim.utils.last_dimension(inputs.get_shape(), min_rank=4)
        if depth == depth_in:
            shortcut = resnet_utils.subsample(inputs, stride, "shortcut")
        else:
            shortcut = slim.conv2d(inputs, depth, [1, 1], stride=stride, activation_fn=None, scope="shortcut")
        residual = slim.conv2d(inputs, depth_bottleneck, [1, 1], stride=1, scope="conv1")
        residual = resnet_utils.conv2d_same(residual, depth_bottleneck, 3, stride, rate=rate, scope="conv2")
        residual = slim.conv2d(residual, depth, [1, 1], stride=1, activation_fn=None, scope="conv3")
        output = tf.nn.relu(shortcut + residual)
        return slim.utils.collect_named_outputs(outputs_collections, sc.name, output)


def resnet_v1(inputs, blocks, num_classes=None, is_training=True, global_pool=True, output_stride=None,
              include_root_block=True, reuse=None, scope=None):
    return resnet_utils.resnet("resnet_v1", bottleneck, inputs, blocks, num_classes, is_training, global_pool,
                               output_stride, include_root_block, reuse, scope, is_preactivated=False)


def resnet_v1_block(scope, base_depth, num_units, stride):
    return resnet_utils.bottleneck_block(bottleneck, scope, base_depth, num_units, stride)


def resnet_v1_50(inputs, num_classes=None, is_training=True, global_pool=True, output_stride=None, reuse=None,
                 scope="resnet_v1_50"):
    return resnet_v1(inputs, resnet_utils.standard_blocks(bottleneck, [3, 4, 6, 3]), num_classes, is_training,
                     global_pool, output_stride, reuse=reuse, scope=scope)


def resnet_v1_101(inputs, num_classes=None, is_training=True, global_pool=True, output_stride=None, reuse=None,
                  scope="resnet_v1_101"):
    return resnet_v1(inputs, resnet_utils.standard_blocks(bottleneck, [3, 4, 23, 3]), num_classes, is_training,
                     global_pool, output_stride, reuse=reuse, scope=scope)


def resnet_v1_152(inputs, num_classes=None, is_training=True, global_pool=True, output_stride=None, reuse=None,
                  scope="resnet_v1_152"):
    return resnet_v1(inputs, resnet_utils.standard_blocks(bottleneck, [3, 8, 36, 3]), num_classes, is_training,
                     global_pool, output_stride, reuse=reuse, scope=scope)


def resnet_v1_200(inputs, num_classes=None, is_training=True, global_pool=True, output_stride=None, reuse=None,
                  scope="resnet_v1_200"):
    return resnet_v1(inputs, resnet_utils.standard_blocks(bottleneck, [3, 24, 36, 3]), num_classes, is_training,
                     global_pool, output_stride, reuse=reuse, scope=scope)


resnet_v1.default_image_size = 224

"""ResNet, version 2, of slim (tensorflow/contrib/slim/python/slim/nets/resnet_v2.py)."""

# models: tf.contrib.slim.nets.resnet_v2

import tensorflow as tf
from tensorflow.contrib.slim.nets import resnet_utils

slim = tf.contrib.slim
resnet_arg_scope = resnet_utils.resnet_arg_scope


@slim.add_arg_scope
def bottleneck(inputs, depth, depth_bottleneck, stride, rate=1, outputs_collections=None, scope=None):
    with tf.variable_scope(scope, "bottleneck_v2", [inputs]) as sc:
        depth_in = slim.utils.last_dimension(inputs.get_shape(), min_rank=4)
        preact = slim.batch_norm(inputs, activation_fn=tf.nn.relu, scope="preact")
        if depth == depth_in:
            shortcut = resnet_utils.subsample(inputs, stride, "shortcut")
        else:
            shortcut = slim.conv2d(preact, depth, [1, 1], stride=stride, normalizer_fn=None, activation_fn=None,
                                   scope="shortcut")
        residual = slim.conv2d(preact, depth_bottleneck, [1, 1], stride=1, scope="conv1")
        residual = resnet_utils.conv2d_same(residual, depth_bottleneck, 3, stride, rate=rate, scope="conv2")
        residual = slim.conv2d(residual, depth, [1, 1], stride=1, normalizer_fn=None, activation_fn=None, scope="conv3")
        output = shortcut + residual
        return slim.utils.collect_named_outputs(outputs_collections, sc.name, output)


def resnet_v2(inputs, blocks, num_classes=None, is_training=True, global_pool=True, output_stride=None,
              include_root_block=True, reuse=None, scope=None):
    return resnet_utils.resnet("resnet_v2", bottleneck, inputs, blocks, num_classes, is_training, global_pool,
                               output_stride, include_root_block, reuse, scope, is_preactivated=True)


def resnet_v2_block(scope, base_depth, num_units, stride):
    return resnet_utils.bottleneck_block(bottleneck, scope, base_depth, num_units, stride)


def resnet_v2_50(inputs, num_classes=None, is_training=True, global_pool=True, output_stride=None, reuse=None,
                 scope="resnet_v2_50"):
    return resnet_v2(inputs, resnet_utils.standard_blocks(bottleneck, [3, 4, 6, 3]), num_classes, is_training,
                     global_pool, output_stride, reuse=reuse, scope=scope)


def resnet_v2_101(inputs, num_classes=None, is_training=True, global_pool=True, output_stride=None, reuse=None,
                  scope="resnet_v2_101"):
    return resnet_v2(inputs, resnet_utils.standard_blocks(bottleneck, [3, 4, 23, 3]), num_classes, is_training,
                     global_pool, output_stride, reuse=reuse, scope=scope)


def resnet_v2_152(inputs, num_classes=None, is_training=True, global_pool=True, output_stride=None, reuse=None,
                  scope="resnet_v2_152"):
    return resnet_v2(inputs, resnet_utils.standard_blocks(bottleneck, [3, 8, 36, 3]), num_classes, is_training,
                     global_pool, output_stride, reuse=reuse, scope=scope)


def resnet_v2_200(inputs, num_classes=None, is_training=True, global_pool=True, output_stride=None, reuse=None,
                  scope="resnet_v2_200"):
    return resnet_v2(inputs, resnet_utils.standard_blocks(bottleneck, [3, 24, 36, 3]), num_classes, is_training,
                     global_pool, output_stride, reuse=reuse, scope=scope)


resnet_v2.default_image_size = 224

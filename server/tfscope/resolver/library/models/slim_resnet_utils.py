"""What both ResNets of slim share (tensorflow/contrib/slim/python/slim/nets/resnet_utils.py)."""

# models: tf.contrib.slim.nets.resnet_utils

import collections

import tensorflow as tf

slim = tf.contrib.slim
Block = collections.namedtuple("Block", ["scope", "unit_fn", "args"])


def subsample(inputs, factor, scope=None):
    return inputs if factor == 1 else slim.max_pool2d(inputs, [1, 1], stride=factor, scope=scope)


def conv2d_same(inputs, num_outputs, kernel_size, stride, rate=1, scope=None):
    if stride == 1:
        return slim.conv2d(inputs, num_outputs, kernel_size, stride=1, rate=rate, padding="SAME", scope=scope)
    total = kernel_size + (kernel_size - 1) * (rate - 1) - 1
    start, end = total // 2, total - total // 2
    inputs = tf.pad(inputs, [[0, 0], [start, end], [start, end], [0, 0]])
    return slim.conv2d(inputs, num_outputs, kernel_size, stride=stride, rate=rate, padding="VALID", scope=scope)


@slim.add_arg_scope
def stack_blocks_dense(net, blocks, output_stride=None, outputs_collections=None):
    current_stride, rate = 1, 1
    for block in blocks:
        with tf.variable_scope(block.scope, "block", [net]) as sc:
            for i, unit in enumerate(block.args):
                with tf.variable_scope("unit_%d" % (i + 1), values=[net]):
                    stride = unit.get("stride", 1)
                    if output_stride is not None and current_stride == output_stride:
                        net = block.unit_fn(net, rate=rate, **dict(unit, stride=1))
                        rate *= stride
                    else:
                        net = block.unit_fn(net, rate=1, **unit)
                        current_stride *= stride
            net = slim.utils.collect_named_outputs(outputs_collections, sc.name, net)
    if output_stride is not None and current_stride != output_stride:
        raise ValueError("The target output_stride cannot be reached.")
    return net


def resnet_arg_scope(weight_decay=0.0001, batch_norm_decay=0.997, batch_norm_epsilon=1e-5, batch_norm_scale=True):
    batch_norm_params = {"decay": batch_norm_decay, "epsilon": batch_norm_epsilon, "scale": batch_norm_scale,
                         "updates_collections": tf.GraphKeys.UPDATE_OPS}
    with slim.arg_scope([slim.conv2d], weights_regularizer=slim.l2_regularizer(weight_decay),
                        weights_initializer=slim.variance_scaling_initializer(), activation_fn=tf.nn.relu,
                        normalizer_fn=slim.batch_norm, normalizer_params=batch_norm_params):
        with slim.arg_scope([slim.batch_norm], **batch_norm_params):
            with slim.arg_scope([slim.max_pool2d], padding="SAME") as scope:
                return scope


def bottleneck_block(unit_fn, scope, base_depth, num_units, stride):
    """A block whose last unit has the stride."""
    unit = {"depth": base_depth * 4, "depth_bottleneck": base_depth, "stride": 1}
    return Block(scope, unit_fn, [unit] * (num_units - 1) + [dict(unit, stride=stride)])


def standard_blocks(unit_fn, sizes):
    """The four blocks of a ResNet with `sizes` units."""
    return [bottleneck_block(unit_fn, "block%d" % (i + 1), 64 * 2 ** i, size, 1 if i == 3 else 2)
            for i, size in enumerate(sizes)]


def resnet(default_name, unit_fn, inputs, blocks, num_classes, is_training, global_pool, output_stride,
           include_root_block, reuse, scope, is_preactivated):
    """Both versions; the second has no normalization in its root and one at its end."""
    with tf.variable_scope(scope, default_name, [inputs], reuse=reuse) as sc:
        collection = sc.original_name_scope + "_end_points"
        with slim.arg_scope([slim.conv2d, unit_fn, stack_blocks_dense], outputs_collections=collection):
            with slim.arg_scope([slim.batch_norm], is_training=is_training):
                net = inputs
                if include_root_block:
                    output_stride = None if output_stride is None else output_stride / 4
                    net = _root(net, is_preactivated)
                net = stack_blocks_dense(net, blocks, output_stride)
                if is_preactivated:
                    net = slim.batch_norm(net, activation_fn=tf.nn.relu, scope="postnorm")
                return _ended(net, collection, num_classes, global_pool)


def _root(net, is_preactivated):
    if is_preactivated:
        with slim.arg_scope([slim.conv2d], activation_fn=None, normalizer_fn=None):
            net = conv2d_same(net, 64, 7, stride=2, scope="conv1")
    else:
        net = conv2d_same(net, 64, 7, stride=2, scope="conv1")
    return slim.max_pool2d(net, [3, 3], stride=2, scope="pool1")


def _ended(net, collection, num_classes, global_pool):
    if global_pool:
        net = tf.reduce_mean(net, [1, 2], name="pool5", keepdims=True)
    if num_classes is not None:
        net = slim.conv2d(net, num_classes, [1, 1], activation_fn=None, normalizer_fn=None, scope="logits")
    end_points = slim.utils.convert_collection_to_dict(collection)
    if num_classes is not None:
        end_points["predictions"] = slim.softmax(net, scope="predictions")
    return net, end_points

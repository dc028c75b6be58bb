"""VGG, AlexNet and OverFeat (tensorflow/contrib/slim/python/slim/nets/vgg.py, alexnet.py, overfeat.py)."""

# models: tf.contrib.slim.nets.vgg, tf.contrib.slim.nets.alexnet, tf.contrib.slim.nets.overfeat

import tensorflow as tf

slim = tf.contrib.slim


def vgg_arg_scope(weight_decay=0.0005):
    with slim.arg_scope([slim.conv2d, slim.fully_connected], activation_fn=tf.nn.relu,
                        weights_regularizer=slim.l2_regularizer(weight_decay),
                        biases_initializer=tf.zeros_initializer()):
        with slim.arg_scope([slim.conv2d], padding="SAME") as scope:
            return scope


def overfeat_arg_scope(weight_decay=0.0005):
    with slim.arg_scope([slim.conv2d, slim.fully_connected], activation_fn=tf.nn.relu,
                        weights_regularizer=slim.l2_regularizer(weight_decay),
                        biases_initializer=tf.zeros_initializer()):
        with slim.arg_scope([slim.conv2d], padding="SAME"):
            with slim.arg_scope([slim.max_pool2d], padding="VALID") as scope:
                return scope


alexnet_v2_arg_scope = overfeat_arg_scope


def _classified(net, widths, kernel, num_classes, is_training, keep_prob):
    """The fully connected part, as convolutions fc6, fc7 and fc8."""
    net = slim.conv2d(net, widths[0], kernel, padding="VALID", scope="fc6")
    net = slim.dropout(net, keep_prob, is_training=is_training, scope="dropout6")
    net = slim.conv2d(net, widths[1], [1, 1], scope="fc7")
    net = slim.dropout(net, keep_prob, is_training=is_training, scope="dropout7")
    return slim.conv2d(net, num_classes, [1, 1], activation_fn=None, normalizer_fn=None,
                       biases_initializer=tf.zeros_initializer(), scope="fc8")


def _ended(net, collection, scope_name, spatial_squeeze):
    end_points = slim.utils.convert_collection_to_dict(collection)
    if spatial_squeeze:
        net = tf.squeeze(net, [1, 2], name="fc8/squeezed")
        end_points[scope_name + "/fc8"] = net
    return net, end_points


def _vgg(repetitions, default_name, inputs, num_classes, is_training, keep_prob, spatial_squeeze, scope):
    with tf.variable_scope(scope, default_name, [inputs]) as sc:
        collection = sc.original_name_scope + "_end_points"
        with slim.arg_scope([slim.conv2d, slim.fully_connected, slim.max_pool2d], outputs_collections=collection):
            net = inputs
            for number, (count, width) in enumerate(zip(repetitions, [64, 128, 256, 512, 512])):
                net = slim.repeat(net, count, slim.conv2d, width, [3, 3], scope="conv%d" % (number + 1))
                net = slim.max_pool2d(net, [2, 2], scope="pool%d" % (number + 1))
            net = _classified(net, [4096, 4096], [7, 7], num_classes, is_training, keep_prob)
            return _ended(net, collection, sc.name, spatial_squeeze)


def vgg_a(inputs, num_classes=1000, is_training=True, dropout_keep_prob=0.5, spatial_squeeze=True, scope="vgg_a"):
    return _vgg([1, 1, 2, 2, 2], "vgg_a", inputs, num_classes, is_training, dropout_keep_prob, spatial_squeeze, scope)


def vgg_16(inputs, num_classes=1000, is_training=True, dropout_keep_prob=0.5, spatial_squeeze=True, scope="vgg_16"):
    return _vgg([2, 2, 3, 3, 3], "vgg_16", inputs, num_classes, is_training, dropout_keep_prob, spatial_squeeze, scope)


def vgg_19(inputs, num_classes=1000, is_training=True, dropout_keep_prob=0.5, spatial_squeeze=True, scope="vgg_19"):
    return _vgg([2, 2, 4, 4, 4], "vgg_19", inputs, num_classes, is_training, dropout_keep_prob, spatial_squeeze, scope)


def alexnet_v2(inputs, num_classes=1000, is_training=True, dropout_keep_prob=0.5, spatial_squeeze=True,
               scope="alexnet_v2"):
    with tf.variable_scope(scope, "alexnet_v2", [inputs]) as sc:
        collection = sc.original_name_scope + "_end_points"
        with slim.arg_scope([slim.conv2d, slim.fully_connected, slim.max_pool2d], outputs_collections=[collection]):
            net = slim.conv2d(inputs, 64, [11, 11], 4, padding="VALID", scope="conv1")
            net = slim.max_pool2d(net, [3, 3], 2, scope="pool1")
            net = slim.conv2d(net, 192, [5, 5], scope="conv2")
            net = slim.max_pool2d(net, [3, 3], 2, scope="pool2")
            for number, width in [(3, 384), (4, 384), (5, 256)]:
                net = slim.conv2d(net, width, [3, 3], scope="conv%d" % number)
            net = slim.max_pool2d(net, [3, 3], 2, scope="pool5")
            net = _classified(net, [4096, 4096], [5, 5], num_classes, is_training, dropout_keep_prob)
            return _ended(net, collection, sc.name, spatial_squeeze)


def overfeat(inputs, num_classes=1000, is_training=True, dropout_keep_prob=0.5, spatial_squeeze=True,
             scope="overfeat"):
    with tf.variable_scope(scope, "overfeat", [inputs]) as sc:
        collection = sc.name + "_end_points"
        with slim.arg_scope([slim.conv2d, slim.fully_connected, slim.max_pool2d], outputs_collections=collection):
            net = slim.conv2d(inputs, 64, [11, 11], 4, padding="VALID", scope="conv1")
            net = slim.max_pool2d(net, [2, 2], scope="pool1")
            net = slim.conv2d(net, 256, [5, 5], padding="VALID", scope="conv2")
            net = slim.max_pool2d(net, [2, 2], scope="pool2")
            for number, width in [(3, 512), (4, 1024), (5, 1024)]:
                net = slim.conv2d(net, width, [3, 3], scope="conv%d" % number)
            net = slim.max_pool2d(net, [2, 2], scope="pool5")
            net = _classified(net, [3072, 4096], [6, 6], num_classes, is_training, dropout_keep_prob)
            return _ended(net, collection, sc.name, spatial_squeeze)


vgg_d, vgg_e = vgg_16, vgg_19
vgg_a.default_image_size = vgg_16.default_image_size = vgg_19.default_image_size = 224
alexnet_v2.default_image_size = 224

"""Inception v1, v2 and v3 (tensorflow/contrib/slim/python/slim/nets/inception_v1.py, inception_v2.py, inception_v3.py).

A net is a table of its end points: a layer, or the branches of a mixed one. A layer is (scope, filters) for a
convolution, (scope,) for pooling; its window and stride stand in the scope's name (`1a` is for a stride of 2) unless
given as third and fourth. A list of layers within a branch stands for layers side by side.
"""

# models: tf.contrib.slim.nets.inception, tf.contrib.slim.nets.inception_v1, tf.contrib.slim.nets.inception_v2
# models: tf.contrib.slim.nets.inception_v3

import tensorflow as tf

slim = tf.contrib.slim


def _mixed_v1(name, a, b, c, d, third="Conv2d_0b_3x3"):
    return (name, [
        [("Conv2d_0a_1x1", a)],
        [("Conv2d_0a_1x1", b[0]), ("Conv2d_0b_3x3", b[1])],
        [("Conv2d_0a_1x1", c[0]), (third, c[1])],
        [("MaxPool_0a_3x3",), ("Conv2d_0b_1x1", d)],
    ])


def _layers_v1():
    return [
        ("Conv2d_1a_7x7", 64), ("MaxPool_2a_3x3", None, 3, 2), ("Conv2d_2b_1x1", 64), ("Conv2d_2c_3x3", 192),
        ("MaxPool_3a_3x3", None, 3, 2),
        _mixed_v1("Mixed_3b", 64, (96, 128), (16, 32), 32), _mixed_v1("Mixed_3c", 128, (128, 192), (32, 96), 64),
        ("MaxPool_4a_3x3", None, 3, 2),
        _mixed_v1("Mixed_4b", 192, (96, 208), (16, 48), 64), _mixed_v1("Mixed_4c", 160, (112, 224), (24, 64), 64),
        _mixed_v1("Mixed_4d", 128, (128, 256), (24, 64), 64), _mixed_v1("Mixed_4e", 112, (144, 288), (32, 64), 64),
        _mixed_v1("Mixed_4f", 256, (160, 320), (32, 128), 128), ("MaxPool_5a_2x2", None, 2, 2),
        _mixed_v1("Mixed_5b", 256, (160, 320), (32, 128), 128, "Conv2d_0a_3x3"),
        _mixed_v1("Mixed_5c", 384, (192, 384), (48, 128), 128),
    ]


def _mixed_v2(name, a, b, c, d, pool="AvgPool_0a_3x3"):
    return (name, [
        [("Conv2d_0a_1x1", a)],
        [("Conv2d_0a_1x1", b[0]), ("Conv2d_0b_3x3", b[1])],
        [("Conv2d_0a_1x1", c[0]), ("Conv2d_0b_3x3", c[1]), ("Conv2d_0c_3x3", c[1])],
        [(pool,), ("Conv2d_0b_1x1", d)],
    ])


def _reduced_v2(name, a, b):
    return (name, [
        [("Conv2d_0a_1x1", a[0]), ("Conv2d_1a_3x3", a[1])],
        [("Conv2d_0a_1x1", b[0]), ("Conv2d_0b_3x3", b[1]), ("Conv2d_1a_3x3", b[1])],
        [("MaxPool_1a_3x3",)],
    ])


def _layers_v2():
    """All but the first, which is separable."""
    return [
        ("MaxPool_2a_3x3", None, 3, 2), ("Conv2d_2b_1x1", 64), ("Conv2d_2c_3x3", 192), ("MaxPool_3a_3x3", None, 3, 2),
        _mixed_v2("Mixed_3b", 64, (64, 64), (64, 96), 32), _mixed_v2("Mixed_3c", 64, (64, 96), (64, 96), 64),
        _reduced_v2("Mixed_4a", (128, 160), (64, 96)),
        _mixed_v2("Mixed_4b", 224, (64, 96), (96, 128), 128), _mixed_v2("Mixed_4c", 192, (96, 128), (96, 128), 128),
        _mixed_v2("Mixed_4d", 160, (128, 160), (128, 160), 96), _mixed_v2("Mixed_4e", 96, (128, 192), (160, 192), 96),
        _reduced_v2("Mixed_5a", (128, 192), (192, 256)),
        _mixed_v2("Mixed_5b", 352, (192, 320), (160, 224), 128),
        _mixed_v2("Mixed_5c", 352, (192, 320), (192, 224), 128, "MaxPool_0a_3x3"),
    ]


def _mixed_5(name, d, first="Conv2d_0a_1x1", second="Conv2d_0b_5x5"):
    return (name, [
        [("Conv2d_0a_1x1", 64)],
        [(first, 48), (second, 64)],
        [("Conv2d_0a_1x1", 64), ("Conv2d_0b_3x3", 96), ("Conv2d_0c_3x3", 96)],
        [("AvgPool_0a_3x3",), ("Conv2d_0b_1x1", d)],
    ])


def _mixed_6(name, width):
    return (name, [
        [("Conv2d_0a_1x1", 192)],
        [("Conv2d_0a_1x1", width), ("Conv2d_0b_1x7", width), ("Conv2d_0c_7x1", 192)],
        [("Conv2d_0a_1x1", width), ("Conv2d_0b_7x1", width), ("Conv2d_0c_1x7", width), ("Conv2d_0d_7x1", width),
         ("Conv2d_0e_1x7", 192)],
        [("AvgPool_0a_3x3",), ("Conv2d_0b_1x1", 192)],
    ])


def _mixed_7(name, second):
    return (name, [
        [("Conv2d_0a_1x1", 320)],
        [("Conv2d_0a_1x1", 384), [("Conv2d_0b_1x3", 384), (second, 384)]],
        [("Conv2d_0a_1x1", 448), ("Conv2d_0b_3x3", 384), [("Conv2d_0c_1x3", 384), ("Conv2d_0d_3x1", 384)]],
        [("AvgPool_0a_3x3",), ("Conv2d_0b_1x1", 192)],
    ])


def _stem_v3():
    return [
        ("Conv2d_1a_3x3", 32), ("Conv2d_2a_3x3", 32), ("Conv2d_2b_3x3", 64, 3, 1, "SAME"),
        ("MaxPool_3a_3x3", None, 3, 2), ("Conv2d_3b_1x1", 80), ("Conv2d_4a_3x3", 192), ("MaxPool_5a_3x3", None, 3, 2),
    ]


def _layers_v3():
    """All but the stem."""
    return [
        _mixed_5("Mixed_5b", 32), _mixed_5("Mixed_5c", 64, "Conv2d_0b_1x1", "Conv_1_0c_5x5"), _mixed_5("Mixed_5d", 64),
        ("Mixed_6a", [
            [("Conv2d_1a_1x1", 384, 3, 2, "VALID")],
            [("Conv2d_0a_1x1", 64), ("Conv2d_0b_3x3", 96), ("Conv2d_1a_1x1", 96, 3, 2, "VALID")],
            [("MaxPool_1a_3x3", None, 3, 2, "VALID")],
        ]),
        _mixed_6("Mixed_6b", 128), _mixed_6("Mixed_6c", 160), _mixed_6("Mixed_6d", 160), _mixed_6("Mixed_6e", 192),
        ("Mixed_7a", [
            [("Conv2d_0a_1x1", 192), ("Conv2d_1a_3x3", 320, 3, 2, "VALID")],
            [("Conv2d_0a_1x1", 192), ("Conv2d_0b_1x7", 192), ("Conv2d_0c_7x1", 192),
             ("Conv2d_1a_3x3", 192, 3, 2, "VALID")],
            [("MaxPool_1a_3x3", None, 3, 2, "VALID")],
        ]),
        _mixed_7("Mixed_7b", "Conv2d_0b_3x1"), _mixed_7("Mixed_7c", "Conv2d_0c_3x1"),
    ]


# -- building from the tables


def _window(name):
    rows, _, columns = name.rpartition("_")[2].partition("x")
    return [int(rows), int(columns)]


def _layer(net, spec, depth):
    name = spec[0]
    window = [spec[2], spec[2]] if len(spec) > 2 else _window(name)
    stride = spec[3] if len(spec) > 3 else (2 if "_1a_" in name else 1)
    options = {"padding": spec[4]} if len(spec) > 4 else {}
    if name.startswith("MaxPool"):
        return slim.max_pool2d(net, window, stride=stride, scope=name, **options)
    if name.startswith("AvgPool"):
        return slim.avg_pool2d(net, window, stride=stride, scope=name, **options)
    return slim.conv2d(net, depth(spec[1]), window, stride=stride, scope=name, **options)


def _branch(net, steps, depth):
    for step in steps:
        if isinstance(step, list):
            net = tf.concat([_layer(net, part, depth) for part in step], 3)
        else:
            net = _layer(net, step, depth)
    return net


def _built(net, layers, depth, end_points, final_endpoint):
    """Adds `layers` and their end points up to the final one."""
    for spec in layers:
        name = spec[0]
        if isinstance(spec[1], list):
            with tf.variable_scope(name):
                parts = []
                for number, steps in enumerate(spec[1]):
                    with tf.variable_scope("Branch_%d" % number):
                        parts.append(_branch(net, steps, depth))
                net = tf.concat(parts, 3)
        else:
            net = _layer(net, spec, depth)
        end_points[name] = net
        if name == final_endpoint:
            break
    return net


def _depth_function(multiplier, smallest):
    return lambda depth: max(int(depth * multiplier), smallest)


def inception_v1_base(inputs, final_endpoint="Mixed_5c", scope="InceptionV1"):
    end_points = {}
    with tf.variable_scope(scope, "InceptionV1", [inputs]):
        with slim.arg_scope([slim.conv2d, slim.fully_connected],
                            weights_initializer=tf.truncated_normal_initializer(0.0, 0.01)):
            with slim.arg_scope([slim.conv2d, slim.max_pool2d], stride=1, padding="SAME"):
                net = _built(inputs, _layers_v1(), lambda depth: depth, end_points, final_endpoint)
    return net, end_points


def inception_v2_base(inputs, final_endpoint="Mixed_5c", min_depth=16, depth_multiplier=1.0, scope=None):
    end_points, depth = {}, _depth_function(depth_multiplier, min_depth)
    with tf.variable_scope(scope, "InceptionV2", [inputs]):
        with slim.arg_scope([slim.conv2d, slim.max_pool2d, slim.avg_pool2d, slim.separable_conv2d], stride=1,
                            padding="SAME"):
            net = slim.separable_conv2d(inputs, depth(64), [7, 7], depth_multiplier=min(int(depth(64) / 3), 8),
                                        stride=2, scope="Conv2d_1a_7x7")
            end_points["Conv2d_1a_7x7"] = net
            if final_endpoint != "Conv2d_1a_7x7":
                net = _built(net, _layers_v2(), depth, end_points, final_endpoint)
    return net, end_points


def inception_v3_base(inputs, final_endpoint="Mixed_7c", min_depth=16, depth_multiplier=1.0, scope=None):
    end_points, depth = {}, _depth_function(depth_multiplier, min_depth)
    layers = [slim.conv2d, slim.max_pool2d, slim.avg_pool2d]
    with tf.variable_scope(scope, "InceptionV3", [inputs]):
        with slim.arg_scope(layers, stride=1, padding="VALID"):
            net = _built(inputs, _stem_v3(), depth, end_points, final_endpoint)
        if final_endpoint not in end_points:
            with slim.arg_scope(layers, stride=1, padding="SAME"):
                net = _built(net, _layers_v3(), depth, end_points, final_endpoint)
    return net, end_points


# -- heads


def _reduced_kernel_size_for_small_input(input_tensor, kernel_size):
    shape = input_tensor.get_shape().as_list()
    if shape[1] is None or shape[2] is None:
        return kernel_size
    return [min(shape[1], kernel_size[0]), min(shape[2], kernel_size[1])]


def _predicted(net, end_points, num_classes, keep_prob, spatial_squeeze, names):
    net = slim.dropout(net, keep_prob=keep_prob, scope=names[0])
    end_points["PreLogits"] = net
    logits = slim.conv2d(net, num_classes, [1, 1], activation_fn=None, normalizer_fn=None, scope=names[1])
    return tf.squeeze(logits, [1, 2], name="SpatialSqueeze") if spatial_squeeze else logits


def inception_v1(inputs, num_classes=1000, is_training=True, dropout_keep_prob=0.8, prediction_fn=slim.softmax,
                 spatial_squeeze=True, reuse=None, scope="InceptionV1"):
    with tf.variable_scope(scope, "InceptionV1", [inputs, num_classes], reuse=reuse) as scope:
        with slim.arg_scope([slim.batch_norm, slim.dropout], is_training=is_training):
            net, end_points = inception_v1_base(inputs, scope=scope)
            with tf.variable_scope("Logits"):
                net = slim.avg_pool2d(net, [7, 7], stride=1, scope="MaxPool_0a_7x7")
                logits = _predicted(net, end_points, num_classes, dropout_keep_prob, spatial_squeeze,
                                    ["Dropout_0b", "Conv2d_0c_1x1"])
                end_points["Logits"] = logits
                end_points["Predictions"] = prediction_fn(logits, scope="Predictions")
    return logits, end_points


def inception_v2(inputs, num_classes=1000, is_training=True, dropout_keep_prob=0.8, min_depth=16,
                 depth_multiplier=1.0, prediction_fn=slim.softmax, spatial_squeeze=True, reuse=None,
                 scope="InceptionV2"):
    with tf.variable_scope(scope, "InceptionV2", [inputs, num_classes], reuse=reuse) as scope:
        with slim.arg_scope([slim.batch_norm, slim.dropout], is_training=is_training):
            net, end_points = inception_v2_base(inputs, scope=scope, min_depth=min_depth,
                                                depth_multiplier=depth_multiplier)
            logits = _pooled_logits(net, end_points, [7, 7], num_classes, dropout_keep_prob, spatial_squeeze)
            end_points["Predictions"] = prediction_fn(logits, scope="Predictions")
    return logits, end_points


def inception_v3(inputs, num_classes=1000, is_training=True, dropout_keep_prob=0.8, min_depth=16,
                 depth_multiplier=1.0, prediction_fn=slim.softmax, spatial_squeeze=True, reuse=None,
                 scope="InceptionV3"):
    with tf.variable_scope(scope, "InceptionV3", [inputs, num_classes], reuse=reuse) as scope:
        with slim.arg_scope([slim.batch_norm, slim.dropout], is_training=is_training):
            net, end_points = inception_v3_base(inputs, scope=scope, min_depth=min_depth,
                                                depth_multiplier=depth_multiplier)
            with slim.arg_scope([slim.conv2d, slim.max_pool2d, slim.avg_pool2d], stride=1, padding="SAME"):
                end_points["AuxLogits"] = _auxiliary_logits(end_points["Mixed_6e"], num_classes, spatial_squeeze,
                                                            _depth_function(depth_multiplier, min_depth))
            logits = _pooled_logits(net, end_points, [8, 8], num_classes, dropout_keep_prob, spatial_squeeze)
            end_points["Predictions"] = prediction_fn(logits, scope="Predictions")
    return logits, end_points


def _pooled_logits(net, end_points, window, num_classes, keep_prob, spatial_squeeze):
    with tf.variable_scope("Logits"):
        window = _reduced_kernel_size_for_small_input(net, window)
        net = slim.avg_pool2d(net, window, padding="VALID", scope="AvgPool_1a_{}x{}".format(*window))
        end_points["Logits"] = _predicted(net, end_points, num_classes, keep_prob, spatial_squeeze,
                                          ["Dropout_1b", "Conv2d_1c_1x1"])
    return end_points["Logits"]


def _auxiliary_logits(net, num_classes, spatial_squeeze, depth):
    with tf.variable_scope("AuxLogits"):
        net = slim.avg_pool2d(net, [5, 5], stride=3, padding="VALID", scope="AvgPool_1a_5x5")
        net = slim.conv2d(net, depth(128), [1, 1], scope="Conv2d_1b_1x1")
        window = _reduced_kernel_size_for_small_input(net, [5, 5])
        net = slim.conv2d(net, depth(768), window, padding="VALID", scope="Conv2d_2a_{}x{}".format(*window))
        net = slim.conv2d(net, num_classes, [1, 1], activation_fn=None, normalizer_fn=None, scope="Conv2d_2b_1x1")
        return tf.squeeze(net, [1, 2], name="SpatialSqueeze") if spatial_squeeze else net


# -- argument scopes


def _arg_scope(weight_decay, normalizer_fn, normalizer_params):
    with slim.arg_scope([slim.conv2d, slim.fully_connected], weights_regularizer=slim.l2_regularizer(weight_decay)):
        with slim.arg_scope([slim.conv2d], weights_initializer=slim.variance_scaling_initializer(),
                            activation_fn=tf.nn.relu, normalizer_fn=normalizer_fn,
                            normalizer_params=normalizer_params) as scope:
            return scope


def _batch_norm_params(collection, **more):
    return dict({"decay": 0.9997, "epsilon": 0.001, "updates_collections": tf.GraphKeys.UPDATE_OPS,
                 "variables_collections": {"beta": None, "gamma": None, "moving_mean": [collection],
                                           "moving_variance": [collection]}}, **more)


def inception_v1_arg_scope(weight_decay=0.00004, use_batch_norm=True, batch_norm_var_collection="moving_vars"):
    if use_batch_norm:
        return _arg_scope(weight_decay, slim.batch_norm, _batch_norm_params(batch_norm_var_collection))
    return _arg_scope(weight_decay, None, {})


def inception_v2_arg_scope(weight_decay=0.00004, batch_norm_var_collection="moving_vars"):
    return _arg_scope(weight_decay, slim.batch_norm, _batch_norm_params(batch_norm_var_collection))


def inception_v3_arg_scope(weight_decay=0.00004, batch_norm_var_collection="moving_vars", batch_norm_decay=0.9997,
                           batch_norm_epsilon=0.001, updates_collections=tf.GraphKeys.UPDATE_OPS,
                           use_fused_batchnorm=True):
    return _arg_scope(weight_decay, slim.batch_norm, _batch_norm_params(
        batch_norm_var_collection, decay=batch_norm_decay, epsilon=batch_norm_epsilon,
        updates_collections=updates_collections, fused=use_fused_batchnorm))


inception_v1.default_image_size = inception_v2.default_image_size = 224
inception_v3.default_image_size = 299

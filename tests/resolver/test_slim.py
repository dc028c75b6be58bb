"""arg_scope, losses, training and nets of slim. The answers were recorded from TensorFlow 1.15.5."""

from __future__ import annotations

from fixtures import check


def test_arg_scope_gives_default_arguments() -> None:
    """A scope's arguments reach layers, the program's own decorated functions, and variables."""
    check(
        """
        import tensorflow as tf
        from tensorflow.contrib.framework import arg_scope

        slim = tf.contrib.slim

        @slim.add_arg_scope
        def block(net, depth, times=1, scope=None):
            with tf.variable_scope(scope, "block", [net]):
                for _ in range(times):
                    net = slim.fully_connected(net, depth)
                    # name: block/fully_connected/weights [4, 3], block_1/fully_connected/weights [4, 3]
                    # name: block_1/fully_connected_1/weights [3, 3], block_2/inner/weights [4, 5]
                    # name: inner/inner/weights [4, 3], block_3/fully_connected/weights [4, 2]
                    # name: block_3/fully_connected/biases [2]
                return net

        def defaults():
            with slim.arg_scope([slim.fully_connected], biases_initializer=None):
                with slim.arg_scope([block], depth=3) as scope:
                    return scope

        x = tf.placeholder(tf.float32, [2, 4])
        with arg_scope(defaults()):
            block(x)
            block(x, times=2)
            with arg_scope([slim.fully_connected, block], scope="inner"):
                block(x, depth=5, scope=None)
                block(x)
        block(x, 2)
        with arg_scope([slim.model_variable], trainable=False):
            slim.model_variable("m", [2])  # name: m [2] untrainable
            slim.fully_connected(x, 2, scope="frozen")  # name: frozen/weights [4, 2], frozen/biases [2]
        """
    )


def test_losses_have_scopes_and_collections() -> None:
    """Losses are named after their scope and stand in their collection."""
    check(
        """
        import tensorflow as tf

        slim = tf.contrib.slim
        x = tf.placeholder(tf.float32, [2, 4])
        logits = slim.fully_connected(x, 3, weights_regularizer=slim.l2_regularizer(0.1), activation_fn=None)
        # name: fully_connected/weights [4, 3], fully_connected/biases [3]
        labels = tf.zeros([2], tf.int32)
        first = tf.losses.sparse_softmax_cross_entropy(labels, logits)
        second = slim.losses.softmax_cross_entropy(logits, tf.one_hot(labels, 3), scope="xent")
        each = tf.losses.absolute_difference(logits, logits, reduction="none", loss_collection=None)
        tf.get_variable("losses", [len(tf.losses.get_losses()), len(tf.losses.get_regularization_losses())])
        # name: losses [2, 1]
        tf.get_variable("each", each.shape)  # name: each [2, 3]
        tf.get_variable(first.op.name, second.shape)  # name: sparse_softmax_cross_entropy_loss/value_1 []
        tf.get_variable(tf.losses.get_total_loss().op.name + second.op.name, [1])
        # name: total_lossxent/value [1]
        """
    )


def test_training_ops_make_slots() -> None:
    """optimize_loss puts slots into its scope, create_train_op makes a step where there is none."""
    check(
        """
        import tensorflow as tf
        from tensorflow.contrib import layers

        slim = tf.contrib.slim
        x = tf.placeholder(tf.float32, [2, 4])
        loss = tf.losses.mean_squared_error(tf.zeros([2, 3]), layers.linear(x, 3))
        # name: fully_connected/weights [4, 3], fully_connected/biases [3]
        unused = layers.linear(x, 2, scope="unused")  # name: unused/weights [4, 2], unused/biases [2]
        step = tf.train.get_or_create_global_step()  # name: global_step [] int64 untrainable
        layers.optimize_loss(loss, step, 0.1, "Momentum")
        # name: OptimizeLoss/learning_rate [] untrainable
        # slot: OptimizeLoss/fully_connected/weights/Momentum [4, 3]
        # slot: OptimizeLoss/fully_connected/biases/Momentum [3]
        layers.optimize_loss(loss, step, tf.constant(0.1), lambda rate: tf.train.AdagradOptimizer(rate), name="again")
        # slot: again/fully_connected/weights/Adagrad [4, 3]
        # slot: again/fully_connected/biases/Adagrad [3]
        slim.learning.create_train_op(loss, tf.train.RMSPropOptimizer(0.1), clip_gradient_norm=1)
        # slot: fully_connected/weights/RMSProp [4, 3], fully_connected/weights/RMSProp_1 [4, 3]
        # slot: fully_connected/biases/RMSProp [3], fully_connected/biases/RMSProp_1 [3]
        """
    )


def test_nets_of_slim() -> None:
    """A ResNet and the beginning of an Inception net, with their end points."""
    check(
        """
        import tensorflow as tf
        from tensorflow.contrib.slim.nets import resnet_v2
        from tensorflow.contrib.slim.python.slim.nets import inception, resnet_utils

        slim = tf.contrib.slim
        x = tf.placeholder(tf.float32, [2, 32, 32, 3])
        with slim.arg_scope(resnet_v2.resnet_arg_scope()):
            net, ends = resnet_v2.resnet_v2(x, [resnet_v2.resnet_v2_block("block1", 2, 1, 2)], 5, scope="small")
            # name: small/conv1/weights [7, 7, 3, 64], small/conv1/biases [64]
            # name: small/block1/unit_1/bottleneck_v2/preact/gamma [64]
            # name: small/block1/unit_1/bottleneck_v2/preact/beta [64]
            # name: small/block1/unit_1/bottleneck_v2/preact/moving_mean [64] untrainable
            # name: small/block1/unit_1/bottleneck_v2/preact/moving_variance [64] untrainable
            # name: small/block1/unit_1/bottleneck_v2/shortcut/weights [1, 1, 64, 8]
            # name: small/block1/unit_1/bottleneck_v2/shortcut/biases [8]
            # name: small/block1/unit_1/bottleneck_v2/conv1/weights [1, 1, 64, 2]
            # name: small/block1/unit_1/bottleneck_v2/conv1/BatchNorm/gamma [2]
            # name: small/block1/unit_1/bottleneck_v2/conv1/BatchNorm/beta [2]
            # name: small/block1/unit_1/bottleneck_v2/conv1/BatchNorm/moving_mean [2] untrainable
            # name: small/block1/unit_1/bottleneck_v2/conv1/BatchNorm/moving_variance [2] untrainable
            # name: small/block1/unit_1/bottleneck_v2/conv2/weights [3, 3, 2, 2]
            # name: small/block1/unit_1/bottleneck_v2/conv2/BatchNorm/gamma [2]
            # name: small/block1/unit_1/bottleneck_v2/conv2/BatchNorm/beta [2]
            # name: small/block1/unit_1/bottleneck_v2/conv2/BatchNorm/moving_mean [2] untrainable
            # name: small/block1/unit_1/bottleneck_v2/conv2/BatchNorm/moving_variance [2] untrainable
            # name: small/block1/unit_1/bottleneck_v2/conv3/weights [1, 1, 2, 8]
            # name: small/block1/unit_1/bottleneck_v2/conv3/biases [8], small/postnorm/gamma [8]
            # name: small/postnorm/beta [8], small/postnorm/moving_mean [8] untrainable
            # name: small/postnorm/moving_variance [8] untrainable, small/logits/weights [1, 1, 8, 5]
            # name: small/logits/biases [5]
        for name in sorted(ends):
            tf.get_variable("end/" + name.replace("/", "_"), ends[name].shape)
            # name: end/predictions [2, 1, 1, 5], end/small_block1 [2, 4, 4, 8]
            # name: end/small_block1_unit_1_bottleneck_v2 [2, 4, 4, 8]
            # name: end/small_block1_unit_1_bottleneck_v2_conv1 [2, 8, 8, 2]
            # name: end/small_block1_unit_1_bottleneck_v2_conv2 [2, 4, 4, 2]
            # name: end/small_block1_unit_1_bottleneck_v2_conv3 [2, 4, 4, 8]
            # name: end/small_block1_unit_1_bottleneck_v2_shortcut [2, 4, 4, 8]
            # name: end/small_conv1 [2, 16, 16, 64], end/small_logits [2, 1, 1, 5]
        net, ends = inception.inception_v3_base(x, "Conv2d_2a_3x3")
        # name: InceptionV3/Conv2d_1a_3x3/weights [3, 3, 3, 32]
        # name: InceptionV3/Conv2d_1a_3x3/biases [32]
        # name: InceptionV3/Conv2d_2a_3x3/weights [3, 3, 32, 32]
        # name: InceptionV3/Conv2d_2a_3x3/biases [32]
        tf.get_variable("last", net.shape)  # name: last [2, 13, 13, 32]
        """
    )


def test_an_unknown_argument_scope_leaves_doubt() -> None:
    """What a scope holds that is not known may change any layer, so names in it are only possible."""
    check(
        """
        import tensorflow as tf
        from elsewhere import scope

        slim = tf.contrib.slim
        with slim.arg_scope(scope()):
            slim.fully_connected(tf.zeros([2, 3]), 4)
            # possible: fully_connected/weights, fully_connected/biases
        slim.layer_norm(tf.zeros([2, 3]))  # name: LayerNorm/beta, LayerNorm/gamma
        """
    )


def test_layers_in_a_loop_of_unknown_length() -> None:
    """The renamed weights keep what is known of their names."""
    check(
        """
        import tensorflow as tf
        from elsewhere import times

        slim = tf.contrib.slim
        x = tf.zeros([2, 3])
        for i in range(times):
            slim.fully_connected(x, 3, scope="fc_%d" % i)
            # possible: fc_{i}/weights [3, 3], fc_{i}/biases [3]
        """
    )


def test_slim_hands_on_the_modules_that_it_is_made_from():
    check("""
    import tensorflow as tf
    slim = tf.contrib.slim
    tf.get_variable("w", [3], initializer=slim.init_ops.zeros_initializer())  # name: w [3] float32
    """)


def test_slim_hands_on_the_global_step_of_contrib_framework():
    check("""
    import tensorflow as tf
    slim = tf.contrib.slim
    made = slim.create_global_step()  # name: global_step [] int64 untrainable
    found = slim.get_or_create_global_step()
    tf.get_variable("same" if found is made and slim.get_global_step() is made else "other", [1])  # name: same [1]
    """)


def test_slim_hands_on_the_modules_of_contrib_layers():
    check("""
    import tensorflow as tf
    slim = tf.contrib.slim
    x = tf.placeholder(tf.float32, [None, 8, 8, 3])
    with slim.arg_scope([slim.layers.conv2d], biases_initializer=None):
        y = slim.layers.conv2d(x, 4, [3, 3], activation_fn=slim.nn.relu, scope="c")  # name: c/weights [3, 3, 3, 4]
    slim.layers.fully_connected(slim.layers.flatten(y), 2)
    # name: fully_connected/weights [256, 2], fully_connected/biases [2]
    """)

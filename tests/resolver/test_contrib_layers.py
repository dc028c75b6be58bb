"""Layers of tf.contrib.layers and slim. The answers were recorded from TensorFlow 1.15.5."""

from __future__ import annotations

from fixtures import check


def test_default_names_of_layers() -> None:
    """Unnamed layers take their kind's name, numbered in the scope, and call their weights contrib's names."""
    check(
        """
        import tensorflow as tf
        from tensorflow.contrib import layers

        x = tf.placeholder(tf.float32, [8, 32, 32, 3])
        with tf.variable_scope("net"):
            n = layers.conv2d(x, 4, 3)  # name: net/Conv/weights [3, 3, 3, 4], net/Conv/biases [4]
            n = layers.conv2d(n, 4, [3, 1], biases_initializer=None)  # name: net/Conv_1/weights [3, 1, 4, 4]
            n = layers.conv2d(n, 5, 1, scope="last")  # name: net/last/weights [1, 1, 4, 5], net/last/biases [5]
            n = layers.conv2d_transpose(n, 2, 4, stride=2)
            # name: net/Conv2d_transpose/weights [4, 4, 2, 5], net/Conv2d_transpose/biases [2]
            n = layers.separable_conv2d(n, 6, 3, depth_multiplier=2)
            # name: net/SeparableConv2d/depthwise_weights [3, 3, 2, 2]
            # name: net/SeparableConv2d/pointwise_weights [1, 1, 4, 6], net/SeparableConv2d/biases [6]
            n = layers.separable_conv2d(n, None, 3)
            # name: net/SeparableConv2d_1/depthwise_weights [3, 3, 6, 1]
            # name: net/SeparableConv2d_1/biases [6]
            n = layers.conv2d_in_plane(n, 3)
            # name: net/ConvInPlane/weights [3, 3, 1, 1], net/ConvInPlane/biases [6]
            n = layers.flatten(layers.max_pool2d(n, 4, 4))
            n = layers.fully_connected(n, 7)
            # name: net/fully_connected/weights [1536, 7], net/fully_connected/biases [7]
            n = layers.linear(n, 2)
            # name: net/fully_connected_1/weights [7, 2], net/fully_connected_1/biases [2]
            n = layers.bias_add(n)  # name: net/BiasAdd/biases [2]
            n = layers.maxout(layers.unit_norm(n, 1), 1)
        tf.get_variable("result", n.shape)  # name: result [8, 1]
        """
    )


def test_normalizers_and_their_variables() -> None:
    """Batch normalization has three ways to its variables; each other normalization has one."""
    check(
        """
        import tensorflow as tf

        slim = tf.contrib.slim
        x = tf.placeholder(tf.float32, [2, 8, 8, 4])
        slim.batch_norm(x)
        # name: BatchNorm/beta [4], BatchNorm/moving_mean [4] untrainable
        # name: BatchNorm/moving_variance [4] untrainable
        slim.batch_norm(x, scale=True, center=False, scope="bn")
        # name: bn/gamma [4], bn/moving_mean [4] untrainable, bn/moving_variance [4] untrainable
        slim.batch_norm(x, scale=True, updates_collections=None)
        # name: BatchNorm_1/beta [4], BatchNorm_1/gamma [4], BatchNorm_1/moving_mean [4] untrainable
        # name: BatchNorm_1/moving_variance [4] untrainable
        slim.batch_norm(x, zero_debias_moving_mean=True)
        # name: BatchNorm_2/beta [4], BatchNorm_2/moving_mean [4] untrainable
        # name: BatchNorm_2/moving_variance [4] untrainable
        # name: BatchNorm_2/BatchNorm_2/moving_mean/biased [4] untrainable
        # name: BatchNorm_2/BatchNorm_2/moving_mean/local_step [] untrainable
        slim.batch_norm(tf.zeros([2, 5]), is_training=False)
        # name: BatchNorm_3/beta [5], BatchNorm_3/moving_mean [5] untrainable
        # name: BatchNorm_3/moving_variance [5] untrainable
        slim.layer_norm(x, scale=False)  # name: LayerNorm/beta [4]
        slim.layer_norm(x, begin_params_axis=1)  # name: LayerNorm_1/beta [8, 8, 4], LayerNorm_1/gamma [8, 8, 4]
        slim.instance_norm(x)  # name: InstanceNorm/beta [4], InstanceNorm/gamma [4]
        slim.group_norm(x, groups=2)  # name: GroupNorm/beta [4], GroupNorm/gamma [4]
        tf.get_variable("updates", [len(tf.get_collection(tf.GraphKeys.UPDATE_OPS))])  # name: updates [6]
        """
    )


def test_a_normalizer_replaces_the_bias() -> None:
    """A layer with normalizer_fn opens its scope below its own and has no biases."""
    check(
        """
        import tensorflow as tf
        from tensorflow.contrib import layers

        x = tf.placeholder(tf.float32, [2, 6])
        layers.fully_connected(x, 3, normalizer_fn=layers.batch_norm)
        # name: fully_connected/weights [6, 3], fully_connected/BatchNorm/beta [3]
        # name: fully_connected/BatchNorm/moving_mean [3] untrainable
        # name: fully_connected/BatchNorm/moving_variance [3] untrainable
        layers.fully_connected(x, 3, normalizer_fn=layers.layer_norm, normalizer_params={"scale": False}, scope="fc")
        # name: fc/weights [6, 3], fc/LayerNorm/beta [3]
        """
    )


def test_layers_reuse_by_scope() -> None:
    """Re-entering the scope numbers unnamed layers from the start; reuse= shares a named one."""
    check(
        """
        import tensorflow as tf

        slim = tf.contrib.slim

        def net(x, reuse=None):
            with tf.variable_scope("net", reuse=reuse):
                return slim.fully_connected(slim.fully_connected(x, 3, normalizer_fn=slim.batch_norm), 2)
                # name: net/fully_connected/weights [4, 3], net/fully_connected/BatchNorm/beta [3]
                # name: net/fully_connected/BatchNorm/moving_mean [3] untrainable
                # name: net/fully_connected/BatchNorm/moving_variance [3] untrainable
                # name: net/fully_connected_1/weights [3, 2], net/fully_connected_1/biases [2]
                # reuse: net/fully_connected/weights, net/fully_connected/BatchNorm/beta
                # reuse: net/fully_connected/BatchNorm/moving_mean
                # reuse: net/fully_connected/BatchNorm/moving_variance, net/fully_connected_1/weights
                # reuse: net/fully_connected_1/biases

        x = tf.placeholder(tf.float32, [2, 4])
        net(x)
        net(x, reuse=True)
        slim.fully_connected(x, 3, scope="fc")  # name: fc/weights [4, 3], fc/biases [3]
        slim.fully_connected(x, 3, scope="fc", reuse=True)  # reuse: fc/weights, fc/biases
        slim.layer_norm(x, scope="ln")  # name: ln/beta [4], ln/gamma [4]
        slim.layer_norm(x, scope="ln", reuse=tf.AUTO_REUSE)  # reuse: ln/beta, ln/gamma
        """
    )


def test_repeat_and_stack_name_what_they_call() -> None:
    """repeat and stack name layers after the scope, or after the layer called."""
    check(
        """
        import functools
        import tensorflow as tf

        slim = tf.contrib.slim
        x = tf.placeholder(tf.float32, [2, 4])
        slim.repeat(x, 2, slim.fully_connected, 3, scope="fc")
        # name: fc/fc_1/weights [4, 3], fc/fc_1/biases [3], fc/fc_2/weights [3, 3]
        # name: fc/fc_2/biases [3]
        slim.repeat(x, 1, slim.fully_connected, 3)
        # name: Repeat/fully_connected_1/weights [4, 3], Repeat/fully_connected_1/biases [3]
        slim.stack(x, slim.fully_connected, [3, (4, None)], scope="core")
        # name: core/core_1/weights [4, 3], core/core_1/biases [3], core/core_2/weights [3, 4]
        # name: core/core_2/biases [4]
        slim.stack(x, functools.partial(slim.linear, biases_initializer=None), [2])
        # name: Stack/fully_connected_1/weights [4, 2]
        """
    )


def test_other_layers_with_variables() -> None:
    """Embeddings, spatial softmax, GDN and the old fully connected layer."""
    check(
        """
        import tensorflow as tf
        from tensorflow.contrib import layers

        ids = tf.placeholder(tf.int32, [2, 5])
        e = layers.embed_sequence(ids, 10, 4, scope="words")  # name: words/embeddings [10, 4]
        e = layers.embed_sequence(ids, scope="words", reuse=True)  # reuse: words/embeddings
        tf.get_variable("shape", e.shape)  # name: shape [2, 5, 4]
        layers.embed_sequence(ids, 10, 4, unique=True)  # name: EmbedSequence/embeddings [10, 4]
        layers.spatial_softmax(tf.zeros([1, 4, 4, 3]))  # name: spatial_softmax/temperature []
        layers.gdn(tf.zeros([1, 4, 4, 3]), name="gdn")  # name: gdn/reparam_beta [3], gdn/reparam_gamma [3, 3]
        layers.legacy_fully_connected(tf.zeros([2, 3]), 4, name="old")  # name: old/weights [3, 4], old/bias [4]
        """
    )


def test_reversible_blocks() -> None:
    """A reversible block numbers its layers, f before g; recompute_grad changes no name."""
    check(
        """
        import tensorflow as tf
        from tensorflow.contrib import layers

        def f(x):
            return tf.layers.dense(x, 4, use_bias=False)
            # name: net/revblock/revlayer_0/f/dense/kernel [4, 4]
            # name: net/revblock/revlayer_1/f/dense/kernel [4, 4]
            # reuse: net/revblock/revlayer_0/f/dense/kernel, net/revblock/revlayer_1/f/dense/kernel

        def g(x):
            return layers.fully_connected(tf.layers.dense(x, 3), 4)
            # name: net/revblock/revlayer_0/g/dense/kernel [4, 3]
            # name: net/revblock/revlayer_0/g/dense/bias [3]
            # name: net/revblock/revlayer_0/g/fully_connected/weights [3, 4]
            # name: net/revblock/revlayer_0/g/fully_connected/biases [4]
            # name: net/revblock/revlayer_1/g/dense/kernel [4, 3]
            # name: net/revblock/revlayer_1/g/dense/bias [3]
            # name: net/revblock/revlayer_1/g/fully_connected/weights [3, 4]
            # name: net/revblock/revlayer_1/g/fully_connected/biases [4]
            # reuse: net/revblock/revlayer_0/g/dense/kernel, net/revblock/revlayer_0/g/dense/bias
            # reuse: net/revblock/revlayer_0/g/fully_connected/weights
            # reuse: net/revblock/revlayer_0/g/fully_connected/biases
            # reuse: net/revblock/revlayer_1/g/dense/kernel, net/revblock/revlayer_1/g/dense/bias
            # reuse: net/revblock/revlayer_1/g/fully_connected/weights
            # reuse: net/revblock/revlayer_1/g/fully_connected/biases

        @layers.recompute_grad
        def h(x):
            with tf.variable_scope("again"):
                return tf.layers.dense(x, 2)  # name: net/again/dense/kernel [4, 2], net/again/dense/bias [2]

        x = tf.placeholder(tf.float32, [2, 4])
        with tf.variable_scope("net", use_resource=True):
            y1, y2 = layers.rev_block(x, x, f, g, num_layers=2)
            z = h(y1)
        with tf.variable_scope("net", reuse=True):
            layers.rev_block(x, x, f, g, num_layers=2)
        tf.get_variable("z", z.shape)  # name: z [2, 2]
        """
    )


def test_collections_and_end_points() -> None:
    """Model variables, collections of variables and of outputs hold what programs look up."""
    check(
        """
        import tensorflow as tf

        slim = tf.contrib.slim
        x = tf.placeholder(tf.float32, [2, 4])
        with tf.variable_scope("a"):
            slim.fully_connected(x, 3, variables_collections={"weights": ["mine"]}, outputs_collections="ends")
            # name: a/fully_connected/weights [4, 3], a/fully_connected/biases [3]
            slim.fully_connected(x, 5, scope="out", outputs_collections="ends")
            # name: a/out/weights [4, 5], a/out/biases [5]
            slim.variable("plain", [2])  # name: a/plain [2]
            slim.local_variable(tf.zeros([1]), name="local")  # name: a/local [1] untrainable
        tf.get_variable("models", [len(slim.get_model_variables())])  # name: models [4]
        tf.get_variable("mine", [len(tf.get_collection("mine"))])  # name: mine [1]
        tf.get_variable("biases", [len(slim.get_variables_by_name("biases"))])  # name: biases [2]
        tf.get_variable("suffix", [len(slim.get_variables_by_suffix("weights", "a/out"))])  # name: suffix [1]
        tf.get_variable("restored", [len(slim.get_variables_to_restore(exclude=["a/out"]))])  # name: restored [7]
        for name, end in slim.utils.convert_collection_to_dict("ends").items():
            tf.get_variable("end/" + name, end.shape)  # name: end/a/fully_connected [2, 3], end/a/out [2, 5]
        """
    )


def test_masks_of_pruned_weights():
    check("""
    import tensorflow as tf
    from tensorflow.contrib.model_pruning.python import pruning
    with tf.variable_scope("net"):
        w = tf.get_variable("w", [3, 4])  # name: net/w
        pruning.apply_mask(w, "w")  # name: net/w/mask [3, 4] untrainable, net/w/threshold [] untrainable
        tf.contrib.model_pruning.apply_mask(w, tf.get_variable_scope())  # name: net/mask [3, 4], net/threshold []
    tf.get_variable("masks_%d" % len(pruning.get_masks()), [1])  # name: masks_2
    """)

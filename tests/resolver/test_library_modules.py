"""How programs reach TensorFlow's modules. What each name gives was checked with TensorFlow 1.15.5."""

from __future__ import annotations

from fixtures import check


def test_private_packages_hold_modules() -> None:
    """`from tensorflow.python.ops import variable_scope` is the module, not the function of that name."""
    check(
        """
        import tensorflow
        from tensorflow.python.framework import dtypes, ops
        from tensorflow.python.layers import convolutional, pooling
        from tensorflow.python.ops import array_ops, init_ops, nn, variable_scope
        from tensorflow.python.ops import variable_scope as vs

        x = array_ops.zeros([2, 8, 8, 3])
        with variable_scope.variable_scope("a", values=[x], reuse=vs.AUTO_REUSE):
            variable_scope.get_variable("w", [3], dtypes.int32, init_ops.zeros_initializer())  # name: a/w [3] int32
            y = convolutional.Convolution2D(4, 3, name="c")(nn.relu(x))
            # name: a/c/kernel [3, 3, 3, 4], a/c/bias [4]
            z = pooling.MaxPooling2D(2, 2)(y)
        vs.get_variable(ops.GraphKeys.UPDATE_OPS, z.shape)  # name: update_ops [2, 3, 3, 4]
        """
    )


def test_a_star_import_gives_a_library_s_names() -> None:
    """Also through a module of the program that passes them on."""
    check(
        """
        from layers import *

        x = placeholder(float32, [2, 4])
        Dense(3)(x)  # name: dense/kernel [4, 3], dense/bias [3]
        #- layers.py
        from tensorflow import *
        from tensorflow.keras.layers import *
        """
    )


def test_contrib_layers_are_found_under_all_their_names() -> None:
    """slim, contrib.layers and the modules behind them are the same functions, also to arg_scope."""
    check(
        """
        import tensorflow as tf
        from tensorflow.contrib.framework.python.ops import add_arg_scope, arg_scope, variables
        from tensorflow.contrib.layers.python.layers import layers, regularizers, utils

        x = tf.zeros([2, 4])
        with arg_scope([layers.fully_connected], biases_initializer=None):
            tf.contrib.slim.linear(x, 3)  # name: fully_connected/weights [4, 3]
        layers.linear(x, 3, weights_regularizer=regularizers.l2_regularizer(0.1), scope="a")
        # name: a/weights [4, 3], a/biases [3]
        variables.model_variable("m", [utils.last_dimension(x.shape)])  # name: m [4]
        """
    )


def test_nested_structures_are_taken_apart_and_put_together() -> None:
    """nest flattens dicts by key; map_structure keeps the form."""
    check(
        """
        import tensorflow as tf
        from tensorflow.python.util import nest

        sizes = {"b": [3, (4,)], "a": 2}
        for i, size in enumerate(nest.flatten(sizes)):
            tf.get_variable("flat_%d" % i, [size])  # name: flat_0 [2], flat_1 [3], flat_2 [4]
        made = nest.map_structure(lambda size: tf.get_variable("made_%d" % size, [size]), sizes)
        # name: made_2 [2], made_3 [3], made_4 [4]
        tf.get_variable("like", made["b"][1][0].shape)  # name: like [4]
        packed = nest.pack_sequence_as(sizes, [7, 8, 9])
        tf.get_variable("packed", [packed["a"], packed["b"][1][0]])  # name: packed [7, 9]
        """
    )


def test_tf_slim_without_its_source_is_contrib_s_slim() -> None:
    """The package moved out of TensorFlow; where it is not installed, the models of what it was serve."""
    check(
        """
        import tensorflow.compat.v1 as tf
        import tf_slim as slim
        from tf_slim.layers import layers
        from tf_slim.ops import arg_scope

        x = tf.zeros([2, 4])
        with arg_scope.arg_scope([slim.fully_connected], biases_initializer=None):
            layers.linear(x, 3)  # name: fully_connected/weights [4, 3]
        slim.layer_norm(x)  # name: LayerNorm/beta [4], LayerNorm/gamma [4]
        """
    )


def test_a_module_that_the_program_itself_looks_for_elsewhere_is_not_there() -> None:
    """As code for Python 2 and 3 imports its neighbours; the name must be the same, and be found."""
    check(
        """
        from models.meta import make

        make()
        #- models/__init__.py
        #- models/meta.py
        import tensorflow as tf

        try:
            import heads
        except ImportError:
            from models import heads


        def make():
            try:
                from net import Net
            except ImportError:
                from .net import Net

            class Meta(Net):
                pass

            Meta().build()
            heads.build()
        #- models/net.py
        import tensorflow as tf


        class Net(object):
            def build(self):
                tf.get_variable("w", [1])  # name: w [1]
        #- models/heads.py
        import tensorflow as tf


        def build():
            tf.get_variable("head", [2])  # name: head [2]
        """
    )


def test_a_module_that_may_be_installed_is_not_taken_to_be_absent() -> None:
    """The package that is tried first is not among the files, but TensorFlow's own process may find it."""
    check(
        """
        import tensorflow as tf

        try:
            from other_package.nets import scope_name
        except ImportError:
            from fallback import scope_name

        try:
            from other_package import names
        except ImportError:
            names = None

        with tf.variable_scope(scope_name):
            tf.get_variable("w", [1])  # possible: {nets.scope_name}/w
        tf.get_variable("x" if names is None else "y", [1])  # possible: {x|y}
        #- fallback.py
        scope_name = "mine"
        """
    )

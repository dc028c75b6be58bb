"""Names with parts that are not known: what of them can still be read."""

from __future__ import annotations

from fixtures import check


def test_the_last_part_of_a_name_can_be_replaced() -> None:
    """What stands after the unknown part is certain text."""
    check(
        """
        import tensorflow as tf
        from elsewhere import names

        def renamed(getter, name, *args, **kwargs):
            parts = name.split("/")
            if name.endswith("/kernel"):
                parts[-1] = "weights"
            assert not name.endswith("/x")
            return getter("/".join(parts), *args, **kwargs)
            # possible: {name}/fc/weights [3, 4], {name}/fc/bias [4]

        for name in names:
            with tf.variable_scope(name, custom_getter=renamed):
                tf.layers.dense(tf.zeros([2, 3]), 4, name="fc")
        """
    )


def test_layers_below_an_undecided_branch_are_no_recursion() -> None:
    """Decorated functions share their wrapper's code, layers their base's: both may nest."""
    check(
        """
        import tensorflow as tf
        from elsewhere import flag

        class Outer(tf.keras.layers.Layer):
            def __init__(self, depth):
                super(Outer, self).__init__(name="outer")
                self.inner = Outer(depth - 1) if depth else tf.keras.layers.Dense(2, name="leaf")

            def call(self, inputs):
                return self.inner(inputs)  # possible: outer/outer/outer/leaf/kernel, outer/outer/outer/leaf/bias

        def main():
            if flag:
                Outer(2)(tf.zeros([2, 3]))

        main()
        """
    )


def test_an_error_that_hangs_on_an_unknown_name_is_told_as_possible():
    check("""
    import sys
    import tensorflow as tf
    name = sys.argv[1]
    tf.get_variable("w_%s" % name, [1])
    tf.get_variable("w_%s" % name, [1])  # warning: [variable-already-exists] Variable w_{name} already exists
    with tf.variable_scope(name):
        tf.get_variable("v", [1])
    with tf.variable_scope(name, reuse=True):
        tf.get_variable("v", [2])  # warning: [shape-mismatch] Trying to share variable {name}/v
    """)

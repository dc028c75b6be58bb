"""Moving averages of variables and tensors. The answers were recorded from TensorFlow 1.15.5."""

from __future__ import annotations

from fixtures import check


def test_averages_are_slots_of_the_variables() -> None:
    """apply makes one average for each trainable variable, once."""
    check(
        """
        import tensorflow as tf

        w = tf.get_variable("w", [3])  # name: w [3]
        fixed = tf.get_variable("fixed", [3], trainable=False)  # name: fixed [3]
        ema = tf.train.ExponentialMovingAverage(0.9)
        ema.apply()  # slot: w/ExponentialMovingAverage
        ema.apply([w])
        tf.get_variable("like", ema.average(w).shape)  # name: like [3]
        """
    )


def test_averages_of_tensors_are_named_after_their_ops() -> None:
    """A tensor's average takes the name of the op that made it."""
    check(
        """
        import tensorflow as tf

        x = tf.placeholder(tf.float32, [4])
        with tf.name_scope("loss"):
            mean = tf.reduce_mean(x)
        tf.train.ExponentialMovingAverage(0.9, name="avg").apply([mean])  # slot: loss/Mean/avg
        with tf.variable_scope("net"):
            tf.train.ExponentialMovingAverage(0.9, zero_debias=True).apply([mean])
            # slot: net/loss/Mean/ExponentialMovingAverage
            # slot: net/net/loss/Mean/ExponentialMovingAverage/biased
            # slot: net/net/loss/Mean/ExponentialMovingAverage/local_step
        """
    )


def test_average_name_and_restoring() -> None:
    """average_name says the name a saver uses; variables_to_restore maps them all."""
    check(
        """
        import tensorflow as tf

        w = tf.get_variable("w", [3])  # name: w [3]
        b = tf.Variable(0.0, trainable=False, name="b")  # name: b
        ema = tf.train.ExponentialMovingAverage(0.99)
        tf.get_variable(ema.average_name(w).replace("/", "_"), [1])  # name: w_ExponentialMovingAverage [1]
        for name in sorted(ema.variables_to_restore()):
            tf.get_variable("from_" + name.replace("/", "_"), [2])
            # name: from_b [2], from_w_ExponentialMovingAverage [2]
            # name: from_w_ExponentialMovingAverage_ExponentialMovingAverage [2]
        """
    )


def test_zero_debias_keeps_two_more_variables() -> None:
    """assign_moving_average makes them below the current scope, numbered when taken."""
    check(
        """
        import tensorflow as tf
        from tensorflow.python.training import moving_averages

        with tf.variable_scope("net"):
            mean = tf.get_variable("mean", [3], trainable=False)  # name: net/mean [3]
            moving_averages.assign_moving_average(mean, tf.zeros([3]), 0.9)
            # name: net/net/mean/biased [3], net/net/mean/local_step
            moving_averages.assign_moving_average(mean, tf.zeros([3]), 0.9)
            # name: net/net/mean/biased_1 [3], net/net/mean/local_step_1
            moving_averages.assign_moving_average(mean, tf.zeros([3]), 0.9, zero_debias=False)
        """
    )


def test_averages_in_a_reusing_scope_fail() -> None:
    """The averages are variables in the store: a reusing scope does not let them be made."""
    check(
        """
        import tensorflow as tf

        w = tf.get_variable("w", [3])  # name: w [3]
        with tf.variable_scope(tf.get_variable_scope(), reuse=True):
            tf.train.ExponentialMovingAverage(0.9).apply([w])
            # error: [variable-does-not-exist] Variable w/ExponentialMovingAverage/
        """
    )


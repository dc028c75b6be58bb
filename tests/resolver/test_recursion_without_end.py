"""A recursion that never ends is left where it has become deep, and costs little however often it branches."""

from fixtures import check
from tfscope.resolver.records import Resolution


def test_recursion_that_branches_ends_the_analysis_soon():
    """Two calls in each call make a tree that no budget holds if nothing but its calls is counted."""
    resolution = check(
        """
    import tensorflow as tf
    def model(x):
        return model(model(tf.nn.relu(x)))  # gave-up: calls nested more than 160 deep  # gave-up: stopped because
    model(tf.zeros([3, 4]))
    """,
        record_ops=True,
    )
    assert _told_calls(resolution) < 2_000_000


def test_recursion_that_branches_in_a_function_nobody_calls_ends_sooner():
    resolution = check(
        """
    import tensorflow as tf
    def model(x):
        return model(model(tf.nn.relu(x)))  # gave-up: calls nested more than 160 deep  # gave-up: stopped because
    """,
        record_ops=True,
    )
    assert _told_calls(resolution) < 200_000


def test_what_is_named_deep_in_a_recursion_costs_what_its_calls_take_to_tell():
    """A branch that names much before it comes to its end is no cheaper."""
    resolution = check(
        """
    import tensorflow as tf
    def model(x):
        return model(model([tf.nn.relu(x) for _ in range(10)][0]))  # gave-up: calls nested  # gave-up: stopped because
    model(tf.zeros([3, 4]))
    """,
        record_ops=True,
    )
    assert _told_calls(resolution) < 4_000_000


def test_recursion_of_which_nobody_knows_how_often_it_branches_ends_soon():
    """What is made in each branch is merged with what was made in all others."""
    resolution = check("""
    import tensorflow as tf
    from settings import depth
    made = []
    def dense(x, name):
        with tf.variable_scope(name, reuse=tf.AUTO_REUSE):
            tf.get_variable("w", [1])
            made.append(tf.get_variable("v_%d" % len(made), [1]))
        for i in range(depth):
            dense(x, "layer_%d" % i)  # gave-up: recursion of dense whose end  # gave-up: stopped because
    dense(None, "first")
    """)
    assert len(resolution.events) < 5_000


def test_recursion_that_does_not_branch_leaves_what_follows_known():
    check("""
    import tensorflow as tf
    def count(level):
        return count(level + 1)  # gave-up: calls nested more than 160 deep
    count(0)
    tf.get_variable("after", [1])  # name: after
    """)


def test_nothing_is_certain_after_a_recursion_that_names_and_was_not_followed_to_its_end():
    """How many names it has taken is not known, nor which variables it has made."""
    check("""
    import tensorflow as tf
    def build(level):
        tf.Variable(0.0, name="v")
        tf.get_variable("w%d" % level, [1])
        if level:
            build(level - 1)  # gave-up: calls nested more than 160 deep
    build(200)
    tf.Variable(0.0, name="v")  # possible: v_160
    with tf.variable_scope(tf.get_variable_scope(), reuse=True):
        tf.get_variable("w5", [1])  # possible: w5  # warning: nothing
    """)


def test_a_variable_that_a_recursion_may_have_made_further_down_may_exist():
    check("""
    import tensorflow as tf
    from settings import depth
    def build(level):
        tf.get_variable("w%d" % level, [1])
        if level < depth:
            build(level + 1)  # gave-up: recursion of build whose end
    build(0)
    with tf.variable_scope(tf.get_variable_scope(), reuse=True):
        tf.get_variable("w50", [1])  # warning: nothing
    """)


def _told_calls(resolution: Resolution) -> int:
    """What the stacks of all that was recorded hold together, which is what it takes of memory."""
    return sum(len(event.stack) for event in resolution.events)

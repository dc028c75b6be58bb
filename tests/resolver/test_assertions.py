"""What an `assert` has ruled out is not so below it."""

from fixtures import check


def test_what_is_asserted_not_to_be_none_is_not_none():
    """What it is instead stays unknown: it may be 0."""
    check("""
    import tensorflow as tf
    from settings import size
    def net(size, name):
        assert size is not None and name is not None, "both are needed"
        if size is None or name is None:
            tf.get_variable("never", [1])  # name: nothing
        if size:
            tf.get_variable("sized", [1])  # possible: sized
        tf.get_variable("w", [1])  # name: w
    net(size, size.name)
    """)


def test_what_is_asserted_is_true():
    check("""
    import tensorflow as tf
    from settings import size
    assert size
    if size:
        tf.get_variable("sized", [1])  # name: sized
    """)


def test_of_several_values_those_are_left_that_are_not_ruled_out():
    check("""
    import tensorflow as tf
    from settings import is_deep
    units, depth = (3, 2) if is_deep else (None, 0)
    assert units is not None
    assert depth
    tf.get_variable("w%d" % depth, [units])  # name: w2 [3]
    """)


def test_a_name_that_is_not_known_is_the_same_below_an_assertion():
    resolution = check("""
    import tensorflow as tf
    from settings import name
    with tf.variable_scope("a", reuse=tf.AUTO_REUSE):
        tf.get_variable(name, [1])  # possible: a/{settings.name}
        assert name is not None
        tf.get_variable(name, [1])  # possible: a/{settings.name}
    """)
    assert [event.action for event in resolution.events if event.kind == "get_variable"] == ["create", "reuse"]


def test_an_assertion_that_is_caught_rules_out_nothing_below():
    check("""
    import tensorflow as tf
    from settings import size
    try:
        assert size is not None
    except AssertionError:
        pass
    if size is None:
        tf.get_variable("none", [1])  # possible: none
    """)


def test_an_assertion_about_a_name_of_another_function_changes_nothing_there():
    check("""
    import tensorflow as tf
    from settings import size
    def net():
        assert size is not None
        tf.get_variable("w", [1])  # name: w
    net()
    if size is None:
        tf.get_variable("none", [1])  # possible: none
    """)

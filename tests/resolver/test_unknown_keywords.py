"""What an unknown `**mapping` may have given to a call is not known; what the call itself gives is."""

from fixtures import check


def test_an_op_may_have_been_given_a_name():
    check(
        """
    import tensorflow as tf
    from settings import options
    x = tf.add(1.0, 2.0, **options)  # op: {name}
    y = tf.negative(x, **options)  # op: {name}
    z = tf.add(1.0, 2.0, name="sum", **options)  # op: sum
    """,
        record_ops=True,
    )


def test_a_variable_may_have_been_given_anything():
    """A custom getter too: then it is another variable, or none."""
    check("""
    import tensorflow as tf
    from settings import options
    tf.get_variable("w", [3], **options)  # possible: w
    tf.Variable(3.0, **options)  # possible: {name}
    tf.get_variable("after", [1])  # name: after
    """)


def test_a_scope_may_have_been_given_a_flag_or_a_getter():
    check("""
    import tensorflow as tf
    from settings import options
    with tf.variable_scope("s", **options):
        tf.get_variable("w", [3])  # possible: s/w
    """)


def test_a_getter_that_may_be_none_leaves_the_variable_possible():
    check("""
    import tensorflow as tf
    from settings import getter
    with tf.variable_scope("s", custom_getter=getter):
        tf.get_variable("w", [3])  # possible: s/w  # gave-up: a custom getter that is not known
    """)


def test_a_dictionary_with_a_default_may_hold_any_key():
    check("""
    import collections
    import tensorflow as tf
    from settings import options
    sizes = collections.defaultdict(int, depth=2, **options)
    if "width" in sizes:
        tf.get_variable("wide", [1])  # possible: wide
    if sizes["height"]:
        tf.get_variable("high", [1])  # possible: high
    tf.get_variable("deep", [sizes["depth"]])  # name: deep [2]
    if collections.Counter("ab", **options)["c"]:
        tf.get_variable("counted", [1])  # possible: counted
    """)


def test_an_object_made_of_keywords_may_have_any_attribute():
    check("""
    import argparse
    import tensorflow as tf
    from settings import options
    given = argparse.Namespace(depth=2, **options)
    if hasattr(given, "width"):
        tf.get_variable("wide", [1])  # possible: wide
    try:
        given.height
        tf.get_variable("high", [1])  # name: high
    except AttributeError:
        tf.get_variable("flat", [1])  # name: nothing
    tf.get_variable("deep", [given.depth])  # name: deep [2]
    """)


def test_the_fields_of_a_record_may_be_others_than_their_defaults():
    check("""
    import collections
    import dataclasses
    import tensorflow as tf
    from settings import options
    @dataclasses.dataclass
    class Size:
        depth: int = 2
        is_wide: bool = False
    Pair = collections.namedtuple("Pair", "left right")
    if Size(**options).is_wide:
        tf.get_variable("made", [1])  # possible: made
    if dataclasses.replace(Size(), **options).is_wide:
        tf.get_variable("replaced", [1])  # possible: replaced
    if Pair(1, 0)._replace(**options).right:
        tf.get_variable("pair", [1])  # possible: pair
    tf.get_variable("deep", [Size(3, **options).depth])  # name: deep [3]
    """)


def test_a_text_may_be_filled_with_any_key():
    check("""
    import tensorflow as tf
    from settings import options
    try:
        name = "w_{size}_{kind}".format(kind="a", **options)
    except KeyError:
        name = "unnamed"
    tf.get_variable(name, [1])  # possible: w_{size}_a
    """)


def test_a_parser_may_have_been_given_any_default():
    check("""
    import argparse
    import tensorflow as tf
    from settings import options
    parser = argparse.ArgumentParser()
    parser.add_argument("--depth", type=int, default=2)
    parser.add_argument("--units", type=int, **options)
    parser.set_defaults(**options)
    given = parser.parse_args()
    if given.depth == 2:
        tf.get_variable("deep", [1])  # possible: deep
    if given.units:
        tf.get_variable("units", [1])  # possible: units
    if hasattr(given, "width"):
        tf.get_variable("wide", [1])  # possible: wide
    """)


def test_what_is_computed_of_known_arguments_may_depend_on_others():
    check("""
    import tensorflow as tf
    from settings import options
    if sorted([1, 2], **options)[0] == 1:
        tf.get_variable("ascending", [1])  # possible: ascending
    if int("10", **options) == 10:
        tf.get_variable("decimal", [1])  # possible: decimal
    if "a b".splitlines(**options) == ["a b"]:
        tf.get_variable("lines", [1])  # possible: lines
    """)

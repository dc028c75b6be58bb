"""Functions that no program reaches are looked at with arguments and a scope that nobody knows.

What TensorFlow would raise in them is a warning, and only where it does so whatever their callers give.
"""

from fixtures import check
from tfscope.resolver import Budget

ALREADY = "[variable-already-exists] Variable {caller}/w already exists"


def test_a_name_that_a_function_takes_twice_is_told():
    check(f"""
    import tensorflow as tf
    def net(x):
        tf.get_variable("w", [3])  # possible: {{caller}}/w
        tf.get_variable("w", [3])  # possible: {{caller}}/w  # warning: {ALREADY}
    """)


def test_what_a_callers_argument_may_prevent_is_not_told():
    """The program that calls it may give another `structure` than the default."""
    check("""
    import tensorflow as tf
    def net(x, structure="twice"):
        tf.get_variable("w", [3])  # possible: {caller}/w
        if structure == "twice":
            tf.get_variable("w", [3])  # possible: {caller}/w  # warning: nothing
    """)


def test_a_default_that_changes_nothing_does_no_harm():
    check(f"""
    import tensorflow as tf
    def net(x, units=3):
        tf.get_variable("w", [units])
        tf.get_variable("w", [units])  # warning: {ALREADY}
    """)


def test_a_branch_that_nobody_decides_may_be_one_that_no_caller_takes():
    check("""
    import tensorflow as tf
    def net(x, is_twice):
        tf.get_variable("w", [3])  # possible: {caller}/w
        if is_twice:
            tf.get_variable("w", [3])  # possible: {caller}/w  # warning: nothing
    """)


def test_what_a_parameter_stands_for_may_have_made_the_variable():
    """A test that is given the model's constructor looks for the model's variables."""
    check("""
    import tensorflow as tf
    def check_model(make_model):
        with tf.Graph().as_default():
            make_model(scope="model")
            with tf.variable_scope("model", reuse=True):
                tf.get_variable("w", [3])  # possible: model/w  # warning: nothing
    """)


def test_what_nothing_can_have_made_does_not_exist():
    check("""
    import tensorflow as tf
    def check_model(x):
        with tf.Graph().as_default():
            with tf.variable_scope("model", reuse=True):
                tf.get_variable("w", [3])  # warning: [variable-does-not-exist] Variable model/w does not exist
    """)


def test_a_decorated_function_is_looked_at_as_it_is_written():
    """What the decorator has made of it needs arguments that only callers know."""
    check("""
    import functools
    import tensorflow as tf
    def logged(function):
        @functools.wraps(function)
        def wrapper(*args, **kwargs):
            return function(*args, **kwargs)
        return wrapper
    @logged
    def dense(x):
        return tf.get_variable("w", [3])  # possible: {caller}/w
    class Net:
        @property
        def bias(self):
            return tf.get_variable("b", [3])  # possible: {caller}/b
    """)


def test_callers_come_first_as_they_show_with_what_the_others_are_called():
    check("""
    import tensorflow as tf
    def helper(x, name):
        return tf.get_variable(name, [3])  # possible: {caller}/net/w
    def net(x):
        with tf.variable_scope("net"):
            return helper(x, "w")
    """)


def test_of_functions_that_call_each_other_one_is_looked_at():
    check("""
    import tensorflow as tf
    def even(n):
        return tf.get_variable("w", [3]) if n == 0 else odd(n - 1)  # possible: {caller}/w
    def odd(n):
        return even(n - 1)
    """)


def test_what_a_caller_does_not_live_to_see_is_looked_at_on_its_own():
    """The caller's budget ends in the middle of the function that it calls."""
    check(
        """
    import tensorflow as tf
    def helper(x):
        for number in range(100):
            total = number
        tf.get_variable("end", [3])  # possible: {caller}/end
    def net(x):
        with tf.variable_scope("net"):
            for number in range(200):
                total = number
            helper(x)
    """,
        budget=Budget(standalone_steps=500),
    )

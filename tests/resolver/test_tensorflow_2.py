"""Programs of TensorFlow 2, or that may be: what only graphs refuse is no error. TensorFlow 2.21 has run them."""

from textwrap import dedent

from fixtures import check, resolve_files


def test_eager_execution_takes_any_name():
    check("""
    import tensorflow as tf
    @tf.function
    def step(x):
        return x
    with tf.name_scope("net:0"):
        tf.Variable(1.0, name="w:0")  # name: net:0/w:0
        tf.constant(1.0, name="-q")
    """)


def test_a_program_without_a_sign_of_either_is_one_of_TensorFlow_1():
    check("""
    import tensorflow as tf
    with tf.name_scope("learning rate"):  # error: [invalid-name] 'learning rate' is not a valid scope name
        pass
    """)


def test_whoever_knows_the_generation_may_say_it():
    check("""
    import tensorflow as tf
    model = tf.keras.Sequential()
    with tf.name_scope("learning rate"):  # error: [invalid-name] 'learning rate' is not a valid scope name
        pass
    """, generation=1)


def test_loops_are_those_of_python_there():
    program = """
    import tensorflow as tf
    model = tf.keras.Sequential()
    def body(i):
        w = tf.Variable(tf.zeros([3]), name="w")
        return [i + 1]
    tf.while_loop(lambda i: i < 3, body, [tf.constant(0)])
    """
    assert not resolve_files({"main.py": dedent(program)}).diagnostics


def test_the_file_that_is_run_tells_which_generation_its_modules_are_for():
    files = """
    #- main.py
    import tensorflow as tf
    from summaries import summary
    {first}
    summary("learning rate")
    tf.Variable(0, name="step")  # name: step
    #- summaries.py
    import tensorflow as tf
    def summary(name):
        with tf.name_scope(name):{error}
            pass
    """
    check(files.format(first="tf.keras.Sequential()", error=""))
    error = "  # error: [invalid-name] 'learning rate' is not a valid scope name"
    check(files.format(first="x = tf.placeholder(tf.float32)", error=error))


def test_a_graph_is_a_graph_in_either():
    check("""
    import tensorflow as tf
    with tf.Graph().as_default():
        with tf.name_scope("learning rate"):  # error: [invalid-name] 'learning rate' is not a valid scope name
            pass
    """)


def test_a_layer_that_tracks_variables_of_tensorflow_1_has_a_store_of_its_own():
    check("""
    import tensorflow as tf
    class Dense(tf.keras.layers.Layer):
        def __init__(self, units):
            super().__init__()
            self.units = units
        @tf.compat.v1.keras.utils.track_tf1_style_variables
        def call(self, x):
            with tf.compat.v1.variable_scope("dense"):
                tf.compat.v1.get_variable("kernel", [5, self.units])  # name: dense/kernel x2  # reuse: dense/kernel
            return x
    first, second, x = Dense(3), Dense(4), tf.zeros([2, 5])
    first(x)
    first(x)
    second(x)
    """)

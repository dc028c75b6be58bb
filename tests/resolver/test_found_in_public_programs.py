"""Mechanisms that public TF1 programs rely on, each reduced to a few lines.

Names and shapes are those of TensorFlow 1.15.5."""

from fixtures import check


def test_a_layer_number_that_only_some_ways_advance_is_not_known():
    resolution = check("""
    import tensorflow as tf
    x = tf.placeholder(tf.float32, [2, 3])
    tf.layers.dense(x, 3)  # name: dense/kernel, dense/bias
    if unknown():
        tf.layers.dense(x, 4)  # possible: dense_1/kernel, dense_1/bias
        tf.layers.dense(x, 4)  # possible: dense_2/kernel, dense_2/bias
    else:
        tf.layers.dense(x, 5)  # possible: dense_1/kernel, dense_1/bias
    tf.layers.dense(x, 6)  # possible: dense_3/kernel, dense_3/bias
    """)
    assert not resolution.gave_up


def test_pure_variable_scope_opens_no_name_scope():
    check("""
    import tensorflow as tf
    from tensorflow.python.ops import variable_scope as vs
    with vs._pure_variable_scope("a") as scope:
        tf.get_variable("w" + tf.get_default_graph().get_name_scope(), [3])  # name: a/w
    with vs._pure_variable_scope(scope, reuse=True):
        tf.get_variable("w", [3])  # reuse: a/w
    """)


def test_weak_dictionaries_hold_what_they_are_given():
    check("""
    import tensorflow as tf
    import weakref
    seen = weakref.WeakKeyDictionary()
    for _ in range(2):
        graph = tf.get_default_graph()
        reuse = graph in seen
        seen[graph] = True
        with tf.variable_scope("a", reuse=reuse):
            tf.get_variable("w", [3])  # name: a/w  # reuse: a/w
    """)


def test_whether_a_dtype_is_compatible_with_one_not_known_is_not_known():
    check("""
    import tensorflow as tf
    x = tf.py_func(f, [], unknown())
    if not tf.float32.is_compatible_with(x.dtype):
        raise TypeError("no")
    tf.get_variable("w", [3])  # name: w
    """)


def test_flags_take_a_command_line_that_the_program_spells_out():
    check("""
    import tensorflow as tf
    tf.flags.DEFINE_integer("size", 3, "")
    FLAGS = tf.flags.FLAGS
    tf.flags.DEFINE_boolean("shared", True, "")
    FLAGS(["program", "--size", "5", "--noshared"])
    tf.get_variable("w" if FLAGS.shared else "own", [FLAGS.size])  # name: own [5]
    """)


def test_a_placeholder_that_a_file_fills_in_is_not_known():
    """A configuration begins with None and takes its sizes from JSON (bert, BertConfig.from_dict)."""
    check("""
    import json
    import tensorflow as tf
    class Config:
        def __init__(self):
            self.size = None
            self.depth = 2
    def filled_in(config, sizes):
        for key, value in sizes.items():
            config.__dict__[key] = value
        return config
    config = filled_in(Config(), json.load(open("config.json")))
    tf.get_variable("w", [config.size, config.depth])  # name: w
    other = Config()
    for key in unknown():
        setattr(other, key, 3)
    tf.get_variable("v", [other.size, other.depth])  # name: v
    plain = {"size": None}
    plain.update(unknown())
    tf.get_variable("u", [plain["size"]])  # name: u
    """)


def test_none_stays_none_where_all_that_came_in_is_known():
    check("""
    import tensorflow as tf
    plain = {"size": None}
    plain["other"] = unknown()
    tf.get_variable("w", plain["size"])  # error: missing-shape
    """)


def test_what_a_library_without_source_made_may_be_there():
    """It may have made the variable that is reused; what reads data or draws has not."""
    check("""
    import tensorflow as tf
    from some_networks import build
    build()
    with tf.variable_scope("a", reuse=True):
        tf.get_variable("w", [1])  # possible: a/w
    """)
    check("""
    import json, cv2
    import tensorflow as tf
    json.loads("{}"), cv2.imread("a.png")
    with tf.variable_scope("a", reuse=True):
        tf.get_variable("w", [1])  # error: variable-does-not-exist
    """)


def test_what_may_be_there_needs_no_shape():
    """A reuse by a name, of a scope or with a flag that is not known: whoever made the variable gave the shape."""
    check("""
    import tensorflow as tf
    from some_networks import build
    with tf.variable_scope("b" + unknown(), reuse=True):
        tf.get_variable("w")  # possible: b{unknown()}/w
    with tf.variable_scope("c", reuse=unknown()):
        tf.get_variable("w")  # possible: c/w
    build()
    with tf.variable_scope("a", reuse=True):
        tf.get_variable("w")  # possible: a/w
    with tf.variable_scope("a"):
        tf.get_variable("v")  # error: missing-shape
    """)


def test_a_patched_get_variable_is_called_instead():
    """Meta-optimizers take hold of all variables that a problem makes (learning-to-learn, meta.py)."""
    check("""
    import mock
    import tensorflow as tf
    from unittest import mock as other_mock
    made = tf.get_variable
    def numbered(name, *args, **kwargs):
        return made(name + "_mine", *args, **kwargs)  # name: w_mine, v_mine
    with mock.patch("tensorflow.get_variable", numbered):
        tf.get_variable("w", [1])
    @other_mock.patch.object(tf, "get_variable", numbered)
    def build():
        tf.get_variable("v", [1])
    build()
    tf.get_variable("w", [1])  # name: w
    with mock.patch("os.getcwd") as getcwd:
        tf.get_variable("u", [1])  # name: u
    """)


def test_a_changed_named_tuple_keeps_the_class_of_the_program():
    check("""
    import collections
    import tensorflow as tf
    class Feature(collections.namedtuple("Feature", ["name", "size"])):
        def make(self):
            return tf.get_variable(self.name, [self.size])  # name: a [1], b [2]
        def smaller(self):
            return super(Feature, self)._replace(size=1)
    first = Feature("a", 8).smaller()
    if isinstance(first._replace(size=5), Feature):
        first.make()
    Feature._make(["b", 2]).make()
    """)


def test_a_training_loop_that_names_ops_in_every_pass_ends():
    resolution = check("""
    import tensorflow as tf
    w = tf.get_variable("w", [2])  # name: w
    count = 0
    def update():
        global count
        tf.assign(w, w + 1)
        count += 1
    for step in range(1000000):
        update()
    tf.get_variable("v", [3] if count else [4])  # name: v
    """)
    assert not resolution.gave_up


def test_numpy_scalars_are_cast_and_chance_takes_the_shape_of_its_parameters():
    check("""
    import numpy as np
    import tensorflow as tf
    for i in range(np.ceil(np.log2(5)).astype(np.int32)):
        tf.get_variable("w%d" % i, [1])  # name: w0, w1, w2
    points = np.vstack([np.random.normal(2 * np.ones((100, 2)), 1), np.random.uniform(0, 1, (50, 2))])
    tf.get_variable("p", points.shape)  # name: p [150, 2]
    """)


def test_a_program_imports_from_the_package_that_it_lies_in():
    """As `python -m package.train` runs it."""
    check("""
    #- package/train.py
    from . import net
    from . import other as also, absent
    net.make("a")
    also.make()
    #- package/net.py
    import tensorflow as tf
    def make(name):
        tf.get_variable(name, [3])  # name: a, b
    #- package/other.py
    from . import net
    def make():
        net.make("b")
    """)


def test_what_the_programs_own_package_defines_may_make_variables():
    check("""
    #- package/train.py
    import tensorflow as tf
    from . import build
    build()
    with tf.variable_scope("net", reuse=True):
        tf.get_variable("w", [3])  # possible: net/w
    """)


def test_arguments_of_another_version_end_the_program():
    """`_linear` took a scope before 1.2."""
    check("""
    import tensorflow as tf
    from tensorflow.python.ops.rnn_cell_impl import _linear
    x = tf.placeholder(tf.float32, [2, 3])
    _linear([x], 3, True, scope="trans")
    _linear([x], 3, True, scope="gate")
    tf.get_variable("w", [3])  # possible: w
    """)


def test_what_a_program_sets_on_a_class_of_the_library_is_found_there_and_in_this_program_only():
    check("""
    import tensorflow as tf
    tf.GraphKeys.TRAINERS = "trainers"
    tf.nn.relu.size = 3
    class Trainer:
        name = "mine"
    tf.add_to_collection(tf.GraphKeys.TRAINERS, Trainer())
    for trainer in tf.get_collection(tf.GraphKeys.TRAINERS):
        tf.get_variable(trainer.name, [tf.nn.relu.size])  # name: mine [3]
    """)
    check("""
    import tensorflow as tf
    tf.get_variable("w", [getattr(tf.nn.relu, "size", 1)])  # name: w [1]
    tf.get_variable("shown" if hasattr(tf.GraphKeys, "TRAINERS") else "hidden", [1])  # name: hidden
    """)


def test_a_function_with_a_gradient_of_its_own_gives_its_result_and_passes_gradients():
    check("""
    import tensorflow as tf
    @tf.custom_gradient
    def rounded(x):
        return tf.round(x), lambda dy: dy
    w = tf.get_variable("w", [3, 4])  # name: w [3, 4]
    y = rounded(w)
    tf.get_variable("of_" + y.op.name, y.shape)  # name: of_IdentityN [3, 4]
    loss = tf.reduce_sum(y)
    optimizer = tf.train.GradientDescentOptimizer(0.1)
    for gradient, variable in optimizer.compute_gradients(loss):
        if gradient is not None:
            tf.get_variable("has_" + variable.op.name, [])  # name: has_w []
    """)


def test_numpy_says_the_static_shape_of_a_tensor():
    check("""
    import numpy as np
    import tensorflow as tf
    x = tf.placeholder(tf.float32, [None, 8, 3])
    tf.get_variable("w", [int(np.shape(x)[2]), np.shape(x)[1]])  # name: w [3, 8]
    tf.get_variable("v", [len(np.shape(x).as_list())])  # name: v [3]
    """)


def test_a_gradient_passes_a_stack_of_many_hundred_tensors():
    check("""
    import tensorflow as tf
    w = tf.get_variable("w", [40, 8])  # name: w
    pairs = [w[i] * w[j] for i in range(40) for j in range(i + 1, 40)]
    loss = tf.reduce_sum(tf.stack(pairs))
    tf.train.AdamOptimizer().minimize(loss)  # slot: beta1_power, beta2_power, w/Adam, w/Adam_1
    """)


def test_a_collection_may_have_a_key_that_is_no_string():
    check("""
    import contextlib
    import tensorflow as tf
    from tensorflow.python.framework import ops
    KEY = ("__defaults",)
    def stack():
        kept = ops.get_collection(KEY)
        if kept:
            return kept[0]
        ops.add_to_collection(KEY, [{}])
        return stack()
    @contextlib.contextmanager
    def defaults(**given):
        stack().append(dict(stack()[-1], **given))
        yield
        stack().pop()
    def make(**given):
        settings = dict(stack()[-1], **given)
        tf.get_variable(settings.get("name", "w"), [settings.get("size", 1)])  # name: v [3], w [1]
    with defaults(size=3):
        make(name="v")
    make()
    """)


def test_what_an_unknown_mapping_may_have_given_is_not_taken_from_the_defaults():
    check("""
    import json
    import tensorflow as tf
    def make(size, name="w", *, use=False):
        tf.get_variable(name, [size])  # possible: {name}
        if use:
            tf.get_variable("v", [size])  # possible: v
    def passed_on(**given):
        make(2, **given)
    passed_on(**json.load(open("settings.json")))
    """)


def test_a_dict_that_is_made_of_an_unknown_mapping_may_have_any_key():
    """Also when it is updated with one, or has items that are known beside it."""
    check("""
    import json
    import tensorflow as tf
    given = json.load(open("settings.json"))
    settings = dict({"name": "w"}, size=3, **given)
    tf.get_variable(settings["name"], [settings["size"]])  # name: w [3]
    if "more" in settings:
        tf.get_variable("more", [1])  # possible: more
    tf.get_variable("v%d" % len(settings), [1])  # possible: v{len(dict)}
    options = {}
    options.update(size=2, **given)
    tf.get_variable("u", [options["size"]])  # name: u [2]
    if "more" in options:
        tf.get_variable("again", [1])  # possible: again
    """)


def test_the_items_of_a_dict_may_be_called_what_our_own_parameters_are():
    check("""
    import tensorflow as tf
    settings = dict(source=1, interpreter=2)
    settings.update(receiver=3, source=4)
    tf.get_variable("w", [settings[key] for key in sorted(settings)])  # name: w [2, 3, 4]
    """)


def test_the_collections_of_a_variable_may_be_a_set():
    check("""
    import tensorflow as tf
    averaged = {tf.GraphKeys.MOVING_AVERAGE_VARIABLES, tf.GraphKeys.GLOBAL_VARIABLES}
    tf.get_variable("mean", [2], trainable=False, collections=averaged)  # name: mean
    tf.get_variable("w", [2])  # name: w
    tf.train.ExponentialMovingAverage(0.9).apply(tf.moving_average_variables())  # slot: mean/ExponentialMovingAverage
    """)


def test_a_variable_whose_shape_is_not_validated_has_none_unless_it_is_a_resource():
    check("""
    import tensorflow as tf
    tf.Variable(tf.zeros([2, 3]), validate_shape=False, name="a")  # name: a [...]
    tf.get_variable("b", initializer=tf.zeros([2]), validate_shape=False)  # name: b [...]
    tf.get_variable("c", [4], validate_shape=False)  # name: c [...]
    tf.Variable(tf.zeros([2, 3]), validate_shape=False, name="d", use_resource=True)  # name: d [2, 3]
    tf.get_variable("e", [4], validate_shape=False, use_resource=True)  # name: e [4]
    """)


def test_k_means_makes_its_variables_in_the_training_graph():
    check("""
    import tensorflow as tf
    from tensorflow.contrib.factorization import KMeans
    x = tf.placeholder(tf.float32, [None, 4])
    one = KMeans(inputs=x, num_clusters=25, distance_metric="cosine", use_mini_batch=True)
    graph = one.training_graph()  # name: clusters [...], initialized [] bool, Variable [25] int64
    tf.get_variable("parts", [len(graph)])  # name: parts [6]
    KMeans(x, 3).training_graph()  # name: clusters_1 [...], initialized_1 [] bool
    slow = KMeans(x, 7, use_mini_batch=True, mini_batch_steps_per_iteration=5)
    slow.training_graph()
    # name: clusters_2 [...], initialized_2 [], clusters_updated [...], update_in_steps [], Variable_1 [7]
    """)


def test_a_shape_may_be_filled_into_an_array_bit_by_bit():
    check("""
    import numpy as np
    import tensorflow as tf
    shape = np.zeros((4,), dtype=np.int32)
    shape[:2] = (3, 5)
    shape[2:3] = 2
    shape[3] = 7.9
    tf.get_variable("w", shape)  # name: w [3, 5, 2, 7]
    steps = np.ones(4)
    steps[1:3] = [2, 4]
    tf.get_variable("s%s_%d" % (steps[0], steps[2]), [1])  # name: s1.0_4
    """)


def test_what_runs_inside_a_guessed_arm_of_a_context_manager_is_possible():
    check("""
    import contextlib
    import json
    import tensorflow as tf
    @contextlib.contextmanager
    def perhaps(name):
        if json.load(open("settings.json")):  # gave-up: a branch around `yield` whose condition is not known
            with tf.variable_scope(name):
                yield
        else:
            yield
    with perhaps("a"):
        tf.get_variable("v", [1])  # possible: a/v
    tf.get_variable("u", [1])  # name: u
    """)


def test_initializers_of_layers_may_be_called_by_their_names():
    check("""
    import tensorflow as tf
    x = tf.placeholder(tf.float32, [2, 3])
    tf.layers.dense(x, 4, kernel_initializer="glorot_uniform", bias_initializer="ones")
    # name: dense/kernel [3, 4] float32, dense/bias [4] float32
    class Scale(tf.layers.Layer):
        def build(self, shape):
            self.a = self.add_weight("a", [3], initializer="zeros")  # name: scale/a [3]
            self.b = self.add_weight("b", [3], initializer={"class_name": "Ones", "config": {}})  # name: scale/b [3]
            self.built = True
        def call(self, x):
            return x * self.a + self.b
    Scale()(x)
    with tf.variable_scope("s", initializer="zeros"):
        tf.layers.dense(x, 1)  # name: s/dense/kernel [3, 1] float32, s/dense/bias [1] float32
    """)


def test_variable_of_the_module_variable_scope_is_tf_variable():
    check("""
    from tensorflow.python.ops import variable_scope
    variable_scope.variable(0, trainable=False, name="a")  # name: a [] int32
    variable_scope.variable([0.0], use_resource=True)  # name: Variable [1] float32
    """)


def test_a_dictionary_made_from_what_is_not_known_may_have_any_key():
    check("""
    import json
    import tensorflow as tf
    class Config(dict):
        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
        def __getattr__(self, key):
            if key not in self:
                self[key] = Config()
            return self[key]
    config = Config(json.load(open("config.json")))
    with tf.variable_scope("{:s}_net".format(config.kind)):
        tf.get_variable("w", [1])  # possible: {kind}_net/w
    units = dict(json.load(open("units.json")))
    if "first" not in units:
        units["first"] = 3
    tf.get_variable("v", [units["first"]])  # name: v [None]
    """)


def test_errors_that_a_test_expects_are_none():
    check("""
    import tensorflow as tf
    class SharingTest(tf.test.TestCase):
        def test_no_reuse(self):
            with tf.Graph().as_default():
                tf.get_variable("w", [1])  # possible: w
                with self.assertRaises(ValueError):
                    tf.get_variable("w", [1])
                with self.assertRaisesRegexp(ValueError, "does not exist"):
                    with tf.variable_scope("a", reuse=True):
                        tf.get_variable("v", [1])
    """)


def test_options_are_parsed_into_any_object_from_the_command_line_that_the_program_puts_in_place():
    check("""
    import argparse
    import sys
    import tensorflow as tf
    class Config(object):
        depth = 2
    config = Config()
    def parse():
        parser = argparse.ArgumentParser()
        parser.add_argument("--depth", type=int, default=3)
        parser.add_argument("--size", type=int, default=4)
        parser.add_argument("--kind", default="plain")
        parser.parse_args(namespace=config)
    sys.argv = ["train", "--kind=wide"]
    parse()
    with tf.variable_scope(config.kind):
        tf.get_variable("w", [config.depth, config.size])  # name: wide/w [2, 4]
    """)


def test_a_dimension_may_be_text_and_has_a_private_value():
    check("""
    import tensorflow as tf
    x = tf.placeholder(tf.float32, [None, 5, 6])
    sizes = x.get_shape()
    flat = tf.reshape(x, [-1, (sizes[1] * sizes[2])._value])
    tf.layers.dense(flat, 2, use_bias=False, name="flat")  # name: flat/kernel [30, 2]
    tf.get_variable("w", [3, "32"])  # name: w [3, 32]
    """)


def test_transformed_images_have_the_size_of_the_images_where_their_whole_shape_is_known():
    check("""
    import tensorflow as tf
    def moved(shape):
        x = tf.placeholder(tf.float32, shape)
        return tf.contrib.image.rotate(tf.contrib.image.transform(x, [1.0] * 8), 0.5).shape
    tf.get_variable("known", moved([4, 8, 9, 3]))  # name: known [4, 8, 9, 3]
    tf.get_variable("channels", moved([None, 8, 9, 3])[-1:])  # name: channels [3]
    if moved([None, 8, 9, 3])[1].value is None:
        tf.get_variable("height", [1])  # name: height
    tf.get_variable("one_image", moved([8, 9]))  # name: one_image [8, 9]
    """)


def test_contrib_keras_and_private_keras_are_keras():
    check("""
    import tensorflow as tf
    from tensorflow.contrib.keras import activations, initializers
    from tensorflow.python.keras import activations as private_activations
    x = tf.placeholder(tf.float32, [4, 30])
    def wrapped(init):
        return lambda shape, dtype=None, partition_info=None: init(shape, dtype)
    tf.contrib.keras.layers.Dense(5, name="old")(x)  # name: old/kernel [30, 5], old/bias [5]
    tf.get_variable("a", activations.get("relu")(x).shape)  # name: a [4, 30]
    tf.get_variable("b", private_activations.deserialize("tanh")(x).shape)  # name: b [4, 30]
    tf.get_variable("c", tf.keras.activations.relu(x, alpha=0.1).shape)  # name: c [4, 30]
    tf.get_variable("d", 7, initializer=wrapped(initializers.get("glorot_uniform")))  # name: d [7]
    """)


def test_rows_and_columns_are_deleted_from_an_array():
    check("""
    import numpy as np
    import tensorflow as tf
    matrix = np.array([[0, 1, 0, 1], [0, 0, 0, 0], [0, 0, 0, 1], [0, 0, 0, 0]])
    kept = np.delete(np.delete(matrix, [1, -1], axis=0), 2, axis=-1)
    for row in range(kept.shape[0]):
        for column in range(kept.shape[1]):
            if kept[row, column]:
                tf.get_variable("edge_%d_%d" % (row, column), kept.shape)  # name: edge_0_1 [2, 3], edge_0_2 [2, 3], edge_1_2 [2, 3]
    tf.get_variable("flat", [np.delete(matrix, 3).shape[0]])  # name: flat [15]
    """)  # noqa: E501


def test_a_number_of_numpy_has_a_dtype_of_its_own():
    """An explicit dtype beside it is right as far as we can see: it is a plain number here."""
    check("""
    import numpy as np
    import tensorflow as tf
    tf.get_variable("a", dtype=tf.int64, initializer=np.int64(3))  # name: a [] int64
    tf.get_variable("b", dtype=tf.float64, initializer=np.sqrt(3.0))  # name: b [] float64
    tf.get_variable("c", dtype=tf.float32, initializer=np.int64(3))  # name: c # error: [initializer-dtype] Initializer
    """)
    check("""
    import tensorflow as tf
    tf.get_variable("a", dtype=tf.int64, initializer=3)  # name: a # error: [initializer-dtype] Initializer
    """)


def test_what_an_outer_loop_has_skipped_stays_so_when_an_inner_one_has_run():
    check("""
    import sys
    import tensorflow as tf
    count = int(sys.argv[1])
    for item in ["a"]:
        if count > 3:
            continue
        for other in range(2):
            if count > other:
                continue
        tf.get_variable(item, [1])  # possible: a
    tf.get_variable("after", [1])  # name: after
    """)


def test_which_branches_the_passes_of_an_unknown_loop_take_may_depend_on_each_other():
    """The first makes what the others reuse, or one of them makes it; a name that each pass makes is told of still."""
    check("""
    import sys
    import tensorflow as tf
    count = int(sys.argv[1])
    for i in range(count):
        if i == 0:
            with tf.variable_scope("model"):
                tf.get_variable("w", [1])  # possible: model/w
        else:
            with tf.variable_scope("model", reuse=True):
                tf.get_variable("w", [1])  # possible: model/w
    for i in range(count):
        if i != count - 1:
            continue
        for _ in range(2):
            pass
        tf.get_variable("last", [1])  # possible: last
    for i in range(count):
        tf.get_variable("each", [1])  # possible: each # warning: [variable-already-exists] Variable each already exists
    """)


def test_a_variable_that_may_be_there_already_has_not_taken_its_own_name():
    """Where it is there, TensorFlow raises."""
    check("""
    import sys
    import tensorflow as tf
    count = int(sys.argv[1])
    if count > 1:
        tf.get_variable("w", [1])  # possible: w
    if count <= 1:
        tf.get_variable("w", [1])  # possible: w
    tf.get_variable("other", [1])  # name: other
    """)


def test_buckets_keep_the_dimensions_that_all_elements_have():
    check("""
    import tensorflow as tf
    elements = tf.data.Dataset.from_generator(lambda: iter([]), tf.float32, tf.TensorShape([None, 3]))
    buckets = elements.apply(tf.data.experimental.bucket_by_sequence_length(lambda e: 1, [3, 5], [4, 4, 4]))
    tf.layers.dense(buckets.make_one_shot_iterator().get_next(), 5)  # name: dense/kernel [3, 5], dense/bias [5]
    """)


def test_what_is_made_of_a_list_that_data_fills_has_no_known_size():
    check("""
    import numpy as np
    import tensorflow as tf
    rows, shape = [[1.0, 2.0]], [3]
    for line in open("data.txt"):
        rows.append([1.0, 2.0])
        shape.append(4)
    x = tf.placeholder(tf.float32, [2, 4])
    parts = [x]
    parts.extend(x for line in open("data.txt"))
    tf.get_variable("array", np.array(rows).shape)  # name: array [...]
    tf.get_variable("value", initializer=np.array(rows))  # name: value [...]
    tf.get_variable("constant", initializer=tf.constant(rows))  # name: constant [...]
    tf.Variable(rows, name="list")  # name: list [...]
    tf.get_variable("shape", shape)  # name: shape [...]
    tf.get_variable("stacked", tf.stack(parts).shape)  # name: stacked [...]
    tf.get_variable("joined", tf.concat([x] + parts, 1).shape)  # name: joined [...]
    tf.get_variable("plain", np.array([[1.0, 2.0]]).shape)  # name: plain [1, 2]
    """)

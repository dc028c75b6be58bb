"""Loops that go on for long without naming anything are left early: what they compute is then not known.

Nothing of them may look as if it were known, and what TensorFlow itself makes such a program do is not waited for."""

from fixtures import check, resolve_files


def test_what_a_long_loop_counts_and_collects_is_not_known():
    """Wherever it keeps that: in variables, attributes, lists, dicts, also those of functions it calls."""
    check("""
    import tensorflow as tf
    class Seen(object):
        def __init__(self):
            self.count, self.items, self.by_item = 0, [], {}
    seen, total = Seen(), []
    def note(item):
        seen.count += 1
        seen.items.append(item)
        seen.by_item[item] = 1
        total.append(item)
    for i in range(100000):
        note(i)
    tf.get_variable("i_%d" % i, [1])  # possible: i_{i}
    tf.get_variable("count_%d" % seen.count, [1])  # possible: count_{count}
    tf.get_variable("items_%d" % len(seen.items), [1])  # possible: items_{len(list)}
    tf.get_variable("by_item_%d" % len(seen.by_item), [1])  # possible: by_item_{len(dict)}
    tf.get_variable("total_%d" % len(total), [1])  # possible: total_{len(list)}
    """)


def test_a_loop_that_changes_nothing_outside_leaves_everything_known():
    check("""
    import tensorflow as tf
    layers = [64, 32]
    for step in range(100000):
        loss = step * 2
    for index, size in enumerate(layers):
        tf.get_variable("w%d" % index, [size])  # name: w0 [64], w1 [32]
    """)


def test_looking_names_up_in_a_long_list_is_no_long_loop():
    check("""
    import tensorflow as tf
    for i in range(600):
        tf.add_to_collection("items", tf.constant(i, name="item%d" % i))
    some = [item.name for item in tf.get_collection("items")[:300]]
    others = {}
    for item in tf.get_collection("items"):
        if item.name not in some:
            others[item.name] = item
    tf.get_variable("others_%d" % len(others), [1])  # name: others_300
    """)


def test_variables_that_double_with_every_pass_end_the_analysis():
    """TensorFlow would never come to an end either; nor with those that are only asked for again."""
    check("""
    import tensorflow as tf
    tf.Variable(0.0)
    for _ in range(64):
        for one in tf.trainable_variables():
            tf.Variable(0.0)  # gave-up: stopped because its budget of steps is used up
    """)
    check("""
    import tensorflow as tf
    with tf.variable_scope("a", reuse=tf.AUTO_REUSE):
        for _ in range(1000000):
            tf.get_variable("w", [1])  # gave-up: stopped because its budget of steps is used up
    """)


def test_a_loop_that_trains_is_left_sooner():
    """What a session computes in each pass names nothing; the rest of the passes would cost much and say nothing."""
    training = """
    import tensorflow as tf
    w = tf.get_variable("w", [1])  # name: w
    with tf.Session() as sess:
        for step in range(400):
            a = [step, step + 1]
            value = {call}
            b = [a, value]
    tf.get_variable("after_%d" % step, [1])  # {after}
    """
    for call in ("sess.run(w)", "w.eval()", "[sess.run(w) for _ in range(2)]"):
        check(training.replace("{call}", call).replace("{after}", "possible: after_{step}"))
    check(training.replace("{call}", "step * 2").replace("{after}", "name: after_399"))


def test_a_session_that_is_asked_a_few_times_leaves_everything_known():
    """Such as one that prints what each layer gives."""
    check("""
    import tensorflow as tf
    sizes = []
    with tf.Session() as sess:
        for number in range(20):
            sess.run(tf.no_op)
            sizes.append(number)
    tf.get_variable("after_%d" % len(sizes), [1])  # name: after_20
    """)


def test_a_loop_that_enters_scopes_for_ever_is_left():
    """It names no variable; what follows it is known, and soon."""
    resolution = check("""
    import tensorflow as tf
    shape = (1,)
    def net():
        while shape:
            with tf.variable_scope("layer"):
                tf.constant(1)
    net()
    with tf.variable_scope("after"):
        tf.get_variable("w", [1])  # name: after/w
    """)
    assert len(resolution.events) < 30_000


def test_an_estimator_that_trains_for_thousands_of_cycles_is_left_after_some():
    """Each cycle builds the same graph anew; what comes after the loop is there."""
    four = [", ".join([name] * 4) for name in ("global_step", "mean/total", "mean/count", "eval_step")]
    layer = ", ".join(["dense/kernel, dense/bias"] * 8)
    check(f"""
    import tensorflow as tf
    def model_fn(features, labels, mode):
        loss = tf.reduce_sum(tf.layers.dense(features, 3))  # name: {layer}
        step = tf.train.get_global_step()
        return tf.estimator.EstimatorSpec(mode, loss=loss, train_op=tf.assign_add(step, 1))
    def input_fn():
        return tf.data.Dataset.from_tensors(tf.zeros([2, 3])).repeat()
    estimator = tf.estimator.Estimator(model_fn)
    for cycle in range(100000):
        estimator.train(input_fn, steps=1)  # name: {four[0]}
        estimator.evaluate(input_fn, steps=1)  # name: {", ".join(four)}
    tf.get_variable("after", [1])  # name: after
    tf.get_variable("cycle_%d" % cycle, [1])  # possible: cycle_{{cycle}}
    """)


def test_a_comprehension_over_millions_is_not_waited_for():
    """The choices of an option are not worth the analysis' budget; what is made of them is not known."""
    check("""
    import itertools
    import tensorflow as tf
    kinds = ["k%d" % i for i in range(260)]
    choices = [a + "." + b + "." + c for a, b, c in itertools.product(kinds, kinds, kinds)]
    tf.app.flags.DEFINE_enum("kind", "k1", choices + ["none"], "what to do")
    tf.get_variable(tf.app.flags.FLAGS.kind, [len(kinds)])  # name: k1 [260]
    tf.get_variable("n%d" % len(choices), [1])  # possible: n{len(choices)}
    """)


def test_a_loop_that_makes_variables_without_end_is_left_before_they_fill_the_memory():
    """Counted by steps where it is a `for`, by passes where it is a `while`; then nobody knows how many there are."""
    resolution = resolve_files({"main.py": """
        import itertools
        import tensorflow as tf
        for i in itertools.count():
            tf.Variable(1.0)
    """})  # fmt: skip
    assert "budget of steps" in resolution.gave_up[0].reason
    assert len(resolution.events) < 20_000
    resolution = resolve_files({"main.py": """
        import tensorflow as tf
        n = 0
        while n >= 0:
            n += 1
            tf.Variable(1.0)
        tf.get_variable("after%d" % n, [1])
    """})  # fmt: skip
    assert "left after 1,000 passes" in resolution.gave_up[0].reason
    assert len(resolution.events) < 1_010
    assert [event.name for event in resolution.events if event.certain][-1] == "Variable_999"
    assert resolution.events[-1].name == "after{n + 1 + 1}"


def test_a_while_loop_of_a_thousand_passes_that_ends_is_followed():
    """Such as one that makes the layers of a deep network."""
    resolution = resolve_files({"main.py": """
        import tensorflow as tf
        depth = 0
        while depth < 999:
            depth += 1
            tf.get_variable("w%d" % depth, [1])
        tf.get_variable("last%d" % depth, [1])
    """})  # fmt: skip
    assert resolution.events[-1].name == "last999"
    assert all(event.certain for event in resolution.events)


def test_a_long_loop_that_names_something_now_and_then_may_go_on_to():
    """How often it did before it was left is not how often it does."""
    resolution = resolve_files({"main.py": """\
import tensorflow as tf
x = tf.placeholder(tf.float32, [2])
for i in range(10000000):
    total = i * 2
    if i % 1000 == 0:
        tf.add(x, x)
tf.Variable(1.0, name="add")
tf.Variable(1.0, name="other")
"""})  # fmt: skip
    assert [(event.name.split("_")[0], event.certain) for event in resolution.events if event.kind == "Variable"] == [
        ("add", False), ("other", True)
    ]  # fmt: skip


def test_a_long_loop_that_names_something_at_its_beginning_only_leaves_the_rest_known():
    check("""
    import tensorflow as tf
    x = tf.placeholder(tf.float32, [2])
    for i in range(10000000):
        if i == 0:
            tf.add(x, x)
    tf.Variable(1.0, name="add")  # name: add_1
    """)


def test_a_dict_of_many_unknown_keys_is_not_waited_for():
    """Such as the numbers of the words of a vocabulary that is read from a file."""
    check("""
    import sys
    import tensorflow as tf
    words = sorted(set(open(sys.argv[1]).read().split()))
    numbers = dict(zip(words, range(190000)))
    named = {word: number for word, number in zip(words, range(190000))}
    config = dict([("size", None), (words[0], 3), ("depth", 4)])
    tf.get_variable("n%d" % len(numbers), [len(named)])  # possible: n{len(dict)} [None]
    tf.get_variable("size", [config["size"]])  # name: size [None]
    tf.get_variable("depth", [config["depth"]])  # name: depth [4]
    """)

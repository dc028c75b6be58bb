import tensorflow as tf
def f2(scope="dense", reuse=None):
    try:
        v5 = tf.get_variable("tv5", [2, 3])
        v6 = tf.get_variable("tv6", [2, 3])
        for g, v in zip(tf.gradients(tf.random_shuffle(v5), [v5, v6]), [v5, v6]):
            tf.get_variable(v.op.name.replace("/", "_") + ("_n" if g is None else "_g"), [1])
    except Exception:
        pass
f2()

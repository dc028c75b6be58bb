import tensorflow as tf
try:
    with tf.variable_scope("w") as s1:
        with tf.variable_scope(s1, dtype=tf.float64):
            try:
                tf.get_variable("scale")
            except ValueError:
                tf.get_variable("scale", [2, 3])
            for i1 in range(3):
                x3 = tf.case([(tf.constant(True), lambda: tf.Variable(lambda: tf.zeros([3])) * 1.0)], default=lambda: tf.get_variable("v{}".format(i1), [3]) + 0.0)
except ValueError:
    def f2(i):
        return i + 1

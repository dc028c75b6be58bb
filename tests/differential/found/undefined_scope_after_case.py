import tensorflow as tf
with tf.variable_scope("a/b", dtype=tf.float16):
    def f1():
        try:
            x2 = tf.case([(tf.constant(True), lambda: tf.zeros([3]) * 1.0)], default=lambda: tf.get_variable("scale", [3]) + 0.0)
            with tf.variable_scope(s1):
                x2 = tf.case([(tf.constant(True), lambda: tf.zeros([3]) * 1.0)], default=lambda: tf.get_variable("scale", [3]) + 0.0)
        except ValueError as e:
            pass
        return tf.constant(1.0)
    def f2():
        return tf.constant(1.0)
    tf.cond(tf.constant(True), f1, f2)

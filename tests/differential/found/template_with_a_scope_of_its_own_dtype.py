import tensorflow as tf
with tf.variable_scope(tf.get_variable_scope(), dtype=tf.float64):
    def f(k):
        return tf.get_variable("b", [3])
    m = tf.make_template("net", f, create_scope_now_=True)
    m(1)
    m(1)

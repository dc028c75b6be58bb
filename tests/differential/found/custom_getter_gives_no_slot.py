import tensorflow as tf
try:
    def get1(getter, name, *args, **kwargs):
        return getter("g/" + name, **kwargs) if kwargs.get("trainable") is not False else None
    with tf.variable_scope("a", custom_getter=get1):
        v1 = tf.get_variable("zv1", [2])
        o1 = tf.train.AdagradOptimizer(0.1)
        o1.minimize(tf.reduce_sum(v1 * v1))
except (TypeError, ValueError):
    v2 = tf.get_variable("xv2")

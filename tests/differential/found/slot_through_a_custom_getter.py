import tensorflow as tf
def rename(getter, name, *args, **kwargs):
    return getter(name + "_r", *args, **kwargs)
with tf.variable_scope("b", custom_getter=rename):
    v = tf.get_variable("v", [2])
    o = tf.train.AdadeltaOptimizer()
    o.apply_gradients(o.compute_gradients(tf.reduce_sum(v * v)))

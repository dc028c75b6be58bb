import tensorflow as tf
def get1(getter, name, *args, **kwargs):
    return getter("g/" + name, **kwargs) if kwargs.get("trainable") is not False else None
with tf.variable_scope("block", custom_getter=get1):
    try:
        v3 = tf.get_variable("xv3", [2])
        tf.train.AdamOptimizer(tf.train.exponential_decay(0.1, tf.train.get_or_create_global_step(), 10, 0.9)).minimize(tf.reduce_sum(tf.square(v3)))
    except ValueError:
        def make2(next_creator, **kwargs):
            return next_creator()

import tensorflow as tf
def tried(number, use):
    try:
        use()
        tf.get_variable("fine_%d" % number, [1])
    except (TypeError, AttributeError):
        tf.get_variable("fails_%d" % number, [1])
with tf.variable_scope("a", partitioner=tf.fixed_size_partitioner(2)):
    v = tf.get_variable("v", [2, 3])
tried(1, lambda: -v)
tried(2, lambda: abs(v))
tried(3, lambda: ~v)
tried(4, lambda: v[0])
tried(5, lambda: v < 1)
tried(6, lambda: v >= v)
tried(7, lambda: tf.zeros([2, 3]) < v)
tried(8, lambda: v == 1)
tried(9, lambda: v.op)
tried(10, lambda: v.value())
tried(11, lambda: v.graph)
tried(12, lambda: v.initializer)
tried(13, lambda: v.as_tensor() + 1)
tried(14, lambda: v.assign(tf.zeros([2, 3])))
tried(15, lambda: v.assign_add(tf.zeros([2, 3]))[1])
tried(16, lambda: v.assign_sub(v))
tried(17, lambda: v.get_shape().as_list()[1])
tried(18, lambda: (v.name, v.dtype, v.shape))
tried(19, lambda: tf.negative(v))
tried(20, lambda: v.assign(tf.zeros([2, 3]), read_value=False))
if v and v in [v] and v != tf.zeros([2, 3]):
    tf.get_variable(v.name.replace("/", "_"), [len(v)])

import tensorflow as tf
[tf.get_variable(key, [2]) for key in ("v", "b56")]
{i: tf.get_variable("k%d" % i, [2]) for i in range(2)}
[tf.get_variable(key) for key in ("v", "b56")]

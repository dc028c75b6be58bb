import tensorflow as tf
v9 = tf.get_variable("tv9", [2, 3])
t8 = tf.matmul(v9, v9, transpose_b=True)[:, :1] + v9
tf.train.FtrlOptimizer(0.1).minimize(tf.losses.mean_squared_error(t8, t8))
tf.metrics.recall_at_k(tf.constant([[1], [0]], tf.int64), tf.constant([[0.1, 0.9], [0.2, 0.3]]), 1, name="Const")

import tensorflow as tf
c = tf.variable_scope(None, "d")
for _ in range(2):
    with c:
        tf.Variable(1.0)
with tf.variable_scope(None, "d"):
    tf.get_variable("w", [3])

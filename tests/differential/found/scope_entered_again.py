import tensorflow as tf
c = tf.variable_scope("b")
with c as s:
    tf.get_variable_scope().reuse_variables()
with c as s:
    with tf.name_scope(s.original_name_scope):
        tf.Variable(True)
with c:
    tf.Variable(True)
    tf.get_variable("w", [3])

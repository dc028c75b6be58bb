import tensorflow as tf
try:
    with tf.variable_scope("s t"):
        tf.train.AdamOptimizer().minimize(tf.reduce_sum(x1))
except ValueError:
    tf.metrics.mean_iou(tf.constant([1, 0]), tf.constant([1, 1]), 2, metrics_collections=["mine"])
for q1 in tf.get_collection("mine"):
    tf.Variable(tf.zeros([1]), name=q1.op.name.split("/")[-1])
try:
    def inner(units=2):
        return tf.get_variable("of_units")
except (TypeError, ValueError):
    pass

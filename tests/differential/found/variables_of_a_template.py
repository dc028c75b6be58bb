import tensorflow as tf
tf.contrib.layers.layer_norm(tf.zeros([2, 3]), scope="a/b")
def net():
    tf.get_variable("local", [1], collections=["local_variables"], trainable=False)
    tf.get_variable("fixed", [1], trainable=False)
    tf.get_variable("w", [1])
for name in ("a/",):
    template = tf.make_template(name, net)
    tf.get_variable("before%d" % len(template.variables), [1])
    template()
    tf.get_variable("all%d" % len(template.variables) + name[0], [1])
    tf.get_variable("fixed%d" % len(template.non_trainable_variables) + name[0], [1])
    tf.get_variable("weights%d" % len(template.trainable_weights) + name[0], [1])
    tf.get_variable("local%d" % len(template.local_variables) + name[0], [1])

import tensorflow as tf
def f(k):
    v = tf.Variable(1.0)
m = tf.make_template("dense", f)
m(1)
m(1)

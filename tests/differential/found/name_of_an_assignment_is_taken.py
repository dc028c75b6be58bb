import tensorflow as tf
try:
    x1 = tf.placeholder(tf.float32, name="w/Assign")
except (TypeError, ValueError):
    v1 = tf.Variable(lambda: tf.zeros([3]))
v2 = tf.get_variable("W", tf.TensorShape([3]))
class Keras1(tf.keras.Model):
    def __init__(self, **kwargs):
        super(Keras1, self).__init__(**kwargs)
        self.inner = tf.keras.layers.Dense(3)
    def call(self, inputs):
        return tf.nn.relu(self.inner(inputs))
l1 = Keras1(name="w/Assign")
l1(tf.zeros([2, 3]))

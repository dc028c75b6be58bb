import tensorflow as tf
class Model(object):
    @property
    def predict(self):
        return tf.get_variable("w", [3])
m = Model()
m.predict
m.predict

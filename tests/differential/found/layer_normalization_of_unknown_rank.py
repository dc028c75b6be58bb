import tensorflow as tf
try:
    tf.keras.Sequential([tf.keras.layers.LayerNormalization()])(tf.placeholder(tf.float32))
except ValueError:
    tf.get_variable("after", [1])

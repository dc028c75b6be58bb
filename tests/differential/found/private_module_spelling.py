import tensorflow as tf
from tensorflow.python.ops import variable_scope as vs
with vs.variable_scope("a", reuse=vs.AUTO_REUSE):
    vs.get_variable("w", [3])
    vs.get_variable("w", [3])
vs.get_variable("W")

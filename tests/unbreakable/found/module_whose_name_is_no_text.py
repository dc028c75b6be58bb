# The name of a module is asked for, as by an operator that has no meaning for it; here it is no text.
import types

import tensorflow as tf

module = types.ModuleType(tf.float32)
-module

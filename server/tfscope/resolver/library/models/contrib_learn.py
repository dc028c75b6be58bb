"""What is left in use of `tf.contrib.learn` (tensorflow/contrib/learn/python/learn/estimators/model_fn.py)."""

# models: tf.contrib.learn, tf.contrib.learn.python.learn.estimators.model_fn


class ModeKeys(object):
    TRAIN, EVAL, INFER = "train", "eval", "infer"

    @classmethod
    def validate(cls, key):
        return None

"""`tf.make_template` (tensorflow/python/ops/template.py, class Template)."""

# models: tf, tf.python.ops.template

import functools

import tensorflow as tf
from tfscope_primitives import fail


def make_template(name_, func_, create_scope_now_=False, unique_name_=None, custom_getter_=None, **kwargs):
    if kwargs:
        func_ = functools.partial(func_, **kwargs)
    return Template(name_, func_, create_scope_now=create_scope_now_, unique_name=unique_name_,
                    custom_getter=custom_getter_)


class Template(object):
    """The scope is captured at the first call, or at construction with `create_scope_now`."""

    def __init__(self, name, func, create_scope_now=False, unique_name=None, custom_getter=None):
        if name is None:
            fail("invalid-scope-arguments", "name cannot be None.")
        self._name, self._func = name, func
        self._unique_name, self._custom_getter = unique_name, custom_getter
        self._variables_created = False
        self._first_call = True
        self._variable_scope = None
        if create_scope_now:
            # The pure scope that TensorFlow opens here has a dtype of its own.
            with tf.variable_scope(unique_name or None, name, custom_getter=custom_getter, dtype=tf.float32,
                                   auxiliary_name_scope=False) as scope:
                self._variable_scope = scope

    def _call_func(self, args, kwargs):
        before = len(tf.get_collection("trainable_variables"))
        result = self._func(*args, **kwargs)
        if self._variables_created:
            trainable = tf.get_collection("trainable_variables")
            if before != len(trainable):
                fail("template-variable", "Trainable variable created when calling a template after the first time,"
                     " perhaps you used tf.Variable when you meant tf.get_variable: %s" % (trainable[before:],))
        self._variables_created = True
        return result

    def __call__(self, *args, **kwargs):
        if self._variable_scope:
            with tf.variable_scope(self._variable_scope, reuse=not self._first_call):
                self._first_call = False
                return self._call_func(args, kwargs)
        self._first_call = False
        with tf.variable_scope(self._unique_name, self._name, custom_getter=self._custom_getter) as scope:
            self._variable_scope = scope
            return self._call_func(args, kwargs)

    @property
    def name(self):
        return self._name

    @property
    def func(self):
        return self._func

    @property
    def variable_scope(self):
        return self._variable_scope

    @property
    def var_scope(self):
        return self._variable_scope

    @property
    def variable_scope_name(self):
        if self._variable_scope:
            name = self._variable_scope.name
            return name if not name or name[-1] == "/" else name + "/"

    def _collected(self, key):
        return tf.get_collection(key, self.variable_scope_name) if self._variables_created else []

    @property
    def global_variables(self):
        return self._collected("variables")

    @property
    def trainable_variables(self):
        return self._collected("trainable_variables")

    @property
    def local_variables(self):
        return self._collected("local_variables")

    @property
    def non_trainable_variables(self):
        trainable = self.trainable_variables
        return [variable for variable in self.global_variables if variable not in trainable]

    @property
    def variables(self):
        return self.global_variables + self.local_variables

    weights = variables
    trainable_weights = trainable_variables
    non_trainable_weights = non_trainable_variables

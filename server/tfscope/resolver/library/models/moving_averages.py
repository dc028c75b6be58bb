"""Moving averages (tensorflow/python/training/moving_averages.py)."""

# models: tf.train, tf.python.training.moving_averages

import tensorflow as tf
from tensorflow.python.training import slot_creator
from tfscope_primitives import dims, fail_if_caught, operation, slots, tensor


def assign_moving_average(variable, value, decay, zero_debias=True, name=None):
    with tf.name_scope(name, "AssignMovingAvg") as scope:
        if zero_debias:
            _zero_debias(variable)
        return tensor(dims(variable), variable.dtype, "AssignSub", scope, inputs=[])


def weighted_moving_average(value, decay, weight, truediv=True, collections=None, name=None):
    if collections is None:
        collections = [tf.GraphKeys.GLOBAL_VARIABLES]
    with tf.variable_scope(name, "WeightedMovingAvg", [value, weight, decay]):
        total = tf.get_variable("value_x_weight", shape=value.get_shape(), dtype=value.dtype,
                                initializer=tf.zeros_initializer(), trainable=False, collections=collections)
        amount = tf.get_variable("weight", shape=weight.get_shape(), dtype=weight.dtype,
                                 initializer=tf.zeros_initializer(), trainable=False, collections=collections)
        assign_moving_average(total, value, decay, zero_debias=False)
        assign_moving_average(amount, weight, decay, zero_debias=False)
        return tensor(dims(value), value.dtype, "truediv" if truediv else "div", inputs=[])


def _zero_debias(unbiased):
    """The helpers of a debiased average, in a scope named after the average below the current one."""
    with tf.variable_scope(unbiased.name[:-len(":0")]):
        biased = tf.get_variable(_unused("biased"), initializer=tf.zeros_initializer(), shape=unbiased.get_shape(),
                                 dtype=unbiased.dtype, trainable=False)
        tf.get_variable(_unused("local_step"), shape=[], dtype=unbiased.dtype, initializer=tf.zeros_initializer(),
                        trainable=False)
        scope = tf.get_variable_scope()
        if scope.partitioner is not None and scope.custom_getter is None and not isinstance(biased, tf.Variable):
            fail_if_caught("Shapes must be equal rank: the helper of the average is partitioned.")


def _unused(name):
    scope = tf.get_variable_scope()
    if scope.reuse:
        return name
    taken = [v.op.name for v in scope.global_variables()]
    full = scope.name + "/" + name
    if full not in taken:
        return name
    number = 1
    while full + "_" + str(number) in taken:
        number += 1
    return name + "_" + str(number)


class ExponentialMovingAverage(object):
    def __init__(self, decay, num_updates=None, zero_debias=False, name="ExponentialMovingAverage"):
        self._decay, self._num_updates, self._zero_debias = decay, num_updates, zero_debias
        self._name = name
        self._averages = {}

    @property
    def name(self):
        return self._name

    def apply(self, var_list=None):
        if var_list is None:
            var_list = tf.trainable_variables()
        debiased = []
        for var in var_list:
            if var.dtype.base_dtype not in [tf.bfloat16, tf.float16, tf.float32, tf.float64]:
                raise TypeError("The variables must be half, float, or double: %s" % var.name)
            if var not in self._averages:
                self._averages[var] = self._average_of(var, debiased)
        with tf.name_scope(self.name) as scope:
            for var in var_list:
                with slots():
                    assign_moving_average(self._averages[var], var, self._decay, self._averages[var] in debiased)
            return operation("group_deps", scope)

    def _average_of(self, var, debiased):
        if isinstance(var, tf.Variable):
            with tf.init_scope():
                average = slot_creator.create_slot(var, var.initialized_value(), self.name)
            tf.add_to_collection(tf.GraphKeys.MOVING_AVERAGE_VARIABLES, var)
            return average
        average = slot_creator.create_zeros_slot(var, self.name)
        if self._zero_debias:
            debiased.append(average)
        return average

    def average(self, var):
        return self._averages.get(var)

    def average_name(self, var):
        if var in self._averages:
            return self._averages[var].op.name
        return tf.get_default_graph().unique_name(var.op.name + "/" + self.name, mark_as_used=False)

    def variables_to_restore(self, moving_avg_variables=None):
        if moving_avg_variables is None:
            moving_avg_variables = tf.trainable_variables() + tf.moving_average_variables()
        names = {}
        for v in moving_avg_variables:
            names[self.average_name(v)] = v
        averaged = [v.name for v in moving_avg_variables]
        for v in tf.global_variables():
            if v.name not in averaged and v.op.name not in names:
                names[v.op.name] = v
        return names

"""Horovod: an optimizer around another, and collective ops that keep shapes (horovod/tensorflow/__init__.py)."""

# models: horovod.tensorflow

import tensorflow as tf
from tfscope_primitives import dims, is_unknown, operation, tensor, unknown


def init(*args, **kwargs):
    return None


shutdown = init


def _number(label):
    return lambda: unknown(label)


size, rank, local_size, local_rank = _number("size"), _number("rank"), _number("local_size"), _number("local_rank")


def mpi_threads_supported():
    return unknown("mpi_threads_supported()")


class Compression(object):
    none = fp16 = None


def _same_shape(value):
    return value if is_unknown(value) or value is None else tensor(dims(value), value.dtype)


def allreduce(tensor, average=True, *args, **kwargs):
    return _same_shape(tensor)


def broadcast(tensor, root_rank, name=None):
    return _same_shape(tensor)


def allgather(tensor, name=None):
    return unknown("allgather()")


def broadcast_global_variables(root_rank):
    return operation("group_deps")


def broadcast_variables(variables, root_rank):
    return operation("group_deps")


class BroadcastGlobalVariablesHook(tf.train.SessionRunHook):
    def __init__(self, root_rank, device=""):
        self.root_rank = root_rank


class DistributedOptimizer(tf.train.Optimizer):
    """Averages the gradients; the slots are those of the optimizer it wraps."""

    def __init__(self, optimizer, name=None, *args, **kwargs):
        self._optimizer = optimizer
        super(DistributedOptimizer, self).__init__(False, name or "Distributed{}".format(type(optimizer).__name__))

    def compute_gradients(self, *args, **kwargs):
        gradients = self._optimizer.compute_gradients(*args, **kwargs)
        if is_unknown(gradients):
            return gradients
        with tf.name_scope(self._name + "_Allreduce"):
            return [(_same_shape(gradient), variable) for gradient, variable in gradients]

    def apply_gradients(self, *args, **kwargs):
        return self._optimizer.apply_gradients(*args, **kwargs)

    def get_slot(self, *args, **kwargs):
        return self._optimizer.get_slot(*args, **kwargs)

    def get_slot_names(self, *args, **kwargs):
        return self._optimizer.get_slot_names(*args, **kwargs)

    def variables(self, *args, **kwargs):
        return self._optimizer.variables(*args, **kwargs)

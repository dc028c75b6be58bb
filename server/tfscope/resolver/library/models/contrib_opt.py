"""`tf.contrib.opt` (tensorflow/contrib/opt/python/training/*.py)."""

# models: tf.contrib.opt, tf.contrib.opt.python.training

import tensorflow as tf
from tfscope_primitives import dims, is_unknown, operation, tensor

# -- weight_decay_optimizers.py


class DecoupledWeightDecayExtension(object):
    def __init__(self, weight_decay, **kwargs):
        self._decay_var_list = None
        self._weight_decay = weight_decay
        super(DecoupledWeightDecayExtension, self).__init__(**kwargs)

    def minimize(self, loss, global_step=None, var_list=None, gate_gradients=1, aggregation_method=None,
                 colocate_gradients_with_ops=False, name=None, grad_loss=None, decay_var_list=None):
        return super(DecoupledWeightDecayExtension, self).minimize(
            loss, global_step=global_step, var_list=var_list, name=name, grad_loss=grad_loss)

    def apply_gradients(self, grads_and_vars, global_step=None, name=None, decay_var_list=None):
        return super(DecoupledWeightDecayExtension, self).apply_gradients(
            grads_and_vars, global_step=global_step, name=name)


def extend_with_decoupled_weight_decay(base_optimizer):
    class OptimizerWithDecoupledWeightDecay(DecoupledWeightDecayExtension, base_optimizer):
        def __init__(self, weight_decay, *args, **kwargs):
            base_optimizer.__init__(self, *args, **kwargs)
            self._weight_decay = weight_decay

    return OptimizerWithDecoupledWeightDecay


class MomentumWOptimizer(DecoupledWeightDecayExtension, tf.train.MomentumOptimizer):
    def __init__(self, weight_decay, learning_rate, momentum, use_locking=False, name="MomentumW", use_nesterov=False):
        super(MomentumWOptimizer, self).__init__(weight_decay, learning_rate=learning_rate, momentum=momentum,
                                                 name=name, use_nesterov=use_nesterov)


class AdamWOptimizer(DecoupledWeightDecayExtension, tf.train.AdamOptimizer):
    def __init__(self, weight_decay, learning_rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8, use_locking=False,
                 name="AdamW"):
        super(AdamWOptimizer, self).__init__(weight_decay, learning_rate=learning_rate, beta1=beta1, beta2=beta2,
                                             epsilon=epsilon, name=name)


# -- kinds of Adam


class LazyAdamOptimizer(tf.train.AdamOptimizer):
    pass


class NadamOptimizer(tf.train.AdamOptimizer):
    pass


class AdaMaxOptimizer(tf.train.AdamOptimizer):
    def __init__(self, learning_rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8, use_locking=False, name="AdaMax"):
        super(AdaMaxOptimizer, self).__init__(learning_rate, beta1, beta2, epsilon, use_locking, name)

    def _create_slots(self, var_list):
        self._create_non_slot_variable(self._beta1, "beta1_power", var_list[0])
        for v in var_list:
            self._zeros_slot(v, "m", self._name)
            self._zeros_slot(v, "v", self._name)


class AdamGSOptimizer(tf.train.Optimizer):
    """The powers of beta come from the global step: no non-slot variables."""

    def __init__(self, global_step=0, learning_rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8, use_locking=False,
                 name="Adam"):
        super(AdamGSOptimizer, self).__init__(use_locking, name)
        self._lr = learning_rate

    def _create_slots(self, var_list):
        for v in var_list:
            self._zeros_slot(v, "m", self._name)
            self._zeros_slot(v, "v", self._name)


class LazyAdamGSOptimizer(AdamGSOptimizer):
    pass


# -- one momentum per variable


class _OneSlot(tf.train.Optimizer):
    _slot = "m"

    def _create_slots(self, var_list):
        for v in var_list:
            self._zeros_slot(v, self._slot, self._name)


class LARSOptimizer(_OneSlot):
    _slot = "momentum"

    def __init__(self, learning_rate, momentum=0.9, weight_decay=0.0001, eeta=0.001, epsilon=0.0,
                 name="LARSOptimizer", skip_list=None, use_nesterov=False):
        super(LARSOptimizer, self).__init__(False, name)
        self._learning_rate = learning_rate


class PowerSignOptimizer(_OneSlot):
    def __init__(self, learning_rate=0.1, base=2.718281828459045, beta=0.9, sign_decay_fn=None, use_locking=False,
                 name="PowerSignOptimizer"):
        super(PowerSignOptimizer, self).__init__(use_locking, name)
        self._lr = learning_rate


class AddSignOptimizer(_OneSlot):
    def __init__(self, learning_rate=0.1, alpha=1.0, beta=0.9, sign_decay_fn=None, use_locking=False,
                 name="AddSignOptimizer"):
        super(AddSignOptimizer, self).__init__(use_locking, name)
        self._lr = learning_rate


class RegAdagradOptimizer(tf.train.AdagradOptimizer):
    def __init__(self, learning_rate, initial_accumulator_value=0.1, use_locking=False, name="RegAdagrad"):
        super(RegAdagradOptimizer, self).__init__(learning_rate, initial_accumulator_value, use_locking, name)


class ShampooOptimizer(tf.train.Optimizer):
    """shampoo.py: a statistic per dimension, a diagonal one where the dimension is too large for a matrix."""

    def __init__(self, global_step=0, max_matrix_size=768, gbar_decay=0.0, gbar_weight=1.0, mat_gbar_decay=1.0,
                 mat_gbar_weight=1.0, learning_rate=1.0, svd_interval=1, precond_update_interval=1, epsilon=1e-4,
                 alpha=0.5, use_iterative_root=False, use_locking=False, name="Shampoo"):
        super(ShampooOptimizer, self).__init__(use_locking, name)
        self._max_matrix_size, self._gbar_decay, self._svd_interval = max_matrix_size, gbar_decay, svd_interval

    def _create_slots(self, var_list):
        for v in var_list:
            self._zeros_slot(v, "gbar", self._name)
            for number, size in enumerate(dims(v)):
                is_matrix = size <= self._max_matrix_size
                start = tensor((size, size) if is_matrix else (size,), v.dtype, inputs=[])
                self._get_or_make_slot(v, start, "Gbar_%d" % number, self._name)
                if is_matrix and self._svd_interval != 1:
                    self._get_or_make_slot(v, start, "H_%d" % number, self._name)


# -- wrappers


class _Wrapper(tf.train.Optimizer):
    """Passes on what it does not do itself."""

    def compute_gradients(self, *args, **kwargs):
        return self._opt.compute_gradients(*args, **kwargs)

    def get_slot(self, *args, **kwargs):
        return self._opt.get_slot(*args, **kwargs)

    def get_slot_names(self, *args, **kwargs):
        return self._opt.get_slot_names(*args, **kwargs)


class MovingAverageOptimizer(_Wrapper):
    def __init__(self, opt, average_decay=0.9999, num_updates=None, sequential_update=True):
        self._opt = self._optimizer = opt
        self._ema = tf.train.ExponentialMovingAverage(average_decay, num_updates=num_updates)

    def apply_gradients(self, grads_and_vars, global_step=None, name=None):
        grads_and_vars = list(grads_and_vars)
        self._opt.apply_gradients(grads_and_vars, global_step=global_step, name=name)
        self._ema.apply([v for g, v in grads_and_vars if is_unknown(g) or g is not None])
        return operation("group_deps", "train_with_avg")

    def swapping_saver(self, var_list=None, name="swapping_saver", **kwargs):
        return tf.train.Saver(var_list, name=name)


class VariableClippingOptimizer(_Wrapper):
    def __init__(self, opt, vars_to_clip_dims, max_norm, use_locking=False, colocate_clip_ops_with_vars=False,
                 name="VariableClipping"):
        super(VariableClippingOptimizer, self).__init__(use_locking, name)
        self._opt = opt

    def apply_gradients(self, grads_and_vars, global_step=None, name=None):
        with tf.name_scope(name, self._name) as scope:
            self._opt.apply_gradients(grads_and_vars, global_step=global_step)
            return operation("group_deps", scope)


class MultitaskOptimizerWrapper(object):
    def __init__(self, opt):
        self._opt = opt

    def __getattr__(self, name):
        return getattr(self._opt, name)


def clip_gradients_by_global_norm(gradients_variables, clip_norm=20.0):
    gradients, variables = zip(*gradients_variables)
    norm = tf.global_norm(gradients)
    gradients, _ = tf.clip_by_global_norm(gradients, clip_norm, use_norm=norm)
    return list(zip(gradients, variables)), norm


class ExternalOptimizerInterface(object):
    """external_optimizer.py: takes the gradients, makes no slots."""

    def __init__(self, loss, var_list=None, equalities=None, inequalities=None, var_to_bounds=None, **optimizer_kwargs):
        self._vars = tf.trainable_variables() if var_list is None else list(var_list)
        for var in self._vars:
            tf.placeholder(var.dtype)
        tf.gradients(loss, self._vars)

    def minimize(self, session=None, *args, **kwargs):
        return None


ScipyOptimizerInterface = ExternalOptimizerInterface

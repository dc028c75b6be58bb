"""Optimizers: their slots and non-slot variables (tensorflow/python/training/optimizer.py, slot_creator.py, ...).

What an optimizer computes is left out: the update ops lie in a name scope of their own, which programs do not look
into. A program's own optimizer gets its `_prepare`, `_apply_dense` and `_finish` called, for what they may create.
"""

# models: tf.train, tf.python.training.optimizer, tf.python.training.slot_creator

import tensorflow as tf
from tfscope_primitives import dims, fail_if_caught, is_unknown, operation, slots, tensor, unknown

# -- slot_creator.py


def _create_slot_var(primary, val, shape, dtype, name):
    """The variable is named "" in a scope named from the root of the current one: its key ends with a slash."""
    with slots(), tf.variable_scope(None, primary.op.name + "/" + name):
        tf.get_variable_scope().set_partitioner(None)
        return tf.get_variable("", initializer=val, trainable=False, shape=shape, dtype=dtype)


def create_slot(primary, val, name, colocate_with_primary=True):
    return _create_slot_var(primary, val, None, None, name)


def create_slot_with_initializer(primary, initializer, shape, dtype, name, colocate_with_primary=True):
    return _create_slot_var(primary, initializer, shape if callable(initializer) else None, dtype, name)


def create_zeros_slot(primary, name, dtype=None, colocate_with_primary=True):
    if dtype is None:
        dtype = primary.dtype
    shape = primary.get_shape()
    if _may_be_defined(shape):
        return create_slot_with_initializer(primary, tf.zeros_initializer(), shape, dtype, name)
    return create_slot(primary, tensor(dims(primary), dtype), name)


def _may_be_defined(shape):
    """Whether TensorFlow knows every dimension; a dimension that only the analysis does not know counts as known."""
    defined = shape.is_fully_defined()
    return is_unknown(defined) or defined


def _flat(structure):
    if isinstance(structure, dict):
        structure = [structure[key] for key in sorted(structure)]
    if not isinstance(structure, (list, tuple)):
        return [structure]
    flat = []
    for item in structure:
        flat.extend(_flat(item) if isinstance(item, (list, tuple, dict)) else [item])
    return flat


class Optimizer(object):
    GATE_NONE = 0
    GATE_OP = 1
    GATE_GRAPH = 2

    def __init__(self, use_locking, name):
        self._use_locking = use_locking
        self._name = name
        self._slots = {}
        self._non_slot_dict = {}
        self._deferred_slot_restorations = {}

    def get_name(self):
        return self._name

    def minimize(self, loss, global_step=None, var_list=None, gate_gradients=GATE_OP, aggregation_method=None,
                 colocate_gradients_with_ops=False, name=None, grad_loss=None):
        grads_and_vars = self.compute_gradients(
            loss, var_list=var_list, gate_gradients=gate_gradients, aggregation_method=aggregation_method,
            colocate_gradients_with_ops=colocate_gradients_with_ops, grad_loss=grad_loss)
        return self.apply_gradients(grads_and_vars, global_step=global_step, name=name)

    def compute_gradients(self, loss, var_list=None, gate_gradients=GATE_OP, aggregation_method=None,
                          colocate_gradients_with_ops=False, grad_loss=None):
        if callable(loss):
            loss = loss()
        if var_list is None:
            var_list = tf.trainable_variables() + tf.get_collection(tf.GraphKeys.TRAINABLE_RESOURCE_VARIABLES)
        elif not is_unknown(var_list):
            var_list = _flat(var_list)
        if is_unknown(var_list):
            return unknown("compute_gradients()")
        if not var_list:
            fail_if_caught("No variables to optimize.")
        return list(zip(tf.gradients(loss, var_list, grad_ys=grad_loss), var_list))

    def apply_gradients(self, grads_and_vars, global_step=None, name=None):
        pairs = _pairs(grads_and_vars)
        var_list = [v for g, v in pairs if not is_unknown(g) and g is not None]
        if all(not is_unknown(g) and g is None for g, v in pairs):
            fail_if_caught("No gradients provided for any variable")
        with tf.init_scope():
            if var_list:
                self._create_slots(var_list)
            possible = [v for g, v in pairs if is_unknown(g)]
            if possible and unknown("gradient"):
                self._create_slots(possible)
        self._check_slots()
        with tf.name_scope(name, self._name) as scope:
            self._prepare()
            update_ops = self._update_ops(pairs)
            if global_step is None:
                train_op = self._finish(update_ops, scope)
            else:
                self._finish(update_ops, "update")
                train_op = operation("AssignAdd", scope)
        tf.add_to_collection(tf.GraphKeys.TRAIN_OP, train_op)
        return train_op

    def _check_slots(self):
        """A custom getter may have given tensors, which ops cannot change, or nothing."""
        for named in self._slots.values():
            for slot in named.values():
                if slot is None:
                    fail_if_caught("Tried to convert the slot to a tensor and failed. Error: None values not supported.")
                if isinstance(slot, tf.Tensor) and not isinstance(slot, tf.Variable):
                    fail_if_caught("the op requires a mutable tensor", TypeError)

    def _update_ops(self, pairs):
        """Only an optimizer of the program's own can do anything here that names depend on."""
        if type(self)._apply_dense is Optimizer._apply_dense:
            return []
        updates = []
        for g, v in pairs:
            if is_unknown(g) or g is not None:
                with tf.name_scope("update_" + v.op.name):
                    updates.append(self._apply_dense(g, v))
        return updates

    def get_slot(self, var, name):
        return self._slots.get((name, var.graph), {}).get(var.op.name)

    def get_slot_names(self):
        return sorted({name for name, _ in self._slots})

    def variables(self):
        found = list(self._non_slot_dict.values())
        for named in self._slots.values():
            found.extend(named.values())
        graph = tf.get_default_graph()
        return sorted([v for v in found if v.graph is graph], key=lambda v: v.name)

    def get_config(self):
        return {"name": self._name}

    def _create_non_slot_variable(self, initial_value, name, colocate_with):
        key = (name, colocate_with.graph)
        if key not in self._non_slot_dict:
            with slots():
                self._non_slot_dict[key] = tf.Variable(initial_value, name=name, trainable=False)
        return self._non_slot_dict[key]

    def _get_non_slot_variable(self, name, graph=None):
        return self._non_slot_dict.get((name, graph))

    def _non_slot_variables(self):
        return self._non_slot_dict.values()

    def _create_slots(self, var_list):
        pass

    def _prepare(self):
        pass

    def _apply_dense(self, grad, var):
        return None

    _apply_sparse = _resource_apply_dense = _apply_dense

    def _resource_apply_sparse(self, grad, handle, indices):
        return None

    def _finish(self, update_ops, name_scope):
        return operation("group_deps", name_scope)

    def _slot_dict(self, var, slot_name):
        # One for each graph, so that its keys are plain strings.
        return self._slots.setdefault((slot_name, var.graph), {})

    def _get_or_make_slot(self, var, val, slot_name, op_name):
        named = self._slot_dict(var, slot_name)
        key = var.op.name
        if key not in named:
            named[key] = create_slot(var, val, op_name)
        return named[key]

    def _get_or_make_slot_with_initializer(self, var, initializer, shape, dtype, slot_name, op_name):
        named = self._slot_dict(var, slot_name)
        key = var.op.name
        if key not in named:
            named[key] = create_slot_with_initializer(var, initializer, shape, dtype, op_name)
        return named[key]

    def _zeros_slot(self, var, slot_name, op_name):
        named = self._slot_dict(var, slot_name)
        key = var.op.name
        if key not in named:
            named[key] = create_zeros_slot(var, op_name)
        return named[key]

    def _constant_slot(self, var, slot_name, op_name):
        """A slot that starts with a constant (the accumulators of Adagrad and its relatives)."""
        return self._get_or_make_slot(var, tensor(dims(var), var.dtype, "Const"), slot_name, op_name)

    def _call_if_callable(self, param):
        return param() if callable(param) else param

    def _valid_dtypes(self):
        return set([tf.float16, tf.bfloat16, tf.float32, tf.float64])

    def _assert_valid_dtypes(self, tensors):
        pass


def _pairs(grads_and_vars):
    """The pairs of a gradient and a variable, as far as the variable is known."""
    pairs = unknown("pairs") if is_unknown(grads_and_vars) else list(grads_and_vars)
    if is_unknown(pairs):
        return []
    return [pair for pair in pairs if not is_unknown(pair) and not is_unknown(pair[1])]


class GradientDescentOptimizer(Optimizer):
    def __init__(self, learning_rate, use_locking=False, name="GradientDescent"):
        super(GradientDescentOptimizer, self).__init__(use_locking, name)
        self._learning_rate = learning_rate


class ProximalGradientDescentOptimizer(Optimizer):
    def __init__(self, learning_rate, l1_regularization_strength=0.0, l2_regularization_strength=0.0,
                 use_locking=False, name="ProximalGradientDescent"):
        super(ProximalGradientDescentOptimizer, self).__init__(use_locking, name)
        self._learning_rate = learning_rate


class AdamOptimizer(Optimizer):
    def __init__(self, learning_rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8, use_locking=False, name="Adam"):
        super(AdamOptimizer, self).__init__(use_locking, name)
        self._lr, self._beta1, self._beta2, self._epsilon = learning_rate, beta1, beta2, epsilon
        self._lr_t = self._beta1_t = self._beta2_t = self._epsilon_t = None

    def _get_beta_accumulators(self):
        graph = tf.get_default_graph()
        return (self._get_non_slot_variable("beta1_power", graph=graph),
                self._get_non_slot_variable("beta2_power", graph=graph))

    def _create_slots(self, var_list):
        self._create_non_slot_variable(self._beta1, "beta1_power", var_list[0])
        self._create_non_slot_variable(self._beta2, "beta2_power", var_list[0])
        for v in var_list:
            self._zeros_slot(v, "m", self._name)
            self._zeros_slot(v, "v", self._name)

    def _prepare(self):
        self._lr_t = tensor((), tf.float32, "learning_rate")
        self._beta1_t = tensor((), tf.float32, "beta1")
        self._beta2_t = tensor((), tf.float32, "beta2")
        self._epsilon_t = tensor((), tf.float32, "epsilon")


class MomentumOptimizer(Optimizer):
    def __init__(self, learning_rate, momentum, use_locking=False, name="Momentum", use_nesterov=False):
        super(MomentumOptimizer, self).__init__(use_locking, name)
        self._learning_rate, self._momentum, self._use_nesterov = learning_rate, momentum, use_nesterov

    def _create_slots(self, var_list):
        for v in var_list:
            self._zeros_slot(v, "momentum", self._name)

    def _prepare(self):
        self._learning_rate_tensor = tensor((), tf.float32, "learning_rate")
        self._momentum_tensor = tensor((), tf.float32, "momentum")


class RMSPropOptimizer(Optimizer):
    def __init__(self, learning_rate, decay=0.9, momentum=0.0, epsilon=1e-10, use_locking=False, centered=False,
                 name="RMSProp"):
        super(RMSPropOptimizer, self).__init__(use_locking, name)
        self._learning_rate, self._decay, self._momentum = learning_rate, decay, momentum
        self._epsilon, self._centered = epsilon, centered

    def _create_slots(self, var_list):
        for v in var_list:
            shape = v.get_shape()
            start = tf.ones_initializer(dtype=v.dtype) if _may_be_defined(shape) else tensor(dims(v), v.dtype)
            self._get_or_make_slot_with_initializer(v, start, shape, v.dtype, "rms", self._name)
            if self._centered:
                self._zeros_slot(v, "mg", self._name)
            self._zeros_slot(v, "momentum", self._name)


class AdagradOptimizer(Optimizer):
    def __init__(self, learning_rate, initial_accumulator_value=0.1, use_locking=False, name="Adagrad"):
        super(AdagradOptimizer, self).__init__(use_locking, name)
        self._learning_rate, self._initial_accumulator_value = learning_rate, initial_accumulator_value

    def _create_slots(self, var_list):
        for v in var_list:
            self._get_or_make_slot_with_initializer(
                v, tf.constant_initializer(self._initial_accumulator_value, dtype=v.dtype), v.get_shape(), v.dtype,
                "accumulator", self._name)


class AdagradDAOptimizer(Optimizer):
    def __init__(self, learning_rate, global_step, initial_gradient_squared_accumulator_value=0.1,
                 l1_regularization_strength=0.0, l2_regularization_strength=0.0, use_locking=False, name="AdagradDA"):
        super(AdagradDAOptimizer, self).__init__(use_locking, name)
        self._learning_rate, self._global_step = learning_rate, global_step

    def _create_slots(self, var_list):
        for v in var_list:
            self._constant_slot(v, "gradient_accumulator", self._name)
            self._constant_slot(v, "gradient_squared_accumulator", self._name)


class AdadeltaOptimizer(Optimizer):
    def __init__(self, learning_rate=0.001, rho=0.95, epsilon=1e-8, use_locking=False, name="Adadelta"):
        super(AdadeltaOptimizer, self).__init__(use_locking, name)
        self._lr, self._rho, self._epsilon = learning_rate, rho, epsilon

    def _create_slots(self, var_list):
        for v in var_list:
            self._zeros_slot(v, "accum", self._name)
            self._zeros_slot(v, "accum_update", self._name)


class FtrlOptimizer(Optimizer):
    def __init__(self, learning_rate, learning_rate_power=-0.5, initial_accumulator_value=0.1,
                 l1_regularization_strength=0.0, l2_regularization_strength=0.0, use_locking=False, name="Ftrl",
                 accum_name=None, linear_name=None, l2_shrinkage_regularization_strength=0.0):
        super(FtrlOptimizer, self).__init__(use_locking, name)
        self._learning_rate, self._accum_name, self._linear_name = learning_rate, accum_name, linear_name

    def _create_slots(self, var_list):
        for v in var_list:
            self._constant_slot(v, "accum", self._accum_name or self._name)
            self._zeros_slot(v, "linear", self._linear_name or self._name)


class ProximalAdagradOptimizer(Optimizer):
    def __init__(self, learning_rate, initial_accumulator_value=0.1, l1_regularization_strength=0.0,
                 l2_regularization_strength=0.0, use_locking=False, name="ProximalAdagrad"):
        super(ProximalAdagradOptimizer, self).__init__(use_locking, name)
        self._learning_rate = learning_rate

    def _create_slots(self, var_list):
        for v in var_list:
            self._constant_slot(v, "accumulator", self._name)


class SyncReplicasOptimizer(Optimizer):
    """sync_replicas_optimizer.py: a local step beside the slots of the optimizer it wraps."""

    def __init__(self, opt, replicas_to_aggregate, total_num_replicas=None, variable_averages=None,
                 variables_to_average=None, use_locking=False, name="sync_replicas"):
        super(SyncReplicasOptimizer, self).__init__(use_locking, name)
        self._opt = opt
        self._variable_averages, self._variables_to_average = variable_averages, variables_to_average
        self._sync_token_queue = None

    def compute_gradients(self, *args, **kwargs):
        return self._opt.compute_gradients(*args, **kwargs)

    def apply_gradients(self, grads_and_vars, global_step=None, name=None):
        """The wrapped optimizer works in the root name scope."""
        self._global_step = global_step
        self._local_step = tf.Variable(0, trainable=False, collections=[tf.GraphKeys.LOCAL_VARIABLES],
                                       dtype=getattr(global_step, "dtype", tf.int64), name="sync_rep_local_step")
        self.local_step_init_op = operation("Assign")
        self.ready_for_local_init_op = tensor((None,), tf.string, "report_uninitialized_variables", inputs=[])
        with tf.name_scope(None, self._name):
            with tf.name_scope(""):
                self._opt.apply_gradients(grads_and_vars, global_step)
                self._sync_token_queue = operation("sync_token_q")
                operation("dummy_queue")
                train_op = operation("Assign")
                if self._variable_averages is not None:
                    self._variable_averages.apply(self._variables_to_average)
            self.chief_init_op = operation("group_deps")
        return train_op

    def get_chief_queue_runner(self):
        return unknown("queue_runner")

    def get_init_tokens_op(self, num_tokens=-1):
        return operation("init_tokens")

    def get_slot(self, *args, **kwargs):
        return self._opt.get_slot(*args, **kwargs)

    def get_slot_names(self, *args, **kwargs):
        return self._opt.get_slot_names(*args, **kwargs)

    def variables(self):
        return self._opt.variables()

    def make_session_run_hook(self, is_chief, num_tokens=-1):
        return tf.train.SessionRunHook()

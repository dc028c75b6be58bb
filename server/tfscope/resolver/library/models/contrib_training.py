"""`tf.contrib.training` (tensorflow/contrib/training/python/training/hparam.py, training.py, bucket_ops.py, ...)."""

# models: tf.contrib.training, tf.contrib.training.python.training.hparam

import json

import tensorflow as tf
from tensorflow.python.training import input as input_library
from tfscope_primitives import dims, is_known_text, is_unknown, tensor, unknown

# -- hyperparameters


def _cast(name, param_type, value):
    """hparam.py, _cast_to_type_if_compatible."""
    if is_unknown(value) or is_unknown(param_type) or type(value) == param_type or param_type is type(None):
        return value
    is_text, is_number = isinstance(value, (str, bytes)), isinstance(value, (int, float))
    compatible = ((param_type is bool) == isinstance(value, bool)
                  and (param_type is not str or is_text)
                  and (param_type is not int or isinstance(value, int))
                  and (param_type not in (int, float) or is_number))
    if not compatible:
        raise ValueError("Could not cast hparam '%s' of type '%s' from value %r" % (name, param_type, value))
    return param_type(value)


def _parsed(text, param_type):
    if param_type == bool:
        return text in ("true", "True") if text in ("true", "True", "false", "False") else bool(int(text))
    return text if is_unknown(param_type) else param_type(text)


def _assignments(values):
    """The parts `name=value`, `name[index]=value` and `name=[value,value]` of a text, in order."""
    parts, depth, current = [], 0, ""
    for character in values:
        if character == "," and not depth:
            parts.append(current)
            current = ""
            continue
        depth += {"[": 1, "]": -1}.get(character, 0)
        current += character
    parts.append(current)
    return [part.strip() for part in parts if part.strip()]


def parse_values(values, type_map, ignore_unknown=False):
    """The overrides that a text such as `a=1,b=[2,3],c[1]=x` stands for."""
    results = {}
    for part in _assignments(values):
        name, sign, value = part.partition("=")
        if not sign:
            raise ValueError("Malformed hyperparameter value: %s" % part)
        name, value = name.strip(), value.strip()
        index = None
        if name.endswith("]"):
            name, _, index = name[:-1].partition("[")
        if name not in type_map:
            if ignore_unknown:
                continue
            raise ValueError("Unknown hyperparameter type for %s" % name)
        param_type = type_map[name]
        if value.startswith("["):
            results[name] = [_parsed(item, param_type) for item in value[1:-1].replace(",", " ").split()]
        elif index is not None:
            results.setdefault(name, {})[int(index)] = _parsed(value, param_type)
        else:
            results[name] = _parsed(value, param_type)
    return results


class HParams(object):
    """Overrides whose text is not known are left out: what is shown is what the defaults give."""

    def __init__(self, hparam_def=None, model_structure=None, **kwargs):
        self._hparam_types = {}
        self._model_structure = model_structure
        for name, value in kwargs.items():
            self.add_hparam(name, value)

    def add_hparam(self, name, value):
        if getattr(self, name, None) is not None:
            raise ValueError("Hyperparameter name is reserved: %s" % name)
        if isinstance(value, (list, tuple)):
            self._hparam_types[name] = (type(value[0]) if value else unknown("type"), True)
        else:
            self._hparam_types[name] = (type(value), False)
        setattr(self, name, value)

    def set_hparam(self, name, value):
        param_type, is_list = self._hparam_types[name]
        if isinstance(value, list):
            if not is_list:
                raise ValueError("Must not pass a list for single-valued parameter: %s" % name)
            value = [_cast(name, param_type, item) for item in value]
        elif not is_unknown(value):
            if is_list:
                raise ValueError("Must pass a list for multi-valued parameter: %s." % name)
            value = _cast(name, param_type, value)
        setattr(self, name, value)

    def del_hparam(self, name):
        if hasattr(self, name):
            delattr(self, name)
            del self._hparam_types[name]

    def parse(self, values):
        if not is_known_text(values):
            return self
        types = {name: kind for name, (kind, _) in self._hparam_types.items()}
        return self.override_from_dict(parse_values(values, types))

    def override_from_dict(self, values_dict):
        if not is_unknown(values_dict):
            for name, value in values_dict.items():
                self.set_hparam(name, value)
        return self

    set_from_map = override_from_dict

    def parse_json(self, values_json):
        return self.override_from_dict(json.loads(values_json)) if is_known_text(values_json) else self

    def set_model_structure(self, model_structure):
        self._model_structure = model_structure

    def get_model_structure(self):
        return self._model_structure

    def to_json(self, indent=None, separators=None, sort_keys=False):
        return json.dumps(self.values(), indent=indent, separators=separators, sort_keys=sort_keys)

    def values(self):
        return {name: getattr(self, name) for name in self._hparam_types}

    def get(self, key, default=None):
        return getattr(self, key) if key in self._hparam_types else default

    def __contains__(self, key):
        return key in self._hparam_types

    def __str__(self):
        values = self.values()
        return ",".join("{}={}".format(key, values[key]) for key in values)


# -- training


def create_train_op(total_loss, optimizer, global_step=0, update_ops=None, variables_to_train=None,
                    transform_grads_fn=None, summarize_gradients=False, gate_gradients=1, aggregation_method=None,
                    colocate_gradients_with_ops=False, check_numerics=True):
    """training.py, create_train_op: 0 stands for the graph's own global step."""
    if global_step is not None and not is_unknown(global_step) and isinstance(global_step, int):
        global_step = tf.train.get_or_create_global_step()
    if variables_to_train is None:
        variables_to_train = tf.trainable_variables()
    grads = optimizer.compute_gradients(total_loss, variables_to_train)
    if transform_grads_fn:
        grads = transform_grads_fn(grads)
    optimizer.apply_gradients(grads, global_step=global_step)
    with tf.name_scope("train_op"):
        train_op = tensor(dims(total_loss), total_loss.dtype, "control_dependency", inputs=[total_loss])
    tf.add_to_collection(tf.GraphKeys.TRAIN_OP, train_op)
    return train_op


def clip_gradient_norms(gradients_to_variables, max_norm):
    return [(grad if grad is None else tf.clip_by_norm(grad, max_norm), var) for grad, var in gradients_to_variables]


def clip_gradient_norms_fn(max_norm):
    return lambda gradients_to_variables: clip_gradient_norms(gradients_to_variables, max_norm)


def multiply_gradients(grads_and_vars, gradient_multipliers):
    return [(grad, var) for grad, var in grads_and_vars]


def add_gradients_summaries(grads_and_vars):
    return []


def train(train_op, logdir, *args, **kwargs):
    return None


def get_or_create_eval_step():
    return tf.get_variable("eval_step", shape=[], dtype=tf.int64, initializer=tf.zeros_initializer(), trainable=False,
                           collections=[tf.GraphKeys.LOCAL_VARIABLES, tf.GraphKeys.EVAL_STEP])


def evaluate_once(checkpoint_path, *args, **kwargs):
    return unknown("evaluate_once()")


def evaluate_repeatedly(checkpoint_dir, *args, **kwargs):
    return unknown("evaluate_repeatedly()")


def wait_for_new_checkpoint(checkpoint_dir, *args, **kwargs):
    return unknown("checkpoint")


def checkpoints_iterator(checkpoint_dir, *args, **kwargs):
    return [unknown("checkpoint")]


class StopAfterNEvalsHook(object):
    def __init__(self, *args, **kwargs):
        pass


SummaryAtEndHook = StopAfterNEvalsHook


# -- placement, only a device


class RandomStrategy(object):
    def __init__(self, *args, **kwargs):
        pass

    def __call__(self, op):
        return 0


GreedyLoadBalancingStrategy = RandomStrategy


def byte_size_load_fn(op):
    return 1


# -- bucketing: the shapes of tf.train.batch


def bucket(tensors, which_bucket, batch_size, num_buckets, num_threads=1, capacity=32, bucket_capacities=None,
           shapes=None, dynamic_pad=False, allow_smaller_final_batch=False, keep_input=True, shared_name=None,
           name=None):
    with tf.name_scope(name, "bucket"):
        size = None if allow_smaller_final_batch or isinstance(batch_size, (list, tuple)) else batch_size
        return (tensor((), tf.int32, inputs=[]),
                input_library.batched(tensors, size, shapes, dynamic_pad, False))


def bucket_by_sequence_length(input_length, tensors, batch_size, bucket_boundaries, num_threads=1, capacity=32,
                              bucket_capacities=None, shapes=None, dynamic_pad=False,
                              allow_smaller_final_batch=False, keep_input=True, shared_name=None, name=None):
    with tf.name_scope(name, "bucket_by_sequence_length"):
        size = None if allow_smaller_final_batch or isinstance(batch_size, (list, tuple)) else batch_size
        return (tensor((size,), tf.int32, inputs=[]),
                input_library.batched(tensors, size, shapes, dynamic_pad, False))

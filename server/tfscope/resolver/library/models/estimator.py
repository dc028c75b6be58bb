"""Estimators: `model_fn` is called in a graph of its own for training, evaluation and prediction
(tensorflow_estimator/python/estimator/estimator.py, run_config.py, training.py, tpu/tpu_estimator.py)."""

# models: tf.estimator, tf.contrib.tpu, tf.estimator.tpu

import collections
import inspect

import tensorflow as tf
from tfscope_primitives import computed, is_unknown, operation, unknown


class ModeKeys(object):
    TRAIN = "train"
    EVAL = "eval"
    PREDICT = "infer"


class EstimatorSpec(collections.namedtuple("EstimatorSpec", [
        "mode", "predictions", "loss", "train_op", "eval_metric_ops", "export_outputs", "training_chief_hooks",
        "training_hooks", "scaffold", "evaluation_hooks", "prediction_hooks"])):
    def __new__(cls, mode, predictions=None, loss=None, train_op=None, eval_metric_ops=None, export_outputs=None,
                training_chief_hooks=None, training_hooks=None, scaffold=None, evaluation_hooks=None,
                prediction_hooks=None):
        return super(EstimatorSpec, cls).__new__(
            cls, mode, predictions, loss, train_op, eval_metric_ops, export_outputs, training_chief_hooks,
            training_hooks, scaffold, evaluation_hooks, prediction_hooks)


class RunConfig(object):
    """Every setting is an attribute."""

    def __init__(self, model_dir=None, tf_random_seed=None, save_summary_steps=100, save_checkpoints_steps=None,
                 save_checkpoints_secs=None, session_config=None, keep_checkpoint_max=5,
                 keep_checkpoint_every_n_hours=10000, log_step_count_steps=100, train_distribute=None,
                 device_fn=None, protocol=None, eval_distribute=None, tpu_config=None, **kwargs):
        self.model_dir, self.tf_random_seed, self.session_config = model_dir, tf_random_seed, session_config
        self.save_summary_steps, self.save_checkpoints_steps = save_summary_steps, save_checkpoints_steps
        self.save_checkpoints_secs, self.keep_checkpoint_max = save_checkpoints_secs, keep_checkpoint_max
        self.keep_checkpoint_every_n_hours = keep_checkpoint_every_n_hours
        self.log_step_count_steps, self.train_distribute = log_step_count_steps, train_distribute
        self.eval_distribute, self.tpu_config = eval_distribute, tpu_config or TPUConfig()
        self.is_chief, self.task_type, self.task_id, self.num_worker_replicas, self.num_ps_replicas = (
            True, "worker", 0, 1, 0)
        self.master = self.evaluation_master = ""
        self.cluster = self.cluster_spec = kwargs.get("cluster")
        self.__dict__.update(kwargs)

    def replace(self, **kwargs):
        copy = RunConfig()
        copy.__dict__.update(self.__dict__)
        copy.__dict__.update(kwargs)
        return copy


class TrainSpec(object):
    def __init__(self, input_fn, max_steps=None, hooks=None, saving_listeners=None):
        self.input_fn, self.max_steps, self.hooks = input_fn, max_steps, hooks


class EvalSpec(object):
    def __init__(self, input_fn, steps=100, name=None, hooks=None, exporters=None, start_delay_secs=120,
                 throttle_secs=600):
        self.input_fn, self.steps, self.name, self.hooks, self.exporters = input_fn, steps, name, hooks, exporters


class WarmStartSettings(object):
    def __init__(self, *args, **kwargs):
        self.args = args


class Exporter(object):
    def __init__(self, *args, **kwargs):
        self.args = args


BestExporter = FinalExporter = LatestExporter = Exporter


# An estimator builds a graph whenever it is asked for something; after so many there is nothing new in another.
_MOST_GRAPHS = 4


def _argument_names(function):
    """The names of what a function of the program takes; unknown for one that is not known."""
    spec = inspect.getfullargspec(function)
    return spec if is_unknown(spec) else list(spec.args) + list(spec.kwonlyargs)


def _takes(names, name):
    return is_unknown(names) or name in names


def _accepted(function, optional):
    """Of the optional arguments those that `function` takes."""
    names = _argument_names(function)
    return {name: optional[name] for name in optional if _takes(names, name)}


class Estimator(object):
    def __init__(self, model_fn, model_dir=None, config=None, params=None, warm_start_from=None):
        self._model_fn = model_fn
        self._config = config if config is not None else RunConfig(model_dir)
        self._model_dir = model_dir
        self._params = dict(params) if isinstance(params, dict) else ({} if params is None else params)
        self._graphs = {}

    @property
    def model_dir(self):
        return self._model_dir

    @property
    def config(self):
        return self._config

    @property
    def params(self):
        return self._params

    @property
    def model_fn(self):
        return self._model_fn

    # the three graphs

    def _builds(self, mode):
        """Whether the graph of a mode is built once more. That something is computed in it ends long loops."""
        self._graphs[mode] = self._graphs.get(mode, 0) + 1
        computed(mode)
        return self._graphs[mode] <= _MOST_GRAPHS

    def train(self, input_fn, hooks=None, steps=None, max_steps=None, saving_listeners=None):
        if not self._builds(ModeKeys.TRAIN):
            return self
        with tf.Graph().as_default():
            tf.train.create_global_step()
            features, labels = self._inputs(input_fn, ModeKeys.TRAIN)
            spec = self._call_model_fn(features, labels, ModeKeys.TRAIN)
            if not is_unknown(spec):
                tf.summary.scalar("loss", spec.loss)
            self._run_hooks(hooks)
        return self

    def evaluate(self, input_fn, steps=None, hooks=None, checkpoint_path=None, name=None):
        if not self._builds(ModeKeys.EVAL):
            return unknown("evaluate()")
        with tf.Graph().as_default():
            tf.train.create_global_step()
            features, labels = self._inputs(input_fn, ModeKeys.EVAL)
            spec = self._call_model_fn(features, labels, ModeKeys.EVAL)
            if not is_unknown(spec):
                tf.metrics.mean(spec.loss)
            self._run_hooks(hooks)
            tf.get_variable("eval_step", shape=[], dtype=tf.int64, initializer=tf.zeros_initializer(),
                            trainable=False, collections=[tf.GraphKeys.LOCAL_VARIABLES, tf.GraphKeys.EVAL_STEP])
        return unknown("evaluate()")

    def predict(self, input_fn, predict_keys=None, hooks=None, checkpoint_path=None, yield_single_examples=True):
        """A generator: nothing happens until its first item is asked for."""
        with tf.Graph().as_default():
            tf.train.create_global_step()
            features, _ = self._inputs(input_fn, ModeKeys.PREDICT)
            self._call_model_fn(features, None, ModeKeys.PREDICT)
        for prediction in unknown("predict()"):
            yield prediction

    def export_savedmodel(self, export_dir_base, serving_input_receiver_fn, *args, **kwargs):
        with tf.Graph().as_default():
            receiver = serving_input_receiver_fn()
            tf.train.create_global_step()
            self._call_model_fn(receiver.features, None, ModeKeys.PREDICT)
        return unknown("export_dir")

    export_saved_model = export_savedmodel

    def _inputs(self, input_fn, mode):
        """The features and labels that the input function gives, itself or through a dataset."""
        optional = {"mode": mode, "params": self._params, "config": self._config}
        with tf.device("/cpu:0"):
            result = input_fn(**_accepted(input_fn, optional))
        if isinstance(result, tf.data.Dataset):
            result = result.make_initializable_iterator().get_next()
        if isinstance(result, (list, tuple)) and len(result) == 2 and not hasattr(result, "_fields"):
            return result[0], result[1]
        return result, None

    def _call_model_fn(self, features, labels, mode):
        optional = {"labels": labels, "mode": mode, "params": self._params, "config": self._config}
        return self._model_fn(features, **_accepted(self._model_fn, optional))

    def _run_hooks(self, hooks):
        for hook in hooks or []:
            hook.begin()

    # what only the disk knows

    def latest_checkpoint(self):
        return unknown("checkpoint")

    def get_variable_names(self):
        return unknown("variable_names")

    def get_variable_value(self, name):
        return unknown("variable_value")

    def eval_dir(self, name=None):
        return unknown("eval_dir")


def train_and_evaluate(estimator, train_spec, eval_spec):
    """On one machine, the graph of the training is built first."""
    estimator.train(train_spec.input_fn, hooks=train_spec.hooks)
    return estimator.evaluate(eval_spec.input_fn, hooks=eval_spec.hooks), []


# -- TPUs, without one: the batch size is passed in `params`


class TPUConfig(object):
    def __init__(self, iterations_per_loop=2, num_shards=None, *args, **kwargs):
        self.iterations_per_loop, self.num_shards = iterations_per_loop, num_shards
        self.num_cores_per_replica = kwargs.get("num_cores_per_replica")
        self.per_host_input_for_training = kwargs.get("per_host_input_for_training", True)


class InputPipelineConfig(object):
    PER_SHARD_V1, PER_HOST_V1, PER_HOST_V2, BROADCAST = 1, 2, 3, 4


class TPURunConfig(RunConfig):
    pass


class TPUEstimatorSpec(collections.namedtuple("TPUEstimatorSpec", [
        "mode", "predictions", "loss", "train_op", "eval_metrics", "export_outputs", "scaffold_fn", "host_call",
        "training_hooks", "evaluation_hooks", "prediction_hooks"])):
    def __new__(cls, mode, predictions=None, loss=None, train_op=None, eval_metrics=None, export_outputs=None,
                scaffold_fn=None, host_call=None, training_hooks=None, evaluation_hooks=None, prediction_hooks=None):
        return super(TPUEstimatorSpec, cls).__new__(
            cls, mode, predictions, loss, train_op, eval_metrics, export_outputs, scaffold_fn, host_call,
            training_hooks, evaluation_hooks, prediction_hooks)

    def as_estimator_spec(self):
        """The metrics are made from a function and its arguments."""
        metrics = None
        if self.eval_metrics is not None:
            function, values = self.eval_metrics
            metrics = function(**values) if isinstance(values, dict) else function(*values)
        if self.scaffold_fn is not None:
            self.scaffold_fn()
        return EstimatorSpec(self.mode, self.predictions, self.loss, self.train_op, metrics, self.export_outputs)


class TPUEstimator(Estimator):
    def __init__(self, model_fn=None, model_dir=None, config=None, params=None, use_tpu=True, train_batch_size=None,
                 eval_batch_size=None, predict_batch_size=None, batch_axis=None, eval_on_tpu=True,
                 export_to_tpu=True, export_to_cpu=True, warm_start_from=None, **kwargs):
        super(TPUEstimator, self).__init__(model_fn, model_dir, config, params)
        self._batch_sizes = {ModeKeys.TRAIN: train_batch_size, ModeKeys.EVAL: eval_batch_size,
                             ModeKeys.PREDICT: predict_batch_size}
        self._use_tpu = use_tpu

    def _with_batch_size(self, mode):
        params = dict(self._params)
        if self._batch_sizes[mode] is not None:
            params["batch_size"] = self._batch_sizes[mode]
        params["use_tpu"] = self._use_tpu
        return params

    def _inputs(self, input_fn, mode):
        return TPUEstimator._in_mode(self, mode, lambda: Estimator._inputs(self, input_fn, mode))

    def _call_model_fn(self, features, labels, mode):
        spec = TPUEstimator._in_mode(
            self, mode, lambda: Estimator._call_model_fn(self, features, labels, mode))
        return spec.as_estimator_spec() if isinstance(spec, TPUEstimatorSpec) else spec

    def _in_mode(self, mode, function):
        saved, self._params = self._params, self._with_batch_size(mode)
        try:
            return function()
        finally:
            self._params = saved


class CrossShardOptimizer(tf.train.Optimizer):
    """tpu_optimizer.py: sums gradients over shards, then lets the wrapped optimizer work."""

    def __init__(self, opt, reduction=None, name="CrossShardOptimizer", group_assignment=None):
        super(CrossShardOptimizer, self).__init__(False, name)
        self._opt = opt

    def compute_gradients(self, loss, var_list=None, **kwargs):
        return self._opt.compute_gradients(loss, var_list=var_list, **kwargs)

    def apply_gradients(self, grads_and_vars, global_step=None, name=None):
        return self._opt.apply_gradients(grads_and_vars, global_step, name)

    def get_slot(self, *args, **kwargs):
        return self._opt.get_slot(*args, **kwargs)

    def get_slot_names(self, *args, **kwargs):
        return self._opt.get_slot_names(*args, **kwargs)

    def variables(self):
        return self._opt.variables()


def cross_replica_sum(x, group_assignment=None, name=None):
    return x


def initialize_system(*args, **kwargs):
    return operation("ConfigureDistributedTPU")


def shutdown_system(*args, **kwargs):
    return operation("ShutdownDistributedTPU")


def bfloat16_scope():
    """A variable scope that keeps variables in float32; the names stay."""
    return tf.variable_scope("", reuse=tf.get_variable_scope().reuse)


def rewrite(computation, inputs=None, *args, **kwargs):
    return computation(*(inputs or []))

"""Sessions, savers, coordinators and clusters of `tf.train`: what runs later or elsewhere (tensorflow/python/training).

Nothing here makes a variable but the global step; a saver opens the name scope `save`.
"""

# models: tf.train

import tensorflow as tf
from tfscope_primitives import computed, unknown


def assert_global_step(global_step_tensor):
    return None


# -- checkpoints


class Saver(object):
    def __init__(self, var_list=None, reshape=False, sharded=False, max_to_keep=5,
                 keep_checkpoint_every_n_hours=10000.0, name=None, restore_sequentially=False, saver_def=None,
                 builder=None, defer_build=False, allow_empty=False, write_version=None, pad_step_number=False,
                 save_relative_paths=False, filename=None):
        self._var_list = var_list
        self._name = name
        self.saver_def = unknown("saver_def")
        self.last_checkpoints = unknown("last_checkpoints")
        if not defer_build:
            self.build()

    def build(self):
        with tf.name_scope(self._name, "save"):
            pass

    def as_saver_def(self):
        return self.saver_def

    def save(self, sess, save_path, global_step=None, *args, **kwargs):
        return unknown("checkpoint")

    def restore(self, sess, save_path):
        return None

    def export_meta_graph(self, *args, **kwargs):
        return unknown("meta_graph")

    def set_last_checkpoints(self, last_checkpoints):
        return None

    set_last_checkpoints_with_time = recover_last_checkpoints = set_last_checkpoints


def import_meta_graph(meta_graph_or_file, clear_devices=False, import_scope=None, **kwargs):
    return Saver(defer_build=True)


def export_meta_graph(*args, **kwargs):
    return unknown("meta_graph")


def latest_checkpoint(checkpoint_dir, latest_filename=None):
    return unknown("checkpoint")


def get_checkpoint_state(checkpoint_dir, latest_filename=None):
    return unknown("checkpoint_state")


def checkpoint_exists(checkpoint_prefix):
    return unknown("checkpoint_exists()")


def checkpoints_iterator(checkpoint_dir, *args, **kwargs):
    return [unknown("checkpoint")]


def get_checkpoint_mtimes(checkpoint_prefixes):
    return unknown("mtimes")


def update_checkpoint_state(*args, **kwargs):
    return None


generate_checkpoint_state_proto = remove_checkpoint = write_graph = update_checkpoint_state


class CheckpointReader(object):
    """What a checkpoint holds is not known."""

    def __init__(self, filepattern=None):
        self._filepattern = filepattern

    def get_variable_to_shape_map(self):
        return unknown("variable_to_shape_map")

    def get_variable_to_dtype_map(self):
        return unknown("variable_to_dtype_map")

    def has_tensor(self, tensor_str):
        return unknown("has_tensor()")

    def get_tensor(self, tensor_str):
        return unknown("get_tensor()")

    def debug_string(self):
        return unknown("debug_string()")


NewCheckpointReader = load_checkpoint = CheckpointReader


def list_variables(ckpt_dir_or_file):
    return unknown("list_variables()")


def load_variable(ckpt_dir_or_file, name):
    return unknown("load_variable()")


def init_from_checkpoint(ckpt_dir_or_file, assignment_map):
    return None


class VocabInfo(object):
    def __init__(self, *args, **kwargs):
        self.args = args


def warm_start(ckpt_to_initialize_from, *args, **kwargs):
    return None


class Checkpoint(object):
    """Object-based checkpoints keep their keyword arguments as attributes."""

    def __init__(self, **kwargs):
        for name, value in kwargs.items():
            setattr(self, name, value)

    def save(self, file_prefix, session=None):
        return unknown("checkpoint")

    write = restore = save


class CheckpointManager(object):
    def __init__(self, checkpoint, directory, max_to_keep=None, *args, **kwargs):
        self.latest_checkpoint = unknown("checkpoint")

    def save(self, *args, **kwargs):
        return unknown("checkpoint")


# -- sessions


class SessionRunHook(object):
    def begin(self):
        return None

    def after_create_session(self, session, coord):
        return None

    def before_run(self, run_context):
        return None

    def after_run(self, run_context, run_values):
        return None

    def end(self, session):
        return None


class _Hook(SessionRunHook):
    def __init__(self, *args, **kwargs):
        self._args = args


CheckpointSaverHook = StopAtStepHook = LoggingTensorHook = NanTensorHook = StepCounterHook = SummarySaverHook = _Hook
FeedFnHook = FinalOpsHook = GlobalStepWaiterHook = ProfilerHook = _Hook


class CheckpointSaverListener(object):
    def begin(self):
        return None

    def before_save(self, session, global_step_value):
        return None

    def after_save(self, session, global_step_value):
        return None

    def end(self, session, global_step_value):
        return None


class SessionRunArgs(object):
    def __init__(self, fetches=None, feed_dict=None, options=None):
        self.fetches, self.feed_dict, self.options = fetches, feed_dict, options


class SessionRunValues(object):
    def __init__(self, results=None, options=None, run_metadata=None):
        self.results, self.options, self.run_metadata = results, options, run_metadata


class SessionRunContext(object):
    def __init__(self, original_args=None, session=None):
        self.original_args, self.session = original_args, session
        self.stop_requested = False

    def request_stop(self):
        self.stop_requested = True


class SecondOrStepTimer(object):
    def __init__(self, every_secs=None, every_steps=None):
        pass

    def should_trigger_for_step(self, step):
        return unknown("should_trigger_for_step()")

    def update_last_triggered_step(self, step):
        return unknown("elapsed"), unknown("steps")

    def last_triggered_step(self):
        return unknown("step")

    def reset(self):
        return None


class NanLossDuringTrainingError(RuntimeError):
    pass


class Scaffold(object):
    def __init__(self, init_op=None, init_feed_dict=None, init_fn=None, ready_op=None, ready_for_local_init_op=None,
                 local_init_op=None, summary_op=None, saver=None, copy_from_scaffold=None):
        self.init_op, self.init_feed_dict, self.init_fn = init_op, init_feed_dict, init_fn
        self.ready_op, self.local_init_op, self.summary_op, self.saver = ready_op, local_init_op, summary_op, saver

    def finalize(self):
        return self


class _RunningSession(object):
    """A session that is entered; when it stops is not known."""

    def __init__(self, *args, **kwargs):
        self.graph = tf.get_default_graph()
        for hook in kwargs.get("hooks") or []:
            hook.begin()

    def __enter__(self):
        return self

    def __exit__(self, *args):
        return False

    def run(self, fetches=None, feed_dict=None, options=None, run_metadata=None):
        return [computed("run()") for _ in fetches] if isinstance(fetches, (list, tuple)) else computed("run()")

    def run_step_fn(self, step_fn):
        return unknown("run_step_fn()")

    def should_stop(self):
        return unknown("should_stop()")

    def close(self):
        return None

    def raw_session(self):
        return self


MonitoredSession = SingularMonitoredSession = MonitoredTrainingSession = _RunningSession


class ChiefSessionCreator(object):
    def __init__(self, *args, **kwargs):
        pass

    def create_session(self):
        return _RunningSession()


WorkerSessionCreator = SessionCreator = ChiefSessionCreator


class SessionManager(object):
    def __init__(self, *args, **kwargs):
        pass

    def prepare_session(self, *args, **kwargs):
        return _RunningSession()

    wait_for_session = recover_session = prepare_session


class Supervisor(object):
    """supervisor.py: the global step, the saver and the summary writer of a training loop."""

    USE_DEFAULT = 0

    def __init__(self, graph=None, ready_op=USE_DEFAULT, ready_for_local_init_op=USE_DEFAULT, is_chief=True,
                 init_op=USE_DEFAULT, init_feed_dict=None, local_init_op=USE_DEFAULT, logdir=None,
                 summary_op=USE_DEFAULT, saver=USE_DEFAULT, global_step=USE_DEFAULT, save_summaries_secs=120,
                 save_model_secs=600, recovery_wait_secs=30, stop_grace_secs=120, checkpoint_basename="model.ckpt",
                 session_manager=None, summary_writer=USE_DEFAULT, init_fn=None, local_init_run_options=None):
        self.graph = graph or tf.get_default_graph()
        self.is_chief, self.logdir = is_chief, logdir
        self.saver = Saver() if saver == 0 else saver
        self.coord = Coordinator()
        self.summary_writer = tf.summary.FileWriter(logdir)
        self.session_manager = session_manager or SessionManager()
        self.save_path = unknown("save_path")
        self.global_step = tf.train.get_global_step() if global_step == 0 else global_step

    def managed_session(self, master="", config=None, start_standard_services=True, close_summary_writer=True):
        return _RunningSession()

    def prepare_or_wait_for_session(self, *args, **kwargs):
        return _RunningSession()

    def should_stop(self):
        return unknown("should_stop()")

    def _nothing(self, *args, **kwargs):
        return None

    request_stop = stop = wait_for_stop = summary_computed = _nothing

    def start_queue_runners(self, *args, **kwargs):
        return []

    start_standard_services = start_queue_runners

    def loop(self, *args, **kwargs):
        return unknown("looper")

    def stop_on_exception(self):
        return _RunningSession()


class Coordinator(object):
    def __init__(self, clean_stop_exception_types=None):
        self.joined = False

    def should_stop(self):
        return unknown("should_stop()")

    def _nothing(self, *args, **kwargs):
        return None

    request_stop = clear_stop = register_thread = join = raise_requested_exception = wait_for_stop = _nothing

    def stop_on_exception(self):
        return _RunningSession()


class LooperThread(object):
    def __init__(self, *args, **kwargs):
        pass


def basic_train_loop(supervisor, train_step_fn, args=None, kwargs=None, master=""):
    return None


# -- clusters: only devices


class ClusterSpec(object):
    def __init__(self, cluster):
        self._cluster = cluster
        self.jobs = list(cluster) if isinstance(cluster, dict) else unknown("jobs")

    def as_dict(self):
        return self._cluster

    def num_tasks(self, job_name):
        return len(self._cluster[job_name])

    def job_tasks(self, job_name):
        return list(self._cluster[job_name])

    def task_address(self, job_name, task_index):
        return self._cluster[job_name][task_index]

    def as_cluster_def(self):
        return unknown("cluster_def")


class Server(object):
    def __init__(self, server_or_cluster_def=None, job_name=None, task_index=None, *args, **kwargs):
        self.target = unknown("target")
        self.server_def = unknown("server_def")

    @staticmethod
    def create_local_server(config=None, start=True):
        return Server()

    def join(self):
        return None

    start = join


def replica_device_setter(*args, **kwargs):
    return unknown("device")


# -- messages


class _Proto(object):
    def __init__(self, *args, **kwargs):
        self.__dict__.update(kwargs)

    def SerializeToString(self):
        return unknown("serialized")

    @classmethod
    def FromString(cls, text):
        return cls()

    def ParseFromString(self, text):
        return None

    def __getattr__(self, name):
        return unknown(name)


Example = SequenceExample = Feature = Features = FeatureList = FeatureLists = BytesList = FloatList = Int64List = _Proto
ClusterDef = JobDef = ServerDef = SaverDef = _Proto


def summary_iterator(path):
    return unknown("summary_iterator()")

"""Distribution strategies: on one device they change no name (tensorflow/python/distribute/)."""

# models: tf.distribute, tf.contrib.distribute, tf.distribute.experimental

from tfscope_primitives import unknown


class _Entered(object):
    def __init__(self, value=None):
        self._value = value

    def __enter__(self):
        return self._value

    def __exit__(self, *args):
        return False


class ReduceOp(object):
    SUM = "SUM"
    MEAN = "MEAN"


class StrategyExtended(object):
    def colocate_vars_with(self, colocate_with_variable):
        return _Entered()

    def call_for_each_replica(self, fn, args=(), kwargs=None):
        return fn(*args, **(kwargs or {}))

    def update(self, var, fn, args=(), kwargs=None, group=True):
        return fn(var, *args, **(kwargs or {}))

    def reduce_to(self, reduce_op, value, destinations):
        return value

    def read_var(self, v):
        return v


class Strategy(object):
    """One replica; what it runs, it runs in place."""

    def __init__(self, *args, **kwargs):
        self.extended = StrategyExtended()
        self.num_replicas_in_sync = unknown("num_replicas_in_sync")

    def scope(self):
        return _Entered(self)

    def run(self, fn, args=(), kwargs=None):
        return fn(*args, **(kwargs or {}))

    experimental_run_v2 = run

    def experimental_run(self, fn, input_iterator=None):
        return fn(input_iterator.get_next()) if input_iterator is not None else fn()

    def reduce(self, reduce_op, value, axis=None):
        return value

    def unwrap(self, value):
        return (value,)

    experimental_local_results = unwrap

    def group(self, value, name=None):
        return value

    def make_dataset_iterator(self, dataset):
        return dataset.make_initializable_iterator()

    def experimental_distribute_dataset(self, dataset):
        return dataset

    def make_input_fn_iterator(self, input_fn, replication_mode=None):
        return input_fn(unknown("input_context")).make_initializable_iterator()


DistributionStrategy = MirroredStrategy = OneDeviceStrategy = ParameterServerStrategy = Strategy
CollectiveAllReduceStrategy = TPUStrategy = CentralStorageStrategy = MultiWorkerMirroredStrategy = Strategy


class ReplicaContext(object):
    replica_id_in_sync_group = 0

    def __init__(self):
        self.strategy = Strategy()
        self.num_replicas_in_sync = 1

    def merge_call(self, merge_fn, args=(), kwargs=None):
        return merge_fn(self.strategy, *args, **(kwargs or {}))

    def all_reduce(self, reduce_op, value):
        return value


def get_replica_context():
    return ReplicaContext()


def get_strategy():
    return Strategy()


get_distribution_strategy = get_strategy


def has_strategy():
    return False


has_distribution_strategy = has_strategy


def in_cross_replica_context():
    return False


def get_loss_reduction():
    return ReduceOp.MEAN


class CrossDeviceOps(object):
    def __init__(self, *args, **kwargs):
        pass


HierarchicalCopyAllReduce = NcclAllReduce = ReductionToOneDevice = AllReduceCrossDeviceOps = CrossDeviceOps


class DistributeConfig(object):
    def __init__(self, train_distribute=None, eval_distribute=None, remote_cluster=None):
        self.train_distribute, self.eval_distribute = train_distribute, eval_distribute

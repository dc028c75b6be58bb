"""K-means as a graph (tensorflow/contrib/factorization/python/ops/clustering_ops.py)."""

# models: tf.contrib.factorization, tf.contrib.factorization.python.ops.clustering_ops

import tensorflow as tf
from tfscope_primitives import operation, tensor

COSINE_DISTANCE = "cosine"
SQUARED_EUCLIDEAN_DISTANCE = "squared_euclidean"
RANDOM_INIT = "random"
KMEANS_PLUS_PLUS_INIT = "kmeans_plus_plus"
KMC2_INIT = "kmc2"
CLUSTERS_VAR_NAME = "clusters"


class KMeans(object):
    """The variables are exact; of the ops, only what is handed back is made."""

    def __init__(self, inputs, num_clusters, initial_clusters=RANDOM_INIT,
                 distance_metric=SQUARED_EUCLIDEAN_DISTANCE, use_mini_batch=False, mini_batch_steps_per_iteration=1,
                 random_seed=0, kmeans_plus_plus_num_retries=2, kmc2_chain_length=200):
        self._inputs = inputs if isinstance(inputs, list) else [inputs]
        self._num_clusters, self._initial_clusters = num_clusters, initial_clusters
        self._use_mini_batch = use_mini_batch
        self._mini_batch_steps_per_iteration = int(mini_batch_steps_per_iteration)

    def _create_variables(self, num_clusters):
        empty = tf.constant([], dtype=tf.float32)
        centers = tf.Variable(empty, name=CLUSTERS_VAR_NAME, validate_shape=False)
        initialized = tf.Variable(False, dtype=tf.bool, name="initialized")
        if self._use_mini_batch and self._mini_batch_steps_per_iteration > 1:
            tf.Variable(empty, name="clusters_updated", validate_shape=False)
            tf.Variable(self._mini_batch_steps_per_iteration, dtype=tf.int64, name="update_in_steps")
            tf.Variable(tf.zeros([num_clusters], dtype=tf.int64))
        elif self._use_mini_batch:
            tf.Variable(tf.ones([num_clusters], dtype=tf.int64))
        return centers, initialized

    def training_graph(self):
        given = self._initial_clusters
        if isinstance(given, str) or callable(given):
            num_clusters = tf.convert_to_tensor(self._num_clusters)
        else:
            num_clusters = tf.shape(tf.convert_to_tensor(given))[0]
        _, initialized = self._create_variables(num_clusters)
        rows = [tf.TensorShape([batch.get_shape()[0]]) for batch in self._inputs]
        all_scores = tuple(tensor([row[0], None], tf.float32, "all_scores") for row in rows)
        scores = tuple(tensor(row, tf.float32, "Squeeze") for row in rows)
        cluster_idx = tuple(tensor(row, tf.int64, "Squeeze") for row in rows)
        return all_scores, cluster_idx, scores, initialized, operation("cond"), operation("group_deps")

"""Metrics, summaries, pipelines, hyperparameters, estimators. The answers were recorded from TensorFlow 1.15.5."""

from __future__ import annotations

from fixtures import check


def test_metrics_make_local_variables_in_their_scope() -> None:
    """A metric's variables are local, and stand in the variable scope of the metric's name."""
    check(
        """
        import tensorflow as tf

        labels = tf.placeholder(tf.int64, [None])
        with tf.variable_scope("eval"):
            tf.metrics.accuracy(labels, labels)  # name: eval/accuracy/total, eval/accuracy/count
            tf.metrics.accuracy(labels, labels)  # name: eval/accuracy_1/total, eval/accuracy_1/count
            tf.metrics.precision(labels, labels, name="p")
            # name: eval/p/true_positives/count, eval/p/false_positives/count
            tf.metrics.auc(labels, tf.cast(labels, tf.float32), num_thresholds=5)
            # name: eval/auc/true_positives [5], eval/auc/false_negatives [5]
            # name: eval/auc/true_negatives [5], eval/auc/false_positives [5]
            tf.metrics.mean_iou(labels, labels, 4)  # name: eval/mean_iou/total_confusion_matrix [4, 4]
        tf.get_variable("locals_%d" % len(tf.local_variables()), [1])  # name: locals_11 [1]
        """
    )


def test_summaries_open_name_scopes() -> None:
    """The tag of a summary is taken from then on; merging is a name like any other."""
    check(
        """
        import tensorflow as tf

        loss = tf.constant(1.0)
        tf.summary.scalar("loss rate", loss)
        tf.Variable(1.0, name="loss_rate")  # name: loss_rate_1
        tf.summary.merge_all()
        tf.Variable(1.0, name="Merge")  # name: Merge_1
        """
    )


def test_learning_rate_decays_are_named() -> None:
    """A decay is a tensor with the name of its kind."""
    check(
        """
        import tensorflow as tf

        step = tf.train.get_or_create_global_step()  # name: global_step
        tf.train.exponential_decay(0.1, step, 100, 0.9)
        tf.Variable(1.0, name="ExponentialDecay")  # name: ExponentialDecay_1
        tf.train.cosine_decay(0.1, step, 100, name="rate")
        tf.Variable(1.0, name="rate")  # name: rate_1
        """
    )


def test_queues_give_their_shapes() -> None:
    """What is batched has the batch size in front."""
    check(
        """
        import tensorflow as tf

        image, label = tf.train.slice_input_producer([tf.zeros([10, 8, 8]), tf.zeros([10])], num_epochs=2)
        # name: input_producer/input_producer/limit_epochs/epochs
        images, labels = tf.train.shuffle_batch([image, label], 4, capacity=20, min_after_dequeue=5)
        tf.get_variable("images", images.shape)  # name: images [4, 8, 8]
        tf.get_variable("labels", labels.shape)  # name: labels [4]
        queue = tf.FIFOQueue(10, [tf.float32, tf.int32], [[3, 4], []])
        tf.get_variable("rows", queue.dequeue_many(6)[0].shape)  # name: rows [6, 3, 4]
        """
    )


def test_datasets_keep_shapes() -> None:
    """Slicing, mapping, batching and parsing, as far as sizes are known."""
    check(
        """
        import numpy as np
        import tensorflow as tf

        def parse(serialized):
            features = {"x": tf.FixedLenFeature([7], tf.float32), "y": tf.FixedLenFeature([], tf.int64)}
            parsed = tf.parse_single_example(serialized, features)
            return parsed["x"], parsed["y"]

        pairs = tf.data.Dataset.from_tensor_slices((np.zeros([20, 6, 6], np.float32), np.zeros([20], np.int64)))
        pairs = pairs.shuffle(5).repeat().map(lambda x, y: (tf.reshape(x, [36]), y)).batch(4, drop_remainder=True)
        x, y = pairs.make_one_shot_iterator().get_next()
        tf.get_variable("pairs", x.shape)  # name: pairs [4, 36]
        records = tf.data.TFRecordDataset(["a"]).map(parse).batch(3)
        x, y = records.make_initializable_iterator().get_next()
        tf.get_variable("records", x.shape[1:])  # name: records [7]
        padded = records.map(lambda x, y: x).padded_batch(2, padded_shapes=[None, 7])
        tf.get_variable("rank_%d" % padded.output_shapes.ndims, [1])  # name: rank_3 [1]
        """
    )


def test_hyperparameters() -> None:
    """HParams parse and override by the types they were given."""
    check(
        """
        import tensorflow as tf

        hparams = tf.contrib.training.HParams(size=8, rate=0.5, deep=False, name="net", sizes=[1, 2])
        hparams.parse("size=3,deep=true,sizes=[4,5],name=other")
        hparams.override_from_dict({"rate": 0.25})
        hparams.add_hparam("extra", 2)
        with tf.variable_scope(hparams.name):
            tf.get_variable("w", [hparams.size] + hparams.sizes)  # name: other/w [3, 4, 5]
            tf.get_variable("deep" if hparams.deep else "flat", [hparams.values()["extra"]])
            # name: other/deep [2]
        try:
            hparams.parse("unheard_of=1")
        except ValueError:
            tf.get_variable("refused_%s" % hparams.get("unheard_of", "default"), [1])
            # name: refused_default [1]
        """
    )


def test_an_estimator_builds_a_graph_for_each_mode() -> None:
    """train, evaluate and predict call model_fn anew: nothing exists twice."""
    check(
        """
        import numpy as np
        import tensorflow as tf

        def model_fn(features, labels, mode, params):
            logits = tf.layers.dense(features["x"], params["classes"])
            # name: dense/kernel [5, 3] x3, dense/bias [3] x3
            if mode == tf.estimator.ModeKeys.PREDICT:
                return tf.estimator.EstimatorSpec(mode, predictions=logits)
            loss = tf.losses.sparse_softmax_cross_entropy(labels, logits)
            if mode == tf.estimator.ModeKeys.EVAL:
                metrics = {"accuracy": tf.metrics.accuracy(labels, tf.argmax(logits, 1))}
                # name: accuracy/total, accuracy/count
                return tf.estimator.EstimatorSpec(mode, loss=loss, eval_metric_ops=metrics)
            step = tf.train.MomentumOptimizer(0.1, 0.9).minimize(loss, tf.train.get_global_step())
            # slot: dense/kernel/Momentum, dense/bias/Momentum
            return tf.estimator.EstimatorSpec(mode, loss=loss, train_op=step)

        def input_fn():
            x = {"x": np.zeros([8, 5], np.float32)}
            return tf.data.Dataset.from_tensor_slices((x, np.zeros([8], np.int64))).batch(2)

        estimator = tf.estimator.Estimator(model_fn, params={"classes": 3})
        estimator.train(input_fn, steps=1)  # name: global_step
        estimator.evaluate(input_fn, steps=1)  # name: global_step, mean/total, mean/count, eval_step
        for prediction in estimator.predict(input_fn):  # name: global_step
            break
        """
    )


def test_transitions_of_a_crf() -> None:
    """crf_log_likelihood makes the transitions in the current scope."""
    check(
        """
        import tensorflow as tf

        scores = tf.placeholder(tf.float32, [2, 5, 4])
        tags = tf.placeholder(tf.int32, [2, 5])
        lengths = tf.constant([5, 5])
        with tf.variable_scope("crf"):
            likelihood, transitions = tf.contrib.crf.crf_log_likelihood(scores, tags, lengths)
            # name: crf/transitions [4, 4]
        best, _ = tf.contrib.crf.crf_decode(scores, transitions, lengths)
        tf.get_variable("best", best.shape)  # name: best [2, 5]
        tf.train.MomentumOptimizer(0.1, 0.9).minimize(-tf.reduce_mean(likelihood))
        # slot: crf/transitions/Momentum
        """
    )


"""slim's training and evaluation loops (tensorflow/contrib/slim/python/slim/learning.py, evaluation.py, queues.py)."""

# models: tf.contrib.slim.learning, tf.contrib.slim.evaluation, tf.contrib.slim.queues
# models: tf.contrib.slim.model_analyzer, tf.contrib.slim.python.slim.learning
# models: tf.contrib.slim.python.slim.evaluation

import contextlib

import tensorflow as tf
from tfscope_primitives import unknown

_USE_GLOBAL_STEP = 0


def create_train_op(total_loss, optimizer, global_step=_USE_GLOBAL_STEP, update_ops=None, variables_to_train=None,
                    clip_gradient_norm=0, summarize_gradients=False, gate_gradients=1, aggregation_method=None,
                    colocate_gradients_with_ops=False, gradient_multipliers=None, check_numerics=True):
    def transform_grads_fn(grads):
        if gradient_multipliers:
            with tf.name_scope("multiply_grads"):
                grads = multiply_gradients(grads, gradient_multipliers)
        if clip_gradient_norm > 0:
            with tf.name_scope("clip_grads"):
                grads = clip_gradient_norms(grads, clip_gradient_norm)
        return grads

    return tf.contrib.training.create_train_op(
        total_loss=total_loss, optimizer=optimizer,
        global_step=tf.train.get_or_create_global_step() if global_step is _USE_GLOBAL_STEP else global_step,
        update_ops=update_ops, variables_to_train=variables_to_train, transform_grads_fn=transform_grads_fn,
        summarize_gradients=summarize_gradients, gate_gradients=gate_gradients, aggregation_method=aggregation_method,
        colocate_gradients_with_ops=colocate_gradients_with_ops, check_numerics=check_numerics)


def clip_gradient_norms(gradients_to_variables, max_norm):
    return [(None if gradient is None else tf.clip_by_norm(gradient, max_norm), variable)
            for gradient, variable in gradients_to_variables]


def multiply_gradients(grads_and_vars, gradient_multipliers):
    return [(gradient if gradient is None else gradient * 1.0, variable) for gradient, variable in grads_and_vars]


def add_gradients_summaries(grads_and_vars):
    return []


def train_step(sess, train_op, global_step, train_step_kwargs):
    return unknown("total_loss"), unknown("should_stop")


def train(train_op, logdir, train_step_fn=train_step, train_step_kwargs=0, log_every_n_steps=1, graph=None, master="",
          is_chief=True, global_step=None, number_of_steps=None, init_op=0, init_feed_dict=None, local_init_op=0,
          init_fn=None, ready_op=0, summary_op=0, save_summaries_secs=600, summary_writer=0, startup_delay_steps=0,
          saver=None, save_interval_secs=600, sync_optimizer=None, session_config=None, session_wrapper=None,
          trace_every_n_steps=None, ignore_live_threads=False):
    with (graph or tf.get_default_graph()).as_default():
        if global_step is None:
            tf.train.get_or_create_global_step()
    return unknown("total_loss")


# -- evaluation runs a graph that stands


def evaluate_once(master, checkpoint_path, logdir, num_evals=1, **kwargs):
    return unknown("evaluation")


def evaluation_loop(master, checkpoint_dir, logdir, num_evals=1, **kwargs):
    return unknown("evaluation")


def evaluate_repeatedly(*args, **kwargs):
    return unknown("evaluation")


def checkpoints_iterator(*args, **kwargs):
    return unknown("checkpoints")


def wait_for_new_checkpoint(*args, **kwargs):
    return unknown("checkpoint")


@contextlib.contextmanager
def QueueRunners(session):
    yield


def analyze_vars(variables, print_info=False):
    return unknown("size"), unknown("bytes")


def analyze_ops(graph, print_info=False):
    return unknown("size")

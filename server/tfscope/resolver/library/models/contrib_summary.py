"""`tf.contrib.summary` (tensorflow/python/ops/summary_ops_v2.py): records inside a conditional, names nothing here."""

# models: tf.contrib.summary, tf.summary.experimental, tf.compat.v2.summary

import tensorflow as tf
from tfscope_primitives import operation, unknown


class _Context(object):
    def __enter__(self):
        return self

    def __exit__(self, *args):
        return False

    def as_default(self):
        return self

    def set_as_default(self):
        return None

    def init(self):
        return operation("init")

    def flush(self):
        return operation("flush")

    close = flush


SummaryWriter = _Context


def _context(*args, **kwargs):
    return _Context()


create_file_writer = create_db_writer = create_summary_file_writer = _context
always_record_summaries = never_record_summaries = record_summaries_every_n_global_steps = record_if = _context


def should_record_summaries():
    return unknown("should_record_summaries()")


def _record(name, tensor=None, *args, **kwargs):
    with tf.name_scope(name) as scope:
        return operation("write_summary", scope)


def scalar(name, tensor, family=None, step=None):
    return _record(name)


def histogram(name, tensor, family=None, step=None):
    return _record(name)


def image(name, tensor, bad_color=None, max_images=3, family=None, step=None):
    return _record(name)


def audio(name, tensor, sample_rate, max_outputs, family=None, step=None):
    return _record(name)


def generic(name, tensor, metadata=None, family=None, step=None):
    return _record(name)


def graph(param, step=None, name=None):
    return operation("graph")


def all_summary_ops():
    return []


def initialize(*args, **kwargs):
    return None


def summary_writer_initializer_op():
    return []


def flush(writer=None, name=None):
    return operation("flush", name)

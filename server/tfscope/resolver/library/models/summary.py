"""Summaries open a name scope each (tensorflow/python/summary/summary.py, ops/summary_op_util.py)."""

# models: tf.summary, tf.python.summary, tf.python.summary.summary

import re

import tensorflow as tf
from tfscope_primitives import is_known_text, is_unknown, tensor, unknown


def _clean_tag(name):
    return re.sub(r"[^-/\w\.]", "_", name).lstrip("/") if is_known_text(name) else name


def _summary(name, family, default_name, collections):
    name, family = _clean_tag(name), _clean_tag(family)
    base = name if family is None else "{}/{}".format(family, name)
    with tf.name_scope(base, default_name) as scope:
        summary = tensor((), tf.string, default_name or "Summary", scope, inputs=[])
    for key in [tf.GraphKeys.SUMMARIES] if collections is None else collections:
        tf.add_to_collection(key, summary)
    return summary


def scalar(name, tensor, collections=None, family=None):
    return _summary(name, family, None, collections)


def image(name, tensor, max_outputs=3, collections=None, family=None):
    return _summary(name, family, None, collections)


def histogram(name, values, collections=None, family=None):
    return _summary(name, family, "HistogramSummary", collections)


def audio(name, tensor, sample_rate=None, max_outputs=3, collections=None, family=None):
    return _summary(name, family, None, collections)


def text(name, tensor, collections=None):
    return _summary(name, None, None, collections)


def tensor_summary(name, tensor, summary_description=None, collections=None, summary_metadata=None, family=None,
                   display_name=None):
    return _summary(name, family, None, collections)


def merge(inputs, collections=None, name=None):
    name = _clean_tag(name)
    with tf.name_scope(name, "Merge"):
        summary = tensor((), tf.string, "MergeSummary", name, inputs=[])
    for key in collections or []:
        tf.add_to_collection(key, summary)
    return summary


def merge_all(key=tf.GraphKeys.SUMMARIES, scope=None, name=None):
    summaries = tf.get_collection(key, scope=scope)
    if is_unknown(summaries):
        return unknown("merge_all()")
    return merge(summaries, name=name) if summaries else None


def initialize(graph=None, session=None):
    return None


class FileWriter(object):
    """Writes to disk; names nothing."""

    def __init__(self, logdir=None, graph=None, *args, **kwargs):
        self._logdir = logdir

    def get_logdir(self):
        return self._logdir

    def _nothing(self, *args, **kwargs):
        return None

    add_summary = add_graph = add_event = add_meta_graph = add_run_metadata = add_session_log = _nothing
    flush = close = reopen = _nothing

    def __enter__(self):
        return self

    def __exit__(self, *args):
        return False


class FileWriterCache(object):
    @staticmethod
    def get(logdir):
        return FileWriter(logdir)

    @staticmethod
    def clear():
        return None


class _Proto(object):
    """A protocol buffer message: takes any field, and what is read from one is not known."""

    def __init__(self, *args, **kwargs):
        self.__dict__.update(kwargs)

    def __getattr__(self, name):
        return unknown(name)


class Summary(_Proto):
    Value = Image = Audio = _Proto


Event = SessionLog = SummaryDescription = TaggedRunMetadata = _Proto


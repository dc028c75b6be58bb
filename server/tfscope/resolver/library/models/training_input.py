"""Queues that feed a graph: producers and batches (tensorflow/python/training/input.py, ops/data_flow_ops.py, ...)."""

# models: tf.train, tf.python.training.input, tf, tf.queue, tf.io, tf.python.ops.data_flow_ops, tf.python.ops.io_ops

import tensorflow as tf
from tfscope_primitives import dims, is_unknown, operation, tensor, unknown

# -- queues


class QueueBase(object):
    """A queue: what is taken out has the queue's shapes and dtypes."""

    def __init__(self, dtypes=None, shapes=None, names=None, shared_name=None, name=None, kind="fifo_queue"):
        dtypes = dtypes if isinstance(dtypes, (list, tuple)) else [dtypes]
        self._dtypes, self._names = list(dtypes), names
        self._shapes = _queue_shapes(shapes, len(dtypes))
        self._op = operation(kind, name)

    @property
    def name(self):
        return self._op.name

    @property
    def dtypes(self):
        return self._dtypes

    @property
    def shapes(self):
        return [tf.TensorShape(shape) for shape in self._shapes]

    @property
    def names(self):
        return self._names

    @property
    def queue_ref(self):
        return tensor((), tf.resource)

    def _dequeued(self, op, name, first):
        outputs = []
        with tf.name_scope(name or self.name.split("/")[-1] + "_" + op):
            for dtype, shape in zip(self._dtypes, self._shapes):
                outputs.append(tensor(None if shape is None else first + list(shape), dtype, inputs=[]))
        if self._names:
            return dict(zip(self._names, outputs))
        return outputs if len(outputs) > 1 else outputs[0]

    def enqueue(self, vals, name=None):
        return operation(self.name.split("/")[-1] + "_enqueue", name)

    def enqueue_many(self, vals, name=None):
        return operation(self.name.split("/")[-1] + "_EnqueueMany", name)

    def dequeue(self, name=None):
        return self._dequeued("Dequeue", name, [])

    def dequeue_many(self, n, name=None):
        return self._dequeued("DequeueMany", name, [n if isinstance(n, int) else None])

    def dequeue_up_to(self, n, name=None):
        return self._dequeued("DequeueUpTo", name, [None])

    def close(self, cancel_pending_enqueues=False, name=None):
        return operation("Close", name)

    def size(self, name=None):
        return tensor((), tf.int32, self.name.split("/")[-1] + "_Size", name, inputs=[])

    def is_closed(self, name=None):
        return tensor((), tf.bool, "is_closed", name, inputs=[])


def _queue_shapes(shapes, count):
    """One shape per component; a lone shape is taken for a queue of one."""
    if shapes is None or is_unknown(shapes):
        return [shapes] * count
    several = isinstance(shapes, (list, tuple)) and len(shapes) == count and not (
        shapes and isinstance(shapes[0], int))
    return [_as_list(shape) for shape in shapes] if several else [_as_list(shapes)] * count


def _as_list(shape):
    if shape is None or is_unknown(shape):
        return shape
    if isinstance(shape, int):
        return [shape]
    return dims(tensor(shape, tf.float32))


class FIFOQueue(QueueBase):
    def __init__(self, capacity, dtypes, shapes=None, names=None, shared_name=None, name="fifo_queue"):
        super(FIFOQueue, self).__init__(dtypes, shapes, names, shared_name, name)


class PaddingFIFOQueue(QueueBase):
    def __init__(self, capacity, dtypes, shapes, names=None, shared_name=None, name="padding_fifo_queue"):
        super(PaddingFIFOQueue, self).__init__(dtypes, shapes, names, shared_name, name)


class RandomShuffleQueue(QueueBase):
    def __init__(self, capacity, min_after_dequeue, dtypes, shapes=None, names=None, seed=None, shared_name=None,
                 name="random_shuffle_queue"):
        super(RandomShuffleQueue, self).__init__(dtypes, shapes, names, shared_name, name)


class PriorityQueue(QueueBase):
    def __init__(self, capacity, types, shapes=None, names=None, shared_name=None, name="priority_queue"):
        super(PriorityQueue, self).__init__(types, shapes, names, shared_name, name)


class QueueRunner(object):
    def __init__(self, queue=None, enqueue_ops=None, *args, **kwargs):
        self._queue, self._enqueue_ops = queue, enqueue_ops

    def create_threads(self, sess, coord=None, daemon=False, start=False):
        return []


def add_queue_runner(qr, collection=tf.GraphKeys.QUEUE_RUNNERS):
    tf.add_to_collection(collection, qr)


def start_queue_runners(sess=None, coord=None, daemon=True, start=True, collection=tf.GraphKeys.QUEUE_RUNNERS):
    return []


# -- producers


def match_filenames_once(pattern, name=None):
    with tf.name_scope(name, "matching_filenames") as scope:
        return tf.Variable(tensor(None, tf.string, inputs=[]), name=scope, trainable=False, validate_shape=False,
                           collections=[tf.GraphKeys.LOCAL_VARIABLES])


def limit_epochs(tensor, num_epochs=None, name=None):
    if num_epochs is None:
        return tensor
    with tf.name_scope(name, "limit_epochs"):
        tf.Variable(tf.constant(0, dtype=tf.int64), name="epochs", trainable=False,
                    collections=[tf.GraphKeys.LOCAL_VARIABLES])
        return tf.identity(tensor)


def input_producer(input_tensor, element_shape=None, num_epochs=None, shuffle=True, seed=None, capacity=32,
                   shared_name=None, summary_name=None, name=None, cancel_op=None):
    with tf.name_scope(name, "input_producer"):
        input_tensor = tf.convert_to_tensor(input_tensor, name="input_tensor")
        shape = dims(input_tensor)
        element = element_shape if element_shape is not None else (shape[1:] if shape else None)
        limit_epochs(input_tensor, num_epochs)
        queue = FIFOQueue(capacity, [input_tensor.dtype], [element], name=None)
        add_queue_runner(QueueRunner(queue))
        if summary_name is not None:
            tf.summary.scalar(summary_name, queue.size())
        return queue


def string_input_producer(string_tensor, num_epochs=None, shuffle=True, seed=None, capacity=32, shared_name=None,
                          name=None, cancel_op=None):
    with tf.name_scope(name, "input_producer") as scope:
        strings = tensor((None,), tf.string, inputs=[])
        return input_producer(strings, [], num_epochs, shuffle, seed, capacity, shared_name,
                              "fraction_of_%d_full" % capacity, scope)


def range_input_producer(limit, num_epochs=None, shuffle=True, seed=None, capacity=32, shared_name=None, name=None):
    with tf.name_scope(name, "input_producer") as scope:
        return input_producer(tensor((None,), tf.int32, inputs=[]), [], num_epochs, shuffle, seed, capacity,
                              shared_name, "fraction_of_%d_full" % capacity, scope)


def slice_input_producer(tensor_list, num_epochs=None, shuffle=True, seed=None, capacity=32, shared_name=None,
                         name=None):
    with tf.name_scope(name, "input_producer"):
        tensors = [tf.convert_to_tensor(item) for item in tensor_list]
        range_input_producer(None, num_epochs, shuffle, seed, capacity, shared_name)
        return [_row(item) for item in tensors]


def _row(item):
    shape = dims(item)
    return tensor(shape[1:] if shape is not None else None, item.dtype, "GatherV2", inputs=[])


# -- batches


def batched(tensors, size, shapes, dynamic_pad, enqueue_many):
    """`tensors` (a list, a dict or one tensor) with a first dimension of `size`."""
    if is_unknown(tensors):
        return unknown("batch()")
    if isinstance(tensors, dict):
        keys = sorted(tensors)
        return {key: _batched(tensors[key], size, shapes[i] if shapes else None, enqueue_many)
                for i, key in enumerate(keys)}
    if not isinstance(tensors, (list, tuple)):
        return _batched(tensors, size, shapes[0] if shapes else None, enqueue_many)
    outputs = [_batched(item, size, shapes[i] if shapes else None, enqueue_many) for i, item in enumerate(tensors)]
    return outputs if len(outputs) > 1 else outputs[0]


def _batched(item, size, shape, enqueue_many):
    if is_unknown(item):
        return item
    if not isinstance(item, tf.Tensor):
        item = tf.convert_to_tensor(item)
    if shape is None:
        shape = dims(item)
        if enqueue_many and shape is not None and not is_unknown(shape):
            shape = shape[1:]
    else:
        shape = _as_list(shape)
    if is_unknown(shape):
        return tensor(shape, item.dtype, inputs=[])
    return tensor(None if shape is None else [size] + list(shape), item.dtype, inputs=[])


def _batch(default_name, tensors, batch_size, smaller, shapes, dynamic_pad, enqueue_many, name, summary_name):
    with tf.name_scope(name, default_name):
        queue_name = "random_shuffle_queue" if "shuffle" in default_name else (
            "padding_fifo_queue" if dynamic_pad else "fifo_queue")
        add_queue_runner(QueueRunner(operation(queue_name)))
        tf.summary.scalar(summary_name, None)
        size = batch_size if isinstance(batch_size, int) or is_unknown(batch_size) else None
        return batched(tensors, None if smaller else size, shapes, dynamic_pad, enqueue_many)


def batch(tensors, batch_size, num_threads=1, capacity=32, enqueue_many=False, shapes=None, dynamic_pad=False,
          allow_smaller_final_batch=False, shared_name=None, name=None):
    return _batch("batch", tensors, batch_size, allow_smaller_final_batch, shapes, dynamic_pad, enqueue_many, name,
                  "fraction_of_%s_full" % capacity)


def maybe_batch(tensors, keep_input, batch_size, *args, **kwargs):
    return batch(tensors, batch_size, *args, **kwargs)


def batch_join(tensors_list, batch_size, capacity=32, enqueue_many=False, shapes=None, dynamic_pad=False,
               allow_smaller_final_batch=False, shared_name=None, name=None):
    return _batch("batch_join", tensors_list[0], batch_size, allow_smaller_final_batch, shapes, dynamic_pad,
                  enqueue_many, name, "fraction_of_%s_full" % capacity)


def maybe_batch_join(tensors_list, keep_input, batch_size, *args, **kwargs):
    return batch_join(tensors_list, batch_size, *args, **kwargs)


def shuffle_batch(tensors, batch_size, capacity, min_after_dequeue, num_threads=1, seed=None, enqueue_many=False,
                  shapes=None, allow_smaller_final_batch=False, shared_name=None, name=None):
    return _batch("shuffle_batch", tensors, batch_size, allow_smaller_final_batch, shapes, False, enqueue_many, name,
                  "fraction_over_%s_of_%s_full" % (min_after_dequeue, capacity - min_after_dequeue))


def maybe_shuffle_batch(tensors, batch_size, capacity, min_after_dequeue, keep_input, *args, **kwargs):
    return shuffle_batch(tensors, batch_size, capacity, min_after_dequeue, *args, **kwargs)


def shuffle_batch_join(tensors_list, batch_size, capacity, min_after_dequeue, seed=None, enqueue_many=False,
                       shapes=None, allow_smaller_final_batch=False, shared_name=None, name=None):
    return _batch("shuffle_batch_join", tensors_list[0], batch_size, allow_smaller_final_batch, shapes, False,
                  enqueue_many, name, "fraction_over_%s_of_%s_full" % (min_after_dequeue, capacity - min_after_dequeue))


def maybe_shuffle_batch_join(tensors_list, batch_size, capacity, min_after_dequeue, keep_input, *args, **kwargs):
    return shuffle_batch_join(tensors_list, batch_size, capacity, min_after_dequeue, *args, **kwargs)


# -- readers


class ReaderBase(object):
    def __init__(self, *args, **kwargs):
        self._op = operation(type(self).__name__ + "V2", kwargs.get("name"))

    @property
    def reader_ref(self):
        return tensor((), tf.resource)

    def read(self, queue, name=None):
        operation("ReaderReadV2", name)
        return tensor((), tf.string, inputs=[]), tensor((), tf.string, inputs=[])

    def read_up_to(self, queue, num_records, name=None):
        operation("ReaderReadUpToV2", name)
        return tensor((None,), tf.string, inputs=[]), tensor((None,), tf.string, inputs=[])

    def num_records_produced(self, name=None):
        return tensor((), tf.int64, "ReaderNumRecordsProducedV2", name, inputs=[])

    def reset(self, name=None):
        return operation("ReaderResetV2", name)


class WholeFileReader(ReaderBase):
    pass


class TextLineReader(ReaderBase):
    pass


class FixedLengthRecordReader(ReaderBase):
    pass


class TFRecordReader(ReaderBase):
    pass


class IdentityReader(ReaderBase):
    pass


class LMDBReader(ReaderBase):
    pass
